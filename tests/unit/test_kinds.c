/* SPDX-License-Identifier: MIT */
/* Slots of every kind, arrays and arms by index, against the model of kinds.h: what is read, written, compared. */
#include "unit.h"

#include "classes.h"
#include "kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifndef KIND_STEPS
#define KIND_STEPS 3000 /* slow machines ask for fewer */
#endif
enum { CLASSES = KIND_STARTS + 1, STEPS = KIND_STEPS };

static struct kind_class *class_number(int i)
{
    return i < KIND_STARTS ? kinds_from((unsigned)i) : kinds_small();
}

/* ---- Values and records against the model ---- */

static bool same_real(double a, double b)
{
    return isnan(a) ? isnan(b) : slot_bits_of_double(a) == slot_bits_of_double(b);
}

static void check_value(const struct kind_slot *slot, const slot_value *got, const slot_value *want)
{
    ck_assert_msg(got->kind == want->kind, "%s: kind %d, not %d", slot->name, (int)got->kind, (int)want->kind);
    bool same = true;
    switch (want->kind) {
    case SLOT_VALUE_BOOL: same = got->as.truth == want->as.truth; break;
    case SLOT_VALUE_INT: same = got->as.integer == want->as.integer; break;
    case SLOT_VALUE_UINT: same = got->as.natural == want->as.natural; break;
    case SLOT_VALUE_FLOAT: same = same_real(got->as.real, want->as.real); break;
    case SLOT_VALUE_TEXT:
    case SLOT_VALUE_BYTES:
        same = got->as.text.length == want->as.text.length &&
               memcmp(got->as.text.data, want->as.text.data, want->as.text.length) == 0;
        break;
    case SLOT_VALUE_SYMBOL:
        same = got->as.symbol.table == want->as.symbol.table && got->as.symbol.id == want->as.symbol.id;
        break;
    case SLOT_VALUE_REF: same = got->as.ref.type == want->as.ref.type && got->as.ref.id == want->as.ref.id; break;
    case SLOT_VALUE_POINTER: same = got->as.pointer == want->as.pointer; break;
    case SLOT_VALUE_INSTANCE:
        same = got->as.instance.type == want->as.instance.type &&
               memcmp(got->as.instance.self, want->as.instance.self, slot->bytes) == 0;
        break;
    default: break;
    }
    ck_assert_msg(same, "%s is another value", slot->name);
}

static bool is_null(const slot_value *value, const struct kind_slot *slot)
{
    return value->kind == SLOT_VALUE_NIL && slot->kind != SLOT_KIND_ANY;
}

static void check_element(const struct kind_class *kinds, const struct kind_state *state, const unsigned char *record,
                          int i, uint32_t k)
{
    const struct kind_slot *const slot = &kinds->slots[i];
    slot_value got;
    slot_value want = state_value(kinds, state, i, k);
    const bool has = want.kind != SLOT_VALUE_UNSET && !is_null(&want, slot);
    ck_assert_int_eq(slot_has_at(&kinds->class, record, i, k), has);
    if (want.kind == SLOT_VALUE_UNSET && slot->has_sentinel && state_is_live(kinds, state, i, k))
        want = slot_from_int(slot->sentinel);
    ck_assert_int_eq(slot_get_at(&kinds->class, record, i, k, &got), SLOT_OK);
    check_value(slot, &got, &want);
}

/* An array as a whole: whether it is there. */
static void check_array(const struct kind_class *kinds, const struct kind_state *state, const unsigned char *record,
                        int i)
{
    const struct kind_slot *const slot = &kinds->slots[i];
    slot_value got;
    const bool shares_arm = slot->tag == 0 || kinds->slots[slot->tag - 1].dims == 0;
    bool has = !shares_arm || state_is_live(kinds, state, i, 0);
    if (slot->optional) has = has && state_has(kinds, state, i, 0);
    if (slot->optional && slot->kind >= SLOT_KIND_SYMBOL && slot->kind <= SLOT_KIND_ANY) has = state->set[i][0];
    ck_assert_int_eq(slot_has(&kinds->class, record, i), has);
    ck_assert_int_eq(slot_get(&kinds->class, record, i, &got), SLOT_OK);
    ck_assert_int_eq(got.kind, has ? SLOT_VALUE_ARRAY : SLOT_VALUE_UNSET);
    if (has) ck_assert_uint_eq(got.as.count, state_elements(slot));
    ck_assert_uint_eq(slot_elements(&kinds->class, i), state_elements(slot));
}

static void check_record(const struct kind_class *kinds, const struct kind_state *state, const unsigned char *record)
{
    unsigned char expected[KIND_RECORD];
    state_write(kinds, state, expected);
    for (uint32_t i = 0; i < kinds->class.size; i++)
        if (record[i] != expected[i]) ck_abort_msg("byte %u is %02x, not %02x", i, record[i], expected[i]);
    ck_assert(slot_valid(&kinds->class, record));
    for (int i = 0; i < kinds->count; i++) {
        for (uint32_t k = 0; k < state_elements(&kinds->slots[i]); k++) check_element(kinds, state, record, i, k);
        if (kinds->slots[i].dims > 0) check_array(kinds, state, record, i);
        else ck_assert_uint_eq(slot_elements(&kinds->class, i), 0);
    }
}

/* ---- Random changes ---- */

/* The value that is to be set: that of an instance in which nothing else is. */
static slot_value lone_value(const struct kind_class *kinds, int i, uint32_t k, uint64_t code, unsigned char *bytes,
                             struct kind_state *scratch)
{
    memset(scratch, 0, sizeof *scratch);
    state_set(kinds, scratch, i, k, code, bytes);
    return state_value(kinds, scratch, i, k);
}

static void clear_one(const struct kind_class *kinds, struct kind_state *state, unsigned char *record, int i,
                      uint32_t k)
{
    const struct kind_slot *const slot = &kinds->slots[i];
    const bool is_nothing = slot->kind >= SLOT_KIND_SYMBOL && slot->kind <= SLOT_KIND_ANY;
    const bool is_array = slot->dims > 0;
    const bool whole = is_array && slot->optional;
    slot_status want = SLOT_ETYPE;
    if (slot->read_only) want = SLOT_EREADONLY;
    else if (is_nothing || slot->element_optional || (slot->optional && !is_array)) want = SLOT_OK;
    if (want == SLOT_OK) state_clear(kinds, state, i, k);
    ck_assert_int_eq(slot_clear_at(&kinds->class, record, i, k), want);
    if (is_array) {
        want = slot->read_only ? SLOT_EREADONLY : whole ? SLOT_OK : SLOT_ETYPE;
        if (whole && state_is_live(kinds, state, i, 0)) {
            for (uint32_t n = 0; n < state_elements(slot); n++) {
                state->set[i][n] = false;
                state->code[i][n] = 0;
                memset(state->bytes[i][n], 0, KIND_BYTES);
            }
        }
        ck_assert_int_eq(slot_set(&kinds->class, record, i, slot_unset()), want);
    }
}

static void change_one(const struct kind_class *kinds, struct kind_state *state, unsigned char *record,
                       struct kind_state *scratch, uint64_t *random)
{
    const int i = (int)(model_random(random) % (uint64_t)kinds->count);
    const struct kind_slot *const slot = &kinds->slots[i];
    const uint32_t k = (uint32_t)(model_random(random) % state_elements(slot));
    uint64_t code;
    unsigned char bytes[KIND_BYTES] = {0};
    if (model_random(random) % 4 == 0) {
        clear_one(kinds, state, record, i, k);
        return;
    }
    random_content(slot, random, &code, bytes);
    const slot_value value = lone_value(kinds, i, k, code, bytes, scratch);
    if (slot->read_only) {
        ck_assert_int_eq(slot_set_at(&kinds->class, record, i, k, value), SLOT_EREADONLY);
        return;
    }
    const bool as_whole = slot->dims == 0 && model_random(random) % 2 == 0;
    const slot_status status =
        as_whole ? slot_set(&kinds->class, record, i, value) : slot_set_at(&kinds->class, record, i, k, value);
    ck_assert_msg(status == SLOT_OK, "%s: %d", slot->name, (int)status);
    if (value.kind == SLOT_VALUE_UNSET) state_clear(kinds, state, i, k);
    else state_set(kinds, state, i, k, code, bytes);
}

START_TEST(what_is_set_is_read_and_nothing_else_changes)
{
    struct kind_class *const kinds = class_number(_i);
    struct kind_state *const state = calloc(2, sizeof *state);
    unsigned char *const record = calloc(1, kinds->class.size); /* so that a sanitizer sees what is beside it */
    uint64_t random = (uint64_t)_i + 1;
    ck_assert(state != NULL && record != NULL);
    check_record(kinds, state, record);
    for (int step = 0; step < STEPS; step++) {
        change_one(kinds, state, record, state + 1, &random);
        if (step % 8 == 0 || step < 200) check_record(kinds, state, record);
    }
    free(record);
    free(state);
}
END_TEST

/* ---- Order ---- */

static int sign(int order)
{
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

/* Two instances of which one is the other with a change or two. */
START_TEST(order_equality_and_hash_follow_values)
{
    struct kind_class *const kinds = class_number(_i);
    const slot_class *const type = &kinds->class;
    struct kind_state *const states = calloc(3, sizeof *states);
    unsigned char records[2][KIND_RECORD] = {{0}, {0}};
    uint64_t random = (uint64_t)_i + 100;
    ck_assert_ptr_nonnull(states);
    int equal = 0;
    for (int step = 0; step < STEPS; step++) {
        const int which = step % 2;
        change_one(kinds, &states[which], records[which], &states[2], &random);
        const int order = state_compare(kinds, &states[0], &states[1]);
        ck_assert_int_eq(sign(slot_compare(type, records[0], records[1])), order);
        ck_assert_int_eq(sign(slot_compare(type, records[1], records[0])), -order);
        ck_assert_int_eq(slot_equal(type, records[0], records[1]), order == 0);
        ck_assert(slot_equal(type, records[0], records[0]));
        const bool same_hash = slot_hash(type, records[0]) == slot_hash(type, records[1]);
        ck_assert_int_eq(same_hash, order == 0);
        equal += order == 0 ? 1 : 0;
        if (step % 5 == 4) {
            states[1] = states[0];
            memcpy(records[1], records[0], type->size);
        }
    }
    ck_assert_int_gt(equal, 10);
    free(states);
}
END_TEST

/* ---- Validity ---- */

/* With any one bit turned the record is another instance, which says so of itself, or none. */
START_TEST(bits_make_another_instance_or_none)
{
    struct kind_class *const kinds = class_number(_i);
    const slot_class *const type = &kinds->class;
    struct kind_state *const states = calloc(2, sizeof *states);
    unsigned char record[KIND_RECORD] = {0};
    uint64_t random = (uint64_t)_i + 200;
    ck_assert_ptr_nonnull(states);
    for (int round = 0; round < 60; round++) {
        for (int step = 0; step < 20; step++) change_one(kinds, states, record, states + 1, &random);
        for (uint32_t bit = 0; bit < type->size * 8; bit++) {
            unsigned char turned[KIND_RECORD];
            unsigned char again[KIND_RECORD] = {0};
            memcpy(turned, record, type->size);
            turned[bit / 8] = (unsigned char)(turned[bit / 8] ^ 1u << bit % 8);
            /* Copy it slot by slot: an instance comes out as it is, unless it is none. */
            bool same = true;
            for (int i = 0; i < kinds->count; i++) {
                const struct kind_slot *const slot = &kinds->slots[i];
                for (uint32_t k = 0; k < state_elements(slot); k++) {
                    slot_value value;
                    slot_get_at(type, turned, i, k, &value);
                    const bool is_real = slot->kind >= SLOT_KIND_FLOAT16 && slot->kind <= SLOT_KIND_FLOAT64;
                    if (is_real && value.kind == SLOT_VALUE_FLOAT && isnan(value.as.real)) goto next;
                    if (slot->read_only) {
                        if (value.as.integer == 5) goto next; /* cannot be copied: an arm without slots */
                        continue;
                    }
                    if (value.kind == SLOT_VALUE_INSTANCE && !slot_valid(slot->class, value.as.instance.self))
                        same = false;
                    if (value.kind != SLOT_VALUE_UNSET && slot_set_at(type, again, i, k, value) != SLOT_OK)
                        same = false;
                }
                if (slot->optional && slot->dims > 0 && slot_has(type, turned, i) && !slot_has(type, again, i))
                    goto next; /* a set array of nulls */
            }
            same = same && memcmp(again, turned, type->size) == 0;
            ck_assert_msg(slot_valid(type, turned) == same, "bit %u of round %d: %d", bit, round, same);
        next:;
        }
    }
    free(states);
}
END_TEST

Suite *kinds_suite(void)
{
    Suite *suite = suite_create("kinds");
    TCase *tests = tcase_create("model");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, what_is_set_is_read_and_nothing_else_changes, 0, CLASSES);
    tcase_add_loop_test(tests, order_equality_and_hash_follow_values, 0, CLASSES);
    tcase_add_loop_test(tests, bits_make_another_instance_or_none, 0, CLASSES);
    suite_add_tcase(suite, tests);
    return suite;
}
