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

/* The rest of the language, as small as it can be: each picks templates that no single value of a range has. */
static const char constructs[] =
    "symbols table(3);\ntype Cents = 0.00 .. 1.00 step 0.01;\ntype Even = 0 .. 8 step 2;\n"
    "type Mark = 0 .. 6 ? unset 7;\ntype Some = (0 .. 6)[2];\nenum Side { l, r }\nflags Set { a, b }\n"
    "class Date { y: 1 .. 9999; m: 1 .. 12; }\n"
    "class Single @pool(capacity: 9) { a: Cents; b: Cents ?; c: Even = 4; d: float16; e: symbol(table); f: ref "
    "Single;\n"
    "    g: pointer(\"struct foo\"); h: pointer(\"const union bar\", align: 8); i: any; j: 0 .. 9 @counter;\n"
    "    k: uint64 @counter; l: 0 .. 8 step 2 @counter; m: Some; }\n"
    "class Arrays { a: Some; b: uint8[3]; c: bool[9]; d: bool[64]; e: bool[2] ?; f: (uint8 ?)[2]; g: (0 .. 6 ?)[2];\n"
    "    h: Mark[2]; i: uint5[3] ?; j: uint5[2][2]; k: Set[2]; l: any[2]; m: (7 .. 7)[2]; n: Cents[2]; o: Date[2];\n"
    "    p: (Date ?)[2]; q: Side[2]; r: ref Single[2]; s: pointer(\"struct foo\")[2]; t: (0 .. 9)[2] @counter; }\n"
    "class Bytes { a: text(3) = \"\\\"?\"; b: bytes(2); c: text(3) ?; d: bytes(2) ?; e: text(2)[2]; f: (bytes(2) "
    "?)[2];\n"
    "    g: Date; h: Date ?; }\n"
    "class Arms { oneof a { b: uint3; c: { d: bool[2]; e: text(2); f: Date; g: any; } } side: Side ?; flag: bool;\n"
    "    oneof h by side { l: { x: uint3 ?; } r: { y: Mark; } } oneof i by flag { true: { z: uint3; } }\n"
    "    oneof j ? { k: uint2; l: { oneof m ? { n: bool; o: Set ?; } } } overlay p { q: uint8; r: { s, t: uint4; } }\n"
    "    oneof only { one: uint3; } }\n"
    "class Inner { a: uint3; oneof b { c: uint2; d: bool; } e: text(2); }\n"
    "class Whole { a: inline Date; b: inline Date ?; c: inline Inner[2]; d: (inline Inner ?)[2]; e: inline Date[2] ?;\n"
    "    oneof f { g: inline Date; h: inline Inner ?; } }\n"
    "class None { }\nclass Derived(None, Date) { a: uint3; }\n"
    "class Fixed @immutable { a: uint3; b: Cents; c: text(2); d: Date ?; oneof e { f: bool; g: uint2; } h: inline Date "
    "?;\n"
    "    i: bool[3]; j: Set; k: any; l: Date[2]; m: inline Date[2]; }\n"
    "class Loose { a, b; }\n"
    "class Natural @layout(natural) { a: uint3 = 3; b: Side ?; c: Set ?; d: Cents; e: Some; f: (uint8 ?)[2]; g: bool;\n"
    "    h: Date; oneof i { j: uint9; k: any; } }\n"
    "class Own(Date) { a: uint3; b: uint9 @own; c: -1 .. 9 ? @own; d: Cents @own; }\n"
    "class Secret { a: uint3 @private; b: text(2) @private; oneof c @private { d: bool; } e: inline Date ? @private; "
    "}\n";

static void emit_both(const struct model *model, struct text *header, struct text *source)
{
    const struct emit_options options = {.with_docs = true};
    emit_header(header, model, &(struct emit_options){0});
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

START_TEST(every_template_of_every_construct_is_filled)
{
    struct compiled compiled;
    compiled_from(&compiled, constructs);
    ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
    const struct emit_options options = {.with_docs = true};
    struct text header = {0};
    struct text source = {0};
    struct text private = {0};
    emit_both(compiled.model, &header, &source);
    emit_private(&private, compiled.model, &options);
    ck_assert_ptr_null(strchr(text_chars(&header), '$'));
    ck_assert_ptr_null(strchr(text_chars(&source), '$'));
    ck_assert_ptr_null(strchr(text_chars(&private), '$'));
    text_free(&header);
    text_free(&source);
    text_free(&private);
    compiled_free(&compiled);
}
END_TEST

/* Accessors of a private slot stand in the second header, and nothing else does; its constants in the first. */
START_TEST(private_accessors_stand_in_the_second_header)
{
    struct compiled compiled;
    compiled_from(&compiled, "class A { open: uint3; hidden: uint5 @private; }");
    ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
    const struct emit_options options = {.with_docs = false};
    struct text header = {0};
    struct text private = {0};
    emit_header(&header, compiled.model, &(struct emit_options){0});
    emit_private(&private, compiled.model, &options);
    ck_assert_ptr_null(strstr(text_chars(&header), "A_get_hidden"));
    ck_assert_ptr_nonnull(strstr(text_chars(&header), "#define A_hidden_MAX INT32_C(31)\n"));
    ck_assert_ptr_nonnull(strstr(text_chars(&private), "A_get_hidden(const A *self)"));
    ck_assert_ptr_null(strstr(text_chars(&private), "A_get_open"));
    ck_assert_ptr_null(strstr(text_chars(&private), "#define A_"));
    text_free(&header);
    text_free(&private);
    compiled_free(&compiled);
}
END_TEST

START_TEST(the_same_model_gives_the_same_text)
{
    const char *const schema = _i == 0 ? shapes : constructs;
    struct compiled first;
    struct compiled second;
    compiled_from(&first, schema);
    compiled_from(&second, schema);
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
    emit_header(&header, compiled.model, &(struct emit_options){0});
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
        "    return SLOT_CAST(int32_t, slot_load16(self->bytes) & 0xfu) + 1;\n}\n",
        "static inline slot_status Date_make(Date *self, int64_t year, int64_t month, int64_t day)\n",
        "#define Date_year_MAX INT32_C(9999)\n",
        "    X(year, \"year\", int32_t)",
    };
    struct compiled compiled;
    compiled_from(&compiled, "class Date { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }");
    struct text header = {0};
    emit_header(&header, compiled.model, &(struct emit_options){0});
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        ck_assert_msg(strstr(text_chars(&header), expected[i]) != NULL, "not in the header:\n%s", expected[i]);
    }
    text_free(&header);
    compiled_free(&compiled);
}
END_TEST

/* What a schema says, and what a hand would write for it. */
START_TEST(constructs_have_the_accessors_that_a_hand_would_write)
{
    static const struct {
        const char *schema;
        const char *expected;
    } cases[] = {
        {"class A { x: (0 .. 100)[4]; }",
         "static inline int32_t A_get_x(const A *self, size_t i)\n{\n"
         "    if (SLOT_CHECKED && i >= 4) {\n"
         "        slot_refuse_index(&A_class, i, A_SLOT_x);\n"
         "        return A_x_MIN;\n"
         "    }\n"
         "    return SLOT_CAST(int32_t, slot_load_bits(self->bytes, sizeof self->bytes, i * 7, 7));\n}\n"},
        {"class A { x: uint16[4]; }", "    return SLOT_CAST(int32_t, slot_load16(self->bytes + i * 2));\n"},
        {"class A { x: (0 .. 100)[4]; }", "/* ---- x: (0..100)[4] ---- */\n"},
        {"class A { x: (0 .. 9 ?)[4][2]; }", "/* ---- x: (0..9 ?)[4][2] ---- */\n"},
        {"class A { x: uint3[2] ?; }", "/* ---- x: (0..7)[2] ? ---- */\n"},
        {"class A { x: 0.0 .. 2.5 step 0.25; }", "/* ---- x: 0..2.5 step 0.25 ---- */\n"},
        {"class A { x: 0 .. 8 step 2 ?; }", "/* ---- x: 0..8 step 2 ? ---- */\n"},
        {"class A @pool(capacity: 3) { x: ref A; }", "/* ---- x: ref A ---- */\n"},
        {"class A { x: text(12) ?; }", "/* ---- x: text(12) ? ---- */\n"},
        {"class A { x: pointer(\"const struct foo\", align: 8); }",
         "/* ---- x: pointer(\"const struct foo\", align: 8) ---- */\n"},
        {"class A { x: pointer(\"const struct foo\"); }", "struct foo;\n"},
        {"class A { y: bool; } class B { x: inline A; }", "/* ---- x: inline A, as a whole ---- */\n"},
        {"class A { y: bool; } class B { x: inline A[3]; }", "/* ---- x.y: bool, of x[3] ---- */\n"},
        {"class A { oneof o { p: { y: bool; } q: bool; } }", "/* ---- o.y: bool, in arm p of o ---- */\n"},
        {"enum E { a = -9, b = 70000, c = 9 } class A { y: E; }",
         "SLOT_CAST(E, E_by_ordinal[slot_load8(self->bytes) & 0x3u])"},
        {"class A { y: bool; } class B { x: inline A ?; }", "/* ---- x: inline A ? ---- */\n"},
        {"class A { x: text(3) = \"a\\\"?\"; }", "#define A_x_DEFAULT \"a\\042\\077\"\n"},
        {"class A { oneof x ? { a, b: bool; } }",
         "typedef enum A_x SLOT_ENUM_BASE {\n    A_x_NONE = -1, /* no arm */\n    A_x_a = 0,\n    A_x_b = 1\n} A_x;\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct compiled compiled;
        compiled_from(&compiled, cases[i].schema);
        ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
        struct text header = {0};
        emit_header(&header, compiled.model, &(struct emit_options){0});
        ck_assert_msg(strstr(text_chars(&header), cases[i].expected) != NULL, "%s gives no\n%s", cases[i].schema,
                      cases[i].expected);
        text_free(&header);
        compiled_free(&compiled);
    }
}
END_TEST

/* What is built at once has nothing that changes it, in what derives from it and in what has it inside. */
START_TEST(what_is_immutable_stays_so_elsewhere)
{
    static const char schema[] =
        "enum S { l, r }\n"
        "class B @immutable { oneof o { a, b: bool; } s: S; oneof p by s { l: { c: bool; } } g: inline D ?; }\n"
        "class D { y: uint3; }\nclass C(B) { x: uint3; }\nclass E { i: inline B; j: inline B ?; }\n";
    static const char *const absent[] = {"C_switch_o(", "C_try_switch_p(", "C_put_s(",   "C_set_o_a(", "E_switch_i_o(",
                                         "E_put_i_s(",  "E_clear_i_g(",    "E_put_j_o(", "B_put_",     "B_switch_"};
    static const char *const present[] = {"C_which_o(", "C_set_x(", "E_set_i(", "E_clear_j(", "E_which_j_p("};
    struct compiled compiled;
    compiled_from(&compiled, schema);
    ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
    struct text header = {0};
    emit_header(&header, compiled.model, &(struct emit_options){0});
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        ck_assert_msg(strstr(text_chars(&header), absent[i]) == NULL, "%s is there", absent[i]);
    }
    for (size_t i = 0; i < sizeof present / sizeof present[0]; i++) {
        ck_assert_msg(strstr(text_chars(&header), present[i]) != NULL, "no %s", present[i]);
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
    tcase_add_test(cases, every_template_of_every_construct_is_filled);
    tcase_add_test(cases, private_accessors_stand_in_the_second_header);
    tcase_add_test(cases, constructs_have_the_accessors_that_a_hand_would_write);
    tcase_add_test(cases, what_is_immutable_stays_so_elsewhere);
    tcase_add_loop_test(cases, the_same_model_gives_the_same_text, 0, 2);
    tcase_add_test(cases, documentation_cannot_leave_its_comment);
    tcase_add_test(cases, a_date_has_the_accessors_that_a_hand_would_write);
    tcase_add_test(cases, layout_ids_tell_layouts_apart);
    suite_add_tcase(suite, cases);
    return suite;
}
