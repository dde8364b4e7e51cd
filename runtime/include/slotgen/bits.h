/* SPDX-License-Identifier: MIT-0 */
/*
 * Words of a record: little-endian loads and stores of 1 to 8 bytes at any address.
 *
 * Bit i of a record is bit i % 8 of byte i / 8 on every host, so a word that is read here has the record's lower bits
 * at its lower end whatever the host's byte order is. Nothing outside the named bytes is ever read or written, and no
 * address needs to be aligned. Generated accessors are made of these functions, shifts and masks.
 */
#ifndef SLOTGEN_BITS_H
#define SLOTGEN_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Casts that neither language's compilers warn of; pointers as 64-bit words on every host, and back. */
#ifdef __cplusplus
#define SLOT_CAST(type, value)           static_cast<type>(value)
#define SLOT_POINTER_TO_WORD(pointer)    static_cast<uint64_t>(reinterpret_cast<uintptr_t>(pointer))
#define SLOT_WORD_TO_POINTER(type, word) reinterpret_cast<type>(static_cast<uintptr_t>(word))
#else
#define SLOT_CAST(type, value)           ((type)(value))
#define SLOT_POINTER_TO_WORD(pointer)    ((uint64_t)(uintptr_t)(pointer))
#define SLOT_WORD_TO_POINTER(type, word) ((type)(uintptr_t)(word))
#endif

/* memcpy and bswap of a constant size, without asking for libc. */
#if defined(__GNUC__)
#define SLOT_COPY(to, from, size) __builtin_memcpy(to, from, size)
#else
#include <string.h>
#define SLOT_COPY(to, from, size) memcpy(to, from, size)
#endif

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define SLOT_BIG_ENDIAN     1
#define SLOT_LITTLE16(word) __builtin_bswap16(word)
#define SLOT_LITTLE32(word) __builtin_bswap32(word)
#define SLOT_LITTLE64(word) __builtin_bswap64(word)
#else
#define SLOT_BIG_ENDIAN     0
#define SLOT_LITTLE16(word) (word)
#define SLOT_LITTLE32(word) (word)
#define SLOT_LITTLE64(word) (word)
#endif

#ifdef __cplusplus
extern "C" {
#endif

static inline uint32_t slot_load8(const unsigned char *at)
{
    return at[0];
}

static inline uint32_t slot_load16(const unsigned char *at)
{
    uint16_t word;
    SLOT_COPY(&word, at, 2);
    return SLOT_LITTLE16(word);
}

static inline uint32_t slot_load32(const unsigned char *at)
{
    uint32_t word;
    SLOT_COPY(&word, at, 4);
    return SLOT_LITTLE32(word);
}

static inline uint64_t slot_load64(const unsigned char *at)
{
    uint64_t word;
    SLOT_COPY(&word, at, 8);
    return SLOT_LITTLE64(word);
}

/* Units of @layout(natural) and @own: words in the host's own byte order. A unit of one byte is slot_load8's. */

static inline uint32_t slot_load_host16(const unsigned char *at)
{
    uint16_t word;
    SLOT_COPY(&word, at, 2);
    return word;
}

static inline uint32_t slot_load_host32(const unsigned char *at)
{
    uint32_t word;
    SLOT_COPY(&word, at, 4);
    return word;
}

static inline uint64_t slot_load_host64(const unsigned char *at)
{
    uint64_t word;
    SLOT_COPY(&word, at, 8);
    return word;
}

static inline void slot_store_host16(unsigned char *at, uint32_t word)
{
    const uint16_t half = SLOT_CAST(uint16_t, word & 0xffffu);
    SLOT_COPY(at, &half, 2);
}

static inline void slot_store_host32(unsigned char *at, uint32_t word)
{
    SLOT_COPY(at, &word, 4);
}

static inline void slot_store_host64(unsigned char *at, uint64_t word)
{
    SLOT_COPY(at, &word, 8);
}

/* Words of 3, 5, 6 and 7 bytes take two loads; those of 7 overlap. */

static inline uint32_t slot_load24(const unsigned char *at)
{
    return slot_load16(at) | slot_load8(at + 2) << 16;
}

static inline uint64_t slot_load40(const unsigned char *at)
{
    return slot_load32(at) | SLOT_CAST(uint64_t, slot_load8(at + 4)) << 32;
}

static inline uint64_t slot_load48(const unsigned char *at)
{
    return slot_load32(at) | SLOT_CAST(uint64_t, slot_load16(at + 4)) << 32;
}

static inline uint64_t slot_load56(const unsigned char *at)
{
    return slot_load32(at) | SLOT_CAST(uint64_t, slot_load32(at + 3)) << 24;
}

static inline void slot_store8(unsigned char *at, uint32_t word)
{
    at[0] = SLOT_CAST(unsigned char, word & 0xffu);
}

static inline void slot_store16(unsigned char *at, uint32_t word)
{
    const uint16_t half = SLOT_LITTLE16(SLOT_CAST(uint16_t, word & 0xffffu));
    SLOT_COPY(at, &half, 2);
}

static inline void slot_store32(unsigned char *at, uint32_t word)
{
    word = SLOT_LITTLE32(word);
    SLOT_COPY(at, &word, 4);
}

static inline void slot_store64(unsigned char *at, uint64_t word)
{
    word = SLOT_LITTLE64(word);
    SLOT_COPY(at, &word, 8);
}

static inline void slot_store24(unsigned char *at, uint32_t word)
{
    slot_store16(at, word);
    slot_store8(at + 2, word >> 16);
}

static inline void slot_store40(unsigned char *at, uint64_t word)
{
    slot_store32(at, SLOT_CAST(uint32_t, word & 0xffffffffu));
    slot_store8(at + 4, SLOT_CAST(uint32_t, word >> 32));
}

static inline void slot_store48(unsigned char *at, uint64_t word)
{
    slot_store32(at, SLOT_CAST(uint32_t, word & 0xffffffffu));
    slot_store16(at + 4, SLOT_CAST(uint32_t, word >> 32 & 0xffffffffu));
}

static inline void slot_store56(unsigned char *at, uint64_t word)
{
    slot_store32(at, SLOT_CAST(uint32_t, word & 0xffffffffu));
    slot_store32(at + 3, SLOT_CAST(uint32_t, word >> 24 & 0xffffffffu));
}

/*
 * A code of 58 to 64 bits that begins mid-byte may span nine bytes: an eight-byte word and the byte behind it.
 * `shift` is 1..7: the first bit of the code within its first byte.
 */
static inline uint64_t slot_load72(const unsigned char *at, unsigned shift)
{
    return slot_load64(at) >> shift | SLOT_CAST(uint64_t, slot_load8(at + 8)) << (64 - shift);
}

/* Stores the lowest `width` bits of `code` (width + shift is 65..71) and leaves the other bits of the nine bytes. */
static inline void slot_store72(unsigned char *at, unsigned shift, unsigned width, uint64_t code)
{
    const uint64_t low = slot_load64(at) & ((UINT64_C(1) << shift) - 1);
    const uint32_t above = slot_load8(at + 8) >> (width + shift - 64) << (width + shift - 64);
    const uint64_t kept = code << (64 - width) >> (64 - width);
    slot_store64(at, low | kept << shift);
    slot_store8(at + 8, above | SLOT_CAST(uint32_t, kept >> (64 - shift)));
}

/* Clears `size` bytes. */
static inline void slot_zero(unsigned char *at, size_t size)
{
#if defined(__GNUC__)
    __builtin_memset(at, 0, size);
#else
    memset(at, 0, size);
#endif
}

/* The whole of a record of 1 to 7 bytes as a word, and back. `size` is a constant where it is called. */

static inline uint64_t slot_load_small(const unsigned char *bytes, size_t size)
{
    switch (size) {
    case 1: return slot_load8(bytes);
    case 2: return slot_load16(bytes);
    case 3: return slot_load24(bytes);
    case 4: return slot_load32(bytes);
    case 5: return slot_load40(bytes);
    case 6: return slot_load48(bytes);
    case 7: return slot_load56(bytes);
    default: return 0;
    }
}

static inline void slot_store_small(unsigned char *bytes, size_t size, uint64_t word)
{
    const uint32_t low = SLOT_CAST(uint32_t, word & 0xffffffffu);
    switch (size) {
    case 1: slot_store8(bytes, low); break;
    case 2: slot_store16(bytes, low); break;
    case 3: slot_store24(bytes, low); break;
    case 4: slot_store32(bytes, low); break;
    case 5: slot_store40(bytes, word); break;
    case 6: slot_store48(bytes, word); break;
    case 7: slot_store56(bytes, word); break;
    default: break;
    }
}

/* ---- Codes at a bit that is computed: elements of arrays ---- */

/*
 * The code of `width` bits (0..64) at bit `bit` of the `size` bytes at `bytes`. Reads only those bytes: one word of
 * eight where there are as many, and the byte behind it where the code ends there. `size` and `width` are constants
 * where it is called, and what depends on them falls away.
 */
static inline uint64_t slot_load_bits(const unsigned char *bytes, size_t size, size_t bit, unsigned width)
{
    if (width == 0) return 0;
    const uint64_t mask = UINT64_MAX >> (64 - width);
    if (size < 8) return slot_load_small(bytes, size) >> bit & mask;
    const size_t byte = bit / 8 < size - 8 ? bit / 8 : size - 8;
    const unsigned shift = SLOT_CAST(unsigned, bit - byte * 8);
    uint64_t word = slot_load64(bytes + byte) >> shift;
    if (width > 57 && shift + width > 64) word |= SLOT_CAST(uint64_t, slot_load8(bytes + byte + 8)) << (64 - shift);
    return word & mask;
}

/* Stores the lowest `width` bits of `code` there; other bits stay. */
static inline void slot_store_bits(unsigned char *bytes, size_t size, size_t bit, unsigned width, uint64_t code)
{
    if (width == 0) return;
    const uint64_t mask = UINT64_MAX >> (64 - width);
    if (size < 8) {
        const uint64_t word = slot_load_small(bytes, size) & ~(mask << bit);
        slot_store_small(bytes, size, word | (code & mask) << bit);
        return;
    }
    const size_t byte = bit / 8 < size - 8 ? bit / 8 : size - 8;
    const unsigned shift = SLOT_CAST(unsigned, bit - byte * 8);
    unsigned char *const at = bytes + byte;
    slot_store64(at, (slot_load64(at) & ~(mask << shift)) | (code & mask) << shift);
    if (width > 57 && shift + width > 64) {
        const unsigned below = 64 - shift;
        slot_store8(at + 8, (slot_load8(at + 8) & ~SLOT_CAST(uint32_t, mask >> below)) |
                                SLOT_CAST(uint32_t, (code & mask) >> below));
    }
}

/*
 * The same of elements that lie in one word of 1, 2, 4 or 8 bytes (`word`) from their first byte on, the whole of it
 * inside the record for every element: nothing needs to be compared.
 */
static inline uint64_t slot_load_element(const unsigned char *bytes, size_t bit, unsigned width, unsigned word)
{
    const unsigned char *const at = bytes + bit / 8;
    const unsigned shift = SLOT_CAST(unsigned, bit % 8);
    const uint64_t mask = UINT64_MAX >> (64 - width);
    if (word == 8) return slot_load64(at) >> shift & mask;
    const uint32_t found = word == 4 ? slot_load32(at) : word == 2 ? slot_load16(at) : slot_load8(at);
    return found >> shift & SLOT_CAST(uint32_t, mask & UINT32_MAX);
}

static inline void slot_store_element(unsigned char *bytes, size_t bit, unsigned width, unsigned word, uint64_t code)
{
    unsigned char *const at = bytes + bit / 8;
    const unsigned shift = SLOT_CAST(unsigned, bit % 8);
    const uint64_t mask = UINT64_MAX >> (64 - width);
    if (word == 8) {
        slot_store64(at, (slot_load64(at) & ~(mask << shift)) | (code & mask) << shift);
        return;
    }
    const uint32_t narrow_mask = SLOT_CAST(uint32_t, mask & UINT32_MAX);
    const uint32_t narrow_code = SLOT_CAST(uint32_t, code & mask) << shift;
    if (word == 4) slot_store32(at, (slot_load32(at) & ~(narrow_mask << shift)) | narrow_code);
    else if (word == 2) slot_store16(at, (slot_load16(at) & ~(narrow_mask << shift)) | narrow_code);
    else slot_store8(at, (slot_load8(at) & ~(narrow_mask << shift)) | narrow_code);
}

/*
 * The same of elements that lie in one word of 2, 4 or 8 bytes up to their last byte: word 0 begins at `bytes`, and
 * `last` is the last bit of the element, counted from the last byte of that word. `width` is at most 8 * word - 7.
 */
static inline uint64_t slot_load_ending(const unsigned char *bytes, size_t last, unsigned width, unsigned word)
{
    const unsigned char *const at = bytes + last / 8;
    const unsigned shift = SLOT_CAST(unsigned, last % 8) + (word * 8 - 7 - width);
    const uint64_t mask = UINT64_MAX >> (64 - width);
    if (word == 8) return slot_load64(at) >> shift & mask;
    return (word == 4 ? slot_load32(at) : slot_load16(at)) >> shift & SLOT_CAST(uint32_t, mask & UINT32_MAX);
}

static inline void slot_store_ending(unsigned char *bytes, size_t last, unsigned width, unsigned word, uint64_t code)
{
    unsigned char *const at = bytes + last / 8;
    const unsigned shift = SLOT_CAST(unsigned, last % 8);
    const unsigned above = word * 8 - 7 - width; /* a constant, as is what it shifts but the code */
    const uint64_t mask = UINT64_MAX >> (64 - width) << above;
    code = code << above & mask;
    if (word == 8) {
        slot_store64(at, (slot_load64(at) & ~(mask << shift)) | code << shift);
        return;
    }
    const uint32_t narrow_mask = SLOT_CAST(uint32_t, mask & UINT32_MAX) << shift;
    const uint32_t narrow_code = SLOT_CAST(uint32_t, code & UINT32_MAX) << shift;
    if (word == 4) slot_store32(at, (slot_load32(at) & ~narrow_mask) | narrow_code);
    else slot_store16(at, (slot_load16(at) & ~narrow_mask) | narrow_code);
}

/* Copies `count` bits. Touches no byte but those that hold them, nor other bits of these; the two must not overlap. */
void slot_move_bits(unsigned char *to, size_t to_bit, const unsigned char *from, size_t from_bit, size_t count);

/* Zeroes `count` bits, likewise. */
void slot_zero_bits(unsigned char *bytes, size_t bit, size_t count);

/* The bits of a float and back. */

static inline uint32_t slot_bits_of_float(float value)
{
    uint32_t bits;
    SLOT_COPY(&bits, &value, 4);
    return bits;
}

static inline float slot_float_of_bits(uint32_t bits)
{
    float value;
    SLOT_COPY(&value, &bits, 4);
    return value;
}

#if defined(__SIZEOF_DOUBLE__) && __SIZEOF_DOUBLE__ == 4
/* Where a double is a binary32, its bits are those of the binary64 that it stands for; back they are rounded. */
uint64_t slot_bits_of_double(double value);
double slot_double_of_bits(uint64_t bits);
#else
static inline uint64_t slot_bits_of_double(double value)
{
    uint64_t bits;
    SLOT_COPY(&bits, &value, 8);
    return bits;
}

static inline double slot_double_of_bits(uint64_t bits)
{
    double value;
    SLOT_COPY(&value, &bits, 8);
    return value;
}
#endif

/*
 * IEEE 754 binary16, in the lower 16 bits, as a float: exactly; every NaN as the same quiet one. By shifts and one
 * exact product, so that it does not matter whether the host flushes subnormal floats.
 */
static inline float slot_float_of_half(uint32_t bits)
{
    const uint32_t sign = (bits & 0x8000u) << 16;
    const uint32_t magnitude = bits & 0x7fffu;
    if (magnitude > 0x7c00u) return slot_float_of_bits(0x7fc00000u);
    if (magnitude == 0x7c00u) return slot_float_of_bits(sign | 0x7f800000u);
    if (magnitude >= 0x400u) return slot_float_of_bits(sign | ((magnitude << 13) + 0x38000000u));
    const float value = SLOT_CAST(float, magnitude) * 5.9604644775390625e-8f; /* 2^-24 */
    return sign != 0 ? -value : value;
}

/* A float as binary16: rounded to nearest, ties to even; infinity from 65520 on; every NaN is 0x7e00. */
static inline uint32_t slot_half_of_float(float value)
{
    const uint32_t bits = slot_bits_of_float(value);
    const uint32_t sign = bits >> 16 & 0x8000u;
    const uint32_t magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) return 0x7e00u;
    if (magnitude >= 0x477ff000u) return sign | 0x7c00u;
    if (magnitude >= 0x38800000u) return sign | (magnitude - 0x38000000u + 0xfffu + (magnitude >> 13 & 1u)) >> 13;
    const uint32_t shift = 126u - (magnitude >> 23); /* to units of 2^-24 */
    if (shift > 24) return sign;
    const uint32_t number = (magnitude & 0x7fffffu) | 0x800000u;
    const uint32_t kept = number >> shift;
    const uint32_t below = number << (32 - shift);
    return sign | (kept + (below > 0x80000000u - (kept & 1u) ? 1u : 0u));
}

/* ---- Ranges with a step that is no integer: value = (offset + count * factor) / divisor ---- */

/* What slot_steps_count gives for a value that has no count: outside every range. */
#define SLOT_NO_STEPS INT64_MIN

/* number / divisor as the nearest double, by integers alone. -2^53 < number < 2^53, 0 < divisor < 2^53. */
double slot_divide(int64_t number, int64_t divisor);

/* As slot_steps_count, by integers alone. */
int64_t slot_steps_nearest(double value, int64_t offset, int64_t factor, int64_t divisor);

/*
 * The value of a count: the nearest double. The offset, count * factor and their sum lie between -2^53 and 2^53, factor
 * and divisor are positive and less than 2^53 (a count beyond gives some number).
 */
static inline double slot_steps_value(int64_t count, int64_t offset, int64_t factor, int64_t divisor)
{
    const uint64_t bits = SLOT_CAST(uint64_t, count) * SLOT_CAST(uint64_t, factor);
    const int64_t number = SLOT_CAST(int64_t, bits + SLOT_CAST(uint64_t, offset));
#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ == 2
    return slot_divide(number, divisor); /* a quotient of more than 53 bits would be rounded twice */
#else
    return SLOT_CAST(double, number) / SLOT_CAST(double, divisor);
#endif
}

/*
 * The count whose exact value is nearest to `value`; of two that are as near, the even one. SLOT_NO_STEPS for NaN and
 * where offset + count * factor would reach 2^62. The arguments behind `value` are constants where it is called.
 *
 * What is computed in doubles is off by less than 2^-10 steps where everything is below 2^40: it settles all values but
 * those that lie about halfway.
 */
static inline int64_t slot_steps_count(double value, int64_t offset, int64_t factor, int64_t divisor)
{
    const double near_limit = 1099511627776.0; /* 2^40 */
    const double number = value * SLOT_CAST(double, divisor);
    if (number > -near_limit && number < near_limit && offset > -(INT64_C(1) << 40) && offset < INT64_C(1) << 40) {
        double real = (number - SLOT_CAST(double, offset)) / SLOT_CAST(double, factor);
        const int64_t count = SLOT_CAST(int64_t, real < 0 ? real - 0.5 : real + 0.5);
        real -= SLOT_CAST(double, count);
        if (real > -0.499 && real < 0.499) return count;
    }
    return slot_steps_nearest(value, offset, factor, divisor);
}

#ifdef __cplusplus
}
#endif
#endif
