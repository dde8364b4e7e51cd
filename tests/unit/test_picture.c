/* SPDX-License-Identifier: MIT */
/*
 * The parts of pictures that can be asked one by one: labels that keep out of each other's way, rows that are left out,
 * colours. What is drawn of them is for tests/picture.
 */
#include "compiled.h"
#include "unit.h"

#include "report/labels.h"
#include "report/markup.h"
#include "report/picture.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

static uint64_t random_state = 1;

static uint32_t random_below(uint32_t bound)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % bound);
}

/* ---- Labels ---- */

enum { TIERS = 4, WIDTH = 9600 };

static int64_t begin_of(const struct label *label)
{
    return label->is_leftward ? label->x - LABEL_GAP - label->width : label->x + LABEL_GAP;
}

static void check_pair(const struct label *a, const struct label *b)
{
    const int64_t begin = begin_of(b);
    if (a->tier == b->tier)
        ck_assert_msg(begin_of(a) >= begin + b->width || begin >= begin_of(a) + a->width, "a text over another");
    if (a->tier >= b->tier) ck_assert_msg(a->x <= begin || a->x >= begin + b->width, "a line through a text");
}

START_TEST(labels_keep_apart)
{
    unsigned placed = 0;
    for (unsigned round = 0; round < 2000; round++) {
        struct label labels[12];
        const size_t count = 1 + random_below(12);
        int64_t x = 200;
        unsigned tiers;
        for (size_t i = 0; i < count; i++) {
            x += 140 + random_below(1400);
            if (x > WIDTH - 200) x = WIDTH - 200 + (int64_t)i;
            labels[i] = (struct label){.x = x, .width = 67 * (1 + random_below(32))};
        }
        if (!labels_place(labels, count, 160, WIDTH - 160, TIERS, &tiers)) continue;
        placed++;
        ck_assert_uint_le(tiers, TIERS);
        for (size_t i = 0; i < count; i++) {
            ck_assert_uint_lt(labels[i].tier, tiers);
            ck_assert_int_ge(begin_of(&labels[i]), 160);
            ck_assert_int_le(begin_of(&labels[i]) + labels[i].width, WIDTH - 160);
            for (size_t k = 0; k < count; k++) {
                if (k != i) check_pair(&labels[i], &labels[k]);
            }
        }
    }
    ck_assert_uint_gt(placed, 1000);
}
END_TEST

START_TEST(labels_stand_near_where_they_can)
{
    struct label labels[] = {{.x = 1000, .width = 300}, {.x = 1140, .width = 300}, {.x = 5000, .width = 300}};
    unsigned tiers;
    ck_assert(labels_place(labels, 3, 160, WIDTH - 160, TIERS, &tiers));
    ck_assert_uint_eq(tiers, 1); /* one to the left, two to the right */
    ck_assert(labels[0].is_leftward);
    ck_assert(!labels[1].is_leftward);
}
END_TEST

/* ---- Rows and colours ---- */

static struct report_class *report_of(struct compiled *compiled, const char *schema)
{
    static struct report report;
    static const struct model *model;
    compiled_from(compiled, schema);
    ck_assert_msg(compiled->model != NULL, "%s", compiled->messages);
    model = compiled->model;
    report_make(&compiled->arena, &model, 1, NULL, 0, &report);
    return &report.classes[0];
}

START_TEST(rows_that_look_alike_are_left_out)
{
    struct compiled compiled;
    struct report_class *facts = report_of(&compiled, "class C { a: uint16; t: text(4096); b: uint8; }");
    size_t count;
    uint64_t rest;
    struct row *rows = rows_choose(facts, 64, &count, &rest);
    uint64_t at = 0;
    ck_assert_uint_eq(rest, 0);
    ck_assert_uint_lt(count, 10);
    for (size_t i = 0; i < count; i++) {
        at += rows[i].skipped * 64;
        ck_assert_uint_eq(rows[i].first, at);
        at = rows[i].end;
    }
    ck_assert_uint_eq(at, (uint64_t)facts->class->size * 8);
    /* Every bit at which a part begins or ends is in a row that is drawn, or between two that look alike. */
    for (size_t i = 0; i < facts->part_count; i++) {
        const uint64_t edge = facts->parts[i].bit;
        bool found = false;
        for (size_t k = 0; k < count; k++) found = found || (edge >= rows[k].first && edge < rows[k].end);
        ck_assert_msg(found, "bit %llu is not drawn", (unsigned long long)edge);
    }
    free(rows);
    compiled_free(&compiled);
}
END_TEST

START_TEST(neighbours_differ_in_colour)
{
    struct compiled compiled;
    struct text schema = {0};
    text_string(&schema, "class C {");
    for (unsigned i = 0; i < 300; i++) {
        text_string(&schema, "s");
        text_uint(&schema, i);
        text_strings(&schema, ": ", i * i % 7 < 3 ? "uint8" : "0..999", ";", NULL);
    }
    text_string(&schema, "}");
    struct report_class *facts = report_of(&compiled, text_chars(&schema));
    unsigned *colors = colors_choose(facts);
    for (size_t i = 1; i < facts->part_count; i++) {
        if (facts->parts[i].slot == NULL || facts->parts[i - 1].slot == NULL) continue;
        ck_assert_uint_ne(colors[facts->parts[i].index], colors[facts->parts[i - 1].index]);
    }
    free(colors);
    text_free(&schema);
    compiled_free(&compiled);
}
END_TEST

/* ---- Blocks ---- */

START_TEST(blocks_stand_where_the_bits_are)
{
    struct compiled compiled;
    struct report_class *facts = report_of(
        &compiled, "class C @layout(declared) { a: uint3; b: uint32; c: bool; reserved 9; d: bool ?; e: uint17; }");
    struct report report = {.class_count = 1, .classes = facts, .cache_line = 64};
    struct text picture = {0};
    report_svg(&picture, &report);
    ck_assert_uint_eq(facts->class->size, 8);
    for (size_t i = 0; i < facts->part_count; i++) {
        /* 14 pixels a bit from the right end at 928 on, a gap of 0.7 pixels at both of its own. */
        const struct report_part *part = &facts->parts[i];
        struct text left = {0};
        struct text width = {0};
        markup_tenths(&left, "x", 9280 - (int64_t)(part->bit + part->bits) * 140 + 7);
        markup_tenths(&width, "width", (int64_t)part->bits * 140 - 14);
        bool found = false;
        for (const char *at = text_chars(&picture); (at = strstr(at, "<rect")) != NULL; at++) {
            const char *const end = strchr(at, '>');
            const char *const x = strstr(at, text_chars(&left));
            const char *const wide = strstr(at, text_chars(&width));
            found = found || (x != NULL && x < end && wide != NULL && wide < end);
        }
        ck_assert_msg(found, "no block%s%s for bit %u", text_chars(&left), text_chars(&width), part->bit);
        text_free(&left);
        text_free(&width);
    }
    ck_assert_uint_eq(facts->part_count, 7);
    text_free(&picture);
    compiled_free(&compiled);
}
END_TEST

/* ---- Markup ---- */

START_TEST(strings_are_escaped)
{
    struct text text = {0};
    markup_text(&text, "<a href=\"x\">&'\x01\x1b\n\xc3\xa4\xef\xbf\xbe\xef\xbc\xa1");
    ck_assert_str_eq(text_chars(&text),
                     "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\xef\xbf\xbd\xef\xbf\xbd\n\xc3\xa4"
                     "\xef\xbf\xbd\xef\xbc\xa1");
    text_clear(&text);
    markup_shortened(&text, "abcdef", 6);
    markup_shortened(&text, "abcdef", 4);
    ck_assert_str_eq(text_chars(&text), "abcdefabc\xe2\x80\xa6");
    text_clear(&text);
    markup_tail(&text, "abcdef", 6);
    markup_tail(&text, "abcdef", 4);
    ck_assert_str_eq(text_chars(&text), "abcdef\xe2\x80\xa6\x64\x65\x66");
    text_clear(&text);
    markup_tenths(&text, "x", -125);
    markup_tenths(&text, "y", 30);
    ck_assert_str_eq(text_chars(&text), " x=\"-12.5\" y=\"3\"");
    text_free(&text);
}
END_TEST

Suite *picture_suite(void)
{
    Suite *suite = suite_create("picture");
    TCase *tests = tcase_create("picture");
    tcase_add_test(tests, labels_keep_apart);
    tcase_add_test(tests, labels_stand_near_where_they_can);
    tcase_add_test(tests, rows_that_look_alike_are_left_out);
    tcase_add_test(tests, neighbours_differ_in_colour);
    tcase_add_test(tests, blocks_stand_where_the_bits_are);
    tcase_add_test(tests, strings_are_escaped);
    suite_add_tcase(suite, tests);
    return suite;
}
