/* SPDX-License-Identifier: MIT */
/* The words by which elements of arrays are read; see windows.h. */
#include "model/windows.h"

static unsigned word_of_elements(const struct model_slot *slot, uint64_t size)
{
    static const unsigned words[] = {1, 4, 8};
    uint64_t last = slot->place.bit;
    unsigned most_shift = slot->place.bit % 8;
    for (size_t i = 0; i < slot->dim_count; i++) {
        const uint32_t stride = slot->dims[i].stride;
        last += (uint64_t)(slot->dims[i].count - 1) * stride;
        if (slot->dims[i].count == 1 || stride % 8 == 0) continue;
        /* Bits of the place below the stride's lowest one stay as they are; those above may all be set. */
        most_shift |= 8 - (stride & (0u - stride));
    }
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
        slot->place.window_bytes = slot->encoding.width == 0 ? 0 : word_of_elements(slot, class->size);
    }
}
