/* SPDX-License-Identifier: MIT */
/*
 * Bytes of records, as `name number` lines: Date and Trade of shapes.slots, and of the random records (rivals.h lists
 * them) the mean as slotgen packs them, as the sum of their bits rounded up to a byte, as gcc's packed bit-fields and
 * as plain structs, how many are larger than packed bit-fields, and how many than their bits.
 */
#include "random.slots.h"
#include "rivals.h"
#include "shapes.slots.h"

#include <stdio.h>

#define SIZES(record) {&R##record##_class, sizeof(R##record), sizeof(B##record), sizeof(P##record)},

static const struct {
    const slot_class *type;
    size_t slotgen, packed, plain;
} records[] = {RECORDS(SIZES)};

static size_t bytes_of_bits(const slot_class *type)
{
    size_t bits = 0;
    for (uint32_t i = 0; i < type->names.count; i++) {
        const slot_descriptor *slot = &type->descriptors[i];
        bits += slot->width;
        if ((slot->flags & SLOT_OPTIONAL) != 0 && (slot->flags & SLOT_PRESENCE) != 0) bits++;
    }
    return (bits + 7) / 8;
}

int main(void)
{
    const size_t count = sizeof records / sizeof records[0];
    size_t slotgen = 0, bits = 0, packed = 0, plain = 0, larger_than_packed = 0, larger_than_bits = 0;
    for (size_t i = 0; i < count; i++) {
        const size_t least = bytes_of_bits(records[i].type);
        slotgen += records[i].slotgen;
        bits += least;
        packed += records[i].packed;
        plain += records[i].plain;
        if (records[i].slotgen > records[i].packed) larger_than_packed++;
        if (records[i].slotgen != least) larger_than_bits++;
    }
    printf("date %zu\ndate4 %zu\ntrade %zu\n", sizeof(Date), sizeof(Date4), sizeof(Trade));
    printf("records %zu\nslotgen %.3f\nbits %.3f\npacked %.3f\nplain %.3f\n", count, (double)slotgen / (double)count,
           (double)bits / (double)count, (double)packed / (double)count, (double)plain / (double)count);
    printf("larger_than_packed %zu\nlarger_than_bits %zu\n", larger_than_packed, larger_than_bits);
    return 0;
}
