/* SPDX-License-Identifier: MIT */
/* A class as it would be; see trial.h. */
#include "report/trial.h"

#include "model/extents.h"

#include <string.h>

/* A step is a slot that is measured; among digits it takes far longer than elsewhere. */
enum { MOST_STEPS = 2000000, MOST_DENSE_STEPS = 40000, MOST_TRIALS = 2000, LEAST_TRIALS = 20, LEAST_DENSE_TRIALS = 4 };

/* ---- The copy ---- */

/* Nodes with those of arms; what else they point to is not changed. */
static struct model_node *copy_nodes(struct arena *arena, const struct model_node *nodes, size_t count)
{
    struct model_node *copy = arena_array(arena, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = nodes[i];
        if (nodes[i].node_count > 0) copy[i].nodes = copy_nodes(arena, nodes[i].nodes, nodes[i].node_count);
    }
    return copy;
}

static void refresh_nodes(struct model_node *copy, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct model_node *below = copy[i].nodes;
        copy[i] = nodes[i];
        if (nodes[i].node_count == 0) continue;
        copy[i].nodes = below;
        refresh_nodes(below, nodes[i].nodes, nodes[i].node_count);
    }
}

static void mark_own(bool *own, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i].kind == NODE_SLOT) own[nodes[i].first] = true;
        else if (nodes[i].kind != NODE_INLINE) mark_own(own, nodes[i].nodes, nodes[i].node_count);
    }
}

/* ---- Measures ---- */

static void raise(uint32_t *align, uint32_t bits)
{
    if (bits / 8 > *align) *align = bits / 8;
}

/* What nodes and those of their arms are bound to. */
static void align_nodes(const struct model_class *class, const struct model_node *nodes, size_t count, uint32_t *align)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        const bool has_tag = node->kind == NODE_ONEOF && node->choice->kind == CHOICE_ONEOF;
        if (node->kind == NODE_INLINE) raise(align, node->class->image.align);
        if (node->kind == NODE_SLOT || has_tag) raise(align, extents_element(&class->slots[node->first]).align);
        align_nodes(class, node->nodes, node->node_count, align);
    }
}

/* A class by value that is inline now, or a unit that is smaller, may have been what aligned the class. */
static void align_class(struct model_class *class)
{
    class->align = class->own_align;
    for (size_t i = 0; i < class->base_count; i++) raise(&class->align, class->bases[i]->align * 8);
    align_nodes(class, class->nodes, class->node_count, &class->align);
}

static uint64_t used_by(const struct model_class *class)
{
    const size_t inherited = class->inherited_nodes;
    const struct extents_scope own = {class, class->layout, class->nodes + inherited, class->node_count - inherited};
    return (class->base == NULL ? 0 : (uint64_t) class->base->size * 8) + extents_used(&own);
}

void trial_begin(struct trial *trial, struct arena *arena, const struct model_class *class)
{
    *trial = (struct trial){.arena = arena, .class = class, .copy = *class};
    const bool is_dense = class->layout == MODEL_DENSE;
    const unsigned least = is_dense ? LEAST_DENSE_TRIALS : LEAST_TRIALS;
    trial->left = (is_dense ? MOST_DENSE_STEPS : MOST_STEPS) / (class->slot_count + 1);
    if (trial->left > MOST_TRIALS) trial->left = MOST_TRIALS;
    if (trial->left < least) trial->left = least;
    trial->own = arena_array(arena, class->slot_count, sizeof *trial->own);
    mark_own(trial->own, class->nodes + class->inherited_nodes, class->node_count - class->inherited_nodes);
    trial->copy.slots = arena_array(arena, class->slot_count + 1, sizeof *class->slots);
    trial->copy.nodes = copy_nodes(arena, class->nodes, class->node_count);
    if (class->slot_count > 0) memcpy(trial->copy.slots, class->slots, class->slot_count * sizeof *class->slots);
    trial->before = places_measure(&trial->copy);
    trial->used = used_by(&trial->copy);
}

bool trial_reset(struct trial *trial)
{
    struct model_slot *slots = trial->copy.slots;
    struct model_node *nodes = trial->copy.nodes;
    const struct model_class *class = trial->class;
    if (trial->left == 0) return false;
    trial->left--;
    trial->copy = *class;
    trial->copy.slots = slots;
    trial->copy.nodes = nodes;
    if (class->slot_count > 0) memcpy(slots, class->slots, class->slot_count * sizeof *slots);
    refresh_nodes(nodes, class->nodes, class->node_count);
    return true;
}

/* @size is what it is whatever the slots take, as long as they fit. */
static uint64_t size_of(const struct model_class *class, const struct places_measure *measure)
{
    return measure->size < class->exact_size ? class->exact_size : measure->size;
}

struct saving trial_measure(struct trial *trial)
{
    align_class(&trial->copy);
    const struct places_measure after = places_measure(&trial->copy);
    return (struct saving){(int64_t)trial->used - (int64_t)used_by(&trial->copy),
                           (int64_t)size_of(trial->class, &trial->before) - (int64_t)size_of(trial->class, &after)};
}

/* ---- Changes ---- */

void trial_add_bool(struct trial *trial)
{
    struct model_class *copy = &trial->copy;
    struct model_slot *slot = &copy->slots[copy->slot_count];
    *slot = (struct model_slot){.name = "", .type = {.kind = TYPE_BOOL}, .element_count = 1, .layout = copy->layout};
    encode_slot(slot);
    copy->nodes[copy->node_count] = (struct model_node){.kind = NODE_SLOT, .first = copy->slot_count, .count = 1};
    copy->slot_count++;
    copy->node_count++;
}

struct saving trial_set_optional(struct trial *trial, size_t index, bool optional)
{
    struct model_slot *slot = &trial->copy.slots[index];
    slot->optional = optional;
    encode_slot(slot);
    return trial_measure(trial);
}

/* The slots that nodes declare, and not those of what they use inline. */
static void set_layout_of_nodes(struct model_class *copy, const struct model_node *nodes, size_t count,
                                enum model_layout layout)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        const bool has_tag = node->choice != NULL && node->choice->kind != CHOICE_BY;
        if (node->kind == NODE_SLOT || has_tag) {
            copy->slots[node->first].layout = layout;
            encode_slot(&copy->slots[node->first]);
        }
        if (node->kind != NODE_INLINE) set_layout_of_nodes(copy, node->nodes, node->node_count, layout);
    }
}

void trial_set_layout(struct trial *trial, enum model_layout layout)
{
    struct model_class *copy = &trial->copy;
    copy->layout = layout;
    set_layout_of_nodes(copy, copy->nodes + copy->inherited_nodes, copy->node_count - copy->inherited_nodes, layout);
}

/* The node of a slot, among nodes and what is in their arms. */
static struct model_node *node_of(struct model_node *nodes, size_t count, size_t index)
{
    for (size_t i = 0; i < count; i++) {
        if (index < nodes[i].first || index >= nodes[i].first + nodes[i].count) continue;
        if (nodes[i].kind == NODE_SLOT) return &nodes[i];
        if (nodes[i].kind != NODE_INLINE) return node_of(nodes[i].nodes, nodes[i].node_count, index);
    }
    return NULL;
}

bool trial_is_own(const struct trial *trial, size_t index)
{
    return trial->own[index];
}

static bool has_units(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        if (model_unit(&class->slots[i]) > 0) return true;
    }
    return false;
}

bool trial_make_inline(struct trial *trial, size_t index)
{
    static struct model_choice choice = {.kind = CHOICE_GROUP};
    struct model_class *copy = &trial->copy;
    struct model_node *node = node_of(copy->nodes, copy->node_count, index);
    struct model_slot *slot = &copy->slots[index];
    if (node == NULL || has_units(slot->type.class)) return false;
    node->kind = NODE_INLINE;
    node->class = slot->type.class;
    node->dim_count = slot->dim_count;
    node->own_dims = slot->own_dims;
    node->dims = slot->dims;
    if (!slot->optional && !slot->element_optional) return true;
    node->choice = &choice;
    slot->tells = &choice;
    slot->type.kind = TYPE_GROUP;
    if (!slot->element_optional) slot->dim_count -= slot->own_dims; /* one bit for the whole array */
    slot->own_dims = 0;
    encode_slot(slot);
    return true;
}
