/* SPDX-License-Identifier: MIT */
/*
 * Edit distance with swaps of neighbours (the restricted Damerau-Levenshtein distance), in halves of an edit: a
 * difference of case costs half of one.
 */
#include "support/suggest.h"

#include <stdio.h>
#include <string.h>

/* Names beyond SUGGEST_LONGEST are neither suggested nor compared: the cost is length times length. */
enum { EDIT = SUGGEST_EDIT, CASE_EDIT = SUGGEST_EDIT / 2 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t replace_cost(char a, char b)
{
    if (a == b) return 0;
    return lower(a) == lower(b) ? CASE_EDIT : EDIT;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t suggest_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][SUGGEST_LONGEST + 1];
    size_t *before = rows[0];
    size_t *above = rows[1];
    size_t *here = rows[2];
    for (size_t j = 0; j <= b_length; j++) above[j] = j * EDIT;
    for (size_t i = 1; i <= a_length; i++) {
        here[0] = i * EDIT;
        for (size_t j = 1; j <= b_length; j++) {
            size_t cost = above[j - 1] + replace_cost(a[i - 1], b[j - 1]);
            cost = least(cost, least(above[j], here[j - 1]) + EDIT);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = least(cost, before[j - 2] + EDIT);
            here[j] = cost;
        }
        size_t *free_row = before;
        before = above;
        above = here;
        here = free_row;
    }
    return above[b_length];
}

void suggest_start(struct suggestion *suggestion, const char *wanted)
{
    size_t length = strlen(wanted);
    suggestion->wanted = wanted;
    suggestion->length = length;
    /* One edit in short names, a third of the letters in longer ones; a single letter resembles nothing but itself. */
    suggestion->limit = length <= 1 ? CASE_EDIT + 1 : (length + 2) / 3 * EDIT + 1;
    suggestion->best = NULL;
}

void suggest_offer(struct suggestion *suggestion, const char *candidate)
{
    size_t length = strlen(candidate);
    size_t difference = length > suggestion->length ? length - suggestion->length : suggestion->length - length;
    if (length > SUGGEST_LONGEST || suggestion->length > SUGGEST_LONGEST || difference * EDIT >= suggestion->limit)
        return;
    size_t edits = suggest_distance(suggestion->wanted, suggestion->length, candidate, length);
    if (edits < suggestion->limit && edits < length * EDIT) {
        suggestion->limit = edits;
        suggestion->best = candidate;
    }
}

const char *suggest_text(const struct suggestion *suggestion, char buffer[SUGGEST_TEXT_SIZE])
{
    buffer[0] = '\0';
    if (suggestion->best != NULL) snprintf(buffer, SUGGEST_TEXT_SIZE, "; did you mean '%s'?", suggestion->best);
    return buffer;
}
