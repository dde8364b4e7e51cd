/* SPDX-License-Identifier: MIT */
/*
 * Handles of pooled classes and ids of symbols, a C type each so that they cannot be mixed up, and the tags of
 * pointers.
 */
#include "emit/expr.h"
#include "emit/parts.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

static const char ref_template[] =
    "/* A handle into a pool of $name$; 0 is null. */\n"
    "typedef struct $type$ {\n"
    "    uint32_t id;\n"
    "} $type$;\n"
    "\n";

static const char id_template[] =
    "$doc$"
    "/* An id of the table $name$; 0 is null. */\n"
    "typedef struct $type$ {\n"
    "    uint32_t id;\n"
    "} $type$;\n"
    "\n"
    "extern const slot_symbols_type $name$_slot_symbols;\n"
    "\n";

static const char of_template[] =
    "static inline $type$ $type$_of(uint32_t id)\n"
    "{\n"
    "    $type$ handle;\n"
    "    handle.id = id;\n"
    "    return handle;\n"
    "}\n"
    "\n";

static void emit_handle(struct text *text, const char *name, const char *type, const char *doc, const char *template)
{
    struct text comment = {0};
    part_doc_comment(&comment, doc);
    const struct hole holes[] = {{"name", name}, {"type", type}, {"doc", text_chars(&comment)}, {NULL, NULL}};
    text_fill(text, template, holes);
    text_fill(text, of_template, holes);
    text_free(&comment);
}

void part_handles(struct text *text, const struct model *model)
{
    for (size_t i = 0; i < model->symbols_count; i++) {
        const struct model_symbols *symbols = model->symbols[i];
        emit_handle(text, symbols->c_name, symbols->id_c_name, symbols->doc, id_template);
        part_symbols(text, symbols);
    }
    for (size_t i = 0; i < model->class_count; i++) {
        const struct model_class *class = model->classes[i];
        if (class->has_pool) emit_handle(text, class->c_name, class->ref_c_name, "", ref_template);
    }
}

/* "struct foo" of "const struct foo *": its length at *tag, or 0 where the type is no struct or union. */
static size_t find_tag(const char *type, const char **tag)
{
    const char *at = strncmp(type, "const ", 6) == 0 ? type + 6 : type;
    *tag = at;
    const bool is_tag = strncmp(at, "struct ", 7) == 0 || strncmp(at, "union ", 6) == 0;
    size_t length = is_tag ? strcspn(at, "*") : 0;
    while (length > 0 && at[length - 1] == ' ') length--;
    return length;
}

/* The tags of a schema's pointers, some of them often. */
struct tags {
    struct tag {
        const char *name; /* not ended by a NUL */
        size_t length;
    } * list;
    size_t count, room;
};

static void add_tag(struct tags *tags, const struct model_type *type)
{
    struct tag tag = {NULL, 0};
    if (type->kind == TYPE_POINTER) tag.length = find_tag(type->pointer_type, &tag.name);
    if (tag.length == 0) return;
    if (tags->count == tags->room) {
        tags->room = tags->room * 2 + 8;
        tags->list = memory_resize(tags->list, tags->room * sizeof *tags->list);
    }
    tags->list[tags->count++] = tag;
}

static int compare_tags(const void *a, const void *b)
{
    const struct tag *left = a;
    const struct tag *right = b;
    const size_t common = left->length < right->length ? left->length : right->length;
    const int order = memcmp(left->name, right->name, common);
    return order != 0 ? order : left->length < right->length ? -1 : left->length > right->length;
}

void part_tags(struct text *text, const struct model *model)
{
    struct tags tags = {NULL, 0, 0};
    for (size_t i = 0; i < model->alias_count; i++) add_tag(&tags, &model->aliases[i]->type);
    for (size_t i = 0; i < model->class_count; i++) {
        for (size_t k = 0; k < model->classes[i]->slot_count; k++) add_tag(&tags, &model->classes[i]->slots[k].type);
    }
    if (tags.count > 0) qsort(tags.list, tags.count, sizeof *tags.list, compare_tags);
    for (size_t i = 0; i < tags.count; i++) {
        if (i > 0 && compare_tags(&tags.list[i - 1], &tags.list[i]) == 0) continue;
        text_append(text, tags.list[i].name, tags.list[i].length);
        text_string(text, ";\n");
    }
    if (tags.count > 0) text_string(text, "\n");
    free(tags.list);
}
