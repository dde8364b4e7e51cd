/* SPDX-License-Identifier: MIT-0 */
/*
 * Symbols: strings that are kept once each and known by ids, which are dense from 1 in the order of their coming.
 *
 * A string is any bytes: NULs in it count, what is no UTF-8 is kept as it is, and the empty string is a symbol too. Ids
 * and texts stay until clear or free. Generated code wraps these functions in types of its own (tickers_symbols,
 * tickers_id). One thread at a time may intern; readers beside readers are fine.
 *
 * In a table of 10,000 strings or more, one of up to 24 bytes takes 8.6 to 11.9 bytes beside its own: one for its
 * length, 2.5 for its place, and 5 to 7.5 for the index from strings to ids, which grows by half at a time. Finding a
 * string compares four bytes an entry, and whole strings hardly ever but at the end.
 *
 * Where a string stands in the index depends on a seed that is made of addresses, which systems choose at random, and
 * which is changed where strings crowd together: whoever knows neither cannot choose strings that make this slow. It is
 * no cryptographic promise.
 */
#ifndef SLOTGEN_SYMBOLS_H
#define SLOTGEN_SYMBOLS_H

#include <slotgen/blocks.h>

#ifdef __cplusplus
extern "C" {
#endif

struct slot_far_string;

/* Everything in it is private but for the functions below. */
typedef struct slot_symbols {
    const slot_symbols_type *type;
    slot_blocks characters; /* the strings in the order of their ids, each behind its length */
    slot_blocks id_groups;  /* where in `characters` the strings of 16 ids begin, for each such group */
    uint32_t *index;        /* open addressing: the lower bits are an id or 0, the upper ones are of its hash */
    struct slot_far_string *far_strings; /* the strings that are too long for `characters` */
    uint64_t seeds[2];
    uint32_t bucket_count; /* of 16 entries each in `index` */
    uint32_t most_ids;     /* ids for which `index` is large enough */
    uint32_t hash_mask;    /* the bits of an entry that are of the hash */
    uint32_t count;        /* ids 1..count are given out */
    uint32_t free_bytes;   /* in the last block of `characters` */
    bool was_reseeded;     /* since `index` has its size */
    size_t far_bytes;
} slot_symbols;

/* No symbols; the capacity is that of `type`. Takes no memory. `storage` as in memory.h, or NULL. */
void slot_symbols_init(slot_symbols *symbols, const slot_symbols_type *type, const slot_storage *storage);

/* Gives all memory back and leaves it empty. */
void slot_symbols_free(slot_symbols *symbols);

/*
 * The id of a string, which is added where it is new. `data` may be NULL where length is 0, and may lie in this very
 * table. SLOT_EFULL: it is new and the capacity is reached; SLOT_ENOMEM: no memory; then nothing changes.
 */
slot_status slot_symbols_intern(slot_symbols *symbols, const char *data, size_t length, uint32_t *id);

/* The id of a string that is there, or 0. */
uint32_t slot_symbols_find(const slot_symbols *symbols, const char *data, size_t length);

/* The string of an id, at an address that stays; {NULL, 0} for null and for ids that were never given out. */
slot_text slot_symbols_text(const slot_symbols *symbols, uint32_t id);

/* Iteration in the order of ids: the one behind `after`, or 0 at the end; begin with 0. */
uint32_t slot_symbols_next(const slot_symbols *symbols, uint32_t after);

/*
 * Memory for `count` symbols in all, whose strings have `characters` bytes together, none of them more than twice the
 * average: adding up to there takes none, but for strings beyond 509 bytes, which lie apart; where the average is
 * beyond that, all are taken to be. SLOT_EFULL: the capacity is less; SLOT_ENOMEM: no memory.
 */
slot_status slot_symbols_reserve(slot_symbols *symbols, uint32_t count, size_t characters);

/* Forgets all symbols; the memory stays, but for that of strings beyond 509 bytes. */
void slot_symbols_clear(slot_symbols *symbols);

/* Tables of different types; for slot_resolver (text.h), as its context: each `&tickers.base`. */
typedef struct slot_symbols_list {
    const slot_symbols *const *symbols;
    size_t count;
} slot_symbols_list;

/*
 * The string of an id in the table of that type, of those in the slot_symbols_list that is the context; {NULL, 0} where
 * there is none.
 */
slot_text slot_symbols_resolve(const void *context, const slot_symbols_type *type, uint32_t id);

uint32_t slot_symbols_count(const slot_symbols *symbols);
uint32_t slot_symbols_capacity(const slot_symbols *symbols);
/* Bytes taken from the allocator. */
size_t slot_symbols_bytes(const slot_symbols *symbols);

#ifdef __cplusplus
}
#endif
#endif
