/* SPDX-License-Identifier: MIT */
/*
 * The edges of bits.h and of texts in core.h: words of all sizes, elements, units in the host's order, and steps that
 * are beyond what doubles tell.
 */
#include "unit.h"

#include "classes.h"

#include <slotgen/bits.h>
#include <slotgen/core.h>
#include <string.h>

START_TEST(small_records_are_words)
{
    const unsigned char bytes[8] = {0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88};
    for (size_t size = 0; size <= 8; size++) {
        unsigned char copy[9] = {0};
        uint64_t expected = 0;
        for (size_t i = 0; i < size && size < 8; i++) expected |= (uint64_t)bytes[i] << i * 8;
        ck_assert_uint_eq(slot_load_small(bytes, size), expected);
        memset(copy, 0xee, sizeof copy);
        slot_store_small(copy, size, UINT64_C(0x8877665544332211));
        for (size_t i = 0; i < sizeof copy; i++) ck_assert_uint_eq(copy[i], size < 8 && i < size ? bytes[i] : 0xee);
    }
}
END_TEST

START_TEST(units_are_the_hosts_own)
{
    const uint16_t half = 0x1234;
    const uint32_t word = UINT32_C(0x12345678);
    const uint64_t pair = UINT64_C(0x123456789abcdef0);
    unsigned char bytes[8];
    slot_store_host16(bytes, UINT32_C(0xffff1234)); /* what does not fit is cut */
    ck_assert_int_eq(memcmp(bytes, &half, sizeof half), 0);
    ck_assert_uint_eq(slot_load_host16(bytes), half);
    slot_store_host32(bytes, word);
    ck_assert_int_eq(memcmp(bytes, &word, sizeof word), 0);
    ck_assert_uint_eq(slot_load_host32(bytes), word);
    slot_store_host64(bytes, pair);
    ck_assert_int_eq(memcmp(bytes, &pair, sizeof pair), 0);
    ck_assert_uint_eq(slot_load_host64(bytes), pair);
}
END_TEST

/* Codes of 58 to 64 bits in nine bytes, from every bit on, among others. */
START_TEST(nine_bytes_are_loaded_and_stored)
{
    uint64_t state = 11;
    for (unsigned shift = 1; shift < 8; shift++) {
        for (unsigned width = 65 - shift; width <= 64; width++) {
            unsigned char bytes[9], expected[9];
            const uint64_t code = model_random(&state);
            for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(model_random(&state) & 255);
            memcpy(expected, bytes, sizeof bytes);
            model_set_bits(expected, shift, width, code);
            slot_store72(bytes, shift, width, code);
            ck_assert_int_eq(memcmp(bytes, expected, sizeof bytes), 0);
            ck_assert_uint_eq(slot_load72(bytes, shift) & UINT64_MAX >> (64 - width),
                              code & UINT64_MAX >> (64 - width));
        }
    }
}
END_TEST

/* Elements that lie in one word of each size. */
START_TEST(elements_are_loaded_and_stored)
{
    static const unsigned words[] = {1, 2, 4, 8};
    uint64_t state = 12;
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        for (unsigned bit = 0; bit < 24; bit++) {
            const unsigned most = words[k] * 8 - bit % 8;
            for (unsigned width = 1; width <= most; width++) {
                unsigned char bytes[12], expected[12];
                const uint64_t code = model_random(&state) & UINT64_MAX >> (64 - width);
                for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(model_random(&state) & 255);
                memcpy(expected, bytes, sizeof bytes);
                model_set_bits(expected, bit, width, code);
                slot_store_element(bytes, bit, width, words[k], code);
                ck_assert_int_eq(memcmp(bytes, expected, sizeof bytes), 0);
                ck_assert_uint_eq(slot_load_element(bytes, bit, width, words[k]), code);
            }
        }
    }
}
END_TEST

/* value * divisor and the count are exact here; what is 2^62 and more has no count. */
START_TEST(steps_far_from_one_are_counted)
{
    const double large = 1152921504606846976.0;  /* 2^60 */
    const double even = 2251799813685248.0;      /* 2^51 */
    const double small = 1.0 / 4096;             /* 2^-12 */
    const double tiny = 1.0 / large / 65536.0;   /* 2^-76 */
    const double smaller = tiny / large / large; /* 2^-196 */
    ck_assert_int_eq(slot_steps_nearest(large, 0, 1, 1), INT64_C(1) << 60);
    ck_assert_int_eq(slot_steps_nearest(large, 0, 1, 4), SLOT_NO_STEPS);
    ck_assert_int_eq(slot_steps_nearest(large, 0, 1, 1 << 20), SLOT_NO_STEPS);
    ck_assert_int_eq(slot_steps_nearest(even + 0.5, 0, 1, 2), (INT64_C(1) << 52) + 1);
    ck_assert_int_eq(slot_steps_nearest(even + 0.5, 0, 1, 1 << 20), SLOT_NO_STEPS);
    ck_assert_int_eq(slot_steps_nearest(small, 0, 1, INT64_C(1) << 50), INT64_C(1) << 38);
    ck_assert_int_eq(slot_steps_nearest(tiny, 0, 1, 3), 0);
    ck_assert_int_eq(slot_steps_nearest(smaller, 0, 1, 3), 0);
    ck_assert_int_eq(slot_steps_nearest(-smaller, -1, 2, 3), 0); /* just below the middle of 0 and -1, from 0 on */
    ck_assert_int_eq(slot_steps_nearest(0.0, -6, 2, 3), 3);
}
END_TEST

/* Offsets on both sides of what is settled in doubles. */
START_TEST(large_offsets_are_exact)
{
    static const int64_t offsets[] = {0,
                                      (INT64_C(1) << 40) - 1,
                                      INT64_C(1) << 40,
                                      INT64_C(1) << 52,
                                      1 - (INT64_C(1) << 40),
                                      -(INT64_C(1) << 40),
                                      -(INT64_C(1) << 52)};
    for (size_t k = 0; k < sizeof offsets / sizeof offsets[0]; k++) {
        for (int64_t count = -3; count <= 3; count++) {
            const double value = (double)(offsets[k] + count * 5);
            ck_assert_int_eq(slot_steps_count(value, offsets[k], 5, 1), count);
            ck_assert_int_eq(slot_steps_nearest(value, offsets[k], 5, 1), count);
            if (offsets[k] > -(INT64_C(1) << 50) && offsets[k] < INT64_C(1) << 50)
                ck_assert_int_eq(slot_steps_count(value + 2, offsets[k], 5, 1), count);
        }
    }
}
END_TEST

START_TEST(texts_are_kept_in_place_and_cut)
{
    char name[4] = {'a', 'b', 'c', 'd'};
    unsigned char bytes[4] = {'a', 'b', 'c', 0};
    const slot_text text = slot_text_of(name, 3);
    ck_assert_ptr_eq(text.data, name);
    ck_assert_uint_eq(text.length, 3);
    ck_assert_uint_eq(slot_string_length(name, sizeof name), 4); /* without a NUL the room is the length */
    ck_assert_uint_eq(slot_string_length("ab", 3), 2);
    ck_assert_uint_eq(slot_string_length("", 0), 0);
    slot_store_text(bytes, sizeof bytes, (const char *)bytes, 2);
    ck_assert_int_eq(memcmp(bytes, "ab\0\0", 4), 0);
    slot_store_text(bytes, 2, name, 4); /* more than there is room for */
    ck_assert_int_eq(memcmp(bytes, "ab\0\0", 4), 0);
}
END_TEST

Suite *bits_edges_suite(void)
{
    Suite *suite = suite_create("bits_edges");
    TCase *tests = tcase_create("edges");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, small_records_are_words);
    tcase_add_test(tests, units_are_the_hosts_own);
    tcase_add_test(tests, nine_bytes_are_loaded_and_stored);
    tcase_add_test(tests, elements_are_loaded_and_stored);
    tcase_add_test(tests, steps_far_from_one_are_counted);
    tcase_add_test(tests, large_offsets_are_exact);
    tcase_add_test(tests, texts_are_kept_in_place_and_cut);
    suite_add_tcase(suite, tests);
    return suite;
}
