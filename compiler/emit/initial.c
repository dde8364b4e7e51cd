/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a new instance: defaults where there are any, the first arm of a oneof that must have one, embedded
 * classes as their own init makes them, else zero. See words.h.
 */
#include "emit/words.h"

#include "emit/expr.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

static void put_bits(unsigned char *bytes, uint64_t bit, unsigned width, uint64_t code)
{
    for (unsigned i = 0; i < width; i++) {
        if (code >> i & 1) bytes[(bit + i) / 8] |= (unsigned char)(1u << (bit + i) % 8);
    }
}

/* Adds a digit to the number at `bit`, of which that digit is 0. */
static void add_digit(unsigned char *bytes, uint64_t bit, const struct model_slot *slot, uint64_t code)
{
    uint64_t number = code * slot->place.weight;
    for (unsigned i = 0; i < slot->place.group_bits; i++) {
        unsigned char *byte = &bytes[(bit + i) / 8];
        const unsigned mask = 1u << (bit + i) % 8;
        if ((*byte & mask) != 0) number += UINT64_C(1) << i;
        *byte &= (unsigned char)~mask;
    }
    put_bits(bytes, bit, slot->place.group_bits, number);
}

/* Whether a slot is there in a new instance: in the arm that the tag of its oneof begins with, and so on outwards. */
static bool begins_alive(const struct model_class *class, const struct model_slot *slot)
{
    if (slot->overlay != 0) return false;
    for (const struct model_arm *arm = slot->arm; arm != NULL; arm = arm->choice->arm) {
        const struct model_slot *tag = &class->slots[arm->choice->tag];
        const bool is_set = !tag->encoding.presence_bit || tag->has_default;
        const uint64_t code = tag->has_default ? encode_default(tag) : 0;
        if (!is_set || code != arm->code) return false;
    }
    return true;
}

/* Elements of the slot's last `dims` dimensions. */
static uint32_t count_elements(const struct model_slot *slot, size_t dims)
{
    uint32_t count = 1;
    for (size_t i = slot->dim_count - dims; i < slot->dim_count; i++) count *= slot->dims[i].count;
    return count;
}

/* The bit of an element, counted over all dimensions, the last one fastest. */
static uint64_t element_bit(const struct model_slot *slot, uint32_t element, uint32_t first, bool is_presence)
{
    uint64_t bit = first;
    for (size_t i = slot->dim_count; i > 0; i--) {
        const struct model_dim *dim = &slot->dims[i - 1];
        bit += (uint64_t)(element % dim->count) * (is_presence ? dim->presence_stride : dim->stride);
        element /= dim->count;
    }
    return bit;
}

/* The default of each element; those of an array in an inline array's class begin again in each of its elements. */
static void put_default(unsigned char *bytes, unsigned char *units, const struct model_slot *slot)
{
    const unsigned unit = model_unit(slot);
    const uint32_t count = count_elements(slot, slot->dim_count);
    const uint32_t own = count_elements(slot, slot->own_dims);
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t bit = element_bit(slot, i, slot->place.bit, false);
        if (model_is_blob(slot->type.kind)) {
            memcpy(bytes + bit / 8, slot->default_bytes + (size_t)(i % own) * slot->type.bytes, slot->type.bytes);
        } else {
            const uint64_t code = slot->default_codes != NULL ? slot->default_codes[i % own] : encode_default(slot);
            if (slot->place.group_bits > 0) add_digit(bytes, bit, slot, code);
            else put_bits(bytes, bit, slot->encoding.width, code);
            if (unit > 0 && code != 0) units[bit / 8] = (unsigned char)(unit / 8);
        }
        if (slot->encoding.presence_bit) put_bits(bytes, element_bit(slot, i, slot->place.presence, true), 1, 1);
    }
}

/* Each element as its own class's init makes it. */
static void put_instances(unsigned char *bytes, unsigned char *units, const struct model_slot *slot)
{
    const struct model_class *class = slot->type.class;
    unsigned char *instance_units;
    unsigned char *instance = words_initial(class, &instance_units);
    const uint32_t count = count_elements(slot, slot->dim_count);
    bool is_zero = true;
    for (uint32_t i = 0; i < class->size; i++) is_zero = is_zero && instance[i] == 0;
    for (uint32_t i = 0; !is_zero && i < count; i++) {
        const uint64_t byte = element_bit(slot, i, slot->place.bit, false) / 8;
        memcpy(bytes + byte, instance, class->size);
        memcpy(units + byte, instance_units, class->size);
    }
    free(instance);
    free(instance_units);
}

unsigned char *words_initial(const struct model_class *class, unsigned char **units)
{
    unsigned char *bytes = memory_resize(NULL, class->size);
    *units = memory_resize(NULL, class->size);
    memset(bytes, 0, class->size);
    memset(*units, 0, class->size);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        const bool is_instance = slot->type.kind == TYPE_CLASS && slot->type.class->has_defaults && !slot->optional &&
                                 !slot->element_optional;
        if ((!slot->has_default && !is_instance) || !begins_alive(class, slot)) continue;
        if (is_instance) put_instances(bytes, *units, slot);
        else put_default(bytes, *units, slot);
    }
    return bytes;
}

/* "0x12, 0x34", or of a unit that is not zero "SLOT_HOST_BYTES16(0x3412)". */
void words_append_initial(struct text *text, const unsigned char *bytes, const unsigned char *units, size_t size)
{
    size_t end = size;
    while (end > 0 && bytes[end - 1] == 0 && units[end - 1] == 0) end--;
    for (size_t i = 0, count = 0; i < end; count++) {
        if (count > 0) text_string(text, count % 16 == 0 ? ",\n     " : ", ");
        const unsigned bytes_here = units[i] > 1 ? units[i] : 1;
        uint64_t number = 0;
        for (unsigned k = 0; k < bytes_here; k++) number |= (uint64_t)bytes[i + k] << k * 8;
        i += bytes_here;
        if (bytes_here > 1) {
            text_string(text, "SLOT_HOST_BYTES");
            text_uint(text, (uint64_t)bytes_here * 8);
            text_string(text, "(");
            expr_mask(text, number);
            text_string(text, ")");
        } else {
            text_hex(text, number);
        }
    }
}
