/* SPDX-License-Identifier: MIT */
/* A struct from malloc for every date, and an array of pointers to them. */
#include "variant.h"

#include <stdlib.h>

struct allocated {
    int year, month, day;
};

static void allocated_destroy(void *store, uint32_t count)
{
    struct allocated **dates = store;
    for (uint32_t i = 0; i < count; i++) free(dates[i]);
    free(dates);
}

static void *allocated_create(uint32_t count)
{
    struct allocated **dates = malloc(count * sizeof *dates);
    if (dates == NULL) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        const struct date date = date_number(i);
        dates[i] = malloc(sizeof *dates[i]);
        if (dates[i] == NULL) {
            allocated_destroy(dates, i);
            return NULL;
        }
        *dates[i] = (struct allocated){(int)date.year, (int)date.month, (int)date.day};
    }
    return dates;
}

static struct date allocated_read(const struct allocated *date)
{
    return (struct date){(uint32_t)date->year, (uint32_t)date->month, (uint32_t)date->day};
}

static uint64_t allocated_sum(const void *store, uint32_t count)
{
    struct allocated *const *dates = store;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += sum_of(allocated_read(dates[i]));
    return sum;
}

static uint64_t allocated_sum_random(const void *store, uint32_t count)
{
    struct allocated *const *dates = store;
    uint64_t sum = 0;
    uint64_t state = 0;
    for (uint32_t i = 0; i < count; i++) sum += sum_of(allocated_read(dates[random_place(&state, count)]));
    return sum;
}

static bool allocated_check(const void *store, uint32_t count)
{
    struct allocated *const *dates = store;
    for (uint32_t i = 0; i < count; i++) {
        if (!same_date(allocated_read(dates[i]), date_number(i))) return false;
    }
    return true;
}

static size_t allocated_bytes(const void *store, uint32_t count)
{
    (void)store;
    return count * (sizeof(struct allocated *) + sizeof(struct allocated));
}

const struct variant malloc_variant = {
    .name = "malloc each, array of pointers",
    .create = allocated_create,
    .sum = allocated_sum,
    .sum_random = allocated_sum_random,
    .check = allocated_check,
    .bytes = allocated_bytes,
    .destroy = allocated_destroy,
};
