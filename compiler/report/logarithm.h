/* SPDX-License-Identifier: MIT */
/* Logarithms to the base 2 without libm: sums, products and quotients of doubles only, the same on every host. */
#ifndef SLOTGEN_REPORT_LOGARITHM_H
#define SLOTGEN_REPORT_LOGARITHM_H

#include <stdint.h>

/* Of a number from 1 on: exact for powers of two, else within 2^-40. */
double logarithm(double number);

/* Of number + 1: 64 for 2^64 - 1. */
double logarithm_of_count(uint64_t number);

/* log2(2^a + 2^b) for a and b from 0 on: how many bits two sets of states have together. */
double logarithm_of_sum(double a, double b);

#endif
