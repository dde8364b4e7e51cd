/* SPDX-License-Identifier: MIT */
/*
 * The values of a random number, the same for every contender, and what is asked of them. VALUE_x is slot x of the
 * record that a random number stands for.
 */
#ifndef BENCH_VALUES_H
#define BENCH_VALUES_H

#include "clock.h"

#define SEED           UINT64_C(0x9e3779b97f4a7c15)
#define SEED_OF_WRITES UINT64_C(0xbf58476d1ce4e5b9)
#define SEED_OF_SOURCE UINT64_C(0x94d049bb133111eb)

#define VALUE_year(random)     ((int32_t)((random)&0x1fff) + 1)
#define VALUE_month(random)    ((int32_t)((random) >> 13 & 7) + 1)
#define VALUE_day(random)      ((int32_t)((random) >> 16 & 15) + 1)
#define VALUE_symbol(random)   ((int32_t)((random)&0xfff))
#define VALUE_side(random)     ((int32_t)((random) >> 13 & 1))
#define VALUE_price(random)    ((int32_t)((random) >> 14 & 0x7fffff))
#define VALUE_quantity(random) ((int32_t)((random) >> 20 & 0x7ffff) + 1)
#define VALUE_time(random)     ((int64_t)((random) >> 18))
#define VALUE_flags(random)    ((uint32_t)((random) >> 7 & 0x3f))
#define VALUE_venue(random)    ((int32_t)((random) >> 40 & 0x1f))
#define VALUE_parent(random)   ((int32_t)((random) >> 41 & 0x7fffff) + 1)

/* The filters: the years of the months up to June, the quantities of the trades below a price; half of them each. */
enum { MONTH_LIMIT = 4, PRICE_LIMIT = 1 << 22 };

#endif
