/* SPDX-License-Identifier: MIT */
/*
 * Ends of lists and limits in the checker that no other test stands on: tests/mutation found each by a fault that
 * went unnoticed.
 */
#include "checked.h"
#include "unit.h"

#include <stdio.h>

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

Suite *check_edges_suite(void)
{
    Suite *suite = suite_create("check_edges");
    TCase *edges = tcase_create("edges");
    tcase_add_loop_test(edges, builtin_names_are_taken, 0, (int)(sizeof builtin_names / sizeof builtin_names[0]));
    suite_add_tcase(suite, edges);
    return suite;
}
