/* SPDX-License-Identifier: MIT */
/*
 * The records of whole.slots as one would write them by hand in as many bytes, in one's own order: the same checks, the
 * same mirrors, words of a little-endian host. make and pack refuse what is out of range, pack says where; unpack,
 * equal, and the hash that the runtime has.
 */
#ifndef BENCH_HAND_WHOLE_H
#define BENCH_HAND_WHOLE_H

#include "whole.slots.h"

#include <string.h>

#define HAND_WORD(bits)                                                                                                \
    static inline uint64_t hand_load##bits(const unsigned char *at)                                                    \
    {                                                                                                                  \
        uint##bits##_t word;                                                                                           \
        memcpy(&word, at, sizeof word);                                                                                \
        return word;                                                                                                   \
    }                                                                                                                  \
    static inline void hand_store##bits(unsigned char *at, uint64_t value)                                             \
    {                                                                                                                  \
        const uint##bits##_t word = (uint##bits##_t)value;                                                             \
        memcpy(at, &word, sizeof word);                                                                                \
    }

HAND_WORD(8)
HAND_WORD(16)
HAND_WORD(32)
HAND_WORD(64)

/* Not as four bytes that overlap others: a load would wait for the two stores that it has bytes of. */
static inline uint64_t hand_load24(const unsigned char *at)
{
    return hand_load16(at) | hand_load8(at + 2) << 16;
}

static inline void hand_store24(unsigned char *at, uint64_t value)
{
    hand_store16(at, value);
    hand_store8(at + 2, value >> 16);
}

/* The record, and what libc does as well as anybody. */
#define HAND_RECORD(name, size)                                                                                        \
    typedef struct {                                                                                                   \
        unsigned char bytes[size];                                                                                     \
    } name;                                                                                                            \
    static inline void name##_init(name *self)                                                                         \
    {                                                                                                                  \
        memset(self, 0, sizeof *self);                                                                                 \
    }                                                                                                                  \
    static inline bool name##_equal(const name *self, const name *other)                                               \
    {                                                                                                                  \
        return memcmp(self, other, sizeof *self) == 0;                                                                 \
    }

static inline int hand_refused(int *bad_slot, int slot)
{
    if (bad_slot != NULL) *bad_slot = slot;
    return 1;
}

/* make and pack of three slots: LOW and MOST of each; STORE writes the codes a, b, c to `at`. */
#define HAND_THREE(name, values_type, first, second, third, a_low, a_most, b_low, b_most, c_low, c_most, STORE)        \
    static inline int name##_make(name *self, int64_t x, int64_t y, int64_t z)                                         \
    {                                                                                                                  \
        unsigned char *const at = self->bytes;                                                                         \
        const uint64_t a = (uint64_t)x - (a_low);                                                                      \
        const uint64_t b = (uint64_t)y - (b_low);                                                                      \
        const uint64_t c = (uint64_t)z - (c_low);                                                                      \
        if (a > (a_most) || b > (b_most) || c > (c_most)) return 1;                                                    \
        STORE;                                                                                                         \
        return 0;                                                                                                      \
    }                                                                                                                  \
    static inline int name##_pack(name *self, const values_type *values, int *bad_slot)                                \
    {                                                                                                                  \
        unsigned char *const at = self->bytes;                                                                         \
        const uint64_t a = (uint64_t)values->first - (a_low);                                                          \
        if (a > (a_most)) return hand_refused(bad_slot, 0);                                                            \
        const uint64_t b = (uint64_t)values->second - (b_low);                                                         \
        if (b > (b_most)) return hand_refused(bad_slot, 1);                                                            \
        const uint64_t c = (uint64_t)values->third - (c_low);                                                          \
        if (c > (c_most)) return hand_refused(bad_slot, 2);                                                            \
        STORE;                                                                                                         \
        return 0;                                                                                                      \
    }

#define HAND_MASK(bits) (UINT64_MAX >> (64 - (bits)))

/* ---- Date: month, day, year from the bottom ---- */

HAND_RECORD(HandDate, 3)
HAND_THREE(HandDate, Date_values, year, month, day, 1u, 9998u, 1u, 11u, 1u, 30u,
           const uint32_t word = (uint32_t)(b | c << 4 | a << 9);
           hand_store24(at, word))

static inline void HandDate_unpack(const HandDate *self, Date_values *values)
{
    const uint32_t word = (uint32_t)hand_load24(self->bytes);
    values->year = (int32_t)(word >> 9) + 1;
    values->month = (int32_t)(word & 15) + 1;
    values->day = (int32_t)(word >> 4 & 31) + 1;
}

static inline uint64_t HandDate_hash(const HandDate *self)
{
    return slot_hash_end(slot_hash_step(3, hand_load24(self->bytes)));
}

HAND_RECORD(HandDate4, 4)
HAND_THREE(HandDate4, Date4_values, year, month, day, 1u, 9998u, 1u, 11u, 1u, 30u,
           hand_store32(at, a | b << 14 | c << 27))

static inline void HandDate4_unpack(const HandDate4 *self, Date4_values *values)
{
    const uint32_t word = (uint32_t)hand_load32(self->bytes);
    values->year = (int32_t)(word & 0x3fff) + 1;
    values->month = (int32_t)(word >> 14 & 15) + 1;
    values->day = (int32_t)(word >> 27) + 1;
}

static inline uint64_t HandDate4_hash(const HandDate4 *self)
{
    return slot_hash_end(slot_hash_step(4, hand_load32(self->bytes)));
}

/* ---- Three unsigned numbers ---- */

/* One word of 40, 48 or 56 bits, as a word of 32 bits and one of the rest. */
#define HAND_SHORT(name, record, size, rest, a_low, a_bits, b_bits, c_bits, a_most)                                    \
    HAND_RECORD(name, size)                                                                                            \
    HAND_THREE(name, record##_values, a, b, c, a_low, a_most, 0u, HAND_MASK(b_bits), 0u, HAND_MASK(c_bits),            \
               const uint64_t word = c | b << (c_bits) | a << ((c_bits) + (b_bits));                                   \
               hand_store32(at, word); hand_store##rest(at + (size) - (rest) / 8, word >> ((size)*8 - (rest))))        \
    static inline uint64_t name##_word(const name *self)                                                               \
    {                                                                                                                  \
        return hand_load32(self->bytes) | hand_load##rest(self->bytes + (size) - (rest) / 8) << ((size)*8 - (rest));   \
    }                                                                                                                  \
    static inline void name##_unpack(const name *self, record##_values *values)                                        \
    {                                                                                                                  \
        const uint64_t word = name##_word(self);                                                                       \
        values->a = (int32_t)(word >> ((c_bits) + (b_bits)) & HAND_MASK(a_bits)) + (a_low);                            \
        values->b = (int32_t)(word >> (c_bits)&HAND_MASK(b_bits));                                                     \
        values->c = (__typeof__(values->c))(word & HAND_MASK(c_bits));                                                 \
    }                                                                                                                  \
    static inline uint64_t name##_hash(const name *self)                                                               \
    {                                                                                                                  \
        return slot_hash_end(slot_hash_step(size, name##_word(self)));                                                 \
    }

HAND_SHORT(HandFive, Five, 5, 8, 0, 7, 13, 20, 127u)
HAND_SHORT(HandSix, Six, 6, 16, 0, 5, 16, 27, 31u)
HAND_SHORT(HandSeven, Seven, 7, 32, 1, 7, 16, 32, 99u)

/* A word of 64 bits and one of `rest` bits that ends with the record; `store` and `unpack` say where the slots are. */
#define HAND_LONG(name, record, size, rest, a_bits, b_bits, c_bits, store)                                             \
    HAND_RECORD(name, size)                                                                                            \
    HAND_THREE(name, record##_values, a, b, c, 0u, HAND_MASK(a_bits), 0u, HAND_MASK(b_bits), 0u, HAND_MASK(c_bits),    \
               store)                                                                                                  \
    static inline uint64_t name##_hash(const name *self)                                                               \
    {                                                                                                                  \
        const uint64_t high = hand_load##rest(self->bytes + (size) - (rest) / 8);                                      \
        return slot_hash_end(                                                                                          \
            slot_hash_step(slot_hash_step(size, hand_load64(self->bytes)), high >> ((rest)-8 * ((size)-8))));          \
    }

HAND_LONG(HandNine, Nine, 9, 8, 1, 40, 31, hand_store64(at, b | c << 40); hand_store8(at + 8, c >> 24 | a << 7))

static inline void HandNine_unpack(const HandNine *self, Nine_values *values)
{
    const uint64_t low = hand_load64(self->bytes);
    const uint64_t high = hand_load8(self->bytes + 8);
    values->a = (int32_t)(high >> 7);
    values->b = (int64_t)(low & HAND_MASK(40));
    values->c = (int32_t)((low >> 40 | high << 24) & HAND_MASK(31));
}

HAND_LONG(HandEleven, Eleven, 11, 24, 20, 40, 28, hand_store64(at, b | a << 40 | c << 60); hand_store24(at + 8, c >> 4))

static inline void HandEleven_unpack(const HandEleven *self, Eleven_values *values)
{
    const uint64_t low = hand_load64(self->bytes);
    const uint64_t high = hand_load24(self->bytes + 8);
    values->a = (int32_t)(low >> 40 & HAND_MASK(20));
    values->b = (int64_t)(low & HAND_MASK(40));
    values->c = (int32_t)(low >> 60 | high << 4);
}

HAND_LONG(HandTwelve, Twelve, 12, 32, 33, 30, 33, hand_store64(at, a | b << 33 | c << 63); hand_store32(at + 8, c >> 1))

static inline void HandTwelve_unpack(const HandTwelve *self, Twelve_values *values)
{
    const uint64_t low = hand_load64(self->bytes);
    values->a = (int64_t)(low & HAND_MASK(33));
    values->b = (int32_t)(low >> 33 & HAND_MASK(30));
    values->c = (int64_t)(low >> 63 | hand_load32(self->bytes + 8) << 1);
}

HAND_LONG(HandSixteen, Sixteen, 16, 64, 50, 28, 50, hand_store64(at, a | b << 50);
          hand_store64(at + 8, b >> 14 | c << 14))

static inline void HandSixteen_unpack(const HandSixteen *self, Sixteen_values *values)
{
    const uint64_t low = hand_load64(self->bytes);
    const uint64_t high = hand_load64(self->bytes + 8);
    values->a = (int64_t)(low & HAND_MASK(50));
    values->b = (int32_t)((low >> 50 | high << 14) & HAND_MASK(28));
    values->c = (int64_t)(high >> 14);
}

/* ---- Trade: time 47, symbol 13 | price 24, parent 24, venue 6, flags 6 (from bit 60 on) | quantity 20, side 1 ---- */

HAND_RECORD(HandTrade, 18)

static inline void hand_store_trade(HandTrade *self, uint64_t symbol, uint64_t side, uint64_t price, uint64_t quantity,
                                    uint64_t time, uint64_t flags, uint64_t venue, uint64_t parent)
{
    hand_store64(self->bytes, time | symbol << 47 | flags << 60);
    hand_store64(self->bytes + 8, flags >> 4 | side << 2 | quantity << 3 | price << 23 | parent << 47);
    hand_store16(self->bytes + 16, parent >> 17 | venue << 7);
}

static inline int HandTrade_make(HandTrade *self, int64_t symbol, Side side, int64_t price, int64_t quantity,
                                 int64_t time, uint64_t flags, int64_t venue)
{
    if ((uint64_t)symbol > 5000u || (uint64_t)side > 1u || (uint64_t)price > 10000000u ||
        (uint64_t)quantity - 1u > 999999u || (uint64_t)time > UINT64_C(86399999999999) || flags > 63u ||
        (uint64_t)venue > 39u)
        return 1;
    hand_store_trade(self, (uint64_t)symbol, (uint64_t)side, (uint64_t)price, (uint64_t)quantity - 1u, (uint64_t)time,
                     flags, (uint64_t)venue, 0);
    return 0;
}

static inline int HandTrade_pack(HandTrade *self, const Trade_values *values, int *bad_slot)
{
    if ((uint32_t)values->symbol > 5000u) return hand_refused(bad_slot, 0);
    if ((uint32_t)values->side > 1u) return hand_refused(bad_slot, 1);
    if ((uint32_t)values->price > 10000000u) return hand_refused(bad_slot, 2);
    if ((uint32_t)values->quantity - 1u > 999999u) return hand_refused(bad_slot, 3);
    if ((uint64_t)values->time > UINT64_C(86399999999999)) return hand_refused(bad_slot, 4);
    if (values->flags > 63u) return hand_refused(bad_slot, 5);
    if ((uint32_t)values->venue > 39u) return hand_refused(bad_slot, 6);
    if (values->has_parent && (uint32_t)values->parent - 1u > 9999999u) return hand_refused(bad_slot, 7);
    hand_store_trade(self, (uint32_t)values->symbol, (uint32_t)values->side, (uint32_t)values->price,
                     (uint32_t)values->quantity - 1u, (uint64_t)values->time, values->flags, (uint32_t)values->venue,
                     values->has_parent ? (uint32_t)values->parent : 0u);
    return 0;
}

static inline void HandTrade_unpack(const HandTrade *self, Trade_values *values)
{
    const uint64_t low = hand_load64(self->bytes);
    const uint64_t middle = hand_load64(self->bytes + 8);
    const uint64_t high = hand_load16(self->bytes + 16);
    const uint32_t parent = (uint32_t)((middle >> 47 | high << 17) & HAND_MASK(24));
    values->symbol = (int32_t)(low >> 47 & HAND_MASK(13));
    values->side = (Side)(middle >> 2 & 1);
    values->price = (int32_t)(middle >> 23 & HAND_MASK(24));
    values->quantity = (int32_t)(middle >> 3 & HAND_MASK(20)) + 1;
    values->time = (int64_t)(low & HAND_MASK(47));
    values->flags = (Condition)((low >> 60 | middle << 4) & 63);
    values->venue = (int32_t)(high >> 7 & 63);
    values->has_parent = parent != 0;
    values->parent = parent != 0 ? (int32_t)parent : 1;
}

static inline uint64_t HandTrade_hash(const HandTrade *self)
{
    return slot_hash_bytes(self->bytes, sizeof self->bytes);
}

#endif
