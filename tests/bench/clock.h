/* SPDX-License-Identifier: MIT */
/* Time, medians, and keeping the compiler from dropping what is measured. */
#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

static inline double clock_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static inline int clock_compare(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median; sorts the values. */
static inline double clock_median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, clock_compare);
    return count % 2 != 0 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* The value counts as used. */
static inline void clock_keep(uint64_t value)
{
    __asm__ volatile("" ::"r"(value) : "memory");
}

/* xorshift64*: a fixed sequence. */
static inline uint64_t clock_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545f4914f6cdd1d);
}

#endif
