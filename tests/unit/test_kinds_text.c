/* SPDX-License-Identifier: MIT */
/* Slots of every kind as text: what is formatted, what a violation says, which name is suggested. */
#include "unit.h"

#include "classes.h"
#include "kinds.h"
#include "refusals.h"

#include <slotgen/symbols.h>
#include <slotgen/text.h>
#include <stdlib.h>
#include <string.h>

static const struct kind_class *kinds;
static unsigned char record[KIND_RECORD];

static void start(void)
{
    kinds = kinds_from(3);
    memset(record, 0, sizeof record);
}

static int at(const char *name)
{
    return kinds_find(kinds, name);
}

/* ---- Formats ---- */

static const struct {
    const char *name;
    double real;
    const char *text;
} reals[] = {
    {"price", 12.34, "12.34"},
    {"price", 12.30, "12.3"},
    {"price", 100000, "100000"},
    {"price", 0.01, "0.01"},
    {"tilt", -24.75, "-24.75"},
    {"tilt", -0.25, "-0.25"},
    {"tilt", 0, "0"},
    {"gain", -1, "-1"},
    {"gain", 1.0 / 127, "0.007874015748031496"},
    {"jump", 97.5, "97.5"},
    {"half", 0.1, "0.1"},
    {"half", 65504, "65500"},
    {"half", 1.0 / 3, "0.3333"},
    {"half", 5.9604644775390625e-8, "6e-8"},
    {"half", 6.103515625e-5, "6.104e-5"},
    {"half", -1e9, "-inf"},
    {"half", 2049, "2048"},
    {"single", 0.100000001490116119384765625, "0.1"},
    {"real", 0.1, "0.1"},
    {"loose", 0.5, "0.5"},
    {"loose", 2, "2.0"},
    {"loose", -3, "-3.0"},
    {"loose", 0, "0.0"},
    {"loose", 1e16, "10000000000000000.0"},
    {"loose", 1e17, "1e17"},
    {"loose", 1e-7, "1e-7"},
};

static void check_slot(const char *name, const char *expected)
{
    char text[400];
    ck_assert_uint_eq(slot_format_slot(&kinds->class, record, at(name), text, sizeof text), strlen(expected));
    ck_assert_str_eq(text, expected);
}

START_TEST(numbers_are_written)
{
    start();
    ck_assert_int_eq(slot_set_float(&kinds->class, record, at(reals[_i].name), reals[_i].real), SLOT_OK);
    check_slot(reals[_i].name, reals[_i].text);
}
END_TEST

/* Every half is written with digits that read back as it, and no fewer would. */
START_TEST(halves_are_short)
{
    start();
    for (uint32_t half = 1; half < 0x7c00; half++) {
        char text[64];
        slot_set_float(&kinds->class, record, at("half"), (double)slot_float_of_half(half));
        slot_format_slot(&kinds->class, record, at("half"), text, sizeof text);
        ck_assert_uint_eq(slot_half_of_float(strtof(text, NULL)), half);
        for (int digits = 1; digits < 6; digits++) {
            char shorter[64];
            snprintf(shorter, sizeof shorter, "%.*e", digits - 1, (double)slot_float_of_half(half));
            if (slot_half_of_float(strtof(shorter, NULL)) != half) continue;
            int count = 0; /* of significant digits: leading and trailing zeros are none */
            int zeros = 0;
            for (const char *c = text; *c != '\0' && *c != 'e'; c++) {
                if (*c == '.' || (*c == '0' && count == 0)) continue;
                zeros = *c == '0' ? zeros + 1 : 0;
                count++;
            }
            ck_assert_msg(count - zeros <= digits, "%s: %s", text, shorter);
            break;
        }
    }
}
END_TEST

START_TEST(other_kinds_are_written)
{
    static const int here[2];
    start();
    const slot_class *const type = &kinds->class;
    check_slot("symbol", "null");
    check_slot("desk", "null");
    check_slot("where", "null");
    check_slot("note", "unset");
    check_slot("settled", "unset");
    check_slot("loose", "unset");
    check_slot("origin", "unset");
    check_slot("mask", "unset");
    check_slot("key", "0x00000000");
    check_slot("levels", "[[unset, unset, unset], [unset, unset, unset]]");
    slot_set_id(type, record, at("symbol"), 17);
    slot_set_id(type, record, at("desk"), 5);
    slot_set_text(type, record, at("note"), "a\"\303\274", 4);
    slot_set_text(type, record, at("key"), "\0\021\253\377", 4);
    slot_set(type, record, at("where"), slot_from_pointer(SLOT_WORD_TO_POINTER(const void *, UINT32_C(0x12abcd0))));
    slot_set_int(type, record, at("origin"), 1);
    slot_set_at(type, record, at("levels"), 4, slot_from_int(50));
    slot_set_at(type, record, at("mask"), 1, slot_from_bool(true));
    slot_set_at(type, record, at("names"), 2, slot_from_text("x", 1));
    slot_set_at(type, record, at("halves"), 2, slot_from_float(0.5));
    check_slot("symbol", "17");
    check_slot("desk", "5");
    check_slot("note", "\"a\\\"\303\274\"");
    check_slot("key", "0x0011abff");
    check_slot("where", "0x12abcd0");
    check_slot("origin", "b");
    check_slot("levels", "[[unset, unset, unset], [unset, 50, unset]]");
    check_slot("mask", "[false, true, false, false, false]");
    check_slot("names", "[[unset, unset], [\"x\", unset]]");
    check_slot("halves", "[unset, unset, 0.5]");
    slot_set(type, record, at("loose"), slot_nil());
    check_slot("loose", "nil");
    slot_set(type, record, at("loose"), slot_from_int(-7));
    check_slot("loose", "-7");
    slot_set(type, record, at("loose"), slot_from_symbol(type->symbols[0], 3));
    check_slot("loose", "market.tickers(3)");
    slot_set(type, record, at("loose"), slot_from_ref(type->classes[1], 9));
    check_slot("loose", "market.Desk(9)");
    slot_set(type, record, at("loose"), slot_from_pointer(&here[1]));
    slot_set(type, record, at("loose"), slot_from_bool(false));
    check_slot("loose", "false");
}
END_TEST

static void check_named(const char *name, const slot_resolver *resolver, const char *text)
{
    char buffer[80];
    const size_t length = slot_format_slot_with(&kinds->class, record, at(name), resolver, buffer, sizeof buffer);
    ck_assert_str_eq(buffer, text);
    ck_assert_uint_eq(length, strlen(text));
}

/* Of the two tables that symbols are of, one is there, and not all ids are. */
START_TEST(symbols_are_written_by_name)
{
    start();
    const slot_class *const type = &kinds->class;
    slot_symbols tickers;
    slot_symbols_init(&tickers, type->symbols[0], NULL);
    uint32_t id = 0;
    ck_assert_int_eq(slot_symbols_intern(&tickers, "A\"\0\xff\303\274", 6, &id), SLOT_OK);
    ck_assert_int_eq(slot_symbols_intern(&tickers, "", 0, &id), SLOT_OK);
    const slot_symbols *const tables[] = {&tickers};
    const slot_symbols_list list = {tables, 1};
    const slot_resolver resolver = {slot_symbols_resolve, &list};
    check_named("symbol", &resolver, "null");
    slot_set_id(type, record, at("symbol"), 1);
    slot_set_id(type, record, at("venue"), 1);
    check_named("symbol", &resolver, "\"A\\\"\\u0000\\xff\303\274\"");
    check_named("symbol", NULL, "1");
    check_named("venue", &resolver, "1");
    slot_set_id(type, record, at("symbol"), 2);
    check_named("symbol", &resolver, "\"\"");
    slot_set_id(type, record, at("symbol"), 3);
    check_named("symbol", &resolver, "3");
    slot_set(type, record, at("loose"), slot_from_symbol(type->symbols[0], 2));
    check_named("loose", &resolver, "\"\"");
    slot_set(type, record, at("loose"), slot_from_symbol(type->symbols[1], 2));
    check_named("loose", &resolver, "market.venues(2)");
    char whole[2000];
    ck_assert_uint_lt(slot_format_with(type, record, &resolver, whole, sizeof whole), sizeof whole);
    ck_assert_ptr_nonnull(strstr(whole, "symbol=3, venue=1"));
    slot_set_id(type, record, at("symbol"), 2);
    slot_format_with(type, record, &resolver, whole, sizeof whole);
    ck_assert_ptr_nonnull(strstr(whole, "symbol=\"\", venue=1"));
    FILE *const file = tmpfile();
    char printed[2000] = "";
    ck_assert_int_eq(slot_print_with(type, record, &resolver, file), SLOT_OK);
    rewind(file);
    printed[fread(printed, 1, sizeof printed - 1, file)] = '\0';
    ck_assert_str_eq(printed, whole);
    fclose(file);
    slot_symbols_free(&tickers);
}
END_TEST

/* Dead slots are left out, and that an inline class is set, as its slots follow. */
START_TEST(instances_are_written)
{
    static const char plain[] =
        "Small{x=a, x.half=0.5, desk=null, note=\"\"}|Small{x=b, x.bits=[unset, true, unset, unset, unset, unset], "
        "x.name=\"\", desk=7, note=\"n\"}|Small{x=c, desk=7, note=\"n\"}";
    unsigned char bytes[7] = {0};
    char text[400];
    size_t length = 0;
    kinds = kinds_small();
    const slot_class *const type = &kinds->class;
    slot_set_float(type, bytes, at("x.half"), 0.5);
    length += slot_format(type, bytes, text, sizeof text);
    text[length++] = '|';
    slot_set_at(type, bytes, at("x.bits"), 1, slot_from_bool(true));
    slot_set_id(type, bytes, at("desk"), 7);
    slot_set_text(type, bytes, at("note"), "n", 1);
    length += slot_format(type, bytes, text + length, sizeof text - length);
    text[length++] = '|';
    slot_set_int(type, bytes, at("x"), 2);
    slot_format(type, bytes, text + length, sizeof text - length);
    ck_assert_str_eq(text, plain);
}
END_TEST

START_TEST(inline_classes_and_elements_are_written)
{
    char text[2000];
    unsigned char day[3] = {0};
    start();
    const slot_class *const type = &kinds->class;
    slot_format(type, record, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, ", spot=unset, p.kind=[a, a, a], p.value=[0, 0, 0], p.pair=[[unset, unset], "));
    ck_assert_ptr_null(strstr(text, "spot.x"));
    slot_set_int(type, record, at("spot.x"), 5);
    slot_set_at(type, record, at("p.pair"), 3, slot_from_int(12));
    slot_set(type, record, at("settled"), slot_from_instance(type->classes[0], day));
    slot_format(type, record, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, ", settled=Date{year=1, month=1, day=1}, "));
    ck_assert_ptr_nonnull(strstr(text,
                                 ", spot.x=5, spot.y=unset, p.kind=[a, b, a], p.value=[0, unset, 0], "
                                 "p.pair=[[unset, unset], [-512, 12], [unset, unset]]}"));
    ck_assert_ptr_null(strstr(text, "spot=")); /* its slots are there */
}
END_TEST

/* ---- Violations ---- */

static int refused_slot;
static slot_value refused_value;
static slot_status refused_status;

static void refuse(void)
{
    slot_refuse_value(&kinds->class, &refused_value, refused_status, refused_slot);
}

static void check_refusal(const char *name, slot_status status, slot_value value, const char *expected)
{
    char text[400];
    char line[400];
    refused_slot = at(name);
    refused_status = status;
    refused_value = value;
    catch_refusal(refuse, text, sizeof text);
    snprintf(line, sizeof line, "market.Everything.%s%s\n", name, expected);
    ck_assert_msg(strncmp(text, line, strlen(line)) == 0, "%s", text); /* emulators may add a line of their own */
}

START_TEST(violations_say_why)
{
    char bytes[100];
    memset(bytes, 'y', sizeof bytes);
    start();
    const slot_class *const type = &kinds->class;
    check_refusal("price", SLOT_ERANGE, slot_from_float(100000.01), " = 100000.01 is outside 0..100000 step 0.01");
    check_refusal("tilt", SLOT_ERANGE, slot_from_float(50.5), " = 50.5 is outside -25..50 step 0.25");
    check_refusal("gain", SLOT_ERANGE, slot_from_float(3),
                  " = 3 is outside -1..0.984251968503937 step 0.031496062992125984");
    check_refusal("price", SLOT_ERANGE, slot_from_int(10000001),
                  " = 10000001 steps is outside 0..10000000 steps of 0.01"); /* what set_price_steps refuses */
    check_refusal("mask", SLOT_ERANGE, slot_from_uint(0x25), " = 0x25 has bits beyond the elements, 5");
    check_refusal("day", SLOT_ERANGE, slot_from_int(-11), " = -11 is outside -10..290 step 5");
    check_refusal("day", SLOT_ERANGE, slot_from_int(-9), " = -9 is between two values of -10..290 step 5");
    check_refusal("hour", SLOT_ERANGE, slot_from_uint(5),
                  " = 5 is outside 18446744073709551000..18446744073709551600 step 50");
    check_refusal("symbol", SLOT_ERANGE, slot_from_symbol(NULL, 5001), " = 5001 is beyond the capacity 5000");
    check_refusal("symbol", SLOT_ERANGE, slot_from_uint(5001), " = 5001 is beyond the capacity 5000");
    check_refusal("desk", SLOT_ERANGE, slot_from_ref(NULL, 1001), " = 1001 is beyond the capacity 1000");
    check_refusal("where", SLOT_ERANGE, slot_from_pointer(SLOT_WORD_TO_POINTER(void *, UINT32_C(0x1001))),
                  " = 0x1001 is not aligned to 8");
    check_refusal("note", SLOT_ERANGE, slot_from_text("abcdef", 6), " = \"abcdef\" has 6 bytes, more than 5");
    check_refusal("note", SLOT_ERANGE, slot_from_text("a\377", 2), " = \"a\\xff\" is no UTF-8 or has a NUL");
    check_refusal("note", SLOT_ERANGE, slot_from_text(NULL, 9), " = \"\" has 9 bytes, more than 5");
    check_refusal("note", SLOT_ERANGE, slot_from_text(bytes, 100),
                  " = \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\"... has 100 "
                  "bytes, more than 5");
    check_refusal("key", SLOT_ERANGE, slot_from_text("ab", 2), " = 0x6162 has 2 bytes, not 4");
    check_refusal("levels", SLOT_EARG, slot_from_uint(7), ": there is no element 7 of 2 x 3");
    check_refusal("boxes", SLOT_EARG, slot_from_uint(2), ": there is no element 2 of 2");
    check_refusal("loose", SLOT_ERANGE, slot_from_int(INT64_C(1) << 49),
                  " = 562949953421312 is outside -562949953421312..562949953421311");
    check_refusal("loose", SLOT_ERANGE, slot_from_ref(type->classes[1], 1001),
                  " = market.Desk(1001) is beyond the capacity");
    check_refusal("loose", SLOT_ETYPE, slot_from_float(2), " holds a float, not what was asked for");
    check_refusal("loose", SLOT_ETYPE, slot_from_text("a", 1), " cannot hold a text");
    check_refusal("loose", SLOT_ETYPE, slot_from_ref(type, 3), " cannot hold a ref, market.Everything(3)");
    check_refusal("loose", SLOT_EUNSET, slot_unset(), " is unset");
    check_refusal("note", SLOT_EUNSET, slot_unset(), " is unset");
    check_refusal("origin.count", SLOT_EUNSET, slot_unset(), " is unset: origin has another arm");
    check_refusal("origin.name", SLOT_EUNSET, slot_unset(), " is unset");
    check_refusal("spot.x", SLOT_EUNSET, slot_unset(), " is unset: spot is");
    check_refusal("origin", SLOT_ERANGE, slot_from_int(9), " = 9 is no member of market.Everything.origin");
    check_refusal("colour", SLOT_EREADONLY, slot_from_int(5), " cannot be written");
}
END_TEST

static void refuse_float(void)
{
    slot_refuse_float(&kinds->class, -0.5, at("price"));
}

static void refuse_text(void)
{
    slot_refuse_text(&kinds->class, "abcdefg", 7, at("note"));
}

static void refuse_index(void)
{
    slot_refuse_index(&kinds->class, SIZE_MAX, at("mask"));
}

START_TEST(refusals_pass_on_what_they_get)
{
    char text[400];
    start();
    catch_refusal(refuse_float, text, sizeof text);
    ck_assert(strncmp(text, "market.Everything.price = -0.5 is outside 0..100000 step 0.01\n", 62) == 0);
    catch_refusal(refuse_text, text, sizeof text);
    ck_assert(strncmp(text, "market.Everything.note = \"abcdefg\" has 7 bytes, more than 5\n", 60) == 0);
    catch_refusal(refuse_index, text, sizeof text);
    ck_assert(strstr(text, "market.Everything.mask: there is no element ") == text && strstr(text, " of 5\n") != NULL);
}
END_TEST

/* ---- Suggestions ---- */

START_TEST(the_nearest_name_is_suggested)
{
    static const struct {
        const char *name;
        const char *meant;
    } rows[] = {
        {"pric", "price"},
        {"prise", "price"},
        {"rpice", "price"},
        {"PRice", "price"},
        {"symbl", "symbol"},
        {"simbol", "symbol"},
        {"origin.coutn", "origin.count"},
        {"Day", "day"},
        {"dya", "day"},
        {"xyz", NULL},
        {"", NULL},
        {"q", NULL},
        {"halfs", "half"},
        {"colour.", "colour"},
        {"color", "colour"},
        {"setled", "settled"},
        {"zzzzzzzz", NULL},
        {"origin_count", "origin.count"},
        {"we", NULL},
        {"weak", "week"},
    };
    char longest[66];
    start();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *const got = slot_suggest(&kinds->class, rows[i].name, strlen(rows[i].name));
        if (rows[i].meant == NULL) ck_assert_msg(got == NULL, "%s: %s", rows[i].name, got);
        else ck_assert_msg(got != NULL && strcmp(got, rows[i].meant) == 0, "%s: %s", rows[i].name, got);
    }
    memset(longest, 'a', sizeof longest);
    ck_assert_ptr_null(slot_suggest(&kinds->class, longest, 64));
    ck_assert_ptr_null(slot_suggest(&kinds->class, longest, 66));
    ck_assert_ptr_null(slot_suggest(class_of_spec(0, false), "price", 5));
}
END_TEST

Suite *kinds_text_suite(void)
{
    Suite *suite = suite_create("kinds_text");
    TCase *tests = tcase_create("text");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, numbers_are_written, 0, (int)(sizeof reals / sizeof reals[0]));
    tcase_add_test(tests, halves_are_short);
    tcase_add_test(tests, other_kinds_are_written);
    tcase_add_test(tests, symbols_are_written_by_name);
    tcase_add_test(tests, instances_are_written);
    tcase_add_test(tests, inline_classes_and_elements_are_written);
    tcase_add_test(tests, violations_say_why);
    tcase_add_test(tests, refusals_pass_on_what_they_get);
    tcase_add_test(tests, the_nearest_name_is_suggested);
    suite_add_tcase(suite, tests);
    return suite;
}
