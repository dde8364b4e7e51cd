/* SPDX-License-Identifier: MIT */
/*
 * The kernels of scans on every path that the processor has, against codes that are read and written bit by bit: all
 * widths, positions and strides, odd counts, ranges at their edges, and what lies around the codes.
 */
#include "../../../runtime/scan_kernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES = 16384, CODES = 700, WORDS = (CODES + 63) / 64 + 1 };

static const char *const path_names[] = {"plain C", "AVX2", "AVX-512", "NEON"};
static uint64_t state = 88172645463325252u;
static scan_path path;
static struct scan_run run;

static uint64_t random_word(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static size_t random_below(size_t count)
{
    return (size_t)(random_word() % count);
}

static void fail(const char *what, size_t i)
{
    printf("%s: %s of %zu: width %u, stride %zu, bit %zu, count %zu\n", path_names[path], what, i, run.width,
           run.stride, run.bit, run.count);
    exit(1);
}

static unsigned bit_at(const unsigned char *bytes, size_t bit)
{
    return bytes[bit / 8] >> bit % 8 & 1u;
}

static uint64_t slow_code(const unsigned char *bytes, size_t i)
{
    uint64_t code = 0;
    for (unsigned k = 0; k < run.width; k++) code |= (uint64_t)bit_at(bytes, run.bit + i * run.stride + k) << k;
    return code;
}

static void check_arrays(const uint64_t *codes)
{
    static uint32_t narrow[CODES + 1];
    static uint64_t wide[CODES + 1];
    const uint64_t bias = random_word();
    narrow[run.count] = 77;
    wide[run.count] = 77;
    slot_scan_unpack32(path, &run, (uint32_t)bias, narrow);
    slot_scan_unpack64(path, &run, bias, wide);
    for (size_t i = 0; i < run.count; i++) {
        if (narrow[i] != (uint32_t)(codes[i] + bias)) fail("32 bits", i);
        if (wide[i] != codes[i] + bias) fail("64 bits", i);
    }
    if (narrow[run.count] != 77 || wide[run.count] != 77) fail("an element behind the last", run.count);
}

static void check_tests(const uint64_t *codes)
{
    uint64_t before[WORDS], words[WORDS];
    for (int n = 0; n < 6; n++) {
        const scan_mode mode = (scan_mode)(n % 4);
        struct scan_range range = {codes[random_word() % run.count], codes[random_word() % run.count]};
        if (n == 3) range.low = 0;
        if (n == 4) range.high = UINT64_MAX;
        if (n == 5) range.low = range.high;
        for (size_t i = 0; i < WORDS; i++) words[i] = before[i] = random_word();
        slot_scan_test(path, &run, range, mode, words);
        for (size_t i = 0; i < WORDS * 64; i++) {
            const bool old = (before[i / 64] >> i % 64 & 1) != 0;
            const bool is_in = i < run.count && codes[i] >= range.low && codes[i] <= range.high;
            bool want = old;
            if (mode == SCAN_SET) want = is_in;
            if (mode == SCAN_OR) want = old || is_in;
            if (mode == SCAN_AND) want = old && is_in;
            if (mode == SCAN_AND_NOT) want = old && !is_in;
            if (i >= run.count && mode != SCAN_OR) want = i / 64 > (run.count - 1) / 64 && old;
            if (((words[i / 64] >> i % 64 & 1) != 0) != want) fail("test", i);
        }
    }
}

static void check_sums(const uint64_t *codes, const uint64_t *words)
{
    struct scan_total total = {5, 6};
    struct scan_range range = {UINT64_MAX, 0};
    uint64_t low = 5, high = 6, least = UINT64_MAX, greatest = 0;
    for (size_t i = 0; i < run.count; i++) {
        if (words != NULL && (words[i / 64] >> i % 64 & 1) == 0) continue;
        low += codes[i] & UINT32_MAX;
        high += codes[i] >> 32;
        if (codes[i] < least) least = codes[i];
        if (codes[i] > greatest) greatest = codes[i];
    }
    slot_scan_add(path, &run, words, &total);
    slot_scan_reach(path, &run, words, &range);
    /* The same number: a sum of lower halves may have been carried. */
    if (total.low + (total.high << 32) != low + (high << 32) || (total.low >> 32) + total.high != (low >> 32) + high)
        fail("sum", run.count);
    if (range.low != least || range.high != greatest) fail("least or greatest", run.count);
}

static void check_packing(const unsigned char *bytes)
{
    static unsigned char packed[BYTES], want[BYTES];
    static uint64_t codes[CODES];
    static uint32_t numbers[CODES];
    const uint32_t bias = (uint32_t)random_word();
    for (int narrow = 0; narrow < 2; narrow++) {
        memcpy(packed, bytes, BYTES);
        memcpy(want, bytes, BYTES);
        for (size_t i = 0; i < run.count; i++) {
            codes[i] = random_word();
            numbers[i] = (uint32_t)random_word();
            const uint64_t code = narrow ? (uint32_t)(numbers[i] - bias) : codes[i];
            for (unsigned k = 0; k < run.width; k++) {
                const size_t bit = run.bit + i * run.stride + k;
                want[bit / 8] = (unsigned char)(want[bit / 8] & ~(1u << bit % 8));
                want[bit / 8] = (unsigned char)(want[bit / 8] | (unsigned)(code >> k & 1) << bit % 8);
            }
        }
        if (narrow) slot_scan_pack32(path, &run, packed, bias, numbers);
        else slot_scan_pack(&run, packed, codes);
        for (size_t i = 0; i < BYTES; i++)
            if (packed[i] != want[i]) fail(narrow ? "packed number at byte" : "packed code at byte", i);
    }
}

static void check_beyond(void)
{
    uint32_t numbers[100];
    const uint32_t low = (uint32_t)random_word();
    const uint32_t span = (uint32_t)(random_word() >> random_word() % 32 >> 32);
    const size_t count = random_below(100);
    for (size_t i = 0; i < count; i++) numbers[i] = low + (uint32_t)(random_word() % ((uint64_t)span + 1));
    if (slot_scan_beyond(path, numbers, count, low, span) != count) fail("number that is within", count);
    if (count == 0 || span == UINT32_MAX) return;
    const size_t bad = random_below(count);
    numbers[bad] = random_word() % 2 == 0 ? low - 1 : low + span + 1;
    if (slot_scan_beyond(path, numbers, count, low, span) != bad) fail("number beyond", bad);
}

/* The bytes end 64 behind the last code's first: a sanitizer sees what reads further. */
static void check_run(void)
{
    static uint64_t codes[CODES];
    uint64_t words[WORDS];
    const size_t size = BYTES;
    unsigned char *const bytes = malloc(size);
    const size_t last = (run.bit + (run.count - 1) * run.stride) / 8;
    if (bytes == NULL || last + 64 > size) fail("bytes", last);
    for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)random_word();
    unsigned char *const held = malloc(last + 64);
    if (held == NULL) fail("memory", last);
    memcpy(held, bytes, last + 64);
    run.bytes = held;
    for (size_t i = 0; i < run.count; i++) codes[i] = slow_code(held, i);
    for (size_t i = 0; i < WORDS; i++) words[i] = i % 3 == 0 ? UINT64_MAX : i % 3 == 1 ? 0 : random_word();
    check_arrays(codes);
    check_tests(codes);
    check_sums(codes, NULL);
    check_sums(codes, words);
    check_packing(bytes);
    check_beyond();
    free(held);
    free(bytes);
}

int main(void)
{
    for (int p = SCAN_PLAIN; p <= SCAN_NEON; p++) {
        path = (scan_path)p;
        if (!slot_scan_has(path)) continue;
        for (unsigned width = 0; width <= 64; width++) {
            for (unsigned n = 0; n < 16; n++) {
                /* Side by side from every bit of a byte; then with something between. */
                run.width = width;
                run.stride = n < 8 ? width : width + random_below(n < 14 ? 9 : 100);
                run.bit = n % 8 + 8 * random_below(20);
                run.count = n % 4 == 0 ? 1 + random_below(130) : 400 + random_below(CODES - 400);
                if (run.stride * run.count / 8 + 100 > BYTES) run.count = (BYTES - 100) * 8 / run.stride;
                check_run();
            }
        }
        printf("%s is right\n", path_names[path]);
    }
    return 0;
}
