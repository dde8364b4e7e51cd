/* SPDX-License-Identifier: MIT */
/* Uses what every schema of the project gives. */
#include "gen/of/alone.slots.h"
#include "gen/of/market.private.slots.h"
#include "gen/of/market.slots.h"

int main(void)
{
    my_market_Trade trade;
    my_alone_Thing thing;
    my_market_Trade_init(&trade);
    my_alone_Thing_init(&thing);
    my_market_Trade_set_at(&trade, my_clock_last_hour);
    my_calendar_Stamp_set_hour(my_market_Trade_at_seen(&trade), 1);
    return my_market_Trade_get_at(&trade) == my_clock_Hour_MAX &&
                   my_market_Trade_get_month(&trade) == my_calendar_Month_march && !my_alone_Thing_get_a(&thing) &&
                   my_calendar_Stamp_get_hour(my_market_Trade_view_seen(&trade)) == 1
               ? 0
               : 1;
}
