/* SPDX-License-Identifier: MIT */
/*
 * The choices and overlays of a class in the order of its nodes.
 *
 * They are found in the order of declaration, as the slots. But the arms of a oneof by another slot are nodes in the
 * order of that slot's members, which whoever walks the nodes and these lists together meets first.
 */
#include "check/building.h"

#include <string.h>

/* The lists in their new order. */
struct sorting {
    const struct building *building;
    size_t choice_count;
    struct model_choice **choices;
    size_t overlay_count;
    struct model_overlay *overlays;
    uint32_t *new_overlays; /* of old ones: as model_slot has them */
};

static void take_choices(struct sorting *sorting, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        struct model_choice *choice = sorting->building->choices[i];
        choice->index = sorting->choice_count;
        sorting->choices[sorting->choice_count++] = choice;
    }
}

static void take_overlays(struct sorting *sorting, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        sorting->overlays[sorting->overlay_count++] = sorting->building->overlays[i];
        sorting->new_overlays[i] = (uint32_t)sorting->overlay_count;
    }
}

/* As deep as brackets nest. Only the outermost of overlays in overlays is in the list. */
static void take_nodes(struct sorting *sorting, struct model_node *nodes, size_t count, bool in_overlay)
{
    for (size_t i = 0; i < count; i++) {
        struct model_node *node = &nodes[i];
        const size_t first_choice = node->bit;
        const size_t first_overlay = node->bits;
        if (node->kind != NODE_RESERVED) node->bit = node->bits = 0;
        if (node->kind == NODE_INLINE) {
            take_choices(sorting, first_choice, node->class->choice_count + (node->choice != NULL));
            if (!in_overlay) take_overlays(sorting, first_overlay, node->class->overlay_count);
        } else if (node->kind == NODE_ONEOF) {
            take_choices(sorting, first_choice, 1);
        } else if (node->kind == NODE_OVERLAY && !in_overlay) {
            take_overlays(sorting, first_overlay, 1);
        }
        take_nodes(sorting, node->nodes, node->node_count, in_overlay || node->kind == NODE_OVERLAY);
    }
}

void lists_keep(struct building *building)
{
    struct model_class *class_model = building->class_model;
    struct arena *arena = building->checker->arena;
    const struct model_class *base = class_model->base;
    struct sorting sorting = {.building = building};
    sorting.choices = arena_array(arena, class_model->choice_count, sizeof(struct model_choice *));
    sorting.overlays = arena_array(arena, class_model->overlay_count, sizeof *sorting.overlays);
    sorting.new_overlays = arena_array(arena, class_model->overlay_count, sizeof *sorting.new_overlays);
    if (base != NULL) {
        take_choices(&sorting, 0, base->choice_count);
        take_overlays(&sorting, 0, base->overlay_count);
    }
    take_nodes(&sorting, class_model->nodes + class_model->inherited_nodes,
               class_model->node_count - class_model->inherited_nodes, false);
    class_model->choices = sorting.choices;
    class_model->overlays = sorting.overlays;

    class_model->slots = arena_array(arena, class_model->slot_count, sizeof *class_model->slots);
    if (class_model->slot_count != 0)
        memcpy(class_model->slots, building->slots, class_model->slot_count * sizeof *class_model->slots);
    for (size_t i = 0; i < class_model->slot_count; i++) {
        struct model_slot *slot = &class_model->slots[i];
        if (slot->overlay != 0) slot->overlay = sorting.new_overlays[slot->overlay - 1];
    }
}
