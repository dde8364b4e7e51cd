/* SPDX-License-Identifier: MIT */
/* What bits.h and core.h offer to generated code beside loads and stores: halves, steps, runs of bits, text. */
#include "unit.h"

#include <float.h>
#include <math.h>
#include <slotgen/core.h>
#include <stdlib.h>
#include <string.h>

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 32 | *state << 32;
}

/* ---- Halves ---- */

/* The value of a finite half, by its definition. */
static double value_of_half(uint32_t half)
{
    const int exponent = (int)(half >> 10 & 31);
    const double fraction = (double)(half & 1023);
    const double magnitude = exponent == 0 ? ldexp(fraction, -24) : ldexp(1024 + fraction, exponent - 25);
    return (half & 0x8000) != 0 ? -magnitude : magnitude;
}

START_TEST(every_half_is_a_float_and_back)
{
    for (uint32_t half = 0; half < 0x10000; half++) {
        const float value = slot_float_of_half(half);
        if ((half & 0x7fff) > 0x7c00) {
            ck_assert_uint_eq(slot_bits_of_float(value), 0x7fc00000u);
            ck_assert_uint_eq(slot_half_of_float(value), 0x7e00);
            continue;
        }
        if ((half & 0x7fff) == 0x7c00) ck_assert_uint_eq(slot_bits_of_float(value), half << 16 | 0x7f800000u);
        else ck_assert_uint_eq(slot_bits_of_float(value), slot_bits_of_float((float)value_of_half(half)));
        ck_assert_uint_eq(slot_half_of_float(value), half);
    }
}
END_TEST

/* Between a half and the next: below the middle the first, above it the second, at the middle the even one. */
START_TEST(floats_round_to_the_nearest_half)
{
    for (uint32_t half = 0; half < 0x7c00; half++) {
        const double first = value_of_half(half);
        const double second = half == 0x7bff ? 65536 : value_of_half(half + 1);
        const float middle = (float)((first + second) / 2);
        const uint32_t even = half % 2 == 0 ? half : half + 1;
        for (uint32_t sign = 0; sign < 2; sign++) {
            const float s = sign != 0 ? -1.0f : 1.0f;
            ck_assert_uint_eq(slot_half_of_float(s * middle), even | sign << 15);
            ck_assert_uint_eq(slot_half_of_float(s * nextafterf(middle, 0)), half | sign << 15);
            ck_assert_uint_eq(slot_half_of_float(s * nextafterf(middle, 1e9f)), (half + 1) | sign << 15);
        }
    }
}
END_TEST

START_TEST(floats_beyond_halves)
{
    static const struct {
        uint32_t bits, half;
    } rows[] = {
        {0x477fe000u, 0x7bff}, {0x477fefffu, 0x7bff}, {0x477ff000u, 0x7c00}, {0x7f7fffffu, 0x7c00},
        {0xff7fffffu, 0xfc00}, {0x7f800000u, 0x7c00}, {0xff800000u, 0xfc00}, {0x7f800001u, 0x7e00},
        {0xffc12345u, 0x7e00}, {0x00000001u, 0x0000}, {0x807fffffu, 0x8000}, {0x33000000u, 0x0000},
        {0x33000001u, 0x0001}, {0x32ffffffu, 0x0000}, {0xb3000001u, 0x8001},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_uint_eq(slot_half_of_float(slot_float_of_bits(rows[i].bits)), rows[i].half);
}
END_TEST

/* ---- Steps ---- */

START_TEST(every_cent_is_exact)
{
    for (int64_t cents = 0; cents <= 10000000; cents++) {
        const double value = slot_steps_value(cents, 0, 1, 100);
        if (slot_steps_count(value, 0, 1, 100) != cents) ck_abort_msg("%d cents", (int)cents);
        if (cents % 64 == 0) ck_assert(slot_steps_nearest(value, 0, 1, 100) == cents);
    }
    ck_assert_uint_eq(slot_bits_of_double(slot_steps_value(1234, 0, 1, 100)), slot_bits_of_double(12.34));
    ck_assert_uint_eq(slot_bits_of_double(slot_steps_value(10000000, 0, 1, 100)), slot_bits_of_double(100000));
}
END_TEST

static const struct {
    int64_t offset, factor, divisor;
} scales[] = {
    {0, 1, 100},
    {-127, 4, 127},
    {0, 1, 3},
    {INT64_C(123456789012), 1000003, 7},
    {-5, 2, 1000000007},
    {0, INT64_C(4503599627370496), 1},
    {-(INT64_C(1) << 52), 3, INT64_C(9007199254740991)},
    {7, 1, INT64_C(1) << 52},
};
enum { SCALES = (int)(sizeof scales / sizeof scales[0]) };

/* What is left of a value beside a count, in parts of a step's numerator; exactly, where both are near. */
static double remainder_of(double value, int64_t count, int scale)
{
    const double divisor = (double)scales[scale].divisor;
    const double number = (double)(scales[scale].offset + count * scales[scale].factor);
    const double product = value * divisor;
    return (product - number) + fma(value, divisor, -product);
}

START_TEST(the_nearest_count_is_found)
{
    const int64_t offset = scales[_i].offset;
    const int64_t factor = scales[_i].factor;
    const int64_t divisor = scales[_i].divisor;
    const int64_t most = ((INT64_C(1) << 51) - (offset < 0 ? -offset : offset) / 2) / factor;
    uint64_t state = 5;
    for (int i = 0; i < 100000; i++) {
        const int64_t low = (int64_t)(next_random(&state) % (uint64_t)(most + 1)) >> (i % 40);
        const int64_t count = i % 2 == 0 ? low : -low;
        const double value = slot_steps_value(count, offset, factor, divisor);
        ck_assert(slot_divide(offset + count * factor, divisor) == value || FLT_EVAL_METHOD == 2);
        ck_assert(slot_steps_count(value, offset, factor, divisor) == count);
        ck_assert(slot_steps_nearest(value, offset, factor, divisor) == count);
        const double half = (double)factor / (double)divisor / 2;
        const double between = value + half * (double)(next_random(&state) % 65 - 32.0) / 16;
        const int64_t found = slot_steps_count(between, offset, factor, divisor);
        const double rest = remainder_of(between, found, _i);
        ck_assert(slot_steps_nearest(between, offset, factor, divisor) == found);
        ck_assert_msg(fabs(rest) <= (double)factor / 2, "%a is %a parts from %lld", between, rest, (long long)found);
        if (fabs(rest) >= (double)factor / 2) ck_assert_int_eq(found % 2, 0);
    }
}
END_TEST

START_TEST(ties_go_to_the_even_count)
{
    static const struct {
        double value;
        int64_t offset, factor, divisor, count;
    } rows[] = {
        {0.125, 0, 1, 100, 12},
        {0.375, 0, 1, 100, 38},
        {-0.125, 0, 1, 100, -12},
        {-0.375, 0, 1, 100, -38},
        {2.5, 0, 1, 1, 2},
        {3.5, 0, 1, 1, 4},
        {2.4999999999999996, 0, 1, 1, 2},
        {2.5000000000000004, 0, 1, 1, 3},
        {3.0, 1, 4, 1, 0},
        {7.0, 1, 4, 1, 2},
        {-1.0, 1, 4, 1, 0},
        {-5.0, 1, 4, 1, -2},
        {1.5, 0, 3, 1, 0},
        {4.5, 0, 3, 1, 2},
        {5e-324, 0, 1, INT64_C(1) << 52, 0},
        {2.2250738585072014e-308, 0, 1, 1, 0},
        {0.5, 0, 1, 1, 0},
        {0.50000000000000011, 0, 1, 1, 1},
        {4503599627370495.5, 0, 1, 1, INT64_C(4503599627370496)},
        {4503599627370494.5, 0, 1, 1, INT64_C(4503599627370494)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const int64_t count = slot_steps_count(rows[i].value, rows[i].offset, rows[i].factor, rows[i].divisor);
        ck_assert_msg(count == rows[i].count, "%a: %lld", rows[i].value, (long long)count);
        ck_assert(slot_steps_nearest(rows[i].value, rows[i].offset, rows[i].factor, rows[i].divisor) == count);
    }
}
END_TEST

START_TEST(what_has_no_count_is_said)
{
    static const double values[] = {9.3e18, 1e19, 1e300, DBL_MAX, -9.3e18, -1e300};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        ck_assert(slot_steps_count(values[i], 0, 1, 1) == SLOT_NO_STEPS);
        ck_assert(slot_steps_count(values[i], -7, 3, 127) == SLOT_NO_STEPS);
    }
    ck_assert(slot_steps_count((double)NAN, 0, 1, 100) == SLOT_NO_STEPS);
    ck_assert(slot_steps_count((double)INFINITY, 0, 1, 100) == SLOT_NO_STEPS);
    ck_assert(slot_steps_count(-(double)INFINITY, 0, 1, 100) == SLOT_NO_STEPS);
    ck_assert(slot_steps_count(4611686018427387904.0, 0, 1, 1) == SLOT_NO_STEPS);
    ck_assert(slot_steps_count(4611686018427387392.0, 0, 1, 1) == INT64_C(4611686018427387392));
}
END_TEST

/* ---- Runs of bits ---- */

static bool get_bit(const unsigned char *bytes, size_t bit)
{
    return (bytes[bit / 8] >> bit % 8 & 1) != 0;
}

/* Blocks of exactly the bytes that hold the bits, so that a sanitizer sees what is read or written beside them. */
static void check_move(size_t to_bit, size_t from_bit, size_t count, uint64_t *state)
{
    const size_t to_size = (to_bit + count + 7) / 8;
    const size_t from_size = (from_bit + count + 7) / 8;
    unsigned char *const to = malloc(to_size > 0 ? to_size : 1);
    unsigned char *const from = malloc(from_size > 0 ? from_size : 1);
    unsigned char *const before = malloc(to_size > 0 ? to_size : 1);
    ck_assert(to != NULL && from != NULL && before != NULL);
    for (size_t i = 0; i < from_size; i++) from[i] = (unsigned char)(next_random(state) & 0xff);
    for (size_t i = 0; i < to_size; i++) to[i] = before[i] = (unsigned char)(next_random(state) & 0xff);
    slot_move_bits(to, to_bit, from, from_bit, count);
    for (size_t i = 0; i < to_size * 8; i++) {
        const bool is_moved = i >= to_bit && i < to_bit + count;
        ck_assert_int_eq(get_bit(to, i), is_moved ? get_bit(from, from_bit + i - to_bit) : get_bit(before, i));
    }
    memcpy(before, to, to_size);
    slot_zero_bits(to, to_bit, count);
    for (size_t i = 0; i < to_size * 8; i++)
        ck_assert_int_eq(get_bit(to, i), i >= to_bit && i < to_bit + count ? false : get_bit(before, i));
    free(to);
    free(from);
    free(before);
}

START_TEST(bits_are_moved_and_zeroed)
{
    static const size_t counts[] = {0, 1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 65, 71, 72, 127, 128, 129, 200};
    uint64_t state = 3;
    for (size_t to = 0; to < 17; to++)
        for (size_t from = 0; from < 17; from++)
            for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) check_move(to, from, counts[i], &state);
}
END_TEST

/* Codes at computed bits against runs of bits. */
START_TEST(codes_are_loaded_and_stored_anywhere)
{
    uint64_t state = 4;
    for (size_t size = 1; size <= 20; size++) {
        for (unsigned width = 0; width <= 64 && width <= size * 8; width++) {
            for (size_t bit = 0; bit + width <= size * 8; bit++) {
                unsigned char record[20];
                unsigned char expected[20];
                unsigned char word[8] = {0};
                for (size_t i = 0; i < size; i++) record[i] = expected[i] = (unsigned char)(next_random(&state) & 0xff);
                slot_move_bits(word, 0, record, bit, width);
                ck_assert_uint_eq(slot_load_bits(record, size, bit, width), slot_load64(word));
                const uint64_t code = next_random(&state);
                slot_store64(word, code);
                slot_move_bits(expected, bit, word, 0, width);
                slot_store_bits(record, size, bit, width, code);
                ck_assert_mem_eq(record, expected, size);
            }
        }
    }
}
END_TEST

/* Elements by words from their first byte on and up to their last, against slot_load_bits. */
START_TEST(words_find_elements_from_both_ends)
{
    uint64_t state = 3;
    for (unsigned word = 2; word <= 8; word *= 2) {
        for (unsigned width = 1; width <= word * 8 - 7; width++) {
            for (size_t bit = 64; bit < 80; bit++) {
                const size_t last = bit + width - 1;
                unsigned char record[24];
                for (size_t i = 0; i < sizeof record; i++) record[i] = (unsigned char)(next_random(&state) & 0xff);
                const uint64_t code = slot_load_bits(record, sizeof record, bit, width);
                ck_assert_uint_eq(slot_load_element(record, bit, width, word), code);
                ck_assert_uint_eq(slot_load_ending(record + 1 - word + 8, last - 64, width, word), code);
                unsigned char copies[3][24];
                for (int i = 0; i < 3; i++) memcpy(copies[i], record, sizeof record);
                const uint64_t other = next_random(&state);
                slot_store_bits(copies[0], sizeof record, bit, width, other);
                slot_store_element(copies[1], bit, width, word, other);
                slot_store_ending(copies[2] + 1 - word + 8, last - 64, width, word, other);
                ck_assert_mem_eq(copies[0], copies[1], sizeof record);
                ck_assert_mem_eq(copies[0], copies[2], sizeof record);
            }
        }
    }
}
END_TEST

/* ---- Text ---- */

/* The bytes of a character as RFC 3629 spells it, or 0 where the number is none. */
static size_t encode(uint32_t character, unsigned char *out)
{
    const size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    if (character == 0 || (character >= 0xd800 && character < 0xe000) || character > 0x10ffff) return 0;
    static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    if (size == 1) {
        out[0] = (unsigned char)character;
        return 1;
    }
    for (size_t i = size; i-- > 0; character >>= 6) out[i] = (unsigned char)(0x80 | (character & 63));
    out[0] = (unsigned char)((out[0] & 0x3f) | leads[size]);
    return size;
}

START_TEST(every_character_fits)
{
    for (uint32_t character = 1; character <= 0x10ffff; character++) {
        unsigned char bytes[4];
        const size_t size = encode(character, bytes);
        if (size == 0) continue;
        if (!slot_text_fits((const char *)bytes, size, 4)) ck_abort_msg("U+%04x", character);
        if (size > 1 && slot_text_fits((const char *)bytes, size - 1, 4)) ck_abort_msg("cut U+%04x", character);
    }
}
END_TEST

/* As many strings of a length fit as there are sequences of characters of that length. */
START_TEST(nothing_else_fits)
{
    uint32_t count = 0;
    for (uint32_t text = 0; text < UINT32_C(1) << 24; text++) {
        const char bytes[] = {(char)(text & 0xff), (char)(text >> 8 & 0xff), (char)(text >> 16)};
        if (slot_text_fits(bytes, 3, 3)) count++;
    }
    ck_assert_uint_eq(count, 127u * 127 * 127 + 2 * 127u * 1920 + 61440);
    count = 0;
    for (uint32_t text = 0; text < UINT32_C(1) << 24; text++) { /* of 4 bytes that begin like one character */
        const char bytes[] = {(char)(0xf0 | (text & 15)), (char)(text >> 4 & 0xff), (char)(text >> 12 & 0xff),
                              (char)(0x80 | (text >> 20))};
        if (slot_text_fits(bytes, 4, 4)) count++;
    }
    ck_assert_uint_eq(count, 1048576u / 4);
}
END_TEST

START_TEST(texts_that_are_too_long_do_not_fit)
{
    ck_assert(slot_text_fits(NULL, 0, 0) && slot_text_fits("", 0, 5) && slot_text_fits("abc", 3, 3));
    ck_assert(!slot_text_fits("abcd", 4, 3) && !slot_text_fits(NULL, 1, 3) && !slot_text_fits("a\0b", 3, 5));
    ck_assert(!slot_text_fits("abc\200", 4, 5));
}
END_TEST

START_TEST(texts_are_stored_and_copied)
{
    for (size_t size = 0; size <= 9; size++) {
        for (size_t length = 0; length <= size; length++) {
            unsigned char bytes[10];
            memset(bytes, 0x55, sizeof bytes);
            slot_store_text(bytes, size, "abcdefghi", length);
            ck_assert_uint_eq(slot_text_length(bytes, size), length);
            ck_assert_int_eq(bytes[size], 0x55);
            for (size_t room = 0; room <= 10; room++) {
                char buffer[11];
                memset(buffer, 'x', sizeof buffer);
                ck_assert_uint_eq(slot_copy_text(bytes, size, room == 0 ? NULL : buffer, room), length);
                const size_t copied = length < room ? length : room == 0 ? 0 : room - 1;
                ck_assert_int_eq(memcmp(buffer, "abcdefghi", copied), 0);
                ck_assert_int_eq(buffer[copied], room == 0 ? 'x' : 0);
                ck_assert_int_eq(buffer[copied + 1 > 10 ? 10 : copied + 1], 'x');
                memset(buffer, 'x', sizeof buffer);
                ck_assert_uint_eq(slot_copy_bytes(bytes, size, buffer, room), size);
                const size_t least = size < room ? size : room;
                ck_assert_int_eq(memcmp(buffer, bytes, least), 0);
                ck_assert_int_eq(buffer[least], 'x');
            }
        }
    }
    unsigned char bytes[] = "abcdef"; /* onto itself */
    slot_store_text(bytes, 6, (const char *)bytes + 2, 3);
    ck_assert_mem_eq(bytes, "cde\0\0\0", 6);
}
END_TEST

/* ---- Pointers ---- */

START_TEST(pointers_are_words)
{
    static const int here = 5;
    const uint64_t word = SLOT_POINTER_TO_WORD(&here);
    ck_assert_int_eq(*SLOT_WORD_TO_POINTER(const int *, word), 5);
    ck_assert_uint_eq(SLOT_POINTER_TO_WORD(NULL), 0);
    ck_assert_uint_eq(word, (uint64_t)(uintptr_t)&here);
}
END_TEST

Suite *bits_suite(void)
{
    Suite *suite = suite_create("bits");
    TCase *tests = tcase_create("bits");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, every_half_is_a_float_and_back);
    tcase_add_test(tests, floats_round_to_the_nearest_half);
    tcase_add_test(tests, floats_beyond_halves);
    tcase_add_test(tests, every_cent_is_exact);
    tcase_add_loop_test(tests, the_nearest_count_is_found, 0, SCALES);
    tcase_add_test(tests, ties_go_to_the_even_count);
    tcase_add_test(tests, what_has_no_count_is_said);
    tcase_add_test(tests, bits_are_moved_and_zeroed);
    tcase_add_test(tests, codes_are_loaded_and_stored_anywhere);
    tcase_add_test(tests, every_character_fits);
    tcase_add_test(tests, nothing_else_fits);
    tcase_add_test(tests, texts_that_are_too_long_do_not_fit);
    tcase_add_test(tests, texts_are_stored_and_copied);
    tcase_add_test(tests, words_find_elements_from_both_ends);
    tcase_add_test(tests, pointers_are_words);
    suite_add_tcase(suite, tests);
    return suite;
}
