/* SPDX-License-Identifier: MIT */
/*
 * The compact layout: the fewest bytes, then the cheapest access that a bounded search finds.
 *
 * Codes stand behind one another without a gap, so the size is optimal in every order; orders differ in what accesses
 * cost. Three orders compete (declaration, widest first, paired so that codes meet byte boundaries); the best one of a
 * small record is then improved by exchanging and moving items as long as that helps. The presence bits are one block, and
 * the bits that the last byte (of a record that is one word: the word) has to spare are a gap that may lie anywhere.
 */
#include "layout/layout.h"
#include "layout/window.h"

#include <stdlib.h>
#include <string.h>

enum { ITEM_PRESENCE = -1, ITEM_GAP = -2 };
enum { SEARCH_MOST_ITEMS = 24, SEARCH_MOST_ROUNDS = 8, WIDEST = 64 };

/* Something that takes bits: a slot's code by its index, the block of presence bits, or the gap. */
struct item {
    int64_t slot;
    uint32_t width;
};

struct packing {
    struct item *items;
    size_t count;
    uint64_t size; /* bytes of the record */
    bool whole;    /* one word serves the whole record */
};

uint64_t layout_bits(const struct layout_slot *slots, size_t count)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++) bits += slots[i].width + (slots[i].presence_bit ? 1u : 0u);
    return bits;
}

uint64_t layout_size(const struct layout_slot *slots, size_t count, uint32_t align)
{
    uint64_t bytes = (layout_bits(slots, count) + 7) / 8;
    if (bytes == 0) bytes = 1;
    return (bytes + align - 1) / align * align;
}

static uint64_t cost_of(const struct packing *packing, const struct item *items)
{
    uint64_t cost = 0;
    uint32_t bit = 0;
    for (size_t i = 0; i < packing->count; i++) {
        if (items[i].slot >= 0) cost += window_choose(bit, items[i].width, packing->size, packing->whole).cost;
        bit += items[i].width;
    }
    return cost;
}

static uint64_t least_cost(const struct packing *packing)
{
    uint64_t cost = 0;
    for (size_t i = 0; i < packing->count; i++) {
        if (packing->items[i].slot >= 0) cost += window_least_cost(packing->items[i].width);
    }
    return cost;
}

/* Widest first, those of whole bytes before the others; equal ones in order of declaration. */
static void order_by_width(const struct packing *packing, struct item *ordered)
{
    size_t next = 0;
    for (int whole = 1; whole >= 0; whole--) {
        for (uint32_t width = WIDEST; width > 0; width--) {
            if ((width % 8 == 0) != (whole == 1)) continue;
            for (size_t i = 0; i < packing->count; i++) {
                const struct item *item = &packing->items[i];
                const uint32_t rank = item->width > WIDEST ? WIDEST - 1 : item->width;
                if (item->slot >= 0 && rank == width) ordered[next++] = *item;
            }
        }
    }
    for (size_t i = 0; i < packing->count; i++) {
        if (packing->items[i].slot < 0) ordered[next++] = packing->items[i];
    }
}

/*
 * Takes items off `pool` (sorted by width) so that as many as possible begin or end at a byte boundary: behind a code
 * that ends `residue` bits into a byte comes one that fills the byte, where there is one.
 */
static void order_by_pairs(const struct packing *packing, const struct item *pool, size_t *heads, size_t *links,
                           struct item *ordered)
{
    size_t tails[8];
    for (int residue = 0; residue < 8; residue++) heads[residue] = SIZE_MAX;
    for (size_t i = 0; i < packing->count; i++) {
        const uint32_t residue = pool[i].width % 8;
        links[i] = SIZE_MAX;
        if (heads[residue] == SIZE_MAX) heads[residue] = i;
        else links[tails[residue]] = i;
        tails[residue] = i;
    }
    uint32_t filled = 0; /* bits of the current byte that are taken */
    for (size_t next = 0; next < packing->count; next++) {
        uint32_t residue = (8 - filled) % 8;
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
        filled = (filled + pool[taken].width) % 8;
    }
}

static void keep_if_cheaper(struct packing *packing, const struct item *candidate, uint64_t *best)
{
    const uint64_t cost = cost_of(packing, candidate);
    if (cost >= *best) return;
    *best = cost;
    memcpy(packing->items, candidate, packing->count * sizeof *candidate);
}

/* What items from..to cost, the first of them at `bit`. */
static uint64_t cost_of_some(const struct packing *packing, const struct item *items, size_t from, size_t to,
                             uint32_t bit)
{
    uint64_t cost = 0;
    for (size_t i = from; i <= to; i++) {
        if (items[i].slot >= 0) cost += window_choose(bit, items[i].width, packing->size, packing->whole).cost;
        bit += items[i].width;
    }
    return cost;
}

static uint32_t bit_of(const struct packing *packing, size_t item)
{
    uint32_t bit = 0;
    for (size_t i = 0; i < item; i++) bit += packing->items[i].width;
    return bit;
}

/* Exchanges pairs of items, and moves single ones, as long as that makes the record cheaper. Only what lies between moves. */
static void improve(struct packing *packing, struct item *trial, uint64_t best, uint64_t least)
{
    const size_t count = packing->count;
    for (int round = 0; round < SEARCH_MOST_ROUNDS; round++) {
        const uint64_t before = best;
        for (size_t i = 0; i < count && best > least; i++) {
            for (size_t j = 0; j < count && best > least; j++) {
                if (i == j) continue;
                const size_t from = i < j ? i : j;
                const size_t to = i < j ? j : i;
                memcpy(&trial[from], &packing->items[from], (to - from + 1) * sizeof *trial);
                if (i < j) {
                    trial[i] = packing->items[j];
                    trial[j] = packing->items[i];
                } else { /* item i to place j */
                    memmove(&trial[j + 1], &packing->items[j], (i - j) * sizeof *trial);
                    trial[j] = packing->items[i];
                }
                const uint32_t bit = bit_of(packing, from);
                const uint64_t now = cost_of_some(packing, packing->items, from, to, bit);
                const uint64_t then = cost_of_some(packing, trial, from, to, bit);
                if (then >= now) continue;
                memcpy(&packing->items[from], &trial[from], (to - from + 1) * sizeof *trial);
                best -= now - then;
            }
        }
        if (best == before || best <= least) return;
    }
}

static bool order_items(struct packing *packing)
{
    uint64_t best = cost_of(packing, packing->items);
    const uint64_t least = least_cost(packing);
    if (best <= least || packing->count < 2) return true;
    struct item *by_width = malloc(packing->count * sizeof *by_width);
    struct item *paired = malloc(packing->count * sizeof *paired);
    size_t *links = malloc(packing->count * sizeof *links);
    const bool enough = by_width != NULL && paired != NULL && links != NULL;
    if (enough) {
        size_t heads[8];
        order_by_width(packing, by_width);
        order_by_pairs(packing, by_width, heads, links, paired);
        keep_if_cheaper(packing, by_width, &best);
        keep_if_cheaper(packing, paired, &best);
        if (packing->count <= SEARCH_MOST_ITEMS) improve(packing, paired, best, least);
    }
    free(by_width);
    free(paired);
    free(links);
    return enough;
}

static void assign_places(const struct packing *packing, struct layout_slot *slots, size_t count)
{
    uint32_t bit = 0;
    for (size_t i = 0; i < packing->count; i++) {
        const struct item *item = &packing->items[i];
        if (item->slot >= 0) {
            struct layout_slot *slot = &slots[item->slot];
            const struct window window = window_choose(bit, slot->width, packing->size, packing->whole);
            slot->bit = bit;
            slot->window = window.byte;
            slot->window_bytes = window.bytes;
        } else if (item->slot == ITEM_PRESENCE) {
            uint32_t presence = bit;
            for (size_t k = 0; k < count; k++) {
                if (slots[k].presence_bit) slots[k].presence = presence++;
            }
        }
        bit += item->width;
    }
}

bool layout_compact(struct layout_slot *slots, size_t count, uint32_t align)
{
    struct packing packing = {.size = layout_size(slots, count, align)};
    packing.whole = packing.size == align && align > 1 && align <= 8;
    packing.items = malloc((count + 2) * sizeof *packing.items);
    if (packing.items == NULL) return false;
    uint32_t presence_bits = 0;
    for (size_t i = 0; i < count; i++) {
        slots[i].bit = slots[i].presence = slots[i].window = slots[i].window_bytes = 0;
        if (slots[i].width > 0) packing.items[packing.count++] = (struct item){(int64_t)i, slots[i].width};
        if (slots[i].presence_bit) presence_bits++;
    }
    if (presence_bits > 0) packing.items[packing.count++] = (struct item){ITEM_PRESENCE, presence_bits};
    const uint64_t bits = layout_bits(slots, count);
    const uint32_t spare = packing.whole ? (uint32_t)(packing.size * 8 - bits) : (uint32_t)((8 - bits % 8) % 8);
    if (spare > 0) packing.items[packing.count++] = (struct item){ITEM_GAP, spare};

    const bool placed = packing.count == 0 || order_items(&packing);
    if (placed) assign_places(&packing, slots, count);
    free(packing.items);
    return placed;
}
