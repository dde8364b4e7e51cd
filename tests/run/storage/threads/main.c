/* SPDX-License-Identifier: MIT */
/*
 * What containers promise to threads, under ThreadSanitizer (run.sh). Without an argument: what is promised, and
 * nothing may be reported. With the name of something that is not promised: that must be reported, which shows that the
 * sanitizer would have seen it.
 */
#include "threads.slots.h"

#include <slotgen/scan.h>
#include <slotgen/text.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 4, INSTANCES = 400, DATES = 3000, WORDS = 500 };

typedef void work(unsigned thread);

struct worker {
    pthread_t thread;
    unsigned number;
    work *work;
};

static int wrong; /* of the main thread, or under __atomic */

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            __atomic_fetch_add(&wrong, 1, __ATOMIC_RELAXED);                                                           \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                            \
        }                                                                                                              \
    } while (0)

static void *run_worker(void *context)
{
    const struct worker *worker = context;
    worker->work(worker->number);
    return NULL;
}

/* The work in all threads at once; in the main thread meanwhile `beside`, unless that is NULL. */
static void in_threads(work *each, void (*beside)(void))
{
    struct worker workers[THREADS];
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){.number = i, .work = each};
        if (pthread_create(&workers[i].thread, NULL, run_worker, &workers[i]) != 0) exit(2);
    }
    if (beside != NULL) beside();
    for (unsigned i = 0; i < THREADS; i++) pthread_join(workers[i].thread, NULL);
}

/* ---- The containers ---- */

static par_Date_pool dates;
static par_Date_ref refs[DATES];
static par_words_symbols words;
static par_Date_table columns;
static par_Trade_table rows;

static void fill_pool(void)
{
    par_Date_pool_init(&dates);
    for (int i = 0; i < DATES; i++) {
        CHECK(par_Date_pool_add(&dates, &refs[i]) == SLOT_OK);
        par_Date_set_year(par_Date_pool_at(&dates, refs[i]), 1 + i);
    }
}

static void fill_symbols(void)
{
    char text[16];
    par_words_symbols_init(&words);
    for (int i = 0; i < WORDS; i++) {
        par_words_id id;
        const int length = snprintf(text, sizeof text, "word %d", i);
        CHECK(par_words_symbols_intern(&words, text, (size_t)length, &id) == SLOT_OK);
    }
}

/* Rows of more than THREADS blocks: the last one is not full. */
static void fill_tables(void)
{
    par_Date_table_init(&columns);
    CHECK(par_Date_table_resize(&columns, 1) == SLOT_OK && par_Date_table_reserve(&columns, 1 << 17) == SLOT_OK);
    CHECK(par_Date_table_resize(&columns, ((size_t)THREADS << columns.base.most_shift) + 70) == SLOT_OK);
    par_Trade_table_init(&rows);
    CHECK(par_Trade_table_resize(&rows, ((size_t)THREADS << rows.base.most_shift) + 70) == SLOT_OK);
    CHECK(columns.base.store.count > THREADS && rows.base.store.count > THREADS);
}

static void free_all(void)
{
    par_Date_pool_free(&dates);
    par_words_symbols_free(&words);
    par_Date_table_free(&columns);
    par_Trade_table_free(&rows);
}

/* ---- Readers beside readers ---- */

static void read_pool(unsigned thread)
{
    const par_Date_ref null = {0};
    char text[100];
    int64_t sum = 0;
    int count = 0;
    for (par_Date_ref ref = par_Date_pool_next(&dates, null); ref.id != 0; ref = par_Date_pool_next(&dates, ref)) {
        par_Date *date;
        CHECK(par_Date_pool_try_at(&dates, ref, &date) == SLOT_OK && par_Date_pool_has(&dates, ref));
        sum += par_Date_get_year(date);
        if (count++ % 50 != (int)thread) continue;
        CHECK(par_Date_pool_ref(&dates, date).id == ref.id && par_Date_valid(date));
        CHECK(par_Date_format(date, text, sizeof text) > 0 && par_Date_hash(date) == par_Date_hash(date));
    }
    CHECK(sum == (int64_t)DATES * (DATES + 1) / 2 && par_Date_pool_count(&dates) == DATES);
}

static void read_symbols(unsigned thread)
{
    par_words_id id = {0};
    uint32_t count = 0;
    (void)thread;
    for (id = par_words_symbols_next(&words, id); id.id != 0; id = par_words_symbols_next(&words, id)) {
        const slot_text text = par_words_symbols_text(&words, id);
        CHECK(par_words_symbols_find(&words, text.data, text.length).id == id.id);
        count++;
    }
    CHECK(count == WORDS && par_words_symbols_find(&words, "nothing", 7).id == 0);
}

static void read_tables(unsigned thread)
{
    int32_t years[300];
    int64_t sum = 0;
    size_t count = 0;
    par_Date date;
    par_Trade trade;
    const size_t first = ((size_t)1 << columns.base.block_shift) - 100 + thread; /* across the end of a block */
    CHECK(slot_table_read(&columns.base, par_Date_SLOT_year, first, 300, SLOT_ARRAY_INT32, years, NULL) == SLOT_OK);
    for (size_t i = 0; i < 300; i++) {
        CHECK(par_Date_table_get_row(&columns, first + i, &date) == SLOT_OK && par_Date_get_year(&date) == years[i]);
        CHECK(par_Date_table_get_year(&columns, first + i) == years[i]);
    }
    CHECK(slot_table_sum_int(&columns.base, par_Date_SLOT_day, NULL, &sum, &count) == SLOT_OK);
    CHECK(count == par_Date_table_count(&columns) && sum >= (int64_t)count);
    for (size_t row = thread; row < par_Trade_table_count(&rows); row += 97) {
        CHECK(par_Trade_table_get_row(&rows, row, &trade) == SLOT_OK && !par_Trade_table_has_size(&rows, row));
        CHECK(par_Trade_table_get_parts(&rows, row, 2) == 0);
    }
}

/* ---- Writers of different instances, side by side ---- */

struct neighbours {
    const slot_class *type;
    unsigned char *instances;
};

static struct neighbours neighbours[10];

/* What an accessor of that class reads may be of all kinds: every slot is read and written by its index. */
static void write_slots(const slot_class *type, void *self)
{
    for (int slot = 0; slot < slot_count(type); slot++) {
        const uint32_t elements = slot_elements(type, slot) > 0 ? slot_elements(type, slot) : 1;
        for (uint32_t i = 0; i < elements; i++) {
            slot_value value;
            CHECK(slot_get_at(type, self, slot, i, &value) == SLOT_OK);
            const slot_status status = slot_set_at(type, self, slot, i, value);
            CHECK(status == SLOT_OK || status == SLOT_ETYPE || status == SLOT_EREADONLY);
            (void)slot_set_int(type, self, slot, 1);
            (void)slot_clear_at(type, self, slot, i);
        }
    }
    CHECK(slot_valid(type, self));
}

static void write_named(const slot_class *type, void *self, int number)
{
    if (type == &par_Date_class) {
        par_Date_values values = {.year = 1, .month = 1 + number % 12, .day = 1 + number % 31};
        CHECK(par_Date_pack(self, &values, NULL) == SLOT_OK && par_Date_get_month(self) == 1 + number % 12);
        par_Date_set_year(self, 1 + number % 9999);
        par_Date_set_month(self, 12);
        par_Date_set_day(self, 1 + number % 31);
    } else if (type == &par_One_class) {
        par_One_set_b(self, number % 2 == 0);
        par_One_set_c(self, (uint64_t)number % 8);
        par_One_clear_b(self);
    } else if (type == &par_Five_class) {
        par_Five_set_b(self, (uint64_t)number % 8192);
        par_Five_set_c(self, (uint64_t)number % 2048);
        par_Five_set_d(self, 1, (uint64_t)number % 8);
    } else if (type == &par_Seven_class) {
        par_Seven_set_a(self, (uint64_t)number % 1000);
        par_Seven_set_b(self, (uint64_t)number % 1000);
        par_Seven_set_c(self, (uint64_t)number % 1000);
    } else if (type == &par_Arms_class) {
        par_Arms_set_o_b(self, (uint64_t)number);
        par_Arms_set_e_int(self, number);
        par_Arms_switch_o(self, par_Arms_o_sell);
        par_Arms_set_o_d(self, (uint64_t)number % 100);
    } else if (type == &par_Packed_class) {
        par_Packed_set_a(self, number % 3);
        par_Packed_set_c(self, number % 7);
    }
}

/* The instances of a class that lie beside those of the other threads. */
static void write_neighbours(unsigned thread)
{
    for (size_t k = 0; k < sizeof neighbours / sizeof neighbours[0]; k++) {
        const slot_class *type = neighbours[k].type;
        for (unsigned i = thread; i < INSTANCES; i += THREADS) {
            write_named(type, neighbours[k].instances + (size_t)i * type->size, (int)i);
            write_slots(type, neighbours[k].instances + (size_t)i * type->size);
        }
    }
}

static void make_neighbours(void)
{
    const slot_class *const types[] = {&par_One_class,   &par_Two_class,   &par_Date_class, &par_Five_class,
                                       &par_Six_class,   &par_Seven_class, &par_Arms_class, &par_Packed_class,
                                       &par_Plain_class, &par_Trade_class};
    for (size_t k = 0; k < sizeof types / sizeof types[0]; k++) {
        const slot_class *type = types[k];
        neighbours[k] = (struct neighbours){type, calloc(INSTANCES, type->size)};
        if (neighbours[k].instances == NULL) exit(2);
        for (size_t i = 0; i < INSTANCES && type->initial != NULL; i++)
            memcpy(neighbours[k].instances + i * type->size, type->initial, type->size);
    }
}

static void free_neighbours(void)
{
    for (size_t k = 0; k < sizeof neighbours / sizeof neighbours[0]; k++) free(neighbours[k].instances);
}

/* In a pool, where each thread has the handles that are its own. */
static void write_pool(unsigned thread)
{
    for (unsigned i = thread; i < DATES; i += THREADS) {
        par_Date *date = par_Date_pool_at(&dates, refs[i]);
        par_Date_set_month(date, 1 + (int)i % 12);
        par_Date_set_day(date, 1 + (int)i % 31);
        CHECK(par_Date_get_year(date) == 1 + (int)i && par_Date_get_day(date) == 1 + (int)i % 31);
    }
}

/* ---- By addresses, while others come and go ---- */

static par_Date *addresses[DATES];

static void write_addresses(unsigned thread)
{
    for (unsigned i = 2 * thread; i < DATES; i += 2 * THREADS) par_Date_set_day(addresses[i], 1 + (int)i % 31);
}

/* Removes every other one, and adds what takes their places, and more. */
static void come_and_go(void)
{
    for (unsigned i = 1; i < DATES; i += 2) CHECK(par_Date_pool_remove(&dates, refs[i]) == SLOT_OK);
    for (unsigned i = 0; i < 20 * DATES; i++) {
        par_Date_ref ref;
        CHECK(par_Date_pool_add(&dates, &ref) == SLOT_OK);
    }
}

/* ---- Writers of different blocks ---- */

static void write_blocks(unsigned thread)
{
    const size_t shift = columns.base.block_shift;
    int32_t months[200];
    for (size_t row = (size_t)thread << shift; row < (size_t)(thread + 1) << shift; row += 1 + row % 13) {
        const par_Date date = {{1}};
        CHECK(par_Date_table_set_row(&columns, row, &date) == SLOT_OK);
        par_Date_table_set_month(&columns, row, 7);
        par_Date_table_set_day(&columns, row, 1 + (int)(row % 31));
        CHECK(par_Date_table_get_month(&columns, row) == 7);
    }
    const size_t last = ((size_t)(thread + 1) << shift) - 200; /* up to the very end of the block */
    for (int i = 0; i < 200; i++) months[i] = 1 + i % 12;
    CHECK(slot_table_write(&columns.base, par_Date_SLOT_month, last, 200, SLOT_ARRAY_INT32, months, NULL, NULL) ==
          SLOT_OK);
    CHECK(slot_table_read(&columns.base, par_Date_SLOT_month, last, 200, SLOT_ARRAY_INT32, months, NULL) == SLOT_OK);
    CHECK(months[199] == 1 + 199 % 12);
    const size_t rows_shift = rows.base.block_shift;
    for (size_t row = (size_t)thread << rows_shift; row < (size_t)(thread + 1) << rows_shift; row += 1 + row % 7) {
        par_Trade_table_set_price(&rows, row, (int64_t)(row % 1000));
        par_Trade_table_set_size(&rows, row, 7);
        par_Trade_table_set_note(&rows, row, "abc", 3);
        par_Trade_table_set_parts(&rows, row, 2, 31);
        CHECK(par_Trade_table_get_size(&rows, row) == 7 && par_Trade_table_get_parts(&rows, row, 2) == 31);
        par_Trade_table_clear_note(&rows, row);
    }
}

static void write_block_ends(unsigned thread)
{
    const size_t last = ((size_t)(thread + 1) << rows.base.block_shift) - 1;
    par_Trade_table_set_parts(&rows, last, 2, 1);
    par_Date_table_set_day(&columns, ((size_t)(thread + 1) << columns.base.block_shift) - 1, 5);
}

/* ---- What is not promised ---- */

/* Two slots of one instance share words. */
static void write_one_instance(unsigned thread)
{
    par_Date *date = par_Date_pool_at(&dates, refs[0]);
    if (thread % 2 == 0) par_Date_set_year(date, 5);
    else par_Date_set_day(date, 5);
}

static void read_what_is_written(unsigned thread)
{
    par_Date *date = par_Date_pool_at(&dates, refs[0]);
    if (thread == 0) par_Date_set_month(date, 5);
    else CHECK(par_Date_get_year(date) == 1);
}

/* Neighbouring rows share bytes. */
static void write_one_block(unsigned thread)
{
    par_Date_table_set_month(&columns, thread, 5);
}

static void intern_together(unsigned thread)
{
    par_words_id id;
    const char letter = (char)('a' + thread);
    (void)par_words_symbols_intern(&words, &letter, 1, &id);
}

static void add_together(unsigned thread)
{
    par_Date_ref ref;
    (void)thread;
    (void)par_Date_pool_add(&dates, &ref);
}

static const struct {
    const char *name;
    work *work;
} races[] = {{"instance", write_one_instance},
             {"reader", read_what_is_written},
             {"block", write_one_block},
             {"intern", intern_together},
             {"add", add_together}};

int main(int argc, char **argv)
{
    fill_pool();
    fill_symbols();
    fill_tables();
    for (size_t i = 0; argc > 1 && i < sizeof races / sizeof races[0]; i++) {
        if (strcmp(argv[1], races[i].name) == 0) in_threads(races[i].work, NULL);
    }
    if (argc == 1) {
        in_threads(read_pool, NULL);
        in_threads(read_symbols, NULL);
        in_threads(read_tables, NULL);
        make_neighbours();
        in_threads(write_neighbours, NULL);
        free_neighbours();
        in_threads(write_pool, NULL);
        for (int i = 0; i < DATES; i++) addresses[i] = par_Date_pool_at(&dates, refs[i]);
        in_threads(write_addresses, come_and_go);
        in_threads(write_blocks, NULL);
        in_threads(write_block_ends, NULL);
    }
    free_all();
    printf("%d wrong\n", wrong);
    return wrong == 0 ? 0 : 1;
}
