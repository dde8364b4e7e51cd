/* SPDX-License-Identifier: MIT */
/*
 * A hash table from addresses to what is known of what lies there. It decides how long something takes and never what
 * comes out: addresses differ from run to run.
 */
#ifndef SLOTGEN_POINTERS_H
#define SLOTGEN_POINTERS_H

#include <stddef.h>

struct pointers_entry {
    const void *key; /* NULL: free */
    void *value;
};

/* Empty when zeroed. */
struct pointers {
    struct pointers_entry *entries;
    size_t size, count;
};

/* The value of a key, or NULL. */
void *pointers_find(const struct pointers *pointers, const void *key);

/* Adds a key that is not there, with a value that is not NULL. */
void pointers_add(struct pointers *pointers, const void *key, void *value);

/* Frees the table, not the values. */
void pointers_free(struct pointers *pointers);

#endif
