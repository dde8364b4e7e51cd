/* SPDX-License-Identifier: MIT */
/* Whole instances of language.slots: what make and pack take and refuse, and what unpack gives. */
#include "check.h"

static slot_text text_of(const char *string)
{
    const slot_text text = {string, strlen(string)};
    return text;
}

/* Packs and expects one slot to refuse, with the instance as it was. */
#define PACK_REFUSED(class, self, values, slot)                                                                        \
    do {                                                                                                               \
        const class before = *(self);                                                                                  \
        int bad = -1;                                                                                                  \
        CHECK(class##_pack(self, values, &bad) == SLOT_ERANGE && bad == (slot));                                       \
        CHECK(class##_pack(self, values, NULL) == SLOT_ERANGE);                                                        \
        CHECK(memcmp(&before, self, sizeof before) == 0);                                                              \
    } while (0)

static void check_fixed(void)
{
    static const int32_t numbers[] = {6, 0};
    static const int32_t wrong[] = {6, 7};
    lang_Fixed f;
    lang_Fixed before;
    lang_Fixed_init(&f);
    CHECK(lang_Fixed_make(&f, 255, text_of("abc"), numbers) == SLOT_OK);
    CHECK(lang_Fixed_get_a(&f) == 255 && lang_Fixed_get_c(&f, 0) == 6 && lang_Fixed_get_c(&f, 1) == 0);
    CHECK(lang_Fixed_get_b(&f).length == 3 && lang_Fixed_valid(&f));
    before = f;
    CHECK(lang_Fixed_make(&f, 256, text_of("abc"), numbers) == SLOT_ERANGE);
    CHECK(lang_Fixed_make(&f, -1, text_of("abc"), numbers) == SLOT_ERANGE);
    CHECK(lang_Fixed_make(&f, 1, text_of("abcd"), numbers) == SLOT_ERANGE);
    CHECK(lang_Fixed_make(&f, 1, text_of("\xc3"), numbers) == SLOT_ERANGE);
    CHECK(lang_Fixed_make(&f, 1, text_of("x"), wrong) == SLOT_ERANGE);
    CHECK(memcmp(&before, &f, sizeof f) == 0);
}

static void check_blobs_made(void)
{
    lang_Blobs b;
    lang_Date dates[3];
    lang_Words words;
    lang_Stamp stamp;
    lang_Blobs_values values;
    const slot_text names[] = {text_of(""), text_of("\xe2\x82\xac")};
    for (int i = 0; i < 3; i++) CHECK(lang_Date_make(&dates[i], 2000 + i, 1 + i, 31 - i) == SLOT_OK);
    lang_Words_init(&words);
    lang_Stamp_init(&stamp);
    CHECK(lang_Blobs_make(&b, 7, text_of("abcd"), names, dates[0], dates, words, stamp, 1) == SLOT_OK);
    CHECK(lang_Blobs_make(&b, 7, text_of("abc"), names, dates[0], dates, words, stamp, 1) == SLOT_ERANGE);
    CHECK(lang_Blobs_make(&b, 8, text_of("abcd"), names, dates[0], dates, words, stamp, 1) == SLOT_ERANGE);
    lang_Blobs_unpack(&b, &values);
    CHECK(strcmp(values.name, "a\"b\\?") == 0 && memcmp(values.key, "abcd", 4) == 0 && values.tail == 1);
    CHECK(!values.has_name_q && values.name_q[0] == '\0' && !values.has_keys[2] && values.keys[2][1] == 0);
    CHECK(strcmp(values.names[1], "\xe2\x82\xac") == 0 && values.names[0][0] == '\0');
    CHECK(lang_Date_equal(&values.date, &dates[0]) && lang_Date_equal(&values.dates[2], &dates[2]));
    CHECK(!values.has_date_q && !values.has_dates_q[1]);

    memset(values.name, 'x', sizeof values.name); /* thirteen bytes and no NUL */
    PACK_REFUSED(lang_Blobs, &b, &values, lang_Blobs_SLOT_name);
    values.name[12] = '\0';
    values.name[3] = '\0'; /* what stands behind the end is no part of it */
    memcpy(values.names[0], "\xed\xa0\x80", 4);
    PACK_REFUSED(lang_Blobs, &b, &values, lang_Blobs_SLOT_names);
    memcpy(values.names[0], "abc", 4);
    values.lead = 8;
    PACK_REFUSED(lang_Blobs, &b, &values, lang_Blobs_SLOT_lead);
    values.lead = 0;
    values.has_keys[1] = values.has_dates_q[0] = values.has_name_q = true;
    values.dates_q[0] = dates[1];
    CHECK(lang_Blobs_pack(&b, &values, NULL) == SLOT_OK && lang_Blobs_valid(&b));
    CHECK(lang_Blobs_get_name(&b).length == 3 && lang_Blobs_has_keys(&b, 1) && !lang_Blobs_has_keys(&b, 0));
    CHECK(lang_Blobs_has_dates_q(&b, 0) && lang_Blobs_has_name_q(&b) && lang_Blobs_get_name_q(&b).length == 0);
}

static void check_arrays_packed(void)
{
    lang_Arrays a;
    lang_Arrays_values values;
    lang_Arrays_values_init(&values);
    CHECK(values.defaults[2] == 3 && !values.has_whole && values.whole[1] == 0 && !values.has_niches[0]);
    CHECK(values.marks[1] == 255 && values.sparse[0] == lang_Sparse_low);
    lang_Arrays_init(&a);
    values.matrix[1][2] = 6;
    values.presences[3] = 300; /* of what is unset nothing is read */
    values.has_whole = true;
    values.whole[2] = 31;
    values.marks[0] = 254;
    values.bits[2] = 255;
    CHECK(lang_Arrays_pack(&a, &values, NULL) == SLOT_OK && lang_Arrays_valid(&a));
    CHECK(lang_Arrays_get_matrix(&a, 1, 2) == 6 && !lang_Arrays_has_presences(&a, 3) && lang_Arrays_has_whole(&a));
    CHECK(lang_Arrays_get_whole(&a, 2) == 31 && lang_Arrays_get_marks(&a, 0) == 254 && lang_Arrays_has_bits(&a, 2));
    CHECK(!lang_Arrays_has_bits(&a, 0) && !lang_Arrays_has_marks(&a, 1));
    values.whole[2] = 32;
    PACK_REFUSED(lang_Arrays, &a, &values, lang_Arrays_SLOT_whole);
    values.has_presences[3] = true;
    PACK_REFUSED(lang_Arrays, &a, &values, lang_Arrays_SLOT_presences);
    values.prices[1] = 100000.01;
    PACK_REFUSED(lang_Arrays, &a, &values, lang_Arrays_SLOT_prices);
    values.sparse[1] = SLOT_CAST(lang_Sparse, 5);
    PACK_REFUSED(lang_Arrays, &a, &values, lang_Arrays_SLOT_sparse);
    values.matrix[1][0] = 7;
    PACK_REFUSED(lang_Arrays, &a, &values, lang_Arrays_SLOT_matrix);
}

static void check_arms(void)
{
    lang_Choices c;
    lang_Choices_values values;
    CHECK(lang_Choices_make(&c, 31, lang_Side_sell, 2) == SLOT_OK && lang_Choices_valid(&c));
    CHECK(lang_Choices_which_by_side(&c) == lang_Choices_by_side_sell && lang_Choices_get_by_side_seller(&c) == 0);
    CHECK(lang_Choices_make(&c, 31, SLOT_CAST(lang_Side, 3), 2) == SLOT_ERANGE);
    lang_Choices_values_init(&values);
    CHECK(values.which_own == lang_Choices_own_number && values.which_perhaps == lang_Choices_perhaps_NONE);
    values.side = lang_Side_swap;
    values.which_own = lang_Choices_own_group;
    memset(&values.own, 0, sizeof values.own);
    values.own.group.has_a = true;
    values.own.group.a = 9;
    memcpy(values.own.group.b, "xy", 3);
    values.own.group.c[2] = 4;
    values.which_perhaps = lang_Choices_perhaps_right;
    memset(&values.perhaps, 0, sizeof values.perhaps);
    values.perhaps.right.which_inner = lang_Choices_perhaps_inner_deep;
    values.perhaps.right.inner.deep = 31;
    values.perhaps.right.has_kind = true;
    values.perhaps.right.kind = lang_Sparse_high;
    values.perhaps.right.nested.high.height = 511;
    memcpy(values.raw, "\x01\x02\x03\x04", 4);
    CHECK(lang_Choices_pack(&c, &values, NULL) == SLOT_OK && lang_Choices_valid(&c));
    CHECK(lang_Choices_which_by_side(&c) == lang_Choices_by_side_swap && lang_Choices_get_own_a(&c) == 9);
    CHECK(lang_Choices_get_own_c(&c, 2) == 4 && lang_Choices_get_perhaps_inner_deep(&c) == 31);
    CHECK(lang_Choices_get_perhaps_nested_height(&c) == 511 && lang_Choices_get_raw_word(&c) == 0x04030201);
    lang_Choices_values back;
    lang_Choices_unpack(&c, &back);
    CHECK(back.own.group.a == 9 && strcmp(back.own.group.b, "xy") == 0 && memcmp(back.raw, values.raw, 4) == 0);
    CHECK(back.perhaps.right.nested.high.height == 511 && back.perhaps.right.inner.deep == 31);

    values.perhaps.right.nested.high.height = 512;
    PACK_REFUSED(lang_Choices, &c, &values, lang_Choices_SLOT_perhaps_nested_height);
    values.which_perhaps = SLOT_CAST(lang_Choices_perhaps, 2);
    PACK_REFUSED(lang_Choices, &c, &values, lang_Choices_SLOT_perhaps);
    values.own.group.c[0] = 5;
    PACK_REFUSED(lang_Choices, &c, &values, lang_Choices_SLOT_own_c);
    values.which_own = SLOT_CAST(lang_Choices_own, -1);
    PACK_REFUSED(lang_Choices, &c, &values, lang_Choices_SLOT_own);
}

static void check_inlines_made(void)
{
    lang_Inlines x;
    lang_Date dates[3];
    lang_Inner inners[2];
    lang_Inlines_values values;
    for (int i = 0; i < 3; i++) CHECK(lang_Date_make(&dates[i], 2000 + i, 1 + i, 31 - i) == SLOT_OK);
    for (int i = 0; i < 2; i++) {
        lang_Inner_init(&inners[i]);
        lang_Inner_set_x(&inners[i], 5 + i);
        lang_Inner_set_pick_q(&inners[i], 9 + i);
        lang_Inner_set_list(&inners[i], 1, 3);
    }
    CHECK(lang_Inlines_make(&x, 7, dates[2], dates, inners[1], inners, 3) == SLOT_OK && lang_Inlines_valid(&x));
    CHECK(lang_Inlines_make(&x, 8, dates[2], dates, inners[1], inners, 3) == SLOT_ERANGE);
    CHECK(lang_Inlines_get_date_year(&x) == 2002 && lang_Inlines_get_dates_day(&x, 1) == 30);
    CHECK(lang_Inlines_get_inner_pick_q(&x) == 10 && lang_Inlines_get_inners_pick_q(&x, 0) == 9);
    lang_Inlines_unpack(&x, &values);
    CHECK(lang_Date_equal(&values.dates[2], &dates[2]) && lang_Inner_equal(&values.inners[1], &inners[1]));
    CHECK(!values.has_date_q && !values.has_some[1] && !values.has_whole && !values.has_inner_q);
    values.has_some[1] = values.has_whole = values.has_inner_q = true;
    values.some[1] = dates[1];
    values.whole[1] = dates[2];
    values.inner_q = inners[0];
    values.which_arm = lang_Inlines_arm_other;
    values.arm.other.has_other = true;
    values.arm.other.other = inners[1];
    CHECK(lang_Inlines_pack(&x, &values, NULL) == SLOT_OK);
    CHECK(!lang_Inlines_has_some(&x, 0) && lang_Inlines_get_some_month(&x, 1) == 2);
    CHECK(lang_Inlines_get_whole_month(&x, 1) == 3 && lang_Inlines_get_inner_q_x(&x) == 5);
    CHECK(lang_Inlines_get_arm_other_pick_q(&x) == 10);
}

void check_mirrors(void)
{
    check_fixed();
    check_blobs_made();
    check_arrays_packed();
    check_arms();
    check_inlines_made();
    CHECK(violations_take() == 0);
}
