/* SPDX-License-Identifier: MIT */
/*
 * Codes as digits: which of them make up which numbers, so that a record takes fewer bits. Internal to compiler/layout.
 *
 * A code of r values takes log2(r) bits, rounded up when it has bits of its own. Codes of r and s values take log2(r *
 * s) bits, rounded up once, as one number a + b * r.
 */
#ifndef SLOTGEN_LAYOUT_DENSE_H
#define SLOTGEN_LAYOUT_DENSE_H

#include "layout/layout.h"

/* So many codes are grouped in the best of all ways; more of them as well as a bounded search can. */
enum { DENSE_EXACT_CODES = 12 };

/* The bits of a code of that many values, 2 or more. */
unsigned dense_bits(uint64_t radix);

/*
 * Tells which of the codes of radices[i] values (2 or more) make up numbers below 2^64: groups[i] is 0 where a code has
 * bits of its own, else the same 1, 2, ... for all digits of a number. As few bits as possible, then as few digits,
 * then numbers of few digits and of at most 32 bits. False only when out of memory.
 */
bool dense_group(const uint64_t *radices, size_t count, uint32_t *groups);

#endif
