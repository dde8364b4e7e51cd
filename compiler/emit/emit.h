/* SPDX-License-Identifier: MIT */
/*
 * Pass 5, emit: the model to C text.
 *
 * Requires a checked model with places. Ensures text that compiles without a warning as C11..C2x and C++11..C++20.
 * Computes no place, assigns no id, reports nothing. The same model gives the same text, whatever the folder, locale or
 * date.
 */
#ifndef SLOTGEN_EMIT_H
#define SLOTGEN_EMIT_H

#include "model/model.h"
#include "support/text.h"

struct emit_options {
    bool with_docs;  /* documentation in the index table */
    bool standalone; /* all goes into one file: the source and the private header do not include the header */
};

/* market.slots.h: what users read. */
void emit_header(struct text *text, const struct model *model, const struct emit_options *options);

/* market.private.slots.h: the accessors of @private slots, behind an #include of market.slots.h; perhaps of none. */
void emit_private(struct text *text, const struct model *model, const struct emit_options *options);

/* market.slots.c: the index tables. */
void emit_source(struct text *text, const struct model *model, const struct emit_options *options);

#endif
