/* SPDX-License-Identifier: MIT */
/* What a person asks of a folder tree, and what the answers were kept in. */
#ifndef REPORT_H
#define REPORT_H

#include "walk.h"

enum { MOST_TOP = 1000 };

/* How many of what there are, and what was left out. */
void report_totals(const struct store *store, const struct walk_counts *counts, double seconds);

/*
 * The `top` largest folders, with all that is in them, and the largest files. A folder nearly all of which is one
 * folder in it gives its place to that one. False where there is no memory; so the others.
 */
bool report_largest(const struct store *store, size_t top);

/* By the ends of names, by owner, and the names that most files have (groups.c). */
bool report_types(const struct store *store, size_t top);
bool report_owners(const struct store *store, size_t top);
bool report_names(const struct store *store, size_t top);

/* By when files were changed, seen from `now`. */
void report_ages(const struct store *store, int64_t now);

/* Bytes a file: these records, the plain struct, and struct stat. */
void report_memory(const struct store *store);

#endif
