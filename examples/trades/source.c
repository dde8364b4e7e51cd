/* SPDX-License-Identifier: MIT */
/* Trades of one day in order of time. Prices wander, a tenth of the trades are parts of earlier ones. */
#include "trade.h"

/* splitmix64, of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014 */
uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

void source_begin(struct source *source, uint64_t count)
{
    source->random = 1;
    source->count = count;
    source->next = 0;
    for (uint32_t i = 0; i < TICKERS; i++) source->prices[i] = (uint32_t)(1000 + random_next(&source->random) % 500000);
}

struct plain_trade source_next(struct source *source)
{
    const uint64_t random = random_next(&source->random);
    const uint64_t more = random_next(&source->random);
    const uint64_t popular = (random & 0xFFFF) * (random >> 16 & 0xFFFF) >> 16; /* low numbers more often */
    const uint32_t ticker = (uint32_t)(popular * TICKERS >> 16);
    const uint32_t price = source->prices[ticker] + (uint32_t)(random >> 32 & 7) - 3;
    const uint64_t part = source->next > 0 && more % 10 == 0 ? source->next - (more >> 8) % source->next % 1000 : 0;
    const struct plain_trade trade = {
        .time = source->next * (24 * HOUR / source->count),
        .price = price,
        .quantity = (uint32_t)(1 + (random >> 35 & 0x3FF) * (random >> 45 & 0x3FF) * 95 / 100),
        .parent = (uint32_t)part,
        .ticker = (uint16_t)(ticker + 1),
        .side = (uint8_t)(random >> 63),
        .conditions = (uint8_t)((more >> 16) & (more >> 22) & (more >> 28) & 0x3F), /* each set in an eighth */
        .venue = more >> 34 & 31 ? (uint8_t)((more >> 40) % VENUES) : NO_VENUE,
    };

    source->prices[ticker] = price >= 100 && price < 1000000 ? price : 5000;
    source->next++;
    return trade;
}

void source_ticker_name(uint32_t ticker, char name[4])
{
    ticker--;
    for (int i = 3; i >= 0; i--) {
        name[i] = (char)('A' + ticker % 26);
        ticker /= 26;
    }
}
