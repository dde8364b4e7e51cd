/* SPDX-License-Identifier: MIT */
/* Linear probing, at most half full; see pointers.h. */
#include "support/pointers.h"

#include "support/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_SIZE = 16 };

/* The entry of a key, or the free one where it would go. */
static struct pointers_entry *probe(const struct pointers *pointers, const void *key)
{
    const uint64_t hash = (uint64_t)(uintptr_t)key * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(hash >> 32) & (pointers->size - 1);
    while (pointers->entries[at].key != NULL && pointers->entries[at].key != key) at = (at + 1) & (pointers->size - 1);
    return &pointers->entries[at];
}

void *pointers_find(const struct pointers *pointers, const void *key)
{
    return pointers->size == 0 ? NULL : probe(pointers, key)->value;
}

static void grow(struct pointers *pointers)
{
    struct pointers larger = {.size = pointers->size == 0 ? SMALLEST_SIZE : pointers->size * 2,
                              .count = pointers->count};
    larger.entries = memory_resize(NULL, larger.size * sizeof *larger.entries);
    memset(larger.entries, 0, larger.size * sizeof *larger.entries);
    for (size_t i = 0; i < pointers->size; i++) {
        const struct pointers_entry *entry = &pointers->entries[i];
        if (entry->key != NULL) *probe(&larger, entry->key) = *entry;
    }
    free(pointers->entries);
    *pointers = larger;
}

void pointers_add(struct pointers *pointers, const void *key, void *value)
{
    if (2 * (pointers->count + 1) > pointers->size) grow(pointers);
    *probe(pointers, key) = (struct pointers_entry){key, value};
    pointers->count++;
}

void pointers_free(struct pointers *pointers)
{
    free(pointers->entries);
    *pointers = (struct pointers){0};
}
