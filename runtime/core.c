/* SPDX-License-Identifier: MIT-0 */
/*
 * The index table as data: names, facts, types, and what a number means as a code. Where slots lie is core_places.c's,
 * other values are core_values.c's, reading and writing core_slots.c's, whole instances core_whole.c's.
 */
#include "core_code.h"

const int slot_abi_1 = SLOT_ABI;

const char *slot_name(const slot_class *type, int index)
{
    return slot_names_at(&type->names, index, NULL);
}

int slot_count(const slot_class *type)
{
    return SLOT_CAST(int, type->names.count);
}

/* A binary search over (slot, kind), for the first where there are several. */
const slot_fact *slot_code_fact(const slot_class *type, int index, slot_fact_kind kind)
{
    uint32_t low = 0;
    uint32_t high = type->fact_count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const slot_fact *const fact = &type->facts[middle];
        const int32_t slot = fact->slot; /* where an int has 16 bits, the two would be compared unsigned */
        if (slot < index || (slot == index && fact->kind < kind)) low = middle + 1;
        else high = middle;
    }
    if (low == type->fact_count) return NULL; /* also where there are none, and no table of them */
    const slot_fact *const found = &type->facts[low];
    return SLOT_CAST(int32_t, found->slot) == index && found->kind == kind ? found : NULL;
}

const uint64_t *slot_code_fact_numbers(const slot_class *type, int index, slot_fact_kind kind)
{
    const slot_fact *const fact = slot_code_fact(type, index, kind);
    return fact == NULL ? NULL : type->numbers + fact->index;
}

const char *slot_unit(const slot_class *type, int index)
{
    const slot_fact *const fact = slot_code_fact(type, index, SLOT_FACT_UNIT);
    return fact == NULL ? NULL : type->texts + fact->index;
}

const char *slot_doc(const slot_class *type, int index)
{
    const slot_fact *const fact = slot_code_fact(type, index, SLOT_FACT_DOC);
    return fact == NULL ? NULL : type->texts + fact->index;
}

uint64_t slot_code_sentinel(const slot_class *type, int index)
{
    const slot_fact *const fact = slot_code_fact(type, index, SLOT_FACT_UNSET);
    return fact == NULL ? 0 : type->numbers[fact->index]; /* not covered: SLOT_SENTINEL promises the fact */
}

/* ---- Enums and flags ---- */

APART int slot_type_ordinal(const slot_type *type, int64_t value)
{
    uint32_t low = 0;
    uint32_t high = type->names.count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (type->values[middle] == value) return SLOT_CAST(int, middle);
        if (type->values[middle] < value) low = middle + 1;
        else high = middle;
    }
    return -1;
}

const char *slot_type_name(const slot_type *type, int64_t value, size_t *length)
{
    return slot_names_at(&type->names, slot_type_ordinal(type, value), length);
}

slot_status slot_type_find(const slot_type *type, const char *name, size_t length, int *out)
{
    const int index = slot_names_find(&type->names, name, length);
    if (index < 0) return SLOT_ENAME;
    *out = SLOT_CAST(int, type->values[index]); /* an enum's members fit an int, as do the indices of bits */
    return SLOT_OK;
}

/* A flags code has a bit a member; a mask has the members' own bits. */
static uint64_t flags_to_mask(const slot_type *type, uint64_t code)
{
    uint64_t mask = 0;
    for (uint32_t i = 0; i < type->names.count; i++) mask |= (code >> i & 1) << type->values[i];
    return mask;
}

static slot_status flags_of_mask(const slot_type *type, uint64_t mask, uint64_t *code)
{
    uint64_t bits = 0;
    uint64_t known = 0;
    for (uint32_t i = 0; i < type->names.count; i++) {
        bits |= (mask >> type->values[i] & 1) << i;
        known |= UINT64_C(1) << type->values[i];
    }
    if ((mask & ~known) != 0) return SLOT_ERANGE;
    *code = bits;
    return SLOT_OK;
}

/* ---- What slots are of ---- */

APART uint32_t slot_elements(const slot_class *type, int index)
{
    const uint64_t *const array = code_has_slot(type, index) ? code_numbers(type, index, SLOT_FACT_ARRAY) : NULL;
    if (array == NULL) return 0;
    uint64_t count = 1;
    for (uint64_t i = 0; i < code_dimensions(array); i++) count *= code_dimension_at(array, i).count;
    return SLOT_CAST(uint32_t, count);
}

const slot_class *slot_class_of(const slot_class *type, int index)
{
    if (!code_has_slot(type, index)) return NULL;
    const slot_descriptor *const slot = &type->descriptors[index];
    return slot->kind == SLOT_KIND_REF || slot->kind == SLOT_KIND_CLASS ? type->classes[slot->bias] : NULL;
}

const slot_symbols_type *slot_symbols_of(const slot_class *type, int index)
{
    if (!code_has_slot(type, index)) return NULL;
    const slot_descriptor *const slot = &type->descriptors[index];
    return slot->kind == SLOT_KIND_SYMBOL ? type->symbols[slot->bias] : NULL;
}

const slot_type *slot_type_of(const slot_class *type, int index)
{
    if (!code_has_slot(type, index)) return NULL;
    const slot_descriptor *const slot = &type->descriptors[index];
    return slot->kind == SLOT_KIND_ENUM || slot->kind == SLOT_KIND_FLAGS ? type->types[slot->bias] : NULL;
}

bool slot_class_is(const slot_class *type, const slot_class *base)
{
    while (type != NULL && type != base) type = type->base;
    return type != NULL;
}

/* ---- Codes in records ---- */

APART uint64_t slot_code_load_small(const unsigned char *bytes, size_t size)
{
    uint64_t word = 0;
    for (size_t i = 0; i < size; i++) word |= SLOT_CAST(uint64_t, bytes[i]) << i * 8;
    return word;
}

/* The code in the bytes that hold it, and no others. */
static APART uint64_t load_exact(const unsigned char *bytes, uint32_t bit, unsigned width)
{
    const unsigned shift = bit % 8;
    const unsigned size = (shift + width + 7) / 8;
    uint64_t code = slot_code_load_small(bytes + bit / 8, size < 8 ? size : 8) >> shift;
    if (size == 9) code |= SLOT_CAST(uint64_t, bytes[bit / 8 + 8]) << (64 - shift);
    return code & code_mask(width);
}

static APART void store_exact(unsigned char *bytes, uint32_t bit, unsigned width, uint64_t code)
{
    unsigned done = 0;
    while (done < width) {
        unsigned char *const at = bytes + (bit + done) / 8;
        const unsigned shift = (bit + done) % 8;
        const unsigned part = width - done < 8 - shift ? width - done : 8 - shift;
        const unsigned mask = ((1u << part) - 1) << shift;
        *at = SLOT_CAST(unsigned char, (*at & ~mask) | (SLOT_CAST(unsigned, code >> done & 0xff) << shift & mask));
        done += part;
    }
}

uint64_t slot_code_load(const slot_class *type, const void *self, uint32_t bit, unsigned width)
{
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, self);
    if (width == 0) return 0;
    if ((type->flags & SLOT_CLASS_EXACT) != 0) return load_exact(bytes, bit, width);
    if (type->size < 8) return slot_code_load_small(bytes, code_size(type)) >> bit & code_mask(width);
    const uint32_t last = type->size - 8;
    const uint32_t window = bit / 8 < last ? bit / 8 : last;
    const unsigned shift = SLOT_CAST(unsigned, bit - window * 8);
    uint64_t word = slot_load64(bytes + window) >> shift;
    if (shift + width > 64) word |= SLOT_CAST(uint64_t, bytes[window + 8]) << (64 - shift);
    return word & code_mask(width);
}

void slot_code_store(const slot_class *type, void *self, uint32_t bit, unsigned width, uint64_t code)
{
    unsigned char *const bytes = SLOT_CAST(unsigned char *, self);
    const uint64_t mask = code_mask(width);
    code &= mask;
    if (width == 0) return;
    if ((type->flags & SLOT_CLASS_EXACT) != 0) {
        store_exact(bytes, bit, width, code);
        return;
    }
    if (type->size < 8) {
        const uint64_t word = (slot_code_load_small(bytes, code_size(type)) & ~(mask << bit)) | code << bit;
        for (uint32_t i = 0; i < type->size; i++) bytes[i] = SLOT_CAST(unsigned char, word >> i * 8 & 0xff);
        return;
    }
    const uint32_t last = type->size - 8;
    const uint32_t window = bit / 8 < last ? bit / 8 : last;
    const unsigned shift = SLOT_CAST(unsigned, bit - window * 8);
    unsigned char *const at = bytes + window;
    slot_store64(at, (slot_load64(at) & ~(mask << shift)) | code << shift);
    if (shift + width > 64) {
        const unsigned below = 64u - shift;
        at[8] = SLOT_CAST(unsigned char, (at[8] & ~(mask >> below)) | code >> below);
    }
}

uint64_t slot_code_load_unit(const unsigned char *at, unsigned width)
{
    const uint64_t mask = code_mask(width);
    if (width <= 16) return slot_load_host16(at) & mask;
    return (width <= 32 ? slot_load_host32(at) : slot_load_host64(at)) & mask;
}

/* Bits above the code, which are others' in an overlay and else zeros, stay. */
void slot_code_store_unit(unsigned char *at, unsigned width, uint64_t code)
{
    const uint64_t mask = code_mask(width);
    code &= mask;
    if (width <= 16) slot_store_host16(at, SLOT_CAST(uint32_t, code | (slot_load_host16(at) & ~mask)));
    else if (width <= 32) slot_store_host32(at, SLOT_CAST(uint32_t, code | (slot_load_host32(at) & ~mask)));
    else slot_store_host64(at, code | (slot_load_host64(at) & ~mask));
}

/* ---- Codes and numbers ---- */

APART uint64_t slot_code_bias(const slot_class *type, const slot_descriptor *slot)
{
    return (slot->flags & SLOT_WIDE) != 0 ? type->numbers[slot->bias] : code_narrow_bias(slot);
}

APART uint64_t slot_code_span(const slot_class *type, const slot_descriptor *slot)
{
    if (slot->kind == SLOT_KIND_BOOL) return 1;
    if ((slot->flags & SLOT_WIDE) != 0) return type->numbers[slot->bias + 1];
    return (slot->flags & SLOT_PRESENCE) != 0 ? code_mask(slot->width) : slot->span;
}

/* The step of an integer slot; 1 where it has none. */
static APART uint64_t step_of(const slot_class *type, int index)
{
    const slot_descriptor *const slot = &type->descriptors[index];
    if (slot->kind > SLOT_KIND_UINT) return 1;
    const uint64_t *const step = code_numbers(type, index, SLOT_FACT_STEP);
    return step == NULL ? 1 : *step;
}

uint64_t slot_code_to_number(const slot_class *type, int index, uint64_t code)
{
    const slot_descriptor *const slot = &type->descriptors[index];
    if (slot->kind == SLOT_KIND_ENUM) {
        const slot_type *const members = type->types[slot->bias];
        code -= code_first(slot);
        if ((slot->flags & SLOT_ORDINAL) == 0) {
            return SLOT_CAST(uint64_t, SLOT_CAST(int64_t, members->values[0])) + code;
        }
        /* Bytes that are no instance: the last member, as by the padded table of the typed accessors. */
        if (code >= members->names.count) code = members->names.count - 1;
        return SLOT_CAST(uint64_t, SLOT_CAST(int64_t, members->values[code]));
    }
    if (slot->kind == SLOT_KIND_FLAGS) return flags_to_mask(type->types[slot->bias], code);
    const uint64_t first = code_first(slot);
    return slot_code_bias(type, slot) + first + (code - first) * step_of(type, index);
}

static slot_status enum_code(const slot_class *type, const slot_descriptor *slot, uint64_t number, uint64_t *code)
{
    const slot_type *const members = type->types[slot->bias];
    const int64_t value = SLOT_CAST(int64_t, number);
    const int ordinal = slot_type_ordinal(members, value);
    if (ordinal < 0) return SLOT_ERANGE;
    const uint64_t place = SLOT_CAST(uint64_t, ordinal);
    const uint64_t distance = number - SLOT_CAST(uint64_t, SLOT_CAST(int64_t, members->values[0]));
    *code = ((slot->flags & SLOT_ORDINAL) != 0 ? place : distance) + code_first(slot);
    return SLOT_OK;
}

slot_status slot_code_of_number(const slot_class *type, int index, uint64_t number, bool negative, uint64_t *code)
{
    const slot_descriptor *const slot = &type->descriptors[index];
    /* A number that only the other signedness can say is outside; where the top bit is clear both say the same. */
    if (number >> 63 != 0 && negative != code_is_signed(slot)) return SLOT_ERANGE;
    if (slot->kind == SLOT_KIND_ENUM) return enum_code(type, slot, number, code);
    if (slot->kind == SLOT_KIND_FLAGS) return flags_of_mask(type->types[slot->bias], number, code);
    const uint64_t first = code_first(slot);
    const uint64_t step = step_of(type, index);
    uint64_t distance = number - slot_code_bias(type, slot) - first;
    if (step != 1) {
        if (distance % step != 0) return SLOT_ERANGE;
        distance /= step;
    }
    if (distance > slot_code_span(type, slot)) return SLOT_ERANGE;
    *code = first + distance;
    return SLOT_OK;
}
