/* SPDX-License-Identifier: MIT */
/* What slotgen makes of storage.slots: tables of columns and of rows, as they grow, and with huge pages reserved. */
#include "ours.h"

#include <scan_kernel.h>

/* A table, and the bits of its filters, which are kept. */
#define TABLE(class)                                                                                                   \
    struct class##_store                                                                                               \
    {                                                                                                                  \
        class##_table table;                                                                                           \
        slot_bitmap bits;                                                                                              \
    };                                                                                                                 \
    static void *class##_table_open(const slot_storage *storage, size_t reserved)                                      \
    {                                                                                                                  \
        struct class##_store *const store = contender_memory(sizeof *store);                                           \
        class##_table_init_with(&store->table, storage);                                                               \
        check(class##_table_reserve(&store->table, reserved));                                                         \
        slot_bitmap_init(&store->bits, NULL);                                                                          \
        return store;                                                                                                  \
    }                                                                                                                  \
    static size_t class##_table_size(const void *store)                                                                \
    {                                                                                                                  \
        return class##_table_bytes(&((const struct class##_store *)store)->table);                                     \
    }

/* Bulk creation: some rows more, and their columns written from arrays. */
#define TABLE_BULK(class, write)                                                                                       \
    static void class##_bulk(void *memory, size_t count)                                                               \
    {                                                                                                                  \
        class##_table *const table = &((struct class##_store *)memory)->table;                                         \
        check(class##_table_reserve(table, count));                                                                    \
        for (size_t first = 0; first < count; first += SOURCE_ROWS) {                                                  \
            const size_t rows = count - first < SOURCE_ROWS ? count - first : SOURCE_ROWS;                             \
            check(slot_table_grow(&table->base, first + rows));                                                        \
            write                                                                                                      \
        }                                                                                                              \
    }
#define COLUMN(class, slot) check(class##_table_write_##slot(table, first, rows, source.slot));
#define DATE_COLUMNS(class) COLUMN(class, year) COLUMN(class, month) COLUMN(class, day)
#define TRADE_COLUMNS(class)                                                                                           \
    COLUMN(class, symbol) check(class##_table_write_side(table, first, rows, (const Side *)source.side));              \
    COLUMN(class, price)                                                                                               \
    COLUMN(class, quantity)                                                                                            \
    COLUMN(class, time)                                                                                                \
    COLUMN(class, flags)                                                                                               \
    COLUMN(class, venue) check(class##_table_write_parent(table, first, rows, source.parent, NULL));

#define TABLE_ASK(class, one, two, three, where, relation, limit, what)                                                \
    static uint64_t class##_table_scan(const void *memory, size_t count)                                               \
    {                                                                                                                  \
        const class##_table *const table = &((const struct class##_store *)memory)->table;                             \
        int64_t a, b, c;                                                                                               \
        (void)count;                                                                                                   \
        check(class##_table_sum_##one(table, NULL, &a));                                                               \
        check(class##_table_sum_##two(table, NULL, &b));                                                               \
        check(class##_table_sum_##three(table, NULL, &c));                                                             \
        return (uint64_t)(a + b + c);                                                                                  \
    }                                                                                                                  \
    static uint64_t class##_table_filter(const void *memory, size_t count)                                             \
    {                                                                                                                  \
        struct class##_store *const store = (struct class##_store *)(uintptr_t)memory;                                 \
        int64_t sum;                                                                                                   \
        (void)count;                                                                                                   \
        check(class##_table_filter_##where(&store->table, relation, limit, &store->bits));                             \
        check(class##_table_sum_##what(&store->table, &store->bits, &sum));                                            \
        return (uint64_t)sum;                                                                                          \
    }
#define DATE_TABLE(class)                                                                                              \
    TABLE(class)                                                                                                       \
    TABLE_BULK(class, DATE_COLUMNS(class))                                                                             \
    TABLE_ASK(class, year, month, day, month, SLOT_LESS_EQUAL, MONTH_LIMIT, year)
#define TRADE_TABLE(class)                                                                                             \
    TABLE(class)                                                                                                       \
    TABLE_BULK(class, TRADE_COLUMNS(class))                                                                            \
    TABLE_ASK(class, price, quantity, venue, price, SLOT_LESS, PRICE_LIMIT, quantity)
DATE_TABLE(Date)
DATE_TABLE(DateRow)
TRADE_TABLE(Trade)
TRADE_TABLE(TradeRow)

#define NAME    columns_date
#define TITLE   "slotgen, table, columns"
#define IS_DATE 1
#define CLASS   Date
#include "table_loops.h"

#define NAME    columns_date_huge
#define TITLE   "slotgen, table, columns, huge pages"
#define IS_DATE 1
#define CLASS   Date
#define HUGE_PAGES
#include "table_loops.h"

#define NAME    rows_date
#define TITLE   "slotgen, table, rows"
#define IS_DATE 1
#define CLASS   DateRow
#include "table_loops.h"

#define NAME    rows_date_huge
#define TITLE   "slotgen, table, rows, huge pages"
#define IS_DATE 1
#define CLASS   DateRow
#define HUGE_PAGES
#include "table_loops.h"

#define NAME    columns_trade
#define TITLE   "slotgen, table, columns"
#define IS_DATE 0
#define CLASS   Trade
#include "table_loops.h"

#define NAME    columns_trade_huge
#define TITLE   "slotgen, table, columns, huge pages"
#define IS_DATE 0
#define CLASS   Trade
#define HUGE_PAGES
#include "table_loops.h"

#define NAME    rows_trade
#define TITLE   "slotgen, table, rows"
#define IS_DATE 0
#define CLASS   TradeRow
#include "table_loops.h"

#define NAME    rows_trade_huge
#define TITLE   "slotgen, table, rows, huge pages"
#define IS_DATE 0
#define CLASS   TradeRow
#define HUGE_PAGES
#include "table_loops.h"

/* ---- read row by row, as structs ---- */

#define NAME    columns_date_row
#define TITLE   "slotgen, table, columns, get_row"
#define IS_DATE 1
#define CLASS   Date
#define READS_ROWS
#include "table_loops.h"

#define NAME    rows_date_row
#define TITLE   "slotgen, table, rows, get_row"
#define IS_DATE 1
#define CLASS   DateRow
#define READS_ROWS
#include "table_loops.h"

#define NAME    columns_trade_row
#define TITLE   "slotgen, table, columns, get_row"
#define IS_DATE 0
#define CLASS   Trade
#define READS_ROWS
#include "table_loops.h"

#define NAME    rows_trade_row
#define TITLE   "slotgen, table, rows, get_row"
#define IS_DATE 0
#define CLASS   TradeRow
#define READS_ROWS
#include "table_loops.h"

/* ---- the same with less than the machine can ---- */

/* What the runtime asks: this program answers, by what the runtime would have answered where nothing is forced. */
scan_path machine_scan_path(void);
static scan_path forced_path;
static bool is_forced;

scan_path slot_scan_path(void)
{
    return is_forced ? forced_path : machine_scan_path();
}

#define FORCED(function, ask, path)                                                                                    \
    static uint64_t function(const void *store, size_t count)                                                          \
    {                                                                                                                  \
        forced_path = path;                                                                                            \
        is_forced = true;                                                                                              \
        const uint64_t sum = ask(store, count);                                                                        \
        is_forced = false;                                                                                             \
        return sum;                                                                                                    \
    }
FORCED(Date_scan_avx2, Date_table_scan, SCAN_AVX2)
FORCED(Date_filter_avx2, Date_table_filter, SCAN_AVX2)
FORCED(Date_scan_plain, Date_table_scan, SCAN_PLAIN)
FORCED(Date_filter_plain, Date_table_filter, SCAN_PLAIN)
FORCED(Trade_scan_avx2, Trade_table_scan, SCAN_AVX2)
FORCED(Trade_filter_avx2, Trade_table_filter, SCAN_AVX2)
FORCED(Trade_scan_plain, Trade_table_scan, SCAN_PLAIN)
FORCED(Trade_filter_plain, Trade_table_filter, SCAN_PLAIN)

#define NAME    columns_date_avx2
#define TITLE   "slotgen, table, columns, AVX2"
#define IS_DATE 1
#define CLASS   Date
#define SCAN    Date_scan_avx2
#define FILTER  Date_filter_avx2
#include "table_loops.h"

#define NAME    columns_date_plain
#define TITLE   "slotgen, table, columns, plain C"
#define IS_DATE 1
#define CLASS   Date
#define SCAN    Date_scan_plain
#define FILTER  Date_filter_plain
#include "table_loops.h"

#define NAME    columns_trade_avx2
#define TITLE   "slotgen, table, columns, AVX2"
#define IS_DATE 0
#define CLASS   Trade
#define SCAN    Trade_scan_avx2
#define FILTER  Trade_filter_avx2
#include "table_loops.h"

#define NAME    columns_trade_plain
#define TITLE   "slotgen, table, columns, plain C"
#define IS_DATE 0
#define CLASS   Trade
#define SCAN    Trade_scan_plain
#define FILTER  Trade_filter_plain
#include "table_loops.h"

static const struct contender *const dates[] = {
    &contender_columns_date,      &contender_columns_date_row,   &contender_rows_date_row,
    &contender_columns_date_avx2, &contender_columns_date_plain, &contender_columns_date_huge,
    &contender_rows_date,         &contender_rows_date_huge,     NULL};
static const struct contender *const trades[] = {
    &contender_columns_trade,      &contender_columns_trade_row,   &contender_rows_trade_row,
    &contender_columns_trade_avx2, &contender_columns_trade_plain, &contender_columns_trade_huge,
    &contender_rows_trade,         &contender_rows_trade_huge,     NULL};
const struct contenders tables_contenders = {dates, trades};
