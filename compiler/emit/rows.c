/* SPDX-License-Identifier: MIT */
/*
 * Copies between records and rows; see rows.h.
 *
 * Slots of one value are taken out of the words of the record, or put together to these; slots of arms too: in columns
 * those of arms that are not there are zero. All else goes slot by slot: arrays, bytes, digits, overlays.
 */
#include "emit/rows.h"

#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/words.h"
#include "model/extents.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

/* Bits of the record that a slot fills: its code or its presence bit. */
struct piece {
    uint32_t bit;
    unsigned width;
    size_t slot;
    bool is_presence;
};

/* ---- The two sides ---- */

/* Appends what an accessor would say, with other words for what it says of itself. */
static void append_renamed(struct text *text, const char *expression, const char *const *pairs)
{
    while (*expression != '\0') {
        size_t i = 0;
        while (pairs[i] != NULL && strncmp(expression, pairs[i], strlen(pairs[i])) != 0) i += 2;
        if (pairs[i] != NULL) {
            text_string(text, pairs[i + 1]);
            expression += strlen(pairs[i]);
        } else {
            text_append(text, expression++, 1);
        }
    }
}

static void append_record(struct text *text, const struct rows_copy *copy, struct text *expression)
{
    const char *const pairs[] = {"self->", copy->record, NULL};
    append_renamed(text, text_chars(expression), pairs);
    text_clear(expression);
}

static void append_row(struct text *text, const struct rows_copy *copy, struct text *expression)
{
    static const char *const pairs[] = {"slot_table_column(&self->base, row, 0)",
                                        "block",
                                        "slot_table_column(&self->base, row, ",
                                        "slot_table_part(block, shift, ",
                                        "slot_table_within(&self->base, row)",
                                        "within",
                                        NULL};
    static const char *const none[] = {NULL};
    append_renamed(text, text_chars(expression), copy->is_row ? pairs : none);
    text_clear(expression);
}

/*
 * A slot of the record with the dimensions of the inline class before its own, along which the record does not move:
 * so its indices have the names that they have in the table. To be given to free_slot.
 */
static struct model_slot own_slot(const struct rows_copy *copy, size_t index)
{
    struct model_slot slot = copy->own->slots[index];
    struct model_dim *dims = memory_resize(NULL, (copy->outer + slot.dim_count + 1) * sizeof *dims);
    if (slot.dim_count > 0) memcpy(dims + copy->outer, slot.dims, slot.dim_count * sizeof *dims);
    for (size_t i = 0; i < copy->outer; i++) dims[i] = (struct model_dim){1, 0, 0};
    slot.dims = dims;
    if (slot.dim_count > 0) slot.dim_count += copy->outer;
    return slot;
}

static void free_slot(struct model_slot *slot)
{
    free(slot->dims);
}

static const struct model_slot *cell_of(const struct rows_copy *copy, size_t index)
{
    return &copy->table->slots[copy->shift + index];
}

/* "(slot_load16(from->bytes) & 0x1u) == 1u && ...": whether the arms of the own class that a slot lies in are there. */
static void append_lives(struct text *text, const struct rows_copy *copy, const struct model_arm *arm, bool in_record)
{
    if (arm == NULL) return;
    struct text load = {0};
    append_lives(text, copy, arm->choice->arm, in_record);
    if (arm->choice->arm != NULL) text_string(text, " && ");
    struct model_slot own = own_slot(copy, arm->choice->tag);
    const struct model_slot *tag = in_record ? &own : cell_of(copy, arm->choice->tag);
    if (tag->encoding.presence_bit) {
        expr_is_set(&load, tag);
        text_string(&load, " && ");
    }
    struct text code = {0};
    expr_load(&code, tag);
    expr_primary(&load, text_chars(&code));
    text_string(&load, " == ");
    expr_unsigned(&load, arm->code);
    if (in_record) append_record(text, copy, &load);
    else append_row(text, copy, &load);
    free_slot(&own);
    text_free(&code);
    text_free(&load);
}

/* ---- Slots that are parts of words ---- */

static bool is_part(const struct model_slot *slot)
{
    return slot->dim_count == 0 && slot->overlay == 0 && !model_is_blob(slot->type.kind) &&
           (model_unit(slot) == 0 || model_is_member(slot));
}

/* A word is made of codes that have bits of their own. */
static bool is_piece(const struct model_slot *slot)
{
    return is_part(slot) && slot->place.group_bits == 0;
}

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *left = a;
    const struct piece *right = b;
    if (left->bit != right->bit) return left->bit < right->bit ? -1 : 1;
    return left->slot < right->slot ? -1 : left->slot > right->slot;
}

static struct piece *list_pieces(const struct model_class *class, size_t *count)
{
    struct piece *pieces = memory_resize(NULL, (class->slot_count * 2 + 1) * sizeof *pieces);
    *count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (!is_piece(slot)) continue;
        const unsigned width = slot->encoding.width;
        if (width > 0) pieces[(*count)++] = (struct piece){slot->place.bit, width, i, false};
        if (slot->encoding.presence_bit) pieces[(*count)++] = (struct piece){slot->place.presence, 1, i, true};
    }
    qsort(pieces, *count, sizeof *pieces, compare_pieces);
    return pieces;
}

/* "slot_load_element(...)": the presence bit of a cell. */
static void append_presence(struct text *text, const struct rows_copy *copy, const struct model_slot *cell)
{
    struct text load = {0};
    text_string(&load, "slot_load_element(");
    expr_base(&load, cell, true);
    text_string(&load, ", ");
    expr_place(&load, cell->place.presence, cell->dims, cell->dim_count, true, false);
    text_string(&load, ", 1, 1)");
    append_row(text, copy, &load);
    text_free(&load);
}

static void store_presence(struct text *text, const struct rows_copy *copy, const struct model_slot *cell,
                           const char *bit)
{
    struct text store = {0};
    text_string(&store, "slot_store_element(");
    expr_base(&store, cell, true);
    text_string(&store, ", ");
    expr_place(&store, cell->place.presence, cell->dims, cell->dim_count, true, false);
    append_row(text, copy, &store);
    text_strings(text, ", 1, 1, ", bit, ");\n", NULL);
    text_free(&store);
}

/* Whether the bits of a slot may be those of another arm, and mean nothing then. */
static bool is_shared(const struct rows_copy *copy, const struct model_slot *slot)
{
    const struct model_arm *arm = slot->arm;
    while (arm != NULL && arm->choice->kind == CHOICE_GROUP) arm = arm->choice->arm;
    return arm != NULL && copy->table->table_rows;
}

/* "a == 1u ? " before what is read, and " : 0" behind it, where bits are shared. */
static void open_shared(struct text *text, const struct rows_copy *copy, const struct model_slot *slot)
{
    if (!is_shared(copy, slot)) return;
    append_lives(text, copy, slot->arm, false);
    text_string(text, " ? ");
}

static void load_codes(struct text *text, const struct rows_copy *copy)
{
    struct text load = {0};
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *slot = &copy->own->slots[i];
        if (!is_piece(slot) || slot->encoding.width == 0) continue;
        text_strings(text, "    const uint64_t code_", slot->c_name, " = ", NULL);
        expr_load(&load, cell_of(copy, i));
        open_shared(text, copy, slot);
        append_row(text, copy, &load);
        text_string(text, is_shared(copy, slot) ? " : 0;\n" : ";\n");
    }
    text_free(&load);
}

static void store_words(struct text *text, const struct rows_copy *copy, bool is_all)
{
    struct text word = {0};
    struct text term = {0};
    struct text bytes = {0};
    size_t count;
    size_t first = 0;
    struct piece *pieces = list_pieces(copy->own, &count);
    uint64_t reached = 0; /* bit behind the pieces before `first` */
    text_strings(&bytes, copy->record, "bytes", NULL);
    for (uint32_t w = 0; w < words_count(copy->own); w++) {
        const uint64_t begin = (uint64_t)words_begin(copy->own, w) * 8;
        const bool is_last = w + 1 == words_count(copy->own);
        const uint64_t end = is_last ? UINT64_MAX : (uint64_t)words_begin(copy->own, w + 1) * 8;
        text_clear(&word);
        while (first < count && reached <= begin && pieces[first].bit + (uint64_t)pieces[first].width <= begin) first++;
        for (size_t i = first; i < count && pieces[i].bit < end; i++) {
            const struct model_slot *slot = &copy->own->slots[pieces[i].slot];
            text_clear(&term);
            if (pieces[i].is_presence) {
                text_string(&term, is_shared(copy, slot) ? "(" : "");
                open_shared(&term, copy, slot);
                append_presence(&term, copy, cell_of(copy, pieces[i].slot));
                text_string(&term, is_shared(copy, slot) ? " : 0)" : "");
            } else text_strings(&term, "code_", slot->c_name, NULL);
            words_term(&word, copy->own, pieces[i].bit, pieces[i].width, w, text_chars(&term));
        }
        if (word.length == 0 && !is_all) continue;
        words_store(text, copy->own, w, text_chars(&bytes), word.length > 0 ? text_chars(&word) : "0", word.length > 0);
    }
    free(pieces);
    text_free(&bytes);
    text_free(&term);
    text_free(&word);
}

/* The words that the codes are taken out of. */
static void load_words(struct text *text, const struct rows_copy *copy)
{
    struct text bytes = {0};
    const uint32_t count = words_load_count(copy->own);
    bool *used = memory_resize(NULL, (count + 1) * sizeof *used);
    memset(used, 0, count * sizeof *used);
    text_strings(&bytes, copy->record, "bytes", NULL);
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *slot = &copy->own->slots[i];
        if (!is_part(slot) || cell_of(copy, i)->overlay > 0) continue;
        words_mark(copy->own, slot->place.bit, model_bits(slot, &slot->place), used);
        if (slot->encoding.presence_bit) words_mark(copy->own, slot->place.presence, 1, used);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!used[i]) continue;
        text_string(text, "    const uint64_t word");
        text_uint(text, i);
        text_string(text, " = ");
        words_load(text, copy->own, i, text_chars(&bytes));
        text_string(text, ";\n");
    }
    free(used);
    text_free(&bytes);
}

/* "    slot_store_element(block, within * 14, 14, 2, word0 & 0x3fffu);\n" */
static void store_part(struct text *text, const struct rows_copy *copy, size_t index, const char *margin)
{
    const struct model_slot *slot = &copy->own->slots[index];
    const struct model_slot *cell = cell_of(copy, index);
    struct text code = {0};
    struct text store = {0};
    if (slot->encoding.width > 0) {
        words_extract(&code, copy->own, slot->place.bit, model_bits(slot, &slot->place));
        if (slot->place.group_bits > 0) {
            struct text number = {0};
            expr_primary(&number, text_chars(&code));
            text_clear(&code);
            expr_digit(&code, slot, text_chars(&number));
            text_free(&number);
        }
        expr_store_code(&store, cell, text_chars(&code));
        text_string(text, margin);
        append_row(text, copy, &store);
        text_string(text, ";\n");
    }
    if (slot->encoding.presence_bit) {
        text_clear(&code);
        words_extract(&code, copy->own, slot->place.presence, 1);
        text_string(text, margin);
        store_presence(text, copy, cell, text_chars(&code));
    }
    text_free(&code);
    text_free(&store);
}

/* ---- Slot by slot ---- */

/* The lines about one slot, inside loops over its own dimensions and the condition that its arm is there. */
struct lines {
    struct text *text;
    const struct rows_copy *copy;
    size_t depth;
    size_t loops;
    bool has_condition;
};

static void begin_line(struct lines *lines)
{
    for (size_t i = 0; i < lines->depth; i++) text_string(lines->text, "    ");
}

static void open_lines(struct lines *lines, const struct model_dim *dims, size_t count, const struct model_arm *arm,
                       bool in_record)
{
    const size_t outer = lines->copy->outer;
    for (size_t i = outer; i < outer + count; i++) {
        const char *index = expr_index(i);
        begin_line(lines);
        text_strings(lines->text, "for (size_t ", index, " = 0; ", index, " < ", NULL);
        text_uint(lines->text, dims[i - outer].count);
        text_strings(lines->text, "; ", index, "++) {\n", NULL);
        lines->depth++;
    }
    lines->loops = count;
    lines->has_condition = arm != NULL;
    if (arm == NULL) return;
    begin_line(lines);
    text_string(lines->text, "if (");
    append_lives(lines->text, lines->copy, arm, in_record);
    text_string(lines->text, ") {\n");
    lines->depth++;
}

static void close_lines(struct lines *lines)
{
    for (size_t i = lines->loops + (lines->has_condition ? 1 : 0); i > 0; i--) {
        lines->depth--;
        begin_line(lines);
        text_string(lines->text, "}\n");
    }
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

/* "to, to_bit, from, from_bit, bits": the arguments of slot_move_bits. */
static void append_move(struct text *text, const struct rows_copy *copy, struct text *record, struct text *row,
                        uint64_t bits, bool out)
{
    text_string(text, "slot_move_bits(");
    for (int i = 0; i < 2; i++) {
        if (i > 0) text_string(text, ", ");
        if (out == (i == 0)) append_record(text, copy, record);
        else append_row(text, copy, row);
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
        if (out == (i == 0)) append_record(lines->text, lines->copy, &sides[0]);
        else append_row(lines->text, lines->copy, &sides[1]);
    }
    text_string(lines->text, ", ");
    text_uint(lines->text, extents_element(own).bits / 8 * elements);
    text_string(lines->text, ");\n");
    text_free(&sides[0]);
    text_free(&sides[1]);
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
    text_string(&record, "self->bytes, ");
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
    if (out) append_row(lines->text, lines->copy, &part);
    else append_record(lines->text, lines->copy, &part);
    text_string(lines->text, is_narrow && expr_is_wide(from) ? ");\n" : ";\n");
    begin_line(lines);
    expr_store(&part, to);
    if (out) append_record(lines->text, lines->copy, &part);
    else append_row(lines->text, lines->copy, &part);
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
        append_record(lines->text, lines->copy, &record);
        append_presence(lines->text, lines->copy, cell);
        text_string(lines->text, ");\n");
    } else {
        text_strings(&record, "slot_load_element(self->bytes, ", text_chars(&at), ", 1, 1)", NULL);
        append_record(&bit, lines->copy, &record);
        store_presence(lines->text, lines->copy, cell, text_chars(&bit));
    }
    text_free(&record);
    text_free(&bit);
    text_free(&at);
}

static void copy_slot(struct text *text, const struct rows_copy *copy, size_t index, bool out)
{
    struct lines lines = {.text = text, .copy = copy, .depth = 1};
    const struct model_slot *plain = &copy->own->slots[index];
    const struct model_slot *cell = cell_of(copy, index);
    struct model_slot own = own_slot(copy, index);
    const bool has_bits = extents_element(plain).bits > 0;
    if (has_bits && is_run(copy, plain) && cell->overlay == 0) {
        open_lines(&lines, plain->dims, 0, plain->arm, !out);
        copy_run(&lines, &own, cell, out);
        close_lines(&lines);
    } else if (has_bits) {
        open_lines(&lines, plain->dims, plain->dim_count, plain->arm, !out);
        if (model_is_blob(plain->type.kind)) copy_bytes(&lines, &own, cell, 1, out);
        else copy_code(&lines, &own, cell, out);
        close_lines(&lines);
    }
    if (plain->encoding.presence_bit) {
        const size_t dims = plain->element_optional ? plain->dim_count : plain->dim_count - plain->own_dims;
        open_lines(&lines, plain->dims, dims, plain->arm, !out);
        copy_presence(&lines, &own, cell, out);
        close_lines(&lines);
    }
    free_slot(&own);
}

/* An overlay by the first slot in it: its bits, as they are. */
static void copy_overlay(struct text *text, const struct rows_copy *copy, size_t index, bool out)
{
    struct lines lines = {.text = text, .copy = copy, .depth = 1};
    const struct model_slot *slot = &copy->own->slots[index];
    const struct model_slot *cell = cell_of(copy, index);
    const struct model_overlay *overlay = &copy->own->overlays[slot->overlay - 1];
    if (overlay->bits == 0) return;
    const bool has_bits = extents_element(slot).bits > 0; /* else perhaps a presence bit alone */
    const uint32_t within = (has_bits ? slot->place.bit : slot->place.presence) - overlay->bit;
    const uint32_t bit = (has_bits ? cell->place.bit : cell->place.presence) - within;
    const struct model_arm *arm = slot->arm; /* that the overlay itself lies in */
    while (arm != NULL && copy->own->slots[arm->choice->tag].overlay == slot->overlay) arm = arm->choice->arm;
    struct text record = {0};
    struct text row = {0};
    struct model_slot own = own_slot(copy, index);
    open_lines(&lines, overlay->dims, overlay->dim_count, arm, !out);
    text_string(&record, "self->bytes, ");
    expr_place(&record, overlay->bit, own.dims, overlay->dim_count > 0 ? copy->outer + overlay->dim_count : 0, false,
               false);
    expr_column(&row, cell->prefix);
    text_string(&row, ", ");
    expr_place(&row, bit, cell->dims, 1 + copy->outer + overlay->dim_count, false, false);
    begin_line(&lines);
    append_move(text, copy, &record, &row, overlay->bits, out);
    close_lines(&lines);
    free_slot(&own);
    text_free(&record);
    text_free(&row);
}

/* What is not parts of words. */
static void copy_others(struct text *text, const struct rows_copy *copy, bool out)
{
    uint32_t overlay = 0;
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *slot = &copy->own->slots[i];
        if (slot->overlay > 0 && slot->overlay != overlay) copy_overlay(text, copy, i, out);
        overlay = slot->overlay;
        if (slot->overlay > 0 || (out ? is_piece(slot) : is_part(slot) && cell_of(copy, i)->overlay == 0)) continue;
        copy_slot(text, copy, i, out);
    }
}

static bool is_plain(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        if (!is_piece(&class->slots[i])) return false;
    }
    return true;
}

void rows_out(struct text *text, const struct rows_copy *copy)
{
    const bool is_all = is_plain(copy->own) && !copy->is_zero && copy->own->size <= INLINE_MOST_BYTES;
    if (!is_all && !copy->is_zero)
        text_strings(text, "    slot_zero(", copy->record, "bytes, sizeof ", copy->record, "bytes);\n", NULL);
    load_codes(text, copy);
    store_words(text, copy, is_all);
    copy_others(text, copy, true);
}

/* The arms of the outermost oneofs and of optional inline classes: what is not there is zero. */
static void zero_arms(struct text *text, const struct rows_copy *copy)
{
    struct text zero = {0};
    for (size_t i = 0; i < copy->own->choice_count; i++) {
        const struct model_choice *choice = copy->own->choices[i];
        if (choice->arm != NULL || copy->own->slots[choice->tag].overlay > 0) continue;
        accessor_zero_arms(&zero, copy->table, cell_of(copy, choice->tag)->tells, 1 + copy->outer);
        append_row(text, copy, &zero);
    }
    text_free(&zero);
}

void rows_in(struct text *text, const struct rows_copy *copy)
{
    load_words(text, copy);
    zero_arms(text, copy);
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *slot = &copy->own->slots[i];
        if (!is_part(slot) || cell_of(copy, i)->overlay > 0) continue;
        if (slot->encoding.width == 0 && !slot->encoding.presence_bit) continue;
        struct lines lines = {.text = text, .copy = copy, .depth = 1};
        open_lines(&lines, NULL, 0, slot->arm, true);
        store_part(text, copy, i, slot->arm != NULL ? "        " : "    ");
        close_lines(&lines);
    }
    copy_others(text, copy, false);
}
