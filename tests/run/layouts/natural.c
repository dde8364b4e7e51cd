/* SPDX-License-Identifier: MIT */
/* @layout(natural): the bytes are those of a plain struct of codes, on every host. */
#include "check.h"

/* What a C programmer would have written, largest members first. */
struct date_by_hand {
    uint16_t year;
    uint8_t month, day;
};

static void check_date(void)
{
    ops_NaturalDate date;
    const struct date_by_hand first = {2023, 0, 28};
    const struct date_by_hand second = {1998, 11, 30};
    CHECK(sizeof date == sizeof first && SLOT_ALIGNOF(ops_NaturalDate) == SLOT_ALIGNOF(struct date_by_hand));
    ops_NaturalDate_init(&date);
    CHECK(same_bytes(&date, &first, sizeof date));
    ops_NaturalDate_set_year(&date, 1999);
    ops_NaturalDate_set_month(&date, 12);
    CHECK(ops_NaturalDate_try_set_day(&date, 31) == SLOT_OK && ops_NaturalDate_try_set_day(&date, 32) == SLOT_ERANGE);
    CHECK(same_bytes(&date, &second, sizeof date));
    CHECK(ops_NaturalDate_get_year(&date) == 1999 && ops_NaturalDate_get_month(&date) == 12);
    CHECK(slot_set_int(&ops_NaturalDate_class, &date, ops_NaturalDate_SLOT_year, 2023 + 1) == SLOT_OK);
    CHECK(ops_NaturalDate_get_year(&date) == 2024);
    CHECK(ops_NaturalDate_make(&date, 7) == SLOT_OK && ops_NaturalDate_get_month(&date) == 7);
    CHECK(ops_NaturalDate_get_year(&date) == 2024 && ops_NaturalDate_get_day(&date) == 29);
    const uint64_t number = ops_NaturalDate_to_u64(&date);
    ops_NaturalDate copy;
    CHECK(ops_NaturalDate_from_u64(&copy, number) == SLOT_OK && ops_NaturalDate_equal(&copy, &date));
    /* 2024-07-29 as a little-endian host has it: hashes are the same on every host. */
    const unsigned char little[] = {0xe7, 0x07, 6, 28};
    CHECK(ops_NaturalDate_hash(&date) == slot_hash_bytes(little, sizeof little));
    date.members.day = 31;
    CHECK(!ops_NaturalDate_valid(&date));
}

/* Every code of a new instance, by members. */
static void check_initial_codes(void)
{
    ops_NaturalNumbers numbers;
    ops_NaturalNumbers expected;
    ops_NaturalNumbers_init(&numbers);
    memset(&expected, 0, sizeof expected);
    expected.members.tiny = 3;
    expected.members.word = 999;
    expected.members.medium = 70000;
    expected.members.single = UINT32_C(0x7ffffffe);
    expected.members.long_ = UINT64_C(0x123456789a);
    expected.members.whole = UINT64_C(1) << 63;
    expected.members.natural = UINT64_C(0xfedcba9876543210);
    expected.members.stepped = 7;
    expected.members.price = 1234;
    expected.members.side = 1;
    expected.members.sparse = 3;
    expected.members.condition = 5;
    ops_NaturalNumbers_set_whole(&numbers, 0);
    CHECK(same_bytes(&numbers, &expected, sizeof numbers));
    CHECK(ops_NaturalNumbers_sparse_BITS == 8 && ops_NaturalNumbers_half_BITS == 17);
    CHECK(ops_NaturalNumbers_valid(&numbers));
}

static void check_numbers(void)
{
    ops_NaturalNumbers n;
    ops_NaturalNumbers_init(&n);
    CHECK(ops_NaturalNumbers_get_signed_byte(&n) == -128 && ops_NaturalNumbers_get_word(&n) == -1);
    CHECK(ops_NaturalNumbers_get_single(&n) == -2 && ops_NaturalNumbers_get_whole(&n) == INT64_MIN);
    CHECK(ops_NaturalNumbers_get_long(&n) == INT64_C(0x123456789a) && ops_NaturalNumbers_get_constant(&n) == 7);
    CHECK(ops_NaturalNumbers_get_sentinel(&n) == 255 && ops_NaturalNumbers_get_far(&n) == -1);
    CHECK(ops_NaturalNumbers_get_side(&n) == ops_Side_sell && ops_NaturalNumbers_get_sparse(&n) == ops_Sparse_high);
    CHECK(ops_NaturalNumbers_get_stepped(&n) == 35 && ops_NaturalNumbers_get_price_steps(&n) == 1234);
    CHECK(ops_NaturalNumbers_test_condition(&n, ops_Condition_late | ops_Condition_odd_lot));
    CHECK(!ops_NaturalNumbers_has_half(&n) && !ops_NaturalNumbers_has_optional(&n));
    ops_NaturalNumbers_set_half(&n, 65535);
    ops_NaturalNumbers_set_optional(&n, 39);
    ops_NaturalNumbers_set_sentinel(&n, 254);
    ops_NaturalNumbers_set_far(&n, 999);
    ops_NaturalNumbers_set_truth(&n, true);
    ops_NaturalNumbers_set_signed_byte(&n, 127);
    ops_NaturalNumbers_set_word(&n, 1000);
    ops_NaturalNumbers_set_single(&n, INT32_MAX);
    CHECK(n.members.half == 65535 && n.members.optional == 40 && n.members.sentinel == 255 && n.members.far_ == 1000);
    CHECK(n.members.truth == 1 && n.members.signed_byte == 255 && n.members.word == 2000);
    CHECK(n.members.single == UINT32_MAX && ops_NaturalNumbers_valid(&n));
    int64_t integer = 0;
    CHECK(slot_get_int(&ops_NaturalNumbers_class, &n, ops_NaturalNumbers_SLOT_single, &integer) == SLOT_OK);
    CHECK(integer == INT32_MAX);
    CHECK(slot_set_int(&ops_NaturalNumbers_class, &n, ops_NaturalNumbers_SLOT_long, 0x1020304) == SLOT_OK);
    CHECK(n.members.long_ == 0x1020304 && ops_NaturalNumbers_get_long(&n) == 0x1020304);
    CHECK(slot_clear(&ops_NaturalNumbers_class, &n, ops_NaturalNumbers_SLOT_half) == SLOT_OK);
    CHECK(n.members.half == 0 && !ops_NaturalNumbers_has_half(&n));
    ops_NaturalNumbers_clear_optional(&n);
    CHECK(n.members.optional == 0 && ops_NaturalNumbers_get_optional_or(&n, -1) == -1);
    ops_NaturalNumbers_values values;
    ops_NaturalNumbers copy;
    int bad_slot = -1;
    ops_NaturalNumbers_unpack(&n, &values);
    CHECK(values.single == INT32_MAX && values.far_ == 999 && values.sparse == ops_Sparse_high && !values.has_half);
    memset(&copy, 0xa5, sizeof copy);
    CHECK(ops_NaturalNumbers_pack(&copy, &values, &bad_slot) == SLOT_OK && same_bytes(&copy, &n, sizeof n));
    /* What no value has must not be read beyond the table of an enum's values. */
    n.members.sparse = 255;
    ops_NaturalNumbers_get_sparse(&n);
    CHECK(!ops_NaturalNumbers_valid(&n));
}

static void check_kinds(void)
{
    ops_NaturalKinds k;
    ops_NaturalKinds_init(&k);
    double number = 0.5;
    uint64_t pattern;
    memcpy(&pattern, &k.members.double_, sizeof pattern);
    CHECK(pattern == slot_bits_of_double(1234567.125) && k.members.single == slot_bits_of_float(-0.25f));
    CHECK(k.members.half == 0x3e00);
    ops_NaturalKinds_set_aligned(&k, &number);
    CHECK(k.members.aligned == SLOT_POINTER_TO_WORD(&number) >> 3 && ops_NaturalKinds_get_aligned(&k) == &number);
    ops_NaturalKinds_set_word(&k, ops_names_id_of(100));
    ops_NaturalKinds_set_next(&k, ops_NaturalKinds_ref_of(1000));
    CHECK(k.members.word == 100 && k.members.next == 1000);
    ops_NaturalKinds_set_anything(&k, slot_from_int(-3));
    slot_value value;
    CHECK(slot_get(&ops_NaturalKinds_class, &k, ops_NaturalKinds_SLOT_anything, &value) == SLOT_OK);
    CHECK(value.kind == SLOT_VALUE_INT && value.as.integer == -3 && ops_NaturalKinds_valid(&k));
    ops_NaturalKinds_set_aligned(&k, NULL);
}

static void check_arrays(void)
{
    ops_NaturalArrays a;
    ops_NaturalArrays_init(&a);
    const uint32_t at = ops_NaturalArrays_class.descriptors[ops_NaturalArrays_SLOT_shorts].window;
    const unsigned shift = ops_NaturalArrays_class.descriptors[ops_NaturalArrays_SLOT_shorts].shift & 127;
    uint16_t shorts[3];
    memcpy(shorts, a.bytes + at + shift / 8, sizeof shorts);
    CHECK(shorts[0] == 1 && shorts[1] == 2 && shorts[2] == 300);
    CHECK(ops_NaturalArrays_get_shorts(&a, 2) == 300 && ops_NaturalArrays_get_bits(&a, 2));
    CHECK(!ops_NaturalArrays_get_bits(&a, 4) && !ops_NaturalArrays_has_all(&a));
    ops_NaturalArrays_set_maybe(&a, 1, 0, 70000);
    ops_NaturalArrays_set_all(&a, 1, 0xabcd);
    ops_NaturalArrays_set_present(&a, 2, 9);
    ops_NaturalArrays_set_shorts(&a, 1, 258);
    CHECK(ops_NaturalArrays_has_maybe(&a, 1, 0) && !ops_NaturalArrays_has_maybe(&a, 0, 1));
    slot_value value;
    CHECK(slot_get_at(&ops_NaturalArrays_class, &a, ops_NaturalArrays_SLOT_maybe, 2, &value) == SLOT_OK);
    CHECK(value.kind == SLOT_VALUE_INT && value.as.integer == 70000);
    CHECK(slot_get_at(&ops_NaturalArrays_class, &a, ops_NaturalArrays_SLOT_all, 1, &value) == SLOT_OK);
    CHECK(value.as.integer == 0xabcd);
    CHECK(slot_set_at(&ops_NaturalArrays_class, &a, ops_NaturalArrays_SLOT_all, 0, slot_from_int(77)) == SLOT_OK);
    uint32_t all[2];
    CHECK(ops_NaturalArrays_get_all(&a, 0) == 77 && ops_NaturalArrays_get_shorts(&a, 1) == 258);
    CHECK(sizeof all[0] == sizeof ops_NaturalArrays_get_all(&a, 0) && ops_NaturalArrays_valid(&a));
    ops_NaturalArrays_clear_all(&a);
    CHECK(!ops_NaturalArrays_has_all(&a) && ops_NaturalArrays_valid(&a));
    CHECK(ops_NaturalArrays_get_bits_mask(&a) == 0xd && ops_NaturalArrays_try_set_bits_mask(&a, 0x20) == SLOT_ERANGE);
    ops_NaturalArrays_set_bits_mask(&a, 0x12);
    CHECK(ops_NaturalArrays_get_bits_mask(&a) == 0x12 && ops_NaturalArrays_get_bits(&a, 4) &&
          ops_NaturalArrays_valid(&a));
    CHECK(!ops_NaturalArrays_get_bits(&a, 0) && ops_NaturalArrays_get_bits(&a, 1) &&
          !ops_NaturalArrays_get_bits(&a, 3));
}

static void check_arms(void)
{
    ops_NaturalArms a;
    ops_NaturalArms_init(&a);
    CHECK(ops_NaturalArms_which_by_kind(&a) == ops_NaturalArms_by_kind_low);
    CHECK(ops_NaturalArms_get_by_kind_low_word(&a) == 513 && ops_NaturalArms_valid(&a));
    ops_NaturalArms_set_origin_number(&a, 0x01020304);
    uint32_t number;
    memcpy(&number, a.bytes + ops_NaturalArms_class.descriptors[ops_NaturalArms_SLOT_origin_number].window, 4);
    CHECK(ops_NaturalArms_get_origin_number(&a) == 0x01020304);
    CHECK(ops_NaturalArms_class.descriptors[ops_NaturalArms_SLOT_origin_number].width == 32);
    int64_t integer;
    CHECK(slot_get_int(&ops_NaturalArms_class, &a, ops_NaturalArms_SLOT_origin_number, &integer) == SLOT_OK);
    CHECK(integer == 0x01020304);
    ops_NaturalArms_set_by_kind_rest(&a, 1, 5000000);
    ops_NaturalArms_set_origin_wide(&a, 1, UINT64_MAX);
    CHECK(ops_NaturalArms_get_by_kind_rest(&a, 1) == 5000000 && ops_NaturalArms_get_origin_wide(&a, 0) == 0);
    CHECK(ops_NaturalArms_valid(&a) && number != 0);
}

static void check_overlay(void)
{
    ops_NaturalOverlay overlay;
    ops_NaturalOverlay_init(&overlay);
    ops_NaturalOverlay_set_raw_word(&overlay, 0x0102);
    const slot_text text = ops_NaturalOverlay_get_raw_bytes(&overlay);
    const uint16_t word = 0x0102;
    CHECK(text.length == 2 && same_bytes(text.data, &word, 2) && ops_NaturalOverlay_valid(&overlay));
    ops_NaturalOverlay_set_raw_bytes(&overlay, "\xff\xfe", 2); /* of the units of bools, too */
    CHECK(ops_NaturalOverlay_get_raw_flag(&overlay));
    CHECK(ops_NaturalOverlay_get_raw_few(&overlay, 0) && !ops_NaturalOverlay_get_raw_few(&overlay, 1));
    CHECK(ops_NaturalOverlay_hash(&overlay) == slot_hash_bytes(&overlay, sizeof overlay));
}

/* A base keeps its bits, a class by value its bytes; whatever is made by the table is made by init too. */
static void check_classes(void)
{
    ops_CompactBase base;
    ops_NaturalDerived derived;
    ops_CompactAgain again;
    ops_Holder holder;
    ops_CompactBase_init(&base);
    ops_NaturalDerived_init(&derived);
    ops_CompactAgain_init(&again);
    CHECK(same_bytes(&base, &derived, sizeof base) && same_bytes(&derived, &again, sizeof derived));
    CHECK(derived.members.c == 9 && again.members.c == 9 && ops_CompactAgain_get_f(&again) == 1);
    ops_NaturalDerived_set_d(ops_CompactAgain_as_NaturalDerived(&again), 300);
    CHECK(again.members.d == 300 && ops_CompactAgain_get_d(&again) == 300);
    ops_Holder_init(&holder);
    CHECK(ops_NaturalDate_get_year(ops_Holder_view_dates(&holder, 2)) == 2024 && ops_Holder_valid(&holder));
    ops_NaturalDate_set_year(ops_Holder_at_date(&holder), 515);
    CHECK((ops_Holder_class.flags & SLOT_CLASS_HOST_ORDER) != 0 && (ops_Date_class.flags & SLOT_CLASS_HOST_ORDER) == 0);
    ops_Wide wide;
    ops_Wide_init(&wide);
    CHECK(sizeof wide == 32 && SLOT_ALIGNOF(ops_Wide) == 32 && wide.members.a == 258 && wide.members.slot_rest_4_ == 0);
    ops_Fixed fixed;
    ops_Fixed_init(&fixed);
    CHECK(fixed.members.a == 2 && fixed.members.b == 3 && ops_Fixed_get_b(&fixed) == 3);
}

void check_natural(void)
{
    check_date();
    check_initial_codes();
    check_numbers();
    check_kinds();
    check_arrays();
    check_arms();
    check_overlay();
    check_classes();
}
