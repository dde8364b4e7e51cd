/* SPDX-License-Identifier: MIT */
/*
 * What the parser says: each mistake's one message, in the user's words and in the right place; going on behind it; and
 * texts made to break it. Whole diagnostics are in test_diag.c and tests/golden.
 */
#include "parsed.h"

#include "parse/rules.h"

#include <stdlib.h>
#include <string.h>

static struct parsed run;

struct row {
    const char *schema, *expected; /* the messages, as parsed_summary gives them */
};

static void check_messages(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        parsed_from(&run, rows[i].schema, strlen(rows[i].schema));
        ck_assert_str_eq(parsed_summary(&run), rows[i].expected);
        ck_assert_uint_ne(run.diag.errors, 0);
        parsed_free(&run);
    }
}

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

#define A_DECLARATION "a declaration (namespace, import, include, const, symbols, type, enum, flags or class)"

START_TEST(one_mistake_has_one_message)
{
    static const struct row rows[] = {
        {"clas C { a: bool; b: bool; }",
         "1:1: error: expected a declaration, found 'clas'; did you mean 'class'? [syntax]\n"},
        {"struct C { a: bool; };",
         "1:1: error: expected a declaration, found 'struct'; did you mean 'class'? [syntax]\n"
         "1:22: error: needless ';': no ';' stands behind a '}' or behind another ';' [syntax]\n"},
        {"x: bool; y: bool; flags: bool; oneof z { a: bool; } }",
         "1:1: error: expected " A_DECLARATION ", found 'x' [syntax]\n"},
        {"class C {\n a: bool\n b: bool;\n}", "2:9: error: expected ';' behind the slot, found 'b' [syntax]\n"},
        {"class C {\n a: bool b: bool;\n}", "2:10: error: expected ';' behind the slot, found 'b' [syntax]\n"},
        {"class C {\n a: bool\n}", "2:9: error: expected ';' behind the slot, found '}' [syntax]\n"},
        {"class C { reserved 5 }", "1:22: error: expected ';' behind the reserved bits, found '}' [syntax]\n"},
        {"const c = 1\nclass C { }", "1:12: error: expected ';' behind the constant, found 'class' [syntax]\n"},
        {"import \"x\"\nclass C { }", "1:11: error: expected ';' behind the import, found 'class' [syntax]\n"},
        {"class C { a bool; }", "1:13: error: expected ':' and a type, ',' or ';' behind 'a', found 'bool' [syntax]\n"},
        {"class C { a: ; }", "1:14: error: expected a type behind ':', found ';' [syntax]\n"},
        {"type T = ;", "1:10: error: expected a type behind '=', found ';' [syntax]\n"},
        {"class C { a: 5; }", "1:15: error: expected '..' and the end of the range behind '5', found ';' [syntax]\n"},
        {"class C { a: 5 .. ; }", "1:19: error: expected the end of the range behind '..', found ';' [syntax]\n"},
        {"class C { a: (bool)[4]; }",
         "1:20: error: expected '..' and the end of the range (in a type, parentheses hold a range or a type with '?') "
         "behind ')', found '[' [syntax]\n"},
        {"class C { a: 0 .. 39[4]; }", "1:14: error: write (0 .. 39)[4] [syntax]\n"},
        {"class C { a: 0 .. 39 step 3 [4][n] ?; }", "1:14: error: write (0 .. 39 step 3) [4][n] [syntax]\n"},
        {"class C { a: bool @x = true; }", "1:22: error: expected ';' behind the slot, found '=' [syntax]\n"},
        {"class C { a: text(; }", "1:19: error: expected a number or a name behind '(', found ';' [syntax]\n"},
        {"class C { a: bool = ; }", "1:21: error: expected a value behind '=', found ';' [syntax]\n"},
        {"class C { a: T = [1, 2; }", "1:23: error: expected ',' or ']' behind '2', found ';' [syntax]\n"},
        {"class C { a: pointer(void); }",
         "1:22: error: expected a C type in double quotes behind '(', found 'void' [syntax]\n"},
        {"class C { a: pointer(\"T\", size: 8); }", "1:27: error: expected 'align', found 'size' [syntax]\n"},
        {"import calendar;",
         "1:8: error: expected a file name in double quotes behind 'import', found 'calendar' [syntax]\n"},
        {"enum E { a b }\nenum F { , }",
         "1:12: error: expected ',' or '}' behind 'a', found 'b' [syntax]\n"
         "2:10: error: expected a member or '}' behind '{', found ',' [syntax]\n"},
        {"class { a: bool; }", "1:7: error: expected a name behind 'class', found '{' [syntax]\n"},
        {"class C(D E) { a: bool; }", "1:11: error: expected ',' or ')' behind 'D', found 'E' [syntax]\n"},
        {"class C @ { }", "1:11: error: expected the name of an annotation behind '@', found '{' [syntax]\n"},
        {"class C { oneof { a; } }", "1:17: error: expected a name behind 'oneof', found '{' [syntax]\n"},
        {"class C { oneof x of y { a; } b; }", "1:19: error: expected '{' behind 'x', found 'of' [syntax]\n"},
        {"class C { g: { a; } }",
         "1:11: error: 'g' is a group of slots, which only a oneof or an overlay may hold [syntax]\n"},
        {"class C { oneof o { a, b: { c; } } }", "1:24: error: a group of slots has one name [syntax]\n"},
        {"class C { oneof o { overlay p { a; } } }",
         "1:29: error: an arm of a oneof is a slot or a group of slots; put 'p' into a group [syntax]\n"},
        {"class C { a: bool;; }",
         "1:19: error: needless ';': no ';' stands behind a '}' or behind another ';' [syntax]\n"},
    };
    check_messages(rows, COUNT(rows));
}
END_TEST

START_TEST(the_next_mistake_is_found)
{
    static const struct row rows[] = {
        {"class C {\n a: bool\n b: ;\n}",
         "2:9: error: expected ';' behind the slot, found 'b' [syntax]\n"
         "3:5: error: expected a type behind ':', found ';' [syntax]\n"},
        {"const c = 1\nclass C { a: ; }",
         "1:12: error: expected ';' behind the constant, found 'class' [syntax]\n"
         "2:14: error: expected a type behind ':', found ';' [syntax]\n"},
        {"class C { a b; c d; }",
         "1:13: error: expected ':' and a type, ',' or ';' behind 'a', found 'b' [syntax]\n"
         "1:18: error: expected ':' and a type, ',' or ';' behind 'c', found 'd' [syntax]\n"},
        {"class C { a: }\nclass { }",
         "1:14: error: expected a type behind ':', found '}' [syntax]\n"
         "2:7: error: expected a name behind 'class', found '{' [syntax]\n"},
        {"const = 1; type = T; clas D { } import x;",
         "1:7: error: expected a name behind 'const', found '=' [syntax]\n"
         "1:17: error: expected a name behind 'type', found '=' [syntax]\n"
         "1:40: error: expected a file name in double quotes behind 'import', found 'x' [syntax]\n"},
        {"class C { oneof o { g: { h: { a; } } } }",
         "1:26: error: 'h' is a group of slots, which only a oneof or an overlay may hold [syntax]\n"},
    };
    check_messages(rows, COUNT(rows));
}
END_TEST

START_TEST(unclosed_blocks)
{
    static const struct row rows[] = {
        {"class C {\n a: bool;\nclass D { b: ; }\nclass E { c: ; }",
         "3:14: error: expected a type behind ':', found ';' [syntax]\n"
         "3:1: error: expected the '}' of class 'C' before this declaration [syntax]\n"
         "1:9: note: the class was opened here\n"
         "4:14: error: expected a type behind ':', found ';' [syntax]\n"},
        {"class C {\n enum E { a }\n e: E;\n}\nclass D { b: ; }",
         "2:2: error: expected the '}' of class 'C' before this declaration [syntax]\n"
         "1:9: note: the class was opened here\n"
         "5:14: error: expected a type behind ':', found ';' [syntax]\n"},
        {"class C {\n oneof o {\n  a: bool;\n g: { b;\nclass D { c; }",
         "5:1: error: expected '}' before this declaration [syntax]\n4:5: note: this '{' was not closed\n"},
        {"class C {\n a: bool;\n\n",
         "2:10: error: expected a slot or '}', found the end of the file [syntax]\n"
         "1:9: note: this '{' was not closed\n"},
        {"class C { a: bool; } }\nclass D { b: ; }", "1:22: error: expected " A_DECLARATION ", found '}' [syntax]\n"
                                                     "2:14: error: expected a type behind ':', found ';' [syntax]\n"},
        {"/* never\nclass C { a }", "1:1: error: this comment has no '*/' [comment]\n"},
        {"class C { a: bool; /* never\n }", "1:20: error: this comment has no '*/' [comment]\n"},
        {"import \"x;\nclass C { a: ; }",
         "1:8: error: this string has no closing \" on its line [string]\n"
         "2:14: error: expected a type behind ':', found ';' [syntax]\n"},
        {"class C {\n a: bool @unit(\"x);\n b: ;\n}",
         "2:16: error: this string has no closing \" on its line [string]\n"
         "3:5: error: expected a type behind ':', found ';' [syntax]\n"},
        {"class C @c_name(\"x {\n a: bool;\n flags: bool;\n}\nclass D { b: ; }",
         "1:17: error: this string has no closing \" on its line [string]\n"
         "5:14: error: expected a type behind ':', found ';' [syntax]\n"},
    };
    check_messages(rows, COUNT(rows));
}
END_TEST

#define NUMBER(text, expected)                                                                                         \
    {                                                                                                                  \
        "const c = " text ";", "1:11: error: " expected " [number]\n"                                                  \
    }
#define STRING(text, at, expected)                                                                                     \
    {                                                                                                                  \
        "include \"" text "\";", "1:" at ": error: " expected " [string]\n"                                            \
    }

START_TEST(literals_and_characters)
{
    static const struct row rows[] = {
        NUMBER("007", "a number does not begin with 0: write 7, or 0o7 for octal"),
        NUMBER("009", "a number does not begin with 0: write 9"),
        NUMBER("0_17", "a number does not begin with 0: write 17, or 0o17 for octal"),
        NUMBER("00", "a number does not begin with 0: write 0"),
        NUMBER("01.5", "a number does not begin with 0: write 1.5"),
        NUMBER(".5", "a decimal has digits on both sides of its point: write 0.5, not .5"),
        NUMBER("0x", "this number has no digits behind its prefix"),
        NUMBER("0x1.5", "only a decimal number has a point"),
        NUMBER("0b12", "a binary number has the digits 0 and 1"),
        NUMBER("0o18", "an octal number has the digits 0 to 7"),
        NUMBER("12abc", "a letter follows the digits of this number"),
        NUMBER("0xfg", "a letter follows the digits of this number"),
        NUMBER("0X1F", "a letter follows the digits of this number"),
        NUMBER("1e5", "numbers have no exponents: write all digits"),
        NUMBER("1.5e5", "numbers have no exponents: write all digits"),
        NUMBER("1_", "'_' stands between two digits of a number"),
        NUMBER("1__0", "'_' stands between two digits of a number"),
        NUMBER("0x_1", "'_' stands between two digits of a number"),
        NUMBER("1_.5", "'_' stands between two digits of a number"),
        NUMBER("1.5_", "'_' stands between two digits of a number"),
        NUMBER("''", "between ' and ' stands one character; text stands between \" and \""),
        NUMBER("'ab'", "between ' and ' stands one character; text stands between \" and \""),
        {"const c = 1.;",
         "1:12: error: a decimal has digits on both sides of its point; a range has two points [number]\n"},
        {"const c = 'a;", "1:11: error: this character has no closing ' on its line [string]\n"},
        STRING("\\q", "10", "this escape is none of C's; a backslash itself is written \\\\"),
        STRING("ab\\x", "12", "this escape is none of C's; a backslash itself is written \\\\"),
        STRING("\\u12", "10", "this escape is none of C's; a backslash itself is written \\\\"),
        STRING("\\U0011000", "10", "this escape is none of C's; a backslash itself is written \\\\"),
        STRING("\\x100", "10", "this escape does not fit a byte"),
        STRING("\\xfffffffffffffffffffff", "10", "this escape does not fit a byte"),
        STRING("\\x100000041", "10", "this escape does not fit a byte"), /* 'A' in 32 bits */
        STRING("\\400", "10", "this escape does not fit a byte"),
        STRING("\\U08dbe1d9", "10", "this escape names no character of Unicode"),
        STRING("\\ud800", "10", "this escape names no character of Unicode"),
        STRING("\\U00110000", "10", "this escape names no character of Unicode"),
        STRING("a\x01", "11", "this control character is written \\x01 in a string"),
        {"class gr\xC3\xB6\xC3\x9F"
         "e { }",
         "1:9: error: '\xC3\xB6' stands in strings and comments only: names are made of A-Z, "
         "a-z, 0-9 and '_' [character]\n"},
        {"class C { # ## a: bool; b: ;\n c: # ; }",
         "1:11: error: '#' means nothing here [character]\n"
         "1:28: error: expected a type behind ':', found ';' [syntax]\n"
         "2:5: error: '#' means nothing here [character]\n"},
        {"class C { }\rclass D { }",
         "1:12: error: this carriage return has no line feed behind it; end lines with LF or CRLF "
         "[line-end]\n"},
        {"// \xE4\nclass \xE4 { a: ; }",
         "1:4: error: this byte, 0xE4, is not UTF-8; save the file as UTF-8 [utf8]\n"
         "2:14: error: expected a type behind ':', found ';' [syntax]\n"},
        {"// \xED\xA0\x80", "1:4: error: this byte, 0xED, is not UTF-8; save the file as UTF-8 [utf8]\n"},
        {"// 12345678 \xC3", "1:13: error: this byte, 0xC3, is not UTF-8; save the file as UTF-8 [utf8]\n"},
    };
    check_messages(rows, COUNT(rows));
    parsed_from(&run, "class\0C", 7);
    ck_assert_str_eq(parsed_summary(&run), "1:6: error: this is a NUL byte; a schema is a text [nul-byte]\n");
    parsed_free(&run);
    parsed_from(&run,
                "\xFF\xFE"
                "c\0l\0",
                6);
    ck_assert_str_eq(parsed_summary(&run), "1:1: error: this file seems to be UTF-16; save it as UTF-8 [utf8]\n");
    parsed_free(&run);
}
END_TEST

/* A text of `count` times `repeated` between two others. */
static void parse_repeated(const char *before, const char *repeated, size_t count, const char *behind)
{
    struct text schema = {0};
    text_string(&schema, before);
    for (size_t i = 0; i < count; i++) text_string(&schema, repeated);
    text_string(&schema, behind);
    parsed_from(&run, text_chars(&schema), schema.length);
    text_free(&schema);
}

START_TEST(nesting_has_a_limit)
{
    static const struct {
        const char *before, *repeated;
        size_t most;
        const char *behind;
    } rows[] = {
        {"const c = ", "(", PARSE_MOST_NESTING, "1"},
        {"const c = ", "-", PARSE_MOST_NESTING, "1;"},
        {"const c = 1", " + 1", PARSE_MOST_DEPTH - 1, ";"},
        {"class C { a: T", "[1]", PARSE_MOST_NESTING - 1, "; }"},
        {"class C { a: T = ", "[", PARSE_MOST_NESTING - 1, "1"},
        {"class C { overlay o { ", "g: { overlay o { ", 31, "a;"},
    };
    static const size_t huge = 20000;
    for (size_t i = 0; i < COUNT(rows); i++) {
        parse_repeated(rows[i].before, rows[i].repeated, rows[i].most, rows[i].behind);
        ck_assert_msg(strstr(run.messages, "[nesting]") == NULL, "row %zu: %s", i, run.messages);
        parsed_free(&run);
        for (size_t count = rows[i].most + 1; count <= huge; count += huge - rows[i].most - 1) {
            parse_repeated(rows[i].before, rows[i].repeated, count, rows[i].behind);
            ck_assert_uint_eq(run.diag.errors, 1);
            ck_assert_msg(strstr(run.messages, "[nesting]") != NULL, "row %zu: %s", i, run.messages);
            ck_assert_uint_lt(strlen(run.messages), 500);
            parsed_free(&run);
        }
    }
}
END_TEST

START_TEST(long_tokens_give_short_messages)
{
    static const char *const repeated[] = {"a",     "7",       "$",     "(",        "a.", "; ", "}",
                                           "/* */", "/// x\n", "\"\\x", "\xC3\xB6", " ",  "\n"};
    for (size_t i = 0; i < COUNT(repeated); i++) {
        parse_repeated("class C { a: ", repeated[i], 1000000, " b: ; }");
        ck_assert_msg(strlen(run.messages) < 10000, "row %zu: %zu bytes", i, strlen(run.messages));
        ck_assert_uint_ne(run.diag.errors, 0);
        parsed_free(&run);
    }
    parse_repeated("class ", "a", 16000000, " { }");
    ck_assert_uint_eq(run.diag.errors, 0);
    parsed_free(&run);
}
END_TEST

START_TEST(many_errors_end_the_file)
{
    parse_repeated("class C {", "a: ; ", 100000, "}");
    ck_assert(diag_is_full(&run.diag));
    ck_assert_uint_eq(run.diag.errors, DIAG_MOST_ERRORS + 1);
    parsed_free(&run);
    parse_repeated("class C {", "a: ; ", DIAG_MOST_ERRORS, "}");
    ck_assert(!diag_is_full(&run.diag));
    ck_assert_uint_eq(run.diag.errors, DIAG_MOST_ERRORS);
    parsed_free(&run);
}
END_TEST

START_TEST(rules_have_names_and_texts)
{
    for (int i = 0; i < PARSE_RULE_COUNT; i++) {
        const char *name = parse_rule_name((enum parse_rule)i);
        ck_assert_uint_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
        ck_assert_uint_gt(strlen(parse_rule_text((enum parse_rule)i)), 10);
        for (int j = 0; j < i; j++) ck_assert_str_ne(name, parse_rule_name((enum parse_rule)j));
    }
}
END_TEST

TCase *parse_errors_tests(void)
{
    TCase *tests = tcase_create("errors");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, one_mistake_has_one_message);
    tcase_add_test(tests, the_next_mistake_is_found);
    tcase_add_test(tests, unclosed_blocks);
    tcase_add_test(tests, literals_and_characters);
    tcase_add_test(tests, nesting_has_a_limit);
    tcase_add_test(tests, long_tokens_give_short_messages);
    tcase_add_test(tests, many_errors_end_the_file);
    tcase_add_test(tests, rules_have_names_and_texts);
    return tests;
}
