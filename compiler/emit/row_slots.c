/* SPDX-License-Identifier: MIT */
/* Copies between records and rows of what does not go by words: arrays, bytes, digits, overlays; see row_parts.h. */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/loops.h"
#include "emit/row_parts.h"
#include "model/extents.h"

/* The lines about one slot, inside loops over its own dimensions and the condition that its arm is there. */
struct lines {
    struct text *text;
    const struct rows_copy *copy;
    size_t depth;
    size_t loops;
    bool has_condition;
    bool is_zeroed; /* where the arm is not there, its bits of the row are zeroed: no other arm has them */
};

/* Bits of a cell: its codes, or its presence bits. */
struct row_bits {
    bool presence;
    uint32_t bit;
    uint64_t bits;
    size_t count; /* of the dimensions whose indices are at hand */
};

static void begin_line(struct lines *lines)
{
    loops_margin(lines->text, lines->depth);
}

static void open_lines(struct lines *lines, const struct model_dim *dims, size_t count, const struct model_arm *arm,
                       bool in_record)
{
    loops_open_behind(lines->text, lines->depth, dims, lines->copy->outer, count);
    lines->depth += count;
    lines->loops = count;
    lines->has_condition = arm != NULL;
    if (arm == NULL) return;
    begin_line(lines);
    text_string(lines->text, "if (");
    row_append_lives(lines->text, lines->copy, arm, in_record);
    text_string(lines->text, ") {\n");
    lines->depth++;
}

/* The braces at the end, and ahead of them what zeroes the cell's bits where the arm is not there. */
static void close_lines(struct lines *lines, const struct model_slot *cell, const struct row_bits *bits)
{
    const size_t braces = lines->loops + (lines->has_condition ? 1 : 0);
    if (lines->has_condition && lines->is_zeroed) {
        struct text zero = {0};
        accessor_zero_cells(&zero, bits->presence ? cell->presence_prefix : cell->prefix, bits->bit, bits->bits,
                            cell->dims, bits->count, bits->presence);
        lines->depth--;
        begin_line(lines);
        text_string(lines->text, "} else {\n");
        begin_line(lines);
        row_append_cell(lines->text, lines->copy, &zero);
        text_free(&zero);
        lines->depth++;
    }
    lines->depth -= braces;
    loops_close(lines->text, lines->depth, braces);
}

/* Whether the elements of the own dimensions of a slot lie side by side in a record, and one arm has them all. */
static bool is_run(const struct rows_copy *copy, const struct model_slot *slot)
{
    for (const struct model_arm *arm = slot->arm; arm != NULL; arm = arm->choice->arm) {
        if (copy->own->slots[arm->choice->tag].dim_count > 0) return false;
    }
    if (model_unit(slot) > 0 || slot->place.group_bits > 0 || slot->dim_count == 0) return false;
    return expr_is_contiguous(slot->dims, slot->dim_count, slot->dim_count, extents_element(slot).bits);
}

/*
 * So many bits that a word has wherever they begin: "slot_store_bits(out->bytes, sizeof out->bytes, 29, 3,
 * slot_load_element(block, within * 3, 3, 8));"
 */
static void append_word_move(struct text *text, const struct rows_copy *copy, struct text *record, struct text *row,
                             uint64_t bits, bool out)
{
    struct text count = {0};
    text_uint(&count, bits);
    if (out) {
        text_string(text, "slot_store_bits(");
        row_append_record(text, copy, record);
        text_strings(text, ", ", text_chars(&count), ", slot_load_element(", NULL);
        row_append_cell(text, copy, row);
        text_strings(text, ", ", text_chars(&count), ", 8));\n", NULL);
    } else {
        text_string(text, "slot_store_element(");
        row_append_cell(text, copy, row);
        text_strings(text, ", ", text_chars(&count), ", 8, slot_load_bits(", NULL);
        row_append_record(text, copy, record);
        text_strings(text, ", ", text_chars(&count), "));\n", NULL);
    }
    text_free(&count);
}

/* "slot_move_bits(to, to_bit, from, from_bit, 141);", or what does the same to few bits. */
static void append_move(struct text *text, const struct rows_copy *copy, struct text *record, struct text *row,
                        uint64_t bits, bool out)
{
    if (bits <= EXPR_WORD_BITS) {
        append_word_move(text, copy, record, row, bits, out);
        return;
    }
    text_string(text, "slot_move_bits(");
    for (int i = 0; i < 2; i++) {
        if (i > 0) text_string(text, ", ");
        if (out == (i == 0)) row_append_record(text, copy, record);
        else row_append_cell(text, copy, row);
    }
    text_string(text, ", ");
    text_uint(text, bits);
    text_string(text, ");\n");
}

/* Bytes by value: SLOT_COPY(out->bytes + 3, block + within * 12, 12). */
static void copy_bytes(struct lines *lines, const struct model_slot *own, const struct model_slot *cell,
                       uint64_t elements, bool out)
{
    struct text sides[2] = {{0}, {0}};
    expr_bytes(&sides[0], "self->bytes", own);
    expr_bytes(&sides[1], "self->bytes", cell);
    begin_line(lines);
    text_string(lines->text, "SLOT_COPY(");
    for (int i = 0; i < 2; i++) {
        if (i > 0) text_string(lines->text, ", ");
        if (out == (i == 0)) row_append_record(lines->text, lines->copy, &sides[0]);
        else row_append_cell(lines->text, lines->copy, &sides[1]);
    }
    text_string(lines->text, ", ");
    text_uint(lines->text, extents_element(own).bits / 8 * elements);
    text_string(lines->text, ");\n");
    text_free(&sides[0]);
    text_free(&sides[1]);
}

/* "self->bytes, ", and for a move in a word how many they are. */
static void begin_record(struct text *record, uint64_t bits)
{
    text_string(record, bits <= EXPR_WORD_BITS ? "self->bytes, sizeof self->bytes, " : "self->bytes, ");
}

/* All codes of an array at once: those of the first element on. */
static void copy_run(struct lines *lines, const struct model_slot *own, const struct model_slot *cell, bool out)
{
    const size_t outer = lines->copy->outer;
    struct model_slot first = *own;
    struct model_slot first_cell = *cell;
    first.dim_count = outer;
    first_cell.dim_count = outer + 1;
    if (model_is_blob(own->type.kind)) {
        copy_bytes(lines, &first, &first_cell, own->element_count, out);
        return;
    }
    struct text record = {0};
    struct text row = {0};
    begin_record(&record, extents_element(own).bits * own->element_count);
    expr_place(&record, first.place.bit, first.dims, first.dim_count, false, false);
    expr_base(&row, &first_cell, false);
    text_string(&row, ", ");
    expr_place(&row, first_cell.place.bit, first_cell.dims, first_cell.dim_count, false, false);
    begin_line(lines);
    append_move(lines->text, lines->copy, &record, &row, extents_element(own).bits * own->element_count, out);
    text_free(&record);
    text_free(&row);
}

static void copy_code(struct lines *lines, const struct model_slot *own, const struct model_slot *cell, bool out)
{
    const struct model_slot *from = out ? cell : own;
    const struct model_slot *to = out ? own : cell;
    const bool is_narrow = !expr_is_wide(to);
    struct text part = {0};
    begin_line(lines);
    text_string(lines->text, "{\n");
    lines->depth++;
    begin_line(lines);
    text_strings(lines->text, "const ", is_narrow ? "uint32_t" : "uint64_t",
                 " code = ", is_narrow && expr_is_wide(from) ? "SLOT_CAST(uint32_t, " : "", NULL);
    expr_load(&part, from);
    if (out) row_append_cell(lines->text, lines->copy, &part);
    else row_append_record(lines->text, lines->copy, &part);
    text_string(lines->text, is_narrow && expr_is_wide(from) ? ");\n" : ";\n");
    begin_line(lines);
    expr_store(&part, to);
    if (out) row_append_record(lines->text, lines->copy, &part);
    else row_append_cell(lines->text, lines->copy, &part);
    text_string(lines->text, ";\n");
    lines->depth--;
    begin_line(lines);
    text_string(lines->text, "}\n");
    text_free(&part);
}

static void copy_presence(struct lines *lines, const struct model_slot *own, const struct model_slot *cell, bool out)
{
    struct text record = {0};
    struct text bit = {0};
    struct text at = {0};
    expr_place(&at, own->place.presence, own->dims, own->dim_count, true, false);
    begin_line(lines);
    if (out) {
        text_strings(&record, "slot_store_element(self->bytes, ", text_chars(&at), ", 1, 1, ", NULL);
        row_append_record(lines->text, lines->copy, &record);
        row_append_presence(lines->text, lines->copy, cell);
        text_string(lines->text, ");\n");
    } else {
        text_strings(&record, "slot_load_element(self->bytes, ", text_chars(&at), ", 1, 1)", NULL);
        row_append_record(&bit, lines->copy, &record);
        row_store_presence(lines->text, lines->copy, cell, text_chars(&bit));
    }
    text_free(&record);
    text_free(&bit);
    text_free(&at);
}

static void copy_slot(struct text *text, const struct rows_copy *copy, size_t index, bool out)
{
    const struct model_slot *plain = &copy->own->slots[index];
    struct lines lines = {.text = text, .copy = copy, .depth = 1, .is_zeroed = !out && !row_shares(copy, plain)};
    const struct model_slot *cell = row_cell(copy, index);
    struct model_slot own = row_own_slot(copy, index);
    const uint64_t bits = extents_element(cell).bits; /* in the row: no unit */
    const bool has_bits = bits > 0;
    if (has_bits && is_run(copy, plain) && cell->overlay == 0) {
        open_lines(&lines, plain->dims, 0, plain->arm, !out);
        copy_run(&lines, &own, cell, out);
        close_lines(&lines, cell,
                    &(struct row_bits){false, cell->place.bit, bits * plain->element_count, 1 + copy->outer});
    } else if (has_bits) {
        open_lines(&lines, plain->dims, plain->dim_count, plain->arm, !out);
        if (model_is_blob(plain->type.kind)) copy_bytes(&lines, &own, cell, 1, out);
        else copy_code(&lines, &own, cell, out);
        close_lines(&lines, cell, &(struct row_bits){false, cell->place.bit, bits, cell->dim_count});
    }
    if (plain->encoding.presence_bit) {
        const size_t dims = plain->element_optional ? plain->dim_count : plain->dim_count - plain->own_dims;
        open_lines(&lines, plain->dims, dims, plain->arm, !out);
        copy_presence(&lines, &own, cell, out);
        close_lines(&lines, cell, &(struct row_bits){true, cell->place.presence, 1, cell->dim_count});
    }
    row_free_slot(&own);
}

/* An overlay by the first slot in it: its bits, as they are. */
static void copy_overlay(struct text *text, const struct rows_copy *copy, size_t index, bool out)
{
    const struct model_slot *slot = &copy->own->slots[index];
    struct lines lines = {.text = text, .copy = copy, .depth = 1, .is_zeroed = !out && !row_shares(copy, slot)};
    const struct model_slot *cell = row_cell(copy, index);
    const struct model_overlay *overlay = &copy->own->overlays[slot->overlay - 1];
    if (overlay->bits == 0) return;
    const bool has_bits = extents_element(slot).bits > 0; /* else perhaps a presence bit alone */
    const uint32_t within = (has_bits ? slot->place.bit : slot->place.presence) - overlay->bit;
    const uint32_t bit = (has_bits ? cell->place.bit : cell->place.presence) - within;
    const struct model_arm *arm = slot->arm; /* that the overlay itself lies in */
    while (arm != NULL && copy->own->slots[arm->choice->tag].overlay == slot->overlay) arm = arm->choice->arm;
    struct text record = {0};
    struct text row = {0};
    struct model_slot own = row_own_slot(copy, index);
    open_lines(&lines, overlay->dims, overlay->dim_count, arm, !out);
    begin_record(&record, overlay->bits);
    expr_place(&record, overlay->bit, own.dims, overlay->dim_count > 0 ? copy->outer + overlay->dim_count : 0, false,
               false);
    expr_column(&row, cell->prefix);
    text_string(&row, ", ");
    expr_place(&row, bit, cell->dims, 1 + copy->outer + overlay->dim_count, false, false);
    begin_line(&lines);
    append_move(text, copy, &record, &row, overlay->bits, out);
    const size_t indices = 1 + copy->outer + overlay->dim_count;
    close_lines(&lines, cell, &(struct row_bits){false, bit, overlay->bits, indices});
    row_free_slot(&own);
    text_free(&record);
    text_free(&row);
}

void row_copy_others(struct text *text, const struct rows_copy *copy, bool out)
{
    uint32_t overlay = 0;
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *slot = &copy->own->slots[i];
        if (slot->overlay > 0 && slot->overlay != overlay) copy_overlay(text, copy, i, out);
        overlay = slot->overlay;
        if (slot->overlay == 0 && !row_by_words(copy, i, out)) copy_slot(text, copy, i, out);
    }
}
