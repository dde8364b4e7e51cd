/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean": the nearest of several names. Knows no schema.
 */
#ifndef SLOTGEN_CHECK_SUGGEST_H
#define SLOTGEN_CHECK_SUGGEST_H

#include <stddef.h>

/* Collects candidates one by one; the first of the nearest wins. */
struct suggestion {
    const char *wanted;
    size_t length;
    size_t limit;     /* only candidates with fewer edits than this count */
    const char *best; /* or NULL */
};

void suggest_start(struct suggestion *suggestion, const char *wanted);
void suggest_offer(struct suggestion *suggestion, const char *candidate);

/* Enough for the text below with the longest name that is suggested. */
enum { SUGGEST_TEXT_SIZE = 128 };

/* "; did you mean 'Date'?", or "" where nothing is near; in `buffer`. */
const char *suggest_text(const struct suggestion *suggestion, char buffer[SUGGEST_TEXT_SIZE]);

#endif
