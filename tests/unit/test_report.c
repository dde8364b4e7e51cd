/* SPDX-License-Identifier: MIT */
/*
 * The facts of `slotgen layout`: the parts of records, rivals against structs of this compiler, the information limit, and
 * advice, each piece of which is followed: what it says it saves is what the changed schema takes less.
 */
#include "compiled.h"
#include "unit.h"

#include "cli/options.h"
#include "report/facts.h"
#include "report/logarithm.h"
#include "report/map.h"
#include "report/print.h"
#include "support/json.h"

#include <string.h>

struct reported {
    struct compiled compiled;
    struct arena arena;
    struct report report;
};

static void report_of(struct reported *reported, const char *schema)
{
    compiled_from(&reported->compiled, schema);
    ck_assert_msg(reported->compiled.model != NULL, "%s\n%s", schema, reported->compiled.messages);
    const struct model *model = reported->compiled.model;
    arena_init(&reported->arena);
    report_make(&reported->arena, &model, 1, NULL, 0, &reported->report);
    ck_assert_uint_gt(reported->report.class_count, 0);
}

static void end(struct reported *reported)
{
    arena_free(&reported->arena);
    compiled_free(&reported->compiled);
}

/* The class that is declared last: what a test is about. */
static const struct report_class *last(const struct reported *reported)
{
    return &reported->report.classes[reported->report.class_count - 1];
}

/* ---- Numbers ---- */

START_TEST(counts_are_read_as_people_write_them)
{
    static const struct {
        const char *word;
        uint64_t count; /* 0: refused */
    } rows[] = {
        {"1", 1},
        {"10_000_000", 10000000},
        {"10M", 10000000},
        {"1.5G", 1500000000},
        {"2k", 2000},
        {"2K", 2000},
        {"0.5k", 500},
        {"1.0", 1},
        {"999999999999999", 999999999999999},
        {"999999.999999999G", 999999999999999},
        {"1000000000000000", 0},
        {"1000000G", 0},
        {"99999999999999999999999999", 0},
        {"0", 0},
        {"", 0},
        {"M", 0},
        {"1.5", 0},
        {"1.2345k", 0},
        {"1.", 0},
        {".5k", 0},
        {"1_", 0},
        {"_1", 0},
        {"1__0", 0},
        {"1._5k", 0},
        {"1.2.3M", 0},
        {"10MM", 0},
        {"10T", 0},
        {"-5", 0},
        {"+5", 0},
        {" 5", 0},
        {"5 ", 0},
        {"0x10", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t count = 0;
        const bool is_read = options_read_count(rows[i].word, &count);
        ck_assert_msg(is_read == (rows[i].count > 0), "'%s'", rows[i].word);
        ck_assert_msg(!is_read || count == rows[i].count, "'%s': %llu", rows[i].word, (unsigned long long)count);
    }
}
END_TEST

static void assert_near(double value, double expected, const char *what)
{
    const double distance = value > expected ? value - expected : expected - value;
    ck_assert_msg(distance < 1e-9, "%s: %.12f, not %.12f", what, value, expected);
}

START_TEST(logarithms_are_right)
{
    assert_near(logarithm(1), 0, "1");
    assert_near(logarithm(2), 1, "2");
    assert_near(logarithm(3), 1.5849625007211561, "3");
    assert_near(logarithm(10), 3.3219280948873623, "10");
    assert_near(logarithm(9999), 13.287568102831404, "9999");
    assert_near(logarithm_of_count(0), 0, "a single value");
    assert_near(logarithm_of_count(UINT64_MAX), 64, "2^64 values");
    assert_near(logarithm_of_sum(0, 0), 1, "1 + 1");
    assert_near(logarithm_of_sum(3, 0), 3.1699250014423126, "8 + 1");
    assert_near(logarithm_of_sum(2.5, 10.25), 10.256686291350494, "2^2.5 + 2^10.25");
    assert_near(logarithm_of_sum(100000, 3), 100000, "far apart");
}
END_TEST

START_TEST(numbers_are_printed_for_people)
{
    struct text text = {0};
    print_grouped(&text, 0);
    text_string(&text, " ");
    print_grouped(&text, 999);
    text_string(&text, " ");
    print_grouped(&text, 1000);
    text_string(&text, " ");
    print_grouped(&text, UINT64_MAX);
    ck_assert_str_eq(text_chars(&text), "0 999 1,000 18,446,744,073,709,551,615");
    text_clear(&text);
    print_total(&text, 1, 1);
    text_string(&text, " ");
    print_total(&text, 1, 999);
    text_string(&text, " ");
    print_total(&text, 1, 1000);
    text_string(&text, " ");
    print_total(&text, 1, 999949);
    text_string(&text, " ");
    print_total(&text, 1, 999950);
    text_string(&text, " ");
    print_total(&text, 1, UINT64_C(1234567890123));
    text_string(&text, " ");
    print_total(&text, 268435456, UINT64_C(999999999999999));
    ck_assert_str_eq(text_chars(&text), "1 byte 999 bytes 1.0 kB 999.9 kB 1.0 MB 1.2 TB 268435.5 EB");
    text_clear(&text);
    print_decimal(&text, 21.826, 2);
    text_string(&text, " ");
    print_decimal(&text, 0.996, 2);
    text_string(&text, " ");
    print_decimal(&text, 2.5, 0);
    text_string(&text, " ");
    print_run(&text, 8, 1);
    text_string(&text, " ");
    print_run(&text, 7, 10);
    ck_assert_str_eq(text_chars(&text), "21.83 1.00 3 1.0 0.7..2.0");
    text_free(&text);
}
END_TEST

START_TEST(json_is_escaped_and_has_its_commas)
{
    struct text text = {0};
    struct json json = {.text = &text};
    json_open(&json, NULL, '{');
    json_string(&json, "a", "\"\\\n\x7f");
    json_open_flat(&json, "b", '[');
    json_int(&json, NULL, -1);
    json_null(&json, NULL);
    json_close(&json, ']');
    json_open(&json, "c", '[');
    json_close(&json, ']');
    json_bool(&json, "d", true);
    json_close(&json, '}');
    ck_assert_str_eq(text_chars(&text),
                     "{\n  \"a\": \"\\\"\\\\\\u000a\\u007f\",\n  \"b\": [-1, null],\n  \"c\": [],\n  \"d\": true\n}\n");
    text_free(&text);
}
END_TEST

/* ---- Information ---- */

START_TEST(information_counts_states)
{
    static const struct {
        const char *schema;
        double bits;
    } rows[] = {
        {"class C { y: 1 .. 9999; m: 1 .. 12; d: 1 .. 31; }", 21.826727},
        {"class C {}", 0},
        {"class C { a: 7 .. 7; }", 0},
        {"class C { a: 7 .. 7 ?; }", 1},
        {"class C { a: uint64 ?; }", 64},
        {"class C { a: bool ?; }", 1.584963},
        {"class C { a: bool[4] ?; }", 4.087463},
        {"class C { a: (bool ?)[4]; }", 6.339850},
        {"class C { a: 0 .. 100 step 5; }", 4.392317},
        {"class C { a: 0.0 .. 1.0 step 0.1; }", 3.459432},
        {"enum E { a = 1, b = 100, c = 7 } class C { e: E; }", 1.584963},
        {"flags F { a, b, c } class C { f: F ?; }", 3.169925},
        {"symbols s(6); class C { n: symbol(s); }", 2.807355},
        {"class C @pool(capacity: 4) { n: ref C; }", 2.321928},
        {"class C { p: pointer(\"void\", align: 8); }", 61},
        {"class C { a: any; t: text(2); b: bytes(1); }", 88},
        {"class D { a: 0 .. 2; } class C { d: D; i: inline D ?; j: inline D[2]; k: (inline D ?)[2]; }", 10.754888},
        {"class B { a: 0 .. 2; } class C(B) { b: 0 .. 2; }", 3.169925},
        {"class C { oneof o { a: uint8; b: bool; } }", 8.011227},
        {"class C { oneof o ? { a: uint8; b: bool; } }", 8.016808},
        {"enum E { a, b } class C { e: E; oneof o by e { a: { x: uint8; } b: { y: bool; } } }", 8.011227},
        {"class C { overlay o { a: uint8; b: bool; } }", 8},
        {"class C { oneof o { a: { x: bool; oneof i { p: bool; q: bool; } } b: bool; } }", 3.321928},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reported reported;
        report_of(&reported, rows[i].schema);
        const double bits = last(&reported)->information;
        const double distance = bits > rows[i].bits ? bits - rows[i].bits : rows[i].bits - bits;
        ck_assert_msg(distance < 1e-5, "%s\n%.6f", rows[i].schema, bits);
        end(&reported);
    }
}
END_TEST

/* ---- Rivals ---- */

struct plain_date {
    uint16_t year;
    uint8_t month, day;
};
struct plain_mixed {
    bool has_a;
    uint8_t a;
    int32_t b;
    uint8_t c;
    double d;
    int8_t e;
    int16_t f;
    bool g;
};
struct reordered_mixed {
    double d;
    int32_t b;
    int16_t f;
    bool has_a;
    uint8_t a, c;
    int8_t e;
    bool g;
};
struct plain_arms {
    uint8_t which;
    union {
        struct {
            uint8_t x;
            uint32_t y;
        } one;
        struct {
            uint8_t name[5];
        } two;
    } arms;
    uint8_t list[3];
    bool has_date;
    struct plain_date date;
};
struct plain_derived {
    struct plain_date base;
    uint8_t more;
    float real;
};

START_TEST(rivals_are_as_large_as_this_compiler_says)
{
    static const struct {
        const char *schema;
        size_t plain, reordered, bit_fields;
    } rows[] = {
        {"class Date { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }", sizeof(struct plain_date),
         sizeof(struct plain_date), 3},
        {"class C { c: 0 .. 9 ? unset 255; }", 1, 1, 1}, /* the sentinel says so */
        {"class C { c: (bool ?)[3]; }", 6, 6, 6},
        {"class Mixed { a: uint8 ?; b: -100_000 .. 5; c: 0 .. 9 ? unset 255; d: float64; e: -128 .. 127; f: -129 .. 0; "
         "g: bool; }",
         sizeof(struct plain_mixed), sizeof(struct reordered_mixed), 14},
        {"class Date { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }"
         "class Arms { oneof o { one: { x: uint8; y: uint32; } two: { name: bytes(5); } } list: uint8[3]; date: Date "
         "?; }",
         sizeof(struct plain_arms), sizeof(struct plain_arms), 13},
        {"class Date { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }"
         "class Derived(Date) { more: bool; real: float32; }",
         sizeof(struct plain_derived), sizeof(struct plain_derived), 8},
    };
    const struct {
        char byte;
        double real;
    } probe = {0, 0};
    if ((const char *)&probe.real - (const char *)&probe != 8) return; /* another ABI than x86-64's */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reported reported;
        report_of(&reported, rows[i].schema);
        const struct report_rivals rivals = last(&reported)->rivals;
        ck_assert_msg(rivals.plain == rows[i].plain, "%s\nplain %u", rows[i].schema, (unsigned)rivals.plain);
        ck_assert_msg(rivals.reordered == rows[i].reordered, "%s\nreordered %u, not %u", rows[i].schema,
                      (unsigned)rivals.reordered, (unsigned)rows[i].reordered);
        ck_assert_msg(rivals.bit_fields == rows[i].bit_fields, "%s\nbit-fields %u", rows[i].schema,
                      (unsigned)rivals.bit_fields);
        end(&reported);
    }
}
END_TEST

START_TEST(records_across_lines_are_counted)
{
    static const struct {
        uint64_t bytes;
        unsigned percent;
    } rows[] = {{1, 0}, {3, 3}, {8, 0}, {32, 0}, {33, 50}, {48, 50}, {63, 97}, {64, 0}, {65, 100}, {128, 100}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_uint_eq(facts_crossing(rows[i].bytes), rows[i].percent);
}
END_TEST

/* ---- Parts ---- */

static const char *kind_name(enum report_part_kind kind)
{
    switch (kind) {
    case PART_CODE: return "code";
    case PART_GROUP: return "digit";
    case PART_PRESENCE: return "presence";
    case PART_BYTES: return "bytes";
    case PART_TAG: return "tag";
    case PART_AREA: return "area";
    case PART_RESERVED: return "reserved";
    case PART_REPEAT: return "repeat";
    case PART_SPARE: return "spare";
    }
    return "?";
}

/* "code a 0+3, o.x: code o.x 3+8": the arm, kind, name, first bit and bits of each. */
static void append_parts(struct text *text, const struct report_class *class)
{
    for (size_t i = 0; i < class->part_count; i++) {
        const struct report_part *part = &class->parts[i];
        text_string(text, i == 0 ? "" : ", ");
        if (part->lane > 0) text_strings(text, part->lane_name, ": ", NULL);
        text_string(text, kind_name(part->kind));
        if (part->name[0] != '\0') text_strings(text, " ", part->name, NULL);
        text_string(text, " ");
        text_uint(text, part->bit);
        text_string(text, "+");
        text_uint(text, part->bits);
    }
}

/* In declared layouts, whose places no better order changes. */
START_TEST(parts_say_what_bits_are)
{
    static const struct {
        const char *schema;
        const char *parts;
    } rows[] = {
        {"class C { }", "spare 0+8"},
        {"class C @layout(declared) { a: uint3; reserved 2; b: uint8 ?; }",
         "code a 0+3, reserved 3+2, presence b 5+1, code b 6+8, spare 14+2"},
        {"class C @layout(declared) @size(3) { a: (uint2 ?)[3]; }", "presence a 0+3, code a 3+6, spare 9+15"},
        {"class C @layout(declared) { t: text(2); p: pointer(\"void\"); k: 7 .. 7; }", "bytes t 0+16, code p 16+64"},
        {"class C @layout(declared) { oneof o { a: uint3; b: { x: uint8; y: bool; } } }",
         "tag o 0+1, area o 1+9, spare 10+6, o.a: code o.a 1+3, o.b: code o.x 1+8, o.b: code o.y 9+1"},
        {"class C @layout(declared) { overlay v { a: { oneof i { p: uint2; q: uint3; } } b: uint8; } }",
         "area v 0+8, v.a: tag v.i 0+1, v.a: area v.i 1+3, v.i.p: code v.i.p 1+2, v.i.q: code v.i.q 1+3, v.b: code v.b "
         "0+8"},
        {"class D @layout(declared) { x: uint3; reserved 1; oneof o { p: bool; q: bool; } }"
         "class C @layout(declared) { a: bool; d: inline D ?; }",
         "code a 0+1, tag d 1+1, code d.x 2+3, reserved 5+1, tag d.o 6+1, area d.o 7+1, d.o.p: code d.o.p 7+1, "
         "d.o.q: code d.o.q 7+1"},
        {"class D @layout(declared) { x: uint3; y: bool; } class C @layout(declared) { d: inline D[2]; e: (inline D "
         "?)[2]; }",
         "code d.x 0+3, code d.y 3+1, code d.x 4+3, code d.y 7+1, code e.x 8+3, code e.y 11+1, tag e 12+1, code e.x "
         "13+3, "
         "code e.y 16+1, tag e 17+1, spare 18+6"},
        {"class D @layout(declared) { x: uint3; } class C @layout(declared) { d: inline D[100]; }",
         "code d.x 0+3, repeat d 3+297, spare 300+4"},
        {"class D @layout(declared) { x: uint3; } class E @layout(declared) { d: inline D[32]; }"
         "class C @layout(declared) { e: inline E[3]; }",
         "code e.d.x 0+3, repeat e.d 3+93, code e.d.x 96+3, repeat e.d 99+93, code e.d.x 192+3, repeat e.d 195+93"},
        {"class B @layout(declared) { x: uint3; } class C(B) @layout(declared) @size(2) { y: uint3; }",
         "code x 0+3, spare 3+5, code y 8+3, spare 11+5"},
        {"class C @layout(natural) { a: uint9; }", "code a 0+16"},
        {"class C @layout(dense) { a: 0 .. 2; b: 0 .. 2; c: 0 .. 2; d: 0 .. 2; e: 0 .. 2; }",
         "digit a 0+8, digit b 0+8, digit c 0+8, digit d 0+8, digit e 0+8"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reported reported;
        struct text text = {0};
        report_of(&reported, rows[i].schema);
        append_parts(&text, last(&reported));
        ck_assert_msg(strcmp(text_chars(&text), rows[i].parts) == 0, "%s\n%s\nand not\n%s", rows[i].schema,
                      text_chars(&text), rows[i].parts);
        text_free(&text);
        end(&reported);
    }
}
END_TEST

START_TEST(lanes_of_arms_do_not_overlap)
{
    struct reported reported;
    report_of(&reported,
              "class C { oneof a { p: uint8; q: { x: uint8; oneof i { r: uint3; s: uint5; } } t: uint16; }"
              "oneof b { p: uint8; q: uint9; } overlay c { p: uint8; q: { oneof j { r: bool; s: bool; } } } }");
    const struct report_class *class = last(&reported);
    ck_assert_uint_eq(class->lane_count, 6); /* the record; p; q; i.r; i.s; t */
    for (size_t i = 1; i < class->part_count; i++) {
        const struct report_part *before = &class->parts[i - 1];
        const struct report_part *part = &class->parts[i];
        ck_assert_uint_ge(part->lane, before->lane);
        if (part->lane == before->lane) ck_assert_uint_ge(part->bit, before->bit + before->bits);
    }
    end(&reported);
}
END_TEST

/* ---- Rows ---- */

START_TEST(cells_say_what_codes_mean)
{
    static const struct {
        const char *slot;
        const char *cells; /* bits, place, codes, unset, value */
    } rows[] = {
        {"a: 1 .. 9999;", "14|0.0|0..9998||code + 1"},
        {"a: -5 .. 5 ?;", "4|0.0|0..10|bit|code - 5"},
        {"a: 0 .. 100 step 5;", "5|0.0|0..20||code * 5"},
        {"a: -1.00 .. 1.00 step 0.01;", "8|0.0|0..200||code * 0.01 - 1"},
        {"a: 0 .. 1 step 1/3;", "2|0.0|0..3||code * (1/3)"},
        {"a: 7 .. 7;", "0||0||always the same"},
        {"a: bool;", "1|0.0|0..1||"},
        {"a: float32;", "32|0.0|||IEEE 754"},
        {"a: text(3);", "24|0.0|||"},
        {"a: pointer(\"void\", align: 8);", "61|0.0||null: 0|address code * 8"},
        {"a: (0 .. 5)[4];", "12|0.0|0..5||code"},
        {"a: int64;", "64|0.0|0..18446744073709551615||code - 9223372036854775808"},
        {"a: inline D[3];", "3|0.0, 3 x +8|0..7||code"},
        {"a: inline D[2][3];", "3|0.0, 6 x +8|0..7||code"},
        {"a: inline E[2];", "3|0.1, 2 x +25, 3 x +8|0..7||code"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reported reported;
        struct text schema = {0};
        struct text text = {0};
        text_strings(&schema,
                     "class D @layout(declared) { x: uint3; y: uint5; }"
                     "class E @layout(declared) { always: 7 .. 7; reserved 1; d: inline D[3]; }"
                     "class C @layout(declared) { ",
                     rows[i].slot, " }", NULL);
        report_of(&reported, text_chars(&schema));
        const struct report_row *row = &last(&reported)->rows[0];
        if (strcmp(row->name, "a.always") == 0) row++;
        const bool has_bit = strncmp(row->unset, "bit", 3) == 0;
        text_strings(&text, has_bit ? "4" : row->bits, "|", has_bit ? "0.0" : row->place, "|", row->codes, "|",
                     has_bit ? "bit" : row->unset, "|", row->value, NULL);
        ck_assert_msg(strcmp(text_chars(&text), rows[i].cells) == 0, "%s\n%s", rows[i].slot, text_chars(&text));
        text_free(&schema);
        text_free(&text);
        end(&reported);
    }
}
END_TEST

START_TEST(letters_are_the_slots_own)
{
    struct reported reported;
    report_of(&reported, "class C { year: bool; yes: bool; yet: bool; y_e: bool; \nday: bool; o: bool; }");
    const struct report_class *class = last(&reported);
    struct text text = {0};
    for (size_t i = 0; i < class->class->slot_count; i++) text_string(&text, class->rows[i].letter);
    ck_assert_str_eq(text_chars(&text), "yYeado");
    text_free(&text);
    end(&reported);
}
END_TEST

/* Rows that are alike are left out, whatever the size. */
START_TEST(maps_of_large_records_stay_small)
{
    struct reported reported;
    struct text text = {0};
    report_of(&reported, "class D { x: uint3; } class C { t: bytes(200_000_000); d: inline D[1_000_000]; b: bool; }");
    report_map(&text, last(&reported));
    ck_assert_uint_lt(text.length, 2000);
    ck_assert_ptr_nonnull(strstr(text_chars(&text), "and so on to byte 199999999\n"));
    text_free(&text);
    end(&reported);
}
END_TEST

/* ---- Advice ---- */

static const struct report_advice *find_advice(const struct report_class *class, const char *kind, const char *slot)
{
    for (size_t i = 0; i < class->advice_count; i++) {
        const struct report_advice *advice = &class->advice[i];
        if (strcmp(advice->kind, kind) != 0) continue;
        if (slot == NULL || (advice->slot != NULL && strcmp(advice->slot->name, slot) == 0)) return advice;
    }
    return NULL;
}

static int64_t used_bits(const struct report_class *class)
{
    return (int64_t) class->class->size * 8 - (int64_t) class->spare_bits;
}

/* What it says is what comes of it: each piece of advice with the schema in which it was followed. */
START_TEST(advice_is_true)
{
    static const struct {
        const char *kind, *slot;
        const char *before, *after;
    } rows[] = {
        {"one-value-over", "a", "class C { a: 0 .. 128; b: uint1; }", "class C { a: 0 .. 127; b: uint1; }"},
        {"one-value-over", "a", "class C { a: -64 .. 64; }", "class C { a: -64 .. 63; }"},
        {"one-value-over", "a", "class C { a: uint8 ?; }", "class C { a: 0 .. 254 ?; }"},
        {"one-value-over", "a", "class C { a: uint64 ?; }", "class C { a: 0 .. 18446744073709551614 ?; }"},
        {"one-value-over", "a", "class C { a: int64 ?; }",
         "class C { a: -9223372036854775808 .. 9223372036854775806 ?; }"},
        {"one-value-over", "a", "class C { a: (0 .. 128)[9]; }", "class C { a: (0 .. 127)[9]; }"},
        {"one-value-over", "a", "class C { a: 0.00 .. 10.24 step 0.01; }", "class C { a: 0.00 .. 10.23 step 0.01; }"},
        {"one-value-over", "a", "symbols s(128); class C { a: symbol(s); }",
         "symbols s(127); class C { a: symbol(s); }"},
        {"one-value-over", "a", "class D @pool(capacity: 4_096) { x: bool; } class C { a: ref D; }",
         "class D @pool(capacity: 4_095) { x: bool; } class C { a: ref D; }"},
        {"one-value-over", "a", "enum E { p, q, r, s, t, u, v, w, x } class C { a: E; }",
         "enum E { p, q, r, s, t, u, v, w } class C { a: E; }"},
        {"few-values-over", "a", "class C { a: 0 .. 1_030; }", "class C { a: 0 .. 1_023; }"},
        {"few-values-over", "a", "class C { a: 100 .. 1_130; }", "class C { a: 100 .. 1_123; }"},
        {"one-value-over", "o.a", "class C { oneof o { a: 0 .. 128; b: bool; } }",
         "class C { oneof o { a: 0 .. 127; b: bool; } }"},
        {"inline", "d", "class D { a: uint5; } class C { d: D; b: uint3; }",
         "class D { a: uint5; } class C { d: inline D; b: uint3; }"},
        {"inline", "d", "class D { a: uint5; } class C { d: D ?; b: uint3; }",
         "class D { a: uint5; } class C { d: inline D ?; b: uint3; }"},
        {"inline", "d", "class D { a: uint5; } class C { d: (D ?)[7]; }",
         "class D { a: uint5; } class C { d: (inline D ?)[7]; }"},
        {"inline", "d", "class D { a: uint5; } class C { d: D[7] ?; }",
         "class D { a: uint5; } class C { d: inline D[7] ?; }"},
        {"inline", "d", "class D @align(4) { a: uint33; } class C { d: D; b: uint3; }",
         "class D @align(4) { a: uint33; } class C { d: inline D; b: uint3; }"},
        {"few-values-over", "a", "class C @layout(natural) { a: 0 .. 257; b: bytes(2); }",
         "class C @layout(natural) { a: 0 .. 255; b: bytes(2); }"},
        {"paid-optional", "o.d",
         "class D { a: uint24; } class C @layout(natural) { oneof o { x: { d: D ?; e: uint64; } y: bool; } f: uint8 ?; "
         "}",
         "class D { a: uint24; } class C @layout(natural) { oneof o { x: { d: D; e: uint64; } y: bool; } f: uint8 ?; "
         "}"},
        {"paid-optional", "a", "class C { a: float32 ?; }", "class C { a: float32; }"},
        {"paid-optional", "a", "class C { a: bool ?; }", "class C { a: bool; }"},
        {"paid-optional", "a", "class C { a: 0 .. 3 ?; }", "class C { a: 0 .. 3; }"},
        {"compact", NULL, "class C @layout(natural) { a: uint9; b: uint33; }", "class C { a: uint9; b: uint33; }"},
        {"dense", NULL, "class C { a: 0 .. 2; b: 0 .. 2; c: 0 .. 2; d: 0 .. 2; e: 0 .. 2; }",
         "class C @layout(dense) { a: 0 .. 2; b: 0 .. 2; c: 0 .. 2; d: 0 .. 2; e: 0 .. 2; }"},
        {"align", NULL, "class C { a: uint9; b: uint12; }", "class C @align(4) { a: uint9; b: uint12; }"},
        {"line", NULL, "class C { a: bytes(31); }", "class C @align(32) { a: bytes(31); }"},
        {"widest-arm", NULL, "class C { oneof o { a: uint40; b: uint8; c: bool; } }",
         "class C { oneof o { a: uint8; b: uint8; c: bool; } }"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reported before;
        struct reported after;
        report_of(&before, rows[i].before);
        report_of(&after, rows[i].after);
        const struct report_advice *advice = find_advice(last(&before), rows[i].kind, rows[i].slot);
        ck_assert_msg(advice != NULL, "%s\nhas no advice '%s'", rows[i].before, rows[i].kind);
        const int64_t bytes = (int64_t)last(&before)->class->size - last(&after)->class->size;
        const int64_t bits = used_bits(last(&before)) - used_bits(last(&after));
        ck_assert_msg(advice->bytes == bytes, "%s\n%s: %d bytes, and it is %d", rows[i].before, advice->text,
                      (int)advice->bytes, (int)bytes);
        ck_assert_msg(advice->bits == bits, "%s\n%s: %d bits, and it is %d", rows[i].before, advice->text,
                      (int)advice->bits, (int)bits);
        ck_assert_msg(find_advice(last(&after), rows[i].kind, rows[i].slot) == NULL, "%s\nstill has '%s'",
                      rows[i].after, rows[i].kind);
        end(&before);
        end(&after);
    }
}
END_TEST

START_TEST(advice_says_so)
{
    static const struct {
        const char *schema, *kind;
        const char *text; /* NULL: there is none */
    } rows[] = {
        {"class C { a: 0 .. 128; }", "one-value-over", "a: 0..128 takes its bit 8 for 1 value; 0..127 would do with 7"},
        {"class C { a: 1 .. 128; }", "one-value-over", NULL},
        {"class C { a: 1 .. 128 ?; }", "one-value-over",
         "a: 1..128 ? takes its bit 8 for 1 value; 1..127 ? would do with 7"},
        {"class C { a: 0 .. 2; b: bool ?; }", "one-value-over", NULL},
        {"class C { a: uint8 ?; }", "paid-optional", NULL}, /* said of its bound */
        {"class C { a: 0 .. 1_100; }", "few-values-over", NULL},
        {"class C { a: 1 .. 9; b: bool; }", "free-optional", "a could be optional: a code is free for unset"},
        {"class C { a: 1 .. 8; b: bool; }", "free-optional", NULL},
        {"class C { a: 1 .. 9 ?; b: 1 .. 8 ?; c: bool ?; }", "free-unset",
         "unset costs nothing in a: a code was free for it"},
        {"class C { a: 1 .. 8 ?; c: bool ?; d: 0 .. 5; }", "free-unset", NULL},
        {"class C { a: 1 .. 9; }", "headroom", "in the bits they have, ranges could reach further: a to 16"},
        {"class C { a: -9 .. -1; }", "headroom", "in the bits they have, ranges could reach further: a to 6"},
        {"class C { a: 1 .. 9 ? unset 12; }", "headroom", NULL},
        {"class C { a: 1 .. 9 ? unset 0; }", "headroom", "in the bits they have, ranges could reach further: a to 15"},
        {"class C { a: 1 .. 16; }", "headroom", NULL},
        {"class C { a: 1 .. 9 @own; }", "headroom", "in the bits they have, ranges could reach further: a to 256"},
        {"class C @layout(natural) { a: 0 .. 1_000; b: uint33; }", "headroom",
         "in the bits they have, ranges could reach further: a to 65535"},
        {"class C { a: uint7; }", "next-bit",
         "one more bit costs nothing (1 is spare): a bool more, or twice the values of a slot"},
        {"class C { a: uint8; }", "next-bit", "one more bit would cost 1 byte: none is spare"},
        {"class C @align(4) { a: uint32; }", "next-bit", "one more bit would cost 4 bytes: none is spare"},
        {"class C @max_size(2) { a: uint9; }", "max-size", "@max_size(2) leaves 7 bits"},
        {"class C @max_size(2) { a: uint16; }", "max-size", "@max_size(2) leaves no bit: one more would be an error"},
        {"class C @size(2) { a: uint15; }", "max-size", "@size(2) leaves 1 bit"},
        {"class C @align(4) @max_size(7) { a: uint15; }", "max-size", "@max_size(7) leaves 17 bits"},
        {"class C { a: uint9; }", "last-byte", "1 bit less would do with 1 byte"},
        {"class C { a: uint12; }", "last-byte", NULL},
        {"class D @align(4) { a: uint32; } class C { d: D[2]; e: bool; }", "last-byte",
         "1 bit less would do with 8 bytes"},
        {"class C { a: uint16; b: uint5; }", "align",
         "@align(4) would make it one word, so that a get behind a set of a neighbour need not wait"},
        {"class C @align(4) { a: uint16; b: uint5; }", "align", NULL},
        {"class C { a: uint32 @own; }", "align", NULL},
        {"class C @layout(declared) { a: 0 .. 2; b: 0 .. 2; c: 0 .. 2; d: 0 .. 2; e: 0 .. 2; }", "dense", NULL},
        {"class C @layout(declared) { a: 0 .. 128; b: uint8; }", "one-value-over", NULL},
        {"class C @layout(declared) { a: 0 .. 128; b: uint8; }", "next-bit",
         "one more bit would cost 1 byte: none is spare"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct reported reported;
        report_of(&reported, rows[i].schema);
        const struct report_advice *advice = find_advice(last(&reported), rows[i].kind, NULL);
        const bool is_right =
            advice == NULL ? rows[i].text == NULL : rows[i].text != NULL && strcmp(advice->text, rows[i].text) == 0;
        ck_assert_msg(is_right, "%s\n%s", rows[i].schema, advice == NULL ? "no advice" : advice->text);
        end(&reported);
    }
}
END_TEST

/* What saves most stands first. */
START_TEST(advice_is_in_order)
{
    struct reported reported;
    report_of(&reported,
              "class D { a: uint5; } class C { a: 0 .. 128; d: D[10]; b: uint8 ?; f: float32 ?; c: uint7; }");
    const struct report_class *class = last(&reported);
    ck_assert_uint_gt(class->advice_count, 4);
    for (size_t i = 1; i < class->advice_count; i++)
        ck_assert_int_ge(class->advice[i - 1].bytes, class->advice[i].bytes);
    ck_assert_str_eq(class->advice[0].kind, "inline");
    end(&reported);
}
END_TEST

/* Advice leaves the class as it was. */
START_TEST(a_report_changes_nothing)
{
    static const char schema[] =
        "class D { a: uint5; } class C { a: 0 .. 128; d: D ?; oneof o { x: uint8; y: uint40; } }";
    struct reported reported;
    struct compiled compiled;
    report_of(&reported, schema);
    compiled_from(&compiled, schema);
    const struct model_class *class = last(&reported)->class;
    const struct model_class *other = compiled.model->classes[1];
    ck_assert_uint_eq(class->size, other->size);
    ck_assert_uint_eq(class->used_bits, other->used_bits);
    for (size_t i = 0; i < class->slot_count; i++) {
        ck_assert_uint_eq(class->slots[i].place.bit, other->slots[i].place.bit);
        ck_assert_uint_eq(class->slots[i].encoding.width, other->slots[i].encoding.width);
    }
    compiled_free(&compiled);
    end(&reported);
}
END_TEST

Suite *report_suite(void)
{
    Suite *suite = suite_create("report");
    TCase *numbers = tcase_create("numbers");
    tcase_add_test(numbers, counts_are_read_as_people_write_them);
    tcase_add_test(numbers, logarithms_are_right);
    tcase_add_test(numbers, numbers_are_printed_for_people);
    tcase_add_test(numbers, json_is_escaped_and_has_its_commas);
    suite_add_tcase(suite, numbers);
    TCase *facts = tcase_create("facts");
    tcase_add_test(facts, information_counts_states);
    tcase_add_test(facts, rivals_are_as_large_as_this_compiler_says);
    tcase_add_test(facts, records_across_lines_are_counted);
    tcase_add_test(facts, parts_say_what_bits_are);
    tcase_add_test(facts, lanes_of_arms_do_not_overlap);
    tcase_add_test(facts, cells_say_what_codes_mean);
    tcase_add_test(facts, letters_are_the_slots_own);
    tcase_add_test(facts, maps_of_large_records_stay_small);
    suite_add_tcase(suite, facts);
    TCase *advice = tcase_create("advice");
    tcase_add_test(advice, advice_is_true);
    tcase_add_test(advice, advice_says_so);
    tcase_add_test(advice, advice_is_in_order);
    tcase_add_test(advice, a_report_changes_nothing);
    suite_add_tcase(suite, advice);
    return suite;
}
