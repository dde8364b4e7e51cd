/* SPDX-License-Identifier: MIT */
/*
 * Tables of names: what the compiler builds, the runtime finds, and nothing else. The model is a search through a list.
 *
 * Names are looked up from blocks of exactly their size, so that a sanitizer sees a read beside them.
 */
#include "unit.h"

#include "names/perfect.h"
#include "support/arena.h"

#include <slotgen/names.h>

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 65536, LONGEST = 700 };

struct list {
    struct arena arena;
    size_t count;
    const char **names;
    size_t *lengths;
    struct perfect_table table;
    slot_names names_of_runtime;
};

static void list_begin(struct list *list)
{
    arena_init(&list->arena);
    list->count = 0;
    list->names = arena_array(&list->arena, MOST, sizeof *list->names);
    list->lengths = arena_array(&list->arena, MOST, sizeof *list->lengths);
}

static void list_add(struct list *list, const char *bytes, size_t length)
{
    ck_assert_uint_lt(list->count, MOST);
    list->names[list->count] = arena_copy(&list->arena, bytes, length);
    list->lengths[list->count++] = length;
}

static bool list_build(struct list *list)
{
    if (!perfect_build(&list->arena, list->count, list->names, list->lengths, &list->table)) return false;
    /* Blocks of exactly the size, as in `list_find`. */
    uint32_t *const table = malloc(list->table.table_count * sizeof *table);
    char *const text = malloc(list->table.text_size);
    ck_assert(table != NULL && text != NULL);
    memcpy(table, list->table.table, list->table.table_count * sizeof *table);
    memcpy(text, list->table.text, list->table.text_size);
    list->names_of_runtime = (slot_names){table,
                                          text,
                                          list->table.seed,
                                          list->table.mix,
                                          (uint32_t)list->count,
                                          list->table.bucket_mask,
                                          list->table.row_mask,
                                          list->table.marks,
                                          list->table.twins};
    return true;
}

static void list_end(struct list *list, bool was_built)
{
    if (was_built) {
        free((void *)(uintptr_t)list->names_of_runtime.table);
        free((void *)(uintptr_t)list->names_of_runtime.text);
    }
    arena_free(&list->arena);
}

static int list_find(const struct list *list, const char *bytes, size_t length)
{
    char *const exact = malloc(length > 0 ? length : 1);
    ck_assert_ptr_nonnull(exact);
    if (length > 0) memcpy(exact, bytes, length);
    const int found = slot_names_find(&list->names_of_runtime, length > 0 ? exact : NULL, length);
    free(exact);
    return found;
}

static int model_find(const struct list *list, const char *bytes, size_t length)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->lengths[i] == length && memcmp(list->names[i], bytes, length) == 0) return (int)i;
    return -1;
}

static void check_hits(const struct list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        ck_assert_int_eq(list_find(list, list->names[i], list->lengths[i]), (int)i);
        size_t length = 0;
        const char *const name = slot_names_at(&list->names_of_runtime, (int)i, &length);
        ck_assert_uint_eq(length, list->lengths[i]);
        ck_assert_int_eq(memcmp(name, list->names[i], length + 1), 0);
    }
}

/* Every name with one thing changed. */
static void check_misses(const struct list *list)
{
    static char bytes[LONGEST + 2];
    for (size_t i = 0; i < list->count; i++) {
        const size_t length = list->lengths[i];
        const size_t step = length < 40 ? 1 : 13;
        memcpy(bytes, list->names[i], length + 1);
        ck_assert_int_eq(list_find(list, bytes, length + 1), -1);
        for (size_t j = 0; j < length; j += step) {
            ck_assert_int_eq(list_find(list, bytes, j), model_find(list, bytes, j));
            ck_assert_int_eq(list_find(list, bytes + j, length - j), model_find(list, bytes + j, length - j));
            for (int bit = 0; bit < 8; bit++) {
                bytes[j] = (char)(bytes[j] ^ 1 << bit);
                ck_assert_int_eq(list_find(list, bytes, length), model_find(list, bytes, length));
                bytes[j] = (char)(bytes[j] ^ 1 << bit);
            }
        }
        memcpy(bytes + length, "x", 1);
        ck_assert_int_eq(list_find(list, bytes, length + 1), model_find(list, bytes, length + 1));
    }
}

/* Names that span records of the text: "a", NUL and what stands behind it in the table. */
static void check_spans(const struct list *list)
{
    const char *const text = list->names_of_runtime.text;
    for (size_t begin = 0; begin < list->table.text_size; begin++) {
        for (size_t length = 1; length <= 40 && begin + length <= list->table.text_size; length++)
            ck_assert_int_eq(list_find(list, text + begin, length), model_find(list, text + begin, length));
    }
}

/* ---- Shapes of names; each writes name i of a list and returns its length ---- */

static size_t digits(char *to, size_t i)
{
    return (size_t)sprintf(to, "%zu", i);
}

static size_t numbered(char *to, size_t i)
{
    return (size_t)sprintf(to, "%s%zu", i % 2 == 0 ? "value_" : "quantity_of_the_", i);
}

/* One of 26 letters in one place, or in several: name i of those with `length` bytes. */
static size_t varied(char *to, size_t i, size_t length, size_t place)
{
    memset(to, '_', length);
    for (size_t at = place; i > 0 || at == place; at = at + 1 < length ? at + 1 : 0, i /= 26)
        to[at] = (char)('a' + i % 26);
    return length;
}

static size_t first_differs(char *to, size_t i)
{
    return varied(to, i, 7, 0);
}

static size_t ends_agree(char *to, size_t i)
{
    return varied(to, i, 24, 9);
}

static size_t ends_agree_far(char *to, size_t i)
{
    return varied(to, i, 61, 30);
}

static size_t lengths_of_one_letter(char *to, size_t i)
{
    memset(to, 'a', i + 1);
    return i + 1;
}

/* Places 7 and 15 only: what is multiplied there has no more than 8 bits. */
static size_t two_corners(char *to, size_t i)
{
    memset(to, 'x', 16);
    to[7] = (char)('0' + i % 75);
    to[15] = (char)('0' + i / 75 % 75);
    return 16;
}

/* Fours of short names with equal sums of their ends: what one gains in the first word, the last loses. */
static size_t equal_sums(char *to, size_t i)
{
    memcpy(to, "abAdeaz", 7);
    to[0] = (char)('a' + i / 4);
    to[2] = (char)('A' + 8 * (i % 4));
    to[6] = (char)('z' - i % 4);
    return 7;
}

static size_t long_ones(char *to, size_t i)
{
    return varied(to, i, 240 + i, i);
}

/* Any bytes but NUL. */
static size_t wild(char *to, size_t i)
{
    uint32_t state = (uint32_t)i * 2654435761u + 12345;
    const size_t length = 3 + i % 30;
    for (size_t j = 0; j < length; j++) {
        state = state * 1664525u + 1013904223u;
        to[j] = (char)(1 + (state >> 24) % 255);
    }
    to[0] = (char)(1 + i % 255);
    to[1] = (char)(1 + i / 255);
    return length;
}

static const struct {
    const char *title;
    size_t (*write)(char *to, size_t i);
    size_t most;
    bool has_twins; /* surely */
} shapes[] = {
    {"digits", digits, 65535, false},
    {"numbered", numbered, 3000, false},
    {"first differs", first_differs, 676, false},
    {"ends agree", ends_agree, 676, true},
    {"ends agree far", ends_agree_far, 676, true},
    {"lengths", lengths_of_one_letter, 300, false},
    {"two corners", two_corners, 5625, false},
    {"equal sums", equal_sums, 64, true},
    {"long ones", long_ones, 300, true},
    {"wild", wild, 3000, false},
};

static void build_shape(struct list *list, size_t shape, size_t count)
{
    static char bytes[LONGEST + 1];
    list_begin(list);
    for (size_t i = 0; i < count; i++) list_add(list, bytes, shapes[shape].write(bytes, i));
    ck_assert_msg(list_build(list), "%s: no table for %zu names", shapes[shape].title, count);
}

START_TEST(every_count_is_found)
{
    const size_t shape = (size_t)_i;
    for (size_t count = 0; count <= 70 && count <= shapes[shape].most; count++) {
        struct list list;
        build_shape(&list, shape, count);
        check_hits(&list);
        ck_assert_int_eq(list_find(&list, "no", 2), -1);
        ck_assert_int_eq(list_find(&list, "not", 3), -1);
        ck_assert_int_eq(list_find(&list, "nothing_here", 12), -1);
        if (count < 12 || count % 16 == 0) check_misses(&list);
        ck_assert_ptr_null(slot_names_at(&list.names_of_runtime, (int)count, NULL));
        ck_assert_ptr_null(slot_names_at(&list.names_of_runtime, -1, NULL));
        ck_assert_ptr_null(slot_names_at(&list.names_of_runtime, INT_MAX, NULL));
        ck_assert_ptr_null(slot_names_at(&list.names_of_runtime, INT_MIN, NULL));
        list_end(&list, true);
    }
}
END_TEST

START_TEST(large_counts_are_found)
{
    const size_t shape = (size_t)_i;
    const size_t counts[] = {64, 200, 300, 676, 1000, 3000, 5625, 32767, 65535};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0] && counts[i] <= shapes[shape].most; i++) {
        struct list list;
        build_shape(&list, shape, counts[i]);
        check_hits(&list);
        ck_assert(list.table.twins || !shapes[shape].has_twins);
        ck_assert_uint_le(list.table.table_count, 16 * counts[i] + 64);
        list_end(&list, true);
    }
}
END_TEST

START_TEST(text_between_names_is_not_found)
{
    for (size_t shape = 0; shape < sizeof shapes / sizeof shapes[0]; shape++) {
        struct list list;
        build_shape(&list, shape, 9);
        check_spans(&list);
        list_end(&list, true);
    }
}
END_TEST

START_TEST(hostile_names_are_misses)
{
    static const char *const names[] = {
        "a", "ab", "abc", "abcd", "year", "month", "day", "abcdefgh", "abcdefghijklmnopq"};
    struct list list;
    list_begin(&list);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) list_add(&list, names[i], strlen(names[i]));
    ck_assert(list_build(&list));
    check_hits(&list);
    check_misses(&list);
    ck_assert_int_eq(list_find(&list, "", 0), -1);
    ck_assert_int_eq(slot_names_find(&list.names_of_runtime, NULL, 0), -1);
    ck_assert_int_eq(list_find(&list, "a\0", 2), -1);
    ck_assert_int_eq(list_find(&list, "ab\0", 3), -1);
    ck_assert_int_eq(list_find(&list, "year\0month", 10), -1);
    ck_assert_int_eq(list_find(&list, "year\0", 5), -1);
    ck_assert_int_eq(list_find(&list, "\0year", 5), -1);
    ck_assert_int_eq(list_find(&list, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 17), -1);
    const size_t lengths[] = {254, 255, 256, 257, 260, 511, 512, 516, 65536, 1000000};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        char *const bytes = malloc(lengths[i]);
        ck_assert_ptr_nonnull(bytes);
        for (size_t name = 0; name < list.count; name++) {
            for (size_t at = 0; at < lengths[i]; at++) bytes[at] = names[name][at % list.lengths[name]];
            ck_assert_int_eq(list_find(&list, bytes, lengths[i]), -1);
        }
        free(bytes);
    }
    list_end(&list, true);
}
END_TEST

START_TEST(prefixes_of_long_names_are_told_apart)
{
    static char bytes[LONGEST];
    memset(bytes, 'q', sizeof bytes);
    struct list list;
    list_begin(&list);
    for (size_t length = 250; length <= 260; length += 2) list_add(&list, bytes, length);
    list_add(&list, bytes, 512);
    list_add(&list, bytes, LONGEST);
    ck_assert(list_build(&list));
    check_hits(&list);
    for (size_t length = 0; length < LONGEST; length++)
        ck_assert_int_eq(list_find(&list, bytes, length), model_find(&list, bytes, length));
    list_end(&list, true);
}
END_TEST

START_TEST(impossible_names_are_refused)
{
    static const struct {
        const char *bytes;
        size_t length;
    } bad[] = {{"", 0}, {"a\0b", 3}, {"\0", 1}, {"year", 4}, {"a_name_of_more_than_sixteen_bytes", 33}, {"x", 1}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct list list;
        list_begin(&list);
        list_add(&list, "year", 4);
        list_add(&list, "a_name_of_more_than_sixteen_bytes", 33);
        list_add(&list, "x", 1);
        list_add(&list, bad[i].bytes, bad[i].length);
        ck_assert_msg(!list_build(&list), "%s", bad[i].bytes);
        list_end(&list, false);
    }
}
END_TEST

START_TEST(equal_long_names_are_refused)
{
    static char bytes[LONGEST];
    memset(bytes, 'q', sizeof bytes);
    struct list list;
    list_begin(&list);
    list_add(&list, bytes, LONGEST);
    list_add(&list, bytes, LONGEST);
    ck_assert(!list_build(&list));
    list_end(&list, false);
}
END_TEST

START_TEST(more_than_65535_names_are_refused)
{
    char bytes[32];
    struct list list;
    list_begin(&list);
    for (size_t i = 0; i < 65536; i++) list_add(&list, bytes, digits(bytes, i));
    ck_assert(!list_build(&list));
    list_end(&list, false);
}
END_TEST

START_TEST(the_same_names_give_the_same_table)
{
    struct list one;
    struct list two;
    build_shape(&one, 1, 50);
    build_shape(&two, 1, 50);
    ck_assert_uint_eq(one.table.table_count, two.table.table_count);
    ck_assert_int_eq(memcmp(one.table.table, two.table.table, one.table.table_count * sizeof *one.table.table), 0);
    ck_assert_int_eq(memcmp(one.table.text, two.table.text, one.table.text_size), 0);
    ck_assert(one.table.seed == two.table.seed && one.table.mix == two.table.mix);
    list_end(&one, true);
    list_end(&two, true);
}
END_TEST

/* Known numbers: the hashes are the same on every host, and tables of an older compiler go on working. */
START_TEST(hashes_are_fixed)
{
    ck_assert_uint_eq(slot_multiply_high(UINT64_MAX, UINT64_MAX), UINT64_MAX - 1);
    ck_assert_uint_eq(slot_multiply_high(UINT64_C(0x123456789abcdef0), UINT64_C(0xfedcba9876543210)),
                      UINT64_C(0x121fa00ad77d7422));
    ck_assert_uint_eq(slot_names_head(0x62, 1), 0x6201);
    ck_assert_uint_eq(slot_names_ends(6, UINT64_C(1) << 60, 16, 15, 8), (24 * 6 + 15) >> 4);
    ck_assert_uint_eq(slot_names_short_ends(UINT64_C(1) << 33, 3, 4), 70);
    ck_assert_uint_eq(slot_names_whole(2, 5, (const unsigned char *)"a", 1), (UINT64_C(4) ^ 'a') * 9);
}
END_TEST

Suite *names_suite(void)
{
    const int shape_count = (int)(sizeof shapes / sizeof shapes[0]);
    Suite *suite = suite_create("names");
    TCase *tests = tcase_create("perfect");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, every_count_is_found, 0, shape_count);
    tcase_add_loop_test(tests, large_counts_are_found, 0, shape_count);
    tcase_add_test(tests, text_between_names_is_not_found);
    tcase_add_test(tests, hostile_names_are_misses);
    tcase_add_test(tests, prefixes_of_long_names_are_told_apart);
    tcase_add_test(tests, impossible_names_are_refused);
    tcase_add_test(tests, equal_long_names_are_refused);
    tcase_add_test(tests, more_than_65535_names_are_refused);
    tcase_add_test(tests, the_same_names_give_the_same_table);
    tcase_add_test(tests, hashes_are_fixed);
    suite_add_tcase(suite, tests);
    return suite;
}
