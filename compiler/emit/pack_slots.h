/* SPDX-License-Identifier: MIT */
/*
 * Lines of pack and make that take the value of one slot into the instance `fresh`: its code and the return where it is
 * refused, its bytes, its presence.
 *
 * Where mirror->parameter is set, they are make's: the value is that parameter, text is a slot_text, arrays are flat,
 * and what is refused is not said.
 */
#ifndef SLOTGEN_EMIT_PACK_SLOTS_H
#define SLOTGEN_EMIT_PACK_SLOTS_H

#include "emit/mirror.h"

/* The texts about one slot, or one element, that its lines are made of. */
struct pack_texts {
    struct text value; /* "values->origin.buy.levels[i]" */
    struct text flag;  /* "values->origin.buy.has_levels[i]", or empty */
    struct text code;  /* "code_origin_levels" */
    struct text scratch;
};

void pack_free_texts(struct pack_texts *texts);

/* Fills the texts of a slot but the scratch. */
void pack_describe(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts);

/* "return slot_refused(bad_slot, Trade_SLOT_x);", a level deeper, and the brace that ends the `if` above it. */
void pack_refusal(struct mirror *mirror, const char *c_name);

/* "slot_store_bits(fresh.bytes, sizeof fresh.bytes, 17 + i * 7, 7, code_x);" */
void pack_store(struct mirror *mirror, const struct model_slot *slot, struct pack_texts *texts);

/* A slot whose code the words at the end hold, any other slot, an inline class. */
void pack_word(struct mirror *mirror, const struct model_slot *slot);
void pack_slot(struct mirror *mirror, const struct model_slot *slot);
void pack_inline(struct mirror *mirror, const struct model_node *node);

#endif
