/* SPDX-License-Identifier: MIT */
/*
 * What a declared layout would have to move: it has no gaps, so whatever is bound to a boundary must come to lie on it
 * by itself.
 */
#ifndef SLOTGEN_BOUNDARIES_H
#define SLOTGEN_BOUNDARIES_H

#include "model/model.h"

struct boundary_fault {
    const struct model_node *node;
    uint64_t bit;     /* where it would begin, of the record or of its arm */
    uint32_t align;   /* bits: what that is no multiple of */
    uint32_t missing; /* bits that are missing before it, or with `elements` behind each element */
    bool in_arm;
    bool is_alone; /* all that its arm has, which is no group */
    bool elements; /* the first element is well, those behind it are not */
};

typedef void boundary_report(void *context, const struct boundary_fault *fault);

/*
 * Reports every node of the class's own that does not lie where it must, as though those before it had been mended.
 * Nothing where the layout is another one. Requires what places_measure does.
 */
void boundaries_check(const struct model_class *class, boundary_report *report, void *context);

#endif
