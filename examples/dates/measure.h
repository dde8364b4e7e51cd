/* SPDX-License-Identifier: MIT */
/* Time and memory of a variant, measured in a process of its own, and of CPython's. */
#ifndef MEASURE_H
#define MEASURE_H

#include "variant.h"

struct measurement {
    double bytes;                            /* asked for, a date; 0 where unknown */
    double resident;                         /* growth of the resident memory, a date; 0 where it cannot be seen */
    double create_ns, sum_ns, sum_random_ns; /* a date */
    uint64_t sum, sum_random;                /* what was read, to compare */
};

/* Runs a variant once. False where it failed, which has been said. */
bool measure_variant(const struct variant *variant, uint32_t count, struct measurement *measurement);

/* The sums that every variant must read, computed without a store. */
void measure_expected(uint32_t count, struct measurement *expected);

/* Runs the same with CPython's __slots__. False where there is no python3 or it failed. */
bool measure_python(uint32_t count, struct measurement *measurement);

#endif
