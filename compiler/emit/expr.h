/* SPDX-License-Identifier: MIT */
/*
 * C expressions for codes and values: what stands in the holes of the accessors' templates.
 *
 * Appends to a text; decides nothing that the model has not decided. A code is an expression of uint32_t or uint64_t
 * (`wide`); values have the C type of the slot. Everything is plain C that is also C++. Of a slot with dimensions the
 * expressions are about the element whose indices are the variables expr_index names: i, j, k, ... outermost first.
 */
#ifndef SLOTGEN_EMIT_EXPR_H
#define SLOTGEN_EMIT_EXPR_H

#include "model/model.h"
#include "support/text.h"

/* ---- Types and constants: expr.c ---- */

/* The C type of a slot's values (of an element): "int32_t", "bool", "market_Side", "slot_text", "calendar_Date". */
const char *expr_value_type(const struct model_slot *slot);

/*
 * The C type of its setter's parameter: integers take 64 bits, so that nothing is cut at the call. Text and bytes have
 * two parameters: not for them.
 */
const char *expr_parameter_type(const struct model_slot *slot);

/*
 * The C type of make's parameter for a node of a class, whose slot is `slot` or, of an inline class, NULL: of an array
 * that of its elements.
 */
const char *expr_make_type(const struct model_node *node, const struct model_slot *slot, bool *is_array);

/* The C type of the values of an INT, and of the number that unset reads as or NULL. */
const char *expr_integer_type(const struct model_type *type, const struct integer *sentinel);

/* What stands between a type and what it is the type of: a blank, but not behind `*`. */
const char *expr_blank(const char *type);

/* "INT32_C(5)": a constant of an integer type named as above. */
void expr_constant(struct text *text, struct integer value, const char *type);

/* "0.5", "(-0.5)" */
void expr_double(struct text *text, double value);

/* An unsigned literal: "5u", or UINT64_C(...) beyond 32 bits; masks in hexadecimal. */
void expr_unsigned(struct text *text, uint64_t value);
void expr_mask(struct text *text, uint64_t mask);

/* A value of the slot as a constant of its C type: its lowest (not of CLASS), its default, its sentinel. */
void expr_lowest(struct text *text, const struct model_slot *slot);
void expr_default(struct text *text, const struct model_slot *slot);
void expr_sentinel(struct text *text, const struct model_slot *slot);

/* The type of the unit of a code: "uint16_t". What is read from a unit is not masked. */
const char *expr_unit_type(const struct model_slot *slot);

/* ---- Where elements and bytes lie: places.c ---- */

/* The name of the index of dimension `dim` of those of a record: "i", "j", ...; valid for ever. */
const char *expr_index(size_t dim);

/* The same of any: the rows of a table are "row", and "i" is the dimension behind them. */
const char *expr_dim_index(const struct model_dim *dims, size_t dim);

/* ", size_t i, size_t j" and ", i, j" of the first `count` dimensions. */
void expr_index_parameters(struct text *text, const struct model_dim *dims, size_t count);
void expr_index_arguments(struct text *text, const struct model_dim *dims, size_t count);

/* So many bits a word of eight bytes has, at whatever bit of its first byte they begin. */
enum { EXPR_WORD_BITS = 57 };

/* What a record's bytes, or the column of a table that has the code or the presence bit of a slot, are: an address. */
void expr_base(struct text *text, const struct model_slot *slot, bool presence);
void expr_column(struct text *text, uint64_t prefix);

/*
 * "24 + i * 7": `base` and the strides (of presence bits) of `count` dimensions; a multiple of 8 as bytes where told.
 */
void expr_place(struct text *text, uint32_t base, const struct model_dim *dims, size_t count, bool presence,
                bool in_bytes);

/* Whether the elements lie side by side along the last `count` dimensions. */
bool expr_is_contiguous(const struct model_dim *dims, size_t dim_count, size_t count, uint64_t element_bits);

/* The address of the bytes of TEXT, BYTES, CLASS in the record whose bytes are `record`: "self->bytes + 3 + i * 12". */
void expr_bytes(struct text *text, const char *record, const struct model_slot *slot);

/*
 * "self->bytes, sizeof self->bytes", or "self->bytes + 4, 9" where reach does not end at 0: the bytes that words may
 * cover. Returns their first bit.
 */
uint32_t expr_reach(struct text *text, struct model_bytes reach);

/* ---- Loads and stores: access.c ---- */

/* Whether the code of a slot is read as uint64_t. */
bool expr_is_wide(const struct model_slot *slot);

/* The bits of a code (of each element's) that is a word on whole bytes or has a unit: 8, 16, 32 or 64; else 0. */
unsigned expr_word_bits(const struct model_slot *slot);

/* The code of a slot as it is read from `self`; not for TEXT, BYTES, CLASS, which have none. */
void expr_load(struct text *text, const struct model_slot *slot);

/*
 * The statements that store `code` (uint32_t or uint64_t as expr_is_wide says) into `self`, masked, without the last
 * `;`.
 */
void expr_store(struct text *text, const struct model_slot *slot);

/* The statement, without its `;`, that stores a code, any expression of at most its bits, into a table's row. */
void expr_store_code(struct text *text, const struct model_slot *slot, const char *code);

/* ---- Digits of numbers: digits.c ---- */

/* The code of a slot that is a digit, out of the number: "number / 9999u % 12u". */
void expr_digit(struct text *text, const struct model_slot *slot, const char *number);

/* What its code adds to the number: "code_month * 9999u". */
void expr_digit_term(struct text *text, const struct model_slot *slot, const char *code);

/*
 * How much more `code` is than that digit of `number`: "(code < 12u ? code : 0u) - number / 9999u". A code that is too
 * large, as where setters are unchecked, becomes 0 and does not reach other digits.
 */
void expr_digit_change(struct text *text, const struct model_slot *slot, bool is_cast);

/* ---- Questions about bits: conditions.c ---- */

/* Whether the one bit of a slot's code is set, as a test of the bit where it lies. */
void expr_test(struct text *text, const struct model_slot *slot);

/* The statements (each with `;` and a newline) that set and clear the presence bit of a slot that has one. */
void expr_mark(struct text *text, const struct model_slot *slot);
void expr_unmark(struct text *text, const struct model_slot *slot);

/* Whether a slot that may be unset has a value, by presence bit or code, and whether not. Its arm is expr_lives's. */
void expr_is_set(struct text *text, const struct model_slot *slot);
void expr_is_unset(struct text *text, const struct model_slot *slot);

/*
 * Whether the arms that a slot lies in are there, by the functions which_ and has_ of their choices: outside in, joined
 * by &&; nothing where it always lives.
 */
void expr_lives(struct text *text, const struct model_class *class, const struct model_arm *arm);

/* Whether one of them is not; `arm` is not NULL. */
void expr_is_dead(struct text *text, const struct model_class *class, const struct model_arm *arm);

/* ---- Codes, values and conditions: codes.c ---- */

/* The value that a set slot's code means; not for ANY. */
void expr_decode(struct text *text, const struct model_slot *slot, const char *code, bool wide);

/* The code, a uint64_t, of a value; of a sentinel it is 0. Not for ANY. */
void expr_encode(struct text *text, const struct model_slot *slot, const char *value);

/* The same for STEPS given and taken as counts, int64_t. */
void expr_decode_count(struct text *text, const struct model_slot *slot, const char *code);
void expr_encode_count(struct text *text, const struct model_slot *slot, const char *count);

/* The condition on which a value is refused, given its code; nothing where the slot holds every value of its type. */
void expr_refuse(struct text *text, const struct model_slot *slot, const char *code, const char *value);

/* An expression as an operand of any operator: in parentheses, but for a name, a number or a call. */
void expr_primary(struct text *text, const char *expression);

/* A condition as an operand of && and ||: in parentheses where it has such operators itself. */
void expr_operand(struct text *text, const char *condition);

#endif
