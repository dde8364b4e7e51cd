/* SPDX-License-Identifier: MIT */
/* The loads that read a code: which window serves a place, and what it costs. Internal to the layout. */
#ifndef SLOTGEN_LAYOUT_WINDOW_H
#define SLOTGEN_LAYOUT_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What an access costs, in quarters of an instruction: a getter and a setter together, as gcc and clang compile them
 * for x86-64. Only the order of the numbers matters.
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

/* A lower bound of the cost of a slot of that width wherever it lies. */
unsigned window_least_cost(unsigned width);

#endif
