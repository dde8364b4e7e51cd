/* SPDX-License-Identifier: MIT-0 */
/*
 * Work on whole columns of a table: reading and writing ranges, filters by constants, sums, least and greatest. By the
 * slot's index; generated code has typed functions for each slot (Trade_table_sum_price). In tables of rows it does the
 * same, at the speed of rows.
 *
 * Rows where the slot is unset, or of an arm that is not there, match no filter and count nowhere. Results are the same on every
 * host, those of floats too: sums are taken in an order that only the rows' numbers tell.
 *
 * `under`: only the rows whose bits are 1; NULL: all. SLOT_EARG where it has not as many bits as there are rows.
 * SLOT_ENAME: no such slot; SLOT_ETYPE: the slot, an array, a text or the like, has no single code, or no such values.
 */
#ifndef SLOTGEN_SCAN_H
#define SLOTGEN_SCAN_H

#include <slotgen/table.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum slot_relation {
    SLOT_EQUAL,
    SLOT_NOT_EQUAL,
    SLOT_LESS,
    SLOT_LESS_EQUAL,
    SLOT_GREATER,
    SLOT_GREATER_EQUAL
} slot_relation;

/*
 * The rows whose slot compares so with the value, as bits of `out`, which gets as many as there are rows. Numbers are compared as
 * numbers: a value that the slot cannot hold is no error. Enums compare by value, symbols, refs and bools by EQUAL and NOT_EQUAL too.
 * SLOT_ENOMEM; SLOT_ETYPE also for a value of another kind. NaN equals NaN and is greater than all numbers, -0.0 equals 0.0.
 */
slot_status slot_table_filter(const slot_table *table, int slot, slot_relation relation, slot_value value,
                              slot_bitmap *out);

/* low <= slot <= high. */
slot_status slot_table_filter_between(const slot_table *table, int slot, slot_value low, slot_value high,
                                      slot_bitmap *out);

/* The rows where the slot has a value. */
slot_status slot_table_filter_has(const slot_table *table, int slot, slot_bitmap *out);

/* The rows where all flags of the mask are set. */
slot_status slot_table_filter_flags(const slot_table *table, int slot, uint64_t mask, slot_bitmap *out);

/* The rows that compare so, as numbers, ascending from row *from on; as slot_bitmap_rows. */
slot_status slot_table_select(const slot_table *table, int slot, slot_relation relation, slot_value value, size_t *from,
                              size_t *rows, size_t room, size_t *found);

/* How many rows compare so. */
slot_status slot_table_count_where(const slot_table *table, int slot, slot_relation relation, slot_value value,
                                   const slot_bitmap *under, size_t *count);

/*
 * The sum of the values: of integers, bools (how many are true) and counts of steps exact, SLOT_ERANGE where the result does not
 * fit; of floats and of ranges with a step as double. Of no rows 0. `count`, or NULL: how many values.
 */
slot_status slot_table_sum_int(const slot_table *table, int slot, const slot_bitmap *under, int64_t *sum,
                               size_t *count);
slot_status slot_table_sum_uint(const slot_table *table, int slot, const slot_bitmap *under, uint64_t *sum,
                                size_t *count);
slot_status slot_table_sum_float(const slot_table *table, int slot, const slot_bitmap *under, double *sum,
                                 size_t *count);

/* The least and the greatest value (enums by value); SLOT_EUNSET where there is none. */
slot_status slot_table_min(const slot_table *table, int slot, const slot_bitmap *under, slot_value *out);
slot_status slot_table_max(const slot_table *table, int slot, const slot_bitmap *under, slot_value *out);

/*
 * The C type of a slot's values in arrays, for reading and writing ranges. Of a range with a step that is no integer,
 * double gives the values, and the integer types give the counts of steps.
 */
typedef enum slot_array_type {
    SLOT_ARRAY_INT32,  /* enums too */
    SLOT_ARRAY_UINT32, /* flags, refs and symbol ids too */
    SLOT_ARRAY_INT64,
    SLOT_ARRAY_UINT64,
    SLOT_ARRAY_BOOL,
    SLOT_ARRAY_FLOAT,
    SLOT_ARRAY_DOUBLE
} slot_array_type;

/*
 * Values of the rows first .. first + count - 1 into out[0 .. count - 1], of that type. `has` gets whether each is set, and may be
 * NULL; unset ones read as the slot's sentinel, or else its lowest value. SLOT_ESTALE: not all rows are there.
 */
slot_status slot_table_read(const slot_table *table, int slot, size_t first, size_t count, slot_array_type type,
                            void *out, bool *has);

/*
 * The same the other way; `has` NULL: all are set. SLOT_ERANGE: some value is outside what the slot holds, and nothing has changed.
 * SLOT_EREADONLY. *bad, unless NULL: the index of the first value refused. A row that has another arm than the slot's is left
 * alone where `has` says that there is no value for it, and refused with SLOT_EUNSET where there is one.
 */
slot_status slot_table_write(slot_table *table, int slot, size_t first, size_t count, slot_array_type type,
                             const void *in, const bool *has, size_t *bad);

#ifdef __cplusplus
}
#endif
#endif
