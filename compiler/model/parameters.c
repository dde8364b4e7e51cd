/* SPDX-License-Identifier: MIT */
/* What make takes; see parameters.h. */
#include "model/parameters.h"

static bool is_required(const struct model_class *class, const struct model_node *node)
{
    if (node->kind == NODE_INLINE) return node->choice == NULL;
    if (node->kind != NODE_SLOT) return false;
    const struct model_slot *slot = &class->slots[node->first];
    return !slot->optional && !slot->element_optional && !slot->has_default;
}

bool parameters_find(const struct model_class *class, const struct model_node *nodes[PARAMETERS_MOST], size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < class->node_count; i++) {
        if (!is_required(class, &class->nodes[i])) continue;
        if (*count == PARAMETERS_MOST) return false;
        nodes[(*count)++] = &class->nodes[i];
    }
    return true;
}
