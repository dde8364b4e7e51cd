/* SPDX-License-Identifier: MIT-0 */
/*
 * Tables: the instances of one class bit by bit, as columns (each slot's codes side by side) or as rows (a stride of
 * exactly their bits). Rows are numbered from 0 and have no address; generated code has accessors of its own for them
 * (Trade_table_get_price).
 *
 * Rows lie in blocks of 2^block_shift. Where a slot lies is said by prefixes: in a table of columns the column whose
 * rows before it (of one row) take `prefix` bits begins in each block at bit prefix << block_shift, and a row's part of
 * it lies `stride` bits behind the row's before; in a table of rows the prefix is 0 and the stride that of a whole row.
 * A table of few rows has one smaller block, which is made anew as it grows.
 *
 * Readers beside readers are fine. Writers may write different blocks at once (rows that differ in
 * row >> block_shift); nothing may read or write a block while another thread writes it, and what changes the number of
 * rows needs the table alone.
 */
#ifndef SLOTGEN_TABLE_H
#define SLOTGEN_TABLE_H

#include <slotgen/bitmap.h>
#include <slotgen/blocks.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where the code of a slot, or its presence bit, lies in a table. */
typedef struct slot_column {
    uint64_t prefix; /* bits */
    uint32_t stride; /* bits from one row to the next; 0: there is none, or the slot is no single code (array, text) */
    uint32_t bit;    /* of the code in its part of the row */
} slot_column;

/* What a class's table is made of: constant data that the compiler writes. */
typedef struct slot_table_type {
    const slot_class *type;
    const slot_column *codes;    /* of each slot */
    const slot_column *presence; /* of each slot; NULL where none has a presence bit */
    /*
     * The strides of all columns in order, those of arrays, texts and presence bits too: the prefix of each is the sum
     * of those before it, and all together are row_bits. Not read of rows.
     */
    const uint32_t *strides;
    const unsigned char *initial; /* row_bits bits as init makes a row, a column's at bit `prefix`; NULL: all 0 */
    uint64_t row_bits;            /* of a row: all columns', or a row's stride */
    uint32_t column_count;        /* of `strides` */
    bool is_rows;
} slot_table_type;

/* Everything in it is private but for the functions below. */
typedef struct slot_table {
    slot_blocks store;    /* first: store.blocks is what every access reads */
    size_t count;         /* rows */
    uint32_t block_shift; /* rows of a block: 2^block_shift, 6..SLOT_TABLE_SHIFT_MAX */
    uint32_t most_shift;  /* that of full blocks of this class; equal to block_shift where there are several */
    const slot_table_type *type;
} slot_table;

enum { SLOT_TABLE_SHIFT_MIN = 6, SLOT_TABLE_SHIFT_MAX = 15 };

/* Where a column of the row's block begins, and the row's number in it. The row is there. */
static inline unsigned char *slot_table_column(const slot_table *table, size_t row, uint64_t prefix)
{
    return table->store.blocks[row >> table->block_shift] + (SLOT_CAST(size_t, prefix) << (table->block_shift - 3));
}

static inline size_t slot_table_within(const slot_table *table, size_t row)
{
    return row & ((SLOT_CAST(size_t, 1) << table->block_shift) - 1);
}

static inline unsigned slot_table_shift(const slot_table *table)
{
    return SLOT_CAST(unsigned, table->block_shift);
}

/* Where a column begins in a block of 2^block_shift rows. */
static inline unsigned char *slot_table_part(unsigned char *block, unsigned block_shift, uint64_t prefix)
{
    return block + (SLOT_CAST(size_t, prefix) << (block_shift - 3));
}

/*
 * A whole row of `bits` bits, whose words are at `row`, into a block from a bit on. No word is read that was just
 * written in part, which would have to wait for the cache. `bits` is a constant where it is called, and what depends on
 * it falls away; bits of `row` behind the last are 0.
 */
static inline void slot_store_row(unsigned char *block, size_t bit, const uint64_t *row, size_t bits)
{
    unsigned char *at = block + bit / 8;
    const unsigned shift = SLOT_CAST(unsigned, bit % 8);
    const size_t last = (bits - 1) / 64;
    uint64_t below = slot_load8(at) & ((UINT32_C(1) << shift) - 1);
    for (size_t i = 0; i < last; i++) {
        slot_store64(at, below | row[i] << shift);
        below = row[i] >> 1 >> (63 - shift);
        at += 8;
    }
    const unsigned used = SLOT_CAST(unsigned, bits - last * 64) + shift; /* 1..71 */
    const uint64_t above = used < 64 ? slot_load64(at) >> used << used : 0;
    slot_store64(at, below | row[last] << shift | above);
    if (used > 64) {
        const uint32_t kept = slot_load8(at + 8) >> (used - 64) << (used - 64);
        slot_store8(at + 8, kept | SLOT_CAST(uint32_t, row[last] >> 1 >> (63 - shift)));
    }
}

void slot_table_init(slot_table *table, const slot_table_type *type, const slot_storage *storage);
void slot_table_free(slot_table *table);

/* Memory for so many rows in all: appending up to there cannot fail. SLOT_ENOMEM: nothing has changed. */
slot_status slot_table_reserve(slot_table *table, size_t rows);

/*
 * So many rows; new ones are as init makes an instance. SLOT_ENOMEM: nothing has changed. slot_table_grow is the same
 * for new rows whose bits may be anything, which the caller writes. SLOT_EFULL: more than a table can have.
 */
slot_status slot_table_resize(slot_table *table, size_t rows);
slot_status slot_table_grow(slot_table *table, size_t rows);

/*
 * One row more, table->count - 1, of any content: as slot_table_grow, which only the first row of a block needs to
 * call.
 */
static inline slot_status slot_table_extend(slot_table *table)
{
    if (slot_table_within(table, table->count) == 0) return slot_table_grow(table, table->count + 1);
    table->count++;
    return SLOT_OK;
}

/* The last row takes the place of `row`, and there is one less. SLOT_ESTALE: no such row. */
slot_status slot_table_swap_remove(slot_table *table, size_t row);

/* No rows; the memory stays. */
void slot_table_clear(slot_table *table);

static inline size_t slot_table_count(const slot_table *table)
{
    return table->count;
}

/* Bytes taken from the allocator; those that rows need: the bits of all rows, rounded up. */
size_t slot_table_bytes(const slot_table *table);
size_t slot_table_row_bytes(const slot_table *table);

/* What generated accessors call with a row that is not there: slot_violation with SLOT_ESTALE and the row. */
SLOT_COLD void slot_refuse_row(const slot_class *type, size_t row, int slot);

#ifdef __cplusplus
}
#endif
#endif
