/* SPDX-License-Identifier: MIT */
/*
 * Bump allocation. Everything that the passes build lives in one arena and is freed with it.
 *
 * The only place that handles running out of memory: one line on stderr and exit 3, with every file as it was before.
 */
#ifndef SLOTGEN_ARENA_H
#define SLOTGEN_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* the newest first */
    unsigned char *next;        /* free bytes of the newest */
    unsigned char *end;
};

/* An empty arena; allocates nothing. */
void arena_init(struct arena *arena);
void arena_free(struct arena *arena);

/* `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; running over size_t counts as out of memory. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of `length` bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* The strings joined: arena_join(arena, "a", "b", NULL) is "ab". */
char *arena_join(struct arena *arena, const char *first, ...);

/* malloc, realloc and the out-of-memory exit for the few buffers that grow. */
void *memory_resize(void *old, size_t size);
_Noreturn void memory_exhausted(void);

/* What has to be undone before that exit; it asks for no memory. */
struct memory_guard {
    void (*undo)(void *context);
    void *context;
};

/* The guard from here on, in place of the one before; NULL: none. */
void memory_set_guard(const struct memory_guard *guard);

#endif
