/* SPDX-License-Identifier: MIT */
/*
 * Records that one writes by hand in C: each allocated on its own, plain structs, bit-fields, shift and mask, rows of
 * whole bytes, mixed radix, and an array for each slot. Built twice: as users build, and as fast as the compiler can
 * for this machine (-O3 -march=native, NATIVE defined).
 */
#define _DEFAULT_SOURCE
#include "contender.h"
#include "hand.h"
#include "hand_storage.h"
#include "values.h"

#include <string.h>
#include <sys/mman.h>

#ifdef NATIVE
#define TITLED(text) text ", -O3 native"
#define LISTED(name) native_##name
#else
#define TITLED(text) text
#define LISTED(name) hand_##name
#endif

/* Arrays of records, and arrays of pointers to them. */
#define ARRAY(count, record) contender_memory((count) * sizeof(record))
#define ELEMENT(store, i)    __typeof__(store) const it = (store) + (i)
#define POINTED(store, i)    __typeof__((store)[0]) const it = (store)[i]

/* ---- Date ---- */

#define NAME             word_date
#define TITLE            TITLED("shift and mask, u32")
#define IS_DATE          1
#define STORE            WordDate
#define OPEN(count)      ARRAY(count, WordDate)
#define AT               ELEMENT
#define GET(slot)        WordDate_get_##slot(it)
#define SET(slot, value) WordDate_set_##slot(it, value)
#define PUT()            (*it = (uint32_t)(V(year) - 1) | (uint32_t)(V(month) - 1) << 14 | (uint32_t)(V(day) - 1) << 27)
#ifdef NATIVE
#define SCAN   word_dates_sum
#define FILTER word_dates_filter
#endif
#include "loops.h"

#ifdef NATIVE

#define NAME             word_date_huge
#define TITLE            TITLED("shift and mask, u32, huge pages")
#define IS_DATE          1
#define STORE            WordDate
#define OPEN(count)      huge_memory((count) * sizeof(WordDate))
#define AT               ELEMENT
#define GET(slot)        WordDate_get_##slot(it)
#define SET(slot, value) WordDate_set_##slot(it, value)
#define PUT()            (*it = (uint32_t)(V(year) - 1) | (uint32_t)(V(month) - 1) << 14 | (uint32_t)(V(day) - 1) << 27)
#define SCAN             word_dates_sum
#define FILTER           word_dates_filter
#include "loops.h"

#define NAME             columns_date
#define TITLE            TITLED("an array a slot")
#define IS_DATE          1
#define STORE            ColumnsDate
#define OPEN(count)      columns_date_open(count)
#define AT(store, i)     const size_t it = (i)
#define GET(slot)        ((int32_t)store->slot[it])
#define SET(slot, value) (store->slot[it] = (__typeof__(store->slot[it]))(value))
#define PUT()                                                                                                          \
    (store->year[it] = (uint16_t)V(year), store->month[it] = (uint8_t)V(month), store->day[it] = (uint8_t)V(day))
#define SCAN   columns_dates_sum
#define FILTER columns_dates_filter
#include "loops.h"

#define NAME             columns_trade
#define TITLE            TITLED("an array a slot")
#define IS_DATE          0
#define STORE            ColumnsTrade
#define OPEN(count)      columns_trade_open(count)
#define AT(store, i)     const size_t it = (i)
#define GET(slot)        ((int32_t)store->slot[it])
#define SET(slot, value) (store->slot[it] = (__typeof__(store->slot[it]))(value))
#define PUT()                                                                                                          \
    SET(symbol, V(symbol)), SET(side, V(side)), SET(price, V(price)), SET(quantity, V(quantity)), SET(time, V(time)),  \
        SET(flags, V(flags)), SET(venue, V(venue)), SET(parent, V(parent))
#define FILTER columns_trades_filter
#include "loops.h"

#else

#define NAME             malloc_date
#define TITLE            "malloc each"
#define IS_DATE          1
#define STORE            IntDate *
#define OPEN(count)      ARRAY(count, IntDate *)
#define AT               POINTED
#define GET(slot)        (it->slot)
#define SET(slot, value) (it->slot = (value))
#define ADD(store, i)    IntDate *const it = (store)[i] = malloc(sizeof(IntDate))
#define CHURN            malloc_date_churn
#include "loops.h"

#define NAME             plain_date
#define TITLE            "plain struct"
#define IS_DATE          1
#define STORE            PlainDate
#define OPEN(count)      ARRAY(count, PlainDate)
#define AT               ELEMENT
#define GET(slot)        PlainDate_get_##slot(it)
#define SET(slot, value) PlainDate_set_##slot(it, value)
#define PUT()            (*it = (PlainDate){(uint16_t)V(year), (uint8_t)V(month), (uint8_t)V(day)})
#include "loops.h"

#define NAME             list_date
#define TITLE            "plain struct, list of free ones"
#define IS_DATE          1
#define STORE            ListDate
#define OPEN(count)      list_date_open(count)
#define AT(store, i)     __typeof__((store)->records) const it = (store)->records + (i)
#define GET(slot)        PlainDate_get_##slot(it)
#define SET(slot, value) PlainDate_set_##slot(it, value)
#define ADD(store, i)    PlainDate *const it = list_date_add(store)
#define CHURN            list_date_churn
#include "loops.h"

#define NAME             bit_date
#define TITLE            "bit-fields"
#define IS_DATE          1
#define STORE            BitDate
#define OPEN(count)      ARRAY(count, BitDate)
#define AT               ELEMENT
#define GET(slot)        BitDate_get_##slot(it)
#define SET(slot, value) BitDate_set_##slot(it, value)
#define PUT()            (*it = (BitDate){(uint32_t)V(year) & 0x3fff, (uint32_t)V(month) & 0xf, (uint32_t)V(day) & 0x1f})
#include "loops.h"

#define NAME             byte_date
#define TITLE            "rows of whole bytes"
#define IS_DATE          1
#define STORE            ByteDate
#define OPEN(count)      ARRAY(count, ByteDate)
#define AT               ELEMENT
#define GET(slot)        ByteDate_get_##slot(it)
#define SET(slot, value) ByteDate_set_##slot(it, value)
#define PUT()            ByteDate_put(it, V(year), V(month), V(day))
#include "loops.h"

#define NAME             radix_date
#define TITLE            "mixed radix, 22 bits a row"
#define IS_DATE          1
#define STORE            unsigned char
#define OPEN(count)      radix_date_open(count)
#define AT(store, i)     const struct radix it = {(store) + (i)*22 / 8, (unsigned)((i)*22 % 8)}
#define GET(slot)        radix_get_##slot(it)
#define SET(slot, value) radix_set_##slot(it, value)
#define PUT()            radix_put(it, V(year), V(month), V(day))
#include "loops.h"

/* ---- Trade ---- */

#define NAME             malloc_trade
#define TITLE            "malloc each"
#define IS_DATE          0
#define STORE            IntTrade *
#define OPEN(count)      ARRAY(count, IntTrade *)
#define AT               POINTED
#define GET(slot)        (it->slot)
#define SET(slot, value) (it->slot = (__typeof__(it->slot))(value))
#define ADD(store, i)    IntTrade *const it = (store)[i] = malloc(sizeof(IntTrade))
#define CHURN            malloc_trade_churn
#include "loops.h"

#define NAME             plain_trade
#define TITLE            "plain struct"
#define IS_DATE          0
#define STORE            PlainTrade
#define OPEN(count)      ARRAY(count, PlainTrade)
#define AT               ELEMENT
#define GET(slot)        PlainTrade_get_##slot(it)
#define SET(slot, value) PlainTrade_set_##slot(it, value)
#define PUT()                                                                                                          \
    (*it = (PlainTrade){V(time), V(price), V(quantity), V(parent), (int16_t)V(symbol), (uint8_t)V(side),               \
                        (uint8_t)V(flags), (uint8_t)V(venue)})
#include "loops.h"

#define NAME             bit_trade
#define TITLE            "bit-fields"
#define IS_DATE          0
#define STORE            BitTrade
#define OPEN(count)      ARRAY(count, BitTrade)
#define AT               ELEMENT
#define GET(slot)        BitTrade_get_##slot(it)
#define SET(slot, value) BitTrade_set_##slot(it, value)
#include "loops.h"

#define NAME             byte_trade
#define TITLE            "rows of whole bytes"
#define IS_DATE          0
#define STORE            ByteTrade
#define OPEN(count)      ARRAY(count, ByteTrade)
#define AT               ELEMENT
#define GET(slot)        ByteTrade_get_##slot(it)
#define SET(slot, value) ByteTrade_set_##slot(it, value)
#include "loops.h"

#endif

#define NAME             word_trade
#define TITLE            TITLED("shift and mask, 3 x u64")
#define IS_DATE          0
#define STORE            WordTrade
#define OPEN(count)      ARRAY(count, WordTrade)
#define AT               ELEMENT
#define GET(slot)        WordTrade_get_##slot(it)
#define SET(slot, value) WordTrade_set_##slot(it, value)
#define PUT()                                                                                                          \
    (it->words[0] = (uint64_t)V(time) | (uint64_t)V(symbol) << 51,                                                     \
     it->words[1] = (uint64_t)V(price) | (uint64_t)(V(quantity) - 1) << 24 | (uint64_t)V(side) << 44 |                 \
                    (uint64_t)V(flags) << 48 | (uint64_t)V(venue) << 58,                                               \
     it->words[2] = (uint64_t)V(parent))
#include "loops.h"

#ifdef NATIVE
static const struct contender *const dates[] = {&contender_word_date, &contender_word_date_huge,
                                                &contender_columns_date, NULL};
static const struct contender *const trades[] = {&contender_word_trade, &contender_columns_trade, NULL};
#else
static const struct contender *const dates[] = {
    &contender_malloc_date, &contender_plain_date, &contender_list_date,  &contender_bit_date,
    &contender_word_date,   &contender_byte_date,  &contender_radix_date, NULL};
static const struct contender *const trades[] = {&contender_malloc_trade, &contender_plain_trade, &contender_bit_trade,
                                                 &contender_word_trade,   &contender_byte_trade,  NULL};
#endif
const struct contenders LISTED(contenders) = {dates, trades};
