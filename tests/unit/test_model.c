/* SPDX-License-Identifier: MIT */
/*
 * What a checked model says beyond places: the codes of values, the layout ids, and the lists of what a class names by
 * index.
 */
#include "compiled.h"
#include "unit.h"

#include <string.h>

static const struct model_class *last_class(struct compiled *compiled, const char *schema)
{
    compiled_from(compiled, schema);
    if (compiled->model == NULL) ck_abort_msg("%s: %s", schema, compiled->messages);
    return compiled->model->classes[compiled->model->class_count - 1];
}

/* ---- Codes ---- */

#define DECLARATIONS                                                                                                   \
    "enum Two { a, b } enum Three { p = -1, q, r } enum Gaps { x = -7, y = 100, z = 2000000000 }\n"                    \
    "flags Flags { f = 3, g = 9 } symbols names(1000);\n"                                                              \
    "class Node @pool(capacity: 255) { on: bool; } class Three_bytes { a: uint24; }\n"

enum { NICHE = 1, PRESENCE = 2, ORDINAL = 4 };

/* The first slot of a class: its type, its code, and the code of its default where it has one. */
static const struct {
    const char *slot;
    unsigned width, flags;
    uint64_t codes; /* the highest */
    bool has_default;
    uint64_t default_code;
} codes[] = {
    {"s: 5 .. 12 = 7;", 3, 0, 7, true, 2},
    {"s: 5 .. 11 ? = 7;", 3, NICHE, 7, true, 3},
    {"s: 5 .. 12 ? = 7;", 3, PRESENCE, 7, true, 2},
    {"s: -10 .. 30 step 5 = 5;", 4, 0, 8, true, 3},
    {"s: -10 .. 30 step 5 ? = 5;", 4, NICHE, 9, true, 4},
    {"s: 0.00 .. 1.27 step 0.01 = 0.5;", 7, 0, 127, true, 50},
    {"s: -1.5 .. 2 step 0.5 = 0;", 3, 0, 7, true, 3},
    {"s: 0.1 .. 1.5 step 0.7 ? = 0.8;", 2, NICHE, 3, true, 2},
    {"s: 0 .. 18446744073709551615 = 18446744073709551615;", 64, 0, UINT64_MAX, true, UINT64_MAX},
    {"s: int64 ? = -9223372036854775808;", 64, PRESENCE, UINT64_MAX, true, 0},
    {"s: 7 .. 7;", 0, 0, 0, false, 0},
    {"s: 7 .. 7 ? = 7;", 0, PRESENCE, 0, true, 0},
    {"s: bool ? = true;", 1, PRESENCE, 1, true, 1},
    {"s: Three = q;", 2, 0, 2, true, 1},
    {"s: Three ? = q;", 2, NICHE, 3, true, 2},
    {"s: Gaps = y;", 2, ORDINAL, 2, true, 1},
    {"s: Gaps ? = y;", 2, ORDINAL | NICHE, 3, true, 2},
    {"s: Flags = g;", 2, 0, 3, true, 2},
    {"s: Flags ? = f | g;", 2, PRESENCE, 3, true, 3},
    {"s: float16 = 1;", 16, 0, 0xffff, true, 0x3c00},
    {"s: float16 = 65519;", 16, 0, 0xffff, true, 0x7bff},
    {"s: float16 = -0.00000006;", 16, 0, 0xffff, true, 0x8001},
    {"s: float32 ? = 0.1;", 32, PRESENCE, 0xffffffff, true, 0x3dcccccd},
    {"s: float64 = -2;", 64, 0, UINT64_MAX, true, UINT64_C(0xc000000000000000)},
    {"s: symbol(names);", 10, 0, 1000, false, 0},
    {"s: ref Node;", 8, 0, 255, false, 0},
    {"s: ref Node[3] ?;", 8, PRESENCE, 255, false, 0},
    {"s: pointer(\"void\");", 64, 0, UINT64_MAX, false, 0},
    {"s: pointer(\"int\", align: 16);", 60, 0, UINT64_MAX >> 4, false, 0},
    {"s: any;", 64, 0, UINT64_MAX, false, 0},
    {"s: text(3);", 0, 0, 0, false, 0},
    {"s: bytes(3) ?;", 0, PRESENCE, 0, false, 0},
    {"s: Three_bytes ?;", 0, PRESENCE, 0, false, 0},
    {"s: (0 .. 39 ?)[2];", 6, NICHE, 40, false, 0},
    {"s: (0 .. 63 ?)[2];", 6, PRESENCE, 63, false, 0},
    {"s: (0 .. 39)[2] ?;", 6, PRESENCE, 39, false, 0},
    {"s: inline Three_bytes ?;", 1, NICHE, 1, false, 0},
    {"oneof s { a: bool; b: bool; c: bool; d: bool; }", 2, 0, 3, false, 0},
    {"oneof s ? { a: bool; b: bool; c: bool; d: bool; }", 3, NICHE, 4, false, 0},
    {"oneof s { a: bool; }", 0, 0, 0, false, 0},
    {"oneof s ? { a: bool; }", 1, NICHE, 1, false, 0},
};

START_TEST(values_become_codes)
{
    char schema[1024];
    struct compiled compiled;
    const char *text = codes[_i].slot;
    snprintf(schema, sizeof schema, DECLARATIONS "class C { %s }", text);
    const struct model_slot *slot = &last_class(&compiled, schema)->slots[0];
    const struct encoding *encoding = &slot->encoding;
    const unsigned flags =
        (encoding->niche ? NICHE : 0u) | (encoding->presence_bit ? PRESENCE : 0u) | (encoding->ordinal ? ORDINAL : 0u);
    if (encoding->width != codes[_i].width || flags != codes[_i].flags || encoding->codes != codes[_i].codes)
        ck_abort_msg("%s: width %u, flags %u, codes %lu", text, encoding->width, flags, (unsigned long)encoding->codes);
    ck_assert_int_eq(slot->has_default, codes[_i].has_default);
    if (slot->has_default) ck_assert_uint_eq(encode_default(slot), codes[_i].default_code);
    compiled_free(&compiled);
}
END_TEST

START_TEST(arms_have_the_codes_of_their_tags)
{
    struct compiled compiled;
    const struct model_class *class =
        last_class(&compiled, DECLARATIONS
                   "class C { g: Gaps ?; f: bool ?; d: inline Three_bytes ?;\n"
                   "oneof own ? { a: bool; b: bool; } oneof by_gaps by g { y: { h: bool; } }\n"
                   "oneof by_flag by f { true: { i: bool; } false: { j: bool; } } }");
    for (size_t i = 0; i < class->choice_count; i++) {
        const struct model_choice *choice = class->choices[i];
        for (size_t k = 0; k < choice->arm_count; k++) {
            const struct model_arm *arm = &choice->arms[k];
            const uint64_t first = class->slots[choice->tag].encoding.niche ? 1 : 0;
            ck_assert_uint_eq(arm->code, k + first); /* the arms are in the order of their codes in all of these */
        }
    }
    ck_assert_uint_eq(class->choice_count, 4);
    compiled_free(&compiled);
}
END_TEST

/* ---- Layout ids ---- */

static const struct {
    bool is_same;
    const char *one, *other;
} pairs[] = {
    {true, "class C { a: 1 .. 9; }", "/// Other words.\nclass C { a: 1 .. 9 = 3 @unit(\"m\"); }"},
    {true, "class C { a: text(3); }", "class C @align(1) { a: text(3); }"},
    {false, "class C { a: 1 .. 9; }", "class C { b: 1 .. 9; }"},
    {false, "class C { a: 1 .. 9; }", "class C { a: 2 .. 10; }"},
    {false, "class C { a: 0 .. 14; }", "class C { a: 0 .. 14 ?; }"},
    {false, "class C { a: 0 .. 12 step 3; }", "class C { a: 0 .. 4; }"},
    {false, "class C { a: 0 .. 12 step 3; }", "class C { a: 0 .. 8 step 2; }"},
    {false, "class C { a: 0 .. 1.2 step 0.3; }", "class C { a: 0 .. 0.8 step 0.2; }"},
    {false, "class C { a: 0.1 .. 1.3 step 0.4; }", "class C { a: 0.2 .. 1.4 step 0.4; }"},
    {false, "class C { a: text(4); }", "class C { a: bytes(4); }"},
    {false, "class C { a: (0 .. 3)[2][4]; }", "class C { a: (0 .. 3)[4][2]; }"},
    {false, "class C { a: (0 .. 3)[8] ?; }", "class C { a: (0 .. 3)[8]; b: bool; }"},
    {false, "class C { a: bool[2] ?; }", "class C { a: (bool ?)[2]; }"},
    {false, "symbols s(9); class C { a: symbol(s); }", "symbols t(9); class C { a: symbol(t); }"},
    {false, "symbols s(9); class C { a: symbol(s); }", "symbols s(10); class C { a: symbol(s); }"},
    {false, "class P @pool(capacity: 9) { a: bool; } class C { a: ref P; }",
     "class P @pool(capacity: 10) { a: bool; } class C { a: ref P; }"},
    {false, "class C { a: pointer(\"int\", align: 8); }", "class C { a: uint61; }"},
    {false, "class P { a: 0 .. 9; } class C { a: P; }", "class P { b: 0 .. 9; } class C { a: P; }"},
    {false, "class P { a: 0 .. 9; } class C { a: P; }", "class P { a: 1 .. 10; } class C { a: P; }"},
    {false, "class C { oneof a { b: bool; c: uint7; } }", "class C { oneof a { b: bool; d: uint7; } }"},
    {false, "class C { oneof a { b: bool; c: uint7; } }", "class C { oneof a { c: uint7; b: bool; } }"},
    {false, "class C { overlay a { b: uint7; c: uint7; } }", "class C { b: uint7; c: uint7; }"},
    {false, "class P @pool(capacity: 9) { a: bool; } class C { a: any; }",
     "class R @pool(capacity: 9) { a: bool; } class C { a: any; }"},
    {false, "symbols s(9); class C { a: any; }", "symbols t(9); class C { a: any; }"},
    {true, "symbols s(9); class C { a: uint64; }", "symbols t(9); class C { a: uint64; }"},
    {false, "class C { a: uint8; }", "class C @size(2) { a: uint8; }"},
};

START_TEST(layout_ids_tell_layouts_apart)
{
    struct compiled one;
    struct compiled other;
    const uint64_t first = last_class(&one, pairs[_i].one)->layout_id;
    const uint64_t second = last_class(&other, pairs[_i].other)->layout_id;
    if ((first == second) != pairs[_i].is_same) ck_abort_msg("%s | %s", pairs[_i].one, pairs[_i].other);
    compiled_free(&one);
    compiled_free(&other);
}
END_TEST

/* ---- Links ---- */

static void check_links(const struct model_class *class, const char *classes, const char *symbols)
{
    char text[256] = "";
    for (size_t i = 0; i < class->class_link_count; i++) {
        strcat(text, class->class_links[i]->name);
        strcat(text, " ");
    }
    ck_assert_str_eq(text, classes);
    text[0] = '\0';
    for (size_t i = 0; i < class->symbols_link_count; i++) {
        strcat(text, class->symbols_links[i]->name);
        strcat(text, " ");
    }
    ck_assert_str_eq(text, symbols);
}

START_TEST(classes_list_what_they_name)
{
    struct compiled compiled;
    compiled_from(&compiled,
                  "symbols s(9); symbols t(9); symbols u(9);\n"
                  "class A @pool(capacity: 9) { a: bool; } class B @pool(capacity: 9) { a: bool; } class V { b: "
                  "bool; }\n"
                  "class Plain { a: ref B; b: symbol(t); c: V; d: ref B; e: symbol(t)[3]; f: inline V; }\n"
                  "class Any { a: any; b: ref B; c: V; } class Other { x, y; } class None { a: bool; }\n"
                  "class Derived(Any) { z: V; } class Holds { a: inline Any; b: symbol(u); }");
    ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
    const struct model_class *const *classes = (const struct model_class *const *)compiled.model->classes;
    check_links(classes[3], "B V ", "t ");
    check_links(classes[4], "A B V ", "s t u ");
    check_links(classes[6], "", "");
    ck_assert_uint_eq(compiled.model->class_count, 9);
    for (size_t i = 5; i < 9; i++) {
        if (i == 6) continue;
        ck_assert_ptr_eq(classes[i]->class_links, classes[4]->class_links);
        ck_assert_ptr_eq(classes[i]->symbols_links, classes[4]->symbols_links);
    }
    compiled_free(&compiled);
}
END_TEST

Suite *model_suite(void)
{
    Suite *suite = suite_create("model");
    TCase *cases = tcase_create("model");
    tcase_add_loop_test(cases, values_become_codes, 0, (int)(sizeof codes / sizeof *codes));
    tcase_add_test(cases, arms_have_the_codes_of_their_tags);
    tcase_add_loop_test(cases, layout_ids_tell_layouts_apart, 0, (int)(sizeof pairs / sizeof *pairs));
    tcase_add_test(cases, classes_list_what_they_name);
    suite_add_tcase(suite, cases);
    return suite;
}
