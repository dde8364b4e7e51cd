/* SPDX-License-Identifier: MIT */
/*
 * Places for the pieces that are bound to a boundary.
 *
 * In descending alignment, so that where all are whole multiples of their alignment there is no gap at all. A gap arises
 * before a piece whose forerunner (or the base) ends elsewhere: it is filled with smaller bound pieces, then with free
 * ones so that as few bits as possible stay empty. Where that leaves bits empty in a small record, all orders are tried:
 * every packing is an order in which each piece lies as low as it can behind the one before, and a set of pieces that
 * ends lower is never worse, so the sets of pieces are tried instead, each with its lowest end.
 */
#include "layout/packing.h"

#include <stdlib.h>
#include <string.h>

enum { EXACT_MOST_PIECES = LAYOUT_EXACT_ITEMS + 1, GAP_WIDEST = 63, GAP_MOST_TRIES = 64 };

/* The pieces of one class while they are settled. `next` chains the free ones of one width (those above 63: slot 0). */
struct pool {
    struct piece *pieces;
    size_t *order; /* the bound ones as they will lie, then the free ones as they were */
    size_t count;
    size_t bound; /* how many are bound */
    size_t *next;
    size_t heads[GAP_WIDEST + 1];
    size_t counts[GAP_WIDEST + 1];
    bool *taken;
    size_t *settled; /* in the order of their places */
    size_t settled_count;
};

/* Bits that a piece leaves empty before the next multiple of its alignment. */
static uint64_t waste_of(const struct piece *piece)
{
    return packing_round_up(piece->bits, piece->align) - piece->bits;
}

/* Descending alignment; among equals those that leave no gap first, and the largest gap last: there is none behind it. */
static int compare_bound(const void *left, const void *right)
{
    const struct piece *const *a = left;
    const struct piece *const *b = right;
    if ((*a)->align != (*b)->align) return (*a)->align > (*b)->align ? -1 : 1;
    const uint64_t waste_a = waste_of(*a);
    const uint64_t waste_b = waste_of(*b);
    if (waste_a != waste_b) return waste_a < waste_b ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

static void settle(struct pool *pool, size_t piece, uint64_t bit)
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
 * reach[w] has bit s set where pieces of widths up to w can take s bits together. Returns where they end.
 */
static uint64_t fill_exactly(struct pool *pool, uint64_t bit, uint64_t end)
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
    for (unsigned width = room; width > 0; width--) {
        unsigned most = sum / width < pool->counts[width] ? sum / width : (unsigned)pool->counts[width];
        while ((reach[width - 1] >> (sum - most * width) & 1) == 0) most--;
        for (; most > 0; most--) {
            settle(pool, take_free(pool, width), bit);
            bit += width;
            sum -= width;
        }
    }
    return bit;
}

/* Fills the gap from `bit` to `end` with free pieces. */
static void fill_free(struct pool *pool, uint64_t bit, uint64_t end)
{
    for (int tries = 0; pool->heads[0] != SIZE_MAX && tries < GAP_MOST_TRIES; tries++) {
        size_t *link = &pool->heads[0];
        while (*link != SIZE_MAX && pool->pieces[*link].bits > end - bit && tries++ < GAP_MOST_TRIES)
            link = &pool->next[*link];
        if (*link == SIZE_MAX || pool->pieces[*link].bits > end - bit) break;
        const size_t piece = *link;
        *link = pool->next[piece];
        pool->counts[0]--;
        settle(pool, piece, bit);
        bit += pool->pieces[piece].bits;
    }
    for (unsigned width = GAP_WIDEST; width > 0 && end - bit > GAP_WIDEST; width--) {
        while (pool->counts[width] > 0 && end - bit > GAP_WIDEST) {
            settle(pool, take_free(pool, width), bit);
            bit += width;
        }
    }
    if (end > bit && end - bit <= GAP_WIDEST) fill_exactly(pool, bit, end);
}

/* Fills the gap from `bit` to `end` with bound pieces from the `from`-th on, which are less aligned, and with free ones. */
static void fill_gap(struct pool *pool, uint64_t bit, uint64_t end, size_t from)
{
    for (size_t i = from, tries = 0; i < pool->bound && end - bit >= 8 && tries < GAP_MOST_TRIES; i++, tries++) {
        const size_t candidate = pool->order[i];
        if (pool->taken[candidate]) continue;
        const uint64_t at = packing_round_up(bit, pool->pieces[candidate].align);
        if (at >= end || pool->pieces[candidate].bits > end - at) continue;
        settle(pool, candidate, at);
        if (at > bit) fill_free(pool, bit, at);
        bit = at + pool->pieces[candidate].bits;
    }
    if (end > bit) fill_free(pool, bit, end);
}

/* Returns where the bound pieces end. */
static uint64_t settle_by_alignment(struct pool *pool, uint64_t begin)
{
    uint64_t bit = begin;
    for (size_t i = 0; i < pool->bound; i++) {
        const size_t piece = pool->order[i];
        if (pool->taken[piece]) continue;
        const uint64_t at = packing_round_up(bit, pool->pieces[piece].align);
        if (at > bit) fill_gap(pool, bit, at, i + 1);
        settle(pool, piece, at);
        bit = packing_add(at, pool->pieces[piece].bits);
    }
    return bit;
}

/* Whether a packing that ends lower was found among all orders of the pieces; `end` is that of the one at hand. */
static bool settle_exactly(struct pool *pool, uint64_t begin, uint64_t end, bool *found)
{
    const size_t count = pool->count;
    const size_t sets = (size_t)1 << count;
    uint64_t *ends = malloc(sets * sizeof *ends);
    unsigned char *last = malloc(sets);
    *found = false;
    if (ends == NULL || last == NULL) {
        free(ends);
        free(last);
        return false;
    }
    ends[0] = begin;
    for (size_t set = 1; set < sets; set++) {
        ends[set] = UINT64_MAX;
        for (size_t i = 0; i < count; i++) {
            if ((set >> i & 1) == 0) continue;
            const struct piece *piece = &pool->pieces[i];
            const uint64_t before = ends[set & ~((size_t)1 << i)];
            const uint64_t then = packing_add(packing_round_up(before, piece->align), piece->bits);
            /* Among equals a free one comes last, so that many are left to be ordered by what they cost. */
            if (then > ends[set] || (then == ends[set] && piece->align > 1)) continue;
            ends[set] = then;
            last[set] = (unsigned char)i;
        }
    }
    *found = ends[sets - 1] < end;
    if (*found) {
        size_t place = count;
        for (size_t set = sets - 1; set != 0; set &= ~((size_t)1 << last[set])) {
            const struct piece *piece = &pool->pieces[last[set]];
            pool->settled[--place] = last[set];
            pool->pieces[last[set]].bit = ends[set] - piece->bits;
        }
        pool->settled_count = count;
        while (pool->pieces[pool->settled[pool->settled_count - 1]].align == 1) pool->settled_count--;
        memset(pool->taken, 0, count * sizeof *pool->taken);
        for (size_t i = 0; i < pool->settled_count; i++) pool->taken[pool->settled[i]] = true;
    }
    free(ends);
    free(last);
    return true;
}

/* Sorts the bound pieces and lists the free ones by width. */
static bool sort_pieces(struct pool *pool)
{
    const struct piece **bound = malloc(pool->count * sizeof *bound);
    if (bound == NULL) return false;
    for (size_t width = 0; width <= GAP_WIDEST; width++) {
        pool->heads[width] = SIZE_MAX;
        pool->counts[width] = 0;
    }
    for (size_t i = 0; i < pool->count; i++) {
        if (pool->pieces[i].align > 1) bound[pool->bound++] = &pool->pieces[i];
    }
    qsort(bound, pool->bound, sizeof *bound, compare_bound);
    for (size_t i = 0; i < pool->bound; i++) pool->order[i] = (size_t)(bound[i] - pool->pieces);
    for (size_t i = pool->count; i-- > 0;) { /* the first of a width becomes its head */
        const struct piece *piece = &pool->pieces[i];
        if (piece->align > 1) continue;
        const size_t width = piece->bits <= GAP_WIDEST ? (size_t)piece->bits : 0;
        pool->next[i] = pool->heads[width];
        pool->heads[width] = i;
        pool->counts[width]++;
    }
    free(bound);
    return true;
}

/* Settled pieces first, in the order of their places, the others as they were. */
static void reorder(const struct pool *pool, struct piece *copy)
{
    memcpy(copy, pool->pieces, pool->count * sizeof *copy);
    size_t place = 0;
    for (; place < pool->settled_count; place++) pool->pieces[place] = copy[pool->settled[place]];
    for (size_t i = 0; i < pool->count; i++) {
        if (!pool->taken[i]) pool->pieces[place++] = copy[i];
    }
}

/* Where the pieces end that are settled, and where all would. */
static void find_ends(const struct pool *pool, uint64_t begin, uint64_t *settled_end, uint64_t *end)
{
    *settled_end = begin;
    for (size_t i = 0; i < pool->settled_count; i++) {
        const struct piece *piece = &pool->pieces[pool->settled[i]];
        const uint64_t behind = packing_add(piece->bit, piece->bits);
        if (behind > *settled_end) *settled_end = behind;
    }
    *end = *settled_end;
    for (size_t i = 0; i < pool->count; i++) {
        if (!pool->taken[i]) *end = packing_add(*end, pool->pieces[i].bits);
    }
}

static bool settle_pool(struct pool *pool, uint64_t *begin)
{
    uint64_t all = *begin; /* where they would end without an empty bit */
    uint64_t settled_end;
    uint64_t end;
    for (size_t i = 0; i < pool->count; i++) all = packing_add(all, pool->pieces[i].bits);
    settle_by_alignment(pool, *begin);
    find_ends(pool, *begin, &settled_end, &end);
    if (end > all && end < PACKING_MOST && pool->count <= EXACT_MOST_PIECES) {
        bool found;
        if (!settle_exactly(pool, *begin, end, &found)) return false;
        if (found) find_ends(pool, *begin, &settled_end, &end);
    }
    *begin = settled_end;
    return true;
}

bool packing_settle(struct piece *pieces, size_t count, uint64_t *begin, size_t *settled)
{
    *settled = 0;
    struct pool pool = {.pieces = pieces, .count = count};
    bool is_bound = false;
    for (size_t i = 0; i < count; i++) is_bound = is_bound || pieces[i].align > 1;
    if (!is_bound) return true;
    pool.order = malloc(count * sizeof *pool.order);
    pool.next = malloc(count * sizeof *pool.next);
    pool.settled = malloc(count * sizeof *pool.settled);
    pool.taken = calloc(count, sizeof *pool.taken);
    struct piece *copy = malloc(count * sizeof *copy);
    bool enough = pool.order != NULL && pool.next != NULL && pool.settled != NULL && pool.taken != NULL && copy != NULL;
    enough = enough && sort_pieces(&pool) && settle_pool(&pool, begin);
    if (enough) {
        reorder(&pool, copy);
        *settled = pool.settled_count;
    }
    free(pool.order);
    free(pool.next);
    free(pool.settled);
    free(pool.taken);
    free(copy);
    return enough;
}
