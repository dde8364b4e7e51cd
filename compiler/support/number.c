/* SPDX-License-Identifier: MIT */
/*
 * Exact arithmetic on rationals of 64-bit parts; see number.h.
 *
 * Intermediate products take 128 bits, kept as two words so that 32-bit hosts compute the same. Prints and rounds by
 * itself: the locale has no say. Knows nothing of schemas.
 */
#include "support/number.h"

#include <stddef.h>
#include <string.h>

/* An unsigned number of 128 bits. */
struct wide {
    uint64_t high;
    uint64_t low;
};

static const uint64_t top_bit = UINT64_C(1) << 63;

static struct wide wide_multiply(uint64_t a, uint64_t b)
{
    uint64_t a_low = a & 0xFFFFFFFF;
    uint64_t b_low = b & 0xFFFFFFFF;
    uint64_t low = a_low * b_low;
    uint64_t middle_1 = (a >> 32) * b_low + (low >> 32);
    uint64_t middle_2 = a_low * (b >> 32) + (middle_1 & 0xFFFFFFFF);
    struct wide product;

    product.high = (a >> 32) * (b >> 32) + (middle_1 >> 32) + (middle_2 >> 32);
    product.low = middle_2 << 32 | (low & 0xFFFFFFFF);
    return product;
}

static int wide_compare(struct wide a, struct wide b)
{
    if (a.high != b.high) return a.high < b.high ? -1 : 1;
    return a.low < b.low ? -1 : a.low > b.low;
}

/* false when the sum takes more than 128 bits */
static bool wide_add(struct wide a, struct wide b, struct wide *sum)
{
    uint64_t carry;

    sum->low = a.low + b.low;
    carry = sum->low < a.low;
    return !__builtin_add_overflow(a.high, b.high, &sum->high) && !__builtin_add_overflow(sum->high, carry, &sum->high);
}

/* a - b for a >= b */
static struct wide wide_subtract(struct wide a, struct wide b)
{
    struct wide difference = {a.high - b.high - (a.low < b.low), a.low - b.low};

    return difference;
}

/* Appends the next bit to the remainder `rest` < divisor; returns the bit of the quotient. */
static unsigned divide_step(uint64_t *rest, unsigned bit, uint64_t divisor)
{
    bool carry = (*rest & top_bit) != 0;

    *rest = *rest << 1 | bit;
    if (!carry && *rest < divisor) return 0;
    *rest -= divisor;
    return 1;
}

/* Divides by a divisor > 0: the low 64 bits of the quotient (`fits`: there are no more) and the remainder. */
static uint64_t wide_divide(struct wide a, uint64_t divisor, uint64_t *remainder, bool *fits)
{
    uint64_t rest = a.high % divisor;
    uint64_t quotient = 0;

    *fits = a.high < divisor;
    if (a.high == 0) {
        *remainder = a.low % divisor;
        return a.low / divisor;
    }
    for (int i = 63; i >= 0; i--) quotient = quotient << 1 | divide_step(&rest, (unsigned)(a.low >> i & 1), divisor);
    *remainder = rest;
    return quotient;
}

static uint64_t greatest_common_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* The ratio of parts that are already reduced. */
static struct ratio make(uint64_t numerator, uint64_t denominator, bool negative)
{
    struct ratio result = {numerator, denominator, negative && numerator != 0};

    return result;
}

struct ratio ratio_from_uint(uint64_t value)
{
    return make(value, 1, false);
}

enum number_status ratio_negate(struct ratio a, struct ratio *out)
{
    *out = make(a.numerator, a.denominator, !a.negative);
    return NUMBER_OK;
}

/*
 * Knuth's addition (The Art of Computer Programming, 4.5.1): with g the divisor that both denominators share, the sum
 * of the cross products over b/g * d can only be reduced by what it shares with g.
 */
enum number_status ratio_add(struct ratio a, struct ratio b, struct ratio *out)
{
    uint64_t shared = greatest_common_divisor(a.denominator, b.denominator);
    struct wide left = wide_multiply(a.numerator, b.denominator / shared);
    struct wide right = wide_multiply(b.numerator, a.denominator / shared);
    struct wide sum;
    bool negative = a.negative;
    bool fits;
    uint64_t rest;
    uint64_t common;
    uint64_t numerator;
    uint64_t denominator;

    if (a.negative == b.negative) {
        if (!wide_add(left, right, &sum)) return NUMBER_OVERFLOW;
    } else if (wide_compare(left, right) >= 0) {
        sum = wide_subtract(left, right);
    } else {
        sum = wide_subtract(right, left);
        negative = b.negative;
    }
    wide_divide(sum, shared, &rest, &fits);
    common = greatest_common_divisor(shared, rest);
    numerator = wide_divide(sum, common, &rest, &fits);
    if (!fits || __builtin_mul_overflow(a.denominator / shared, b.denominator / common, &denominator))
        return NUMBER_OVERFLOW;
    *out = make(numerator, denominator, negative);
    return NUMBER_OK;
}

enum number_status ratio_subtract(struct ratio a, struct ratio b, struct ratio *out)
{
    return ratio_add(a, make(b.numerator, b.denominator, !b.negative), out);
}

enum number_status ratio_multiply(struct ratio a, struct ratio b, struct ratio *out)
{
    uint64_t one = greatest_common_divisor(a.numerator, b.denominator);
    uint64_t two = greatest_common_divisor(b.numerator, a.denominator);
    uint64_t numerator;
    uint64_t denominator;

    if (__builtin_mul_overflow(a.numerator / one, b.numerator / two, &numerator) ||
        __builtin_mul_overflow(a.denominator / two, b.denominator / one, &denominator))
        return NUMBER_OVERFLOW;
    *out = make(numerator, denominator, a.negative != b.negative);
    return NUMBER_OK;
}

enum number_status ratio_divide(struct ratio a, struct ratio b, struct ratio *out)
{
    if (b.numerator == 0) return NUMBER_DIVISION_BY_ZERO;
    return ratio_multiply(a, make(b.denominator, b.numerator, b.negative), out);
}

enum number_status ratio_remainder(struct ratio a, struct ratio b, struct ratio *out)
{
    if (a.denominator != 1 || b.denominator != 1) return NUMBER_FRACTION;
    if (b.numerator == 0) return NUMBER_DIVISION_BY_ZERO;
    *out = make(a.numerator % b.numerator, 1, a.negative);
    return NUMBER_OK;
}

/* Whether `a` may be shifted by `b`. */
static enum number_status check_shift(struct ratio a, struct ratio b)
{
    if (a.denominator != 1 || b.denominator != 1) return NUMBER_FRACTION;
    return b.negative || b.numerator > 63 ? NUMBER_SHIFT : NUMBER_OK;
}

enum number_status ratio_shift_left(struct ratio a, struct ratio b, struct ratio *out)
{
    enum number_status status = check_shift(a, b);

    if (status != NUMBER_OK) return status;
    return ratio_multiply(a, ratio_from_uint(UINT64_C(1) << b.numerator), out);
}

enum number_status ratio_shift_right(struct ratio a, struct ratio b, struct ratio *out)
{
    enum number_status status = check_shift(a, b);
    uint64_t shifted;

    if (status != NUMBER_OK) return status;
    shifted = a.numerator >> b.numerator;
    if (a.negative && shifted << b.numerator != a.numerator) shifted++; /* down means away from zero */
    *out = make(shifted, 1, a.negative);
    return NUMBER_OK;
}

int ratio_compare(struct ratio a, struct ratio b)
{
    int magnitude;

    if (a.negative != b.negative) return a.negative ? -1 : 1;
    magnitude = wide_compare(wide_multiply(a.numerator, b.denominator), wide_multiply(b.numerator, a.denominator));
    return a.negative ? -magnitude : magnitude;
}

enum number_status ratio_to_integer(struct ratio value, struct integer *out)
{
    if (value.denominator != 1) return NUMBER_FRACTION;
    if (value.negative && value.numerator > top_bit) return NUMBER_OVERFLOW;
    out->bits = value.negative ? 0 - value.numerator : value.numerator;
    out->negative = value.negative;
    return NUMBER_OK;
}

/* Long division up to 55 significant bits; what is left decides how to round to the double's 53. */
double ratio_to_double(struct ratio value)
{
    static const uint64_t enough = UINT64_C(1) << 54;
    uint64_t quotient = value.numerator / value.denominator;
    uint64_t rest = value.numerator % value.denominator;
    bool sticky = false;
    int exponent = 0;
    double result;

    if (value.numerator == 0) return 0.0;
    for (; quotient < enough; exponent--) quotient = quotient << 1 | divide_step(&rest, 0, value.denominator);
    for (; quotient >= enough << 1; exponent++) {
        sticky = sticky || (quotient & 1) != 0;
        quotient >>= 1;
    }
    sticky = sticky || rest != 0;
    if ((quotient & 2) != 0 && ((quotient & 5) != 0 || sticky))
        quotient += 4; /* to the nearest, a tie to the even one */
    result = (double)(quotient & ~UINT64_C(3));
    for (; exponent > 0; exponent--) result *= 2;
    for (; exponent < 0; exponent++) result /= 2;
    return value.negative ? -result : result;
}

int integer_compare(struct integer a, struct integer b)
{
    if (a.negative != b.negative) return a.negative ? -1 : 1;
    return a.bits < b.bits ? -1 : a.bits > b.bits;
}

unsigned number_bits(uint64_t number)
{
    unsigned bits = 0;
    for (; number != 0; number >>= 1) bits++;
    return bits;
}

struct integer integer_from_int(int64_t value)
{
    struct integer result = {(uint64_t)value, value < 0};

    return result;
}

struct integer integer_from_uint(uint64_t value)
{
    struct integer result = {value, false};

    return result;
}

enum number_status integer_distance(struct integer low, struct integer high, uint64_t *out)
{
    *out = high.bits - low.bits;
    if (low.negative && !high.negative && *out < high.bits) return NUMBER_OVERFLOW;
    return NUMBER_OK;
}

/* Writes the digits and a NUL; returns where the NUL is. */
static char *print_digits(uint64_t value, char *at)
{
    char digits[20];
    size_t count = 0;

    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    while (count > 0) *at++ = digits[--count];
    *at = '\0';
    return at;
}

const char *integer_print(struct integer value, char *buffer)
{
    char *at = buffer;

    if (value.negative) *at++ = '-';
    print_digits(value.negative ? 0 - value.bits : value.bits, at);
    return buffer;
}

/* rest * 10 / denominator, for rest < denominator */
static unsigned next_digit(uint64_t *rest, uint64_t denominator)
{
    bool fits;

    return (unsigned)wide_divide(wide_multiply(*rest, 10), denominator, rest, &fits);
}

const char *ratio_print(struct ratio value, char *buffer)
{
    enum { MOST_DIGITS = 19 };
    uint64_t rest = value.numerator % value.denominator;
    char *begin = buffer;
    char *at;

    if (value.negative) *begin++ = '-';
    at = print_digits(value.numerator / value.denominator, begin);
    if (rest == 0) return buffer;
    *at++ = '.';
    while (rest != 0 && at - begin - 1 < MOST_DIGITS) *at++ = (char)('0' + next_digit(&rest, value.denominator));
    *at = '\0';
    if (rest == 0) return buffer;
    at = print_digits(value.numerator, begin);
    *at++ = '/';
    print_digits(value.denominator, at);
    return buffer;
}
