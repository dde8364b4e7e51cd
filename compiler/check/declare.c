/* SPDX-License-Identifier: MIT */
/*
 * Names: what a file declares, which names may be declared, what each is called in C, and looking them up.
 *
 * Ensures one symbol for every declaration that this version knows, in the order of the file; those that it refuses are
 * symbols too, so that using one is no second error.
 */
#include "check/checker.h"
#include "check/printable.h"
#include "names/names.h"

#include <stdio.h>
#include <string.h>

static const char *const builtin_types[] = {"any",     "bool",    "bytes", "float16", "float32",
                                            "float64", "pointer", "ref",   "symbol",  "text"};

bool declare_is_builtin(const char *name)
{
    for (size_t i = 0; i < sizeof builtin_types / sizeof *builtin_types; i++) {
        if (strcmp(name, builtin_types[i]) == 0) return true;
    }
    if (*name == 'u') name++;
    return strncmp(name, "int", 3) == 0 && name[3] != '\0' && strspn(name + 3, "0123456789") == strlen(name + 3);
}

void declare_report_cycle(struct checker *checker, enum check_rule rule, const struct symbol_use *cycle, size_t count)
{
    enum { SHOWN = 8 };
    const char *path = "";
    for (size_t i = 0; i < count && i < SHOWN; i++)
        path = arena_join(checker->arena, path, "'", cycle[i].target->declaration->name.text, "' -> ", NULL);
    const char *first = cycle[0].target->declaration->name.text;
    diag_error(checker->diag, rule_name(rule), cycle[0].span, "'%s' depends on itself: %s%s'%s'", first, path,
               count > SHOWN ? "... -> " : "", first);
    for (size_t i = 1; i < count && i < SHOWN; i++)
        diag_note(checker->diag, cycle[i].span, "'%s' depends on '%s' here", cycle[i].target->declaration->name.text,
                  cycle[(i + 1) % count].target->declaration->name.text);
}

const char *declare_kind(const struct symbol *symbol)
{
    switch (symbol->declaration->kind) {
    case DECL_CONST: return "a constant";
    case DECL_TYPE: return "a type";
    case DECL_ENUM: return "an enum";
    case DECL_FLAGS: return "flags";
    case DECL_CLASS: return "a class";
    case DECL_SYMBOLS: return "a table of symbols";
    case DECL_NAMESPACE:
    case DECL_IMPORT:
    case DECL_INCLUDE: break;
    }
    return "something else";
}

bool declare_name_is_fine(struct checker *checker, const struct ast_name *name)
{
    if (strlen(name->text) > LIMIT_NAME) {
        diag_error(checker->diag, rule_name(RULE_NAME_LENGTH), name->span,
                   "this name has %zu characters; at most %d are allowed", strlen(name->text), LIMIT_NAME);
        return false;
    }
    if (strstr(name->text, "__") != NULL) {
        diag_error(checker->diag, rule_name(RULE_NAME_RESERVED), name->span, "'%s' contains '__', which C++ reserves",
                   name->text);
        return false;
    }
    if (name->text[0] == '_' && name->text[1] >= 'A' && name->text[1] <= 'Z') {
        diag_error(checker->diag, rule_name(RULE_NAME_RESERVED), name->span,
                   "'%s' begins with '_' and a capital letter, which C reserves", name->text);
        return false;
    }
    return true;
}

/* Rule name-builtin. */
static bool check_not_builtin(struct checker *checker, const struct ast_name *name)
{
    if (!declare_is_builtin(name->text)) return true;
    diag_error(checker->diag, rule_name(RULE_NAME_BUILTIN), name->span,
               "'%s' is a built-in type and cannot be declared", name->text);
    return false;
}

/* Rule declaration-duplicate. */
static void check_not_declared(struct checker *checker, struct symbol *symbol)
{
    const struct ast_name *name = &symbol->declaration->name;
    const struct symbol *first = scope_add(&checker->globals, name->text, symbol);
    if (first == NULL || strlen(name->text) > LIMIT_NAME) return;
    diag_error(checker->diag, rule_name(RULE_DECLARATION_DUPLICATE), name->span, "'%s' is declared twice", name->text);
    diag_note(checker->diag, first->declaration->name.span, "it is declared here first, as %s%s", declare_kind(first),
              first->home != checker->model ? ", and imported by this file" : "");
}

static void declare_symbol(struct checker *checker, const struct ast_declaration *declaration, enum symbol_kind kind)
{
    struct symbol *symbol = arena_alloc(checker->arena, sizeof *symbol);
    symbol->kind = kind;
    symbol->declaration = declaration;
    symbol->home = checker->model;
    symbol->is_misnamed =
        !declare_name_is_fine(checker, &declaration->name) || !check_not_builtin(checker, &declaration->name);
    check_not_declared(checker, symbol);
    if (kind == SYMBOL_REFUSED || strlen(declaration->name.text) > LIMIT_NAME) symbol->state = SYMBOL_POISONED;
    struct symbol **end = checker->last == NULL ? &checker->symbols : &checker->last->next;
    *end = symbol;
    checker->last = symbol;
    checker->symbol_count++;
}

/* Rules name-reserved, name-unavailable: of a namespace, which begins every C name. */
static bool check_namespace_name(struct checker *checker, const struct ast_name *name, const char *c_prefix)
{
    if (!declare_name_is_fine(checker, name)) return false;
    if (c_prefix[0] == '_')
        diag_error(checker->diag, rule_name(RULE_NAME_RESERVED), name->span,
                   "namespace '%s' would begin every C name with '_', which C reserves", name->text);
    else if (names_is_unavailable(c_prefix))
        diag_error(checker->diag, rule_name(RULE_NAME_UNAVAILABLE), name->span,
                   "namespace '%s' would begin every C name with '%s', as the runtime's names do", name->text,
                   c_prefix);
    else return true;
    return false;
}

/* Rules namespace-first, namespace-duplicate. */
static void declare_namespace(struct checker *checker, const struct ast_declaration *declaration)
{
    if (checker->namespace_declaration != NULL) {
        diag_error(checker->diag, rule_name(RULE_NAMESPACE_DUPLICATE), declaration->span,
                   "a file has one namespace, and this is its second");
        diag_note(checker->diag, checker->namespace_declaration->span, "the first is here");
        return;
    }
    checker->namespace_declaration = declaration;
    if (declaration != checker->file->declarations) {
        diag_error(checker->diag, rule_name(RULE_NAMESPACE_FIRST), declaration->span,
                   "'namespace' must stand before every other declaration");
        diag_note(checker->diag, checker->file->declarations->keyword, "the first declaration is here");
    }
    const struct ast_name *name = &declaration->name;
    checker->model->namespace_name = name->text;
    checker->model->doc = declaration->doc;
    checker->model->c_prefix = arena_join(checker->arena, checker->options->prefix, name->text, "_", NULL);
    checker->is_misnamed = !check_namespace_name(checker, name, checker->model->c_prefix);
}

/* Rule include-path: `"desk.h"` or `"<sys/types.h>"`, which stand in an #include as they are. */
static void declare_include(struct checker *checker, const struct ast_declaration *declaration)
{
    struct model *model = checker->model;
    const struct ast_string *path = &declaration->path;
    const char *text = arena_copy(checker->arena, path->bytes, path->length);
    size_t length = path->length;
    bool in_angles = length > 2 && text[0] == '<' && text[length - 1] == '>';
    size_t skipped = in_angles ? 1 : 0;
    bool fine = length > 0 && length <= LIMIT_PATH && printable_text(text, length);
    for (size_t i = skipped; fine && i < length - skipped; i++) fine = strchr("\"\\<>", text[i]) == NULL;
    if (!fine) {
        diag_error(checker->diag, rule_name(RULE_INCLUDE_PATH), path->span,
                   "an include is the path of a header without quotes, backslashes and control characters");
        diag_help(checker->diag,
                  "write include \"desk.h\"; or, for a header of the system, include \"<sys/types.h>\";");
        checker->lacks_include = true;
        return;
    }
    if (scope_add(&checker->includes, text, checker) != NULL) return; /* twice is as good as once */
    model->includes[model->include_count++] = text;
}

static void declare_one(struct checker *checker, const struct ast_declaration *declaration)
{
    switch (declaration->kind) {
    case DECL_NAMESPACE: declare_namespace(checker, declaration); break;
    case DECL_IMPORT: break; /* imports_declare did that */
    case DECL_INCLUDE: declare_include(checker, declaration); break;
    case DECL_SYMBOLS: declare_symbol(checker, declaration, SYMBOL_TABLE); break;
    case DECL_CONST: declare_symbol(checker, declaration, SYMBOL_CONST); break;
    case DECL_TYPE: declare_symbol(checker, declaration, SYMBOL_TYPE); break;
    case DECL_ENUM:
    case DECL_FLAGS: declare_symbol(checker, declaration, SYMBOL_ENUM); break;
    case DECL_CLASS: declare_symbol(checker, declaration, SYMBOL_CLASS); break;
    }
}

/* Rule schema-empty. */
static void check_not_empty(struct checker *checker)
{
    const struct ast_declaration *first = checker->file->declarations;
    if (first != NULL && (first->kind != DECL_NAMESPACE || first->next != NULL)) return;
    uint32_t base = checker->file->source->base;
    struct span span = first != NULL ? first->span : (struct span){base, base};
    diag_error(checker->diag, rule_name(RULE_SCHEMA_EMPTY), span, "this file declares nothing");
}

void declare_all(struct checker *checker)
{
    struct model *model = checker->model;
    model->path = checker->options->path;
    model->base_name = checker->options->base_name;
    model->namespace_name = "";
    model->doc = "";
    model->c_prefix = checker->options->prefix;
    model->include_prefix = checker->options->include_prefix != NULL ? checker->options->include_prefix : "";
    checker->refused.kind = SYMBOL_REFUSED;
    checker->refused.state = SYMBOL_POISONED;

    size_t count = 0;
    size_t include_count = 0;
    for (const struct ast_declaration *at = checker->file->declarations; at != NULL; at = at->next) {
        count++;
        if (at->kind == DECL_INCLUDE) include_count++;
    }
    imports_declare(checker, count);
    scope_reset(&checker->unknown, DIAG_MOST_ERRORS);
    scope_reset(&checker->includes, include_count);
    model->includes = arena_array(checker->arena, include_count, sizeof *model->includes);
    check_not_empty(checker);
    for (const struct ast_declaration *at = checker->file->declarations; at != NULL; at = at->next) {
        if (checker_is_full(checker)) return;
        declare_one(checker, at);
    }
}

struct symbol *declare_find(struct checker *checker, const char *name)
{
    struct symbol *symbol = scope_find(&checker->globals, name);
    if (symbol == NULL && strchr(name, '.') != NULL) symbol = imports_find(checker, name);
    return symbol == NULL && checker->lacks_import ? &checker->refused : symbol;
}

bool declare_is_news(struct checker *checker, const char *name)
{
    /* More names than errors are shown do not matter. */
    if (checker->unknown.count == checker->unknown.most) return scope_find(&checker->unknown, name) == NULL;
    return scope_add(&checker->unknown, name, checker) == NULL;
}

/* Rules name-unavailable, name-reserved: of a complete C name. */
static void check_c_name(struct checker *checker, const struct symbol *symbol, const char *c_name, struct span span)
{
    if (c_name[0] == '_') {
        diag_error(checker->diag, rule_name(RULE_NAME_RESERVED), span,
                   "'%s' would be a C name that begins with '_', which C reserves", c_name);
    } else if (names_is_unavailable_for_declaration(c_name, symbol->declaration->kind == DECL_CONST)) {
        diag_error(checker->diag, rule_name(RULE_NAME_UNAVAILABLE), span,
                   "'%s' cannot be the C name of %s: C, C++ or the generated code uses the word", c_name,
                   declare_kind(symbol));
    } else {
        return;
    }
    if (checker->model->namespace_name[0] == '\0' && span.begin == symbol->declaration->name.span.begin)
        diag_help(checker->diag, "give the file a namespace, which begins every C name, or choose another name");
}

const char *declare_c_name(struct checker *checker, const struct symbol *symbol, const struct annotations *annotations)
{
    const struct ast_name *name = &symbol->declaration->name;
    if (annotations != NULL && annotations->c_name != NULL) {
        const char *given = arena_join(checker->arena, checker->options->prefix, annotations->c_name, NULL);
        check_c_name(checker, symbol, given, annotations->given[ANNOTATION_C_NAME]->span);
        return given;
    }
    const char *c_name = arena_join(checker->arena, checker->model->c_prefix, name->text, NULL);
    if (!checker->is_misnamed && !symbol->is_misnamed) check_c_name(checker, symbol, c_name, name->span);
    return c_name;
}

const char *declare_full_name(struct checker *checker, const char *name)
{
    const char *space = checker->model->namespace_name;
    return space[0] == '\0' ? name : arena_join(checker->arena, space, ".", name, NULL);
}
