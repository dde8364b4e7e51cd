/* SPDX-License-Identifier: MIT */
/* Exact arithmetic: results, overflow at its edge, rounding to double, printing. */
#include "unit.h"

#include "support/number.h"

#include <inttypes.h>
#include <string.h>

#define MOST UINT64_MAX
#define TOP  (UINT64_C(1) << 63)

static struct ratio make(bool negative, uint64_t numerator, uint64_t denominator)
{
    const struct ratio ratio = {numerator, denominator, negative};
    return ratio;
}

static void assert_ratio(struct ratio got, struct ratio wanted, size_t row)
{
    ck_assert_msg(got.numerator == wanted.numerator && got.denominator == wanted.denominator &&
                      got.negative == wanted.negative,
                  "row %zu gives %s%" PRIu64 "/%" PRIu64, row, got.negative ? "-" : "", got.numerator, got.denominator);
}

typedef enum number_status operation(struct ratio a, struct ratio b, struct ratio *out);

struct operation_row {
    operation *operation;
    struct ratio a, b;
    enum number_status status;
    struct ratio result; /* where the status is NUMBER_OK */
};

/* make() as an initializer: sign, numerator, denominator. */
#define P(numerator, denominator)                                                                                      \
    {                                                                                                                  \
        numerator, denominator, false                                                                                  \
    }
#define N(numerator, denominator)                                                                                      \
    {                                                                                                                  \
        numerator, denominator, true                                                                                   \
    }
#define NO P(0, 1)

static const struct operation_row operations[] = {
    {ratio_add, P(1, 2), P(1, 3), NUMBER_OK, P(5, 6)},
    {ratio_add, P(1, 2), P(1, 2), NUMBER_OK, P(1, 1)},
    {ratio_add, P(1, 2), N(1, 2), NUMBER_OK, P(0, 1)},
    {ratio_add, N(1, 2), N(1, 6), NUMBER_OK, N(2, 3)},
    {ratio_add, N(5, 1), P(3, 1), NUMBER_OK, N(2, 1)},
    {ratio_add, P(MOST, 1), P(1, 1), NUMBER_OVERFLOW, NO},
    {ratio_add, P(MOST, 1), N(1, 1), NUMBER_OK, P(MOST - 1, 1)},
    {ratio_add, N(MOST, 1), N(1, 1), NUMBER_OVERFLOW, NO},
    {ratio_add, P(MOST, 2), P(MOST, 2), NUMBER_OK, P(MOST, 1)}, /* 65 bits on the way */
    {ratio_add, P(MOST, MOST - 1), P(1, MOST - 1), NUMBER_OK, P(TOP, TOP - 1)},
    {ratio_add, P(1, MOST), P(1, MOST - 1), NUMBER_OVERFLOW, NO},
    {ratio_add, P(MOST, MOST - 1), P(MOST - 2, MOST), NUMBER_OVERFLOW, NO}, /* 129 bits on the way */
    {ratio_add, P(MOST, MOST - 1), N(MOST, MOST - 1), NUMBER_OK, P(0, 1)},
    {ratio_subtract, P(1, 3), P(1, 2), NUMBER_OK, N(1, 6)},
    {ratio_subtract, P(0, 1), P(0, 1), NUMBER_OK, P(0, 1)},
    {ratio_subtract, P(0, 1), P(5, 1), NUMBER_OK, N(5, 1)},
    {ratio_multiply, P(2, 3), P(3, 4), NUMBER_OK, P(1, 2)},
    {ratio_multiply, N(2, 3), N(3, 2), NUMBER_OK, P(1, 1)},
    {ratio_multiply, N(2, 3), P(0, 1), NUMBER_OK, P(0, 1)},
    {ratio_multiply, P(MOST, 2), P(2, MOST), NUMBER_OK, P(1, 1)},
    {ratio_multiply, P(TOP, 1), P(2, 1), NUMBER_OVERFLOW, NO},
    {ratio_multiply, P(1, TOP), P(1, 2), NUMBER_OVERFLOW, NO},
    {ratio_divide, P(1, 1), P(3, 1), NUMBER_OK, P(1, 3)},
    {ratio_divide, N(1, 2), P(1, 4), NUMBER_OK, N(2, 1)},
    {ratio_divide, P(0, 1), N(7, 1), NUMBER_OK, P(0, 1)},
    {ratio_divide, P(1, 1), P(0, 1), NUMBER_DIVISION_BY_ZERO, NO},
    {ratio_divide, P(TOP, 1), P(1, 2), NUMBER_OVERFLOW, NO},
    {ratio_remainder, P(7, 1), P(3, 1), NUMBER_OK, P(1, 1)},
    {ratio_remainder, N(7, 1), P(3, 1), NUMBER_OK, N(1, 1)},
    {ratio_remainder, P(7, 1), N(3, 1), NUMBER_OK, P(1, 1)},
    {ratio_remainder, N(6, 1), P(3, 1), NUMBER_OK, P(0, 1)},
    {ratio_remainder, P(7, 1), P(0, 1), NUMBER_DIVISION_BY_ZERO, NO},
    {ratio_remainder, P(7, 2), P(3, 1), NUMBER_FRACTION, NO},
    {ratio_remainder, P(7, 1), P(3, 2), NUMBER_FRACTION, NO},
    {ratio_shift_left, P(3, 1), P(4, 1), NUMBER_OK, P(48, 1)},
    {ratio_shift_left, N(1, 1), P(63, 1), NUMBER_OK, N(TOP, 1)},
    {ratio_shift_left, P(2, 1), P(63, 1), NUMBER_OVERFLOW, NO},
    {ratio_shift_left, P(1, 1), P(64, 1), NUMBER_SHIFT, NO},
    {ratio_shift_left, P(1, 1), N(1, 1), NUMBER_SHIFT, NO},
    {ratio_shift_left, P(1, 2), P(1, 1), NUMBER_FRACTION, NO},
    {ratio_shift_left, P(1, 1), P(1, 2), NUMBER_FRACTION, NO},
    {ratio_shift_right, P(48, 1), P(4, 1), NUMBER_OK, P(3, 1)},
    {ratio_shift_right, P(7, 1), P(1, 1), NUMBER_OK, P(3, 1)},
    {ratio_shift_right, N(7, 1), P(1, 1), NUMBER_OK, N(4, 1)},
    {ratio_shift_right, N(8, 1), P(1, 1), NUMBER_OK, N(4, 1)},
    {ratio_shift_right, N(1, 1), P(63, 1), NUMBER_OK, N(1, 1)},
    {ratio_shift_right, P(MOST, 1), P(63, 1), NUMBER_OK, P(1, 1)},
    {ratio_shift_right, P(1, 1), P(64, 1), NUMBER_SHIFT, NO},
    {ratio_shift_right, P(1, 2), P(1, 1), NUMBER_FRACTION, NO},
};

START_TEST(operations_are_exact_or_tell)
{
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        const struct operation_row *row = &operations[i];
        struct ratio result = {0};
        const enum number_status status = row->operation(row->a, row->b, &result);
        ck_assert_msg(status == row->status, "row %zu gives status %d", i, (int)status);
        if (status == NUMBER_OK) assert_ratio(result, row->result, i);
    }
}
END_TEST

START_TEST(negation_has_no_negative_zero)
{
    struct ratio result;
    ck_assert_int_eq(ratio_negate(make(false, 0, 1), &result), NUMBER_OK);
    assert_ratio(result, make(false, 0, 1), 0);
    ck_assert_int_eq(ratio_negate(make(false, 5, 3), &result), NUMBER_OK);
    assert_ratio(result, make(true, 5, 3), 1);
    ck_assert_int_eq(ratio_negate(make(true, 5, 3), &result), NUMBER_OK);
    assert_ratio(result, make(false, 5, 3), 2);
}
END_TEST

START_TEST(comparison_does_not_overflow)
{
    /* in ascending order, all different */
    static const struct ratio ascending[] = {
        N(MOST, 1), N(TOP, 1),  N(MOST, MOST - 1), N(1, 1), N(MOST - 1, MOST),     N(1, MOST),
        P(0, 1),    P(1, MOST), P(1, MOST - 1),    P(1, 2), P(MOST - 2, MOST - 1), P(MOST - 1, MOST),
        P(1, 1),    P(TOP, 1),  P(MOST, 1)};
    const int count = (int)(sizeof ascending / sizeof ascending[0]);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            ck_assert_msg(ratio_compare(ascending[i], ascending[j]) == (i > j) - (i < j), "%d against %d", i, j);
        }
    }
}
END_TEST

START_TEST(integers_convert_at_their_edges)
{
    struct integer result;
    ck_assert_int_eq(ratio_to_integer(make(true, TOP, 1), &result), NUMBER_OK);
    ck_assert(result.negative);
    ck_assert_uint_eq(result.bits, TOP);
    ck_assert_int_eq(ratio_to_integer(make(true, TOP + 1, 1), &result), NUMBER_OVERFLOW);
    ck_assert_int_eq(ratio_to_integer(make(false, MOST, 1), &result), NUMBER_OK);
    ck_assert(!result.negative);
    ck_assert_uint_eq(result.bits, MOST);
    ck_assert_int_eq(ratio_to_integer(make(false, 1, 2), &result), NUMBER_FRACTION);
}
END_TEST

START_TEST(integers_are_compared_and_measured)
{
    const struct integer ascending[] = {
        integer_from_int(INT64_MIN), integer_from_int(-2),        integer_from_int(-1),   integer_from_int(0),
        integer_from_int(1),         integer_from_int(INT64_MAX), integer_from_uint(TOP), integer_from_uint(MOST)};
    const int count = (int)(sizeof ascending / sizeof ascending[0]);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++)
            ck_assert_int_eq(integer_compare(ascending[i], ascending[j]), (i > j) - (i < j));
    }
    uint64_t distance = 0;
    ck_assert_int_eq(integer_distance(ascending[0], ascending[5], &distance), NUMBER_OK);
    ck_assert_uint_eq(distance, MOST);
    ck_assert_int_eq(integer_distance(ascending[0], ascending[6], &distance), NUMBER_OVERFLOW);
    ck_assert_int_eq(integer_distance(ascending[3], ascending[7], &distance), NUMBER_OK);
    ck_assert_uint_eq(distance, MOST);
    ck_assert_int_eq(integer_distance(ascending[2], ascending[7], &distance), NUMBER_OVERFLOW);
    ck_assert_int_eq(integer_distance(ascending[1], ascending[2], &distance), NUMBER_OK);
    ck_assert_uint_eq(distance, 1);
    ck_assert_int_eq(integer_distance(ascending[1], ascending[4], &distance), NUMBER_OK);
    ck_assert_uint_eq(distance, 3);
}
END_TEST

START_TEST(doubles_are_the_nearest)
{
    static const struct {
        struct ratio value;
        double nearest;
    } rows[] = {
        {P(0, 1), 0.0},
        {P(1, 1), 1.0},
        {N(1, 2), -0.5},
        {P(1, 10), 0.1},
        {P(1, 3), 1.0 / 3.0},
        {P(2, 3), 2.0 / 3.0},
        {P(123456789, 1000), 123456.789},
        {P(1, MOST), 0x1p-64},
        {P(MOST, 1), 0x1p64},
        {P(TOP, 1), 0x1p63},
        {N(TOP, 1), -0x1p63},
        /* halfway between two doubles: to the even one */
        {P((UINT64_C(1) << 53) + 1, 1), 0x1p53},
        {P((UINT64_C(1) << 53) + 3, 1), 0x1.0000000000002p53},
        {P((UINT64_C(1) << 54) + 2, 1), 0x1p54},
        {P((UINT64_C(1) << 54) + 3, 1), 0x1.0000000000001p54},
        /* just above halfway, by less than a bit of the quotient */
        {P((UINT64_C(1) << 54) * 3 + 7, 3), 0x1.0000000000001p54},
        {P((UINT64_C(1) << 54) * 3 + 5, 3), 0x1p54},
        {P(0x1FFFFFFFFFFFFF, 1), 0x1.FFFFFFFFFFFFFp52},
        {P(0x3FFFFFFFFFFFFF, 1), 0x1p54},
        {P(MOST - 1, MOST), 1.0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const double got = ratio_to_double(rows[i].value);
        ck_assert_msg(memcmp(&got, &rows[i].nearest, sizeof got) == 0, "row %zu gives %a, not %a", i, got,
                      rows[i].nearest);
    }
}
END_TEST

START_TEST(numbers_are_printed)
{
    static const struct {
        struct ratio value;
        const char *text;
    } rows[] = {
        {P(0, 1), "0"},
        {N(5, 1), "-5"},
        {P(MOST, 1), "18446744073709551615"},
        {P(1, 100), "0.01"},
        {N(12345, 1000), "-12.345"},
        {P(4, 127), "4/127"},
        {N(1, 3), "-1/3"},
        {P(MOST, 2), "18446744073709551615/2"}, /* 19 digits before the point and one behind it */
        {P(1000000000000000001, 2), "500000000000000000.5"},
        {P(1, TOP), "1/9223372036854775808"},
        {P(1, 262144), "0.000003814697265625"}, /* 18 digits behind the point */
        {P(MOST, MOST - 1), "18446744073709551615/18446744073709551614"},
        {N(MOST, MOST - 1), "-18446744073709551615/18446744073709551614"},
    };
    char buffer[48];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_str_eq(ratio_print(rows[i].value, buffer), rows[i].text);
    ck_assert_str_eq(integer_print(integer_from_int(INT64_MIN), buffer), "-9223372036854775808");
    ck_assert_str_eq(integer_print(integer_from_uint(MOST), buffer), "18446744073709551615");
    ck_assert_str_eq(integer_print(integer_from_int(0), buffer), "0");
}
END_TEST

Suite *number_suite(void)
{
    Suite *suite = suite_create("number");
    TCase *tests = tcase_create("number");
    tcase_add_test(tests, operations_are_exact_or_tell);
    tcase_add_test(tests, negation_has_no_negative_zero);
    tcase_add_test(tests, comparison_does_not_overflow);
    tcase_add_test(tests, integers_convert_at_their_edges);
    tcase_add_test(tests, integers_are_compared_and_measured);
    tcase_add_test(tests, doubles_are_the_nearest);
    tcase_add_test(tests, numbers_are_printed);
    suite_add_tcase(suite, tests);
    return suite;
}
