/* SPDX-License-Identifier: MIT */
/*
 * `type` declarations: names for everything that may stand behind a colon.
 *
 * One that names another one is resolved after it. Chains are walked in a loop, not by recursion, however long they
 * are.
 */
#include "check/checker.h"

/* The `type` that another one is written as, or as an array of, or NULL where that is no such name. */
static struct symbol *find_target(struct checker *checker, const struct symbol *symbol)
{
    const struct ast_type *type = symbol->declaration->content.type;
    while (type->kind == AST_TYPE_ARRAY || type->kind == AST_TYPE_OPTIONAL) type = type->element;
    if (type->kind != AST_TYPE_NAME || declare_is_builtin(type->name.text)) return NULL;
    struct symbol *target = declare_find(checker, type->name.text);
    return target != NULL && target->kind == SYMBOL_TYPE ? target : NULL;
}

/* Rule type-cycle: `last` is written as `first`, which waits for it. */
static void report_cycle(struct checker *checker, const struct symbol *first, struct symbol *last)
{
    size_t count = 1;
    for (const struct symbol *at = last; at != first; at = at->waiting) count++;
    struct symbol_use *cycle = arena_array(checker->arena, count, sizeof *cycle);
    struct symbol *at = last;
    for (size_t i = count; i > 0; i--, at = at->waiting) {
        cycle[i - 1] = (struct symbol_use){at, at->declaration->content.type->span};
        at->state = SYMBOL_POISONED;
        at->used = true;
    }
    declare_report_cycle(checker, RULE_TYPE_CYCLE, cycle, count);
}

/* Everything that it is written as is resolved by now. */
static void resolve_one(struct checker *checker, struct symbol *symbol)
{
    const struct ast_declaration *declaration = symbol->declaration;
    struct owner owner = {"type", declaration->name.text};
    struct annotations annotations;
    struct content *content = &symbol->content;
    symbol->state = SYMBOL_POISONED;
    bool fine = content_resolve(checker, owner, &declaration->content, ON_TYPE, &annotations, content);
    struct model_alias *alias = arena_alloc(checker->arena, sizeof *alias);
    alias->c_name = declare_c_name(checker, symbol, NULL);
    if (!fine) return;
    alias->name = declaration->name.text;
    alias->doc = declaration->doc;
    alias->span = declaration->name.span;
    alias->type = content->type;
    alias->is_array = content->dim_count != 0;
    alias->has_sentinel = content->has_sentinel;
    alias->sentinel = content->sentinel;
    symbol->alias_model = alias;
    symbol->state = SYMBOL_DONE;
}

void alias_resolve(struct checker *checker, struct symbol *symbol)
{
    struct symbol *top = symbol;
    if (symbol->state != SYMBOL_NEW) return;
    top->state = SYMBOL_OPEN;
    for (struct symbol *target = find_target(checker, top); target != NULL; target = find_target(checker, top)) {
        if (target->state == SYMBOL_OPEN) report_cycle(checker, target, top);
        if (target->state != SYMBOL_NEW) break;
        target->state = SYMBOL_OPEN;
        target->waiting = top;
        top = target;
    }
    for (; top != NULL; top = top->waiting) {
        if (top->state == SYMBOL_OPEN) resolve_one(checker, top);
    }
}
