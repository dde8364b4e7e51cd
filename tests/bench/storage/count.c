/* SPDX-License-Identifier: MIT */
/*
 * What repeats exactly: bytes of containers of so many records, and the instructions that calls execute,
 * single-stepped, libc's included: count RECORDS writes `bytes <tab> WHAT <tab> VALUE` and `steps <tab> WHAT <tab>
 * VALUE` lines, both a record but for `empty` and `one`.
 */
#define _DEFAULT_SOURCE
#include "ours.h"
#include "steps.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OPS = 100, SCAN_OPS = 4096, WRITE_OPS = 512 };

struct source source;
static uint32_t count;

void contender_fail(const char *what)
{
    fprintf(stderr, "count: %s\n", what);
    _exit(1);
}

void *contender_memory(size_t bytes)
{
    void *const memory = malloc(bytes);
    if (memory == NULL) contender_fail("out of memory");
    return memory;
}

static size_t word_of(uint32_t number, char *into)
{
    return (size_t)sprintf(into, "%x", number * UINT32_C(2654435761));
}

#define BYTES(what, value) printf("bytes\t%s\t%.6f\n", what, (double)(value))

/* ---- bytes ---- */

#define V(slot) VALUE_##slot(random)

#define POOL_BYTES(class)                                                                                              \
    do {                                                                                                               \
        class##_pool pool;                                                                                             \
        class##_ref ref;                                                                                               \
        class##_pool_init(&pool);                                                                                      \
        BYTES(#class " pool empty", class##_pool_bytes(&pool));                                                        \
        for (uint32_t i = 0; i < count; i++) {                                                                         \
            check(class##_pool_add(&pool, &ref));                                                                      \
            if (i == 0) BYTES(#class " pool one", class##_pool_bytes(&pool));                                          \
        }                                                                                                              \
        BYTES(#class " pool", (double)class##_pool_bytes(&pool) / count);                                              \
        class##_pool_free(&pool);                                                                                      \
    } while (0)

#define TABLE_BYTES(class)                                                                                             \
    do {                                                                                                               \
        class##_table table;                                                                                           \
        class##_table_init(&table);                                                                                    \
        BYTES(#class " table empty", class##_table_bytes(&table));                                                     \
        check(class##_table_resize(&table, 1));                                                                        \
        BYTES(#class " table one", class##_table_bytes(&table));                                                       \
        check(class##_table_resize(&table, count));                                                                    \
        BYTES(#class " table", (double)class##_table_bytes(&table) / count);                                           \
        BYTES(#class " table row", (double)slot_table_row_bytes(&table.base) / count);                                 \
        class##_table_free(&table);                                                                                    \
    } while (0)

/* Beside the characters. */
static void symbols_bytes(void)
{
    words_symbols symbols;
    words_id id;
    char text[16];
    size_t characters = 0;
    double worst = 0;
    words_symbols_init(&symbols);
    for (uint32_t i = 0; i < count; i++) {
        const size_t length = word_of(i, text);
        characters += length;
        check(words_symbols_intern(&symbols, text, length, &id));
        if (i < count / 10) continue; /* the worst after growth, of many */
        const double each = ((double)words_symbols_bytes(&symbols) - (double)characters) / (i + 1);
        if (each > worst) worst = each;
    }
    BYTES("symbols", ((double)words_symbols_bytes(&symbols) - (double)characters) / count);
    BYTES("symbols worst", worst);
    words_symbols_free(&symbols);
}

/* ---- instructions ---- */

static const char *step_names[32];
static int step_counts[32];
static int step_count, taken;

/* Both sides run the same list: the child to work, the parent to know what it counts. */
static void list(const char *name, int ops)
{
    step_names[step_count] = name;
    step_counts[step_count++] = ops;
}

#define STEPS(ops, work)                                                                                               \
    do {                                                                                                               \
        steps_begin();                                                                                                 \
        for (uint32_t i = 0; i < (ops); i++) {                                                                         \
            work;                                                                                                      \
        }                                                                                                              \
        steps_end();                                                                                                   \
    } while (0)

static void list_all(void)
{
    list("loop", OPS);
    list("pool: add, make", OPS);
    list("pool: add_values", OPS);
    list("pool: at, three getters", OPS);
    list("pool: remove, add", OPS);
    list("table of columns: append", OPS);
    list("table of columns: three getters", OPS);
    list("table of rows: append", OPS);
    list("table of rows: three getters", OPS);
    list("column: sum a row", SCAN_OPS);
    list("column: filter a row", SCAN_OPS);
    list("column: sum under bits a row", SCAN_OPS);
    list("column: write a row", WRITE_OPS);
    list("symbols: intern", OPS);
    list("symbols: intern again", OPS);
    list("symbols: find", OPS);
    list("symbols: miss", OPS);
}

static void pool_steps(void)
{
    static Date_pool pool;
    Date_ref ref;
    uint64_t state = SEED;
    uint64_t sum = 0;
    Date_pool_init(&pool);
    for (uint32_t i = 0; i < 100000; i++) check(Date_pool_add(&pool, &ref));
    STEPS(OPS, clock_keep(i));
    const uint64_t random = clock_random(&state);
    STEPS(OPS, check(Date_pool_add(&pool, &ref));
          (void)Date_make(Date_pool_at(&pool, ref), V(year) + (int32_t)(i & 1), V(month), V(day)));
    Date_values values;
    values.year = V(year), values.month = V(month), values.day = V(day);
    STEPS(OPS, clock_keep((uintptr_t)&values); check(Date_pool_add_values(&pool, &values, &ref, NULL)));
    STEPS(OPS, ref.id = i * 97 + 1; const Date *const it = Date_pool_at(&pool, ref);
          sum += (uint64_t)(Date_get_year(it) + Date_get_month(it) + Date_get_day(it)));
    STEPS(OPS, ref.id = i * 97 + 1; check(Date_pool_remove(&pool, ref)); check(Date_pool_add(&pool, &ref)));
    clock_keep(sum);
}

#define TABLE_STEPS(class)                                                                                             \
    do {                                                                                                               \
        check(class##_table_resize(&table, 100000));                                                                   \
        class row;                                                                                                     \
        (void)class##_make(&row, V(year), V(month), V(day));                                                           \
        STEPS(OPS, clock_keep((uintptr_t)&row); check(class##_table_append(&table, &row)));                            \
        STEPS(OPS, const size_t at = i * 97;                                                                           \
              sum += (uint64_t)(class##_table_get_year(&table, at) + class##_table_get_month(&table, at) +             \
                                class##_table_get_day(&table, at)));                                                   \
    } while (0)

static void table_steps(void)
{
    uint64_t state = SEED;
    uint64_t sum = 0;
    int64_t total;
    const uint64_t random = clock_random(&state);
    static slot_bitmap bits;
    static Date_table table;
    Date_table_init(&table);
    TABLE_STEPS(Date);
    {
        static DateRow_table table;
        DateRow_table_init(&table);
        TABLE_STEPS(DateRow);
    }
    check(Date_table_resize(&table, SCAN_OPS));
    slot_bitmap_init(&bits, NULL);
    check(slot_bitmap_resize(&bits, SCAN_OPS));
    STEPS(1, check(Date_table_sum_year(&table, NULL, &total)));
    STEPS(1, check(Date_table_filter_month(&table, SLOT_LESS_EQUAL, MONTH_LIMIT, &bits)));
    STEPS(1, check(Date_table_sum_year(&table, &bits, &total)));
    for (int i = 0; i < SOURCE_ROWS; i++) source.year[i] = i + 1;
    STEPS(1, check(Date_table_write_year(&table, 0, WRITE_OPS, source.year)));
    clock_keep(sum + (uint64_t)total);
}

static void symbol_steps(void)
{
    static words_symbols symbols;
    static char texts[3 * OPS][16];
    static size_t lengths[3 * OPS];
    words_id id;
    char text[16];
    words_symbols_init(&symbols);
    for (uint32_t i = 0; i < 10000; i++) check(words_symbols_intern(&symbols, text, word_of(i, text), &id));
    for (uint32_t i = 0; i < 2 * OPS; i++) lengths[i] = word_of(10000 + i, texts[i]);
    STEPS(OPS, check(words_symbols_intern(&symbols, texts[i], lengths[i], &id)));
    STEPS(OPS, check(words_symbols_intern(&symbols, texts[i], lengths[i], &id)));
    STEPS(OPS, clock_keep(words_symbols_find(&symbols, texts[i], lengths[i]).id));
    STEPS(OPS, clock_keep(words_symbols_find(&symbols, texts[OPS + i], lengths[OPS + i]).id));
}

static void child(void)
{
    pool_steps();
    table_steps();
    symbol_steps();
}

/* Less what the loop itself takes. */
static void take(unsigned long steps)
{
    static double loop;
    const double each = (double)steps / step_counts[taken];
    if (taken == 0) loop = each;
    if (taken > 0) printf("steps\t%s\t%.3f\n", step_names[taken], step_counts[taken] == OPS ? each - loop : each);
    taken++;
}

int main(int argc, char **argv)
{
    count = argc == 2 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
    if (count == 0) {
        fprintf(stderr, "usage: count RECORDS\n");
        return 2;
    }
    POOL_BYTES(Date);
    POOL_BYTES(Trade);
    TABLE_BYTES(Date);
    TABLE_BYTES(DateRow);
    TABLE_BYTES(Trade);
    TABLE_BYTES(TradeRow);
    symbols_bytes();
    fflush(stdout);
    list_all();
    if (!steps_count(child, take) || taken != step_count) {
        fprintf(stderr, "count: single-stepping does not work here\n");
        return 3;
    }
    return 0;
}
