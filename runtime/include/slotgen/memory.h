/* SPDX-License-Identifier: MIT-0 */
/*
 * Where containers take their memory from: an allocator that the program may give, and blocks of one size that never
 * move.
 */
#ifndef SLOTGEN_MEMORY_H
#define SLOTGEN_MEMORY_H

#include <slotgen/core.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The program's own allocator. Both functions are called with `context`; they may be called by any container's call. */
typedef struct slot_allocator {
    /* `size` > 0 bytes at a multiple of `align`, a power of two; of any content. NULL: there is no memory. */
    void *(*allocate)(void *context, size_t size, size_t align);
    /* Takes back what allocate gave for the same size and alignment. */
    void (*release)(void *context, void *memory, size_t size, size_t align);
    void *context;
} slot_allocator;

/*
 * How a container gets its memory. All zero, and NULL where a pointer to one is asked for: malloc and ordinary pages.
 */
typedef struct slot_storage {
    const slot_allocator *allocator; /* lives as long as the container; NULL: malloc and free */
    /*
     * Ask the system for huge pages (2 MiB) for what is large enough: creation then touches memory up to three times
     * as fast. Memory is taken in whole ones as far as it fills them, of an allocator too: `align` is 2 MiB then. Where
     * there are none it means nothing.
     */
    bool huge_pages;
} slot_storage;

/* Memory by a container's storage, or NULL; and back. `memory` may be NULL. */
void *slot_memory_take(const slot_storage *storage, size_t size, size_t align);
void slot_memory_give(const slot_storage *storage, void *memory, size_t size, size_t align);

#ifdef __cplusplus
}
#endif
#endif
