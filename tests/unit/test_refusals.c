/* SPDX-License-Identifier: MIT */
/* What slot_violation says, kind by kind: what test_kinds_text.c leaves out. */
#include "unit.h"

#include "classes.h"
#include "kinds.h"
#include "refusals.h"

#include <slotgen/core.h>
#include <stdio.h>
#include <string.h>

/* A slot of every kind that kinds.h has only with more to it. */
enum { MOOD, ANSWER, ABOVE, BELOW, SPOTS };

static const int32_t mood_bits[] = {0, 9};
static slot_type mood;
static const uint64_t numbers[] = {5, 7, 10};
static const slot_fact facts[] = {{ABOVE, SLOT_FACT_STEP, 0}, {BELOW, SLOT_FACT_STEP, 0}};
static const slot_type *types[] = {&mood};
static const slot_descriptor descriptors[] = {
    [MOOD] = {0, 0, 2, SLOT_KIND_FLAGS, 0, 0, 3},
    [ANSWER] = {0, 2, 1, SLOT_KIND_BOOL, 0, 0, 1},
    [ABOVE] = {0, 3, 5, SLOT_KIND_UINT, SLOT_EXTENDED, 100, 20},
    [BELOW] = {1, 0, 5, SLOT_KIND_INT, SLOT_EXTENDED, (uint32_t)-100, 20},
    [SPOTS] = {2, 0, 32, SLOT_KIND_FLOAT32, 0, 0, 0},
};
static slot_class odd = {.descriptors = descriptors,
                         .numbers = numbers,
                         .facts = facts,
                         .types = types,
                         .name = "Odd",
                         .fact_count = sizeof facts / sizeof facts[0],
                         .size = 8};

static const slot_class *odd_class(void)
{
    static const char *const slot_names[] = {"mood", "answer", "above", "below", "real"};
    static const char *const mood_names[] = {"calm", "late"};
    if (odd.names.count > 0) return &odd;
    mood.name = "Mood";
    mood.values = mood_bits;
    mood.names = names_of(2, mood_names);
    mood.is_flags = true;
    odd.names = names_of(sizeof descriptors / sizeof descriptors[0], slot_names);
    return &odd;
}

static const slot_class *refusing;
static int refused_slot;
static const slot_value *refused_value;
static slot_status refused_status;

static void refuse(void)
{
    slot_violation(refusing, refused_slot, refused_status, refused_value);
}

static void check(const slot_class *type, int slot, slot_status status, const slot_value *value, const char *expected)
{
    char text[400];
    char line[400];
    refusing = type;
    refused_slot = slot;
    refused_status = status;
    refused_value = value;
    catch_refusal(refuse, text, sizeof text);
    snprintf(line, sizeof line, "%s\n", expected);
    ck_assert_msg(strncmp(text, line, strlen(line)) == 0, "%s", text); /* emulators may add a line of their own */
}

static void check_odd(int slot, slot_status status, slot_value value, const char *expected)
{
    check(odd_class(), slot, status, &value, expected);
}

static void check_kind(const char *name, slot_status status, slot_value value, const char *expected)
{
    const struct kind_class *const kinds = kinds_from(0);
    check(&kinds->class, kinds_find(kinds, name), status, &value, expected);
}

START_TEST(numbers_are_refused)
{
    check_odd(MOOD, SLOT_ERANGE, slot_from_uint(0x402), "Odd.mood = 0x402 has bits that are no members of Mood");
    check_odd(MOOD, SLOT_ERANGE, slot_from_int(-1), "Odd.mood = -1 has bits that are no members of Mood");
    check_odd(ANSWER, SLOT_ERANGE, slot_from_int(2), "Odd.answer = 2 is outside 0..1");
    check_odd(SPOTS, SLOT_ERANGE, slot_from_float(1e300), "Odd.real = 1e300 is outside what the slot holds");
    check_odd(ABOVE, SLOT_ERANGE, slot_from_uint(101), "Odd.above = 101 is between two values of 100..200 step 5");
    check_odd(ABOVE, SLOT_ERANGE, slot_from_int(101), "Odd.above = 101 is between two values of 100..200 step 5");
    check_odd(ABOVE, SLOT_ERANGE, slot_from_int(-101), "Odd.above = -101 is outside 100..200 step 5");
    check_odd(ABOVE, SLOT_ERANGE, slot_from_uint(201), "Odd.above = 201 is outside 100..200 step 5");
    check_odd(BELOW, SLOT_ERANGE, slot_from_int(-99), "Odd.below = -99 is between two values of -100..0 step 5");
    check_odd(BELOW, SLOT_ERANGE, slot_from_uint(UINT64_MAX - 98),
              "Odd.below = 18446744073709551517 is outside -100..0 step 5");
    check_odd(ABOVE, SLOT_ERANGE, slot_from_float(0.5), "Odd.above = 0.5 is outside 100..200 step 5");
    check_odd(ABOVE, SLOT_ERANGE, slot_from_bool(true), "Odd.above = true is outside 100..200 step 5");
    check_kind("price", SLOT_ERANGE, slot_from_uint(10000001),
               "market.Everything.price = 10000001 steps is outside 0..10000000 steps of 0.01");
}
END_TEST

START_TEST(ids_and_bytes_are_refused)
{
    check_kind("seat", SLOT_ERANGE, slot_from_uint(8192),
               "market.Everything.seat = 8192 is beyond the highest handle 8191");
    check_kind("desk", SLOT_ERANGE, slot_from_uint(1001), "market.Everything.desk = 1001 is beyond the capacity 1000");
    const struct kind_class *const kinds = kinds_from(0);
    const slot_class *const desk = slot_class_of(&kinds->class, kinds_find(kinds, "desk"));
    check_kind("symbol", SLOT_ERANGE, slot_from_ref(desk, 9),
               "market.Everything.symbol = market.Desk(9) is beyond the capacity 5000");
    check_kind("key", SLOT_ERANGE, slot_from_bytes("ab", 2), "market.Everything.key = 0x6162 has 2 bytes, not 4");
    check_kind("note", SLOT_ERANGE, slot_from_bytes("abcdef", 6),
               "market.Everything.note = 0x616263646566 has 6 bytes, more than 5");
    check_kind("loose", SLOT_ERANGE, slot_from_pointer(SLOT_WORD_TO_POINTER(void *, 8)),
               "market.Everything.loose = 0x8 is a pointer of more than 48 bits");
    check_kind("loose", SLOT_ERANGE,
               slot_from_symbol(slot_symbols_of(&kinds->class, kinds_find(kinds, "symbol")), 5001),
               "market.Everything.loose = market.tickers(5001) is beyond the capacity");
    check_kind("loose", SLOT_ERANGE, slot_from_uint(UINT64_MAX),
               "market.Everything.loose = 18446744073709551615 is outside -562949953421312..562949953421311");
}
END_TEST

/* Statuses that the accessors of such a slot do not give, as a program may. */
START_TEST(other_statuses_are_said)
{
    check_odd(ANSWER, SLOT_EARG, slot_from_uint(3), "Odd.answer: there is no element 3");
    check(odd_class(), ANSWER, SLOT_ERANGE, NULL, "Odd.answer is unset");
    check(odd_class(), ANSWER, SLOT_EREADONLY, NULL, "Odd.answer cannot be written");
    check(odd_class(), -1, SLOT_ERANGE, NULL, "Odd.? is no slot");
    check_odd(ANSWER, SLOT_ETYPE, slot_from_int(1), "Odd.answer cannot hold an integer");
    check_odd(ANSWER, SLOT_ERANGE, slot_unset(), "Odd.answer = unset is outside 0..1");
    check_odd(ANSWER, SLOT_ERANGE, slot_nil(), "Odd.answer = null is outside 0..1");
    check_odd(ANSWER, SLOT_ERANGE, (slot_value){.kind = SLOT_VALUE_GROUP}, "Odd.answer = set is outside 0..1");
    check_odd(ANSWER, SLOT_ERANGE, (slot_value){.kind = SLOT_VALUE_ARRAY}, "Odd.answer = [...] is outside 0..1");
    check_odd(ANSWER, SLOT_ERANGE, slot_from_symbol(NULL, 7), "Odd.answer = symbol(7) is outside 0..1");
    check_odd(ANSWER, SLOT_ERANGE, slot_from_ref(NULL, 7), "Odd.answer = ref(7) is outside 0..1");
}
END_TEST

START_TEST(kinds_of_values_are_named)
{
    const struct kind_class *const kinds = kinds_from(0);
    const slot_class *const type = &kinds->class;
    const slot_class *const dates = slot_class_of(type, kinds_find(kinds, "settled"));
    const slot_symbols_type *const table = slot_symbols_of(type, kinds_find(kinds, "symbol"));
    const slot_value group = {.kind = SLOT_VALUE_GROUP};
    check_kind("loose", SLOT_ETYPE, slot_nil(), "market.Everything.loose holds nil, not what was asked for");
    check_kind("loose", SLOT_ETYPE, slot_from_bool(true),
               "market.Everything.loose holds a bool, not what was asked for");
    check_kind("loose", SLOT_ETYPE, slot_from_int(1),
               "market.Everything.loose holds an integer, not what was asked for");
    check_kind("loose", SLOT_ETYPE, slot_from_uint(1),
               "market.Everything.loose holds an integer, not what was asked for");
    check_kind("loose", SLOT_ETYPE, slot_from_bytes("a", 1), "market.Everything.loose cannot hold bytes");
    check_kind("loose", SLOT_ETYPE, slot_from_pointer(type),
               "market.Everything.loose holds a pointer, not what was asked for");
    check_kind("loose", SLOT_ETYPE, slot_from_instance(dates, numbers),
               "market.Everything.loose cannot hold an instance");
    check_kind("loose", SLOT_ETYPE, group, "market.Everything.loose cannot hold a value");
    check_kind("loose", SLOT_ETYPE, slot_from_symbol(table, 7),
               "market.Everything.loose holds a symbol, market.tickers(7), not what was asked for");
    check_kind("day", SLOT_ETYPE, slot_from_symbol(table, 7),
               "market.Everything.day cannot hold a symbol, market.tickers(7)");
}
END_TEST

Suite *refusals_suite(void)
{
    Suite *suite = suite_create("refusals");
    TCase *tests = tcase_create("violations");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, numbers_are_refused);
    tcase_add_test(tests, ids_and_bytes_are_refused);
    tcase_add_test(tests, other_statuses_are_said);
    tcase_add_test(tests, kinds_of_values_are_named);
    suite_add_tcase(suite, tests);
    return suite;
}
