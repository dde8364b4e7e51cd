/* SPDX-License-Identifier: MIT */
/*
 * Names of other files: those of the schemas that this one imports.
 *
 * They are written with the namespace of their schema. Schemas without a namespace, and those of the file's own one,
 * give their names unqualified too, beside the file's own. Imports that share a namespace are one: their names must
 * differ. Only what an import declares itself is visible, not what it imports.
 */
#include "check/imports.h"

#include "check/checker.h"

#include <stdio.h>
#include <string.h>

/* All imports of one namespace. */
struct import_space {
    const char *name;
    size_t import_count;
    size_t symbol_count;
    const struct check_names *only; /* where there is one import */
    struct scope names;             /* where there are several: name -> struct symbol */
    struct import_space *next;      /* in the order of the file */
};

/* Most schemas that are looked at for an indirect import, which only makes a message better. */
enum { MOST_LOOKED_AT = 1000, SHOWN_SPACES = 4 };

static const char *own_namespace(const struct checker *checker)
{
    for (const struct ast_declaration *at = checker->file->declarations; at != NULL; at = at->next) {
        if (at->kind == DECL_NAMESPACE) return at->name.text;
    }
    return "";
}

/* The namespace's imports; a new entry where there were none so far. */
static struct import_space *find_space(struct checker *checker, const char *name)
{
    struct import_space *space = scope_find(&checker->spaces, name);
    if (space != NULL) return space;
    space = arena_alloc(checker->arena, sizeof *space);
    space->name = name;
    scope_add(&checker->spaces, name, space);
    struct import_space **end = checker->last_space == NULL ? &checker->first_space : &checker->last_space->next;
    *end = space;
    checker->last_space = space;
    return space;
}

/* Rule declaration-duplicate: of two imports; said once of an import. */
static bool add_names(struct checker *checker, struct scope *scope, const struct check_names *names, struct span span)
{
    for (struct symbol *symbol = names->symbols; symbol != NULL; symbol = symbol->next) {
        const struct ast_name *name = &symbol->declaration->name;
        const struct symbol *first = scope_add(scope, name->text, symbol);
        if (first == NULL || first == symbol) continue;
        diag_error(checker->diag, rule_name(RULE_DECLARATION_DUPLICATE), span,
                   "'%s' of this import is declared by another import too", name->text);
        diag_note(checker->diag, first->declaration->name.span, "it is declared here, as %s", declare_kind(first));
        diag_note(checker->diag, name->span, "and here, as %s", declare_kind(symbol));
        return false;
    }
    return true;
}

/* Whether the names of a namespace stand among the file's own. */
static bool is_bare(const char *space, const char *own)
{
    return space[0] == '\0' || strcmp(space, own) == 0;
}

/* The imports that have no errors, and the places of their paths. */
struct import_list {
    size_t count;
    const struct check_names **names;
    struct span *spans;
};

static struct import_list list_imports(struct checker *checker)
{
    const struct check_options *options = checker->options;
    struct model *model = checker->model;
    struct import_list list = {0};
    list.names = arena_array(checker->arena, options->import_count, sizeof(struct check_names *));
    list.spans = arena_array(checker->arena, options->import_count, sizeof *list.spans);
    model->imports = arena_array(checker->arena, options->import_count, sizeof *model->imports);
    size_t index = 0;
    for (const struct ast_declaration *at = checker->file->declarations; at != NULL; at = at->next) {
        if (at->kind != DECL_IMPORT) continue;
        const struct model *imported = index < options->import_count ? options->imports[index] : NULL;
        index++;
        if (imported == NULL) {
            checker->lacks_import = true;
            continue;
        }
        model->imports[model->import_count++] = (struct model_import){imported, at->path.bytes};
        list.names[list.count] = imported->names;
        list.spans[list.count++] = at->path.span;
    }
    return list;
}

void imports_declare(struct checker *checker, size_t own_count)
{
    const struct import_list list = list_imports(checker);
    const char *own = own_namespace(checker);
    size_t bare_count = own_count;
    scope_reset(&checker->spaces, list.count);
    for (size_t i = 0; i < list.count; i++) {
        struct import_space *space = find_space(checker, list.names[i]->model->namespace_name);
        space->import_count++;
        space->symbol_count += list.names[i]->symbol_count;
        space->only = list.names[i];
        if (is_bare(space->name, own)) bare_count += list.names[i]->symbol_count;
    }
    scope_reset(&checker->globals, bare_count);
    for (struct import_space *space = checker->first_space; space != NULL; space = space->next) {
        if (space->import_count == 1) continue;
        space->only = NULL;
        scope_init(&space->names, checker->arena);
        scope_reset(&space->names, space->symbol_count);
    }
    for (size_t i = 0; i < list.count && !checker_is_full(checker); i++) {
        struct import_space *space = find_space(checker, list.names[i]->model->namespace_name);
        bool fine = true;
        if (space->only == NULL) fine = add_names(checker, &space->names, list.names[i], list.spans[i]);
        if (fine && is_bare(space->name, own)) add_names(checker, &checker->globals, list.names[i], list.spans[i]);
    }
}

const struct check_names *imports_keep(struct checker *checker)
{
    struct check_names *names = arena_alloc(checker->arena, sizeof *names);
    *names = (struct check_names){checker->model, checker->globals, checker->symbols, checker->symbol_count};
    return names;
}

/* The symbol that a schema itself declares under a name. */
static struct symbol *find_declared(const struct check_names *names, const char *name)
{
    struct symbol *symbol = scope_find(&names->globals, name);
    return symbol != NULL && symbol->home == names->model ? symbol : NULL;
}

static struct symbol *find_in_space(const struct import_space *space, const char *name)
{
    return space->only != NULL ? find_declared(space->only, name) : scope_find(&space->names, name);
}

/* "calendar" of "calendar.Date", and where "Date" begins. */
static const char *split(struct checker *checker, const char *name, const char **rest)
{
    const char *dot = strchr(name, '.');
    *rest = dot + 1;
    return arena_copy(checker->arena, name, (size_t)(dot - name));
}

struct symbol *imports_find(struct checker *checker, const char *name)
{
    const char *rest;
    const char *space_name = split(checker, name, &rest);
    if (strcmp(space_name, checker->model->namespace_name) == 0) {
        struct symbol *symbol = scope_find(&checker->globals, rest);
        return symbol != NULL && strcmp(symbol->home->namespace_name, space_name) == 0 ? symbol : NULL;
    }
    const struct import_space *space = scope_find(&checker->spaces, space_name);
    return space != NULL ? find_in_space(space, rest) : NULL;
}

/* ---- what a name that is not found could mean ---- */

static void offer_symbols(struct suggestion *suggestion, const struct symbol *symbol, unsigned kinds)
{
    for (; symbol != NULL; symbol = symbol->next) {
        if ((kinds & SYMBOL_BIT(symbol->kind)) != 0) suggest_offer(suggestion, symbol->declaration->name.text);
    }
}

/* A name of a namespace that is imported. */
static void offer_of_space(struct checker *checker, struct suggestion *suggestion, const char *space, const char *rest,
                           unsigned kinds)
{
    struct suggestion inner;
    suggest_start(&inner, rest);
    if (strcmp(space, checker->model->namespace_name) == 0) offer_symbols(&inner, checker->symbols, kinds);
    for (size_t i = 0; i < checker->model->import_count; i++) {
        const struct model *model = checker->model->imports[i].model;
        if (strcmp(model->namespace_name, space) == 0) offer_symbols(&inner, model->names->symbols, kinds);
    }
    if (inner.best != NULL) suggestion->best = arena_join(checker->arena, space, ".", inner.best, NULL);
}

/* The same name in another namespace, nearly the same one or where there was none. */
static void offer_same_name(struct checker *checker, struct suggestion *suggestion, const char *wanted_space,
                            const char *rest, unsigned kinds)
{
    struct suggestion inner;
    suggest_start(&inner, wanted_space);
    for (const struct import_space *space = checker->first_space; space != NULL; space = space->next) {
        const struct symbol *symbol = space->name[0] != '\0' ? find_in_space(space, rest) : NULL;
        if (symbol == NULL || (kinds & SYMBOL_BIT(symbol->kind)) == 0) continue;
        if (wanted_space[0] != '\0') suggest_offer(&inner, space->name);
        else if (inner.best == NULL) inner.best = space->name;
    }
    if (inner.best != NULL) suggestion->best = arena_join(checker->arena, inner.best, ".", rest, NULL);
}

void imports_offer(struct checker *checker, struct suggestion *suggestion, unsigned kinds)
{
    const char *name = suggestion->wanted;
    const char *rest = name;
    const char *space = strchr(name, '.') != NULL ? split(checker, name, &rest) : "";
    if (strlen(name) > LIMIT_NAME) return;
    offer_same_name(checker, suggestion, space, rest, kinds);
    if (suggestion->best != NULL) return;
    if (rest != name) {
        offer_of_space(checker, suggestion, space, rest, kinds);
        return;
    }
    offer_symbols(suggestion, checker->symbols, kinds);
    for (size_t i = 0; i < checker->model->import_count; i++) {
        const struct model *model = checker->model->imports[i].model;
        if (is_bare(model->namespace_name, checker->model->namespace_name))
            offer_symbols(suggestion, model->names->symbols, kinds);
    }
}

/*
 * A schema that declares the name and is imported by an import only, or NULL; `by` is the direct import that leads
 * there.
 */
static const struct model *find_indirect(struct checker *checker, const char *space, const char *name,
                                         const struct model **by)
{
    struct reached {
        const struct model *model;
        const struct model *by;
    } *list = arena_array(checker->arena, MOST_LOOKED_AT, sizeof *list);
    struct scope seen;
    size_t count = 0;
    scope_init(&seen, checker->arena);
    scope_reset(&seen, MOST_LOOKED_AT);
    for (size_t i = 0; i < checker->model->import_count && count < MOST_LOOKED_AT; i++) {
        const struct model *model = checker->model->imports[i].model;
        scope_add(&seen, model->path, checker);
        list[count++] = (struct reached){model, model};
    }
    for (size_t i = 0; i < count; i++) {
        const struct model *model = list[i].model;
        if (model != list[i].by && strcmp(model->namespace_name, space) == 0 && find_declared(model->names, name)) {
            *by = list[i].by;
            return model;
        }
        for (size_t k = 0; k < model->import_count && count < MOST_LOOKED_AT; k++) {
            const struct model *next = model->imports[k].model;
            if (scope_add(&seen, next->path, checker) == NULL) list[count++] = (struct reached){next, list[i].by};
        }
    }
    return NULL;
}

/* "'calendar' and 'clock'" */
static const char *list_spaces(struct checker *checker)
{
    const char *text = "";
    size_t count = 0;
    for (const struct import_space *space = checker->first_space; space != NULL; space = space->next) {
        if (space->name[0] == '\0') continue;
        if (++count > SHOWN_SPACES) return arena_join(checker->arena, text, " ...", NULL);
        text = arena_join(checker->arena, text, count == 1 ? "" : ", ", "'", space->name, "'", NULL);
    }
    return text;
}

void imports_help(struct checker *checker, const char *name)
{
    const char *rest = name;
    const char *space = strchr(name, '.') != NULL ? split(checker, name, &rest) : "";
    const struct model *by = NULL;
    if (strlen(name) > LIMIT_NAME) return;
    const struct model *indirect = find_indirect(checker, space, rest, &by);
    if (indirect != NULL) {
        diag_help(checker->diag,
                  "'%s' is declared in '%s', which '%s' imports and this file does not: import \"%s.slots\"", name,
                  indirect->path, by->path, indirect->base_name);
        return;
    }
    if (rest == name || strcmp(space, checker->model->namespace_name) == 0) return;
    if (scope_find(&checker->spaces, space) != NULL) return;
    const char *spaces = list_spaces(checker);
    if (spaces[0] == '\0') diag_help(checker->diag, "nothing is imported that has the namespace '%s'", space);
    else diag_help(checker->diag, "nothing is imported that has the namespace '%s'; there is %s", space, spaces);
}
