/* SPDX-License-Identifier: MIT */
/* The unpacked mirror of a class: a plain struct, and the functions that pack and unpack it. */
#include "emit/expr.h"
#include "emit/mirror.h"
#include "emit/parts.h"
#include "names/names.h"

#include <string.h>

static const char values_opening_template[] =
    "/* The unpacked mirror: plain members, for whole instances at once. */\n"
    "typedef struct $class$_values {\n";

static const char values_closing_template[] =
    "} $class$_values;\n"
    "\n";

static const char init_template[] =
    "/* The values of a new instance. */\n"
    "static inline void $class$_values_init($class$_values *values)\n"
    "{\n"
    "    $class$ fresh;\n"
    "    $class$_init(&fresh);\n"
    "    $class$_unpack(&fresh, values);\n"
    "}\n"
    "\n";

/* ---- Members ---- */

static void emit_nodes(struct mirror *mirror, const struct model_node *nodes, size_t count);

static const char *counts_of(struct text *text, const struct model_dim *dims, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_string(text, "[");
        text_uint(text, dims[i].count);
        text_string(text, "]");
    }
    return text_chars(text);
}

/* "bool has_x;", or one for each element. */
static void emit_flag(struct mirror *mirror, const char *c_name, const char *member, const struct model_dim *dims,
                      size_t count)
{
    struct text name = {0};
    mirror_flag(mirror, &name, c_name, member, 0);
    counts_of(&name, dims, count);
    mirror_line(mirror, "bool ", text_chars(&name), ";", NULL);
    text_free(&name);
}

/* Why a member has a `_` behind its name: lines of code keep the note at the end. */
static void append_note(struct text *text, const char *c_name, const char *member)
{
    size_t length;
    const char *part = names_part(c_name, member, &length);
    text_clear(text);
    if (length == strlen(member)) return;
    text_string(text, " /* the name `");
    text_append(text, part, length);
    text_string(text, "` is taken */");
}

static void emit_slot(struct mirror *mirror, const struct model_slot *slot)
{
    if (names_has_flag(slot)) {
        emit_flag(mirror, slot->c_name, slot->member, slot->dims, slot->element_optional ? slot->dim_count : 0);
    }
    struct text counts = {0};
    struct text note = {0};
    append_note(&note, slot->c_name, slot->member);
    counts_of(&counts, slot->dims, slot->dim_count);
    const char *type = expr_value_type(slot);
    if (slot->type.kind == TYPE_TEXT || slot->type.kind == TYPE_BYTES) {
        const bool is_text = slot->type.kind == TYPE_TEXT;
        type = is_text ? "char" : "unsigned char";
        text_string(&counts, "[");
        text_uint(&counts, (uint64_t)slot->type.bytes + (is_text ? 1 : 0));
        text_string(&counts, "]");
    }
    mirror_line(mirror, type, expr_blank(type), slot->member, text_chars(&counts), ";",
                slot->type.kind == TYPE_TEXT ? " /* NUL-terminated */" : "", text_chars(&note), NULL);
    text_free(&counts);
    text_free(&note);
}

static void emit_inline(struct mirror *mirror, const struct model_node *node)
{
    const struct model_slot *tag = mirror_group_tag(mirror->class, node);
    if (tag != NULL) emit_flag(mirror, node->c_name, node->member, node->dims, tag->own_dims > 0 ? node->dim_count : 0);
    struct text counts = {0};
    struct text note = {0};
    append_note(&note, node->c_name, node->member);
    counts_of(&counts, node->dims, node->dim_count);
    mirror_line(mirror, node->class->c_name, " ", node->member, text_chars(&counts), ";", text_chars(&note), NULL);
    text_free(&counts);
    text_free(&note);
}

static void emit_oneof(struct mirror *mirror, const struct model_node *node)
{
    if (node->choice->kind == CHOICE_ONEOF) {
        struct text which = {0};
        mirror_which(mirror, &which, node);
        mirror_line(mirror, node->choice->enumeration->c_name, " ", text_chars(&which), ";", NULL);
        text_free(&which);
    }
    if (!mirror_have_members(node->nodes, node->node_count)) return;
    mirror_line(mirror, "union {", NULL);
    mirror->depth++;
    for (size_t i = 0; i < node->node_count; i++) {
        const struct model_node *arm = &node->nodes[i];
        if (!mirror_has_members(arm)) continue;
        const bool is_struct = names_arm_is_struct(mirror->class, arm);
        if (is_struct) mirror_line(mirror, "struct {", NULL);
        if (is_struct) mirror->depth++;
        emit_nodes(mirror, arm->nodes, arm->node_count);
        if (is_struct) mirror->depth--;
        if (is_struct) mirror_line(mirror, "} ", arm->member, ";", NULL);
    }
    mirror->depth--;
    struct text note = {0};
    append_note(&note, node->c_name, node->member);
    const char *by = node->choice->kind == CHOICE_BY ? mirror->class->slots[node->choice->tag].member : NULL;
    mirror_line(mirror, "} ", node->member, ";", text_chars(&note), by != NULL ? " /* the arm that `" : "",
                by != NULL ? by : "", by != NULL ? "` says */" : "", NULL);
    text_free(&note);
}

static void emit_overlay(struct mirror *mirror, const struct model_node *node)
{
    if (node->bits == 0) return;
    struct text size = {0};
    struct text note = {0};
    append_note(&note, node->c_name, node->member);
    text_uint(&size, ((uint64_t)node->bits + 7) / 8);
    mirror_line(mirror, "unsigned char ", node->member, "[", text_chars(&size), "]; /* the bits as they are */",
                text_chars(&note), NULL);
    text_free(&size);
    text_free(&note);
}

static void emit_nodes(struct mirror *mirror, const struct model_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        switch (nodes[i].kind) {
        case NODE_SLOT: emit_slot(mirror, &mirror->class->slots[nodes[i].first]); break;
        case NODE_INLINE: emit_inline(mirror, &nodes[i]); break;
        case NODE_ONEOF: emit_oneof(mirror, &nodes[i]); break;
        case NODE_OVERLAY: emit_overlay(mirror, &nodes[i]); break;
        case NODE_RESERVED:
        case NODE_ARM: break;
        }
    }
}

static void emit_struct(struct text *text, const struct model_class *class, const struct hole *holes)
{
    struct mirror mirror = {.text = text, .class = class, .depth = 1};
    text_fill(text, values_opening_template, holes);
    emit_nodes(&mirror, class->nodes, class->node_count);
    if (!mirror_have_members(class->nodes, class->node_count)) text_string(text, "    char unused;\n");
    text_fill(text, values_closing_template, holes);
    text_free(&mirror.path);
}

void part_values(struct text *text, const struct model_class *class)
{
    const struct hole holes[] = {{"class", class->c_name}, {NULL, NULL}};
    emit_struct(text, class, holes);
    mirror_unpack(text, class);
    text_fill(text, init_template, holes);
    mirror_pack(text, class);
}
