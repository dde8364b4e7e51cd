/* SPDX-License-Identifier: MIT */
/* The copy of a class that its table is described by; see table_copy.h. */
#include "model/table_copy.h"

#include <string.h>

/* The dimensions with that of the rows before them, of as yet unknown strides. */
static struct model_dim *add_rows(struct arena *arena, const struct model_dim *dims, size_t count)
{
    struct model_dim *copy = arena_array(arena, count + 1, sizeof *copy);
    if (count > 0) memcpy(copy + 1, dims, count * sizeof *copy);
    return copy;
}

static const struct model_arm *arm_in(const struct model_class *table, const struct model_arm *arm)
{
    if (arm == NULL) return NULL;
    return &table->choices[arm->choice->index]->arms[arm - arm->choice->arms];
}

static void copy_choices(struct arena *arena, struct model_class *table, const struct model_class *class)
{
    table->choices = arena_array(arena, class->choice_count, sizeof(struct model_choice *));
    for (size_t i = 0; i < class->choice_count; i++) {
        struct model_choice *choice = arena_alloc(arena, sizeof *choice);
        *choice = *class->choices[i];
        choice->index = i;
        choice->arms = arena_array(arena, choice->arm_count, sizeof *choice->arms);
        for (size_t k = 0; k < choice->arm_count; k++) {
            choice->arms[k] = class->choices[i]->arms[k];
            choice->arms[k].choice = choice;
        }
        table->choices[i] = choice;
    }
    for (size_t i = 0; i < class->choice_count; i++) table->choices[i]->arm = arm_in(table, class->choices[i]->arm);
}

static struct model_node *copy_nodes(struct arena *arena, const struct model_class *table,
                                     const struct model_node *nodes, size_t count)
{
    struct model_node *copies = arena_array(arena, count, sizeof *copies);
    for (size_t i = 0; i < count; i++) {
        struct model_node *node = &copies[i];
        *node = nodes[i];
        node->dims = add_rows(arena, nodes[i].dims, nodes[i].dim_count);
        node->dim_count++;
        if (node->choice != NULL) node->choice = table->choices[node->choice->index];
        node->nodes = copy_nodes(arena, table, nodes[i].nodes, nodes[i].node_count);
    }
    return copies;
}

struct model_class *table_copy(struct arena *arena, const struct model_class *class)
{
    struct model_class *table = arena_alloc(arena, sizeof *table);
    *table = *class;
    table->record = class;
    table->c_name = arena_join(arena, class->c_name, "_table", NULL);
    table->base = NULL;
    table->words = NULL;
    table->alone_count = 0;
    table->has_units = false;
    copy_choices(arena, table, class);
    table->slots = arena_array(arena, class->slot_count, sizeof *table->slots);
    for (size_t i = 0; i < class->slot_count; i++) {
        struct model_slot *slot = &table->slots[i];
        *slot = class->slots[i];
        slot->dims = add_rows(arena, class->slots[i].dims, slot->dim_count);
        slot->dim_count++;
        slot->arm = arm_in(table, slot->arm);
        if (slot->tells != NULL) slot->tells = table->choices[slot->tells->index];
        slot->place = (struct place){0};
        if (slot->overlay > 0) continue; /* its bits are as in a record */
        slot->layout = MODEL_COMPACT;
        slot->is_own = false;
    }
    table->overlays = arena_array(arena, class->overlay_count, sizeof *table->overlays);
    for (size_t i = 0; i < class->overlay_count; i++) {
        struct model_overlay *overlay = &table->overlays[i];
        *overlay = class->overlays[i];
        overlay->dims = add_rows(arena, class->overlays[i].dims, overlay->dim_count);
        overlay->dim_count++;
    }
    table->nodes = copy_nodes(arena, table, class->nodes, class->node_count);
    return table;
}
