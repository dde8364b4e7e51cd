/* SPDX-License-Identifier: MIT */
/* The modes of the layout; see layout.h. */
#include "layout/packing.h"

bool layout_end(enum layout_mode mode, const struct layout_item *items, size_t count, uint64_t begin, uint64_t *end)
{
    if (mode != LAYOUT_DECLARED) return compact_end(items, count, begin, end);
    *end = declared_end(items, count, begin);
    return true;
}

bool layout_place(enum layout_mode mode, struct layout_item *items, size_t count, const struct layout_room *room)
{
    for (size_t i = 0; i < count; i++) {
        items[i].group_bits = 0;
        items[i].weight = 0;
    }
    if (mode != LAYOUT_DECLARED) return compact_place(items, count, room);
    declared_place(items, count, room);
    return true;
}
