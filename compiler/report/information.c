/* SPDX-License-Identifier: MIT */
/*
 * The information limit: the logarithm of the number of states that an instance may be in. See facts.h.
 *
 * The states of slots multiply; those of the arms of a oneof add up; an overlay has those of its largest arm. What is
 * no number counts as its bits: texts shorter than they may be, and floats, are not weighed.
 */
#include "model/extents.h"
#include "report/facts.h"
#include "report/logarithm.h"

static double states_of_type(struct facts_memo *memo, const struct model_type *type)
{
    switch (type->kind) {
    case TYPE_INT: return logarithm_of_count((type->high.bits - type->low.bits) / (type->step > 1 ? type->step : 1));
    case TYPE_STEPS: return logarithm_of_count(type->high.bits - type->low.bits);
    case TYPE_ENUM: return logarithm_of_count(type->enumeration->count - 1);
    case TYPE_FLAGS: return (double)type->enumeration->count;
    case TYPE_BOOL: return 1;
    case TYPE_FLOAT16: return 16;
    case TYPE_FLOAT32: return 32;
    case TYPE_SYMBOL: return logarithm_of_count(type->symbols->capacity);
    case TYPE_REF: return logarithm_of_count(model_highest_ref(type->class));
    case TYPE_POINTER: return 64 - (double)type->pointer_shift;
    case TYPE_FLOAT64:
    case TYPE_ANY: return 64;
    case TYPE_TEXT:
    case TYPE_BYTES: return (double)type->bytes * 8;
    case TYPE_CLASS: return facts_information(memo, type->class);
    case TYPE_GROUP: break; /* the node says */
    }
    return 0;
}

static double count_own(const struct model_dim *dims, size_t dim_count, size_t own)
{
    double count = 1;
    const struct model_dim *of_own = extents_own_dims(dims, dim_count, own);
    for (size_t i = 0; i < own; i++) count *= of_own[i].count;
    return count;
}

static double states_of_slot(struct facts_memo *memo, const struct model_slot *slot)
{
    double states = states_of_type(memo, &slot->type);
    const bool whole = slot->own_dims > 0 && slot->optional;
    if (slot->element_optional || (slot->optional && !whole)) states = logarithm_of_sum(states, 0);
    states *= count_own(slot->dims, slot->dim_count, slot->own_dims);
    return whole ? logarithm_of_sum(states, 0) : states;
}

static double states_of_nodes(struct facts_memo *memo, const struct model_class *class, const struct model_node *nodes,
                              size_t count);

static double states_of_inline(struct facts_memo *memo, const struct model_class *class, const struct model_node *node)
{
    double states = facts_information(memo, node->class);
    const double count = count_own(node->dims, node->dim_count, node->own_dims);
    if (node->choice == NULL) return states * count;
    if (!extents_has_element_tags(class, node)) return logarithm_of_sum(states * count, 0);
    return logarithm_of_sum(states, 0) * count;
}

static double states_of_arms(struct facts_memo *memo, const struct model_class *class, const struct model_node *node)
{
    double states = 0;
    for (size_t i = 0; i < node->node_count; i++) {
        const double arm = states_of_nodes(memo, class, node->nodes[i].nodes, node->nodes[i].node_count);
        states = i == 0 ? arm : logarithm_of_sum(states, arm);
    }
    return states;
}

/* A oneof with its tag: the states of all arms, and that of none. */
static double states_of_oneof(struct facts_memo *memo, const struct model_class *class, const struct model_node *node)
{
    const double states = states_of_arms(memo, class, node);
    return node->choice->optional ? logarithm_of_sum(states, 0) : states;
}

static double states_of_overlay(struct facts_memo *memo, const struct model_class *class, const struct model_node *node)
{
    double most = 0;
    for (size_t i = 0; i < node->node_count; i++) {
        const double arm = states_of_nodes(memo, class, node->nodes[i].nodes, node->nodes[i].node_count);
        if (arm > most) most = arm;
    }
    return most;
}

/* A oneof by a slot, which tells no other one: what its arms hold, in place of what the slot counted for alone. */
static double states_of_told(struct facts_memo *memo, const struct model_class *class, const struct model_node *node)
{
    const struct model_slot *slot = &class->slots[node->choice->tag];
    double states = states_of_arms(memo, class, node);
    if (slot->optional) states = logarithm_of_sum(states, 0);
    return states - states_of_slot(memo, slot);
}

static double states_of_nodes(struct facts_memo *memo, const struct model_class *class, const struct model_node *nodes,
                              size_t count)
{
    double states = 0;
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        switch (node->kind) {
        case NODE_SLOT: states += states_of_slot(memo, &class->slots[node->first]); break;
        case NODE_INLINE: states += states_of_inline(memo, class, node); break;
        case NODE_ONEOF:
            if (node->choice->kind == CHOICE_ONEOF) states += states_of_oneof(memo, class, node);
            else states += states_of_told(memo, class, node);
            break;
        case NODE_OVERLAY: states += states_of_overlay(memo, class, node); break;
        case NODE_ARM:
        case NODE_RESERVED: break;
        }
    }
    return states;
}

double facts_information(struct facts_memo *memo, const struct model_class *class)
{
    struct facts_known *known = facts_known(memo, class);
    if (!known->has_information) known->information = states_of_nodes(memo, class, class->nodes, class->node_count);
    known->has_information = true;
    return known->information;
}
