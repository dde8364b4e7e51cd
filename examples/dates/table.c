/* SPDX-License-Identifier: MIT */
/*
 * slotgen's table: year, month and day in columns of 14, 4 and 5 bits. A column is summed without a look at the others;
 * a whole date is three places in memory.
 */
#include "dates.slots.h"
#include "variant.h"

#include <slotgen/text.h>

#include <stdio.h>
#include <stdlib.h>

static void table_destroy(void *store, uint32_t count)
{
    (void)count;
    Date_table_free(store);
    free(store);
}

static void *table_create(uint32_t count)
{
    Date_table *table = malloc(sizeof *table);
    if (table == NULL) return NULL;
    Date_table_init(table);
    for (uint32_t i = 0; i < count; i++) {
        const struct date date = date_number(i);
        Date row;
        slot_status status = Date_make(&row, date.year, date.month, date.day);
        if (status == SLOT_OK) status = Date_table_append(table, &row);
        if (status != SLOT_OK) {
            fprintf(stderr, "date %lu: %s\n", (unsigned long)i, slot_strerror(status));
            table_destroy(table, count);
            return NULL;
        }
    }
    return table;
}

static uint64_t table_sum(const void *store, uint32_t count)
{
    const Date_table *table = store;
    int64_t years = 0;
    int64_t months = 0;
    int64_t days = 0;
    (void)count;
    if (Date_table_sum_year(table, NULL, &years) != SLOT_OK || Date_table_sum_month(table, NULL, &months) != SLOT_OK ||
        Date_table_sum_day(table, NULL, &days) != SLOT_OK)
        return 0;
    return (uint64_t)(years + months + days);
}

static uint64_t table_sum_random(const void *store, uint32_t count)
{
    const Date_table *table = store;
    uint64_t sum = 0;
    uint64_t state = 0;
    for (uint32_t i = 0; i < count; i++) {
        const size_t row = random_place(&state, count);
        sum += (uint32_t)(Date_table_get_year(table, row) + Date_table_get_month(table, row) +
                          Date_table_get_day(table, row));
    }
    return sum;
}

static bool table_check(const void *store, uint32_t count)
{
    if (Date_table_count(store) != count) return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct date expected = date_number(i);
        Date row;
        if (Date_table_get_row(store, i, &row) != SLOT_OK) return false;
        const struct date date = {(uint32_t)Date_get_year(&row), (uint32_t)Date_get_month(&row),
                                  (uint32_t)Date_get_day(&row)};
        if (!same_date(date, expected)) return false;
    }
    return true;
}

static size_t table_bytes(const void *store, uint32_t count)
{
    (void)count;
    return Date_table_bytes(store);
}

const struct variant table_variant = {
    .name = "slotgen Date, table",
    .create = table_create,
    .sum = table_sum,
    .sum_random = table_sum_random,
    .check = table_check,
    .bytes = table_bytes,
    .destroy = table_destroy,
};
