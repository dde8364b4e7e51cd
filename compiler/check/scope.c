/* SPDX-License-Identifier: MIT */
/*
 * The hash table behind every lookup of a name: FNV-1a, linear probing, at most half full.
 */
#include "check/scope.h"

#include <assert.h>
#include <string.h>

enum { SCOPE_SMALLEST = 16 };

static uint64_t hash_name(const char *name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *name != '\0'; name++) hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
    return hash ^ (hash >> 32);
}

/* The entry of a name, or the free one where it would go. */
static struct scope_entry *probe(const struct scope *scope, const char *name, uint64_t hash)
{
    size_t mask = scope->size - 1;
    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
        struct scope_entry *entry = &scope->entries[at];
        if (entry->name == NULL || (entry->hash == hash && strcmp(entry->name, name) == 0)) return entry;
    }
}

void scope_init(struct scope *scope, struct arena *arena)
{
    memset(scope, 0, sizeof *scope);
    scope->arena = arena;
}

void scope_reset(struct scope *scope, size_t most)
{
    size_t size = SCOPE_SMALLEST;
    while (size / 2 < most) size *= 2;
    if (scope->count != 0) memset(scope->entries, 0, scope->size * sizeof *scope->entries);
    if (size > scope->allocated) {
        scope->entries = arena_array(scope->arena, size, sizeof *scope->entries);
        scope->allocated = size;
    }
    scope->size = size;
    scope->count = 0;
    scope->most = most;
}

void *scope_find(const struct scope *scope, const char *name)
{
    return scope->count == 0 ? NULL : probe(scope, name, hash_name(name))->value;
}

void *scope_add(struct scope *scope, const char *name, void *value)
{
    uint64_t hash = hash_name(name);
    struct scope_entry *entry = probe(scope, name, hash);
    if (entry->name != NULL) return entry->value;
    assert(scope->count < scope->most);
    *entry = (struct scope_entry){.name = name, .hash = hash, .value = value};
    scope->count++;
    return NULL;
}
