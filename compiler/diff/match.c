/* SPDX-License-Identifier: MIT */
/* Lists that are searched by name; see match.h. */
#include "diff/match.h"

#include <stdlib.h>
#include <string.h>

static int compare_matches(const void *a, const void *b)
{
    const struct match *left = a;
    const struct match *right = b;
    const int order = strcmp(left->name, right->name);
    if (order != 0) return order;
    return left->index < right->index ? -1 : left->index > right->index;
}

void match_sort(struct match *list, size_t count)
{
    if (count > 1) qsort(list, count, sizeof *list, compare_matches);
}

const struct match *match_find(const struct match *list, size_t count, const char *name)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(list[middle].name, name) < 0) low = middle + 1;
        else high = middle;
    }
    return low < count && strcmp(list[low].name, name) == 0 ? &list[low] : NULL;
}
