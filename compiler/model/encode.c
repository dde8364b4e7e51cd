/* SPDX-License-Identifier: MIT */
/*
 * How the values of a slot become codes: unsigned numbers of as few bits as there are values.
 *
 * Owns the choice between niche and presence bit, and between value and ordinal for enums. Knows no places.
 */
#include "model/model.h"

#include <assert.h>

static unsigned bits_of(uint64_t highest_code)
{
    unsigned width = 0;
    while (width < 64 && highest_code >> width != 0) width++;
    return width;
}

static uint64_t mask_of(unsigned width)
{
    return width == 0 ? 0 : UINT64_MAX >> (64 - width);
}

/* Codes 0..highest for the values; an optional slot moves them up by one where that costs less than a bit. */
static struct encoding encode_codes(uint64_t highest, bool optional)
{
    struct encoding encoding = {.width = bits_of(highest), .codes = highest};
    if (!optional) return encoding;
    if (highest < mask_of(encoding.width)) {
        encoding.niche = true;
        encoding.codes = highest + 1;
    } else {
        encoding.presence_bit = true;
    }
    return encoding;
}

/* Bits that a slot of this encoding costs. */
static unsigned cost_of(struct encoding encoding)
{
    return encoding.width + (encoding.presence_bit ? 1 : 0);
}

static struct encoding encode_enum(const struct model_enum *enumeration, bool optional)
{
    const int64_t lowest = enumeration->sorted[0]->value;
    const int64_t highest = enumeration->sorted[enumeration->count - 1]->value;
    const struct encoding direct = encode_codes((uint64_t)(highest - lowest), optional);
    struct encoding ordinal = encode_codes(enumeration->count - 1, optional);
    ordinal.ordinal = true;
    return cost_of(direct) <= cost_of(ordinal) ? direct : ordinal;
}

void encode_slot(struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    switch (type->kind) {
    case TYPE_INT: slot->encoding = encode_codes(type->high.bits - type->low.bits, slot->optional); break;
    case TYPE_BOOL: slot->encoding = encode_codes(1, slot->optional); break;
    case TYPE_ENUM: slot->encoding = encode_enum(type->enumeration, slot->optional); break;
    case TYPE_FLAGS: slot->encoding = encode_codes(mask_of((unsigned)type->enumeration->count), slot->optional); break;
    case TYPE_FLOAT32: slot->encoding = encode_codes(UINT32_MAX, slot->optional); break;
    case TYPE_FLOAT64: slot->encoding = encode_codes(UINT64_MAX, slot->optional); break;
    default: break;
    }
}

static uint64_t ordinal_of(const struct model_enum *enumeration, int64_t value)
{
    size_t low = 0;
    size_t high = enumeration->count;
    while (low + 1 < high) {
        const size_t middle = low + (high - low) / 2;
        if (enumeration->sorted[middle]->value <= value) low = middle;
        else high = middle;
    }
    assert(enumeration->sorted[low]->value == value);
    return low;
}

static uint64_t flags_code(const struct model_enum *flags, uint64_t mask)
{
    uint64_t code = 0;
    for (size_t i = 0; i < flags->count; i++) {
        if (mask >> flags->sorted[i]->value & 1) code |= UINT64_C(1) << i;
    }
    return code;
}

uint64_t encode_value(const struct model_slot *slot, struct integer value)
{
    const struct model_enum *enumeration = slot->type.enumeration;
    const uint64_t first = slot->encoding.niche ? 1 : 0;
    switch (slot->type.kind) {
    case TYPE_INT: return value.bits - slot->type.low.bits + first;
    case TYPE_ENUM:
        if (slot->encoding.ordinal) return ordinal_of(enumeration, (int64_t)value.bits) + first;
        return value.bits - (uint64_t)(int64_t)enumeration->sorted[0]->value + first;
    case TYPE_FLAGS: return flags_code(enumeration, value.bits);
    case TYPE_BOOL:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: break;
    default: break;
    }
    return value.bits + first;
}

uint64_t encode_default(const struct model_slot *slot)
{
    union {
        float real;
        uint32_t bits;
    } single;
    union {
        double real;
        uint64_t bits;
    } twice;
    switch (slot->type.kind) {
    case TYPE_FLOAT32: single.real = (float)slot->default_real; return single.bits;
    case TYPE_FLOAT64: twice.real = slot->default_real; return twice.bits;
    default: return encode_value(slot, slot->default_integer);
    }
}
