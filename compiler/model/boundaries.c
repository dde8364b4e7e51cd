/* SPDX-License-Identifier: MIT */
/* What a declared layout would have to move; see boundaries.h. */
#include "model/boundaries.h"

#include "model/extents.h"
#include "support/arena.h"

#include <stdlib.h>

struct walk {
    const struct model_class *class;
    boundary_report *report;
    void *context;
};

static void walk_scope(const struct walk *walk, const struct model_node *nodes, size_t count, uint64_t begin,
                       const struct model_node *arm);

/* Bits from `bit` to the next boundary. */
static uint32_t missing_bits(uint64_t bit, uint32_t align)
{
    return (uint32_t)((align - bit % align) % align);
}

/* The items of one node: perhaps a tag, then what it is. Returns the bit behind them. */
static uint64_t walk_items(const struct walk *walk, const struct model_node *node, const struct layout_item *items,
                           size_t count, uint64_t bit, const struct model_node *arm)
{
    for (size_t i = 0; i < count; i++) {
        bit += items[i].presence_bits;
        const uint32_t missing = items[i].bits > 0 ? missing_bits(bit, items[i].align) : 0;
        if (missing > 0) {
            const bool is_alone = arm != NULL && arm->kind == NODE_ARM && !arm->is_group;
            walk->report(walk->context, &(struct boundary_fault){node, bit - items[i].presence_bits, items[i].align,
                                                                 missing, arm != NULL, is_alone, false});
        }
        bit += missing + items[i].bits;
    }
    return bit;
}

/* Elements of an inline array that would need padding between them. */
static void walk_elements(const struct walk *walk, const struct model_node *node)
{
    const struct extent element = extents_inline(walk->class, node);
    const uint32_t missing = missing_bits(element.bits, element.align);
    uint64_t count = 1;
    for (size_t i = 0; i < node->dim_count; i++) count *= node->dims[i].count;
    if (missing == 0 || count < 2) return;
    walk->report(walk->context,
                 &(struct boundary_fault){node, element.bits, element.align, missing, false, false, true});
}

static size_t count_items(const struct walk *walk, const struct model_node *node)
{
    switch (node->kind) {
    case NODE_INLINE: return node->choice != NULL && !extents_has_element_tags(walk->class, node) ? 2 : 1;
    case NODE_ONEOF: return node->choice->kind == CHOICE_ONEOF ? 2 : 1;
    case NODE_SLOT:
    case NODE_OVERLAY:
    case NODE_RESERVED:
    case NODE_ARM: break;
    }
    return 1;
}

static void walk_scope(const struct walk *walk, const struct model_node *nodes, size_t count, uint64_t begin,
                       const struct model_node *arm)
{
    if (count == 0) return;
    struct layout_item *items = memory_resize(NULL, 2 * count * sizeof *items);
    extents_items(&(struct extents_scope){walk->class, MODEL_DECLARED, nodes, count}, items);
    const struct layout_item *next = items;
    uint64_t bit = begin;
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        const size_t item_count = count_items(walk, node);
        bit = walk_items(walk, node, next, item_count, bit, arm);
        next += item_count;
        if (node->kind == NODE_INLINE) walk_elements(walk, node);
        for (size_t k = 0; k < node->node_count; k++)
            walk_scope(walk, node->nodes[k].nodes, node->nodes[k].node_count, 0, &node->nodes[k]);
    }
    free(items);
}

void boundaries_check(const struct model_class *class, boundary_report *report, void *context)
{
    if (class->layout != MODEL_DECLARED) return;
    const struct walk walk = {class, report, context};
    const uint64_t begin = class->base == NULL ? 0 : (uint64_t) class->base->size * 8;
    walk_scope(&walk, class->nodes + class->inherited_nodes, class->node_count - class->inherited_nodes, begin, NULL);
}
