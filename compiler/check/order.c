/* SPDX-License-Identifier: MIT */
/*
 * Which class is made first: every one after those that it embeds, inlines or derives from. Refs need no order.
 *
 * Those are walked with a list of our own, since a chain of classes may be as long as the file; how deep classes may
 * really nest is a rule. The order is also the one in which C wants the structs.
 */
#include "check/building.h"

struct use_list {
    struct checker *checker;
    struct symbol_use *uses; /* NULL while they are only counted */
    size_t count;
};

static void add_use(struct use_list *list, struct symbol *target, struct span span)
{
    if (target == NULL || target->kind != SYMBOL_CLASS) return;
    if (list->uses != NULL) list->uses[list->count] = (struct symbol_use){target, span};
    list->count++;
}

/* The class that lies in a slot of that type, whatever stands around its name. */
static void find_in_type(struct use_list *list, const struct ast_type *type)
{
    while (type->kind == AST_TYPE_ARRAY || type->kind == AST_TYPE_OPTIONAL) type = type->element;
    if (type->kind != AST_TYPE_NAME && type->kind != AST_TYPE_INLINE) return;
    if (declare_is_builtin(type->name.text)) return;
    struct symbol *target = declare_find(list->checker, type->name.text);
    if (target == NULL || target->kind != SYMBOL_TYPE) {
        add_use(list, target, type->name.span);
        return;
    }
    alias_resolve(list->checker, target);
    if (target->state == SYMBOL_DONE && target->content.type.kind == TYPE_CLASS)
        add_use(list, target->content.class_symbol, type->name.span);
}

/* As deep as brackets nest. */
static void find_in_items(struct use_list *list, const struct ast_item *items)
{
    for (const struct ast_item *item = items; item != NULL; item = item->next) {
        if (item->kind != ITEM_SLOTS) find_in_items(list, item->items);
        else if (item->content.type != NULL) find_in_type(list, item->content.type);
    }
}

static void find_all(struct use_list *list, const struct ast_declaration *declaration)
{
    for (const struct ast_base *base = declaration->bases; base != NULL; base = base->next)
        add_use(list, declare_find(list->checker, base->name.text), base->name.span);
    find_in_items(list, declaration->items);
}

static void open_class(struct checker *checker, struct symbol *symbol)
{
    struct use_list list = {checker, NULL, 0};
    symbol->state = SYMBOL_OPEN;
    class_head(checker, symbol);
    find_all(&list, symbol->declaration);
    if (list.count == 0) return;
    list.uses = arena_array(checker->arena, list.count, sizeof *list.uses);
    list.count = 0;
    find_all(&list, symbol->declaration);
    symbol->uses = list.uses;
    symbol->use_count = list.count;
}

/* Whether a class is only a base where it is used. */
static bool is_base(const struct symbol *symbol, struct span use)
{
    const struct ast_item *items = symbol->declaration->items;
    return symbol->declaration->bases != NULL && (items == NULL || use.begin < items->span.begin);
}

/* Rule class-cycle: `last` holds `first`, which waits for it. */
static void report_cycle(struct checker *checker, struct symbol *first, struct symbol *last)
{
    size_t count = 1;
    bool holds = false;
    for (const struct symbol *at = last; at != first; at = at->waiting) count++;
    struct symbol_use *cycle = arena_array(checker->arena, count, sizeof *cycle);
    struct symbol *at = last;
    for (size_t i = count; i > 0; i--, at = at->waiting) {
        cycle[i - 1] = (struct symbol_use){at, at->uses[at->use_next - 1].span};
        at->state = SYMBOL_POISONED;
        holds = holds || !is_base(at, cycle[i - 1].span);
    }
    declare_report_cycle(checker, RULE_CLASS_CYCLE, cycle, count);
    if (!holds) return;
    diag_help(checker->diag, "an instance would hold itself; a 'ref %s' holds a handle and may go in circles",
              first->declaration->name.text);
}

/* Rule class-nesting. */
static void measure_nesting(struct checker *checker, struct symbol *symbol)
{
    const struct symbol_use *deepest = NULL;
    unsigned levels = 0;
    for (size_t i = 0; i < symbol->use_count; i++) {
        const struct symbol *target = symbol->uses[i].target;
        if (target->state != SYMBOL_DONE || target->class_model->nesting <= levels) continue;
        levels = target->class_model->nesting;
        deepest = &symbol->uses[i];
    }
    symbol->class_model->nesting = levels + 1;
    if (levels < LIMIT_NESTING) return;
    diag_error(checker->diag, rule_name(RULE_CLASS_NESTING), symbol->declaration->name.span,
               "class '%s' nests %u levels of classes; at most %d are allowed", symbol->declaration->name.text,
               levels + 1, LIMIT_NESTING);
    diag_note(checker->diag, deepest->span, "'%s' has %u levels", deepest->target->class_model->name, levels);
    symbol->state = SYMBOL_POISONED;
}

void class_resolve(struct checker *checker, struct symbol *symbol)
{
    struct symbol *top = symbol;
    open_class(checker, top);
    while (top != NULL && !checker_is_full(checker)) {
        if (top->use_next < top->use_count) {
            struct symbol *target = top->uses[top->use_next++].target;
            if (target->state == SYMBOL_OPEN) report_cycle(checker, target, top);
            if (target->state != SYMBOL_NEW) continue;
            target->waiting = top;
            open_class(checker, target);
            top = target;
            continue;
        }
        measure_nesting(checker, top);
        class_build(checker, top);
        top = top->waiting;
    }
}
