/* SPDX-License-Identifier: MIT */
/*
 * What slotgen diff says of two schemas: a table of changes, each with what must be said of it, and what must hold of
 * any comparison. That bytes which are said to say the same do so is tests/diff's to show, with programs.
 */
#include "compiled.h"
#include "unit.h"

#include "diff/diff.h"

#include <stdlib.h>
#include <string.h>

struct comparison {
    struct compiled old, new;
    struct arena arena;
    struct diff_report report;
};

static void compare(struct comparison *comparison, const char *old, const char *new)
{
    bool is_input = true;
    compiled_from(&comparison->old, old);
    compiled_from(&comparison->new, new);
    ck_assert_msg(comparison->old.model != NULL, "%s\n%s", old, comparison->old.messages);
    ck_assert_msg(comparison->new.model != NULL, "%s\n%s", new, comparison->new.messages);
    const struct model *before = comparison->old.model;
    const struct model *after = comparison->new.model;
    const struct diff_side old_side = {.count = 1, .models = &before, .is_input = &is_input};
    const struct diff_side new_side = {.count = 1, .models = &after, .is_input = &is_input};
    arena_init(&comparison->arena);
    diff_make(&comparison->arena, &old_side, &new_side, &comparison->report);
}

static void end(struct comparison *comparison)
{
    arena_free(&comparison->arena);
    compiled_free(&comparison->old);
    compiled_free(&comparison->new);
}

static const struct diff_entry *find_entry(const struct comparison *comparison, const char *name)
{
    const struct diff_entry *entry = comparison->report.entries;
    while (entry != NULL && strcmp(entry->name, name) != 0) entry = entry->next;
    return entry;
}

/* "break a.narrowed, data .size": the changes of an entry in order. */
static void append_changes(struct text *text, const struct diff_entry *entry)
{
    static const char *const effects[] = {"note", "data", "break"};
    for (const struct diff_change *change = entry->changes; change != NULL; change = change->next) {
        text_strings(text, change == entry->changes ? "" : ", ", effects[change->effect], " ", change->subject, ".",
                     change->what, NULL);
        if (change->renamed != NULL) text_strings(text, " ", change->renamed, NULL);
    }
}

/* ---- One change at a time ---- */

/* What becomes of class C; a text without a class is what its braces hold. */
struct change_case {
    const char *old, *new;
    const char *verdict;
    enum diff_data data;
    const char *changes;
};

static const struct change_case change_cases[] = {
    /* Nothing, and what is nobody's concern. */
    {"a: 0 .. 9;", "a: 0 .. 9;", "same layout", DATA_SAME, ""},
    {"a: 0 .. 9;", "/// New words.\na: 0 .. 9 @unit(\"s\");", "same layout", DATA_SAME, ""},
    {"a: uint8;", "a: 0 .. 255;", "same layout", DATA_SAME, ""},
    {"a: 0 .. 9 = 1;", "a: 0 .. 9 = 2;", "same layout", DATA_SAME, "note a.default"},
    {"a: text(3) = \"ab\";", "a: text(3) = \"abc\";", "same layout", DATA_SAME, "note a.default"},
    {"a: float64 = 1.5;", "a: float64 = 1.5;", "same layout", DATA_SAME, ""},
    {"a: float64 = 1.5;", "a: float64 = 2;", "same layout", DATA_SAME, "note a.default"},
    {"a: (1 .. 9)[3] = [1, 2, 3];", "a: (1 .. 9)[3] = [1, 2, 3];", "same layout", DATA_SAME, ""},
    {"a: (1 .. 9)[3] = [1, 2, 3];", "a: (1 .. 9)[3] = [1, 2, 4];", "same layout", DATA_SAME, "note a.default"},
    /* Slots that come, go, and change their places. */
    {"a: 0 .. 9;", "a: 0 .. 9; b: 0 .. 9 ?;", "source compatible", DATA_READABLE, "note b.added"},
    {"a: 0 .. 9;", "a: 0 .. 9; b: uint8 = 1;", "source compatible", DATA_CHANGED,
     "data .size, data a.moved, note b.added"},
    {"a: 0 .. 9;", "a: 0 .. 9; b: 0 .. 9;", "incompatible", DATA_READABLE, "break .make, note b.added"},
    {"a: 0 .. 9; b: bool ?;", "a: 0 .. 9;", "incompatible", DATA_CHANGED, "break b.removed"},
    {"a: 0 .. 9;", "b: 0 .. 9;", "incompatible", DATA_CHANGED, "break .make, note b.added, break a.removed b"},
    {"a: 0 .. 9; b: 0 .. 9;", "c: 0 .. 9; d: 0 .. 9;", "incompatible", DATA_CHANGED,
     "break .make, note c.added, note d.added, break a.removed c, break b.removed d"},
    {"a: 0 .. 9; b: 0 .. 9;", "b: 0 .. 9; c: 0 .. 9;", "incompatible", DATA_CHANGED,
     "break .make, data b.moved, note c.added, break a.removed"},
    {"a: bool ?; b: uint16 = 0;", "z: bool ?; x: uint16 = 0; c: 0 .. 2 = 0;", "incompatible", DATA_CHANGED,
     "note z.added, note x.added, note c.added, break a.removed z, break b.removed x"},
    {"a: 0 .. 9; b: 0 .. 9;", "b: 0 .. 9; a: 0 .. 9;", "incompatible", DATA_CHANGED,
     "break .make, note .order, data b.moved, data a.moved"},
    {"a: bool ?; b: uint64 = 0;", "a: bool ?; b: uint64 = 0; c: bool ?;", "source compatible", DATA_CHANGED,
     "data a.bits, note c.added"},
    {"a: uint64 = 0;", "a: uint64 = 0; b: bool ?;", "incompatible", DATA_CHANGED,
     "data .size, break .to_u64, note b.added"},
    /* Values. */
    {"a: 0 .. 9;", "a: 0 .. 15;", "source compatible", DATA_READABLE, "note a.widened"},
    {"a: 0 .. 9;", "a: 0 .. 16;", "source compatible", DATA_READABLE, "note a.widened, note a.bits"},
    {"a: uint8;", "a: uint9;", "source compatible", DATA_CHANGED, "data .size, note a.widened, note a.bits"},
    {"a: 0 .. 9; b: bool;", "a: 0 .. 16; b: bool;", "source compatible", DATA_CHANGED,
     "note a.widened, data a.moved, data b.moved"},
    {"a: 5 .. 5 = 5;", "a: 5 .. 9 = 5;", "source compatible", DATA_READABLE, "note a.widened, note a.bits"},
    {"a: 5 .. 5;", "a: 4 .. 9;", "source compatible", DATA_CHANGED, "note a.widened, data a.bits"},
    {"a: 0 .. 9;", "a: -1 .. 9;", "source compatible", DATA_CHANGED, "note a.widened, data a.codes"},
    {"a: 0 .. 9;", "a: 0 .. 8;", "incompatible", DATA_CHANGED, "break a.narrowed, data a.codes"},
    {"a: 0 .. 9;", "a: 1 .. 10;", "incompatible", DATA_CHANGED, "break a.range, data a.codes"},
    {"a: 0 .. 10 step 5;", "a: 0 .. 10;", "source compatible", DATA_CHANGED, "note a.widened, data a.bits"},
    {"a: 0 .. 10;", "a: 0 .. 10 step 5;", "incompatible", DATA_CHANGED, "break a.narrowed, data a.bits"},
    {"a: 0 .. 10 step 5;", "a: 1 .. 11 step 5;", "incompatible", DATA_CHANGED, "break a.range, data a.codes"},
    {"a: 5 .. 5;", "a: 5 .. 5;", "same layout", DATA_SAME, ""},
    {"a: 0 .. 2147483647;", "a: 0 .. 4294967295;", "incompatible", DATA_READABLE,
     "note a.widened, break a.C type, note a.bits"},
    {"a: 0 .. 1 step 0.25;", "a: 0 .. 1.5 step 0.25;", "source compatible", DATA_READABLE, "note a.widened"},
    {"a: 0 .. 1 step 0.25;", "a: 0 .. 1 step 0.5;", "incompatible", DATA_CHANGED, "break a.steps, data a.bits"},
    {"a: 0 .. 9;", "a: bool;", "incompatible", DATA_CHANGED, "break .make, break a.type, data a.bits"},
    {"a: float32;", "a: float64;", "incompatible", DATA_CHANGED, "data .size, break .make, break a.type, data a.bits"},
    {"a: float16;", "a: float32;", "incompatible", DATA_CHANGED, "data .size, break a.type, data a.bits"},
    {"a: text(3);", "a: text(4);", "source compatible", DATA_CHANGED, "data .size, note a.widened, note a.bits"},
    {"class C @align(4) { a: text(3); }", "class C @align(4) { a: text(4); }", "source compatible", DATA_READABLE,
     "note a.widened, note a.bits"},
    {"a: text(3);", "a: text(2);", "incompatible", DATA_CHANGED, "data .size, break a.narrowed, data a.bits"},
    {"a: bytes(3);", "a: bytes(4);", "incompatible", DATA_CHANGED, "data .size, break a.type, data a.bits"},
    {"a: pointer(\"void\", align: 8);", "a: pointer(\"void\");", "source compatible", DATA_CHANGED,
     "note a.align, data a.bits"},
    {"a: pointer(\"void\");", "a: pointer(\"void\", align: 8);", "incompatible", DATA_CHANGED,
     "break a.align, data a.bits"},
    {"a: pointer(\"void\");", "a: pointer(\"int\");", "incompatible", DATA_SAME, "break .make, break a.type"},
    /* Presence. */
    {"a: 0 .. 9 = 0;", "a: 0 .. 9 ?;", "incompatible", DATA_CHANGED, "break a.presence, note a.default, data a.codes"},
    {"a: 0 .. 9 ?;", "a: 0 .. 9 = 0;", "incompatible", DATA_CHANGED, "break a.presence, note a.default, data a.codes"},
    {"a: 0 .. 9 ?;", "a: 0 .. 9 ? unset 10;", "incompatible", DATA_READABLE, "break a.unset value"},
    {"a: 0 .. 9 ? unset 10;", "a: 0 .. 9 ? unset 11;", "incompatible", DATA_READABLE, "break a.unset value"},
    {"a: 0 .. 14 ?;", "a: 0 .. 15 ?;", "source compatible", DATA_CHANGED, "note a.widened, data a.bits"},
    {"a: (0 .. 9 ?)[2];", "a: (0 .. 9)[2] ?;", "incompatible", DATA_CHANGED,
     "data .size, break a.presence, data a.bits"},
    /* Arrays. */
    {"a: (0 .. 9)[2];", "a: (0 .. 9)[3];", "incompatible", DATA_CHANGED, "data .size, break a.elements, data a.bits"},
    {"a: 0 .. 9;", "a: (0 .. 9)[2];", "incompatible", DATA_CHANGED, "break .make, break a.elements, data a.bits"},
    /* Enums, flags, tables, refs. */
    {"enum E { x, y, z } class C { a: E; }", "enum E { x, y, z, w } class C { a: E; }", "source compatible",
     DATA_READABLE, ""},
    {"enum E { x, y } class C { a: E; }", "enum E { x, y, z } class C { a: E; }", "source compatible", DATA_READABLE,
     "note a.bits"},
    {"enum E { x, y, z } class C { a: E; }", "enum E { w = -1, x, y, z } class C { a: E; }", "source compatible",
     DATA_CHANGED, "data a.codes"},
    {"enum E { x, y } class C { a: E; }", "enum F { x, y } class C { a: F; }", "incompatible", DATA_SAME,
     "break .make, break a.type"},
    {"enum E { x, y } class C { a: E; }", "enum E { y, x } class C { a: E; }", "source compatible", DATA_CHANGED,
     "data a.codes"},
    {"flags F { x, y } class C { a: F; }", "flags F { x, y, z } class C { a: F; }", "source compatible", DATA_READABLE,
     "note a.bits"},
    {"class C @layout(natural) { a: 0 .. 500; }", "class C @layout(natural) { a: 0 .. 1_000; }", "source compatible",
     DATA_READABLE, "note a.widened, note a.bits"},
    {"class C @layout(natural) { a: uint8; b: uint16 = 0; }", "class C @layout(natural) { a: uint9; b: uint16 = 0; }",
     "source compatible", DATA_CHANGED, "note a.widened, data a.moved, data b.moved"},
    {"overlay o { a: uint3; b: uint8; }", "overlay o { a: uint4; b: uint8; }", "source compatible", DATA_CHANGED,
     "note o.a.widened, data o.a.bits"},
    {"oneof o { a: uint3; b: uint8; }", "oneof o { a: uint4; b: uint8; }", "source compatible", DATA_READABLE,
     "note o.a.widened, note o.a.bits"},
    {"symbols s(6); class C { a: symbol(s); }", "symbols s(7); class C { a: symbol(s); }", "source compatible",
     DATA_READABLE, "note a.widened"},
    {"symbols s(7); class C { a: symbol(s); }", "symbols s(6); class C { a: symbol(s); }", "incompatible", DATA_CHANGED,
     "break a.narrowed, data a.codes"},
    {"class C @pool(capacity: 9) { a: ref C; }", "class C @pool(capacity: 12) { a: ref C; }", "source compatible",
     DATA_READABLE, "note .widened, note a.widened"},
    {"class C @pool(capacity: 9) { a: ref C; }", "class C @pool(capacity: 9, checked: 4) { a: ref C; }",
     "source compatible", DATA_READABLE, "note .generations, note a.widened, note a.bits"},
    {"class C @pool(capacity: 9, checked: 4) { a: ref C; }", "class C @pool(capacity: 15, checked: 4) { a: ref C; }",
     "same layout", DATA_SAME, "note .widened"},
    {"class C @pool(capacity: 15, checked: 4) { a: ref C; }", "class C @pool(capacity: 16, checked: 3) { a: ref C; }",
     "source compatible", DATA_CHANGED, "note .widened, note .generations, data a.codes"},
    {"class C @pool(capacity: 15, checked: 4) { a: ref C; }", "class C @pool(capacity: 15) { a: ref C; }",
     "incompatible", DATA_CHANGED, "note .generations, break a.narrowed, data a.bits"},
    {"class C @pool(capacity: 15, checked) { a: any; }", "class C @pool(capacity: 16, checked) { a: any; }",
     "source compatible", DATA_CHANGED, "note .widened, note .generations, data .any"},
    {"class C @pool(capacity: 9) { a: any; }", "class C @pool(capacity: 9, checked) { a: any; }", "source compatible",
     DATA_READABLE, "note .generations"},
    {"class C @pool(capacity: 9) { a: bool; }", "class C { a: bool; }", "incompatible", DATA_SAME, "break .pool"},
    /* What lies in it. */
    {"class D { x: 0 .. 9; } class C { a: D; }", "class D { x: 0 .. 12; } class C { a: D; }", "source compatible",
     DATA_READABLE, ""},
    {"class D { x: 0 .. 9; } class C { a: D; }", "class D { x: 1 .. 10; } class C { a: D; }", "source compatible",
     DATA_CHANGED, "data a.layout"},
    {"class D { x: 0 .. 9; } class C { a: inline D; }", "class D { x: 0 .. 12; } class C { a: inline D; }",
     "source compatible", DATA_READABLE, "note a.x.widened"},
    {"class B { x: 0 .. 9; } class C(B) { a: bool; }", "class B { x: 0 .. 9; } class C { x: 0 .. 9; a: bool; }",
     "incompatible", DATA_CHANGED, "data .size, break .base removed, data a.moved"},
    {"oneof o { x: 0 .. 9; y: bool; }", "oneof o { x: 0 .. 9; y: bool; z: 0 .. 15; }", "source compatible",
     DATA_CHANGED, "note o.arm added, data o.moved, note o.z.added"},
    {"oneof o { x: 0 .. 9; y: bool; z: bool; }", "oneof o { x: 0 .. 9; y: bool; z: bool; w: bool; }",
     "source compatible", DATA_READABLE, "note o.arm added, note o.w.added"},
    {"oneof o { x: 0 .. 9; y: bool; }", "oneof o { y: bool; x: 0 .. 9; }", "source compatible", DATA_CHANGED,
     "note .order, data o.codes, data o.y.codes, data o.x.codes"},
    {"oneof o { x: 0 .. 9; y: bool; z: bool; }", "oneof o ? { x: 0 .. 9; y: bool; z: bool; }", "incompatible",
     DATA_CHANGED, "break o.presence, data o.codes, data o.x.codes, data o.y.codes, data o.z.codes"},
    {"oneof o { x: 0 .. 9; y: bool; }", "overlay o { x: 0 .. 9; y: bool; }", "incompatible", DATA_CHANGED,
     "break o.x.lives, data o.x.codes, break o.y.lives, data o.y.codes, break o.removed"},
    {"oneof o { x: { p: bool; } y: { q: bool; } }", "oneof o { x: { p: bool; r: bool; } y: { q: bool; } }",
     "source compatible", DATA_READABLE, "note o.r.added"},
    /* What the class is. */
    {"class C { a: 0 .. 9; }", "class C @immutable { a: 0 .. 9; }", "incompatible", DATA_SAME,
     "break .mutable, break a.can be set"},
    {"class C { a: 0 .. 9; }", "class C @align(4) { a: 0 .. 9; }", "source compatible", DATA_CHANGED,
     "data .size, note .align"},
    {"class C { a: uint8; }", "class C @c_name(\"D\") { a: uint8; }", "incompatible", DATA_SAME, "break .C name"},
    {"a: uint8;", "a: uint8 @c_name(\"b\");", "incompatible", DATA_SAME, "break a.C name"},
    {"a: uint8 @counter;", "a: uint8;", "incompatible", DATA_SAME, "break a.counter"},
    {"a: uint8;", "a: uint8 @counter;", "same layout", DATA_SAME, "note a.counter"},
    {"a: uint8;", "a: uint8 @private;", "incompatible", DATA_SAME, "break a.public"},
    {"a: uint8 @private;", "a: uint8;", "incompatible", DATA_SAME, "break .private header, note a.public"},
    {"a: uint8 @private; b: bool @private;", "a: uint8; b: bool @private;", "same layout", DATA_SAME, "note a.public"},
    {"class C @table { a: uint8; }", "class C @table(rows) { a: uint8; }", "incompatible", DATA_SAME, "break .table"},
    /* Modes. */
    {"class C { a: 0 .. 9; b: uint8; }", "class C @layout(declared) { a: 0 .. 9; b: uint8; }", "source compatible",
     DATA_CHANGED, "note .layout, data a.moved, data b.moved"},
};

/* "class C { ... }" around what is no class. */
static const char *whole(struct comparison *comparison, const char *text)
{
    if (strstr(text, "class") != NULL) return text;
    return arena_join(&comparison->arena, "class C { ", text, " }", NULL);
}

START_TEST(test_change)
{
    const struct change_case *expected = &change_cases[_i];
    struct comparison comparison;
    struct comparison words;
    arena_init(&words.arena);
    compare(&comparison, whole(&words, expected->old), whole(&words, expected->new));
    const struct diff_entry *entry = find_entry(&comparison, "C");
    struct text changes = {0};
    ck_assert_ptr_nonnull(entry);
    append_changes(&changes, entry);
    const char *about = arena_join(&words.arena, expected->old, "   ->   ", expected->new, NULL);
    ck_assert_msg(strcmp(text_chars(&changes), expected->changes) == 0, "%s\nseen:     %s\nexpected: %s", about,
                  text_chars(&changes), expected->changes);
    ck_assert_msg(strcmp(diff_verdict(entry), expected->verdict) == 0, "%s\nis %s", about, diff_verdict(entry));
    ck_assert_msg(entry->data == expected->data, "%s\ndata %d", about, (int)entry->data);
    text_free(&changes);
    end(&comparison);
    arena_free(&words.arena);
}
END_TEST

/*
 * What must hold of every comparison: the same ids go with the same bytes, a break is one in the summary, and a slot
 * whose bytes say something else never leaves the class readable. Every case is compared with every other.
 */
START_TEST(test_invariants)
{
    const size_t count = sizeof change_cases / sizeof change_cases[0];
    for (size_t k = 0; k < count; k++) {
        struct comparison comparison;
        struct comparison words;
        arena_init(&words.arena);
        compare(&comparison, whole(&words, change_cases[_i].old), whole(&words, change_cases[k].new));
        const struct diff_entry *entry = find_entry(&comparison, "C");
        ck_assert_ptr_nonnull(entry);
        bool breaks = false;
        bool loses = false;
        for (const struct diff_change *change = entry->changes; change != NULL; change = change->next) {
            breaks = breaks || change->effect == DIFF_BREAK;
            loses = loses || change->effect == DIFF_DATA || strcmp(change->what, "removed") == 0;
        }
        ck_assert_int_eq(entry->breaks, breaks);
        ck_assert_int_eq(entry->data == DATA_CHANGED, loses);
        ck_assert_int_eq(entry->data == DATA_SAME, entry->old_class->layout_id == entry->new_class->layout_id);
        end(&comparison);
        arena_free(&words.arena);
    }
}
END_TEST

/* ---- Other declarations, and whole reports ---- */

static const struct {
    const char *old, *new;
    const char *name, *kind, *verdict, *changes;
} declaration_cases[] = {
    {"const a = 1;", "const a = 2;", "a", "const", "compatible", "note .value"},
    {"const a = 1;", "class C {}", "a", "const", "incompatible", "break .removed"},
    {"class C {}", "class C {} const a = 1;", "a", "const", "added", ""},
    {"type T = 0 .. 9; /// x", "type T = 0 .. 10;", "T", "type", "compatible", "note .widened"},
    {"type T = 0 .. 9;", "type T = 0 .. 8;", "T", "type", "incompatible", "break .narrowed"},
    {"type T = 0 .. 9;", "type T = 0 .. 5_000_000_000;", "T", "type", "incompatible", "note .widened, break .C type"},
    {"type T = 0 .. 9;", "type T = bool[4];", "T", "type", "incompatible", "break .typedef, break .type"},
    {"enum E { x, y }", "enum E { x, y, z }", "E", "enum", "compatible", "note z.added"},
    {"enum E { x, y }", "enum E { x }", "E", "enum", "incompatible", "break y.removed"},
    {"enum E { x, y }", "enum E { y, x }", "E", "enum", "incompatible", "break y.value, break x.value"},
    {"flags F { x, y }", "flags F { x, y = 5 }", "F", "flags", "incompatible", "break y.bit"},
    {"flags F { x, y }", "flags F { x, y, z = 40 }", "F", "flags", "incompatible", "note z.added, break .C type"},
    {"symbols s(5);", "symbols s(6);", "s", "symbols", "compatible", "note .widened"},
    {"symbols s(5);", "symbols s(4);", "s", "symbols", "incompatible", "break .narrowed"},
    {"class C { a: bool; }", "class D { a: bool; }", "C", "class", "incompatible", "break .removed D"},
    {"class C { a: bool; }", "class D { b: bool; }", "C", "class", "incompatible", "break .removed"},
    {"namespace m; class C { a: bool; }", "class C { a: bool; }", "m.C", "class", "incompatible", "break .removed C"},
};

START_TEST(test_declaration)
{
    struct comparison comparison;
    compare(&comparison, declaration_cases[_i].old, declaration_cases[_i].new);
    const struct diff_entry *entry = find_entry(&comparison, declaration_cases[_i].name);
    struct text changes = {0};
    ck_assert_ptr_nonnull(entry);
    append_changes(&changes, entry);
    ck_assert_str_eq(text_chars(&changes), declaration_cases[_i].changes);
    ck_assert_str_eq(entry->kind, declaration_cases[_i].kind);
    ck_assert_str_eq(diff_verdict(entry), declaration_cases[_i].verdict);
    ck_assert_int_eq(comparison.report.breaks, strcmp(declaration_cases[_i].verdict, "incompatible") == 0);
    text_free(&changes);
    end(&comparison);
}
END_TEST

START_TEST(test_counts)
{
    struct comparison comparison;
    compare(&comparison, "class A { a: bool; } class B { a: 0 .. 9; } class C { a: 0 .. 9; } class D { d: bool; }",
            "class A { a: bool; } class B { a: 0 .. 12; } class C { a: 0 .. 5; } class E { e: bool; }");
    const struct diff_report *report = &comparison.report;
    ck_assert_uint_eq(report->same, 1);
    ck_assert_uint_eq(report->compatible, 1);
    ck_assert_uint_eq(report->incompatible, 2);
    ck_assert_uint_eq(report->added, 1);
    ck_assert_uint_eq(report->entry_count, 5);
    struct text text = {0};
    diff_text(&text, report);
    ck_assert_ptr_nonnull(
        strstr(text_chars(&text), "\n5 classes: 1 same layout, 1 source compatible, 2 incompatible, 1 added\n"));
    text_free(&text);
    end(&comparison);
}
END_TEST

START_TEST(test_words)
{
    struct comparison comparison;
    compare(&comparison, "class C { a: (0 .. 9)[4] = [1, 2, 3, 4]; b: text(4) = \"x\"; c: uint8 ?; }",
            "class C { a: (0 .. 9)[4] = [4, 2, 3, 4]; b: text(5) = \"\\t\\\"\"; c: uint8 ?; }");
    struct text text = {0};
    diff_text(&text, &comparison.report);
    ck_assert_str_eq(
        text_chars(&text),
        "class C: incompatible, 8 -> 9 bytes, old bytes say something else\n"
        "    data      size     8 bytes -> 9 bytes\n"
        "    break     to_u64   yes -> no\n"
        "    note   a  default  [1, 2, 3, 4] -> [4, 2, 3, 4]\n"
        "    data   a  moved    bits 32..35, 4 elements 4 bits apart -> bits 40..43, 4 elements 4 bits apart\n"
        "    note   b  widened  up to 4 bytes -> up to 5 bytes\n"
        "    note   b  default  \"x\" -> \"?\"\"\n"
        "    note   b  bits     bytes 0..3 -> bytes 0..4\n"
        "    data   c  moved    bits 48..55, presence bit 56 -> bits 56..63, presence bit 64\n"
        "\n"
        "1 class: 1 incompatible\n");
    text_clear(&text);
    diff_json(&text, &comparison.report);
    ck_assert_ptr_nonnull(strstr(text_chars(&text), "\"after\": \"\\\"?\\\"\\\"\"}"));
    text_free(&text);
    end(&comparison);
}
END_TEST

#define DECLARED "enum E { x = 5, y, z } enum O { low = -300, middle = 0, high = 70_000 } flags F { p, q = 9, r = 12 } "

/* Defaults of arrays are shown as they are written, whatever their codes are. */
START_TEST(test_defaults)
{
    struct comparison comparison;
    compare(&comparison,
            DECLARED
            "class C { a: E[2] = [x, z]; b: O[2] = [low, high]; c: F[3] = [p | r, q, 0]; d: bool[2] = [true, "
            "false]; e: E = x; }",
            DECLARED
            "class C { a: E[2] = [x, y]; b: O[2] = [middle, high]; c: F[3] = [p | r, q, p]; d: bool[2] = [true, "
            "true]; e: E = z; }");
    struct text text = {0};
    diff_text(&text, &comparison.report);
    ck_assert_str_eq(text_chars(&text),
                     "class C: same layout, 3 bytes\n"
                     "    note   a  default  [x, z] -> [x, y]\n"
                     "    note   b  default  [low, high] -> [middle, high]\n"
                     "    note   c  default  [p | r, q, 0] -> [p | r, q, p]\n"
                     "    note   d  default  [true, false] -> [true, true]\n"
                     "    note   e  default  x -> z\n"
                     "\n"
                     "1 class: 1 same layout\n");
    text_free(&text);
    end(&comparison);
}
END_TEST

/* Floats as short as their own precision allows. */
START_TEST(test_float_defaults)
{
    struct comparison comparison;
    compare(&comparison,
            "class C { a: float32[2] = [1.5, 0.1]; b: float16[2] = [0.1, -2]; c: float64[2] = [0.1, 16]; }",
            "class C { a: float32[2] = [2, 0.3]; b: float16[2] = [2048, 0.2]; c: float64[2] = [0.3, -0.5]; }");
    struct text text = {0};
    diff_text(&text, &comparison.report);
    ck_assert_str_eq(text_chars(&text),
                     "class C: same layout, 28 bytes\n"
                     "    note   a  default  [1.5, 0.1] -> [2.0, 0.3]\n"
                     "    note   b  default  [0.1, -2.0] -> [2048.0, 0.2]\n"
                     "    note   c  default  [0.1, 16.0] -> [0.3, -0.5]\n"
                     "\n"
                     "1 class: 1 same layout\n");
    text_free(&text);
    end(&comparison);
}
END_TEST

/* Digits, a class that is new, and a slot that may only have another name. */
START_TEST(test_json)
{
    struct comparison comparison;
    compare(&comparison,
            "class D @layout(dense) { a: 0 .. 4; b: 0 .. 6; c: 0 .. 2; d: 0 .. 99; } class H { was: bool; }",
            "class D @layout(dense) { a: 0 .. 4; b: 0 .. 6; c: 0 .. 2; d: 0 .. 99; } class H { is: bool; } class N { "
            "n: bool; }");
    struct text text = {0};
    diff_json(&text, &comparison.report);
    const char *const json = text_chars(&text);
    ck_assert_ptr_nonnull(
        strstr(json, "\"name\": \"D\",\n      \"verdict\": \"same layout\",\n      \"data\": \"same\""));
    ck_assert_ptr_nonnull(strstr(json, "\"before\": \"bool\", \"after\": \"\", \"perhaps_renamed_to\": \"is\"}"));
    ck_assert_ptr_nonnull(strstr(json, "\"name\": \"N\",\n      \"verdict\": \"added\",\n      \"old\": null,\n"));
    text_free(&text);
    end(&comparison);
}
END_TEST

/* What is no class and breaks is in the last line too, which says why the exit status is 4. */
START_TEST(test_others)
{
    struct comparison comparison;
    compare(&comparison, "enum E { x, y } class C { a: E; }", "enum E { y, x } class C @align(2) { a: E; }");
    struct text text = {0};
    diff_text(&text, &comparison.report);
    ck_assert_str_eq(text_chars(&text),
                     "enum E: incompatible\n"
                     "    break  y  value  1 -> 0\n"
                     "    break  x  value  0 -> 1\n"
                     "class C: source compatible, 1 -> 2 bytes, old bytes say something else\n"
                     "    data      size   1 byte -> 2 bytes\n"
                     "    note      align  1 byte -> 2 bytes\n"
                     "    data   a  codes  the same bits -> other values\n"
                     "\n"
                     "1 class: 1 source compatible; 1 other declaration is incompatible\n");
    text_free(&text);
    end(&comparison);
}
END_TEST

Suite *diff_suite(void)
{
    Suite *suite = suite_create("diff");
    TCase *changes = tcase_create("changes");
    tcase_add_loop_test(changes, test_change, 0, (int)(sizeof change_cases / sizeof change_cases[0]));
    tcase_add_loop_test(changes, test_invariants, 0, (int)(sizeof change_cases / sizeof change_cases[0]));
    suite_add_tcase(suite, changes);
    TCase *reports = tcase_create("reports");
    tcase_add_loop_test(reports, test_declaration, 0, (int)(sizeof declaration_cases / sizeof declaration_cases[0]));
    tcase_add_test(reports, test_counts);
    tcase_add_test(reports, test_words);
    tcase_add_test(reports, test_defaults);
    tcase_add_test(reports, test_float_defaults);
    tcase_add_test(reports, test_json);
    tcase_add_test(reports, test_others);
    suite_add_tcase(suite, reports);
    return suite;
}
