/* SPDX-License-Identifier: MIT */
/*
 * Copies of inline classes: the runs of bits that an instance of its own and its image in another class have in common.
 */
#ifndef SLOTGEN_EMIT_MOVES_H
#define SLOTGEN_EMIT_MOVES_H

#include "model/model.h"
#include "support/text.h"

/*
 * Statements, each a line behind `margin`, that copy an inline class out of the record whose bytes are `record` into an
 * instance of its own whose bytes are `instance` (all zero before), and back in. Of an array the element whose indices
 * are the variables expr_index names.
 */
void moves_out(struct text *text, const struct model_class *class, const struct model_node *node, const char *margin,
               const char *record, const char *instance);
void moves_in(struct text *text, const struct model_class *class, const struct model_node *node, const char *margin,
              const char *record, const char *instance);

#endif
