/* SPDX-License-Identifier: MIT */
/*
 * C expressions for codes and values: what stands in the holes of the accessors' templates.
 *
 * Appends to a text; decides nothing that the model has not decided. A code is an expression of uint32_t or uint64_t
 * (`wide`); values have the C type of the slot. Everything is plain C that is also C++.
 */
#ifndef SLOTGEN_EMIT_EXPR_H
#define SLOTGEN_EMIT_EXPR_H

#include "model/model.h"
#include "support/text.h"

/* The C type of a slot's values: "int32_t", "bool", "market_Side". */
const char *expr_value_type(const struct model_slot *slot);

/* The C type of its setter's parameter: integers take 64 bits, so that nothing is cut at the call. */
const char *expr_parameter_type(const struct model_slot *slot);

/* The same for the values of a type, with the number that unset reads as or NULL. */
const char *expr_integer_type(const struct model_type *type, const struct integer *sentinel);

/* "INT32_C(5)": a constant of an integer type named as above. */
void expr_constant(struct text *text, struct integer value, const char *type);

/* An unsigned literal: "5u", or UINT64_C(...) beyond 32 bits; masks in hexadecimal. */
void expr_unsigned(struct text *text, uint64_t value);
void expr_mask(struct text *text, uint64_t mask);

/* A value of the slot as a constant of its C type: its lowest, its default, its sentinel. */
void expr_lowest(struct text *text, const struct model_slot *slot);
void expr_default(struct text *text, const struct model_slot *slot);
void expr_sentinel(struct text *text, const struct model_slot *slot);

/* Whether the window of a slot is read as uint64_t. */
bool expr_is_wide(const struct model_slot *slot);

/* The code of a slot as it is read from `self`. */
void expr_load(struct text *text, const struct model_slot *slot);

/* Whether the one bit of a slot's code is set, as a test of the bit where it lies. */
void expr_test(struct text *text, const struct model_slot *slot);

/* The statement that stores `code` (uint32_t or uint64_t as expr_is_wide says) into `self`, masked, without its `;`. */
void expr_store(struct text *text, const struct model_slot *slot);

/* The value that a set slot's code means. */
void expr_decode(struct text *text, const struct model_slot *slot, const char *code, bool wide);

/* The code, a uint64_t, of a value; of a sentinel it is 0. */
void expr_encode(struct text *text, const struct model_slot *slot, const char *value);

/* The condition on which a value is refused, given its code; nothing where the slot holds every value of its type. */
void expr_refuse(struct text *text, const struct model_slot *slot, const char *code, const char *value);

/* A condition as an operand of && and ||: in parentheses where it has such operators itself. */
void expr_operand(struct text *text, const char *condition);

#endif
