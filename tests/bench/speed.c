/* SPDX-License-Identifier: MIT */
/*
 * Time to create records and to read three of their slots, one after the other and at random: speed INSTANCES ROUNDS.
 * Date and Trade as slotgen packs them against shift and mask by hand, bit-fields and plain structs, all in one run,
 * turn by turn. Writes `RECORD WHO bytes create scan pick` lines, nanoseconds an instance, medians of the rounds.
 */
#define _DEFAULT_SOURCE
#include "clock.h"
#include "hand.h"
#include "shapes.slots.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { MOST_ROUNDS = 101, MOST_CONTENDERS = 8 };

#define SEED              UINT64_C(0x9e3779b97f4a7c15)
#define LOOP_STRING(name) LOOP_TEXT(name)
#define LOOP_TEXT(name)   #name
#define COUNT(array)      (int)(sizeof(array) / sizeof(array)[0])

struct contender {
    const char *name;
    size_t size;
    void (*create)(void *memory, size_t count);
    uint64_t (*scan)(const void *memory, size_t count);
    uint64_t (*pick)(const void *memory, const uint32_t *order, size_t count);
};

/* The values of a random number: the same for every contender. */
#define YEAR(random)     ((int32_t)((random)&0x1fff) + 1)
#define MONTH(random)    ((int32_t)((random) >> 13 & 7) + 1)
#define DAY(random)      ((int32_t)((random) >> 16 & 15) + 1)
#define SYMBOL(random)   ((int32_t)((random)&0xfff))
#define SIDE(random)     ((random) >> 13 & 1)
#define PRICE(random)    ((int32_t)((random) >> 14 & 0x7fffff))
#define QUANTITY(random) ((int32_t)((random) >> 20 & 0x7ffff) + 1)
#define TIME(random)     ((int64_t)((random) >> 18))
#define FLAGS(random)    ((uint32_t)((random) >> 7 & 0x3f))
#define VENUE(random)    ((int32_t)((random) >> 40 & 0x1f))
#define PARENT(random)   ((int32_t)((random) >> 41 & 0x7fffff) + 1)

/* One setter after the other. */
#define SET_DATE(prefix, record, random)                                                                               \
    do {                                                                                                               \
        prefix##_set_year(record, YEAR(random));                                                                       \
        prefix##_set_month(record, MONTH(random));                                                                     \
        prefix##_set_day(record, DAY(random));                                                                         \
    } while (0)

#define SET_TRADE(prefix, side_type, record, random)                                                                   \
    do {                                                                                                               \
        prefix##_set_symbol(record, SYMBOL(random));                                                                   \
        prefix##_set_side(record, (side_type)SIDE(random));                                                            \
        prefix##_set_price(record, PRICE(random));                                                                     \
        prefix##_set_quantity(record, QUANTITY(random));                                                               \
        prefix##_set_time(record, TIME(random));                                                                       \
        prefix##_set_flags(record, FLAGS(random));                                                                     \
        prefix##_set_venue(record, VENUE(random));                                                                     \
        prefix##_set_parent(record, PARENT(random));                                                                   \
    } while (0)

#define SUM_DATE(prefix, record)                                                                                       \
    (uint64_t)(prefix##_get_year(record) + prefix##_get_month(record) + prefix##_get_day(record))
#define SUM_TRADE(prefix, record)                                                                                      \
    (uint64_t)(prefix##_get_price(record) + prefix##_get_quantity(record) + prefix##_get_venue(record))

static inline void trade_pack(Trade *record, uint64_t random)
{
    Trade_values values;
    values.symbol = SYMBOL(random);
    values.side = (Side)SIDE(random);
    values.price = PRICE(random);
    values.quantity = QUANTITY(random);
    values.time = TIME(random);
    values.flags = FLAGS(random);
    values.venue = VENUE(random);
    values.has_parent = true;
    values.parent = PARENT(random);
    (void)Trade_pack(record, &values, NULL);
}

static inline void trade_words(WordTrade *record, uint64_t random)
{
    record->words[0] = (uint64_t)TIME(random) | (uint64_t)SYMBOL(random) << 51;
    record->words[1] = (uint64_t)PRICE(random) | (uint64_t)(QUANTITY(random) - 1) << 24 | SIDE(random) << 44 |
                       (uint64_t)FLAGS(random) << 48 | (uint64_t)VENUE(random) << 58;
    record->words[2] = (uint64_t)PARENT(random);
}

#define NAME                   slotgen
#define RECORD                 Date
#define CREATE(record, random) SET_DATE(Date, record, random)
#define SUM(record)            SUM_DATE(Date, record)
#include "speed_loops.h"

#define NAME                   slotgen_make
#define RECORD                 Date
#define CREATE(record, random) (void)Date_make(record, YEAR(random), MONTH(random), DAY(random))
#define SUM(record)            SUM_DATE(Date, record)
#include "speed_loops.h"

#define NAME                   slotgen_align4
#define RECORD                 Date4
#define CREATE(record, random) SET_DATE(Date4, record, random)
#define SUM(record)            SUM_DATE(Date4, record)
#include "speed_loops.h"

#define NAME                   shift_and_mask
#define RECORD                 WordDate
#define CREATE(record, random) SET_DATE(WordDate, record, random)
#define SUM(record)            SUM_DATE(WordDate, record)
#include "speed_loops.h"

#define NAME   shift_and_mask_at_once
#define RECORD WordDate
#define CREATE(record, random)                                                                                         \
    (*(record) = (uint32_t)(YEAR(random) - 1) | (uint32_t)(MONTH(random) - 1) << 14 | (uint32_t)(DAY(random) - 1) << 27)
#define SUM(record) SUM_DATE(WordDate, record)
#include "speed_loops.h"

#define NAME                   bit_fields
#define RECORD                 BitDate
#define CREATE(record, random) SET_DATE(BitDate, record, random)
#define SUM(record)            SUM_DATE(BitDate, record)
#include "speed_loops.h"

#define NAME                   plain_struct
#define RECORD                 PlainDate
#define CREATE(record, random) SET_DATE(PlainDate, record, random)
#define SUM(record)            SUM_DATE(PlainDate, record)
#include "speed_loops.h"

#define NAME                   slotgen_trade
#define RECORD                 Trade
#define CREATE(record, random) SET_TRADE(Trade, Side, record, random)
#define SUM(record)            SUM_TRADE(Trade, record)
#include "speed_loops.h"

#define NAME                   slotgen_pack_trade
#define RECORD                 Trade
#define CREATE(record, random) trade_pack(record, random)
#define SUM(record)            SUM_TRADE(Trade, record)
#include "speed_loops.h"

#define NAME                   shift_and_mask_trade
#define RECORD                 WordTrade
#define CREATE(record, random) SET_TRADE(WordTrade, int32_t, record, random)
#define SUM(record)            SUM_TRADE(WordTrade, record)
#include "speed_loops.h"

#define NAME                   shift_and_mask_at_once_trade
#define RECORD                 WordTrade
#define CREATE(record, random) trade_words(record, random)
#define SUM(record)            SUM_TRADE(WordTrade, record)
#include "speed_loops.h"

#define NAME                   bit_fields_trade
#define RECORD                 BitTrade
#define CREATE(record, random) SET_TRADE(BitTrade, int32_t, record, random)
#define SUM(record)            SUM_TRADE(BitTrade, record)
#include "speed_loops.h"

#define NAME                   plain_struct_trade
#define RECORD                 PlainTrade
#define CREATE(record, random) SET_TRADE(PlainTrade, int32_t, record, random)
#define SUM(record)            SUM_TRADE(PlainTrade, record)
#include "speed_loops.h"

struct times {
    double create[MOST_ROUNDS], scan[MOST_ROUNDS], pick[MOST_ROUNDS];
};

static size_t count;
static uint32_t *order;
static struct times times[MOST_CONTENDERS];

/* Fresh memory each time: creation includes the first touch of its pages, as it does in life. */
static bool run(const struct contender *contender, struct times *time, int round)
{
    const size_t bytes = contender->size * count + 8;
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    const double begin = clock_seconds();
    contender->create(memory, count);
    const double created = clock_seconds();
    const uint64_t scanned_sum = contender->scan(memory, count);
    const double scanned = clock_seconds();
    const uint64_t picked_sum = contender->pick(memory, order, count);
    const double picked = clock_seconds();
    time->create[round] = (created - begin) * 1e9 / (double)count;
    time->scan[round] = (scanned - created) * 1e9 / (double)count;
    time->pick[round] = (picked - scanned) * 1e9 / (double)count;
    munmap(memory, bytes);
    static uint64_t expected[2];
    uint64_t *sum = &expected[strstr(contender->name, "trade") != NULL];
    if (*sum == 0) *sum = scanned_sum;
    clock_keep(picked_sum);
    return scanned_sum == *sum; /* all of them hold the same values */
}

static int compete(const char *record, const struct contender *const *contenders, int contender_count, int rounds)
{
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < contender_count; i++) {
            const int turn = (i + round) % contender_count; /* nobody is always first */
            if (run(contenders[turn], &times[turn], round)) continue;
            fprintf(stderr, "speed: %s holds other values\n", contenders[turn]->name);
            return 1;
        }
    }
    for (int i = 0; i < contender_count; i++) {
        printf("%s %s %zu %.3f %.3f %.3f\n", record, contenders[i]->name, contenders[i]->size,
               clock_median(times[i].create, rounds), clock_median(times[i].scan, rounds),
               clock_median(times[i].pick, rounds));
    }
    return 0;
}

int main(int argc, char **argv)
{
    static const struct contender *const dates[] = {
        &contender_slotgen,    &contender_slotgen_make, &contender_slotgen_align4, &contender_shift_and_mask_at_once,
        &contender_bit_fields, &contender_plain_struct, &contender_shift_and_mask};
    static const struct contender *const trades[] = {
        &contender_slotgen_trade,    &contender_slotgen_pack_trade, &contender_shift_and_mask_trade,
        &contender_bit_fields_trade, &contender_plain_struct_trade, &contender_shift_and_mask_at_once_trade};
    const int asked = argc == 3 ? atoi(argv[2]) : 0;
    count = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
    if (count == 0 || asked < 1) {
        fprintf(stderr, "usage: speed INSTANCES ROUNDS\n");
        return 2;
    }
    const int rounds = asked > MOST_ROUNDS ? MOST_ROUNDS : asked;
    order = malloc(count * sizeof *order);
    if (order == NULL) return 1;
    uint64_t state = SEED;
    for (size_t i = 0; i < count; i++) order[i] = (uint32_t)(clock_random(&state) % count);
    const int failed = compete("Date", dates, COUNT(dates), rounds) + compete("Trade", trades, COUNT(trades), rounds);
    free(order);
    return failed;
}
