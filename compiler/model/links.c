/* SPDX-License-Identifier: MIT */
/* The lists of classes and symbol tables that a class names by their index; see links.h. */
#include "model/links.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A list under construction of which no entry is there twice: a hash table of entries + 1 stands beside it. */
struct unique {
    const void **entries;
    size_t count, allocated;
    size_t *table;
    size_t mask; /* slots of the table less 1: a power of two, at least twice `allocated` */
};

struct linking {
    struct arena *arena;
    struct model *model;
    struct unique classes, symbols;
    struct model_links last; /* the list made last for classes that begin with `last_from`'s */
    const struct model_class *last_from;
};

static size_t place_of(const struct unique *list, const void *entry)
{
    size_t at = (size_t)(((uint64_t)(uintptr_t)entry * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & list->mask;
    while (list->table[at] != 0 && list->entries[list->table[at] - 1] != entry) at = (at + 1) & list->mask;
    return at;
}

static void unique_grow(struct unique *list)
{
    list->allocated = list->allocated == 0 ? 16 : list->allocated * 2;
    list->entries = memory_resize(list->entries, list->allocated * sizeof *list->entries);
    list->table = memory_resize(list->table, list->allocated * 2 * sizeof *list->table);
    list->mask = list->allocated * 2 - 1;
    memset(list->table, 0, list->allocated * 2 * sizeof *list->table);
    for (size_t i = 0; i < list->count; i++) list->table[place_of(list, list->entries[i])] = i + 1;
}

static void unique_add(struct unique *list, const void *entry)
{
    if (list->count == list->allocated) unique_grow(list);
    const size_t at = place_of(list, entry);
    if (list->table[at] != 0) return;
    list->entries[list->count++] = entry;
    list->table[at] = list->count;
}

/* Only the places of what is there are cleared: a small list is cheap after a large one. */
static void unique_clear(struct unique *list)
{
    while (list->count > 0) {
        const size_t at = place_of(list, list->entries[list->count - 1]);
        list->table[at] = 0;
        list->count--;
    }
}

static void unique_free(struct unique *list)
{
    free(list->entries);
    free(list->table);
}

static void add_links(struct linking *linking, const struct model_links *links)
{
    for (size_t i = 0; i < links->class_count; i++) unique_add(&linking->classes, links->classes[i]);
    for (size_t i = 0; i < links->symbols_count; i++) unique_add(&linking->symbols, links->symbols[i]);
}

/* What the descriptors of a class name. */
static void add_named(struct linking *linking, const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_type *type = &class->slots[i].type;
        if (type->kind == TYPE_REF || type->kind == TYPE_CLASS) unique_add(&linking->classes, type->class);
        else if (type->kind == TYPE_SYMBOL) unique_add(&linking->symbols, type->symbols);
    }
}

static bool has_any(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        if (class->slots[i].type.kind == TYPE_ANY) return true;
    }
    return false;
}

/* The list at hand as it stays. */
static struct model_links keep(struct linking *linking)
{
    struct model_links links = {.class_count = linking->classes.count, .symbols_count = linking->symbols.count};
    links.classes = arena_array(linking->arena, links.class_count, sizeof(const struct model_class *));
    links.symbols = arena_array(linking->arena, links.symbols_count, sizeof(const struct model_symbols *));
    for (size_t i = 0; i < links.class_count; i++) links.classes[i] = linking->classes.entries[i];
    for (size_t i = 0; i < links.symbols_count; i++) links.symbols[i] = linking->symbols.entries[i];
    unique_clear(&linking->classes);
    unique_clear(&linking->symbols);
    return links;
}

static struct model_links links_of(const struct model_class *class)
{
    struct model_links links = {.class_count = class->class_link_count, .symbols_count = class->symbols_link_count};
    links.classes = class->class_links;
    links.symbols = class->symbols_links;
    return links;
}

static void give(struct model_class *class, const struct model_links *links)
{
    class->class_links = links->classes;
    class->class_link_count = links->class_count;
    class->symbols_links = links->symbols;
    class->symbols_link_count = links->symbols_count;
}

static bool begins_with(const struct model_links *links, const struct model_links *start)
{
    if (links->class_count < start->class_count || links->symbols_count < start->symbols_count) return false;
    for (size_t i = 0; links->classes != start->classes && i < start->class_count; i++) {
        if (links->classes[i] != start->classes[i]) return false;
    }
    for (size_t i = 0; links->symbols != start->symbols && i < start->symbols_count; i++) {
        if (links->symbols[i] != start->symbols[i]) return false;
    }
    return true;
}

/* Lets *longest be the longer of two classes' lists, or reports them where neither begins with the other. */
static bool choose_longer(const struct model_class *class, const struct model_class *source,
                          const struct model_class **longest, struct links_fault *fault)
{
    if (!has_any(source)) return true;
    if (*longest == NULL) {
        *longest = source;
        return true;
    }
    const struct model_links old = links_of(*longest);
    const struct model_links new = links_of(source);
    if (begins_with(&old, &new)) return true;
    if (!begins_with(&new, &old)) {
        *fault = (struct links_fault){class, *longest, source};
        return false;
    }
    *longest = source;
    return true;
}

/* The class with the longest lists among those that the nodes' `any` slots are from, or *source as it was. */
static bool find_source(const struct model_class *class, const struct model_node *nodes, size_t count,
                        const struct model_class **source, struct links_fault *fault)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        if (node->kind == NODE_INLINE && !choose_longer(class, node->class, source, fault)) return false;
        if (!find_source(class, node->nodes, node->node_count, source, fault)) return false;
    }
    return true;
}

/* The lists of a class with `any`: those of its schema unless those of where the slots are from begin otherwise. */
static enum links_status link_any(struct linking *linking, struct model_class *class, struct links_fault *fault)
{
    const struct model_links *own = &linking->model->any_links;
    const struct model_class *source = NULL;
    if (class->base != NULL && !choose_longer(class, class->base, &source, fault)) return LINKS_APART;
    if (!find_source(class, class->nodes, class->node_count, &source, fault)) return LINKS_APART;
    const struct model_links start = source == NULL ? *own : links_of(source);
    if (begins_with(own, &start)) {
        give(class, own);
    } else {
        if (linking->last_from == NULL || linking->last_from->class_links != start.classes ||
            linking->last_from->symbols_links != start.symbols) {
            add_links(linking, &start);
            add_links(linking, own);
            linking->last = keep(linking);
            linking->last_from = source;
        }
        give(class, &linking->last);
    }
    if (class->class_link_count <= LINKS_MOST && class->symbols_link_count <= LINKS_MOST) return LINKS_OK;
    *fault = (struct links_fault){.class = class};
    return LINKS_TOO_MANY;
}

static void fill_any_links(struct linking *linking)
{
    struct model *model = linking->model;
    for (size_t i = 0; i < model->import_count; i++) add_links(linking, &model->imports[i].model->any_links);
    for (size_t i = 0; i < model->class_count; i++) {
        if (model->classes[i]->has_pool) unique_add(&linking->classes, model->classes[i]);
    }
    for (size_t i = 0; i < model->symbols_count; i++) unique_add(&linking->symbols, model->symbols[i]);
    for (size_t i = 0; i < model->class_count; i++) {
        if (has_any(model->classes[i])) add_named(linking, model->classes[i]);
    }
    model->any_links = keep(linking);
}

enum links_status links_assign(struct arena *arena, struct model *model, struct links_fault *fault)
{
    struct linking linking = {.arena = arena, .model = model};
    unique_grow(&linking.classes);
    unique_grow(&linking.symbols);
    fill_any_links(&linking);
    enum links_status status = LINKS_OK;
    for (size_t i = 0; i < model->class_count && status == LINKS_OK; i++) {
        struct model_class *class = model->classes[i];
        if (has_any(class)) {
            status = link_any(&linking, class, fault);
        } else {
            add_named(&linking, class);
            const struct model_links links = keep(&linking);
            give(class, &links);
        }
    }
    unique_free(&linking.classes);
    unique_free(&linking.symbols);
    return status;
}
