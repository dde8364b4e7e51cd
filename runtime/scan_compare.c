/* SPDX-License-Identifier: MIT-0 */
/*
 * Comparing with constants: which codes have values that compare so. Codes of numbers ascend with their values, so that
 * a binary search by what getters return finds where a constant stands, whatever steps and kinds there are. Floats are
 * searched in their order, and what is found there is at most three ranges of codes.
 */
#include "scan_column.h"

/* ---- Numbers of any kind ---- */

/* -1, 0, 1: an integer against a double, exactly. NaN is greater than all numbers. */
static RARE int compare_to_real(uint64_t number, bool is_signed, double real)
{
    const bool is_negative = is_signed && number >> 63 != 0;
    const uint64_t magnitude = is_negative ? 0 - number : number;
    const double size = real < 0 ? -real : real;
    if (!(real < 0) && is_negative) return -1;
    if (real < 0 && !is_negative) return 1;
    if (!(size < 18446744073709551616.0)) return real < 0 ? 1 : -1;
    const uint64_t whole = SLOT_CAST(uint64_t, size);
    int order = magnitude < whole ? -1 : magnitude > whole ? 1 : 0;
    if (order == 0 && size < 9007199254740992.0 && SLOT_CAST(double, SLOT_CAST(int64_t, whole)) < size) order = -1;
    return is_negative ? -order : order;
}

static RARE int compare_reals(double a, double b)
{
    const bool is_number = a == a;
    if (is_number != (b == b)) return is_number ? -1 : 1;
    return !is_number ? 0 : (a > b) - (a < b);
}

static RARE int compare_integers(uint64_t a, bool a_signed, uint64_t b, bool b_signed)
{
    const bool a_negative = a_signed && a >> 63 != 0;
    const bool b_negative = b_signed && b >> 63 != 0;
    if (a_negative != b_negative) return a_negative ? -1 : 1;
    return (a > b) - (a < b);
}

static RARE uint64_t integer_of(const slot_value *value)
{
    if (value->kind == SLOT_VALUE_BOOL) return value->as.truth ? 1 : 0;
    return value->kind == SLOT_VALUE_INT ? SLOT_CAST(uint64_t, value->as.integer) : value->as.natural;
}

static RARE int compare(const slot_value *a, const slot_value *b)
{
    const bool a_signed = a->kind == SLOT_VALUE_INT;
    const bool b_signed = b->kind == SLOT_VALUE_INT;
    if (a->kind == SLOT_VALUE_FLOAT && b->kind == SLOT_VALUE_FLOAT) return compare_reals(a->as.real, b->as.real);
    if (b->kind == SLOT_VALUE_FLOAT) return compare_to_real(integer_of(a), a_signed, b->as.real);
    if (a->kind == SLOT_VALUE_FLOAT) return -compare_to_real(integer_of(b), b_signed, a->as.real);
    return compare_integers(integer_of(a), a_signed, integer_of(b), b_signed);
}

/* ---- Floats in order ---- */

/* The magnitude of infinity. */
static uint64_t infinity_of(const slot_descriptor *slot)
{
    if (slot->kind == SLOT_KIND_FLOAT16) return UINT64_C(0x7c00);
    return slot->kind == SLOT_KIND_FLOAT32 ? UINT64_C(0x7f800000) : UINT64_C(0x7ff0000000000000);
}

static uint64_t sign_of(const slot_descriptor *slot)
{
    return UINT64_C(1) << (slot->width - 1);
}

struct scan_range slot_scan_negatives(const slot_descriptor *slot)
{
    const struct scan_range range = {sign_of(slot), sign_of(slot) + infinity_of(slot)};
    return range;
}

struct scan_range slot_scan_positives(const slot_descriptor *slot)
{
    const struct scan_range range = {0, infinity_of(slot)};
    return range;
}

/* Keys ascend with values: 0 is -infinity, `infinity` the two zeros, twice that infinity, and one more NaN. */
static RARE uint64_t code_of_key(const slot_descriptor *slot, uint64_t key)
{
    const uint64_t infinity = infinity_of(slot);
    return key < infinity ? sign_of(slot) + (infinity - key) : key - infinity;
}

static RARE void add_range(struct scan_query *out, uint64_t low, uint64_t high)
{
    if (low > high) return;
    const struct scan_range range = {low, high};
    out->ranges[out->count++] = range;
}

/* The codes of keys. */
static RARE void add_floats(const slot_descriptor *slot, struct scan_range keys, struct scan_query *out)
{
    const uint64_t zero = infinity_of(slot);
    const uint64_t sign = sign_of(slot);
    const bool has_nan = keys.high == 2 * zero + 1;
    if (keys.high >= zero) {
        const uint64_t low = keys.low < zero ? 0 : keys.low - zero;
        add_range(out, low, has_nan ? sign - 1 : keys.high - zero);
    }
    if (keys.low <= zero) {
        const uint64_t high = keys.high < zero ? keys.high : zero;
        add_range(out, sign + (zero - high), sign + (zero - keys.low));
    }
    if (has_nan) add_range(out, sign + zero + 1, sign + (sign - 1));
}

/* ---- Ranges of keys ---- */

static RARE struct scan_range keys_of(const struct scan_slot *slot)
{
    if (!code_is_float(slot->slot)) return slot->codes;
    const struct scan_range keys = {0, 2 * infinity_of(slot->slot) + 1};
    return keys;
}

static RARE slot_value value_of_key(const struct scan_slot *slot, uint64_t key)
{
    return slot_scan_value(slot, code_is_float(slot->slot) ? code_of_key(slot->slot, key) : key);
}

/* The first key whose value is not below the number, or with `beyond` is above it; false where there is none. */
static RARE bool find_key(const struct scan_slot *slot, const slot_value *number, bool beyond, uint64_t *out)
{
    const struct scan_range keys = keys_of(slot);
    const int least = beyond ? 1 : 0;
    uint64_t low = keys.low;
    uint64_t high = keys.high;
    const slot_value last = value_of_key(slot, high);
    if (compare(&last, number) < least) return false;
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        const slot_value value = value_of_key(slot, middle);
        if (compare(&value, number) < least) low = middle + 1;
        else high = middle;
    }
    *out = low;
    return true;
}

/* An end of an interval; NULL: none. */
struct limit {
    const slot_value *value;
    bool is_outside;
};

static RARE void find_interval(const struct scan_slot *slot, struct limit low, struct limit high,
                               struct scan_query *out)
{
    struct scan_range keys = keys_of(slot);
    uint64_t behind;
    if (low.value != NULL && !find_key(slot, low.value, low.is_outside, &keys.low)) return;
    if (high.value != NULL && find_key(slot, high.value, !high.is_outside, &behind)) {
        if (behind == keys_of(slot).low) return;
        keys.high = behind - 1;
    }
    if (keys.low > keys.high) return;
    if (code_is_float(slot->slot)) add_floats(slot->slot, keys, out);
    else add_range(out, keys.low, keys.high);
}

/* ---- Queries ---- */

/* Whether the slot's values have an order, and the constant can be compared with them. */
static RARE bool is_comparable(const struct scan_slot *slot, const slot_value *value)
{
    const slot_descriptor *const descriptor = slot->slot;
    if (descriptor->kind > SLOT_KIND_FLOAT64 || descriptor->kind == SLOT_KIND_FLAGS) return false;
    if (value->kind == SLOT_VALUE_BOOL) return descriptor->kind == SLOT_KIND_BOOL;
    return value->kind == SLOT_VALUE_INT || value->kind == SLOT_VALUE_UINT || value->kind == SLOT_VALUE_FLOAT;
}

/* Flags, ids and pointers are equal or not. */
static RARE slot_status find_equal(const struct scan_slot *slot, const slot_value *value, struct scan_query *out)
{
    const struct place place = {slot->slot, slot->index, 0, 0, 0, true};
    uint64_t code;
    if (slot->slot->kind == SLOT_KIND_ANY || slot->slot->kind == SLOT_KIND_GROUP) return SLOT_ETYPE;
    const slot_status status = slot_code_of_value(slot->type, &place, value, &code);
    if (status == SLOT_OK) add_range(out, code, code);
    return status == SLOT_ERANGE ? SLOT_OK : status;
}

RARE slot_status slot_scan_compare(const struct scan_slot *slot, slot_relation relation, const slot_value *value,
                                   struct scan_query *out)
{
    const struct limit none = {NULL, false};
    const struct limit with = {value, false};
    const struct limit without = {value, true};
    const bool is_equality = relation == SLOT_EQUAL || relation == SLOT_NOT_EQUAL;
    out->count = 0;
    out->others = relation == SLOT_NOT_EQUAL;
    if (!is_comparable(slot, value)) return is_equality ? find_equal(slot, value, out) : SLOT_ETYPE;
    switch (relation) {
    case SLOT_EQUAL:
    case SLOT_NOT_EQUAL: find_interval(slot, with, with, out); break;
    case SLOT_LESS: find_interval(slot, none, without, out); break;
    case SLOT_LESS_EQUAL: find_interval(slot, none, with, out); break;
    case SLOT_GREATER: find_interval(slot, without, none, out); break;
    case SLOT_GREATER_EQUAL: find_interval(slot, with, none, out); break;
    default: return SLOT_EARG;
    }
    return SLOT_OK;
}

RARE slot_status slot_scan_between(const struct scan_slot *slot, const slot_value *low, const slot_value *high,
                                   struct scan_query *out)
{
    const struct limit from = {low, false};
    const struct limit to = {high, false};
    out->count = 0;
    out->others = false;
    if (!is_comparable(slot, low) || !is_comparable(slot, high)) return SLOT_ETYPE;
    find_interval(slot, from, to, out);
    return SLOT_OK;
}
