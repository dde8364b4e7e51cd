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
    uint64_t base;    /* number - code of an even slot */
    uint64_t foreign; /* a bit that no number of the slot has: the sign, where only the one or the other has one */
    bool is_even;
};

/* ---- Elements one by one ---- */

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

/* The rows of a part whose arm is there; NULL: all. */
static const uint64_t *find_live(const struct scan_slot *slot, size_t row, size_t count, uint64_t *words)
{
    if (slot->test_count == slot->own_tests) return NULL;
    for (size_t i = 0; i < (count + 63) / 64; i++) words[i] = UINT64_MAX;
    for (size_t i = slot->own_tests; i < slot->test_count; i++) {
        const struct scan_run run = slot_scan_run(slot->table, &slot->tests[i].column, row, count);
        slot_scan_test(slot->path, &run, slot->tests[i].range, SCAN_AND, words);
    }
    return words;
}

static bool is_one(const uint64_t *words, size_t i)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): i is below the count that find_live was told */
    return words == NULL || (words[i / 64] >> i % 64 & 1) != 0;
}

/*
 * The codes of a part's elements, and which of them set the slot. `live`: the rows whose arm is there; nothing goes to
 * the others, as what they hold is another slot's. Up to the first element that is refused; how many that are.
 */
static size_t take_each(const struct scan_slot *slot, const struct source *source, size_t first, size_t count,
                        const uint64_t *live, uint64_t *codes, uint32_t *set, slot_status *status)
{
    for (size_t i = 0; i < count; i++) {
        bool is_set;
        *status = code_at(slot, source, first + i, &codes[i], &is_set);
        set[i] = is_set ? 1 : 0;
        if (!is_one(live, i)) *status = source->has != NULL && !is_set ? SLOT_OK : SLOT_EUNSET;
        if (*status != SLOT_OK) return i;
    }
    return count;
}

/* ---- Elements whose codes differ from them by a constant ---- */

/* Elements as bits, of 64. */
static void take_numbers(const struct source *source, size_t first, size_t count, uint64_t *numbers)
{
    const unsigned char *const in = SLOT_CAST(const unsigned char *, source->in);
    const uint32_t sign = source->array == SLOT_ARRAY_INT32 ? UINT32_C(1) << 31 : 0;
    uint32_t narrow;
    switch (slot_scan_sizes[source->array]) {
    case 8: SLOT_COPY(numbers, in + first * 8, count * 8); break;
    case 4:
        for (size_t i = 0; i < count; i++) {
            SLOT_COPY(&narrow, in + (first + i) * 4, 4);
            numbers[i] = SLOT_CAST(uint64_t, narrow ^ sign) - sign;
        }
        break;
    default:
        for (size_t i = 0; i < count; i++) numbers[i] = SLOT_CAST(const bool *, source->in)[first + i] ? 1 : 0;
    }
}

/* As take_each of all of a part; false where some element is refused. */
static bool take_even(const struct scan_slot *slot, const struct source *source, size_t first, size_t count,
                      uint64_t *codes, uint32_t *set)
{
    const bool has_sentinel = (slot->slot->flags & SLOT_SENTINEL) != 0;
    const uint64_t sentinel = has_sentinel ? slot_code_sentinel(slot->type, slot->index) : 0;
    const uint64_t span = slot->codes.high - slot->codes.low;
    const uint64_t least = source->base + slot->codes.low;
    uint32_t all_set = 1;
    uint64_t refused = 0;
    take_numbers(source, first, count, codes);
    for (size_t i = 0; i < count; i++) set[i] = source->has == NULL || source->has[first + i] ? 1 : 0;
    for (size_t i = 0; has_sentinel && i < count; i++)
        set[i] &= codes[i] == sentinel && (codes[i] & source->foreign) == 0 ? 0u : 1u;
    for (size_t i = 0; i < count; i++) {
        const uint64_t keep = 0 - SLOT_CAST(uint64_t, set[i]);
        const uint64_t is_beyond = codes[i] - least > span ? UINT64_MAX : 0;
        refused |= (is_beyond | (codes[i] & source->foreign)) & keep;
        all_set &= set[i];
        codes[i] = (codes[i] - source->base) & keep;
    }
    return refused == 0 && (all_set != 0 || (slot->slot->flags & SLOT_OPTIONAL) != 0 || code_is_nullable(slot->slot));
}

/* ---- Parts ---- */

/* Finds the first element that is refused, or whose row has another arm. */
static slot_status check_part(const struct scan_slot *slot, const struct source *source, size_t row, size_t done,
                              size_t count, size_t *bad)
{
    uint64_t codes[SCAN_RANGE_PART];
    uint32_t set[SCAN_RANGE_PART];
    uint64_t words[SCAN_RANGE_PART / 64];
    slot_status status = SLOT_OK;
    if (source->is_even && take_even(slot, source, done, count, codes, set)) return SLOT_OK;
    const uint64_t *const live = find_live(slot, row, count, words);
    const size_t taken = take_each(slot, source, done, count, live, codes, set, &status);
    if (taken < count && bad != NULL) *bad = done + taken;
    return status;
}

/* Writes codes; with `live` those of its rows. */
static void put_codes(const struct scan_slot *slot, const struct scan_column *column, size_t row, size_t count,
                      const uint64_t *live, uint64_t *codes)
{
    const struct scan_run run = slot_scan_run(slot->table, column, row, count);
    unsigned char *const bytes = slot_table_column(slot->table, row, column->prefix);
    uint64_t old[SCAN_RANGE_PART];
    uint32_t narrow[SCAN_RANGE_PART];
    if (live != NULL) {
        slot_scan_unpack64(slot->path, &run, 0, old);
        for (size_t i = 0; i < count; i++)
            if (!is_one(live, i)) codes[i] = old[i];
    }
    if (run.width <= 28) {
        for (size_t i = 0; i < count; i++) narrow[i] = SLOT_CAST(uint32_t, codes[i] & UINT32_MAX);
        slot_scan_pack32(slot->path, &run, bytes, 0, narrow);
    } else {
        slot_scan_pack(&run, bytes, codes);
    }
}

static void write_part(const struct scan_slot *slot, const struct source *source, size_t row, size_t done, size_t count)
{
    uint64_t codes[SCAN_RANGE_PART];
    uint32_t set[SCAN_RANGE_PART];
    uint64_t words[SCAN_RANGE_PART / 64];
    slot_status status;
    const uint64_t *const live = find_live(slot, row, count, words);
    if (source->is_even) take_even(slot, source, done, count, codes, set);
    else take_each(slot, source, done, count, live, codes, set, &status);
    put_codes(slot, &slot->column, row, count, live, codes);
    if ((slot->slot->flags & SLOT_PRESENCE) == 0) return;
    for (size_t i = 0; i < count; i++) codes[i] = set[i];
    put_codes(slot, &slot->tests[0].column, row, count, live, codes);
}

/* ---- Numbers of 32 bits whose codes differ from them by a constant, all of them set: the usual case ---- */

static RARE bool is_direct(const struct scan_slot *slot, const struct source *source)
{
    const uint64_t least = slot->codes.low + source->base;
    const uint64_t most = slot->codes.high + source->base;
    const uint64_t offset = source->array == SLOT_ARRAY_INT32 ? UINT64_C(1) << 31 : 0;
    if (source->array > SLOT_ARRAY_UINT32 || source->has != NULL || !source->is_even) return false;
    /* What the slot holds is what the array can: then 32 bits tell what is beyond. */
    return (slot->slot->flags & (SLOT_SENTINEL | SLOT_PRESENCE)) == 0 && slot->codes.high <= UINT32_MAX &&
           least + offset <= UINT32_MAX && most + offset <= UINT32_MAX;
}

static RARE slot_status write_direct(const struct scan_slot *slot, const struct source *source, size_t first,
                                     size_t count, size_t *bad)
{
    const slot_table *const table = slot->table;
    const uint32_t *const in = SLOT_CAST(const uint32_t *, source->in);
    const uint32_t bias = SLOT_CAST(uint32_t, source->base & UINT32_MAX);
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
    struct source source = {array, in, has, 0, 0, false};
    slot_status status = slot_scan_find_range(table, index, first, count, &slot);
    if (status == SLOT_ENAME || status == SLOT_ETYPE) return status;
    if (is_read_only(&slot)) return SLOT_EREADONLY;
    if (SLOT_CAST(unsigned, array) > SLOT_ARRAY_DOUBLE || !slot_scan_serves(&slot, array, false)) return SLOT_ETYPE;
    if (array <= SLOT_ARRAY_UINT64 && (array % 2 == 0) != code_is_signed(slot.slot)) source.foreign = UINT64_C(1) << 63;
    source.is_even = slot.test_count == slot.own_tests && slot_scan_is_even(&slot, array, &source.base);
    if (status == SLOT_OK && is_direct(&slot, &source)) return write_direct(&slot, &source, first, count, bad);
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
