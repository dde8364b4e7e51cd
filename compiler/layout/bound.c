/* SPDX-License-Identifier: MIT */
/*
 * Places for the pieces that are bound to a boundary.
 *
 * In descending alignment, so that where all are whole multiples of their alignment there is no gap at all. A gap
 * arises before a piece whose forerunner (or the base) ends elsewhere: it is filled with smaller bound pieces, then
 * with free ones so that as few bits as possible stay empty. There is no gap behind the last piece, so where bits stay
 * empty others are tried as the last.
 *
 * Where bits still stay empty and few pieces matter, all orders are tried: every packing is an order in which each
 * piece lies as low as it can behind the one before, and a set of pieces that ends lower is never worse, so the sets of
 * pieces are tried instead, each with its lowest end. A piece of a multiple of the largest alignment does not matter:
 * it can leave any packing, and come back at the beginning (or a free one at the end), without moving others off their
 * boundaries. Of more pieces, each is tried at every place of the order.
 */
#include "layout/gaps.h"

#include <stdlib.h>
#include <string.h>

enum {
    EXACT_MOST_PIECES = LAYOUT_EXACT_ITEMS + 1,
    LAST_MOST_TRIES = 16,
    MOVED_MOST_PIECES = 40,
    MOVES_MOST_ROUNDS = 4
};

/* Bits that a piece leaves empty before the next multiple of its alignment. */
static uint64_t waste_of(const struct piece *piece)
{
    return packing_round_up(piece->bits, piece->align) - piece->bits;
}

/*
 * Descending alignment; among equals those that leave no gap first, and the largest gap last: there is none behind it.
 */
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

/* Settles the bound pieces in their order, but one of them last (unless a gap wants it). */
static void settle_by_alignment(struct pool *pool, uint64_t begin, size_t last)
{
    uint64_t bit = begin;
    for (size_t i = 0; i <= pool->bound; i++) {
        if (i < pool->bound && pool->order[i] == last) continue;
        const size_t piece = i < pool->bound ? pool->order[i] : last;
        if (pool->taken[piece]) continue;
        const uint32_t align = pool->pieces[piece].align;
        if (bit % align != 0) bit = gaps_fill(pool, bit, packing_round_up(bit, align), i + 1, align);
        if (pool->taken[piece]) continue;
        bit = packing_round_up(bit, align);
        gaps_settle(pool, piece, bit);
        bit = packing_add(bit, pool->pieces[piece].bits);
    }
}

/*
 * The pieces that matter to the size: all but those of whole multiples of the largest alignment. Returns how many,
 * in `matter` if they are few enough.
 */
static size_t choose_pieces(const struct pool *pool, uint64_t begin, size_t matter[MOVED_MOST_PIECES])
{
    const uint32_t align = pool->pieces[pool->order[0]].align;
    size_t count = 0;
    for (size_t i = 0; i < pool->count; i++) {
        if (begin % align == 0 && pool->pieces[i].bits % align == 0) continue;
        if (count < MOVED_MOST_PIECES) matter[count] = i;
        count++;
    }
    return count;
}

/* The bound pieces that do not matter first, then those that do in the order found, up to the last bound one. */
static void settle_order(struct pool *pool, uint64_t begin, const size_t *order, size_t count)
{
    gaps_reset(pool);
    for (size_t i = 0; i < count; i++) pool->taken[order[i]] = true;
    uint64_t bit = begin;
    for (size_t i = 0; i < pool->bound; i++) {
        if (pool->taken[pool->order[i]]) continue;
        gaps_settle(pool, pool->order[i], bit);
        bit += pool->pieces[pool->order[i]].bits;
    }
    size_t used = count;
    while (used > 0 && pool->pieces[order[used - 1]].align == 1) used--;
    for (size_t i = 0; i < count; i++) {
        pool->taken[order[i]] = false;
        if (i >= used) continue;
        const uint64_t at = packing_round_up(bit, pool->pieces[order[i]].align);
        gaps_settle(pool, order[i], at);
        bit = at + pool->pieces[order[i]].bits;
    }
}

/* Tries all orders of a few pieces and settles the best. False only when out of memory. */
static bool settle_exactly(struct pool *pool, uint64_t begin, const size_t *matter, size_t count)
{
    const size_t sets = (size_t)1 << count;
    uint64_t *ends = malloc(sets * sizeof *ends);
    unsigned char *last = malloc(sets);
    if (ends != NULL && last != NULL) {
        ends[0] = begin;
        for (size_t set = 1; set < sets; set++) {
            ends[set] = UINT64_MAX;
            for (size_t i = 0; i < count; i++) {
                if ((set >> i & 1) == 0) continue;
                const struct piece *piece = &pool->pieces[matter[i]];
                const uint64_t before = ends[set & ~((size_t)1 << i)];
                const uint64_t then = packing_round_up(before, piece->align) + piece->bits;
                /* Among equals a free one comes last, so that many are left to be ordered by what they cost. */
                if (then > ends[set] || (then == ends[set] && piece->align > 1)) continue;
                ends[set] = then;
                last[set] = (unsigned char)i;
            }
        }
        size_t order[EXACT_MOST_PIECES];
        size_t place = count;
        /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.ArraySubscript): every set has a last piece */
        for (size_t set = sets - 1; set != 0; set &= ~((size_t)1 << last[set])) order[--place] = matter[last[set]];
        settle_order(pool, begin, order, count);
    }
    const bool enough = ends != NULL && last != NULL;
    free(ends);
    free(last);
    return enough;
}

static uint64_t end_of(const struct pool *pool, uint64_t begin, const size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++)
        begin = packing_round_up(begin, pool->pieces[order[i]].align) + pool->pieces[order[i]].bits;
    return begin;
}

static int compare_places(const void *left, const void *right)
{
    const struct piece *const *a = left;
    const struct piece *const *b = right;
    if ((*a)->bit != (*b)->bit) return (*a)->bit < (*b)->bit ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

/* Moves some pieces, from the order at hand, to where they make the end lower; in every other round exchanges pairs. */
static void settle_by_moves(struct pool *pool, uint64_t begin, const size_t *matter, size_t count)
{
    const struct piece *sorted[MOVED_MOST_PIECES];
    size_t order[MOVED_MOST_PIECES];
    size_t trial[MOVED_MOST_PIECES];
    for (size_t i = 0; i < count; i++) {
        struct piece *piece = &pool->pieces[matter[i]];
        if (!pool->taken[matter[i]]) piece->bit = UINT64_MAX;
        sorted[i] = piece;
    }
    qsort(sorted, count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < count; i++) order[i] = (size_t)(sorted[i] - pool->pieces);
    uint64_t best = end_of(pool, begin, order, count);
    for (int round = 0; round < MOVES_MOST_ROUNDS; round++) {
        for (size_t from = 0; from < count; from++) {
            for (size_t to = 0; to < count; to++) {
                memcpy(trial, order, count * sizeof *order);
                if (round % 2 == 1) trial[from] = order[to];
                else if (from < to) memmove(&trial[from], &order[from + 1], (to - from) * sizeof *order);
                else memmove(&trial[to + 1], &order[to], (from - to) * sizeof *order);
                trial[to] = order[from];
                const uint64_t end = end_of(pool, begin, trial, count);
                if (end >= best) continue;
                best = end;
                memcpy(order, trial, count * sizeof *order);
            }
        }
    }
    settle_order(pool, begin, order, count);
}

/* Takes bits off the end where the gaps could not be filled. False only when out of memory. */
static bool settle_again(struct pool *pool, uint64_t begin)
{
    size_t matter[MOVED_MOST_PIECES];
    const size_t count = choose_pieces(pool, begin, matter);
    if (count <= EXACT_MOST_PIECES) return settle_exactly(pool, begin, matter, count);
    if (count <= MOVED_MOST_PIECES) settle_by_moves(pool, begin, matter, count);
    return true;
}

/* Sorts the bound pieces. */
static bool sort_bound(struct pool *pool)
{
    const struct piece **bound = malloc(pool->count * sizeof *bound);
    if (bound == NULL) return false;
    for (size_t i = 0; i < pool->count; i++) {
        if (pool->pieces[i].align > 1) bound[pool->bound++] = &pool->pieces[i];
    }
    qsort(bound, pool->bound, sizeof *bound, compare_bound);
    for (size_t i = 0; i < pool->bound; i++) pool->order[i] = (size_t)(bound[i] - pool->pieces);
    free(bound);
    return true;
}

/* Settled pieces first, the others as they were. */
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

/* The end of all when `last` is the last of the bound pieces. */
static uint64_t try_last(struct pool *pool, uint64_t begin, size_t last)
{
    uint64_t settled_end;
    uint64_t end;
    gaps_reset(pool);
    settle_by_alignment(pool, begin, last);
    find_ends(pool, begin, &settled_end, &end);
    return end;
}

static bool settle_pool(struct pool *pool, uint64_t *begin)
{
    uint64_t all = *begin; /* where they would end without an empty bit */
    for (size_t i = 0; i < pool->count; i++) all = packing_add(all, pool->pieces[i].bits);
    size_t last = pool->order[pool->bound - 1];
    uint64_t best = try_last(pool, *begin, last);
    if (best > all && best < PACKING_MOST) {
        uint64_t tried = waste_of(&pool->pieces[last]);
        size_t best_last = last;
        int tries = 0;
        for (size_t i = pool->bound - 1; i-- > 0 && tries < LAST_MOST_TRIES && best > all;) {
            const size_t piece = pool->order[i];
            if (pool->pieces[piece].align < pool->pieces[last].align || waste_of(&pool->pieces[piece]) == tried)
                continue;
            tried = waste_of(&pool->pieces[piece]);
            tries++;
            const uint64_t end = try_last(pool, *begin, piece);
            if (end >= best) continue;
            best = end;
            best_last = piece;
        }
        try_last(pool, *begin, best_last);
        if (best > all && !settle_again(pool, *begin)) return false;
    }
    uint64_t end;
    const uint64_t from = *begin;
    find_ends(pool, from, begin, &end);
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
    enough = enough && sort_bound(&pool) && settle_pool(&pool, begin);
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
