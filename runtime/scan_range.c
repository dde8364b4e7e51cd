/* SPDX-License-Identifier: MIT-0 */
/* Reading and writing ranges of rows of one slot from and to arrays of its C type. */
#include "scan_column.h"

enum { RANGE_PART = 512 };

static const size_t sizes[] = {4, 4, 8, 8, sizeof(bool), 4, 8}; /* by slot_array_type */

/* ---- Numbers in arrays ---- */

/* Whether an integer fits the array's type. */
static bool fits(slot_array_type array, uint64_t number, bool is_signed)
{
    const bool is_negative = is_signed && number >> 63 != 0;
    switch (array) {
    case SLOT_ARRAY_INT32: return is_negative ? number >= UINT64_MAX - INT32_MAX : number <= INT32_MAX;
    case SLOT_ARRAY_UINT32: return !is_negative && number <= UINT32_MAX;
    case SLOT_ARRAY_INT64: return is_negative || number <= INT64_MAX;
    default: return !is_negative;
    }
}

/* Whether arrays of that type can hold what the slot holds: to read, all of it. */
static bool serves(const struct scan_slot *slot, slot_array_type array, bool to_read)
{
    const slot_descriptor *const descriptor = slot->slot;
    const bool is_integer = array <= SLOT_ARRAY_UINT64;
    switch (descriptor->kind) {
    case SLOT_KIND_BOOL: return array == SLOT_ARRAY_BOOL;
    case SLOT_KIND_FLOAT16:
    case SLOT_KIND_FLOAT32: return array == SLOT_ARRAY_FLOAT || array == SLOT_ARRAY_DOUBLE;
    case SLOT_KIND_FLOAT64: return array == SLOT_ARRAY_DOUBLE;
    case SLOT_KIND_SYMBOL:
    case SLOT_KIND_REF: return array == SLOT_ARRAY_UINT32;
    case SLOT_KIND_STEPS:
        if (array == SLOT_ARRAY_DOUBLE) return true;
        break;
    case SLOT_KIND_INT:
    case SLOT_KIND_UINT:
    case SLOT_KIND_ENUM:
    case SLOT_KIND_FLAGS: break;
    default: return false;
    }
    if (!is_integer || !to_read) return is_integer;
    const bool is_signed = code_is_signed(descriptor);
    const uint64_t low = slot_code_to_number(slot->type, slot->index, slot->codes.low);
    const uint64_t high = slot_code_to_number(slot->type, slot->index, slot->codes.high);
    const bool has_sentinel = (descriptor->flags & SLOT_SENTINEL) != 0;
    if (has_sentinel && !fits(array, slot_code_sentinel(slot->type, slot->index), is_signed)) return false;
    return fits(array, low, is_signed) && fits(array, high, is_signed);
}

static void put_number(slot_array_type array, void *out, size_t i, uint64_t number)
{
    const uint32_t narrow = SLOT_CAST(uint32_t, number & UINT32_MAX);
    switch (array) {
    case SLOT_ARRAY_INT32:
    case SLOT_ARRAY_UINT32: SLOT_COPY(SLOT_CAST(unsigned char *, out) + i * 4, &narrow, 4); break;
    case SLOT_ARRAY_BOOL: SLOT_CAST(bool *, out)[i] = number != 0; break;
    default: SLOT_COPY(SLOT_CAST(unsigned char *, out) + i * 8, &number, 8); break;
    }
}

static void put_real(slot_array_type array, void *out, size_t i, double real)
{
    if (array == SLOT_ARRAY_FLOAT) SLOT_CAST(float *, out)[i] = SLOT_CAST(float, real);
    else SLOT_CAST(double *, out)[i] = real;
}

/* An element as a value. */
static slot_value value_at(slot_array_type array, const void *in, size_t i)
{
    switch (array) {
    case SLOT_ARRAY_INT32: return slot_from_int(SLOT_CAST(const int32_t *, in)[i]);
    case SLOT_ARRAY_UINT32: return slot_from_uint(SLOT_CAST(const uint32_t *, in)[i]);
    case SLOT_ARRAY_INT64: return slot_from_int(SLOT_CAST(const int64_t *, in)[i]);
    case SLOT_ARRAY_UINT64: return slot_from_uint(SLOT_CAST(const uint64_t *, in)[i]);
    case SLOT_ARRAY_BOOL: return slot_from_bool(SLOT_CAST(const bool *, in)[i]);
    case SLOT_ARRAY_FLOAT: return slot_from_float(SLOT_CAST(double, SLOT_CAST(const float *, in)[i]));
    default: return slot_from_float(SLOT_CAST(const double *, in)[i]);
    }
}

/* ---- Reading ---- */

/* Bits of a run whose first row may be any: as slot_scan_and_set, of up to RANGE_PART rows. */
static const uint64_t *find_set(const struct scan_slot *slot, size_t row, size_t count, uint64_t *words)
{
    if (slot->test_count == 0) return NULL;
    for (size_t i = 0; i < (count + 63) / 64; i++) words[i] = UINT64_MAX;
    slot_scan_and_set(slot, row, count, words);
    return words;
}

/* The number, or the bits of the double, of a code; of a row that is unset its sentinel or the lowest. */
static void put_value(const struct scan_slot *slot, slot_array_type array, bool is_set, uint64_t code, void *out,
                      size_t i)
{
    const slot_descriptor *const descriptor = slot->slot;
    const bool is_id = code_is_nullable(descriptor);
    if (!is_set) code = code_is_float(descriptor) || is_id ? 0 : slot->codes.low;
    if (array >= SLOT_ARRAY_FLOAT) {
        put_real(array, out, i, slot_scan_value(slot, code).as.real);
    } else if (is_id) {
        put_number(array, out, i, code);
    } else if (!is_set && (descriptor->flags & SLOT_SENTINEL) != 0) {
        put_number(array, out, i, slot_code_sentinel(slot->type, slot->index));
    } else {
        put_number(array, out, i, slot_code_to_number(slot->type, slot->index, code));
    }
}

static void read_part(const struct scan_slot *slot, size_t row, size_t count, slot_array_type array, void *out,
                      bool *has)
{
    const struct scan_run run = slot_scan_run(slot->table, &slot->column, row, count);
    const bool is_id = code_is_nullable(slot->slot);
    uint64_t words[RANGE_PART / 64];
    uint64_t codes[RANGE_PART];
    const uint64_t *const set = find_set(slot, row, count, words);
    slot_scan_unpack64(slot->path, &run, 0, codes);
    for (size_t i = 0; i < count; i++) {
        const bool is_set = set == NULL || (set[i / 64] >> i % 64 & 1) != 0;
        put_value(slot, array, is_set, codes[i], out, i);
        if (has != NULL) has[i] = is_set && !(is_id && codes[i] == 0);
    }
}

/* Rows from `row` on that are in one block and no more than fit. */
static size_t part_of(const slot_table *table, size_t row, size_t rest)
{
    const size_t part = slot_scan_part(table, row, row + rest);
    return part < RANGE_PART ? part : RANGE_PART;
}

static slot_status find_range(const slot_table *table, int index, size_t first, size_t count, struct scan_slot *out)
{
    const slot_status status = slot_scan_find(table, index, out);
    if (status != SLOT_OK) return status;
    return first <= table->count && count <= table->count - first ? SLOT_OK : SLOT_ESTALE;
}

slot_status slot_table_read(const slot_table *table, int index, size_t first, size_t count, slot_array_type array,
                            void *out, bool *has)
{
    struct scan_slot slot;
    const slot_status status = find_range(table, index, first, count, &slot);
    if (status == SLOT_ENAME || status == SLOT_ETYPE) return status;
    if (SLOT_CAST(unsigned, array) > SLOT_ARRAY_DOUBLE || !serves(&slot, array, true)) return SLOT_ETYPE;
    if (status != SLOT_OK) return status;
    for (size_t part, done = 0; done < count; done += part) {
        part = part_of(table, first + done, count - done);
        read_part(&slot, first + done, part, array, SLOT_CAST(unsigned char *, out) + done * sizes[array],
                  has == NULL ? NULL : has + done);
    }
    return SLOT_OK;
}

/* ---- Writing ---- */

struct source {
    slot_array_type array;
    const void *in;
    const bool *has;
};

/* The code of element i, and whether it sets the slot. */
static slot_status code_at(const struct scan_slot *slot, const struct source *source, size_t i, uint64_t *code,
                           bool *is_set)
{
    const struct place place = {slot->slot, slot->index, 0, 0, 0, true};
    const bool is_id = slot->slot->kind == SLOT_KIND_SYMBOL || slot->slot->kind == SLOT_KIND_REF;
    const bool is_nothing = source->has != NULL && !source->has[i];
    *code = 0;
    *is_set = !is_nothing;
    if (is_nothing) return is_id || (slot->slot->flags & SLOT_OPTIONAL) != 0 ? SLOT_OK : SLOT_ETYPE;
    const slot_value value = value_at(source->array, source->in, i);
    if (is_id) {
        *code = value.as.natural;
        return *code <= slot->codes.high ? SLOT_OK : SLOT_ERANGE;
    }
    const bool is_integer = value.kind == SLOT_VALUE_INT || value.kind == SLOT_VALUE_UINT;
    const bool is_signed = value.kind == SLOT_VALUE_INT;
    if (is_integer && (slot->slot->flags & SLOT_SENTINEL) != 0) {
        const bool is_same = value.as.natural == slot_code_sentinel(slot->type, slot->index);
        *is_set = !(is_same && (value.as.natural >> 63 == 0 || is_signed == code_is_signed(slot->slot)));
        if (!*is_set) return SLOT_OK;
    }
    if (is_integer && slot->slot->kind == SLOT_KIND_STEPS)
        return slot_code_of_number(slot->type, slot->index, value.as.natural, is_signed, code);
    return slot_code_of_value(slot->type, &place, &value, code);
}

/* Finds the first element that is refused, or whose row has another arm. */
static slot_status check_part(const struct scan_slot *slot, const struct source *source, size_t row, size_t done,
                              size_t count, size_t *bad)
{
    struct scan_slot arms = *slot;
    uint64_t words[RANGE_PART / 64];
    arms.test_count -= arms.own_tests;
    for (size_t i = 0; i < arms.test_count; i++) arms.tests[i] = slot->tests[slot->own_tests + i];
    const uint64_t *const live = find_set(&arms, row, count, words);
    for (size_t i = 0; i < count; i++) {
        uint64_t code;
        bool is_set;
        slot_status status = code_at(slot, source, done + i, &code, &is_set);
        if (live != NULL && (live[i / 64] >> i % 64 & 1) == 0) status = SLOT_EUNSET;
        if (status == SLOT_OK) continue;
        if (bad != NULL) *bad = done + i;
        return status;
    }
    return SLOT_OK;
}

static void write_part(const struct scan_slot *slot, const struct source *source, size_t row, size_t done, size_t count)
{
    const slot_table *const table = slot->table;
    uint64_t codes[RANGE_PART];
    uint64_t presence[RANGE_PART];
    for (size_t i = 0; i < count; i++) {
        bool is_set;
        code_at(slot, source, done + i, &codes[i], &is_set);
        presence[i] = is_set ? 1 : 0;
    }
    const struct scan_run run = slot_scan_run(table, &slot->column, row, count);
    slot_scan_pack(slot->path, &run, slot_table_column(table, row, slot->column.prefix), codes);
    if ((slot->slot->flags & SLOT_PRESENCE) == 0) return;
    const struct scan_column *const column = &slot->tests[0].column;
    const struct scan_run bits = slot_scan_run(table, column, row, count);
    slot_scan_pack(slot->path, &bits, slot_table_column(table, row, column->prefix), presence);
}

static bool is_read_only(const struct scan_slot *slot)
{
    if ((slot->type->flags & SLOT_CLASS_IMMUTABLE) != 0) return true;
    return code_numbers(slot->type, slot->index, SLOT_FACT_READONLY) != NULL ||
           code_numbers(slot->type, slot->index, SLOT_FACT_AREA) != NULL;
}

slot_status slot_table_write(slot_table *table, int index, size_t first, size_t count, slot_array_type array,
                             const void *in, const bool *has, size_t *bad)
{
    struct scan_slot slot;
    const struct source source = {array, in, has};
    slot_status status = find_range(table, index, first, count, &slot);
    if (status == SLOT_ENAME || status == SLOT_ETYPE) return status;
    if (is_read_only(&slot)) return SLOT_EREADONLY;
    if (SLOT_CAST(unsigned, array) > SLOT_ARRAY_DOUBLE || !serves(&slot, array, false)) return SLOT_ETYPE;
    for (size_t part, done = 0; status == SLOT_OK && done < count; done += part) {
        part = part_of(table, first + done, count - done);
        status = check_part(&slot, &source, first + done, done, part, bad);
    }
    if (status != SLOT_OK) return status;
    for (size_t part, done = 0; done < count; done += part) {
        part = part_of(table, first + done, count - done);
        write_part(&slot, &source, first + done, done, part);
    }
    return SLOT_OK;
}
