/* SPDX-License-Identifier: MIT */
/*
 * Makes the compiler emit the operations on whole records, ours and those by hand, as functions of their own: init,
 * make, pack, unpack, equal, hash, and `read`, the sum of all slots by getters, or by hand out of the words.
 */
#include "hand_whole.h"

#define READ_THREE(record, x, y, z)                                                                                    \
    static uint64_t record##_read(const record *self)                                                                  \
    {                                                                                                                  \
        return (uint64_t)record##_get_##x(self) + (uint64_t)record##_get_##y(self) + (uint64_t)record##_get_##z(self); \
    }                                                                                                                  \
    static uint64_t Hand##record##_read(const Hand##record *self)                                                      \
    {                                                                                                                  \
        record##_values values;                                                                                        \
        Hand##record##_unpack(self, &values);                                                                          \
        return (uint64_t)values.x + (uint64_t)values.y + (uint64_t)values.z;                                           \
    }

READ_THREE(Date, year, month, day)
READ_THREE(Date4, year, month, day)
READ_THREE(Five, a, b, c)
READ_THREE(Six, a, b, c)
READ_THREE(Seven, a, b, c)
READ_THREE(Nine, a, b, c)
READ_THREE(Eleven, a, b, c)
READ_THREE(Twelve, a, b, c)
READ_THREE(Sixteen, a, b, c)

static uint64_t Trade_read(const Trade *self)
{
    return (uint64_t)Trade_get_symbol(self) + (uint64_t)Trade_get_side(self) + (uint64_t)Trade_get_price(self) +
           (uint64_t)Trade_get_quantity(self) + (uint64_t)Trade_get_time(self) + Trade_get_flags(self) +
           (uint64_t)Trade_get_venue(self) + (uint64_t)Trade_get_parent_or(self, 1);
}

static uint64_t HandTrade_read(const HandTrade *self)
{
    Trade_values values;
    HandTrade_unpack(self, &values);
    return (uint64_t)values.symbol + (uint64_t)values.side + (uint64_t)values.price + (uint64_t)values.quantity +
           (uint64_t)values.time + values.flags + (uint64_t)values.venue + (uint64_t)values.parent;
}

#define KEEP(record)                                                                                                   \
    (void (*)(void)) record##_init, (void (*)(void))record##_make, (void (*)(void))record##_pack,                      \
        (void (*)(void))record##_unpack, (void (*)(void))record##_equal, (void (*)(void))record##_hash,                \
        (void (*)(void))record##_read
#define KEEP_BOTH(record) KEEP(record), KEEP(Hand##record)

extern void (*const bench_keep[])(void);
void (*const bench_keep[])(void) = {
    KEEP_BOTH(Date), KEEP_BOTH(Date4),  KEEP_BOTH(Five),   KEEP_BOTH(Six),     KEEP_BOTH(Seven),
    KEEP_BOTH(Nine), KEEP_BOTH(Eleven), KEEP_BOTH(Twelve), KEEP_BOTH(Sixteen), KEEP_BOTH(Trade),
};
