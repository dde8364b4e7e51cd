/* SPDX-License-Identifier: MIT-0 */
/*
 * Codes in records: how the core reads and writes the bits that a descriptor names. Internal to the runtime.
 *
 * Never touches a byte outside the instance, whose size is the class's.
 */
#ifndef SLOTGEN_CORE_CODE_H
#define SLOTGEN_CORE_CODE_H

#include <slotgen/core.h>

static inline uint64_t code_mask(unsigned width)
{
    return width == 0 ? 0 : UINT64_MAX >> (64 - width);
}

/* The whole of an instance of fewer than eight bytes as a word. */
static inline uint64_t code_load_small(const unsigned char *bytes, uint32_t size)
{
    uint64_t word = 0;
    for (uint32_t i = 0; i < size; i++) word |= SLOT_CAST(uint64_t, bytes[i]) << i * 8;
    return word;
}

static inline void code_store_small(unsigned char *bytes, uint32_t size, uint64_t word)
{
    for (uint32_t i = 0; i < size; i++) bytes[i] = SLOT_CAST(unsigned char, word >> i * 8 & 0xff);
}

static inline uint64_t code_load(const slot_class *type, const void *self, const slot_descriptor *slot)
{
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, self);
    if (type->size < 8) return code_load_small(bytes, type->size) >> slot->shift & code_mask(slot->width);
    const unsigned char *const at = bytes + slot->window;
    uint64_t word = slot_load64(at) >> slot->shift;
    if (slot->shift + slot->width > 64) word |= SLOT_CAST(uint64_t, at[8]) << (64 - slot->shift);
    return word & code_mask(slot->width);
}

static inline void code_store(const slot_class *type, void *self, const slot_descriptor *slot, uint64_t code)
{
    unsigned char *const bytes = SLOT_CAST(unsigned char *, self);
    const uint64_t mask = code_mask(slot->width);
    code &= mask;
    if (slot->width == 0) return;
    if (type->size < 8) {
        const uint64_t word = code_load_small(bytes, type->size) & ~(mask << slot->shift);
        code_store_small(bytes, type->size, word | code << slot->shift);
        return;
    }
    unsigned char *const at = bytes + slot->window;
    slot_store64(at, (slot_load64(at) & ~(mask << slot->shift)) | code << slot->shift);
    if (slot->shift + slot->width > 64) {
        const unsigned kept = 64u - slot->shift;
        at[8] = SLOT_CAST(unsigned char, (at[8] & ~(mask >> kept)) | code >> kept);
    }
}

/* The presence bit of a slot that has one. */
static inline bool code_is_present(const void *self, const slot_descriptor *slot)
{
    return (SLOT_CAST(const unsigned char *, self)[slot->span / 8] >> slot->span % 8 & 1) != 0;
}

static inline void code_mark(void *self, const slot_descriptor *slot, bool present)
{
    unsigned char *const at = SLOT_CAST(unsigned char *, self) + slot->span / 8;
    const unsigned bit = 1u << slot->span % 8;
    *at = SLOT_CAST(unsigned char, present ? *at | bit : *at & ~bit);
}

/* Whether the slot has a value, given its code. */
static inline bool code_is_set(const void *self, const slot_descriptor *slot, uint64_t code)
{
    if ((slot->flags & SLOT_OPTIONAL) == 0) return true;
    return (slot->flags & SLOT_PRESENCE) != 0 ? code_is_present(self, slot) : code != 0;
}

/* The value of code 0, modulo 2^64 (integers and bools). */
static inline uint64_t code_bias(const slot_class *type, const slot_descriptor *slot)
{
    if ((slot->flags & SLOT_WIDE) != 0) return type->numbers[slot->bias];
    return SLOT_CAST(uint64_t, SLOT_CAST(int64_t, SLOT_CAST(int32_t, slot->bias)));
}

/* Code of the lowest value: 1 where code 0 is unset. */
static inline uint64_t code_first(const slot_descriptor *slot)
{
    return (slot->flags & (SLOT_OPTIONAL | SLOT_PRESENCE)) == SLOT_OPTIONAL ? 1 : 0;
}

/* Highest value - lowest value of an integer or bool. */
static inline uint64_t code_span(const slot_class *type, const slot_descriptor *slot)
{
    if (slot->kind == SLOT_KIND_BOOL) return 1;
    if ((slot->flags & SLOT_WIDE) != 0) return type->numbers[slot->bias + 1];
    return (slot->flags & SLOT_PRESENCE) != 0 ? code_mask(slot->width) : slot->span;
}

/* An integer's, bool's, enum's or flags' value as 64 bits, given the code of a slot that is set. */
uint64_t code_to_number(const slot_class *type, const slot_descriptor *slot, uint64_t code);

/* The code of a number, whose top bit means a sign where `negative`. SLOT_ERANGE where the slot does not hold it. */
slot_status code_of_number(const slot_class *type, const slot_descriptor *slot, uint64_t number, bool negative,
                           uint64_t *code);

/* The number that unset reads as, of a slot with SLOT_SENTINEL. */
uint64_t code_sentinel(const slot_class *type, int index);

/* Whether the numbers of a slot are signed (an int64_t) rather than a uint64_t. */
static inline bool code_is_signed(const slot_descriptor *slot)
{
    return slot->kind == SLOT_KIND_INT || slot->kind == SLOT_KIND_ENUM;
}

static inline const slot_descriptor *code_slot(const slot_class *type, int index)
{
    return index >= 0 && SLOT_CAST(uint32_t, index) < type->names.count ? &type->slots[index] : NULL;
}

#endif
