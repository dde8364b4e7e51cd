/* SPDX-License-Identifier: MIT */
/*
 * Answers about the records by name, through the index table alone: no slot of ucd.slots is named here, so that what is
 * added there can be asked for at once.
 */
#ifndef QUERY_H
#define QUERY_H

#include "store.h"

enum { QUERY_MOST_CONDITIONS = 8 };

struct query {
    struct condition {
        int slot;
        slot_value value;
    } conditions[QUERY_MOST_CONDITIONS];
    size_t count;
};

/* Adds a condition: "general_category=Lu", "upper=unset". False where it makes no sense, which has been said. */
bool query_add(struct query *query, const char *text);

/* How many code points meet all conditions. */
size_t query_count(const struct query *query, const struct store *store);

/* Prints the code points that meet all conditions, with their names from the file. False where that cannot be read. */
bool query_list(const struct query *query, const struct store *store, const char *path);

/* Prints all that is known of a code point. False where it is not assigned or the file cannot be read. */
bool query_show(const struct store *store, const char *path, int32_t code);

#endif
