/* SPDX-License-Identifier: MIT */
/*
 * All bytes that small classes can have: `valid` accepts those of the instances that there are, as many as their values
 * give, which come back from unpack and pack; all others it refuses, and reading them is harmless. Plain C11 that is also
 * C++11.
 */
#include "small.slots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int passed;
static int failed;

static void check(bool condition, int line, const char *text)
{
    if (condition) passed++;
    else failed++, fprintf(stderr, "small.c:%d: %s\n", line, text);
}

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size) == 0;
}

/*
 * `expected` of the byte patterns of a class are instances, each of which is what pack makes of what unpack gives. What
 * is no instance comes back only where it lies in a class that the class holds: pack copies those as they are.
 */
#define CHECK_VALID(class, expected, holds_classes)                                                                    \
    do {                                                                                                               \
        uint32_t count = 0;                                                                                            \
        bool is_right = true;                                                                                          \
        for (uint32_t number = 0; number < UINT32_C(1) << 8 * sizeof(small_##class); number++) {                       \
            small_##class instance, copy;                                                                              \
            small_##class##_values values;                                                                             \
            for (size_t i = 0; i < sizeof instance; i++)                                                               \
                instance.bytes[i] = SLOT_CAST(unsigned char, number >> 8 * i);                                         \
            memset(&copy, 0, sizeof copy);                                                                             \
            small_##class##_unpack(&instance, &values);                                                                \
            const bool comes_back =                                                                                    \
                small_##class##_pack(&copy, &values, NULL) == SLOT_OK && same_bytes(&copy, &instance, sizeof copy);    \
            const bool is_valid = small_##class##_valid(&instance);                                                    \
            if (is_valid != comes_back && (is_valid || !(holds_classes))) is_right = false;                            \
            if (is_valid) count++;                                                                                     \
        }                                                                                                              \
        check(is_right && (count == (expected)), __LINE__, #class);                                                    \
    } while (0)

/* Codes that no value has: a getter gives some member, whatever the bytes are. */
static void check_enums_of_any_bytes(void)
{
    bool are_members = true;
    for (unsigned number = 0; number < UINT32_C(1) << 16; number++) {
        small_NaturalEnums natural = {{{0}}};
        small_DenseEnums dense = {{0}};
        natural.members.four = SLOT_CAST(uint8_t, number & 0xffu);
        natural.members.two = SLOT_CAST(uint8_t, number >> 8);
        for (size_t i = 0; i < sizeof dense.bytes; i++)
            dense.bytes[i] = SLOT_CAST(unsigned char, number >> 8 * (i % 2));
        if (small_Four_to_name(small_NaturalEnums_get_four(&natural)) == NULL) are_members = false;
        if (small_Two_to_name(small_NaturalEnums_get_two(&natural)) == NULL) are_members = false;
        if (small_Four_to_name(small_DenseEnums_get_four_or(&dense, small_Four_a)) == NULL) are_members = false;
        if (small_Two_to_name(small_DenseEnums_get_two_or(&dense, small_Two_low)) == NULL) are_members = false;
    }
    check(are_members, __LINE__, "enums");
}

/* Of the units of an overlay accessors change the bits of the code alone, as access by index does. */
static void check_overlay(void)
{
    const slot_class *const type = &small_Overlay_class;
    const slot_value low = slot_from_int(small_Four_a);
    bool is_right = true;
    for (uint32_t number = 0; number < UINT32_C(1) << 16; number++) {
        small_Overlay first, typed, indexed;
        small_Overlay_init(&first);
        small_Overlay_set_raw_word(&first, number);
        typed = indexed = first;
        small_Overlay_set_raw_few(&typed, 5);
        if (slot_set_int(type, &indexed, small_Overlay_SLOT_raw_few, 5) != SLOT_OK) is_right = false;
        if (!small_Overlay_equal(&typed, &indexed) ||
            small_Overlay_get_raw_word(&typed) != SLOT_CAST(int32_t, (number & 0xfe00) | 6)) {
            is_right = false;
        }
        typed = indexed = first;
        small_Overlay_set_raw_four(&typed, small_Four_a);
        small_Overlay_set_raw_bits_mask(&typed, 1);
        if (slot_set(type, &indexed, small_Overlay_SLOT_raw_four, low) != SLOT_OK) is_right = false;
        if (slot_set_at(type, &indexed, small_Overlay_SLOT_raw_bits, 0, slot_from_bool(true)) != SLOT_OK)
            is_right = false;
        if (!small_Overlay_equal(&typed, &indexed) || small_Overlay_get_raw_bits_mask(&typed) != 1) is_right = false;
        if (!small_Overlay_valid(&typed)) is_right = false;
    }
    check(is_right, __LINE__, "overlay");
}

#define CHECK_COUNT(class, expected) CHECK_VALID(class, expected, false)

int main(void)
{
    check_enums_of_any_bytes();
    check_overlay();
    CHECK_COUNT(NaturalEnums, 4 * 2);
    CHECK_COUNT(NaturalNumbers, 3);
    CHECK_COUNT(Own, 6 * 3 * 3 * 8);
    CHECK_COUNT(DenseNumbers, 5 * 100 * 100);
    CHECK_COUNT(DenseEnums, 5 * 3 * 5 * 3 * 7);
    CHECK_COUNT(DenseByte, 5 * 6 * 7);
    CHECK_COUNT(Given, 5 * 4);
    CHECK_COUNT(Compact, 5 * 4 * 4 * 4 * (3 * 3 + 1));
    CHECK_COUNT(GivenBehindDense, 5 * 6 * 7 * 3 * 3);
    CHECK_COUNT(DenseBehindNatural, 42 * 5 * 5 * 5);
    CHECK_COUNT(Byte, 42);
    CHECK_COUNT(Text, 1 + 127 + 127 * 127 + 30 * 64); /* one or two characters of ASCII, or one of two bytes */
    CHECK_COUNT(Choice, (1 + 1 + 5 + 3 * 4) * (1 + 3 * 3 * 3 + 1 + 4 * 4 + 2));
    CHECK_VALID(Images, (5 * 6 * 7 + 1) * 3, true);
    CHECK_VALID(Holder, (42 + 1) * 2 * 5, true);
    printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
