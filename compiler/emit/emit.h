/* SPDX-License-Identifier: MIT */
/*
 * Pass 5, emit: the model to C text.
 *
 * Requires a checked model with places. Ensures text that compiles without a warning as C11..C2x and C++11..C++20. Computes no
 * place, assigns no id, reports nothing. The same model gives the same text, whatever the folder, locale or date.
 */
#ifndef SLOTGEN_EMIT_H
#define SLOTGEN_EMIT_H

#include "model/model.h"
#include "support/text.h"

struct emit_options {
    bool with_docs;  /* documentation in the index table */
    bool standalone; /* header and source go into one file: the source does not include the header */
};

/* market.slots.h: what users read. */
void emit_header(struct text *text, const struct model *model);

/* market.slots.c: the index tables. */
void emit_source(struct text *text, const struct model *model, const struct emit_options *options);

#endif
