/* SPDX-License-Identifier: MIT-0 */
/*
 * Sums, least and greatest. Sums of integers are taken of the codes and exact: 128 bits hold them. Those of floats
 * depend on the order, which is this on every host: the values of 4096 rows from a multiple of 4096 on in eight sums,
 * each of the rows that have the same number modulo 8, which are added in pairs; and what that gives one after the
 * other, with what was rounded off kept beside the sum.
 */
#include "scan_column.h"

/* ---- 128 bits, two's complement ---- */

struct wide {
    uint64_t low, high;
};

static RARE void add_wide(struct wide *to, uint64_t low, uint64_t high)
{
    to->low += low;
    to->high += high + (to->low < low ? 1 : 0);
}

/* number * factor, both without a sign, modulo 2^128. */
static RARE struct wide multiply(struct wide number, uint64_t factor)
{
    const uint64_t half = UINT32_MAX;
    const uint64_t low = (number.low & half) * (factor & half);
    const uint64_t across = (number.low >> 32) * (factor & half) + (low >> 32);
    const uint64_t back = (number.low & half) * (factor >> 32) + (across & half);
    struct wide product = {back << 32 | (low & half), (number.low >> 32) * (factor >> 32)};
    product.high += (across >> 32) + (back >> 32) + number.high * factor;
    return product;
}

/* The same of a factor with a sign. */
static RARE struct wide multiply_signed(uint64_t count, int64_t factor)
{
    const struct wide number = {count, 0};
    struct wide product = multiply(number, factor < 0 ? 0 - SLOT_CAST(uint64_t, factor) : SLOT_CAST(uint64_t, factor));
    if (factor < 0) {
        product.low = 0 - product.low;
        product.high = ~product.high + (product.low == 0 ? 1 : 0);
    }
    return product;
}

/* The nearest double, by integers alone up to the last step. */
static RARE double wide_to_double(struct wide number)
{
    const bool is_negative = number.high >> 63 != 0;
    double scale = 1;
    if (is_negative) {
        number.low = 0 - number.low;
        number.high = ~number.high + (number.low == 0 ? 1 : 0);
    }
    while (number.high != 0 || number.low >> 62 != 0) {
        number.low = number.low >> 1 | number.high << 63 | (number.low & 1); /* what falls out stays known */
        number.high >>= 1;
        scale += scale;
    }
    const volatile double rounded = SLOT_CAST(double, SLOT_CAST(int64_t, number.low));
    return is_negative ? -(rounded * scale) : rounded * scale;
}

/* ---- Sums of codes ---- */

struct code_sum {
    struct wide total; /* of the codes less that of the lowest value */
    uint64_t count;
};

static RARE slot_status sum_codes(const struct scan_slot *slot, const slot_bitmap *under, struct code_sum *out)
{
    const slot_table *const table = slot->table;
    uint64_t words[SCAN_PART_WORDS];
    struct scan_total total = {0, 0};
    if (under != NULL && under->count != table->count) return SLOT_EARG;
    out->count = 0;
    size_t part;
    for (size_t row = 0; (part = slot_scan_part(table, row, table->count)) > 0; row += part) {
        const struct scan_run run = slot_scan_run(table, &slot->column, row, part);
        size_t counted;
        const uint64_t *const found = slot_scan_select(slot, under, row, part, words, &counted);
        if (counted > 0) slot_scan_add(slot->path, &run, found, &total);
        out->count += counted;
    }
    out->total.low = total.low;
    out->total.high = 0;
    add_wide(&out->total, total.high << 32, total.high >> 32);
    const struct wide firsts = multiply_signed(out->count, -SLOT_CAST(int64_t, slot->codes.low));
    add_wide(&out->total, firsts.low, firsts.high);
    return SLOT_OK;
}

/* The sum of integers, bools and counts of steps. */
static RARE slot_status sum_numbers(const struct scan_slot *slot, const slot_bitmap *under, struct wide *sum,
                                    size_t *count)
{
    const slot_descriptor *const descriptor = slot->slot;
    const bool is_integer = descriptor->kind <= SLOT_KIND_BOOL || descriptor->kind == SLOT_KIND_STEPS;
    struct code_sum codes;
    if (!is_integer) return SLOT_ETYPE;
    const slot_status status = sum_codes(slot, under, &codes);
    if (status != SLOT_OK) return status;
    const uint64_t *const step =
        descriptor->kind <= SLOT_KIND_UINT ? code_numbers(slot->type, slot->index, SLOT_FACT_STEP) : NULL;
    const uint64_t lowest = slot_code_to_number(slot->type, slot->index, slot->codes.low);
    const struct wide number = {lowest, code_is_signed(descriptor) && lowest >> 63 != 0 ? UINT64_MAX : 0};
    const struct wide lowests = multiply(number, codes.count);
    *sum = multiply(codes.total, step == NULL ? 1 : *step);
    add_wide(sum, lowests.low, lowests.high);
    if (count != NULL) *count = SLOT_CAST(size_t, codes.count);
    return SLOT_OK;
}

RARE slot_status slot_table_sum_int(const slot_table *table, int index, const slot_bitmap *under, int64_t *sum,
                                    size_t *count)
{
    struct scan_slot slot;
    struct wide wide;
    slot_status status = slot_scan_find(table, index, &slot);
    if (status == SLOT_OK) status = sum_numbers(&slot, under, &wide, count);
    if (status != SLOT_OK) return status;
    if (wide.high != (wide.low >> 63 != 0 ? UINT64_MAX : 0)) return SLOT_ERANGE;
    *sum = SLOT_CAST(int64_t, wide.low);
    return SLOT_OK;
}

RARE slot_status slot_table_sum_uint(const slot_table *table, int index, const slot_bitmap *under, uint64_t *sum,
                                     size_t *count)
{
    struct scan_slot slot;
    struct wide wide;
    slot_status status = slot_scan_find(table, index, &slot);
    if (status == SLOT_OK) status = sum_numbers(&slot, under, &wide, count);
    if (status != SLOT_OK) return status;
    if (wide.high != 0) return SLOT_ERANGE;
    *sum = wide.low;
    return SLOT_OK;
}

/* ---- Sums of floats ---- */

/*
 * a + b as the nearest double. Where the host computes with 64 bits of mantissa (i387) a sum would be rounded twice: it
 * is made odd first where something was rounded off, which the second time goes to the right side then.
 */
static double add_reals(double a, double b)
{
#if defined(__i386__) && defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ == 2
    long double sum = (long double)a + b;
    const long double part = sum - a;
    const long double rest = (a - (sum - part)) + (b - part);
    uint64_t mantissa;
    SLOT_COPY(&mantissa, &sum, 8);
    if ((rest < 0 || rest > 0) && mantissa % 2 == 0 && mantissa << 1 != 0) {
        mantissa = (rest > 0) == (sum > 0) ? mantissa + 1 : mantissa - 1;
        SLOT_COPY(&sum, &mantissa, 8);
    }
    return SLOT_CAST(double, sum);
#else
    const double sum = a + b;
    return sum;
#endif
}

enum { FLOAT_SUMS = 8, FLOAT_PART = 512 };

static void add_floats(const struct scan_slot *slot, const uint64_t *codes, const uint64_t *words, size_t first,
                       size_t count, double *sums)
{
    for (size_t i = 0; i < count; i++) {
        const size_t at = first + i;
        if (words != NULL && (words[at / 64] >> at % 64 & 1) == 0) continue;
        sums[i % FLOAT_SUMS] = add_reals(sums[i % FLOAT_SUMS], slot_code_to_float(slot->slot, codes[i]));
    }
}

/* Adds with what was rounded off, as Neumaier does; that stays out of what is no finite number. */
static RARE void add_kept(double *sum, double *rest, double value)
{
    const double old = *sum;
    const double magnitude = old < 0 ? -old : old;
    *sum = add_reals(old, value);
    const double zero = add_reals(*sum, -*sum);
    if (!(zero <= 0)) return;
    if (magnitude >= (value < 0 ? -value : value)) *rest = add_reals(*rest, add_reals(add_reals(old, -*sum), value));
    else *rest = add_reals(*rest, add_reals(add_reals(value, -*sum), old));
}

static RARE void sum_floats(const struct scan_slot *slot, const slot_bitmap *under, double *out, size_t *count)
{
    const slot_table *const table = slot->table;
    uint64_t words[SCAN_PART_WORDS];
    uint64_t codes[FLOAT_PART];
    double sums[FLOAT_SUMS] = {0};
    double sum = 0;
    double rest = 0;
    size_t total = 0;
    size_t part;
    for (size_t row = 0; (part = slot_scan_part(table, row, table->count)) > 0; row += part) {
        size_t counted;
        const uint64_t *const found = slot_scan_select(slot, under, row, part, words, &counted);
        total += counted;
        for (size_t first = 0; first < part && counted > 0; first += FLOAT_PART) {
            const size_t some = part - first < FLOAT_PART ? part - first : FLOAT_PART;
            const struct scan_run run = slot_scan_run(table, &slot->column, row + first, some);
            slot_scan_unpack64(slot->path, &run, 0, codes);
            add_floats(slot, codes, found, first, some, sums);
        }
        if ((row + part) % SCAN_PART != 0 && row + part < table->count) continue;
        for (size_t width = FLOAT_SUMS / 2; width > 0; width /= 2)
            for (size_t i = 0; i < width; i++) sums[i] = add_reals(sums[i], sums[i + width]);
        add_kept(&sum, &rest, sums[0]);
        for (size_t i = 0; i < FLOAT_SUMS; i++) sums[i] = 0;
    }
    *out = add_reals(sum, rest);
    if (count != NULL) *count = total;
}

/* All steps together are an integer, divided once. */
static RARE slot_status sum_steps(const struct scan_slot *slot, const slot_bitmap *under, double *sum, size_t *count)
{
    const uint64_t *const scale = code_scale(slot->type, slot->index);
    struct code_sum codes;
    const slot_status status = sum_codes(slot, under, &codes);
    if (status != SLOT_OK) return status;
    const uint64_t lowest = slot_code_to_number(slot->type, slot->index, slot->codes.low);
    const int64_t first = SLOT_CAST(int64_t, scale[0] + lowest * scale[1]);
    const int64_t divisor = SLOT_CAST(int64_t, scale[2]);
    struct wide parts = multiply(codes.total, scale[1]);
    const struct wide firsts = multiply_signed(codes.count, first);
    add_wide(&parts, firsts.low, firsts.high);
    const int64_t low = SLOT_CAST(int64_t, parts.low);
    const bool is_exact = low > -(INT64_C(1) << 53) && low < INT64_C(1) << 53;
    if (is_exact && parts.high == (low < 0 ? UINT64_MAX : 0)) {
        *sum = slot_divide(low, divisor);
    } else {
        const volatile double whole = wide_to_double(parts);
        *sum = whole / SLOT_CAST(double, divisor);
    }
    if (count != NULL) *count = SLOT_CAST(size_t, codes.count);
    return SLOT_OK;
}

RARE slot_status slot_table_sum_float(const slot_table *table, int index, const slot_bitmap *under, double *sum,
                                      size_t *count)
{
    struct scan_slot slot;
    const slot_status status = slot_scan_find(table, index, &slot);
    if (status != SLOT_OK) return status;
    if (slot.slot->kind == SLOT_KIND_STEPS) return sum_steps(&slot, under, sum, count);
    if (!code_is_float(slot.slot)) return SLOT_ETYPE;
    if (under != NULL && under->count != table->count) return SLOT_EARG;
    sum_floats(&slot, under, sum, count);
    return SLOT_OK;
}

/* ---- Least and greatest ---- */

/* What there is among the rows: codes; of floats those below 0 and the others apart, and whether one is no number. */
struct extent {
    struct scan_range codes, negatives;
    bool has_nan;
};

static RARE void reach_floats(const struct scan_slot *slot, const struct scan_run *run, const uint64_t *words,
                              size_t counted, struct extent *extent)
{
    uint64_t found[SCAN_PART_WORDS];
    const struct scan_range ranges[2] = {slot_scan_positives(slot->slot), slot_scan_negatives(slot->slot)};
    size_t numbers = 0;
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; words != NULL && i < (run->count + 63) / 64; i++) found[i] = words[i];
        slot_scan_test(slot->path, run, ranges[k], words == NULL ? SCAN_SET : SCAN_AND, found);
        numbers += slot_scan_ones(found, run->count);
        slot_scan_reach(slot->path, run, found, k == 0 ? &extent->codes : &extent->negatives);
    }
    if (numbers < counted) extent->has_nan = true;
}

/* Of numbers below 0 the greater code is the lesser; -0.0 is 0.0, and no number is greater than all of them. */
static RARE double float_of(const struct scan_slot *slot, const struct extent *extent, bool greatest)
{
    const bool has_positives = extent->codes.low <= extent->codes.high;
    const bool has_negatives = extent->negatives.low <= extent->negatives.high;
    const bool is_positive = greatest ? has_positives : !has_negatives;
    if ((greatest && extent->has_nan) || (!has_positives && !has_negatives))
        return slot_double_of_bits(UINT64_C(0x7ff8000000000000));
    uint64_t code = greatest ? extent->negatives.low : extent->negatives.high;
    if (is_positive) code = greatest ? extent->codes.high : extent->codes.low;
    const double value = slot_code_to_float(slot->slot, code);
    return value < 0 || value > 0 ? value : 0.0;
}

static RARE slot_status find_extreme(const slot_table *table, int index, const slot_bitmap *under, bool greatest,
                                     slot_value *out)
{
    struct scan_slot slot;
    uint64_t words[SCAN_PART_WORDS];
    struct extent extent = {{UINT64_MAX, 0}, {UINT64_MAX, 0}, false};
    bool is_any = false;
    const slot_status status = slot_scan_find(table, index, &slot);
    if (status != SLOT_OK) return status;
    if (slot.slot->kind > SLOT_KIND_FLOAT64 || slot.slot->kind == SLOT_KIND_FLAGS) return SLOT_ETYPE;
    if (under != NULL && under->count != table->count) return SLOT_EARG;
    size_t part;
    for (size_t row = 0; (part = slot_scan_part(table, row, table->count)) > 0; row += part) {
        const struct scan_run run = slot_scan_run(table, &slot.column, row, part);
        size_t counted;
        const uint64_t *const found = slot_scan_select(&slot, under, row, part, words, &counted);
        if (counted == 0) continue;
        is_any = true;
        if (code_is_float(slot.slot)) reach_floats(&slot, &run, found, counted, &extent);
        else slot_scan_reach(slot.path, &run, found, &extent.codes);
    }
    if (!is_any) return SLOT_EUNSET;
    *out = code_is_float(slot.slot) ? slot_from_float(float_of(&slot, &extent, greatest))
                                    : slot_scan_value(&slot, greatest ? extent.codes.high : extent.codes.low);
    return SLOT_OK;
}

slot_status slot_table_min(const slot_table *table, int index, const slot_bitmap *under, slot_value *out)
{
    return find_extreme(table, index, under, false, out);
}

slot_status slot_table_max(const slot_table *table, int index, const slot_bitmap *under, slot_value *out)
{
    return find_extreme(table, index, under, true, out);
}
