/* SPDX-License-Identifier: MIT */
/* Makes the compiler emit the hand-written accessors of Date and Trade, to be counted beside the generated ones. */
#include "hand.h"

#define KEEP(record, slot) (void (*)(void)) record##_get_##slot, (void (*)(void))record##_set_##slot
#define KEEP_DATE(record)  KEEP(record, year), KEEP(record, month), KEEP(record, day)
#define KEEP_TRADE(record)                                                                                             \
    KEEP(record, symbol), KEEP(record, side), KEEP(record, price), KEEP(record, quantity), KEEP(record, time),         \
        KEEP(record, flags), KEEP(record, venue), KEEP(record, parent)

extern void (*const bench_keep[])(void);
void (*const bench_keep[])(void) = {
    KEEP_DATE(WordDate),   KEEP_DATE(BitDate),   KEEP_DATE(PlainDate),
    KEEP_TRADE(WordTrade), KEEP_TRADE(BitTrade), KEEP_TRADE(PlainTrade),
};
