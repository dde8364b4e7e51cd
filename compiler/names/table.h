/* SPDX-License-Identifier: MIT */
/*
 * The table in which the C names of a group of declarations are collected, and the report of two that are the same.
 * Internal to names/.
 */
#ifndef SLOTGEN_NAMES_TABLE_H
#define SLOTGEN_NAMES_TABLE_H

#include "model/model.h"
#include "source/diag.h"
#include "support/arena.h"

/* More than a run prints errors. */
enum { NAMES_REPORTED_MOST = 64 };

/* A declaration that has a C name. */
struct declaration {
    const char *c_name;
    const char *name;
    struct span span;
    const struct model_class *class;
    const struct model_enum *enumeration;
    const char *const *suffixes;
    const struct model *model;
    const char *kind;                  /* "class", "oneof" */
    const struct model_choice *choice; /* of the enum of a oneof's arms */
};

/* A name: its pieces, and who asks for it. */
struct entry {
    uint64_t hash;
    uint32_t group; /* of which group it is; entries of earlier groups are free */
    const char *pieces[4];
    const char *owner_kind;
    const char *owner;
    struct span span;
};

struct table {
    struct entry *entries;
    size_t room; /* a power of two */
    size_t mask; /* of the part that the current group uses */
    uint32_t group;
};

struct names_run {
    struct arena *arena;
    struct diag *diag;
    struct table table;
    struct span reported[NAMES_REPORTED_MOST]; /* one message for a declaration is enough */
    size_t reported_count;
    bool may_derive;    /* names of the current declaration may be words that are taken */
    const char *prefix; /* of names that were added last, and its hash */
    uint64_t prefix_hash;
};

/* Empties the table and makes room for that many names. */
void table_begin_group(struct table *table, size_t names);

/* Adds a name of four pieces, or reports it where it is there already. */
void table_add(struct names_run *run, const char *kind, const char *owner, struct span span, const char *first,
               const char *second, const char *third, const char *fourth);

/* Whether a declaration there was reported already. */
bool table_was_reported(const struct names_run *run, struct span span);

/* All names of a class but those of its suffixes, and at least as many as there are. */
void patterns_add(struct names_run *run, const struct model_class *class);
size_t patterns_count(const struct model_class *class);

/*
 * Gives members of the mirror that cannot have their own name another one; `list` is of all declarations, sorted by
 * compare_declarations. Reports members of one struct that have the same name.
 */
void members_settle(struct arena *arena, const struct declaration *list, size_t count, struct model *model);
void members_check(struct names_run *run, const struct model_class *class);

/* Whether a declaration of the sorted list has that C name. */
bool names_is_declared(const struct declaration *list, size_t count, const char *word);

#endif
