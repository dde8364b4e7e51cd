/* SPDX-License-Identifier: MIT */
/*
 * A hash table from names to whatever they mean: open addressing, sized beforehand, nothing is removed singly.
 *
 * Keys are kept by pointer and must outlive the table. Memory comes from an arena. Knows no schema.
 */
#ifndef SLOTGEN_CHECK_SCOPE_H
#define SLOTGEN_CHECK_SCOPE_H

#include "support/arena.h"

#include <stddef.h>
#include <stdint.h>

struct scope_entry {
    const char *name; /* NULL: free */
    uint64_t hash;
    void *value;
};

struct scope {
    struct arena *arena;
    struct scope_entry *entries;
    size_t allocated; /* entries that exist */
    size_t size;      /* entries in use, a power of two; 0 before scope_reset */
    size_t count;     /* names in it */
    size_t most;      /* names that it was made for */
};

/* A table that cannot hold anything yet. */
void scope_init(struct scope *scope, struct arena *arena);

/* Empties the table and makes room for `most` names. Keeps its memory: one table serves class after class. */
void scope_reset(struct scope *scope, size_t most);

/* The value of a name, or NULL. */
void *scope_find(const struct scope *scope, const char *name);

/* Adds a name unless it is there: NULL, or the value that it has already. `value` is not NULL. */
void *scope_add(struct scope *scope, const char *name, void *value);

#endif
