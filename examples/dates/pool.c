/* SPDX-License-Identifier: MIT */
/*
 * slotgen's pool: a handle of 32 bits for every date, addresses that stay, one live bit beside 3 bytes.
 *
 * A pool that nothing was removed from hands out the handles 1, 2, 3 and so on. A program with other records would keep
 * handles in them; here the place of a date is enough.
 */
#include "dates.slots.h"
#include "variant.h"

#include <slotgen/text.h>

#include <stdlib.h>

static void pool_destroy(void *store, uint32_t count)
{
    (void)count;
    Date_pool_free(store);
    free(store);
}

static void *pool_create(uint32_t count)
{
    Date_pool *pool = malloc(sizeof *pool);
    if (pool == NULL) return NULL;
    Date_pool_init(pool);
    for (uint32_t i = 0; i < count; i++) {
        const struct date date = date_number(i);
        Date_ref ref;
        slot_status status = Date_pool_add(pool, &ref);
        if (status == SLOT_OK) status = Date_make(Date_pool_at(pool, ref), date.year, date.month, date.day);
        if (status != SLOT_OK || ref.id != i + 1) {
            fprintf(stderr, "date %lu: %s\n", (unsigned long)i, slot_strerror(status));
            pool_destroy(pool, count);
            return NULL;
        }
    }
    return pool;
}

static struct date pool_read(const Date_pool *pool, Date_ref ref)
{
    const Date *date = Date_pool_at(pool, ref);
    return (struct date){(uint32_t)Date_get_year(date), (uint32_t)Date_get_month(date), (uint32_t)Date_get_day(date)};
}

static uint64_t pool_sum(const void *store, uint32_t count)
{
    const Date_pool *pool = store;
    uint64_t sum = 0;
    (void)count;
    for (Date_ref ref = Date_pool_next(pool, (Date_ref){0}); ref.id != 0; ref = Date_pool_next(pool, ref)) {
        sum += sum_of(pool_read(pool, ref));
    }
    return sum;
}

static uint64_t pool_sum_random(const void *store, uint32_t count)
{
    uint64_t sum = 0;
    uint64_t state = 0;
    for (uint32_t i = 0; i < count; i++) {
        sum += sum_of(pool_read(store, (Date_ref){random_place(&state, count) + 1}));
    }
    return sum;
}

static bool pool_check(const void *store, uint32_t count)
{
    if (Date_pool_count(store) != count) return false;
    for (uint32_t i = 0; i < count; i++) {
        if (!same_date(pool_read(store, (Date_ref){i + 1}), date_number(i))) return false;
    }
    return true;
}

static size_t pool_bytes(const void *store, uint32_t count)
{
    (void)count;
    return Date_pool_bytes(store);
}

const struct variant pool_variant = {
    .name = "slotgen Date, pool",
    .create = pool_create,
    .sum = pool_sum,
    .sum_random = pool_sum_random,
    .check = pool_check,
    .bytes = pool_bytes,
    .destroy = pool_destroy,
};
