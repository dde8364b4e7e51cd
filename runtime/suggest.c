/* SPDX-License-Identifier: MIT-0 */
/*
 * The name that was meant: the edit distance with swaps of neighbours (restricted Damerau-Levenshtein), in halves of an
 * edit, as a difference of case costs half of one.
 */
#include <slotgen/text.h>

#include <string.h>

/* Longer names are not compared: the cost is length times length. */
enum { EDIT = 2, CASE_EDIT = 1, LONGEST = 64 };

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? SLOT_CAST(char, letter - 'A' + 'a') : letter;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0];
    unsigned *above = rows[1];
    unsigned *here = rows[2];
    for (size_t j = 0; j <= b_length; j++) above[j] = SLOT_CAST(unsigned, j) * EDIT;
    for (size_t i = 1; i <= a_length; i++) {
        here[0] = SLOT_CAST(unsigned, i) * EDIT;
        for (size_t j = 1; j <= b_length; j++) {
            const unsigned other = lower(a[i - 1]) == lower(b[j - 1]) ? CASE_EDIT : EDIT;
            unsigned cost = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : other);
            cost = least(cost, least(above[j], here[j - 1]) + EDIT);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = least(cost, before[j - 2] + EDIT);
            here[j] = cost;
        }
        unsigned *const free_row = before;
        before = above;
        above = here;
        here = free_row;
    }
    return above[b_length];
}

const char *slot_suggest(const slot_class *type, const char *name, size_t length)
{
    const char *best = NULL;
    if (length == 0 || length > LONGEST) return NULL;
    /* A single letter resembles nothing but itself in the other case. */
    unsigned limit = length == 1 ? CASE_EDIT + 1 : SLOT_CAST(unsigned, (length + 2) / 3) * EDIT + 1;
    for (int i = 0; i < slot_count(type); i++) {
        const char *const candidate = slot_name(type, i);
        const size_t size = strlen(candidate);
        const size_t difference = size > length ? size - length : length - size;
        if (size > LONGEST || difference * EDIT >= limit) continue;
        const unsigned edits = distance(name, length, candidate, size);
        if (edits >= limit || edits >= size * EDIT) continue;
        limit = edits;
        best = candidate;
    }
    return best;
}
