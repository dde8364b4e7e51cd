/* SPDX-License-Identifier: MIT-0 */
/*
 * The slot of a scan: where its codes are, when it has a value, and which codes compare how with a number. Internal to
 * the runtime.
 */
#ifndef SLOTGEN_SCAN_COLUMN_H
#define SLOTGEN_SCAN_COLUMN_H

#include "scan_kernel.h"

#include <slotgen/scan.h>

/* Codes of each row. */
struct scan_column {
    uint64_t prefix;
    uint32_t stride;
    uint32_t bit;
    unsigned width;
};

struct scan_test {
    struct scan_column column;
    struct scan_range range;
};

/* A slot lies in up to 64 arms, each of which has a tag and perhaps a bit that says whether it is set. */
enum { SCAN_TESTS = 2 * 64 + 2 };

struct scan_slot {
    const slot_table *table;
    const slot_class *type;
    const slot_descriptor *slot;
    int index;
    scan_path path;
    struct scan_column column;
    struct scan_range codes;            /* of values */
    struct scan_test tests[SCAN_TESTS]; /* rows where all of them hold have a value */
    size_t test_count;
    size_t own_tests; /* the first of them, which tell whether the slot is set; the others whether its arm is there */
};

/* SLOT_ENAME no such slot, SLOT_ETYPE one without a single code. */
slot_status slot_scan_find(const slot_table *table, int index, struct scan_slot *out);

/* The value of a code of a value. */
slot_value slot_scan_value(const struct scan_slot *slot, uint64_t code);

/* ---- Rows in parts ---- */

/* Rows that are done in one go: as many as the first cache holds of codes. All in one block, the first at a word. */
enum { SCAN_PART = 4096, SCAN_PART_WORDS = SCAN_PART / 64 };

/* How many rows from `row` on are a part; 0 at the end. */
size_t slot_scan_part(const slot_table *table, size_t row, size_t end);

/* The codes of `count` rows of one block. */
struct scan_run slot_scan_run(const slot_table *table, const struct scan_column *column, size_t row, size_t count);

/* Ands the rows in which the slot has a value to `words`. */
void slot_scan_and_set(const struct scan_slot *slot, size_t row, size_t count, uint64_t *words);

/*
 * The rows of a part that have a value and are under the bitmap: in `words`, of which there are SCAN_PART_WORDS, or the
 * bitmap's own; NULL where that is all of them. *counted: how many.
 */
const uint64_t *slot_scan_select(const struct scan_slot *slot, const slot_bitmap *under, size_t row, size_t count,
                                 uint64_t *words, size_t *counted);

/* The ones of the first `count` bits; the others of their last word are 0. */
size_t slot_scan_ones(const uint64_t *words, size_t count);

/* ---- Ranges of rows and arrays ---- */

enum { SCAN_RANGE_PART = 512 };

/* Bytes of an element, by slot_array_type. */
extern const unsigned char slot_scan_sizes[];

/* As slot_scan_find, and SLOT_ESTALE where not all rows are there; with that the slot is found too. */
slot_status slot_scan_find_range(const slot_table *table, int index, size_t first, size_t count, struct scan_slot *out);

/* Rows from `row` on, `rest` at most, that are in one block and no more than SCAN_RANGE_PART. */
size_t slot_scan_range_part(const slot_table *table, size_t row, size_t rest);

/* The rows of such a part that have a value; NULL: all. */
const uint64_t *slot_scan_find_set(const struct scan_slot *slot, size_t row, size_t count, uint64_t *words);

/* Whether arrays of that type can hold what the slot holds: to read, all of it. */
bool slot_scan_serves(const struct scan_slot *slot, slot_array_type array, bool to_read);

/* Whether each element, as bits, is the code + *base. */
bool slot_scan_is_even(const struct scan_slot *slot, slot_array_type array, uint64_t *base);

/* ---- What is looked for ---- */

/* Rows whose code is in one of the ranges, or with `others` in none, and which have a value. */
enum { SCAN_RANGES = 3 };
struct scan_query {
    struct scan_range ranges[SCAN_RANGES];
    size_t count;
    bool others;
};

/* SLOT_ETYPE: values of another kind, or that have no such order; SLOT_EARG: no relation. */
slot_status slot_scan_compare(const struct scan_slot *slot, slot_relation relation, const slot_value *value,
                              struct scan_query *out);
slot_status slot_scan_between(const struct scan_slot *slot, const slot_value *low, const slot_value *high,
                              struct scan_query *out);

/* A float's codes as ranges: of numbers below 0, ascending from the greatest; of others; and of what is none. */
struct scan_range slot_scan_negatives(const slot_descriptor *slot);
struct scan_range slot_scan_positives(const slot_descriptor *slot);

#endif
