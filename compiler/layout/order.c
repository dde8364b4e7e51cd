/* SPDX-License-Identifier: MIT */
/*
 * The order of the pieces that may lie anywhere: the cheapest access that a bounded search finds.
 *
 * They stand behind one another without a gap, so the size is the same in every order; orders differ in what accesses
 * cost. Three orders compete (declaration, widest first, paired so that codes meet byte boundaries); the best one of a
 * small record is then improved by exchanging and moving pieces as long as that helps. The presence bits are one piece,
 * and the bits that the last byte (of a record that is one word: the word) has to spare are a gap that may lie
 * anywhere.
 */
#include "layout/packing.h"
#include "layout/window.h"

#include <stdlib.h>
#include <string.h>

enum { SEARCH_MOST_PIECES = 24, SEARCH_MOST_ROUNDS = 8, WIDEST = 64 };

/* What accessing a piece at that bit costs. */
static uint64_t cost_at(const struct packing *packing, const struct piece *piece, uint64_t bit)
{
    if (piece->item < 0) return 0;
    const struct layout_item *item = &packing->items[piece->item];
    if (item->width > 0) return window_cost((uint32_t)bit, item->width, &packing->reach);
    return bit % 8 == 0 ? 0 : item->gain;
}

static uint64_t cost_of(const struct packing *packing, const struct piece *pieces)
{
    uint64_t cost = 0;
    uint64_t bit = packing->begin;
    for (size_t i = 0; i < packing->count; i++) {
        cost += cost_at(packing, &pieces[i], bit);
        bit += pieces[i].bits;
    }
    return cost;
}

/* What a piece costs at least. */
static uint64_t least_of(const struct packing *packing, const struct piece *piece)
{
    return piece->item < 0 ? 0 : window_least_cost(packing->items[piece->item].width);
}

static uint64_t least_cost(const struct packing *packing)
{
    uint64_t cost = 0;
    for (size_t i = 0; i < packing->count; i++) {
        cost += least_of(packing, &packing->pieces[i]);
    }
    return cost;
}

/* Widest first, those of whole bytes before the others; equal ones in order of declaration. */
static void order_by_width(const struct packing *packing, struct piece *ordered)
{
    size_t next = 0;
    for (int whole = 1; whole >= 0; whole--) {
        for (uint64_t width = WIDEST + 1; width > 0; width--) {
            if (width <= WIDEST && (width % 8 == 0) != (whole == 1)) continue;
            for (size_t i = 0; i < packing->count; i++) {
                const struct piece *piece = &packing->pieces[i];
                const uint64_t rank = piece->bits > WIDEST ? WIDEST + 1 : piece->bits;
                if (piece->item < 0 || rank != width || (piece->bits % 8 == 0) != (whole == 1)) continue;
                ordered[next++] = *piece;
            }
        }
    }
    for (size_t i = 0; i < packing->count; i++) {
        if (packing->pieces[i].item < 0) ordered[next++] = packing->pieces[i];
    }
}

/*
 * Takes items off `pool` (sorted by width) so that as many as possible begin or end at a byte boundary: behind a code
 * that ends `residue` bits into a byte comes one that fills the byte, where there is one.
 */
static void order_by_pairs(const struct packing *packing, const struct piece *pool, size_t *heads, size_t *links,
                           struct piece *ordered)
{
    size_t tails[8];
    for (int residue = 0; residue < 8; residue++) heads[residue] = SIZE_MAX;
    for (size_t i = 0; i < packing->count; i++) {
        const uint64_t residue = pool[i].bits % 8;
        links[i] = SIZE_MAX;
        if (heads[residue] == SIZE_MAX) heads[residue] = i;
        else links[tails[residue]] = i;
        tails[residue] = i;
    }
    uint64_t filled = packing->begin % 8; /* bits of the current byte that are taken */
    for (size_t next = 0; next < packing->count; next++) {
        uint64_t residue = (8 - filled) % 8;
        for (uint32_t other = 1; heads[residue] == SIZE_MAX && other <= 8; other++) {
            const uint32_t wanted = other % 8;
            /* At a boundary, begin with a code for which there is another that fills its last byte. */
            const bool paired = heads[(8 - wanted) % 8] != SIZE_MAX;
            if (heads[wanted] != SIZE_MAX && (paired || other == 8)) residue = wanted;
        }
        for (uint32_t other = 1; heads[residue] == SIZE_MAX && other < 8; other++) {
            if (heads[other] != SIZE_MAX) residue = other;
        }
        const size_t taken = heads[residue];
        heads[residue] = links[taken];
        ordered[next] = pool[taken];
        filled = (filled + pool[taken].bits) % 8;
    }
}

static void keep_if_cheaper(struct packing *packing, const struct piece *candidate, uint64_t *best)
{
    const uint64_t cost = cost_of(packing, candidate);
    if (cost >= *best) return;
    *best = cost;
    memcpy(packing->pieces, candidate, packing->count * sizeof *candidate);
}

/* Where the pieces of a small record lie and what each costs, so that a trial computes only what it moves. */
struct standing {
    uint64_t bits[SEARCH_MOST_PIECES + 1];  /* the first bit of each piece, and the end of the last */
    uint64_t costs[SEARCH_MOST_PIECES + 1]; /* of all pieces before each */
    uint64_t least[SEARCH_MOST_PIECES + 1]; /* what these cost at least, wherever they lie */
};

static void stand(const struct packing *packing, struct standing *standing)
{
    standing->bits[0] = packing->begin;
    standing->costs[0] = standing->least[0] = 0;
    for (size_t i = 0; i < packing->count; i++) {
        const struct piece *piece = &packing->pieces[i];
        standing->bits[i + 1] = standing->bits[i] + piece->bits;
        standing->costs[i + 1] = standing->costs[i] + cost_at(packing, piece, standing->bits[i]);
        standing->least[i + 1] = standing->least[i] + least_of(packing, piece);
    }
}

/*
 * What `count` pieces cost, the first of them at `bit`, and at least `cost` together; stops counting where that reaches
 * `enough`.
 */
static uint64_t cost_of_some(const struct packing *packing, const struct piece *pieces, size_t count, uint64_t bit,
                             uint64_t cost, uint64_t enough)
{
    for (size_t i = 0; i < count && cost < enough; i++) {
        cost += cost_at(packing, &pieces[i], bit) - least_of(packing, &pieces[i]);
        bit += pieces[i].bits;
    }
    return cost;
}

/* Whether nothing changes where two pieces are exchanged. */
static bool is_alike(const struct packing *packing, const struct piece *a, const struct piece *b)
{
    if (a->bits != b->bits || a->item < 0 || b->item < 0) return false;
    return packing->items[a->item].width > 0 && packing->items[b->item].width > 0;
}

/*
 * Exchanges pairs of pieces, and moves single ones, as long as that makes the record cheaper. Only what lies between
 * moves.
 */
static void improve(struct packing *packing, struct piece *trial, uint64_t best, uint64_t least)
{
    const size_t count = packing->count;
    struct standing standing;
    stand(packing, &standing);
    for (int round = 0; round < SEARCH_MOST_ROUNDS; round++) {
        const uint64_t before = best;
        for (size_t i = 0; i < count && best > least; i++) {
            for (size_t j = 0; j < count && best > least; j++) {
                const size_t from = i < j ? i : j;
                const size_t to = i < j ? j : i;
                const size_t moved = to - from + 1;
                const uint64_t now = standing.costs[to + 1] - standing.costs[from];
                const uint64_t at_least = standing.least[to + 1] - standing.least[from];
                if (i == j || now <= at_least) continue;
                if (i < j && is_alike(packing, &packing->pieces[i], &packing->pieces[j])) continue;
                memcpy(trial, &packing->pieces[from], moved * sizeof *trial);
                if (i < j) {
                    trial[0] = packing->pieces[j];
                    trial[moved - 1] = packing->pieces[i];
                } else { /* piece i to place j */
                    memmove(&trial[1], &packing->pieces[j], (i - j) * sizeof *trial);
                    trial[0] = packing->pieces[i];
                }
                const uint64_t then = cost_of_some(packing, trial, moved, standing.bits[from], at_least, now);
                if (then >= now) continue;
                memcpy(&packing->pieces[from], trial, moved * sizeof *trial);
                stand(packing, &standing);
                best -= now - then;
            }
        }
        if (best == before || best <= least) return;
    }
}

bool packing_order(struct packing *packing)
{
    uint64_t best = cost_of(packing, packing->pieces);
    const uint64_t least = least_cost(packing);
    if (best <= least || packing->count < 2) return true;
    struct piece *by_width = malloc(packing->count * sizeof *by_width);
    struct piece *paired = malloc(packing->count * sizeof *paired);
    size_t *links = malloc(packing->count * sizeof *links);
    const bool enough = by_width != NULL && paired != NULL && links != NULL;
    if (enough) {
        size_t heads[8];
        order_by_width(packing, by_width);
        order_by_pairs(packing, by_width, heads, links, paired);
        keep_if_cheaper(packing, by_width, &best);
        keep_if_cheaper(packing, paired, &best);
        if (packing->count <= SEARCH_MOST_PIECES) improve(packing, paired, best, least);
    }
    free(by_width);
    free(paired);
    free(links);
    return enough;
}
