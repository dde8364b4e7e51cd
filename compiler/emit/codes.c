/* SPDX-License-Identifier: MIT */
/* C expressions that turn codes into values and back, and that refuse values; see expr.h. */
#include "emit/expr.h"

#include <string.h>

static uint64_t mask_of(unsigned width)
{
    return width == 0 ? 0 : UINT64_MAX >> (64 - width);
}

/* The value of code 0, modulo 2^64. */
static uint64_t base_of(const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    const uint64_t low =
        type->kind == TYPE_INT ? type->low.bits : (uint64_t)(int64_t)type->enumeration->sorted[0]->value;
    return low - (slot->encoding.niche ? 1 : 0);
}

/* code + base in the signed C type of `bits` bits; on codes that no value has it wraps rather than overflows. */
static void append_signed_sum(struct text *text, const char *code, bool wide, uint64_t base, unsigned width,
                              unsigned bits)
{
    const int64_t offset = (int64_t)base;
    const int64_t most = bits == 32 ? INT32_MAX : INT64_MAX;
    const bool is_plain = mask_of(width) <= (uint64_t)most && offset >= -most &&
                          (offset <= 0 || (uint64_t)offset <= (uint64_t)most - mask_of(width));
    const char *type = bits == 32 ? "int32_t" : "int64_t";
    if (is_plain) {
        text_strings(text, "SLOT_CAST(", type, ", ", code, ")", NULL);
        if (offset == 0) return;
        text_string(text, offset > 0 ? " + " : " - ");
        if (bits == 64) text_string(text, "INT64_C(");
        text_uint(text, offset > 0 ? base : 0 - base);
        if (bits == 64) text_string(text, ")");
        return;
    }
    text_strings(text, "SLOT_CAST(", type, ", ", NULL);
    if (wide == (bits == 64)) text_strings(text, "(", code, ")", NULL);
    else text_strings(text, "SLOT_CAST(", bits == 32 ? "uint32_t, " : "uint64_t, ", code, ")", NULL);
    text_string(text, " + ");
    expr_mask(text, bits == 32 ? base & UINT32_MAX : base);
    text_string(text, ")");
}

static void append_unsigned_sum(struct text *text, const char *code, bool wide, uint64_t base, unsigned bits)
{
    const bool negative = (int64_t)base < 0 && (int64_t)base >= -1;
    if (wide == (bits == 64)) text_strings(text, base == 0 ? "" : "(", code, base == 0 ? "" : ")", NULL);
    else text_strings(text, "SLOT_CAST(", bits == 32 ? "uint32_t, " : "uint64_t, ", code, ")", NULL);
    if (base == 0) return;
    text_string(text, negative ? " - " : " + ");
    expr_unsigned(text, negative ? 0 - base : bits == 32 ? base & UINT32_MAX : base);
}

static void decode_integer(struct text *text, const struct model_slot *slot, const char *code, bool wide)
{
    const char *type = expr_value_type(slot);
    const unsigned bits = strstr(type, "64") != NULL ? 64 : 32;
    if (type[0] == 'i') append_signed_sum(text, code, wide, base_of(slot), slot->encoding.width, bits);
    else append_unsigned_sum(text, code, wide, base_of(slot), bits);
}

/* Entries of the table of an enum's values by ordinal: a power of two, so that any masked code may index it. */
static uint64_t ordinal_mask(const struct model_enum *enumeration)
{
    uint64_t mask = 1;
    while (mask < enumeration->count) mask = mask * 2 + 1;
    return mask;
}

static void decode_enum(struct text *text, const struct model_slot *slot, const char *code, bool wide)
{
    const struct model_enum *enumeration = slot->type.enumeration;
    text_strings(text, "SLOT_CAST(", enumeration->c_name, ", ", NULL);
    if (slot->encoding.ordinal) {
        text_strings(text, enumeration->c_name, "_by_ordinal[((", code, slot->encoding.niche ? ") - 1u) & " : ")) & ",
                     NULL);
        expr_mask(text, ordinal_mask(enumeration));
        text_string(text, "]");
    } else {
        append_signed_sum(text, code, wide, base_of(slot), slot->encoding.width, 32);
    }
    text_string(text, ")");
}

void expr_decode(struct text *text, const struct model_slot *slot, const char *code, bool wide)
{
    const char *narrow_begin = wide ? "SLOT_CAST(uint32_t, " : "";
    const char *narrow_end = wide ? ")" : "";
    switch (slot->type.kind) {
    case TYPE_INT: decode_integer(text, slot, code, wide); break;
    case TYPE_BOOL: text_strings(text, "(", code, ") != 0", NULL); break;
    case TYPE_ENUM: decode_enum(text, slot, code, wide); break;
    case TYPE_FLAGS: text_strings(text, slot->type.enumeration->c_name, "_of_code(", code, ")", NULL); break;
    case TYPE_FLOAT32: text_strings(text, "slot_float_of_bits(", narrow_begin, code, narrow_end, ")", NULL); break;
    case TYPE_FLOAT64: text_strings(text, "slot_double_of_bits(", code, ")", NULL); break;
    default: break;
    }
}

/* value - base as uint64_t */
static void append_difference(struct text *text, const char *value, uint64_t base)
{
    text_strings(text, "SLOT_CAST(uint64_t, ", value, ")", NULL);
    if (base == 0) return;
    const bool negative = (int64_t)base < 0;
    text_string(text, negative ? " + " : " - ");
    expr_unsigned(text, negative ? 0 - base : base);
}

static void encode_enum(struct text *text, const struct model_slot *slot, const char *value)
{
    const char *c_name = slot->type.enumeration->c_name;
    if (slot->encoding.ordinal) {
        text_strings(text, "SLOT_CAST(uint64_t, slot_type_ordinal(&", c_name, "_slot_type, ", value, "))", NULL);
        if (slot->encoding.niche) text_string(text, " + 1u");
        return;
    }
    text_strings(text, "SLOT_CAST(uint64_t, SLOT_CAST(int64_t, ", value, "))", NULL);
    const uint64_t base = base_of(slot);
    if (base == 0) return;
    const bool negative = (int64_t)base < 0;
    text_string(text, negative ? " + " : " - ");
    expr_unsigned(text, negative ? 0 - base : base);
}

void expr_encode(struct text *text, const struct model_slot *slot, const char *value)
{
    switch (slot->type.kind) {
    case TYPE_INT:
        if (slot->has_sentinel) {
            text_strings(text, value, " == ", NULL);
            expr_sentinel(text, slot);
            text_string(text, " ? 0u : ");
        }
        append_difference(text, value, base_of(slot));
        break;
    case TYPE_BOOL: text_strings(text, "SLOT_CAST(uint64_t, ", value, ")", NULL); break;
    case TYPE_ENUM: encode_enum(text, slot, value); break;
    case TYPE_FLAGS: text_strings(text, slot->type.enumeration->c_name, "_to_code(", value, ")", NULL); break;
    case TYPE_FLOAT32: text_strings(text, "slot_bits_of_float(", value, ")", NULL); break;
    case TYPE_FLOAT64: text_strings(text, "slot_bits_of_double(", value, ")", NULL); break;
    default: break;
    }
}

static void refuse_enum(struct text *text, const struct model_slot *slot, const char *code, const char *value)
{
    const struct model_enum *enumeration = slot->type.enumeration;
    const uint64_t first = slot->encoding.niche ? 1 : 0;
    const uint64_t span = slot->encoding.codes - first;
    const bool has_holes = !slot->encoding.ordinal && span + 1 != enumeration->count;
    if (has_holes && span >= 64) {
        text_strings(text, "slot_type_ordinal(&", enumeration->c_name, "_slot_type, ", value, ") < 0", NULL);
        return;
    }
    text_strings(text, code, first > 0 ? " - 1u > " : " > ", NULL);
    expr_unsigned(text, span);
    if (!has_holes) return;
    uint64_t members = 0;
    for (size_t i = 0; i < enumeration->count; i++) {
        members |= UINT64_C(1) << (enumeration->sorted[i]->value - enumeration->sorted[0]->value);
    }
    text_string(text, " || (");
    expr_mask(text, members);
    text_strings(text, first > 0 ? " >> (" : " >> ", code, first > 0 ? " - 1u)" : "", " & 1u) == 0", NULL);
}

void expr_refuse(struct text *text, const struct model_slot *slot, const char *code, const char *value)
{
    const struct encoding *encoding = &slot->encoding;
    switch (slot->type.kind) {
    case TYPE_INT:
        if (slot->has_sentinel) {
            text_strings(text, value, " != ", NULL);
            expr_sentinel(text, slot);
            text_string(text, " && ");
        }
        if (encoding->niche) {
            text_strings(text, code, " - 1u > ", NULL);
            expr_unsigned(text, encoding->codes - 1);
        } else if (encoding->codes < UINT64_MAX) {
            text_strings(text, code, " > ", NULL);
            expr_unsigned(text, encoding->codes);
        }
        break;
    case TYPE_ENUM: refuse_enum(text, slot, code, value); break;
    case TYPE_FLAGS: {
        uint64_t mask = 0;
        for (size_t i = 0; i < slot->type.enumeration->count; i++) {
            mask |= UINT64_C(1) << slot->type.enumeration->members[i].value;
        }
        if (mask == UINT64_MAX) break;
        text_strings(text, "(SLOT_CAST(uint64_t, ", value, ") & ", NULL);
        expr_mask(text, ~mask);
        text_string(text, ") != 0");
        break;
    default: break;
    }
    case TYPE_BOOL:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: break;
    }
}

void expr_operand(struct text *text, const char *condition)
{
    const bool is_compound = strstr(condition, "||") != NULL || strstr(condition, "&&") != NULL;
    text_strings(text, is_compound ? "(" : "", condition, is_compound ? ")" : "", NULL);
}
