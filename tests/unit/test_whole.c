/* SPDX-License-Identifier: MIT */
/* Whole instances: init, visit, equality, order, hash and validity, against the bit-by-bit model of classes.c. */
#include "unit.h"

#include "classes.h"

#include <slotgen/core.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3000 };

/* ---- The model's order ---- */

/* -1, 0 or 1 for two floats given by their bits: NaN behind all others, -0.0 and 0.0 alike. */
static int compare_reals(unsigned width, uint64_t a, uint64_t b)
{
    const double left = width == 64 ? slot_double_of_bits(a) : (double)slot_float_of_bits((uint32_t)a);
    const double right = width == 64 ? slot_double_of_bits(b) : (double)slot_float_of_bits((uint32_t)b);
    const bool left_is_nan = left != left;
    const bool right_is_nan = right != right;
    if (left_is_nan || right_is_nan) return (int)left_is_nan - (int)right_is_nan;
    return (int)(left > right) - (int)(left < right);
}

static int compare_slots(const struct slot_spec *slot, const unsigned char *a, const unsigned char *b)
{
    const bool a_is_set = model_is_set(slot, a);
    const bool b_is_set = model_is_set(slot, b);
    if (!a_is_set || !b_is_set) return (int)a_is_set - (int)b_is_set;
    if (is_float_kind(slot->kind))
        return compare_reals(slot->width, model_get_bits(a, slot->bit, slot->width),
                             model_get_bits(b, slot->bit, slot->width));
    const struct number left = model_value(slot, a);
    const struct number right = model_value(slot, b);
    if (left.is_signed)
        return (int)((int64_t)left.bits > (int64_t)right.bits) - (int)((int64_t)left.bits < (int64_t)right.bits);
    return (int)(left.bits > right.bits) - (int)(left.bits < right.bits);
}

static int model_compare(const struct class_spec *spec, const unsigned char *a, const unsigned char *b)
{
    for (int i = 0; i < spec->count; i++) {
        const int order = compare_slots(&spec->slots[i], a, b);
        if (order != 0) return order;
    }
    return 0;
}

/* Floats that are equal, or nearly, in more than one way. */
static void set_odd_floats(const struct class_spec *spec, unsigned char *record, uint64_t *state)
{
    static const uint64_t wide[] = {0,
                                    UINT64_C(1) << 63,
                                    UINT64_C(0x7ff0000000000000),
                                    UINT64_C(0xfff0000000000000),
                                    UINT64_C(0x7ff8000000000000),
                                    UINT64_C(0xfff8000000000001),
                                    UINT64_C(0x7ff0000000000001),
                                    1,
                                    UINT64_C(0x8000000000000001),
                                    UINT64_C(0x3ff0000000000000)};
    static const uint32_t narrow[] = {0,           0x80000000u, 0x7f800000u, 0xff800000u, 0x7fc00000u,
                                      0xffc00001u, 0x7fc00002u, 1,           0x80000001u, 0x3f800000u};
    for (int i = 0; i < spec->count; i++) {
        const struct slot_spec *const slot = &spec->slots[i];
        if (!is_float_kind(slot->kind) || !model_is_set(slot, record)) continue;
        const uint64_t row = model_random(state) % 10;
        model_set_bits(record, slot->bit, slot->width, slot->width == 64 ? wide[row] : narrow[row]);
    }
}

/* Two records that agree in their first slots, now and then in all. */
static void fill_pair(const struct class_spec *spec, unsigned char *a, unsigned char *b, uint64_t *state)
{
    model_fill(spec, a, state);
    model_fill(spec, b, state);
    const int agreeing = (int)(model_random(state) % (uint64_t)(spec->count + 1));
    for (int i = 0; i < agreeing; i++) {
        const struct slot_spec *const slot = &spec->slots[i];
        model_set_bits(b, slot->bit, slot->width, model_get_bits(a, slot->bit, slot->width));
        if (slot->presence == NO_PRESENCE) continue;
        model_set_bits(b, (unsigned)slot->presence, 1, model_get_bits(a, (unsigned)slot->presence, 1));
    }
    set_odd_floats(spec, a, state);
    set_odd_floats(spec, b, state);
}

START_TEST(order_equality_and_hash_agree)
{
    const struct class_spec *const spec = &class_specs[_i / 2];
    const slot_class *const type = class_of_spec(_i / 2, _i % 2 == 1);
    uint64_t state = 11;
    unsigned char *const a = model_record(spec, &state);
    unsigned char *const b = model_record(spec, &state);
    for (int round = 0; round < ROUNDS; round++) {
        fill_pair(spec, a, b, &state);
        const int order = model_compare(spec, a, b);
        ck_assert_int_eq(slot_compare(type, a, b), order);
        ck_assert_int_eq(slot_compare(type, b, a), -order);
        ck_assert_int_eq(slot_compare(type, a, a), 0);
        ck_assert_int_eq(slot_equal(type, a, b), order == 0);
        ck_assert(slot_equal(type, b, b));
        if (order == 0) ck_assert_uint_eq(slot_hash(type, a), slot_hash(type, b));
        else ck_assert_uint_ne(slot_hash(type, a), slot_hash(type, b));
        if ((type->flags & SLOT_CLASS_FLOATS) != 0) continue;
        ck_assert_int_eq(slot_equal_bytes(a, b, spec->size), order == 0);
        ck_assert_uint_eq(slot_hash(type, a), slot_hash_bytes(a, spec->size));
    }
    free(a);
    free(b);
}
END_TEST

/* ---- Bytes ---- */

START_TEST(bytes_are_compared_and_hashed)
{
    for (size_t size = 0; size <= 40; size++) {
        unsigned char *const a = calloc(size + 1, 1);
        unsigned char *const b = calloc(size + 1, 1);
        ck_assert(a != NULL && b != NULL);
        /* Unaligned, and at the end of the block. */
        for (size_t i = 0; i < size; i++) a[1 + i] = b[1 + i] = (unsigned char)(i * 37 + size);
        ck_assert(slot_equal_bytes(a + 1, b + 1, size));
        ck_assert_uint_eq(slot_hash_bytes(a + 1, size), slot_hash_bytes(b + 1, size));
        for (size_t bit = 0; bit < size * 8; bit++) {
            b[1 + bit / 8] = (unsigned char)(b[1 + bit / 8] ^ 1u << bit % 8);
            ck_assert(!slot_equal_bytes(a + 1, b + 1, size));
            ck_assert_uint_ne(slot_hash_bytes(a + 1, size), slot_hash_bytes(b + 1, size));
            b[1 + bit / 8] = (unsigned char)(b[1 + bit / 8] ^ 1u << bit % 8);
        }
        free(a);
        free(b);
    }
}
END_TEST

/* Known numbers: hashes may be saved, and are the same on every host. */
START_TEST(hashes_are_fixed)
{
    static const unsigned char bytes[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    static const struct {
        size_t size;
        uint64_t hash;
    } rows[] = {
        {0, UINT64_C(0x0000000000000000)},  {1, UINT64_C(0x61d124518ef1079d)},  {3, UINT64_C(0x9d662a36a4163ec0)},
        {7, UINT64_C(0x43057db69d5f81cf)},  {8, UINT64_C(0x03c3133d9042fc0e)},  {9, UINT64_C(0x0732c455417f416f)},
        {16, UINT64_C(0x37addb406c104c45)}, {36, UINT64_C(0xe2e56ae1cbd1f53c)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_msg(slot_hash_bytes(bytes, rows[i].size) == rows[i].hash, "%zu bytes: 0x%016llx", rows[i].size,
                      (unsigned long long)slot_hash_bytes(bytes, rows[i].size));
}
END_TEST

static int compare_words(const void *a, const void *b)
{
    const uint64_t left = *(const uint64_t *)a;
    const uint64_t right = *(const uint64_t *)b;
    return (int)(left > right) - (int)(left < right);
}

/* All records of two bytes: no two hash alike, nor are the lower bits crowded. */
START_TEST(hashes_spread)
{
    static uint64_t hashes[65536];
    static unsigned char counts[65536];
    unsigned most = 0;
    for (unsigned i = 0; i < 65536; i++) {
        const unsigned char bytes[] = {(unsigned char)(i & 255), (unsigned char)(i >> 8)};
        hashes[i] = slot_hash_bytes(bytes, 2);
        const unsigned count = ++counts[hashes[i] & 65535];
        if (count > most) most = count;
    }
    ck_assert_uint_lt(most, 14);
    qsort(hashes, 65536, sizeof hashes[0], compare_words);
    for (unsigned i = 1; i < 65536; i++) ck_assert_uint_ne(hashes[i - 1], hashes[i]);
}
END_TEST

/* ---- Validity ---- */

START_TEST(instances_are_valid_and_other_bytes_are_not)
{
    const struct class_spec *const spec = &class_specs[_i / 2];
    const slot_class *const type = class_of_spec(_i / 2, _i % 2 == 1);
    uint64_t state = 12;
    unsigned char *const record = model_record(spec, &state);
    for (int round = 0; round < ROUNDS / 10; round++) {
        model_fill(spec, record, &state);
        ck_assert(model_is_valid(spec, record));
        ck_assert(slot_valid(type, record));
        for (unsigned bit = 0; bit < spec->size * 8; bit++) {
            record[bit / 8] = (unsigned char)(record[bit / 8] ^ 1u << bit % 8);
            ck_assert_msg(slot_valid(type, record) == model_is_valid(spec, record), "%s bit %u", spec->name, bit);
            record[bit / 8] = (unsigned char)(record[bit / 8] ^ 1u << bit % 8);
        }
        for (uint32_t i = 0; i < spec->size; i++) record[i] = (unsigned char)(model_random(&state) & 255);
        ck_assert_int_eq(slot_valid(type, record), model_is_valid(spec, record));
    }
    free(record);
}
END_TEST

START_TEST(all_small_records_are_judged)
{
    for (int c = 0; c < class_spec_count; c++) {
        const struct class_spec *const spec = &class_specs[c];
        if (spec->size > 2) continue;
        unsigned char *const record = malloc(spec->size);
        ck_assert_ptr_nonnull(record);
        for (unsigned word = 0; word < 1u << spec->size * 8; word++) {
            for (uint32_t i = 0; i < spec->size; i++) record[i] = (unsigned char)(word >> i * 8 & 255);
            ck_assert_msg(slot_valid(class_of_spec(c, true), record) == model_is_valid(spec, record), "%s 0x%x",
                          spec->name, word);
        }
        free(record);
    }
}
END_TEST

/* ---- Init and visit ---- */

START_TEST(init_gives_the_initial_instance)
{
    const struct class_spec *const spec = &class_specs[_i];
    const slot_class *const type = class_of_spec(_i, true);
    uint64_t state = 13;
    unsigned char expected[LARGEST_RECORD] = {0};
    unsigned char *const record = model_record(spec, &state);
    if (type->initial != NULL) memcpy(expected, type->initial, spec->size);
    slot_init(type, record);
    ck_assert_int_eq(memcmp(record, expected, spec->size), 0);
    free(record);
}
END_TEST

struct visit {
    const struct class_spec *spec;
    const slot_class *type;
    const unsigned char *record;
    int next;
    int stop; /* the index at which to answer -5 */
};

static int visit_one(void *context, const slot_class *type, int index, const slot_value *value)
{
    struct visit *const visit = context;
    const struct slot_spec *const slot = &visit->spec->slots[index];
    slot_value expected;
    ck_assert_ptr_eq(type, visit->type);
    ck_assert_int_eq(index, visit->next++);
    ck_assert_int_eq(slot_get(type, visit->record, index, &expected), SLOT_OK);
    if (!model_is_set(slot, visit->record)) {
        ck_assert_int_eq(value->kind, SLOT_VALUE_UNSET);
    } else {
        ck_assert_int_eq(value->kind, expected.kind);
        if (value->kind == SLOT_VALUE_BOOL) ck_assert_int_eq(value->as.truth, expected.as.truth);
        else ck_assert_int_eq(memcmp(&value->as.natural, &expected.as.natural, 8), 0);
    }
    return index == visit->stop ? -5 : 0;
}

START_TEST(visits_go_in_order_until_stopped)
{
    const struct class_spec *const spec = &class_specs[_i];
    uint64_t state = 14;
    unsigned char *const record = model_record(spec, &state);
    for (int stop = 0; stop <= spec->count; stop++) {
        struct visit visit = {spec, class_of_spec(_i, true), record, 0, stop};
        model_fill(spec, record, &state);
        ck_assert_int_eq(slot_visit(visit.type, record, visit_one, &visit), stop < spec->count ? -5 : 0);
        ck_assert_int_eq(visit.next, stop < spec->count ? stop + 1 : spec->count);
    }
    free(record);
}
END_TEST

Suite *whole_suite(void)
{
    Suite *suite = suite_create("whole");
    TCase *tests = tcase_create("instances");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, order_equality_and_hash_agree, 0, 2 * class_spec_count);
    tcase_add_test(tests, bytes_are_compared_and_hashed);
    tcase_add_test(tests, hashes_are_fixed);
    tcase_add_test(tests, hashes_spread);
    tcase_add_loop_test(tests, instances_are_valid_and_other_bytes_are_not, 0, 2 * class_spec_count);
    tcase_add_test(tests, all_small_records_are_judged);
    tcase_add_loop_test(tests, init_gives_the_initial_instance, 0, class_spec_count);
    tcase_add_loop_test(tests, visits_go_in_order_until_stopped, 0, class_spec_count);
    suite_add_tcase(suite, tests);
    return suite;
}
