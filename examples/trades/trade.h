/* SPDX-License-Identifier: MIT */
/* A trade as it comes in, where trades come from, and what is asked of them. */
#ifndef TRADE_H
#define TRADE_H

#include "trades.slots.h"

enum { TICKERS = 5000, VENUES = market_Trade_venue_MAX + 1, NO_VENUE = 255 };

/* The plain struct: members as small as C allows, the largest first. 25 bytes, and 7 of padding. */
struct plain_trade {
    uint64_t time;
    uint32_t price;
    uint32_t quantity;
    uint32_t parent; /* index + 1, or 0 */
    uint16_t ticker; /* 1..TICKERS */
    uint8_t side;
    uint8_t conditions;
    uint8_t venue; /* or NO_VENUE */
};

/* Trades that look like trades, and are the same in every run (source.c). */
struct source {
    uint64_t random;
    uint64_t count, next;
    uint32_t prices[TICKERS];
};

void source_begin(struct source *source, uint64_t count);
struct plain_trade source_next(struct source *source);

/* "AAAA", "AAAB": the name of ticker 1, 2, and so on. */
void source_ticker_name(uint32_t ticker, char name[4]);

/* The next of a row of numbers that look random. */
uint64_t random_next(uint64_t *state);

/* What a question found out. The numbers that it has no use for are 0. */
struct answer {
    uint64_t numbers[VENUES];
};

/* The same questions to both, in the same order. */
enum question { CROSSED, SOLD, FIRST_HOUR, HIGHEST, TURNOVER, BY_VENUE, PARENTS, QUESTIONS };

/* The ticker, and the hour, that two of the questions are about; how many rows PARENTS looks at. */
enum { ASKED_TICKER = 42, LOOKS = 1000000 };
#define HOUR UINT64_C(3600000000000)

/* False where there is no memory. */
bool table_ask(const market_Trade_table *table, enum question question, struct answer *answer);
void plain_ask(const struct plain_trade *trades, size_t count, enum question question, struct answer *answer);

#endif
