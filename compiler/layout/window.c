/* SPDX-License-Identifier: MIT */
/* Windows: see window.h. Pure functions. */
#include "layout/window.h"

/* A shift by up to so many bits and the addition of a bias are one instruction. */
enum { FREE_SHIFT_MOST = 3 };

static bool is_word(unsigned bytes)
{
    return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
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

unsigned window_cost(uint32_t bit, unsigned width, const struct reach *reach)
{
    static const unsigned char words[] = {0, 1, 2, 4, 4, 8, 8, 8, 8}; /* the smallest that holds so many bytes */
    if (width == 0) return 0;
    const uint64_t size = reach->end - reach->begin;
    if (reach->whole) return cost_in_word(bit, width, 0, (unsigned)size);
    const uint32_t first = bit / 8;
    const uint32_t last = (bit + width - 1) / 8;
    const unsigned span = last - first + 1;
    if (span > 8) return COST_NINE;
    const unsigned bytes = words[span];
    if (bytes > size) return COST_TWO_LOADS;
    if (width == bytes * 8) return COST_WHOLE + ((first & (bytes - 1)) != 0 ? COST_UNALIGNED : 0);
    const bool at_first = first + bytes <= reach->end;     /* a word that begins with the first byte */
    const bool at_last = last + 1 >= reach->begin + bytes; /* one that ends with the last */
    const bool is_low = bit % 8 == 0 && at_first;
    const bool is_high = (bit + width) % 8 == 0 && at_last;
    const bool is_aligned = (is_low && (first & (bytes - 1)) == 0) || (is_high && ((last + 1) & (bytes - 1)) == 0);
    if (is_low || is_high) return COST_END + (is_aligned ? 0 : COST_UNALIGNED);
    const uint32_t lowest = at_last ? last + 1 - bytes : (uint32_t)reach->begin;
    const uint32_t highest = at_first ? first : (uint32_t)(reach->end - bytes);
    const uint32_t aligned = (lowest + bytes - 1) & ~(bytes - 1);
    return COST_MIDDLE + (aligned <= highest ? 0 : COST_UNALIGNED);
}

size_t window_list(uint32_t bit, unsigned width, const struct reach *reach, struct window window,
                   struct window list[WINDOW_MOST_EQUAL])
{
    size_t count = 0;
    list[count++] = window;
    if (reach->whole || !is_word(window.bytes)) return count;
    const uint32_t first = bit / 8;
    const uint32_t last = (bit + width - 1) / 8;
    const unsigned most = window.cost - window.cost % 4 + COST_UNALIGNED;
    const unsigned shift = bit - window.byte * 8;
    const bool is_free_shift = shift > 0 && shift <= FREE_SHIFT_MOST;
    const unsigned widest = window.bytes > 4 ? 8 : width == 1 ? window.bytes : 4;
    for (unsigned bytes = window.bytes; bytes <= widest; bytes *= 2) {
        uint32_t byte = last + 1 < reach->begin + bytes ? (uint32_t)reach->begin : last + 1 - bytes;
        for (; byte <= first && byte + bytes <= reach->end && count < WINDOW_MOST_EQUAL; byte++) {
            const struct window other = {byte, bytes, cost_in_word(bit, width, byte, bytes)};
            if (is_free_shift && bit - byte * 8 > FREE_SHIFT_MOST) continue;
            if (other.cost <= most && (byte != window.byte || bytes != window.bytes)) list[count++] = other;
        }
    }
    return count;
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
