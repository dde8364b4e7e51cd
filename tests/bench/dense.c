/* SPDX-License-Identifier: MIT */
/* Bits of the records of dense.slots, as `name number` lines: of a number once, whatever the number of its digits. */
#include "dense.slots.h"

#include <stdio.h>

static bool is_later_digit(const slot_class *type, uint32_t slot)
{
    for (uint32_t i = 0; i < type->fact_count; i++) {
        const slot_fact *fact = &type->facts[i];
        if (fact->slot == slot && fact->kind == SLOT_FACT_DIGIT) return type->numbers[fact->index] > 1;
    }
    return false;
}

static uint32_t bits_of(const slot_class *type)
{
    uint32_t bits = 0;
    for (uint32_t i = 0; i < type->names.count; i++) {
        const slot_descriptor *slot = &type->descriptors[i];
        if (!is_later_digit(type, i)) bits += slot->width + ((slot->flags & SLOT_PRESENCE) != 0 ? 1u : 0u);
    }
    return bits;
}

int main(void)
{
    printf("date %u\ntrade %u\n", bits_of(&Date_class), bits_of(&Trade_class));
    return 0;
}
