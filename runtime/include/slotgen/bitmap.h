/* SPDX-License-Identifier: MIT-0 */
/*
 * Bitmaps: a bit for each row of a table; what filters give and what sums are taken under. Bit i is bit i % 64 of word
 * i / 64; bits behind the last are 0.
 */
#ifndef SLOTGEN_BITMAP_H
#define SLOTGEN_BITMAP_H

#include <slotgen/memory.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct slot_bitmap {
    uint64_t *words;
    size_t count; /* bits */
    size_t room;  /* words that fit */
    slot_storage storage;
} slot_bitmap;

/* No bits; takes no memory. */
void slot_bitmap_init(slot_bitmap *bitmap, const slot_storage *storage);
void slot_bitmap_free(slot_bitmap *bitmap);

/* So many bits; new ones are 0. SLOT_ENOMEM: nothing has changed. */
slot_status slot_bitmap_resize(slot_bitmap *bitmap, size_t count);
/* All bits 0, or all 1. */
void slot_bitmap_fill(slot_bitmap *bitmap, bool value);

/* A bit that is not there is false; setting it does nothing and gives SLOT_EARG. */
bool slot_bitmap_get(const slot_bitmap *bitmap, size_t bit);
slot_status slot_bitmap_set(slot_bitmap *bitmap, size_t bit, bool value);

/* bitmap = bitmap & other and so on; bitmap & ~other. SLOT_EARG where they do not have as many bits. */
slot_status slot_bitmap_and(slot_bitmap *bitmap, const slot_bitmap *other);
slot_status slot_bitmap_or(slot_bitmap *bitmap, const slot_bitmap *other);
slot_status slot_bitmap_xor(slot_bitmap *bitmap, const slot_bitmap *other);
slot_status slot_bitmap_and_not(slot_bitmap *bitmap, const slot_bitmap *other);
void slot_bitmap_invert(slot_bitmap *bitmap);

/* How many bits are 1. */
size_t slot_bitmap_count(const slot_bitmap *bitmap);

/* The first bit from `from` on that is 1, or bitmap->count where there is none. */
size_t slot_bitmap_next(const slot_bitmap *bitmap, size_t from);

/*
 * The numbers of the bits that are 1, ascending, from *from on: at most `room` of them into `rows`. Returns how many,
 * and leaves in *from where to go on; 0 at the end.
 */
size_t slot_bitmap_rows(const slot_bitmap *bitmap, size_t *from, size_t *rows, size_t room);

#ifdef __cplusplus
}
#endif
#endif
