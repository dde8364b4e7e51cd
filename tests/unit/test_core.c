/* SPDX-License-Identifier: MIT */
/*
 * Slots by index: every class of classes.c, every slot, many values, against the bit-by-bit model. Records lie in
 * blocks of exactly their size, so that a sanitizer sees an access beside them.
 */
#include "unit.h"

#include "classes.h"

#include <slotgen/core.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 40 };

static const uint64_t numbers[] = {0,
                                   1,
                                   2,
                                   3,
                                   4,
                                   5,
                                   7,
                                   8,
                                   11,
                                   12,
                                   13,
                                   30,
                                   31,
                                   32,
                                   39,
                                   40,
                                   99,
                                   100,
                                   101,
                                   127,
                                   128,
                                   200,
                                   201,
                                   254,
                                   255,
                                   256,
                                   9999,
                                   10000,
                                   UINT64_MAX,
                                   UINT64_MAX - 1,
                                   UINT64_MAX - 6,
                                   UINT64_MAX - 7,
                                   INT32_MAX,
                                   UINT32_MAX,
                                   UINT64_C(1) << 31,
                                   UINT64_C(1) << 32,
                                   INT64_MAX,
                                   UINT64_C(1) << 63,
                                   (UINT64_C(1) << 63) + 1,
                                   UINT64_C(1) << 53,
                                   (UINT64_C(1) << 53) + 1,
                                   UINT64_C(3) << 62,
                                   (UINT64_C(1) << 63) | 33,
                                   (UINT64_C(1) << 63) | (UINT64_C(1) << 31) | 1,
                                   UINT64_C(0xffffffff88ca6c00)};

static void check_same(const struct class_spec *spec, const unsigned char *record, const unsigned char *expected,
                       const struct slot_spec *slot, uint64_t number)
{
    ck_assert_msg(memcmp(record, expected, spec->size) == 0, "%s.%s after 0x%llx", spec->name, slot->name,
                  (unsigned long long)number);
}

/* ---- Reading ---- */

static void check_get_number(const slot_class *type, const struct slot_spec *slot, const unsigned char *record, int i)
{
    const struct number value = model_value(slot, record);
    const bool reads = model_is_set(slot, record) || slot->has_sentinel;
    const bool fits_int = value.is_signed || value.bits >> 63 == 0;
    const bool fits_uint = !value.is_signed || value.bits >> 63 == 0;
    int64_t integer = 77;
    uint64_t natural = 77;
    slot_value any;
    ck_assert_int_eq(slot_get_int(type, record, i, &integer), !reads ? SLOT_EUNSET : fits_int ? SLOT_OK : SLOT_ERANGE);
    ck_assert_uint_eq((uint64_t)integer, reads && fits_int ? value.bits : 77);
    ck_assert_int_eq(slot_get_uint(type, record, i, &natural), !reads      ? SLOT_EUNSET
                                                               : fits_uint ? SLOT_OK
                                                                           : SLOT_ERANGE);
    ck_assert_uint_eq(natural, reads && fits_uint ? value.bits : 77);
    ck_assert_int_eq(slot_get(type, record, i, &any), SLOT_OK);
    if (!reads) {
        ck_assert_int_eq(any.kind, SLOT_VALUE_UNSET);
    } else if (slot->kind == SLOT_KIND_BOOL) {
        ck_assert_int_eq(any.kind, SLOT_VALUE_BOOL);
        ck_assert_uint_eq(any.as.truth, value.bits);
    } else {
        ck_assert_int_eq(any.kind, value.is_signed ? SLOT_VALUE_INT : SLOT_VALUE_UINT);
        ck_assert_uint_eq(any.as.natural, value.bits);
    }
}

/* Integers and bools as floats: exactly or not at all. Casting back tells, away from the ends of the range. */
static void check_get_float(const slot_class *type, const struct slot_spec *slot, const unsigned char *record, int i)
{
    double real = 0.5;
    const slot_status status = slot_get_float(type, record, i, &real);
    const struct number value = model_value(slot, record);
    if (slot->kind == SLOT_KIND_ENUM || slot->kind == SLOT_KIND_FLAGS) {
        ck_assert_int_eq(status, SLOT_ETYPE);
    } else if (!model_is_set(slot, record) && !slot->has_sentinel) {
        ck_assert_int_eq(status, SLOT_EUNSET);
    } else {
        const bool is_negative = value.is_signed && value.bits >> 63 != 0;
        uint64_t odd = is_negative ? 0 - value.bits : value.bits;
        while (odd != 0 && odd % 2 == 0) odd /= 2;
        ck_assert_int_eq(status, odd < UINT64_C(1) << 53 ? SLOT_OK : SLOT_ERANGE);
        if (status == SLOT_OK) {
            const double expected = value.is_signed ? (double)(int64_t)value.bits : (double)value.bits;
            ck_assert_uint_eq(slot_bits_of_double(real), slot_bits_of_double(expected));
        }
    }
    if (status != SLOT_OK) ck_assert_uint_eq(slot_bits_of_double(real), slot_bits_of_double(0.5));
}

static void check_get_real(const slot_class *type, const struct slot_spec *slot, const unsigned char *record, int i)
{
    const uint64_t bits = model_get_bits(record, slot->bit, slot->width);
    const bool is_set = model_is_set(slot, record);
    int64_t integer;
    uint64_t natural;
    double real = 0.5;
    slot_value any;
    ck_assert_int_eq(slot_get_int(type, record, i, &integer), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_uint(type, record, i, &natural), SLOT_ETYPE);
    ck_assert_int_eq(slot_get_float(type, record, i, &real), is_set ? SLOT_OK : SLOT_EUNSET);
    ck_assert_int_eq(slot_get(type, record, i, &any), SLOT_OK);
    ck_assert_int_eq(any.kind, is_set ? SLOT_VALUE_FLOAT : SLOT_VALUE_UNSET);
    if (!is_set) return;
    const double expected =
        slot->width == 64 ? slot_double_of_bits(bits) : (double)slot_float_of_bits((uint32_t)(bits & UINT32_MAX));
    ck_assert(expected != expected ? real != real : slot_bits_of_double(real) == slot_bits_of_double(expected));
    ck_assert(expected != expected ? any.as.real != any.as.real
                                   : slot_bits_of_double(any.as.real) == slot_bits_of_double(expected));
}

START_TEST(every_slot_is_read)
{
    const struct class_spec *const spec = &class_specs[_i / 2];
    const slot_class *const type = class_of_spec(_i / 2, _i % 2 == 1);
    uint64_t state = 1;
    for (int round = 0; round < ROUNDS; round++) {
        unsigned char *const record = model_record(spec, &state);
        for (int i = 0; i < spec->count; i++) {
            const struct slot_spec *const slot = &spec->slots[i];
            ck_assert_int_eq(slot_find(type, slot->name, strlen(slot->name)), i);
            ck_assert_str_eq(slot_name(type, i), slot->name);
            ck_assert_int_eq(slot_has(type, record, i), model_is_set(slot, record));
            if (is_float_kind(slot->kind)) {
                check_get_real(type, slot, record, i);
            } else {
                check_get_number(type, slot, record, i);
                check_get_float(type, slot, record, i);
            }
        }
        free(record);
    }
}
END_TEST

/* ---- Writing ---- */

/* What setting a slot that holds no float must come to; `expected` becomes what the record must be then. */
static slot_status model_set(const struct slot_spec *slot, unsigned char *expected, struct number number)
{
    uint64_t code;
    const bool kind_is_signed = slot->kind == SLOT_KIND_INT || slot->kind == SLOT_KIND_ENUM;
    const bool same_reading = number.bits >> 63 == 0 || number.is_signed == kind_is_signed;
    bool present = true;
    if (slot->has_sentinel && number.bits == slot->sentinel && same_reading) {
        code = 0;
        present = false;
    } else if (!model_code(slot, number, &code)) {
        return SLOT_ERANGE;
    }
    model_set_bits(expected, slot->bit, slot->width, code);
    if (slot->presence != NO_PRESENCE) model_set_bits(expected, (unsigned)slot->presence, 1, present);
    return SLOT_OK;
}

/* Sets one slot in each way that the number allows, in a fresh record each time. */
static void check_set_number(int class_index, bool plain, int i, uint64_t bits, uint64_t *state)
{
    const struct class_spec *const spec = &class_specs[class_index];
    const struct slot_spec *const slot = &spec->slots[i];
    const slot_class *const type = class_of_spec(class_index, plain);
    for (int way = 0; way < 4; way++) {
        const struct number number = {bits, way % 2 == 0};
        unsigned char *const record = model_record(spec, state);
        unsigned char expected[LARGEST_RECORD];
        memcpy(expected, record, spec->size);
        const slot_status status = model_set(slot, expected, number);
        slot_status got = SLOT_EARG;
        if (way == 0) got = slot_set_int(type, record, i, (int64_t)bits);
        if (way == 1) got = slot_set_uint(type, record, i, bits);
        if (way == 2) got = slot_set(type, record, i, slot_from_int((int64_t)bits));
        if (way == 3) got = slot_set(type, record, i, slot_from_uint(bits));
        ck_assert_msg(got == status, "%s.%s = 0x%llx by way %d: %d, not %d", spec->name, slot->name,
                      (unsigned long long)bits, way, (int)got, (int)status);
        check_same(spec, record, expected, slot, bits);
        if (status == SLOT_OK) check_get_number(type, slot, record, i);
        free(record);
    }
}

START_TEST(every_number_is_set_or_refused)
{
    const struct class_spec *const spec = &class_specs[_i / 2];
    const bool plain = _i % 2 == 1;
    uint64_t state = 2;
    for (int i = 0; i < spec->count; i++) {
        const struct slot_spec *const slot = &spec->slots[i];
        if (is_float_kind(slot->kind)) continue;
        for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
            check_set_number(_i / 2, plain, i, numbers[k], &state);
            check_set_number(_i / 2, plain, i, 0 - numbers[k], &state);
            check_set_number(_i / 2, plain, i, slot->low + numbers[k], &state);
            check_set_number(_i / 2, plain, i, slot->low - numbers[k], &state);
            check_set_number(_i / 2, plain, i, slot->low + slot->span + numbers[k], &state);
            check_set_number(_i / 2, plain, i, slot->low + slot->span - numbers[k], &state);
        }
        for (uint32_t k = 0; slot->members != NULL && k < slot->members->names.count; k++)
            check_set_number(_i / 2, plain, i, (uint64_t)(int64_t)slot->members->values[k], &state);
    }
}
END_TEST

/* Values of another kind, and clearing. */
START_TEST(other_kinds_are_refused)
{
    const struct class_spec *const spec = &class_specs[_i / 2];
    const slot_class *const type = class_of_spec(_i / 2, _i % 2 == 1);
    uint64_t state = 3;
    for (int i = 0; i < spec->count * ROUNDS; i++) {
        const struct slot_spec *const slot = &spec->slots[i % spec->count];
        const int index = i % spec->count;
        unsigned char *const record = model_record(spec, &state);
        unsigned char expected[LARGEST_RECORD];
        memcpy(expected, record, spec->size);
        ck_assert_int_eq(slot_set(type, record, index, slot_from_text("5", 1)), SLOT_ETYPE);
        slot_value odd = slot_unset();
        odd.kind = (slot_value_kind)99;
        ck_assert_int_eq(slot_set(type, record, index, odd), SLOT_ETYPE);
        if (!is_float_kind(slot->kind)) {
            ck_assert_int_eq(slot_set_float(type, record, index, 1.0), SLOT_ETYPE);
            ck_assert_int_eq(slot_set(type, record, index, slot_from_float(1.0)), SLOT_ETYPE);
        }
        const bool is_bool = slot->kind == SLOT_KIND_BOOL;
        if (is_bool) ck_assert_int_eq(model_set(slot, expected, (struct number){1, false}), SLOT_OK);
        ck_assert_int_eq(slot_set(type, record, index, slot_from_bool(true)), is_bool ? SLOT_OK : SLOT_ETYPE);
        check_same(spec, record, expected, slot, 1);
        if (is_bool) ck_assert_int_eq(model_set(slot, expected, (struct number){0, false}), SLOT_OK);
        ck_assert_int_eq(slot_set(type, record, index, slot_from_bool(false)), is_bool ? SLOT_OK : SLOT_ETYPE);
        check_same(spec, record, expected, slot, 0);
        if (slot->is_optional) {
            model_set_bits(expected, slot->bit, slot->width, 0);
            if (slot->presence != NO_PRESENCE) model_set_bits(expected, (unsigned)slot->presence, 1, 0);
        }
        const slot_status cleared = slot->is_optional ? SLOT_OK : SLOT_ETYPE;
        ck_assert_int_eq(i % 2 == 0 ? slot_clear(type, record, index) : slot_set(type, record, index, slot_unset()),
                         cleared);
        check_same(spec, record, expected, slot, 0);
        free(record);
    }
}
END_TEST

/* ---- Floats: bits in, bits out ---- */

static const struct {
    uint64_t real;
    slot_status narrow_status; /* of a float32 */
    uint32_t narrow;
} reals[] = {
    {0, SLOT_OK, 0},
    {UINT64_C(0x8000000000000000), SLOT_OK, 0x80000000u},
    {UINT64_C(0x3ff8000000000000), SLOT_OK, 0x3fc00000u}, /* 1.5 */
    {UINT64_C(0xc002000000000000), SLOT_OK, 0xc0100000u}, /* -2.25 */
    {UINT64_C(0x3fb999999999999a), SLOT_OK, 0x3dcccccdu}, /* 0.1 */
    {UINT64_C(0x36a0000000000000), SLOT_OK, 1},           /* the smallest float */
    {UINT64_C(0x3690000000000000), SLOT_OK, 0},           /* half of it */
    {UINT64_C(0x0000000000000001), SLOT_OK, 0},           /* the smallest double */
    {UINT64_C(0x47efffffe0000000), SLOT_OK, 0x7f7fffffu}, /* the largest float */
    {UINT64_C(0x47efffffefffffff), SLOT_OK, 0x7f7fffffu}, /* rounds to it */
    {UINT64_C(0x47effffff0000000), SLOT_ERANGE, 0},       /* rounds to infinity */
    {UINT64_C(0xc7effffff0000000), SLOT_ERANGE, 0},
    {UINT64_C(0x7fefffffffffffff), SLOT_ERANGE, 0},
    {UINT64_C(0x7ff0000000000000), SLOT_OK, 0x7f800000u},
    {UINT64_C(0xfff0000000000000), SLOT_OK, 0xff800000u},
    {UINT64_C(0x7ff8000000000000), SLOT_OK, 0x7fc00000u},
};

static const struct {
    uint64_t number;
    bool is_signed;
    slot_status status; /* of a float64 */
    uint64_t real;
    slot_status narrow_status;
    uint32_t narrow;
} exact[] = {
    {0, true, SLOT_OK, 0, SLOT_OK, 0},
    {UINT64_MAX - 4, true, SLOT_OK, UINT64_C(0xc014000000000000), SLOT_OK, 0xc0a00000u},
    {16777216, false, SLOT_OK, UINT64_C(0x4170000000000000), SLOT_OK, 0x4b800000u},
    {16777217, true, SLOT_OK, UINT64_C(0x4170000010000000), SLOT_ERANGE, 0},
    {(UINT64_C(1) << 53) + 1, false, SLOT_ERANGE, 0, SLOT_ERANGE, 0},
    {(UINT64_C(1) << 53) - 1, false, SLOT_OK, UINT64_C(0x433fffffffffffff), SLOT_ERANGE, 0},
    {UINT64_C(1) << 63, false, SLOT_OK, UINT64_C(0x43e0000000000000), SLOT_OK, 0x5f000000u},
    {UINT64_C(1) << 63, true, SLOT_OK, UINT64_C(0xc3e0000000000000), SLOT_OK, 0xdf000000u},
    {UINT64_C(0xfffffffffffff800), false, SLOT_OK, UINT64_C(0x43efffffffffffff), SLOT_ERANGE, 0},
    {UINT64_C(0xfffffffffffffc00), false, SLOT_ERANGE, 0, SLOT_ERANGE, 0},
    {UINT64_MAX, false, SLOT_ERANGE, 0, SLOT_ERANGE, 0},
    {INT64_MAX, true, SLOT_ERANGE, 0, SLOT_ERANGE, 0},
};

static void expect_real(const struct slot_spec *slot, unsigned char *expected, uint64_t bits)
{
    model_set_bits(expected, slot->bit, slot->width, bits);
    if (slot->presence != NO_PRESENCE) model_set_bits(expected, (unsigned)slot->presence, 1, 1);
}

static void check_set_real(const struct class_spec *spec, const slot_class *type, int i, size_t row, uint64_t *state)
{
    const struct slot_spec *const slot = &spec->slots[i];
    const bool is_wide = slot->width == 64;
    const double real = slot_double_of_bits(reals[row].real);
    unsigned char *const record = model_record(spec, state);
    unsigned char expected[LARGEST_RECORD];
    memcpy(expected, record, spec->size);
    const slot_status status = is_wide ? SLOT_OK : reals[row].narrow_status;
    /* Which NaN another width has is the processor's affair: on mips the highest bit of a quiet one is 0. */
    const uint32_t narrow = isnan(real) ? slot_bits_of_float((float)real) : reals[row].narrow;
    if (status == SLOT_OK) expect_real(slot, expected, is_wide ? reals[row].real : narrow);
    ck_assert_int_eq(slot_set_float(type, record, i, real), status);
    check_same(spec, record, expected, slot, reals[row].real);
    ck_assert_int_eq(slot_set(type, record, i, slot_from_float(real)), status);
    check_same(spec, record, expected, slot, reals[row].real);
    free(record);
}

static void check_set_exact(const struct class_spec *spec, const slot_class *type, int i, size_t row, uint64_t *state)
{
    const struct slot_spec *const slot = &spec->slots[i];
    const bool is_wide = slot->width == 64;
    unsigned char *const record = model_record(spec, state);
    unsigned char expected[LARGEST_RECORD];
    memcpy(expected, record, spec->size);
    const slot_status status = is_wide ? exact[row].status : exact[row].narrow_status;
    if (status == SLOT_OK) expect_real(slot, expected, is_wide ? exact[row].real : exact[row].narrow);
    const slot_status got = exact[row].is_signed ? slot_set_int(type, record, i, (int64_t)exact[row].number)
                                                 : slot_set_uint(type, record, i, exact[row].number);
    ck_assert_int_eq(got, status);
    check_same(spec, record, expected, slot, exact[row].number);
    free(record);
}

START_TEST(floats_are_set)
{
    const struct class_spec *const spec = &class_specs[_i / 2];
    const slot_class *const type = class_of_spec(_i / 2, _i % 2 == 1);
    uint64_t state = 4;
    for (int i = 0; i < spec->count; i++) {
        if (!is_float_kind(spec->slots[i].kind)) continue;
        for (size_t row = 0; row < sizeof reals / sizeof reals[0]; row++) check_set_real(spec, type, i, row, &state);
        for (size_t row = 0; row < sizeof exact / sizeof exact[0]; row++) check_set_exact(spec, type, i, row, &state);
    }
}
END_TEST

Suite *core_suite(void)
{
    Suite *suite = suite_create("core");
    TCase *tests = tcase_create("slots");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, every_slot_is_read, 0, 2 * class_spec_count);
    tcase_add_loop_test(tests, every_number_is_set_or_refused, 0, 2 * class_spec_count);
    tcase_add_loop_test(tests, other_kinds_are_refused, 0, 2 * class_spec_count);
    tcase_add_loop_test(tests, floats_are_set, 0, 2 * class_spec_count);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, core_edges());
    return suite;
}
