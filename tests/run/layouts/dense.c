/* SPDX-License-Identifier: MIT */
/* @layout(dense): codes as digits of numbers, against numbers that are computed here. */
#include "check.h"

/* Bits of a record, by the promise that bit i is bit i % 8 of byte i / 8. */
static uint64_t bits_at(const void *record, unsigned first, unsigned count)
{
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, record);
    uint64_t bits = 0;
    for (unsigned i = 0; i < count; i++)
        bits |= SLOT_CAST(uint64_t, bytes[(first + i) / 8] >> (first + i) % 8 & 1) << i;
    return bits;
}

/* Makes some bits those of a number, and leaves all others. */
static void put_bits(void *record, unsigned first, unsigned count, uint64_t bits)
{
    unsigned char *const bytes = SLOT_CAST(unsigned char *, record);
    for (unsigned i = 0; i < count; i++) {
        const unsigned mask = 1u << (first + i) % 8;
        const unsigned others = bytes[(first + i) / 8] & ~mask;
        bytes[(first + i) / 8] = SLOT_CAST(unsigned char, others | ((bits >> i & 1) != 0 ? mask : 0));
    }
}

static void check_dates(void)
{
    ops_DenseDate date;
    ops_DenseDate_init(&date);
    CHECK(sizeof date == 3 && bits_at(&date, 0, 17) == 2023 && bits_at(&date, 19, 5) == 28);
    CHECK(ops_DenseDate_make(&date, 12) == SLOT_OK && bits_at(&date, 0, 17) == 2023 + 11 * 9999);
    CHECK(ops_DenseDate_make(&date, 13) == SLOT_ERANGE && ops_DenseDate_try_set_year(&date, 10000) == SLOT_ERANGE);
    const int64_t years[] = {1, 2, 1999, 9998, 9999};
    for (int64_t day = 1; day <= 31; day += 6) {
        for (int64_t month = 1; month <= 12; month++) {
            for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
                ops_DenseDate_set_day(&date, day);
                ops_DenseDate_set_month(&date, month);
                ops_DenseDate_set_year(&date, years[i]);
                CHECK(bits_at(&date, 0, 17) == SLOT_CAST(uint64_t, years[i] - 1 + (month - 1) * 9999));
                CHECK(bits_at(&date, 17, 2) == 0 && bits_at(&date, 19, 5) == SLOT_CAST(uint64_t, day - 1));
                CHECK(ops_DenseDate_get_year(&date) == years[i] && ops_DenseDate_get_month(&date) == month);
                CHECK(ops_DenseDate_get_day(&date) == day && ops_DenseDate_valid(&date));
            }
        }
    }
    put_bits(&date, 0, 17, 9999 * 12 - 1);
    CHECK(ops_DenseDate_valid(&date));
    put_bits(&date, 0, 17, 9999 * 12); /* the first number that is no date */
    CHECK(!ops_DenseDate_valid(&date));
    int64_t month = 0;
    CHECK(slot_get_int(&ops_DenseDate_class, &date, ops_DenseDate_SLOT_month, &month) == SLOT_OK);
    CHECK(month == ops_DenseDate_get_month(&date));
}

static void check_trade(void)
{
    ops_DenseTrade_values values;
    ops_DenseTrade trade;
    ops_DenseTrade other;
    CHECK(sizeof trade == 18);
    ops_DenseTrade_values_init(&values);
    values.ticker = ops_tickers_id_of(5000);
    values.side = ops_Side_sell;
    values.price = 9999999;
    values.quantity = 1000000;
    values.time = INT64_C(86399999999999);
    values.marks = ops_Marks_late | ops_Marks_block;
    values.venue = 39;
    values.parent = ops_DenseTrade_ref_of(10000000);
    CHECK(ops_DenseTrade_pack(&trade, &values, NULL) == SLOT_OK);
    const uint64_t first = 5000 + UINT64_C(9999999) * 5001 + UINT64_C(10000000) * 5001 * 10000001;
    const uint64_t second = UINT64_C(86399999999999) + 39 * UINT64_C(86400000000000);
    CHECK(bits_at(&trade, 0, 59) == first && bits_at(&trade, 80, 52) == second && bits_at(&trade, 59, 1) == 1);
    CHECK(bits_at(&trade, 60, 20) == 999999 && bits_at(&trade, 138, 6) == 33);
    CHECK(ops_DenseTrade_make(&other, values.ticker, values.side, values.price, values.time, values.marks, values.venue,
                              values.parent) == SLOT_OK);
    ops_DenseTrade_set_quantity(&other, 1000000);
    CHECK(ops_DenseTrade_equal(&trade, &other) && ops_DenseTrade_hash(&trade) == ops_DenseTrade_hash(&other));
    ops_DenseTrade_values back;
    ops_DenseTrade_unpack(&trade, &back);
    CHECK(back.ticker.id == 5000 && back.price == 9999999 && back.parent.id == 10000000 && back.venue == 39);
    CHECK(back.time == values.time);
    put_bits(&trade, 0, 59, UINT64_C(5001) * 10000001 * 10000001);
    CHECK(!ops_DenseTrade_valid(&trade));
}

static void check_numbers(void)
{
    ops_DenseNumbers n;
    ops_DenseNumbers_init(&n);
    CHECK(ops_DenseNumbers_get_truth(&n) && ops_DenseNumbers_get_sparse(&n) == ops_Sparse_high);
    CHECK(ops_DenseNumbers_get_stepped(&n) == 35 && ops_DenseNumbers_get_price_steps(&n) == 1234);
    CHECK(!ops_DenseNumbers_has_byte(&n) && ops_DenseNumbers_get_full(&n) == -1 && !ops_DenseNumbers_has_side(&n));
    for (int32_t byte = 0; byte <= 255; byte++) {
        ops_DenseNumbers_set_byte(&n, byte);
        ops_DenseNumbers_set_sentinel(&n, 255 - byte);
        CHECK(ops_DenseNumbers_get_byte(&n) == byte && ops_DenseNumbers_get_sentinel(&n) == 255 - byte);
    }
    ops_DenseNumbers_set_full(&n, UINT32_MAX);
    CHECK(ops_DenseNumbers_get_full(&n) == UINT32_MAX && ops_DenseNumbers_get_price_steps(&n) == 1234);
    ops_DenseNumbers_set_full(&n, -1);
    ops_DenseNumbers_set_sentinel(&n, 256);
    ops_DenseNumbers_clear_byte(&n);
    CHECK(ops_DenseNumbers_get_full(&n) == -1 && !ops_DenseNumbers_has_sentinel(&n) && !ops_DenseNumbers_has_byte(&n));
    ops_DenseNumbers_set_truth(&n, false);
    CHECK(!ops_DenseNumbers_get_truth(&n) && ops_DenseNumbers_has_truth(&n));
    ops_DenseNumbers_clear_truth(&n);
    CHECK(!ops_DenseNumbers_has_truth(&n));
    ops_DenseNumbers_set_price(&n, 100000.0);
    ops_DenseNumbers_set_side(&n, ops_Side_sell);
    ops_DenseNumbers_add_counter(&n, 100);
    ops_DenseNumbers_set_alone(&n, 4);
    CHECK(ops_DenseNumbers_get_counter(&n) == 9 && ops_DenseNumbers_get_price_steps(&n) == 10000000);
    CHECK(ops_DenseNumbers_get_side(&n) == ops_Side_sell && ops_DenseNumbers_get_alone(&n) == 4);
    CHECK(ops_DenseNumbers_get_stepped(&n) == 35 && ops_DenseNumbers_get_list(&n, 2) == 2);
    CHECK(ops_DenseNumbers_valid(&n));
}

static void check_arms(void)
{
    ops_DenseArms a;
    ops_DenseArms_init(&a);
    CHECK(ops_DenseArms_which_origin(&a) == ops_DenseArms_origin_number && ops_DenseArms_get_rest(&a) == 4);
    CHECK(ops_DenseArms_get_kind(&a) == ops_Sparse_middle);
    ops_DenseArms_set_origin_third(&a, 1);
    ops_DenseArms_set_origin_right(&a, 255);
    ops_DenseArms_set_origin_left(&a, 998);
    ops_DenseArms_set_by_kind_f(&a, true);
    CHECK(ops_DenseArms_which_origin(&a) == ops_DenseArms_origin_pair && ops_DenseArms_get_rest(&a) == 4);
    CHECK(ops_DenseArms_get_kind(&a) == ops_Sparse_high && ops_DenseArms_get_origin_right(&a) == 255);
    ops_DenseArms_clear_origin_right(&a);
    CHECK(!ops_DenseArms_has_origin_right(&a) && ops_DenseArms_get_origin_third(&a) == 1);
    ops_DenseArms_set_by_kind_c(&a, 4);
    ops_DenseArms_set_by_kind_a(&a, 3);
    CHECK(ops_DenseArms_get_by_kind_b(&a) == 0 && ops_DenseArms_get_by_kind_c(&a) == 4);
    CHECK(ops_DenseArms_get_kind(&a) == ops_Sparse_low && ops_DenseArms_valid(&a));
    ops_DenseArms_values values;
    ops_DenseArms copy;
    ops_DenseArms_unpack(&a, &values);
    CHECK(ops_DenseArms_pack(&copy, &values, NULL) == SLOT_OK && ops_DenseArms_equal(&a, &copy));
    CHECK(ops_DenseArms_make(&copy) == SLOT_OK && ops_DenseArms_get_rest(&copy) == 4);
}

/* What an overlay holds is whatever was put there: digits of it are set as elsewhere, and neighbours stay. */
static void check_overlay(void)
{
    ops_DenseHolder h;
    for (int64_t bits = 0; bits < 256; bits++) {
        ops_DenseHolder_init(&h);
        ops_DenseHolder_set_raw_bits(&h, 0xabcd00 + bits);
        ops_DenseHolder_set_raw_triple_z(&h, 8);
        CHECK(ops_DenseHolder_get_raw_triple_z(&h) == 8 && ops_DenseHolder_get_raw_bits(&h) >> 8 == 0xabcd);
        ops_DenseHolder_set_raw_bits(&h, 0xabcd00 + bits);
        ops_DenseHolder_set_raw_triple_x(&h, 4);
        CHECK(ops_DenseHolder_get_raw_triple_x(&h) == 4 && ops_DenseHolder_get_raw_bits(&h) >> 8 == 0xabcd);
        ops_DenseHolder_set_raw_bits(&h, 0xabcd00 + bits);
        const slot_status status = slot_set_int(&ops_DenseHolder_class, &h, ops_DenseHolder_SLOT_raw_triple_x, 4);
        CHECK(status == SLOT_OK && ops_DenseHolder_get_raw_triple_x(&h) == 4);
        CHECK(ops_DenseHolder_get_raw_bits(&h) >> 8 == 0xabcd);
    }
}

/* Instances in and out of images, whose numbers begin at any bit. */
static void check_images(void)
{
    ops_DenseHolder h;
    ops_DenseHolder_init(&h);
    for (size_t i = 0; i < 3; i++) {
        ops_CompactDerived one;
        ops_CompactDerived_init(&one);
        ops_CompactDerived_set_a(&one, 4);
        ops_CompactDerived_set_b(&one, SLOT_CAST(int64_t, i));
        ops_CompactDerived_set_e(&one, 4);
        ops_DenseHolder_set_all(&h, i, one);
        CHECK(ops_DenseHolder_get_all_a(&h, i) == 4 && ops_DenseHolder_get_all_e(&h, i) == 4);
        ops_DenseHolder_set_all_c(&h, i, 3);
        ops_CompactDerived_set_c(&one, 3);
        const ops_CompactDerived back = ops_DenseHolder_get_all(&h, i);
        CHECK(ops_CompactDerived_equal(&back, &one) && ops_DenseHolder_get_all_d(&h, i) == 1);
    }
    ops_LoneHolder lone;
    ops_LoneHolder_init(&lone);
    CHECK(ops_LoneHolder_get_lone_a(&lone) == 4 && ops_LoneHolder_get_lone_b(&lone) == 1);
    ops_LoneDerived inner = ops_LoneHolder_get_lone(&lone);
    CHECK(ops_LoneDerived_get_a(&inner) == 4 && ops_LoneDerived_get_b(&inner) == 1);
    ops_LoneDerived_set_b(&inner, 2);
    ops_LoneHolder_set_lone(&lone, inner);
    CHECK(ops_LoneHolder_get_lone_a(&lone) == 4 && ops_LoneHolder_get_lone_b(&lone) == 2);
    ops_DenseHolder_set_dates_year(&h, 1, 9999);
    ops_DenseHolder_set_dates_month(&h, 1, 12);
    CHECK(ops_DenseHolder_get_dates_year(&h, 1) == 9999 && !ops_DenseHolder_has_dates(&h, 0));
    CHECK(ops_DenseHolder_get_all_a(&h, 0) == 4 && ops_DenseHolder_valid(&h));
}

void check_dense(void)
{
    check_dates();
    check_trade();
    check_numbers();
    check_arms();
    check_overlay();
    check_images();
}
