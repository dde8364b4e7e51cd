/* SPDX-License-Identifier: MIT */
/* What the bulk work on tables asks of slots, and the loops over ranges of rows. Internal to emit/. */
#ifndef SLOTGEN_EMIT_TABLE_RANGES_H
#define SLOTGEN_EMIT_TABLE_RANGES_H

#include "model/model.h"
#include "support/text.h"

/* Whether a slot is the tag of a oneof or of an optional inline class, which has no get and set of its own. */
bool table_is_tag(const struct model_slot *slot);

/* Whether read_ and write_ take an array that tells which values are set. */
bool table_tells_unset(const struct model_slot *slot);

/* read_ and write_ of a slot that is no single code: an array, a text, bytes, a class, a pointer or an `any`. */
void table_ranges(struct text *text, const struct model_class *class, const struct model_slot *slot);

#endif
