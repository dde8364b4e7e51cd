/* SPDX-License-Identifier: MIT */
/*
 * Tables under calls with any row, range, slot, value and relation: by the generic functions, which take them all, and by
 * typed accessors of a row.
 */
#include "runtime.h"

#include "tables.slots.h"

#include <slotgen/scan.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 300, MOST_CALLS = 200 };

struct subject {
    slot_table *table;
    const slot_class *type;
    size_t rows;
};

static size_t next_row(struct program *program, const struct subject *subject)
{
    const uint8_t byte = next_byte(program);
    if (byte < 200 && subject->rows > 0) return byte % subject->rows;
    return (size_t)next_number(program);
}

static int next_slot(struct program *program, const struct subject *subject)
{
    const uint8_t byte = next_byte(program);
    return byte < 240 ? byte % slot_count(subject->type) : (int)next_number32(program);
}

/* Values that scans take; all without memory of their own. */
static slot_value next_plain(struct program *program)
{
    switch (next_byte(program) % 10) {
    case 0: return slot_unset();
    case 1: return slot_nil();
    case 2: return slot_from_bool(next_byte(program) % 2 == 1);
    case 3: return slot_from_uint(next_number(program));
    case 4: return slot_from_float(next_float(program));
    case 5: return slot_from_text("abc", next_byte(program) % 4);
    case 6: return slot_from_symbol(&kept_words_slot_symbols, next_number32(program));
    case 7: return slot_from_ref(&kept_Part_class, next_number32(program));
    default: return slot_from_int((int64_t)next_number(program));
    }
}

/* Arrays of exactly the rows that are there, else none at all: what is not there must not be touched. */
static void move_range(struct program *program, struct subject *subject, bool writes)
{
    const int slot = next_slot(program, subject);
    const size_t first = next_row(program, subject);
    const size_t count = next_row(program, subject);
    const bool is_there = first <= subject->rows && count <= subject->rows - first;
    const slot_array_type type = (slot_array_type)(next_byte(program) % 7);
    const size_t width = type == SLOT_ARRAY_BOOL ? sizeof(bool)
                         : type == SLOT_ARRAY_INT64 || type == SLOT_ARRAY_UINT64 || type == SLOT_ARRAY_DOUBLE ? 8
                                                                                                              : 4;
    const size_t room = is_there ? count : 0;
    unsigned char *values = malloc(room > 0 ? room * width : 1);
    bool *has = malloc(room > 0 ? room * sizeof *has : 1);
    size_t bad = SIZE_MAX;
    if (values == NULL || has == NULL) abort();
    for (size_t i = 0; i < room * width; i++)
        values[i] = type == SLOT_ARRAY_BOOL ? next_byte(program) % 2
                    : i % width == 0        ? next_byte(program)
                                            : next_byte(program) % 2 * 255;
    for (size_t i = 0; i < room; i++) has[i] = next_byte(program) % 3 > 0;
    bool *given = next_byte(program) % 2 == 0 ? has : NULL;
    const slot_status status = writes ? slot_table_write(subject->table, slot, first, count, type, values, given, &bad)
                                      : slot_table_read(subject->table, slot, first, count, type, values, given);
    DEMAND(is_there || status != SLOT_OK);
    DEMAND(bad == SIZE_MAX || bad < count);
    free(values);
    free(has);
}

static void scan(struct program *program, struct subject *subject)
{
    const int slot = next_slot(program, subject);
    const slot_relation relation = (slot_relation)(next_byte(program) % 8);
    const slot_value low = next_plain(program);
    const slot_value high = next_plain(program);
    slot_bitmap found;
    slot_bitmap has;
    slot_value least;
    int64_t sum;
    uint64_t natural;
    double real;
    size_t count = 0;
    size_t from = next_row(program, subject);
    size_t rows[7];
    size_t taken = 0;
    slot_bitmap_init(&found, NULL);
    slot_bitmap_init(&has, NULL);
    const slot_status status = slot_table_filter(subject->table, slot, relation, low, &found);
    if (status == SLOT_OK) {
        DEMAND(found.count == subject->rows);
        DEMAND(slot_table_count_where(subject->table, slot, relation, low, NULL, &count) == SLOT_OK);
        DEMAND(count == slot_bitmap_count(&found));
        DEMAND(slot_table_select(subject->table, slot, relation, low, &from, rows, 7, &taken) == SLOT_OK);
        for (size_t i = 0; i < taken; i++) DEMAND(slot_bitmap_get(&found, rows[i]));
    }
    (void)slot_table_filter_between(subject->table, slot, low, high, &has);
    (void)slot_table_filter_flags(subject->table, slot, next_number(program), &has);
    (void)slot_table_filter_has(subject->table, slot, &has);
    /* A bitmap of another number of bits, too. */
    if (next_byte(program) > 200) (void)slot_bitmap_resize(&found, (size_t)(next_number(program) % 5000));
    const slot_bitmap *under = next_byte(program) % 2 == 0 ? NULL : &found;
    (void)slot_table_sum_int(subject->table, slot, under, &sum, &count);
    (void)slot_table_sum_uint(subject->table, slot, under, &natural, NULL);
    (void)slot_table_sum_float(subject->table, slot, under, &real, &count);
    (void)slot_table_min(subject->table, slot, under, &least);
    (void)slot_table_max(subject->table, slot, under, &least);
    slot_bitmap_free(&found);
    slot_bitmap_free(&has);
}

/* Rows come and go. */
static void change_rows(struct program *program, struct subject *subject)
{
    const size_t row = next_row(program, subject);
    const size_t wanted = row % MOST_ROWS;
    switch (next_byte(program) % 5) {
    case 0: DEMAND(slot_table_swap_remove(subject->table, row) == (row < subject->rows ? SLOT_OK : SLOT_ESTALE)); break;
    case 1: (void)slot_table_resize(subject->table, wanted); break;
    case 2: /* what grows may be anything until it is written: it is taken away again */
        if (wanted >= subject->rows && slot_table_grow(subject->table, wanted) == SLOT_OK)
            DEMAND(slot_table_resize(subject->table, subject->rows) == SLOT_OK);
        break;
    case 3:
        if (row > SIZE_MAX / 2) DEMAND(slot_table_reserve(subject->table, row) != SLOT_OK);
        else (void)slot_table_reserve(subject->table, wanted);
        break;
    default:
        if (subject->rows > 100) slot_table_clear(subject->table);
        else (void)slot_table_resize(subject->table, subject->rows + 1);
        break;
    }
    subject->rows = slot_table_count(subject->table);
    DEMAND(subject->rows < 2 * MOST_ROWS);
}

/* Typed accessors of a row, which go to slot_violation where they refuse; one body for columns and for rows. */
#define ACCESS(name)                                                                                                   \
    static void access_##name(struct program *program, name##_table *table, size_t row)                                \
    {                                                                                                                  \
        name instance;                                                                                                 \
        size_t length;                                                                                                 \
        const size_t i = (size_t)next_number(program);                                                                 \
        const int64_t value = (int64_t)next_number(program);                                                           \
        char *text = next_bytes(program, 40, &length);                                                                 \
        const bool is_there = row < name##_table_count(table);                                                         \
        const slot_status got = name##_table_get_row(table, row, &instance);                                           \
        DEMAND((got == SLOT_OK) == is_there);                                                                          \
        if (is_there) DEMAND(slot_valid(&name##_class, &instance));                                                    \
        name##_table_set_wide(table, row, (uint64_t)value);                                                            \
        (void)name##_table_try_set_levels(table, row, i, value);                                                       \
        name##_table_set_levels(table, row, i, value);                                                                 \
        (void)name##_table_get_levels(table, row, i);                                                                  \
        name##_table_set_maybe(table, row, (kept_Side)(int)value);                                                     \
        (void)name##_table_get_maybe(table, row);                                                                      \
        name##_table_set_name(table, row, text, length);                                                               \
        (void)name##_table_copy_name(table, row, text, length);                                                        \
        name##_table_set_names(table, row, i, text, length);                                                           \
        (void)name##_table_get_names(table, row, i);                                                                   \
        (void)name##_table_try_switch_origin(table, row, (kept_Thing_origin)(int)i);                                   \
        name##_table_set_origin_number(table, row, value);                                                             \
        (void)name##_table_get_origin_letters(table, row);                                                             \
        name##_table_set_origin_letters(table, row, text, length);                                                     \
        name##_table_set_origin_pair(table, row, i, value);                                                            \
        (void)name##_table_get_origin_pair(table, row, i);                                                             \
        name##_table_set_box_int(table, row, value);                                                                   \
        (void)name##_table_get_box_float(table, row);                                                                  \
        (void)name##_table_try_set_box(table, row, next_plain(program));                                               \
        (void)name##_table_get_holiday(table, row);                                                                    \
        if (is_there) DEMAND(name##_table_get_row(table, row, &instance) == SLOT_OK);                                  \
        if (is_there) DEMAND(slot_valid(&name##_class, &instance));                                                    \
        DEMAND((name##_table_set_row(table, row, &instance) == SLOT_OK) == is_there);                                  \
        free(text);                                                                                                    \
    }

ACCESS(kept_Thing)
ACCESS(kept_ThingRows)

void runtime_tables(struct program *program)
{
    kept_Thing_table things;
    kept_ThingRows_table rows;
    kept_Deal_table deals;
    kept_Thing_table_init(&things);
    kept_ThingRows_table_init(&rows);
    kept_Deal_table_init(&deals);
    struct subject subjects[] = {{&things.base, &kept_Thing_class, 0},
                                 {&rows.base, &kept_ThingRows_class, 0},
                                 {&deals.base, &kept_Deal_class, 0}};
    const unsigned which = next_byte(program) % 3;
    struct subject *subject = &subjects[which];
    for (int calls = 0; calls < MOST_CALLS && program->at < program->end; calls++) {
        switch (next_byte(program) % 6) {
        case 0:
        case 1: change_rows(program, subject); break;
        case 2: move_range(program, subject, true); break;
        case 3: move_range(program, subject, false); break;
        case 4: scan(program, subject); break;
        default:
            if (which == 0) access_kept_Thing(program, &things, next_row(program, subject));
            if (which == 1) access_kept_ThingRows(program, &rows, next_row(program, subject));
            break;
        }
    }
    kept_Thing_table_free(&things);
    kept_ThingRows_table_free(&rows);
    kept_Deal_table_free(&deals);
}
