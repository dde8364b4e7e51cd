/* SPDX-License-Identifier: MIT */
/*
 * Which codes become digits of which numbers; see dense.h.
 *
 * Few codes: the best of all ways to group them, by the best ways for subsets. Many: they are put into several orders,
 * each of which is cut into runs in the best way; the best of these is then improved by grouping some of the codes
 * anew in the best of all ways, again and again. Integers alone, so that every host finds the same.
 */
#include "layout/dense.h"

#include <stdlib.h>
#include <string.h>

enum { SUBSETS = 1 << DENSE_EXACT_CODES, AGAIN_MOST_CODES = 8, AGAIN_TRIES = 100, NARROW_BITS = 32 };

/*
 * What bits of their own or numbers cost: the bits, then the digits, then what makes digits dearer, which a sum of
 * 65,535 codes keeps apart.
 */
enum { COST_BIT_SHIFT = 40, COST_DIGIT_SHIFT = 20 };

unsigned dense_bits(uint64_t radix)
{
    unsigned bits = 0;
    for (uint64_t highest = radix - 1; highest > 0; highest >>= 1) bits++;
    return bits;
}

/* The product, or 0 where it is 2^64 and more, or where `a` is 0. */
static uint64_t multiply(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX / b ? 0 : a * b;
}

/* What a number of so many values and digits costs. Digits that are neither first nor last are dearer than others. */
static uint64_t number_cost(uint64_t product, unsigned digits)
{
    const unsigned bits = dense_bits(product);
    const uint64_t dear = (digits - 2) + (bits > NARROW_BITS ? digits : 0);
    return (uint64_t)bits << COST_BIT_SHIFT | (uint64_t)digits << COST_DIGIT_SHIFT | dear;
}

static uint64_t own_cost(uint64_t radix)
{
    return (uint64_t)dense_bits(radix) << COST_BIT_SHIFT;
}

/* ---- Few codes: the best of all ways ---- */

/* Subsets of at most DENSE_EXACT_CODES codes, as masks. */
struct subsets {
    uint64_t products[SUBSETS]; /* 0: too large for a number */
    uint64_t costs[SUBSETS];    /* of a number of these digits; COST_USELESS where there is a better way */
    uint64_t best[SUBSETS];     /* the least cost of all codes of the subset */
    uint16_t chosen[SUBSETS];   /* the number that the lowest of them is a digit of; 0: bits of its own */
    uint16_t apart[SUBSETS];    /* bits of the codes by themselves */
    uint16_t saved[SUBSETS];
};

#define COST_USELESS (UINT64_MAX / 2)

static unsigned lowest_of(uint32_t mask)
{
    unsigned lowest = 0;
    while ((mask >> lowest & 1) == 0) lowest++;
    return lowest;
}

static unsigned count_of(uint32_t mask)
{
    unsigned count = 0;
    for (; mask != 0; mask &= mask - 1) count++;
    return count;
}

/* A number is of use where it saves bits that it would not save without any one of its digits. */
static bool is_useful(const struct subsets *subsets, uint32_t mask)
{
    if (subsets->saved[mask] == 0) return false;
    for (uint32_t rest = mask; rest != 0; rest &= rest - 1) {
        if (subsets->saved[mask & ~(rest & (0 - rest))] >= subsets->saved[mask]) return false;
    }
    return true;
}

static void find_useful(struct subsets *subsets, const uint64_t *radices, size_t count)
{
    subsets->products[0] = 1;
    subsets->apart[0] = subsets->saved[0] = 0;
    for (uint32_t mask = 1; mask < 1u << count; mask++) {
        const uint32_t others = mask & (mask - 1);
        const uint64_t radix = radices[lowest_of(mask)];
        const uint64_t product = multiply(subsets->products[others], radix);
        subsets->products[mask] = product;
        subsets->apart[mask] = (uint16_t)(subsets->apart[others] + dense_bits(radix));
        subsets->saved[mask] = (uint16_t)(product == 0 ? 0 : subsets->apart[mask] - dense_bits(product));
        subsets->costs[mask] = is_useful(subsets, mask) ? number_cost(product, count_of(mask)) : COST_USELESS;
    }
}

/* The best way for one subset, given those of all smaller ones: what its lowest code is a digit of. */
static void find_best(struct subsets *subsets, uint32_t mask, uint64_t radix)
{
    const uint32_t others = mask & (mask - 1);
    const uint32_t lowest = mask ^ others;
    uint64_t best = subsets->best[others] + own_cost(radix);
    uint32_t chosen = 0;
    for (uint32_t rest = others; rest != 0; rest = (rest - 1) & others) {
        /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): smaller subsets are known */
        const uint64_t cost = subsets->best[others ^ rest] + subsets->costs[rest | lowest];
        if (cost >= best) continue;
        best = cost;
        chosen = rest | lowest;
    }
    subsets->best[mask] = best;
    subsets->chosen[mask] = (uint16_t)chosen;
}

/* Groups at most DENSE_EXACT_CODES codes in the best way; returns the cost. */
static uint64_t group_few(struct subsets *subsets, const uint64_t *radices, size_t count, uint32_t *groups)
{
    const uint32_t all = (1u << count) - 1;
    find_useful(subsets, radices, count);
    subsets->best[0] = 0;
    for (uint32_t mask = 1; mask <= all; mask++) find_best(subsets, mask, radices[lowest_of(mask)]);
    uint32_t next = 1;
    memset(groups, 0, count * sizeof *groups);
    for (uint32_t mask = all; mask != 0;) {
        const uint32_t number = subsets->chosen[mask];
        for (uint32_t rest = number; rest != 0; rest &= rest - 1) groups[lowest_of(rest)] = next;
        if (number != 0) next++;
        mask ^= number != 0 ? number : mask & (0 - mask);
    }
    return subsets->best[all];
}

/* ---- Many codes: runs of an order ---- */

/* A code as the orders see it. */
struct digit {
    uint64_t radix;
    uint32_t index;
    uint32_t waste; /* what bits of its own leave unused, in 2^-32 bits */
};

/* The upper half of a square. */
static uint64_t square_high(uint64_t x)
{
    const uint64_t low = x & UINT32_MAX;
    const uint64_t high = x >> 32;
    const uint64_t middle = low * high;
    const uint64_t carry = (low * low >> 32) + (middle & UINT32_MAX) * 2;
    return high * high + (middle >> 32) * 2 + (carry >> 32);
}

/* bits - log2(radix), by squaring: each square doubles the logarithm and so shows the next bit of its fraction. */
static uint32_t waste_of(uint64_t radix)
{
    uint64_t x = radix;
    while (x >> 63 == 0) x <<= 1;
    uint32_t fraction = 0;
    for (int bit = 31; bit >= 0; bit--) {
        const uint64_t high = square_high(x);
        if (high >> 63 != 0) fraction |= UINT32_C(1) << bit;
        x = high >> 63 != 0 ? high : high << 1;
    }
    return 0 - fraction;
}

static int compare_index(const struct digit *a, const struct digit *b)
{
    return a->index < b->index ? -1 : a->index > b->index;
}

static int by_index(const void *left, const void *right)
{
    return compare_index(left, right);
}

static int by_radix(const void *left, const void *right)
{
    const struct digit *a = left;
    const struct digit *b = right;
    if (a->radix != b->radix) return a->radix < b->radix ? -1 : 1;
    return compare_index(a, b);
}

static int by_waste(const void *left, const void *right)
{
    const struct digit *a = left;
    const struct digit *b = right;
    if (a->waste != b->waste) return a->waste > b->waste ? -1 : 1;
    return compare_index(a, b);
}

/* Codes that are grouped, and the best way so far. */
struct grouping {
    const uint64_t *radices;
    size_t count;
    uint32_t *groups;
    uint64_t cost;
    struct digit *digits;
    uint64_t *costs; /* of the first so many digits of an order; count + 1 of them */
    uint32_t *runs;  /* the length of the run that ends there */
    struct subsets *subsets;
};

/* Cuts the order in which the digits stand into runs, each of them a number or a code by itself; keeps what is best. */
static void cut_into_runs(struct grouping *grouping)
{
    const struct digit *digits = grouping->digits;
    grouping->costs[0] = 0;
    for (size_t end = 1; end <= grouping->count; end++) {
        uint64_t product = digits[end - 1].radix;
        uint64_t best = grouping->costs[end - 1] + own_cost(product);
        uint32_t run = 1;
        for (size_t begin = end - 1; begin > 0;) {
            product = multiply(product, digits[--begin].radix);
            if (product == 0) break;
            const uint64_t cost = grouping->costs[begin] + number_cost(product, (unsigned)(end - begin));
            if (cost >= best) continue;
            best = cost;
            run = (uint32_t)(end - begin);
        }
        grouping->costs[end] = best;
        grouping->runs[end] = run;
    }
    if (grouping->costs[grouping->count] >= grouping->cost) return;
    grouping->cost = grouping->costs[grouping->count];
    uint32_t next = 1;
    for (size_t end = grouping->count; end > 0; end -= grouping->runs[end]) {
        const uint32_t group = grouping->runs[end] > 1 ? next++ : 0;
        for (size_t i = end - grouping->runs[end]; i < end; i++) grouping->groups[digits[i].index] = group;
    }
}

/* ---- Many codes: some of them again ---- */

/* A sequence of numbers that is the same everywhere. */
static size_t take_below(uint64_t *state, size_t bound)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(*state >> 33) % bound;
}

/* Adds a code and all that are digits of the same number, unless that is too many; returns how many there are then. */
static size_t add_with_group(const struct grouping *grouping, size_t code, size_t *some, size_t count)
{
    const uint32_t group = grouping->groups[code];
    for (size_t i = 0; i < count; i++) {
        if (some[i] == code || (group != 0 && grouping->groups[some[i]] == group)) return count;
    }
    size_t added = count;
    for (size_t i = group == 0 ? code : 0; i < grouping->count; i++) {
        if (i != code && grouping->groups[i] != group) continue;
        if (added == AGAIN_MOST_CODES) return count;
        some[added++] = i;
        if (group == 0) break;
    }
    return added;
}

/* What some codes cost that are whole numbers and codes with bits of their own. */
static uint64_t cost_of_some(const struct grouping *grouping, const size_t *some, size_t count)
{
    uint64_t cost = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t group = grouping->groups[some[i]];
        uint64_t product = grouping->radices[some[i]];
        unsigned digits = 1;
        bool is_first = true;
        for (size_t j = 0; group != 0 && j < count; j++) {
            if (j == i || grouping->groups[some[j]] != group) continue;
            is_first = is_first && j > i;
            product *= grouping->radices[some[j]];
            digits++;
        }
        if (group == 0) cost += own_cost(product);
        else if (is_first) cost += number_cost(product, digits);
    }
    return cost;
}

static void group_some_again(struct grouping *grouping, uint64_t *state, uint32_t *next)
{
    size_t some[AGAIN_MOST_CODES];
    uint64_t radices[AGAIN_MOST_CODES];
    uint32_t groups[AGAIN_MOST_CODES];
    size_t count = 0;
    for (int i = 0; i < AGAIN_MOST_CODES; i++)
        count = add_with_group(grouping, take_below(state, grouping->count), some, count);
    if (count < 2) return;
    const uint64_t before = cost_of_some(grouping, some, count);
    for (size_t i = 0; i < count; i++) radices[i] = grouping->radices[some[i]];
    const uint64_t after = group_few(grouping->subsets, radices, count, groups);
    if (after >= before) return;
    grouping->cost -= before - after;
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++) {
        grouping->groups[some[i]] = groups[i] == 0 ? 0 : *next + groups[i];
        if (groups[i] > most) most = groups[i];
    }
    *next += most;
}

/* Numbers the groups 1, 2, ... in the order of their first digits. */
static void number_groups(struct grouping *grouping, uint32_t *numbers, size_t most)
{
    uint32_t next = 1;
    memset(numbers, 0, (most + 1) * sizeof *numbers);
    for (size_t i = 0; i < grouping->count; i++) {
        uint32_t *group = &grouping->groups[i];
        if (*group == 0) continue;
        if (numbers[*group] == 0) numbers[*group] = next++;
        *group = numbers[*group];
    }
}

static void group_many(struct grouping *grouping)
{
    static int (*const orders[])(const void *, const void *) = {by_index, by_radix, by_waste};
    grouping->cost = UINT64_MAX;
    for (size_t i = 0; i < grouping->count; i++)
        grouping->digits[i] = (struct digit){grouping->radices[i], (uint32_t)i, waste_of(grouping->radices[i])};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        qsort(grouping->digits, grouping->count, sizeof *grouping->digits, orders[i]);
        cut_into_runs(grouping);
    }
    uint64_t state = 1;
    uint32_t next = (uint32_t)grouping->count;
    for (int i = 0; i < AGAIN_TRIES; i++) group_some_again(grouping, &state, &next);
}

bool dense_group(const uint64_t *radices, size_t count, uint32_t *groups)
{
    const size_t most_groups = count + AGAIN_TRIES * AGAIN_MOST_CODES; /* that were ever given a number */
    struct grouping grouping = {.radices = radices, .count = count, .groups = groups};
    grouping.digits = malloc((count + 1) * sizeof *grouping.digits);
    grouping.costs = malloc((count + 1) * sizeof *grouping.costs);
    grouping.runs = malloc((most_groups + 1) * sizeof *grouping.runs);
    grouping.subsets = malloc(sizeof *grouping.subsets);
    const bool enough =
        grouping.digits != NULL && grouping.costs != NULL && grouping.runs != NULL && grouping.subsets != NULL;
    if (enough && count <= DENSE_EXACT_CODES) group_few(grouping.subsets, radices, count, groups);
    else if (enough) group_many(&grouping);
    if (enough) number_groups(&grouping, grouping.runs, most_groups);
    free(grouping.digits);
    free(grouping.costs);
    free(grouping.runs);
    free(grouping.subsets);
    return enough;
}
