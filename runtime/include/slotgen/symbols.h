/* SPDX-License-Identifier: MIT-0 */
/*
 * Symbols: strings that are kept once each and known by ids, which are dense from 1 in the order of their coming.
 *
 * A string is any bytes: NULs in it count, what is no UTF-8 is kept as it is, and the empty string is a symbol too. Ids
 * and texts stay until clear or free. Generated code wraps these functions in types of its own (tickers_symbols,
 * tickers_id). One thread at a time may intern; readers beside readers are fine.
 */
#ifndef SLOTGEN_SYMBOLS_H
#define SLOTGEN_SYMBOLS_H

#include <slotgen/blocks.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Everything in it is private but for the functions below. */
typedef struct slot_symbols {
    const slot_symbols_type *type;
    slot_storage storage;
    uint32_t count; /* ids 1..count are given out */
    /* ... the area of symbols fills in the rest ... */
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

/* Memory for `count` symbols of `characters` bytes together. */
slot_status slot_symbols_reserve(slot_symbols *symbols, uint32_t count, size_t characters);

/* Forgets all symbols and keeps the memory. */
void slot_symbols_clear(slot_symbols *symbols);

uint32_t slot_symbols_count(const slot_symbols *symbols);
uint32_t slot_symbols_capacity(const slot_symbols *symbols);
/* Bytes taken from the allocator. */
size_t slot_symbols_bytes(const slot_symbols *symbols);

#ifdef __cplusplus
}
#endif
#endif
