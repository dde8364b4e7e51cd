/* SPDX-License-Identifier: MIT */
/*
 * Ends of lists and limits in the checker that no other test stands on: tests/mutation found each by a fault that
 * went unnoticed.
 */
#include "checked.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static const char *const builtin_names[] = {"any",     "bool",   "bytes",   "float16", "float32", "float64",
                                            "pointer", "ref",    "symbol",  "text",    "int1",    "uint1",
                                            "int64",   "uint64", "uint099", "int65"};
static const char *const declarations[] = {
    "type %s = uint8; class C { a: bool; }", "class %s { a: bool; }",
    "enum %s { a } class C { a: bool; }",    "flags %s { a } class C { a: bool; }",
    "symbols %s(5); class C { a: bool; }",   "const %s = 1; class C { a: bool; }"};

START_TEST(builtin_names_are_taken)
{
    for (size_t i = 0; i < sizeof declarations / sizeof declarations[0]; i++) {
        char text[100];
        snprintf(text, sizeof text, declarations[i], builtin_names[_i]);
        assert_one_message(text, "name-builtin");
    }
}
END_TEST

static const struct {
    const char *text;
    const char *rule;
    const char *says; /* with what stands behind the first message */
} refused[] = {
    {"class C { oneof x ? unset 3 { a: bool; b: uint8; } }", "unset-type", "and 'x' is a oneof [unset-type]"},
    {"class C { a: 0 .. 5 ? unset 9 = 9; }", "default-range", "help: 9 is what unset reads as"},
    {"class C { a: -10 .. 90 step 20 = 1; }", "default-step", "the nearest are -10 and 10 ["},
    {"class C { a: -10 .. 90 step 20 = -9; }", "default-step", "the nearest are -10 and 10 ["},
    {"class C { a: -10 .. 90 step 20 = 11; }", "default-step", "the nearest are 10 and 30 ["},
    {"class C { a: 0 .. 18446744073709551610 step 10 = 18446744073709551609; }", "default-step",
     "the nearest are 18446744073709551600 and 18446744073709551610 ["},
    {"class C { a: -9223372036854775808 .. 9223372036854775807 step 3 = 9223372036854775806; }", "default-step",
     "the nearest are 9223372036854775804 and 9223372036854775807 ["},
};

START_TEST(refusals_say_what)
{
    ck_assert(check_text(refused[_i].text) == NULL);
    ck_assert_msg(strstr(run.messages, refused[_i].says) != NULL, "%s", run.messages);
    end_run();
    assert_one_message(refused[_i].text, refused[_i].rule);
}
END_TEST

START_TEST(help_is_for_the_sentinel_alone)
{
    ck_assert(check_text("class C { a: 0 .. 5 ? unset 9 = 10; }") == NULL);
    ck_assert(strstr(run.messages, "help") == NULL);
    end_run();
}
END_TEST

/* What the constant of no arm is, below all members or else the lowest that none has. */
static const struct {
    const char *members;
    int32_t none;
} absent[] = {
    {"a, b", -1},
    {"a, b = -1", -2},
    {"a = -5, b = -1, c = 7", -6},
    {"a = -2147483648, b = -2147483646", -2147483647},
    {"a = -2147483648, b = -2147483647, c = 5", -2147483646},
};

START_TEST(no_arm_is_no_member)
{
    char text[200];
    snprintf(text, sizeof text, "enum E { %s } class C { e: E ?; oneof x by e { a: { p: bool; } b: { q: bool; } } }",
             absent[_i].members);
    const struct model *model = check_text(text);
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert_int_eq(model->classes[0]->choices[0]->none_value, absent[_i].none);
    end_run();
}
END_TEST

/* A name of `length` letters between two texts. */
static void put_long(char *text, size_t size, const char *before, size_t length, const char *behind)
{
    char name[600];
    memset(name, 'n', length);
    name[length] = '\0';
    snprintf(text, size, "%s%s%s", before, name, behind);
}

static const struct {
    const char *before, *behind;
    size_t most; /* with ".a" in paths */
} around[] = {
    {"class ", " { a: bool; }", 255},
    {"class C { ", ": bool; }", 255},
    {"class C { oneof ", " { a: bool; b: uint8; } }", 253},
    {"class C { overlay ", " { a: bool; b: uint8; } }", 253},
    {"const ", " = 1; class C { a: bool; }", 255},
    {"enum E { ", " } class C { a: E; }", 255},
    {"flags E { ", " } class C { a: E; }", 255},
    {"symbols ", "(5); class C { a: bool; }", 255},
    {"type ", " = uint8; class C { a: bool; }", 255},
    {"namespace ", "; class C { a: bool; }", 255},
    {"class C @c_name(\"", "\") { a: bool; }", 255},
    {"class C { a: pointer(\"struct ", "\"); }", 255},
    {"include \"n.h\"; class C { a: pointer(\"", "\"); }", 255},
};

START_TEST(names_have_a_length)
{
    for (size_t length = around[_i].most; length <= around[_i].most + 1; length++) {
        char text[1000];
        put_long(text, sizeof text, around[_i].before, length, around[_i].behind);
        ck_assert_msg((check_text(text) != NULL) == (length == around[_i].most), "%s", run.messages);
        end_run();
    }
}
END_TEST

Suite *check_edges_suite(void)
{
    Suite *suite = suite_create("check_edges");
    TCase *edges = tcase_create("edges");
    tcase_add_loop_test(edges, builtin_names_are_taken, 0, (int)(sizeof builtin_names / sizeof builtin_names[0]));
    tcase_add_loop_test(edges, refusals_say_what, 0, (int)(sizeof refused / sizeof refused[0]));
    tcase_add_test(edges, help_is_for_the_sentinel_alone);
    tcase_add_loop_test(edges, no_arm_is_no_member, 0, (int)(sizeof absent / sizeof absent[0]));
    tcase_add_loop_test(edges, names_have_a_length, 0, (int)(sizeof around / sizeof around[0]));
    suite_add_tcase(suite, edges);
    return suite;
}
