/* SPDX-License-Identifier: MIT-0 */
/*
 * The index table as data: names, facts, types, and what a code means. Reading and writing slots is core_slots.c's,
 * whole instances are core_whole.c's.
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

/* The fact of that kind, or NULL: a binary search over (slot, kind). */
static const slot_fact *find_fact(const slot_class *type, int index, slot_fact_kind kind)
{
    uint32_t low = 0;
    uint32_t high = type->fact_count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const slot_fact *const fact = &type->facts[middle];
        if (fact->slot == index && fact->kind == kind) return fact;
        if (fact->slot < index || (fact->slot == index && fact->kind < kind)) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

const char *slot_unit(const slot_class *type, int index)
{
    const slot_fact *const fact = find_fact(type, index, SLOT_FACT_UNIT);
    return fact == NULL ? NULL : type->texts + fact->index;
}

const char *slot_doc(const slot_class *type, int index)
{
    const slot_fact *const fact = find_fact(type, index, SLOT_FACT_DOC);
    return fact == NULL ? NULL : type->texts + fact->index;
}

uint64_t code_sentinel(const slot_class *type, int index)
{
    const slot_fact *const fact = find_fact(type, index, SLOT_FACT_UNSET);
    return fact == NULL ? 0 : type->numbers[fact->index];
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
    *out = type->values[index];
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

/* ---- Codes in records ---- */

APART uint64_t code_load_small(const unsigned char *bytes, size_t size)
{
    uint64_t word = 0;
    for (size_t i = 0; i < size; i++) word |= SLOT_CAST(uint64_t, bytes[i]) << i * 8;
    return word;
}

uint64_t code_load(const slot_class *type, const void *self, const slot_descriptor *slot)
{
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, self);
    if (type->size < 8) return code_load_small(bytes, type->size) >> slot->shift & code_mask(slot->width);
    const unsigned char *const at = bytes + slot->window;
    uint64_t word = slot_load64(at) >> slot->shift;
    if (slot->shift + slot->width > 64) word |= SLOT_CAST(uint64_t, at[8]) << (64 - slot->shift);
    return word & code_mask(slot->width);
}

void code_store(const slot_class *type, void *self, const slot_descriptor *slot, uint64_t code)
{
    unsigned char *const bytes = SLOT_CAST(unsigned char *, self);
    const uint64_t mask = code_mask(slot->width);
    code &= mask;
    if (type->size < 8) {
        const uint64_t kept = code_load_small(bytes, type->size) & ~(mask << slot->shift);
        const uint64_t word = kept | code << slot->shift;
        for (uint32_t i = 0; i < type->size; i++) bytes[i] = SLOT_CAST(unsigned char, word >> i * 8 & 0xff);
        return;
    }
    unsigned char *const at = bytes + slot->window;
    slot_store64(at, (slot_load64(at) & ~(mask << slot->shift)) | code << slot->shift);
    if (slot->shift + slot->width > 64) {
        const unsigned below = 64u - slot->shift;
        at[8] = SLOT_CAST(unsigned char, (at[8] & ~(mask >> below)) | code >> below);
    }
}

/* The presence bit of a slot that has one. */
static bool is_present(const void *self, const slot_descriptor *slot)
{
    return (SLOT_CAST(const unsigned char *, self)[slot->span / 8] >> slot->span % 8 & 1) != 0;
}

bool code_is_set(const void *self, const slot_descriptor *slot, uint64_t code)
{
    if ((slot->flags & SLOT_OPTIONAL) == 0) return true;
    return (slot->flags & SLOT_PRESENCE) != 0 ? is_present(self, slot) : code != 0;
}

/* ---- Codes and numbers ---- */

uint64_t code_to_number(const slot_class *type, const slot_descriptor *slot, uint64_t code)
{
    if (slot->kind == SLOT_KIND_ENUM) {
        const slot_type *const members = type->types[slot->bias];
        code -= code_first(slot);
        if ((slot->flags & SLOT_ORDINAL) == 0) {
            return SLOT_CAST(uint64_t, SLOT_CAST(int64_t, members->values[0])) + code;
        }
        if (code >= members->names.count) code = 0; /* bytes that are no instance */
        return SLOT_CAST(uint64_t, SLOT_CAST(int64_t, members->values[code]));
    }
    if (slot->kind == SLOT_KIND_FLAGS) return flags_to_mask(type->types[slot->bias], code);
    return code + code_bias(type, slot);
}

static slot_status enum_code(const slot_class *type, const slot_descriptor *slot, uint64_t number, uint64_t *code)
{
    const slot_type *const members = type->types[slot->bias];
    const int64_t value = SLOT_CAST(int64_t, number);
    const int ordinal = slot_type_ordinal(members, value);
    if (ordinal < 0) return SLOT_ERANGE;
    const uint64_t distance = number - SLOT_CAST(uint64_t, SLOT_CAST(int64_t, members->values[0]));
    *code = ((slot->flags & SLOT_ORDINAL) != 0 ? SLOT_CAST(uint64_t, ordinal) : distance) + code_first(slot);
    return SLOT_OK;
}

slot_status code_of_number(const slot_class *type, const slot_descriptor *slot, uint64_t number, bool negative,
                           uint64_t *code)
{
    /* A number that only the other signedness can say is outside; where the top bit is clear both say the same. */
    if (number >> 63 != 0 && negative != code_is_signed(slot)) return SLOT_ERANGE;
    if (slot->kind == SLOT_KIND_ENUM) return enum_code(type, slot, number, code);
    if (slot->kind == SLOT_KIND_FLAGS) return flags_of_mask(type->types[slot->bias], number, code);
    const uint64_t first = code_first(slot);
    const uint64_t candidate = number - code_bias(type, slot);
    if (candidate - first > code_span(type, slot)) return SLOT_ERANGE;
    *code = candidate;
    return SLOT_OK;
}
