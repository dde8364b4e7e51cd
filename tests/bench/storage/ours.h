/* SPDX-License-Identifier: MIT */
/* What our own contenders share: all slots of a record at once, huge pages, and statuses that must be fine. */
#ifndef BENCH_OURS_H
#define BENCH_OURS_H

#include "contender.h"
#include "storage.slots.h"
#include "values.h"

#include <slotgen/scan.h>

/* All slots of a record at once. */
#define DATE_VALUES(values)                                                                                            \
    Date_values values;                                                                                                \
    values.year = V(year), values.month = V(month), values.day = V(day)
#define TRADE_VALUES_OF(type, values)                                                                                  \
    type values;                                                                                                       \
    values.symbol = V(symbol), values.side = (Side)V(side), values.price = V(price), values.quantity = V(quantity),    \
    values.time = V(time), values.flags = V(flags), values.venue = V(venue), values.has_parent = true,                 \
    values.parent = V(parent)
#define TRADE_VALUES(values) TRADE_VALUES_OF(Trade_values, values)

static const slot_storage huge_storage __attribute__((unused)) = {NULL, true};

static inline void check(slot_status status)
{
    if (status != SLOT_OK) contender_fail("slotgen refuses something");
}

#endif
