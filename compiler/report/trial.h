/* SPDX-License-Identifier: MIT */
/*
 * What a class would take if it were declared otherwise: a copy of it that may be changed and is then measured by the
 * layout. Internal to report/.
 */
#ifndef SLOTGEN_REPORT_TRIAL_H
#define SLOTGEN_REPORT_TRIAL_H

#include "model/model.h"
#include "model/places.h"
#include "support/arena.h"

struct trial {
    struct arena *arena;
    const struct model_class *class; /* as it is */
    struct places_measure before;    /* what it takes */
    uint64_t used;                   /* the bits of that, the base's bytes but no gaps included: the rest is spare */
    struct model_class copy;         /* as it would be: slots and nodes of its own, with room for one more each */
    bool *own;                       /* of each slot: declared by the class's own nodes */
    uint64_t left;                   /* trials that may still be made: each takes time in the number of slots */
};

/* What a change saves, negative where it costs. */
struct saving {
    int64_t bits;
    int64_t bytes;
};

void trial_begin(struct trial *trial, struct arena *arena, const struct model_class *class);

/* The copy is as the class is again. False where enough was tried. */
bool trial_reset(struct trial *trial);

/* After changes to the copy: the slots' encodings are to be up to date. Its alignment follows from own_align. */
struct saving trial_measure(struct trial *trial);

/* The copy has one more slot, which holds a bool. */
void trial_add_bool(struct trial *trial);

/* The slot `index` of the copy is optional, or not; what that saves. */
struct saving trial_set_optional(struct trial *trial, size_t index, bool optional);

/* The copy has its own slots laid out in that way. */
void trial_set_layout(struct trial *trial, enum model_layout layout);

/* The slot `index`, a class by value of the copy, is inline. False where that class cannot be. */
bool trial_make_inline(struct trial *trial, size_t index);

/* Whether a slot is one of the class's own declaration: not the base's, and of no inline class. */
bool trial_is_own(const struct trial *trial, size_t index);

#endif
