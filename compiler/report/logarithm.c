/* SPDX-License-Identifier: MIT */
/* Logarithms to the base 2; see logarithm.h. */
#include "report/logarithm.h"

enum { FRACTION_BITS = 44, MOST_TERMS = 30 };

double logarithm(double number)
{
    double result = 0;
    while (number >= 2) {
        number /= 2;
        result += 1;
    }
    /* One bit of the fraction after the other: squaring doubles what is left of the logarithm. */
    double bit = 0.5;
    /* NOLINTNEXTLINE(cert-flp30-c): halves are exact */
    for (int i = 0; i < FRACTION_BITS && number > 1; i++, bit /= 2) {
        number *= number;
        if (number < 2) continue;
        number /= 2;
        result += bit;
    }
    return result;
}

double logarithm_of_count(uint64_t number)
{
    return logarithm((double)number + 1.0);
}

/* 2^-x for x from 0 on. */
static double power_of_minus(double x)
{
    static const double natural = 0.69314718055994530942; /* ln 2 */
    double scale = 1;
    /* NOLINTNEXTLINE(cert-flp30-c,clang-analyzer-security.FloatLoopCounter): whole numbers are exact */
    for (; x >= 1; x -= 1) scale /= 2;
    double term = 1;
    double sum = 1;
    for (int i = 1; i < MOST_TERMS; i++) {
        term *= -x * natural / i;
        sum += term;
    }
    return sum * scale;
}

double logarithm_of_sum(double a, double b)
{
    const double high = a > b ? a : b;
    const double distance = a > b ? a - b : b - a;
    return distance > 64 ? high : high + logarithm(1 + power_of_minus(distance));
}
