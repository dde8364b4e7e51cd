/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean": the nearest of several names. Knows no schema.
 */
#ifndef SLOTGEN_SUGGEST_H
#define SLOTGEN_SUGGEST_H

#include <stddef.h>

/* What one edit counts in suggest_distance. */
enum { SUGGEST_EDIT = 2, SUGGEST_LONGEST = 64 };

/*
 * Edits between two names of at most SUGGEST_LONGEST bytes, SUGGEST_EDIT each; a difference of case counts half of one.
 */
size_t suggest_distance(const char *a, size_t a_length, const char *b, size_t b_length);

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
