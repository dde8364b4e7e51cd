/* SPDX-License-Identifier: MIT */
/* Oneofs in their three forms, nested ones, and overlays. */
#include "check.h"

static void check_own(void)
{
    lang_Choices c;
    lang_Choices_init(&c);
    lang_Choices_set_id(&c, 31);
    lang_Choices_set_tail(&c, 3);
    CHECK(lang_Choices_which_own(&c) == lang_Choices_own_number && lang_Choices_own_COUNT == 5);
    CHECK(lang_Choices_has_own_number(&c) && lang_Choices_get_own_number(&c) == 0 && lang_Choices_own_BITS == 3);
    lang_Choices_set_own_number(&c, 1000);
    CHECK(lang_Choices_get_own_number(&c) == 1000 && !lang_Choices_has_own_date(&c));
    REFUSED(CHECK(lang_Choices_get_own_a(&c) == 0), SLOT_EUNSET, lang_Choices_SLOT_own_a);
    REFUSED(CHECK(!lang_Choices_get_own_c(&c, 0)), SLOT_EUNSET, lang_Choices_SLOT_own_c);
    int32_t value = 4;
    CHECK(lang_Choices_try_get_own_c(&c, 0, &value) == SLOT_EUNSET &&
          lang_Choices_read_own_c(&c, &value) == SLOT_EUNSET);
    CHECK(lang_Choices_try_set_own_number(&c, 1001) == SLOT_ERANGE && lang_Choices_get_own_number_or(&c, 1) == 1000);
    lang_Choices_set_own_maybe(&c, 6);
    CHECK(lang_Choices_which_own(&c) == lang_Choices_own_maybe && lang_Choices_get_own_maybe(&c) == 6);
    CHECK(!lang_Choices_has_own_number(&c) && lang_Choices_get_own_number_or(&c, 1) == 1);
    lang_Choices_clear_own_maybe(&c);
    CHECK(lang_Choices_which_own(&c) == lang_Choices_own_maybe && !lang_Choices_has_own_maybe(&c));
    lang_Choices_set_own_number(&c, 895);
    lang_Choices_clear_own_maybe(&c); /* of another arm: nothing to clear */
    lang_Choices_clear_own_a(&c);
    lang_Choices_clear_own_d(&c);
    CHECK(lang_Choices_get_own_number(&c) == 895);
    lang_Choices_set_own_c(&c, 2, 4); /* the group's other slots begin at zero */
    CHECK(lang_Choices_which_own(&c) == lang_Choices_own_group && lang_Choices_get_own_c(&c, 1) == 0);
    CHECK(lang_Choices_get_own_c(&c, 2) == 4 && !lang_Choices_has_own_a(&c) && lang_Choices_get_own_b(&c).length == 0);
    CHECK(!lang_Choices_has_own_d(&c));
    lang_Choices_set_own_b(&c, "xyz", 3);
    lang_Choices_set_own_d_mask(&c, 5);
    CHECK(same_text(lang_Choices_get_own_b(&c), "xyz") && lang_Choices_get_own_d(&c, 2) && lang_Choices_valid(&c));
    lang_Date_set_day(lang_Choices_at_own_date(&c), 9);
    CHECK(lang_Choices_which_own(&c) == lang_Choices_own_date && lang_Choices_view_own_date(&c) != NULL);
    CHECK(lang_Date_get_day(lang_Choices_view_own_date(&c)) == 9 &&
          lang_Date_get_year(lang_Choices_view_own_date(&c)) == 1);
    lang_Choices_switch_own(&c, lang_Choices_own_none);
    CHECK(lang_Choices_which_own(&c) == lang_Choices_own_none && lang_Choices_view_own_date(&c) == NULL);
    CHECK(lang_Choices_try_switch_own(&c, SLOT_CAST(lang_Choices_own, 5)) == SLOT_ERANGE);
    REFUSED(lang_Choices_switch_own(&c, SLOT_CAST(lang_Choices_own, -1)), SLOT_ERANGE, lang_Choices_SLOT_own);
    CHECK(lang_Choices_which_own(&c) == lang_Choices_own_none);
    lang_Choices_set_own_number(&c, 5);
    lang_Choices_switch_own(&c, lang_Choices_own_number);
    CHECK(lang_Choices_get_own_number(&c) == 0);
    CHECK(lang_Choices_get_id(&c) == 31 && lang_Choices_get_tail(&c) == 3 && lang_Choices_valid(&c));
    CHECK(strcmp(lang_Choices_own_to_name(lang_Choices_own_group), "group") == 0);
}

static void check_by(void)
{
    lang_Choices c;
    lang_Choices_init(&c);
    CHECK(lang_Choices_get_side(&c) == lang_Side_buy && lang_Choices_which_by_side(&c) == lang_Choices_by_side_buy);
    lang_Choices_set_by_side_buyer(&c, 65535);
    CHECK(lang_Choices_get_by_side_buyer(&c) == 65535);
    lang_Choices_set_by_side_locate(&c, true);
    CHECK(lang_Choices_get_side(&c) == lang_Side_sell && lang_Choices_get_by_side_seller(&c) == 0);
    CHECK(!lang_Choices_has_by_side_buyer(&c) && lang_Choices_get_by_side_locate(&c));
    lang_Choices_switch_by_side(&c, lang_Choices_by_side_swap);
    CHECK(lang_Choices_get_side(&c) == lang_Side_swap && !lang_Choices_has_by_side_seller(&c));
    CHECK(lang_Choices_try_switch_by_side(&c, SLOT_CAST(lang_Choices_by_side, 3)) == SLOT_ERANGE);
    CHECK(!lang_Choices_has_flag(&c) && lang_Choices_which_by_flag(&c) == lang_Choices_by_flag_NONE);
    lang_Choices_set_by_flag_yes(&c, 9);
    CHECK(lang_Choices_get_flag(&c) && lang_Choices_which_by_flag(&c) == lang_Choices_by_flag_true);
    lang_Choices_switch_by_flag(&c, lang_Choices_by_flag_false);
    CHECK(lang_Choices_has_flag(&c) && !lang_Choices_get_flag(&c) && !lang_Choices_has_by_flag_yes(&c));
    lang_Choices_switch_by_flag(&c, lang_Choices_by_flag_NONE);
    CHECK(!lang_Choices_has_flag(&c) && lang_Choices_valid(&c));
}

static void check_optional(void)
{
    lang_Choices c;
    lang_Choices_init(&c);
    CHECK(lang_Choices_which_perhaps(&c) == lang_Choices_perhaps_NONE && !lang_Choices_has_perhaps_left(&c));
    REFUSED(lang_Choices_which_perhaps_inner(&c), SLOT_EUNSET, lang_Choices_SLOT_perhaps_inner);
    lang_Choices_set_perhaps_left(&c, -64);
    CHECK(lang_Choices_which_perhaps(&c) == lang_Choices_perhaps_left && lang_Choices_get_perhaps_left(&c) == -64);
    lang_Choices_set_perhaps_inner_deep(&c, 31); /* switches from outside in */
    CHECK(lang_Choices_which_perhaps(&c) == lang_Choices_perhaps_right);
    CHECK(lang_Choices_which_perhaps_inner(&c) == lang_Choices_perhaps_inner_deep);
    CHECK(lang_Choices_get_perhaps_inner_deep(&c) == 31 && !lang_Choices_has_perhaps_kind(&c));
    lang_Choices_set_perhaps_nested_mark(&c, 6);
    CHECK(lang_Choices_get_perhaps_kind(&c) == lang_Sparse_low && lang_Choices_get_perhaps_nested_mark(&c) == 6);
    CHECK(lang_Choices_get_perhaps_nested_depth(&c) == 0 && lang_Choices_get_perhaps_inner_deep(&c) == 31);
    lang_Choices_set_perhaps_nested_mark(&c, 7);
    CHECK(!lang_Choices_has_perhaps_nested_mark(&c) && lang_Choices_get_perhaps_nested_mark(&c) == 7);
    lang_Choices_set_perhaps_nested_height(&c, 511);
    CHECK(lang_Choices_which_perhaps_nested(&c) == lang_Choices_perhaps_nested_high);
    REFUSED(lang_Choices_get_perhaps_nested_mark(&c), SLOT_EUNSET, lang_Choices_SLOT_perhaps_nested_mark);
    lang_Date date;
    CHECK(lang_Date_make(&date, 5, 6, 7) == SLOT_OK);
    lang_Choices_set_perhaps_inner_deeper(&c, date);
    CHECK(lang_Choices_has_perhaps_inner_deeper(&c) && lang_Choices_get_perhaps_nested_height(&c) == 511);
    lang_Choices_clear_perhaps_inner_deeper(&c);
    CHECK(lang_Choices_which_perhaps_inner(&c) == lang_Choices_perhaps_inner_deeper && lang_Choices_valid(&c));
    CHECK(lang_Date_get_year(lang_Choices_at_perhaps_inner_deeper(&c)) == 1);
    lang_Choices_switch_perhaps(&c, lang_Choices_perhaps_NONE);
    CHECK(!lang_Choices_has_perhaps_nested_height(&c) && !lang_Choices_has_perhaps_inner_deeper(&c));
    lang_Choices zero;
    lang_Choices_init(&zero);
    CHECK(lang_Choices_equal(&c, &zero) && lang_Choices_valid(&c));
}

static void check_overlay(void)
{
    lang_Choices c;
    lang_Choices_init(&c);
    lang_Choices_set_raw_real(&c, 1.0f);
    CHECK(lang_Choices_get_raw_word(&c) == 0x3f800000u && lang_Choices_get_raw_high(&c) == 0x3f80);
    lang_Choices_set_raw_low(&c, 1);
    CHECK(lang_Choices_get_raw_word(&c) == 0x3f800001u && lang_Choices_valid(&c));
}

void check_choices(void)
{
    check_own();
    check_by();
    check_optional();
    check_overlay();
    CHECK(violations_take() == 0);
}
