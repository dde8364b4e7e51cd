/* SPDX-License-Identifier: MIT */
/*
 * The layout against its promises: no shared bit, fewest bytes, alignment, windows inside the record, the same answer
 * twice. Random records of a fixed seed, small ones against a packer that tries all orders, and the whole grid of pairs.
 */
#include "unit.h"

#include "layout/layout.h"
#include "layout/window.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SLOTS = 64, RECORDS = 20000, BOUND_RECORDS = 4000, BOUND_ITEMS = 7 };

static uint64_t random_state = 42;

static uint32_t random_below(uint32_t bound)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % bound);
}

static void mark(unsigned char *taken, uint64_t size, uint32_t bit, uint32_t width)
{
    for (uint32_t i = bit; i < bit + width; i++) {
        /* Not ck_assert: that notes its place in a pipe, and there are millions of bits. */
        if (i >= size * 8) ck_abort_msg("bit %u lies outside", i);
        if (taken[i] != 0) ck_abort_msg("bit %u has two owners", i);
        taken[i] = 1;
    }
}

static void check_window(uint32_t bit, unsigned width, const struct layout_room *room)
{
    const struct reach reach = {0, room->size, room->whole};
    const struct window window = window_choose(bit, width, &reach);
    const bool fits = window.bytes >= 1 && window.bytes <= 9 && window.byte + window.bytes <= room->size &&
                      window.byte * 8 <= bit && bit + width <= (window.byte + window.bytes) * 8 &&
                      (window.bytes < 9 || bit / 8 == window.byte);
    if (!fits) ck_abort_msg("%u bits at %u in a window of %u at %u", width, bit, window.bytes, window.byte);
}

/* Places the items of a record behind `begin` bits and checks all promises but the fewest bytes. */
static struct layout_room place(struct layout_item *items, size_t count, uint64_t begin, uint32_t align)
{
    uint64_t end;
    ck_assert(layout_end(LAYOUT_COMPACT, items, count, begin, &end));
    const struct layout_room room = layout_record(begin, end, align);
    ck_assert_uint_eq(room.size, ((end == 0 ? 1 : (end + 7) / 8) + align - 1) / align * align);
    ck_assert(layout_place(LAYOUT_COMPACT, items, count, &room));
    unsigned char *taken = calloc(room.size, 8);
    memset(taken, 1, begin);
    uint32_t lowest_presence = UINT32_MAX;
    uint32_t highest_presence = 0;
    uint32_t presence_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct layout_item *item = &items[i];
        mark(taken, room.size, item->bit, (uint32_t)item->bits);
        if (item->bit % item->align != 0) ck_abort_msg("bit %u is not at a multiple of %u", item->bit, item->align);
        if (item->width > 0) check_window(item->bit, item->width, &room);
        mark(taken, room.size, item->presence, item->presence_bits);
        if (item->presence_bits == 0) continue;
        presence_count += item->presence_bits;
        if (item->presence < lowest_presence) lowest_presence = item->presence;
        if (item->presence + item->presence_bits > highest_presence)
            highest_presence = item->presence + item->presence_bits;
    }
    if (presence_count > 0) ck_assert_uint_eq(highest_presence - lowest_presence, presence_count);
    for (uint64_t bit = room.end; bit < room.size * 8; bit++) ck_assert(taken[bit] == 0);
    free(taken);
    return room;
}

static uint64_t sum_of(const struct layout_item *items, size_t count)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < count; i++) bits += items[i].bits + items[i].presence_bits;
    return bits;
}

static struct layout_item code(unsigned width)
{
    return (struct layout_item){.bits = width, .align = 1, .width = width};
}

START_TEST(random_records_are_laid_out_well)
{
    static const unsigned common[] = {1, 1, 1, 2, 3, 4, 5, 8, 8, 16, 20, 32, 64};
    for (int record = 0; record < RECORDS; record++) {
        struct layout_item items[MOST_SLOTS];
        struct layout_item again[MOST_SLOTS];
        const size_t count = 1 + random_below(record % 10 == 0 ? MOST_SLOTS : 16);
        memset(items, 0, sizeof items);
        for (size_t i = 0; i < count; i++) {
            items[i] =
                code(random_below(2) ? random_below(65) : common[random_below(sizeof common / sizeof common[0])]);
            items[i].presence_bits = random_below(5) == 0 ? 1 : 0;
        }
        memcpy(again, items, sizeof items);
        const uint32_t align = 1u << (random_below(3) == 0 ? random_below(5) : 0);
        const uint64_t begin = random_below(3) == 0 ? 8 * random_below(9) : 0;
        uint64_t end;
        ck_assert(layout_end(LAYOUT_COMPACT, items, count, begin, &end));
        ck_assert_uint_eq(end, begin + sum_of(items, count));
        const struct layout_room room = place(items, count, begin, align);
        ck_assert(layout_place(LAYOUT_COMPACT, again, count, &room));
        ck_assert_mem_eq(items, again, sizeof items);
    }
}
END_TEST

/* The lowest end that any order of the items from `item` on reaches. */
static uint64_t try_orders(struct layout_item *items, size_t count, size_t item, uint64_t bit)
{
    uint64_t best = item == count ? bit : UINT64_MAX;
    for (size_t i = item; i < count; i++) {
        const struct layout_item chosen = items[i];
        items[i] = items[item];
        items[item] = chosen;
        const uint64_t at = (bit + chosen.align - 1) / chosen.align * chosen.align;
        const uint64_t end = try_orders(items, count, item + 1, at + chosen.bits);
        if (end < best) best = end;
        items[item] = items[i];
        items[i] = chosen;
    }
    return best;
}

/* Nothing that a packer finds by trying everything is smaller. */
START_TEST(small_records_with_bound_items_take_the_fewest_bits)
{
    unsigned better_than_sorted = 0;
    for (int record = 0; record < BOUND_RECORDS; record++) {
        struct layout_item items[BOUND_ITEMS];
        const size_t count = 1 + random_below(BOUND_ITEMS);
        for (size_t i = 0; i < count; i++) {
            const uint32_t align = random_below(2) ? 1 : 8u << random_below(4);
            items[i] = (struct layout_item){.bits = 1 + random_below(align * 3 + 20), .align = align};
            if (align > 1 && random_below(2)) items[i].bits = align * (1 + random_below(3));
        }
        const uint64_t begin = 8 * random_below(5);
        struct layout_item trial[BOUND_ITEMS];
        memcpy(trial, items, sizeof trial);
        uint64_t end;
        ck_assert(layout_end(LAYOUT_COMPACT, items, count, begin, &end));
        const uint64_t best = try_orders(trial, count, 0, begin);
        if (end != best) ck_abort_msg("record %d ends at %lu, not at %lu", record, (long)end, (long)best);
        if (end > begin + sum_of(items, count)) better_than_sorted++;
        place(items, count, begin, 1u << random_below(4));
    }
    ck_assert_uint_gt(better_than_sorted, BOUND_RECORDS / 10); /* gaps did arise */
}
END_TEST

/* The lowest end of some random orders, and of the one given. */
static uint64_t try_some_orders(struct layout_item *items, size_t count, int orders)
{
    uint64_t best = UINT64_MAX;
    for (int order = 0; order < orders; order++) {
        uint64_t end = 0;
        for (size_t i = 0; i < count; i++)
            end = (end + items[i].align - 1) / items[i].align * items[i].align + items[i].bits;
        if (end < best) best = end;
        for (size_t i = count; i-- > 1;) {
            const size_t other = random_below((uint32_t)i + 1);
            const struct layout_item item = items[i];
            items[i] = items[other];
            items[other] = item;
        }
    }
    return best;
}

/* Larger ones are hardly ever larger than the best of many orders, even where half of the items are bound. */
START_TEST(larger_records_with_bound_items_are_packed_well)
{
    enum { MOST = 40, ORDERS = 200 };
    unsigned larger = 0;
    for (int record = 0; record < BOUND_RECORDS; record++) {
        struct layout_item items[MOST];
        const size_t count = 14 + random_below(MOST - 14);
        for (size_t i = 0; i < count; i++) {
            const uint32_t align = random_below(2) ? 1 : 8u << random_below(random_below(3) + 1);
            items[i] = (struct layout_item){.bits = 1 + random_below(align * 3 + 20), .align = align};
        }
        uint64_t end;
        ck_assert(layout_end(LAYOUT_COMPACT, items, count, 0, &end));
        const uint64_t best = try_some_orders(items, count, ORDERS);
        if (end > best) larger++;
    }
    ck_assert_uint_lt(larger, BOUND_RECORDS / 400);
}
END_TEST

/* Many items: every gap can be filled, so none may stay. */
START_TEST(gaps_are_filled)
{
    enum { COUNT = 3000 };
    struct layout_item *items = calloc(COUNT, sizeof *items);
    for (size_t i = 0; i < COUNT; i++) {
        const unsigned kind = (unsigned)(i % 3);
        if (kind == 0) items[i] = (struct layout_item){.bits = 20 + i % 40, .align = 8u << i % 5};
        else items[i] = code(1 + random_below(kind == 1 ? 7 : 40));
    }
    uint64_t end;
    ck_assert(layout_end(LAYOUT_COMPACT, items, COUNT, 24, &end));
    ck_assert_uint_eq(end, 24 + sum_of(items, COUNT));
    place(items, COUNT, 24, 1);
    free(items);
}
END_TEST

START_TEST(bytes_come_first_and_codes_behind_them)
{
    struct layout_item items[] = {code(3), {.bits = 96, .align = 8}, code(13), {.bits = 64, .align = 32}};
    const struct layout_room room = place(items, 4, 0, 4);
    ck_assert_uint_eq(room.size, 24);
    ck_assert_uint_eq(items[3].bit, 0);
    ck_assert_uint_eq(items[1].bit, 64);
}
END_TEST

START_TEST(sums_do_not_wrap)
{
    struct layout_item items[8];
    uint64_t end;
    for (size_t i = 0; i < 8; i++) items[i] = (struct layout_item){.bits = UINT64_C(1) << 61, .align = i % 2 ? 1 : 8};
    ck_assert(layout_end(LAYOUT_COMPACT, items, 8, 0, &end));
    ck_assert_uint_ge(end, UINT64_C(1) << 61);
    for (size_t i = 0; i < 8; i++) items[i].align = 1;
    ck_assert(layout_end(LAYOUT_COMPACT, items, 8, 0, &end));
    ck_assert_uint_ge(end, UINT64_C(1) << 61);
}
END_TEST

START_TEST(every_pair_of_widths_fits)
{
    for (unsigned a = 0; a <= 64; a++) {
        for (unsigned b = 0; b <= 64; b++) {
            struct layout_item items[2] = {code(a), code(b)};
            items[1].presence_bits = 1;
            place(items, 2, 0, 1);
        }
    }
}
END_TEST

static unsigned window_bytes(const struct layout_item *item, const struct layout_room *room)
{
    const struct reach reach = {0, room->size, room->whole};
    return window_choose(item->bit, item->width, &reach).bytes;
}

START_TEST(a_date_takes_three_bytes_and_one_load_each)
{
    struct layout_item items[3] = {code(14), code(4), code(5)};
    struct layout_room room = place(items, 3, 0, 1);
    ck_assert_uint_eq(room.size, 3);
    for (int i = 0; i < 3; i++) ck_assert_uint_le(window_bytes(&items[i], &room), 2);
    room = place(items, 3, 0, 4);
    for (int i = 0; i < 3; i++) ck_assert_uint_eq(window_bytes(&items[i], &room), 4);
}
END_TEST

START_TEST(whole_bytes_lie_on_bytes)
{
    struct layout_item items[6] = {code(3), code(32), code(64), code(8), code(16), code(5)};
    const struct layout_room room = place(items, 6, 0, 1);
    for (int i = 1; i < 5; i++) {
        ck_assert_uint_eq(items[i].bit % 8, 0);
        ck_assert_uint_eq(window_bytes(&items[i], &room) * 8, items[i].width);
    }
}
END_TEST

START_TEST(the_largest_class_is_laid_out)
{
    const size_t count = 65535;
    struct layout_item *items = calloc(count, sizeof *items);
    for (int bound = 0; bound < 2; bound++) {
        for (size_t i = 0; i < count; i++) {
            items[i] = code((unsigned)(i % 65));
            items[i].presence_bits = i % 7 == 0 ? 1 : 0;
            if (bound == 1 && i % 5 == 0) items[i] = (struct layout_item){.bits = i % 100, .align = 8u << i % 4};
        }
        place(items, count, 0, 1);
    }
    free(items);
}
END_TEST

/* The cost of a window never beats what window_least_cost calls the least; local search relies on it. */
START_TEST(the_lower_bound_holds)
{
    for (unsigned width = 1; width <= 64; width++) {
        for (uint32_t bit = 0; bit < 16; bit++) {
            for (uint64_t size = (bit + width + 7) / 8; size < 20; size++) {
                const struct reach reach = {0, size, false};
                const unsigned cost = window_choose(bit, width, &reach).cost;
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
    tcase_add_test(cases, small_records_with_bound_items_take_the_fewest_bits);
    tcase_add_test(cases, larger_records_with_bound_items_are_packed_well);
    tcase_add_test(cases, gaps_are_filled);
    tcase_add_test(cases, bytes_come_first_and_codes_behind_them);
    tcase_add_test(cases, sums_do_not_wrap);
    tcase_add_test(cases, every_pair_of_widths_fits);
    tcase_add_test(cases, a_date_takes_three_bytes_and_one_load_each);
    tcase_add_test(cases, whole_bytes_lie_on_bytes);
    tcase_add_test(cases, the_largest_class_is_laid_out);
    tcase_add_test(cases, the_lower_bound_holds);
    suite_add_tcase(suite, cases);
    return suite;
}
