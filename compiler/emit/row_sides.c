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

/* "slot_load_element(block, within": a function of the runtime about the presence bit of a cell. */
static void append_presence(struct text *text, const struct rows_copy *copy, const char *function,
                            const struct model_slot *cell)
{
    struct text place = {0};
    expr_base(&place, cell, true);
    text_string(&place, ", ");
    expr_place(&place, cell->place.presence, cell->dims, cell->dim_count, true, false);
    text_string(text, function);
    row_append_cell(text, copy, &place);
    text_free(&place);
}

void row_append_presence(struct text *text, const struct rows_copy *copy, const struct model_slot *cell)
{
    append_presence(text, copy, "slot_load_element(", cell);
    text_string(text, ", 1, 1)");
}

void row_store_presence(struct text *text, const struct rows_copy *copy, const struct model_slot *cell, const char *bit)
{
    append_presence(text, copy, "slot_store_element(", cell);
    text_strings(text, ", 1, 1, ", bit, ");\n", NULL);
}

bool row_by_words(const struct rows_copy *copy, size_t index, bool out)
{
    const struct model_slot *slot = &copy->own->slots[index];
    if (slot->dim_count > 0 || slot->overlay > 0 || model_is_blob(slot->type.kind)) return false;
    if (model_unit(slot) > 0 && !model_is_member(slot)) return false;
    return out ? slot->place.group_bits == 0 : row_cell(copy, index)->overlay == 0;
}

bool row_shares(const struct rows_copy *copy, const struct model_slot *own)
{
    for (const struct model_arm *arm = own->arm; arm != NULL; arm = arm->choice->arm) {
        if (row_cell(copy, arm->choice->tag)->tells->area_bits > 0) return true;
    }
    return false;
}
