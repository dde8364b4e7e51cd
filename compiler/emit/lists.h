/* SPDX-License-Identifier: MIT */
/*
 * The lists of classes and of symbol tables that the index tables of a schema point to. Classes with `any` share one
 * list of all that a box may name; it is written once, in the data of the first of them.
 */
#ifndef SLOTGEN_EMIT_LISTS_H
#define SLOTGEN_EMIT_LISTS_H

#include "model/model.h"
#include "support/arena.h"

/* A list that is searched: its entries by address, with their indices. */
struct list_index {
    const void *list;
    struct list_entry *entries;
};

/* What the tables of one schema have in common, while they are written; all zero but `model` and `arena` at first. */
struct lists {
    const struct model *model;
    struct arena *arena;
    const struct model_class *owners[2]; /* of the schema's own list for `any`, and of the last other list */
    struct list_index classes, symbols;  /* of the class that was looked at last */
};

/* The index of what a slot refers to. The checker has listed all that are. */
uint32_t lists_class(struct lists *lists, const struct model_class *class, const struct model_class *link);
uint32_t lists_symbols(struct lists *lists, const struct model_class *class, const struct model_symbols *link);

/*
 * The class in whose data the lists of a class stand: its own where nobody before it has the same; asked once a class.
 */
const struct model_class *lists_owner(struct lists *lists, const struct model_class *class);

#endif
