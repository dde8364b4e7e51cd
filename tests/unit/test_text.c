/* SPDX-License-Identifier: MIT */
/* Growable text: numbers, doubles and the filler of templates. */
#include "unit.h"

#include "support/template.h"
#include "support/text.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(numbers_are_printed_exactly)
{
    struct text text = {0};
    text_uint(&text, 0);
    text_string(&text, " ");
    for (uint64_t i = 8; i <= 10; i++) text_uint(&text, i);
    text_string(&text, " ");
    text_uint(&text, UINT64_MAX);
    text_string(&text, " ");
    text_int(&text, INT64_MIN);
    text_string(&text, " ");
    text_hex(&text, UINT64_MAX);
    text_string(&text, " ");
    text_hex(&text, 0);
    ck_assert_str_eq(text_chars(&text), "0 8910 18446744073709551615 -9223372036854775808 0xffffffffffffffff 0x0");
    text_free(&text);
}
END_TEST

START_TEST(doubles_read_back_and_look_like_doubles)
{
    static const struct {
        double value;
        const char *expected;
    } cases[] = {{0.1, "0.1"}, {1.0, "1.0"}, {-2.5, "-2.5"}, {1e30, "1e+30"}, {1.0 / 3.0, "0.3333333333333333"},
                 {0.0, "0.0"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text = {0};
        text_double(&text, cases[i].value);
        ck_assert_str_eq(text_chars(&text), cases[i].expected);
        text_free(&text);
    }
}
END_TEST

START_TEST(templates_are_filled)
{
    struct text text = {0};
    const struct hole holes[] = {{"name", "year"}, {"na", "no"}, {NULL, NULL}};
    text_fill(&text, "get_$name$($na$) { }", holes);
    ck_assert_str_eq(text_chars(&text), "get_year(no) { }");
    text_clear(&text);
    text_fill(&text, "no holes", holes);
    ck_assert_str_eq(text_chars(&text), "no holes");
    text_free(&text);
}
END_TEST

START_TEST(an_unknown_hole_aborts)
{
    struct text text = {0};
    const struct hole holes[] = {{"name", "year"}, {NULL, NULL}};
    text_fill(&text, "$nam$", holes);
}
END_TEST

/* The parts of a template joined, holes as their numbers. */
static void join_parts(struct text *text, const struct template_part *part)
{
    text_clear(text);
    for (; part->hole != TEMPLATE_END; part++) {
        text_append(text, part->literal, part->length);
        text_uint(text, part->hole);
    }
    text_append(text, part->literal, part->length);
}

START_TEST(templates_are_split_once)
{
    static const char *const names[] = {"name", "na", NULL};
    enum { COUNT = 300 };
    static char templates[COUNT][24];
    struct template_set set = {NULL, 0, 0};
    const struct template_part *parts[COUNT];
    struct text text = {0};
    struct text expected = {0};
    for (int i = 0; i < COUNT; i++) {
        sprintf(templates[i], "%d $na$$name$ (%d)", i, i);
        parts[i] = template_parts(&set, templates[i], names);
    }
    for (int i = 0; i < COUNT; i++) { /* the table has grown since */
        ck_assert_ptr_eq(template_parts(&set, templates[i], names), parts[i]);
        join_parts(&text, parts[i]);
        text_clear(&expected);
        text_uint(&expected, (uint64_t)i);
        text_string(&expected, " 10 (");
        text_uint(&expected, (uint64_t)i);
        text_string(&expected, ")");
        ck_assert_str_eq(text_chars(&text), text_chars(&expected));
    }
    join_parts(&text, template_parts(&set, "", names));
    ck_assert_str_eq(text_chars(&text), "");
    template_free(&set);
    text_free(&text);
    text_free(&expected);
}
END_TEST

START_TEST(an_unknown_hole_of_a_split_template_aborts)
{
    static const char *const names[] = {"name", NULL};
    struct template_set set = {NULL, 0, 0};
    template_parts(&set, "$nam$", names);
}
END_TEST

START_TEST(growing_keeps_what_was_there)
{
    struct text text = {0};
    for (int i = 0; i < 100000; i++) text_append(&text, "abc", 3);
    ck_assert_uint_eq(text.length, 300000);
    ck_assert_mem_eq(text.bytes + 299997, "abc", 4);
    text_clear(&text);
    ck_assert_str_eq(text_chars(&text), "");
    text_free(&text);
}
END_TEST

Suite *text_suite(void)
{
    Suite *suite = suite_create("text");
    TCase *cases = tcase_create("text");
    tcase_add_test(cases, numbers_are_printed_exactly);
    tcase_add_test(cases, doubles_read_back_and_look_like_doubles);
    tcase_add_test(cases, templates_are_filled);
    tcase_add_test(cases, templates_are_split_once);
    tcase_add_test(cases, growing_keeps_what_was_there);
    const char *fork = getenv("CK_FORK");
    if (fork == NULL || strcmp(fork, "no") != 0) {
        tcase_add_test_raise_signal(cases, an_unknown_hole_aborts, SIGABRT);
        tcase_add_test_raise_signal(cases, an_unknown_hole_of_a_split_template_aborts, SIGABRT);
    }
    suite_add_tcase(suite, cases);
    return suite;
}
