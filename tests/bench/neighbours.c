/* SPDX-License-Identifier: MIT */
/*
 * Goal I3: nanoseconds to set a slot and then get a neighbour of it, whose value is what is set next: neighbours ROUNDS.
 * All ordered pairs of the slots of Date, in 3 bytes, in 4 and by hand in a uint32_t. Writes `WHO SET GET ns` lines,
 * medians of the rounds. A load that overlaps the store before it without lying inside waits for it to reach the cache.
 */
#define _DEFAULT_SOURCE
#include "clock.h"
#include "hand.h"
#include "shapes.slots.h"

#include <stdio.h>

enum { RECORDS = 512, TURNS = 200, MOST_ROUNDS = 101, PAIRS = 6, KINDS = 3 };

/* The compiler may not keep the record in a register from the setter to the getter. */
#define FORGET() __asm__ volatile("" ::: "memory")

#define PAIR(prefix, to, from)                                                                                         \
    static int64_t prefix##_##to##_##from(void *memory)                                                                \
    {                                                                                                                  \
        prefix *records = memory;                                                                                      \
        int64_t value = 1;                                                                                             \
        for (int turn = 0; turn < TURNS; turn++) {                                                                     \
            for (int i = 0; i < RECORDS; i++) {                                                                        \
                prefix##_set_##to(&records[i], (int32_t)value);                                                        \
                FORGET();                                                                                              \
                value = (prefix##_get_##from(&records[i]) & 3) + 1;                                                    \
            }                                                                                                          \
        }                                                                                                              \
        return value;                                                                                                  \
    }

#define ALL_PAIRS(prefix)                                                                                              \
    PAIR(prefix, year, month)                                                                                          \
    PAIR(prefix, year, day)                                                                                            \
    PAIR(prefix, month, year)                                                                                          \
    PAIR(prefix, month, day)                                                                                           \
    PAIR(prefix, day, year)                                                                                            \
    PAIR(prefix, day, month)

#define PAIR_LIST(prefix)                                                                                              \
    {                                                                                                                  \
        prefix##_year_month, prefix##_year_day, prefix##_month_year, prefix##_month_day, prefix##_day_year,            \
            prefix##_day_month                                                                                         \
    }

ALL_PAIRS(Date)
ALL_PAIRS(Date4)
ALL_PAIRS(WordDate)

static int64_t (*const pairs[KINDS][PAIRS])(void *memory) = {PAIR_LIST(Date), PAIR_LIST(Date4), PAIR_LIST(WordDate)};
static const char *const kinds[KINDS] = {"slotgen", "slotgen_align4", "shift_and_mask"};
static const char *const pair_names[PAIRS] = {"year month", "year day", "month year",
                                              "month day",  "day year", "day month"};

int main(int argc, char **argv)
{
    static double times[KINDS][PAIRS][MOST_ROUNDS];
    static uint32_t memory[RECORDS]; /* Date takes three quarters of it */
    int rounds = argc == 2 ? atoi(argv[1]) : 0;
    if (rounds < 1) {
        fprintf(stderr, "usage: neighbours ROUNDS\n");
        return 2;
    }
    if (rounds > MOST_ROUNDS) rounds = MOST_ROUNDS;
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < KINDS * PAIRS; i++) {
            const int kind = (i + round) % KINDS; /* nobody is always first */
            const int pair = i / KINDS;
            const double begin = clock_seconds();
            clock_keep((uint64_t)pairs[kind][pair](memory));
            times[kind][pair][round] = (clock_seconds() - begin) * 1e9 / ((double)TURNS * RECORDS);
        }
    }
    for (int i = 0; i < KINDS * PAIRS; i++) {
        const int kind = i / PAIRS;
        const int pair = i % PAIRS;
        printf("%s %s %.3f\n", kinds[kind], pair_names[pair], clock_median(times[kind][pair], rounds));
    }
    return 0;
}
