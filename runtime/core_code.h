/* SPDX-License-Identifier: MIT-0 */
/*
 * Codes in records: how the core reads and writes the bits that a descriptor names. Internal to the runtime.
 *
 * Never touches a byte outside the instance, whose size is the class's.
 */
#ifndef SLOTGEN_CORE_CODE_H
#define SLOTGEN_CORE_CODE_H

#include <slotgen/core.h>

#if defined(__GNUC__)
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define APART             __attribute__((noinline))
#define RARE              __attribute__((cold, noinline))
#else
#define LIKELY(condition) (condition)
#define APART
#define RARE
#endif

static inline uint64_t code_mask(unsigned width)
{
    return width == 0 ? 0 : UINT64_MAX >> (64 - width);
}

/* The code of a slot with SLOT_PLAIN. */
static inline uint64_t code_load_plain(const void *self, const slot_descriptor *slot)
{
    const uint64_t word = slot_load64(SLOT_CAST(const unsigned char *, self) + slot->window) >> slot->shift;
    const unsigned above = (64u - slot->width) % 64;
    return word << above >> above;
}

/* The bias of a slot without SLOT_WIDE, modulo 2^64. */
static inline uint64_t code_narrow_bias(const slot_descriptor *slot)
{
    return SLOT_CAST(uint64_t, SLOT_CAST(int64_t, SLOT_CAST(int32_t, slot->bias)));
}

/* The code of any slot, and writing it; other bits stay, and bits of `code` above the width are ignored. */
uint64_t code_load(const slot_class *type, const void *self, const slot_descriptor *slot);
void code_store(const slot_class *type, void *self, const slot_descriptor *slot, uint64_t code);

/* Up to seven bytes as a word. */
uint64_t code_load_small(const unsigned char *bytes, size_t size);

/* Whether the slot has a value, given its code. */
bool code_is_set(const void *self, const slot_descriptor *slot, uint64_t code);

/* Writes the presence bit of a slot that has one. */
static inline void code_mark(void *self, const slot_descriptor *slot, bool present)
{
    unsigned char *const at = SLOT_CAST(unsigned char *, self) + slot->span / 8;
    const unsigned bit = 1u << slot->span % 8;
    *at = SLOT_CAST(unsigned char, present ? *at | bit : *at & ~bit);
}

/* The value of code 0, modulo 2^64 (integers and bools). */
static inline uint64_t code_bias(const slot_class *type, const slot_descriptor *slot)
{
    return (slot->flags & SLOT_WIDE) != 0 ? type->numbers[slot->bias] : code_narrow_bias(slot);
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

/* Whether there is such a slot: a class has less than 2^31. */
static inline bool code_has_slot(const slot_class *type, int index)
{
    return SLOT_CAST(uint32_t, index) < type->names.count;
}

#endif
