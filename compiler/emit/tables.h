/* SPDX-License-Identifier: MIT */
/*
 * The arrays of one class or type as members of one constant object, so that they need one C name and few relocations:
 * their declarations and their contents, collected side by side.
 */
#ifndef SLOTGEN_EMIT_TABLES_H
#define SLOTGEN_EMIT_TABLES_H

#include "emit/lists.h"
#include "model/model.h"
#include "support/arena.h"
#include "support/text.h"

/* The arrays of one class or type while they are collected. */
struct tables {
    struct arena *arena;
    struct lists *lists;      /* of classes; NULL for types */
    struct text members;      /* "    slot_descriptor slots[3];\n" */
    struct text initializers; /* in the same order */
    struct text texts;        /* the bytes of `texts` */
    struct text facts;
    struct text numbers;
    size_t fact_count;
    size_t number_count;
    const struct model_enum **types;
    size_t type_count;
};

void tables_end(struct tables *tables);

/* Declares an array; what is appended to `initializers` next is its content. */
void tables_member(struct tables *tables, const char *type, const char *name, size_t count);

/*
 * The hash table and the text of some names, and the initializer of the slot_names that has them. `data` is the C name
 * of what they belong to. Whether a table can be built was the checker's to say.
 */
void tables_names(struct tables *tables, const char *const *names, size_t count, const char *data,
                  struct text *initializer);

/* Adds to the numbers that descriptors and facts refer to; the index of the new one. */
uint32_t tables_number(struct tables *tables, uint64_t number);

/* Declares the texts that were collected. */
void tables_texts(struct tables *tables);

/* facts.c: whether the table says of the slot itself that it is not to be set; an immutable class says it of all. */
bool tables_is_read_only(const struct model_class *class, const struct model_slot *slot);

/* facts.c: all facts of a class, sorted by slot, then by kind in the order of slot_fact_kind. */
void tables_facts(struct tables *tables, const struct model_class *class, bool with_docs);

#endif
