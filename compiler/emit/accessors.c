/* SPDX-License-Identifier: MIT */
/*
 * The accessors of a class: those of each slot under a heading, by the files of its kind, then those of whole inline
 * classes. What tells arms apart comes before the slots that ask for it.
 */
#include "emit/accessor.h"
#include "emit/parts.h"
#include "support/arena.h"

#include <stdlib.h>

/* The tag of a oneof or of an optional inline class: its which_ and switch_, get and set are emitted with these. */
static void emit_tag(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (slot->type.kind == TYPE_GROUP) accessor_has(accessor);
    if (accessor->is_fixed) return;
    accessor_put(accessor);
    if (slot->type.kind == TYPE_GROUP && !slot->is_read_only) accessor_clear(accessor);
}

static bool is_own_tag(const struct model_slot *slot)
{
    return slot->tells != NULL && slot->tells->kind != CHOICE_BY;
}

static void emit_accessors(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (is_own_tag(slot)) {
        emit_tag(accessor);
        return;
    }
    switch (slot->type.kind) {
    case TYPE_ANY: accessor_box(accessor); break;
    case TYPE_TEXT:
    case TYPE_BYTES: accessor_text(accessor); break;
    case TYPE_CLASS: accessor_instance(accessor); break;
    default: accessor_coded(accessor); break;
    }
    if (slot->dim_count > 0) accessor_bulk(accessor);
    if (slot->type.kind == TYPE_STEPS) accessor_steps(accessor);
}

/* The node that a slot lies in, NULL for none. Of nodes that begin at one slot, the last one is not empty. */
static const struct model_node *find_node(const struct model_node *nodes, size_t count, size_t slot)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (nodes[middle].first <= slot) low = middle + 1;
        else high = middle;
    }
    return low > 0 && slot - nodes[low - 1].first < nodes[low - 1].count ? &nodes[low - 1] : NULL;
}

/* ", of results[6]": the inline arrays that a slot lies in, which are why its functions take indices. */
static void append_arrays(struct text *text, const struct model_node *nodes, size_t count, size_t slot,
                          struct text *path)
{
    const struct model_node *node = find_node(nodes, count, slot);
    if (node == NULL) return;
    if (node->kind != NODE_INLINE) {
        append_arrays(text, node->nodes, node->node_count, slot, path);
        return;
    }
    const size_t first = node->first + (node->choice != NULL ? 1 : 0);
    text_string(path, node->name);
    if (node->own_dims > 0) {
        text_strings(text, ", of ", text_chars(path), NULL);
        part_dims(text, node->dims + (node->dim_count - node->own_dims), node->own_dims);
    }
    text_string(path, ".");
    if (slot >= first) append_arrays(text, node->class->nodes, node->class->node_count, slot - first, path);
}

static void emit_heading(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    text_strings(text, "/* ---- ", slot->name, ": ", NULL);
    part_type(text, slot);
    if (slot->dim_count > slot->own_dims) {
        struct text path = {0};
        append_arrays(text, class->nodes, class->node_count, (size_t)(slot - class->slots), &path);
        text_free(&path);
    }
    if (slot->arm != NULL && slot->arm->member != NULL) {
        text_strings(text, ", in arm ", slot->arm->member->name, " of ", slot->arm->choice->name, NULL);
    }
    if (slot->doc[0] == '\0') {
        text_string(text, " ---- */\n\n");
        return;
    }
    text_string(text, " ----\n *\n");
    part_doc_lines(text, slot->doc, " *");
    text_string(text, " */\n\n");
}

/* The accessors of a class while they are emitted: a slot's come once, before those of the slots that need them. */
struct progress {
    struct accessor *accessor;
    const struct model_class *class;
    bool *is_done;  /* of each slot */
    bool *is_fixed; /* of each tag: of an immutable class, of an immutable base, or of such a class inside */
    bool private;   /* emit those that are private, or those that are not */
};

/* Marks the tags of choices below these nodes, whose slots begin at `shift`. */
static void mark_fixed(bool *is_fixed, const struct model_node *nodes, size_t count, size_t shift, bool all)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        const bool fixed = all || node->is_read_only;
        if (node->choice != NULL && fixed) is_fixed[shift + node->choice->tag] = true;
        mark_fixed(is_fixed, node->nodes, node->node_count, shift, fixed && node->kind != NODE_SLOT);
        if (node->kind != NODE_INLINE) continue;
        const size_t first = shift + node->first + (node->choice != NULL ? 1 : 0);
        mark_fixed(is_fixed, node->class->nodes, node->class->node_count, first, fixed || node->class->is_immutable);
    }
}

static void emit_slot(struct progress *progress, const struct model_slot *slot);

/* What tells the arms apart, outside in. */
static void emit_choice(struct progress *progress, const struct model_choice *choice)
{
    if (choice->arm != NULL) emit_choice(progress, choice->arm->choice);
    emit_slot(progress, &progress->class->slots[choice->tag]);
}

static void emit_slot(struct progress *progress, const struct model_slot *slot)
{
    const size_t index = (size_t)(slot - progress->class->slots);
    if (progress->is_done[index]) return;
    progress->is_done[index] = true;
    if (slot->arm != NULL) emit_choice(progress, slot->arm->choice);
    struct text *text = progress->accessor->out;
    if (slot->is_private && !progress->private &&
        progress->class->record == NULL) { /* what the whole class needs is public */
        emit_heading(text, progress->class, slot);
        accessor_constants(text, progress->class, slot);
    }
    if (slot->is_private != progress->private) return;
    accessor_describe(progress->accessor, progress->class, slot);
    progress->accessor->is_fixed = progress->is_fixed[index];
    emit_heading(text, progress->class, slot);
    if (!progress->private && progress->class->record == NULL) accessor_constants(text, progress->class, slot);
    emit_accessors(progress->accessor);
    if (slot->tells != NULL && slot->tells->kind != CHOICE_GROUP) {
        accessor_choice(text, progress->class, slot->tells, progress->is_fixed[index]);
    }
}

static void emit_nodes(struct progress *progress, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i].kind == NODE_SLOT) continue;
        emit_nodes(progress, nodes[i].nodes, nodes[i].node_count);
        if (nodes[i].kind == NODE_INLINE && nodes[i].is_private == progress->private) {
            accessor_inline(progress->accessor->out, progress->class, &nodes[i]);
        }
    }
}

static void emit_all(struct accessor *accessor, const struct model_class *class, bool private)
{
    struct progress progress = {.accessor = accessor, .class = class, .private = private};
    progress.is_done = memory_resize(NULL, class->slot_count * sizeof *progress.is_done);
    progress.is_fixed = memory_resize(NULL, class->slot_count * sizeof *progress.is_fixed);
    for (size_t i = 0; i < class->slot_count; i++) progress.is_done[i] = progress.is_fixed[i] = false;
    mark_fixed(progress.is_fixed, class->nodes, class->node_count, 0, class->is_immutable);
    for (size_t i = 0; i < class->slot_count; i++) emit_slot(&progress, &class->slots[i]);
    emit_nodes(&progress, class->nodes, class->node_count);
    free(progress.is_done);
    free(progress.is_fixed);
}

void part_accessors(struct accessor *accessor, const struct model_class *class)
{
    emit_all(accessor, class, false);
}

void part_private(struct accessor *accessor, const struct model_class *class)
{
    emit_all(accessor, class, true);
}
