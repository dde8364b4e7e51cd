/* SPDX-License-Identifier: MIT */
/*
 * Copies between a record and a row of a table, or what an inline class is of one: each slot's code, as it is, from one
 * place to the other.
 */
#ifndef SLOTGEN_EMIT_ROWS_H
#define SLOTGEN_EMIT_ROWS_H

#include "model/model.h"
#include "support/text.h"

/* What is copied. */
struct rows_copy {
    const struct model_class *table; /* the class's `table` */
    const struct model_class *own;   /* whose record it is: the class, or an inline one of it */
    size_t shift;                    /* slot i of `own` is slot i + shift of `table` */
    size_t outer;                    /* dimensions of the inline class, whose indices are at hand */
    const char *record;              /* "out->", "value.": what stands before `bytes` */
    bool is_row;                     /* block, shift and within, which say where the row lies, are at hand */
    bool is_zero;                    /* rows_out: the record's bytes are zero before */
};

/* Statements that write all of the record, and all of the row. */
void rows_out(struct text *text, const struct rows_copy *copy);
void rows_in(struct text *text, const struct rows_copy *copy);

#endif
