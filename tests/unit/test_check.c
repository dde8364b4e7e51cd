/* SPDX-License-Identifier: MIT */
/*
 * The checker: what a schema comes to mean, the limits at their edges, and that one mistake gives one message. What the
 * messages look like is in tests/golden.
 */
#include "unit.h"

#include "checked.h"

#include "check/printable.h"
#include "check/rules.h"
#include "check/scope.h"
#include "support/suggest.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *expression;
    const char *value;
} expressions[] = {
    {"1 + 2 * 3", "7"},
    {"(1 + 2) * 3", "9"},
    {"10 - 4 - 3", "3"},
    {"7 / 2", "3.5"},
    {"1 / 3 * 3", "1"},
    {"-7 % 3", "-1"},
    {"1 << 63", "9223372036854775808"},
    {"-1 << 63", "-9223372036854775808"},
    {"255 >> 4", "15"},
    {"- - 5", "5"},
    {"0.1 + 0.2", "0.3"},
    {"18_446_744_073_709_551_615", "18446744073709551615"},
    {"18_446_744_073_709_551_615 - 18_446_744_073_709_551_615", "0"},
    {"'a' + 0x10 + 0b11 + 0o7", "123"},
    {"4 / 127", "4/127"},
};

START_TEST(expression_values)
{
    char schema[256];
    char value[64];
    snprintf(schema, sizeof schema, "const c = %s;", expressions[_i].expression);
    const struct model *model = check_text(schema);
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert_str_eq(ratio_print(model->consts[0]->value, value), expressions[_i].value);
    end_run();
}
END_TEST

START_TEST(constants_come_in_any_order)
{
    char value[64];
    const struct model *model =
        check_text("namespace m; const a = b + c; const b = c * 2; const c = 7; const d = m.a;");
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert_uint_eq(model->const_count, 4);
    ck_assert_str_eq(model->consts[0]->c_name, "m_a");
    ck_assert_str_eq(ratio_print(model->consts[0]->value, value), "21");
    ck_assert_str_eq(ratio_print(model->consts[3]->value, value), "21");
    end_run();
}
END_TEST

/* Chains of forward references are as long as the file allows, without recursion. */
START_TEST(long_chains)
{
    enum { LENGTH = 100000 };
    struct schema schema = {0};
    for (int i = 0; i < LENGTH; i++) append(&schema, "const c%d = c%d + 1;\ntype T%d = T%d;\n", i, i + 1, i, i + 1);
    append(&schema, "const c%d = 5;\ntype T%d = 0 .. c0 ? = 3;\nclass C { a: T0; }", LENGTH, LENGTH);
    const struct model_slot *slot = find_slot(check_schema(&schema), "a");
    assert_integer(slot->type.high, "100005");
    ck_assert(slot->optional);
    assert_integer(slot->default_integer, "3");
    end_run();
}
END_TEST

START_TEST(long_cycle)
{
    enum { LENGTH = 100000 };
    struct schema schema = {0};
    for (int i = 0; i < LENGTH; i++) append(&schema, "const c%d = c%d;\ntype T%d = T%d;\n", i, i + 1, i, i + 1);
    append(&schema, "const c%d = c0;\ntype T%d = T0;\nclass C { a: T5; b: 0 .. c5; }", LENGTH, LENGTH);
    ck_assert_ptr_null(check_schema(&schema));
    ck_assert_uint_eq(run.diag.errors, 2);
    end_run();
}
END_TEST

static const struct {
    const char *type;
    const char *low;
    const char *high;
    unsigned width;
} integer_types[] = {
    {"uint1", "0", "1", 1},
    {"int1", "-1", "0", 1},
    {"int2", "-2", "1", 2},
    {"uint12", "0", "4095", 12},
    {"int63", "-4611686018427387904", "4611686018427387903", 63},
    {"int64", "-9223372036854775808", "9223372036854775807", 64},
    {"uint64", "0", "18446744073709551615", 64},
    {"1 .. 9999", "1", "9999", 14},
    {"-5 .. -5", "-5", "-5", 0},
    {"-9223372036854775808 .. 9223372036854775807", "-9223372036854775808", "9223372036854775807", 64},
    {"0 .. 18446744073709551615", "0", "18446744073709551615", 64},
    {"9223372036854775808 .. 9223372036854775809", "9223372036854775808", "9223372036854775809", 1},
};

START_TEST(integer_type_bounds)
{
    char schema[256];
    snprintf(schema, sizeof schema, "class C { a: %s; }", integer_types[_i].type);
    const struct model_slot *slot = find_slot(check_text(schema), "a");
    ck_assert_int_eq(slot->type.kind, TYPE_INT);
    assert_integer(slot->type.low, integer_types[_i].low);
    assert_integer(slot->type.high, integer_types[_i].high);
    ck_assert_uint_eq(slot->encoding.width, integer_types[_i].width);
    end_run();
}
END_TEST

START_TEST(slots_get_what_was_written)
{
    const struct model *model = check_text(
        "const top = 5_000; enum Side { buy, sell = 5, hold } flags Condition { late, cross = 3, odd }\n"
        "type Price = 0 .. top ? = 7 @unit(\"cents\");\n"
        "class C {\n"
        "  a, b: 1 .. top ? unset 0 = top - 1; /// both\n"
        "  side: Side = sell; mask: Condition = odd | late; none: Condition ? = 0; truth: bool = true;\n"
        "  price: Price; other: Price = 8 @unit(\"euros\");\n"
        "  half: float32 = -1 / 2; tenth: float64 = 0.1; free: uint8;\n"
        "}");
    const struct model_slot *b = find_slot(model, "b");
    ck_assert(b->optional && b->has_sentinel && b->has_default);
    assert_integer(b->sentinel, "0");
    assert_integer(b->default_integer, "4999");
    ck_assert_str_eq(b->doc, "both");
    ck_assert_ptr_null(b->unit);
    assert_integer(find_slot(model, "side")->default_integer, "5");
    assert_integer(find_slot(model, "mask")->default_integer, "17");
    ck_assert(find_slot(model, "none")->optional && find_slot(model, "none")->has_default);
    assert_integer(find_slot(model, "truth")->default_integer, "1");
    const struct model_slot *price = find_slot(model, "price");
    ck_assert(price->optional && price->has_default);
    assert_integer(price->default_integer, "7");
    ck_assert_str_eq(price->unit, "cents");
    assert_integer(find_slot(model, "other")->default_integer, "8");
    ck_assert_str_eq(find_slot(model, "other")->unit, "euros");
    ck_assert(find_slot(model, "half")->default_real == -0.5);
    ck_assert(find_slot(model, "tenth")->default_real == (double)0.1);
    ck_assert(!find_slot(model, "free")->has_default && !find_slot(model, "free")->optional);
    end_run();
}
END_TEST

START_TEST(members_count_on)
{
    const struct model *model = check_text(
        "enum E { a = 5, b, c = -2_147_483_648, d, e = 2_147_483_647 } flags F { x = 62, y, z = 0 }"
        "class C { e: E; f: F; }");
    ck_assert_msg(model != NULL, "%s", run.messages);
    const struct model_enum *e = model->enums[0];
    static const int32_t values[] = {5, 6, INT32_MIN, INT32_MIN + 1, INT32_MAX};
    static const char *const sorted[] = {"c", "d", "a", "b", "e"};
    ck_assert_uint_eq(e->count, 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_int_eq(e->members[i].value, values[i]);
        ck_assert_str_eq(e->sorted[i]->name, sorted[i]);
    }
    const struct model_enum *f = model->enums[1];
    ck_assert(f->is_flags);
    ck_assert_str_eq(f->sorted[0]->name, "z");
    ck_assert_int_eq(f->members[1].value, 63);
    end_run();
}
END_TEST

START_TEST(c_names)
{
    const struct model *model = check_with(
        "/// The market.\nnamespace market; enum Side @c_name(\"Way\") { buy } flags F { x }\n"
        "type T = uint8;\n"
        "class Trade { side: Side; f: F; t: T; clear: uint8 @c_name(\"clearing\"); }\n"
        "class Fill @c_name(\"Execution\") { }",
        "my_");
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert_str_eq(model->c_prefix, "my_market_");
    ck_assert_str_eq(model->namespace_name, "market");
    ck_assert_str_eq(model->doc, "The market.");
    ck_assert_str_eq(model->enums[0]->c_name, "my_Way");
    ck_assert_str_eq(model->enums[0]->full_name, "market.Side");
    ck_assert_str_eq(model->enums[0]->members[0].c_name, "my_Way_buy");
    ck_assert_str_eq(model->enums[1]->members[0].c_name, "my_market_F_x");
    ck_assert_str_eq(model->aliases[0]->c_name, "my_market_T");
    ck_assert_str_eq(model->classes[0]->c_name, "my_market_Trade");
    ck_assert_str_eq(model->classes[0]->full_name, "market.Trade");
    ck_assert_str_eq(model->classes[1]->c_name, "my_Execution");
    ck_assert_str_eq(find_slot(model, "clear")->c_name, "clearing");
    end_run();
}
END_TEST

/* A prefix and a namespace each make room for words of C. */
START_TEST(words_of_c_as_names)
{
    ck_assert_ptr_nonnull(check_with("class int { self: bool; } enum class { a } const NULL = 1;", "my_"));
    end_run();
    ck_assert_ptr_nonnull(check_text("namespace my; class int { self: bool; while: bool; errno: bool; slots: bool; }"));
    ck_assert_str_eq(find_slot(run.model, "while")->member, "while_");
    ck_assert_str_eq(find_slot(run.model, "while")->c_name, "while");
    end_run();
    ck_assert_ptr_null(check_text("class int { self: bool; }"));
    end_run();
}
END_TEST

START_TEST(class_sizes)
{
    const struct model *model = check_text(
        "class Date @max_size(3) { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }\n"
        "class Wide @align(4) { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }\n"
        "class Exact @size(16) @align(8) @pool(capacity: 4_294_967_295) { a: uint32; }\n"
        "class Empty { } class Largest @size(268_435_456) { a: bool; }\n"
        "class Full @max_size(2) { a: uint16; }");
    ck_assert_msg(model != NULL, "%s", run.messages);
    static const uint32_t sizes[] = {3, 4, 16, 1, 268435456, 2};
    static const uint32_t bits[] = {23, 23, 32, 0, 1, 16};
    for (size_t i = 0; i < 6; i++) {
        ck_assert_uint_eq(model->classes[i]->size, sizes[i]);
        ck_assert_uint_eq(model->classes[i]->used_bits, bits[i]);
    }
    ck_assert_uint_eq(model->classes[1]->align, 4);
    ck_assert(model->classes[2]->has_pool);
    ck_assert_uint_eq(model->classes[2]->pool_capacity, UINT32_MAX);
    end_run();
}
END_TEST

/* `count` slots or members of one class or enum. */
static const struct model *check_many(const char *opening, const char *row, int count)
{
    struct schema schema = {0};
    append(&schema, "%s {", opening);
    for (int i = 0; i < count; i++) append(&schema, "n%d%s", i, row);
    append(&schema, "}");
    return check_schema(&schema);
}

START_TEST(most_slots)
{
    const struct model *model = check_many("class C", ": 0 .. 2;", 65535);
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert_uint_eq(model->classes[0]->slot_count, 65535);
    ck_assert_uint_eq(model->classes[0]->used_bits, 131070);
    end_run();
    ck_assert_ptr_null(check_many("class C", ": bool;", 65536));
    ck_assert_uint_eq(run.diag.errors, 1);
    end_run();
    ck_assert_ptr_null(check_text("class C { a: bool; }\nclass D { a: bool; a: bool; }"));
    end_run();
}
END_TEST

START_TEST(most_members)
{
    const struct model *model = check_many("enum E", ",", 65535);
    ck_assert_msg(model != NULL, "%s", run.messages);
    ck_assert_uint_eq(model->enums[0]->count, 65535);
    end_run();
    ck_assert_ptr_null(check_many("enum E", ",", 65536));
    ck_assert_uint_eq(run.diag.errors, 1);
    end_run();
    ck_assert_ptr_nonnull(check_many("flags F", ",", 64));
    end_run();
    ck_assert_ptr_null(check_many("flags F", ",", 70));
    ck_assert_uint_eq(run.diag.errors, 1);
    end_run();
}
END_TEST

/* Every slot looks its default up among all members of the enum. */
START_TEST(many_defaults)
{
    struct schema schema = {0};
    append(&schema, "enum E {");
    for (int i = 0; i < 65535; i++) append(&schema, "n%d,", i);
    append(&schema, "} class C {");
    for (int i = 0; i < 65535; i++) append(&schema, "s%d: E = n%d;", i, 65534 - i);
    append(&schema, "}");
    assert_integer(find_slot(check_schema(&schema), "s1")->default_integer, "65533");
    end_run();
}
END_TEST

/* Schemas with one mistake and much that depends on it: one message, of that rule. */
static const struct {
    const char *rule;
    const char *text;
} mistakes[] = {
    {"const-unknown", "const a = b; const c = a + a; type T = 0 .. c; class C { t: T; u: T ?; v: 0 .. a = c; }"},
    {"const-cycle", "const a = b; const b = a; const c = b; class C { t: 0 .. c ? unset a = b; }"},
    {"number-overflow", "const a = 1 << 63 << 1; class C @align(a) { t: 0 .. a; }"},
    {"type-unknown", "class C { a: Missing; b: Missing; } class D { a, b: Missing; }"},
    {"const-unknown", "class C { a: 0 .. missing; b: missing .. 2; } class D { a, b: uint8 = missing; }"},
    {"type-unknown", "type A = Missing; type B = A ?; class C @max_size(1) { a: A = 5; b: B; c: uint64; }"},
    {"type-cycle", "type A = B; type B = A; type D = A; class C { a: A; b: B = 3; d: D ?; }"},
    {"range-empty", "type A = 5 .. 4; class C @max_size(1) { a: A = 9; b: A ? unset 4; c: uint64; }"},
    {"enum-value", "enum E { a = 2_147_483_647, b, c, d } class C { e: E = a; f: E = zebra; }"},
    {"flag-bit", "flags F { a = 63, b, c } class C { f: F = a | b; }"},
    {"enum-empty", "enum E { } class C { e: E = a; }"},
    {"declaration-duplicate", "const a = 1; const a = 2; class C { x: 0 .. a; }"},
    {"slot-duplicate", "class C @max_size(1) { a: uint8; a: uint64; }"},
    {"member-duplicate", "enum E { a, b, a } class C { e: E = a; }"},
    {"default-range", "type T = uint8 = 256; class C { a: T; b: T = 3; }"},
    {"unset-range", "type T = uint8 ? unset 5; class C { a, b: T = 300; }"},
    {"type-unknown", "symbols s(5); class C { a: s; b, c: symbol(s); }"},
    {"type-unknown", "type R = ref Missing; class C { a: R; b: R[2]; c: (R ?)[2]; }"},
    {"ref-pool", "class D { } type R = ref D; class C { a: R; b: R[2] ?; }"},
    {"array-count", "type A = uint8[0]; type B = A[2] = [1]; class C @max_size(1) { a: A; b: B; c: uint64; }"},
    {"array-bits", "type A = uint64[1 << 27]; type B = A[2]; class C @max_size(1) { a: A; b: B; c: uint64; }"},
    {"pool-capacity", "class D @pool(capacity: 0) { x: bool; } class C { a: ref D; b: D; c: inline D[2]; }"},
    {"own-type", "type T = text(4) @own; class C @max_size(1) { a: T; b: T[2]; c: uint64; }"},
    {"own-place", "class C { s: bool @own; oneof o by s { true: uint8; } } class D { c: inline C; d: C; }"},
    {"inline-units",
     "class A { a: bool @own; } class B @max_size(1) { a: inline A; b: uint64; } class C(B) { a: bool; }"},
    {"reserved-place", "class C @max_size(1) { reserved 4; a: uint64; } class D(C) { a: inline C; }"},
    {"reserved-bits", "class C @layout(declared) @max_size(1) { reserved 0; a: bool; b: text(4); }"},
    {"declared-align",
     "class C @layout(declared) @max_size(1) { a: bool; b: text(4); } class D { c: C; a: inline C; }"},
    {"annotation-argument", "class C @layout(declare) { reserved 7; a: bool; oneof o { b: { reserved 1; } } }"},
    {"annotation-unknown", "class C { a: ref D; b: ref D; } class D @pol(capacity: 5) { x: bool; }"},
    {"step-divides", "type S = 0 .. 10 step 3; class C { a: S = 4; b: S[2] = [1]; }"},
    {"type-cycle", "type A = B[2]; type B = (A ?)[3]; class C { a: A; b: B = [1]; }"},
    {"pointer-type", "type P = pointer(\"x*\"); class C { a: P; b: P[2]; }"},
    {"default-count", "type R = uint8[2] = [1]; class C { a: R; b: R[2]; }"},
    {"optional-null", "type P = ref C ?; class C @pool(capacity: 5) { a: P; b: P[2]; }"},
    {"include-path", "include \"\"; class C { a: pointer(\"FILE\"); }"},
    {"symbols-capacity", "symbols s(0); class C { a: symbol(s); b: symbol(s)[4]; }"},
    {"slot-bare", "class C @max_size(1) { a, b; c: bool; d; }"},
    {"pool-checked", "class C @pool(capacity: 5, checked: 30) @max_size(1) { a: ref C; b: ref C; }"},
    {"type-unknown", "class C @max_size(1) { oneof x { a: Missing; b: { c: Missing; } } d: uint64; }"},
    {"oneof-by-unknown",
     "class C { oneof x by y { a: bool; b: { c: bool; } } } class D { c: C; } class E(D) { e: D; }"},
    {"type-unknown", "class C { a: Missing; oneof x by a { b: bool; c: bool; } }"},
    {"slot-duplicate", "class C { a: bool; a: uint8; oneof x by a { true: bool; } }"},
    {"oneof-by-arm", "class C { a: bool; oneof x by a { yes: { b: bool; oneof y by b { true: uint8; } } } }"},
    {"oneof-arm-duplicate", "class C { oneof x { a, a: bool; } }"},
    {"oneof-arm-duplicate", "class C { overlay o { b: bool; b: uint8; } }"},
    {"class-cycle", "class A @max_size(1) { b: B; c: uint64; } class B { a: inline A[2]; } class C(A) { a: B ?; }"},
    {"class-cycle", "class A(B) { } class B(C) { } class C(A) { } class D(A, B) { a: bool; }"},
    {"base-unknown", "class A(Missing) { a: bool; } class B(Missing) { a: bool; } class C(A, B) { a: bool; }"},
    {"base-conflict", "class A { a: bool; } class B { b: bool; } class C(A, B) { a: bool; } class D(C) { b: bool; }"},
    {"slot-inherited", "class A { a: bool; } class B(A) { a: bool; oneof x by a { b: bool; } } class C { b: B; }"},
    {"overlay-default", "class A { overlay o { a: bool = true; } } class B { a: inline A; b: A; }"},
    {"annotation-conflict", "type T = uint8 @counter; class A @immutable { a: T; } class B { a: inline A; }"},
    {"default-type", "class D { } class C { d: D = 5; }"},
    {"annotation-unknown", "class C @maxsize(4) { a: uint64; }"},
    {"pool-capacity", "class C @pool(capacity: 0) { a: uint64; }"},
    {"align-value", "class C @align(3) @size(5) { a: bool; }"},
    {"namespace-first", "const a = 1; namespace m; class C { b: 0 .. m.a; }"},
    {"name-builtin", "type uint9 = bool; class C { a: uint9; }"},
    {"name-reserved", "const __a = 1; class C { b: 0 .. __a; }"},
    {"name-reserved", "namespace _m; class C { b: bool; } enum E { a }"},
    {"schema-empty", ""},
};

START_TEST(one_mistake_one_message)
{
    assert_one_message(mistakes[_i].text, mistakes[_i].rule);
}
END_TEST

START_TEST(warnings)
{
    ck_assert_ptr_nonnull(check_text("type A = uint8; class C @pool(capacity: 1024) { a: ref C; }"));
    ck_assert_uint_eq(run.diag.warnings, 2);
    end_run();
    ck_assert_ptr_nonnull(check_text("type A = uint8; class C @pool(capacity: 1023) { a: A; b: ref C; }"));
    ck_assert_uint_eq(run.diag.warnings, 0);
    end_run();
    ck_assert_ptr_null(check_text("type A = uint8; class C { a: Missing; }"));
    ck_assert_uint_eq(run.diag.warnings, 0);
    end_run();
}
END_TEST

START_TEST(errors_end)
{
    ck_assert_ptr_null(check_many("class C", ": 5 .. 4;", 60000));
    ck_assert_ptr_nonnull(strstr(run.messages, "stopped after 20 errors"));
    end_run();
}
END_TEST

START_TEST(rules_have_names_of_their_own)
{
    for (int i = 0; i < RULE_COUNT; i++) {
        const char *name = rule_name((enum check_rule)i);
        ck_assert_uint_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz-"), strlen(name));
        ck_assert_uint_gt(strlen(rule_text((enum check_rule)i)), 10);
        for (int k = 0; k < i; k++) ck_assert_str_ne(name, rule_name((enum check_rule)k));
    }
}
END_TEST

static const struct {
    const char *wanted;
    const char *best; /* of the names below; NULL: none is near */
} suggestions[] = {
    {"Sied", "Side"},        {"side", "Side"}, {"Trad", "Trade"},          {"colour", "color"}, {"Zebra", NULL},
    {"capacty", "capacity"}, {"x", NULL},      {"condition", "Condition"}, {"", NULL},          {"y", NULL},
};

START_TEST(nearest_names)
{
    static const char *const names[] = {"Side", "Trade", "color", "capacity", "Condition", "a", "X"};
    struct suggestion suggestion;
    char text[SUGGEST_TEXT_SIZE];
    suggest_start(&suggestion, suggestions[_i].wanted);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) suggest_offer(&suggestion, names[i]);
    if (strcmp(suggestions[_i].wanted, "x") == 0) {
        ck_assert_str_eq(suggest_text(&suggestion, text), "; did you mean 'X'?");
    } else if (suggestions[_i].best == NULL) {
        ck_assert_str_eq(suggest_text(&suggestion, text), "");
    } else {
        ck_assert_ptr_nonnull(suggestion.best);
        ck_assert_str_eq(suggestion.best, suggestions[_i].best);
    }
}
END_TEST

START_TEST(scope_finds_what_was_added)
{
    enum { COUNT = 5000 };
    static char names[COUNT][16];
    struct arena arena;
    struct scope scope;
    arena_init(&arena);
    scope_init(&scope, &arena);
    ck_assert_ptr_null(scope_find(&scope, "n0"));
    for (int round = 0; round < 3; round++) {
        const int count = round == 1 ? 3 : COUNT;
        scope_reset(&scope, (size_t)count);
        for (int i = 0; i < count; i++) {
            snprintf(names[i], sizeof names[i], "n%d", i);
            ck_assert_ptr_null(scope_find(&scope, names[i]));
            ck_assert_ptr_null(scope_add(&scope, names[i], names[i]));
        }
        for (int i = 0; i < count; i++) ck_assert_ptr_eq(scope_find(&scope, names[i]), names[i]);
        ck_assert_ptr_eq(scope_add(&scope, "n1", names[0]), names[1]);
        ck_assert_ptr_null(scope_find(&scope, "missing"));
    }
    arena_free(&arena);
}
END_TEST

START_TEST(printable_texts)
{
    ck_assert(printable_text("ns, \xc2\xb5s */ \"", 12));
    ck_assert(printable_text("", 0));
    ck_assert(!printable_text("a\nb", 3));
    ck_assert(!printable_text("a\0b", 3));
    ck_assert(!printable_text("\x7f", 1));
    ck_assert(!printable_text("\xc2\x85", 2));     /* NEL */
    ck_assert(!printable_text("\xe2\x80\xae", 3)); /* right-to-left override */
    ck_assert(!printable_text("\xe2\x80\xa8", 3)); /* line separator */
    ck_assert(!printable_text("\xff", 1));
    ck_assert(!printable_text("\xc2", 1));
}
END_TEST

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof((array)[0])))

Suite *check_suite(void)
{
    Suite *suite = suite_create("check");
    TCase *meaning = tcase_create("meaning");
    tcase_add_loop_test(meaning, expression_values, 0, COUNT_OF(expressions));
    tcase_add_test(meaning, constants_come_in_any_order);
    tcase_add_loop_test(meaning, integer_type_bounds, 0, COUNT_OF(integer_types));
    tcase_add_test(meaning, slots_get_what_was_written);
    tcase_add_test(meaning, members_count_on);
    tcase_add_test(meaning, c_names);
    tcase_add_test(meaning, words_of_c_as_names);
    tcase_add_test(meaning, class_sizes);
    suite_add_tcase(suite, meaning);

    suite_add_tcase(suite, check_types_tests());
    suite_add_tcase(suite, check_classes_tests());
    suite_add_tcase(suite, check_annotations_tests());

    TCase *limits = tcase_create("limits");
    tcase_set_timeout(limits, 60);
    tcase_add_test(limits, long_chains);
    tcase_add_test(limits, long_cycle);
    tcase_add_test(limits, most_slots);
    tcase_add_test(limits, most_members);
    tcase_add_test(limits, many_defaults);
    suite_add_tcase(suite, limits);

    TCase *messages = tcase_create("messages");
    tcase_add_loop_test(messages, one_mistake_one_message, 0, COUNT_OF(mistakes));
    tcase_add_test(messages, warnings);
    tcase_add_test(messages, errors_end);
    suite_add_tcase(suite, messages);

    TCase *parts = tcase_create("parts");
    tcase_add_test(parts, rules_have_names_of_their_own);
    tcase_add_loop_test(parts, nearest_names, 0, COUNT_OF(suggestions));
    tcase_add_test(parts, scope_finds_what_was_added);
    tcase_add_test(parts, printable_texts);
    suite_add_tcase(suite, parts);
    return suite;
}
