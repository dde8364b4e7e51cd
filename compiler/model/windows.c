/* SPDX-License-Identifier: MIT */
/* Which words may read a slot; see windows.h. */
#include "model/windows.h"

#include "layout/share.h"
#include "model/extents.h"

#include <stdlib.h>

/* ---- What lies alone ---- */

/* The first bit behind a slot, the last element of an array. */
static uint64_t end_of(const struct model_slot *slot)
{
    uint64_t end = slot->place.bit;
    for (size_t i = 0; i < slot->dim_count; i++) end += (uint64_t)(slot->dims[i].count - 1) * slot->dims[i].stride;
    if (slot->type.kind == TYPE_CLASS) return end + (uint64_t)slot->type.class->size * 8;
    const unsigned unit = model_unit(slot);
    return end + (unit > 0 ? unit : model_bits(slot, &slot->place));
}

static int compare_begins(const void *left, const void *right)
{
    const struct model_bytes *a = left;
    const struct model_bytes *b = right;
    if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

void windows_find_alone(struct arena *arena, struct model_class *class)
{
    size_t count = 0;
    for (size_t i = 0; i < class->slot_count; i++) count += extents_is_alone(&class->slots[i]) ? 1 : 0;
    class->alone_count = 0;
    if (count == 0) return;
    class->alone = arena_array(arena, count, sizeof *class->alone);
    size_t found = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (!extents_is_alone(slot)) continue;
        class->alone[found++] = (struct model_bytes){slot->place.bit / 8, (uint32_t)((end_of(slot) + 7) / 8)};
    }
    qsort(class->alone, count, sizeof *class->alone, compare_begins);
    for (size_t i = 0; i < count; i++) { /* arms may overlap */
        struct model_bytes *last = class->alone_count == 0 ? NULL : &class->alone[class->alone_count - 1];
        const struct model_bytes *next = &class->alone[i];
        if (last == NULL || next->begin >= last->end) class->alone[class->alone_count++] = *next;
        else if (next->end > last->end) last->end = next->end;
    }
}

/*
 * The bytes that words for bits bit..bit+bits-1 may cover: as far as the next that are alone. Bits that lie in such
 * bytes themselves may have all of them.
 */
static struct model_bytes reach_of(const struct model_class *class, uint64_t bit, uint64_t bits)
{
    struct model_bytes reach = {0, class->size};
    size_t low = 0;
    size_t high = class->alone_count;
    while (low < high) { /* the first that does not end before the bits */
        const size_t middle = low + (high - low) / 2;
        if (class->alone[middle].end <= bit / 8) low = middle + 1;
        else high = middle;
    }
    if (low > 0) reach.begin = class->alone[low - 1].end;
    while (low < class->alone_count && class->alone[low].begin < (bit + bits + 7) / 8) low++;
    if (low < class->alone_count) reach.end = class->alone[low].begin;
    return reach;
}

/* ---- Codes ---- */

/* What choosing windows has to know of a slot: its code, or its unit, which is its window. */
static struct share share_of(const struct model_class *class, const struct model_slot *slot, uint64_t size, bool whole)
{
    const struct place *place = &slot->place;
    const unsigned unit = slot->dim_count == 0 ? model_unit(slot) : 0;
    if (unit > 0) return (struct share){.bit = place->bit, .window = {place->bit / 8, unit / 8, 0}};
    struct share share = {.bit = place->bit, .width = slot->dim_count == 0 ? model_bits(slot, place) : 0};
    const struct model_bytes bytes = reach_of(class, share.bit, share.width);
    const uint64_t end = bytes.end < size ? bytes.end : size;
    share.reach = (struct reach){bytes.begin, end, whole && class->alone_count == 0};
    share.window = window_choose(share.bit, share.width, &share.reach);
    /* A setter writes the byte of the presence bit too: once where that is its window. */
    const bool is_beside = slot->encoding.presence_bit && place->presence / 8 == share.window.byte;
    if (is_beside && share.window.bytes == 1) share.width = 0;
    return share;
}

/* The window of each code, wherever in the class it was declared. */
static void choose_of_codes(struct model_class *class, uint64_t size, bool whole)
{
    struct share *shares = memory_resize(NULL, (2 * class->slot_count + 1) * sizeof *shares);
    size_t count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        shares[count] = share_of(class, slot, size, whole);
        shares[count++].index = (uint32_t)i;
        if (!slot->encoding.presence_bit || slot->dim_count > 0) continue;
        const uint32_t presence = slot->place.presence;
        shares[count++] = (struct share){presence, 0, UINT32_MAX - (uint32_t)i, {0}, {presence / 8, 1, 0}};
    }
    share_windows(shares, count);
    for (size_t i = 0; i < count; i++) {
        if (shares[i].index >= class->slot_count) continue;
        struct place *place = &class->slots[shares[i].index].place;
        place->window = shares[i].window.byte;
        place->window_bytes = shares[i].window.bytes;
    }
    free(shares);
}

/* ---- Elements ---- */

/* Bit k: some element begins at bit k of a byte. The places of eight elements in a row are those of all. */
static unsigned shifts_of_elements(const struct model_slot *slot)
{
    unsigned shifts = 1u << slot->place.bit % 8;
    for (size_t i = 0; i < slot->dim_count; i++) {
        unsigned moved = 0;
        for (uint32_t k = 0; k < 8 && k < slot->dims[i].count; k++) {
            const unsigned by = k * slot->dims[i].stride % 8;
            moved |= (shifts << by | shifts >> (8 - by)) & 0xffu;
        }
        shifts = moved;
    }
    return shifts;
}

/*
 * The smallest word of 1, 2, 4 or 8 bytes for any element; of four bytes, where there is room, rather than of two. None
 * in a record that is one word itself, which takes no address; in other small ones, none that asks for more arithmetic.
 */
static void choose_word(struct model_slot *slot, struct model_bytes reach)
{
    static const struct {
        unsigned bytes;
        bool ends;
    } words[] = {{1, false}, {4, false}, {2, false}, {4, true}, {2, true}, {8, false}, {8, true}};
    struct place *place = &slot->place;
    const unsigned width = model_bits(slot, place);
    const uint32_t room = reach.end - reach.begin;
    const bool is_small = room <= 8;
    const bool is_word = is_small && (room & (room - 1)) == 0;
    const unsigned shifts = shifts_of_elements(slot);
    unsigned most_shift = 7;
    while ((shifts >> most_shift & 1u) == 0) most_shift--;
    uint64_t last = place->bit;
    for (size_t i = 0; i < slot->dim_count; i++) last += (uint64_t)(slot->dims[i].count - 1) * slot->dims[i].stride;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const unsigned bytes = words[i].bytes;
        const bool begins_inside = (place->bit + width - 1) / 8 + 1 >= reach.begin + bytes;
        const bool fits = words[i].ends ? width + 7 <= bytes * 8 && begins_inside
                                        : most_shift + width <= bytes * 8 && last / 8 + bytes <= reach.end;
        const bool is_plain = bytes != 2 && !words[i].ends;
        if (!fits || is_word || (is_small && !is_plain)) continue;
        place->window_bytes = bytes;
        place->window_ends = words[i].ends;
        return;
    }
}

static void choose_of_elements(struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        struct model_slot *slot = &class->slots[i];
        if (slot->dim_count == 0) continue;
        const struct model_bytes reach = reach_of(class, slot->place.bit, end_of(slot) - slot->place.bit);
        if (class->alone_count > 0) slot->place.reach = reach;
        slot->place.window_bytes = 0;
        slot->place.window_ends = false;
        if (slot->encoding.width > 0) choose_word(slot, reach);
    }
}

void windows_choose(struct model_class *class, uint64_t size, bool whole)
{
    choose_of_codes(class, size, whole);
    choose_of_elements(class);
}
