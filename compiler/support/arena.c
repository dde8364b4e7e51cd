/* SPDX-License-Identifier: MIT */
/* Bump allocation in blocks that double up to a limit; see arena.h. */
#include "support/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 4 * 1024 * 1024, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *older;
    size_t size; /* of the bytes behind the header */
};

enum { HEADER = (sizeof(struct arena_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT };

/* Global, for it is about the end of the process. */
static const struct memory_guard *current_guard;

void memory_set_guard(const struct memory_guard *guard)
{
    current_guard = guard;
}

_Noreturn void memory_exhausted(void)
{
    const struct memory_guard *const guard = current_guard;
    current_guard = NULL;
    if (guard != NULL) guard->undo(guard->context);
    fputs("slotgen: error: out of memory\n", stderr);
    exit(3);
}

void *memory_resize(void *old, size_t size)
{
    void *fresh = realloc(old, size > 0 ? size : 1);
    if (fresh == NULL) memory_exhausted();
    return fresh;
}

void arena_init(struct arena *arena)
{
    arena->blocks = NULL;
    arena->next = NULL;
    arena->end = NULL;
}

void arena_free(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block != NULL) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    arena_init(arena);
}

static void add_block(struct arena *arena, size_t needed)
{
    size_t size = arena->blocks == NULL ? FIRST_BLOCK : arena->blocks->size * 2;
    if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
    if (size < needed) size = needed;
    if (size > SIZE_MAX - HEADER) memory_exhausted();
    struct arena_block *block = calloc(1, HEADER + size);
    if (block == NULL) memory_exhausted();
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->next = (unsigned char *)block + HEADER;
    arena->end = arena->next + size;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT) memory_exhausted();
    size = size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (size > (size_t)(arena->end - arena->next)) add_block(arena, size);
    void *result = arena->next;
    arena->next += size;
    return result;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) memory_exhausted();
    return arena_alloc(arena, count * size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    if (length == SIZE_MAX) memory_exhausted();
    char *copy = arena_alloc(arena, length + 1);
    if (length > 0) memcpy(copy, bytes, length);
    return copy;
}

char *arena_join(struct arena *arena, const char *first, ...)
{
    size_t length = 0;
    va_list list;
    va_start(list, first);
    for (const char *part = first; part != NULL; part = va_arg(list, const char *)) length += strlen(part);
    va_end(list);

    char *joined = arena_alloc(arena, length + 1);
    char *end = joined;
    va_start(list, first);
    for (const char *part = first; part != NULL; part = va_arg(list, const char *)) {
        const size_t part_length = strlen(part);
        memcpy(end, part, part_length);
        end += part_length;
    }
    va_end(list);
    return joined;
}
