/* SPDX-License-Identifier: MIT */
/* Classes bit by bit: slot by slot and as values, in arrays, optional, and in arms. */
#include "check.h"

static lang_Date date_of(int year, int month, int day)
{
    lang_Date date;
    CHECK(lang_Date_make(&date, year, month, day) == SLOT_OK);
    return date;
}

static bool is_date(lang_Date date, int year, int month, int day)
{
    return lang_Date_get_year(&date) == year && lang_Date_get_month(&date) == month && lang_Date_get_day(&date) == day;
}

static void check_dates(void)
{
    lang_Inlines n;
    lang_Inlines_init(&n);
    lang_Inlines_set_lead(&n, 7);
    lang_Inlines_set_tail(&n, 3);
    lang_Inlines_set_date_year(&n, 2024);
    lang_Inlines_set_date_day(&n, 31);
    CHECK(is_date(lang_Inlines_get_date(&n), 2024, 1, 31));
    lang_Inlines_set_date(&n, date_of(9999, 12, 30));
    CHECK(lang_Inlines_get_date_year(&n) == 9999 && lang_Inlines_get_date_month(&n) == 12);
    CHECK(lang_Inlines_try_set_date_month(&n, 13) == SLOT_ERANGE && lang_Inlines_get_date_day(&n) == 30);

    CHECK(!lang_Inlines_has_date_q(&n) && !lang_Inlines_has_date_q_year(&n));
    REFUSED(lang_Inlines_get_date_q(&n), SLOT_EUNSET, lang_Inlines_SLOT_date_q);
    REFUSED(CHECK(lang_Inlines_get_date_q_year(&n) == 1), SLOT_EUNSET, lang_Inlines_SLOT_date_q_year);
    lang_Inlines_set_date_q_month(&n, 5);
    CHECK(lang_Inlines_has_date_q(&n) && is_date(lang_Inlines_get_date_q(&n), 1, 5, 1));
    lang_Date date = date_of(1, 1, 1);
    CHECK(lang_Inlines_try_get_date_q(&n, &date) == SLOT_OK && is_date(date, 1, 5, 1));
    lang_Inlines_clear_date_q(&n);
    CHECK(lang_Inlines_try_get_date_q(&n, &date) == SLOT_EUNSET && is_date(date, 1, 5, 1));
    CHECK(is_date(lang_Inlines_get_date_q_or(&n, date_of(3, 3, 3)), 3, 3, 3));
    CHECK(lang_Inlines_try_set_date_q(&n, date_of(4, 5, 6)) == SLOT_OK && lang_Inlines_get_date_q_day(&n) == 6);
    CHECK(lang_Inlines_get_lead(&n) == 7 && lang_Inlines_get_tail(&n) == 3 && lang_Inlines_valid(&n));
}

static void check_arrays_of_dates(void)
{
    lang_Inlines n;
    lang_Inlines_init(&n);
    for (int i = 0; i < 3; i++) lang_Inlines_set_dates(&n, SLOT_CAST(size_t, i), date_of(100 + i, 1 + i, 2 + i));
    CHECK(lang_Inlines_get_dates_year(&n, 1) == 101 && is_date(lang_Inlines_get_dates(&n, 2), 102, 3, 4));
    lang_Inlines_set_dates_month(&n, 0, 12);
    lang_Date dates[3];
    CHECK(lang_Inlines_read_dates(&n, dates) == SLOT_OK && is_date(dates[0], 100, 12, 2) &&
          is_date(dates[1], 101, 2, 3));
    int32_t years[3];
    CHECK(lang_Inlines_read_dates_year(&n, years) == SLOT_OK && years[2] == 102);
    years[2] = 10000;
    CHECK(lang_Inlines_write_dates_year(&n, years) == SLOT_ERANGE && lang_Inlines_get_dates_year(&n, 2) == 102);
    dates[2] = date_of(7, 7, 7);
    CHECK(lang_Inlines_write_dates(&n, dates) == SLOT_OK && lang_Inlines_get_dates_day(&n, 2) == 7);
    CHECK(lang_Inlines_try_set_dates(&n, 3, dates[0]) == SLOT_EARG &&
          lang_Inlines_try_set_dates_day(&n, 3, 1) == SLOT_EARG);
    REFUSED(lang_Inlines_get_dates(&n, 3), SLOT_EARG, lang_Inlines_SLOT_dates_year);

    CHECK(!lang_Inlines_has_some(&n, 0) && !lang_Inlines_has_some(&n, 1));
    lang_Inlines_set_some_day(&n, 1, 30);
    CHECK(!lang_Inlines_has_some(&n, 0) && lang_Inlines_has_some(&n, 1) && lang_Inlines_get_some_day(&n, 1) == 30);
    REFUSED(lang_Inlines_get_some(&n, 0), SLOT_EUNSET, lang_Inlines_SLOT_some);
    REFUSED(lang_Inlines_has_some(&n, 2), SLOT_EARG, lang_Inlines_SLOT_some);
    lang_Inlines_set_some(&n, 0, date_of(5, 5, 5));
    lang_Inlines_clear_some(&n, 1);
    CHECK(lang_Inlines_get_some_year(&n, 0) == 5 && !lang_Inlines_has_some_year(&n, 1));

    CHECK(!lang_Inlines_has_whole(&n) && !lang_Inlines_has_whole_year(&n, 0));
    lang_Inlines_set_whole_month(&n, 1, 8);
    CHECK(lang_Inlines_has_whole(&n) && is_date(lang_Inlines_get_whole(&n, 1), 1, 8, 1));
    CHECK(is_date(lang_Inlines_get_whole(&n, 0), 1, 1, 1) && lang_Inlines_read_whole(&n, dates) == SLOT_OK);
    CHECK(is_date(dates[1], 1, 8, 1));
    lang_Inlines_clear_whole(&n);
    CHECK(!lang_Inlines_has_whole(&n) && lang_Inlines_read_whole(&n, dates) == SLOT_EUNSET && lang_Inlines_valid(&n));
}

static lang_Inner inner_of(int x)
{
    lang_Inner inner;
    lang_Inner_init(&inner);
    lang_Inner_set_x(&inner, x);
    lang_Inner_set_pick_q(&inner, 15);
    lang_Inner_set_list(&inner, 1, 6);
    lang_Inner_set_label(&inner, "ab", 2);
    lang_Inner_set_opt(&inner, 255);
    return inner;
}

static void check_inner(void)
{
    lang_Inlines n;
    lang_Inlines_init(&n);
    const lang_Inner six = inner_of(6);
    lang_Inlines_set_inner(&n, six);
    CHECK(lang_Inlines_get_inner_x(&n) == 6 && lang_Inlines_which_inner_pick(&n) == lang_Inner_pick_two);
    CHECK(lang_Inlines_get_inner_pick_q(&n) == 15 && lang_Inlines_get_inner_list(&n, 1) == 6);
    CHECK(same_text(lang_Inlines_get_inner_label(&n), "ab") && lang_Inlines_get_inner_opt(&n) == 255);
    lang_Inner got = lang_Inlines_get_inner(&n);
    CHECK(same_bytes(&got, &six, sizeof got));
    lang_Inlines_set_inner_pick_one(&n, 5);
    got = lang_Inlines_get_inner(&n);
    CHECK(lang_Inner_which_pick(&got) == lang_Inner_pick_one && lang_Inner_get_pick_one(&got) == 5);
    CHECK(lang_Inner_valid(&got));

    CHECK(!lang_Inlines_has_inner_q(&n) && !lang_Inlines_has_inner_q_pick_one(&n));
    lang_Inlines_set_inner_q_pick_p(&n, true);
    CHECK(lang_Inlines_has_inner_q(&n) && lang_Inlines_which_inner_q_pick(&n) == lang_Inner_pick_two);
    lang_Inlines_set_inner_q(&n, six);
    lang_Inlines_clear_inner_q(&n);
    CHECK(!lang_Inlines_has_inner_q_label(&n) && lang_Inlines_valid(&n));

    lang_Inlines_set_inners(&n, 0, inner_of(1));
    lang_Inlines_set_inners(&n, 1, inner_of(2));
    got = lang_Inlines_get_inners(&n, 1);
    CHECK(lang_Inner_get_x(&got) == 2 && lang_Inner_valid(&got));
    lang_Inlines_set_inners_pick_one(&n, 0, 7);
    CHECK(lang_Inlines_which_inners_pick(&n, 0) == lang_Inner_pick_one);
    CHECK(lang_Inlines_which_inners_pick(&n, 1) == lang_Inner_pick_two && lang_Inlines_get_inners_pick_one(&n, 0) == 7);
    lang_Inlines_set_inners_list(&n, 1, 0, 3);
    CHECK(lang_Inlines_get_inners_list(&n, 1, 0) == 3 && lang_Inlines_get_inners_list(&n, 1, 1) == 6);
    int32_t lists[4];
    CHECK(lang_Inlines_read_inners_list(&n, lists) == SLOT_OK && lists[1] == 6 && lists[2] == 3 && lists[3] == 6);
    lang_Inlines_clear_inners_opt(&n, 0);
    CHECK(!lang_Inlines_has_inners_opt(&n, 0) && lang_Inlines_has_inners_opt(&n, 1));
    REFUSED(lang_Inlines_which_inners_pick(&n, 2), SLOT_EARG, lang_Inlines_SLOT_inners_pick);
    CHECK(lang_Inlines_valid(&n));
}

static void check_arms(void)
{
    lang_Inlines n;
    lang_Inlines_init(&n);
    CHECK(lang_Inlines_which_arm(&n) == lang_Inlines_arm_there && is_date(lang_Inlines_get_arm_there(&n), 1, 1, 1));
    lang_Inlines_set_arm_there(&n, date_of(8, 8, 8));
    CHECK(lang_Inlines_get_arm_there_year(&n) == 8);
    lang_Inlines_set_arm_other_x(&n, 3);
    CHECK(lang_Inlines_which_arm(&n) == lang_Inlines_arm_other && lang_Inlines_has_arm_other(&n));
    CHECK(lang_Inlines_get_arm_other_x(&n) == 3 && lang_Inlines_which_arm_other_pick(&n) == lang_Inner_pick_one);
    REFUSED(lang_Inlines_get_arm_there(&n), SLOT_EUNSET, lang_Inlines_SLOT_arm_there_year);
    lang_Inlines_clear_arm_other(&n);
    CHECK(lang_Inlines_which_arm(&n) == lang_Inlines_arm_other && !lang_Inlines_has_arm_other_x(&n));
    lang_Inlines_switch_arm(&n, lang_Inlines_arm_there);
    lang_Inlines_clear_arm_other(&n);
    lang_Inlines_set_arm_other(&n, inner_of(5));
    CHECK(lang_Inlines_get_arm_other_pick_q(&n) == 15 && lang_Inlines_valid(&n));
}

/* An optional slot in an array of one inline class is no optional array. */
static void check_alone(void)
{
    lang_Alone alone;
    lang_Alone_init(&alone);
    lang_Alone_set_inner_opt(&alone, 0, 5);
    CHECK(slot_clear(&lang_Alone_class, &alone, lang_Alone_SLOT_inner_opt) == SLOT_ETYPE);
    CHECK(slot_clear_at(&lang_Alone_class, &alone, lang_Alone_SLOT_inner_opt, 0) == SLOT_OK);
    CHECK(!lang_Alone_has_inner_opt(&alone, 0));
}

/* Bits of an inline class that only say what is set. */
static void check_marks(void)
{
    lang_Marks marks;
    lang_Marked marked;
    lang_Marks_init(&marks);
    lang_Marks_set_o_marks(&marks, 1, 3);
    lang_Marked_init(&marked);
    lang_Marked_set_marks(&marked, marks);
    CHECK(lang_Marked_has_marks_o_marks(&marked, 1) && !lang_Marked_has_marks_o_marks(&marked, 0));
    const lang_Marks got = lang_Marked_get_marks(&marked);
    CHECK(lang_Marks_has_o_marks(&got, 1));
}

void check_inlines(void)
{
    check_dates();
    check_arrays_of_dates();
    check_inner();
    check_alone();
    check_marks();
    check_arms();
    CHECK(violations_take() == 0);
}
