/* SPDX-License-Identifier: MIT */
/* The record and the row that codes are copied between: what their slots are in C; see row_parts.h. */
#include "emit/row_parts.h"

#include "emit/expr.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

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

void row_append_record(struct text *text, const struct rows_copy *copy, struct text *expression)
{
    const char *const pairs[] = {"self->", copy->record, NULL};
    append_renamed(text, text_chars(expression), pairs);
    text_clear(expression);
}

void row_append_cell(struct text *text, const struct rows_copy *copy, struct text *expression)
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
struct model_slot row_own_slot(const struct rows_copy *copy, size_t index)
{
    struct model_slot slot = copy->own->slots[index];
    struct model_dim *dims = memory_resize(NULL, (copy->outer + slot.dim_count + 1) * sizeof *dims);
    if (slot.dim_count > 0) memcpy(dims + copy->outer, slot.dims, slot.dim_count * sizeof *dims);
    for (size_t i = 0; i < copy->outer; i++) dims[i] = (struct model_dim){1, 0, 0};
    slot.dims = dims;
    if (slot.dim_count > 0) slot.dim_count += copy->outer;
    return slot;
}

void row_free_slot(struct model_slot *slot)
{
    free(slot->dims);
}

const struct model_slot *row_cell(const struct rows_copy *copy, size_t index)
{
    return &copy->table->slots[copy->shift + index];
}

/* "(slot_load16(from->bytes) & 0x1u) == 1u && ...": whether the arms of the own class that a slot lies in are there. */
void row_append_lives(struct text *text, const struct rows_copy *copy, const struct model_arm *arm, bool in_record)
{
    if (arm == NULL) return;
    struct text load = {0};
    row_append_lives(text, copy, arm->choice->arm, in_record);
    if (arm->choice->arm != NULL) text_string(text, " && ");
    struct model_slot own = row_own_slot(copy, arm->choice->tag);
    const struct model_slot *tag = in_record ? &own : row_cell(copy, arm->choice->tag);
    if (tag->encoding.presence_bit) {
        expr_is_set(&load, tag);
        text_string(&load, " && ");
    }
    struct text code = {0};
    expr_load(&code, tag);
    expr_primary(&load, text_chars(&code));
    text_string(&load, " == ");
    expr_unsigned(&load, arm->code);
    if (in_record) row_append_record(text, copy, &load);
    else row_append_cell(text, copy, &load);
    row_free_slot(&own);
    text_free(&code);
    text_free(&load);
}

/* "slot_load_element(...)": the presence bit of a cell. */
void row_append_presence(struct text *text, const struct rows_copy *copy, const struct model_slot *cell)
{
    struct text load = {0};
    text_string(&load, "slot_load_element(");
    expr_base(&load, cell, true);
    text_string(&load, ", ");
    expr_place(&load, cell->place.presence, cell->dims, cell->dim_count, true, false);
    text_string(&load, ", 1, 1)");
    row_append_cell(text, copy, &load);
    text_free(&load);
}

void row_store_presence(struct text *text, const struct rows_copy *copy, const struct model_slot *cell, const char *bit)
{
    struct text store = {0};
    text_string(&store, "slot_store_element(");
    expr_base(&store, cell, true);
    text_string(&store, ", ");
    expr_place(&store, cell->place.presence, cell->dims, cell->dim_count, true, false);
    row_append_cell(text, copy, &store);
    text_strings(text, ", 1, 1, ", bit, ");\n", NULL);
    text_free(&store);
}

bool row_is_part(const struct model_slot *slot)
{
    return slot->dim_count == 0 && slot->overlay == 0 && !model_is_blob(slot->type.kind) &&
           (model_unit(slot) == 0 || model_is_member(slot));
}

/* A word is made of codes that have bits of their own. */
bool row_is_piece(const struct model_slot *slot)
{
    return row_is_part(slot) && slot->place.group_bits == 0;
}

bool row_shares(const struct rows_copy *copy, const struct model_slot *own)
{
    for (const struct model_arm *arm = own->arm; arm != NULL; arm = arm->choice->arm) {
        if (row_cell(copy, arm->choice->tag)->tells->area_bits > 0) return true;
    }
    return false;
}
