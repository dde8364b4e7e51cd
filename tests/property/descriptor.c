/* SPDX-License-Identifier: MIT */
/* See descriptor.h. */
#include "descriptor.h"

static unsigned read_bit(const void *self, uint64_t bit)
{
    return ((const unsigned char *)self)[bit / 8] >> bit % 8 & 1u;
}

static uint64_t read_code(const slot_descriptor *slot, const void *self)
{
    uint64_t code = 0;
    for (unsigned i = 0; i < slot->width; i++) {
        code |= (uint64_t)read_bit(self, (uint64_t)slot->window * 8 + slot->shift + i) << i;
    }
    return code;
}

static bool is_niche(const slot_descriptor *slot)
{
    return (slot->flags & SLOT_OPTIONAL) != 0 && (slot->flags & SLOT_PRESENCE) == 0;
}

static bool is_set(const slot_descriptor *slot, const void *self)
{
    if ((slot->flags & SLOT_OPTIONAL) == 0) return true;
    return is_niche(slot) ? read_code(slot, self) != 0 : read_bit(self, slot->span) != 0;
}

static uint64_t read_ordinal(const slot_descriptor *slot, const void *self)
{
    return read_code(slot, self) - (is_niche(slot) ? 1 : 0);
}

bool descriptor_read(const slot_class *type, const void *self, int index, uint64_t *value)
{
    const slot_descriptor *slot = &type->descriptors[index];
    const uint64_t code = read_code(slot, self);
    if (!is_set(slot, self)) return false;
    switch (slot->kind) {
    case SLOT_KIND_INT:
    case SLOT_KIND_UINT:
        *value = code +
                 ((slot->flags & SLOT_WIDE) != 0 ? type->numbers[slot->bias] : (uint64_t)(int64_t)(int32_t)slot->bias);
        break;
    case SLOT_KIND_BOOL: *value = is_niche(slot) ? code - 1 : code; break;
    case SLOT_KIND_ENUM: {
        const slot_type *members = type->types[slot->bias];
        const uint64_t ordinal = read_ordinal(slot, self);
        const bool by_ordinal = (slot->flags & SLOT_ORDINAL) != 0;
        if (by_ordinal && ordinal >= members->names.count) *value = UINT64_MAX / 2;
        else if (by_ordinal) *value = (uint64_t)(int64_t)members->values[ordinal];
        else *value = ordinal + (uint64_t)(int64_t)members->values[0];
        break;
    }
    case SLOT_KIND_FLAGS: {
        const slot_type *members = type->types[slot->bias];
        *value = 0;
        for (uint32_t i = 0; i < members->names.count; i++) *value |= (code >> i & 1) << members->values[i];
        break;
    }
    default: *value = code; break;
    }
    return true;
}

bool descriptor_is_clean(const slot_class *type, const void *self, int index)
{
    const slot_descriptor *slot = &type->descriptors[index];
    return is_set(slot, self) || read_code(slot, self) == 0;
}

int descriptor_mark_bits(const slot_class *type, int index, unsigned char *bits)
{
    const slot_descriptor *slot = &type->descriptors[index];
    int twice = 0;
    for (unsigned i = 0; i < slot->width; i++) {
        unsigned char *bit = &bits[(size_t)slot->window * 8 + slot->shift + i];
        twice += *bit;
        *bit = 1;
    }
    if ((slot->flags & SLOT_PRESENCE) != 0) {
        twice += bits[slot->span];
        bits[slot->span] = 1;
    }
    return twice;
}

bool descriptor_sentinel(const slot_class *type, int index, uint64_t *value)
{
    for (uint32_t i = 0; i < type->fact_count; i++) {
        const slot_fact *fact = &type->facts[i];
        if (fact->slot != index || fact->kind != SLOT_FACT_UNSET) continue;
        *value = type->numbers[fact->index];
        return true;
    }
    return false;
}
