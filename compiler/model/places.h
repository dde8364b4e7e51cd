/* SPDX-License-Identifier: MIT */
/*
 * Pass 4, place: runs the layout over every class of a checked model.
 *
 * Requires encodings, nodes, and the classes that others embed, inline or derive from before those. Ensures a place for
 * every slot, choice, overlay and node, the strides of all dimensions, the images of inlined classes, and the layout id
 * of every class: equal ids mean that equal bytes are equal instances. Fails only for want of memory.
 */
#ifndef SLOTGEN_PLACES_H
#define SLOTGEN_PLACES_H

#include "model/model.h"
#include "support/arena.h"

struct places_measure {
    uint64_t bits; /* that everything takes, the base's bytes and the gaps that alignment forces included */
    uint64_t size; /* bytes: rounded up to class->align, at least 1 */
};

/*
 * What the class will take: for the checker, before places_assign. Requires its slots with their encodings, its nodes,
 * base and align, and the same (and size) of the classes that it embeds, inlines or derives from. Fills
 * class->image.bits and .align. Numbers beyond what a class may have are large, never wrapped. Linear in the slots.
 */
struct places_measure places_measure(struct model_class *class);

void places_assign(struct arena *arena, struct model *model);

#endif
