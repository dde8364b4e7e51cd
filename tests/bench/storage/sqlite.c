/* SPDX-License-Identifier: MIT */
/* SQLite in memory: a row each, reached by rowid, with prepared statements in one transaction. */
#include "contender.h"
#include "values.h"

#include <sqlite3.h>
#include <stdio.h>

static void check(sqlite3 *base, int code)
{
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    fprintf(stderr, "storage: SQLite: %s\n", sqlite3_errmsg(base));
    contender_fail("SQLite failed");
}

static sqlite3_stmt *prepare(const void *store, const char *text)
{
    sqlite3 *const base = (sqlite3 *)(uintptr_t)store;
    sqlite3_stmt *statement = NULL;
    check(base, sqlite3_prepare_v2(base, text, -1, &statement, NULL));
    return statement;
}

static void *open_base(const char *schema)
{
    sqlite3 *base = NULL;
    if (sqlite3_open(":memory:", &base) != SQLITE_OK) contender_fail("no SQLite");
    check(base, sqlite3_exec(base, schema, NULL, NULL, NULL));
    return base;
}

static void step(sqlite3 *base, sqlite3_stmt *statement)
{
    check(base, sqlite3_step(statement));
    check(base, sqlite3_reset(statement));
}

static uint64_t one_number(const void *store, const char *text)
{
    sqlite3_stmt *const statement = prepare(store, text);
    if (sqlite3_step(statement) != SQLITE_ROW) contender_fail("SQLite has no answer");
    const uint64_t number = (uint64_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

static uint64_t numbers_at(const void *store, const uint32_t *order, size_t count, const char *text, int columns)
{
    sqlite3_stmt *const statement = prepare(store, text);
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sqlite3_bind_int64(statement, 1, (sqlite3_int64)order[i] + 1);
        if (sqlite3_step(statement) != SQLITE_ROW) contender_fail("SQLite misses a row");
        for (int column = 0; column < columns; column++) sum += (uint64_t)sqlite3_column_int64(statement, column);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return sum;
}

#define BIND(at, slot) sqlite3_bind_int64(statement, at, VALUE_##slot(random))
#define BIND_DATE      BIND(1, year), BIND(2, month), BIND(3, day)
#define BIND_TRADE                                                                                                     \
    BIND(1, symbol), BIND(2, side), BIND(3, price), BIND(4, quantity), BIND(5, time), BIND(6, flags), BIND(7, venue),  \
        BIND(8, parent)
#define BIND_THREE BIND(1, price), BIND(2, quantity), BIND(3, venue)

#define CREATE(function, text, bind)                                                                                   \
    static void function(void *store, size_t count)                                                                    \
    {                                                                                                                  \
        check(store, sqlite3_exec(store, "begin", NULL, NULL, NULL));                                                  \
        sqlite3_stmt *const statement = prepare(store, text);                                                          \
        uint64_t state = SEED;                                                                                         \
        for (size_t i = 0; i < count; i++) {                                                                           \
            const uint64_t random = clock_random(&state);                                                              \
            bind;                                                                                                      \
            step(store, statement);                                                                                    \
        }                                                                                                              \
        sqlite3_finalize(statement);                                                                                   \
        check(store, sqlite3_exec(store, "commit", NULL, NULL, NULL));                                                 \
    }

#define WRITE(function, text, bind)                                                                                    \
    static void function(void *store, const uint32_t *order, size_t count)                                             \
    {                                                                                                                  \
        check(store, sqlite3_exec(store, "begin", NULL, NULL, NULL));                                                  \
        sqlite3_stmt *const statement = prepare(store, text);                                                          \
        uint64_t state = SEED_OF_WRITES;                                                                               \
        for (size_t i = 0; i < count; i++) {                                                                           \
            const uint64_t random = clock_random(&state);                                                              \
            bind, sqlite3_bind_int64(statement, 4, (sqlite3_int64)order[i] + 1);                                       \
            step(store, statement);                                                                                    \
        }                                                                                                              \
        sqlite3_finalize(statement);                                                                                   \
        check(store, sqlite3_exec(store, "commit", NULL, NULL, NULL));                                                 \
    }

#define ASK(function, text)                                                                                            \
    static uint64_t function(const void *store, size_t count)                                                          \
    {                                                                                                                  \
        (void)count;                                                                                                   \
        return one_number(store, text);                                                                                \
    }

#define PICK(function, text, columns)                                                                                  \
    static uint64_t function(const void *store, const uint32_t *order, size_t count)                                   \
    {                                                                                                                  \
        return numbers_at(store, order, count, text, columns);                                                         \
    }

static void *date_open(size_t count)
{
    (void)count;
    return open_base("create table t(year integer, month integer, day integer)");
}
CREATE(date_create, "insert into t values (?, ?, ?)", BIND_DATE)
ASK(date_scan, "select sum(year + month + day) from t")
ASK(date_filter, "select sum(year) from t where month <= 4")
PICK(date_pick, "select year, month, day from t where rowid = ?", 3)
PICK(date_pick_one, "select year from t where rowid = ?", 1)
WRITE(date_write, "update t set year = ?, month = ?, day = ? where rowid = ?", BIND_DATE)

static void *trade_open(size_t count)
{
    (void)count;
    return open_base(
        "create table t(symbol integer, side integer, price integer, quantity integer, time integer, "
        "flags integer, venue integer, parent integer)");
}
CREATE(trade_create, "insert into t values (?, ?, ?, ?, ?, ?, ?, ?)", BIND_TRADE)
ASK(trade_scan, "select sum(price + quantity + venue) from t")
ASK(trade_filter, "select sum(quantity) from t where price < 4194304")
PICK(trade_pick, "select price, quantity, venue from t where rowid = ?", 3)
PICK(trade_pick_one, "select price from t where rowid = ?", 1)
WRITE(trade_write, "update t set price = ?, quantity = ?, venue = ? where rowid = ?", BIND_THREE)

_Static_assert(MONTH_LIMIT == 4 && PRICE_LIMIT == 4194304, "as the queries say");

static const struct contender date = {
    "SQLite, in memory", date_open,     date_create, NULL, NULL, date_scan, date_filter,
    date_pick,           date_pick_one, date_write,  NULL, NULL, 0};
static const struct contender trade = {
    "SQLite, in memory", trade_open,     trade_create, NULL, NULL, trade_scan, trade_filter,
    trade_pick,          trade_pick_one, trade_write,  NULL, NULL, 0};
static const struct contender *const dates[] = {&date, NULL};
static const struct contender *const trades[] = {&trade, NULL};
const struct contenders sqlite_contenders = {dates, trades};
