/* SPDX-License-Identifier: MIT */
/*
 * A day of trades in a table of bit-packed columns, and in an array of plain structs: the same questions to both, which
 * must have the same answers, and what each takes.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "trade.h"

#include <slotgen/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

static double median(double times[ROUNDS])
{
    qsort(times, ROUNDS, sizeof *times, by_size);
    return times[ROUNDS / 2];
}

/* Ids of symbols are dense from 1 in the order of their coming, as the numbers of tickers are here. */
static slot_status fill_tickers(market_tickers_symbols *tickers)
{
    slot_status status = SLOT_OK;

    for (uint32_t ticker = 1; ticker <= TICKERS && status == SLOT_OK; ticker++) {
        market_tickers_id id;
        char name[4];

        source_ticker_name(ticker, name);
        status = market_tickers_symbols_intern(tickers, name, sizeof name, &id);
    }
    return status;
}

/* Appends values as they come in: each is checked, and the first one that does not fit is named. */
static slot_status fill_table(market_Trade_table *table, uint64_t count)
{
    struct source source;
    slot_status status = SLOT_OK;
    int bad = -1;

    source_begin(&source, count);
    for (uint64_t i = 0; i < count && status == SLOT_OK; i++) {
        const struct plain_trade trade = source_next(&source);
        const market_Trade_values values = {
            .ticker = {trade.ticker},
            .side = (market_Side)trade.side,
            .price = (int32_t)trade.price,
            .quantity = (int32_t)trade.quantity,
            .time = (int64_t)trade.time,
            .conditions = trade.conditions,
            .venue = trade.venue == NO_VENUE ? 0 : trade.venue,
            .has_venue = trade.venue != NO_VENUE,
            .parent = {trade.parent},
        };

        status = market_Trade_table_append_values(table, &values, &bad);
    }
    if (status != SLOT_OK)
        fprintf(stderr, "trades: trade %lu: %s%s%s\n", (unsigned long)market_Trade_table_count(table),
                bad >= 0 ? slot_name(&market_Trade_class, bad) : "", bad >= 0 ? ": " : "", slot_strerror(status));
    return status;
}

static struct plain_trade *fill_plain(uint64_t count)
{
    struct plain_trade *trades = count <= SIZE_MAX / sizeof *trades ? malloc((size_t)count * sizeof *trades) : NULL;
    struct source source;

    source_begin(&source, count);
    for (uint64_t i = 0; trades != NULL && i < count; i++) trades[i] = source_next(&source);
    return trades;
}

/* Every row against what it was made from. */
static bool check(const market_Trade_table *table, const struct plain_trade *trades)
{
    for (size_t row = 0; row < market_Trade_table_count(table); row++) {
        const struct plain_trade *trade = &trades[row];
        market_Trade found;

        if (market_Trade_table_get_row(table, row, &found) != SLOT_OK ||
            market_Trade_get_ticker(&found).id != trade->ticker || market_Trade_get_side(&found) != trade->side ||
            market_Trade_get_price(&found) != (int64_t)trade->price ||
            market_Trade_get_quantity(&found) != (int64_t)trade->quantity ||
            market_Trade_get_time(&found) != (int64_t)trade->time ||
            market_Trade_get_conditions(&found) != trade->conditions ||
            market_Trade_get_venue_or(&found, NO_VENUE) != trade->venue ||
            market_Trade_get_parent(&found).id != trade->parent) {
            printf("row %lu is not what it was made from\n", (unsigned long)row);
            return false;
        }
    }
    return true;
}

static void print_times(const char *name, double table, double plain)
{
    printf("%-44s %9.1f %9.1f %8.2fx\n", name, table, plain, table / plain);
}

/* Asks both in turn; the answers must be the same. */
static bool ask(const market_Trade_table *table, const struct plain_trade *trades, enum question question,
                const char *name, struct answer *answer)
{
    double table_times[ROUNDS];
    double plain_times[ROUNDS];
    struct answer other;

    for (int round = 0; round < ROUNDS; round++) {
        const double begin = now();
        double middle;

        if (!table_ask(table, question, answer)) {
            fprintf(stderr, "trades: no memory\n");
            return false;
        }
        middle = now();
        plain_ask(trades, market_Trade_table_count(table), question, &other);
        plain_times[round] = now() - middle;
        table_times[round] = middle - begin;
        if (memcmp(answer, &other, sizeof other) != 0) {
            printf("%s: the answers differ\n", name);
            return false;
        }
    }
    print_times(name, median(table_times), median(plain_times));
    return true;
}

static bool ask_all(const market_Trade_table *table, const struct plain_trade *trades, struct answer answers[QUESTIONS])
{
    static const char *const names[QUESTIONS] = {
        "trades that crossed: count by a flag",         "sold: sum by side",
        "a ticker in its first hour: sum by two",       "highest and lowest price of a ticker",
        "turnover: sum of price times quantity",        "quantity by venue",
        "a million trades at random, and their parents"};

    for (int question = 0; question < QUESTIONS; question++) {
        if (!ask(table, trades, (enum question)question, names[question], &answers[question])) return false;
    }
    return true;
}

static void print_answers(const struct answer answers[QUESTIONS], const market_tickers_symbols *tickers)
{
    const slot_text ticker = market_tickers_symbols_text(tickers, (market_tickers_id){ASKED_TICKER});
    size_t busiest = 0;

    for (size_t venue = 1; venue < VENUES; venue++) {
        if (answers[BY_VENUE].numbers[venue] > answers[BY_VENUE].numbers[busiest]) busiest = venue;
    }
    printf("\nboth say: %llu trades crossed, %llu were sold, turnover %.2f, busiest venue %zu;\n",
           (unsigned long long)answers[CROSSED].numbers[0], (unsigned long long)answers[SOLD].numbers[0],
           (double)answers[TURNOVER].numbers[0] / 100, busiest);
    printf("%.*s: %llu in the first hour, prices %.2f to %.2f\n", (int)ticker.length, ticker.data,
           (unsigned long long)answers[FIRST_HOUR].numbers[0], (double)answers[HIGHEST].numbers[1] / 100,
           (double)answers[HIGHEST].numbers[0] / 100);
}

static bool run(uint64_t count, market_Trade_table *table, market_tickers_symbols *tickers)
{
    double begin;
    struct answer answers[QUESTIONS];
    struct plain_trade *trades;
    double middle;
    double end;
    bool fine;

    if (fill_tickers(tickers) != SLOT_OK) {
        fprintf(stderr, "trades: no memory\n");
        return false;
    }
    begin = now();
    if (fill_table(table, count) != SLOT_OK) return false;
    middle = now();
    trades = fill_plain(count);
    end = now();
    if (trades == NULL) {
        fprintf(stderr, "trades: no memory\n");
        return false;
    }
    printf("%llu trades; medians of %d rounds\n\n", (unsigned long long)count, ROUNDS);
    printf("%-44s %9s %9s %9s\n", "", "table", "structs", "ratio");
    print_times("bytes a trade", (double)market_Trade_table_bytes(table) / (double)count, sizeof *trades);
    puts("milliseconds");
    print_times("make them and fill in", middle - begin, end - middle);
    fine = check(table, trades) && ask_all(table, trades, answers);
    if (fine) print_answers(answers, tickers);
    free(trades);
    return fine;
}

int main(int count, char **arguments)
{
    uint64_t trades = market_most_trades;
    market_tickers_symbols tickers;
    market_Trade_table table;
    char *end = NULL;
    bool fine;

    if (count == 2 && *arguments[1] >= '0' && *arguments[1] <= '9') trades = strtoul(arguments[1], &end, 10);
    if (count > 2 || (count == 2 && (end == NULL || *end != '\0')) || trades < 1 || trades > market_most_trades) {
        fputs(
            "usage: trades [COUNT]\nMakes COUNT trades, 1 to 10000000, and asks about them.\n"
            "Exit status: 0 fine, 1 no memory or wrong answers, 2 wrong usage.\n",
            stderr);
        return 2;
    }
    market_tickers_symbols_init(&tickers);
    market_Trade_table_init(&table);
    fine = run(trades, &table, &tickers);
    market_Trade_table_free(&table);
    market_tickers_symbols_free(&tickers);
    return !fine;
}
