/* SPDX-License-Identifier: MIT */
/* How diagnostics look: carets, cut lines, characters made visible, colors, and when they stop. */
#include "unit.h"

#include "source/diag.h"

#include <stdlib.h>
#include <string.h>

enum { OUTPUT_SIZE = 65536 };

static struct arena arena;
static struct source_set set;
static struct diag diag;
static const struct source *source;
static char output[OUTPUT_SIZE];

static void start(const char *path, const char *text)
{
    arena_init(&arena);
    source_set_init(&set, &arena);
    FILE *stream = tmpfile();
    ck_assert_ptr_nonnull(stream);
    diag_init(&diag, &set, stream);
    source = source_add(&set, path, text, strlen(text));
}

static const char *stop(void)
{
    rewind(diag.stream);
    output[fread(output, 1, OUTPUT_SIZE - 1, diag.stream)] = '\0';
    fclose(diag.stream);
    arena_free(&arena);
    return output;
}

static struct span span(uint32_t begin, uint32_t end)
{
    const struct span result = {source->base + begin, source->base + end};
    return result;
}

START_TEST(carets_stand_below_what_is_meant)
{
    static const struct {
        const char *text;
        uint32_t begin, end;
        const char *expected;
    } rows[] = {
        {"class A", 6, 7, "t:1:7: error: no [r]\n    1 | class A\n      |       ^\n"},
        {"class A", 0, 5, "t:1:1: error: no [r]\n    1 | class A\n      | ^~~~~\n"},
        {"class A", 7, 7, "t:1:8: error: no [r]\n    1 | class A\n      |        ^\n"},
        {"", 0, 0, "t:1:1: error: no [r]\n    1 | \n      | ^\n"},
        {"\tx\ty", 3, 4, "t:1:4: error: no [r]\n    1 | \tx\ty\n      | \t \t^\n"},
        {"a\tb", 1, 3, "t:1:2: error: no [r]\n    1 | a\tb\n      |  ^~\n"},
        {"a\nbcd\r\ne", 3, 8, "t:2:2: error: no [r]\n    2 | bcd\n      |  ^~\n"}, /* the first line of the span */
        {"\xC3\xB6 = x", 5, 6, "t:1:5: error: no [r]\n    1 | \xC3\xB6 = x\n      |     ^\n"},
        {"a\x01"
         "bc",
         2, 4, "t:1:3: error: no [r]\n    1 | a<U+0001>bc\n      |          ^~\n"},
        {"a\x01"
         "b",
         1, 2, "t:1:2: error: no [r]\n    1 | a<U+0001>b\n      |  ^~~~~~~~\n"},
        {"a\xFF"
         "b",
         2, 3, "t:1:3: error: no [r]\n    1 | a<FF>b\n      |      ^\n"},
        {"a\xE2\x80\xAE"
         "b",
         4, 5, "t:1:3: error: no [r]\n    1 | a<U+202E>b\n      |          ^\n"},
        {"a\x1B[31m", 0, 1, "t:1:1: error: no [r]\n    1 | a<U+001B>[31m\n      | ^\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        start("t", rows[i].text);
        diag_error(&diag, "r", span(rows[i].begin, rows[i].end), "no");
        ck_assert_str_eq(stop(), rows[i].expected);
    }
}
END_TEST

START_TEST(long_lines_are_cut_around_the_caret)
{
    enum { LENGTH = 1000000 };
    static const uint32_t places[] = {0, 50, 100, 119, 120, 121, 500000, LENGTH - 100, LENGTH - 1, LENGTH};
    char *text = malloc(LENGTH + 1);
    memset(text, 'a', LENGTH);
    text[LENGTH] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (places[i] < LENGTH) text[places[i]] = 'X';
        start("t", text);
        diag_error(&diag, "r", span(places[i], LENGTH), "no");
        const char *said = stop();
        ck_assert_msg(strlen(said) < 400, "%zu bytes at %u", strlen(said), places[i]);
        const char *line = strchr(said, '\n') + 1;
        const char *caret_line = strchr(line, '\n') + 1;
        const char *caret = strchr(caret_line, '^');
        ck_assert_ptr_nonnull(caret);
        ck_assert_int_eq(line[caret - caret_line], places[i] < LENGTH ? 'X' : '\n');
        if (places[i] < LENGTH) text[places[i]] = 'a';
    }
    free(text);
}
END_TEST

START_TEST(cut_lines_keep_whole_characters)
{
    char text[604] = "aa";
    for (size_t i = 0; i < 600; i += 3) memcpy(text + 2 + i, "\xE2\x82\xAC", 4);
    for (uint32_t i = 0; i < 600; i += 3) {
        for (size_t skipped = 0; skipped < 3; skipped++) {
            start("t", text + skipped);
            const uint32_t begin = (uint32_t)(i + 2 - skipped);
            diag_error(&diag, "r", span(begin, begin + 3), "no");
            ck_assert_ptr_null(strchr(stop(), '<')); /* a broken one would be shown as <E2> */
        }
    }
}
END_TEST

START_TEST(messages_are_short_and_harmless)
{
    char word[3001];
    memset(word, 'w', 3000);
    word[3000] = '\0';
    start(
        "bad\n\x1B"
        "name",
        "x");
    diag_error(&diag, NULL, span(0, 1), "no '%s' in \x07 '%.70s' or '%.64s'", word, word, word);
    const char *said = stop();
    word[64] = '\0';
    char expected[16384];
    snprintf(expected, sizeof expected, "bad<U+000A><U+001B>name:1:1: error: no '%s...' in <U+0007> '%s...' or '%s'\n",
             word, word, word);
    ck_assert_msg(strncmp(said, expected, strlen(expected)) == 0, "%s", said);
}
END_TEST

START_TEST(notes_help_and_warnings)
{
    start("t", "ab\ncd");
    diag_warning(&diag, "w", span(0, 2), "hm %d", 5);
    diag_note(&diag, span(3, 5), "see");
    diag_help(&diag, "do %s", "this");
    ck_assert_uint_eq(diag.warnings, 1);
    ck_assert_uint_eq(diag.errors, 0);
    ck_assert_str_eq(stop(),
                     "t:1:1: warning: hm 5 [w]\n    1 | ab\n      | ^~\nt:2:1: note: see\n    2 | cd\n      | ^~\n"
                     "  help: do this\n");
    start("t", "ab");
    diag.warnings_are_errors = true;
    diag_warning(&diag, "w", span(0, 2), "hm");
    ck_assert_uint_eq(diag.warnings, 0);
    ck_assert_uint_eq(diag.errors, 1);
    ck_assert_str_eq(stop(), "t:1:1: error: hm [w, --werror]\n    1 | ab\n      | ^~\n");
    start("t", "ab");
    diag_error(&diag, NULL, (struct span){0, 0}, "nowhere");
    ck_assert_str_eq(stop(), "slotgen: error: nowhere\n");
}
END_TEST

START_TEST(colors_are_those_of_gcc)
{
    start("t", "ab");
    diag.color = true;
    diag_error(&diag, "r", span(1, 2), "no");
    ck_assert_str_eq(stop(),
                     "\33[01m\33[Kt:1:2: \33[m\33[K\33[01;31m\33[Kerror:\33[m\33[K no [r]\n"
                     "    1 | ab\n\33[01;31m\33[K      |  ^\n\33[m\33[K");
}
END_TEST

START_TEST(it_stops_after_twenty_errors)
{
    size_t lines = 0;
    start("t", "ab");
    for (int i = 0; i < DIAG_MOST_ERRORS; i++) {
        diag_error(&diag, NULL, span(0, 1), "no");
        diag_note(&diag, span(0, 1), "note");
    }
    ck_assert(!diag_is_full(&diag)); /* nothing was dropped so far */
    for (int i = 0; i < 5; i++) {
        diag_error(&diag, NULL, span(0, 1), "dropped");
        diag_note(&diag, span(0, 1), "dropped");
        diag_help(&diag, "dropped");
        diag_warning(&diag, NULL, span(0, 1), "dropped");
    }
    ck_assert(diag_is_full(&diag));
    ck_assert_uint_eq(diag.errors, DIAG_MOST_ERRORS + 5);
    const char *said = stop();
    for (const char *c = said; *c != '\0'; c++) lines += *c == '\n';
    ck_assert_uint_eq(lines, DIAG_MOST_ERRORS * 6 + 1);
    ck_assert_ptr_null(strstr(said, "dropped"));
    const char *last = strstr(said, "slotgen: stopped after 20 errors");
    ck_assert_ptr_nonnull(last);
    ck_assert_ptr_eq(strchr(last, '\n') + 1, said + strlen(said));
}
END_TEST

Suite *diag_suite(void)
{
    Suite *suite = suite_create("diag");
    TCase *tests = tcase_create("diag");
    tcase_add_test(tests, carets_stand_below_what_is_meant);
    tcase_add_test(tests, long_lines_are_cut_around_the_caret);
    tcase_add_test(tests, cut_lines_keep_whole_characters);
    tcase_add_test(tests, messages_are_short_and_harmless);
    tcase_add_test(tests, notes_help_and_warnings);
    tcase_add_test(tests, colors_are_those_of_gcc);
    tcase_add_test(tests, it_stops_after_twenty_errors);
    suite_add_tcase(suite, tests);
    return suite;
}
