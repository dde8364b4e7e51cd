/* SPDX-License-Identifier: MIT */
/*
 * The layout against its promises: no shared bit, fewest bytes, windows inside the record, the same answer twice. Random
 * records of a fixed seed, and the whole grid of single slots.
 */
#include "unit.h"

#include "layout/layout.h"
#include "layout/window.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SLOTS = 64, RECORDS = 20000 };

static uint64_t random_state = 42;

static uint32_t random_below(uint32_t bound)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % bound);
}

static void mark(unsigned char *taken, uint64_t size, uint32_t bit, unsigned width)
{
    for (uint32_t i = bit; i < bit + width; i++) {
        /* Not ck_assert: that notes its place in a pipe, and there are millions of bits. */
        if (i >= size * 8) ck_abort_msg("bit %u lies outside", i);
        if (taken[i] != 0) ck_abort_msg("bit %u has two owners", i);
        taken[i] = 1;
    }
}

static void check_window(const struct layout_slot *slot, uint64_t size)
{
    if (slot->width == 0) {
        ck_assert_uint_eq(slot->window_bytes, 0);
        return;
    }
    const bool fits = slot->window_bytes >= 1 && slot->window_bytes <= 9 && slot->window + slot->window_bytes <= size &&
                      slot->window * 8 <= slot->bit &&
                      slot->bit + slot->width <= (slot->window + slot->window_bytes) * 8 &&
                      (slot->window_bytes < 9 || slot->bit / 8 == slot->window);
    if (!fits)
        ck_abort_msg("%u bits at %u in a window of %u at %u", slot->width, slot->bit, slot->window_bytes, slot->window);
}

static void check_layout(const struct layout_slot *slots, size_t count, uint32_t align)
{
    const uint64_t bits = layout_bits(slots, count);
    const uint64_t size = layout_size(slots, count, align);
    uint64_t expected = bits == 0 ? 1 : (bits + 7) / 8;
    expected = (expected + align - 1) / align * align;
    ck_assert_uint_eq(size, expected);
    unsigned char *taken = calloc(size, 8);
    uint32_t lowest_presence = UINT32_MAX;
    uint32_t highest_presence = 0;
    uint32_t presence_count = 0;
    for (size_t i = 0; i < count; i++) {
        mark(taken, size, slots[i].bit, slots[i].width);
        check_window(&slots[i], size);
        if (!slots[i].presence_bit) continue;
        mark(taken, size, slots[i].presence, 1);
        presence_count++;
        if (slots[i].presence < lowest_presence) lowest_presence = slots[i].presence;
        if (slots[i].presence > highest_presence) highest_presence = slots[i].presence;
    }
    if (presence_count > 0) ck_assert_uint_eq(highest_presence - lowest_presence + 1, presence_count);
    free(taken);
}

START_TEST(random_records_are_laid_out_well)
{
    static const unsigned common[] = {1, 1, 1, 2, 3, 4, 5, 8, 8, 16, 20, 32, 64};
    for (int record = 0; record < RECORDS; record++) {
        struct layout_slot slots[MOST_SLOTS];
        struct layout_slot again[MOST_SLOTS];
        const size_t count = 1 + random_below(record % 10 == 0 ? MOST_SLOTS : 16);
        memset(slots, 0, sizeof slots);
        for (size_t i = 0; i < count; i++) {
            slots[i].width =
                random_below(2) ? random_below(65) : common[random_below(sizeof common / sizeof common[0])];
            slots[i].presence_bit = random_below(5) == 0;
        }
        memcpy(again, slots, sizeof slots);
        const uint32_t align = 1u << (random_below(3) == 0 ? random_below(5) : 0);
        ck_assert(layout_compact(slots, count, align));
        check_layout(slots, count, align);
        ck_assert(layout_compact(again, count, align));
        ck_assert_mem_eq(slots, again, sizeof slots);
    }
}
END_TEST

START_TEST(every_pair_of_widths_fits)
{
    for (unsigned a = 0; a <= 64; a++) {
        for (unsigned b = 0; b <= 64; b++) {
            struct layout_slot slots[2] = {{.width = a}, {.width = b, .presence_bit = true}};
            ck_assert(layout_compact(slots, 2, 1));
            check_layout(slots, 2, 1);
        }
    }
}
END_TEST

START_TEST(a_date_takes_three_bytes_and_one_load_each)
{
    struct layout_slot slots[3] = {{.width = 14}, {.width = 4}, {.width = 5}};
    ck_assert(layout_compact(slots, 3, 1));
    ck_assert_uint_eq(layout_size(slots, 3, 1), 3);
    for (int i = 0; i < 3; i++) ck_assert_uint_le(slots[i].window_bytes, 2);
    ck_assert(layout_compact(slots, 3, 4));
    for (int i = 0; i < 3; i++) ck_assert_uint_eq(slots[i].window_bytes, 4);
}
END_TEST

START_TEST(whole_bytes_lie_on_bytes)
{
    struct layout_slot slots[6] = {{.width = 3}, {.width = 32}, {.width = 64},
                                   {.width = 8}, {.width = 16}, {.width = 5}};
    ck_assert(layout_compact(slots, 6, 1));
    check_layout(slots, 6, 1);
    for (int i = 1; i < 5; i++) {
        ck_assert_uint_eq(slots[i].bit % 8, 0);
        ck_assert_uint_eq(slots[i].window_bytes * 8, slots[i].width);
    }
}
END_TEST

START_TEST(the_largest_class_is_laid_out)
{
    const size_t count = 65535;
    struct layout_slot *slots = calloc(count, sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        slots[i].width = (unsigned)(i % 65);
        slots[i].presence_bit = i % 7 == 0;
    }
    ck_assert(layout_compact(slots, count, 1));
    check_layout(slots, count, 1);
    free(slots);
}
END_TEST

/* The cost of a window never beats what window_least_cost calls the least; local search relies on it. */
START_TEST(the_lower_bound_holds)
{
    for (unsigned width = 1; width <= 64; width++) {
        for (uint32_t bit = 0; bit < 16; bit++) {
            for (uint64_t size = (bit + width + 7) / 8; size < 20; size++) {
                const unsigned cost = window_choose(bit, width, size, false).cost;
                if (cost < window_least_cost(width)) ck_abort_msg("%u bits at %u cost less", width, bit);
            }
        }
    }
}
END_TEST

Suite *layout_suite(void)
{
    Suite *suite = suite_create("layout");
    TCase *cases = tcase_create("layout");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, random_records_are_laid_out_well);
    tcase_add_test(cases, every_pair_of_widths_fits);
    tcase_add_test(cases, a_date_takes_three_bytes_and_one_load_each);
    tcase_add_test(cases, whole_bytes_lie_on_bytes);
    tcase_add_test(cases, the_largest_class_is_laid_out);
    tcase_add_test(cases, the_lower_bound_holds);
    suite_add_tcase(suite, cases);
    return suite;
}
