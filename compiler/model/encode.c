/* SPDX-License-Identifier: MIT */
/*
 * How the values of a slot become codes: unsigned numbers of as few bits as there are values.
 *
 * Owns the choice between niche and presence bit, and between value and ordinal for enums, which the layout of the
 * class that declares the slot guides. Knows no places.
 */
#include "model/model.h"

#include <slotgen/bits.h>

#include <assert.h>
#include <string.h>

/* When the code 0 of an optional slot is unset, and those of its values move up by one. */
enum niche_use {
    NICHE_NEVER,
    NICHE_FREE,  /* where that takes no bit more */
    NICHE_ALWAYS /* where 64 bits hold it: a digit takes no whole bit for one code more */
};

/* Codes 0..highest for the values; an optional slot has a niche or a presence bit. */
static struct encoding encode_codes(uint64_t highest, bool optional, enum niche_use use)
{
    struct encoding encoding = {.width = number_bits(highest), .codes = highest};
    if (!optional) return encoding;
    const bool is_free = highest < model_mask(encoding.width);
    if ((use == NICHE_FREE && is_free) || (use == NICHE_ALWAYS && highest < UINT64_MAX)) {
        encoding.niche = true;
        encoding.codes = highest + 1;
        encoding.width = number_bits(encoding.codes);
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

static struct encoding encode_enum(const struct model_enum *enumeration, bool optional, enum niche_use use)
{
    const int64_t lowest = enumeration->sorted[0]->value;
    const int64_t highest = enumeration->sorted[enumeration->count - 1]->value;
    const struct encoding direct = encode_codes((uint64_t)(highest - lowest), optional, use);
    if (use == NICHE_NEVER) return direct;
    struct encoding ordinal = encode_codes(enumeration->count - 1, optional, use);
    ordinal.ordinal = true;
    if (use == NICHE_ALWAYS) return direct.codes <= ordinal.codes ? direct : ordinal;
    return cost_of(direct) <= cost_of(ordinal) ? direct : ordinal;
}

/* The tag of a oneof: value - lowest, and where there may be no arm at all always code 0 for that. */
static struct encoding encode_own_tag(const struct model_enum *arms, bool optional)
{
    const int64_t lowest = arms->sorted[0]->value;
    const int64_t highest = arms->sorted[arms->count - 1]->value;
    const uint64_t codes = (uint64_t)(highest - lowest) + (optional ? 1 : 0);
    return (struct encoding){.width = number_bits(codes), .niche = optional, .codes = codes};
}

uint32_t model_highest_ref(const struct model_class *class)
{
    if (class->generation_bits == 0) return class->pool_capacity;
    return (uint32_t)model_mask(number_bits(class->pool_capacity) + class->generation_bits);
}

bool model_keeps_handles(const struct model_class *old, const struct model_class *new)
{
    if (old->generation_bits == 0) return true;
    return number_bits(old->pool_capacity) == number_bits(new->pool_capacity) &&
           old->generation_bits <= new->generation_bits;
}

/* The highest code of types whose codes are 0, 1, ... without a choice. */
static uint64_t highest_code(const struct model_type *type)
{
    switch (type->kind) {
    case TYPE_INT: return (type->high.bits - type->low.bits) / (type->step > 1 ? type->step : 1);
    case TYPE_STEPS: return type->high.bits - type->low.bits;
    case TYPE_BOOL:
    case TYPE_GROUP: return 1;
    case TYPE_FLAGS: return model_mask((unsigned)type->enumeration->count);
    case TYPE_FLOAT16: return UINT16_MAX;
    case TYPE_FLOAT32: return UINT32_MAX;
    case TYPE_SYMBOL: return type->symbols->capacity;
    case TYPE_REF: return model_highest_ref(type->class);
    case TYPE_POINTER: return UINT64_MAX >> type->pointer_shift;
    case TYPE_FLOAT64:
    case TYPE_ANY: return UINT64_MAX;
    case TYPE_ENUM:
    case TYPE_TEXT:
    case TYPE_BYTES:
    case TYPE_CLASS: break;
    }
    return 0;
}

/*
 * A given format has presence bits. Scalars of a dense class are digits, of which every code less counts; flags and
 * floats, whose codes are the bits of their values, and what lies in arrays or in a unit are as in a compact one.
 */
static enum niche_use niche_use(const struct model_slot *slot)
{
    if (slot->layout == MODEL_DECLARED) return NICHE_NEVER;
    if (slot->layout != MODEL_DENSE || slot->own_dims > 0 || slot->is_own) return NICHE_FREE;
    switch (slot->type.kind) {
    case TYPE_INT:
    case TYPE_STEPS:
    case TYPE_BOOL:
    case TYPE_ENUM: return NICHE_ALWAYS;
    default: return NICHE_FREE;
    }
}

void encode_slot(struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    const bool whole = slot->own_dims > 0 && slot->optional; /* an array that is optional as a whole */
    const bool optional = (slot->optional && !whole) || slot->element_optional;
    if (type->kind == TYPE_GROUP) {
        slot->encoding = (struct encoding){.width = 1, .niche = true, .codes = 1};
    } else if (slot->tells != NULL && slot->tells->kind == CHOICE_ONEOF) {
        slot->encoding = encode_own_tag(type->enumeration, optional);
    } else if (model_is_blob(type->kind)) {
        slot->encoding = (struct encoding){.presence_bit = optional || whole};
    } else {
        slot->encoding = type->kind == TYPE_ENUM ? encode_enum(type->enumeration, optional, niche_use(slot))
                                                 : encode_codes(highest_code(type), optional, niche_use(slot));
        if (whole) slot->encoding.presence_bit = true;
    }
}

unsigned model_unit(const struct model_slot *slot)
{
    const unsigned width = slot->encoding.width;
    if (width == 0 || slot->type.kind == TYPE_GROUP || (!slot->is_own && slot->layout != MODEL_NATURAL)) return 0;
    unsigned unit = 8;
    while (unit < width) unit *= 2;
    return unit;
}

bool model_is_member(const struct model_slot *slot)
{
    return slot->dim_count == 0 && slot->arm == NULL && slot->overlay == 0 && model_unit(slot) > 0;
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

static double real_of_bits(uint64_t bits)
{
    double real;
    memcpy(&real, &bits, sizeof real);
    return real;
}

static uint64_t bits_of_real(double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    return bits;
}

static uint32_t single_of_real(double real)
{
    const float single = (float)real;
    uint32_t bits;
    memcpy(&bits, &single, sizeof bits);
    return bits;
}

uint64_t encode_value(const struct model_slot *slot, struct integer value)
{
    const struct model_enum *enumeration = slot->type.enumeration;
    const uint64_t first = slot->encoding.niche ? 1 : 0;
    switch (slot->type.kind) {
    case TYPE_INT: return (value.bits - slot->type.low.bits) / (slot->type.step > 1 ? slot->type.step : 1) + first;
    case TYPE_STEPS: return value.bits - slot->type.low.bits + first;
    case TYPE_ENUM:
        if (slot->encoding.ordinal) return ordinal_of(enumeration, (int64_t)value.bits) + first;
        return value.bits - (uint64_t)(int64_t)enumeration->sorted[0]->value + first;
    case TYPE_FLAGS: return flags_code(enumeration, value.bits);
    case TYPE_FLOAT16: return slot_half_of_float((float)real_of_bits(value.bits));
    case TYPE_FLOAT32: return single_of_real(real_of_bits(value.bits));
    default: return value.bits + first;
    }
}

uint64_t encode_default(const struct model_slot *slot)
{
    struct integer value = slot->default_integer;
    const enum model_type_kind kind = slot->type.kind;
    if (kind == TYPE_FLOAT16 || kind == TYPE_FLOAT32 || kind == TYPE_FLOAT64)
        value = (struct integer){.bits = bits_of_real(slot->default_real)};
    return encode_value(slot, value);
}
