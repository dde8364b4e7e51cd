/* SPDX-License-Identifier: MIT */
/*
 * What hand.h has not: records as one writes them without thinking of memory, rows of whole bytes and of mixed radix,
 * an array for each slot, and the loops that vectorise: sums of 32 bits over a block at a time.
 */
#ifndef BENCH_HAND_STORAGE_H
#define BENCH_HAND_STORAGE_H

#include "contender.h"
#include "hand.h"
#include "values.h"

#include <string.h>
#include <sys/mman.h>

#define HAND_UNUSED __attribute__((unused))

typedef struct {
    int year, month, day;
} IntDate;

typedef struct IntTrade {
    int symbol, side;
    int64_t price;
    int quantity;
    int64_t time;
    unsigned flags;
    int venue;
    int64_t parent; /* as wide as a pointer */
} IntTrade;

/* ---- memory ---- */

static HAND_UNUSED void *huge_memory(size_t bytes)
{
    const size_t huge = (size_t)2 << 20;
    const size_t size = (bytes + 64 + huge - 1) / huge * huge;
    void *const memory = aligned_alloc(huge, size);
    if (memory == NULL) contender_fail("out of memory");
    madvise(memory, size, MADV_HUGEPAGE);
    return memory;
}

/* ---- rows of 3 and 18 bytes: one wide load, one wide store that keeps what is behind ---- */

typedef struct {
    unsigned char bytes[3];
} ByteDate;

static inline uint32_t hand_load32(const void *place)
{
    uint32_t word;
    memcpy(&word, place, sizeof word);
    return word;
}

static inline void hand_store32(void *place, uint32_t word)
{
    memcpy(place, &word, sizeof word);
}

static inline uint64_t hand_load64(const void *place)
{
    uint64_t word;
    memcpy(&word, place, sizeof word);
    return word;
}

static inline void hand_store64(void *place, uint64_t word)
{
    memcpy(place, &word, sizeof word);
}

#define BYTE_SLOT(record, slot, type, bits, byte, first, width, low)                                                   \
    HAND_SLOT(record, slot, type,                                                                                      \
              (type)(hand_load##bits(self->bytes + (byte)) >> (first) & (UINT##bits##_MAX >> ((bits) - (width)))) +    \
                  (low),                                                                                               \
              hand_store##bits(                                                                                        \
                  self->bytes + (byte),                                                                                \
                  (hand_load##bits(self->bytes + (byte)) & ~((UINT##bits##_MAX >> ((bits) - (width))) << (first))) |   \
                      ((uint##bits##_t)(value - (low)) & (UINT##bits##_MAX >> ((bits) - (width)))) << (first)))

BYTE_SLOT(ByteDate, year, int32_t, 32, 0, 0, 14, 1)
BYTE_SLOT(ByteDate, month, int32_t, 32, 0, 14, 4, 1)
BYTE_SLOT(ByteDate, day, int32_t, 32, 0, 18, 5, 1)

static inline void ByteDate_put(ByteDate *self, int32_t year, int32_t month, int32_t day)
{
    const uint32_t word = (uint32_t)(year - 1) | (uint32_t)(month - 1) << 14 | (uint32_t)(day - 1) << 18;
    const uint16_t low = (uint16_t)word;
    memcpy(self->bytes, &low, sizeof low);
    self->bytes[2] = (unsigned char)(word >> 16);
}

typedef struct {
    unsigned char bytes[18];
} ByteTrade;
BYTE_SLOT(ByteTrade, time, int64_t, 64, 0, 0, 47, 0)
BYTE_SLOT(ByteTrade, symbol, int32_t, 64, 0, 47, 13, 0)
BYTE_SLOT(ByteTrade, side, int32_t, 64, 0, 60, 1, 0)
BYTE_SLOT(ByteTrade, price, int32_t, 64, 8, 0, 24, 0)
BYTE_SLOT(ByteTrade, quantity, int32_t, 64, 8, 24, 20, 1)
BYTE_SLOT(ByteTrade, flags, uint32_t, 64, 8, 44, 6, 0)
BYTE_SLOT(ByteTrade, venue, int32_t, 64, 8, 50, 6, 0)
BYTE_SLOT(ByteTrade, parent, int32_t, 32, 14, 8, 24, 0)

/* ---- mixed radix: a Date is one of 9999 * 12 * 31, in 22 bits ---- */

struct radix {
    const unsigned char *place;
    unsigned bit;
};

static inline uint32_t radix_load(struct radix at)
{
    return hand_load32(at.place) >> at.bit & 0x3fffff;
}

static inline void radix_store(struct radix at, uint32_t code)
{
    unsigned char *const place = (unsigned char *)(uintptr_t)at.place;
    hand_store32(place, (hand_load32(place) & ~((uint32_t)0x3fffff << at.bit)) | code << at.bit);
}

static inline void radix_put(struct radix at, int32_t year, int32_t month, int32_t day)
{
    radix_store(at, ((uint32_t)(year - 1) * 12 + (uint32_t)(month - 1)) * 31 + (uint32_t)(day - 1));
}

static inline int32_t radix_get_year(struct radix at)
{
    return (int32_t)(radix_load(at) / 372) + 1;
}
static inline int32_t radix_get_month(struct radix at)
{
    return (int32_t)(radix_load(at) / 31 % 12) + 1;
}
static inline int32_t radix_get_day(struct radix at)
{
    return (int32_t)(radix_load(at) % 31) + 1;
}
static inline void radix_set_year(struct radix at, int32_t value)
{
    radix_store(at, radix_load(at) % 372 + (uint32_t)(value - 1) * 372);
}
static inline void radix_set_month(struct radix at, int32_t value)
{
    radix_put(at, radix_get_year(at), value, radix_get_day(at));
}
static inline void radix_set_day(struct radix at, int32_t value)
{
    const uint32_t code = radix_load(at);
    radix_store(at, code - code % 31 + (uint32_t)(value - 1));
}

static HAND_UNUSED void *radix_date_open(size_t count)
{
    return calloc(1, count * 22 / 8 + 64); /* setters of single slots read what was there */
}

/* ---- an array for each slot ---- */

typedef struct {
    uint16_t *year;
    uint8_t *month, *day;
} ColumnsDate;

typedef struct {
    int64_t *time;
    int32_t *price, *quantity, *parent;
    uint16_t *symbol;
    uint8_t *side, *flags, *venue;
} ColumnsTrade;

static HAND_UNUSED void *columns_date_open(size_t count)
{
    ColumnsDate *const columns = contender_memory(sizeof *columns);
    columns->year = contender_memory(count * sizeof *columns->year);
    columns->month = contender_memory(count);
    columns->day = contender_memory(count);
    return columns;
}

static HAND_UNUSED void *columns_trade_open(size_t count)
{
    ColumnsTrade *const columns = contender_memory(sizeof *columns);
    columns->time = contender_memory(count * sizeof *columns->time);
    columns->price = contender_memory(count * sizeof *columns->price);
    columns->quantity = contender_memory(count * sizeof *columns->quantity);
    columns->parent = contender_memory(count * sizeof *columns->parent);
    columns->symbol = contender_memory(count * sizeof *columns->symbol);
    columns->side = contender_memory(count);
    columns->flags = contender_memory(count);
    columns->venue = contender_memory(count);
    return columns;
}

/* ---- sums that vectorise: 2^16 records at a time fit in 32 bits ---- */

enum { SUM_BLOCK = 1 << 16 };

#define BLOCK_SUMS(function, store_type, value)                                                                        \
    static HAND_UNUSED uint64_t function(const void *memory, size_t count)                                             \
    {                                                                                                                  \
        const store_type *const store = memory;                                                                        \
        uint64_t sum = 0;                                                                                              \
        for (size_t from = 0; from < count; from += SUM_BLOCK) {                                                       \
            const size_t to = count - from < SUM_BLOCK ? count : from + SUM_BLOCK;                                     \
            uint32_t part = 0;                                                                                         \
            for (size_t i = from; i < to; i++) part += (value);                                                        \
            sum += part;                                                                                               \
        }                                                                                                              \
        return sum;                                                                                                    \
    }

#define WORD_YEAR ((store[i] & 0x3fff) + 1)
BLOCK_SUMS(word_dates_sum, WordDate, (store[i] & 0x3fff) + (store[i] >> 14 & 0xf) + (store[i] >> 27) + 3)
BLOCK_SUMS(word_dates_filter, WordDate, (0 - (uint32_t)((store[i] >> 14 & 0xf) < MONTH_LIMIT)) & WORD_YEAR)
BLOCK_SUMS(columns_dates_sum, ColumnsDate, (uint32_t)store->year[i] + store->month[i] + store->day[i])
BLOCK_SUMS(columns_dates_filter, ColumnsDate, (0 - (uint32_t)(store->month[i] <= MONTH_LIMIT)) & store->year[i])

/* Quantities are below 2^20, so that 2^12 fit. */
static HAND_UNUSED uint64_t columns_trades_filter(const void *memory, size_t count)
{
    const ColumnsTrade *const store = memory;
    uint64_t sum = 0;
    for (size_t from = 0; from < count; from += 4096) {
        const size_t to = count - from < 4096 ? count : from + 4096;
        uint32_t part = 0;
        for (size_t i = from; i < to; i++)
            part += (0 - (uint32_t)(store->price[i] < PRICE_LIMIT)) & (uint32_t)store->quantity[i];
        sum += part;
    }
    return sum;
}

/* ---- churn: one at random goes, another comes ---- */

#define MALLOC_CHURN(function, record, slot)                                                                           \
    static HAND_UNUSED void function(void *memory, const uint32_t *order, size_t count)                                \
    {                                                                                                                  \
        record **const records = memory;                                                                               \
        for (size_t i = 0; i < count; i++) {                                                                           \
            free(records[order[i]]);                                                                                   \
            record *const it = records[order[i]] = malloc(sizeof *it);                                                 \
            if (it == NULL) contender_fail("out of memory");                                                           \
            it->slot = 1;                                                                                              \
        }                                                                                                              \
    }
MALLOC_CHURN(malloc_date_churn, IntDate, year)
MALLOC_CHURN(malloc_trade_churn, IntTrade, price)

/* An array of plain structs; those that are free hold the number of the next one. Nothing tells that one is free. */
typedef struct {
    PlainDate *records;
    uint32_t used, free;
} ListDate;

static HAND_UNUSED void *list_date_open(size_t count)
{
    ListDate *const list = contender_memory(sizeof *list);
    list->records = contender_memory(count * sizeof *list->records);
    list->used = list->free = 0;
    return list;
}

static inline PlainDate *list_date_add(ListDate *list)
{
    if (list->free == 0) return &list->records[list->used++];
    PlainDate *const record = &list->records[list->free - 1];
    memcpy(&list->free, record, sizeof list->free);
    return record;
}

static HAND_UNUSED void list_date_churn(void *memory, const uint32_t *order, size_t count)
{
    ListDate *const list = memory;
    for (size_t i = 0; i < count; i++) {
        memcpy(&list->records[order[i]], &list->free, sizeof list->free);
        list->free = order[i] + 1;
        list_date_add(list)->year = 1;
    }
}

#endif
