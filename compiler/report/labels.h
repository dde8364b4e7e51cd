/* SPDX-License-Identifier: MIT */
/*
 * Where the names of parts stand that are too narrow to hold them: below, at the ends of lines that lead down from
 * them. Pure integers, in tenths of a pixel. Internal to report/.
 */
#ifndef SLOTGEN_LABELS_H
#define SLOTGEN_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct label {
    int64_t x;        /* in: where its line comes down */
    int64_t width;    /* in: of its text */
    unsigned tier;    /* out: 0 is the nearest */
    bool is_leftward; /* out: its text ends at the line, instead of beginning there */
};

enum { LABEL_GAP = 60 }; /* between a line and its text */

/*
 * Gives labels, ascending by x, tiers in which no text meets another or a line that leads past it, all of them between
 * `begin` and `end`. False where that takes more than `most` tiers; else how many in *tiers.
 */
bool labels_place(struct label *labels, size_t count, int64_t begin, int64_t end, unsigned most, unsigned *tiers);

#endif
