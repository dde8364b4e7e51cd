/* SPDX-License-Identifier: MIT */
/* The parts that copies between records and rows are made of; see rows.h. Internal to them. */
#ifndef SLOTGEN_EMIT_ROW_PARTS_H
#define SLOTGEN_EMIT_ROW_PARTS_H

#include "emit/rows.h"

/* ---- The two sides: row_sides.c ---- */

/* Appends an expression about a slot of the record, or of the row, as the copy calls it, and clears it. */
void row_append_record(struct text *text, const struct rows_copy *copy, struct text *expression);
void row_append_cell(struct text *text, const struct rows_copy *copy, struct text *expression);

/*
 * A slot of the record with the dimensions of the inline class before its own, along which the record does not move:
 * so its indices have the names that they have in the table. To be given to row_free_slot.
 */
struct model_slot row_own_slot(const struct rows_copy *copy, size_t index);
void row_free_slot(struct model_slot *slot);

/* The same slot in the row. */
const struct model_slot *row_cell(const struct rows_copy *copy, size_t index);

/* "(slot_load16(from->bytes) & 0x1u) == 1u && ...": whether the arms of the own class that a slot lies in are there. */
void row_append_lives(struct text *text, const struct rows_copy *copy, const struct model_arm *arm, bool in_record);

/* "slot_load_element(...)": the presence bit of a cell; the line that stores one. */
void row_append_presence(struct text *text, const struct rows_copy *copy, const struct model_slot *cell);
void row_store_presence(struct text *text, const struct rows_copy *copy, const struct model_slot *cell,
                        const char *bit);

/* Whether the bits of a slot are those of other arms too: in a row, or in an overlay of the table's class. */
bool row_shares(const struct rows_copy *copy, const struct model_slot *own);

/*
 * Whether a slot goes by words of the record: those that are made of it, which takes a code with bits of its own, or,
 * into the row, those that it is taken out of, which serves no overlay of the row.
 */
bool row_by_words(const struct rows_copy *copy, size_t index, bool out);

/* ---- Slot by slot: row_slots.c ---- */

/* Copies all that does not go by words. */
void row_copy_others(struct text *text, const struct rows_copy *copy, bool out);

/* ---- Runs of codes that lie side by side in a row: row_cells.c ---- */

/* So many bits of a row from one bit on: a variable. */
struct row_run {
    uint32_t bit;
    unsigned bits;
};

/* The runs of a table of rows; none of one of columns. */
struct row_runs {
    struct row_run *runs;
    size_t count;
    size_t *of_code, *of_presence; /* of each slot of the own class: 1 + the index of its run, or 0 */
};

struct row_runs row_runs_list(const struct rows_copy *copy, bool out);
void row_runs_free(struct row_runs *runs);

/* "    const uint64_t cell0 = slot_load_element(block, within * 141, 57, 8);\n" for all. */
void row_runs_load(struct text *text, const struct rows_copy *copy, const struct row_runs *runs);

/* "cell0 >> 14 & 0x1fu": what a slot has of its run. */
void row_runs_extract(struct text *text, const struct rows_copy *copy, const struct row_runs *runs, size_t slot,
                      bool presence);

/* Stores all, out of the words of the record. */
void row_runs_store(struct text *text, const struct rows_copy *copy, const struct row_runs *runs);

/* Whether a row is nothing but such slots, in several runs; and all of it stored at once. */
bool row_is_words(const struct rows_copy *copy, const struct row_runs *runs);
void row_words_store(struct text *text, const struct rows_copy *copy);

/* The code of a slot that goes by words, or its presence bit, out of the words of the record: rows.c. */
void row_append_code(struct text *text, const struct rows_copy *copy, size_t slot, bool presence);

#endif
