/* SPDX-License-Identifier: MIT */
/* Lists that are searched by name: what two sides have in common is found in the time that sorting takes. */
#ifndef SLOTGEN_DIFF_MATCH_H
#define SLOTGEN_DIFF_MATCH_H

#include <stddef.h>

struct match {
    const char *name;
    size_t index; /* in the list that the names are from */
};

/* Sorts by name, and equal names by index. */
void match_sort(struct match *list, size_t count);

/* The first of a sorted list that has the name, or NULL. */
const struct match *match_find(const struct match *list, size_t count, const char *name);

#endif
