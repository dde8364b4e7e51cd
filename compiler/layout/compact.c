/* SPDX-License-Identifier: MIT */
/*
 * The compact layout: the fewest bytes, then the cheapest access.
 *
 * What is bound to a boundary comes first, in descending alignment, and what fills the gaps with it (bound.c); all the
 * rest follows without a gap, in the order in which access is cheapest (order.c).
 */
#include "layout/packing.h"

#include <stdlib.h>

/* The pieces that the items are: none for those without bits, and one for all presence bits. */
static size_t cut_pieces(const struct layout_item *items, size_t count, struct piece *pieces)
{
    size_t made = 0;
    uint64_t presence_bits = 0;
    for (size_t i = 0; i < count; i++) {
        presence_bits += items[i].presence_bits;
        if (items[i].bits > 0)
            pieces[made++] = (struct piece){.item = (int64_t)i, .bits = items[i].bits, .align = items[i].align};
    }
    if (presence_bits > 0) pieces[made++] = (struct piece){.item = PIECE_PRESENCE, .bits = presence_bits, .align = 1};
    return made;
}

static bool is_free(const struct layout_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].align > 1 && items[i].bits > 0) return false;
    }
    return true;
}

bool compact_end(const struct layout_item *items, size_t count, uint64_t begin, uint64_t *end)
{
    *end = begin;
    if (is_free(items, count)) {
        for (size_t i = 0; i < count; i++) *end = packing_add(packing_add(*end, items[i].bits), items[i].presence_bits);
        return true;
    }
    struct piece *pieces = malloc((count + 1) * sizeof *pieces);
    if (pieces == NULL) return false;
    const size_t made = cut_pieces(items, count, pieces);
    size_t settled;
    const bool enough = packing_settle(pieces, made, end, &settled);
    for (size_t i = settled; enough && i < made; i++) *end = packing_add(*end, pieces[i].bits);
    free(pieces);
    return enough;
}

static void assign(const struct piece *piece, uint64_t bit, struct layout_item *items, size_t count)
{
    if (piece->item >= 0) {
        items[piece->item].bit = (uint32_t)bit;
    } else if (piece->item == PIECE_PRESENCE) {
        for (size_t i = 0; i < count; i++) {
            if (items[i].presence_bits > 0) items[i].presence = (uint32_t)bit;
            bit += items[i].presence_bits;
        }
    }
}

/* The bytes that words for the free pieces may cover, which follow the settled ones. */
static struct reach reach_of(const struct layout_item *items, const struct piece *settled, size_t count,
                             const struct layout_room *room)
{
    struct reach reach = {room->words, room->size, room->whole && room->words == 0};
    for (size_t i = 0; i < count; i++) {
        if (settled[i].item < 0 || !items[settled[i].item].alone) continue;
        const uint64_t end = (settled[i].bit + settled[i].bits) / 8; /* it fills its bytes */
        if (end > reach.begin) reach.begin = end;
        reach.whole = false;
    }
    return reach;
}

bool compact_place(struct layout_item *items, size_t count, const struct layout_room *room)
{
    struct piece *pieces = malloc((count + 2) * sizeof *pieces);
    if (pieces == NULL) return false;
    for (size_t i = 0; i < count; i++) items[i].bit = items[i].presence = 0;
    size_t made = cut_pieces(items, count, pieces);
    size_t settled;
    uint64_t begin = room->begin;
    bool enough = packing_settle(pieces, made, &begin, &settled);
    if (enough) {
        uint64_t end = begin;
        for (size_t i = settled; i < made; i++) end += pieces[i].bits;
        if (end < room->end) pieces[made++] = (struct piece){.item = PIECE_GAP, .bits = room->end - end};
        struct packing packing = {items, pieces + settled, made - settled, begin,
                                  reach_of(items, pieces, settled, room)};
        enough = packing.count == 0 || packing_order(&packing);
    }
    if (enough) {
        for (size_t i = 0; i < made; i++) {
            const uint64_t bit = i < settled ? pieces[i].bit : begin;
            if (i >= settled) begin += pieces[i].bits;
            assign(&pieces[i], bit, items, count);
        }
    }
    free(pieces);
    return enough;
}
