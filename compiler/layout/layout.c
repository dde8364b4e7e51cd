/* SPDX-License-Identifier: MIT */
/* The modes of the layout; see layout.h. */
#include "layout/digits.h"
#include "layout/packing.h"

static bool end_of(enum layout_mode mode, const struct layout_item *items, size_t count, uint64_t begin, uint64_t *end)
{
    if (mode == LAYOUT_COMPACT) return compact_end(items, count, begin, end);
    *end = declared_end(items, count, begin);
    return true;
}

static bool place(enum layout_mode mode, struct layout_item *items, size_t count, const struct layout_room *room)
{
    if (mode == LAYOUT_COMPACT) return compact_place(items, count, room);
    declared_place(items, count, room);
    return true;
}

bool layout_end(enum layout_mode mode, const struct layout_item *items, size_t count, uint64_t begin, uint64_t *end)
{
    if (!digits_are_there(items, count)) return end_of(mode, items, count, begin, end);
    struct digits digits;
    const bool enough = digits_gather(items, count, &digits) && end_of(mode, digits.items, digits.count, begin, end);
    digits_free(&digits);
    return enough;
}

bool layout_place(enum layout_mode mode, struct layout_item *items, size_t count, const struct layout_room *room)
{
    for (size_t i = 0; i < count; i++) {
        items[i].group_bits = 0;
        items[i].weight = items[i].group_codes = 0;
    }
    if (!digits_are_there(items, count)) return place(mode, items, count, room);
    struct digits digits;
    const bool enough = digits_gather(items, count, &digits) && place(mode, digits.items, digits.count, room);
    if (enough) digits_spread(&digits, items, count);
    digits_free(&digits);
    return enough;
}
