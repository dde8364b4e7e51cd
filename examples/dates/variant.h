/* SPDX-License-Identifier: MIT */
/*
 * A variant is a way to keep many dates in memory. All of them store the same dates and are read in the same order, so
 * that only the way they are kept differs; the sums prove it.
 */
#ifndef VARIANT_H
#define VARIANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date {
    uint32_t year, month, day;
};

struct variant {
    const char *name;
    /* A store of `count` dates, date_number(0) and so on, or NULL where there is no memory. */
    void *(*create)(uint32_t count);
    /* The sum of year, month and day over all dates, in order. */
    uint64_t (*sum)(const void *store, uint32_t count);
    /* The same over `count` dates at random places. */
    uint64_t (*sum_random)(const void *store, uint32_t count);
    /* Whether every date is what it was made from. */
    bool (*check)(const void *store, uint32_t count);
    /* Bytes that the program asked for. */
    size_t (*bytes)(const void *store, uint32_t count);
    void (*destroy)(void *store, uint32_t count);
};

extern const struct variant pool_variant;     /* pool.c */
extern const struct variant table_variant;    /* table.c */
extern const struct variant array_variants[]; /* arrays.c */
extern const size_t array_variant_count;
extern const struct variant hand_variant;   /* arrays.c: what the others are compared with */
extern const struct variant malloc_variant; /* allocated.c */

/* The date of that number: scattered over the centuries, and cheap to tell. */
static inline struct date date_number(uint32_t number)
{
    const uint32_t mixed = number * UINT32_C(2654435761);
    return (struct date){1 + ((mixed >> 16) * 9999 >> 16), 1 + ((mixed & 0xff) * 12 >> 8),
                         1 + ((mixed >> 8 & 0xff) * 28 >> 8)};
}

/* A place from 0 to count - 1: the next one of a fixed random sequence, which begins with *state = 0. */
static inline uint32_t random_place(uint64_t *state, uint32_t count)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 32) * count >> 32);
}

static inline uint32_t sum_of(struct date date)
{
    return date.year + date.month + date.day;
}

static inline bool same_date(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

#endif
