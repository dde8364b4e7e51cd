/* SPDX-License-Identifier: MIT */
/*
 * Scans of tables, columns and rows, on every path that the processor has, against instances that are read one by one:
 * slots of every kind with all that random rows hold of them.
 */
#include "unit.h"

#include "../../runtime/scan_kernel.h"
#include "classes.h"
#include "kinds.h"

#include <math.h>
#include <slotgen/scan.h>
#include <stdlib.h>
#include <string.h>

/* ---- The path that scans take ---- */

static scan_path path_wanted;

scan_path slot_scan_path(void)
{
    return path_wanted;
}

/* In loops over rows: Check notes each assertion that it sees. */
#define HOLDS(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) ck_abort_msg("%s: row %zu, path %d: " #condition, slot->name, row, (int)path_wanted);        \
    } while (0)

static const scan_path paths[] = {SCAN_PLAIN, SCAN_AVX2, SCAN_AVX512, SCAN_NEON};
/* Slow machines ask for fewer rows, at least 4,000: what is done in blocks needs several. */
#ifndef SCAN_ROWS
#define SCAN_ROWS 9001
#endif
enum { PATHS = 4, ROWS = SCAN_ROWS, CONSTANTS = 16 };

/* ---- A table of random rows, and the same rows as instances ---- */

struct rows {
    struct kind_class *kinds;
    unsigned char *records;
    slot_table table;
    slot_table_type type;
    slot_column codes[KIND_SLOTS], presence[KIND_SLOTS];
    uint32_t strides[2 * KIND_SLOTS];
    slot_bitmap found, under;
};

static bool is_single(const struct kind_slot *slot)
{
    return slot->dims == 0 && slot->kind < SLOT_KIND_TEXT;
}

/* Only what has a single code is in the table; the others have no place. */
static void place_columns(struct rows *rows)
{
    uint64_t prefix = 3; /* so that columns begin anywhere */
    uint32_t bit = 5;
    rows->strides[rows->type.column_count++] = 3;
    for (int i = 0; i < rows->kinds->count; i++) {
        const struct kind_slot *const slot = &rows->kinds->slots[i];
        const bool has_presence = slot->optional && !slot->niche;
        if (!is_single(slot)) continue;
        if (has_presence) {
            rows->presence[i] = (slot_column){prefix, 1, 0};
            rows->strides[rows->type.column_count++] = 1;
            prefix += 1;
        }
        /* Some columns are wider than their codes, as those of overlays. */
        const uint32_t wider = i % 7 == 3 ? 5 : 0;
        rows->codes[i] = (slot_column){prefix, slot->width + wider, wider / 2};
        rows->strides[rows->type.column_count++] = slot->width + wider;
        prefix += slot->width + wider;
    }
    rows->type.row_bits = prefix;
    if (!rows->type.is_rows) return;
    for (int i = 0; i < rows->kinds->count; i++) {
        const struct kind_slot *const slot = &rows->kinds->slots[i];
        if (!is_single(slot)) continue;
        const bool has_presence = slot->optional && !slot->niche;
        if (has_presence) rows->presence[i] = (slot_column){0, 0, bit++};
        rows->codes[i] = (slot_column){0, 0, bit};
        bit += slot->width;
    }
    rows->type.row_bits = bit;
    rows->type.column_count = 0;
    for (int i = 0; i < KIND_SLOTS; i++) rows->codes[i].stride = rows->presence[i].stride = bit;
}

static void put_bits(const struct rows *rows, size_t row, const slot_column *column, unsigned width, uint64_t code)
{
    unsigned char *const bytes = slot_table_column(&rows->table, row, column->prefix);
    const size_t bit = slot_table_within(&rows->table, row) * column->stride + column->bit;
    for (unsigned k = 0; k < width; k++) {
        const size_t at = bit + k;
        const unsigned one = 1u << at % 8;
        bytes[at / 8] = (unsigned char)((bytes[at / 8] & ~one) | ((code >> k & 1) != 0 ? one : 0));
    }
}

static uint64_t get_bits(const struct rows *rows, size_t row, const slot_column *column, unsigned width)
{
    const unsigned char *const bytes = slot_table_column(&rows->table, row, column->prefix);
    const size_t bit = slot_table_within(&rows->table, row) * column->stride + column->bit;
    uint64_t code = 0;
    for (unsigned k = 0; k < width; k++) code |= (uint64_t)(bytes[(bit + k) / 8] >> (bit + k) % 8 & 1) << k;
    return code;
}

/* Rows in which everything is set that can be, in random order, which lets arms come and go; small numbers often. */
static void fill_rows(struct rows *rows, uint64_t *random)
{
    struct kind_state *const state = calloc(1, sizeof *state);
    for (size_t row = 0; row < ROWS; row++) {
        for (int n = 0; n < (row == 0 ? 500 : 25); n++) {
            const int i = (int)(model_random(random) % (uint64_t)rows->kinds->count);
            const struct kind_slot *const slot = &rows->kinds->slots[i];
            unsigned char bytes[KIND_BYTES] = {0};
            uint64_t code;
            random_content(slot, random, &code, bytes);
            const bool is_clear = (slot->optional || slot->niche) && model_random(random) % 4 == 0;
            if (is_clear) state_clear(rows->kinds, state, i, 0);
            else state_set(rows->kinds, state, i, 0, code, bytes);
        }
        state_write(rows->kinds, state, rows->records + row * KIND_RECORD);
        for (int i = 0; i < rows->kinds->count; i++) {
            const struct kind_slot *const slot = &rows->kinds->slots[i];
            if (!is_single(slot)) continue;
            const bool is_live = state_is_live(rows->kinds, state, i, 0);
            /* Dead arms may hold anything: in rows their bits are others'. */
            put_bits(rows, row, &rows->codes[i], slot->width, is_live ? state->code[i][0] : model_random(random));
            const bool is_set = is_live ? state->set[i][0] : model_random(random) % 2 == 0;
            if (slot->optional && !slot->niche) put_bits(rows, row, &rows->presence[i], 1, is_set);
        }
    }
    free(state);
}

static struct rows *rows_new(bool is_rows, uint64_t *random)
{
    struct rows *const rows = calloc(1, sizeof *rows);
    rows->kinds = kinds_from(3);
    rows->records = calloc(ROWS, KIND_RECORD);
    rows->type.type = &rows->kinds->class;
    rows->type.codes = rows->codes;
    rows->type.presence = rows->presence;
    rows->type.strides = rows->strides;
    rows->type.is_rows = is_rows;
    place_columns(rows);
    slot_table_init(&rows->table, &rows->type, NULL);
    slot_bitmap_init(&rows->found, NULL);
    slot_bitmap_init(&rows->under, NULL);
    ck_assert_int_eq(slot_table_grow(&rows->table, ROWS), SLOT_OK);
    fill_rows(rows, random);
    ck_assert_int_eq(slot_bitmap_resize(&rows->under, ROWS), SLOT_OK);
    for (size_t row = 0; row < ROWS; row++)
        slot_bitmap_set(&rows->under, row, row / 300 % 3 == 0 || model_random(random) % 3 == 0);
    return rows;
}

static void rows_free(struct rows *rows)
{
    slot_bitmap_free(&rows->found);
    slot_bitmap_free(&rows->under);
    slot_table_free(&rows->table);
    free(rows->records);
    free(rows);
}

/* What the slot holds in a row; unset where the record says so, whatever number of its own stands for that. */
static slot_value truth(const struct rows *rows, size_t row, int i)
{
    const unsigned char *const record = rows->records + row * KIND_RECORD;
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    slot_value value;
    HOLDS(slot_get(&rows->kinds->class, record, i, &value) == SLOT_OK);
    const bool is_null = value.kind == SLOT_VALUE_NIL && slot->kind != SLOT_KIND_ANY;
    if (!slot_has(&rows->kinds->class, record, i) && !is_null) value.kind = SLOT_VALUE_UNSET;
    return value;
}

/* ---- Comparing in long doubles: those here hold any integer of 64 bits and any double exactly ---- */

static long double real_of(const slot_value *value)
{
    switch (value->kind) {
    case SLOT_VALUE_BOOL: return value->as.truth ? 1 : 0;
    case SLOT_VALUE_INT: return (long double)value->as.integer;
    case SLOT_VALUE_UINT: return (long double)value->as.natural;
    case SLOT_VALUE_FLOAT: return (long double)value->as.real;
    case SLOT_VALUE_SYMBOL: return (long double)value->as.symbol.id;
    case SLOT_VALUE_REF: return (long double)value->as.ref.id;
    case SLOT_VALUE_POINTER: return (long double)SLOT_POINTER_TO_WORD(value->as.pointer);
    default: return 0;
    }
}

static int order_of(const slot_value *a, const slot_value *b)
{
    const long double left = real_of(a);
    const long double right = real_of(b);
    if (isnan(left) || isnan(right)) return (isnan(left) != 0) - (isnan(right) != 0); /* not 1 on Windows */
    return (left > right) - (left < right);
}

static bool holds(int order, slot_relation relation)
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

static bool has_order(const struct kind_slot *slot)
{
    return slot->kind <= SLOT_KIND_FLOAT64 && slot->kind != SLOT_KIND_FLAGS;
}

/* ---- Filters ---- */

/* Numbers that the slot holds, those beside them, and those that nothing holds. */
static int constants_of(const struct rows *rows, int i, slot_value *out, uint64_t *random)
{
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    int count = 0;
    for (int n = 0; n < 50 && count < 4; n++) {
        const slot_value value = truth(rows, model_random(random) % ROWS, i);
        if (value.kind != SLOT_VALUE_UNSET) out[count++] = value;
    }
    if (!has_order(slot)) return count;
    const int held = count;
    for (int n = 0; n < held && n < 2; n++) {
        const double near = (double)real_of(&out[n]);
        out[count++] = slot_from_float(near + 0.5);
        out[count++] = slot_from_float(nextafter(near, -(double)INFINITY));
    }
    out[count++] = slot_from_int(INT64_MIN);
    out[count++] = slot_from_uint(UINT64_MAX);
    out[count++] = slot_from_float((double)NAN);
    out[count++] = slot_from_float(-(double)INFINITY);
    ck_assert_int_le(count, CONSTANTS);
    return count;
}

static void check_filter(struct rows *rows, int i, slot_relation relation, const slot_value *constant,
                         const slot_value *truths)
{
    const slot_table *const table = &rows->table;
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    const bool has = has_order(slot) || (relation <= SLOT_NOT_EQUAL && slot->kind < SLOT_KIND_ANY);
    const slot_status status = slot_table_filter(table, i, relation, *constant, &rows->found);
    ck_assert_int_eq(status, has ? SLOT_OK : SLOT_ETYPE);
    if (!has) return;
    ck_assert_uint_eq(rows->found.count, ROWS);
    size_t under = 0;
    size_t want = 0;
    size_t counted;
    for (size_t row = 0; row < ROWS; row++) {
        const slot_value *const value = &truths[row];
        const bool is_found = value->kind != SLOT_VALUE_UNSET && holds(order_of(value, constant), relation);
        HOLDS(slot_bitmap_get(&rows->found, row) == is_found);
        under += is_found && slot_bitmap_get(&rows->under, row);
        want += is_found;
    }
    ck_assert_uint_eq(slot_bitmap_count(&rows->found), want);
    ck_assert_int_eq(slot_table_count_where(table, i, relation, *constant, NULL, &counted), SLOT_OK);
    ck_assert_uint_eq(counted, want);
    ck_assert_int_eq(slot_table_count_where(table, i, relation, *constant, &rows->under, &counted), SLOT_OK);
    ck_assert_uint_eq(counted, under);

    /* The numbers of the rows in parts of 77, from the same bits. */
    size_t from = 0;
    size_t row = slot_bitmap_next(&rows->found, 0);
    size_t numbers[77];
    for (;;) {
        ck_assert_int_eq(slot_table_select(table, i, relation, *constant, &from, numbers, 77, &counted), SLOT_OK);
        for (size_t k = 0; k < counted; k++, row = slot_bitmap_next(&rows->found, row + 1)) HOLDS(numbers[k] == row);
        if (counted < 77) break;
    }
    ck_assert_uint_eq(row, ROWS);
}

static void check_filters(struct rows *rows, int i, const slot_value *truths, uint64_t *random)
{
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    slot_value constants[CONSTANTS];
    const slot_table *const table = &rows->table;
    const int count = constants_of(rows, i, constants, random);
    for (int n = 0; n < count; n++) {
        for (int relation = SLOT_EQUAL; relation <= SLOT_GREATER_EQUAL; relation++)
            check_filter(rows, i, (slot_relation)relation, &constants[n], truths);
        const slot_value *const low = &constants[n];
        const slot_value *const high = &constants[(n + 1) % count];
        const bool has = has_order(&rows->kinds->slots[i]);
        ck_assert_int_eq(slot_table_filter_between(table, i, *low, *high, &rows->found), has ? SLOT_OK : SLOT_ETYPE);
        for (size_t row = 0; row < ROWS && has; row++) {
            const slot_value *const value = &truths[row];
            const bool want =
                value->kind != SLOT_VALUE_UNSET && order_of(value, low) >= 0 && order_of(value, high) <= 0;
            HOLDS(slot_bitmap_get(&rows->found, row) == want);
        }
    }
    const slot_value text = slot_from_text("x", 1);
    ck_assert_int_eq(slot_table_filter(table, i, SLOT_EQUAL, text, &rows->found), SLOT_ETYPE);
    ck_assert_int_eq(slot_table_filter_has(table, i, &rows->found), SLOT_OK);
    for (size_t row = 0; row < ROWS; row++) {
        const bool is_nil = truths[row].kind == SLOT_VALUE_NIL && rows->kinds->slots[i].kind != SLOT_KIND_ANY;
        HOLDS(slot_bitmap_get(&rows->found, row) == (truths[row].kind != SLOT_VALUE_UNSET && !is_nil));
    }
}

/* ---- Sums, least and greatest ---- */

/* The sum as a double, the same on every path. */
static void check_float_sum(const struct rows *rows, int i, const slot_bitmap *under, double want, size_t count)
{
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    const bool is_real = slot->kind >= SLOT_KIND_STEPS && slot->kind <= SLOT_KIND_FLOAT64;
    const bool is_huge = isnan(want) || fabs(want) > 1e300; /* sums on the way may be infinite or not */
    const scan_path path = path_wanted;
    double real;
    double plain;
    size_t counted;
    ck_assert_int_eq(slot_table_sum_float(&rows->table, i, under, &real, &counted), is_real ? SLOT_OK : SLOT_ETYPE);
    if (!is_real) return;
    ck_assert_uint_eq(counted, count);
    ck_assert_msg(is_huge || fabs(real - want) <= fabs(want) * 1e-9, "%s: %.17g, not %.17g", slot->name, real, want);
    path_wanted = SCAN_PLAIN;
    ck_assert_int_eq(slot_table_sum_float(&rows->table, i, under, &plain, NULL), SLOT_OK);
    path_wanted = path;
    ck_assert_msg(memcmp(&plain, &real, sizeof real) == 0 || isnan(real), "%s: another sum", slot->name);
    ck_assert_int_eq(isnan(plain), isnan(real));
}

static void check_sums(const struct rows *rows, int i, const slot_bitmap *under, const slot_value *truths)
{
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    const bool is_integer = slot->kind <= SLOT_KIND_BOOL;
    long double sum = 0;
    size_t count = 0;
    size_t counted;
    slot_value least = slot_unset();
    slot_value greatest = slot_unset();
    for (size_t row = 0; row < ROWS; row++) {
        const slot_value *const value = &truths[row];
        if (value->kind == SLOT_VALUE_UNSET || (under != NULL && !slot_bitmap_get(under, row))) continue;
        sum += real_of(value);
        if (count == 0 || order_of(value, &least) < 0) least = *value;
        if (count == 0 || order_of(value, &greatest) > 0) greatest = *value;
        count++;
    }
    int64_t integer;
    uint64_t natural;
    slot_status status = slot_table_sum_int(&rows->table, i, under, &integer, &counted);
    if (is_integer && sum >= -9.2e18L && sum <= 9.2e18L) {
        ck_assert_int_eq(status, SLOT_OK);
        ck_assert_msg((long double)integer == sum, "%s", slot->name);
        ck_assert_uint_eq(counted, count);
    } else if (is_integer) {
        ck_assert_int_eq(status, SLOT_ERANGE);
    } else {
        ck_assert_int_eq(status, slot->kind == SLOT_KIND_STEPS ? SLOT_OK : SLOT_ETYPE);
    }
    status = slot_table_sum_uint(&rows->table, i, under, &natural, NULL);
    if (is_integer && sum >= 0 && sum <= 9.2e18L) {
        ck_assert_int_eq(status, SLOT_OK);
        ck_assert((long double)natural == sum);
    } else if (is_integer) {
        ck_assert_int_eq(status, SLOT_ERANGE);
    }
    check_float_sum(rows, i, under, (double)sum, count);
    slot_value found;
    status = slot_table_min(&rows->table, i, under, &found);
    ck_assert_int_eq(status, !has_order(slot) ? SLOT_ETYPE : count == 0 ? SLOT_EUNSET : SLOT_OK);
    if (status == SLOT_OK) ck_assert(found.kind == least.kind && order_of(&found, &least) == 0);
    status = slot_table_max(&rows->table, i, under, &found);
    ck_assert_int_eq(status, !has_order(slot) ? SLOT_ETYPE : count == 0 ? SLOT_EUNSET : SLOT_OK);
    if (status == SLOT_OK) ck_assert(found.kind == greatest.kind && order_of(&found, &greatest) == 0);
}

/* ---- Reading and writing ---- */

static slot_array_type array_of(const struct kind_slot *slot)
{
    switch (slot->kind) {
    case SLOT_KIND_BOOL: return SLOT_ARRAY_BOOL;
    case SLOT_KIND_UINT: return SLOT_ARRAY_UINT64;
    case SLOT_KIND_SYMBOL:
    case SLOT_KIND_REF: return SLOT_ARRAY_UINT32;
    case SLOT_KIND_STEPS:
    case SLOT_KIND_FLOAT16:
    case SLOT_KIND_FLOAT32:
    case SLOT_KIND_FLOAT64: return SLOT_ARRAY_DOUBLE;
    default: return SLOT_ARRAY_INT64;
    }
}

union array {
    int64_t integers[ROWS];
    uint64_t naturals[ROWS];
    uint32_t ids[ROWS];
    bool truths[ROWS];
    double reals[ROWS];
};

static slot_value element_of(const union array *array, slot_array_type type, size_t k)
{
    switch (type) {
    case SLOT_ARRAY_BOOL: return slot_from_bool(array->truths[k]);
    case SLOT_ARRAY_UINT64: return slot_from_uint(array->naturals[k]);
    case SLOT_ARRAY_UINT32: return slot_from_uint(array->ids[k]);
    case SLOT_ARRAY_DOUBLE: return slot_from_float(array->reals[k]);
    default: return slot_from_int(array->integers[k]);
    }
}

/* The codes of all slots but one, or -1. */
static uint64_t hash_of(const struct rows *rows, int but, size_t first, size_t count)
{
    uint64_t hash = 0;
    for (int k = 0; k < rows->kinds->count; k++) {
        if (k == but || !is_single(&rows->kinds->slots[k])) continue;
        for (size_t row = first; row < ROWS && row < first + count; row++)
            hash = hash * 31 + get_bits(rows, row, &rows->codes[k], rows->kinds->slots[k].width);
    }
    return hash;
}

static void check_range(struct rows *rows, int i, const slot_value *truths, size_t first, size_t count,
                        union array *array, bool *has)
{
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    const slot_array_type type = array_of(slot);
    const bool is_readable = slot->kind < SLOT_KIND_POINTER;
    const slot_status status = slot_table_read(&rows->table, i, first, count, type, array, has);
    ck_assert_int_eq(status, is_readable ? SLOT_OK : SLOT_ETYPE);
    if (!is_readable) return;
    for (size_t k = 0; k < count; k++) {
        const size_t row = first + k;
        const slot_value *const value = &truths[row];
        const slot_value got = element_of(array, type, k);
        const bool is_set = value->kind != SLOT_VALUE_UNSET;
        HOLDS(has[k] == (is_set && value->kind != SLOT_VALUE_NIL));
        if (is_set) HOLDS(order_of(&got, value) == 0);
        else if (slot->has_sentinel) HOLDS(got.as.integer == slot->sentinel);
    }
    ck_assert_int_eq(slot_table_read(&rows->table, i, first, ROWS - first + 1, type, array, NULL), SLOT_ESTALE);
    ck_assert_int_eq(slot_table_read(&rows->table, i, SIZE_MAX, 2, type, array, NULL), SLOT_ESTALE);

    /* What was read is written again, and nothing changes but what it says. */
    ck_assert_int_eq(slot_table_read(&rows->table, i, first, count, type, array, has), SLOT_OK);
    const bool can_unset =
        slot->optional || slot->niche || slot->kind == SLOT_KIND_SYMBOL || slot->kind == SLOT_KIND_REF;
    size_t bad = SIZE_MAX;
    size_t refused = SIZE_MAX;
    for (size_t k = count; k-- > 0;) {
        const unsigned char *const record = rows->records + (first + k) * KIND_RECORD;
        if (slot->tag > 0 && truths[first + k].kind == SLOT_VALUE_UNSET && !can_unset &&
            !slot_has(&rows->kinds->class, record, i))
            refused = k;
    }
    const uint64_t held = hash_of(rows, -1, first, count);
    const slot_status written =
        slot_table_write(&rows->table, i, first, count, type, array, can_unset ? has : NULL, &bad);
    if (slot->is_tag || slot->read_only) {
        ck_assert_int_eq(written, SLOT_EREADONLY);
    } else if (slot->tag > 0) {
        /* A row of another arm is left alone where nothing is to be written to it. */
        ck_assert_int_eq(written, refused == SIZE_MAX ? SLOT_OK : SLOT_EUNSET);
        ck_assert_uint_eq(bad, refused);
        ck_assert_uint_eq(hash_of(rows, -1, first, count), held);
    } else {
        ck_assert_msg(written == SLOT_OK, "%s: %d", slot->name, (int)written);
    }
}

/* Writes other rows' values, and finds them there, and their neighbours unchanged. */
static void check_write(struct rows *rows, int i, size_t first, size_t count, union array *array, bool *has)
{
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    const slot_array_type type = array_of(slot);
    const size_t from = (first + 1777) % (ROWS - count);
    const bool can_unset =
        slot->optional || slot->niche || slot->kind == SLOT_KIND_SYMBOL || slot->kind == SLOT_KIND_REF;
    if (slot->kind >= SLOT_KIND_POINTER || slot->tag > 0 || slot->is_tag || slot->read_only || count == 0) return;
    uint64_t before[ROWS];
    for (size_t row = 0; row < ROWS; row++) before[row] = get_bits(rows, row, &rows->codes[i], slot->width);
    const size_t around = first > 3 ? first - 3 : 0;
    const uint64_t others = hash_of(rows, i, around, first - around + count + 3);
    ck_assert_int_eq(slot_table_read(&rows->table, i, from, count, type, array, has), SLOT_OK);
    ck_assert_int_eq(slot_table_write(&rows->table, i, first, count, type, array, can_unset ? has : NULL, NULL),
                     SLOT_OK);
    ck_assert_uint_eq(hash_of(rows, i, around, first - around + count + 3), others);
    for (size_t row = 0; row < ROWS; row++) {
        const bool is_in = row >= first && row - first < count;
        const uint64_t want = before[is_in ? from + (row - first) : row];
        const uint64_t got = get_bits(rows, row, &rows->codes[i], slot->width);
        const bool is_float = slot->kind >= SLOT_KIND_FLOAT16 && slot->kind <= SLOT_KIND_FLOAT64;
        if (got != want && is_in && is_float) continue; /* another NaN */
        HOLDS(got == want);
    }
    for (size_t row = first; row < first + count; row++) put_bits(rows, row, &rows->codes[i], slot->width, before[row]);
    if (!slot->optional || slot->niche) return;
    for (size_t row = first; row < first + count; row++)
        put_bits(rows, row, &rows->presence[i], 1, slot_has(&rows->kinds->class, rows->records + row * KIND_RECORD, i));
}

START_TEST(scans_find_what_instances_hold)
{
    uint64_t random = 7;
    path_wanted = paths[_i % PATHS];
    if (!slot_scan_has(path_wanted)) return;
    struct rows *const rows = rows_new(_i >= PATHS, &random);
    slot_value *const truths = calloc(ROWS, sizeof *truths);
    union array *const array = calloc(1, sizeof *array);
    bool *const has = calloc(ROWS, sizeof *has);
    int singles = 0;
    for (int i = 0; i < rows->kinds->count; i++) {
        const struct kind_slot *const slot = &rows->kinds->slots[i];
        if (!is_single(slot)) {
            ck_assert_int_eq(slot_table_filter_has(&rows->table, i, &rows->found), SLOT_ETYPE);
            continue;
        }
        singles++;
        for (size_t row = 0; row < ROWS; row++) truths[row] = truth(rows, row, i);
        check_filters(rows, i, truths, &random);
        check_sums(rows, i, NULL, truths);
        check_sums(rows, i, &rows->under, truths);
        for (int n = 0; n < 4; n++) {
            const size_t first = n == 0 ? 0 : model_random(&random) % ROWS;
            const size_t count = n == 0 ? ROWS : model_random(&random) % (ROWS - first);
            check_range(rows, i, truths, first, count, array, has);
            if (n > 0) check_write(rows, i, first, count < 700 ? count : 700, array, has);
        }
    }
    ck_assert_int_ge(singles, 25);
    free(has);
    free(array);
    free(truths);
    rows_free(rows);
}
END_TEST

/* ---- Integers of every C type, good and bad, as one by one a reader of the rules would take them ---- */

enum { SOME = 1300 };

union integers {
    int32_t int32[SOME];
    uint32_t uint32[SOME];
    int64_t int64[SOME];
    uint64_t uint64[SOME];
};

static uint64_t put_integer(union integers *in, slot_array_type type, size_t k, uint64_t number)
{
    switch (type) {
    case SLOT_ARRAY_INT32: return (uint64_t)(int64_t)(in->int32[k] = (int32_t)(uint32_t)number);
    case SLOT_ARRAY_UINT32: return in->uint32[k] = (uint32_t)number;
    case SLOT_ARRAY_INT64: return (uint64_t)(in->int64[k] = (int64_t)number);
    default: return in->uint64[k] = number;
    }
}

/* The code of a number; UINT64_MAX where the slot does not hold it. */
static uint64_t code_of(const struct kind_slot *slot, slot_array_type type, uint64_t number, bool *is_set)
{
    const bool is_signed = type == SLOT_ARRAY_INT32 || type == SLOT_ARRAY_INT64;
    const bool has_sign = slot->kind == SLOT_KIND_INT;
    const uint64_t step = slot->step == 0 ? 1 : slot->step;
    *is_set = true;
    if (number >> 63 != 0 && is_signed != has_sign) return UINT64_MAX;
    *is_set = !slot->has_sentinel || number != (uint64_t)slot->sentinel;
    if (!*is_set) return 0;
    const uint64_t above = number - slot->low;
    return above % step != 0 || above / step > slot->span ? UINT64_MAX : above / step + (slot->niche ? 1 : 0);
}

static void check_integers(struct rows *rows, int i, slot_array_type type, uint64_t *random)
{
    static union integers in;
    static bool has[SOME], is_set[SOME];
    static uint64_t codes[SOME];
    const struct kind_slot *const slot = &rows->kinds->slots[i];
    const uint64_t top = slot->low + slot->span * (slot->step == 0 ? 1 : slot->step);
    const size_t row = model_random(random) % (ROWS - SOME);
    const bool may_be_bad = model_random(random) % 2 == 0;
    const bool is_optional = slot->optional || slot->niche;
    size_t refused = SIZE_MAX, bad = SIZE_MAX;
    for (size_t k = 0; k < SOME; k++) {
        const bool is_odd = may_be_bad && model_random(random) % 1000 == 0;
        has[k] = !is_optional || is_odd || model_random(random) % 4 != 0;
        do {
            uint64_t number = slot->low + model_random(random) % (slot->span + 1);
            if (model_random(random) % 8 == 0) number = model_random(random) % 2 == 0 ? slot->low : top;
            if (slot->has_sentinel && model_random(random) % 8 == 0) number = (uint64_t)slot->sentinel;
            const uint64_t odd[] = {slot->low - 1, top + 1, (slot->low - 1) << 32, number, (uint64_t)slot->sentinel};
            if (is_odd) number = odd[model_random(random) % 5];
            codes[k] = code_of(slot, type, put_integer(&in, type, k, number), &is_set[k]);
        } while (codes[k] == UINT64_MAX && !is_odd && model_random(random) % 1000 != 0);
        if (codes[k] == UINT64_MAX && has[k] && refused == SIZE_MAX) refused = k;
        is_set[k] = is_set[k] && has[k];
        if (!is_set[k]) codes[k] = 0;
    }
    const uint64_t others = hash_of(rows, i, row, SOME);
    const uint64_t all = hash_of(rows, -1, row, SOME);
    const slot_status status = slot_table_write(&rows->table, i, row, SOME, type, &in, is_optional ? has : NULL, &bad);
    ck_assert_uint_eq(bad, refused);
    ck_assert_int_eq(status, refused == SIZE_MAX ? SLOT_OK : SLOT_ERANGE);
    ck_assert_uint_eq(refused == SIZE_MAX ? hash_of(rows, i, row, SOME) : hash_of(rows, -1, row, SOME),
                      refused == SIZE_MAX ? others : all);
    for (size_t k = 0; k < SOME && refused == SIZE_MAX; k++) {
        ck_assert_msg(get_bits(rows, row + k, &rows->codes[i], slot->width) == codes[k], "%s[%zu]", slot->name, k);
        if (!slot->optional || slot->niche) continue;
        ck_assert_msg(get_bits(rows, row + k, &rows->presence[i], 1) == is_set[k], "%s[%zu]", slot->name, k);
    }
}

START_TEST(integers_of_any_type_are_written)
{
    uint64_t random = 99;
    path_wanted = paths[_i % PATHS];
    if (!slot_scan_has(path_wanted)) return;
    struct rows *const rows = rows_new(_i >= PATHS, &random);
    for (int i = 0; i < rows->kinds->count; i++) {
        const struct kind_slot *const slot = &rows->kinds->slots[i];
        if (!is_single(slot) || slot->kind > SLOT_KIND_UINT) continue;
        if (slot->tag > 0 || slot->is_tag || slot->read_only) continue;
        for (int n = 0; n < 40; n++) check_integers(rows, i, (slot_array_type)(n % 4), &random);
    }
    rows_free(rows);
}
END_TEST

START_TEST(what_makes_no_sense_is_a_status)
{
    uint64_t random = 1;
    path_wanted = SCAN_PLAIN;
    struct rows *const rows = rows_new(false, &random);
    const int price = kinds_find(rows->kinds, "price");
    const slot_value one = slot_from_int(1);
    slot_bitmap shorter;
    int64_t sum = 77;
    uint32_t ids[2] = {0, 5001};
    double reals[3] = {1, 2, -1};
    size_t bad = 9;
    ck_assert_int_eq(slot_table_filter(&rows->table, -1, SLOT_EQUAL, one, &rows->found), SLOT_ENAME);
    ck_assert_int_eq(slot_table_filter(&rows->table, rows->kinds->count, SLOT_EQUAL, one, &rows->found), SLOT_ENAME);
    ck_assert_int_eq(slot_table_filter(&rows->table, price, (slot_relation)6, one, &rows->found), SLOT_EARG);
    slot_bitmap_init(&shorter, NULL);
    ck_assert_int_eq(slot_table_sum_int(&rows->table, price, &shorter, &sum, NULL), SLOT_EARG);
    ck_assert_int_eq(sum, 77);
    ck_assert_int_eq(slot_table_read(&rows->table, price, 0, 1, (slot_array_type)7, reals, NULL), SLOT_ETYPE);
    ck_assert_int_eq(slot_table_read(&rows->table, price, 0, 1, SLOT_ARRAY_BOOL, reals, NULL), SLOT_ETYPE);
    ck_assert_int_eq(slot_table_write(&rows->table, price, 5, 3, SLOT_ARRAY_DOUBLE, reals, NULL, &bad), SLOT_ERANGE);
    ck_assert_uint_eq(bad, 2);
    const int symbol = kinds_find(rows->kinds, "symbol");
    ck_assert_int_eq(slot_table_write(&rows->table, symbol, 0, 2, SLOT_ARRAY_UINT32, ids, NULL, &bad), SLOT_ERANGE);
    ck_assert_uint_eq(bad, 1);
    ck_assert_int_eq(slot_table_write(&rows->table, symbol, ROWS - 1, 2, SLOT_ARRAY_UINT32, ids, NULL, &bad),
                     SLOT_ESTALE);
    rows_free(rows);
}
END_TEST

/* In a handle of a checked pool any generation may stand above a place: all bits of the code are taken. */
START_TEST(handles_of_checked_pools_compare_with_their_generations)
{
    static const uint32_t ids[] = {0, 1, 100, 101, 127, 128 + 1, 63 << 7 | 1, 63 << 7 | 100, 64 << 7};
    enum { IDS = sizeof ids / sizeof *ids };
    uint64_t random = 1;
    path_wanted = paths[_i];
    if (!slot_scan_has(path_wanted)) return;
    struct rows *const rows = rows_new(false, &random);
    const int seat = kinds_find(rows->kinds, "seat");
    const int gate = kinds_find(rows->kinds, "gate");
    const uint32_t highest = UINT32_MAX;
    size_t bad = 77;
    size_t found;
    ck_assert_int_eq(slot_table_write(&rows->table, seat, 0, IDS, SLOT_ARRAY_UINT32, ids, NULL, &bad), SLOT_ERANGE);
    ck_assert_uint_eq(bad, IDS - 1);
    ck_assert_int_eq(slot_table_resize(&rows->table, IDS - 1), SLOT_OK);
    ck_assert_int_eq(slot_table_write(&rows->table, seat, 0, IDS - 1, SLOT_ARRAY_UINT32, ids, NULL, &bad), SLOT_OK);
    ck_assert_int_eq(slot_table_write(&rows->table, gate, 2, 1, SLOT_ARRAY_UINT32, &highest, NULL, &bad), SLOT_OK);
    for (size_t i = 0; i < IDS; i++) {
        const slot_value id = slot_from_ref(rows->kinds->class.classes[2], ids[i]);
        ck_assert_int_eq(slot_table_filter(&rows->table, seat, SLOT_EQUAL, id, &rows->found), SLOT_OK);
        ck_assert_uint_eq(slot_bitmap_count(&rows->found), i < IDS - 1 ? 1 : 0);
        if (i < IDS - 1) ck_assert(slot_bitmap_get(&rows->found, i));
        ck_assert_int_eq(slot_table_count_where(&rows->table, seat, SLOT_NOT_EQUAL, id, NULL, &found), SLOT_OK);
        ck_assert_uint_eq(found, i < IDS - 1 ? IDS - 2 : IDS - 1);
    }
    const slot_value top = slot_from_ref(rows->kinds->class.classes[3], highest);
    ck_assert_int_eq(slot_table_filter(&rows->table, gate, SLOT_EQUAL, top, &rows->found), SLOT_OK);
    ck_assert(slot_bitmap_get(&rows->found, 2));
    ck_assert_int_eq(slot_table_filter(&rows->table, gate, SLOT_LESS, top, &rows->found), SLOT_ETYPE);
    rows_free(rows);
}
END_TEST

START_TEST(no_rows_are_no_rows)
{
    struct kind_class *const kinds = kinds_from(0);
    slot_column columns[KIND_SLOTS];
    const uint32_t stride = 64;
    const slot_table_type type = {&kinds->class, columns, columns, &stride, NULL, 64, 1, false};
    slot_table table;
    slot_bitmap found;
    slot_value value;
    int64_t sum = 1;
    size_t count = 1;
    for (int i = 0; i < KIND_SLOTS; i++) columns[i] = (slot_column){0, 64, 0};
    slot_table_init(&table, &type, NULL);
    slot_bitmap_init(&found, NULL);
    ck_assert_int_eq(slot_table_filter(&table, 0, SLOT_LESS, slot_from_int(9), &found), SLOT_OK);
    ck_assert_uint_eq(found.count, 0);
    ck_assert_int_eq(slot_table_sum_int(&table, 0, NULL, &sum, &count), SLOT_OK);
    ck_assert_int_eq(sum, 0);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(slot_table_min(&table, 0, NULL, &value), SLOT_EUNSET);
    ck_assert_int_eq(slot_table_read(&table, 0, 0, 0, SLOT_ARRAY_INT64, NULL, NULL), SLOT_OK);
    ck_assert_int_eq(slot_table_write(&table, 0, 0, 0, SLOT_ARRAY_INT64, NULL, NULL, NULL), SLOT_OK);
    slot_bitmap_free(&found);
    slot_table_free(&table);
}
END_TEST

Suite *scan_suite(void)
{
    Suite *const suite = suite_create("scan");
    TCase *const tables = tcase_create("tables");
    tcase_set_timeout(tables, 120);
    tcase_add_loop_test(tables, scans_find_what_instances_hold, 0, 2 * PATHS);
    tcase_add_loop_test(tables, integers_of_any_type_are_written, 0, 2 * PATHS);
    tcase_add_test(tables, what_makes_no_sense_is_a_status);
    tcase_add_loop_test(tables, handles_of_checked_pools_compare_with_their_generations, 0, PATHS);
    tcase_add_test(tables, no_rows_are_no_rows);
    suite_add_tcase(suite, tables);
    return suite;
}
