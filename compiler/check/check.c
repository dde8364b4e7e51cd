/* SPDX-License-Identifier: MIT */
/*
 * The checker's table of contents. The rules themselves stand in the files that it calls, one small function each.
 *
 * Constants come first, since any number may name one; then enums, tables, types and classes in the order of the file,
 * each resolving what it needs on the way, so that messages come in the order of the file as well.
 */
#include "check/check.h"

#include "check/checker.h"
#include "names/names.h"
#include "parse/parse.h"

#include <string.h>

bool checker_is_full(const struct checker *checker)
{
    return diag_is_full(checker->diag);
}

static void resolve_declarations(struct checker *checker)
{
    for (struct symbol *symbol = checker->symbols; symbol != NULL && !checker_is_full(checker); symbol = symbol->next) {
        if (symbol->state != SYMBOL_NEW) continue;
        if (symbol->kind == SYMBOL_ENUM) enum_resolve(checker, symbol);
        else if (symbol->kind == SYMBOL_TABLE) symbols_resolve(checker, symbol);
        else if (symbol->kind == SYMBOL_TYPE) alias_resolve(checker, symbol);
        else if (symbol->kind == SYMBOL_CLASS) class_resolve(checker, symbol);
    }
}

/* The lists of the model, once every symbol is done. */
static void fill_model(const struct checker *checker)
{
    struct model *model = checker->model;
    model->consts = arena_array(checker->arena, checker->symbol_count, sizeof(struct model_const *));
    model->aliases = arena_array(checker->arena, checker->symbol_count, sizeof(struct model_alias *));
    model->enums = arena_array(checker->arena, checker->symbol_count, sizeof(struct model_enum *));
    model->symbols = arena_array(checker->arena, checker->symbol_count, sizeof(struct model_symbols *));
    model->classes = arena_array(checker->arena, checker->symbol_count, sizeof(struct model_class *));
    for (struct symbol *symbol = checker->symbols; symbol != NULL; symbol = symbol->next) {
        if (symbol->kind == SYMBOL_CONST) model->consts[model->const_count++] = symbol->constant;
        else if (symbol->kind == SYMBOL_TYPE) model->aliases[model->alias_count++] = symbol->alias_model;
        else if (symbol->kind == SYMBOL_ENUM) model->enums[model->enum_count++] = symbol->enumeration;
        else if (symbol->kind == SYMBOL_TABLE) model->symbols[model->symbols_count++] = symbol->symbols_model;
    }
    for (struct symbol *symbol = checker->done; symbol != NULL; symbol = symbol->next_done)
        model->classes[model->class_count++] = symbol->class_model;
}

struct model *check_file(struct arena *arena, struct diag *diag, const struct ast_file *file,
                         const struct check_options *options)
{
    struct checker checker;
    memset(&checker, 0, sizeof checker);
    checker.arena = arena;
    checker.diag = diag;
    checker.file = file;
    checker.options = options;
    checker.model = arena_alloc(arena, sizeof *checker.model);
    scope_init(&checker.globals, arena);
    scope_init(&checker.spaces, arena);
    scope_init(&checker.unknown, arena);
    scope_init(&checker.includes, arena);
    checker.done_end = &checker.done;

    if (!options->is_imported) parse_warn(diag, file);
    unsigned errors = diag->errors;
    declare_all(&checker);
    consts_resolve(&checker);
    resolve_declarations(&checker);
    if (diag->errors != errors || checker_is_full(&checker) || checker.lacks_import) return NULL;

    fill_model(&checker);
    any_resolve(&checker);
    names_check(arena, diag, checker.model);
    checker.model->names = imports_keep(&checker);
    if (diag->errors == errors && !options->is_imported) warnings_report(&checker);
    return diag->errors == errors ? checker.model : NULL;
}
