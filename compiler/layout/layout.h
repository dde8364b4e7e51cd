/* SPDX-License-Identifier: MIT */
/*
 * Pass 4, layout: widths to places. A pure function of integers that knows nothing of schemas, allocates nothing it
 * does not give back, and links nothing but libc's memory functions and qsort.
 *
 * Requires items of at most 2^31 bits in all to be placed (any number of bits to be measured). Ensures that no two
 * items share a bit, that each lies at a multiple of its alignment, that all end where layout_end says, and that the
 * same input gives the same output on every host for as long as LAYOUT_NUMBER stands.
 *
 * layout_end is the least that any order of the items reaches where none is bound to a boundary, where there are at
 * most LAYOUT_EXACT_ITEMS of them, or where the gaps before bound items can be filled; else close to it.
 */
#ifndef SLOTGEN_LAYOUT_H
#define SLOTGEN_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LAYOUT_NUMBER = 1, LAYOUT_EXACT_ITEMS = 12 };

/*
 * In either mode items of a radix become digits of numbers where that saves bits. A number is placed as an item of its
 * bits where its first digit stands.
 */
enum layout_mode {
    LAYOUT_COMPACT, /* any order: the fewest bits, then the cheapest access; natural too, whose items are aligned */
    LAYOUT_DECLARED /* in the order of the items, presence bits before each, without gaps */
};

/* A code, or bits that stay together: bytes, the elements of an array, the bits that arms share. */
struct layout_item {
    /* in */
    uint64_t bits;
    uint32_t align;         /* bits, a power of two: 1 lies anywhere, 8 on a byte, 32 at a multiple of four bytes */
    uint32_t presence_bits; /* that stand side by side, apart from the item, with those of the others */
    unsigned width;         /* of a code of 1..64 bits that a window reads: the same as `bits`; else 0 */
    uint64_t radix;         /* the number of its codes, where it may be a digit: a code without presence; else 0 */
    uint32_t family;        /* digits of a number are of one family: classes whose bases are dense have one for each */
    bool alone;             /* no other item may share a word that is loaded or stored: @own */
    unsigned gain;          /* what a byte boundary saves an item that is no code, in the unit of window.h */
    /* out */
    uint32_t bit;         /* its first bit; 0 without bits */
    uint32_t presence;    /* the first of its presence bits */
    unsigned group_bits;  /* of the number that it is a digit of, 2..64; `bit` is the number's. 0: bits of its own */
    uint64_t weight;      /* code = number / weight % radix; 1 of the number's first digit, in their order */
    uint64_t group_codes; /* of the number: the product of the radices, below 2^64 */
};

/* Where items may lie. */
struct layout_room {
    uint64_t begin; /* the first bit that is free: what lies before it is a base's */
    uint64_t end;   /* behind the last one that may be taken; bits up to it that are left over stay together */
    uint64_t size;  /* bytes of the record: windows lie inside */
    bool whole;     /* one word serves the whole record, unless an item is alone */
    uint64_t words; /* the first byte that words may cover: behind what is alone in the base */
};

/* The first bit behind all items, packed from `begin` on; false only when out of memory. Saturates at 2^62. */
bool layout_end(enum layout_mode mode, const struct layout_item *items, size_t count, uint64_t begin, uint64_t *end);

/* Bytes of a record whose last bit is before `end`: rounded up to `align`, a power of two, and at least one. */
uint64_t layout_size(uint64_t end, uint32_t align);

/* The room of a record of `align` bytes whose items end before `end`. */
struct layout_room layout_record(uint64_t begin, uint64_t end, uint32_t align);

/* Places the items in room that reaches at least to layout_end; false only when out of memory. */
bool layout_place(enum layout_mode mode, struct layout_item *items, size_t count, const struct layout_room *room);

#endif
