/* SPDX-License-Identifier: MIT */
/*
 * The parser: trees of all constructs, literals, names, comments, spans. Mistakes are in test_parse_errors.c.
 */
#include "unit.h"

#include "parsed.h"

#include <string.h>

static struct parsed run;

static void parse(const char *schema)
{
    parsed_from(&run, schema, strlen(schema));
}

static void end(void)
{
    parsed_free(&run);
}

struct row {
    const char *schema, *expected;
};

static void check_trees(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        parse(rows[i].schema);
        ck_assert_msg(run.diag.errors == 0, "%s\n%s", rows[i].schema, run.messages);
        ck_assert_str_eq(text_chars(&run.tree), rows[i].expected);
        end();
    }
}

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

START_TEST(declarations)
{
    static const struct row rows[] = {
        {"", ""},
        {"\xEF\xBB\xBFnamespace market;\r\n", "(namespace market) "},
        {"import \"calendar.slots\"; include \"desk.h\";", "(import \"calendar.slots\") (include \"desk.h\") "},
        {"const busiest = 5_000;", "(const busiest 5000) "},
        {"symbols tickers(busiest) @c_name(\"t\");", "(symbols tickers busiest @c_name(\"t\")) "},
        {"type Cents = 0.00 .. 100.00 step 0.01;", "(type Cents 0..100 step 0.01) "},
        {"type T = 0 .. 9 ? unset 10 = 5 @unit(\"s\");", "(type T 0..9 ? unset 10 = 5 @unit(\"s\")) "},
        {"enum Side { buy, sell }", "(enum Side buy sell) "},
        {"enum Side @c_name(\"x\") { red = 1, green = 5, }", "(enum Side @c_name(\"x\") red=1 green=5) "},
        {"flags F { late, odd = 3 + 1 }", "(flags F late odd=(3 + 1)) "},
        {"enum E { }", "(enum E) "},
        {"class A { }", "(class A) "},
        {"class A(B, c.D) @pool(capacity: 5, checked) @table @max_size(39) { }",
         "(class A <B <c.D @pool(capacity:5,checked) @table @max_size(39)) "},
        {"class A() @x() @y { }", "(class A @x() @y) "},
        {"// one\nclass /* two\n * three **/ A { }//", "(class A) "},
    };
    check_trees(rows, COUNT(rows));
}
END_TEST

#define IN_CLASS(slots, expected)                                                                                      \
    {                                                                                                                  \
        "class A { " slots " }", "(class A " expected ") "                                                             \
    }

START_TEST(slots_and_types)
{
    static const struct row rows[] = {
        IN_CLASS("year, month; day;", "(slots year month) (slots day)"),
        IN_CLASS("a, b: bool;", "(slots a b bool)"),
        IN_CLASS("x: 1 .. 2 = 1;", "(slots x 1..2 = 1)"),
        IN_CLASS("x: -5 .. most - 1 step 4/127;", "(slots x -(5)..(most - 1) step (4 / 127))"),
        IN_CLASS("x: 1..12;", "(slots x 1..12)"),
        IN_CLASS("x: uint12 ? = 5 @unit(\"ns\") @private;", "(slots x uint12 ? = 5 @unit(\"ns\") @private)"),
        IN_CLASS("x: 0 .. 254 ? unset 255;", "(slots x 0..254 ? unset 255)"),
        IN_CLASS("x: a . b /* . */ . c;", "(slots x a.b.c)"),
        IN_CLASS("x: text(12); y: bytes(n * 2);", "(slots x text 12) (slots y bytes (n * 2))"),
        IN_CLASS("x: symbol(a.t); y: ref A; z: inline c.D ?;",
                 "(slots x symbol a.t) (slots y ref A) (slots z inline c.D ?)"),
        IN_CLASS("x: pointer(\"struct foo\"); y: pointer(\"T\", align: 8);",
                 "(slots x pointer \"struct foo\") (slots y pointer \"T\" align 8)"),
        IN_CLASS("x: bool[3][n];", "(slots x bool[3][n])"),
        IN_CLASS("x: (0 .. 9)[4] ?;", "(slots x P0..9[4] ?)"),
        IN_CLASS("x: (T ?)[4]; y: ((0 .. 9 ?)[2] ?)[3];", "(slots x Pmaybe T[4]) (slots y Pmaybe Pmaybe 0..9[2][3])"),
        IN_CLASS("x: (1 + 2) .. (9);", "(slots x P(1 + 2)..P9)"),
        IN_CLASS("x: (0 .. 9);", "(slots x P0..9)"),
        IN_CLASS("x: T = \"abc\"; y: T = [1, [2, a], \"b\"]; z: T = late | 4 | a.b;",
                 "(slots x T = \"abc\") (slots y T = [1 [2 a] \"b\"]) (slots z T = |late 4 a.b|)"),
        IN_CLASS("x @c_name(\"y\");", "(slots x @c_name(\"y\"))"),
        IN_CLASS("x: T @a(1, b: [2], c: d | e);", "(slots x T @a(1,b:[2],c:|d e|))"),
        IN_CLASS("reserved 4 * 2;", "(reserved (4 * 2))"),
        IN_CLASS("oneof o { a: bool; b: { c: bool; d; } }",
                 "(oneof o (slots a bool) (group b (slots c bool) (slots d)))"),
        IN_CLASS("oneof o by side ? @x { }", "(oneof o by side ? @x)"),
        IN_CLASS("oneof o ? { a: { overlay p { q; } reserved 1; } }",
                 "(oneof o ? (group a (overlay p (slots q)) (reserved 1)))"),
    };
    check_trees(rows, COUNT(rows));
}
END_TEST

START_TEST(expressions_and_literals)
{
    static const struct row rows[] = {
        {"const c = 1 + 2 * 3 - 4;", "(const c ((1 + (2 * 3)) - 4)) "},
        {"const c = 1 << 2 + 3 >> -4 % 5;", "(const c ((1 << (2 + 3)) >> (-(4) % 5))) "},
        {"const c = (1 - (2 - 3)) / x.y;", "(const c (P(1 - P(2 - 3)) / x.y)) "},
        {"const c = - -1;", "(const c -(-(1))) "},
        {"const c = 0xFFFF_ffff + 0b1010 + 0o17 + 1_000;", "(const c (((4294967295 + 10) + 15) + 1000)) "},
        {"const c = 18446744073709551615 + 0xFFFFFFFFFFFFFFFF;",
         "(const c (18446744073709551615 + 18446744073709551615)) "},
        {"const c = 18446744073709551616 + 0x1_0000000000000000;", "(const c (BIG + BIG)) "},
        {"const c = 0.5 + 100_000.00 + 1.000000000000000000000000;", "(const c ((0.5 + 100000) + 1)) "},
        {"const c = 0.0000000000000000000542101086242752217003726400434970855712890625;", "(const c BIG) "}, /* 2^-64 */
        {"const c = 0.00000095367431640625;", "(const c 1/1048576) "}, /* 2^-20: 20 digits */
        {"const c = 18446744073709551615.5;", "(const c BIG) "},
        {"const c = 1844674407370955161.6;", "(const c 9223372036854775808/5) "},
        {"const c = 'a' + '\\n' + '\\'' + '\\x41' + '\\0' + '\\u00e9' + '\xC3\xA9' + '\"';",
         "(const c (((((((97 + 10) + 39) + 65) + 0) + 233) + 233) + 34)) "},
        {"include \"\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"\\?\\101\\x41\\u00e9\\U0001F600'\t\";",
         "(include \"\a\b\f\n\r\t\v\\'\"?AA\xC3\xA9\xF0\x9F\x98\x80'\t\") "},
    };
    check_trees(rows, COUNT(rows));
    parse("include \"a\\0b\\xff\\18\";"); /* a NUL, a byte that is no UTF-8, an octal escape with a digit behind it */
    ck_assert_uint_eq(run.file->declarations->path.length, 6);
    ck_assert_int_eq(memcmp(run.file->declarations->path.bytes,
                            "a\0b\xFF\1"
                            "8",
                            7),
                     0);
    end();
}
END_TEST

START_TEST(all_words_are_names)
{
    static const char *const words[] = {"namespace", "import", "include", "const",  "symbols", "type",     "enum",
                                        "flags",     "class",  "oneof",   "by",     "overlay", "reserved", "step",
                                        "unset",     "text",   "bytes",   "symbol", "ref",     "inline",   "pointer",
                                        "bool",      "any",    "uint8",   "pool",   "_",       "slots"};
    static const char pattern[] =
        "const $ = $ + $.$;type $ = $ .. $ step $ ? unset $ = $ @$($, $: $ | $);enum $ { $, $ = $ }symbols $($);"
        "flags $ { $ }class $($, $.$) @$ { $; $, $: $; $: ref $; $: inline $.$; $: symbol($); $: ($ ?)[$] = $;"
        " oneof $ by $ { $: { $; reserved $; } } overlay $ @$ { $: ($ .. $)[$]; } $: text($); $: pointer(\"\", align: "
        "$);"
        " $ @$; }";
    for (size_t i = 0; i < COUNT(words); i++) {
        struct text schema = {0};
        for (const char *c = pattern; *c != '\0'; c++)
            text_append(&schema, *c == '$' ? words[i] : c, *c == '$' ? strlen(words[i]) : 1);
        parse(text_chars(&schema));
        ck_assert_msg(run.diag.errors == 0, "%s", run.messages);
        end();
        text_free(&schema);
    }
}
END_TEST

START_TEST(comments_document_their_neighbours)
{
    static const struct row rows[] = {
        {"/// a\nclass A { }", "(class A {a}) "},
        {"///a\n///  b\n///\n/// c  \r\nclass A { }", "(class A {a\n b\n\nc}) "},
        {"//// plain\n// plain\n/** plain */ class A { }", "(class A) "},
        {"class A { /// a\n x: bool; /// x\n /// y\n y, z: bool; } /// end",
         "(class A (slots x bool {x}) (slots y z bool {y}) {a\nend}) "},
        {"class A /// a\n { }", "(class A {a}) "},
        {"enum E { a, /// one\n b /// two\n, c } /// e", "(enum E a {one} b {two} c {e}) "},
        {"enum E {\n /// one\n a,\n b\n} /// e", "(enum E a {one} b {e}) "},
        {"const c = 1; /// c\n/// d\nconst d = 2;", "(const c 1 {c}) (const d 2 {d}) "},
        {"/// n\nnamespace n; /// m", "(namespace n {n\nm}) "},
        {"class A {\n oneof o { /// o\n /// a\n a; /// b\n g: { /// g\n x; } /// h\n } /// p\n}",
         "(class A (oneof o (slots a {a\nb}) (group g (slots x) {g\nh}) {o\np})) "},
        {"class A {\n x: bool = /// x\n true\n /// more\n ;\n}", NULL}, /* a stray one */
        {"/// a\x01\x7F\tb\nclass A { }", "(class A {a  \tb}) "},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        parse(rows[i].schema);
        ck_assert_uint_eq(run.diag.errors, 0);
        ck_assert_uint_eq(run.file->strays != NULL, rows[i].expected == NULL);
        if (rows[i].expected != NULL) ck_assert_str_eq(text_chars(&run.tree), rows[i].expected);
        end();
    }
    parse("/// stray\n");
    ck_assert_ptr_nonnull(run.file->strays);
    ck_assert_ptr_null(run.file->strays->next);
    ck_assert_uint_eq(run.file->strays->span.end - run.file->strays->span.begin, 9);
    end();
}
END_TEST

/* The text that a span covers. */
static const char *covered(struct span span, char buffer[64])
{
    const size_t length = span.end - span.begin;
    memcpy(buffer, run.file->source->text + (span.begin - run.file->source->base), length);
    buffer[length] = '\0';
    return buffer;
}

START_TEST(spans_cover_what_was_written)
{
    char buffer[64];
    parse("class A @x(1) { a, b: (0 .. 2 * 3)[4] ? = - c @y; reserved 5; } enum E { m = 1 }");
    const struct ast_declaration *class = run.file->declarations;
    ck_assert_str_eq(covered(class->keyword, buffer), "class");
    ck_assert_str_eq(covered(class->name.span, buffer), "A");
    ck_assert_str_eq(covered(class->annotations->span, buffer), "@x(1)");
    const struct ast_item *item = class->items;
    ck_assert_str_eq(covered(item->span, buffer), "a, b: (0 .. 2 * 3)[4] ? = - c @y;");
    ck_assert_str_eq(covered(item->names[1].span, buffer), "b");
    const struct ast_content *content = &item->content;
    ck_assert_str_eq(covered(content->type->span, buffer), "(0 .. 2 * 3)[4]");
    ck_assert_str_eq(covered(content->type->count->span, buffer), "4");
    const struct ast_type *range = content->type->element;
    ck_assert_str_eq(covered(range->span, buffer), "(0 .. 2 * 3)");
    ck_assert_str_eq(covered(range->high->span, buffer), "2 * 3");
    ck_assert_str_eq(covered(range->high->operator_span, buffer), "*");
    ck_assert_str_eq(covered(content->optional_span, buffer), "?");
    ck_assert_str_eq(covered(content->default_value->span, buffer), "- c");
    ck_assert_str_eq(covered(content->default_value->expr->operator_span, buffer), "-");
    ck_assert_str_eq(covered(content->annotations->span, buffer), "@y");
    ck_assert_str_eq(covered(item->next->span, buffer), "reserved 5;");
    ck_assert_str_eq(covered(class->next->span, buffer), "enum E { m = 1 }");
    ck_assert_str_eq(covered(class->next->members->name.span, buffer), "m");
    end();
}
END_TEST

Suite *parse_suite(void)
{
    Suite *suite = suite_create("parse");
    TCase *tests = tcase_create("trees");
    tcase_add_test(tests, declarations);
    tcase_add_test(tests, slots_and_types);
    tcase_add_test(tests, expressions_and_literals);
    tcase_add_test(tests, all_words_are_names);
    tcase_add_test(tests, comments_document_their_neighbours);
    tcase_add_test(tests, spans_cover_what_was_written);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, parse_errors_tests());
    return suite;
}
