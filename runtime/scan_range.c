/* SPDX-License-Identifier: MIT-0 */
/* Reading ranges of rows of one slot to arrays of its C type. */
#include "scan_column.h"

const unsigned char slot_scan_sizes[] = {4, 4, 8, 8, sizeof(bool), 4, 8};

/* ---- Numbers in arrays ---- */

/* Whether an integer fits the array's type. */
static RARE bool fits(slot_array_type array, uint64_t number, bool is_signed)
{
    const bool is_negative = is_signed && number >> 63 != 0;
    switch (array) {
    case SLOT_ARRAY_INT32: return is_negative ? number >= UINT64_MAX - INT32_MAX : number <= INT32_MAX;
    case SLOT_ARRAY_UINT32: return !is_negative && number <= UINT32_MAX;
    case SLOT_ARRAY_INT64: return is_negative || number <= INT64_MAX;
    default: return !is_negative;
    }
}

RARE bool slot_scan_serves(const struct scan_slot *slot, slot_array_type array, bool to_read)
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

/* ---- Codes and numbers that differ by a constant ---- */

static RARE bool are_in_order(const slot_type *members, bool from_zero)
{
    for (uint32_t i = 0; i < members->names.count; i++) {
        const int64_t distance = SLOT_CAST(int64_t, members->values[i]) - (from_zero ? 0 : members->values[0]);
        if (distance != SLOT_CAST(int64_t, i)) return false;
    }
    return true;
}

RARE bool slot_scan_is_even(const struct scan_slot *slot, slot_array_type array, uint64_t *base)
{
    const slot_descriptor *const descriptor = slot->slot;
    *base = 0;
    switch (descriptor->kind) {
    case SLOT_KIND_BOOL: break;
    case SLOT_KIND_INT:
    case SLOT_KIND_UINT:
        if (code_numbers(slot->type, slot->index, SLOT_FACT_STEP) != NULL) return false;
        break;
    case SLOT_KIND_STEPS:
        if (array > SLOT_ARRAY_UINT64) return false;
        break;
    case SLOT_KIND_ENUM:
        if (!are_in_order(slot->type->types[descriptor->bias], false)) return false;
        break;
    case SLOT_KIND_FLAGS: return are_in_order(slot->type->types[descriptor->bias], true);
    case SLOT_KIND_SYMBOL:
    case SLOT_KIND_REF: return true;
    case SLOT_KIND_FLOAT32: return array == SLOT_ARRAY_FLOAT;
    case SLOT_KIND_FLOAT64: return true;
    default: return false;
    }
    *base = slot_code_to_number(slot->type, slot->index, slot->codes.low) - slot->codes.low;
    return true;
}

/* ---- Reading ---- */

RARE const uint64_t *slot_scan_find_set(const struct scan_slot *slot, size_t row, size_t count, uint64_t *words)
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

static bool is_one(const uint64_t *words, size_t i)
{
    return words == NULL || (words[i / 64] >> i % 64 & 1) != 0;
}

/* Elements of the rows that are unset become as `none`. */
static void put_unset(slot_array_type array, const unsigned char *none, const uint64_t *set, size_t count, void *out)
{
    const size_t size = slot_scan_sizes[array];
    unsigned char *at = SLOT_CAST(unsigned char *, out);
    uint64_t word = 0;
    for (size_t i = 0; i < count; i++, at += size, word >>= 1) {
        if (i % 64 == 0) word = ~set[i / 64];
        if (i % 64 == 0 && word == 0) {
            i += 63;
            at += 63 * size;
        } else if (size == 4) {
            uint32_t both[2];
            SLOT_COPY(&both[0], at, 4);
            SLOT_COPY(&both[1], none, 4);
            both[0] ^= (both[0] ^ both[1]) & (0 - SLOT_CAST(uint32_t, word & 1));
            SLOT_COPY(at, &both[0], 4);
        } else if ((word & 1) != 0) {
            SLOT_COPY(at, none, size);
        }
    }
}

/* All codes with a constant added. */
static void read_even(const struct scan_slot *slot, const struct scan_run *run, slot_array_type array, uint64_t base,
                      void *out)
{
    const uint32_t narrow = SLOT_CAST(uint32_t, base & UINT32_MAX);
    uint32_t truths[SCAN_RANGE_PART];
    switch (slot_scan_sizes[array]) {
    case 8: slot_scan_unpack64(slot->path, run, base, SLOT_CAST(uint64_t *, out)); break;
    case 4: slot_scan_unpack32(slot->path, run, narrow, SLOT_CAST(uint32_t *, out)); break;
    default:
        slot_scan_unpack32(slot->path, run, narrow, truths);
        for (size_t i = 0; i < run->count; i++) SLOT_CAST(bool *, out)[i] = truths[i] != 0;
    }
}

/* Bits as bools: eight in a word, the first one in the lowest byte, which a store puts first. */
static void put_bools(const uint64_t *words, size_t count, bool *out)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t i = 0;
    for (; i + 8 <= count && sizeof(bool) == 1; i += 8) {
        const uint64_t bits = (words == NULL ? UINT64_MAX : words[i / 64]) >> i % 64 & 0xff;
        const uint64_t each = bits * ones & UINT64_C(0x8040201008040201);
        slot_store64(SLOT_CAST(unsigned char *, SLOT_CAST(void *, out + i)), (each + ones * 0x7f) >> 7 & ones);
    }
    for (; i < count; i++) out[i] = is_one(words, i);
}

static void read_part(const struct scan_slot *slot, size_t row, size_t count, slot_array_type array, void *out,
                      bool *has)
{
    const struct scan_run run = slot_scan_run(slot->table, &slot->column, row, count);
    const struct scan_range ids = {1, UINT64_MAX};
    uint64_t words[SCAN_RANGE_PART / 64];
    uint64_t codes[SCAN_RANGE_PART];
    uint64_t base;
    const uint64_t *set = slot_scan_find_set(slot, row, count, words);
    if (slot_scan_is_even(slot, array, &base)) {
        uint64_t none = 0;
        read_even(slot, &run, array, base, out);
        put_value(slot, array, false, 0, &none, 0);
        if (set != NULL) put_unset(array, SLOT_CAST(const unsigned char *, SLOT_CAST(void *, &none)), set, count, out);
    } else {
        slot_scan_unpack64(slot->path, &run, 0, codes);
        for (size_t i = 0; i < count; i++) put_value(slot, array, is_one(set, i), codes[i], out, i);
    }
    if (has == NULL) return;
    if (code_is_nullable(slot->slot)) {
        slot_scan_test(slot->path, &run, ids, set == NULL ? SCAN_SET : SCAN_AND, words);
        set = words;
    }
    put_bools(set, count, has);
}

size_t slot_scan_range_part(const slot_table *table, size_t row, size_t rest)
{
    const size_t part = slot_scan_part(table, row, row + rest);
    return part < SCAN_RANGE_PART ? part : SCAN_RANGE_PART;
}

RARE slot_status slot_scan_find_range(const slot_table *table, int index, size_t first, size_t count,
                                      struct scan_slot *out)
{
    const slot_status status = slot_scan_find(table, index, out);
    if (status != SLOT_OK) return status;
    return first <= table->count && count <= table->count - first ? SLOT_OK : SLOT_ESTALE;
}

RARE slot_status slot_table_read(const slot_table *table, int index, size_t first, size_t count, slot_array_type array,
                                 void *out, bool *has)
{
    struct scan_slot slot;
    const slot_status status = slot_scan_find_range(table, index, first, count, &slot);
    if (status == SLOT_ENAME || status == SLOT_ETYPE) return status;
    if (SLOT_CAST(unsigned, array) > SLOT_ARRAY_DOUBLE || !slot_scan_serves(&slot, array, true)) return SLOT_ETYPE;
    if (status != SLOT_OK) return status;
    for (size_t part, done = 0; done < count; done += part) {
        part = slot_scan_range_part(table, first + done, count - done);
        read_part(&slot, first + done, part, array, SLOT_CAST(unsigned char *, out) + done * slot_scan_sizes[array],
                  has == NULL ? NULL : has + done);
    }
    return SLOT_OK;
}
