/* SPDX-License-Identifier: MIT */
/*
 * The lists of classes and of symbol tables that a class names by their index: in descriptors, and in values of `any`.
 *
 * Indices of values are stored in records, so they must mean the same to whoever reads a record: a class that has its
 * `any` slots from a base or from an inline class begins its lists with theirs. Linear in the slots, but for classes
 * with `any` of one schema that have such slots from different other ones.
 */
#ifndef SLOTGEN_LINKS_H
#define SLOTGEN_LINKS_H

#include "model/model.h"
#include "support/arena.h"

enum { LINKS_MOST = 65535 }; /* of a list */

enum links_status {
    LINKS_OK,
    LINKS_TOO_MANY, /* the class has `any`, and there are more than 65,535 classes or tables for it to name */
    LINKS_APART     /* it has `any` slots from two classes, neither of whose lists begins with the other's */
};

struct links_fault {
    const struct model_class *class;
    const struct model_class *first, *second; /* APART: where the slots are from */
};

/*
 * Fills the lists of every class of the model and model->any_links. Requires the slots and nodes of all its classes,
 * and the lists of what it imports. The fault is filled unless LINKS_OK.
 */
enum links_status links_assign(struct arena *arena, struct model *model, struct links_fault *fault);

#endif
