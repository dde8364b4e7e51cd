/* SPDX-License-Identifier: MIT */
/*
 * Fills the gap before a piece that is bound to a boundary, so that as few bits as possible stay empty.
 *
 * A bounded effort for each gap: a few dozen bound pieces and wide free ones are tried; of the free ones up to 63 bits
 * all sums are, by their number of each width.
 */
#include "layout/gaps.h"

#include <string.h>

enum { GAP_MOST_TRIES = 64, MODULUS_MOST = 64 };

void gaps_reset(struct pool *pool)
{
    pool->settled_count = 0;
    memset(pool->taken, 0, pool->count * sizeof *pool->taken);
    for (size_t width = 0; width <= GAP_WIDEST; width++) {
        pool->heads[width] = SIZE_MAX;
        pool->counts[width] = 0;
    }
    for (size_t i = pool->count; i-- > 0;) { /* the first of a width becomes its head */
        const struct piece *piece = &pool->pieces[i];
        if (piece->align > 1) continue;
        const size_t width = piece->bits <= GAP_WIDEST ? (size_t)piece->bits : 0;
        pool->next[i] = pool->heads[width];
        pool->heads[width] = i;
        pool->counts[width]++;
    }
}

void gaps_settle(struct pool *pool, size_t piece, uint64_t bit)
{
    pool->pieces[piece].bit = bit;
    pool->taken[piece] = true;
    pool->settled[pool->settled_count++] = piece;
}

/* The free piece of that width (0: the next one above 63 bits) that comes first. */
static size_t take_free(struct pool *pool, unsigned width)
{
    const size_t piece = pool->heads[width];
    pool->heads[width] = pool->next[piece];
    pool->counts[width]--;
    return piece;
}

/*
 * Fills at most 63 bits from `bit` on with free pieces so that as few as possible stay empty, the widest ones first:
 * reach[w] has bit s set where pieces of widths up to w can take s bits together. Returns where they end; with
 * `only_all` it takes nothing unless that is `end`.
 */
static uint64_t fill_within(struct pool *pool, uint64_t bit, uint64_t end, bool only_all)
{
    const unsigned room = (unsigned)(end - bit);
    uint64_t reach[GAP_WIDEST + 1] = {1};
    for (unsigned width = 1; width <= room; width++) {
        reach[width] = reach[width - 1];
        for (unsigned k = 1; k <= pool->counts[width] && k * width <= room; k++)
            reach[width] |= reach[width - 1] << k * width;
    }
    unsigned sum = room;
    while ((reach[room] >> sum & 1) == 0) sum--;
    if (only_all && sum < room) return bit;
    for (unsigned width = room; width > 0; width--) {
        unsigned most = sum / width < pool->counts[width] ? sum / width : (unsigned)pool->counts[width];
        while ((reach[width - 1] >> (sum - most * width) & 1) == 0) most--;
        for (; most > 0; most--) {
            gaps_settle(pool, take_free(pool, width), bit);
            bit += width;
            sum -= width;
        }
    }
    return bit;
}

/* Takes a free piece whose bits leave that residue, preferably a narrow one. */
static size_t take_residue(struct pool *pool, unsigned modulus, unsigned residue)
{
    for (unsigned width = residue; width <= GAP_WIDEST; width += modulus) {
        if (pool->counts[width] > 0) return take_free(pool, width);
    }
    size_t *link = &pool->heads[0];
    while (pool->pieces[*link].bits % modulus != residue) link = &pool->next[*link];
    const size_t piece = *link;
    *link = pool->next[piece];
    pool->counts[0]--;
    return piece;
}

/*
 * Fills a gap with free pieces that may reach beyond it, to another multiple of `modulus`, as few of them as possible:
 * least[c][r] pieces of residues up to c, uses[c][r] of them of residue c, leave r. Returns where they end, or `bit`.
 */
static uint64_t fill_beyond(struct pool *pool, uint64_t bit, uint64_t end, unsigned modulus)
{
    enum { NONE = 255, MOST_OF_A_RESIDUE = 7 };
    unsigned char least[MODULUS_MOST][MODULUS_MOST];
    unsigned char uses[MODULUS_MOST][MODULUS_MOST];
    size_t counts[MODULUS_MOST] = {0};
    for (unsigned width = 1; width <= GAP_WIDEST; width++) counts[width % modulus] += pool->counts[width];
    size_t piece = pool->heads[0];
    for (int tries = 0; piece != SIZE_MAX && tries < GAP_MOST_TRIES; tries++, piece = pool->next[piece])
        counts[pool->pieces[piece].bits % modulus]++;
    memset(least, NONE, sizeof least);
    memset(uses, 0, sizeof uses);
    least[0][0] = 0;
    for (unsigned residue = 1; residue < modulus; residue++) {
        memcpy(least[residue], least[residue - 1], modulus);
        for (unsigned k = 1; k <= counts[residue] && k <= MOST_OF_A_RESIDUE; k++) {
            for (unsigned before = 0; before < modulus; before++) {
                const unsigned sum = (before + k * residue) % modulus;
                if (least[residue - 1][before] == NONE || least[residue - 1][before] + k >= least[residue][sum])
                    continue;
                least[residue][sum] = (unsigned char)(least[residue - 1][before] + k);
                uses[residue][sum] = (unsigned char)k;
            }
        }
    }
    unsigned sum = (unsigned)((end - bit) % modulus);
    if (least[modulus - 1][sum] == NONE) return bit;
    for (unsigned residue = modulus - 1; residue > 0; residue--) {
        const unsigned k = uses[residue][sum];
        for (unsigned i = 0; i < k; i++) {
            const size_t taken = take_residue(pool, modulus, residue);
            gaps_settle(pool, taken, bit);
            bit += pool->pieces[taken].bits;
        }
        sum = (sum + modulus * k - k * residue) % modulus;
    }
    return bit;
}

/* Takes the free pieces above 63 bits that fit the gap; returns where they end. */
static uint64_t fill_with_wide(struct pool *pool, uint64_t bit, uint64_t end)
{
    size_t *link = &pool->heads[0];
    for (int tries = 0; *link != SIZE_MAX && tries < GAP_MOST_TRIES; tries++) {
        const size_t piece = *link;
        if (pool->pieces[piece].bits > end - bit) {
            link = &pool->next[piece];
            continue;
        }
        *link = pool->next[piece];
        pool->counts[0]--;
        gaps_settle(pool, piece, bit);
        bit += pool->pieces[piece].bits;
    }
    return bit;
}

/*
 * Fills the gap from `bit` to `end` with free pieces. They may end at another multiple of `align` behind it, unless
 * that is 1. Returns where they end.
 */
static uint64_t fill_free(struct pool *pool, uint64_t bit, uint64_t end, uint32_t align)
{
    bit = fill_with_wide(pool, bit, end);
    for (unsigned width = GAP_WIDEST; width > 0 && end - bit > GAP_WIDEST; width--) {
        while (pool->counts[width] > 0 && end - bit > GAP_WIDEST) {
            gaps_settle(pool, take_free(pool, width), bit);
            bit += width;
        }
    }
    if (bit == end || end - bit > GAP_WIDEST) return bit;
    const unsigned modulus = align < MODULUS_MOST ? align : MODULUS_MOST;
    uint64_t filled = fill_within(pool, bit, end, align > 1);
    if (align > 1 && filled == bit) {
        filled = fill_beyond(pool, bit, end, modulus);
        if (filled == bit) filled = fill_within(pool, bit, end, false);
    }
    return filled;
}

uint64_t gaps_fill(struct pool *pool, uint64_t bit, uint64_t end, size_t from, uint32_t align)
{
    for (size_t i = from, tries = 0; i < pool->bound && end - bit >= 8 && tries < GAP_MOST_TRIES; i++, tries++) {
        const size_t candidate = pool->order[i];
        if (pool->taken[candidate]) continue;
        const uint64_t at = packing_round_up(bit, pool->pieces[candidate].align);
        if (at >= end || pool->pieces[candidate].bits > end - at) continue;
        gaps_settle(pool, candidate, at);
        if (at > bit) fill_free(pool, bit, at, 1);
        bit = at + pool->pieces[candidate].bits;
    }
    return end > bit ? fill_free(pool, bit, end, align) : bit;
}
