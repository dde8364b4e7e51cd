/* SPDX-License-Identifier: MIT */
/*
 * FNV-1a in steps of whole texts; see repeated.h.
 *
 * A byte changes the low 8 bits of the hash, then all of it is multiplied. So the low 8 bits alone decide which numbers
 * are added on the way, and for hashes with the same low 8 bits, `hash` and `low`:
 *
 *   past(hash) = past(low) + (hash - low) * prime^length
 */
#include "model/repeated.h"

#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

enum { LOW_HASHES = 256, SMALLEST_SIZE = 16 };

static const uint64_t prime = UINT64_C(0x100000001b3);

struct repeated_text {
    const void *key;
    struct text text;
    uint64_t power; /* prime^length */
    uint64_t past[LOW_HASHES];
    bool is_known[LOW_HASHES];
};

uint64_t repeated_hash_bytes(uint64_t hash, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)bytes[i]) * prime;
    return hash;
}

/* Where the key is, or where it would be. */
static size_t find(const struct repeated_texts *texts, const void *key)
{
    size_t at = (size_t)(((uint64_t)(uintptr_t)key * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (texts->size - 1);
    while (texts->entries[at] != NULL && texts->entries[at]->key != key) at = (at + 1) & (texts->size - 1);
    return at;
}

static void grow(struct repeated_texts *texts)
{
    struct repeated_texts larger = {.size = texts->size == 0 ? SMALLEST_SIZE : texts->size * 2, .count = texts->count};
    larger.entries = memory_resize(NULL, larger.size * sizeof(struct repeated_text *));
    for (size_t i = 0; i < larger.size; i++) larger.entries[i] = NULL;
    for (size_t i = 0; i < texts->size; i++) {
        if (texts->entries[i] != NULL) larger.entries[find(&larger, texts->entries[i]->key)] = texts->entries[i];
    }
    free(texts->entries);
    *texts = larger;
}

static struct repeated_text *add(struct repeated_texts *texts, void (*fill)(struct text *, const void *),
                                 const void *key)
{
    struct repeated_text *made = memory_resize(NULL, sizeof *made);
    memset(made, 0, sizeof *made);
    made->key = key;
    made->power = 1;
    fill(&made->text, key);
    for (size_t i = 0; i < made->text.length; i++) made->power *= prime;
    texts->entries[find(texts, key)] = made;
    texts->count++;
    return made;
}

uint64_t repeated_hash(struct repeated_texts *texts, uint64_t hash, void (*fill)(struct text *, const void *),
                       const void *key)
{
    if (2 * (texts->count + 1) > texts->size) grow(texts);
    struct repeated_text *repeated = texts->entries[find(texts, key)];
    if (repeated == NULL) repeated = add(texts, fill, key);
    const unsigned low = (unsigned)(hash % LOW_HASHES);
    if (!repeated->is_known[low]) {
        repeated->past[low] = repeated_hash_bytes(low, repeated->text.bytes, repeated->text.length);
        repeated->is_known[low] = true;
    }
    return repeated->past[low] + (hash - low) * repeated->power;
}

void repeated_free(struct repeated_texts *texts)
{
    for (size_t i = 0; i < texts->size; i++) {
        if (texts->entries[i] == NULL) continue;
        text_free(&texts->entries[i]->text);
        free(texts->entries[i]);
    }
    free(texts->entries);
}
