/* SPDX-License-Identifier: MIT */
/*
 * Dates in plain arrays: of slotgen's classes, of structs and bit-fields, and of words with hand-written shifts.
 *
 * A variant is a type with a function that writes a date and one that reads it; the loops are the same for all. They
 * are inlined with those two functions, so that every variant is compiled as if it had been written out.
 */
#include "dates.slots.h"
#include "variant.h"

#include <stdlib.h>

#if defined(__GNUC__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define ALWAYS_INLINE inline
#endif

/* ---- The loops ---- */

typedef void write_date(void *place, struct date date);
typedef struct date read_date(const void *place);

static ALWAYS_INLINE void *array_create(uint32_t count, size_t size, write_date *write)
{
    unsigned char *store = malloc(count * size);
    if (store == NULL) return NULL;
    for (uint32_t i = 0; i < count; i++) write(store + i * size, date_number(i));
    return store;
}

static ALWAYS_INLINE uint64_t array_sum(const unsigned char *store, uint32_t count, size_t size, read_date *read)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += sum_of(read(store + i * size));
    return sum;
}

static ALWAYS_INLINE uint64_t array_sum_random(const unsigned char *store, uint32_t count, size_t size, read_date *read)
{
    uint64_t sum = 0;
    uint64_t state = 0;
    for (uint32_t i = 0; i < count; i++) sum += sum_of(read(store + random_place(&state, count) * size));
    return sum;
}

static ALWAYS_INLINE bool array_check(const unsigned char *store, uint32_t count, size_t size, read_date *read)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!same_date(read(store + i * size), date_number(i))) return false;
    }
    return true;
}

static void array_destroy(void *store, uint32_t count)
{
    (void)count;
    free(store);
}

/* Binds the loops to a type and its two functions. */
#define BIND(prefix, type)                                                                                             \
    static void *prefix##_create(uint32_t count)                                                                       \
    {                                                                                                                  \
        return array_create(count, sizeof(type), prefix##_write);                                                      \
    }                                                                                                                  \
    static uint64_t prefix##_sum(const void *store, uint32_t count)                                                    \
    {                                                                                                                  \
        return array_sum(store, count, sizeof(type), prefix##_read);                                                   \
    }                                                                                                                  \
    static uint64_t prefix##_sum_random(const void *store, uint32_t count)                                             \
    {                                                                                                                  \
        return array_sum_random(store, count, sizeof(type), prefix##_read);                                            \
    }                                                                                                                  \
    static bool prefix##_check(const void *store, uint32_t count)                                                      \
    {                                                                                                                  \
        return array_check(store, count, sizeof(type), prefix##_read);                                                 \
    }                                                                                                                  \
    static size_t prefix##_bytes(const void *store, uint32_t count)                                                    \
    {                                                                                                                  \
        (void)store;                                                                                                   \
        return count * sizeof(type);                                                                                   \
    }

#define BOUND(prefix, text)                                                                                            \
    {                                                                                                                  \
        .name = text, .create = prefix##_create, .sum = prefix##_sum, .sum_random = prefix##_sum_random,               \
        .check = prefix##_check, .bytes = prefix##_bytes, .destroy = array_destroy                                     \
    }

/* ---- slotgen: make checks every value, and stores a date as a whole ---- */

static ALWAYS_INLINE void date_write(void *place, struct date date)
{
    if (Date_make(place, date.year, date.month, date.day) != SLOT_OK) abort();
}

static ALWAYS_INLINE struct date date_read(const void *place)
{
    const Date *self = place;
    return (struct date){(uint32_t)Date_get_year(self), (uint32_t)Date_get_month(self), (uint32_t)Date_get_day(self)};
}

BIND(date, Date)

static ALWAYS_INLINE void date4_write(void *place, struct date date)
{
    if (Date4_make(place, date.year, date.month, date.day) != SLOT_OK) abort();
}

static ALWAYS_INLINE struct date date4_read(const void *place)
{
    const Date4 *self = place;
    return (struct date){(uint32_t)Date4_get_year(self), (uint32_t)Date4_get_month(self),
                         (uint32_t)Date4_get_day(self)};
}

BIND(date4, Date4)

/* ---- By hand; nothing is checked ---- */

static ALWAYS_INLINE void hand_write(void *place, struct date date)
{
    uint32_t *self = place;
    *self = date.year | date.month << 14 | date.day << 18;
}

static ALWAYS_INLINE struct date hand_read(const void *place)
{
    const uint32_t *self = place;
    return (struct date){*self & 0x3fff, *self >> 14 & 0xf, *self >> 18 & 0x1f};
}

BIND(hand, uint32_t)

struct plain {
    uint16_t year;
    uint8_t month;
    uint8_t day;
};

static ALWAYS_INLINE void plain_write(void *place, struct date date)
{
    struct plain *self = place;
    *self = (struct plain){(uint16_t)date.year, (uint8_t)date.month, (uint8_t)date.day};
}

static ALWAYS_INLINE struct date plain_read(const void *place)
{
    const struct plain *self = place;
    return (struct date){self->year, self->month, self->day};
}

BIND(plain, struct plain)

struct bits {
    uint32_t year : 14;
    uint32_t month : 4;
    uint32_t day : 5;
};

static ALWAYS_INLINE void bits_write(void *place, struct date date)
{
    struct bits *self = place;
    *self = (struct bits){date.year & 0x3fff, date.month & 0xf, date.day & 0x1f};
}

static ALWAYS_INLINE struct date bits_read(const void *place)
{
    const struct bits *self = place;
    return (struct date){self->year, self->month, self->day};
}

BIND(bits, struct bits)

const struct variant hand_variant = BOUND(hand, "shifts and masks in a uint32_t, array");

const struct variant array_variants[] = {
    BOUND(date, "slotgen Date, array"),
    BOUND(date4, "slotgen Date4, array"),
    BOUND(plain, "struct of minimal ints, array"),
    BOUND(bits, "bit-fields, array"),
};
const size_t array_variant_count = sizeof array_variants / sizeof array_variants[0];
