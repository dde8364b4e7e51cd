/* SPDX-License-Identifier: MIT */
/*
 * Tables of symbols: `symbols tickers(5_000);` is a name and how many ids there are.
 */
#include "check/checker.h"

#include <inttypes.h>

/* Rule symbols-capacity. */
static bool resolve_capacity(struct checker *checker, const struct ast_expr *expr, uint32_t *out)
{
    char text[24];
    struct integer capacity;
    if (!expression_integer(checker, expr, "the capacity of a table of symbols", &capacity)) return false;
    if (!capacity.negative && capacity.bits >= 1 && capacity.bits <= UINT32_MAX) {
        *out = (uint32_t)capacity.bits;
        return true;
    }
    diag_error(checker->diag, rule_name(RULE_SYMBOLS_CAPACITY), expr->span,
               "a table of symbols has 1 to %" PRIu32 " of them, not %s", UINT32_MAX, integer_print(capacity, text));
    return false;
}

void symbols_resolve(struct checker *checker, struct symbol *symbol)
{
    const struct ast_declaration *declaration = symbol->declaration;
    struct model_symbols *symbols = arena_alloc(checker->arena, sizeof *symbols);
    struct annotations annotations;
    if (symbol->state != SYMBOL_NEW) return;
    symbol->state = SYMBOL_POISONED;
    symbol->symbols_model = symbols;
    bool fine = annotations_read(checker, declaration->annotations, ON_SYMBOLS, &annotations);
    symbols->name = declaration->name.text;
    symbols->full_name = declare_full_name(checker, symbols->name);
    symbols->c_name = declare_c_name(checker, symbol, &annotations);
    symbols->doc = declaration->doc;
    symbols->span = declaration->name.span;
    fine = resolve_capacity(checker, declaration->value, &symbols->capacity) && fine;
    if (fine) symbol->state = SYMBOL_DONE;
}
