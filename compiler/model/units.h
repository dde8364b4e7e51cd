/* SPDX-License-Identifier: MIT */
/* Units in the host's byte order as words of a record. */
#ifndef SLOTGEN_UNITS_H
#define SLOTGEN_UNITS_H

#include "model/model.h"
#include "support/arena.h"

/* Fills class->words out of the places of its slots. */
void units_list_words(struct arena *arena, struct model_class *class);

#endif
