/* SPDX-License-Identifier: MIT */
/* The emitters: every template is filled, and the text is what users were promised. Compiling it is tests/run's. */
#include "unit.h"

#include "compiled.h"
#include "emit/emit.h"

#include <string.h>

/* Every shape of slot: each picks other templates. */
static const char shapes[] =
    "/// Evil: */ int x; /* \\\nnamespace shop;\n"
    "const most = 10;\nconst half = 1/2;\nconst below = -1/4;\ntype Cents = -5 .. 10;\n"
    "enum Dense { a, b }\nenum Sparse { x = -7, y = 100000, z = 2147483647 }\nenum Holes { p = 1, q = 2, r = 4 }\n"
    "flags Plain { one, two }\nflags Gaps { low, high = 63 }\n"
    "class All @pool(capacity: 100) {\n"
    "    i: 1 .. 12; j: Cents = 3; k: uint64; l: int64 ?; m: 5 .. 5; n: 5 .. 5 ?; o: -100 .. 100 ? unset -1000;\n"
    "    p: uint8 ? unset 256; q: bool; r: bool ? = true; s: Dense; t: Sparse ?; u: Holes; v: Plain ?; w: Gaps = low | "
    "high;\n"
    "    x: float32 = 0.1; y: float64 ?; z: uint63; aa: uint61; bb: uint3 @unit(\"*/\");\n"
    "}\n"
    "class Large { a, b, c, d, e, f, g, h, i, j: uint64; k: uint64 = 7; }\nclass Empty { }\nclass Aligned @align(8) { "
    "a: uint5; }\n";

static void emit_both(const struct model *model, struct text *header, struct text *source)
{
    const struct emit_options options = {.with_docs = true};
    emit_header(header, model);
    emit_source(source, model, &options);
}

START_TEST(every_template_is_filled)
{
    struct compiled compiled;
    compiled_from(&compiled, shapes);
    ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
    struct text header = {0};
    struct text source = {0};
    emit_both(compiled.model, &header, &source);
    ck_assert_ptr_null(strchr(text_chars(&header), '$'));
    ck_assert_ptr_null(strchr(text_chars(&source), '$'));
    text_free(&header);
    text_free(&source);
    compiled_free(&compiled);
}
END_TEST

START_TEST(the_same_model_gives_the_same_text)
{
    struct compiled first;
    struct compiled second;
    compiled_from(&first, shapes);
    compiled_from(&second, shapes);
    struct text texts[4] = {{0}, {0}, {0}, {0}};
    emit_both(first.model, &texts[0], &texts[1]);
    emit_both(second.model, &texts[2], &texts[3]);
    ck_assert_str_eq(text_chars(&texts[0]), text_chars(&texts[2]));
    ck_assert_str_eq(text_chars(&texts[1]), text_chars(&texts[3]));
    for (int i = 0; i < 4; i++) text_free(&texts[i]);
    compiled_free(&first);
    compiled_free(&second);
}
END_TEST

/* The places inside comments where schema text stands must not be able to leave them. */
START_TEST(documentation_cannot_leave_its_comment)
{
    struct compiled compiled;
    compiled_from(&compiled, shapes);
    struct text header = {0};
    emit_header(&header, compiled.model);
    ck_assert_ptr_null(strstr(text_chars(&header), "*/ int x"));
    ck_assert_ptr_nonnull(strstr(text_chars(&header), "* / int x"));
    ck_assert_ptr_null(strstr(text_chars(&header), "in */"));
    text_free(&header);
    compiled_free(&compiled);
}
END_TEST

START_TEST(a_date_has_the_accessors_that_a_hand_would_write)
{
    static const char *const expected[] = {
        "typedef struct Date {\n    unsigned char bytes[3];\n} Date;\n",
        "static inline int32_t Date_get_month(const Date *self)\n{\n"
        "    return SLOT_CAST(int32_t, slot_load8(self->bytes) & 0xfu) + 1;\n}\n",
        "static inline slot_status Date_make(Date *self, int64_t year, int64_t month, int64_t day)\n",
        "#define Date_year_MAX INT32_C(9999)\n",
        "    X(year, \"year\", int32_t)",
    };
    struct compiled compiled;
    compiled_from(&compiled, "class Date { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }");
    struct text header = {0};
    emit_header(&header, compiled.model);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        ck_assert_msg(strstr(text_chars(&header), expected[i]) != NULL, "not in the header:\n%s", expected[i]);
    }
    text_free(&header);
    compiled_free(&compiled);
}
END_TEST

/* A layout id changes with everything that changes what bytes mean, and with nothing else. */
START_TEST(layout_ids_tell_layouts_apart)
{
    static const struct {
        const char *schema;
        bool same;
    } cases[] = {
        {"/// Other words.\nclass A { x: 0 .. 7; y: E = c; } enum E { b, c }", true},
        {"class A { x: 0 .. 6; y: E; } enum E { b, c }", false},
        {"class A { x: 1 .. 8; y: E; } enum E { b, c }", false},
        {"class A { x: 0 .. 7 ?; y: E; } enum E { b, c }", false},
        {"class A { y: E; x: 0 .. 7; } enum E { b, c }", false},
        {"class A @align(2) { x: 0 .. 7; y: E; } enum E { b, c }", false},
        {"class A { x: 0 .. 7; y: E; } enum E { b, c = 2 }", false},
        {"class A { x: 0 .. 7; y: E; } enum E { c, b }", false},
    };
    struct compiled base;
    compiled_from(&base, "class A { x: 0 .. 7; y: E; } enum E { b, c }");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct compiled other;
        compiled_from(&other, cases[i].schema);
        ck_assert_msg(other.model != NULL, "%s", other.messages);
        const bool same = other.model->classes[0]->layout_id == base.model->classes[0]->layout_id;
        ck_assert_msg(same == cases[i].same, "%s", cases[i].schema);
        compiled_free(&other);
    }
    compiled_free(&base);
}
END_TEST

Suite *emit_suite(void)
{
    Suite *suite = suite_create("emit");
    TCase *cases = tcase_create("emit");
    tcase_add_test(cases, every_template_is_filled);
    tcase_add_test(cases, the_same_model_gives_the_same_text);
    tcase_add_test(cases, documentation_cannot_leave_its_comment);
    tcase_add_test(cases, a_date_has_the_accessors_that_a_hand_would_write);
    tcase_add_test(cases, layout_ids_tell_layouts_apart);
    suite_add_tcase(suite, cases);
    return suite;
}
