/* SPDX-License-Identifier: MIT-0 */
/* Kernels for NEON. A register has 16 bytes: four codes in lanes of 32 bits share a load, or two in lanes of 64. */
#include "scan_kernel.h"

#if defined(__aarch64__) && defined(__GNUC__) && !SLOT_BIG_ENDIAN

#include <arm_neon.h>

#define LANES(name) neon_##name
#define TARGET
#define GROUP  8
#define INLINE static inline __attribute__((always_inline))

typedef struct neon_group32 {
    uint32x4_t part[2];
} neon_group32;

typedef struct neon_group64 {
    uint64x2_t part[4];
} neon_group64;

typedef struct neon_setup32 {
    uint8x16_t shuffle[2];
    int32x4_t shift[2]; /* to the left: negative */
    uint32x4_t mask;
    size_t at[2];
} neon_setup32;

typedef struct neon_setup64 {
    uint8x16_t shuffle[4];
    int64x2_t shift[4];
    uint64x2_t mask;
    size_t at[4];
} neon_setup64;

INLINE neon_group32 neon_all32(uint32_t code)
{
    const neon_group32 group = {{vdupq_n_u32(code), vdupq_n_u32(code)}};
    return group;
}

INLINE neon_group64 neon_all64(uint64_t code)
{
    const uint64x2_t part = vdupq_n_u64(code);
    const neon_group64 group = {{part, part, part, part}};
    return group;
}

static APART neon_setup32 neon_begin32(const struct scan_run *run)
{
    neon_setup32 setup;
    uint32_t first[4];
    int32_t shift[4];
    for (unsigned part = 0; part < 2; part++) {
        const size_t start = run->bit % 8 + part * 4 * run->stride;
        setup.at[part] = start / 8;
        for (unsigned k = 0; k < 4; k++) {
            const uint32_t bit = SLOT_CAST(uint32_t, start % 8 + k * run->stride);
            first[k] = bit / 8 * UINT32_C(0x01010101) + UINT32_C(0x03020100);
            shift[k] = -SLOT_CAST(int32_t, bit % 8);
        }
        setup.shuffle[part] = vreinterpretq_u8_u32(vld1q_u32(first));
        setup.shift[part] = vld1q_s32(shift);
    }
    setup.mask = vdupq_n_u32(SLOT_CAST(uint32_t, code_mask(run->width)));
    return setup;
}

static APART neon_setup64 neon_begin64(const struct scan_run *run)
{
    neon_setup64 setup;
    uint64_t first[2];
    int64_t shift[2];
    for (unsigned part = 0; part < 4; part++) {
        const size_t start = run->bit % 8 + part * 2 * run->stride;
        setup.at[part] = start / 8;
        for (unsigned k = 0; k < 2; k++) {
            const uint64_t bit = start % 8 + k * run->stride;
            first[k] = bit / 8 * UINT64_C(0x0101010101010101) + UINT64_C(0x0706050403020100);
            shift[k] = -SLOT_CAST(int64_t, bit % 8);
        }
        setup.shuffle[part] = vreinterpretq_u8_u64(vld1q_u64(first));
        setup.shift[part] = vld1q_s64(shift);
    }
    setup.mask = vdupq_n_u64(code_mask(run->width));
    return setup;
}

INLINE neon_group32 neon_load32(const neon_setup32 *setup, const unsigned char *at)
{
    neon_group32 group;
    for (unsigned i = 0; i < 2; i++) {
        const uint8x16_t bytes = vqtbl1q_u8(vld1q_u8(at + setup->at[i]), setup->shuffle[i]);
        group.part[i] = vandq_u32(vshlq_u32(vreinterpretq_u32_u8(bytes), setup->shift[i]), setup->mask);
    }
    return group;
}

INLINE neon_group64 neon_load64(const neon_setup64 *setup, const unsigned char *at)
{
    neon_group64 group;
    for (unsigned i = 0; i < 4; i++) {
        const uint8x16_t bytes = vqtbl1q_u8(vld1q_u8(at + setup->at[i]), setup->shuffle[i]);
        group.part[i] = vandq_u64(vshlq_u64(vreinterpretq_u64_u8(bytes), setup->shift[i]), setup->mask);
    }
    return group;
}

INLINE neon_group32 neon_add_32(neon_group32 a, neon_group32 b)
{
    for (unsigned i = 0; i < 2; i++) a.part[i] = vaddq_u32(a.part[i], b.part[i]);
    return a;
}

INLINE neon_group32 neon_less32(neon_group32 a, neon_group32 b)
{
    for (unsigned i = 0; i < 2; i++) a.part[i] = vsubq_u32(a.part[i], b.part[i]);
    return a;
}

INLINE neon_group32 neon_most32(neon_group32 a, neon_group32 b)
{
    for (unsigned i = 0; i < 2; i++) a.part[i] = vmaxq_u32(a.part[i], b.part[i]);
    return a;
}

INLINE neon_group64 neon_add_64(neon_group64 a, neon_group64 b)
{
    for (unsigned i = 0; i < 4; i++) a.part[i] = vaddq_u64(a.part[i], b.part[i]);
    return a;
}

INLINE void neon_put32(uint32_t *to, neon_group32 group)
{
    for (unsigned i = 0; i < 2; i++) vst1q_u32(to + 4 * i, group.part[i]);
}

INLINE void neon_put64(uint64_t *to, neon_group64 group)
{
    for (unsigned i = 0; i < 4; i++) vst1q_u64(to + 2 * i, group.part[i]);
}

INLINE neon_group32 neon_get32(const uint32_t *from)
{
    const neon_group32 group = {{vld1q_u32(from), vld1q_u32(from + 4)}};
    return group;
}

/* Bit k for lane k of each part. */
INLINE uint32x4_t neon_bits(unsigned part)
{
    const uint32_t bits[2][4] = {{1, 2, 4, 8}, {16, 32, 64, 128}};
    return vld1q_u32(bits[part]);
}

INLINE neon_group32 neon_keep32(neon_group32 group, uint32_t bits)
{
    for (unsigned i = 0; i < 2; i++)
        group.part[i] = vandq_u32(group.part[i], vtstq_u32(vdupq_n_u32(bits), neon_bits(i)));
    return group;
}

INLINE uint32_t neon_inside32(neon_group32 group, neon_group32 low, neon_group32 high)
{
    uint32x4_t found = vdupq_n_u32(0);
    for (unsigned i = 0; i < 2; i++) {
        const uint32x4_t is_in =
            vandq_u32(vcgeq_u32(group.part[i], low.part[i]), vcleq_u32(group.part[i], high.part[i]));
        found = vorrq_u32(found, vandq_u32(is_in, neon_bits(i)));
    }
    return vaddvq_u32(found);
}

/* The same of lanes of 64 bits. */
INLINE uint64x2_t neon_bits64(unsigned part)
{
    const uint64_t bits[2] = {UINT64_C(1) << 2 * part, UINT64_C(2) << 2 * part};
    return vld1q_u64(bits);
}

INLINE neon_group64 neon_keep64(neon_group64 group, uint32_t bits)
{
    for (unsigned i = 0; i < 4; i++)
        group.part[i] = vandq_u64(group.part[i], vtstq_u64(vdupq_n_u64(bits), neon_bits64(i)));
    return group;
}

INLINE uint64_t neon_inside64(neon_group64 group, neon_group64 low, neon_group64 high)
{
    uint64x2_t found = vdupq_n_u64(0);
    for (unsigned i = 0; i < 4; i++) {
        const uint64x2_t is_in =
            vandq_u64(vcgeq_u64(group.part[i], low.part[i]), vcleq_u64(group.part[i], high.part[i]));
        found = vorrq_u64(found, vandq_u64(is_in, neon_bits64(i)));
    }
    return vaddvq_u64(found);
}

/* Whether any is above. */
INLINE bool neon_above32(neon_group32 a, neon_group32 b)
{
    return vmaxvq_u32(vorrq_u32(vcgtq_u32(a.part[0], b.part[0]), vcgtq_u32(a.part[1], b.part[1]))) != 0;
}

#include "scan_lanes.h"

const struct scan_wide slot_scan_neon = {neon_test,     neon_add,      neon_test64, neon_add64, neon_reach,
                                         neon_unpack32, neon_unpack64, neon_within, NULL};

#endif
