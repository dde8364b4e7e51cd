/* SPDX-License-Identifier: MIT */
/* Offsets to places: lines, columns, several files; and UTF-8. */
#include "unit.h"

#include "source/source.h"
#include "source/utf8.h"

#include <string.h>

static struct arena arena;
static struct source_set set;

static void start(void)
{
    arena_init(&arena);
    source_set_init(&set, &arena);
}

static void stop(void)
{
    arena_free(&arena);
}

static const struct source *add(const char *path, const char *text)
{
    const struct source *source = source_add(&set, path, text, strlen(text));
    ck_assert_ptr_nonnull(source);
    return source;
}

START_TEST(places_in_a_file)
{
    static const struct {
        const char *text;
        uint32_t offset;
        uint32_t line, column;
        const char *line_text;
    } rows[] = {
        {"", 0, 1, 1, ""},
        {"ab", 0, 1, 1, "ab"},
        {"ab", 2, 1, 3, "ab"},
        {"ab\ncd\n", 2, 1, 3, "ab"},
        {"ab\ncd\n", 3, 2, 1, "cd"},
        {"ab\ncd\n", 4, 2, 2, "cd"},
        {"ab\ncd\n", 6, 3, 1, ""},
        {"ab\r\ncd\r\n", 1, 1, 2, "ab"},
        {"ab\r\ncd\r\n", 4, 2, 1, "cd"},
        {"\n\n\nx", 3, 4, 1, "x"},
        {"\xC3\xB6\xE2\x82\xACx", 5, 1, 3, "\xC3\xB6\xE2\x82\xACx"}, /* two characters of 2 and 3 bytes before x */
        {"\xEF\xBB\xBF"
         "ab",
         3, 1, 1, "ab"}, /* a byte order mark takes no column */
        {"\xEF\xBB\xBF"
         "ab",
         4, 1, 2, "ab"},
        {"\xEF\xBB\xBF"
         "ab",
         0, 1, 1, "ab"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        start();
        add("before.slots", "x\ny\n");
        const struct source *source = add("test.slots", rows[i].text);
        const struct source_place place = source_locate(&set, source->base + rows[i].offset);
        ck_assert_msg(place.source == source && place.line == rows[i].line && place.column == rows[i].column,
                      "row %zu gives %u:%u", i, place.line, place.column);
        ck_assert_uint_eq(place.line_length, strlen(rows[i].line_text));
        ck_assert_int_eq(memcmp(place.line_text, rows[i].line_text, place.line_length), 0);
        stop();
    }
}
END_TEST

START_TEST(files_share_one_space)
{
    start();
    const struct source *one = add("one", "a\nb");
    const struct source *two = add("two", "");
    const struct source *three = add("three", "c\nd\n");
    ck_assert_uint_gt(one->base, 0);
    ck_assert_ptr_eq(source_locate(&set, 0).source, NULL);
    ck_assert_ptr_eq(source_locate(&set, one->base + 3).source, one); /* its end is no other file's beginning */
    ck_assert_ptr_eq(source_locate(&set, two->base).source, two);
    ck_assert_ptr_eq(source_locate(&set, three->base).source, three);
    ck_assert_uint_eq(source_locate(&set, three->base + 2).line, 2);
    ck_assert_ptr_eq(source_locate(&set, UINT32_MAX).source, three);
    ck_assert_str_eq(source_locate(&set, two->base).source->path, "two");
    stop();
    start();
    ck_assert_ptr_eq(source_locate(&set, 1).source, NULL); /* no files at all */
    stop();
}
END_TEST

START_TEST(texts_are_copied_and_end_with_two_nuls)
{
    char text[] = "abc";
    start();
    const struct source *source = source_add(&set, "test", text, 3);
    text[0] = 'X';
    ck_assert_int_eq(memcmp(source->text, "abc\0\0", 5), 0);
    ck_assert_uint_eq(source->length, 3);
    ck_assert_ptr_eq(source_add(&set, "huge", text, 0x7FFFFFFF), NULL);
    ck_assert_ptr_eq(source_add(&set, "huger", text, SIZE_MAX), NULL);
    ck_assert_ptr_eq(set.last, source);
    stop();
}
END_TEST

START_TEST(lines_are_found_among_many)
{
    static char text[3 * 5000 + 1];
    for (size_t i = 0; i < 5000; i++) memcpy(text + 3 * i, "ab\n", 4);
    start();
    const struct source *source = add("test", text);
    for (uint32_t i = 0; i < 15000; i++) {
        const struct source_place place = source_locate(&set, source->base + i);
        ck_assert_uint_eq(place.line, i / 3 + 1);
        ck_assert_uint_eq(place.column, i % 3 + 1);
    }
    stop();
}
END_TEST

START_TEST(utf8_is_strict)
{
    static const struct {
        const char *bytes;
        size_t length, size;
        uint32_t code_point;
    } rows[] = {
        {"a", 1, 1, 'a'},
        {"\0", 1, 1, 0},
        {"\xC2\x80", 2, 2, 0x80},
        {"\xDF\xBF", 2, 2, 0x7FF},
        {"\xE0\xA0\x80", 3, 3, 0x800},
        {"\xEF\xBF\xBF", 3, 3, 0xFFFF},
        {"\xF0\x90\x80\x80", 4, 4, 0x10000},
        {"\xF4\x8F\xBF\xBF", 4, 4, 0x10FFFF},
        {"", 0, 0, 0},
        {"\x80", 1, 0, 0},
        {"\xC1\xBF", 2, 0, 0},         /* overlong */
        {"\xE0\x9F\xBF", 3, 0, 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 4, 0, 0}, /* overlong */
        {"\xED\xA0\x80", 3, 0, 0},     /* a surrogate */
        {"\xED\xBF\xBF", 3, 0, 0},
        {"\xF4\x90\x80\x80", 4, 0, 0}, /* above U+10FFFF */
        {"\xF8\x88\x80\x80\x80", 5, 0, 0},
        {"\xFF", 1, 0, 0},
        {"\xC3", 1, 0, 0}, /* cut off */
        {"\xE2\x82", 2, 0, 0},
        {"\xC3"
         "a",
         2, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t code_point = 0;
        char back[4];
        ck_assert_msg(utf8_decode(rows[i].bytes, rows[i].length, &code_point) == rows[i].size, "row %zu", i);
        ck_assert_uint_eq(code_point, rows[i].code_point);
        if (rows[i].size == 0) continue;
        ck_assert_uint_eq(utf8_encode(code_point, back), rows[i].size);
        ck_assert_int_eq(memcmp(back, rows[i].bytes, rows[i].size), 0);
    }
}
END_TEST

Suite *source_suite(void)
{
    Suite *suite = suite_create("source");
    TCase *tests = tcase_create("source");
    tcase_add_test(tests, places_in_a_file);
    tcase_add_test(tests, files_share_one_space);
    tcase_add_test(tests, texts_are_copied_and_end_with_two_nuls);
    tcase_add_test(tests, lines_are_found_among_many);
    tcase_add_test(tests, utf8_is_strict);
    suite_add_tcase(suite, tests);
    return suite;
}
