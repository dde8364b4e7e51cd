/* SPDX-License-Identifier: MIT */
/* Windows: see window.h. Pure functions. */
#include "layout/window.h"

static bool is_word(unsigned bytes)
{
    return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
}

unsigned window_least_cost(unsigned width)
{
    if (width == 0) return 0;
    return width % 8 == 0 && is_word(width / 8) ? COST_WHOLE : COST_END;
}

static unsigned cost_in_word(uint32_t bit, unsigned width, uint32_t byte, unsigned bytes)
{
    const unsigned shift = bit - byte * 8;
    unsigned cost = COST_MIDDLE;
    if (width == bytes * 8) cost = COST_WHOLE;
    else if (shift == 0 || shift + width == bytes * 8) cost = COST_END;
    return cost + (byte % bytes != 0 ? COST_UNALIGNED : 0);
}

/* The best place for a word of `bytes` bytes, as many as are within reach. */
static struct window place_word(uint32_t bit, unsigned width, const struct reach *reach, unsigned bytes)
{
    const uint32_t first = bit / 8;
    const uint32_t last = (bit + width - 1) / 8;
    const uint32_t lowest = last + 1 < reach->begin + bytes ? (uint32_t)reach->begin : last + 1 - bytes;
    const uint32_t highest = first < reach->end - bytes ? first : (uint32_t)(reach->end - bytes);
    const unsigned least = width == bytes * 8 ? COST_WHOLE : COST_END;
    struct window best = {highest, bytes, cost_in_word(bit, width, highest, bytes)};
    for (uint32_t byte = lowest; byte < highest && best.cost > least; byte++) {
        const unsigned cost = cost_in_word(bit, width, byte, bytes);
        if (cost < best.cost) best = (struct window){byte, bytes, cost};
    }
    return best;
}

struct window window_choose(uint32_t bit, unsigned width, const struct reach *reach)
{
    if (width == 0) return (struct window){0, 0, 0};
    const uint64_t size = reach->end - reach->begin;
    if (reach->whole) return (struct window){0, (unsigned)size, cost_in_word(bit, width, 0, (unsigned)size)};
    const uint32_t first = bit / 8;
    const unsigned span = (bit + width - 1) / 8 - first + 1;
    for (unsigned bytes = 1; bytes <= 8; bytes *= 2) {
        if (bytes >= span && bytes <= size) return place_word(bit, width, reach, bytes);
    }
    if (span == 9) return (struct window){first, 9, COST_NINE};
    return (struct window){first, span, COST_TWO_LOADS};
}
