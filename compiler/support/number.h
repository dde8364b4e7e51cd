/* SPDX-License-Identifier: MIT */
/*
 * The numbers of the language: exact rationals whose numerator and denominator have at most 64 bits, and the integers
 * -2^63 .. 2^64-1 among them. What does not fit is an overflow, never a wrap.
 */
#ifndef SLOTGEN_NUMBER_H
#define SLOTGEN_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* negative ? -numerator / denominator : numerator / denominator; reduced, denominator > 0; zero is +0/1. */
struct ratio {
    uint64_t numerator;
    uint64_t denominator;
    bool negative;
};

/* An integer: `bits` is an int64_t's bits where negative, else the number itself. */
struct integer {
    uint64_t bits;
    bool negative;
};

enum number_status { NUMBER_OK, NUMBER_OVERFLOW, NUMBER_DIVISION_BY_ZERO, NUMBER_FRACTION, NUMBER_SHIFT };

struct ratio ratio_from_uint(uint64_t value);

enum number_status ratio_negate(struct ratio a, struct ratio *out);
enum number_status ratio_add(struct ratio a, struct ratio b, struct ratio *out);
enum number_status ratio_subtract(struct ratio a, struct ratio b, struct ratio *out);
enum number_status ratio_multiply(struct ratio a, struct ratio b, struct ratio *out);
enum number_status ratio_divide(struct ratio a, struct ratio b, struct ratio *out);
/* The remainder has the dividend's sign, as in C; integers only (NUMBER_FRACTION). */
enum number_status ratio_remainder(struct ratio a, struct ratio b, struct ratio *out);
/* a * 2^b and a / 2^b rounded down; integers only; b is 0..63 (NUMBER_SHIFT). */
enum number_status ratio_shift_left(struct ratio a, struct ratio b, struct ratio *out);
enum number_status ratio_shift_right(struct ratio a, struct ratio b, struct ratio *out);

/* -1, 0 or 1, without overflow. */
int ratio_compare(struct ratio a, struct ratio b);
/* NUMBER_FRACTION for a fraction, NUMBER_OVERFLOW below -2^63. */
enum number_status ratio_to_integer(struct ratio value, struct integer *out);
/* The nearest double, by the C locale's rules whatever the locale is. */
double ratio_to_double(struct ratio value);

int integer_compare(struct integer a, struct integer b);
struct integer integer_from_int(int64_t value);
struct integer integer_from_uint(uint64_t value);
/* high - low for low <= high: NUMBER_OVERFLOW from 2^64 on. */
enum number_status integer_distance(struct integer low, struct integer high, uint64_t *out);
/* Bits that a number needs: 0 for 0, 64 for 2^63 and more. */
unsigned number_bits(uint64_t number);

/* "-5" or "18446744073709551615": into a buffer of at least 21 bytes; returns it. */
const char *integer_print(struct integer value, char *buffer);
/* "-5", "0.01" where that is exact in a decimal of at most 19 digits, else "4/127": a buffer of at least 48 bytes. */
const char *ratio_print(struct ratio value, char *buffer);

#endif
