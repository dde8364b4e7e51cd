/* SPDX-License-Identifier: MIT */
/*
 * What one writes by hand for the least memory and the fastest scans of one machine: each slot a column of bits, read
 * by 16 codes at once in four streams where the processor has AVX-512 VBMI, filter and sum in one pass.
 */
#include "contender.h"
#include "hand_storage.h"
#include "values.h"

#ifdef __AVX512VBMI__
#include <immintrin.h>
#endif

static unsigned char *column_of(size_t count, unsigned width)
{
    return contender_memory(count * width / 8 + 64);
}

static inline uint64_t column_get(const unsigned char *bytes, size_t i, unsigned width)
{
    const size_t bit = i * width;
    return hand_load64(bytes + bit / 8) >> bit % 8 & (UINT64_MAX >> (64 - width));
}

static inline void column_set(unsigned char *bytes, size_t i, unsigned width, uint64_t code)
{
    const size_t bit = i * width;
    const uint64_t mask = UINT64_MAX >> (64 - width) << bit % 8;
    hand_store64(bytes + bit / 8, (hand_load64(bytes + bit / 8) & ~mask) | code << bit % 8);
}

/* ---- 16 codes of up to 25 bits at once ---- */

#ifdef __AVX512VBMI__
struct lanes {
    __m512i bytes, shifts, mask;
};

static inline struct lanes lanes_of(unsigned width)
{
    uint8_t bytes[64];
    uint32_t shifts[16];
    for (unsigned lane = 0; lane < 16; lane++) {
        shifts[lane] = lane * width % 8;
        for (unsigned byte = 0; byte < 4; byte++) bytes[lane * 4 + byte] = (uint8_t)(lane * width / 8 + byte);
    }
    return (struct lanes){_mm512_loadu_si512(bytes), _mm512_loadu_si512(shifts),
                          _mm512_set1_epi32((int)(UINT32_MAX >> (32 - width)))};
}

/* The 16 codes of group g. */
static inline __m512i lanes_get(const struct lanes *lanes, const unsigned char *column, size_t g, unsigned width)
{
    const __m512i window = _mm512_permutexvar_epi8(lanes->bytes, _mm512_loadu_si512(column + g * 2 * width));
    return _mm512_and_si512(_mm512_srlv_epi32(window, lanes->shifts), lanes->mask);
}

static inline uint64_t lanes_sum(__m512i sum)
{
    const __m512i wide =
        _mm512_add_epi64(_mm512_and_si512(sum, _mm512_set1_epi64(UINT32_MAX)), _mm512_srli_epi64(sum, 32));
    return (uint64_t)_mm512_reduce_add_epi64(wide);
}

/*
 * The sum of STEP(group) of all groups of 16, four streams at once, in 32 bits for 128 groups, of at most 25 bits; the
 * rest one by one.
 */
#define FOUR_STREAMS(count, STEP, REST)                                                                                \
    uint64_t sum = 0;                                                                                                  \
    const size_t part = (count) / 16 / 4;                                                                              \
    for (size_t from = 0; from < part; from += 128) {                                                                  \
        const size_t to = part - from < 128 ? part : from + 128;                                                       \
        __m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;                                                       \
        for (size_t g = from; g < to; g++) {                                                                           \
            a = _mm512_add_epi32(a, STEP(g));                                                                          \
            b = _mm512_add_epi32(b, STEP(g + part));                                                                   \
            c = _mm512_add_epi32(c, STEP(g + 2 * part));                                                               \
            d = _mm512_add_epi32(d, STEP(g + 3 * part));                                                               \
        }                                                                                                              \
        sum += lanes_sum(a) + lanes_sum(b) + lanes_sum(c) + lanes_sum(d);                                              \
    }                                                                                                                  \
    for (size_t i = part * 64; i < (count); i++) sum += REST(i);                                                       \
    return sum
#endif

/* ---- Date ---- */

enum { YEAR_BITS = 14, MONTH_BITS = 4, DAY_BITS = 5 };
struct dates {
    unsigned char *year, *month, *day;
};

static void *dates_open(size_t count)
{
    struct dates *const dates = contender_memory(sizeof *dates);
    dates->year = column_of(count, YEAR_BITS);
    dates->month = column_of(count, MONTH_BITS);
    dates->day = column_of(count, DAY_BITS);
    return dates;
}

#define BITS_year     YEAR_BITS
#define BITS_month    MONTH_BITS
#define BITS_day      DAY_BITS
#define LOW_year      1
#define LOW_month     1
#define LOW_day       1
#define CODE(slot, i) column_get(store->slot, i, BITS_##slot)
#define SIMD(slot, g) lanes_get(&slot, store->slot, g, BITS_##slot)
#define LANES(slot)   const struct lanes slot = lanes_of(BITS_##slot)

#ifdef __AVX512VBMI__
#define STEP(g) lanes_get(&lanes, bytes, g, width)
#define REST(i) column_get(bytes, i, width)
static inline __attribute__((always_inline)) uint64_t one_column(const unsigned char *bytes, unsigned width,
                                                                 size_t count)
{
    const struct lanes lanes = lanes_of(width);
    FOUR_STREAMS(count, STEP, REST);
}
#undef STEP
#undef REST

static uint64_t dates_scan(const void *memory, size_t count)
{
    const struct dates *const store = memory;
    return one_column(store->year, YEAR_BITS, count) + one_column(store->month, MONTH_BITS, count) +
           one_column(store->day, DAY_BITS, count) + 3 * count;
}

#define STEP(g)                                                                                                        \
    _mm512_maskz_add_epi32(_mm512_cmplt_epu32_mask(SIMD(month, g), _mm512_set1_epi32(MONTH_LIMIT)), SIMD(year, g),     \
                           _mm512_set1_epi32(1))
#define REST(i) (CODE(month, i) < MONTH_LIMIT ? CODE(year, i) + 1 : 0)
static uint64_t dates_filter(const void *memory, size_t count)
{
    const struct dates *const store = memory;
    LANES(month);
    LANES(year);
    FOUR_STREAMS(count, STEP, REST);
}
#undef STEP
#undef REST
#define SCAN   dates_scan
#define FILTER dates_filter
#endif

#define NAME             date
#define TITLE            "columns of bits, SIMD, -O3 native"
#define IS_DATE          1
#define STORE            struct dates
#define OPEN(count)      dates_open(count)
#define AT(store, i)     const size_t it = (i)
#define GET(slot)        ((int32_t)CODE(slot, it) + LOW_##slot)
#define SET(slot, value) column_set(store->slot, it, BITS_##slot, (uint64_t)((value)-LOW_##slot))
#include "loops.h"

/* ---- Trade ---- */

struct trades {
    unsigned char *time, *symbol, *side, *price, *quantity, *flags, *venue, *parent;
};

#define BITS_time     47
#define BITS_symbol   13
#define BITS_side     1
#define BITS_price    24
#define BITS_quantity 20
#define BITS_flags    6
#define BITS_venue    6
#define BITS_parent   24
#define LOW_time      0
#define LOW_symbol    0
#define LOW_side      0
#define LOW_price     0
#define LOW_quantity  1
#define LOW_flags     0
#define LOW_venue     0
#define LOW_parent    0

static void *trades_open(size_t count)
{
    struct trades *const trades = contender_memory(sizeof *trades);
#define COLUMN(slot) trades->slot = column_of(count, BITS_##slot)
    COLUMN(time);
    COLUMN(symbol);
    COLUMN(side);
    COLUMN(price);
    COLUMN(quantity);
    COLUMN(flags);
    COLUMN(venue);
    COLUMN(parent);
#undef COLUMN
    return trades;
}

#ifdef __AVX512VBMI__
static uint64_t trades_scan(const void *memory, size_t count)
{
    const struct trades *const store = memory;
    return one_column(store->price, BITS_price, count) + one_column(store->quantity, BITS_quantity, count) +
           one_column(store->venue, BITS_venue, count) + count;
}

#define STEP(g)                                                                                                        \
    _mm512_maskz_add_epi32(_mm512_cmplt_epu32_mask(SIMD(price, g), _mm512_set1_epi32(PRICE_LIMIT)), SIMD(quantity, g), \
                           _mm512_set1_epi32(1))
#define REST(i) (CODE(price, i) < PRICE_LIMIT ? CODE(quantity, i) + 1 : 0)
static uint64_t trades_filter(const void *memory, size_t count)
{
    const struct trades *const store = memory;
    LANES(price);
    LANES(quantity);
    FOUR_STREAMS(count, STEP, REST);
}
#define SCAN   trades_scan
#define FILTER trades_filter
#endif

#define NAME             trade
#define TITLE            "columns of bits, SIMD, -O3 native"
#define IS_DATE          0
#define STORE            struct trades
#define OPEN(count)      trades_open(count)
#define AT(store, i)     const size_t it = (i)
#define GET(slot)        ((int32_t)CODE(slot, it) + LOW_##slot)
#define SET(slot, value) column_set(store->slot, it, BITS_##slot, (uint64_t)((value)-LOW_##slot))
#include "loops.h"

static const struct contender *const dates[] = {&contender_date, NULL};
static const struct contender *const trades[] = {&contender_trade, NULL};
const struct contenders columns_contenders = {dates, trades};
