/* SPDX-License-Identifier: MIT */
/* The questions to an array of plain structs, as one writes them in C. */
#include "trade.h"

/* The trades of both sides that crossed: how many. */
static void crossed(const struct plain_trade *trades, size_t count, struct answer *answer)
{
    for (size_t i = 0; i < count; i++) answer->numbers[0] += (trades[i].conditions & market_Condition_cross) != 0;
}

static void sold(const struct plain_trade *trades, size_t count, struct answer *answer)
{
    for (size_t i = 0; i < count; i++) {
        if (trades[i].side == market_Side_sell) answer->numbers[0] += trades[i].quantity;
    }
}

static void first_hour(const struct plain_trade *trades, size_t count, struct answer *answer)
{
    for (size_t i = 0; i < count; i++) {
        if (trades[i].ticker == ASKED_TICKER && trades[i].time < HOUR) answer->numbers[0] += trades[i].quantity;
    }
}

static void highest(const struct plain_trade *trades, size_t count, struct answer *answer)
{
    uint32_t least = UINT32_MAX;
    uint32_t most = 0;

    for (size_t i = 0; i < count; i++) {
        if (trades[i].ticker != ASKED_TICKER) continue;
        if (trades[i].price < least) least = trades[i].price;
        if (trades[i].price > most) most = trades[i].price;
    }
    if (least > most) return; /* nobody traded it */
    answer->numbers[0] = most;
    answer->numbers[1] = least;
}

static void turnover(const struct plain_trade *trades, size_t count, struct answer *answer)
{
    for (size_t i = 0; i < count; i++) answer->numbers[0] += (uint64_t)trades[i].price * trades[i].quantity;
}

static void by_venue(const struct plain_trade *trades, size_t count, struct answer *answer)
{
    for (size_t i = 0; i < count; i++) {
        if (trades[i].venue != NO_VENUE) answer->numbers[trades[i].venue] += trades[i].quantity;
    }
}

/* Prices of trades at random, and of those that they are parts of. */
static void parents(const struct plain_trade *trades, size_t count, struct answer *answer)
{
    uint64_t random = 0;

    for (int i = 0; i < LOOKS; i++) {
        const struct plain_trade *trade = &trades[random_next(&random) % count];

        answer->numbers[0] += trade->price;
        if (trade->parent != 0) answer->numbers[1] += trades[trade->parent - 1].price;
    }
}

void plain_ask(const struct plain_trade *trades, size_t count, enum question question, struct answer *answer)
{
    *answer = (struct answer){{0}};
    switch (question) {
    case CROSSED: crossed(trades, count, answer); break;
    case SOLD: sold(trades, count, answer); break;
    case FIRST_HOUR: first_hour(trades, count, answer); break;
    case HIGHEST: highest(trades, count, answer); break;
    case TURNOVER: turnover(trades, count, answer); break;
    case BY_VENUE: by_venue(trades, count, answer); break;
    case PARENTS: parents(trades, count, answer); break;
    case QUESTIONS: break;
    }
}
