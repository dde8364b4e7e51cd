/* SPDX-License-Identifier: MIT */
/*
 * The questions to the table. A filter reads one column and gives a bit for each row; sums and extremes look at the
 * rows whose bits are set. Where values of several slots meet, ranges of rows are read into arrays.
 */
#include "trade.h"

#include <stdlib.h>

enum { BATCH = 4096 }; /* rows that are read at once: two arrays of them stay in the nearest cache */

static const market_tickers_id asked = {ASKED_TICKER};

static slot_status crossed(const market_Trade_table *table, slot_bitmap *rows, struct answer *answer)
{
    const slot_status status = market_Trade_table_filter_conditions_flags(table, market_Condition_cross, rows);

    answer->numbers[0] = slot_bitmap_count(rows);
    return status;
}

static slot_status sold(const market_Trade_table *table, slot_bitmap *rows, struct answer *answer)
{
    slot_status status = market_Trade_table_filter_side(table, SLOT_EQUAL, market_Side_sell, rows);
    int64_t sum = 0;

    if (status == SLOT_OK) status = market_Trade_table_sum_quantity(table, rows, &sum);
    answer->numbers[0] = (uint64_t)sum;
    return status;
}

/* Two filters: their bitmaps are combined. */
static slot_status first_hour(const market_Trade_table *table, slot_bitmap *rows, struct answer *answer)
{
    slot_status status = market_Trade_table_filter_time(table, SLOT_LESS, HOUR, rows);
    slot_bitmap of_ticker;
    int64_t sum = 0;

    slot_bitmap_init(&of_ticker, NULL);
    if (status == SLOT_OK) status = market_Trade_table_filter_ticker(table, SLOT_EQUAL, asked, &of_ticker);
    if (status == SLOT_OK) status = slot_bitmap_and(rows, &of_ticker);
    if (status == SLOT_OK) status = market_Trade_table_sum_quantity(table, rows, &sum);
    slot_bitmap_free(&of_ticker);
    answer->numbers[0] = (uint64_t)sum;
    return status;
}

static slot_status highest(const market_Trade_table *table, slot_bitmap *rows, struct answer *answer)
{
    slot_status status = market_Trade_table_filter_ticker(table, SLOT_EQUAL, asked, rows);
    int32_t most = 0;
    int32_t least = 0;

    if (status == SLOT_OK) status = market_Trade_table_max_price(table, rows, &most);
    if (status == SLOT_OK) status = market_Trade_table_min_price(table, rows, &least);
    answer->numbers[0] = (uint64_t)most;
    answer->numbers[1] = (uint64_t)least;
    return status == SLOT_EUNSET ? SLOT_OK : status; /* nobody traded it */
}

static size_t batch_at(const market_Trade_table *table, size_t first)
{
    const size_t left = market_Trade_table_count(table) - first;

    return left < BATCH ? left : BATCH;
}

static slot_status turnover(const market_Trade_table *table, struct answer *answer)
{
    int32_t prices[BATCH];
    int32_t quantities[BATCH];
    slot_status status = SLOT_OK;

    for (size_t first = 0; first < market_Trade_table_count(table) && status == SLOT_OK; first += BATCH) {
        const size_t count = batch_at(table, first);

        status = market_Trade_table_read_price(table, first, count, prices);
        if (status == SLOT_OK) status = market_Trade_table_read_quantity(table, first, count, quantities);
        for (size_t i = 0; i < count && status == SLOT_OK; i++)
            answer->numbers[0] += (uint64_t)prices[i] * (uint64_t)quantities[i];
    }
    return status;
}

static slot_status by_venue(const market_Trade_table *table, struct answer *answer)
{
    int32_t venues[BATCH];
    int32_t quantities[BATCH];
    bool has_venue[BATCH];
    slot_status status = SLOT_OK;

    for (size_t first = 0; first < market_Trade_table_count(table) && status == SLOT_OK; first += BATCH) {
        const size_t count = batch_at(table, first);

        status = market_Trade_table_read_venue(table, first, count, venues, has_venue);
        if (status == SLOT_OK) status = market_Trade_table_read_quantity(table, first, count, quantities);
        for (size_t i = 0; i < count && status == SLOT_OK; i++) {
            if (has_venue[i]) answer->numbers[venues[i]] += (uint64_t)quantities[i];
        }
    }
    return status;
}

/* Single rows: the getters are those of an instance, with the row's number. */
static void parents(const market_Trade_table *table, struct answer *answer)
{
    const size_t count = market_Trade_table_count(table);
    uint64_t random = 0;

    for (int i = 0; i < LOOKS; i++) {
        const size_t row = (size_t)(random_next(&random) % count);
        const market_Trade_ref parent = market_Trade_table_get_parent(table, row);

        answer->numbers[0] += (uint64_t)market_Trade_table_get_price(table, row);
        if (parent.id != 0) answer->numbers[1] += (uint64_t)market_Trade_table_get_price(table, parent.id - 1);
    }
}

bool table_ask(const market_Trade_table *table, enum question question, struct answer *answer)
{
    slot_status status = SLOT_OK;
    slot_bitmap rows;

    *answer = (struct answer){{0}};
    slot_bitmap_init(&rows, NULL);
    switch (question) {
    case CROSSED: status = crossed(table, &rows, answer); break;
    case SOLD: status = sold(table, &rows, answer); break;
    case FIRST_HOUR: status = first_hour(table, &rows, answer); break;
    case HIGHEST: status = highest(table, &rows, answer); break;
    case TURNOVER: status = turnover(table, answer); break;
    case BY_VENUE: status = by_venue(table, answer); break;
    case PARENTS: parents(table, answer); break;
    case QUESTIONS: break;
    }
    slot_bitmap_free(&rows);
    return status == SLOT_OK;
}
