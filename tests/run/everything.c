/* SPDX-License-Identifier: MIT */
/*
 * Every generated function family, asserted by hand. Plain C11 that is also C++11, so that the matrix can compile it as both;
 * with SLOT_UNCHECKED it also holds that neighbours survive values that no slot holds.
 */
#include "everything.slots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int passed;
static int failed;
static int violations;
static slot_status last_status;
static slot_value last_value;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (condition) passed++;                                                                                       \
        else failed++, fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                 \
    } while (0)

/* Instead of the library's own, which would abort. */
#ifdef __cplusplus
extern "C"
#endif
    void
    slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    CHECK(type == &shop_Everything_class || type == &shop_Date_class);
    CHECK(slot >= 0 && slot < slot_count(type));
    violations++;
    last_status = status;
    last_value = value != NULL ? *value : slot_unset();
}

static bool bytes_equal(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size) == 0;
}

static void check_init(void)
{
    shop_Everything e;
    shop_Everything_init(&e);
    CHECK(shop_Everything_valid(&e));
    CHECK(shop_Everything_get_small(&e) == 1 && shop_Everything_get_price(&e) == 0);
    CHECK(shop_Everything_get_signed_(&e) == -60 && shop_Everything_get_narrow(&e) == -4);
    CHECK(shop_Everything_get_wide(&e) == INT64_MIN && shop_Everything_get_natural(&e) == 0);
    CHECK(shop_Everything_get_constant(&e) == 7 && shop_Everything_get_truth(&e));
    CHECK(shop_Everything_get_side(&e) == shop_Side_buy && shop_Everything_get_sparse(&e) == shop_Sparse_middle);
    CHECK(shop_Everything_get_holes(&e) == shop_Holes_red);
    CHECK(shop_Everything_get_condition(&e) == (shop_Condition_late | shop_Condition_odd_lot));
    const float tenth = 0.1f; /* by bits: some hosts compare floats in a wider type */
    const float single = shop_Everything_get_single(&e);
    CHECK(bytes_equal(&single, &tenth, sizeof tenth));
    CHECK(!shop_Everything_has_venue(&e) && shop_Everything_get_desk(&e) == 255 &&
          shop_Everything_get_beyond(&e) == -1);
    CHECK(shop_Everything_has_maybe(&e) && !shop_Everything_get_maybe(&e));
    CHECK(shop_Everything_get_maybe_twice(&e) < 0);

    shop_Everything zero;
    memset(&zero, 0, sizeof zero);
    CHECK(shop_Everything_valid(&zero) && shop_Everything_get_wide(&zero) == INT64_MIN);
    shop_Date date;
    memset(&date, 0xee, sizeof date);
    shop_Date_init(&date);
    CHECK(bytes_equal(&date, &zero, sizeof date));
    shop_Everything generic;
    slot_init(&shop_Everything_class, &generic);
    CHECK(bytes_equal(&e, &generic, sizeof e));
}

static void check_integers(void)
{
    shop_Everything e;
    shop_Everything_init(&e);
    const shop_Everything before = e;
    CHECK(shop_Everything_try_set_small(&e, 0) == SLOT_ERANGE && shop_Everything_try_set_small(&e, 13) == SLOT_ERANGE);
    CHECK(shop_Everything_try_set_small(&e, INT64_MIN) == SLOT_ERANGE &&
          shop_Everything_try_set_small(&e, INT64_MAX) == SLOT_ERANGE);
    CHECK(shop_Everything_try_set_small(&e, (INT64_C(1) << 32) + 1) == SLOT_ERANGE);
    CHECK(shop_Everything_try_set_signed_(&e, -49) == SLOT_ERANGE &&
          shop_Everything_try_set_signed_(&e, -101) == SLOT_ERANGE);
    CHECK(shop_Everything_try_set_narrow(&e, 4) == SLOT_ERANGE &&
          shop_Everything_try_set_odd_width(&e, INT64_C(1) << 61) == SLOT_ERANGE);
    CHECK(shop_Everything_try_set_odd_width(&e, -1) == SLOT_ERANGE &&
          shop_Everything_try_set_constant(&e, 8) == SLOT_ERANGE);
    CHECK(bytes_equal(&e, &before, sizeof e));
    CHECK(shop_Everything_try_set_small(&e, 12) == SLOT_OK && shop_Everything_get_small(&e) == 12);
    shop_Everything_set_signed_(&e, -100);
    shop_Everything_set_narrow(&e, 3);
    shop_Everything_set_wide(&e, INT64_MAX);
    shop_Everything_set_natural(&e, UINT64_MAX);
    shop_Everything_set_odd_width(&e, (INT64_C(1) << 61) - 1);
    shop_Everything_set_constant(&e, 7);
    CHECK(shop_Everything_get_signed_(&e) == -100 && shop_Everything_get_narrow(&e) == 3);
    CHECK(shop_Everything_get_wide(&e) == INT64_MAX && shop_Everything_get_natural(&e) == UINT64_MAX);
    CHECK(shop_Everything_get_odd_width(&e) == (INT64_C(1) << 61) - 1 && shop_Everything_get_small(&e) == 12);
    CHECK(shop_Everything_valid(&e));
    CHECK(shop_Everything_price_MAX == 10000000 && shop_Everything_signed__DEFAULT == -60 &&
          shop_Everything_small_BITS == 4);
    CHECK(shop_Everything_wide_MIN == INT64_MIN && shop_Everything_natural_MAX == UINT64_MAX);
    CHECK(shop_busiest == 5000 && shop_half > 0.4 && shop_half < 0.6 && shop_below == -2);
    const shop_Cents cents = shop_Cents_MAX;
    CHECK(cents == shop_Everything_price_MAX && shop_Cents_MIN == 0);
}

static void check_enums_and_flags(void)
{
    shop_Everything e;
    shop_Everything_init(&e);
    shop_Everything_set_side(&e, shop_Side_sell);
    shop_Everything_set_sparse(&e, shop_Sparse_high);
    shop_Everything_set_holes(&e, shop_Holes_blue);
    shop_Everything_set_wide_enum(&e, shop_Wide_last);
    CHECK(shop_Everything_get_side(&e) == shop_Side_sell && shop_Everything_get_sparse(&e) == shop_Sparse_high);
    CHECK(shop_Everything_get_holes(&e) == shop_Holes_blue && shop_Everything_get_wide_enum(&e) == shop_Wide_last);
    CHECK(shop_Everything_try_set_holes(&e, SLOT_CAST(shop_Holes, 3)) == SLOT_ERANGE);
    CHECK(shop_Everything_try_set_sparse(&e, SLOT_CAST(shop_Sparse, 0)) == SLOT_ERANGE);
    CHECK(shop_Everything_try_set_wide_enum(&e, SLOT_CAST(shop_Wide, 99)) == SLOT_ERANGE);
    CHECK(shop_Side_COUNT == 2 && strcmp(shop_Sparse_to_name(shop_Sparse_low), "low") == 0);
    CHECK(shop_Side_to_name(SLOT_CAST(shop_Side, 2)) == NULL);
    shop_Side side = shop_Side_buy;
    CHECK(shop_Side_from_name("sell", 4, &side) == SLOT_OK && side == shop_Side_sell);
    CHECK(shop_Side_from_name("sel", 3, &side) == SLOT_ENAME && side == shop_Side_sell);

    shop_Everything_set_gaps(&e, shop_Gaps_a | shop_Gaps_c);
    CHECK(shop_Everything_get_gaps(&e) == ((UINT64_C(1) << 40) | 1) && shop_Everything_gaps_BITS == 3);
    CHECK(shop_Everything_try_set_gaps(&e, 2) == SLOT_ERANGE);
    shop_Everything_add_gaps(&e, shop_Gaps_b);
    CHECK(shop_Everything_test_gaps(&e, shop_Gaps_a | shop_Gaps_b | shop_Gaps_c) &&
          shop_Everything_get_gaps(&e) == shop_Gaps_ALL);
    shop_Everything_remove_gaps(&e, shop_Gaps_a);
    CHECK(!shop_Everything_test_gaps(&e, shop_Gaps_a | shop_Gaps_b) && shop_Everything_test_gaps(&e, shop_Gaps_b));
    CHECK(!shop_Everything_test_maybe_flags(&e, shop_All_b63));
    shop_Everything_remove_maybe_flags(&e, shop_All_b63);
    CHECK(!shop_Everything_has_maybe_flags(&e));
    shop_Everything_add_maybe_flags(&e, shop_All_b63);
    CHECK(shop_Everything_get_maybe_flags(&e) == UINT64_C(1) << 63 && shop_Everything_valid(&e));
}

static void check_optionals(void)
{
    shop_Everything e;
    shop_Everything_init(&e);
    int32_t number = 77;
    CHECK(shop_Everything_try_get_venue(&e, &number) == SLOT_EUNSET && number == 77);
    CHECK(shop_Everything_get_venue_or(&e, -5) == -5);
    shop_Everything_set_venue(&e, 0);
    CHECK(shop_Everything_has_venue(&e) && shop_Everything_try_get_venue(&e, &number) == SLOT_OK && number == 0);
    CHECK(shop_Everything_try_set_venue(&e, 40) == SLOT_ERANGE && shop_Everything_try_set_venue(&e, -1) == SLOT_ERANGE);
    shop_Everything_clear_venue(&e);
    CHECK(!shop_Everything_has_venue(&e));

    shop_Everything_set_desk(&e, 254);
    CHECK(shop_Everything_get_desk(&e) == 254 && shop_Everything_has_desk(&e));
    CHECK(shop_Everything_try_set_desk(&e, 256) == SLOT_ERANGE && shop_Everything_try_set_desk(&e, -1) == SLOT_ERANGE);
    shop_Everything_set_desk(&e, shop_Everything_desk_UNSET);
    CHECK(!shop_Everything_has_desk(&e) && shop_Everything_get_desk(&e) == 255);
    shop_Everything_set_beyond(&e, 255);
    CHECK(shop_Everything_get_beyond(&e) == 255 && shop_Everything_try_set_beyond(&e, -2) == SLOT_ERANGE);
    CHECK(shop_Everything_try_set_beyond(&e, -1) == SLOT_OK && !shop_Everything_has_beyond(&e));

    shop_Everything_set_maybe_64(&e, INT64_MIN);
    shop_Everything_set_maybe_one(&e, 7);
    shop_Everything_set_maybe_side(&e, shop_Side_buy);
    shop_Everything_set_maybe_sparse(&e, shop_Sparse_low);
    shop_Everything_set_maybe_holes(&e, shop_Holes_green);
    shop_Everything_set_maybe_single(&e, 2.5f);
    CHECK(shop_Everything_has_maybe_64(&e) && shop_Everything_get_maybe_64(&e) == INT64_MIN);
    CHECK(shop_Everything_get_maybe_one(&e) == 7 && shop_Everything_get_maybe_side(&e) == shop_Side_buy);
    CHECK(shop_Everything_get_maybe_sparse(&e) == shop_Sparse_low &&
          shop_Everything_get_maybe_holes(&e) == shop_Holes_green);
    CHECK(shop_Everything_get_maybe_single(&e) > 2 && shop_Everything_valid(&e));
    shop_Everything_clear_maybe_64(&e);
    shop_Everything_clear_maybe_one(&e);
    shop_Everything_clear_maybe_single(&e);
    CHECK(!shop_Everything_has_maybe_64(&e) && !shop_Everything_has_maybe_one(&e) && shop_Everything_valid(&e));
}

static void check_make_and_pack(void)
{
    shop_Date date;
    CHECK(shop_Date_make(&date, 2024, 2, 29) == SLOT_OK && sizeof date == 3 && sizeof(shop_Date4) == 8);
    const shop_Date before = date;
    CHECK(shop_Date_make(&date, 2024, 13, 1) == SLOT_ERANGE && shop_Date_make(&date, 0, 1, 1) == SLOT_ERANGE);
    CHECK(bytes_equal(&date, &before, sizeof date));
    const uint64_t number = shop_Date_to_u64(&date);
    shop_Date other;
    CHECK(shop_Date_from_u64(&other, number) == SLOT_OK && shop_Date_equal(&date, &other));
    CHECK(shop_Date_from_u64(&other, UINT64_C(1) << 24) == SLOT_EFORMAT &&
          shop_Date_from_u64(&other, 0xffffff) == SLOT_EFORMAT);
    CHECK(shop_Date_equal(&date, &other));
    CHECK(shop_Date_make(&other, 2024, 3, 1) == SLOT_OK && shop_Date_compare(&date, &other) < 0);
    CHECK(shop_Date_compare(&other, &date) > 0 && shop_Date_compare(&date, &date) == 0);
    CHECK(shop_Date_hash(&date) != shop_Date_hash(&other) && shop_Date_hash(&date) == shop_Date_hash(&before));
    shop_Eight eight;
    CHECK(shop_Eight_make(&eight, (INT64_C(1) << 60) - 1) == SLOT_OK &&
          shop_Eight_get_a(&eight) == (INT64_C(1) << 60) - 1);
    CHECK(!shop_Eight_has_b(&eight) && sizeof eight == 8 && shop_Eight_valid(&eight));
    shop_Reading reading;
    CHECK(shop_Reading_make(&reading, 1.5f, 9) == SLOT_OK && shop_Reading_get_value(&reading) > 1);

    shop_Everything e;
    shop_Everything_values values;
    shop_Everything_values_init(&values);
    CHECK(values.signed_ == -60 && !values.has_venue && values.desk == 255 && values.has_maybe);
    values.natural = UINT64_MAX;
    values.sparse = shop_Sparse_low;
    values.has_venue = true;
    values.venue = 39;
    values.desk = 254;
    values.beyond = -1;
    values.has_maybe_twice = false;
    int bad_slot = -1;
    CHECK(shop_Everything_pack(&e, &values, &bad_slot) == SLOT_OK && bad_slot == -1 && shop_Everything_valid(&e));
    CHECK(shop_Everything_get_natural(&e) == UINT64_MAX && shop_Everything_get_venue(&e) == 39);
    CHECK(shop_Everything_get_desk(&e) == 254 && !shop_Everything_has_beyond(&e) &&
          !shop_Everything_has_maybe_twice(&e));
    const shop_Everything packed = e;
    shop_Everything_values again;
    shop_Everything_unpack(&e, &again);
    CHECK(shop_Everything_pack(&e, &again, NULL) == SLOT_OK && bytes_equal(&e, &packed, sizeof e));
    again.venue = 40;
    CHECK(shop_Everything_pack(&e, &again, &bad_slot) == SLOT_ERANGE && bad_slot == shop_Everything_SLOT_venue);
    CHECK(bytes_equal(&e, &packed, sizeof e));
    again.has_venue = false;
    again.holes = SLOT_CAST(shop_Holes, 3);
    CHECK(shop_Everything_pack(&e, &again, NULL) == SLOT_ERANGE && bytes_equal(&e, &packed, sizeof e));
}

static int count_visits(void *context, const slot_class *type, int index, const slot_value *value)
{
    int *const count = SLOT_CAST(int *, context);
    CHECK(type == &shop_Everything_class && index == *count && value != NULL);
    return ++*count == 5 ? 42 : 0;
}

static void check_table(void)
{
    shop_Everything e;
    shop_Everything_init(&e);
    CHECK(slot_count(&shop_Everything_class) == shop_Everything_NSLOTS);
    CHECK(strcmp(shop_Everything_class.name, "shop.Everything") == 0 && shop_Everything_class.size == sizeof e);
    int expected = 0;
#define CHECK_NAME(c_name, name, type)                                                                                 \
    CHECK(slot_find(&shop_Everything_class, name, strlen(name)) == expected);                                          \
    CHECK(strcmp(slot_name(&shop_Everything_class, expected), name) == 0);                                             \
    expected++;
    shop_Everything_SLOTS(CHECK_NAME)
        CHECK(slot_find(&shop_Everything_class, "smal", 4) == -1 && slot_find(&shop_Everything_class, "", 0) == -1);
    CHECK(strcmp(slot_unit(&shop_Everything_class, shop_Everything_SLOT_price), "cents") == 0);
    CHECK(slot_unit(&shop_Everything_class, shop_Everything_SLOT_small) == NULL);
    int count = 0;
    CHECK(shop_Everything_visit(&e, count_visits, &count) == 42 && count == 5);
    char text[1000];
    const size_t length = shop_Everything_format(&e, text, sizeof text);
    CHECK(length == strlen(text) && strncmp(text, "shop.Everything{small=1, price=0, signed_=-60, ", 46) == 0);
    CHECK(strcmp(slot_name(&shop_other_class, 0), "year") == 0 && shop_other_SLOT_annee == 0);
    CHECK(shop_Empty_NSLOTS == 0 && sizeof(shop_Empty) == 1 && slot_find(&shop_Empty_class, "x", 1) == -1);
    CHECK(shop_Date_class.layout_id != shop_Date4_class.layout_id);
}

static void check_pool(void)
{
    shop_Everything_pool pool;
    shop_Everything_ref ref = {0};
    shop_Everything_pool_init(&pool);
    for (int i = 0; i < 1000; i++) {
        CHECK(shop_Everything_pool_add(&pool, &ref) == SLOT_OK);
        shop_Everything_set_wide(shop_Everything_pool_at(&pool, ref), i);
    }
    CHECK(shop_Everything_pool_add(&pool, &ref) == SLOT_EFULL &&
          shop_Everything_pool_count(&pool) == shop_Everything_POOL_CAPACITY);
    shop_Everything_ref first = {0};
    first = shop_Everything_pool_next(&pool, first);
    CHECK(shop_Everything_pool_remove(&pool, first) == SLOT_OK && !shop_Everything_pool_has(&pool, first));
    CHECK(shop_Everything_pool_remove(&pool, first) == SLOT_ESTALE);
    int64_t sum = 0;
    shop_Everything_ref at = {0};
    for (at = shop_Everything_pool_next(&pool, at); at.id != 0; at = shop_Everything_pool_next(&pool, at)) {
        sum += shop_Everything_get_wide(shop_Everything_pool_at(&pool, at));
    }
    CHECK(sum == 999 * 500 && shop_Everything_pool_bytes(&pool) > sizeof(shop_Everything) * 999);
    CHECK(shop_Everything_pool_add(&pool, &ref) == SLOT_OK &&
          shop_Everything_get_truth(shop_Everything_pool_at(&pool, ref)));
    shop_Everything_pool_free(&pool);
}

#if SLOT_CHECKED
static void check_violations(void)
{
    shop_Everything e;
    shop_Everything_init(&e);
    const shop_Everything before = e;
    shop_Everything_set_price(&e, -5);
    CHECK(violations == 1 && last_status == SLOT_ERANGE && last_value.kind == SLOT_VALUE_INT &&
          last_value.as.integer == -5);
    shop_Everything_set_gaps(&e, 2);
    CHECK(violations == 2 && last_value.kind == SLOT_VALUE_UINT && last_value.as.natural == 2);
    shop_Everything_set_holes(&e, SLOT_CAST(shop_Holes, 3));
    shop_Everything_set_desk(&e, 300);
    shop_Everything_set_beyond(&e, 300);
    CHECK(violations == 5 && bytes_equal(&e, &before, sizeof e));
    CHECK(shop_Everything_get_venue(&e) == 0 && violations == 6 && last_status == SLOT_EUNSET);
    CHECK(shop_Everything_get_full(&e) == 0 && shop_Everything_get_maybe_sparse(&e) == shop_Sparse_low &&
          violations == 8);
}
#else
/* Unchecked setters mask: whatever is stored, the other slots read as before. */
static void check_violations(void)
{
    for (int64_t value = -70000; value < 70000; value += 13) {
        shop_Date date;
        CHECK(shop_Date_make(&date, 1234, 5, 6) == SLOT_OK);
        shop_Date_set_month(&date, value);
        CHECK(shop_Date_get_year(&date) == 1234 && shop_Date_get_day(&date) == 6);
        shop_Date_set_year(&date, value * 100003);
        CHECK(shop_Date_get_day(&date) == 6);
    }
    CHECK(violations == 0);
}
#endif

int main(void)
{
    check_init();
    check_integers();
    check_enums_and_flags();
    check_optionals();
    check_make_and_pack();
    check_table();
    check_pool();
    check_violations();
    printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
