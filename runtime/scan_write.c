/* SPDX-License-Identifier: MIT-0 */
/*
 * Writing ranges of rows of one slot from arrays of its C type: everything is looked at first, so that nothing changes
 * where something is refused.
 */
#include "scan_column.h"

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
static RARE slot_status check_part(const struct scan_slot *slot, const struct source *source, size_t row, size_t done,
                                   size_t count, size_t *bad)
{
    struct scan_slot arms = *slot;
    uint64_t words[SCAN_RANGE_PART / 64];
    arms.test_count -= arms.own_tests;
    for (size_t i = 0; i < arms.test_count; i++) arms.tests[i] = slot->tests[slot->own_tests + i];
    const uint64_t *const live = slot_scan_find_set(&arms, row, count, words);
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
    uint64_t codes[SCAN_RANGE_PART];
    uint64_t presence[SCAN_RANGE_PART];
    for (size_t i = 0; i < count; i++) {
        bool is_set;
        code_at(slot, source, done + i, &codes[i], &is_set);
        presence[i] = is_set ? 1 : 0;
    }
    const struct scan_run run = slot_scan_run(table, &slot->column, row, count);
    slot_scan_pack(&run, slot_table_column(table, row, slot->column.prefix), codes);
    if ((slot->slot->flags & SLOT_PRESENCE) == 0) return;
    const struct scan_column *const column = &slot->tests[0].column;
    const struct scan_run bits = slot_scan_run(table, column, row, count);
    slot_scan_pack(&bits, slot_table_column(table, row, column->prefix), presence);
}

/* ---- Numbers of 32 bits whose codes differ from them by a constant, all of them set: the usual case ---- */

static RARE bool is_direct(const struct scan_slot *slot, const struct source *source, uint64_t *base)
{
    const uint64_t low = slot->codes.low;
    if (source->array > SLOT_ARRAY_UINT32 || source->has != NULL || slot->test_count > slot->own_tests) return false;
    if ((slot->slot->flags & (SLOT_SENTINEL | SLOT_PRESENCE)) != 0) return false;
    if (!slot_scan_is_even(slot, source->array, base)) return false;
    const bool is_signed = source->array == SLOT_ARRAY_INT32;
    const int64_t least = SLOT_CAST(int64_t, low + *base);
    const int64_t most = SLOT_CAST(int64_t, slot->codes.high + *base);
    /* What the slot holds is what the array can: then 32 bits tell what is beyond. */
    return slot->codes.high <= UINT32_MAX && least >= (is_signed ? INT32_MIN : 0) && least <= most &&
           most <= (is_signed ? INT32_MAX : SLOT_CAST(int64_t, UINT32_MAX));
}

static RARE slot_status write_direct(const struct scan_slot *slot, const struct source *source, uint64_t base,
                                     size_t first, size_t count, size_t *bad)
{
    const slot_table *const table = slot->table;
    const uint32_t *const in = SLOT_CAST(const uint32_t *, source->in);
    const uint32_t bias = SLOT_CAST(uint32_t, base & UINT32_MAX);
    const uint32_t low = SLOT_CAST(uint32_t, slot->codes.low) + bias;
    const uint32_t span = SLOT_CAST(uint32_t, slot->codes.high - slot->codes.low);
    const size_t refused = slot_scan_beyond(slot->path, in, count, low, span);
    if (refused < count) {
        if (bad != NULL) *bad = refused;
        return SLOT_ERANGE;
    }
    for (size_t part, done = 0; done < count; done += part) {
        part = slot_scan_part(table, first + done, first + count);
        const struct scan_run run = slot_scan_run(table, &slot->column, first + done, part);
        slot_scan_pack32(slot->path, &run, slot_table_column(table, first + done, slot->column.prefix), bias,
                         in + done);
    }
    return SLOT_OK;
}

static RARE bool is_read_only(const struct scan_slot *slot)
{
    if ((slot->type->flags & SLOT_CLASS_IMMUTABLE) != 0) return true;
    return code_numbers(slot->type, slot->index, SLOT_FACT_READONLY) != NULL ||
           code_numbers(slot->type, slot->index, SLOT_FACT_AREA) != NULL;
}

RARE slot_status slot_table_write(slot_table *table, int index, size_t first, size_t count, slot_array_type array,
                                  const void *in, const bool *has, size_t *bad)
{
    struct scan_slot slot;
    const struct source source = {array, in, has};
    slot_status status = slot_scan_find_range(table, index, first, count, &slot);
    if (status == SLOT_ENAME || status == SLOT_ETYPE) return status;
    if (is_read_only(&slot)) return SLOT_EREADONLY;
    if (SLOT_CAST(unsigned, array) > SLOT_ARRAY_DOUBLE || !slot_scan_serves(&slot, array, false)) return SLOT_ETYPE;
    uint64_t base;
    if (status == SLOT_OK && is_direct(&slot, &source, &base))
        return write_direct(&slot, &source, base, first, count, bad);
    for (size_t part, done = 0; status == SLOT_OK && done < count; done += part) {
        part = slot_scan_range_part(table, first + done, count - done);
        status = check_part(&slot, &source, first + done, done, part, bad);
    }
    if (status != SLOT_OK) return status;
    for (size_t part, done = 0; done < count; done += part) {
        part = slot_scan_range_part(table, first + done, count - done);
        write_part(&slot, &source, first + done, done, part);
    }
    return SLOT_OK;
}
