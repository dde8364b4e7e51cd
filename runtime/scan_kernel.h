/* SPDX-License-Identifier: MIT-0 */
/*
 * Kernels: what scans do with the codes of one slot in one block, one width, position and stride as any other. Internal
 * to the runtime.
 *
 * Every kernel is there in plain C and, where the processor has them, in wide registers; the results are the same.
 * Codes say nothing of their meaning here: that is scan_column.h's.
 */
#ifndef SLOTGEN_SCAN_KERNEL_H
#define SLOTGEN_SCAN_KERNEL_H

#include "core_code.h"

/* Which kernels. A path that the compiler or the processor has not is that in plain C. */
typedef enum scan_path { SCAN_PLAIN, SCAN_AVX2, SCAN_AVX512, SCAN_NEON } scan_path;

/*
 * The best that this processor has. Alone in its archive member: tests and measurements define their own, which says
 * what they want.
 */
scan_path slot_scan_path(void);

/* What the processor has, for such. */
bool slot_scan_has(scan_path path);

/* Codes in one block. Words of up to 64 bytes from the first byte of any code on may be read. */
struct scan_run {
    const unsigned char *bytes; /* from which on bits are counted */
    size_t bit;                 /* of the first code */
    size_t stride;              /* bits */
    size_t count;
    unsigned width; /* 0: all codes are 0 */
};

/* Codes added up: those of all lower halves, of 32 bits, and of all upper ones. */
struct scan_total {
    uint64_t low, high;
};

/* What becomes of a bitmap's words where a code lies in a range. */
typedef enum scan_mode {
    SCAN_SET,    /* the words: the range */
    SCAN_OR,     /* words | range */
    SCAN_AND,    /* words & range */
    SCAN_AND_NOT /* words & ~range */
} scan_mode;

/* Codes from low to high, both of them codes or beyond: the others are outside. */
struct scan_range {
    uint64_t low, high;
};

/* Each code + bias modulo 2^32, or 2^64. */
void slot_scan_unpack32(scan_path path, const struct scan_run *run, uint32_t bias, uint32_t *out);
void slot_scan_unpack64(scan_path path, const struct scan_run *run, uint64_t bias, uint64_t *out);

/*
 * Bit i of `words` for code i. Bits behind the last stay as they are with SCAN_OR and become 0 with the others. `words`
 * may be NULL where it says which codes count: all.
 */
void slot_scan_test(scan_path path, const struct scan_run *run, struct scan_range range, scan_mode mode,
                    uint64_t *words);

/* Adds the codes to the total. At most 2^31 of them in all. */
void slot_scan_add(scan_path path, const struct scan_run *run, const uint64_t *words, struct scan_total *total);

/* Makes the range reach from the least to the greatest of its own and the codes. Of none it is {UINT64_MAX, 0}. */
void slot_scan_reach(scan_path path, const struct scan_run *run, const uint64_t *words, struct scan_range *range);

/* Writes the codes; all other bits stay. `bytes` as the run's. And codes that are numbers - bias modulo 2^32. */
void slot_scan_pack(const struct scan_run *run, unsigned char *bytes, const uint64_t *codes);
void slot_scan_pack32(scan_path path, const struct scan_run *run, unsigned char *bytes, uint32_t bias,
                      const uint32_t *numbers);

/* The index of the first number beyond low .. low + span modulo 2^32, or `count`. */
size_t slot_scan_beyond(scan_path path, const uint32_t *numbers, size_t count, uint32_t low, uint32_t span);

/* ---- Wide registers ---- */

/*
 * The kernels above of a run's first codes: as many as they can, which they return. Ranges are codes, and not empty.
 * All but those of 64 bits are of runs that are narrow.
 */
struct scan_wide {
    size_t (*test)(const struct scan_run *run, struct scan_range range, scan_mode mode, uint64_t *words);
    size_t (*add)(const struct scan_run *run, const uint64_t *words, struct scan_total *total);
    size_t (*test64)(const struct scan_run *run, struct scan_range range, scan_mode mode, uint64_t *words);
    size_t (*add64)(const struct scan_run *run, const uint64_t *words, struct scan_total *total);
    size_t (*reach)(const struct scan_run *run, const uint64_t *words, struct scan_range *range);
    size_t (*unpack32)(const struct scan_run *run, uint32_t bias, uint32_t *out);
    size_t (*unpack64)(const struct scan_run *run, uint64_t bias, uint64_t *out);
    size_t (*within)(const uint32_t *numbers, size_t count, uint32_t low,
                     uint32_t span); /* up to the first that is not */
    /* Or NULL. Of runs side by side from a byte on, of up to 28 bits. */
    size_t (*pack32)(const struct scan_run *run, unsigned char *bytes, uint32_t bias, const uint32_t *numbers);
};

/* Of the processors that have them. */
extern const struct scan_wide slot_scan_avx2, slot_scan_avx512, slot_scan_neon;

/*
 * Asks for `size` bytes that lie some lines ahead of `at`, wherever that is. A processor follows a stream by itself, but
 * one such stream alone takes two thirds of what a core can read, and less where others read too.
 */
enum { SCAN_AHEAD = 2048 };

static inline void scan_prefetch(const unsigned char *at, size_t size)
{
#if defined(__GNUC__)
    const uint64_t ahead = SLOT_POINTER_TO_WORD(at) + SCAN_AHEAD;
    for (size_t i = 0; i < size; i += 64) __builtin_prefetch(SLOT_WORD_TO_POINTER(const void *, ahead + i));
#else
    (void)at;
    (void)size;
#endif
}

/* Whether codes fit lanes of 32 bits, wherever in a byte they begin, and sixteen of them 64 bytes; lanes of 64 bits. */
static inline bool scan_is_narrow(const struct scan_run *run)
{
    return run->width <= 25 && run->stride <= 32;
}

static inline bool scan_is_wide(const struct scan_run *run)
{
    return run->width <= 57 && run->stride <= 64 && run->width > 0;
}

static inline void scan_put_word(uint64_t *word, uint64_t bits, scan_mode mode)
{
    switch (mode) {
    case SCAN_SET: *word = bits; break;
    case SCAN_OR: *word |= bits; break;
    case SCAN_AND: *word &= bits; break;
    default: *word &= ~bits; break;
    }
}

#endif
