/* SPDX-License-Identifier: MIT */
/*
 * Writes a line for each slot: class, slot, kind, bits, size of the record, place, whether value and code differ
 * (`biased`), and how it says "unset" (`niche`: a code of its own, `presence`: a bit). The place is a matter
 * of geometry, not of the code that was generated: `whole` (all of a word), `end` (at an end of a word of 1, 2, 4 or 8
 * bytes that lies in the record), `middle` (inside such a word), `two` (in no such word), `nine` (spans nine bytes).
 *
 * Links the table of classes that the benchmark writes beside each generated header.
 */
#include "places.h"

#include <stdio.h>

static const char *place_in_word(uint64_t bit, unsigned width, uint64_t size, unsigned bytes)
{
    const uint64_t first = bit / 8;
    const uint64_t last = (bit + width - 1) / 8;
    const char *place = NULL;
    for (uint64_t byte = last + 1 < bytes ? 0 : last + 1 - bytes; byte <= first && byte + bytes <= size; byte++) {
        const uint64_t shift = bit - byte * 8;
        if (width == bytes * 8) return "whole";
        if (shift == 0 || shift + width == bytes * 8) return "end";
        place = "middle";
    }
    return place;
}

static const char *place_of(uint64_t bit, unsigned width, uint64_t size)
{
    const char *best = NULL;
    if (width == 0) return "none";
    for (unsigned bytes = 1; bytes <= 8; bytes *= 2) {
        const char *place = place_in_word(bit, width, size, bytes);
        if (place == NULL) continue;
        if (place[0] != 'm') return place;
        best = place;
    }
    if (best != NULL) return best;
    return (bit + width - 1) / 8 - bit / 8 == 8 ? "nine" : "two";
}

static const char *kind_of(const slot_descriptor *slot)
{
    static const char *const names[] = {"int", "uint", "bool", "enum", "flags", "float32", "float64"};
    return slot->kind < sizeof names / sizeof names[0] ? names[slot->kind] : "other";
}

/* Whether value and code differ. */
static bool is_biased(const slot_class *type, const slot_descriptor *slot)
{
    const uint64_t bias = (slot->flags & SLOT_WIDE) != 0 ? type->numbers[slot->bias] : slot->bias;
    if (slot->kind == SLOT_KIND_INT || slot->kind == SLOT_KIND_UINT) return bias != 0;
    const bool niche = (slot->flags & SLOT_OPTIONAL) != 0 && (slot->flags & SLOT_PRESENCE) == 0;
    return slot->kind == SLOT_KIND_ENUM && (niche || type->types[slot->bias]->values[0] != 0);
}

static const char *optional_of(const slot_descriptor *slot)
{
    if ((slot->flags & SLOT_OPTIONAL) == 0) return "required";
    return (slot->flags & SLOT_PRESENCE) != 0 ? "presence" : "niche";
}

int main(void)
{
    for (int i = 0; i < bench_class_count; i++) {
        const struct bench_class *class = &bench_classes[i];
        for (int k = 0; k < class->count; k++) {
            const slot_descriptor *slot = &class->type->descriptors[k];
            const uint64_t bit = (uint64_t)slot->window * 8 + slot->shift;
            printf("%s %s %s %d %u %s %s %s\n", class->c_name, class->slot_names[k], kind_of(slot), slot->width,
                   (unsigned)class->type->size, place_of(bit, slot->width, class->type->size),
                   is_biased(class->type, slot) ? "biased" : "plain", optional_of(slot));
        }
    }
    return 0;
}
