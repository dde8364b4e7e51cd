/* SPDX-License-Identifier: MIT-0 */
/*
 * What bits.h declares and is too long for a header: doubles of 32 bits, runs of bits, and the exact ways of ranges with
 * steps, which take integers alone and need no more than 64 bits.
 */
#include <slotgen/bits.h>

/* ---- Doubles of 32 bits ---- */

#if defined(__SIZEOF_DOUBLE__) && __SIZEOF_DOUBLE__ == 4

/* Exact: all floats are binary64 numbers, subnormal ones normal there. Every NaN is the same quiet one. */
uint64_t slot_bits_of_double(double value)
{
    const uint32_t bits = slot_bits_of_float((float)value);
    const uint64_t sign = (uint64_t)(bits >> 31) << 63;
    uint32_t fraction = bits & 0x7fffffu;
    uint64_t exponent = (bits >> 23 & 0xffu) + (1023 - 127);
    if (exponent == 255 + (1023 - 127))
        return fraction != 0 ? UINT64_C(0x7ff8000000000000) : sign | UINT64_C(2047) << 52;
    if (exponent == 1023 - 127) {
        if (fraction == 0) return sign;
        exponent++;
        for (; fraction < 0x800000u; fraction <<= 1) exponent--;
        fraction -= 0x800000u;
    }
    return sign | exponent << 52 | (uint64_t)fraction << 29;
}

/* Rounded to nearest, ties to even; what is cut off are 29 bits, and more where the result is subnormal. */
double slot_double_of_bits(uint64_t bits)
{
    const uint32_t sign = (uint32_t)(bits >> 32) & 0x80000000u;
    const uint64_t magnitude = bits << 1 >> 1;
    const unsigned exponent = (unsigned)(magnitude >> 52);
    if (magnitude > UINT64_C(2047) << 52) return (double)slot_float_of_bits(0x7fc00000u);
    if (exponent >= 1023 + 128) return (double)slot_float_of_bits(sign | 0x7f800000u);
    if (exponent < 1023 - 150) return (double)slot_float_of_bits(sign);
    uint64_t number = magnitude - ((UINT64_C(1023) - 127) << 52); /* a carry goes on into the exponent, as it should */
    unsigned cut = 29;
    if (exponent <= 1023 - 127) {
        number = (magnitude & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1) << 52;
        cut += 1023 - 126 - exponent;
    }
    number += (UINT64_C(1) << (cut - 1)) - 1 + (number >> cut & 1);
    return (double)slot_float_of_bits(sign | (uint32_t)(number >> cut));
}
#endif

/* ---- Runs of bits ---- */

/* Up to 8 bits at any bit; reads no byte that holds none of them. */
static unsigned load_bits(const unsigned char *bytes, size_t bit, unsigned count)
{
    const unsigned shift = (unsigned)(bit % 8);
    unsigned word = bytes[bit / 8];
    if (shift + count > 8) word |= (unsigned)bytes[bit / 8 + 1] << 8;
    return word >> shift & ((1u << count) - 1);
}

/* Puts bits into one byte: those that begin at `bit` and end in the same byte. */
static void store_bits(unsigned char *bytes, size_t bit, unsigned count, unsigned code)
{
    const unsigned shift = (unsigned)(bit % 8);
    const unsigned mask = ((1u << count) - 1) << shift;
    bytes[bit / 8] = (unsigned char)((bytes[bit / 8] & ~mask) | code << shift);
}

/* How many of the next `count` bits end in the byte of `bit`. */
static unsigned bits_in_byte(size_t bit, size_t count)
{
    const unsigned room = 8 - (unsigned)(bit % 8);
    return count < room ? (unsigned)count : room;
}

void slot_move_bits(unsigned char *to, size_t to_bit, const unsigned char *from, size_t from_bit, size_t count)
{
    while (count > 0) {
        if (to_bit % 8 == 0 && count >= 64) {
            const unsigned shift = (unsigned)(from_bit % 8);
            uint64_t word = slot_load64(from + from_bit / 8) >> shift;
            if (shift > 0) word |= (uint64_t)from[from_bit / 8 + 8] << (64 - shift);
            slot_store64(to + to_bit / 8, word);
            to_bit += 64;
            from_bit += 64;
            count -= 64;
            continue;
        }
        const unsigned part = bits_in_byte(to_bit, count);
        store_bits(to, to_bit, part, load_bits(from, from_bit, part));
        to_bit += part;
        from_bit += part;
        count -= part;
    }
}

void slot_zero_bits(unsigned char *bytes, size_t bit, size_t count)
{
    while (count > 0) {
        const unsigned part = bits_in_byte(bit, count);
        store_bits(bytes, bit, part, 0);
        bit += part;
        count -= part;
    }
}

/* ---- Steps ---- */

/*
 * Long division: as many bits of the quotient as a double has, and one for what is behind them. `power` is that of two
 * by which the quotient is to be multiplied.
 */
double slot_divide(int64_t number, int64_t divisor)
{
    const uint64_t below = (uint64_t)divisor;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    uint64_t quotient = rest / below;
    int power = 0;
    rest %= below;
    if (quotient == 0 && rest == 0) return 0;
    while (quotient >> 53 == 0) {
        rest *= 2;
        quotient = quotient * 2 + (rest >= below ? 1 : 0);
        if (rest >= below) rest -= below;
        power--;
    }
    /* 54 bits, of which the last one says half; an exact quotient has no more than the number, so there is no tie. */
    quotient = quotient / 2 + (quotient & 1);
    power++;
    /* 2^52 <= quotient <= 2^53, and the result is no less than 2^-53: normal. */
    const uint64_t exponent = (uint64_t)power + 1074;
    const uint64_t sign = number < 0 ? UINT64_C(1) << 63 : 0;
    return slot_double_of_bits(sign | ((exponent << 52) + quotient));
}

/* A non-negative number: whole, and where its fraction stands: 0 none, 1 below a half, 2 a half, 3 above. */
struct fixed {
    uint64_t whole;
    unsigned fraction;
};

/* mantissa * divisor * 2^power, both below 2^53; false where it reaches 2^62. */
static bool scale(uint64_t mantissa, uint64_t divisor, int power, struct fixed *out)
{
    const uint64_t low_half = UINT64_C(0xffffffff);
    const uint64_t across =
        (mantissa >> 32) * (divisor & low_half) + ((mantissa & low_half) * (divisor & low_half) >> 32);
    const uint64_t back = (mantissa & low_half) * (divisor >> 32) + (across & low_half);
    const uint64_t high = (mantissa >> 32) * (divisor >> 32) + (across >> 32) + (back >> 32);
    const uint64_t low = mantissa * divisor;
    const unsigned places = (unsigned)(power < 0 ? -power : power);
    out->whole = 0;
    out->fraction = 0;
    if ((high | low) == 0) return true;
    if (power >= 0) {
        if (high != 0 || places > 61 || low >> (62 - places) != 0) return false;
        out->whole = low << places;
        return true;
    }
    bool half;
    bool more;
    if (places > 128) {
        half = false;
        more = true;
    } else if (places > 64) {
        half = (high >> (places - 65) & 1) != 0;
        more = low != 0 || (high & ((UINT64_C(1) << (places - 65)) - 1)) != 0;
        if (places < 128) out->whole = high >> (places - 64);
    } else {
        half = (low >> (places - 1) & 1) != 0;
        more = (low & ((UINT64_C(1) << (places - 1)) - 1)) != 0;
        if (places < 64 && high >> places != 0) return false;
        out->whole = places == 64 ? high : low >> places | high << (64 - places);
    }
    out->fraction = (half ? 2u : 0u) + (more ? 1u : 0u);
    return out->whole >> 62 == 0;
}

int64_t slot_steps_nearest(double value, int64_t offset, int64_t factor, int64_t divisor)
{
    const uint64_t bits = slot_bits_of_double(value);
    const bool is_negative = bits >> 63 != 0;
    const int exponent = (int)(bits >> 52 & 0x7ff);
    const uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    const uint64_t mantissa = exponent == 0 ? fraction : fraction | UINT64_C(1) << 52;
    struct fixed number;
    if (exponent == 0x7ff) return SLOT_NO_STEPS;
    if (!scale(mantissa, (uint64_t)divisor, (exponent == 0 ? 1 : exponent) - 1075, &number)) return SLOT_NO_STEPS;

    /* Of the magnitude, as rounding to even does not know signs: (number - offset) / factor, rounded down first. */
    const int64_t distance = (int64_t)number.whole - (is_negative ? -offset : offset);
    int64_t count = distance / factor;
    int64_t rest = distance % factor;
    if (rest < 0) {
        rest += factor;
        count--;
    }
    /* The doubled rest with the fraction in quarters of a step's part, against the factor. */
    const int64_t twice = 4 * rest + (int64_t)number.fraction;
    if (twice > 2 * factor || (twice == 2 * factor && count % 2 != 0)) count++;
    return is_negative ? -count : count;
}
