/* SPDX-License-Identifier: MIT */
/*
 * The unpacked mirror of a class: what its members are, for the emitters of its struct, of pack and of unpack.
 *
 * The mirror follows the nodes of the class. Slots of one value that always live are packed and unpacked as words of
 * the record (mirror_is_word); all else goes element by element.
 */
#ifndef SLOTGEN_EMIT_MIRROR_H
#define SLOTGEN_EMIT_MIRROR_H

#include "model/model.h"
#include "support/text.h"

/* Where an emitter stands in the mirror. */
struct mirror {
    struct text *text;
    const struct model_class *class;
    struct text path;      /* "values->origin.buy." */
    size_t depth;          /* of blocks: four blanks each */
    const char *parameter; /* of make, that is the value instead of a member; or NULL */
    bool is_plain;         /* pack stores all of the class as words */
};

/* Whether a slot that is a node of the class itself is packed and unpacked as part of words of the record. */
bool mirror_is_word(const struct model_slot *slot);

/* Whether the class consists of such slots only. */
bool mirror_is_plain(const struct model_class *class);

/* Whether some of its members are arms. */
bool mirror_has_oneof(const struct model_class *class);

/*
 * Whether such a slot is part of a word in any class: its code has bits of its own. Numbers are packed as words only in
 * plain classes, since the tag of a oneof may be a digit of theirs.
 */
bool mirror_is_part(const struct model_slot *slot);

/* All slots of the class that are packed as words, in order; to be freed. */
const struct model_slot **mirror_words(const struct model_class *class, size_t *count);

/* The tag of an optional inline class, or NULL; whether each element of the array has one, or the array as a whole. */
const struct model_slot *mirror_group_tag(const struct model_class *class, const struct model_node *node);

/* The margin of the current depth, and lines behind it: pieces, NULL at the end. */
void mirror_line(struct mirror *mirror, const char *first, ...);

/* "for (size_t i = 0; i < 4; i++) {" for the last `count` of some dimensions, and the braces that close them. */
void mirror_open_loops(struct mirror *mirror, const struct model_dim *dims, size_t count);
void mirror_close_loops(struct mirror *mirror, size_t count);

/* "[i][j]" */
void mirror_indices(struct text *text, size_t count);

/* Whether a node, or any of several, has members at all. */
bool mirror_has_members(const struct model_node *node);
bool mirror_have_members(const struct model_node *nodes, size_t count);

/* "values->origin.buy.has_x": with the indices of elements where each has its own. */
void mirror_flag(struct mirror *mirror, struct text *text, const char *c_name, const char *member, size_t dims);

/* "values->which_origin" */
void mirror_which(struct mirror *mirror, struct text *text, const struct model_node *node);

/*
 * The switch over the arms of a oneof: `value` is the member that tells them apart, `flag` whether it is there at all
 * or "". Nothing, and false, where no arm has members. The path of an open arm leads to its members; `path` is how long
 * it was before.
 */
bool mirror_open_arms(struct mirror *mirror, const struct model_node *node, const char *flag, const char *value);
size_t mirror_open_arm(struct mirror *mirror, const struct model_node *node, size_t arm);
void mirror_close_arm(struct mirror *mirror, size_t path);
void mirror_close_arms(struct mirror *mirror, const char *flag);

/* The stores of all words of the record, and of those that such slots have bits in, beside what is there. */
void mirror_store_words(struct text *text, const struct model_class *class);
void mirror_add_words(struct text *text, const struct model_class *class);

/* The functions. */
void mirror_unpack(struct text *text, const struct model_class *class);
void mirror_pack(struct text *text, const struct model_class *class);

#endif
