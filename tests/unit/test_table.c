/* SPDX-License-Identifier: MIT */
/*
 * Tables as bits: columns of every kind of stride against a model of a byte for each bit. What bits mean is no affair
 * of the container, so classes have no slots here.
 */
#include "scarce.h"
#include "unit.h"

#include <slotgen/table.h>

#include <stdint.h>

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

/* ---- Kinds of tables ---- */

enum { MOST_COLUMNS = 8, MOST_BITS = 2048 };

static const struct kind {
    uint32_t strides[MOST_COLUMNS]; /* until a 0 behind the first */
    bool is_rows;
    bool has_initial;
    size_t rows; /* about so many in the random test */
} kinds[] = {
    {{14, 4, 5}, false, false, 200},
    {{14, 4, 5}, true, false, 200},
    {{14, 4, 5}, false, true, 40000},
    {{14, 4, 5}, true, true, 40000},
    {{1}, false, true, 70000},
    {{64, 1, 63, 57, 8, 2, 33}, false, true, 3000},
    {{64, 1, 63, 57, 8, 2, 33}, true, false, 3000},
    {{96, 7, 800, 3, 64}, false, true, 700},
    {{96, 7, 800, 3, 64}, true, true, 700},
    {{1999}, false, true, 5000},
    {{0}, false, false, 300},
    {{0}, true, false, 300},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

struct made {
    slot_class class;
    slot_table_type type;
    unsigned char initial[MOST_BITS / 8];
};

static void make(struct made *made, const struct kind *kind)
{
    memset(made, 0, sizeof *made);
    made->class.name = "Any";
    made->type.type = &made->class;
    made->type.is_rows = kind->is_rows;
    if (!kind->is_rows) made->type.strides = kind->strides;
    for (uint32_t i = 0; i < MOST_COLUMNS && kind->strides[i] != 0; i++) {
        made->type.row_bits += kind->strides[i];
        if (!kind->is_rows) made->type.column_count++;
    }
    if (!kind->has_initial) return;
    for (size_t i = 0; i < made->type.row_bits; i++) {
        /* The first column stays zero: such ones are cleared, not copied. */
        if (i >= kind->strides[0] && i * 7 % 5 < 2) made->initial[i / 8] |= (unsigned char)(1u << i % 8);
    }
    made->type.initial = made->initial;
}

/* ---- The model ---- */

struct model {
    slot_table table;
    const slot_table_type *type;
    const struct kind *kind;
    size_t room;
    unsigned char *bits; /* a byte each, row_bits of a row */
};

static void model_begin(struct model *model, const struct made *made, const struct kind *kind,
                        const slot_storage *storage, size_t room)
{
    model->type = &made->type;
    model->kind = kind;
    model->room = room;
    model->bits = malloc(room * made->type.row_bits + 1);
    ck_assert_ptr_nonnull(model->bits);
    slot_table_init(&model->table, &made->type, storage);
}

static void model_end(struct model *model)
{
    slot_table_free(&model->table);
    ck_assert_uint_eq(slot_table_count(&model->table), 0);
    ck_assert_uint_eq(slot_table_bytes(&model->table), 0);
    free(model->bits);
}

/* Bit `bit` of a row, found as table.h says: the byte and the bit in it. */
static unsigned char *bit_of(const struct model *model, size_t row, uint64_t bit, unsigned *shift)
{
    uint64_t prefix = 0;
    uint64_t stride = model->type->row_bits;
    for (uint32_t i = 0; i < model->type->column_count; i++) {
        stride = model->type->strides[i];
        if (bit < prefix + stride) break;
        prefix += stride;
    }
    const uint64_t at = slot_table_within(&model->table, row) * stride + bit - prefix;
    *shift = (unsigned)(at % 8);
    return slot_table_column(&model->table, row, prefix) + at / 8;
}

static void set_row(struct model *model, size_t row)
{
    for (uint64_t bit = 0; bit < model->type->row_bits; bit++) {
        unsigned shift;
        unsigned char *const at = bit_of(model, row, bit, &shift);
        const unsigned value = (unsigned)(random_word() >> 40 & 1);
        *at = (unsigned char)((*at & ~(1u << shift)) | value << shift);
        model->bits[row * model->type->row_bits + bit] = (unsigned char)value;
    }
}

static void check_row(const struct model *model, size_t row)
{
    for (uint64_t bit = 0; bit < model->type->row_bits; bit++) {
        unsigned shift;
        const unsigned byte = *bit_of(model, row, bit, &shift);
        const unsigned value = byte >> shift & 1u;
        if (value != model->bits[row * model->type->row_bits + bit]) {
            ck_abort_msg("bit %u of row %u of %u is lost", (unsigned)bit, (unsigned)row, (unsigned)model->table.count);
        }
    }
}

/* All rows; of many, those at borders and some others. */
static void check_all(const struct model *model)
{
    const size_t count = model->table.count;
    for (size_t row = 0; row < count; row++) {
        const bool is_border = (row + 2) % 64 < 4 && (row + 2) % 4096 < 130;
        if (count < 2000 || is_border || row % 61 == 0 || row + 3 > count) check_row(model, row);
    }
    const uint64_t bits = model->table.count * model->type->row_bits;
    ck_assert_uint_eq(slot_table_row_bytes(&model->table), (bits + 7) / 8);
}

/* What resize should have made of the rows from `before` on. */
static void expect_initial(struct model *model, size_t before)
{
    const uint64_t row_bits = model->type->row_bits;
    for (size_t row = before; row < model->table.count; row++) {
        for (uint64_t bit = 0; bit < row_bits; bit++) {
            model->bits[row * row_bits + bit] =
                model->type->initial == NULL ? 0 : model->type->initial[bit / 8] >> bit % 8 & 1;
        }
    }
}

static void resize(struct model *model, size_t rows)
{
    const size_t before = model->table.count;
    ck_assert_uint_le(rows, model->room);
    ck_assert_int_eq(slot_table_resize(&model->table, rows), SLOT_OK);
    ck_assert_uint_eq(slot_table_count(&model->table), rows);
    expect_initial(model, before);
}

static void append(struct model *model)
{
    const size_t row = model->table.count;
    ck_assert_uint_lt(row, model->room);
    ck_assert_int_eq(slot_table_extend(&model->table), SLOT_OK);
    ck_assert_uint_eq(slot_table_count(&model->table), row + 1);
    set_row(model, row);
}

static void swap_remove(struct model *model, size_t row)
{
    const size_t last = model->table.count - 1;
    const uint64_t row_bits = model->type->row_bits;
    ck_assert_int_eq(slot_table_swap_remove(&model->table, row), SLOT_OK);
    ck_assert_uint_eq(slot_table_count(&model->table), last);
    memmove(model->bits + row * row_bits, model->bits + last * row_bits, row_bits);
}

START_TEST(random_steps_follow_the_model)
{
    const struct kind *const kind = &kinds[_i];
    struct scarce scarce;
    scarce_begin(&scarce, -1);
    struct made made;
    make(&made, kind);
    struct model model;
    model_begin(&model, &made, kind, &scarce.storage, kind->rows * 2);
    random_state = (uint64_t)_i + 1;
    const int steps = kind->rows > 10000 ? 100 : 400;
    for (int step = 0; step < steps; step++) {
        const size_t count = model.table.count;
        switch (random_below(6)) {
        case 0: resize(&model, random_below(kind->rows)); break;
        case 1: resize(&model, count + random_below(kind->rows * 2 - count + 1) / 8); break;
        case 2:
            for (size_t i = random_below(40); i > 0 && model.table.count > 0; i--) {
                swap_remove(&model, random_below(model.table.count));
            }
            break;
        case 3:
            for (size_t i = random_below(10); i > 0 && count > 0; i--) set_row(&model, random_below(count));
            break;
        default:
            for (size_t i = random_below(60); i > 0 && model.table.count < model.room; i--) append(&model);
        }
        if (step % 50 == 0) check_all(&model);
        for (size_t i = 0; i < 20 && model.table.count > 0; i++) check_row(&model, random_below(model.table.count));
        ck_assert_int_eq(slot_table_swap_remove(&model.table, model.table.count), SLOT_ESTALE);
        ck_assert_int_eq(slot_table_swap_remove(&model.table, SIZE_MAX), SLOT_ESTALE);
        ck_assert_uint_eq(slot_table_bytes(&model.table), scarce.bytes);
    }
    check_all(&model);
    model_end(&model);
    ck_assert_uint_eq(scarce.bytes, 0);
}
END_TEST

/* Every number of rows around the borders of small and full blocks, one at a time and at once. */
START_TEST(borders_of_blocks)
{
    const struct kind *const kind = &kinds[_i];
    struct made made;
    make(&made, kind);
    struct model model;
    model_begin(&model, &made, kind, NULL, 300);
    random_state = 7;
    check_all(&model);
    while (model.table.count < 300) {
        append(&model);
        if (model.table.count % 64 < 3) check_all(&model);
    }
    check_all(&model);
    while (model.table.count > 0) {
        swap_remove(&model, model.table.count / 2);
        if (model.table.count % 64 < 3) check_all(&model);
    }
    for (size_t rows = 0; rows < 130; rows++) {
        slot_table_free(&model.table);
        resize(&model, rows);
        check_all(&model);
        resize(&model, rows + 1 + rows % 3);
        check_all(&model);
        for (size_t row = 0; row < rows; row++) set_row(&model, row);
        resize(&model, rows / 2);
        resize(&model, rows);
        check_all(&model);
    }
    model_end(&model);
}
END_TEST

START_TEST(full_blocks_follow_each_other)
{
    const struct kind *const kind = &kinds[_i];
    struct made made;
    make(&made, kind);
    struct model model;
    const size_t block = (size_t)1 << SLOT_TABLE_SHIFT_MAX;
    model_begin(&model, &made, kind, NULL, 3 * block);
    const size_t counts[] = {block - 1, block, block + 1, 2 * block - 1, 2 * block, 2 * block + 1};
    random_state = 11;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        slot_table_free(&model.table);
        resize(&model, counts[i] - 2);
        while (model.table.count < counts[i]) append(&model);
        append(&model);
        set_row(&model, 0);
        check_all(&model);
        swap_remove(&model, 0);
        swap_remove(&model, 0);
        check_all(&model);
    }
    model_end(&model);
}
END_TEST

/* ---- Memory ---- */

START_TEST(without_memory_nothing_changes)
{
    const struct kind *const kind = &kinds[_i];
    struct made made;
    make(&made, kind);
    bool all_done = false;
    for (int allowed = 0; !all_done; allowed++) {
        struct scarce scarce;
        scarce_begin(&scarce, allowed);
        struct model model;
        model_begin(&model, &made, kind, &scarce.storage, 401);
        random_state = 13;
        all_done = true;
        while (all_done && model.table.count < 150) {
            const size_t rows = model.table.count;
            const slot_status status = slot_table_extend(&model.table);
            if (status == SLOT_OK) {
                set_row(&model, rows);
                continue;
            }
            ck_assert_int_eq(status, SLOT_ENOMEM);
            ck_assert_uint_eq(slot_table_count(&model.table), rows);
            all_done = false;
        }
        check_all(&model);
        const size_t before = model.table.count;
        if (all_done && slot_table_resize(&model.table, 400) == SLOT_OK) {
            expect_initial(&model, before);
        } else if (all_done) {
            all_done = false;
            ck_assert_uint_eq(slot_table_count(&model.table), before);
        }
        check_all(&model);
        ck_assert_uint_eq(slot_table_bytes(&model.table), scarce.bytes);
        /* With memory again it goes on. */
        scarce.left = -1;
        append(&model);
        check_all(&model);
        model_end(&model);
        ck_assert_uint_eq(scarce.bytes, 0);
        ck_assert_int_lt(allowed, 100);
    }
}
END_TEST

START_TEST(what_is_reserved_cannot_fail)
{
    static const size_t reserved[] = {1, 64, 65, 1000, 32768, 32769, 100000};
    struct made made;
    make(&made, &kinds[0]);
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
        for (size_t already = 0; already < 200; already += 99) {
            struct scarce scarce;
            scarce_begin(&scarce, -1);
            struct model model;
            model_begin(&model, &made, &kinds[0], &scarce.storage, 100200);
            random_state = i + 1;
            while (model.table.count < already) append(&model);
            ck_assert_int_eq(slot_table_reserve(&model.table, reserved[i]), SLOT_OK);
            const size_t bytes = slot_table_bytes(&model.table);
            check_all(&model);
            scarce.left = 0;
            while (model.table.count < reserved[i]) append(&model);
            ck_assert_uint_eq(slot_table_bytes(&model.table), bytes);
            check_all(&model);
            slot_table_clear(&model.table);
            ck_assert_uint_eq(slot_table_count(&model.table), 0);
            ck_assert_uint_eq(slot_table_bytes(&model.table), bytes); /* what is cleared stays */
            resize(&model, reserved[i]);
            check_all(&model);
            scarce.left = -1;
            model_end(&model);
            ck_assert_uint_eq(scarce.bytes, 0);
        }
    }
}
END_TEST

START_TEST(more_than_there_can_be_is_full)
{
    struct made made;
    make(&made, &kinds[_i]);
    struct scarce scarce;
    scarce_begin(&scarce, -1);
    struct model model;
    model_begin(&model, &made, &kinds[_i], &scarce.storage, 10);
    resize(&model, 5);
    ck_assert_int_eq(slot_table_reserve(&model.table, SIZE_MAX), SLOT_EFULL);
    ck_assert_int_eq(slot_table_resize(&model.table, SIZE_MAX), SLOT_EFULL);
    ck_assert_int_eq(slot_table_grow(&model.table, SIZE_MAX), SLOT_EFULL);
    /* Fewer than may be, where no machine has so much; sizes of 32 bits are not that far apart. */
    const size_t many = (size_t)(UINT64_C(1) << 52);
    if (many > 0) ck_assert_int_eq(slot_table_resize(&model.table, many), SLOT_ENOMEM);
    ck_assert_uint_eq(slot_table_count(&model.table), 5);
    check_all(&model);
    model_end(&model);
    /* A row that no memory has 64 of. */
    made.type.row_bits = UINT64_MAX / 8;
    slot_table_init(&model.table, &made.type, NULL);
    ck_assert_int_eq(slot_table_extend(&model.table), SLOT_EFULL);
    ck_assert_int_eq(slot_table_resize(&model.table, 1), SLOT_EFULL);
    ck_assert_int_eq(slot_table_resize(&model.table, 0), SLOT_OK);
    slot_table_free(&model.table);
}
END_TEST

/* The bytes of many rows: those of their bits and 1 % at most. */
START_TEST(a_million_rows_add_nothing)
{
    static const struct kind date = {{14, 4, 5}, false, false, 0};
    static const struct kind trade = {{13, 1, 24, 20, 47, 6, 6, 24}, false, true, 0};
    const struct kind *const all[] = {&date, &trade};
    for (size_t i = 0; i < 2; i++) {
        struct made made;
        make(&made, all[i]);
        made.type.is_rows = _i == 1;
        slot_table table;
        slot_table_init(&table, &made.type, NULL);
        ck_assert_uint_eq(slot_table_bytes(&table), 0);
        const size_t block = (size_t)1 << table.most_shift;
        for (size_t rows = 3 * 1000 * 1000 / block * block; table.count < rows;) {
            ck_assert_int_eq(slot_table_extend(&table), SLOT_OK);
        }
        const size_t exact = slot_table_row_bytes(&table);
        ck_assert_uint_eq(exact, table.count * made.type.row_bits / 8);
        ck_assert_uint_ge(slot_table_bytes(&table), exact);
        ck_assert_uint_le(slot_table_bytes(&table), exact + exact / 100);
        slot_table_free(&table);
    }
}
END_TEST

Suite *table_suite(void)
{
    Suite *const suite = suite_create("table");
    TCase *const cases = tcase_create("tables");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, random_steps_follow_the_model, 0, KINDS);
    tcase_add_loop_test(cases, borders_of_blocks, 0, KINDS);
    tcase_add_loop_test(cases, full_blocks_follow_each_other, 1, 4);
    tcase_add_loop_test(cases, without_memory_nothing_changes, 0, KINDS);
    tcase_add_test(cases, what_is_reserved_cannot_fail);
    tcase_add_loop_test(cases, more_than_there_can_be_is_full, 0, KINDS);
    tcase_add_loop_test(cases, a_million_rows_add_nothing, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
