/* SPDX-License-Identifier: MIT */
/*
 * Pass 4, layout: widths to places. A pure function of integers that knows nothing of schemas, allocates nothing it does
 * not give back, and links nothing but libc's memory functions.
 *
 * Requires widths of 0..64 bits, at most 2^31 bits in all. Ensures that no two slots share a bit, that the record takes
 * the fewest bytes (the bits rounded up to a byte, then to `align`), that every window lies inside it, and that the same
 * input gives the same output on every host for as long as LAYOUT_NUMBER stands.
 */
#ifndef SLOTGEN_LAYOUT_H
#define SLOTGEN_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LAYOUT_NUMBER = 1 };

struct layout_slot {
    /* in */
    unsigned width;    /* bits of the code, 0..64 */
    bool presence_bit; /* wants a bit of its own beside the code */
    /* out */
    uint32_t bit;          /* first bit of the code */
    uint32_t presence;     /* its presence bit */
    uint32_t window;       /* first byte of the load that reads the code */
    unsigned window_bytes; /* 1..8, 9 for a code that spans nine bytes, 0 for a code without bits */
};

/* Bits that the slots take. */
uint64_t layout_bits(const struct layout_slot *slots, size_t count);

/* Bytes that layout_compact will use; `align` is a power of two. A record has at least one byte. */
uint64_t layout_size(const struct layout_slot *slots, size_t count, uint32_t align);

/* Places the slots; returns false only when out of memory. */
bool layout_compact(struct layout_slot *slots, size_t count, uint32_t align);

#endif
