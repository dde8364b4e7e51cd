/* SPDX-License-Identifier: MIT */
/* Elements, instances, classes that are read-only or derive, boxes, overlays. A part of the suite kinds_edges. */
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

/* ---- An optional array in an array of an inline class: each has a presence bit for all its elements ---- */

START_TEST(arrays_in_arrays_are_optional_one_by_one)
{
    static const slot_descriptor slots[] = {
        {0, 2, 4, SLOT_KIND_INT, SLOT_OPTIONAL | SLOT_PRESENCE | SLOT_EXTENDED, 0, 0},
    };
    static const uint64_t numbers[] = {2, 0, 2, 12, 1, 3, 4, 0};
    static const slot_fact facts[] = {{0, SLOT_FACT_ARRAY, 0}};
    static const char *const names[] = {"lists"};
    const slot_class type = {.names = names_of(1, names),
                             .descriptors = slots,
                             .numbers = numbers,
                             .facts = facts,
                             .name = "Lists",
                             .fact_count = 1,
                             .size = 4};
    unsigned char lists[4] = {0};
    char text[80];
    slot_value value;
    ck_assert(slot_valid(&type, lists) && slot_has(&type, lists, 0) && !slot_has_at(&type, lists, 0, 4));
    ck_assert_int_eq(slot_clear(&type, lists, 0), SLOT_ETYPE);
    ck_assert_int_eq(slot_set_at(&type, lists, 0, 4, slot_from_int(15)), SLOT_OK);
    ck_assert_mem_eq(lists, "\2\0\074\0", 4); /* bits 18 to 21, and bit 1 */
    ck_assert(slot_valid(&type, lists) && slot_has_at(&type, lists, 0, 3) && slot_has_at(&type, lists, 0, 5));
    ck_assert(!slot_has_at(&type, lists, 0, 0) && !slot_has_at(&type, lists, 0, 2));
    slot_format(&type, lists, text, sizeof text);
    ck_assert_str_eq(text, "Lists{lists=[[unset, unset, unset], [0, 15, 0]]}");
    ck_assert_int_eq(slot_get(&type, lists, 0, &value), SLOT_OK);
    ck_assert(value.kind == SLOT_VALUE_ARRAY && value.as.count == 6);
    ck_assert_int_eq(slot_set_at(&type, lists, 0, 0, slot_from_int(1)), SLOT_OK);
    ck_assert_int_eq(slot_clear_at(&type, lists, 0, 3), SLOT_OK); /* with all that share its bit */
    ck_assert_mem_eq(lists, "\5\0\0\0", 4);
    ck_assert(slot_valid(&type, lists));
    lists[0] = 0x22; /* a second list without elements, and an element of the first, which is not there */
    ck_assert(!slot_valid(&type, lists));
}
END_TEST

TCase *kinds_others(void)
{
    TCase *tests = tcase_create("others");
    tcase_add_test(tests, elements_end_where_the_array_does);
    tcase_add_test(tests, instances_are_copied_in);
    tcase_add_test(tests, immutable_classes_are_read_only);
    tcase_add_test(tests, derived_classes_are_what_their_bases_are);
    tcase_add_test(tests, other_bits_are_no_box);
    tcase_add_test(tests, not_everything_fits_a_box);
    tcase_add_test(tests, boxes_are_read_as_what_they_hold);
    tcase_add_loop_test(tests, overlays_are_bits_as_they_are, 0, 2);
    tcase_add_test(tests, arrays_in_arrays_are_optional_one_by_one);
    return tests;
}
