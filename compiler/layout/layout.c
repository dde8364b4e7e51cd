/* SPDX-License-Identifier: MIT */
/* The modes of the layout, and the sizes of records; see layout.h. */
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

uint64_t layout_size(uint64_t end, uint32_t align)
{
    const uint64_t bytes = end == 0 ? 1 : (end + 7) / 8;
    return packing_round_up(bytes, align);
}

struct layout_room layout_record(uint64_t begin, uint64_t end, uint32_t align)
{
    const uint64_t size = layout_size(end, align);
    const bool whole = size == align && align > 1 && align <= 8;
    return (struct layout_room){begin, whole ? size * 8 : packing_round_up(end, 8), size, whole, 0};
}
