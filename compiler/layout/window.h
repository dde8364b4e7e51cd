/* SPDX-License-Identifier: MIT */
/* The loads that read a code: which window serves a place, and what it costs. Internal to the layout. */
#ifndef SLOTGEN_LAYOUT_WINDOW_H
#define SLOTGEN_LAYOUT_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What an access costs, in quarters of an instruction: a getter and a setter together, as gcc and clang compile them
 * for x86-64. Only the order of the numbers matters; tests/bench/cost.sh holds it against what compilers make of it.
 */
enum {
    COST_WHOLE = 8,      /* the slot is all of a word of 1, 2, 4 or 8 bytes: a load; a store */
    COST_END = 28,       /* at the lower or upper end of its word: a load and a mask, or a load and a shift */
    COST_MIDDLE = 32,    /* a load, a shift and a mask */
    COST_TWO_LOADS = 60, /* words of 3, 5, 6 and 7 bytes */
    COST_NINE = 80,      /* an eight-byte word and the byte behind it */
    COST_UNALIGNED = 1   /* a word that is not at a multiple of its size within the record */
};

struct window {
    uint32_t byte;  /* its first byte */
    unsigned bytes; /* 1..9; 0 for a code without bits */
    unsigned cost;
};

/* The bytes of a record that the words of a slot may cover: those between what is alone, or all. */
struct reach {
    uint64_t begin, end;
    bool whole; /* one word serves the whole record */
};

/* The cheapest window for bits bit..bit+width-1, which lie within reach. */
struct window window_choose(uint32_t bit, unsigned width, const struct reach *reach);

/* The cost of that window, faster. */
unsigned window_cost(uint32_t bit, unsigned width, const struct reach *reach);

enum { WINDOW_MOST_EQUAL = 8 };

/*
 * The windows that take as many instructions as `window`, which window_choose gave, itself the first of them. Those of
 * eight bytes count as dearer than smaller ones, as their masks are, all but bytes for a single bit, and longer shifts
 * than one that adding a bias does on the way. Returns how many there are.
 */
size_t window_list(uint32_t bit, unsigned width, const struct reach *reach, struct window window,
                   struct window list[WINDOW_MOST_EQUAL]);

/* A lower bound of the cost of a slot of that width wherever it lies. */
static inline unsigned window_least_cost(unsigned width)
{
    if (width == 0) return 0;
    return width == 8 || width == 16 || width == 32 || width == 64 ? COST_WHOLE : COST_END;
}

#endif
