/* SPDX-License-Identifier: MIT */
/*
 * The words: each once, in a pool, found through a table of buckets whose lists are made of 16-bit handles. A word of up
 * to twelve letters stands in its record, a longer one where it is first used.
 */
#include "store.h"

#include <string.h>

/* FNV-1a */
static size_t bucket_of(const char *text, size_t length)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash % WORD_BUCKETS;
}

slot_text store_spelling(const struct store *store, source_Word_ref ref)
{
    const source_Word *word = source_Word_pool_at(&store->words, ref);
    slot_text text;

    if (source_Word_which_spelling(word) == source_Word_spelling_short) return source_Word_get_spelling_short(word);
    text.data = store->text + source_Word_get_spelling_at(word);
    text.length = (size_t)source_Word_get_spelling_size(word);
    return text;
}

static bool set_spelling(const struct store *store, source_Word *word, const char *text, size_t length)
{
    if (source_Word_try_set_spelling_short(word, text, length) == SLOT_OK) return true;
    return source_Word_try_set_spelling_at(word, text - store->text) == SLOT_OK &&
           source_Word_try_set_spelling_size(word, (int64_t)length) == SLOT_OK; /* both set the arm `long` */
}

source_Word_ref store_word(struct store *store, const char *text, size_t length)
{
    source_Word_ref *bucket = &store->buckets[bucket_of(text, length)];
    source_Word_ref ref = *bucket;
    source_Word *word;

    for (; ref.id != 0; ref = source_Word_get_next(word)) {
        const slot_text spelling = store_spelling(store, ref);

        word = source_Word_pool_at(&store->words, ref);
        if (spelling.length == length && memcmp(spelling.data, text, length) == 0) {
            source_Word_add_uses(word, 1); /* a counter: it stops at its most */
            return ref;
        }
    }
    if (source_Word_pool_add(&store->words, &ref) != SLOT_OK) return ref;
    word = source_Word_pool_at(&store->words, ref);
    if (!set_spelling(store, word, text, length)) {
        source_Word_pool_remove(&store->words, ref);
        ref.id = 0;
        return ref;
    }
    source_Word_set_next(word, *bucket);
    *bucket = ref;
    return ref;
}
