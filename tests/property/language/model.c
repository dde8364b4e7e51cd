/* SPDX-License-Identifier: MIT */
/* Codes, bit by bit, and what they mean: see language_model.h. */
#include "language_model.h"

#include <stdio.h>
#include <stdlib.h>

struct model_class *model_classes;
size_t model_class_count;

const struct model_class *model_of(const slot_class *type)
{
    for (size_t i = 0; i < model_class_count; i++) {
        if (model_classes[i].type == type) return &model_classes[i];
    }
    abort();
}

/* ---- Bits ---- */

static bool is_big_endian(void)
{
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

/* The byte that has bit `i` of a code, which begins at `bit`: a unit has its bytes in the host's order. */
static uint64_t byte_of(uint64_t bit, uint64_t i, uint64_t unit)
{
    if (unit == 0 || !is_big_endian()) return (bit + i) / 8;
    return bit / 8 + unit / 8 - 1 - i / 8;
}

static uint64_t read_bits(const unsigned char *bytes, uint64_t bit, uint64_t count, uint64_t unit)
{
    uint64_t code = 0;
    for (uint64_t i = 0; i < count; i++) {
        if ((bytes[byte_of(bit, i, unit)] >> (bit + i) % 8 & 1) != 0) code |= UINT64_C(1) << i;
    }
    return code;
}

static void write_bits(unsigned char *bytes, uint64_t bit, uint64_t count, uint64_t unit, uint64_t code)
{
    for (uint64_t i = 0; i < count; i++) {
        unsigned char *byte = &bytes[byte_of(bit, i, unit)];
        const unsigned char mask = (unsigned char)(1u << (bit + i) % 8);
        *byte = (unsigned char)((code >> i & 1) != 0 ? *byte | mask : *byte & ~mask);
    }
}

/* ---- Places ---- */

static uint64_t at_element(const struct model_place *place, uint64_t first, const uint64_t *strides, uint32_t element)
{
    for (unsigned i = place->dim_count; i-- > 0;) {
        first += element % place->dims[i] * strides[i];
        element = (uint32_t)(element / place->dims[i]);
    }
    return first;
}

static uint64_t bit_of(const struct model_place *place, uint32_t element)
{
    return at_element(place, place->bit, place->strides, element);
}

uint64_t model_code(const struct model_class *class, const void *self, unsigned slot, uint32_t element)
{
    const struct model_place *place = &class->places[slot];
    const uint64_t bit = bit_of(place, element);
    if (!place->is_digit) return read_bits(self, bit, place->width, place->host_unit);
    return read_bits(self, bit, place->number_bits, 0) / place->weight % place->base;
}

void model_set_code(const struct model_class *class, void *self, unsigned slot, uint32_t element, uint64_t code)
{
    const struct model_place *place = &class->places[slot];
    const uint64_t bit = bit_of(place, element);
    if (!place->is_digit) {
        write_bits(self, bit, place->width, place->host_unit, code);
        return;
    }
    const uint64_t number = read_bits(self, bit, place->number_bits, 0);
    const uint64_t old = number / place->weight % place->base;
    write_bits(self, bit, place->number_bits, 0, number - old * place->weight + code * place->weight);
}

bool model_presence(const struct model_class *class, const void *self, unsigned slot, uint32_t element)
{
    const struct model_place *place = &class->places[slot];
    return read_bits(self, at_element(place, place->presence_bit, place->presence_strides, element), 1, 0) != 0;
}

void model_set_presence(const struct model_class *class, void *self, unsigned slot, uint32_t element, bool is_set)
{
    const struct model_place *place = &class->places[slot];
    if (!place->has_presence) return;
    write_bits(self, at_element(place, place->presence_bit, place->presence_strides, element), 1, 0, is_set);
}

uint64_t model_byte(const struct model_class *class, unsigned slot, uint32_t element)
{
    return bit_of(&class->places[slot], element) / 8;
}

uint32_t model_outer(const struct model_class *class, unsigned slot, uint32_t element, unsigned outer)
{
    return element / (class->slots[slot].elements / class->slots[outer].elements);
}

/* ---- Codes and values ---- */

/* Members are numbered by value - lowest, or where that is fewer codes by their order. */
static bool is_by_distance(const struct model_class *class, unsigned slot, int32_t *low)
{
    const struct model_slot *row = &class->slots[slot];
    int32_t high = *low = row->members[0];
    for (unsigned i = 1; i < row->member_count; i++) {
        if (row->members[i] < *low) *low = row->members[i];
        if (row->members[i] > high) high = row->members[i];
    }
    const uint64_t highest = class->places[slot].highest - (class->places[slot].is_niche ? 1 : 0);
    if (highest == (uint64_t)((int64_t)high - *low)) return true;
    if (highest + 1 != row->member_count) abort();
    return false;
}

static unsigned rank_of(const struct model_slot *row, int32_t member)
{
    unsigned rank = 0;
    for (unsigned i = 0; i < row->member_count; i++) {
        if (row->members[i] < member) rank++;
    }
    return rank;
}

/* The member with so many below it. */
static int32_t at_rank(const struct model_slot *row, uint64_t rank)
{
    for (unsigned i = 0; i < row->member_count; i++) {
        if (rank_of(row, row->members[i]) == rank) return row->members[i];
    }
    return 0;
}

uint64_t model_code_of(const struct model_class *class, unsigned slot, uint64_t number)
{
    const struct model_slot *row = &class->slots[slot];
    const uint64_t first = class->places[slot].is_niche ? 1 : 0;
    int32_t low = 0;
    uint64_t code = 0;
    switch (row->kind) {
    case TYPED_INT:
    case TYPED_UINT: return (number - row->low) / row->step + first;
    case TYPED_ENUM:
        if (is_by_distance(class, slot, &low)) return (uint64_t)((int64_t)number - low) + first;
        return rank_of(row, (int32_t)(int64_t)number) + first;
    case TYPED_FLAGS:
        for (unsigned i = 0; i < row->member_count; i++) {
            if ((number >> row->members[i] & 1) != 0) code |= UINT64_C(1) << rank_of(row, row->members[i]);
        }
        return code;
    case TYPED_POINTER: return number / row->high;
    case TYPED_BOOL:
    case TYPED_STEPS:
    case TYPED_TAG: return number + first;
    default: return number;
    }
}

static uint64_t number_of(const struct model_class *class, unsigned slot, uint64_t code)
{
    const struct model_slot *row = &class->slots[slot];
    int32_t low = 0;
    uint64_t mask = 0;
    if (class->places[slot].is_niche) code--;
    switch (row->kind) {
    case TYPED_INT:
    case TYPED_UINT: return row->low + code * row->step;
    case TYPED_ENUM:
        if (is_by_distance(class, slot, &low)) return (uint64_t)(low + (int64_t)code);
        return (uint64_t)(int64_t)at_rank(row, code);
    case TYPED_FLAGS:
        for (unsigned i = 0; i < row->member_count; i++) {
            if ((code >> i & 1) != 0) mask |= UINT64_C(1) << at_rank(row, i);
        }
        return mask;
    case TYPED_POINTER: return code * row->high;
    default: return code;
    }
}

static size_t text_length(const unsigned char *bytes, size_t length)
{
    while (length > 0 && bytes[length - 1] == 0) length--;
    return length;
}

/* Whether the eight bytes are a box of `any`, as core.h has them; others read as unset. */
static bool is_box(const struct model_class *class, uint64_t box)
{
    const uint64_t top = box >> 48, below = box & ((UINT64_C(1) << 48) - 1);
    const uint64_t i = below >> 32, id = below & UINT32_MAX;
    const uint64_t infinity = UINT64_C(0x7ff) << 52, nan = UINT64_C(0x7ff8) << 48;
    const uint64_t bits = box - (UINT64_C(1) << 51);
    if (top >= 8) return (bits & ~(UINT64_C(1) << 63)) <= infinity || bits == nan;
    if (top >= 4) return true;
    if (top == 3) return i < class->type->class_count && id > 0 && id <= model_of(class->type->classes[i])->highest_ref;
    if (top == 2) return i < class->type->symbols_count && id > 0 && id <= class->type->symbols[i]->capacity;
    return top == 1 ? below != 0 : below > 0 && below < 4;
}

bool model_is_known(const struct model_class *class, const void *self, unsigned slot, uint32_t element)
{
    const struct model_slot *row = &class->slots[slot];
    const struct model_value value = model_get(class, self, slot, element);
    const bool is_any = row->kind == TYPED_ANY && value.is_live && model_code(class, self, slot, element) != 0;
    if (!row->is_overlaid || !value.is_live || (!value.is_set && !is_any)) return true;
    if (is_any) return value.is_set;
    if (row->kind == TYPED_TEXT) {
        for (size_t i = 0; i < value.length; i++) {
            if (value.bytes[i] < ' ' || value.bytes[i] > 126) return false;
        }
    }
    if (row->kind == TYPED_CLASS) return false;
    if (row->kind == TYPED_ENUM) {
        unsigned i = 0;
        while (i < row->member_count && row->members[i] != (int64_t)value.number) i++;
        if (i == row->member_count) return false;
    }
    return class->places[slot].width == 0 || model_code(class, self, slot, element) <= class->places[slot].highest;
}

struct model_value model_get(const struct model_class *class, const void *self, unsigned slot, uint32_t element)
{
    const struct model_slot *row = &class->slots[slot];
    const struct model_place *place = &class->places[slot];
    struct model_value value = {.is_live = true};
    if (row->gate >= 0) {
        const unsigned gate = (unsigned)row->gate;
        const struct model_value at = model_get(class, self, gate, model_outer(class, slot, element, gate));
        value.is_live = at.is_set && (row->arm == (int64_t)at.number || class->slots[gate].kind == TYPED_GROUP);
    }
    if (!value.is_live) return value;
    if (row->kind == TYPED_TEXT || row->kind == TYPED_BYTES || row->kind == TYPED_CLASS) {
        value.is_set = !place->has_presence || model_presence(class, self, slot, element);
        value.bytes = (const unsigned char *)self + bit_of(place, element) / 8;
        value.length = row->kind == TYPED_CLASS ? model_of(row->target)->size : (size_t)row->high;
        if (row->kind == TYPED_TEXT) value.length = text_length(value.bytes, value.length);
        return value;
    }
    const uint64_t code = model_code(class, self, slot, element);
    value.is_set = place->has_presence ? model_presence(class, self, slot, element) : !place->is_niche || code != 0;
    if (row->kind == TYPED_ANY) value.is_set = is_box(class, code);
    if (value.is_set) value.number = number_of(class, slot, code);
    return value;
}

/* ---- Whole instances ---- */

/* The same bits of another instance. */
static void copy_slot(const struct model_class *class, void *to, const void *from, unsigned slot, uint32_t element)
{
    const struct model_place *place = &class->places[slot];
    const uint64_t bit = bit_of(place, element);
    const uint64_t count = place->is_digit ? place->number_bits : place->bits;
    for (uint64_t i = 0; i < count; i++) write_bits(to, bit + i, 1, 0, read_bits(from, bit + i, 1, 0));
    if (place->has_presence) model_set_presence(class, to, slot, element, model_presence(class, from, slot, element));
}

bool model_is_whole(const struct model_class *class, const void *self)
{
    unsigned char built[2048] = {0};
    if (class->size > sizeof built) abort();
    for (unsigned i = 0; i < class->slot_count; i++) {
        const struct model_slot *row = &class->slots[i];
        for (uint32_t e = 0; e < row->elements; e++) {
            const struct model_value value = model_get(class, self, i, e);
            if (!value.is_live) continue;
            if (row->is_overlaid) copy_slot(class, built, self, i, e);
            else if (value.is_set && value.bytes != NULL) {
                memcpy(built + (bit_of(&class->places[i], e)) / 8, value.bytes, value.length);
                model_set_presence(class, built, i, e, true);
                if (row->kind == TYPED_CLASS && !model_is_whole(model_of(row->target), value.bytes)) return false;
            } else if (value.is_set) {
                const uint64_t code = model_code_of(class, i, value.number);
                if (class->places[i].width > 0 && class->places[i].highest > 0 && code > class->places[i].highest)
                    return false;
                model_set_code(class, built, i, e, code);
                model_set_presence(class, built, i, e, true);
            }
        }
    }
    return memcmp(built, self, class->size) == 0;
}
