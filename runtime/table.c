/* SPDX-License-Identifier: MIT-0 */
/*
 * Tables: blocks of rows that are made, moved and removed as bits, column by column; what the bits mean is the affair
 * of generated accessors and of the scans. A table of rows is one column here, whose stride is the whole row.
 *
 * Only copies of bits are hot: the rest is compiled for size.
 *
 * Every block has SPARE bytes behind its last bit, so that a word at any bit of it reaches into no other block.
 */
#include <slotgen/table.h>

#include <string.h>

enum {
    SPARE = 64,           /* bytes; and what blocks are aligned to */
    BLOCK_BITS = 8 << 20, /* blocks above this have fewer rows, as long as they have more than the fewest */
    CHUNK = 56            /* bits that a word of 8 bytes has from any bit of its first byte on */
};

/* ---- Bits ---- */

static uint64_t mask_of(uint64_t bits)
{
    return (UINT64_C(1) << bits) - 1;
}

static uint64_t chunk_of(uint64_t bits)
{
    return bits < CHUNK ? bits : CHUNK;
}

/* At most CHUNK bits from a bit on; no byte without one of them is read. */
SLOT_COLD static uint64_t bits_at(const unsigned char *from, uint64_t bit, uint64_t count)
{
    uint64_t word = 0;
    for (uint64_t byte = bit / 8; byte * 8 < bit + count; byte++) {
        word |= SLOT_CAST(uint64_t, from[byte]) << (byte - bit / 8) * 8;
    }
    return word >> bit % 8 & mask_of(count);
}

/* Writes at most CHUNK bits in a block. */
static void put_bits(unsigned char *to, uint64_t bit, uint64_t count, uint64_t bits)
{
    unsigned char *const at = to + bit / 8;
    const uint64_t others = slot_load64(at) & ~(mask_of(count) << bit % 8);
    slot_store64(at, others | bits << bit % 8);
}

/* Copies bits that do not overlap, in blocks. */
static void copy_bits(unsigned char *to, uint64_t to_bit, const unsigned char *from, uint64_t from_bit, uint64_t count)
{
    if (to_bit % 8 == 0 && from_bit % 8 == 0 && count >= 64) {
        memcpy(to + to_bit / 8, from + from_bit / 8, SLOT_CAST(size_t, count / 8));
        to_bit += count / 8 * 8;
        from_bit += count / 8 * 8;
        count %= 8;
    }
    while (count > 0) {
        const uint64_t chunk = chunk_of(count);
        put_bits(to, to_bit, chunk, slot_load64(from + from_bit / 8) >> from_bit % 8 & mask_of(chunk));
        to_bit += chunk;
        from_bit += chunk;
        count -= chunk;
    }
}

static void clear_bits(unsigned char *to, uint64_t bit, uint64_t count)
{
    const uint64_t head = count < 8 - bit % 8 ? count : 8 - bit % 8;
    put_bits(to, bit, head, 0);
    bit += head;
    count -= head;
    if (count >= 8) memset(to + bit / 8, 0, SLOT_CAST(size_t, count / 8));
    put_bits(to, bit + count / 8 * 8, count % 8, 0);
}

/* ---- Columns ---- */

static uint32_t column_count(const slot_table_type *type)
{
    return type->is_rows ? 1 : type->column_count;
}

static uint64_t column_stride(const slot_table_type *type, uint32_t column)
{
    return type->is_rows ? type->row_bits : type->strides[column];
}

static size_t bytes_of_rows(const slot_table_type *type, uint32_t shift)
{
    return SLOT_CAST(size_t, type->row_bits << (shift - 3));
}

/* The bytes of a block of 2^shift rows, or 0 where they are more than memory has. */
static size_t block_bytes(const slot_table_type *type, uint32_t shift)
{
    if (type->row_bits > SIZE_MAX / 4 >> (shift - 3)) return 0;
    return (bytes_of_rows(type, shift) + SPARE + SPARE - 1) / SPARE * SPARE;
}

/* Makes `count` rows from the row `first` of a column in a block as init makes them. */
SLOT_COLD static void make_column(unsigned char *column, uint64_t stride, uint64_t first, uint64_t count,
                                  const unsigned char *initial, uint64_t prefix)
{
    bool is_zero = true;
    for (uint64_t bit = 0; is_zero && initial != NULL && bit < stride; bit += CHUNK) {
        is_zero = bits_at(initial, prefix + bit, chunk_of(stride - bit)) == 0;
    }
    if (is_zero) {
        clear_bits(column, first * stride, count * stride);
        return;
    }
    for (uint64_t bit = 0; bit < stride; bit += CHUNK) {
        const uint64_t chunk = chunk_of(stride - bit);
        put_bits(column, first * stride + bit, chunk, bits_at(initial, prefix + bit, chunk));
    }
    for (uint64_t done = 1; done < count;) {
        const uint64_t more = done < count - done ? done : count - done;
        copy_bits(column, (first + done) * stride, column, first * stride, more * stride);
        done += more;
    }
}

/* Makes the rows from `first` up to `end` as init makes them. */
SLOT_COLD static void make_rows(const slot_table *table, size_t first, size_t end)
{
    const slot_table_type *const type = table->type;
    while (first < end) {
        const size_t within = slot_table_within(table, first);
        const size_t rest = (SLOT_CAST(size_t, 1) << table->block_shift) - within;
        const size_t count = rest < end - first ? rest : end - first;
        uint64_t prefix = 0;
        for (uint32_t i = 0; i < column_count(type); i++) {
            const uint64_t stride = column_stride(type, i);
            make_column(slot_table_column(table, first, prefix), stride, within, count, type->initial, prefix);
            prefix += stride;
        }
        first += count;
    }
}

/* ---- Growth ---- */

static void init_store(slot_blocks *store, const slot_table_type *type, uint32_t shift, const slot_storage *storage)
{
    slot_blocks_init(store, storage, block_bytes(type, shift), SPARE);
    store->slack = 0; /* blocks have SPARE */
}

void slot_table_init(slot_table *table, const slot_table_type *type, const slot_storage *storage)
{
    table->count = 0;
    table->type = type;
    table->most_shift = SLOT_TABLE_SHIFT_MAX;
    while (table->most_shift > SLOT_TABLE_SHIFT_MIN &&
           type->row_bits > SLOT_CAST(uint64_t, BLOCK_BITS) >> table->most_shift) {
        table->most_shift--;
    }
    table->block_shift = SLOT_TABLE_SHIFT_MIN;
    init_store(&table->store, type, table->block_shift, storage);
}

void slot_table_free(slot_table *table)
{
    const slot_storage storage = table->store.storage;
    slot_blocks_free(&table->store);
    slot_table_init(table, table->type, &storage);
}

/* How many blocks of 2^shift rows so many rows need. */
static size_t blocks_of(size_t rows, uint32_t shift)
{
    return rows == 0 ? 0 : ((rows - 1) >> shift) + 1;
}

/* Moves the rows of the one small block into a block of 2^shift rows, with memory for so many blocks. */
SLOT_COLD static slot_status remake(slot_table *table, uint32_t shift, size_t blocks)
{
    const slot_table_type *const type = table->type;
    slot_blocks store;
    init_store(&store, type, shift, &table->store.storage);
    if (slot_blocks_reserve(&store, blocks) != SLOT_OK) return SLOT_ENOMEM;
    uint64_t prefix = 0;
    for (uint32_t i = 0; table->count > 0 && i < column_count(type); i++) {
        const uint64_t stride = column_stride(type, i);
        memcpy(store.blocks[0] + SLOT_CAST(size_t, prefix << (shift - 3)), slot_table_column(table, 0, prefix),
               SLOT_CAST(size_t, (table->count * stride + 7) / 8));
        prefix += stride;
    }
    if (table->count > 0) slot_blocks_add(&store);
    slot_blocks_free(&table->store);
    table->store = store;
    table->block_shift = shift;
    return SLOT_OK;
}

/* Memory for so many rows: exactly so much where `is_exact` or where they are many more, else a little ahead. */
SLOT_COLD static slot_status make_room(slot_table *table, size_t rows, bool is_exact)
{
    const size_t ready = table->store.ready;
    if (blocks_of(rows, table->block_shift) <= ready) return SLOT_OK;
    const size_t most_bytes = block_bytes(table->type, table->most_shift);
    if (rows > SIZE_MAX / 2 || most_bytes == 0) return SLOT_EFULL;
    if (blocks_of(rows, table->most_shift) > SIZE_MAX / 2 / most_bytes) return SLOT_EFULL;
    uint32_t shift = table->block_shift;
    while (shift < table->most_shift && (rows - 1) >> shift != 0) shift++;
    const size_t needed = blocks_of(rows, shift);
    if (shift != table->block_shift) return remake(table, shift, needed);
    if (is_exact || needed == 1 || needed - ready > 1 + ready / 64) return slot_blocks_reserve(&table->store, needed);
    const size_t used = table->store.count;
    slot_status status = SLOT_OK;
    while (status == SLOT_OK && table->store.ready < needed) {
        table->store.count = table->store.ready;
        status = slot_blocks_add(&table->store);
    }
    slot_blocks_shrink(&table->store, used);
    return status;
}

/* So many rows, for which there is memory. */
static void set_count(slot_table *table, size_t rows)
{
    const size_t needed = blocks_of(rows, table->block_shift);
    while (table->store.count < needed) slot_blocks_add(&table->store);
    slot_blocks_shrink(&table->store, needed);
    table->count = rows;
}

slot_status slot_table_reserve(slot_table *table, size_t rows)
{
    return make_room(table, rows, true);
}

slot_status slot_table_grow(slot_table *table, size_t rows)
{
    const slot_status status = make_room(table, rows, false);
    if (status == SLOT_OK) set_count(table, rows);
    return status;
}

slot_status slot_table_resize(slot_table *table, size_t rows)
{
    const size_t before = table->count;
    const slot_status status = slot_table_grow(table, rows);
    if (status == SLOT_OK) make_rows(table, before, rows);
    return status;
}

/* ---- Removing ---- */

slot_status slot_table_swap_remove(slot_table *table, size_t row)
{
    const slot_table_type *const type = table->type;
    if (row >= table->count) return SLOT_ESTALE;
    const size_t last = table->count - 1;
    uint64_t prefix = 0;
    for (uint32_t i = 0; row < last && i < column_count(type); i++) {
        const uint64_t stride = column_stride(type, i);
        copy_bits(slot_table_column(table, row, prefix), slot_table_within(table, row) * stride,
                  slot_table_column(table, last, prefix), slot_table_within(table, last) * stride, stride);
        prefix += stride;
    }
    set_count(table, last);
    return SLOT_OK;
}

void slot_table_clear(slot_table *table)
{
    set_count(table, 0);
}

/* ---- Questions ---- */

size_t slot_table_bytes(const slot_table *table)
{
    return table->store.bytes;
}

size_t slot_table_row_bytes(const slot_table *table)
{
    const uint64_t row_bits = table->type->row_bits;
    return SLOT_CAST(size_t, table->count / 8 * row_bits + (table->count % 8 * row_bits + 7) / 8);
}

void slot_refuse_row(const slot_class *type, size_t row, int slot)
{
    const slot_value refused = slot_from_uint(row);
    slot_violation(type, slot, SLOT_ESTALE, &refused);
}
