/* SPDX-License-Identifier: MIT */
/* Slots of every kind at their edges: every status of every way to read and write, boxes, overlays, bases. */
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

/* ---- Elements and instances ---- */

START_TEST(elements_end_where_the_array_does)
{
    slot_value value = slot_from_int(77);
    start();
    const slot_class *const type = &kinds->class;
    for (int i = -1; i <= slot_count(type); i++) {
        const bool is_slot = i >= 0 && i < slot_count(type);
        const uint32_t count = is_slot && slot_elements(type, i) > 0 ? slot_elements(type, i) : 1;
        const uint32_t beyond[] = {count, count + 1, UINT32_MAX - 1, UINT32_MAX};
        for (size_t k = 0; k < 4; k++) {
            const slot_status want = is_slot ? SLOT_EARG : SLOT_ENAME;
            ck_assert_int_eq(slot_get_at(type, record, i, beyond[k], &value), want);
            const slot_status set = slot_set_at(type, record, i, beyond[k], slot_from_int(1));
            ck_assert(set == want || (is_slot && kinds->slots[i].read_only && set == SLOT_EREADONLY));
            const slot_status cleared = slot_clear_at(type, record, i, beyond[k]);
            ck_assert(cleared == want || (is_slot && kinds->slots[i].read_only && cleared == SLOT_EREADONLY));
            ck_assert(!slot_has_at(type, record, i, beyond[k]));
        }
    }
    ck_assert_int_eq(value.as.integer, 77);
}
END_TEST

START_TEST(instances_are_copied_in)
{
    start();
    const slot_class *const type = &kinds->class;
    const slot_class *const date = kinds->class.classes[0];
    const int settled = at("settled");
    unsigned char day[3];
    uint64_t random = 9;
    model_fill(&class_specs[3], day, &random);
    ck_assert_int_eq(slot_set(type, record, settled, slot_from_instance(date, day)), SLOT_OK);
    ck_assert_int_eq(slot_set(type, record, settled, slot_from_instance(type, day)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, settled, slot_from_instance(NULL, day)), SLOT_ETYPE);
    ck_assert_int_eq(slot_set(type, record, settled, slot_from_instance(date, NULL)), SLOT_EARG);
    ck_assert_int_eq(slot_set(type, record, at("day"), slot_from_instance(date, day)), SLOT_ETYPE);
    slot_value value;
    ck_assert_int_eq(slot_get(type, record, settled, &value), SLOT_OK);
    ck_assert_mem_eq(value.as.instance.self, day, 3);
    /* Of itself, to another element: what is read lies inside the record. */
    ck_assert_int_eq(slot_set_at(type, record, at("dates"), 1, value), SLOT_OK);
    ck_assert_int_eq(slot_get_at(type, record, at("dates"), 1, &value), SLOT_OK);
    ck_assert_mem_eq(value.as.instance.self, day, 3);
    value.kind = SLOT_VALUE_ARRAY;
    ck_assert_int_eq(slot_set(type, record, at("dates"), value), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_at(type, record, at("dates"), 0, value), SLOT_ETYPE);
}
END_TEST

START_TEST(immutable_classes_are_read_only)
{
    uint32_t id;
    start();
    slot_class type = kinds->class;
    type.flags |= SLOT_CLASS_IMMUTABLE;
    ck_assert_int_eq(slot_set_int(&type, record, at("day"), 0), SLOT_EREADONLY);
    ck_assert_int_eq(slot_set_float(&type, record, at("price"), 0), SLOT_EREADONLY);
    ck_assert_int_eq(slot_set_text(&type, record, at("note"), "", 0), SLOT_EREADONLY);
    ck_assert_int_eq(slot_set_id(&type, record, at("desk"), 0), SLOT_EREADONLY);
    ck_assert_int_eq(slot_set_steps(&type, record, at("price"), 0), SLOT_EREADONLY);
    ck_assert_int_eq(slot_set(&type, record, at("day"), slot_from_int(0)), SLOT_EREADONLY);
    ck_assert_int_eq(slot_set_at(&type, record, at("levels"), 0, slot_from_int(0)), SLOT_EREADONLY);
    ck_assert_int_eq(slot_clear(&type, record, at("note")), SLOT_EREADONLY);
    ck_assert_int_eq(slot_clear_at(&type, record, at("levels"), 0), SLOT_EREADONLY);
    ck_assert_int_eq(slot_set_int(&type, record, -1, 0), SLOT_ENAME);
    ck_assert_int_eq(slot_get_id(&type, record, at("desk"), &id), SLOT_OK);
}
END_TEST

START_TEST(derived_classes_are_what_their_bases_are)
{
    slot_class base = {.name = "Base"};
    slot_class middle = {.name = "Middle", .base = &base};
    slot_class last = {.name = "Last", .base = &middle};
    slot_class other = {.name = "Other"};
    ck_assert(slot_class_is(&last, &last) && slot_class_is(&last, &middle) && slot_class_is(&last, &base));
    ck_assert(!slot_class_is(&base, &last) && !slot_class_is(&last, &other) && !slot_class_is(NULL, &base));
}
END_TEST

/* ---- Boxes ---- */

START_TEST(other_bits_are_no_box)
{
    static const uint64_t words[] = {
        4,
        UINT64_C(0x0000000100000000),
        UINT64_C(0x0001000000000000), /* a null pointer is nil */
        UINT64_C(0x0002000000000000), /* so is symbol 0 */
        UINT64_C(0x0002000000001389), /* beyond the capacity */
        UINT64_C(0x0002000200000001), /* no such table */
        UINT64_C(0x0003000100000000),
        UINT64_C(0x00030001000003e9),
        UINT64_C(0x0003000000000001), /* a class without a pool */
        UINT64_C(0x0003ffff00000001),
        UINT64_C(0x8000000000000001), /* other NaNs */
        UINT64_C(0x7ff8000000000001),
        UINT64_C(0xfff8000000000001),
        UINT64_C(0xffffffffffffffff),
    };
    start();
    const int loose = at("loose");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        ck_assert_msg(slot_any_value(&kinds->class, words[i]).kind == SLOT_VALUE_UNSET, "word %zu", i);
        model_set_bits(record, kinds->slots[loose].bit, 64, words[i]);
        ck_assert(!slot_valid(&kinds->class, record));
        int64_t integer;
        ck_assert_int_eq(slot_get_int(&kinds->class, record, loose, &integer), SLOT_EUNSET);
    }
}
END_TEST

START_TEST(not_everything_fits_a_box)
{
    uint64_t box = 77;
    start();
    const slot_class *const type = &kinds->class;
    const slot_value group = {SLOT_VALUE_GROUP, {0}};
    ck_assert_int_eq(slot_any_box(type, slot_from_text("a", 1), &box), SLOT_ETYPE);
    ck_assert_int_eq(slot_any_box(type, slot_from_bytes("a", 1), &box), SLOT_ETYPE);
    ck_assert_int_eq(slot_any_box(type, slot_from_instance(type, record), &box), SLOT_ETYPE);
    ck_assert_int_eq(slot_any_box(type, group, &box), SLOT_ETYPE);
    ck_assert_int_eq(slot_any_box(type, slot_from_symbol(NULL, 5), &box), SLOT_ETYPE);
    ck_assert_int_eq(slot_any_box(type, slot_from_ref(NULL, 5), &box), SLOT_ETYPE);
    ck_assert_int_eq(slot_any_box(type, slot_from_ref(type, 5), &box), SLOT_ETYPE);
    ck_assert_int_eq(slot_any_box(type, slot_from_ref(type->classes[1], 1001), &box), SLOT_ERANGE);
    ck_assert_int_eq(slot_any_box(type, slot_from_symbol(type->symbols[0], 5001), &box), SLOT_ERANGE);
    ck_assert_int_eq(slot_any_box(type, slot_from_int(INT64_MIN), &box), SLOT_ERANGE);
    ck_assert_int_eq(slot_any_box(type, slot_from_uint(UINT64_MAX), &box), SLOT_ERANGE);
    ck_assert_uint_eq(box, 77);
    ck_assert_int_eq(slot_any_box(type, slot_from_float(-(double)NAN), &box), SLOT_OK);
    ck_assert_uint_eq(box, UINT64_C(0x8000000000000000));
    if (UINTPTR_MAX <= UINT32_MAX) return;
    ck_assert_int_eq(slot_any_box(type, slot_from_pointer(SLOT_WORD_TO_POINTER(void *, UINT64_C(1) << 47)), &box),
                     SLOT_ERANGE);
    const uint64_t negative = UINT64_MAX << 47;
    ck_assert_int_eq(slot_any_box(type, slot_from_pointer(SLOT_WORD_TO_POINTER(void *, negative)), &box), SLOT_OK);
    ck_assert_uint_eq(box, UINT64_C(0x0001800000000000));
    ck_assert(slot_any_value(type, box).as.pointer == SLOT_WORD_TO_POINTER(void *, negative));
}
END_TEST

START_TEST(boxes_are_read_as_what_they_hold)
{
    int64_t integer = 77;
    double real = 77;
    uint32_t id = 77;
    start();
    const slot_class *const type = &kinds->class;
    const int i = at("loose");
    slot_set(type, record, i, slot_from_bool(true));
    ck_assert_int_eq(slot_get_int(type, record, i, &integer), SLOT_OK);
    ck_assert_int_eq(integer, 1);
    ck_assert_int_eq(slot_get_float(type, record, i, &real), SLOT_OK);
    ck_assert(real == 1);
    ck_assert_int_eq(slot_get_id(type, record, i, &id), SLOT_ETYPE);
    slot_set(type, record, i, slot_nil());
    ck_assert(slot_has(type, record, i));
    ck_assert_int_eq(slot_get_int(type, record, i, &integer), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_float(type, record, i, &real), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_id(type, record, i, &id), SLOT_OK);
    ck_assert_uint_eq(id, 0);
    slot_set(type, record, i, slot_from_ref(type->classes[1], 12));
    ck_assert_int_eq(slot_get_id(type, record, i, &id), SLOT_OK);
    ck_assert_uint_eq(id, 12);
    slot_set(type, record, i, slot_from_float(2.5));
    ck_assert_int_eq(slot_get_int(type, record, i, &integer), SLOT_ETYPE);
    ck_assert_int_eq(slot_clear(type, record, i), SLOT_OK);
    ck_assert(!slot_has(type, record, i));
    ck_assert_int_eq(slot_get_float(type, record, i, &real), SLOT_EUNSET);
}
END_TEST

/* ---- Overlays ---- */

/* An array [2] of an inline class { overlay { parts: (4 bits)[3]; word: 12 bits; half: float16 } last: 4 bits }. */
static const slot_descriptor overlay_slots[] = {
    {0, 3, 4, SLOT_KIND_INT, SLOT_EXTENDED, 0, 9},
    {0, 3, 12, SLOT_KIND_INT, SLOT_EXTENDED, 0, 4095},
    {0, 3, 16, SLOT_KIND_FLOAT16, SLOT_EXTENDED, 0, 0},
    {0, 19, 4, SLOT_KIND_INT, SLOT_EXTENDED, 0, 15},
};
static const uint64_t overlay_numbers[] = {1, 0, 2, 20, 0, 2, 0, 2, 20, 0, 3, 4, 0, 3, 16, 0, 0};
static const slot_fact overlay_facts[] = {
    {0, SLOT_FACT_ARRAY, 5}, {0, SLOT_FACT_OVERLAY, 13}, {1, SLOT_FACT_ARRAY, 0}, {1, SLOT_FACT_OVERLAY, 15},
    {2, SLOT_FACT_ARRAY, 0}, {2, SLOT_FACT_OVERLAY, 15}, {3, SLOT_FACT_ARRAY, 0},
};

static slot_class overlay_class(uint32_t flags)
{
    static const char *const names[] = {"parts", "word", "half", "last"};
    slot_class class = {.names = names_of(4, names),
                        .descriptors = overlay_slots,
                        .numbers = overlay_numbers,
                        .facts = overlay_facts,
                        .name = "Overlaid",
                        .fact_count = 7,
                        .size = 6,
                        .flags = SLOT_CLASS_OVERLAYS | flags};
    return class;
}

START_TEST(overlays_are_bits_as_they_are)
{
    const slot_class type = overlay_class(_i == 0 ? 0 : SLOT_CLASS_FLOATS);
    for (uint32_t bit = 0; bit < 48; bit++) {
        unsigned char a[6] = {0};
        const unsigned char zero[6] = {0};
        a[bit / 8] = (unsigned char)(1u << bit % 8);
        const uint32_t within = bit < 3 ? UINT32_MAX : (bit - 3) % 20;
        const bool is_overlaid = bit >= 3 && bit < 43 && within < 16;
        const bool is_last = bit >= 3 && bit < 43 && within >= 16;
        ck_assert_int_eq(slot_valid(&type, a), is_overlaid || is_last);
        if (!is_overlaid && !is_last) continue;
        ck_assert(!slot_equal(&type, a, zero) && slot_hash(&type, a) != slot_hash(&type, zero));
        ck_assert_int_eq(slot_compare(&type, a, zero), 1);
        ck_assert_int_eq(slot_compare(&type, zero, a), -1);
    }
    unsigned char record_of_two[6] = {0};
    ck_assert_int_eq(slot_set_at(&type, record_of_two, 0, 5, slot_from_int(9)), SLOT_OK);
    slot_value value;
    ck_assert_int_eq(slot_get_at(&type, record_of_two, 1, 1, &value), SLOT_OK);
    ck_assert_int_eq(value.as.integer, 9 << 8);
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
    tcase_add_test(tests, elements_end_where_the_array_does);
    tcase_add_test(tests, instances_are_copied_in);
    tcase_add_test(tests, immutable_classes_are_read_only);
    tcase_add_test(tests, derived_classes_are_what_their_bases_are);
    tcase_add_test(tests, other_bits_are_no_box);
    tcase_add_test(tests, not_everything_fits_a_box);
    tcase_add_test(tests, boxes_are_read_as_what_they_hold);
    tcase_add_loop_test(tests, overlays_are_bits_as_they_are, 0, 2);
    suite_add_tcase(suite, tests);
    return suite;
}
