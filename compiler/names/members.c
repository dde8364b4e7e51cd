/* SPDX-License-Identifier: MIT */
/*
 * The members of the unpacked mirror: bare names, each struct and union a name space of its own. One that is
 * unavailable in C or C++, or begins like a type of the schema, gets a `_` behind it.
 */
#include "names/names.h"
#include "names/table.h"

#include <string.h>

/* Whether `word` is a declaration's C name or continues one at a `_`; `list` is sorted. */
static bool begins_like_a_declaration(struct arena *arena, const struct declaration *list, size_t count,
                                      const char *word)
{
    for (const char *end = word; count > 0; end++) {
        if (*end != '\0' && *end != '_') continue;
        if (end > word && names_is_declared(list, count, arena_copy(arena, word, (size_t)(end - word)))) return true;
        if (*end == '\0') break;
    }
    return false;
}

static const char *settle_member(struct arena *arena, const struct declaration *list, size_t count, const char *member)
{
    bool is_taken = begins_like_a_declaration(arena, list, count, member) || names_is_unavailable(member);
    while (is_taken) {
        member = arena_join(arena, member, "_", NULL);
        is_taken = names_is_declared(list, count, member) || names_is_taken_word(member);
    }
    return member;
}

static void settle_nodes(struct arena *arena, const struct declaration *list, size_t count, struct model_class *class,
                         struct model_node *nodes, size_t node_count)
{
    for (size_t i = 0; i < node_count; i++) {
        struct model_node *node = &nodes[i];
        if (node->kind == NODE_RESERVED) continue;
        node->member = settle_member(arena, list, count, node->member);
        if (node->kind == NODE_SLOT) class->slots[node->first].member = node->member;
        if (node->choice != NULL && node->choice->kind != CHOICE_BY) {
            class->slots[node->choice->tag].member = node->member;
        }
        if (node->kind != NODE_SLOT) settle_nodes(arena, list, count, class, node->nodes, node->node_count);
    }
}

void members_settle(struct arena *arena, const struct declaration *list, size_t count, struct model *model)
{
    for (size_t i = 0; i < model->class_count; i++) {
        struct model_class *class = model->classes[i];
        settle_nodes(arena, list, count, class, class->nodes, class->node_count);
    }
}

bool names_has_flag(const struct model_slot *slot)
{
    return (slot->optional || slot->element_optional) && !slot->has_sentinel;
}

bool names_arm_is_struct(const struct model_class *class, const struct model_node *arm)
{
    if (arm->is_group || arm->node_count != 1) return true;
    const struct model_node *only = &arm->nodes[0];
    if (only->kind == NODE_SLOT) return names_has_flag(&class->slots[only->first]);
    return only->kind == NODE_ONEOF || (only->kind == NODE_INLINE && only->choice != NULL);
}

/* What stands behind `has_` and `which_`. */
const char *names_part(const char *c_name, const char *member, size_t *length)
{
    const size_t whole = strlen(c_name);
    size_t part = strlen(member);
    while (part > whole || strncmp(c_name + whole - part, member, part) != 0) part--;
    *length = part;
    return c_name + whole - part;
}

static void add_member(struct names_run *run, const struct model_node *node, const char *prefix, const char *member)
{
    const char *kind = node->kind == NODE_ARM ? "arm" : node->kind == NODE_ONEOF ? "oneof" : "slot";
    table_add(run, kind, node->name, node->span, prefix, member, "", "");
}

static void add_prefixed_member(struct names_run *run, const struct model_node *node, const char *prefix)
{
    size_t length;
    const char *part = names_part(node->c_name, node->member, &length);
    add_member(run, node, prefix, arena_copy(run->arena, part, length));
}

static size_t count_nodes(const struct model_node *nodes, size_t count)
{
    size_t sum = count;
    for (size_t i = 0; i < count; i++) sum += count_nodes(nodes[i].nodes, nodes[i].node_count);
    return sum;
}

/* The members of one struct: bare names, has_x of optional ones, which_x. */
static void add_members(struct names_run *run, const struct model_class *class, const struct model_node *nodes,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        if (node->kind == NODE_RESERVED) continue;
        add_member(run, node, "", node->member);
        const bool is_group = node->kind == NODE_INLINE && node->choice != NULL;
        const bool has_flag = node->kind == NODE_SLOT && names_has_flag(&class->slots[node->first]);
        if (is_group || has_flag) add_prefixed_member(run, node, "has_");
        if (node->kind == NODE_ONEOF && node->choice->kind == CHOICE_ONEOF) add_prefixed_member(run, node, "which_");
    }
}

/* The structs and unions of the mirror, each a name space of its own. */
static void check_members(struct names_run *run, const struct model_class *class, const struct model_node *nodes,
                          size_t count)
{
    table_begin_group(&run->table, count * 3);
    add_members(run, class, nodes, count);
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        if (node->kind != NODE_ONEOF) continue;
        table_begin_group(&run->table, count_nodes(node->nodes, node->node_count) * 3);
        for (size_t k = 0; k < node->node_count; k++) {
            const struct model_node *arm = &node->nodes[k];
            if (names_arm_is_struct(class, arm)) add_member(run, arm, "", arm->member);
            else add_members(run, class, arm->nodes, arm->node_count);
        }
        for (size_t k = 0; k < node->node_count; k++) {
            const struct model_node *arm = &node->nodes[k];
            if (names_arm_is_struct(class, arm)) check_members(run, class, arm->nodes, arm->node_count);
        }
    }
}

void members_check(struct names_run *run, const struct model_class *class)
{
    run->may_derive = false;
    check_members(run, class, class->nodes, class->node_count);
}
