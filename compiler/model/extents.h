/* SPDX-License-Identifier: MIT */
/*
 * How much room the parts of a class take: what the checker measures and the layout places.
 *
 * Pure functions of slots with their encodings, of nodes, and of the size, align and image of the classes used. Sums
 * saturate at 2^62.
 */
#ifndef SLOTGEN_EXTENTS_H
#define SLOTGEN_EXTENTS_H

#include "layout/layout.h"
#include "model/model.h"

struct extent {
    uint64_t bits;
    uint32_t align; /* bits */
};

/* Nodes whose items are placed together. */
struct extents_scope {
    const struct model_class *class;
    enum model_layout layout; /* of an arm: of the class that declares it, so that it is the same in every image */
    const struct model_node *nodes;
    size_t count;
};

/* How the items of a scope are laid out; units and digits are an affair of the items. */
enum layout_mode extents_mode(enum model_layout layout);

/* The code of one element, its unit where it has one, or its bytes. */
struct extent extents_element(const struct model_slot *slot);

/* Whether each element of an inline array is optional: its bit then lies behind its image. */
bool extents_has_element_tags(const struct model_class *class, const struct model_node *node);

/* One element of an INLINE node: the image and perhaps its bit. */
struct extent extents_inline(const struct model_class *class, const struct model_node *node);

/* Where nodes end that are placed from bit `begin` of a record on. */
uint64_t extents_end(const struct extents_scope *scope, uint64_t begin);

/* The room of nodes behind one another from bit 0 on. */
struct extent extents_scope(const struct extents_scope *scope);

/* The bits that the nodes take, without the gaps between them that boundaries force. */
uint64_t extents_used(const struct extents_scope *scope);

/*
 * The last `own` of `count` dimensions: a slot's own, behind those of inline arrays around it. NULL where there is
 * none.
 */
const struct model_dim *extents_own_dims(const struct model_dim *dims, size_t count, size_t own);

/* The elements of a slot itself, 1 without own dimensions: of an inline array around it those of one of its elements. */
uint64_t extents_own_elements(const struct model_slot *slot);

/* Whether no other slot may share a word with it: @own, and what holds such slots by value. */
bool extents_is_alone(const struct model_slot *slot);

/*
 * The items of a scope, for 2 * count of them: a slot; of an inline class its bit, where that lies apart, and its
 * image; of a oneof its tag, where it has one of its own, and its area; the area of an overlay. Returns how many.
 */
size_t extents_items(const struct extents_scope *scope, struct layout_item *items);

#endif
