/* SPDX-License-Identifier: MIT */
/*
 * Date and Trade as one would write them by hand, each with the same accessors: shift and mask in one uint32_t and in
 * three uint64_t, bit-fields, and plain structs of minimal integers. Not checked; the fastest arrangement of each.
 */
#ifndef BENCH_HAND_H
#define BENCH_HAND_H

#include <stdbool.h>
#include <stdint.h>

#define HAND_SLOT(record, slot, type, read, write)                                                                     \
    static inline type record##_get_##slot(const record *self)                                                         \
    {                                                                                                                  \
        return (type)(read);                                                                                           \
    }                                                                                                                  \
    static inline void record##_set_##slot(record *self, type value)                                                   \
    {                                                                                                                  \
        write;                                                                                                         \
    }

/* The year at the bottom, the day at the top: each of them one instruction less to read. */
typedef uint32_t WordDate;
HAND_SLOT(WordDate, year, int32_t, (*self & 0x3fff) + 1, *self = (*self & ~0x3fffu) | ((uint32_t)(value - 1) & 0x3fff))
HAND_SLOT(WordDate, month, int32_t, (*self >> 14 & 0xf) + 1,
          *self = (*self & ~(0xfu << 14)) | ((uint32_t)(value - 1) & 0xf) << 14)
HAND_SLOT(WordDate, day, int32_t, (*self >> 27) + 1, *self = (*self & ~(0x1fu << 27)) | (uint32_t)(value - 1) << 27)

typedef struct {
    uint32_t year : 14, month : 4, day : 5;
} BitDate;
HAND_SLOT(BitDate, year, int32_t, self->year, self->year = (uint32_t)value & 0x3fff)
HAND_SLOT(BitDate, month, int32_t, self->month, self->month = (uint32_t)value & 0xf)
HAND_SLOT(BitDate, day, int32_t, self->day, self->day = (uint32_t)value & 0x1f)

typedef struct {
    uint16_t year;
    uint8_t month, day;
} PlainDate;
HAND_SLOT(PlainDate, year, int32_t, self->year, self->year = (uint16_t)value)
HAND_SLOT(PlainDate, month, int32_t, self->month, self->month = (uint8_t)value)
HAND_SLOT(PlainDate, day, int32_t, self->day, self->day = (uint8_t)value)

/* Slot `first`..`first + width - 1` of a word, biased by `low`. */
#define WORD_SLOT(record, slot, type, word, first, width, low)                                                         \
    HAND_SLOT(record, slot, type, (type)(self->words[word] >> (first) & (UINT64_MAX >> (64 - (width)))) + (low),       \
              self->words[word] = (self->words[word] & ~((UINT64_MAX >> (64 - (width))) << (first))) |                 \
                                  ((uint64_t)(value - (low)) & (UINT64_MAX >> (64 - (width)))) << (first))

typedef struct {
    uint64_t words[3];
} WordTrade;
WORD_SLOT(WordTrade, time, int64_t, 0, 0, 47, 0)
WORD_SLOT(WordTrade, symbol, int32_t, 0, 51, 13, 0)
WORD_SLOT(WordTrade, price, int32_t, 1, 0, 24, 0)
WORD_SLOT(WordTrade, quantity, int32_t, 1, 24, 20, 1)
WORD_SLOT(WordTrade, side, int32_t, 1, 44, 1, 0)
WORD_SLOT(WordTrade, flags, uint32_t, 1, 48, 6, 0)
WORD_SLOT(WordTrade, venue, int32_t, 1, 58, 6, 0)
WORD_SLOT(WordTrade, parent, int32_t, 2, 0, 24, 0)

typedef struct {
    uint64_t time : 47, side : 1, symbol : 13;
    uint64_t price : 24, quantity : 20, flags : 6, venue : 6;
    uint64_t parent : 24;
} BitTrade;

typedef struct {
    int64_t time;
    int32_t price, quantity, parent;
    int16_t symbol;
    uint8_t side, flags, venue;
} PlainTrade;

#define MEMBER_SLOT(record, slot, type, member_type, mask)                                                             \
    HAND_SLOT(record, slot, type, self->slot, self->slot = (member_type)value & (mask))

MEMBER_SLOT(BitTrade, time, int64_t, uint64_t, 0x7fffffffffff)
MEMBER_SLOT(BitTrade, symbol, int32_t, uint32_t, 0x1fff)
MEMBER_SLOT(BitTrade, price, int32_t, uint32_t, 0xffffff)
MEMBER_SLOT(BitTrade, quantity, int32_t, uint32_t, 0xfffff)
MEMBER_SLOT(BitTrade, side, int32_t, uint32_t, 0x1)
MEMBER_SLOT(BitTrade, flags, uint32_t, uint32_t, 0x3f)
MEMBER_SLOT(BitTrade, venue, int32_t, uint32_t, 0x3f)
MEMBER_SLOT(BitTrade, parent, int32_t, uint32_t, 0xffffff)

HAND_SLOT(PlainTrade, time, int64_t, self->time, self->time = value)
HAND_SLOT(PlainTrade, symbol, int32_t, self->symbol, self->symbol = (int16_t)value)
HAND_SLOT(PlainTrade, price, int32_t, self->price, self->price = value)
HAND_SLOT(PlainTrade, quantity, int32_t, self->quantity, self->quantity = value)
HAND_SLOT(PlainTrade, side, int32_t, self->side, self->side = (uint8_t)value)
HAND_SLOT(PlainTrade, flags, uint32_t, self->flags, self->flags = (uint8_t)value)
HAND_SLOT(PlainTrade, venue, int32_t, self->venue, self->venue = (uint8_t)value)
HAND_SLOT(PlainTrade, parent, int32_t, self->parent, self->parent = value)

#endif
