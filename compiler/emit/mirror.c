/* SPDX-License-Identifier: MIT */
/* What the members of a mirror are, and lines of code about them; see mirror.h. */
#include "emit/mirror.h"

#include "emit/expr.h"
#include "emit/loops.h"
#include "names/names.h"
#include "support/arena.h"

#include <stdarg.h>
#include <string.h>

bool mirror_is_word(const struct model_slot *slot)
{
    const enum model_type_kind kind = slot->type.kind;
    return slot->dim_count == 0 && slot->arm == NULL && slot->overlay == 0 && !model_is_blob(kind) &&
           kind != TYPE_ANY && kind != TYPE_GROUP;
}

bool mirror_is_part(const struct model_slot *slot)
{
    return slot->place.group_bits == 0 && mirror_is_word(slot);
}

bool mirror_is_plain(const struct model_class *class)
{
    for (size_t i = 0; i < class->node_count; i++) {
        const struct model_node *node = &class->nodes[i];
        if (node->kind == NODE_RESERVED) continue;
        if (node->kind != NODE_SLOT || !mirror_is_word(&class->slots[node->first])) return false;
    }
    return true;
}

bool mirror_has_oneof(const struct model_class *class)
{
    for (size_t i = 0; i < class->node_count; i++) {
        if (class->nodes[i].kind == NODE_ONEOF) return true;
    }
    return false;
}

const struct model_slot **mirror_words(const struct model_class *class, size_t *count)
{
    const struct model_slot **words = memory_resize(NULL, (class->slot_count + 1) * sizeof *words);
    const bool is_plain = mirror_is_plain(class);
    *count = 0;
    for (size_t i = 0; i < class->node_count; i++) {
        const struct model_node *node = &class->nodes[i];
        const struct model_slot *slot = &class->slots[node->first];
        if (node->kind == NODE_SLOT && (is_plain || mirror_is_part(slot))) words[(*count)++] = slot;
    }
    return words;
}

const struct model_slot *mirror_group_tag(const struct model_class *class, const struct model_node *node)
{
    return node->kind == NODE_INLINE && node->choice != NULL ? &class->slots[node->choice->tag] : NULL;
}

void mirror_line(struct mirror *mirror, const char *first, ...)
{
    loops_margin(mirror->text, mirror->depth);
    va_list pieces;
    va_start(pieces, first);
    for (const char *piece = first; piece != NULL; piece = va_arg(pieces, const char *)) {
        text_string(mirror->text, piece);
    }
    va_end(pieces);
    text_string(mirror->text, "\n");
}

void mirror_open_loops(struct mirror *mirror, const struct model_dim *dims, size_t count)
{
    loops_open(mirror->text, mirror->depth, dims, count);
    mirror->depth += count;
}

void mirror_close_loops(struct mirror *mirror, size_t count)
{
    mirror->depth -= count;
    loops_close(mirror->text, mirror->depth, count);
}

void mirror_indices(struct text *text, size_t count)
{
    for (size_t i = 0; i < count; i++) text_strings(text, "[", expr_index(i), "]", NULL);
}

bool mirror_has_members(const struct model_node *node)
{
    if (node->kind == NODE_SLOT || node->kind == NODE_INLINE) return true;
    if (node->kind == NODE_OVERLAY) return node->bits > 0;
    if (node->kind == NODE_ONEOF && node->choice->kind == CHOICE_ONEOF) return true;
    return mirror_have_members(node->nodes, node->node_count);
}

bool mirror_have_members(const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (mirror_has_members(&nodes[i])) return true;
    }
    return false;
}

void mirror_flag(struct mirror *mirror, struct text *text, const char *c_name, const char *member, size_t dims)
{
    size_t length;
    const char *part = names_part(c_name, member, &length);
    text_strings(text, text_chars(&mirror->path), "has_", NULL);
    text_append(text, part, length);
    mirror_indices(text, dims);
}

void mirror_which(struct mirror *mirror, struct text *text, const struct model_node *node)
{
    size_t length;
    const char *part = names_part(node->c_name, node->member, &length);
    text_strings(text, text_chars(&mirror->path), "which_", NULL);
    text_append(text, part, length);
}

bool mirror_open_arms(struct mirror *mirror, const struct model_node *node, const char *flag, const char *value)
{
    if (!mirror_have_members(node->nodes, node->node_count)) return false;
    if (flag[0] != '\0') {
        mirror_line(mirror, "if (", flag, ") {", NULL);
        mirror->depth++;
    }
    const bool is_by = node->choice->kind == CHOICE_BY; /* another enum than that of the arms, or a bool */
    mirror_line(mirror, "switch (", is_by ? "SLOT_CAST(int, " : "", value, is_by ? ")) {" : ") {", NULL);
    return true;
}

size_t mirror_open_arm(struct mirror *mirror, const struct model_node *node, size_t arm)
{
    mirror_line(mirror, "case ", node->choice->arms[arm].member->c_name, ": {", NULL);
    mirror->depth++;
    const size_t path = mirror->path.length;
    text_strings(&mirror->path, node->member, ".", NULL);
    if (names_arm_is_struct(mirror->class, &node->nodes[arm])) {
        text_strings(&mirror->path, node->nodes[arm].member, ".", NULL);
    }
    return path;
}

void mirror_close_arm(struct mirror *mirror, size_t path)
{
    mirror->path.length = path;
    mirror->path.bytes[path] = '\0';
    mirror_line(mirror, "break;", NULL);
    mirror->depth--;
    mirror_line(mirror, "}", NULL);
}

void mirror_close_arms(struct mirror *mirror, const char *flag)
{
    mirror_line(mirror, "default: break;", NULL);
    mirror_line(mirror, "}", NULL);
    if (flag[0] == '\0') return;
    mirror->depth--;
    mirror_line(mirror, "}", NULL);
}
