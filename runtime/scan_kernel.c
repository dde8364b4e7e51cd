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

/* NULL: this run is for plain C. In wide registers codes that lie apart are looked at once they are in an array. */
static APART const struct scan_wide *wide_of(scan_path path, const struct scan_run *run)
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

/* Codes first, first + 1 ... of a run, all of which a word of eight bytes from their first one holds, or not. */
static APART void unpack_plain(const struct scan_run *run, size_t first, size_t count, uint64_t bias, uint64_t *out)
{
    const unsigned width = run->width;
    const uint64_t mask = code_mask(width);
    size_t bit = run->bit + first * run->stride;
    if (width <= 57) {
        for (size_t i = 0; i < count; i++, bit += run->stride)
            out[i] = (slot_load64(run->bytes + bit / 8) >> bit % 8 & mask) + bias;
    } else {
        for (size_t i = 0; i < count; i++, bit += run->stride) out[i] = load_code(run->bytes, bit, width) + bias;
    }
}

void slot_scan_unpack64(scan_path path, const struct scan_run *run, uint64_t bias, uint64_t *out)
{
    const struct scan_wide *const wide = wide_of(path, run);
    const size_t done = wide == NULL ? 0 : wide->unpack64(run, bias, out);
    unpack_plain(run, done, run->count - done, bias, out + done);
}

/* Codes that are looked at together: as many as there are from `first` on up to 512. */
enum { SOME = 512 };

static APART size_t unpack_some(scan_path path, const struct scan_run *run, size_t first, uint64_t *out)
{
    struct scan_run some = *run;
    some.bit += first * run->stride;
    some.count = run->count - first < SOME ? run->count - first : SOME;
    scan_prefetch(some.bytes + some.bit / 8, some.count * run->stride / 8);
    slot_scan_unpack64(path, &some, 0, out);
    return some.count;
}

/* Such codes as a run of their own. */
static struct scan_run run_of(const uint64_t *codes, size_t count, unsigned width)
{
    const struct scan_run run = {SLOT_CAST(const unsigned char *, SLOT_CAST(const void *, codes)), 0, 64, count, width};
    return run;
}

void slot_scan_unpack32(scan_path path, const struct scan_run *run, uint32_t bias, uint32_t *out)
{
    const struct scan_wide *const wide = scan_is_narrow(run) ? wide_of(path, run) : NULL;
    uint64_t codes[SOME];
    size_t count;
    for (size_t i = wide == NULL ? 0 : wide->unpack32(run, bias, out); i < run->count; i += count) {
        count = unpack_some(path, run, i, codes);
        for (size_t k = 0; k < count; k++) out[i + k] = SLOT_CAST(uint32_t, codes[k] & UINT32_MAX) + bias;
    }
}

/* ---- Ranges to bits ---- */

static APART uint64_t test_word(const uint64_t *codes, size_t count, uint64_t low, uint64_t span)
{
    uint64_t bits = 0;
    for (size_t k = 0; k < count; k++) bits |= SLOT_CAST(uint64_t, codes[k] - low <= span) << k;
    return bits;
}

void slot_scan_test(scan_path path, const struct scan_run *run, struct scan_range range, scan_mode mode,
                    uint64_t *words)
{
    const struct scan_wide *const wide = wide_of(path, run);
    const uint64_t most = code_mask(run->width);
    uint64_t codes[SOME];
    size_t count;
    if (range.high > most) range.high = most;
    const bool is_empty = range.low > range.high;
    size_t done = 0;
    if (wide != NULL && !is_empty) done = (scan_is_narrow(run) ? wide->test : wide->test64)(run, range, mode, words);
    for (size_t i = done; i < run->count; i += count) {
        count = unpack_some(path, run, i, codes);
        const struct scan_run some = run_of(codes, count, run->width);
        const struct scan_wide *const lanes = wide_of(path, &some);
        size_t k = lanes == NULL || is_empty ? 0 : lanes->test64(&some, range, mode, words + i / 64);
        for (; k < count; k += 64) {
            const size_t rest = count - k < 64 ? count - k : 64;
            uint64_t *const word = &words[(i + k) / 64];
            const uint64_t bits = is_empty ? 0 : test_word(codes + k, rest, range.low, range.high - range.low);
            scan_put_word(word, bits, mode);
            if (mode != SCAN_OR) *word &= code_mask(SLOT_CAST(unsigned, rest));
        }
    }
}

/* ---- Sums ---- */

/*
 * Codes side by side, as many as a word of 57 bits holds at once: every other one, and the ones between them, are added
 * to sums that have as much room above each as a code is wide.
 */
static APART size_t add_dense(const struct scan_run *run, struct scan_total *total)
{
    const unsigned width = run->width;
    const size_t group = 57 / width;
    const unsigned pairs = SLOT_CAST(unsigned, (group + 1) / 2);
    const unsigned top = (2 * pairs - 1) * width; /* the end of the highest sum's code */
    const unsigned above = 64 - top < width || pairs == 1 ? 64 - top : width;
    const size_t most = SLOT_CAST(size_t, 1) << (above < 16 ? above : 16);
    const size_t groups = run->count / group;
    uint64_t mask = 0;
    uint64_t odd_mask = 0;
    for (unsigned k = 0; k < pairs; k++) mask |= code_mask(width) << 2 * k * width;
    for (unsigned k = 1; k < group; k += 2) odd_mask |= code_mask(width) << (k - 1) * width;
    size_t bit = run->bit;
    for (size_t i = 0; i < groups;) {
        const size_t end = groups - i < most ? groups : i + most;
        uint64_t even = 0;
        uint64_t odd = 0;
        for (; i < end; i++, bit += group * width) {
            const uint64_t word = slot_load64(run->bytes + bit / 8) >> bit % 8;
            scan_prefetch(run->bytes + bit / 8, 1);
            even += word & mask;
            odd += word >> width & odd_mask;
        }
        for (unsigned k = 0; k < pairs; k++) {
            const unsigned shift = 2 * k * width;
            const uint64_t room = k + 1 < pairs ? code_mask(2 * width) : UINT64_MAX;
            const uint64_t first = even >> shift & room;
            const uint64_t second = odd >> shift & room;
            total->low += (first & UINT32_MAX) + (second & UINT32_MAX);
            total->high += (first >> 32) + (second >> 32);
        }
    }
    return groups * group;
}

static APART void add_codes(const uint64_t *codes, size_t count, uint64_t word, struct scan_total *total)
{
    for (size_t k = 0; k < count; k++) {
        const uint64_t code = codes[k] & (0 - (word >> k & 1));
        total->low += code & UINT32_MAX;
        total->high += code >> 32;
    }
}

void slot_scan_add(scan_path path, const struct scan_run *run, const uint64_t *words, struct scan_total *total)
{
    const struct scan_wide *const wide = wide_of(path, run);
    const bool is_dense = run->stride == run->width && run->width > 0 && run->width <= 57;
    uint64_t codes[SOME];
    size_t count;
    size_t done = 0;
    if (wide != NULL) done = (scan_is_narrow(run) ? wide->add : wide->add64)(run, words, total);
    else if (words == NULL && is_dense) done = add_dense(run, total);
    for (size_t i = done; i < run->count; i += count) {
        count = unpack_some(path, run, i, codes);
        const struct scan_run some = run_of(codes, count, run->width);
        const struct scan_wide *const lanes = wide_of(path, &some);
        size_t k = lanes == NULL ? 0 : lanes->add64(&some, words == NULL ? NULL : words + i / 64, total);
        for (; k < count; k += 64) {
            const uint64_t word = words == NULL ? UINT64_MAX : words[(i + k) / 64];
            if (word != 0) add_codes(codes + k, count - k < 64 ? count - k : 64, word, total);
        }
    }
}

/* ---- Least and greatest ---- */

void slot_scan_reach(scan_path path, const struct scan_run *run, const uint64_t *words, struct scan_range *range)
{
    const struct scan_wide *const wide = scan_is_narrow(run) ? wide_of(path, run) : NULL;
    uint64_t codes[SOME];
    size_t count;
    const size_t done = wide == NULL ? 0 : wide->reach(run, words, range);
    uint64_t low = range->low;
    uint64_t high = range->high;
    for (size_t i = done; i < run->count; i += count) {
        count = unpack_some(path, run, i, codes);
        for (size_t k = 0; k < count; k++) {
            if (words != NULL && (words[(i + k) / 64] >> (i + k) % 64 & 1) == 0) continue;
            low = codes[k] < low ? codes[k] : low;
            high = codes[k] > high ? codes[k] : high;
        }
    }
    range->low = low;
    range->high = high;
}

/* ---- Writing ---- */

/* Every word is read and written once, however many codes lie in it: a word just written in part would be waited for. */
void slot_scan_pack(const struct scan_run *run, unsigned char *bytes, const uint64_t *codes)
{
    const unsigned width = run->width;
    const size_t stride = run->stride;
    const size_t count = width == 0 ? 0 : run->count;
    const uint64_t mask = code_mask(width);
    size_t bit = run->bit;
    unsigned char *at = bytes + bit / 64 * 8;
    uint64_t word = count == 0 ? 0 : slot_load64(at);
    for (size_t i = 0; i < count; i++, bit += stride) {
        const unsigned shift = SLOT_CAST(unsigned, bit % 64);
        const uint64_t code = codes[i] & mask;
        unsigned char *const here = bytes + bit / 64 * 8;
        if (here != at) {
            slot_store64(at, word);
            at = here;
            word = slot_load64(at);
        }
        word = (word & ~(mask << shift)) | code << shift;
        if (shift + width > 64) {
            slot_store64(at, word);
            at += 8;
            word = (slot_load64(at) & ~(mask >> (64 - shift))) | code >> (64 - shift);
        }
    }
    if (count > 0) slot_store64(at, word);
}

/*
 * Codes side by side. A group of them, of 56 bits at most, becomes a word that is written over what is behind them,
 * whose turn is next; the last ones are written as others are, with care for what is not theirs.
 */
struct packer {
    unsigned char *bytes;
    size_t bit;
    uint64_t below; /* what the byte that the bit is in holds before it */
};

static inline void put_group(struct packer *packer, uint64_t some, size_t bits)
{
    const unsigned shift = SLOT_CAST(unsigned, packer->bit % 8);
    const uint64_t word = packer->below | some << shift;
    slot_store64(packer->bytes + packer->bit / 8, word);
    packer->below = word >> (shift + bits) / 8 * 8;
    packer->bit += bits;
}

static inline struct packer begin_packing(const struct scan_run *run, unsigned char *bytes)
{
    const struct packer packer = {bytes, run->bit, bytes[run->bit / 8] & code_mask(SLOT_CAST(unsigned, run->bit % 8))};
    return packer;
}

/* How many codes of a run may be written so. */
static inline size_t packed_first(const struct scan_run *run)
{
    if (run->width == 0) return 0;
    const size_t last = 128 / run->width + 1;
    return run->stride == run->width && run->width <= 28 && run->count > last ? run->count - last : 0;
}

/* Two codes, of 28 bits at most. */
static inline uint64_t join(const uint32_t *numbers, uint32_t bias, uint32_t mask, unsigned width)
{
    return ((numbers[0] - bias) & mask) | SLOT_CAST(uint64_t, (numbers[1] - bias) & mask) << width;
}

/* Numbers first, first + 1 ... up to about `end`; how many there are then. */
static size_t pack_dense(const struct scan_run *run, unsigned char *bytes, uint32_t bias, const uint32_t *numbers,
                         size_t end)
{
    const unsigned width = run->width;
    const uint32_t mask = SLOT_CAST(uint32_t, code_mask(width));
    struct packer packer = begin_packing(run, bytes);
    size_t i = 0;
    if (width <= 14) {
        for (; i < end; i += 4)
            put_group(&packer,
                      join(numbers + i, bias, mask, width) | join(numbers + i + 2, bias, mask, width) << 2 * width,
                      4 * width);
    } else {
        for (; i < end; i += 2) put_group(&packer, join(numbers + i, bias, mask, width), 2 * width);
    }
    return i;
}

void slot_scan_pack32(scan_path path, const struct scan_run *run, unsigned char *bytes, uint32_t bias,
                      const uint32_t *numbers)
{
    const size_t first = packed_first(run);
    struct scan_run rest = *run;
    uint64_t codes[SOME];
    size_t i = 0;
    if (first > 0) {
        const struct scan_wide *const wide = run->bit % 8 == 0 ? wide_of(path, run) : NULL;
        if (wide != NULL && wide->pack32 != NULL) i = wide->pack32(run, bytes, bias, numbers);
        rest.bit += i * run->width;
        if (i < first) i += pack_dense(&rest, bytes, bias, numbers + i, first - i);
    }
    for (; i < run->count; i += rest.count) {
        rest.bit = run->bit + i * run->stride;
        rest.count = run->count - i < SOME ? run->count - i : SOME;
        for (size_t k = 0; k < rest.count; k++) codes[k] = SLOT_CAST(uint32_t, numbers[i + k] - bias);
        slot_scan_pack(&rest, bytes, codes);
    }
}

size_t slot_scan_beyond(scan_path path, const uint32_t *numbers, size_t count, uint32_t low, uint32_t span)
{
    const struct scan_run any = {NULL, 0, 1, count, 1};
    const struct scan_wide *const wide = wide_of(path, &any);
    size_t i = wide == NULL ? 0 : wide->within(numbers, count, low, span);
    while (i < count && numbers[i] - low <= span) i++;
    return i;
}
