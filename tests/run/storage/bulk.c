/* SPDX-License-Identifier: MIT */
/*
 * The typed bulk work on tables against loops over the accessors of the same rows: ranges of every kind of slot, and
 * for each type of values filters, selections, counts, sums and extremes; as columns and as rows.
 */
#include "storage.h"
#include "tables.slots.h"

#include <math.h>

enum { ROWS = 700, PART = 97 };

static const slot_relation relations[] = {SLOT_EQUAL,      SLOT_NOT_EQUAL, SLOT_LESS,
                                          SLOT_LESS_EQUAL, SLOT_GREATER,   SLOT_GREATER_EQUAL};

static bool compares(slot_relation relation, double order)
{
    switch (relation) {
    case SLOT_EQUAL: return order == 0;
    case SLOT_NOT_EQUAL: return order != 0;
    case SLOT_LESS: return order < 0;
    case SLOT_LESS_EQUAL: return order <= 0;
    case SLOT_GREATER: return order > 0;
    default: return order >= 0;
    }
}

/* The names of the table at hand and of its class. */
#define T(name) JOIN(TABLE, name)
#define R(name) JOIN(RECORD, name)

/* Some rows to look at. */
static slot_bitmap under;

/* The numbers of the rows of a bitmap are those that select finds, a few at a time. */
#define CHECK_SELECT(select, relation, value, bitmap)                                                                  \
    do {                                                                                                               \
        size_t rows[7], from = 0, some = 0, next = 0;                                                                  \
        do {                                                                                                           \
            CHECK(select(table, relation, value, &from, rows, 7, &some) == SLOT_OK);                                   \
            for (size_t k = 0; k < some; k++, next++) {                                                                \
                next = slot_bitmap_next(bitmap, next);                                                                 \
                CHECK(rows[k] == next);                                                                                \
            }                                                                                                          \
        } while (some > 0);                                                                                            \
        CHECK(slot_bitmap_next(bitmap, next) == ROWS);                                                                 \
    } while (0)

/*
 * Filters, select and count of one slot against its getter. `is_set` and `order` are about the row `row` and `value`.
 */
#define CHECK_CODES(slot, relation_count, value, is_set, order)                                                        \
    do {                                                                                                               \
        for (size_t r = 0; r < (relation_count); r++) {                                                                \
            slot_bitmap found;                                                                                         \
            size_t expected = 0, count = 0;                                                                            \
            slot_bitmap_init(&found, NULL);                                                                            \
            CHECK(T(filter_##slot)(table, relations[r], value, &found) == SLOT_OK);                                    \
            CHECK(found.count == ROWS);                                                                                \
            for (size_t row = 0; row < ROWS; row++) {                                                                  \
                const bool hit = (is_set) && compares(relations[r], order);                                            \
                CHECK(slot_bitmap_get(&found, row) == hit);                                                            \
                expected += hit && slot_bitmap_get(&under, row) ? 1 : 0;                                               \
            }                                                                                                          \
            CHECK(T(count_##slot)(table, relations[r], value, &under, &count) == SLOT_OK);                             \
            CHECK(count == expected);                                                                                  \
            CHECK(T(count_##slot)(table, relations[r], value, NULL, &count) == SLOT_OK);                               \
            CHECK(count == slot_bitmap_count(&found));                                                                 \
            CHECK_SELECT(T(select_##slot), relations[r], value, &found);                                               \
            slot_bitmap_free(&found);                                                                                  \
        }                                                                                                              \
    } while (0)

/* Between, sum, least and greatest of a slot of numbers whose values are exact in a double. */
#define CHECK_NUMBERS(slot, type, sum_type, low, high, is_set)                                                         \
    do {                                                                                                               \
        slot_bitmap found;                                                                                             \
        sum_type sum = 0, expected = 0;                                                                                \
        type smallest = 0, largest = 0, minimum = 0, maximum = 0;                                                      \
        bool is_any = false;                                                                                           \
        slot_bitmap_init(&found, NULL);                                                                                \
        CHECK(T(filter_##slot##_between)(table, low, high, &found) == SLOT_OK);                                        \
        for (size_t row = 0; row < ROWS; row++) {                                                                      \
            const bool has = is_set;                                                                                   \
            const type value = has ? T(get_##slot)(table, row) : 0;                                                    \
            CHECK(slot_bitmap_get(&found, row) == (has && value >= (low) && value <= (high)));                         \
            if (!has || !slot_bitmap_get(&under, row)) continue;                                                       \
            expected += (sum_type)value;                                                                               \
            minimum = !is_any || value < minimum ? value : minimum;                                                    \
            maximum = !is_any || value > maximum ? value : maximum;                                                    \
            is_any = true;                                                                                             \
        }                                                                                                              \
        CHECK(T(sum_##slot)(table, &under, &sum) == SLOT_OK);                                                          \
        CHECK(sum == expected);                                                                                        \
        CHECK(T(min_##slot)(table, &under, &smallest) == SLOT_OK);                                                     \
        CHECK(T(max_##slot)(table, &under, &largest) == SLOT_OK);                                                      \
        CHECK(smallest == minimum && largest == maximum && is_any);                                                    \
        slot_bitmap_free(&found);                                                                                      \
    } while (0)

#define CHECK_HAS(slot)                                                                                                \
    do {                                                                                                               \
        slot_bitmap found;                                                                                             \
        slot_bitmap_init(&found, NULL);                                                                                \
        CHECK(T(filter_has_##slot)(table, &found) == SLOT_OK);                                                         \
        for (size_t row = 0; row < ROWS; row++) CHECK(slot_bitmap_get(&found, row) == T(has_##slot)(table, row));      \
        slot_bitmap_free(&found);                                                                                      \
    } while (0)

/*
 * A range is read and its values compared (`same`: those of element k, out[k], and of row first + k), then written to
 * other rows, of which the same is asked.
 */
#define CHECK_RANGE(slot, type, elements, reads, writes, same)                                                         \
    do {                                                                                                               \
        static type out[PART * (elements)];                                                                            \
        static bool has[PART * (elements)];                                                                            \
        for (size_t first = 0; first + PART <= ROWS; first += 151) {                                                   \
            const size_t to = (first + 301) % (ROWS - PART);                                                           \
            memset(has, 1, sizeof has);                                                                                \
            CHECK(T(read_##slot) reads == SLOT_OK);                                                                    \
            for (size_t k = 0; k < PART; k++) {                                                                        \
                const size_t row = first + k;                                                                          \
                CHECK(same);                                                                                           \
            }                                                                                                          \
            CHECK(T(write_##slot) writes == SLOT_OK);                                                                  \
            for (size_t k = 0; k < PART; k++) {                                                                        \
                const size_t row = to + k;                                                                             \
                CHECK(same);                                                                                           \
            }                                                                                                          \
        }                                                                                                              \
        size_t first = ROWS - PART + 1, to = first;                                                                    \
        CHECK(T(read_##slot) reads == SLOT_ESTALE);                                                                    \
        CHECK(T(write_##slot) writes == SLOT_ESTALE);                                                                  \
        first = to = SIZE_MAX;                                                                                         \
        CHECK(T(read_##slot) reads == SLOT_ESTALE);                                                                    \
        CHECK(T(write_##slot) writes == SLOT_ESTALE);                                                                  \
    } while (0)

#define ALL_OUT  (table, first, PART, out)
#define ALL_IN   (table, to, PART, out)
#define SOME_OUT (table, first, PART, out, has)
#define SOME_IN  (table, to, PART, out, has)

#define CHECK_PLAIN(slot, type) CHECK_RANGE(slot, type, 1, ALL_OUT, ALL_IN, out[k] == T(get_##slot)(table, row))
#define CHECK_ID(slot, type)    CHECK_RANGE(slot, type, 1, ALL_OUT, ALL_IN, out[k].id == T(get_##slot)(table, row).id)
#define CHECK_OPTIONAL(slot, type)                                                                                     \
    CHECK_RANGE(slot, type, 1, SOME_OUT, SOME_IN,                                                                      \
                has[k] == T(has_##slot)(table, row) && (!has[k] || out[k] == T(get_##slot)(table, row)))

static bool same_text(slot_text a, slot_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

#define RECORD kept_Thing
#define TABLE  kept_Thing_table
#include "bulk_of.inc"

#define RECORD kept_ThingRows
#define TABLE  kept_ThingRows_table
#include "bulk_of.inc"

int main(void)
{
    slot_bitmap_init(&under, NULL);
    for (uint64_t seed = 1; seed <= 4; seed++) {
        random_state = seed;
        kept_Thing_test();
        kept_ThingRows_test();
    }
    slot_bitmap_free(&under);
    return check_end();
}
