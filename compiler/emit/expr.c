/* SPDX-License-Identifier: MIT */
/* C expressions for types, constants, loads and stores; see expr.h. What codes mean is codes.c's. */
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
    default: break;
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
    default: break;
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
    default: break;
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

void expr_test(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    text_string(text, "(slot_load");
    text_uint(text, place->window_bytes * 8);
    text_string(text, "(");
    append_window(text, place);
    text_string(text, ") & ");
    expr_mask(text, UINT64_C(1) << (place->bit - place->window * 8));
    text_string(text, ") != 0");
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

/* "self->bytes[3] = SLOT_CAST(unsigned char, ...)": a byte is stored as such, which compilers do with fewer instructions. */
static void append_byte_store(struct text *text, const struct model_slot *slot, unsigned shift)
{
    const unsigned width = slot->encoding.width;
    text_string(text, "self->bytes[");
    text_uint(text, slot->place.window);
    text_string(text, "] = SLOT_CAST(unsigned char, ");
    if (width < 8) {
        text_string(text, "(slot_load8(");
        append_window(text, &slot->place);
        text_string(text, ") & ");
        expr_mask(text, 0xffu & ~(mask_of(width) << shift));
        text_string(text, ") | ");
        append_shifted_code(text, width, shift, shift + width == 8);
    } else {
        text_string(text, "code");
    }
    text_string(text, ")");
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
    if (place->window_bytes == 1) {
        append_byte_store(text, slot, shift);
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
