/* SPDX-License-Identifier: MIT */
/*
 * Codes as digits: few codes against all ways to group them, many against the information limit; and that items come
 * back from where digits_spread puts them.
 */
#include "unit.h"

#include "layout/dense.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 8, FEW_TRIALS = 600, MANY_TRIALS = 60, MANY = 200 };

static uint64_t random_state = 7;

static uint64_t random_bits(void)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    const uint64_t high = random_state >> 32;
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return high << 32 | random_state >> 32;
}

/* At least 3 values, in 2 to `widest` bits, mostly few. */
static uint64_t random_radix(unsigned widest)
{
    const unsigned bits = 2 + (unsigned)(random_bits() % (widest - 1));
    return 3 + (random_bits() >> (64 - bits)) % (UINT64_MAX >> (64 - bits));
}

/* What a way to group codes takes; `bits` is UINT64_MAX where a number is too large. */
struct bill {
    uint64_t bits;
    uint64_t digits;
};

static struct bill bill_of(const uint64_t *radices, size_t count, const uint32_t *groups)
{
    struct bill bill = {0, 0};
    for (size_t i = 0; i < count; i++) {
        uint64_t product = radices[i];
        size_t members = 1;
        bool is_first = true;
        for (size_t j = 0; groups[i] != 0 && j < count; j++) {
            if (j == i || groups[j] != groups[i]) continue;
            if (j < i) is_first = false;
            if (product > UINT64_MAX / radices[j]) return (struct bill){UINT64_MAX, 0};
            product *= radices[j];
            members++;
        }
        if (!is_first) continue;
        bill.bits += dense_bits(product);
        bill.digits += members > 1 ? members : 0;
    }
    return bill;
}

/* Every way to give codes `next`..count-1 a group, up to one more than are in use; those of one member are none. */
static void try_all(const uint64_t *radices, size_t count, uint32_t *groups, size_t next, uint32_t used,
                    struct bill *best)
{
    if (next == count) {
        const struct bill bill = bill_of(radices, count, groups);
        if (bill.bits < best->bits || (bill.bits == best->bits && bill.digits < best->digits)) *best = bill;
        return;
    }
    for (uint32_t group = 1; group <= used + 1; group++) {
        groups[next] = group;
        try_all(radices, count, groups, next + 1, group > used ? group : used, best);
    }
}

/* That groups are numbered 1, 2, ... as their first digits come, and have two digits or more. */
static void check_numbers(const uint32_t *groups, size_t count)
{
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t members = 0;
        for (size_t j = 0; j < count; j++) members += groups[j] == groups[i] ? 1 : 0;
        if (groups[i] > most + 1) ck_abort_msg("group %u comes before %u", groups[i], most + 1);
        if (groups[i] != 0 && members < 2) ck_abort_msg("group %u has one digit", groups[i]);
        if (groups[i] > most) most = groups[i];
    }
}

START_TEST(few_codes_are_grouped_in_the_best_way)
{
    for (int trial = 0; trial < FEW_TRIALS; trial++) {
        uint64_t radices[FEW];
        uint32_t groups[FEW];
        uint32_t others[FEW];
        const size_t count = 2 + (size_t)(random_bits() % (trial % 10 == 0 ? FEW - 1 : FEW - 2));
        const unsigned widest = trial % 3 == 0 ? 6 : trial % 3 == 1 ? 24 : 63;
        for (size_t i = 0; i < count; i++)
            radices[i] = i > 0 && random_bits() % 4 == 0 ? radices[i - 1] : random_radix(widest);
        struct bill best = {UINT64_MAX, 0};
        try_all(radices, count, others, 0, 0, &best);
        ck_assert(dense_group(radices, count, groups));
        const struct bill found = bill_of(radices, count, groups);
        ck_assert_uint_eq(found.bits, best.bits);
        ck_assert_uint_eq(found.digits, best.digits);
        check_numbers(groups, count);
    }
}
END_TEST

/* log2, near enough; of a test alone. */
static double logarithm(uint64_t radix)
{
    double x = (double)radix;
    double result = 0;
    for (; x >= 2; x /= 2) result += 1;
    double part = 0.5;
    for (int i = 0; i < 40; i++, part /= 2) {
        x *= x;
        if (x < 2) continue;
        x /= 2;
        result += part;
    }
    return result;
}

START_TEST(many_codes_come_near_the_limit)
{
    double all_bits = 0;
    double all_information = 0;
    for (int trial = 0; trial < MANY_TRIALS; trial++) {
        uint64_t radices[MANY];
        uint32_t groups[MANY];
        uint32_t again[MANY];
        uint32_t apart[MANY] = {0};
        const size_t count = 13 + (size_t)(random_bits() % (MANY - 12));
        for (size_t i = 0; i < count; i++) radices[i] = trial == 0 ? 3 : random_radix(trial % 2 == 0 ? 8 : 30);
        ck_assert(dense_group(radices, count, groups));
        ck_assert(dense_group(radices, count, again));
        ck_assert_mem_eq(groups, again, count * sizeof *groups);
        check_numbers(groups, count);
        double information = 0;
        for (size_t i = 0; i < count; i++) information += logarithm(radices[i]);
        const struct bill found = bill_of(radices, count, groups);
        ck_assert(found.bits <= bill_of(radices, count, apart).bits);
        if ((double)found.bits > information * 1.01 + 1)
            ck_abort_msg("%zu codes: %llu bits of %f", count, (unsigned long long)found.bits, information);
        all_bits += (double)found.bits;
        all_information += information;
    }
    if (all_bits > all_information * 1.004) ck_abort_msg("%f bits of %f", all_bits, all_information);
}
END_TEST

/* The Date and the Trade of the benchmarks, whose limits are 21.83 and 137.34 bits. */
START_TEST(known_records_reach_their_limits)
{
    static const uint64_t date[] = {9999, 12, 31};
    static const uint64_t trade[] = {5001, 10000001, 1000000, UINT64_C(86400000000000), 40, 10000001};
    uint32_t groups[6];
    ck_assert(dense_group(date, 3, groups));
    ck_assert_uint_eq(bill_of(date, 3, groups).bits, 22);
    ck_assert_uint_eq(bill_of(date, 3, groups).digits, 2);
    ck_assert(dense_group(trade, 6, groups));
    ck_assert_uint_eq(bill_of(trade, 6, groups).bits, 138 - 7); /* a side and six flags are bits */
}
END_TEST

/* Random items, some of which may be digits: places by which the codes come back, and no bit that two of them share. */
START_TEST(items_of_a_radix_are_digits_of_numbers)
{
    for (int trial = 0; trial < 2000; trial++) {
        struct layout_item items[12];
        const size_t count = 1 + (size_t)(random_bits() % 12);
        const enum layout_mode mode = trial % 4 == 0 ? LAYOUT_DECLARED : LAYOUT_COMPACT;
        memset(items, 0, sizeof items);
        uint64_t apart = 0;
        for (size_t i = 0; i < count; i++) {
            const bool is_digit = random_bits() % 3 != 0;
            items[i].radix = is_digit ? random_radix(12) : 0;
            while ((items[i].radix & (items[i].radix - 1)) == 0 && is_digit) items[i].radix++;
            items[i].family = (uint32_t)(random_bits() % 2);
            items[i].bits = is_digit ? dense_bits(items[i].radix) : 1 + random_bits() % 20;
            items[i].width = (unsigned)items[i].bits;
            items[i].align = 1;
            apart += items[i].bits;
        }
        uint64_t end;
        ck_assert(layout_end(mode, items, count, 0, &end));
        ck_assert(end <= apart);
        const struct layout_room room = layout_record(0, end, 1);
        ck_assert(layout_place(mode, items, count, &room));
        unsigned char taken[12 * 64] = {0};
        uint64_t bits = 0;
        for (size_t i = 0; i < count; i++) {
            const struct layout_item *item = &items[i];
            uint64_t weight = 1;
            for (size_t j = 0; item->group_bits > 0 && j < count; j++) {
                if (items[j].group_bits == 0 || items[j].bit != item->bit) continue;
                ck_assert_uint_eq(items[j].family, item->family);
                ck_assert_uint_eq(items[j].group_bits, item->group_bits);
                if (j == i) ck_assert_uint_eq(item->weight, weight);
                weight *= items[j].radix;
            }
            if (item->group_bits > 0) ck_assert_uint_eq(item->group_bits, dense_bits(weight));
            if (item->group_bits > 0) ck_assert_uint_eq(item->group_codes, weight);
            if (item->group_bits > 0 && item->weight > 1) continue;
            const uint64_t width = item->group_bits > 0 ? item->group_bits : item->bits;
            bits += width;
            for (uint64_t bit = item->bit; bit < item->bit + width; bit++) {
                ck_assert_uint_eq(taken[bit], 0);
                taken[bit] = 1;
            }
        }
        ck_assert_uint_eq(bits, end);
    }
}
END_TEST

Suite *dense_suite(void)
{
    Suite *suite = suite_create("dense");
    TCase *tests = tcase_create("dense");
    tcase_add_test(tests, few_codes_are_grouped_in_the_best_way);
    tcase_add_test(tests, many_codes_come_near_the_limit);
    tcase_add_test(tests, known_records_reach_their_limits);
    tcase_add_test(tests, items_of_a_radix_are_digits_of_numbers);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    return suite;
}
