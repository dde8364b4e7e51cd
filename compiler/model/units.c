/* SPDX-License-Identifier: MIT */
/* The words that a record with units is made of; see units.h. */
#include "model/units.h"

#include <stdlib.h>

static int compare_words(const void *a, const void *b)
{
    const struct model_word *left = a;
    const struct model_word *right = b;
    return left->byte < right->byte ? -1 : left->byte > right->byte;
}

/* Words from the end of the last one up to a byte. */
static void add_until(struct model_class *class, uint32_t end)
{
    const struct model_word *last = class->word_count == 0 ? NULL : &class->words[class->word_count - 1];
    for (uint32_t byte = last == NULL ? 0 : last->byte + last->bytes; byte < end;) {
        const unsigned bytes = end - byte < 8 ? end - byte : 8;
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): allocated for all of them */
        class->words[class->word_count++] = (struct model_word){byte, bytes, NULL};
        byte += bytes;
    }
}

void units_list_words(struct arena *arena, struct model_class *class)
{
    size_t count = 0;
    for (size_t i = 0; i < class->slot_count; i++) count += model_is_member(&class->slots[i]) ? 1 : 0;
    if (count == 0) return;
    struct model_word *units = memory_resize(NULL, count * sizeof *units);
    size_t made = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (!model_is_member(slot)) continue;
        units[made++] = (struct model_word){slot->place.bit / 8, model_unit(slot) / 8, slot};
    }
    qsort(units, count, sizeof *units, compare_words);
    class->words = arena_array(arena, class->size / 8 + 1 + 2 * count, sizeof *class->words);
    for (size_t i = 0; i < count; i++) {
        add_until(class, units[i].byte);
        class->words[class->word_count++] = units[i];
    }
    add_until(class, class->size);
    free(units);
}
