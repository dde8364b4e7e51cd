/* SPDX-License-Identifier: MIT */
/* Bump allocation in blocks that double up to a limit; see arena.h. */
#include "support/arena.h"

#include <stdint.h>
#include <stdlib.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 4 * 1024 * 1024, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *older;
    size_t size; /* of the bytes behind the header */
};

enum { HEADER = (sizeof(struct arena_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT };

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
