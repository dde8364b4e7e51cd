/* SPDX-License-Identifier: MIT */
/*
 * The declared layout: items in their order, the first at the lowest bit, presence bits before what they are of. Gaps
 * arise only before what is bound to a boundary; whoever wants none asks for none.
 */
#include "layout/packing.h"

/* Where an item lies that begins at `bit` at the earliest. */
static uint64_t item_bit(const struct layout_item *item, uint64_t bit)
{
    bit = packing_add(bit, item->presence_bits);
    return item->bits > 0 ? packing_round_up(bit, item->align) : bit;
}

uint64_t declared_end(const struct layout_item *items, size_t count, uint64_t begin)
{
    uint64_t bit = begin;
    for (size_t i = 0; i < count; i++) bit = packing_add(item_bit(&items[i], bit), items[i].bits);
    return bit;
}

void declared_place(struct layout_item *items, size_t count, const struct layout_room *room)
{
    uint64_t bit = room->begin;
    for (size_t i = 0; i < count; i++) {
        const uint64_t at = item_bit(&items[i], bit);
        items[i].bit = items[i].bits > 0 ? (uint32_t)at : 0;
        items[i].presence = items[i].presence_bits > 0 ? (uint32_t)bit : 0;
        bit = at + items[i].bits;
    }
}
