/* SPDX-License-Identifier: MIT */
/*
 * The two functions that stand for the bits of a double where it is a binary32 (runtime/bits.c), held here against a
 * host's own conversions: compiled with -U__SIZEOF_DOUBLE__ -D__SIZEOF_DOUBLE__=4 and linked with the C library alone.
 */
#include "../../runtime/bits.c" /* NOLINT: the file as that target sees it */

#include <stdio.h>
#include <string.h>

/* The host's own. */
static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, 8);
    return bits;
}

static double value_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, 8);
    return value;
}

static unsigned long failed;

static void check_float(uint32_t bits)
{
    const float value = slot_float_of_bits(bits);
    const uint64_t expected = value != value ? UINT64_C(0x7ff8000000000000) : bits_of((double)value);
    if (slot_bits_of_double((double)value) == expected) return;
    if (failed++ < 10) printf("float %08lx has other bits as a double\n", (unsigned long)bits);
}

static void check_double(uint64_t bits)
{
    const double value = value_of(bits);
    const uint64_t expected = value != value ? UINT64_C(0x7ff8000000000000) : bits_of((double)(float)value);
    if (bits_of(slot_double_of_bits(bits)) == expected) return;
    if (failed++ < 10) printf("double %016llx is another float\n", (unsigned long long)bits);
}

int main(void)
{
    uint64_t state = 1;
    for (uint32_t i = 0; i < 4000000; i++) {
        state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
        const uint64_t random = state ^ state >> 29;
        check_float((uint32_t)(random >> 13));
        check_double(random);
        /* Near a float, and near halfway between two: exponents from what becomes zero to what becomes infinite. */
        const uint64_t exponent = 1023 - 153 + random % 284;
        const uint64_t fraction = (random >> 12 & UINT64_C(0xfffffe0000000)) + (random >> 9 & 0x10000000u);
        check_double((random & UINT64_C(1) << 63) | exponent << 52 | fraction);
        check_double(exponent << 52 | fraction | 1);
        check_double((exponent << 52 | fraction) - 1);
    }
    for (uint32_t i = 0; i < 512; i++) {
        check_float(i << 23);
        check_float((i << 23) + 1);
        check_float((i << 23) - 1);
    }
    printf("%lu failed\n", failed);
    return failed == 0 ? 0 : 1;
}
