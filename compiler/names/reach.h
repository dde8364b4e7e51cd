/* SPDX-License-Identifier: MIT */
/* The schemas whose headers a generated header includes, directly or not. */
#ifndef SLOTGEN_NAMES_REACH_H
#define SLOTGEN_NAMES_REACH_H

#include "model/model.h"
#include "support/arena.h"

/* The model and all that it imports, directly or not, each once, itself first; how many. */
size_t names_reach(struct arena *arena, const struct model *model, const struct model ***reached);

#endif
