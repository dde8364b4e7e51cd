/* SPDX-License-Identifier: MIT */
/*
 * Scans at their edges, by index: what is refused, sums beyond what doubles and words hold, and arrays of every type
 * written to slots of every kind, held against instances that are set one by one.
 */
#include "edges.slots.h"

#include <slotgen/scan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 5000, SOME = 70 };

static int passed;
static int failed;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (condition) passed++;                                                                                       \
        else failed++, fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                 \
    } while (0)

static const slot_class *const type = &edges_Row_class;

static uint64_t next(void)
{
    static uint64_t state = 7;
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return state ^ state >> 29;
}

static uint64_t below(uint64_t bound)
{
    return (next() >> 16) % bound;
}

/* ---- Statuses ---- */

/* Every question about one slot of the table, where all of them have the same answer. */
static void check_status(const slot_table *table, int slot, const slot_bitmap *under, slot_status expected)
{
    const slot_value one = slot_from_int(1);
    slot_bitmap found;
    slot_value value = slot_from_int(77);
    size_t from = 0, rows[4], count = 77;
    int64_t integer = 77;
    uint64_t natural = 77;
    double real = 77;
    slot_bitmap_init(&found, NULL);
    CHECK(slot_table_count_where(table, slot, SLOT_EQUAL, one, under, &count) == expected);
    CHECK(slot_table_sum_int(table, slot, under, &integer, &count) == expected);
    CHECK(slot_table_sum_uint(table, slot, under, &natural, &count) == expected);
    CHECK(slot_table_sum_float(table, slot, under, &real, &count) == (expected == SLOT_EARG ? SLOT_ETYPE : expected));
    CHECK(slot_table_min(table, slot, under, &value) == expected);
    CHECK(slot_table_max(table, slot, under, &value) == expected);
    if (under == NULL) {
        CHECK(slot_table_filter(table, slot, SLOT_LESS, one, &found) == expected);
        CHECK(slot_table_filter_between(table, slot, one, one, &found) == expected);
        CHECK(slot_table_filter_has(table, slot, &found) == expected);
        CHECK(slot_table_filter_flags(table, slot, 1, &found) == expected);
        CHECK(slot_table_select(table, slot, SLOT_LESS, one, &from, rows, 4, &count) == expected);
        CHECK(slot_table_read(table, slot, 0, 1, SLOT_ARRAY_INT64, &integer, NULL) == expected);
    }
    CHECK(integer == 77 && natural == 77 && real > 76 && value.as.integer == 77 && count == 77 && found.count == 0);
    slot_bitmap_free(&found);
}

static void check_statuses(void)
{
    static const int others[] = {edges_Row_SLOT_text, edges_Row_SLOT_list};
    static const int numbers[] = {edges_Row_SLOT_number, edges_Row_SLOT_truth, edges_Row_SLOT_large};
    edges_Row_table table;
    slot_bitmap shorter, found;
    slot_value value;
    double real = 77;
    size_t count, from = 3, rows[4];
    edges_Row_table_init(&table);
    slot_bitmap_init(&shorter, NULL);
    slot_bitmap_init(&found, NULL);
    CHECK(edges_Row_table_resize(&table, 9) == SLOT_OK && slot_bitmap_resize(&shorter, 8) == SLOT_OK);
    check_status(&table.base, -1, NULL, SLOT_ENAME);
    check_status(&table.base, edges_Row_NSLOTS, NULL, SLOT_ENAME);
    for (size_t i = 0; i < 2; i++) check_status(&table.base, others[i], NULL, SLOT_ETYPE);
    check_status(&table.base, numbers[0], &shorter, SLOT_EARG);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_real, &shorter, &real, NULL) == SLOT_EARG);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_weight, &shorter, &real, NULL) == SLOT_EARG);
    CHECK(slot_table_min(&table.base, edges_Row_SLOT_word, NULL, &value) == SLOT_ETYPE);
    CHECK(slot_table_min(&table.base, edges_Row_SLOT_mood, NULL, &value) == SLOT_ETYPE);
    CHECK(slot_table_filter_flags(&table.base, edges_Row_SLOT_number, 1, &found) == SLOT_ETYPE);
    CHECK(slot_table_filter_between(&table.base, numbers[0], slot_from_int(0), slot_nil(), &found) == SLOT_ETYPE);
    CHECK(slot_table_filter_between(&table.base, numbers[0], slot_nil(), slot_from_int(0), &found) == SLOT_ETYPE);
    CHECK(slot_table_filter_between(&table.base, numbers[0], slot_from_int(5), slot_from_int(4), &found) == SLOT_OK);
    CHECK(found.count == 9 && slot_bitmap_count(&found) == 0);
    CHECK(slot_table_count_where(&table.base, numbers[0], SLOT_LESS, slot_from_int(4), NULL, &count) == SLOT_OK);
    CHECK(count == 9);
    CHECK(slot_table_select(&table.base, numbers[0], SLOT_LESS, slot_from_int(4), &from, rows, 0, &count) == SLOT_OK);
    CHECK(count == 0 && from == 3);
    from = 100;
    CHECK(slot_table_select(&table.base, numbers[0], SLOT_LESS, slot_from_int(4), &from, rows, 4, &count) == SLOT_OK);
    CHECK(count == 0);
    CHECK(slot_table_read(&table.base, numbers[0], 10, 0, SLOT_ARRAY_INT32, rows, NULL) == SLOT_ESTALE);
    CHECK(slot_table_read(&table.base, numbers[0], 9, 1, SLOT_ARRAY_INT32, rows, NULL) == SLOT_ESTALE);
    slot_bitmap_free(&shorter);
    slot_bitmap_free(&found);
    edges_Row_table_free(&table);
}

static void check_refused_writes(void)
{
    const int32_t numbers[] = {1, 5000};
    edges_Row_table table;
    edges_Fixed_table fixed;
    size_t bad = 77;
    edges_Row_table_init(&table);
    edges_Fixed_table_init(&fixed);
    CHECK(edges_Row_table_resize(&table, 2) == SLOT_OK && edges_Fixed_table_resize(&fixed, 2) == SLOT_OK);
    slot_table *const base = &table.base;
    CHECK(slot_table_write(base, -1, 0, 2, SLOT_ARRAY_INT32, numbers, NULL, &bad) == SLOT_ENAME);
    CHECK(slot_table_write(base, edges_Row_NSLOTS, 0, 2, SLOT_ARRAY_INT32, numbers, NULL, &bad) == SLOT_ENAME);
    CHECK(slot_table_write(base, edges_Row_SLOT_text, 0, 2, SLOT_ARRAY_INT32, numbers, NULL, &bad) == SLOT_ETYPE);
    CHECK(slot_table_write(base, edges_Row_SLOT_number, 0, 2, (slot_array_type)7, numbers, NULL, &bad) == SLOT_ETYPE);
    CHECK(slot_table_write(base, edges_Row_SLOT_number, 1, 2, SLOT_ARRAY_INT32, numbers, NULL, &bad) == SLOT_ESTALE);
    CHECK(slot_table_write(base, edges_Row_SLOT_number, 0, 2, SLOT_ARRAY_INT32, numbers, NULL, NULL) == SLOT_ERANGE);
    CHECK(slot_table_write(base, edges_Row_SLOT_maybe, 0, 2, SLOT_ARRAY_INT32, numbers, NULL, NULL) == SLOT_ERANGE);
    CHECK(slot_table_write(&fixed.base, 0, 0, 1, SLOT_ARRAY_INT32, numbers, NULL, &bad) == SLOT_EREADONLY);
    CHECK(bad == 77 && edges_Row_table_get_number(&table, 0) == -1000 && !edges_Row_table_has_maybe(&table, 0));
    CHECK(edges_Fixed_table_get_a(&fixed, 0) == 0);
    edges_Row_table_free(&table);
    edges_Fixed_table_free(&fixed);
}

/* ---- Sums ---- */

static bool is_close(double a, double b)
{
    const double difference = a < b ? b - a : a - b;
    return difference <= (b < 0 ? -b : b) * 1e-15;
}

/* The least and the greatest count of steps, thousands of times: more than 2^63 hundredths. */
static void check_sums(void)
{
    edges_Row_table table;
    slot_bitmap odd;
    double sum = 0;
    int64_t integer = 77;
    uint64_t natural = 77;
    size_t count = 0;
    edges_Row_table_init(&table);
    slot_bitmap_init(&odd, NULL);
    CHECK(edges_Row_table_resize(&table, ROWS) == SLOT_OK && slot_bitmap_resize(&odd, ROWS) == SLOT_OK);
    for (size_t row = 0; row < ROWS; row++) {
        edges_Row_table_set_weight(&table, row, 40000000000000.0);
        edges_Row_table_set_below(&table, row, row % 2 == 0 ? 0.0 : -40000000000000.0);
        edges_Row_table_set_signed(&table, row, INT64_MIN);
        edges_Row_table_set_large(&table, row, row == 0 ? UINT64_MAX : 0);
        if (row % 2 == 1) slot_bitmap_set(&odd, row, true);
    }
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_weight, NULL, &sum, &count) == SLOT_OK);
    CHECK(is_close(sum, 40000000000000.0 * ROWS) && count == ROWS);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_weight, &odd, &sum, &count) == SLOT_OK);
    CHECK(is_close(sum, 40000000000000.0 * ROWS / 2) && count == ROWS / 2);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_below, NULL, &sum, NULL) == SLOT_OK);
    CHECK(is_close(sum, -40000000000000.0 * ROWS / 2));
    edges_Row_table_set_below(&table, 0, -0.01);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_below, &odd, &sum, NULL) == SLOT_OK);
    CHECK(is_close(sum, -40000000000000.0 * ROWS / 2));
    slot_bitmap_resize(&odd, 0);
    slot_bitmap_resize(&odd, ROWS);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_weight, &odd, &sum, &count) == SLOT_OK);
    CHECK(is_close(sum, 0) && count == 0);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_real, &odd, &sum, &count) == SLOT_OK && count == 0);
    slot_bitmap_set(&odd, 0, true);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_below, &odd, &sum, &count) == SLOT_OK);
    CHECK(slot_bits_of_double(sum) == slot_bits_of_double(-0.01) && count == 1);
    CHECK(slot_table_sum_int(&table.base, edges_Row_SLOT_signed, NULL, &integer, NULL) == SLOT_ERANGE);
    CHECK(slot_table_sum_int(&table.base, edges_Row_SLOT_signed, &odd, &integer, NULL) == SLOT_OK);
    CHECK(integer == INT64_MIN);
    CHECK(slot_table_sum_uint(&table.base, edges_Row_SLOT_signed, &odd, &natural, NULL) == SLOT_ERANGE);
    CHECK(slot_table_sum_int(&table.base, edges_Row_SLOT_large, NULL, &integer, NULL) == SLOT_ERANGE);
    CHECK(slot_table_sum_uint(&table.base, edges_Row_SLOT_large, NULL, &natural, NULL) == SLOT_OK);
    CHECK(natural == UINT64_MAX);
    edges_Row_table_set_large(&table, 1, 1);
    CHECK(slot_table_sum_uint(&table.base, edges_Row_SLOT_large, NULL, &natural, NULL) == SLOT_ERANGE);
    slot_bitmap_free(&odd);
    edges_Row_table_free(&table);
}

/* Floats that are no numbers, zeros of both signs, and sums that lose nothing they need not. */
static void check_floats(void)
{
    const double nan = slot_double_of_bits(UINT64_C(0x7ff8000000000000));
    edges_Row_table table;
    slot_value least, greatest;
    double sum = 0;
    edges_Row_table_init(&table);
    CHECK(edges_Row_table_resize(&table, 3) == SLOT_OK);
    for (size_t row = 0; row < 3; row++) edges_Row_table_set_real(&table, row, nan);
    CHECK(slot_table_min(&table.base, edges_Row_SLOT_real, NULL, &least) == SLOT_OK && least.as.real != least.as.real);
    edges_Row_table_set_real(&table, 0, -0.0);
    edges_Row_table_set_real(&table, 1, -2.5);
    CHECK(slot_table_min(&table.base, edges_Row_SLOT_real, NULL, &least) == SLOT_OK);
    CHECK(slot_table_max(&table.base, edges_Row_SLOT_real, NULL, &greatest) == SLOT_OK);
    CHECK(slot_bits_of_double(least.as.real) == slot_bits_of_double(-2.5) && greatest.as.real != greatest.as.real);
    edges_Row_table_set_real(&table, 2, -1e300);
    edges_Row_table_set_real(&table, 1, -1.0);
    CHECK(slot_table_max(&table.base, edges_Row_SLOT_real, NULL, &greatest) == SLOT_OK);
    CHECK(slot_bits_of_double(greatest.as.real) == 0);
    edges_Row_table_set_real(&table, 0, -3.0);
    CHECK(slot_table_max(&table.base, edges_Row_SLOT_real, NULL, &greatest) == SLOT_OK);
    CHECK(slot_bits_of_double(greatest.as.real) == slot_bits_of_double(-1.0));
    edges_Row_table_set_real(&table, 0, 1e300);
    CHECK(slot_table_sum_float(&table.base, edges_Row_SLOT_real, NULL, &sum, NULL) == SLOT_OK && sum <= 0 && sum >= -1);
    CHECK(slot_table_max(&table.base, edges_Row_SLOT_real_q, NULL, &greatest) == SLOT_EUNSET);
    edges_Row_table_free(&table);
}

/* ---- Flags ---- */

static void check_flags(void)
{
    edges_Row_table table;
    slot_bitmap found;
    edges_Row_table_init(&table);
    slot_bitmap_init(&found, NULL);
    CHECK(edges_Row_table_resize(&table, 4) == SLOT_OK);
    edges_Row_table_set_mood(&table, 1, edges_Mood_last);
    edges_Row_table_set_mood(&table, 2, edges_Mood_last | edges_Mood_calm);
    CHECK(slot_table_filter_flags(&table.base, edges_Row_SLOT_mood, edges_Mood_last, &found) == SLOT_OK);
    CHECK(slot_bitmap_count(&found) == 2);
    CHECK(slot_table_filter_flags(&table.base, edges_Row_SLOT_mood, edges_Mood_last | 1, &found) == SLOT_OK);
    CHECK(slot_bitmap_count(&found) == 1 && slot_bitmap_get(&found, 2));
    CHECK(slot_table_filter_flags(&table.base, edges_Row_SLOT_mood, 0, &found) == SLOT_OK);
    CHECK(slot_bitmap_count(&found) == 4);
    CHECK(slot_table_filter_flags(&table.base, edges_Row_SLOT_mood, 2, &found) == SLOT_OK); /* no flag */
    CHECK(slot_bitmap_count(&found) == 0);
    slot_bitmap_free(&found);
    edges_Row_table_free(&table);
}

/* ---- Arrays of every type ---- */

/* Elements as they stand in an array, and what they are. */
struct elements {
    slot_array_type array;
    union {
        int32_t int32[SOME];
        uint32_t uint32[SOME];
        int64_t int64[SOME];
        uint64_t uint64[SOME];
        bool truth[SOME];
        float single[SOME];
        double real[SOME];
    } as;
    bool has[SOME];
};

static void draw(struct elements *elements, size_t i, bool is_wild)
{
    uint64_t number = below(is_wild ? 12 : 10);
    if (is_wild && below(20) == 0) number = next() >> below(64);
    if (is_wild && below(20) == 0) number = UINT64_C(5000000000);
    if (is_wild && below(10) == 0) number = 0 - number;
    elements->has[i] = below(8) != 0;
    switch (elements->array) {
    case SLOT_ARRAY_INT32: elements->as.int32[i] = (int32_t)(uint32_t)(number & UINT32_MAX); break;
    case SLOT_ARRAY_UINT32: elements->as.uint32[i] = (uint32_t)(number & UINT32_MAX); break;
    case SLOT_ARRAY_INT64: elements->as.int64[i] = (int64_t)number; break;
    case SLOT_ARRAY_UINT64: elements->as.uint64[i] = number; break;
    case SLOT_ARRAY_BOOL: elements->as.truth[i] = (number & 1) != 0; break;
    case SLOT_ARRAY_FLOAT: elements->as.single[i] = (float)(int64_t)number; break;
    default: elements->as.real[i] = (double)(int64_t)number; break;
    }
}

static bool is_id(int slot)
{
    const slot_kind kind = (slot_kind)type->descriptors[slot].kind;
    return kind == SLOT_KIND_SYMBOL || kind == SLOT_KIND_REF;
}

/* What an instance says to one element. */
static slot_status set_one(edges_Row *row, int slot, const struct elements *elements, size_t i)
{
    const bool is_steps = type->descriptors[slot].kind == SLOT_KIND_STEPS;
    int64_t integer = elements->array == SLOT_ARRAY_INT32 ? elements->as.int32[i] : elements->as.int64[i];
    const uint64_t natural = elements->array == SLOT_ARRAY_UINT32 ? elements->as.uint32[i] : elements->as.uint64[i];
    switch (elements->array) {
    case SLOT_ARRAY_UINT32:
    case SLOT_ARRAY_UINT64:
        if (is_id(slot)) return slot_set_id(type, row, slot, (uint32_t)natural);
        if (!is_steps) return slot_set_uint(type, row, slot, natural);
        if (natural > INT64_MAX) return SLOT_ERANGE;
        integer = (int64_t)natural;
        return slot_set_steps(type, row, slot, integer);
    case SLOT_ARRAY_INT32:
    case SLOT_ARRAY_INT64:
        return is_steps ? slot_set_steps(type, row, slot, integer) : slot_set_int(type, row, slot, integer);
    case SLOT_ARRAY_BOOL: return slot_set(type, row, slot, slot_from_bool(elements->as.truth[i]));
    case SLOT_ARRAY_FLOAT: return slot_set_float(type, row, slot, (double)elements->as.single[i]);
    default: return slot_set_float(type, row, slot, elements->as.real[i]);
    }
}

/* Which arrays serve a slot: as slot_array_type says. */
static bool serves(int slot, slot_array_type array)
{
    switch (type->descriptors[slot].kind) {
    case SLOT_KIND_BOOL: return array == SLOT_ARRAY_BOOL;
    case SLOT_KIND_FLOAT16:
    case SLOT_KIND_FLOAT32: return array == SLOT_ARRAY_FLOAT || array == SLOT_ARRAY_DOUBLE;
    case SLOT_KIND_FLOAT64: return array == SLOT_ARRAY_DOUBLE;
    case SLOT_KIND_SYMBOL:
    case SLOT_KIND_REF: return array == SLOT_ARRAY_UINT32;
    case SLOT_KIND_STEPS: return array <= SLOT_ARRAY_UINT64 || array == SLOT_ARRAY_DOUBLE;
    default: return type->descriptors[slot].kind <= SLOT_KIND_FLAGS && array <= SLOT_ARRAY_UINT64;
    }
}

static void check_array(edges_Row_table *table, int slot, slot_array_type array, bool with_has, bool is_wild)
{
    struct elements elements = {.array = array};
    edges_Row expected[SOME], got;
    slot_status status = SLOT_OK;
    size_t refused = SIZE_MAX, bad = SIZE_MAX;
    const bool can_be_nothing = is_id(slot) || (type->descriptors[slot].flags & SLOT_OPTIONAL) != 0;
    for (size_t i = 0; i < SOME; i++) {
        draw(&elements, i, is_wild);
        if (with_has && !can_be_nothing && !is_wild) elements.has[i] = true;
        CHECK(edges_Row_table_get_row(table, i, &expected[i]) == SLOT_OK);
        if (refused != SIZE_MAX) continue;
        if (with_has && !elements.has[i]) status = can_be_nothing ? slot_clear(type, &expected[i], slot) : SLOT_ETYPE;
        else status = set_one(&expected[i], slot, &elements, i);
        if (status != SLOT_OK) refused = i;
    }
    for (size_t i = 0; i < SOME && refused != SIZE_MAX; i++)
        CHECK(edges_Row_table_get_row(table, i, &expected[i]) == SLOT_OK);
    const slot_status answer =
        slot_table_write(&table->base, slot, 0, SOME, array, &elements.as, with_has ? elements.has : NULL, &bad);
    if (!serves(slot, array)) {
        CHECK(answer == SLOT_ETYPE && bad == SIZE_MAX);
        return;
    }
    if (answer != status || bad != refused)
        fprintf(stderr, "%s: array type %d: status %d at %zu, not %d at %zu\n", slot_name(type, slot), (int)array,
                (int)answer, bad, (int)status, refused);
    CHECK(answer == status && bad == refused);
    for (size_t i = 0; i < SOME; i++) {
        CHECK(edges_Row_table_get_row(table, i, &got) == SLOT_OK);
        CHECK(edges_Row_equal(&got, &expected[i]));
    }
}

static void check_arrays(void)
{
    edges_Row_table table;
    edges_Row_table_init(&table);
    CHECK(edges_Row_table_resize(&table, SOME) == SLOT_OK);
    for (int slot = 0; slot < edges_Row_NSLOTS; slot++) {
        if (slot == edges_Row_SLOT_text || slot == edges_Row_SLOT_list || slot == edges_Row_SLOT_box) continue;
        for (int array = SLOT_ARRAY_INT32; array <= SLOT_ARRAY_DOUBLE; array++)
            for (int round = 0; round < 40; round++)
                check_array(&table, slot, (slot_array_type)array, round % 2 == 1, round % 4 >= 2);
    }
    edges_Row_table_free(&table);
}

/* Whether a slot can be read to an array: its values, and its number for unset, must all fit. */
static void check_reads(void)
{
    static const struct {
        int slot;
        bool serves[7];
    } rows[] = {
        {edges_Row_SLOT_number, {true, false, true, false, false, false, false}},
        {edges_Row_SLOT_large, {false, false, false, true, false, false, false}},
        {edges_Row_SLOT_signed, {false, false, true, false, false, false, false}},
        {edges_Row_SLOT_positive, {false, false, true, true, false, false, false}},
        {edges_Row_SLOT_maybe, {true, true, true, true, false, false, false}},
        {edges_Row_SLOT_sentinel, {false, false, true, true, false, false, false}},
        {edges_Row_SLOT_negative, {true, false, true, false, false, false, false}},
        {edges_Row_SLOT_truth, {false, false, false, false, true, false, false}},
        {edges_Row_SLOT_side, {true, false, true, false, false, false, false}},
        {edges_Row_SLOT_half, {false, false, false, false, false, true, true}},
        {edges_Row_SLOT_single, {false, false, false, false, false, true, true}},
        {edges_Row_SLOT_real, {false, false, false, false, false, false, true}},
        {edges_Row_SLOT_word, {false, true, false, false, false, false, false}},
        {edges_Row_SLOT_weight, {false, false, true, true, false, false, true}},
        {edges_Row_SLOT_box, {false, false, false, false, false, false, false}},
    };
    edges_Row_table table;
    uint64_t room;
    bool has;
    edges_Row_table_init(&table);
    CHECK(edges_Row_table_resize(&table, 1) == SLOT_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int array = 0; array <= 7; array++) {
            const slot_status expected = array < 7 && rows[i].serves[array] ? SLOT_OK : SLOT_ETYPE;
            const slot_status got =
                slot_table_read(&table.base, rows[i].slot, 0, 1, (slot_array_type)array, &room, &has);
            if (got != expected) fprintf(stderr, "%s: %d\n", slot_name(type, rows[i].slot), array);
            CHECK(got == expected);
        }
    }
    edges_Row_table_free(&table);
}

/* Digits of dense numbers have no columns of their own bits, but columns of codes. */
static void check_digits(void)
{
    edges_Digits_table table;
    int64_t sum = 0;
    double real = 0;
    size_t count = 0;
    edges_Digits_table_init(&table);
    CHECK(edges_Digits_table_resize(&table, 1000) == SLOT_OK);
    for (size_t row = 0; row < 1000; row++) {
        edges_Digits_table_set_a(&table, row, (int64_t)(row % 5));
        edges_Digits_table_set_b(&table, row, (int64_t)(row % 7));
        edges_Digits_table_set_d(&table, row, 0.1);
        if (row % 3 == 0) edges_Digits_table_set_c(&table, row, 2);
    }
    CHECK(slot_table_sum_int(&table.base, edges_Digits_SLOT_a, NULL, &sum, &count) == SLOT_OK);
    CHECK(sum == 2000 && count == 1000);
    CHECK(slot_table_sum_int(&table.base, edges_Digits_SLOT_c, NULL, &sum, &count) == SLOT_OK);
    CHECK(sum == 668 && count == 334);
    CHECK(slot_table_sum_float(&table.base, edges_Digits_SLOT_d, NULL, &real, &count) == SLOT_OK);
    CHECK(slot_bits_of_double(real) == slot_bits_of_double(100.0) && count == 1000);
    CHECK(slot_table_count_where(&table.base, edges_Digits_SLOT_b, SLOT_EQUAL, slot_from_int(6), NULL, &count) ==
          SLOT_OK);
    CHECK(count == 142);
    edges_Digits_table_free(&table);
}

int main(void)
{
    check_statuses();
    check_refused_writes();
    check_sums();
    check_floats();
    check_flags();
    check_arrays();
    check_reads();
    check_digits();
    printf("%d checks, %d failed\n", passed, failed);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
