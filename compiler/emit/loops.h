/* SPDX-License-Identifier: MIT */
/* Loops over the elements of an array: nested, one for each dimension, with the variables that expr_index names. */
#ifndef SLOTGEN_EMIT_LOOPS_H
#define SLOTGEN_EMIT_LOOPS_H

#include "model/model.h"
#include "support/text.h"

/*
 * Opens and closes `count` loops in a block of depth `depth` (1: of a function). What stands inside is deeper by count.
 * Behind others, the first loop's variable is that of dimension `first`.
 */
void loops_open(struct text *text, size_t depth, const struct model_dim *dims, size_t count);
void loops_open_behind(struct text *text, size_t depth, const struct model_dim *dims, size_t first, size_t count);
void loops_close(struct text *text, size_t depth, size_t count);

/* The margin of a line in a block: four blanks for each level. */
void loops_margin(struct text *text, size_t depth);

/* "i * 3 + j": the number of the element, the last dimension fastest. */
void loops_number(struct text *text, const struct model_dim *dims, size_t count);

#endif
