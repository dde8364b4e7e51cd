/* SPDX-License-Identifier: MIT */
/*
 * A class once more, as the record whose instances are the rows of its table: each slot has one dimension more before
 * its own, that of the rows, and no places yet. Internal to tables.c.
 */
#ifndef SLOTGEN_TABLE_COPY_H
#define SLOTGEN_TABLE_COPY_H

#include "model/model.h"
#include "support/arena.h"

struct model_class *table_copy(struct arena *arena, const struct model_class *class);

#endif
