/* SPDX-License-Identifier: MIT */
/*
 * Where the slots of a class lie in its table, for @table.
 *
 * Columns: each slot is one, or two with presence bits: all codes of its elements side by side, or all its bytes. Arms
 * do not share; an overlay is one column, of the bits as they lie in a record. Rows: the same side by side in one row,
 * what lies on a byte first; arms share their bits. Codes are those of the class in both, and nothing is rounded up but
 * to the bytes of what lies on a byte.
 */
#ifndef SLOTGEN_TABLES_H
#define SLOTGEN_TABLES_H

#include "model/model.h"
#include "support/arena.h"

/* Fills row_bits and `table` of the classes that have one. Requires places. */
void tables_assign(struct arena *arena, struct model *model);

#endif
