/* SPDX-License-Identifier: MIT-0 */
/* How many instances the blocks of a pool have: asked by the compiler too, as generated code knows it. */
#ifndef SLOTGEN_POOL_BLOCKS_H
#define SLOTGEN_POOL_BLOCKS_H

#include <slotgen/core.h>

/*
 * The block_shift of all pools of a class, a constant in generated code. The least that costs a third of
 * a percent beside the instances, so that a pool of few is small, or what costs least for all that the capacity allows.
 */
static inline uint32_t slot_pool_block_shift(uint32_t stride, uint32_t capacity, uint32_t align)
{
    enum {
        SHIFT_MAX = 12,       /* 64 words of bits: one word summarises them */
        BYTES_MAX = 80 << 10, /* below what allocators round up to pages; small enough to waste little at the end */
        COST = 32             /* about what a block takes beside instances and bits: links, directories, headers */
    };
    /* A block's bits take up to one more alignment, which is to stay below 1/256 of a block too. */
    const uint64_t most_bytes = align > BYTES_MAX / 256 ? align * UINT64_C(256) : SLOT_CAST(uint64_t, BYTES_MAX);
    const uint32_t block_cost = align > COST ? align : SLOT_CAST(uint32_t, COST);
    const uint64_t cheap = SLOT_CAST(uint64_t, capacity) * stride / 300 * 301;
    uint64_t least = UINT64_MAX;
    uint32_t best = 0;
    for (uint32_t shift = 0; shift <= SHIFT_MAX && least > cheap; shift++) {
        const uint64_t places = UINT64_C(1) << shift;
        if (shift > 0 && (places * stride > most_bytes || places / 2 >= capacity)) break;
        const uint64_t blocks = (capacity + places - 1) / places;
        const uint64_t cost = blocks * block_cost + (places < capacity ? blocks * places : capacity) * stride;
        if (cost > least) continue;
        least = cost;
        best = shift;
    }
    return best;
}

#endif
