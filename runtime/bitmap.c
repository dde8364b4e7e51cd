/* SPDX-License-Identifier: MIT-0 */
/*
 * Bitmaps. Bits behind the last one stay 0 whatever is done, so that counting and searching look at whole words.
 */
#include <slotgen/bitmap.h>

#include "core_code.h"

#include <string.h>

enum { WORD_BITS = 64 };

static size_t words_of(size_t bits)
{
    return bits / WORD_BITS + (bits % WORD_BITS != 0 ? 1 : 0);
}

/* In arithmetic on all bits at once, which compilers make vectors of, and which needs no instruction of its own. */
static unsigned ones_of(uint64_t word)
{
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return SLOT_CAST(unsigned, word *UINT64_C(0x0101010101010101) >> 56);
}

static void clear_behind(slot_bitmap *bitmap)
{
    const size_t rest = bitmap->count % WORD_BITS;
    if (rest != 0) bitmap->words[bitmap->count / WORD_BITS] &= (UINT64_C(1) << rest) - 1;
}

void slot_bitmap_init(slot_bitmap *bitmap, const slot_storage *storage)
{
    memset(bitmap, 0, sizeof *bitmap);
    if (storage != NULL) bitmap->storage = *storage;
}

void slot_bitmap_free(slot_bitmap *bitmap)
{
    slot_memory_give(&bitmap->storage, bitmap->words, bitmap->room * sizeof *bitmap->words, sizeof *bitmap->words);
    bitmap->words = NULL;
    bitmap->count = 0;
    bitmap->room = 0;
}

/* Room for so many words: exactly as many at first, and by a quarter more where it grows again. */
SLOT_COLD static bool make_room(slot_bitmap *bitmap, size_t words)
{
    const size_t more = bitmap->room + bitmap->room / 4;
    const size_t room = words > more ? words : more;
    const size_t size = sizeof *bitmap->words;
    void *const memory = slot_memory_take(&bitmap->storage, room * size, size);
    if (memory == NULL) return false;
    const size_t used = words_of(bitmap->count);
    if (used > 0) memcpy(memory, bitmap->words, used * size);
    slot_memory_give(&bitmap->storage, bitmap->words, bitmap->room * size, size);
    bitmap->words = SLOT_CAST(uint64_t *, memory);
    bitmap->room = room;
    return true;
}

slot_status slot_bitmap_resize(slot_bitmap *bitmap, size_t count)
{
    const size_t before = words_of(bitmap->count);
    const size_t after = words_of(count); /* its bytes fit a size_t: there are eight times as many bits */
    if (after > bitmap->room && !make_room(bitmap, after)) return SLOT_ENOMEM;
    if (after > before) memset(bitmap->words + before, 0, (after - before) * sizeof *bitmap->words);
    bitmap->count = count;
    clear_behind(bitmap);
    return SLOT_OK;
}

void slot_bitmap_fill(slot_bitmap *bitmap, bool value)
{
    if (bitmap->count == 0) return;
    memset(bitmap->words, value ? 0xff : 0, words_of(bitmap->count) * sizeof *bitmap->words);
    clear_behind(bitmap);
}

bool slot_bitmap_get(const slot_bitmap *bitmap, size_t bit)
{
    return bit < bitmap->count && (bitmap->words[bit / WORD_BITS] >> bit % WORD_BITS & 1) != 0;
}

slot_status slot_bitmap_set(slot_bitmap *bitmap, size_t bit, bool value)
{
    if (bit >= bitmap->count) return SLOT_EARG;
    const uint64_t mask = UINT64_C(1) << bit % WORD_BITS;
    if (value) bitmap->words[bit / WORD_BITS] |= mask;
    else bitmap->words[bit / WORD_BITS] &= ~mask;
    return SLOT_OK;
}

enum combination { AND, OR, XOR, AND_NOT };

static uint64_t combined(uint64_t a, uint64_t b, enum combination how)
{
    switch (how) {
    case AND: return a & b;
    case OR: return a | b;
    case XOR: return a ^ b;
    default: return a & ~b;
    }
}

/* Inline, so that each caller's loop has one operation. */
static inline slot_status combine(slot_bitmap *bitmap, const slot_bitmap *other, enum combination how)
{
    const size_t count = words_of(bitmap->count);
    uint64_t *const to = bitmap->words;
    const uint64_t *const from = other->words;
    if (bitmap->count != other->count) return SLOT_EARG;
    for (size_t i = 0; i < count; i++) to[i] = combined(to[i], from[i], how);
    return SLOT_OK;
}

slot_status slot_bitmap_and(slot_bitmap *bitmap, const slot_bitmap *other)
{
    return combine(bitmap, other, AND);
}

slot_status slot_bitmap_or(slot_bitmap *bitmap, const slot_bitmap *other)
{
    return combine(bitmap, other, OR);
}

slot_status slot_bitmap_xor(slot_bitmap *bitmap, const slot_bitmap *other)
{
    return combine(bitmap, other, XOR);
}

slot_status slot_bitmap_and_not(slot_bitmap *bitmap, const slot_bitmap *other)
{
    return combine(bitmap, other, AND_NOT);
}

void slot_bitmap_invert(slot_bitmap *bitmap)
{
    const size_t count = words_of(bitmap->count);
    uint64_t *const words = bitmap->words;
    for (size_t i = 0; i < count; i++) words[i] = ~words[i];
    clear_behind(bitmap);
}

size_t slot_bitmap_count(const slot_bitmap *bitmap)
{
    const size_t words = words_of(bitmap->count);
    size_t count = 0;
    for (size_t i = 0; i < words; i++) count += ones_of(bitmap->words[i]);
    return count;
}

size_t slot_bitmap_next(const slot_bitmap *bitmap, size_t from)
{
    if (from >= bitmap->count) return bitmap->count;
    const size_t words = words_of(bitmap->count);
    size_t at = from / WORD_BITS;
    uint64_t word = bitmap->words[at] & UINT64_MAX << from % WORD_BITS;
    while (word == 0) {
        if (++at == words) return bitmap->count;
        word = bitmap->words[at];
    }
    return at * WORD_BITS + code_lowest_bit(word);
}

size_t slot_bitmap_rows(const slot_bitmap *bitmap, size_t *from, size_t *rows, size_t room)
{
    size_t found = 0;
    size_t bit = *from;
    while (bit < bitmap->count && found < room) {
        const size_t base = bit - bit % WORD_BITS;
        uint64_t word = bitmap->words[base / WORD_BITS] & UINT64_MAX << bit % WORD_BITS;
        for (; word != 0 && found < room; word &= word - 1) rows[found++] = base + code_lowest_bit(word);
        bit = word != 0                          ? base + code_lowest_bit(word)
              : bitmap->count - base > WORD_BITS ? base + WORD_BITS
                                                 : bitmap->count;
    }
    if (bit > *from) *from = bit;
    return found;
}
