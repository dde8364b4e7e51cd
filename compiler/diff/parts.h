/* SPDX-License-Identifier: MIT */
/* The parts that the comparison is made of. Internal to diff/. */
#ifndef SLOTGEN_DIFF_PARTS_H
#define SLOTGEN_DIFF_PARTS_H

#include "diff/diff.h"

/* Where changes go to: those of one declaration. */
struct diff_sink {
    struct arena *arena;
    struct diff_entry *entry;
    const char *subject;
};

/* Adds a change of the sink's subject; `before` and `after` are copied. */
void sink_add(struct diff_sink *sink, enum diff_effect effect, const char *what, const char *before, const char *after);

/* That something of the old side is not there any more; `renamed` is what it is perhaps called now, or NULL. */
void sink_removed(struct diff_sink *sink, const char *before, const char *renamed);

/* The same where what is said differs, and nothing where it is the same. */
void sink_compare(struct diff_sink *sink, enum diff_effect effect, const char *what, const char *before,
                  const char *after);

/* The same for numbers, each in the place of the # of a label: "ids up to #". */
void sink_numbers(struct diff_sink *sink, enum diff_effect effect, const char *what, const char *label, uint64_t before,
                  uint64_t after);

/* The same for how many of something there may be: "widened", or the break "narrowed". */
void sink_capacity(struct diff_sink *sink, const char *label, uint64_t before, uint64_t after);

/* The same for what gives a program something to use: a break where it is lost. */
void sink_flag(struct diff_sink *sink, const char *what, bool before, bool after);

/* ---- What a program sees of a slot: source.c ---- */

/* Every change of type, values, presence, default and accessors between two slots of one name. */
void source_slot(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new);

/* The same of two types that are declared, without accessors: as if they were slots. */
void source_type(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new);

/* ---- What its bytes say: data.c ---- */

/* What is known of the classes that lie by value in others; looked up by the old class, which came before. */
struct diff_pairs;

/* Whether every value of the old slot lies in the same bits, as the same code, in the new one; says what does not. */
bool data_slot(struct diff_sink *sink, const struct diff_pairs *pairs, const struct model_slot *old,
               const struct model_slot *new);

/* Of two classes that both sides have. */
enum diff_data pairs_data(const struct diff_pairs *pairs, const struct model_class *old, const struct model_class *new);

/* ---- Classes: classes.c; everything else: declarations.c ---- */

void classes_compare(struct diff_sink *sink, const struct diff_pairs *pairs, const struct model_class *old,
                     const struct model_class *new);

/* Members by name; of arms their values do not matter, and the sink's subject is the tag. */
void members_compare(struct diff_sink *sink, const struct model_enum *old, const struct model_enum *new, bool are_arms);

void enums_compare(struct diff_sink *sink, const struct model_enum *old, const struct model_enum *new);
void symbols_compare(struct diff_sink *sink, const struct model_symbols *old, const struct model_symbols *new);
void aliases_compare(struct diff_sink *sink, const struct model_alias *old, const struct model_alias *new);
void consts_compare(struct diff_sink *sink, const struct model_const *old, const struct model_const *new);

/* ---- Words: describe.c ---- */

/* What a slot holds, "0..39 ?", without its unit. */
void describe_type(struct text *text, const struct model_slot *slot);

/* Its default, or "none"; of an array the first few elements. */
void describe_default(struct text *text, const struct model_slot *slot);

/* Where it lies: "bits 3..16", "bytes 4..15", "no bits", and its presence bit. */
void describe_place(struct text *text, const struct model_slot *slot);

/* Whether both have the same default, or none. */
bool describe_same_default(const struct model_slot *old, const struct model_slot *new);

#endif
