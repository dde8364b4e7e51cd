/* SPDX-License-Identifier: MIT */
/*
 * Perfect hash tables of names, in the form that runtime/include/slotgen/names.h reads.
 *
 * Deterministic: the same names in the same order give the same table on every host.
 */
#ifndef SLOTGEN_PERFECT_H
#define SLOTGEN_PERFECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* The members of a slot_names, ready to be printed; the arrays lie in the arena. */
struct perfect_table {
    uint64_t seed;
    uint64_t mix;
    uint32_t bucket_mask;
    uint32_t row_mask;
    uint32_t marks;
    bool twins;
    size_t table_count;
    uint32_t *table;
    size_t text_size;
    unsigned char *text;
};

/*
 * Builds the table of `count` names. Name i has lengths[i] bytes.
 *
 * False when there can be none: more than 65,535 names, an empty one, one with a NUL, two equal ones, or more than
 * 2^32 - 1 bytes in all. For other names a failure is possible in theory alone: every one of hundreds of seeds, in
 * tables that grow, would have to fail. Takes time and memory linear in the bytes of the names.
 */
bool perfect_build(struct arena *arena, size_t count, const char *const *names, const size_t *lengths,
                   struct perfect_table *out);

#endif
