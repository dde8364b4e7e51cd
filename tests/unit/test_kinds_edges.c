/* SPDX-License-Identifier: MIT */
/* Slots of every kind at their edges: every status of every way to read and write them. */
#include "unit.h"

#include "classes.h"
#include "kinds.h"

#include <math.h>
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

/* ---- Numbers into slots of each kind ---- */

static const struct {
    const char *name;
    double real; /* by slot_set_float, and what it reads as then */
    slot_status status;
    double read;
} reals[] = {
    {"price", 12.34, SLOT_OK, 12.34},
    {"price", 12.344, SLOT_OK, 12.34},
    {"price", 12.346, SLOT_OK, 12.35},
    {"price", 0.125, SLOT_OK, 0.12},
    {"price", 100000.004, SLOT_OK, 100000},
    {"price", 100000.005, SLOT_ERANGE, 0},
    {"price", 100000.01, SLOT_ERANGE, 0},
    {"price", -0.004, SLOT_OK, 0},
    {"price", -0.0051, SLOT_ERANGE, 0},
    {"price", 1e300, SLOT_ERANGE, 0},
    {"price", (double)NAN, SLOT_ERANGE, 0},
    {"price", (double)INFINITY, SLOT_ERANGE, 0},
    {"price", -(double)INFINITY, SLOT_ERANGE, 0},
    {"gain", -1, SLOT_OK, -1},
    {"gain", 0, SLOT_OK, 1.0 / 127},
    {"gain", 125.0 / 127, SLOT_OK, 125.0 / 127},
    {"gain", 0.99, SLOT_OK, 125.0 / 127},
    {"gain", 1, SLOT_ERANGE, 0}, /* halfway to the even count behind the last */
    {"tilt", -25, SLOT_OK, -25},
    {"tilt", 50.1, SLOT_OK, 50},
    {"tilt", 50.13, SLOT_ERANGE, 0},
    {"half", 0.1, SLOT_OK, 0.0999755859375},
    {"half", 65519, SLOT_OK, 65504},
    {"half", 65520, SLOT_OK, (double)INFINITY},
    {"half", -1e300, SLOT_OK, -(double)INFINITY},
    {"half", 1.00048828125, SLOT_OK, 1},                             /* halfway: even */
    {"half", 1.0004882812500002, SLOT_OK, 1.0009765625},             /* a float would be halfway */
    {"half", 1.0014648437499998, SLOT_OK, 1.0009765625},             /* likewise from below */
    {"half", 2.98023223876953125e-8, SLOT_OK, 0},                    /* half of the smallest */
    {"half", 2.9802322387695316e-8, SLOT_OK, 5.9604644775390625e-8}, /* the next double */
    {"half", 5e-324, SLOT_OK, 0},
    {"half", (double)NAN, SLOT_OK, (double)NAN},
    {"single", 3.4028235677973366e38, SLOT_ERANGE, 0},
    {"single", 0.1, SLOT_OK, 0.100000001490116119384765625},
    {"real", 5e-324, SLOT_OK, 5e-324},
    {"loose", 0.1, SLOT_OK, 0.1},
    {"loose", -0.0, SLOT_OK, -0.0},
    {"day", 5, SLOT_ETYPE, 0},
    {"symbol", 5, SLOT_ETYPE, 0},
    {"desk", 5, SLOT_ETYPE, 0},
    {"where", 8, SLOT_ETYPE, 0},
    {"note", 5, SLOT_ETYPE, 0},
    {"key", 5, SLOT_ETYPE, 0},
    {"settled", 5, SLOT_ETYPE, 0},
    {"origin", 1, SLOT_ETYPE, 0},
    {"spot", 1, SLOT_ETYPE, 0},
    {"levels", 1, SLOT_ETYPE, 0},
    {"colour", 5, SLOT_EREADONLY, 0},
};

START_TEST(reals_are_set)
{
    unsigned char before[KIND_RECORD];
    double got = 77;
    start();
    memcpy(before, record, sizeof before);
    const int i = at(reals[_i].name);
    ck_assert_int_eq(slot_set_float(&kinds->class, record, i, reals[_i].real), reals[_i].status);
    if (reals[_i].status != SLOT_OK) {
        ck_assert_mem_eq(record, before, sizeof before);
        return;
    }
    ck_assert_int_eq(slot_get_float(&kinds->class, record, i, &got), SLOT_OK);
    ck_assert_msg(isnan(reals[_i].read) ? isnan(got) : slot_bits_of_double(got) == slot_bits_of_double(reals[_i].read),
                  "%s = %a is %a", reals[_i].name, reals[_i].real, got);
    ck_assert(slot_valid(&kinds->class, record));
}
END_TEST

static const struct {
    const char *name;
    int64_t integer;
    slot_status status; /* of slot_set_int, of slot_set_uint where the number is not negative, and of slot_set */
} integers[] = {
    {"day", -10, SLOT_OK},
    {"day", 290, SLOT_OK},
    {"day", -9, SLOT_ERANGE},
    {"day", -15, SLOT_ERANGE},
    {"day", 295, SLOT_ERANGE},
    {"day", INT64_MIN, SLOT_ERANGE},
    {"day", INT64_MAX, SLOT_ERANGE},
    {"week", 0, SLOT_OK},
    {"week", 210, SLOT_OK},
    {"week", 217, SLOT_ERANGE},
    {"week", 209, SLOT_ERANGE},
    {"week", -7, SLOT_ERANGE},
    {"price", 0, SLOT_OK},
    {"price", 100000, SLOT_OK},
    {"price", 100001, SLOT_ERANGE},
    {"price", -1, SLOT_ERANGE},
    {"price", INT64_MAX, SLOT_ERANGE},
    {"gain", -1, SLOT_OK},
    {"gain", 0, SLOT_ERANGE},
    {"gain", 1, SLOT_ERANGE},
    {"tilt", 50, SLOT_OK},
    {"jump", 5, SLOT_OK},
    {"jump", 6, SLOT_ERANGE},
    {"jump", 2, SLOT_ERANGE},
    {"half", 2048, SLOT_OK},
    {"half", 2049, SLOT_ERANGE},
    {"half", 65504, SLOT_OK},
    {"half", 65536, SLOT_ERANGE},
    {"single", 16777216, SLOT_OK},
    {"single", 16777217, SLOT_ERANGE},
    {"real", INT64_MAX, SLOT_ERANGE},
    {"symbol", 5, SLOT_ETYPE},
    {"desk", 5, SLOT_ETYPE},
    {"where", 8, SLOT_ETYPE},
    {"note", 8, SLOT_ETYPE},
    {"key", 8, SLOT_ETYPE},
    {"settled", 8, SLOT_ETYPE},
    {"spot", 1, SLOT_ETYPE},
    {"loose", (INT64_C(1) << 49) - 1, SLOT_OK},
    {"loose", INT64_C(1) << 49, SLOT_ERANGE},
    {"loose", -(INT64_C(1) << 49), SLOT_OK},
    {"loose", -(INT64_C(1) << 49) - 1, SLOT_ERANGE},
    {"origin", 0, SLOT_OK},
    {"origin", 2, SLOT_OK},
    {"origin", 3, SLOT_ERANGE},
    {"origin", -1, SLOT_ERANGE},
    {"colour", 5, SLOT_EREADONLY},
    {"sides", 1, SLOT_ETYPE},
};

START_TEST(integers_are_set)
{
    unsigned char before[KIND_RECORD];
    const int64_t integer = integers[_i].integer;
    start();
    const int i = at(integers[_i].name);
    for (int way = 0; way < 4; way++) {
        start();
        memcpy(before, record, sizeof before);
        slot_status status = SLOT_OK;
        if (integer < 0 && way % 2 == 1) continue;
        if (way == 0) status = slot_set_int(&kinds->class, record, i, integer);
        if (way == 1) status = slot_set_uint(&kinds->class, record, i, (uint64_t)integer);
        if (way == 2) status = slot_set(&kinds->class, record, i, slot_from_int(integer));
        if (way == 3) status = slot_set(&kinds->class, record, i, slot_from_uint((uint64_t)integer));
        ck_assert_msg(status == integers[_i].status, "%s = %lld by way %d: %d", integers[_i].name, (long long)integer,
                      way, (int)status);
        if (status != SLOT_OK) {
            ck_assert_mem_eq(record, before, sizeof before);
            continue;
        }
        double real = 0.5;
        int64_t got = 77;
        const slot_kind kind = kinds->slots[i].kind;
        const bool is_real = kind == SLOT_KIND_STEPS || (kind >= SLOT_KIND_FLOAT16 && kind <= SLOT_KIND_FLOAT64);
        ck_assert_int_eq(slot_get_int(&kinds->class, record, i, &got), is_real ? SLOT_ETYPE : SLOT_OK);
        ck_assert_int_eq(got, is_real ? 77 : integer);
        ck_assert_int_eq(slot_get_float(&kinds->class, record, i, &real),
                         kind == SLOT_KIND_ENUM ? SLOT_ETYPE : SLOT_OK);
        if (kind != SLOT_KIND_ENUM) ck_assert(real == (double)integer);
        ck_assert(slot_valid(&kinds->class, record));
    }
}
END_TEST

START_TEST(numbers_beyond_the_sign_are_told_apart)
{
    int64_t integer = 7;
    uint64_t natural = 7;
    start();
    const int hour = at("hour");
    const int loose = at("loose");
    ck_assert_int_eq(slot_set_uint(&kinds->class, record, hour, UINT64_C(18446744073709551050)), SLOT_OK);
    ck_assert_int_eq(slot_get_int(&kinds->class, record, hour, &integer), SLOT_ERANGE);
    ck_assert_int_eq(slot_get_uint(&kinds->class, record, hour, &natural), SLOT_OK);
    ck_assert_uint_eq(natural, UINT64_C(18446744073709551050));
    ck_assert_int_eq(slot_set_uint(&kinds->class, record, hour, UINT64_C(18446744073709551051)), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_int(&kinds->class, record, hour, -566), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_int(&kinds->class, record, loose, -3), SLOT_OK);
    ck_assert_int_eq(slot_get_uint(&kinds->class, record, loose, &natural), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_uint(&kinds->class, record, loose, UINT64_MAX), SLOT_ERANGE);
    ck_assert_int_eq(integer, 7);
}
END_TEST

/* ---- Counts, ids, texts ---- */

START_TEST(steps_are_counted)
{
    int64_t count = 77;
    start();
    const slot_class *const type = &kinds->class;
    ck_assert_int_eq(slot_set_steps(type, record, at("price"), 1234), SLOT_OK);
    ck_assert_int_eq(slot_get_steps(type, record, at("price"), &count), SLOT_OK);
    ck_assert_int_eq(count, 1234);
    ck_assert_int_eq(slot_set_steps(type, record, at("price"), 10000001), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_steps(type, record, at("price"), -1), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_steps(type, record, at("tilt"), -100), SLOT_OK);
    ck_assert_int_eq(slot_set_steps(type, record, at("tilt"), INT64_MIN), SLOT_ERANGE);
    ck_assert_int_eq(slot_get_steps(type, record, at("tilt"), &count), SLOT_OK);
    ck_assert_int_eq(count, -100);
    ck_assert_int_eq(slot_get_steps(type, record, at("gain"), &count), SLOT_EUNSET);
    ck_assert_int_eq(slot_get_steps(type, record, at("day"), &count), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_steps(type, record, at("day"), 0), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_steps(type, record, at("colour"), 0), SLOT_EREADONLY);
    ck_assert_int_eq(slot_get_steps(type, record, -1, &count), SLOT_ENAME);
    ck_assert_int_eq(slot_set_steps(type, record, slot_count(type), 0), SLOT_ENAME);
    ck_assert_int_eq(count, -100);
}
END_TEST

START_TEST(ids_are_set)
{
    uint32_t id = 77;
    start();
    const slot_class *const type = &kinds->class;
    const slot_symbols_type *const tickers = slot_symbols_of(type, at("symbol"));
    const slot_class *const desk = slot_class_of(type, at("desk"));
    ck_assert(tickers != NULL && desk != NULL && slot_symbols_of(type, at("desk")) == NULL);
    ck_assert_ptr_eq(slot_class_of(type, at("settled")), kinds->class.classes[0]);
    ck_assert(slot_class_of(type, at("symbol")) == NULL && slot_class_of(type, -1) == NULL);
    ck_assert(slot_symbols_of(type, slot_count(type)) == NULL && slot_type_of(type, -1) == NULL);
    ck_assert(slot_type_of(type, at("origin")) != NULL && slot_type_of(type, at("day")) == NULL);
    ck_assert_int_eq(slot_get_id(type, record, at("symbol"), &id), SLOT_OK);
    ck_assert_uint_eq(id, 0);
    ck_assert_int_eq(slot_set_id(type, record, at("symbol"), 5000), SLOT_OK);
    ck_assert_int_eq(slot_set_id(type, record, at("symbol"), 5001), SLOT_ERANGE);
    ck_assert_int_eq(slot_get_id(type, record, at("symbol"), &id), SLOT_OK);
    ck_assert_uint_eq(id, 5000);
    ck_assert_int_eq(slot_set_id(type, record, at("venue"), UINT32_MAX), SLOT_OK);
    ck_assert_int_eq(slot_set_id(type, record, at("desk"), 1001), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_id(type, record, at("desk"), 1000), SLOT_OK);
    ck_assert_int_eq(slot_set_id(type, record, at("where"), 0), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_id(type, record, at("loose"), 0), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_id(type, record, at("day"), 0), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_id(type, record, at("desks"), 0), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_id(type, record, INT32_MAX, 0), SLOT_ENAME);
    ck_assert_int_eq(slot_get_id(type, record, at("where"), &id), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_id(type, record, at("desks"), &id), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_id(type, record, at("loose"), &id), SLOT_EUNSET);
    ck_assert_int_eq(slot_set(type, record, at("symbol"), slot_from_symbol(NULL, 9)), SLOT_OK);
    ck_assert_int_eq(slot_set(type, record, at("symbol"), slot_from_symbol(kinds->class.symbols[1], 9)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, at("symbol"), slot_from_symbol(tickers, 5001)), SLOT_ERANGE);
    ck_assert_int_eq(slot_set(type, record, at("symbol"), slot_from_ref(desk, 5)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, at("desk"), slot_from_ref(NULL, 5)), SLOT_OK);
    ck_assert_int_eq(slot_set(type, record, at("desk"), slot_from_ref(type, 5)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, at("desk"), slot_from_symbol(tickers, 5)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, at("desk"), slot_nil()), SLOT_OK);
    ck_assert(!slot_has(type, record, at("desk")) && slot_has(type, record, at("symbol")));
    ck_assert_int_eq(slot_clear(type, record, at("symbol")), SLOT_OK);
    ck_assert(!slot_has(type, record, at("symbol")));
    ck_assert_int_eq(slot_set(type, record, at("day"), slot_nil()), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, at("note"), slot_nil()), SLOT_ETYPE);
}
END_TEST

START_TEST(pointers_are_set)
{
    slot_value value;
    start();
    const slot_class *const type = &kinds->class;
    const int i = at("where");
    static const uint64_t words[8];
    const void *const here = &words[3];
    ck_assert_int_eq(slot_set(type, record, i, slot_from_pointer(here)), SLOT_OK);
    ck_assert_int_eq(slot_get(type, record, i, &value), SLOT_OK);
    ck_assert(value.kind == SLOT_VALUE_POINTER && value.as.pointer == here);
    ck_assert_int_eq(slot_set(type, record, i, slot_from_pointer((const char *)here + 1)), SLOT_ERANGE);
    ck_assert_int_eq(slot_set(type, record, i, slot_from_pointer((const char *)here + 4)), SLOT_ERANGE);
    ck_assert_int_eq(slot_set(type, record, at("desk"), slot_from_pointer(here)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, i, slot_from_pointer(NULL)), SLOT_OK);
    ck_assert(!slot_has(type, record, i));
}
END_TEST

START_TEST(texts_are_set)
{
    slot_text text = {NULL, 77};
    start();
    const slot_class *const type = &kinds->class;
    const int note = at("note");
    const int key = at("key");
    ck_assert_int_eq(slot_get_text(type, record, note, &text), SLOT_EUNSET);
    ck_assert_int_eq(slot_set_text(type, record, note, "abcde", 5), SLOT_OK);
    ck_assert_int_eq(slot_set_text(type, record, note, "abcdef", 6), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_text(type, record, note, "\377", 1), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_text(type, record, note, "a\0b", 3), SLOT_ERANGE);
    ck_assert_int_eq(slot_get_text(type, record, note, &text), SLOT_OK);
    ck_assert(text.length == 5 && memcmp(text.data, "abcde", 5) == 0);
    ck_assert_int_eq(slot_set_text(type, record, note, NULL, 0), SLOT_OK);
    ck_assert_int_eq(slot_get_text(type, record, note, &text), SLOT_OK);
    ck_assert(text.length == 0 && slot_has(type, record, note));
    ck_assert_int_eq(slot_set_text(type, record, key, "\0\377ab", 4), SLOT_OK);
    ck_assert_int_eq(slot_set_text(type, record, key, "abc", 3), SLOT_ERANGE);
    ck_assert_int_eq(slot_set_text(type, record, key, "abcde", 5), SLOT_ERANGE);
    ck_assert_int_eq(slot_get_text(type, record, key, &text), SLOT_OK);
    ck_assert(text.length == 4 && memcmp(text.data, "\0\377ab", 4) == 0);
    ck_assert_int_eq(slot_set(type, record, key, slot_from_text("abcd", 4)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, note, slot_from_bytes("abcde", 5)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_text(type, record, at("day"), "a", 1), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_text(type, record, at("loose"), "a", 1), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_text(type, record, at("names"), "a", 1), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_text(type, record, at("names"), &text), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_text(type, record, at("day"), &text), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_text(type, record, -1, &text), SLOT_ENAME);
    ck_assert_int_eq(slot_set_text(type, record, -1, "", 0), SLOT_ENAME);
}
END_TEST

Suite *kinds_edges_suite(void)
{
    Suite *suite = suite_create("kinds_edges");
    TCase *tests = tcase_create("edges");
    tcase_add_loop_test(tests, reals_are_set, 0, (int)(sizeof reals / sizeof reals[0]));
    tcase_add_loop_test(tests, integers_are_set, 0, (int)(sizeof integers / sizeof integers[0]));
    tcase_add_test(tests, numbers_beyond_the_sign_are_told_apart);
    tcase_add_test(tests, steps_are_counted);
    tcase_add_test(tests, ids_are_set);
    tcase_add_test(tests, pointers_are_set);
    tcase_add_test(tests, texts_are_set);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, kinds_others());
    return suite;
}
