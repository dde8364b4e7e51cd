/* SPDX-License-Identifier: MIT */
/* Pieces being settled, and what fills the gaps before those that are bound. Internal to compiler/layout. */
#ifndef SLOTGEN_LAYOUT_GAPS_H
#define SLOTGEN_LAYOUT_GAPS_H

#include "layout/packing.h"

enum { GAP_WIDEST = 63 };

/* The pieces of one class while they are settled. `next` chains the free ones of one width (those above 63: slot 0). */
struct pool {
    struct piece *pieces;
    size_t *order; /* the bound ones, sorted */
    size_t count;
    size_t bound; /* how many are bound */
    size_t *next;
    size_t heads[GAP_WIDEST + 1];
    size_t counts[GAP_WIDEST + 1];
    bool *taken;
    size_t *settled; /* their indices */
    size_t settled_count;
};

/* Nothing is settled: the free pieces are listed by width. */
void gaps_reset(struct pool *pool);

void gaps_settle(struct pool *pool, size_t piece, uint64_t bit);

/*
 * Fills the gap from `bit` to `end`, a multiple of `align`, with bound pieces from the `from`-th on, which are less
 * aligned, and with free ones. Returns where they end: as near to a multiple of `align` as could be found, which may
 * lie behind `end`.
 */
uint64_t gaps_fill(struct pool *pool, uint64_t bit, uint64_t end, size_t from, uint32_t align);

#endif
