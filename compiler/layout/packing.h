/* SPDX-License-Identifier: MIT */
/* What the files of the layout share. Internal to compiler/layout. */
#ifndef SLOTGEN_LAYOUT_PACKING_H
#define SLOTGEN_LAYOUT_PACKING_H

#include "layout/layout.h"
#include "layout/window.h"

enum { PIECE_PRESENCE = -1, PIECE_GAP = -2 };

/* Something that takes bits: an item by its index, the block of all presence bits, or the bits that are left over. */
struct piece {
    int64_t item;
    uint64_t bits;
    uint32_t align;
    uint64_t bit; /* once it is settled */
};

/* Pieces that lie behind one another without a gap, in that order. */
struct packing {
    const struct layout_item *items;
    struct piece *pieces;
    size_t count;
    uint64_t begin;     /* where the first one begins */
    struct reach reach; /* the bytes that words may cover */
};

/* Sums and products of sizes stop here, so that nothing wraps. */
#define PACKING_MOST (UINT64_C(1) << 62)

static inline uint64_t packing_add(uint64_t a, uint64_t b)
{
    return b > PACKING_MOST || a > PACKING_MOST - b ? PACKING_MOST : a + b;
}

/* The first multiple of `align`, a power of two, that is not below `bit`. */
static inline uint64_t packing_round_up(uint64_t bit, uint32_t align)
{
    return (bit + align - 1) & ~(uint64_t)(align - 1);
}

/* layout_end and layout_place of each mode: compact.c, declared.c. */
bool compact_end(const struct layout_item *items, size_t count, uint64_t begin, uint64_t *end);
bool compact_place(struct layout_item *items, size_t count, const struct layout_room *room);
uint64_t declared_end(const struct layout_item *items, size_t count, uint64_t begin);
void declared_place(struct layout_item *items, size_t count, const struct layout_room *room);

/*
 * Gives the pieces that are bound to a boundary their places from *begin on, and so the others that fill the gaps
 * before them. They become the first *settled pieces; the others follow in the order in which they were and begin at
 * *begin. False only when out of memory.
 */
bool packing_settle(struct piece *pieces, size_t count, uint64_t *begin, size_t *settled);

/* Finds the order in which accesses cost least; false only when out of memory. */
bool packing_order(struct packing *packing);

#endif
