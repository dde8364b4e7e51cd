/* SPDX-License-Identifier: MIT */
/* The table of C names: which words are unavailable, and which declarations collide. */
#include "unit.h"

#include "compiled.h"
#include "emit/emit.h"
#include "names/names.h"
#include "write/runtime_files.h"

#include <ctype.h>
#include <string.h>

START_TEST(words_are_found)
{
    static const char *const unavailable[] = {"int",       "class",   "co_await", "xor_eq", "errno",  "NULL",
                                              "I",         "slots",   "self",     "_Bool",  "auto",   "while",
                                              "slot_pool", "SLOT_OK", "__x",      "_X",     "uint8_t"};
    static const char *const available[] = {"year", "value", "pool", "i", "n", "Date", "out", "ints", "x_"};
    for (size_t i = 0; i < sizeof unavailable / sizeof unavailable[0]; i++) {
        ck_assert_msg(names_is_unavailable(unavailable[i]), "%s", unavailable[i]);
    }
    for (size_t i = 0; i < sizeof available / sizeof available[0]; i++) {
        ck_assert_msg(!names_is_unavailable(available[i]), "%s", available[i]);
    }
}
END_TEST

START_TEST(collisions_are_refused_and_nothing_else)
{
    static const struct {
        const char *schema;
        unsigned errors;
    } cases[] = {
        {"class a_b { c: bool; } class a { b_c: bool; }", 1},
        {"class a { b: bool; } class a_get_b { x: bool; }", 1},
        {"class Trade @pool(capacity: 9) { x: bool; } class Trade_ref { x: bool; }", 1},
        {"class Trade { x: bool; } class Trade_ref { x: bool; }", 0},
        {"class A { x: bool ?; has_x: bool; }", 1},
        {"class A { x: bool; has_x: bool; }", 0},
        {"class A { x: uint8 ?; x_or: bool; }", 1},
        {"class A { x: uint8; MIN: bool; x_MIN: bool; }", 0},
        {"class A { x: bool; set_x: bool; }", 0},
        {"enum E { COUNT } class B { x: E; }", 1},
        {"enum E { a } enum E_a { b } class B { x: E; y: E_a; }", 1},
        {"const E_a = 1; enum E { a } class B { x: E; }", 1},
        {"class A { a: bool; b: bool @c_name(\"a\"); }", 1},
        {"class A { a: bool; } class B @c_name(\"A_init\") { a: bool; }", 1},
        {"class A { int: bool; int_: bool; }", 1},
        {"class A { oneof x { y: bool; } x_y: bool; }", 1},
        {"class A { oneof x { y: bool; } } class A_x { z: bool; }", 1},
        {"class A { oneof x { COUNT: bool; } }", 1},
        {"class A { oneof x { NONE: bool; } }", 0},
        {"class A { oneof x ? { NONE: bool; } }", 1},
        {"class A { oneof x { y: bool; z: bool; } } class A_switch { x: bool; }", 0},
        {"class A { oneof x { y: bool; z: bool; } } class A_switch_x { y: bool; }", 1},
        {"class A { x: uint8 @own; } class A_ptr_x { y: bool; }", 1},
        {"class A { x: uint8; } class A_ptr_x { y: bool; }", 0},
        {"class A { x: uint8; } class A_members { y: bool; }", 1},
        {"class A @layout(natural) { rest_0: bool; rest_1: bool; bytes: bool; members: bool; }", 0},
        {"class A { x: bool; } class B(A) { y: A; }", 0},
        {"class A { x: bool; } class B(A) { A: A; }", 1},
        {"class D { x: bool; } class A { y: inline D; y_x: bool; }", 1},
        {"class D { x: bool; } class A { y: inline D; z: inline D; }", 0},
        {"class A { x: uint8[2]; x_COUNT: bool; }", 0},
        {"class A { x: uint8[2]; x_COUNT: uint8[2]; }", 0},
        {"class A { x: bool[2]; x_mask: bool; }", 1},
        {"class A { x: uint8[2]; x_mask: bool; }", 0},
        {"class A { x: any; x_int: bool; }", 1},
        {"class A { x: 0 .. 1 step 0.5; x_steps: bool; }", 1},
        {"symbols S(3); class S_id { x: bool; }", 1},
        {"symbols S(3); class S_symbols { x: bool; }", 1},
        {"symbols S(3); const S_CAPACITY = 3;", 1},
        {"class A { which_x: bool; oneof x { y: bool; z: bool; } }", 1},
        {"class A { oneof y { z: { has_x: bool; x: bool ?; } w: bool; } }", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct compiled compiled;
        compiled_from(&compiled, cases[i].schema);
        ck_assert_msg(compiled.diag.errors == cases[i].errors, "%s\n%s", cases[i].schema, compiled.messages);
        if (cases[i].errors > 0) ck_assert_ptr_nonnull(strstr(compiled.messages, "c-name-collision"));
        compiled_free(&compiled);
    }
}
END_TEST

START_TEST(bare_names_that_are_taken_get_an_underscore)
{
    struct compiled compiled;
    compiled_from(&compiled, "const lots = 3; class Date { lots, Date, Date_x, self, errno, year: bool; }");
    ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
    static const char *const members[] = {"lots_", "Date_", "Date_x_", "self_", "errno_", "year"};
    for (size_t i = 0; i < 6; i++) ck_assert_str_eq(compiled.model->classes[0]->slots[i].member, members[i]);
    compiled_free(&compiled);
}
END_TEST

/*
 * Takes the next identifier off C text, outside comments, literals, numbers and directives but for their bodies; or
 * NULL.
 */
static const char *next_identifier(const char *at, const char *end, char *word, size_t size)
{
    while (at < end) {
        if (at[0] == '/' && at + 1 < end && at[1] == '*') {
            for (at += 2; at + 1 < end && (at[0] != '*' || at[1] != '/'); at++) {
            }
            at += 2;
        } else if (*at == '"' || *at == '\'') {
            const char quote = *at;
            for (at++; at < end && *at != quote; at++) at += *at == '\\' ? 1 : 0;
            at++;
        } else if (strncmp(at, "#include", 8) == 0 || strncmp(at, "#error", 6) == 0) {
            while (at < end && *at != '\n') at++;
        } else if (isdigit((unsigned char)*at)) {
            while (at < end && (isalnum((unsigned char)*at) || *at == '_')) at++;
        } else if (isalpha((unsigned char)*at) || *at == '_') {
            size_t length = 0;
            for (; at < end && (isalnum((unsigned char)*at) || *at == '_'); at++) {
                if (length + 1 < size) word[length++] = *at;
            }
            word[length] = '\0';
            return at;
        } else {
            at++;
        }
    }
    return NULL;
}

/* One of everything that has code of its own. All names begin with zz, and so do those that are made of them. */
static const char every_construct[] =
    "namespace zz; const c = 1; type T = 0 .. 9; enum E { a, b = 100 } flags F { f, g = 9 }\n"
    "symbols S(9); type U = 0 .. 1.5 step 0.5; type V = (0 .. 9)[3]; enum Z { zz_buy, zz_sell }\n"
    "class A @pool(capacity: 9) { zz_a: T = 3; zz_b: E ?; zz_c: F ?; zz_d: 0 .. 9 ? unset 10; zz_e: float32;\n"
    "zz_f: float64 ?; zz_g: 7 .. 7; zz_h: bool ?; zz_i: int64; zz_j: uint8 ? unset 256 @unit(\"s\"); }\n"
    "class B { zz_a, zz_b, zz_c, zz_d, zz_e, zz_f, zz_g, zz_h, zz_i: uint64; } class C { } class D { zz_d: E; }\n"
    "class G { zz_a: U; zz_b: float16; zz_c: symbol(S); zz_d: ref A; zz_e: pointer(\"void\", align: 8); zz_f: any; }\n"
    "class H { zz_a: 0 .. 90 step 10 @counter; zz_b: uint64 @counter; zz_c: text(9) = \"x\"; zz_d: bytes(9); zz_e: A; "
    "}\n"
    "class I { zz_a: uint5[3]; zz_b: (uint8 ?)[3]; zz_c: (0 .. 9 ?)[3][2]; zz_d: uint5[3] ?; zz_e: bool[9]; zz_f: V;\n"
    "zz_g: A[2]; zz_h: (A ?)[2]; zz_i: text(3)[2]; zz_j: (bytes(3) ?)[2]; zz_k: any[2]; zz_l: U[2]; zz_m: A ?; }\n"
    "class J { zz_a: 0 .. 9; zz_b: inline D; zz_c: inline D ?; zz_d: inline D[2]; zz_e: (inline D ?)[2]; zz_f: Z;\n"
    "oneof zz_g by zz_f { zz_buy: { zz_h: uint9; } zz_sell: { zz_i: bool ?; zz_j: text(3); } }\n"
    "oneof zz_k { zz_l: uint9; zz_m: { zz_n: uint3; zz_o: inline D; oneof zz_p ? { zz_q: bool; zz_r: A ?; } } }\n"
    "overlay zz_s { zz_t: uint9; zz_u: float32; } }\n"
    "class K(J) @immutable { zz_v: uint9; } class L(K) @table { zz_w: uint9[2] @private; zz_x: any @private; }\n"
    "class M { zz_a: inline J; zz_b: inline J[2]; zz_c: inline J ?; zz_d: inline J[2] ?; zz_e: ref A; } class N { }\n"
    "class O @layout(natural) { zz_a: T = 3; zz_b: E ?; zz_c: float64; zz_d: uint9[2] = [1, 2]; zz_e: any; zz_f: A;\n"
    "oneof zz_g { zz_h: uint64; zz_i: int16; } } class P { zz_a: uint3; zz_b: uint9 @own; zz_c: -5 .. 9 ? @own; }\n"
    "class Q(P) @layout(declared) { zz_d: uint3; reserved 5; zz_e: text(2); } class R @layout(dense) { zz_a: 0 .. 9;\n"
    "zz_b: 0 .. 9 ?; zz_c: 0 .. 6 = 3; }\n"
    "class ZC @pool(capacity: 9, checked) { zz_a: ref ZC; zz_b: ref A; } class ZB @pool(capacity: 9) { zz_a: "
    "bytes(5000); }\n";

/*
 * Every word of `text` that is not of the schema's or the runtime's own name space must be refused for a declaration.
 */
static void check_words(const char *text, size_t length, bool is_macro)
{
    static const char *const directives[] = {"define", "ifdef", "ifndef", "endif", "elif", "defined", "undef"};
    char word[256];
    const char *end = text + length;
    for (const char *at = next_identifier(text, end, word, sizeof word); at != NULL;
         at = next_identifier(at, end, word, sizeof word)) {
        bool is_ours =
            strncmp(word, "zz_", 3) == 0 || strncmp(word, "has_zz", 6) == 0 || strncmp(word, "which_zz", 8) == 0;
        for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++)
            is_ours |= strcmp(word, directives[i]) == 0;
        if (is_ours || names_is_unavailable_for_declaration(word, is_macro)) continue;
        ck_abort_msg("generated code or the runtime uses '%s', and a schema may declare it", word);
    }
}

START_TEST(words_of_generated_code_cannot_be_declared)
{
    struct compiled compiled;
    compiled_from(&compiled, every_construct);
    ck_assert_msg(compiled.model != NULL, "%s", compiled.messages);
    struct text header = {0};
    struct text source = {0};
    const struct emit_options options = {.with_docs = true};
    emit_header(&header, compiled.model, &(struct emit_options){0});
    emit_private(&header, compiled.model, &options);
    emit_source(&source, compiled.model, &options);
    check_words(text_chars(&header), header.length, false);
    check_words(text_chars(&source), source.length, true);
    size_t headers = 0;
    for (size_t i = 0; i < runtime_file_count; i++) {
        const char *name = runtime_files[i].name;
        const bool is_internal =
            strcmp(name, "core_code.h") == 0 || strncmp(name, "scan_", 5) == 0 || strcmp(name, "pool_blocks.h") == 0;
        if (strcmp(name + strlen(name) - 2, ".h") != 0 || is_internal) continue;
        check_words((const char *)runtime_files[i].bytes, runtime_files[i].length, true);
        headers++;
    }
    ck_assert_uint_ge(headers, 5);
    text_free(&header);
    text_free(&source);
    compiled_free(&compiled);
}
END_TEST

Suite *c_names_suite(void)
{
    Suite *suite = suite_create("c_names");
    TCase *cases = tcase_create("c_names");
    tcase_add_test(cases, words_are_found);
    tcase_add_test(cases, collisions_are_refused_and_nothing_else);
    tcase_add_test(cases, bare_names_that_are_taken_get_an_underscore);
    tcase_add_test(cases, words_of_generated_code_cannot_be_declared);
    suite_add_tcase(suite, cases);
    return suite;
}
