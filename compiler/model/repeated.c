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

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LOW_HASHES = 256 };

static const uint64_t prime = UINT64_C(0x100000001b3);

struct repeated_text {
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

static struct repeated_text *add(struct repeated_texts *texts, void (*fill)(struct text *, const void *),
                                 const void *key)
{
    struct repeated_text *made = memory_resize(NULL, sizeof *made);
    memset(made, 0, sizeof *made);
    made->power = 1;
    fill(&made->text, key);
    for (size_t i = 0; i < made->text.length; i++) made->power *= prime;
    pointers_add(&texts->of_key, key, made);
    return made;
}

uint64_t repeated_hash(struct repeated_texts *texts, uint64_t hash, void (*fill)(struct text *, const void *),
                       const void *key)
{
    struct repeated_text *repeated = pointers_find(&texts->of_key, key);
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
    for (size_t i = 0; i < texts->of_key.size; i++) {
        struct repeated_text *repeated = texts->of_key.entries[i].value;
        if (repeated != NULL) text_free(&repeated->text);
        free(repeated);
    }
    pointers_free(&texts->of_key);
}
