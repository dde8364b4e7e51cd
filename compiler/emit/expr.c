/* SPDX-License-Identifier: MIT */
/* C expressions for codes and values; see expr.h. */
#include "emit/expr.h"

#include <assert.h>
#include <string.h>

static uint64_t mask_of(unsigned width)
{
    return width == 0 ? 0 : UINT64_MAX >> (64 - width);
}

static bool fits(struct integer low, struct integer high, struct integer least, struct integer most)
{
    return integer_compare(low, least) >= 0 && integer_compare(high, most) <= 0;
}

const char *expr_integer_type(const struct model_type *type, const struct integer *sentinel)
{
    struct integer low = type->low;
    struct integer high = type->high;
    if (sentinel != NULL && integer_compare(*sentinel, low) < 0) low = *sentinel;
    if (sentinel != NULL && integer_compare(*sentinel, high) > 0) high = *sentinel;
    if (fits(low, high, integer_from_int(INT32_MIN), integer_from_int(INT32_MAX))) return "int32_t";
    if (fits(low, high, integer_from_uint(0), integer_from_uint(UINT32_MAX))) return "uint32_t";
    if (fits(low, high, integer_from_int(INT64_MIN), integer_from_int(INT64_MAX))) return "int64_t";
    return "uint64_t";
}

const char *expr_value_type(const struct model_slot *slot)
{
    switch (slot->type.kind) {
    case TYPE_INT: return expr_integer_type(&slot->type, slot->has_sentinel ? &slot->sentinel : NULL);
    case TYPE_BOOL: return "bool";
    case TYPE_ENUM:
    case TYPE_FLAGS: return slot->type.enumeration->c_name;
    case TYPE_FLOAT32: return "float";
    case TYPE_FLOAT64: return "double";
    }
    return "";
}

const char *expr_parameter_type(const struct model_slot *slot)
{
    const char *type = expr_value_type(slot);
    if (slot->type.kind == TYPE_FLAGS) return "uint64_t";
    if (slot->type.kind != TYPE_INT) return type;
    return strcmp(type, "uint64_t") == 0 ? type : "int64_t";
}

void expr_constant(struct text *text, struct integer value, const char *type)
{
    const bool is_signed = type[0] == 'i';
    const bool is_64 = strstr(type, "64") != NULL;
    const char *macro = is_signed ? (is_64 ? "INT64_C(" : "INT32_C(") : is_64 ? "UINT64_C(" : "UINT32_C(";
    const int64_t least = is_64 ? INT64_MIN : INT32_MIN;
    if (value.negative && (int64_t)value.bits == least) {
        text_string(text, is_64 ? "INT64_MIN" : "INT32_MIN");
    } else if (value.negative) {
        text_strings(text, "(-", macro, NULL);
        text_uint(text, 0 - value.bits);
        text_string(text, "))");
    } else {
        text_string(text, macro);
        text_uint(text, value.bits);
        text_string(text, ")");
    }
}

void expr_unsigned(struct text *text, uint64_t value)
{
    if (value > UINT32_MAX) text_string(text, "UINT64_C(");
    text_uint(text, value);
    text_string(text, value > UINT32_MAX ? ")" : "u");
}

void expr_mask(struct text *text, uint64_t mask)
{
    if (mask > UINT32_MAX) text_string(text, "UINT64_C(");
    text_hex(text, mask);
    text_string(text, mask > UINT32_MAX ? ")" : "u");
}

void expr_lowest(struct text *text, const struct model_slot *slot)
{
    switch (slot->type.kind) {
    case TYPE_INT: expr_constant(text, slot->type.low, expr_value_type(slot)); break;
    case TYPE_BOOL: text_string(text, "false"); break;
    case TYPE_ENUM: text_string(text, slot->type.enumeration->sorted[0]->c_name); break;
    case TYPE_FLAGS: text_string(text, "0"); break;
    case TYPE_FLOAT32: text_string(text, "0.0f"); break;
    case TYPE_FLOAT64: text_string(text, "0.0"); break;
    }
}

static const char *member_name(const struct model_enum *enumeration, int64_t value)
{
    size_t i = 0;
    while (i + 1 < enumeration->count && enumeration->members[i].value != value) i++;
    assert(enumeration->members[i].value == value);
    return enumeration->members[i].c_name;
}

void expr_default(struct text *text, const struct model_slot *slot)
{
    switch (slot->type.kind) {
    case TYPE_INT: expr_constant(text, slot->default_integer, expr_value_type(slot)); break;
    case TYPE_BOOL: text_string(text, slot->default_integer.bits != 0 ? "true" : "false"); break;
    case TYPE_ENUM: text_string(text, member_name(slot->type.enumeration, (int64_t)slot->default_integer.bits)); break;
    case TYPE_FLAGS: expr_mask(text, slot->default_integer.bits); break;
    case TYPE_FLOAT32:
        text_double(text, (double)(float)slot->default_real);
        text_string(text, "f");
        break;
    case TYPE_FLOAT64: text_double(text, slot->default_real); break;
    }
}

void expr_sentinel(struct text *text, const struct model_slot *slot)
{
    expr_constant(text, slot->sentinel, expr_value_type(slot));
}

bool expr_is_wide(const struct model_slot *slot)
{
    return slot->place.window_bytes > 4;
}

/* "self->bytes + 3" */
static void append_window(struct text *text, const struct place *place)
{
    text_string(text, "self->bytes");
    if (place->window == 0) return;
    text_string(text, " + ");
    text_uint(text, place->window);
}

void expr_load(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    const unsigned width = slot->encoding.width;
    if (width == 0) {
        text_string(text, "0u");
        return;
    }
    const unsigned shift = place->bit - place->window * 8;
    unsigned bits_above = place->window_bytes * 8 - shift - width;
    if (place->window_bytes == 9) {
        text_string(text, "slot_load72(");
        append_window(text, place);
        text_string(text, ", ");
        text_uint(text, shift);
        bits_above = 64 - width;
    } else {
        text_string(text, "slot_load");
        text_uint(text, place->window_bytes * 8);
        text_string(text, "(");
        append_window(text, place);
    }
    text_string(text, ")");
    if (shift > 0 && place->window_bytes < 9) {
        text_string(text, " >> ");
        text_uint(text, shift);
    }
    if (bits_above > 0) {
        text_string(text, " & ");
        expr_mask(text, mask_of(width));
    }
}

/* "(code & 0x3fu) << 5"; the mask falls away where the store drops the bits above. */
static void append_shifted_code(struct text *text, unsigned width, unsigned shift, bool at_top)
{
    if (at_top) {
        text_string(text, "code");
    } else {
        text_string(text, "(code & ");
        expr_mask(text, mask_of(width));
        text_string(text, ")");
    }
    if (shift == 0) return;
    text_string(text, " << ");
    text_uint(text, shift);
}

void expr_store(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    const unsigned width = slot->encoding.width;
    if (width == 0) return;
    const unsigned shift = place->bit - place->window * 8;
    const unsigned window_bits = place->window_bytes * 8;
    if (place->window_bytes == 9) {
        text_string(text, "slot_store72(");
        append_window(text, place);
        text_string(text, ", ");
        text_uint(text, shift);
        text_string(text, ", ");
        text_uint(text, width);
        text_string(text, ", code)");
        return;
    }
    text_string(text, "slot_store");
    text_uint(text, window_bits);
    text_string(text, "(");
    append_window(text, place);
    text_string(text, ", ");
    if (width == window_bits) {
        text_string(text, "code)");
        return;
    }
    text_string(text, "(slot_load");
    text_uint(text, window_bits);
    text_string(text, "(");
    append_window(text, place);
    text_string(text, ") & ");
    expr_mask(text, mask_of(window_bits) & ~(mask_of(width) << shift));
    text_string(text, ") | ");
    append_shifted_code(text, width, shift, shift + width == window_bits);
    text_string(text, ")");
}

/* The value of code 0, modulo 2^64. */
static uint64_t base_of(const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    const uint64_t low = type->kind == TYPE_INT ? type->low.bits : (uint64_t)(int64_t)type->enumeration->sorted[0]->value;
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
    }
    case TYPE_BOOL:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: break;
    }
}
