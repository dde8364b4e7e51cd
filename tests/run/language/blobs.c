/* SPDX-License-Identifier: MIT */
/* Text, bytes, classes by value, and slots that hold anything. */
#include "check.h"

static void check_text(void)
{
    lang_Blobs b;
    lang_Blobs_init(&b);
    lang_Blobs_set_lead(&b, 5);
    lang_Blobs_set_tail(&b, 2);
    CHECK(same_text(lang_Blobs_get_name(&b), "a\"b\\?") && same_bytes(lang_Blobs_name_DEFAULT, "a\"b\\?", 6));
    CHECK(lang_Blobs_name_SIZE == 12 && lang_Blobs_name_BITS == 96);
    CHECK(lang_Blobs_try_set_name(&b, "twelve bytes", 12) == SLOT_OK &&
          same_text(lang_Blobs_get_name(&b), "twelve bytes"));
    CHECK(lang_Blobs_try_set_name(&b, "thirteen byte", 13) == SLOT_ERANGE);
    CHECK(lang_Blobs_try_set_name(&b, "\xff", 1) == SLOT_ERANGE &&
          lang_Blobs_try_set_name(&b, "a\0b", 3) == SLOT_ERANGE);
    CHECK(same_text(lang_Blobs_get_name(&b), "twelve bytes"));
    lang_Blobs_set_name(&b, "ab", 2);
    CHECK(same_text(lang_Blobs_get_name(&b), "ab"));
    lang_Blobs_set_name(&b, NULL, 0);
    CHECK(lang_Blobs_get_name(&b).length == 0);
    lang_Blobs_set_name(&b, "hello", 5);
    char buffer[8];
    CHECK(lang_Blobs_copy_name(&b, buffer, sizeof buffer) == 5 && strcmp(buffer, "hello") == 0);
    CHECK(lang_Blobs_copy_name(&b, buffer, 3) == 5 && strcmp(buffer, "he") == 0);
    CHECK(lang_Blobs_copy_name(&b, NULL, 0) == 5);
    REFUSED(lang_Blobs_set_name(&b, "thirteen byte", 13), SLOT_ERANGE, lang_Blobs_SLOT_name);
    CHECK(!lang_Blobs_has_name_q(&b));
    REFUSED(CHECK(lang_Blobs_get_name_q(&b).length == 0), SLOT_EUNSET, lang_Blobs_SLOT_name_q);
    lang_Blobs_set_name_q(&b, "", 0);
    CHECK(lang_Blobs_has_name_q(&b) && lang_Blobs_get_name_q(&b).length == 0);
    lang_Blobs_set_name_q(&b, "five5", 5);
    slot_text text = {NULL, 0};
    CHECK(lang_Blobs_try_get_name_q(&b, &text) == SLOT_OK && same_text(text, "five5"));
    lang_Blobs_clear_name_q(&b);
    CHECK(lang_Blobs_try_get_name_q(&b, &text) == SLOT_EUNSET);
    CHECK(same_text(lang_Blobs_get_name_q_or(&b, slot_text_of("none", 4)), "none"));
    lang_Blobs_set_names(&b, 0, "abc", 3);
    lang_Blobs_set_names(&b, 1, "d", 1);
    CHECK(same_text(lang_Blobs_get_names(&b, 0), "abc") && same_text(lang_Blobs_get_names(&b, 1), "d"));
    CHECK(lang_Blobs_try_set_names(&b, 2, "d", 1) == SLOT_EARG);
    REFUSED(lang_Blobs_get_names(&b, 2), SLOT_EARG, lang_Blobs_SLOT_names);
    CHECK(lang_Blobs_copy_names(&b, 0, buffer, sizeof buffer) == 3 && strcmp(buffer, "abc") == 0);
    CHECK(lang_Blobs_get_lead(&b) == 5 && lang_Blobs_get_tail(&b) == 2 && lang_Blobs_valid(&b));
}

static void check_bytes(void)
{
    lang_Blobs b;
    lang_Blobs_init(&b);
    const unsigned char key[4] = {0, 255, 0, 1};
    unsigned char out[6] = {9, 9, 9, 9, 9, 9};
    lang_Blobs_set_key(&b, key, 4);
    CHECK(lang_Blobs_get_key(&b).length == 4 && same_bytes(lang_Blobs_get_key(&b).data, key, 4));
    CHECK(lang_Blobs_copy_key(&b, out, 2) == 4 && out[1] == 255 && out[2] == 9);
    CHECK(lang_Blobs_copy_key(&b, out, sizeof out) == 4 && out[3] == 1 && out[4] == 9);
    CHECK(lang_Blobs_try_set_key(&b, key, 3) == SLOT_ERANGE && lang_Blobs_try_set_key(&b, key, 5) == SLOT_ERANGE);
    REFUSED(lang_Blobs_set_key(&b, key, 3), SLOT_ERANGE, lang_Blobs_SLOT_key);
    CHECK(!lang_Blobs_has_key_q(&b) && lang_Blobs_try_set_key_q(&b, key, 3) == SLOT_OK && lang_Blobs_has_key_q(&b));
    lang_Blobs_clear_key_q(&b);
    CHECK(!lang_Blobs_has_key_q(&b) && !lang_Blobs_has_keys(&b, 0));
    lang_Blobs_set_keys(&b, 2, key, 2);
    CHECK(lang_Blobs_has_keys(&b, 2) && !lang_Blobs_has_keys(&b, 1) && lang_Blobs_get_keys(&b, 2).length == 2);
    REFUSED(lang_Blobs_get_keys(&b, 1), SLOT_EUNSET, lang_Blobs_SLOT_keys);
    REFUSED(lang_Blobs_get_keys(&b, 3), SLOT_EARG, lang_Blobs_SLOT_keys);
    lang_Blobs_clear_keys(&b, 2);
    CHECK(!lang_Blobs_has_keys(&b, 2) && lang_Blobs_valid(&b));
}

static void check_instances(void)
{
    lang_Blobs b;
    lang_Blobs_init(&b);
    lang_Date date;
    CHECK(lang_Date_make(&date, 2024, 2, 29) == SLOT_OK);
    lang_Blobs_set_date(&b, date);
    lang_Date got = lang_Blobs_get_date(&b);
    CHECK(lang_Date_equal(&got, &date) && lang_Date_get_day(lang_Blobs_view_date(&b)) == 29);
    lang_Date_set_year(lang_Blobs_at_date(&b), 1999);
    CHECK(lang_Date_get_year(lang_Blobs_view_date(&b)) == 1999);
    CHECK(!lang_Blobs_has_date_q(&b) && lang_Blobs_view_date_q(&b) == NULL);
    REFUSED(got = lang_Blobs_get_date_q(&b), SLOT_EUNSET, lang_Blobs_SLOT_date_q);
    CHECK(!SLOT_CHECKED || lang_Date_get_year(&got) == 1);
    lang_Date_set_day(lang_Blobs_at_date_q(&b), 7);
    CHECK(lang_Blobs_has_date_q(&b) && lang_Date_get_day(lang_Blobs_view_date_q(&b)) == 7);
    CHECK(lang_Blobs_try_get_date_q(&b, &got) == SLOT_OK && lang_Date_get_day(&got) == 7);
    lang_Blobs_clear_date_q(&b);
    got = lang_Blobs_get_date_q_or(&b, date);
    CHECK(lang_Blobs_try_get_date_q(&b, &got) == SLOT_EUNSET && lang_Date_equal(&got, &date));
    CHECK(lang_Blobs_try_set_date_q(&b, date) == SLOT_OK && lang_Blobs_has_date_q(&b));
    lang_Date dates[3] = {date, date, date};
    lang_Date dates_out[3];
    lang_Date_set_month(&dates[1], 11);
    CHECK(lang_Blobs_write_dates(&b, dates) == SLOT_OK && lang_Blobs_read_dates(&b, dates_out) == SLOT_OK);
    CHECK(same_bytes(dates, dates_out, sizeof dates) && lang_Date_get_month(lang_Blobs_view_dates(&b, 1)) == 11);
    CHECK(lang_Blobs_try_set_dates(&b, 3, date) == SLOT_EARG);
    REFUSED(CHECK(lang_Blobs_at_dates(&b, 3) == NULL), SLOT_EARG, lang_Blobs_SLOT_dates);
    REFUSED(CHECK(lang_Blobs_view_dates(&b, 3) == NULL), SLOT_EARG, lang_Blobs_SLOT_dates);
    CHECK(!lang_Blobs_has_dates_q(&b, 0) && lang_Blobs_view_dates_q(&b, 0) == NULL);
    lang_Blobs_set_dates_q(&b, 1, date);
    CHECK(lang_Blobs_has_dates_q(&b, 1) && !lang_Blobs_has_dates_q(&b, 0));
    bool has[2];
    CHECK(lang_Blobs_read_dates_q(&b, dates_out, has) == SLOT_OK && !has[0] && has[1]);
    has[0] = true;
    has[1] = false;
    CHECK(lang_Blobs_write_dates_q(&b, dates, has) == SLOT_OK && lang_Blobs_has_dates_q(&b, 0));
    CHECK(!lang_Blobs_has_dates_q(&b, 1) && lang_Blobs_valid(&b));
    /* What is set by its address begins as init makes it, each time. */
    CHECK(lang_Stamp_get_hour(lang_Blobs_view_stamp(&b)) == 12 && lang_Blobs_view_stamp_q(&b) == NULL);
    lang_Stamp_set_minute(lang_Blobs_at_stamp_q(&b), 30);
    CHECK(lang_Stamp_get_hour(lang_Blobs_view_stamp_q(&b)) == 12);
    lang_Stamp_set_hour(lang_Blobs_at_stamp_q(&b), 0);
    CHECK(lang_Stamp_get_hour(lang_Blobs_at_stamp_q(&b)) == 0 &&
          lang_Stamp_get_minute(lang_Blobs_at_stamp_q(&b)) == 30);
    lang_Blobs_clear_stamp_q(&b);
    CHECK(lang_Stamp_get_hour(lang_Blobs_at_stamp_q(&b)) == 12 &&
          lang_Stamp_get_minute(lang_Blobs_at_stamp_q(&b)) == 0);
    lang_Words_set_a(lang_Blobs_at_words(&b), 77);
    CHECK(lang_Words_get_a(lang_Blobs_view_words(&b)) == 77 && SLOT_ALIGNOF(lang_Blobs) == 4);
    CHECK(SLOT_POINTER_TO_WORD(lang_Blobs_view_words(&b)) % 4 == 0);
}

void check_blobs(void)
{
    check_text();
    check_bytes();
    check_instances();
    CHECK(violations_take() == 0);
}

static void check_loose(void)
{
    lang_Loose date;
    lang_Loose_init(&date);
    CHECK(sizeof date == 24 && !lang_Loose_has_year(&date));
    REFUSED(CHECK(lang_Loose_get_year(&date).kind == SLOT_VALUE_UNSET), SLOT_EUNSET, lang_Loose_SLOT_year);
    REFUSED(CHECK(lang_Loose_get_year_int(&date) == 0), SLOT_EUNSET, lang_Loose_SLOT_year);
    lang_Loose_set_year_int(&date, 2024);
    lang_Loose_set_month_float(&date, 2.5);
    lang_Loose_set_day_bool(&date, true);
    CHECK(lang_Loose_get_year_int(&date) == 2024 && same_double(lang_Loose_get_month_float(&date), 2.5));
    CHECK(lang_Loose_get_day_bool(&date) && lang_Loose_get_year(&date).as.integer == 2024);
    REFUSED(CHECK(lang_Loose_get_year_bool(&date) == false), SLOT_ETYPE, lang_Loose_SLOT_year);
    CHECK(lang_Loose_try_set_year(&date, slot_from_int((INT64_C(1) << 49) - 1)) == SLOT_OK);
    CHECK(lang_Loose_get_year_int(&date) == (INT64_C(1) << 49) - 1);
    CHECK(lang_Loose_try_set_year(&date, slot_from_int(INT64_C(1) << 49)) == SLOT_ERANGE);
    CHECK(lang_Loose_try_set_year(&date, slot_from_text("text", 4)) == SLOT_ETYPE);
    REFUSED(lang_Loose_set_year_int(&date, INT64_MIN), SLOT_ERANGE, lang_Loose_SLOT_year);
    REFUSED(lang_Loose_set_year(&date, slot_from_text("text", 4)), SLOT_ETYPE, lang_Loose_SLOT_year);
    lang_Loose_set_year(&date, slot_nil());
    CHECK(lang_Loose_has_year(&date) && lang_Loose_get_year(&date).kind == SLOT_VALUE_NIL);
    lang_Loose_clear_year(&date);
    slot_value value = slot_nil();
    CHECK(!lang_Loose_has_year(&date) && lang_Loose_try_get_year(&date, &value) == SLOT_EUNSET);
    CHECK(lang_Loose_get_year_or(&date, slot_from_int(4)).as.integer == 4 && lang_Loose_valid(&date));
}

void check_boxes(void)
{
    check_loose();
    lang_Boxes b;
    lang_Boxes_init(&b);
    lang_Boxes_set_more_int(&b, 1, -5);
    CHECK(!lang_Boxes_has_more(&b, 0) && lang_Boxes_has_more(&b, 1) && lang_Boxes_get_more_int(&b, 1) == -5);
    CHECK(lang_Boxes_try_set_more(&b, 3, slot_nil()) == SLOT_EARG);
    REFUSED(lang_Boxes_set_more(&b, 3, slot_nil()), SLOT_EARG, lang_Boxes_SLOT_more);
    slot_value all[3];
    CHECK(lang_Boxes_read_more(&b, all) == SLOT_OK && all[0].kind == SLOT_VALUE_UNSET && all[1].as.integer == -5);
    all[0] = slot_from_symbol(&lang_tickers_slot_symbols, 4999);
    all[1] = slot_from_ref(&lang_Other_class, 3);
    CHECK(lang_Boxes_write_more(&b, all) == SLOT_OK && lang_Boxes_get_more(&b, 0).as.symbol.id == 4999);
    CHECK(lang_Boxes_get_more(&b, 1).as.ref.type == &lang_Other_class && !lang_Boxes_has_more(&b, 2));
    all[2] = slot_from_int(INT64_MAX);
    all[0] = slot_nil();
    CHECK(lang_Boxes_write_more(&b, all) == SLOT_ERANGE && lang_Boxes_get_more(&b, 0).kind == SLOT_VALUE_SYMBOL);
    CHECK(!lang_Boxes_has_whole(&b) && lang_Boxes_read_whole(&b, all) == SLOT_EUNSET);
    REFUSED(lang_Boxes_get_whole(&b, 0), SLOT_EUNSET, lang_Boxes_SLOT_whole);
    lang_Boxes_set_whole_int(&b, 1, 7);
    CHECK(lang_Boxes_has_whole(&b) && lang_Boxes_get_whole_int(&b, 1) == 7);
    CHECK(lang_Boxes_try_get_whole(&b, 0, &all[0]) == SLOT_EUNSET && lang_Boxes_try_get_whole(&b, 2, all) == SLOT_EARG);
    CHECK(lang_Boxes_get_whole_or(&b, 0, slot_from_int(3)).as.integer == 3);
    REFUSED(lang_Boxes_get_whole(&b, 0), SLOT_EUNSET, lang_Boxes_SLOT_whole);
    CHECK(lang_Boxes_read_whole(&b, all) == SLOT_OK && all[0].kind == SLOT_VALUE_UNSET && all[1].as.integer == 7);
    CHECK(lang_Boxes_valid(&b));
    lang_Boxes_clear_whole(&b);
    CHECK(!lang_Boxes_has_whole(&b) && lang_Boxes_valid(&b));
    lang_Boxes_clear_more(&b, 1);
    CHECK(!lang_Boxes_has_more(&b, 1) && lang_Boxes_valid(&b) && violations_take() == 0);
}
