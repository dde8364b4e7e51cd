/* SPDX-License-Identifier: MIT-0 */
/*
 * Kernels in plain C. Codes of up to 57 bits are read with one word of eight bytes from their first byte on; the sum
 * takes all codes of a word at once where they lie side by side.
 */
#include "scan_kernel.h"

/* ---- One code ---- */

static inline uint64_t load_code(const unsigned char *bytes, size_t bit, unsigned width)
{
    const unsigned char *const at = bytes + bit / 8;
    const unsigned shift = SLOT_CAST(unsigned, bit % 8);
    uint64_t word = slot_load64(at) >> shift;
    if (shift + width > 64) word |= SLOT_CAST(uint64_t, at[8]) << (64 - shift);
    return word & code_mask(width);
}

static inline void store_code(unsigned char *bytes, size_t bit, unsigned width, uint64_t code)
{
    unsigned char *const at = bytes + bit / 8;
    const unsigned shift = SLOT_CAST(unsigned, bit % 8);
    const uint64_t mask = code_mask(width);
    code &= mask;
    slot_store64(at, (slot_load64(at) & ~(mask << shift)) | code << shift);
    if (shift + width > 64) {
        const unsigned below = 64 - shift;
        at[8] = SLOT_CAST(unsigned char, (at[8] & ~(mask >> below)) | code >> below);
    }
}

/* Code i of a run, of which no byte is read where codes have no bits. */
static inline uint64_t code_of(const struct scan_run *run, size_t i)
{
    return run->width == 0 ? 0 : load_code(run->bytes, run->bit + i * run->stride, run->width);
}

/* ---- Wide registers first, the rest one by one ---- */

bool slot_scan_has(scan_path path)
{
    switch (path) {
    case SCAN_PLAIN: return true;
#if defined(__x86_64__) && defined(__GNUC__)
    case SCAN_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
    case SCAN_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("bmi2");
#elif defined(__aarch64__) && defined(__GNUC__) && !SLOT_BIG_ENDIAN
    case SCAN_NEON: return true;
#endif
    default: return false;
    }
}

/* NULL: this run is for plain C. */
static const struct scan_wide *wide_of(scan_path path, const struct scan_run *run)
{
    if (!scan_is_wide(run)) return NULL;
    switch (path) {
#if defined(__x86_64__) && defined(__GNUC__)
    case SCAN_AVX2: return &slot_scan_avx2;
    case SCAN_AVX512: return &slot_scan_avx512;
#elif defined(__aarch64__) && defined(__GNUC__) && !SLOT_BIG_ENDIAN
    case SCAN_NEON: return &slot_scan_neon;
#endif
    default: return NULL;
    }
}

/* ---- Arrays ---- */

void slot_scan_unpack32(scan_path path, const struct scan_run *run, uint32_t bias, uint32_t *out)
{
    const struct scan_wide *const wide = wide_of(path, run);
    for (size_t i = wide == NULL ? 0 : wide->unpack32(run, bias, out); i < run->count; i++)
        out[i] = SLOT_CAST(uint32_t, code_of(run, i) & UINT32_MAX) + bias;
}

void slot_scan_unpack64(scan_path path, const struct scan_run *run, uint64_t bias, uint64_t *out)
{
    const struct scan_wide *const wide = wide_of(path, run);
    for (size_t i = wide == NULL ? 0 : wide->unpack64(run, bias, out); i < run->count; i++)
        out[i] = code_of(run, i) + bias;
}

/* ---- Ranges to bits ---- */

void slot_scan_test(scan_path path, const struct scan_run *run, struct scan_range range, scan_mode mode,
                    uint64_t *words)
{
    const struct scan_wide *const wide = wide_of(path, run);
    const uint64_t most = code_mask(run->width);
    if (range.high > most) range.high = most;
    const uint64_t span = range.high - range.low;
    const bool is_empty = range.low > range.high;
    for (size_t i = wide == NULL || is_empty ? 0 : wide->test(run, range, mode, words); i < run->count; i += 64) {
        const size_t rest = run->count - i;
        const size_t count = rest < 64 ? rest : 64;
        uint64_t bits = 0;
        for (size_t k = 0; k < count && !is_empty; k++)
            bits |= SLOT_CAST(uint64_t, code_of(run, i + k) - range.low <= span) << k;
        scan_put_word(&words[i / 64], bits, mode);
        if (mode != SCAN_OR) words[i / 64] &= code_mask(SLOT_CAST(unsigned, count));
    }
}

/* ---- Sums ---- */

static void add_one(struct scan_total *total, uint64_t code)
{
    total->low += code & UINT32_MAX;
    total->high += code >> 32;
}

void slot_scan_add(scan_path path, const struct scan_run *run, const uint64_t *words, struct scan_total *total)
{
    const struct scan_wide *const wide = wide_of(path, run);
    for (size_t i = wide == NULL ? 0 : wide->add(run, words, total); i < run->count; i++)
        if (words == NULL || (words[i / 64] >> i % 64 & 1) != 0) add_one(total, code_of(run, i));
}

/* ---- Least and greatest ---- */

void slot_scan_reach(scan_path path, const struct scan_run *run, const uint64_t *words, struct scan_range *range)
{
    const struct scan_wide *const wide = wide_of(path, run);
    for (size_t i = wide == NULL ? 0 : wide->reach(run, words, range); i < run->count; i++) {
        if (words != NULL && (words[i / 64] >> i % 64 & 1) == 0) continue;
        const uint64_t code = code_of(run, i);
        if (code < range->low) range->low = code;
        if (code > range->high) range->high = code;
    }
}

/* ---- Writing ---- */

/* Codes side by side: words are filled and written one after the other. */
static inline void pack_dense(const struct scan_run *run, unsigned char *at, const uint64_t *wide,
                              const uint32_t *narrow)
{
    const unsigned width = run->width;
    const uint64_t mask = code_mask(width);
    unsigned fill = SLOT_CAST(unsigned, run->bit % 8);
    uint64_t word = at[0] & code_mask(fill);
    for (size_t i = 0; i < run->count; i++) {
        const uint64_t code = (wide != NULL ? wide[i] : narrow[i]) & mask;
        word |= code << fill;
        fill += width;
        if (fill >= 64) {
            slot_store64(at, word);
            at += 8;
            fill -= 64;
            word = fill == 0 ? 0 : code >> (width - fill);
        }
    }
    for (; fill >= 8; fill -= 8, word >>= 8) *at++ = SLOT_CAST(unsigned char, word & 0xff);
    if (fill > 0) *at = SLOT_CAST(unsigned char, (SLOT_CAST(uint64_t, *at) >> fill << fill) | word);
}

static bool is_dense(const struct scan_run *run)
{
    return run->stride == run->width;
}

void slot_scan_pack(scan_path path, const struct scan_run *run, unsigned char *bytes, const uint64_t *codes)
{
    (void)path;
    if (run->width == 0 || run->count == 0) return;
    if (is_dense(run)) {
        pack_dense(run, bytes + run->bit / 8, codes, NULL);
        return;
    }
    for (size_t i = 0; i < run->count; i++) store_code(bytes, run->bit + i * run->stride, run->width, codes[i]);
}

void slot_scan_pack32(scan_path path, const struct scan_run *run, unsigned char *bytes, const uint32_t *codes)
{
    (void)path;
    if (run->width == 0 || run->count == 0) return;
    if (is_dense(run)) {
        pack_dense(run, bytes + run->bit / 8, NULL, codes);
        return;
    }
    for (size_t i = 0; i < run->count; i++) store_code(bytes, run->bit + i * run->stride, run->width, codes[i]);
}
