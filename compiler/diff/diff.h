/* SPDX-License-Identifier: MIT */
/*
 * What `slotgen diff` says of two sets of schemas, as facts; the text and the JSON are made of these alone. What a
 * change is called and when it is a break stands in docs/diff.md.
 *
 * Two promises of a schema may be broken apart from each other: that programs which use the generated code compile and
 * mean the same (the source), and that bytes which were stored still say the same (the data).
 *
 * Requires models with places. Everything lives in the arena and points into the models.
 */
#ifndef SLOTGEN_DIFF_H
#define SLOTGEN_DIFF_H

#include "model/model.h"
#include "support/arena.h"
#include "support/text.h"

/* What a change does, the worst last. */
enum diff_effect {
    DIFF_NOTE, /* nothing to what was there */
    DIFF_DATA, /* stored bytes say something else */
    DIFF_BREAK /* programs may not compile, or mean something else */
};

/* Whether bytes of the old class are instances of the new one. */
enum diff_data {
    DATA_SAME,     /* the layout ids are equal */
    DATA_READABLE, /* each of them is, and every slot has the value that it had */
    DATA_CHANGED
};

struct diff_change {
    enum diff_effect effect;
    const char *subject; /* a slot or a member; "" for the declaration itself */
    const char *what;    /* "widened" */
    const char *before;  /* "" for none */
    const char *after;
    const char *renamed; /* what a removed one is perhaps called now, or NULL */
    struct diff_change *next;
};

/* A declaration: of both sides, or of one alone. */
struct diff_entry {
    const char *kind;                                /* "class", "enum", "flags", "symbols", "type", "const" */
    const char *name;                                /* with its namespace */
    bool is_added;                                   /* only the new side has it; removed ones are a change of theirs */
    const struct model_class *old_class, *new_class; /* of classes */
    bool breaks;                                     /* some change is a DIFF_BREAK */
    enum diff_data data;                             /* of classes that both sides have */
    size_t change_count;
    struct diff_change *changes;
    struct diff_change **end;
    struct diff_entry *next;
};

/* The schemas of a side, what is imported before what imports it. */
struct diff_side {
    size_t count;
    const struct model **models;
    bool *is_input; /* given on the command line, or in the folder that was; the others are imported only */
};

struct diff_report {
    struct arena *arena;
    size_t entry_count;
    struct diff_entry *entries; /* in the order of the new side; what was removed last */
    struct diff_entry **end;
    size_t same, compatible, incompatible, added; /* classes; removed ones are incompatible */
    size_t others;                                /* what is no class and is incompatible */
    bool breaks;                                  /* some declaration, class or not, is incompatible */
    bool loses_data;                              /* the bytes of some class say something else */
};

/*
 * Compares all declarations of inputs by their full names, and of what is imported those that both sides have and that
 * changed.
 */
void diff_make(struct arena *arena, const struct diff_side *old, const struct diff_side *new,
               struct diff_report *report);

/* "same layout", "source compatible", "incompatible", "added"; of what is no class "compatible" in their place. */
const char *diff_verdict(const struct diff_entry *entry);

/* The report as a whole file of each format. */
void diff_text(struct text *text, const struct diff_report *report);
void diff_json(struct text *text, const struct diff_report *report);

#endif
