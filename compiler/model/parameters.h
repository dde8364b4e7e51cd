/* SPDX-License-Identifier: MIT */
/* What make takes: the slots that an instance cannot begin without. */
#ifndef SLOTGEN_PARAMETERS_H
#define SLOTGEN_PARAMETERS_H

#include "model/model.h"

/* A class that would need more has no make. */
enum { PARAMETERS_MOST = 8 };

/*
 * The slots without a default that are always set, and the inline classes that are always there, in order of
 * declaration; false where they are more than PARAMETERS_MOST.
 */
bool parameters_find(const struct model_class *class, const struct model_node *nodes[PARAMETERS_MOST], size_t *count);

#endif
