/* SPDX-License-Identifier: MIT */
/*
 * C expressions for the codes of dense classes that are digits of a number. Divisors are constants, so that compilers
 * divide by a multiplication and a shift. See expr.h.
 */
#include "emit/expr.h"

void expr_digit(struct text *text, const struct model_slot *slot, const char *number)
{
    const struct place *place = &slot->place;
    expr_primary(text, number);
    if (place->weight > 1) {
        text_string(text, " / ");
        expr_unsigned(text, place->weight);
    }
    if (model_is_last_digit(slot)) return;
    text_string(text, " % ");
    expr_unsigned(text, slot->encoding.codes + 1);
}

void expr_digit_term(struct text *text, const struct model_slot *slot, const char *code)
{
    text_string(text, code);
    if (slot->place.weight == 1) return;
    text_string(text, " * ");
    expr_unsigned(text, slot->place.weight);
}

void expr_digit_change(struct text *text, const struct model_slot *slot, bool is_cast)
{
    text_string(text, is_cast ? "SLOT_CAST(uint64_t, code < " : "(code < ");
    expr_unsigned(text, slot->encoding.codes + 1);
    text_string(text, " ? code : 0u) - ");
    expr_digit(text, slot, "number");
}
