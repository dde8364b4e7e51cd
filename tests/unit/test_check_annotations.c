/* SPDX-License-Identifier: MIT */
/*
 * The whole matrix of annotations: each in every place, and every pair of them in every place that takes both.
 */
#include "checked.h"

#include <stdio.h>
#include <string.h>

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof((array)[0])))

enum { CLASS = 1, ENUM = 2, FLAGS = 4, SLOT = 8, TYPE = 16, SYMBOLS = 32, ONEOF = 64, OVERLAY = 128 };

static const struct {
    unsigned place;
    const char *schema;
} places[] = {
    {CLASS, "class C %s { a: uint32; }"},
    {ENUM, "enum E %s { a, b } class C { e: E; }"},
    {FLAGS, "flags F %s { a, b } class C { f: F; }"},
    {SLOT, "class C { a: uint32 %s; }"},
    {TYPE, "type T = uint32 %s; class C { a: T; }"},
    {SYMBOLS, "symbols s(5) %s; class C { a: symbol(s); }"},
    {ONEOF, "class C { oneof x %s { a: uint8; b: bool; } }"},
    {OVERLAY, "class C { overlay x %s { a: uint8; b: bool; } }"},
};

static const struct {
    const char *name;
    const char *text;
    unsigned places;
} rows[] = {
    {"pool", "@pool(capacity: 5)", CLASS},
    {"pool", "@pool(capacity: 5, checked)", CLASS},
    {"table", "@table", CLASS},
    {"table", "@table(rows)", CLASS},
    {"align", "@align(4)", CLASS},
    {"max_size", "@max_size(16)", CLASS},
    {"size", "@size(16)", CLASS},
    {"immutable", "@immutable", CLASS},
    {"layout", "@layout(dense)", CLASS},
    {"c_name", "@c_name(\"renamed\")", CLASS | ENUM | FLAGS | SLOT | SYMBOLS | ONEOF | OVERLAY},
    {"unit", "@unit(\"ns\")", SLOT | TYPE},
    {"private", "@private", SLOT | TYPE | ONEOF | OVERLAY},
    {"counter", "@counter", SLOT | TYPE},
    {"own", "@own", SLOT | TYPE},
    {"unknown", "@unknown", 0},
};

/* Pairs that exclude each other, besides those of one name. */
static const char *const excluded[][2] = {{"size", "max_size"}};

static bool excludes(int a, int b)
{
    for (int i = 0; i < COUNT_OF(excluded); i++) {
        const char *const *pair = excluded[i];
        if (strcmp(rows[a].name, pair[0]) == 0 && strcmp(rows[b].name, pair[1]) == 0) return true;
        if (strcmp(rows[a].name, pair[1]) == 0 && strcmp(rows[b].name, pair[0]) == 0) return true;
    }
    return false;
}

/* NULL: it is allowed there. */
static const char *rule_alone(int row, int place)
{
    if (strcmp(rows[row].name, "unknown") == 0) return "annotation-unknown";
    if ((rows[row].places & places[place].place) == 0) return "annotation-place";
    return NULL;
}

static const char *rule_together(int a, int b)
{
    if (strcmp(rows[a].name, rows[b].name) == 0) return "annotation-duplicate";
    return excludes(a, b) ? "annotation-conflict" : NULL;
}

/* One error of a rule, or none where that is NULL. */
static void assert_rule(int place, const char *annotations, const char *rule)
{
    char text[256];
    char bracketed[64];
    snprintf(text, sizeof text, places[place].schema, annotations);
    check_text(text);
    ck_assert_msg(run.diag.errors == (rule == NULL ? 0 : 1), "%s: %s", text, run.messages);
    snprintf(bracketed, sizeof bracketed, "[%s]", rule == NULL ? "" : rule);
    ck_assert_msg(rule == NULL || strstr(run.messages, bracketed) != NULL, "%s: %s", text, run.messages);
    end_run();
}

START_TEST(annotation_in_every_place)
{
    for (int place = 0; place < COUNT_OF(places); place++) assert_rule(place, rows[_i].text, rule_alone(_i, place));
}
END_TEST

START_TEST(annotations_in_pairs)
{
    char both[128];
    for (int other = 0; other < COUNT_OF(rows); other++) {
        snprintf(both, sizeof both, "%s %s", rows[_i].text, rows[other].text);
        for (int place = 0; place < COUNT_OF(places); place++) {
            if (rule_alone(_i, place) == NULL && rule_alone(other, place) == NULL)
                assert_rule(place, both, rule_together(_i, other));
        }
    }
}
END_TEST

/* What a class and a slot of it exclude, and arguments of the wrong kind. */
static const struct {
    const char *text;
    const char *rule;
} mistakes[] = {
    {"class C @immutable { a: uint32 @counter; }", "annotation-conflict"},
    {"type Hits = uint32 @counter; class C @immutable { a: Hits; }", "annotation-conflict"},
    {"class C @align(8) @size(12) { a: uint32; }", "size-align"},
    {"class C @table() { a: uint32; }", "annotation-argument"},
    {"class C @table(columns) { a: uint32; }", "annotation-argument"},
    {"class C @table(rows, rows) { a: uint32; }", "annotation-argument"},
    {"class C @table(kind: rows) { a: uint32; }", "annotation-argument"},
    {"class C @immutable(true) { a: uint32; }", "annotation-argument"},
    {"class C @immutable() { a: uint32; }", "annotation-argument"},
    {"class C { a: uint32 @private(yes); }", "annotation-argument"},
    {"class C { a: uint32 @counter(1); }", "annotation-argument"},
    {"class C { a: bool @counter; }", "counter-type"},
    {"type T = bool @counter; class C { a: T; b: T; }", "counter-type"},
    {"symbols s(5) @c_name(\"1\"); class C { a: symbol(s); }", "c-name-invalid"},
    {"class C @size(16) @max_size(16) @align(3) { a: uint32; }", "align-value"},
};

START_TEST(annotations_with_mistakes)
{
    assert_one_message(mistakes[_i].text, mistakes[_i].rule);
}
END_TEST

TCase *check_annotations_tests(void)
{
    TCase *annotations = tcase_create("annotations");
    tcase_add_loop_test(annotations, annotation_in_every_place, 0, COUNT_OF(rows));
    tcase_add_loop_test(annotations, annotations_in_pairs, 0, COUNT_OF(rows));
    tcase_add_loop_test(annotations, annotations_with_mistakes, 0, COUNT_OF(mistakes));
    return annotations;
}
