/* SPDX-License-Identifier: MIT */
/* The words by which elements of arrays are read; see windows.h. */
#include "model/windows.h"

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

/* Bytes of the window of each element, or 0 where none does for all. */
static unsigned window_of(const struct model_slot *slot, uint64_t size)
{
    static const unsigned words[] = {1, 4, 8};
    const unsigned shifts = shifts_of_elements(slot);
    unsigned most_shift = 7;
    while ((shifts >> most_shift & 1u) == 0) most_shift--;
    uint64_t last = slot->place.bit;
    for (size_t i = 0; i < slot->dim_count; i++) last += (uint64_t)(slot->dims[i].count - 1) * slot->dims[i].stride;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (most_shift + slot->encoding.width <= words[i] * 8 && last / 8 + words[i] <= size) return words[i];
    }
    return 0;
}

void windows_of_elements(struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        struct model_slot *slot = &class->slots[i];
        if (slot->dim_count == 0) continue;
        slot->place.window_bytes = slot->encoding.width == 0 ? 0 : window_of(slot, class->size);
    }
}
