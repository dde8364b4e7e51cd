/* SPDX-License-Identifier: MIT */
/* The parts that the emitters are made of, in the order of their output. Internal to emit/. */
#ifndef SLOTGEN_EMIT_PARTS_H
#define SLOTGEN_EMIT_PARTS_H

#include "emit/emit.h"
#include "emit/lists.h"
#include "support/arena.h"

/* Lines of documentation as lines of a C comment, each behind `margin`; nothing in them can end the comment. */
void part_doc_lines(struct text *text, const char *doc, const char *margin);

/* A whole comment: C's own, with the documentation inside; nothing where there is none. */
void part_doc_comment(struct text *text, const char *doc);

/* The include guard of a header, whose name ends so. */
void part_guard(struct text *text, const struct model *model, const char *end);

/* #include lines: of all that the schema includes and imports, and of one generated header. */
void part_includes(struct text *text, const struct model *model);
void part_own_include(struct text *text, const struct model *model, const struct model *included);

/* Enums and flags of the schema. */
void part_enums(struct text *text, const struct model *model);

/* The types of handles and symbol ids; declarations of the structs that pointers point to. */
void part_handles(struct text *text, const struct model *model);
void part_tags(struct text *text, const struct model *model);

/* Named types. */
void part_aliases(struct text *text, const struct model *model);

/* The struct of a class below its map of the bits, and its constants. */
void part_map(struct text *text, const struct model_class *class);
void part_struct(struct text *text, const struct model_class *class);

/* Of a class with units: the members that its bytes are, and assertions that they lie where the layout says. */
void part_members(struct text *members, struct text *asserts, const struct model_class *class);

/*
 * The constants of every slot and the accessors of those that are not private; the accessors of those that are. Into
 * accessor->out; one accessor (accessor.h) serves all classes, so that nothing is made anew for each.
 */
struct accessor;
void part_accessors(struct accessor *accessor, const struct model_class *class);
void part_private(struct accessor *accessor, const struct model_class *class);

/* What a slot holds, as a schema would say it: "1..9999", "market.Side ?", "bool". */
void part_type(struct text *text, const struct model_slot *slot);

/* "[4][2]" */
void part_dims(struct text *text, const struct model_dim *dims, size_t count);

/* init and make; the mirror with pack and unpack; equality and the rest. */
void part_init(struct text *text, const struct model_class *class);
void part_values(struct text *text, const struct model_class *class);
void part_whole(struct text *text, const struct model_class *class);

/* The typed table of strings of a `symbols` declaration. */
void part_symbols(struct text *text, const struct model_symbols *symbols);

/* The typed pool of a class that has one. */
void part_pool(struct text *text, const struct model_class *class);

/* The typed table of a class that has one, with its accessors; and what the runtime must know of it, in the source. */
void part_table(struct accessor *accessor, const struct model_class *class);
void part_table_type(struct text *text, const struct model_class *class);

/*
 * Bulk work on the columns of the table of a class that has one: of slots that are private, or of those that are not.
 */
void part_table_bulk(struct text *text, const struct model_class *class, bool is_private);

/* The index table of a class, in the source. */
void part_class_table(struct text *text, const struct model_class *class, bool with_docs, struct lists *lists);

#endif
