/* SPDX-License-Identifier: MIT */
/* A walk over imports with a hash table of the models that were met; see reach.h. */
#include "names/reach.h"

#include <stdlib.h>
#include <string.h>

struct walk {
    const struct model **found;
    size_t count, room;
    const struct model **table; /* NULL: free */
    size_t size;                /* of the table: a power of two, at least twice `room` */
};

static const struct model **place_of(const struct walk *walk, const struct model *model)
{
    size_t at = (size_t)(((uint64_t)(uintptr_t)model * UINT64_C(0x9e3779b97f4a7c15)) >> 32);
    for (;; at++) {
        const struct model **place = &walk->table[at & (walk->size - 1)];
        if (*place == NULL || *place == model) return place;
    }
}

static void grow(struct walk *walk)
{
    walk->room = walk->room == 0 ? 16 : walk->room * 2;
    walk->size = walk->room * 2;
    walk->found = memory_resize(walk->found, walk->room * sizeof *walk->found);
    walk->table = memory_resize(walk->table, walk->size * sizeof *walk->table);
    for (size_t i = 0; i < walk->size; i++) walk->table[i] = NULL;
    for (size_t i = 0; i < walk->count; i++) *place_of(walk, walk->found[i]) = walk->found[i];
}

static void meet(struct walk *walk, const struct model *model)
{
    if (walk->count == walk->room) grow(walk);
    const struct model **place = place_of(walk, model);
    if (*place != NULL) return;
    *place = model;
    walk->found[walk->count++] = model;
}

size_t names_reach(struct arena *arena, const struct model *model, const struct model ***reached)
{
    struct walk walk = {0};
    meet(&walk, model);
    for (size_t i = 0; i < walk.count; i++) {
        for (size_t k = 0; k < walk.found[i]->import_count; k++) meet(&walk, walk.found[i]->imports[k].model);
    }
    *reached = arena_array(arena, walk.count, sizeof(const struct model *));
    memcpy(*reached, walk.found, walk.count * sizeof *walk.found);
    free(walk.found);
    free(walk.table);
    return walk.count;
}
