/* SPDX-License-Identifier: MIT */
/* Every accessor of every construct of language.slots, asserted by hand: the main program and the numbers. */
#include "check.h"

#include <stdlib.h>

int passed;
int failed;
int violations;
slot_status last_status;
int last_slot;
slot_value last_value;

int violations_take(void)
{
    const int count = violations;
    violations = 0;
    return count;
}

/* Instead of the library's own, which would abort. */
#ifdef __cplusplus
extern "C"
#endif
    void
    slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    CHECK(slot >= 0 && slot < slot_count(type));
    violations++;
    last_slot = slot;
    last_status = status;
    last_value = value != NULL ? *value : slot_unset();
}

static void check_cents(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    CHECK(same_double(lang_Numbers_get_cents(&n), 12.34) && lang_Numbers_get_cents_steps(&n) == 1234);
    CHECK(same_double(lang_Numbers_cents_DEFAULT, 12.34) && same_double(lang_Cents_MAX, 100000.0));
    CHECK(same_double(lang_Numbers_cents_STEP, 0.01) && lang_Numbers_cents_MAX_STEPS == 10000000);
    int wrong = 0;
    for (int64_t cents = 0; cents <= 10000000; cents++) {
        const double value = SLOT_CAST(double, cents) / 100.0;
        lang_Numbers_set_cents(&n, value);
        if (lang_Numbers_get_cents_steps(&n) != cents || !same_double(lang_Numbers_get_cents(&n), value)) wrong++;
    }
    CHECK(wrong == 0);
    lang_Numbers_set_cents(&n, 1.004999);
    CHECK(lang_Numbers_get_cents_steps(&n) == 100);
    CHECK(lang_Numbers_try_set_cents(&n, 100000.004) == SLOT_OK && lang_Numbers_get_cents_steps(&n) == 10000000);
    CHECK(lang_Numbers_try_set_cents(&n, 100000.01) == SLOT_ERANGE);
    CHECK(lang_Numbers_try_set_cents(&n, slot_double_of_bits(UINT64_C(0x7ff8000000000000))) == SLOT_ERANGE);
    CHECK(lang_Numbers_try_set_cents_steps(&n, -1) == SLOT_ERANGE);
    CHECK(lang_Numbers_try_set_cents_steps(&n, INT64_MIN) == SLOT_ERANGE);
    CHECK(lang_Numbers_try_set_cents_steps(&n, 7) == SLOT_OK && same_double(lang_Numbers_get_cents(&n), 0.07));
    REFUSED(lang_Numbers_set_cents(&n, -0.01), SLOT_ERANGE, lang_Numbers_SLOT_cents);
    REFUSED(lang_Numbers_set_cents_steps(&n, 10000001), SLOT_ERANGE, lang_Numbers_SLOT_cents);
    CHECK(lang_Numbers_get_cents_steps(&n) == 7 && lang_Numbers_valid(&n));
}

static void check_steps(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    CHECK(lang_Numbers_get_fives(&n) == 15 && lang_Numbers_fives_STEP == 5 && lang_Fives_STEP == 5);
    lang_Numbers_set_fives(&n, -10);
    CHECK(lang_Numbers_get_fives(&n) == -10);
    for (int64_t value = -300; value < 300; value++) {
        const bool fits = value >= -10 && value <= 100 && (value + 10) % 5 == 0;
        CHECK((lang_Numbers_try_set_fives(&n, value) == SLOT_OK) == fits);
        if (fits) CHECK(lang_Numbers_get_fives(&n) == value);
    }
    CHECK(lang_Numbers_try_set_fives(&n, INT64_MIN) == SLOT_ERANGE);
    CHECK(lang_Numbers_try_set_fives(&n, INT64_MAX) == SLOT_ERANGE);
    REFUSED(lang_Numbers_set_fives(&n, 11), SLOT_ERANGE, lang_Numbers_SLOT_fives);
    CHECK(!lang_Numbers_has_fives_q(&n));
    lang_Numbers_set_fives_q(&n, 0);
    CHECK(lang_Numbers_has_fives_q(&n) && lang_Numbers_get_fives_q(&n) == 0);
    CHECK(lang_Numbers_try_set_fives_q(&n, 95) == SLOT_OK && lang_Numbers_get_fives_q_or(&n, 1) == 95);
    CHECK(lang_Numbers_try_set_fives_q(&n, 96) == SLOT_ERANGE && lang_Numbers_try_set_fives_q(&n, -5) == SLOT_ERANGE);
    lang_Numbers_clear_fives_q(&n);
    REFUSED(lang_Numbers_get_fives_q(&n), SLOT_EUNSET, lang_Numbers_SLOT_fives_q);
    CHECK(!lang_Numbers_has_ratio(&n));
    CHECK(lang_Numbers_try_set_ratio(&n, -1.0) == SLOT_OK && lang_Numbers_get_ratio_steps(&n) == 0);
    CHECK(lang_Numbers_try_set_ratio(&n, 125.0 / 127) == SLOT_OK);
    CHECK(same_double(lang_Numbers_get_ratio(&n), 125.0 / 127) && lang_Numbers_get_ratio_steps(&n) == 63);
    lang_Numbers_clear_ratio(&n);
    REFUSED(lang_Numbers_get_ratio_steps(&n), SLOT_EUNSET, lang_Numbers_SLOT_ratio);
    lang_Numbers_set_thirds(&n, 1.1);
    CHECK(same_double(lang_Numbers_get_thirds(&n), 7.0 / 6) && lang_Numbers_get_thirds_steps(&n) == 1);
    lang_Numbers_set_large(&n, UINT64_C(18446744073709551610));
    CHECK(lang_Numbers_get_large(&n) == UINT64_C(18446744073709551610));
    CHECK(lang_Numbers_try_set_large(&n, UINT64_MAX) == SLOT_ERANGE);
    CHECK(lang_Numbers_valid(&n));
}

static void check_halves(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    CHECK(same_double(lang_Numbers_get_half(&n), 0.5) && !lang_Numbers_has_half_q(&n));
    lang_Numbers_set_half(&n, 65504.0f);
    CHECK(same_double(lang_Numbers_get_half(&n), 65504.0));
    lang_Numbers_set_half(&n, 1e9f);
    CHECK(lang_Numbers_get_half(&n) > 1e30f);
    CHECK(lang_Numbers_try_set_half_q(&n, -0.25f) == SLOT_OK && same_double(lang_Numbers_get_half_q(&n), -0.25));
    lang_Numbers_clear_half_q(&n);
    CHECK(!lang_Numbers_has_half_q(&n) && lang_Numbers_valid(&n));
}

static void check_handles(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    CHECK(lang_Numbers_get_symbol(&n).id == 0 && lang_Numbers_get_self(&n).id == 0);
    lang_Numbers_set_symbol(&n, lang_tickers_id_of(5000));
    CHECK(lang_Numbers_get_symbol(&n).id == 5000);
    CHECK(lang_Numbers_try_set_symbol(&n, lang_tickers_id_of(5001)) == SLOT_ERANGE);
    REFUSED(lang_Numbers_set_symbol(&n, lang_tickers_id_of(8191)), SLOT_ERANGE, lang_Numbers_SLOT_symbol);
    CHECK(lang_Numbers_try_set_tiny(&n, lang_few_id_of(3)) == SLOT_OK);
    CHECK(lang_Numbers_try_set_tiny(&n, lang_few_id_of(4)) == SLOT_ERANGE && lang_Numbers_get_tiny(&n).id == 3);
    lang_Numbers_set_self(&n, lang_Numbers_ref_of(16777215));
    CHECK(lang_Numbers_get_self(&n).id == 16777215 && lang_Numbers_self_BITS == 24);
    CHECK(lang_Numbers_try_set_self(&n, lang_Numbers_ref_of(16777216)) == SLOT_ERANGE);
    lang_Numbers_set_other(&n, lang_Other_ref_of(2));
    CHECK(lang_Numbers_get_other(&n).id == 2 && lang_Numbers_other_BITS == 2);
    CHECK(lang_Numbers_valid(&n));
}

/* Addresses that are never read: aligned ones, and others. */
static void check_pointers(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    static double number;
    static char block[3 * 4096];
    void *const place = block;
    CHECK(lang_Numbers_get_foo(&n) == NULL && lang_Numbers_get_raw(&n) == NULL);
    lang_Numbers_set_number(&n, &number);
    CHECK(lang_Numbers_get_number(&n) == &number);
    lang_Numbers_set_foo(&n, SLOT_CAST(struct foo *, place));
    CHECK(lang_Numbers_get_foo(&n) == place);
    const size_t over = SLOT_CAST(size_t, SLOT_POINTER_TO_WORD(block) & 4095);
    void *const page = block + (4096 - over);
    lang_Numbers_set_raw(&n, page);
    CHECK(lang_Numbers_get_raw(&n) == page && lang_Numbers_raw_BITS == 52);
    CHECK(lang_Numbers_try_set_raw(&n, block + (4097 - over)) == SLOT_ERANGE);
    const void *const odd = block + (4100 - over);
    CHECK(lang_Numbers_try_set_bar(&n, SLOT_CAST(const union bar *, odd)) == SLOT_ERANGE);
    REFUSED(lang_Numbers_set_bar(&n, SLOT_CAST(const union bar *, odd)), SLOT_ERANGE, lang_Numbers_SLOT_bar);
    lang_Numbers_set_bar(&n, SLOT_CAST(const union bar *, page));
    CHECK(lang_Numbers_get_bar(&n) == page && lang_Numbers_get_number(&n) == &number && lang_Numbers_valid(&n));
}

static void check_counters(void)
{
    lang_Numbers n;
    lang_Numbers_init(&n);
    lang_Numbers_add_count(&n, 5);
    CHECK(lang_Numbers_get_count(&n) == 15);
    lang_Numbers_add_count(&n, INT64_MAX);
    CHECK(lang_Numbers_get_count(&n) == 1000);
    lang_Numbers_add_count(&n, INT64_MIN);
    CHECK(lang_Numbers_get_count(&n) == 0);
    lang_Numbers_clamp_count(&n, 2000);
    CHECK(lang_Numbers_get_count(&n) == 1000);
    lang_Numbers_clamp_count(&n, -1);
    CHECK(lang_Numbers_get_count(&n) == 0);
    lang_Numbers_clamp_count(&n, 17);
    CHECK(lang_Numbers_get_count(&n) == 17);
    lang_Numbers_set_signed_(&n, -5);
    lang_Numbers_add_signed_(&n, INT64_MIN);
    CHECK(lang_Numbers_get_signed_(&n) == INT64_MIN);
    lang_Numbers_add_signed_(&n, INT64_MAX);
    CHECK(lang_Numbers_get_signed_(&n) == -1);
    lang_Numbers_add_signed_(&n, INT64_MAX);
    lang_Numbers_add_signed_(&n, INT64_MAX);
    CHECK(lang_Numbers_get_signed_(&n) == INT64_MAX);
    lang_Numbers_add_natural(&n, UINT64_MAX);
    lang_Numbers_add_natural(&n, 3);
    CHECK(lang_Numbers_get_natural(&n) == UINT64_MAX);
    lang_Numbers_clamp_natural(&n, 9);
    CHECK(lang_Numbers_get_natural(&n) == 9);
    static const int expected[][2] = {{-100, -20}, {-16, -20}, {-15, -10}, {-14, -10}, {4, 0},
                                      {5, 10},     {24, 20},   {25, 30},   {29, 30},   {77, 30}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        lang_Numbers_clamp_stepped(&n, expected[i][0]);
        CHECK(lang_Numbers_get_stepped(&n) == expected[i][1]);
    }
    lang_Numbers_set_stepped(&n, -20);
    lang_Numbers_add_stepped(&n, 26);
    CHECK(lang_Numbers_get_stepped(&n) == 10 && lang_Numbers_valid(&n));
}

void check_numbers(void)
{
    check_cents();
    check_steps();
    check_halves();
    check_handles();
    check_pointers();
    check_counters();
    CHECK(violations_take() == 0);
}

int main(void)
{
    check_numbers();
    check_arrays();
    check_blobs();
    check_boxes();
    check_choices();
    check_inlines();
    check_classes();
    check_mirrors();
    printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
