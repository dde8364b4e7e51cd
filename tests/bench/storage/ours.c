/* SPDX-License-Identifier: MIT */
/*
 * What slotgen makes of storage.slots: arrays of structs, and pools as they grow and with huge pages reserved. Built
 * once more with SLOT_UNCHECKED, for the arrays alone.
 */
#include "ours.h"

#define ARRAY(count, record) contender_memory((count) * sizeof(record))
#define ELEMENT(store, i)    __typeof__(store) const it = (store) + (i)

#ifdef SLOT_UNCHECKED
#define ARRAY_TITLE "slotgen, array, unchecked"
#else
#define ARRAY_TITLE "slotgen, array"
#endif

/* ---- arrays of structs ---- */

#define NAME             array_date
#define TITLE            ARRAY_TITLE
#define IS_DATE          1
#define STORE            Date
#define OPEN(count)      ARRAY(count, Date)
#define AT               ELEMENT
#define GET(slot)        Date_get_##slot(it)
#define SET(slot, value) Date_set_##slot(it, value)
#define PUT()            (void)Date_make(it, V(year), V(month), V(day))
#include "loops.h"

#ifndef SLOT_UNCHECKED
#define NAME             array4_date
#define TITLE            "slotgen, array, @align(4)"
#define IS_DATE          1
#define STORE            Date4
#define OPEN(count)      ARRAY(count, Date4)
#define AT               ELEMENT
#define GET(slot)        Date4_get_##slot(it)
#define SET(slot, value) Date4_set_##slot(it, value)
#define PUT()            (void)Date4_make(it, V(year), V(month), V(day))
#include "loops.h"

#endif

#define NAME             array_trade
#define TITLE            ARRAY_TITLE
#define IS_DATE          0
#define STORE            Trade
#define OPEN(count)      ARRAY(count, Trade)
#define AT               ELEMENT
#define GET(slot)        Trade_get_##slot(it)
#define SET(slot, value) Trade_set_##slot(it, value)
#define PUT()                                                                                                          \
    TRADE_VALUES(values);                                                                                              \
    (void)Trade_pack(it, &values, NULL)
#include "loops.h"

#ifndef SLOT_UNCHECKED
/* ---- pools ---- */

#define POOL(class)                                                                                                    \
    static void *class##_pool_open(const slot_storage *storage, size_t reserved)                                       \
    {                                                                                                                  \
        class##_pool *const pool = contender_memory(sizeof *pool);                                                     \
        class##_pool_init_with(pool, storage);                                                                         \
        check(class##_pool_reserve(pool, (uint32_t)reserved));                                                         \
        return pool;                                                                                                   \
    }                                                                                                                  \
    static size_t class##_pool_size(const void *pool)                                                                  \
    {                                                                                                                  \
        return class##_pool_bytes(pool);                                                                               \
    }                                                                                                                  \
    static void class##_churn(void *memory, const uint32_t *order, size_t count)                                       \
    {                                                                                                                  \
        class##_pool *const pool = memory;                                                                             \
        class##_ref ref;                                                                                               \
        for (size_t i = 0; i < count; i++) {                                                                           \
            ref.id = order[i] + 1;                                                                                     \
            check(class##_pool_remove(pool, ref));                                                                     \
            check(class##_pool_add(pool, &ref));                                                                       \
        }                                                                                                              \
    }                                                                                                                  \
    static inline class *class##_new(class##_pool *pool)                                                               \
    {                                                                                                                  \
        class##_ref ref;                                                                                               \
        if (class##_pool_add(pool, &ref) != SLOT_OK) contender_fail("a pool refuses");                                 \
        return class##_pool_at(pool, ref);                                                                             \
    }                                                                                                                  \
    static inline class *class##_of(const class##_pool *pool, size_t i)                                                \
    {                                                                                                                  \
        class##_ref ref;                                                                                               \
        ref.id = (uint32_t)i + 1;                                                                                      \
        return class##_pool_at(pool, ref);                                                                             \
    }
POOL(Date)
POOL(Trade)

/* In order as programs go through a pool. */
#define POOL_LOOP(function, class, value)                                                                              \
    static uint64_t function(const void *memory, size_t count)                                                         \
    {                                                                                                                  \
        const class##_pool *const pool = memory;                                                                       \
        uint64_t sum = 0;                                                                                              \
        class##_ref ref = {0};                                                                                         \
        const class *it;                                                                                               \
        uint32_t length = 0;                                                                                           \
        (void)count;                                                                                                   \
        while ((it = class##_pool_next_run(pool, &ref, &length)) != NULL) {                                            \
            for (const class *const end = it + length; it < end; it++) sum += (uint64_t)(value);                       \
        }                                                                                                              \
        return sum;                                                                                                    \
    }
POOL_LOOP(date_pool_scan, Date, Date_get_year(it) + Date_get_month(it) + Date_get_day(it))
POOL_LOOP(date_pool_filter, Date, (0 - (uint64_t)(Date_get_month(it) <= MONTH_LIMIT)) & (uint64_t)Date_get_year(it))
POOL_LOOP(trade_pool_scan, Trade, Trade_get_price(it) + Trade_get_quantity(it) + Trade_get_venue(it))
POOL_LOOP(trade_pool_filter, Trade,
          (0 - (uint64_t)(Trade_get_price(it) < PRICE_LIMIT)) & (uint64_t)Trade_get_quantity(it))

#define NAME             pool_date
#define TITLE            "slotgen, pool"
#define IS_DATE          1
#define STORE            Date_pool
#define OPEN(count)      ((void)(count), Date_pool_open(NULL, 0))
#define AT(store, i)     Date *const it = Date_of(store, i)
#define GET(slot)        Date_get_##slot(it)
#define SET(slot, value) Date_set_##slot(it, value)
#define ADD(store, i)    Date *const it = Date_new(store)
#define ADD_PUT(store, i)                                                                                              \
    DATE_VALUES(values);                                                                                               \
    Date_ref ref;                                                                                                      \
    check(Date_pool_add_values(store, &values, &ref, NULL))
#define SCAN   date_pool_scan
#define FILTER date_pool_filter
#define CHURN  Date_churn
#define BYTES  Date_pool_size
#include "loops.h"

#define NAME             pool_date_huge
#define TITLE            "slotgen, pool, huge pages"
#define IS_DATE          1
#define STORE            Date_pool
#define OPEN(count)      Date_pool_open(&huge_storage, count)
#define AT(store, i)     Date *const it = Date_of(store, i)
#define GET(slot)        Date_get_##slot(it)
#define SET(slot, value) Date_set_##slot(it, value)
#define ADD(store, i)    Date *const it = Date_new(store)
#define ADD_PUT(store, i)                                                                                              \
    DATE_VALUES(values);                                                                                               \
    Date_ref ref;                                                                                                      \
    check(Date_pool_add_values(store, &values, &ref, NULL))
#define SCAN   date_pool_scan
#define FILTER date_pool_filter
#define CHURN  Date_churn
#define BYTES  Date_pool_size
#include "loops.h"

#define NAME             pool_trade
#define TITLE            "slotgen, pool"
#define IS_DATE          0
#define STORE            Trade_pool
#define OPEN(count)      ((void)(count), Trade_pool_open(NULL, 0))
#define AT(store, i)     Trade *const it = Trade_of(store, i)
#define GET(slot)        Trade_get_##slot(it)
#define SET(slot, value) Trade_set_##slot(it, value)
#define ADD(store, i)    Trade *const it = Trade_new(store)
#define ADD_PUT(store, i)                                                                                              \
    TRADE_VALUES(values);                                                                                              \
    Trade_ref ref;                                                                                                     \
    check(Trade_pool_add_values(store, &values, &ref, NULL))
#define SCAN   trade_pool_scan
#define FILTER trade_pool_filter
#define CHURN  Trade_churn
#define BYTES  Trade_pool_size
#include "loops.h"

#define NAME             pool_trade_huge
#define TITLE            "slotgen, pool, huge pages"
#define IS_DATE          0
#define STORE            Trade_pool
#define OPEN(count)      Trade_pool_open(&huge_storage, count)
#define AT(store, i)     Trade *const it = Trade_of(store, i)
#define GET(slot)        Trade_get_##slot(it)
#define SET(slot, value) Trade_set_##slot(it, value)
#define ADD(store, i)    Trade *const it = Trade_new(store)
#define ADD_PUT(store, i)                                                                                              \
    TRADE_VALUES(values);                                                                                              \
    Trade_ref ref;                                                                                                     \
    check(Trade_pool_add_values(store, &values, &ref, NULL))
#define SCAN   trade_pool_scan
#define FILTER trade_pool_filter
#define CHURN  Trade_churn
#define BYTES  Trade_pool_size
#include "loops.h"

#endif

#ifdef SLOT_UNCHECKED
static const struct contender *const dates[] = {&contender_array_date, NULL};
static const struct contender *const trades[] = {&contender_array_trade, NULL};
const struct contenders unchecked_contenders = {dates, trades};
#else
static const struct contender *const dates[] = {&contender_array_date, &contender_array4_date, &contender_pool_date,
                                                &contender_pool_date_huge, NULL};
static const struct contender *const trades[] = {&contender_array_trade, &contender_pool_trade,
                                                 &contender_pool_trade_huge, NULL};
const struct contenders ours_contenders = {dates, trades};
#endif
