/* SPDX-License-Identifier: MIT */
/*
 * The records: one for every assigned code point, the elements of their decompositions, and the runs that tell which
 * record is whose. Owns what UnicodeData.txt's fields mean.
 */
#ifndef STORE_H
#define STORE_H

#include "reader.h"
#include "ucd.slots.h"

struct store {
    ucd_CodePoint *records;
    ucd_Mapped *mapped;
    ucd_Run *runs;
    size_t record_count, record_room;
    size_t mapped_count, mapped_room;
    size_t run_count, run_room;
    size_t decomposition_count;
};

/* Loads a file. False where something is wrong, which has been said. In both cases store_free gives the memory back. */
bool store_load(struct store *store, const char *path);

void store_free(struct store *store);

/* The record of a code point, or NULL where it is not assigned. */
const ucd_CodePoint *store_find(const struct store *store, int32_t code);

/*
 * What UnicodeData.txt says in `field` (FIELD_GENERAL_CATEGORY .. FIELD_TITLE, but no name and no comment) about a code
 * point, written from its record. Returns the length.
 */
enum { STORE_FIELD_ROOM = 256 };
size_t store_field(const struct store *store, const ucd_CodePoint *record, int32_t code, int field,
                   char text[STORE_FIELD_ROOM]);

#endif
