/* SPDX-License-Identifier: MIT */
/*
 * Constants: their values, in whatever order they were declared.
 *
 * A constant is evaluated after those that it names. They are walked with a stack of our own: a chain of a million
 * forward references must not end the process's.
 */
#include "check/checker.h"

struct use_list {
    struct checker *checker;
    struct symbol_use *uses; /* NULL while they are only counted */
    size_t count;
};

static void add_use(void *context, const struct ast_expr *name)
{
    struct use_list *list = context;
    struct symbol *target = declare_find(list->checker, name->name);
    if (target == NULL || target->kind != SYMBOL_CONST) return;
    if (list->uses != NULL) list->uses[list->count] = (struct symbol_use){target, name->span};
    list->count++;
}

static void find_uses(struct checker *checker, struct symbol *symbol)
{
    struct use_list list = {checker, NULL, 0};
    expression_each_name(symbol->declaration->value, add_use, &list);
    if (list.count == 0) return;
    list.uses = arena_array(checker->arena, list.count, sizeof *list.uses);
    list.count = 0;
    expression_each_name(symbol->declaration->value, add_use, &list);
    symbol->uses = list.uses;
    symbol->use_count = list.count;
}

/* Rule const-cycle: the constants of the stack from the target of the use at its top. */
static void report_cycle(struct checker *checker, struct symbol **stack, size_t depth, const struct symbol *target)
{
    size_t begin = depth - 1;
    while (stack[begin] != target) begin--;
    size_t count = depth - begin;
    struct symbol_use *cycle = arena_array(checker->arena, count, sizeof *cycle);
    for (size_t i = 0; i < count; i++) {
        struct symbol *symbol = stack[begin + i];
        cycle[i] = (struct symbol_use){symbol, symbol->uses[symbol->use_next - 1].span};
        symbol->state = SYMBOL_POISONED;
    }
    declare_report_cycle(checker, RULE_CONST_CYCLE, cycle, count);
}

static void evaluate(struct checker *checker, struct symbol *symbol)
{
    const struct ast_declaration *declaration = symbol->declaration;
    struct model_const *constant = arena_alloc(checker->arena, sizeof *constant);
    struct integer integer;
    symbol->state = SYMBOL_POISONED;
    if (!expression_evaluate(checker, declaration->value, &constant->value)) return;
    /* A fraction may stay one, but an integer is one of C's. */
    if (constant->value.denominator == 1 &&
        !expression_to_integer(checker, declaration->value->span, constant->value, "the constant", &integer))
        return;
    constant->c_name = declare_c_name(checker, symbol, NULL);
    constant->name = declaration->name.text;
    constant->doc = declaration->doc;
    constant->span = declaration->name.span;
    symbol->constant = constant;
    symbol->state = SYMBOL_DONE;
}

static void push(struct checker *checker, struct symbol **stack, size_t *depth, struct symbol *symbol)
{
    symbol->state = SYMBOL_OPEN;
    find_uses(checker, symbol);
    stack[(*depth)++] = symbol;
}

static void resolve(struct checker *checker, struct symbol **stack, struct symbol *start)
{
    size_t depth = 0;
    push(checker, stack, &depth, start);
    while (depth != 0 && !checker_is_full(checker)) {
        struct symbol *top = stack[depth - 1];
        if (top->use_next < top->use_count) {
            struct symbol *target = top->uses[top->use_next++].target;
            if (target->state == SYMBOL_NEW) push(checker, stack, &depth, target);
            else if (target->state == SYMBOL_OPEN) report_cycle(checker, stack, depth, target);
            continue;
        }
        if (top->state == SYMBOL_OPEN) evaluate(checker, top);
        depth--;
    }
}

void consts_resolve(struct checker *checker)
{
    struct symbol **stack = arena_array(checker->arena, checker->symbol_count, sizeof(struct symbol *));
    for (struct symbol *symbol = checker->symbols; symbol != NULL && !checker_is_full(checker); symbol = symbol->next) {
        if (symbol->kind == SYMBOL_CONST && symbol->state == SYMBOL_NEW) resolve(checker, stack, symbol);
    }
}
