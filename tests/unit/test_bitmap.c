/* SPDX-License-Identifier: MIT */
/* Bitmaps against an array of bools, at the borders of words, and with allocations that fail. */
#include "scarce.h"
#include "unit.h"

#include <slotgen/bitmap.h>

#include <stdint.h>

enum { MOST = 400 };

static uint64_t random_state;

static uint64_t random_word(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static size_t random_below(size_t limit)
{
    return (size_t)((random_word() >> 20) % limit);
}

/* A bitmap beside the bools that it should be. */
struct pair {
    slot_bitmap bitmap;
    bool bits[MOST];
};

/* Every question at every bit. */
static void check_pair(const struct pair *pair)
{
    const slot_bitmap *const bitmap = &pair->bitmap;
    const size_t count = bitmap->count;
    size_t ones = 0;
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(slot_bitmap_get(bitmap, i), pair->bits[i]);
        if (pair->bits[i]) ones++;
    }
    ck_assert(!slot_bitmap_get(bitmap, count));
    ck_assert(!slot_bitmap_get(bitmap, SIZE_MAX));
    ck_assert_uint_eq(slot_bitmap_count(bitmap), ones);
    size_t next = count;
    for (size_t i = count; i-- > 0;) {
        if (pair->bits[i]) next = i;
        ck_assert_uint_eq(slot_bitmap_next(bitmap, i), next);
    }
    ck_assert_uint_eq(slot_bitmap_next(bitmap, count), count);
    ck_assert_uint_eq(slot_bitmap_next(bitmap, SIZE_MAX), count);
    if (count % 64 != 0) ck_assert_uint_eq(bitmap->words[count / 64] >> count % 64, 0);
}

/* The rows, a few at a time. */
static void check_rows(const struct pair *pair, size_t room, size_t from)
{
    size_t rows[MOST];
    size_t expected = from;
    size_t at = from;
    for (size_t found; (found = slot_bitmap_rows(&pair->bitmap, &at, rows, room)) > 0;) {
        ck_assert_uint_le(found, room);
        for (size_t i = 0; i < found; i++, expected++) {
            while (expected < pair->bitmap.count && !pair->bits[expected]) expected++;
            ck_assert_uint_eq(rows[i], expected);
        }
    }
    while (expected < pair->bitmap.count && !pair->bits[expected]) expected++;
    ck_assert_uint_ge(expected, pair->bitmap.count);
    ck_assert_uint_ge(at, pair->bitmap.count < from ? from : pair->bitmap.count);
}

static void resize(struct pair *pair, size_t count)
{
    for (size_t i = pair->bitmap.count; i < count; i++) pair->bits[i] = false;
    ck_assert_int_eq(slot_bitmap_resize(&pair->bitmap, count), SLOT_OK);
    ck_assert_uint_eq(pair->bitmap.count, count);
}

static void set_randomly(struct pair *pair, unsigned one_in)
{
    for (size_t i = 0; i < pair->bitmap.count; i++) {
        pair->bits[i] = random_below(one_in) == 0;
        ck_assert_int_eq(slot_bitmap_set(&pair->bitmap, i, pair->bits[i]), SLOT_OK);
    }
    ck_assert_int_eq(slot_bitmap_set(&pair->bitmap, pair->bitmap.count, true), SLOT_EARG);
    ck_assert_int_eq(slot_bitmap_set(&pair->bitmap, SIZE_MAX, true), SLOT_EARG);
}

START_TEST(bits_follow_the_model_at_every_size)
{
    struct scarce scarce;
    scarce_begin(&scarce, -1);
    struct pair pair;
    slot_bitmap_init(&pair.bitmap, &scarce.storage);
    check_pair(&pair);
    for (size_t size = 0; size < 200; size++) {
        random_state = size + 1;
        resize(&pair, size);
        set_randomly(&pair, 1 + (unsigned)(size % 4) * 3);
        check_pair(&pair);
        check_rows(&pair, 1, 0);
        check_rows(&pair, 7, size / 2);
        check_rows(&pair, MOST, size);
        check_rows(&pair, 64, size + 1);
        slot_bitmap_invert(&pair.bitmap);
        for (size_t i = 0; i < size; i++) pair.bits[i] = !pair.bits[i];
        check_pair(&pair);
        slot_bitmap_fill(&pair.bitmap, true);
        for (size_t i = 0; i < size; i++) pair.bits[i] = true;
        check_pair(&pair);
        check_rows(&pair, 64, 0);
    }
    slot_bitmap_fill(&pair.bitmap, false);
    ck_assert_uint_eq(slot_bitmap_count(&pair.bitmap), 0);
    slot_bitmap_free(&pair.bitmap);
    ck_assert_uint_eq(scarce.bytes, 0);
}
END_TEST

START_TEST(bits_that_come_back_are_zero)
{
    struct pair pair;
    slot_bitmap_init(&pair.bitmap, NULL);
    random_state = 5;
    for (int step = 0; step < 2000; step++) {
        resize(&pair, random_below(MOST + 1));
        check_pair(&pair);
        set_randomly(&pair, 1);
    }
    slot_bitmap_free(&pair.bitmap);
    ck_assert_uint_eq(pair.bitmap.count, 0);
    resize(&pair, 70);
    check_pair(&pair);
    slot_bitmap_free(&pair.bitmap);
}
END_TEST

START_TEST(combinations_are_those_of_bools)
{
    typedef slot_status combination(slot_bitmap * bitmap, const slot_bitmap *other);
    combination *const functions[] = {slot_bitmap_and, slot_bitmap_or, slot_bitmap_xor, slot_bitmap_and_not};
    random_state = 9;
    for (size_t size = 0; size < 140; size++) {
        for (size_t which = 0; which < 4; which++) {
            struct pair a, b;
            slot_bitmap_init(&a.bitmap, NULL);
            slot_bitmap_init(&b.bitmap, NULL);
            resize(&a, size);
            resize(&b, size);
            set_randomly(&a, 2);
            set_randomly(&b, 2);
            ck_assert_int_eq(functions[which](&a.bitmap, &b.bitmap), SLOT_OK);
            for (size_t i = 0; i < size; i++) {
                const bool both[] = {a.bits[i] && b.bits[i], a.bits[i] || b.bits[i], a.bits[i] != b.bits[i],
                                     a.bits[i] && !b.bits[i]};
                a.bits[i] = both[which];
            }
            check_pair(&a);
            check_pair(&b);
            resize(&b, size + 1);
            ck_assert_int_eq(functions[which](&a.bitmap, &b.bitmap), SLOT_EARG);
            ck_assert_int_eq(functions[which](&b.bitmap, &a.bitmap), SLOT_EARG);
            check_pair(&a);
            check_pair(&b);
            slot_bitmap_free(&a.bitmap);
            slot_bitmap_free(&b.bitmap);
        }
    }
}
END_TEST

START_TEST(without_memory_nothing_changes)
{
    struct scarce scarce;
    scarce_begin(&scarce, 0);
    struct pair pair;
    slot_bitmap_init(&pair.bitmap, &scarce.storage);
    ck_assert_int_eq(slot_bitmap_resize(&pair.bitmap, 1), SLOT_ENOMEM);
    check_pair(&pair);
    scarce.left = 1;
    resize(&pair, 64);
    random_state = 3;
    set_randomly(&pair, 2);
    ck_assert_int_eq(slot_bitmap_resize(&pair.bitmap, 65), SLOT_ENOMEM);
    ck_assert_uint_eq(pair.bitmap.count, 64);
    check_pair(&pair);
    scarce.left = -1;
    if (SIZE_MAX > UINT32_MAX) ck_assert_int_eq(slot_bitmap_resize(&pair.bitmap, SIZE_MAX), SLOT_ENOMEM);
    check_pair(&pair);
    resize(&pair, 65);
    check_pair(&pair);
    slot_bitmap_free(&pair.bitmap);
    ck_assert_uint_eq(scarce.bytes, 0);
}
END_TEST

Suite *bitmap_suite(void)
{
    Suite *const suite = suite_create("bitmap");
    TCase *const cases = tcase_create("bitmaps");
    tcase_add_test(cases, bits_follow_the_model_at_every_size);
    tcase_add_test(cases, bits_that_come_back_are_zero);
    tcase_add_test(cases, combinations_are_those_of_bools);
    tcase_add_test(cases, without_memory_nothing_changes);
    suite_add_tcase(suite, cases);
    return suite;
}
