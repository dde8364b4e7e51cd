/* SPDX-License-Identifier: MIT */
/* Lists of classes and symbol tables; see lists.h. */
#include "emit/lists.h"

#include <assert.h>
#include <stdlib.h>

/* Shorter lists are searched as they are. */
enum { SEARCHED_MOST = 16 };

struct list_entry {
    const void *link;
    uint32_t index;
};

static int compare_entries(const void *a, const void *b)
{
    const uintptr_t left = (uintptr_t)((const struct list_entry *)a)->link;
    const uintptr_t right = (uintptr_t)((const struct list_entry *)b)->link;
    return left < right ? -1 : left > right;
}

static uint32_t find(struct arena *arena, struct list_index *index, const void *const *list, size_t count,
                     const void *link)
{
    if (count <= SEARCHED_MOST) {
        size_t i = 0;
        while (i < count && list[i] != link) i++;
        assert(i < count);
        return (uint32_t)i;
    }
    if (index->list != list) {
        index->list = list;
        index->entries = arena_array(arena, count, sizeof *index->entries);
        for (size_t i = 0; i < count; i++) index->entries[i] = (struct list_entry){list[i], (uint32_t)i};
        qsort(index->entries, count, sizeof *index->entries, compare_entries);
    }
    const struct list_entry key = {link, 0};
    const struct list_entry *entry = bsearch(&key, index->entries, count, sizeof key, compare_entries);
    assert(entry != NULL);
    return entry->index;
}

uint32_t lists_class(struct lists *lists, const struct model_class *class, const struct model_class *link)
{
    return find(lists->arena, &lists->classes, (const void *const *)class->class_links, class->class_link_count, link);
}

uint32_t lists_symbols(struct lists *lists, const struct model_class *class, const struct model_symbols *link)
{
    return find(lists->arena, &lists->symbols, (const void *const *)class->symbols_links, class->symbols_link_count,
                link);
}

const struct model_class *lists_owner(struct lists *lists, const struct model_class *class)
{
    for (size_t i = 0; i < 2; i++) {
        const struct model_class *owner = lists->owners[i];
        if (owner != NULL && owner->class_links == class->class_links && owner->symbols_links == class->symbols_links) {
            return owner;
        }
    }
    const struct model_links *any = &lists->model->any_links;
    const bool is_any = class->class_links == any->classes && class->symbols_links == any->symbols;
    lists->owners[is_any ? 0 : 1] = class;
    return class;
}
