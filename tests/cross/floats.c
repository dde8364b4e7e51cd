/* SPDX-License-Identifier: MIT */
/* Prints floats of all sizes as the runtime's text does, for comparison between machines and C libraries. */
#include "../../runtime/text_sink.h"

#include "../../runtime/core_code.h"

#include <stdio.h>

static void print(double value, int bits)
{
    char text[64];
    struct slot_sink sink = {0};
    sink.buffer = text;
    sink.size = sizeof text;
    slot_sink_float(&sink, value, bits);
    slot_sink_end(&sink);
    puts(text);
}

int main(void)
{
    uint64_t state = 12345;
    for (uint64_t exponent = 0; exponent < 2047; exponent++) {
        print(slot_double_of_bits(exponent << 52), 64);
        print(slot_double_of_bits((exponent << 52) + 1), 64);
        print(slot_double_of_bits(((exponent + 1) << 52) - 1), 64);
    }
    for (int i = 0; i < 20000; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const uint64_t bits = state ^ state >> 29;
        print(slot_double_of_bits(bits), 64);
        print((double)slot_float_of_bits((uint32_t)(bits >> 31)), 32);
        print((double)slot_float_of_half((uint32_t)(bits >> 31) & 0xffff), 16);
        print((double)(bits >> 34) / 1000, 64);
    }
    return 0;
}
