/* SPDX-License-Identifier: MIT-0 */
/*
 * Tables of names with a perfect hash that the compiler builds: name -> index in constant time, whatever the count.
 *
 * A lookup reads the two ends of the name, hashes them to one place, and compares the name that stands there. The
 * hash is written once, here, for the compiler that builds a table and the runtime that reads it.
 */
#ifndef SLOTGEN_NAMES_H
#define SLOTGEN_NAMES_H

#include <slotgen/bits.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * `count` names, indices 0..count-1. Both arrays are constant data; nothing in them is owned.
 *
 * In `text` a name is a record: its index in two bytes, the lower one first; its length in one byte, or 0 for
 * SLOT_NAMES_LONG and more; its bytes, none of them NUL; a NUL. The records stand in the order of their indices, with
 * SLOT_NAMES_PADDING zero bytes behind the last. A table without names has one record, of four zero bytes.
 *
 * `table` has three parts: a displacement for each bucket; the cells, each the place in `text` of the first byte of a
 * name; and from table[marks] on, the places of the names 0, 16, 32 and so on.
 */
typedef struct slot_names {
    const uint32_t *table;
    const char *text;
    uint64_t seed; /* even, but no multiple of 4: names of 8 bytes are multiplied by seed + 1 */
    uint64_t mix;  /* close to 2^64, so that words that differ by 1 have hashes that differ */
    uint32_t count;
    uint32_t bucket_mask; /* number of buckets - 1; a power of two */
    uint32_t row_mask;    /* cells that a displacement may lead to - 1; a power of two */
    uint32_t marks;
    bool twins; /* some names stand where slot_names_whole leads: those of SLOT_NAMES_LONG bytes and more, */
} slot_names;   /* and those whose ends hash like those of another */

/* Every so many names one has its place in the marks. */
#define SLOT_NAMES_MARK 16

/* Names of so many bytes and more have 0 as their length byte. */
#define SLOT_NAMES_LONG 255

/* Bytes behind the records, so that any name may be read by 8 bytes from its first on. */
#define SLOT_NAMES_PADDING 7

/* The upper half of a product of two words. */
static inline uint64_t slot_multiply_high(uint64_t value, uint64_t other)
{
#if defined(__SIZEOF_INT128__)
    return SLOT_CAST(uint64_t, (__extension__ SLOT_CAST(unsigned __int128, value)) * other >> 64);
#else
    const uint64_t low = UINT64_C(0xffffffff);
    const uint64_t across = (value >> 32) * (other & low) + ((value & low) * (other & low) >> 32);
    const uint64_t back = (value & low) * (other >> 32) + (across & low);
    return (value >> 32) * (other >> 32) + (across >> 32) + (back >> 32);
#endif
}

/*
 * The hash of a name of 8 bytes and more by its ends: `first` and `last` are its first and its last 8 bytes as
 * little-endian words. Bits 0 to 31 are used.
 */
static inline uint64_t slot_names_ends(uint64_t seed, uint64_t mix, uint64_t first, uint64_t last, size_t length)
{
    return slot_multiply_high((first + length) * seed + last, mix);
}

/* The first 4 bytes of a record from its length byte on, for a name of 2 to 7 bytes that begins with `bytes`. */
static inline uint32_t slot_names_head(uint32_t bytes, size_t length)
{
    return bytes << 8 | SLOT_CAST(uint32_t, length);
}

/* The hash of such a name by this word and its last 4 bytes, or 0 where it has less; a lone byte is its own word. */
static inline uint64_t slot_names_short_ends(uint64_t seed, uint64_t first, uint64_t last)
{
    return (first + 8 * last) * seed >> 32;
}

/* The hash of all bytes of a name, for the few whose ends hash like those of another. */
static inline uint64_t slot_names_whole(uint64_t seed, uint64_t mix, const unsigned char *name, size_t length)
{
    uint64_t hash = mix ^ length;
    size_t i = 0;
    for (; length - i >= 8; i += 8) {
        hash = (hash ^ slot_load64(name + i)) * (seed + 1);
        hash ^= hash >> 32;
    }
    for (; i < length; i++) {
        hash = (hash ^ name[i]) * (seed + 1);
        hash ^= hash >> 32;
    }
    hash *= seed + 1; /* brings what the last word had at its upper end to all bits that are used */
    return hash ^ hash >> 32;
}

/* The cell of a hash: a place in `table` behind the displacements. */
static inline size_t slot_names_cell(const uint32_t *table, uint32_t bucket_mask, uint32_t row_mask, uint64_t hash)
{
    const uint32_t bucket = SLOT_CAST(uint32_t, hash & 0xffffffffu) & bucket_mask;
    const uint32_t row = SLOT_CAST(uint32_t, hash >> 16 & 0xffffffffu) & row_mask;
    return SLOT_CAST(size_t, table[bucket] + row);
}

/*
 * The index of the name of `length` bytes at `name`, or -1 when there is none. Any bytes are allowed, NUL included, and
 * `name` need not end with one. Nothing outside the name is read.
 */
int slot_names_find(const slot_names *names, const char *name, size_t length);

/* Name `index`, NUL-terminated, or NULL when there is no such name; its length goes to *length unless that is NULL. */
const char *slot_names_at(const slot_names *names, int index, size_t *length);

#ifdef __cplusplus
}
#endif
#endif
