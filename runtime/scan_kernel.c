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

static inline uint64_t code_in(const uint64_t *codes, const uint32_t *numbers, uint32_t bias, size_t i)
{
    return codes != NULL ? codes[i] : SLOT_CAST(uint64_t, numbers[i] - bias);
}

/*
 * Codes side by side. As many as fit 57 bits become a word that is written over what is behind them, whose turn is
 * next; the last ones are written with care for what is theirs.
 */
static inline void pack_dense(const struct scan_run *run, unsigned char *at, const uint64_t *codes,
                              const uint32_t *numbers, uint32_t bias)
{
    const unsigned width = run->width;
    const uint64_t mask = code_mask(width);
    const size_t group = 57 / width;
    const unsigned bits = SLOT_CAST(unsigned, group) * width;
    unsigned fill = SLOT_CAST(unsigned, run->bit % 8);
    uint64_t word = at[0] & code_mask(fill);
    size_t i = 0;
    for (; width <= 57 && (run->count - i) * width >= 64 + 57; i += group) {
        uint64_t some = 0;
        for (size_t k = group; k-- > 0;) some = some << width | (code_in(codes, numbers, bias, i + k) & mask);
        word |= some << fill;
        slot_store64(at, word);
        fill += bits;
        at += fill / 8;
        word = fill / 8 == 8 ? 0 : word >> fill / 8 * 8;
        fill %= 8;
    }
    for (; i < run->count; i++) {
        const uint64_t code = code_in(codes, numbers, bias, i) & mask;
        word |= code << fill;
        fill += width;
        if (fill < 64) continue;
        slot_store64(at, word);
        at += 8;
        fill -= 64;
        word = fill == 0 ? 0 : code >> (width - fill);
    }
    for (; fill >= 8; fill -= 8, word >>= 8) *at++ = SLOT_CAST(unsigned char, word & 0xff);
    if (fill > 0) *at = SLOT_CAST(unsigned char, (SLOT_CAST(uint64_t, *at) >> fill << fill) | word);
}

static inline void pack(const struct scan_run *run, unsigned char *bytes, const uint64_t *codes,
                        const uint32_t *numbers, uint32_t bias)
{
    if (run->width == 0 || run->count == 0) return;
    if (run->stride == run->width) {
        pack_dense(run, bytes + run->bit / 8, codes, numbers, bias);
        return;
    }
    for (size_t i = 0; i < run->count; i++)
        store_code(bytes, run->bit + i * run->stride, run->width, code_in(codes, numbers, bias, i));
}

void slot_scan_pack(const struct scan_run *run, unsigned char *bytes, const uint64_t *codes)
{
    pack(run, bytes, codes, NULL, 0);
}

void slot_scan_pack32(scan_path path, const struct scan_run *run, unsigned char *bytes, uint32_t bias,
                      const uint32_t *numbers)
{
    (void)path;
    pack(run, bytes, NULL, numbers, bias);
}

size_t slot_scan_beyond(scan_path path, const uint32_t *numbers, size_t count, uint32_t low, uint32_t span)
{
    const struct scan_run any = {NULL, 0, 1, count, 1};
    const struct scan_wide *const wide = wide_of(path, &any);
    size_t i = wide == NULL ? 0 : wide->within(numbers, count, low, span);
    while (i < count && numbers[i] - low <= span) i++;
    return i;
}
