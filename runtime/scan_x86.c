/* SPDX-License-Identifier: MIT-0 */
/* Kernels for AVX2, and for AVX-512 with byte shuffles of a whole register (VBMI). */
#include "scan_kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

static inline const __m128i *bytes128(const unsigned char *at)
{
    return SLOT_CAST(const __m128i *, SLOT_CAST(const void *, at));
}

/* ---- AVX-512 ---- */

#define LANES(name) wide_##name
#define TARGET      __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,bmi2")))
#define GROUP       16
#define INLINE      static inline __attribute__((always_inline)) TARGET

typedef __m512i wide_group32;
typedef __m512i wide_group64;

typedef struct wide_setup {
    __m512i shuffle, shift, mask;
} wide_setup32;
typedef wide_setup32 wide_setup64;

INLINE __m512i wide_all32(uint32_t code)
{
    return _mm512_set1_epi32(SLOT_CAST(int, code));
}

INLINE __m512i wide_all64(uint64_t code)
{
    return _mm512_set1_epi64(SLOT_CAST(long long, code));
}

static APART TARGET wide_setup32 wide_begin32(const struct scan_run *run)
{
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m512i bits = _mm512_add_epi32(_mm512_mullo_epi32(lanes, wide_all32(SLOT_CAST(uint32_t, run->stride))),
                                          wide_all32(SLOT_CAST(uint32_t, run->bit % 8)));
    wide_setup32 setup;
    setup.shuffle = _mm512_add_epi32(_mm512_mullo_epi32(_mm512_srli_epi32(bits, 3), wide_all32(0x01010101)),
                                     wide_all32(0x03020100));
    setup.shift = _mm512_and_si512(bits, wide_all32(7));
    setup.mask = wide_all32(SLOT_CAST(uint32_t, code_mask(run->width)));
    return setup;
}

static APART TARGET wide_setup64 wide_begin64(const struct scan_run *run)
{
    const __m512i lanes = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    const __m512i bits = _mm512_add_epi64(_mm512_mullo_epi64(lanes, wide_all64(run->stride)), wide_all64(run->bit % 8));
    wide_setup64 setup;
    setup.shuffle =
        _mm512_add_epi64(_mm512_mullo_epi64(_mm512_srli_epi64(bits, 3), wide_all64(UINT64_C(0x0101010101010101))),
                         wide_all64(UINT64_C(0x0706050403020100)));
    setup.shift = _mm512_and_si512(bits, wide_all64(7));
    setup.mask = wide_all64(code_mask(run->width));
    return setup;
}

INLINE __m512i wide_load32(const wide_setup32 *setup, const unsigned char *at)
{
    const __m512i bytes = _mm512_permutexvar_epi8(setup->shuffle, _mm512_loadu_si512(at));
    return _mm512_and_si512(_mm512_srlv_epi32(bytes, setup->shift), setup->mask);
}

INLINE __m512i wide_load64(const wide_setup64 *setup, const unsigned char *at)
{
    const __m512i bytes = _mm512_permutexvar_epi8(setup->shuffle, _mm512_loadu_si512(at));
    return _mm512_and_si512(_mm512_srlv_epi64(bytes, setup->shift), setup->mask);
}

#define wide_add_32(a, b)           _mm512_add_epi32(a, b)
#define wide_add_64(a, b)           _mm512_add_epi64(a, b)
#define wide_most32(a, b)           _mm512_max_epu32(a, b)
#define wide_less32(a, b)           _mm512_sub_epi32(a, b)
#define wide_get32(from)            _mm512_loadu_si512(from)
#define wide_above32(a, b)          (_mm512_cmpgt_epu32_mask(a, b) != 0)
#define wide_put32(to, group)       _mm512_storeu_si512(to, group)
#define wide_put64(to, group)       _mm512_storeu_si512(to, group)
#define wide_keep32(g, bits)        _mm512_maskz_mov_epi32(SLOT_CAST(__mmask16, bits), g)
#define wide_keep64(g, bits)        _mm512_maskz_mov_epi64(SLOT_CAST(__mmask8, bits), g)
#define wide_inside64(g, low, high) _mm512_mask_cmple_epu64_mask(_mm512_cmpge_epu64_mask(g, low), g, high)
#define wide_inside32(g, low, high) _mm512_mask_cmple_epu32_mask(_mm512_cmpge_epu32_mask(g, low), g, high)

#include "scan_lanes.h"

/*
 * Sixteen codes fill twice as many bytes as one has bits. Two become one in lanes of 64 bits, where each is shifted to
 * its place in a byte; then the bytes of the even lanes and of those between them go to their places, which overlap by
 * no more than one byte at each end.
 */
static TARGET size_t wide_pack32(const struct scan_run *run, unsigned char *bytes, uint32_t bias,
                                 const uint32_t *numbers)
{
    const unsigned width = run->width;
    unsigned char from[2][64] = {{0}, {0}};
    uint64_t at[2] = {0, 0};
    uint64_t shift[8];
    if (width < 4) return 0;
    for (unsigned k = 0; k < 8; k++) {
        const unsigned bit = 2 * k * width;
        shift[k] = bit % 8;
        for (unsigned byte = bit / 8; byte <= (bit + 2 * width - 1) / 8; byte++) {
            from[k % 2][byte] = SLOT_CAST(unsigned char, 8 * k + byte - bit / 8);
            at[k % 2] |= UINT64_C(1) << byte;
        }
    }
    const __m512i even = _mm512_loadu_si512(from[0]);
    const __m512i odd = _mm512_loadu_si512(from[1]);
    const __m512i shifts = _mm512_loadu_si512(shift);
    const __m512i biases = wide_all32(bias);
    const __m512i mask = wide_all32(SLOT_CAST(uint32_t, code_mask(width)));
    const __m512i first = wide_all64(UINT32_MAX);
    const __mmask64 used = UINT64_MAX >> (64 - 2 * width);
    unsigned char *to = bytes + run->bit / 8;
    size_t i = 0;
    for (; i + 16 <= run->count; i += 16, to += 2 * width) {
        const __m512i codes = _mm512_and_si512(_mm512_sub_epi32(_mm512_loadu_si512(numbers + i), biases), mask);
        const __m512i second =
            _mm512_srl_epi64(_mm512_andnot_si512(first, codes), _mm_cvtsi32_si128(SLOT_CAST(int, 32 - width)));
        const __m512i pairs = _mm512_sllv_epi64(_mm512_or_si512(_mm512_and_si512(codes, first), second), shifts);
        _mm512_mask_storeu_epi8(to, used,
                                _mm512_or_si512(_mm512_maskz_permutexvar_epi8(at[0], even, pairs),
                                                _mm512_maskz_permutexvar_epi8(at[1], odd, pairs)));
    }
    return i;
}

#undef LANES
#undef TARGET
#undef GROUP
#undef INLINE

const struct scan_wide slot_scan_avx512 = {wide_test,     wide_add,      wide_test64, wide_add64, wide_reach,
                                           wide_unpack32, wide_unpack64, wide_within, wide_pack32};

/* ---- AVX2: a shuffle stays in 16 bytes, so that four or two codes share a load of these ---- */

#define LANES(name) half_##name
#define TARGET      __attribute__((target("avx2,bmi2")))
#define GROUP       8
#define INLINE      static inline __attribute__((always_inline)) TARGET

typedef __m256i half_group32;
typedef struct half_group64 {
    __m256i a, b;
} half_group64;

typedef struct half_setup32 {
    __m256i shuffle, shift, mask;
    size_t second; /* byte of the upper four codes */
} half_setup32;

typedef struct half_setup64 {
    __m256i shuffle[2], shift[2], mask;
    size_t at[4]; /* bytes of two codes each */
} half_setup64;

INLINE __m256i half_all32(uint32_t code)
{
    return _mm256_set1_epi32(SLOT_CAST(int, code));
}

INLINE __m256i half_broadcast64(uint64_t code)
{
    return _mm256_set1_epi64x(SLOT_CAST(long long, code));
}

INLINE half_group64 half_all64(uint64_t code)
{
    const half_group64 group = {half_broadcast64(code), half_broadcast64(code)};
    return group;
}

static APART TARGET half_setup32 half_begin32(const struct scan_run *run)
{
    const uint32_t stride = SLOT_CAST(uint32_t, run->stride);
    const uint32_t phase = SLOT_CAST(uint32_t, run->bit % 8);
    const uint32_t upper = (phase + 4 * stride) / 8;
    const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    const __m256i bases = _mm256_setr_epi32(0, 0, 0, 0, SLOT_CAST(int, upper), SLOT_CAST(int, upper),
                                            SLOT_CAST(int, upper), SLOT_CAST(int, upper));
    const __m256i bits = _mm256_add_epi32(_mm256_mullo_epi32(lanes, half_all32(stride)), half_all32(phase));
    const __m256i first = _mm256_sub_epi32(_mm256_srli_epi32(bits, 3), bases);
    half_setup32 setup;
    setup.shuffle = _mm256_add_epi32(_mm256_mullo_epi32(first, half_all32(0x01010101)), half_all32(0x03020100));
    setup.shift = _mm256_and_si256(bits, half_all32(7));
    setup.mask = half_all32(SLOT_CAST(uint32_t, code_mask(run->width)));
    setup.second = upper;
    return setup;
}

static APART TARGET half_setup64 half_begin64(const struct scan_run *run)
{
    half_setup64 setup;
    uint64_t first[8];
    uint64_t shift[8];
    for (unsigned i = 0; i < 8; i++) {
        const size_t bit = run->bit % 8 + i * run->stride;
        const size_t base = (run->bit % 8 + i / 2 * 2 * run->stride) / 8;
        setup.at[i / 2] = base;
        first[i] = (bit / 8 - base) * UINT64_C(0x0101010101010101) + UINT64_C(0x0706050403020100);
        shift[i] = bit % 8;
    }
    for (unsigned k = 0; k < 2; k++) {
        setup.shuffle[k] = _mm256_loadu_si256(SLOT_CAST(const __m256i *, SLOT_CAST(const void *, first + 4 * k)));
        setup.shift[k] = _mm256_loadu_si256(SLOT_CAST(const __m256i *, SLOT_CAST(const void *, shift + 4 * k)));
    }
    setup.mask = half_broadcast64(code_mask(run->width));
    return setup;
}

INLINE __m256i half_load2(const unsigned char *low, const unsigned char *high)
{
    return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(bytes128(low))),
                                   _mm_loadu_si128(bytes128(high)), 1);
}

INLINE __m256i half_load32(const half_setup32 *setup, const unsigned char *at)
{
    const __m256i bytes = _mm256_shuffle_epi8(half_load2(at, at + setup->second), setup->shuffle);
    return _mm256_and_si256(_mm256_srlv_epi32(bytes, setup->shift), setup->mask);
}

INLINE half_group64 half_load64(const half_setup64 *setup, const unsigned char *at)
{
    const __m256i a = _mm256_shuffle_epi8(half_load2(at + setup->at[0], at + setup->at[1]), setup->shuffle[0]);
    const __m256i b = _mm256_shuffle_epi8(half_load2(at + setup->at[2], at + setup->at[3]), setup->shuffle[1]);
    const half_group64 group = {_mm256_and_si256(_mm256_srlv_epi64(a, setup->shift[0]), setup->mask),
                                _mm256_and_si256(_mm256_srlv_epi64(b, setup->shift[1]), setup->mask)};
    return group;
}

/* Lanes of ones where a bit is. */
INLINE __m256i half_mask32(uint32_t bits)
{
    const __m256i each = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    return _mm256_cmpeq_epi32(_mm256_and_si256(half_all32(bits), each), each);
}

#define half_add_32(a, b)    _mm256_add_epi32(a, b)
#define half_most32(a, b)    _mm256_max_epu32(a, b)
#define half_less32(a, b)    _mm256_sub_epi32(a, b)
#define half_keep32(g, bits) _mm256_and_si256(g, half_mask32(bits))

INLINE __m256i half_get32(const uint32_t *from)
{
    return _mm256_loadu_si256(SLOT_CAST(const __m256i *, SLOT_CAST(const void *, from)));
}

/* Whether any is above. */
INLINE bool half_above32(__m256i a, __m256i b)
{
    return _mm256_movemask_epi8(_mm256_cmpeq_epi32(_mm256_min_epu32(a, b), a)) != -1;
}

INLINE void half_put32(uint32_t *to, __m256i group)
{
    _mm256_storeu_si256(SLOT_CAST(__m256i *, SLOT_CAST(void *, to)), group);
}

INLINE uint32_t half_inside32(__m256i group, __m256i low, __m256i high)
{
    const __m256i outside = _mm256_or_si256(_mm256_cmpgt_epi32(low, group), _mm256_cmpgt_epi32(group, high));
    return ~SLOT_CAST(uint32_t, _mm256_movemask_ps(_mm256_castsi256_ps(outside))) & 0xff;
}

INLINE uint32_t half_inside64(half_group64 group, half_group64 low, half_group64 high)
{
    const __m256i a = _mm256_or_si256(_mm256_cmpgt_epi64(low.a, group.a), _mm256_cmpgt_epi64(group.a, high.a));
    const __m256i b = _mm256_or_si256(_mm256_cmpgt_epi64(low.b, group.b), _mm256_cmpgt_epi64(group.b, high.b));
    const int outside = _mm256_movemask_pd(_mm256_castsi256_pd(a)) | _mm256_movemask_pd(_mm256_castsi256_pd(b)) << 4;
    return ~SLOT_CAST(uint32_t, outside) & 0xff;
}

INLINE half_group64 half_keep64(half_group64 group, uint32_t bits)
{
    const __m256i mask = half_mask32(bits);
    group.a = _mm256_and_si256(group.a, _mm256_cvtepi32_epi64(_mm256_castsi256_si128(mask)));
    group.b = _mm256_and_si256(group.b, _mm256_cvtepi32_epi64(_mm256_extracti128_si256(mask, 1)));
    return group;
}

INLINE half_group64 half_add_64(half_group64 a, half_group64 b)
{
    const half_group64 sum = {_mm256_add_epi64(a.a, b.a), _mm256_add_epi64(a.b, b.b)};
    return sum;
}

INLINE void half_put64(uint64_t *to, half_group64 group)
{
    _mm256_storeu_si256(SLOT_CAST(__m256i *, SLOT_CAST(void *, to)), group.a);
    _mm256_storeu_si256(SLOT_CAST(__m256i *, SLOT_CAST(void *, to + 4)), group.b);
}

#include "scan_lanes.h"

const struct scan_wide slot_scan_avx2 = {half_test,     half_add,      half_test64, half_add64, half_reach,
                                         half_unpack32, half_unpack64, half_within, NULL};

#endif
