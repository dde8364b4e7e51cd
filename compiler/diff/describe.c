/* SPDX-License-Identifier: MIT */
/* Slots in words: what they hold, what they are at first, where they lie. */
#include "diff/parts.h"

#include "emit/parts.h"
#include "model/extents.h"

#include <slotgen/bits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ELEMENTS = 8, MOST_BYTES = 40 };

void describe_type(struct text *text, const struct model_slot *slot)
{
    struct model_slot plain = *slot;
    plain.unit = NULL;
    part_type(text, &plain);
}

/* ---- Defaults ---- */

/* The value that a code means, of kinds whose values are integers. */
static struct integer value_of(const struct model_slot *slot, uint64_t code)
{
    const struct model_type *type = &slot->type;
    const uint64_t step = type->kind == TYPE_INT && type->step > 1 ? type->step : 1;
    const uint64_t ordinal = code - (slot->encoding.niche ? 1 : 0);
    if (type->kind == TYPE_INT || type->kind == TYPE_STEPS) {
        struct integer value = {.bits = type->low.bits + ordinal * step};
        value.negative = type->low.negative && (int64_t)value.bits < 0;
        return value;
    }
    if (type->kind == TYPE_ENUM) {
        const struct model_member *first = type->enumeration->sorted[slot->encoding.ordinal ? ordinal : 0];
        return integer_from_int(first->value + (slot->encoding.ordinal ? 0 : (int64_t)ordinal));
    }
    if (type->kind != TYPE_FLAGS) return integer_from_uint(ordinal);
    uint64_t mask = 0;
    for (size_t i = 0; i < type->enumeration->count; i++) {
        if (code >> i & 1) mask |= UINT64_C(1) << type->enumeration->sorted[i]->value;
    }
    return integer_from_uint(mask);
}

static const char *member_of(const struct model_enum *enumeration, int64_t value)
{
    for (size_t i = 0; i < enumeration->count; i++) {
        if (enumeration->members[i].value == value) return enumeration->members[i].name;
    }
    return "?";
}

static void append_flags(struct text *text, const struct model_enum *flags, uint64_t mask)
{
    const char *separator = "";
    for (size_t i = 0; i < flags->count; i++) {
        if ((mask >> flags->sorted[i]->value & 1) == 0) continue;
        text_strings(text, separator, flags->sorted[i]->name, NULL);
        separator = " | ";
    }
    if (mask == 0) text_string(text, "0");
}

static bool is_float(enum model_type_kind kind)
{
    return kind == TYPE_FLOAT16 || kind == TYPE_FLOAT32 || kind == TYPE_FLOAT64;
}

static uint64_t code_of_real(enum model_type_kind kind, double real)
{
    if (kind == TYPE_FLOAT64) return slot_bits_of_double(real);
    return kind == TYPE_FLOAT32 ? slot_bits_of_float((float)real) : slot_half_of_float((float)real);
}

static double real_of_code(enum model_type_kind kind, uint64_t code)
{
    if (kind == TYPE_FLOAT64) return slot_double_of_bits(code);
    const uint32_t bits = (uint32_t)code;
    return (double)(kind == TYPE_FLOAT32 ? slot_float_of_bits(bits) : slot_float_of_half(bits));
}

/* The shortest decimal that has this code. */
static void append_real(struct text *text, enum model_type_kind kind, uint64_t code)
{
    const double real = real_of_code(kind, code);
    double near = real;
    for (int digits = 1; digits <= 17; digits++) {
        char buffer[40];
        snprintf(buffer, sizeof buffer, "%.*g", digits, real);
        near = strtod(buffer, NULL);
        if (code_of_real(kind, near) == code) break;
    }
    text_double(text, near);
}

static void append_value(struct text *text, const struct model_slot *slot, struct integer value)
{
    char buffer[24];
    if (slot->type.kind == TYPE_BOOL) text_string(text, value.bits != 0 ? "true" : "false");
    else if (slot->type.kind == TYPE_ENUM) text_string(text, member_of(slot->type.enumeration, (int64_t)value.bits));
    else if (slot->type.kind == TYPE_FLAGS) append_flags(text, slot->type.enumeration, value.bits);
    else text_string(text, integer_print(value, buffer));
    if (slot->type.kind == TYPE_STEPS) text_string(text, value.bits == 1 ? " step" : " steps");
}

static void append_bytes(struct text *text, const char *bytes, size_t length)
{
    text_string(text, "\"");
    for (size_t i = 0; i < length && i < MOST_BYTES; i++) {
        const unsigned char byte = (unsigned char)bytes[i];
        if (byte >= ' ' && byte < 0x7f) text_append(text, &bytes[i], 1);
        else text_string(text, "?");
    }
    text_string(text, length > MOST_BYTES ? "...\"" : "\"");
}

static uint64_t own_elements(const struct model_slot *slot)
{
    const struct model_dim *dims = extents_own_dims(slot->dims, slot->dim_count, slot->own_dims);
    uint64_t count = 1;
    for (size_t i = 0; i < slot->own_dims; i++) count *= dims[i].count;
    return count;
}

/* Texts of different room may hold the same bytes: zeros follow them. */
static bool same_bytes(const struct model_slot *old, const struct model_slot *new)
{
    const size_t old_bytes = old->type.bytes;
    const size_t new_bytes = new->type.bytes;
    for (uint64_t i = 0; i < own_elements(old); i++) {
        for (size_t k = 0; k < old_bytes || k < new_bytes; k++) {
            const char old_byte = k < old_bytes ? old->default_bytes[i * old_bytes + k] : '\0';
            const char new_byte = k < new_bytes ? new->default_bytes[i * new_bytes + k] : '\0';
            if (old_byte != new_byte) return false;
        }
    }
    return true;
}

/* An element's default, which is set, as one number, so that elements can be compared: floats by their codes. */
static struct integer element_default(const struct model_slot *slot, uint64_t index)
{
    const uint64_t code = slot->default_codes[index];
    return is_float(slot->type.kind) ? integer_from_uint(code) : value_of(slot, code);
}

/* TEXT and BYTES; of an array the first element. */
static void append_blob(struct text *text, const struct model_slot *slot)
{
    size_t length = slot->type.bytes;
    while (slot->type.kind == TYPE_TEXT && length > 0 && slot->default_bytes[length - 1] == '\0') length--;
    text_string(text, slot->own_dims > 0 ? "[" : "");
    append_bytes(text, slot->default_bytes, length);
    text_string(text, slot->own_dims > 0 ? ", ...]" : "");
}

void describe_default(struct text *text, const struct model_slot *slot)
{
    if (!slot->has_default) text_string(text, "none");
    else if (slot->own_dims > 0 && slot->default_codes != NULL) {
        const uint64_t count = own_elements(slot);
        text_string(text, "[");
        for (uint64_t i = 0; i < count && i < MOST_ELEMENTS; i++) {
            text_string(text, i > 0 ? ", " : "");
            if (is_float(slot->type.kind)) append_real(text, slot->type.kind, slot->default_codes[i]);
            else append_value(text, slot, element_default(slot, i));
        }
        text_string(text, count > MOST_ELEMENTS ? ", ...]" : "]");
    } else if (model_is_blob(slot->type.kind)) append_blob(text, slot);
    else if (is_float(slot->type.kind)) text_double(text, slot->default_real);
    else append_value(text, slot, slot->default_integer);
}

bool describe_same_default(const struct model_slot *old, const struct model_slot *new)
{
    if (old->has_default != new->has_default) return false;
    if (!old->has_default) return true;
    if (old->type.kind != new->type.kind || old->own_dims != new->own_dims) return false;
    const uint64_t count = own_elements(old);
    if (count != own_elements(new)) return false;
    if (model_is_blob(old->type.kind)) return same_bytes(old, new);
    if (old->own_dims == 0)
        /* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison,cert-*): the same bits, -0.0 is not 0.0 */
        return is_float(old->type.kind) ? memcmp(&old->default_real, &new->default_real, sizeof(double)) == 0
                                        : integer_compare(old->default_integer, new->default_integer) == 0;
    for (uint64_t i = 0; i < count; i++) {
        if (integer_compare(element_default(old, i), element_default(new, i)) != 0) return false;
    }
    return true;
}

/* ---- Places ---- */

static void append_extent(struct text *text, const char *unit, uint64_t first, uint64_t count)
{
    text_strings(text, unit, count == 1 ? " " : "s ", NULL);
    text_uint(text, first);
    if (count == 1) return;
    text_string(text, "..");
    text_uint(text, first + count - 1);
}

static uint64_t element_bits(const struct model_slot *slot)
{
    if (slot->type.kind == TYPE_CLASS) return (uint64_t)slot->type.class->size * 8;
    if (model_is_blob(slot->type.kind)) return (uint64_t)slot->type.bytes * 8;
    return slot->encoding.width;
}

/* ", 4 elements 14 bits apart of 2 elements 7 bits apart": outermost first. */
static void append_dims(struct text *text, const struct model_slot *slot)
{
    for (size_t i = 0; i < slot->dim_count; i++) {
        text_string(text, i == 0 ? ", " : " of ");
        text_uint(text, slot->dims[i].count);
        text_string(text, slot->dims[i].count == 1 ? " element " : " elements ");
        text_uint(text, slot->dims[i].stride);
        text_string(text, slot->dims[i].stride == 1 ? " bit apart" : " bits apart");
    }
}

void describe_place(struct text *text, const struct model_slot *slot)
{
    const uint64_t bits = element_bits(slot);
    const struct place *place = &slot->place;
    if (place->group_bits > 0) {
        text_string(text, "the digit of weight ");
        text_uint(text, place->weight);
        append_extent(text, " in bit", place->bit, place->group_bits);
    } else if (bits == 0) text_string(text, "no bits");
    else if (model_is_blob(slot->type.kind)) append_extent(text, "byte", place->bit / 8, bits / 8);
    else append_extent(text, "bit", place->bit, bits);
    if (model_unit(slot) > 0) {
        text_string(text, " of a word of ");
        text_uint(text, model_unit(slot));
        text_string(text, " in host order");
    }
    append_dims(text, slot);
    if (slot->encoding.presence_bit) {
        text_string(text, ", presence bit ");
        text_uint(text, place->presence);
    }
}
