/* SPDX-License-Identifier: MIT-0 */
/*
 * Reading a decimal as a float, exactly, by integers alone: what text prints does not depend on how well the C library
 * reads numbers (mingw's is off by one near some powers of two), nor on the locale.
 */
#include "text_sink.h"

/* Powers of ten from 10^-340 to 10^308 and floats from 2^-1076 on, cross-multiplied, need less than 900 bits. */
enum { BIG_WORDS = 30 };

struct big {
    uint32_t words[BIG_WORDS]; /* the lowest first; those beyond the number are 0 */
};

static struct big big_of(uint64_t number)
{
    struct big big = {{SLOT_CAST(uint32_t, number & UINT32_MAX), SLOT_CAST(uint32_t, number >> 32)}};
    return big;
}

static void multiply(struct big *big, uint32_t factor)
{
    uint64_t carry = 0;
    for (int i = 0; i < BIG_WORDS; i++) {
        carry += SLOT_CAST(uint64_t, big->words[i]) * factor;
        big->words[i] = SLOT_CAST(uint32_t, carry & UINT32_MAX);
        carry >>= 32;
    }
}

static void multiply_by_power_of_five(struct big *big, int power)
{
    for (; power >= 13; power -= 13) multiply(big, 1220703125u);
    for (; power > 0; power--) multiply(big, 5);
}

static void multiply_by_power_of_two(struct big *big, int power)
{
    const int words = power / 32;
    for (int i = BIG_WORDS - 1; i >= 0 && words > 0; i--) big->words[i] = i >= words ? big->words[i - words] : 0;
    multiply(big, UINT32_C(1) << power % 32);
}

static int compare(const struct big *a, const struct big *b)
{
    int i = BIG_WORDS - 1;
    while (i > 0 && a->words[i] == b->words[i]) i--;
    return (a->words[i] > b->words[i]) - (a->words[i] < b->words[i]);
}

/* number * 10^ten against other * 2^two: below, the same or above */
static int compare_scaled(uint64_t number, int ten, uint64_t other, int two)
{
    struct big left = big_of(number);
    struct big right = big_of(other);
    if (ten > 0) multiply_by_power_of_five(&left, ten);
    else multiply_by_power_of_five(&right, -ten);
    if (two > ten) multiply_by_power_of_two(&right, two - ten);
    else multiply_by_power_of_two(&left, ten - two);
    return compare(&left, &right);
}

bool slot_sink_reads_as(uint64_t number, int shift, double value, int bits)
{
    const int precision = bits == 64 ? 53 : bits == 32 ? 24 : 11;
    const int least = bits == 64 ? -1074 : bits == 32 ? -149 : -24; /* the exponent of the smallest one */
    const uint64_t all = slot_bits_of_double(value);
    int two = SLOT_CAST(int, all >> 52) - 1075;
    uint64_t whole = all & ((UINT64_C(1) << 52) - 1);
    if (two < -1074) two = -1074;
    else whole |= UINT64_C(1) << 52;

    /* value = whole * 2^two, where one more or less of `whole` is the next float of that many bits */
    for (; whole >> precision != 0 || two < least; two++) whole >>= 1;

    /* Halfway to the floats beside it, in quarters; below a power of two they are closer. A tie goes to the even one. */
    const bool is_closer_below = whole == UINT64_C(1) << (precision - 1) && two > least;
    const int above_low = compare_scaled(number, shift, 4 * whole - (is_closer_below ? 1 : 2), two - 2);
    const int above_high = compare_scaled(number, shift, 4 * whole + 2, two - 2);
    return whole % 2 == 0 ? above_low >= 0 && above_high <= 0 : above_low > 0 && above_high < 0;
}
