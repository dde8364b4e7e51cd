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

#ifdef __cplusplus
#define SLOT_CAST(type, value) static_cast<type>(value)
#else
#define SLOT_CAST(type, value) ((type)(value))
#endif

/* memcpy and bswap of a constant size, without asking for libc. */
#if defined(__GNUC__)
#define SLOT_COPY(to, from, size) __builtin_memcpy(to, from, size)
#else
#include <string.h>
#define SLOT_COPY(to, from, size) memcpy(to, from, size)
#endif

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define SLOT_LITTLE16(word) __builtin_bswap16(word)
#define SLOT_LITTLE32(word) __builtin_bswap32(word)
#define SLOT_LITTLE64(word) __builtin_bswap64(word)
#else
#define SLOT_LITTLE16(word) (word)
#define SLOT_LITTLE32(word) (word)
#define SLOT_LITTLE64(word) (word)
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
