/* SPDX-License-Identifier: MIT */
/*
 * The edges of the core: indices that name no slot, bytes that are no instance, facts, members of types, and what a
 * violation says. A part of the suite in test_core.c.
 */
#include "unit.h"

#include "classes.h"
#include "refusals.h"

#include <slotgen/core.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 800 };

static const int no_slots[] = {-1, INT_MIN, INT_MAX, MOST_SLOTS, 65535, 65536};

START_TEST(indices_that_name_no_slot_are_refused)
{
    const struct class_spec *const spec = &class_specs[_i / 2];
    const slot_class *const type = class_of_spec(_i / 2, _i % 2 == 1);
    uint64_t state = 5;
    unsigned char *const record = model_record(spec, &state);
    unsigned char expected[LARGEST_RECORD];
    memcpy(expected, record, spec->size);
    for (size_t k = 0; k <= sizeof no_slots / sizeof no_slots[0]; k++) {
        const int index = k == 0 ? spec->count : no_slots[k - 1];
        int64_t integer = 7;
        uint64_t natural = 7;
        double real = 7;
        slot_value value = slot_from_int(7);
        ck_assert_int_eq(slot_get(type, record, index, &value), SLOT_ENAME);
        ck_assert_int_eq(slot_get_int(type, record, index, &integer), SLOT_ENAME);
        ck_assert_int_eq(slot_get_uint(type, record, index, &natural), SLOT_ENAME);
        ck_assert_int_eq(slot_get_float(type, record, index, &real), SLOT_ENAME);
        ck_assert(integer == 7 && natural == 7 && !(real < 7) && value.as.integer == 7);
        ck_assert_int_eq(slot_set(type, record, index, value), SLOT_ENAME);
        ck_assert_int_eq(slot_set(type, record, index, slot_unset()), SLOT_ENAME);
        ck_assert_int_eq(slot_set(type, record, index, slot_from_bool(true)), SLOT_ENAME);
        ck_assert_int_eq(slot_set_int(type, record, index, 1), SLOT_ENAME);
        ck_assert_int_eq(slot_set_uint(type, record, index, 1), SLOT_ENAME);
        ck_assert_int_eq(slot_set_float(type, record, index, 1), SLOT_ENAME);
        ck_assert_int_eq(slot_clear(type, record, index), SLOT_ENAME);
        ck_assert(!slot_has(type, record, index));
        ck_assert_ptr_null(slot_name(type, index));
        ck_assert_ptr_null(slot_unit(type, index));
        ck_assert_ptr_null(slot_doc(type, index));
    }
    ck_assert_int_eq(memcmp(record, expected, spec->size), 0);
    ck_assert_int_eq(slot_count(type), spec->count);
    ck_assert_int_eq(slot_find(type, "no such slot", 12), -1);
    free(record);
}
END_TEST

/* ---- Facts and types ---- */

START_TEST(facts_are_found)
{
    const struct class_spec *const spec = &class_specs[_i];
    const slot_class *const type = class_of_spec(_i, false);
    for (int i = 0; i < spec->count; i++) {
        if (i % 2 == 1) ck_assert_str_eq(slot_unit(type, i), "ns");
        else ck_assert_ptr_null(slot_unit(type, i));
        if (i == spec->count - 1) ck_assert_str_eq(slot_doc(type, i), "The last slot.");
        else ck_assert_ptr_null(slot_doc(type, i));
    }
}
END_TEST

START_TEST(members_are_found)
{
    for (int c = 0; c < class_spec_count; c++) {
        (void)class_of_spec(c, false);
        for (int i = 0; i < class_specs[c].count; i++) {
            const slot_type *const type = class_specs[c].slots[i].members;
            if (type == NULL) continue;
            for (uint32_t k = 0; k < type->names.count; k++) {
                size_t length = 0;
                const int64_t value = type->values[k];
                const char *const name = slot_type_name(type, value, &length);
                int found = 77;
                ck_assert_int_eq(slot_type_ordinal(type, value), (int)k);
                ck_assert_uint_eq(length, strlen(name));
                ck_assert_int_eq(slot_type_find(type, name, length, &found), SLOT_OK);
                ck_assert_int_eq(found, value);
                const bool next_is_member = k + 1 < type->names.count && type->values[k + 1] == value + 1;
                ck_assert_int_eq(slot_type_ordinal(type, value + 1), next_is_member ? (int)k + 1 : -1);
                ck_assert_ptr_null(slot_type_name(type, value + (INT64_C(1) << 32), &length));
                found = 77;
                ck_assert_int_eq(slot_type_find(type, name, length + 1, &found), SLOT_ENAME);
                ck_assert_int_eq(found, 77);
            }
            ck_assert_int_eq(slot_type_ordinal(type, INT64_MIN), -1);
            ck_assert_int_eq(slot_type_ordinal(type, INT64_MAX), -1);
        }
    }
}
END_TEST

/* Bytes that are no instance: anything may come out, but nothing breaks. */
START_TEST(any_bytes_are_read)
{
    const struct class_spec *const spec = &class_specs[_i / 2];
    const slot_class *const type = class_of_spec(_i / 2, _i % 2 == 1);
    uint64_t state = 6;
    unsigned char *const record = malloc(spec->size);
    ck_assert_ptr_nonnull(record);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < spec->size; i++)
            record[i] = (unsigned char)(round == 0 ? 255 : model_random(&state) & 255);
        for (int i = 0; i < spec->count; i++) {
            slot_value value;
            int64_t integer;
            uint64_t natural;
            double real;
            ck_assert_int_eq(slot_get(type, record, i, &value), SLOT_OK);
            (void)slot_get_int(type, record, i, &integer);
            (void)slot_get_uint(type, record, i, &natural);
            (void)slot_get_float(type, record, i, &real);
            (void)slot_set(type, record, i, value);
        }
    }
    free(record);
}
END_TEST

/* ---- Violations ---- */

static const slot_class *class_named(const char *name)
{
    for (int i = 0; i < class_spec_count; i++)
        if (strcmp(class_specs[i].name, name) == 0) return class_of_spec(i, false);
    ck_abort_msg("no class %s", name);
    return NULL;
}

static void refuse_year(void)
{
    slot_refuse_int(class_named("Date"), 20000, 0);
}

static void refuse_negative(void)
{
    slot_refuse_int(class_named("Bit"), -5, 1);
}

static void refuse_optional(void)
{
    slot_refuse_int(class_named("Bit"), 4, 2);
}

static void refuse_natural(void)
{
    slot_refuse_uint(class_named("Large"), UINT64_C(18446744073709551001), 1);
}

static void refuse_member(void)
{
    slot_refuse_int(class_named("Bit"), 7, 3);
}

static void refuse_unset(void)
{
    slot_refuse_unset(class_named("Four"), 1);
}

static void refuse_nonsense(void)
{
    slot_refuse_int(class_named("Four"), 1, INT_MAX);
}

START_TEST(refusals_say_what_happened)
{
    static const struct {
        void (*refuse)(void);
        const char *text;
    } rows[] = {
        {refuse_year, "Date.year = 20000 is outside 1..9999\n"},
        {refuse_negative, "Bit.x = -5 is outside -4..3\n"},
        {refuse_optional, "Bit.id = 4 is outside 5..7\n"},
        {refuse_natural, "Large.top = 18446744073709551001 is outside 18446744073709550000..18446744073709551000\n"},
        {refuse_member, "Bit.side = 7 is no member of market.Side\n"},
        {refuse_unset, "Four.venue is unset\n"},
        {refuse_nonsense, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[200];
        catch_refusal(rows[i].refuse, text, sizeof text);
        /* Emulators may add a line of their own. */
        if (rows[i].text != NULL) ck_assert_msg(strncmp(text, rows[i].text, strlen(rows[i].text)) == 0, "%s", text);
    }
}
END_TEST

TCase *core_edges(void)
{
    TCase *tests = tcase_create("edges");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, indices_that_name_no_slot_are_refused, 0, 2 * class_spec_count);
    tcase_add_loop_test(tests, any_bytes_are_read, 0, 2 * class_spec_count);
    tcase_add_loop_test(tests, facts_are_found, 0, class_spec_count);
    tcase_add_test(tests, members_are_found);
    tcase_add_test(tests, refusals_say_what_happened);
    return tests;
}
