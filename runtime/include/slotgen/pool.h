/* SPDX-License-Identifier: MIT-0 */
/*
 * Pools: millions of instances of one class at stable addresses, with 32-bit handles and nothing beside the instances
 * but a live bit each.
 *
 * Handles are 1..capacity; 0 is null. Generated code wraps these functions in types of its own (Trade_pool, Trade_ref).
 * One thread at a time may change a pool or an instance; readers beside readers are fine.
 */
#ifndef SLOTGEN_POOL_H
#define SLOTGEN_POOL_H

#include <slotgen/core.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The live bits of one chunk. */
struct slot_live;

/* Everything in a pool is private but for the functions below. */
typedef struct slot_pool {
    const slot_class *type;
    unsigned char **chunks;  /* the instances, 2^chunk_shift of them in each; fewer in the last where capacity ends */
    struct slot_live **live; /* the live bits of each; in the allocation of `chunks`, behind its pointers */
    uint32_t used;           /* handles 1..used were given out once */
    uint32_t chunk_shift;
    uint32_t stride; /* bytes of an instance */
    uint32_t chunk_count;
    uint32_t chunk_room; /* pointers that fit in `chunks`, and in `live` */
    uint32_t capacity;   /* highest handle */
    uint32_t count;      /* live instances */
    uint32_t reusable;   /* head of the list of chunks with dead instances: its index + 1, or 0 */
    size_t bytes;        /* taken from the allocator */
} slot_pool;

/* An empty pool of the class's declared capacity. Allocates nothing. */
void slot_pool_init(slot_pool *pool, const slot_class *type);

/* Gives all memory back and leaves an empty pool. */
void slot_pool_free(slot_pool *pool);

/*
 * Adds an instance as init makes it; its handle goes to *handle. SLOT_EFULL: the capacity is reached; SLOT_ENOMEM: no
 * memory; in both cases nothing changes. Addresses of other instances stay.
 */
slot_status slot_pool_add(slot_pool *pool, uint32_t *handle);

/* Removes an instance; its handle may be given out again. SLOT_ESTALE when no instance of that handle lives. */
slot_status slot_pool_remove(slot_pool *pool, uint32_t handle);

/* Whether an instance of that handle lives. */
bool slot_pool_has(const slot_pool *pool, uint32_t handle);

/* As slot_pool_at, for generated code, which knows the stride. */
static inline void *slot_pool_place(const slot_pool *pool, uint32_t handle, size_t stride)
{
    const uint32_t place = handle - 1;
    if (place >= pool->used) {
        return NULL;
    }
    return pool->chunks[place >> pool->chunk_shift] +
           SLOT_CAST(size_t, place & ((UINT32_C(1) << pool->chunk_shift) - 1)) * stride;
}

/*
 * The address of an instance, or NULL for null and for a handle that was never given out. Whether the instance lives
 * is not looked at: that would touch a second line of memory; slot_pool_has does.
 */
static inline void *slot_pool_at(const slot_pool *pool, uint32_t handle)
{
    return slot_pool_place(pool, handle, pool->stride);
}

/* As slot_pool_next, in a pool with dead instances: skips them by words of live bits. */
uint32_t slot_pool_next_live(const slot_pool *pool, uint32_t after);

/* The lowest live handle above `after` (0: the first), or 0 at the end. */
static inline uint32_t slot_pool_next(const slot_pool *pool, uint32_t after)
{
    if (pool->count != pool->used) return slot_pool_next_live(pool, after);
    return after < pool->used ? after + 1 : 0;
}

/* Live instances. */
uint32_t slot_pool_count(const slot_pool *pool);

/* Bytes that the pool has taken from the allocator for instances, live bits and directory. */
size_t slot_pool_bytes(const slot_pool *pool);

#ifdef __cplusplus
}
#endif
#endif
