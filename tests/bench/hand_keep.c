/* SPDX-License-Identifier: MIT */
/* Makes the compiler emit the hand-written accessors of Date, to be counted beside those of Date @align(4). */
#include "hand.h"

extern void (*const bench_keep[])(void);
void (*const bench_keep[])(void) = {
    (void (*)(void))WordDate_get_year,  (void (*)(void))WordDate_set_year, (void (*)(void))WordDate_get_month,
    (void (*)(void))WordDate_set_month, (void (*)(void))WordDate_get_day,  (void (*)(void))WordDate_set_day,
};
