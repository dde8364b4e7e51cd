/* SPDX-License-Identifier: MIT-0 */
/*
 * Kernels in wide registers: included once for each kind of register, whose words it is written in. A group of codes is
 * a wide unaligned load, a shuffle that gives each lane the bytes of its code, a shift by what is left of each and a
 * mask; as eight codes fill whole bytes, all groups of a run are shuffled alike.
 *
 * LANES(name)   the name of a function or type of this kind of register
 * TARGET        attributes of functions
 * GROUP         codes of a group: 8 or 16, in lanes of 32 bits; of 64 bits always 8
 * LANES(group32), LANES(group64)    codes of a group, or what is reckoned from them
 * LANES(setup32), LANES(setup64)    how a run is loaded, from LANES(begin...)(run)
 * LANES(load...)(setup, at), all(code), put, get, add, less, most, keep(group, bits),
 * inside(group, low, high), above
 */

/* As scan_kernel.h says, of the run's first codes: as many as fill words of a bitmap. */

#define WORD_STEP(run) ((run)->stride * 8) /* bytes */

static TARGET size_t LANES(test)(const struct scan_run *run, struct scan_range range, scan_mode mode, uint64_t *words)
{
    const LANES(setup32) setup = LANES(begin32)(run);
    const LANES(group32) low = LANES(all32)(SLOT_CAST(uint32_t, range.low));
    const LANES(group32) high = LANES(all32)(SLOT_CAST(uint32_t, range.high));
    const size_t step = run->stride * GROUP / 8;
    const unsigned char *at = run->bytes + run->bit / 8;
    size_t i = 0;
    for (; i < run->count / 64; i++) {
        uint64_t bits = 0;
        scan_prefetch(at, WORD_STEP(run));
        for (unsigned k = 0; k < 64; k += GROUP, at += step)
            bits |= SLOT_CAST(uint64_t, LANES(inside32)(LANES(load32)(&setup, at), low, high)) << k;
        scan_put_word(&words[i], bits, mode);
    }
    return i * 64;
}

/* Lanes hold the sums of as many codes as cannot overflow them. */
static TARGET size_t LANES(add)(const struct scan_run *run, const uint64_t *words, struct scan_total *total)
{
    const LANES(setup32) setup = LANES(begin32)(run);
    const size_t step = run->stride * GROUP / 8;
    const size_t most = SLOT_CAST(size_t, 1) << (32 - run->width) >> 4;
    const unsigned char *at = run->bytes + run->bit / 8;
    size_t i = 0;
    while (i < run->count / 64) {
        const size_t rest = run->count / 64 - i;
        const size_t end = i + (rest < most ? rest : most);
        LANES(group32) sum = LANES(all32)(0);
        for (; i < end; i++, at += WORD_STEP(run)) {
            const uint64_t word = words == NULL ? UINT64_MAX : words[i];
            if (word == 0) continue;
            scan_prefetch(at, WORD_STEP(run));
            for (unsigned k = 0; k < 64 / GROUP; k++) {
                LANES(group32) codes = LANES(load32)(&setup, at + k * step);
                if (word != UINT64_MAX) codes = LANES(keep32)(codes, SLOT_CAST(uint32_t, word >> k * GROUP & 0xffff));
                sum = LANES(add_32)(sum, codes);
            }
        }
        uint32_t lanes[GROUP];
        LANES(put32)(lanes, sum);
        for (unsigned k = 0; k < GROUP; k++) total->low += lanes[k];
    }
    return i * 64;
}

/* The same of codes in lanes of 64 bits. */
static TARGET size_t LANES(test64)(const struct scan_run *run, struct scan_range range, scan_mode mode, uint64_t *words)
{
    const LANES(setup64) setup = LANES(begin64)(run);
    const LANES(group64) low = LANES(all64)(range.low);
    const LANES(group64) high = LANES(all64)(range.high);
    const unsigned char *at = run->bytes + run->bit / 8;
    size_t i = 0;
    for (; i < run->count / 64; i++) {
        uint64_t bits = 0;
        scan_prefetch(at, WORD_STEP(run));
        for (unsigned k = 0; k < 64; k += 8, at += run->stride)
            bits |= SLOT_CAST(uint64_t, LANES(inside64)(LANES(load64)(&setup, at), low, high)) << k;
        scan_put_word(&words[i], bits, mode);
    }
    return i * 64;
}

static TARGET size_t LANES(add64)(const struct scan_run *run, const uint64_t *words, struct scan_total *total)
{
    const LANES(setup64) setup = LANES(begin64)(run);
    const size_t most = SLOT_CAST(size_t, UINT64_C(1) << (run->width < 33 ? 31 : 64 - run->width) >> 3);
    const unsigned char *at = run->bytes + run->bit / 8;
    size_t i = 0;
    while (i < run->count / 64) {
        const size_t rest = run->count / 64 - i;
        const size_t end = i + (rest < most ? rest : most);
        LANES(group64) sum = LANES(all64)(0);
        for (; i < end; i++, at += WORD_STEP(run)) {
            uint64_t word = words == NULL ? UINT64_MAX : words[i];
            if (word == 0) continue;
            scan_prefetch(at, WORD_STEP(run));
            for (unsigned k = 0; k < 8; k++, word >>= 8) {
                const LANES(group64) codes = LANES(load64)(&setup, at + k * run->stride);
                sum = LANES(add_64)(sum, LANES(keep64)(codes, SLOT_CAST(uint32_t, word & 0xff)));
            }
        }
        uint64_t lanes[8];
        LANES(put64)(lanes, sum);
        for (unsigned k = 0; k < 8; k++) {
            total->low += lanes[k] & UINT32_MAX;
            total->high += lanes[k] >> 32;
        }
    }
    return i * 64;
}

/* The least is what the greatest of the codes with all bits turned leaves. */
static TARGET size_t LANES(reach)(const struct scan_run *run, const uint64_t *words, struct scan_range *range)
{
    const LANES(setup32) setup = LANES(begin32)(run);
    const uint32_t full = SLOT_CAST(uint32_t, code_mask(run->width));
    const LANES(group32) turn = LANES(all32)(full);
    const size_t step = run->stride * GROUP / 8;
    const unsigned char *at = run->bytes + run->bit / 8;
    LANES(group32) high = LANES(all32)(0);
    LANES(group32) low = LANES(all32)(0);
    bool is_any = false;
    size_t i = 0;
    for (; i < run->count / 64; i++, at += WORD_STEP(run)) {
        const uint64_t word = words == NULL ? UINT64_MAX : words[i];
        if (word == 0) continue;
        is_any = true;
        scan_prefetch(at, WORD_STEP(run));
        for (unsigned k = 0; k < 64 / GROUP; k++) {
            const uint32_t bits = SLOT_CAST(uint32_t, word >> k * GROUP & 0xffff);
            const LANES(group32) codes = LANES(load32)(&setup, at + k * step);
            high = LANES(most32)(high, LANES(keep32)(codes, bits));
            low = LANES(most32)(low, LANES(keep32)(LANES(less32)(turn, codes), bits));
        }
    }
    uint32_t lanes[2][GROUP];
    LANES(put32)(lanes[0], low);
    LANES(put32)(lanes[1], high);
    for (unsigned k = 0; k < GROUP && is_any; k++) {
        if (full - lanes[0][k] < range->low) range->low = full - lanes[0][k];
        if (lanes[1][k] > range->high) range->high = lanes[1][k];
    }
    return i * 64;
}

static TARGET size_t LANES(unpack32)(const struct scan_run *run, uint32_t bias, uint32_t *out)
{
    const LANES(setup32) setup = LANES(begin32)(run);
    const LANES(group32) biases = LANES(all32)(bias);
    const unsigned char *at = run->bytes + run->bit / 8;
    size_t i = 0;
    for (; i + GROUP <= run->count; i += GROUP, at += run->stride * GROUP / 8)
        LANES(put32)(out + i, LANES(add_32)(LANES(load32)(&setup, at), biases));
    return i;
}

static TARGET size_t LANES(unpack64)(const struct scan_run *run, uint64_t bias, uint64_t *out)
{
    const LANES(setup64) setup = LANES(begin64)(run);
    const LANES(group64) biases = LANES(all64)(bias);
    const unsigned char *at = run->bytes + run->bit / 8;
    size_t i = 0;
    for (; i + 8 <= run->count; i += 8, at += run->stride)
        LANES(put64)(out + i, LANES(add_64)(LANES(load64)(&setup, at), biases));
    return i;
}

static TARGET size_t LANES(within)(const uint32_t *numbers, size_t count, uint32_t low, uint32_t span)
{
    const LANES(group32) most = LANES(all32)(span);
    const LANES(group32) least = LANES(all32)(0 - low);
    size_t i = 0;
    for (; i + GROUP <= count; i += GROUP)
        if (LANES(above32)(LANES(add_32)(LANES(get32)(numbers + i), least), most)) break;
    return i;
}

#undef WORD_STEP
