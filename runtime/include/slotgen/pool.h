/* SPDX-License-Identifier: MIT-0 */
/*
 * Pools: millions of instances of one class at stable addresses, with 32-bit handles and nothing beside the instances
 * but a bit each.
 *
 * Handles are 1..capacity; 0 is null. In a pool of a class with generations (@pool(..., checked)) the bits above those
 * of the capacity count the tenants of a place, so that the handle of an earlier one is noticed. Generated code wraps
 * these functions in types of its own (Trade_pool, Trade_ref).
 *
 * Readers beside readers are fine, and writers beside each other where each has instances of its own. What adds,
 * removes, clears, reserves or frees needs the pool alone.
 */
#ifndef SLOTGEN_POOL_H
#define SLOTGEN_POOL_H

#include <slotgen/blocks.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Everything in a pool is private but for the functions below. */
typedef struct slot_pool {
    /*
     * Of 2^block_shift instances each; behind them, at dead_offset, a bit for each that says whether it is dead, and
     * what a pool with generations keeps. First: store.blocks is what every access reads.
     */
    slot_blocks store;
    const slot_class *type;
    uint32_t used;      /* places 0..used - 1 were given out once; that of a handle without generation is handle - 1 */
    uint32_t plain_end; /* while `used` is below it, the next place is `used`, in a block that is ready */
    uint32_t count;     /* live instances */
    uint32_t retired;   /* places whose generations are used up */
    uint32_t block_shift;
    uint32_t block_places; /* 2^block_shift; fewer where the capacity is less */
    uint32_t stride;       /* bytes of an instance */
    uint32_t capacity;
    uint32_t place_bits;        /* of a handle; 32 where there are no generations */
    uint32_t place_mask;        /* their mask */
    uint32_t last_generation;   /* 2^bits - 1, or 0 where there are none */
    uint32_t reusable;          /* head of the list of blocks with places to be given out again: its index + 1, or 0 */
    uint32_t dead_offset;       /* bytes from a block's begin to its bits of dead instances, */
    uint32_t reusable_offset;   /* to those of places that may be given out again: the same without generations, */
    uint32_t generation_offset; /* and to the generations, */
    uint32_t generation_bytes;  /* of 1, 2 or 4 bytes each, little-endian */
} slot_pool;

/* An empty pool of the class's declared capacity; takes no memory. `storage` as in memory.h, or NULL. */
void slot_pool_init_with(slot_pool *pool, const slot_class *type, const slot_storage *storage);

static inline void slot_pool_init(slot_pool *pool, const slot_class *type)
{
    slot_pool_init_with(pool, type, NULL);
}

/* Gives all memory back and leaves an empty pool, which knows nothing of earlier generations. */
void slot_pool_free(slot_pool *pool);

/* Removes all instances at once and keeps the memory. Without generations at once, else in linear time. */
void slot_pool_clear(slot_pool *pool);

/*
 * Memory for `count` instances in all, in one piece as far as it is missing: adding up to there cannot fail.
 * SLOT_EFULL: more than the pool can hold; SLOT_ENOMEM: no memory; in both cases nothing changes.
 */
slot_status slot_pool_reserve(slot_pool *pool, uint32_t count);

/* ---- Adding and removing ---- */

/*
 * Adds an instance as init makes it; its handle goes to *handle. SLOT_EFULL: the capacity is reached; SLOT_ENOMEM: no
 * memory; in both cases nothing changes. Addresses of other instances stay. Places of instances that were removed are
 * given out again first.
 */
slot_status slot_pool_add(slot_pool *pool, uint32_t *handle);

/* The same with the bytes of *from, a valid instance, of this pool or not. */
slot_status slot_pool_add_copy(slot_pool *pool, const void *from, uint32_t *handle);

/* As slot_pool_take, where that is not plain. */
slot_status slot_pool_take_other(slot_pool *pool, uint32_t *handle, void **instance);

/* The address of a place that was given out. */
static inline void *slot_pool_spot(const slot_pool *pool, uint32_t place, size_t stride, unsigned block_shift)
{
    return pool->store.blocks[place >> block_shift] +
           SLOT_CAST(size_t, place & ((UINT32_C(1) << block_shift) - 1)) * stride;
}

/*
 * As slot_pool_add, for generated code, which knows the stride and the block's shift: the bytes of the instance,
 * *instance, may be anything; the caller writes them at once.
 */
static inline slot_status slot_pool_take(slot_pool *pool, size_t stride, unsigned block_shift, uint32_t *handle,
                                         void **instance)
{
    const uint32_t place = pool->used;
    if (place >= pool->plain_end) return slot_pool_take_other(pool, handle, instance);
    pool->used = place + 1;
    pool->count++;
    *handle = place + 1;
    *instance = slot_pool_spot(pool, place, stride, block_shift);
    return SLOT_OK;
}

/*
 * As slot_pool_add, where that is plain, of instances of 3 or 5 to 7 bytes, whose words overlap: one word is written, of
 * which setters may read any part at once. It ends in the place behind, which holds nothing yet, or in a word of the
 * block that is 0 as long as no place may be given out again. `word`: what init writes, and 0 behind it.
 */
static inline bool slot_pool_take_word(slot_pool *pool, size_t stride, unsigned block_shift, uint64_t word,
                                       uint32_t *handle)
{
    void *instance;
    if (pool->used >= pool->plain_end) return false;
    (void)slot_pool_take(pool, stride, block_shift, handle, &instance);
    if (stride < 4) slot_store32(SLOT_CAST(unsigned char *, instance), SLOT_CAST(uint32_t, word));
    else slot_store64(SLOT_CAST(unsigned char *, instance), word);
    return true;
}

/* Removes an instance; its place may be given out again. SLOT_ESTALE when no instance of that handle lives. */
slot_status slot_pool_remove(slot_pool *pool, uint32_t handle);

/* ---- Handles and addresses ---- */

/* Whether an instance of that handle lives. */
bool slot_pool_has(const slot_pool *pool, uint32_t handle);

/* As slot_pool_at, for generated code, of a pool without generations. */
static inline void *slot_pool_place(const slot_pool *pool, uint32_t handle, size_t stride, unsigned block_shift)
{
    const uint32_t place = handle - 1;
    return place < pool->used ? slot_pool_spot(pool, place, stride, block_shift) : NULL;
}

/* The same of a pool with generations of so many bits: NULL too where no instance of that handle lives. */
static inline void *slot_pool_place_checked(const slot_pool *pool, uint32_t handle, size_t stride, unsigned block_shift,
                                            uint32_t generation_bits)
{
    const uint32_t place = (handle & pool->place_mask) - 1;
    if (place >= pool->used) return NULL;
    const uint32_t within = place & ((UINT32_C(1) << block_shift) - 1);
    unsigned char *const block = pool->store.blocks[place >> block_shift];
    const unsigned char *const generations = block + pool->generation_offset;
    const uint32_t generation = generation_bits <= 8    ? generations[within]
                                : generation_bits <= 16 ? slot_load16(generations + SLOT_CAST(size_t, within) * 2)
                                                        : slot_load32(generations + SLOT_CAST(size_t, within) * 4);
    uint64_t dead;
    if (generation != handle >> pool->place_bits) return NULL;
    SLOT_COPY(&dead, block + pool->dead_offset + SLOT_CAST(size_t, within / 64) * 8, 8);
    return (dead >> within % 64 & 1) != 0 ? NULL : block + within * stride;
}

/*
 * The address of an instance, or NULL for null and for a handle that was never given out. Whether the instance lives
 * is looked at in pools with generations only: it would touch a second line of memory; slot_pool_has and
 * slot_pool_try_at do.
 */
void *slot_pool_at(const slot_pool *pool, uint32_t handle);

/* The address of an instance into *instance. SLOT_ESTALE, and NULL, when none of that handle lives. */
slot_status slot_pool_try_at(const slot_pool *pool, uint32_t handle, void **instance);

/* The handle of the live instance of this pool at that address, or 0. Logarithmic in the pool's size. */
uint32_t slot_pool_ref(const slot_pool *pool, const void *instance);

/* As slot_pool_next, in a pool with generations or dead instances: skips those by words of bits. */
uint32_t slot_pool_next_live(const slot_pool *pool, uint32_t after);

/*
 * The live instance at the lowest place above that of `after` (0: the first), or 0 at the end. `after` may have been
 * removed; so may any other.
 */
static inline uint32_t slot_pool_next(const slot_pool *pool, uint32_t after)
{
    if (pool->count != pool->used || pool->last_generation != 0) return slot_pool_next_live(pool, after);
    return after < pool->used ? after + 1 : 0;
}

/* As slot_pool_next_at, where that is not plain. */
void *slot_pool_next_at_live(const slot_pool *pool, uint32_t *handle);

/* The same with the address, for generated code: *handle goes on to the next instance, 0 and NULL at the end. */
static inline void *slot_pool_next_at(const slot_pool *pool, uint32_t *handle, size_t stride, unsigned block_shift)
{
    const uint32_t place = *handle;
    if (pool->count != pool->used || pool->last_generation != 0 || place >= pool->used)
        return slot_pool_next_at_live(pool, handle);
    *handle = place + 1;
    return slot_pool_spot(pool, place, stride, block_shift);
}

/*
 * The next live instances that lie side by side: the address of the first, its handle in *handle, and how many there
 * are in *count; NULL, 0 and 0 at the end. Begin with handle 0, and go on with what the last call left there.
 */
void *slot_pool_next_run(const slot_pool *pool, uint32_t *handle, uint32_t *count);

/* ---- Numbers ---- */

/* Live instances. */
static inline uint32_t slot_pool_count(const slot_pool *pool)
{
    return pool->count;
}

/* How many can live at once: the declared capacity, less places whose generations are used up. */
static inline uint32_t slot_pool_capacity(const slot_pool *pool)
{
    return pool->capacity - pool->retired;
}

/* Bytes that the pool has taken from the allocator for instances, bits, generations and directories. */
static inline size_t slot_pool_bytes(const slot_pool *pool)
{
    return pool->store.bytes;
}

typedef struct slot_pool_statistics {
    uint32_t capacity;     /* as declared */
    uint32_t live;         /* instances */
    uint32_t reusable;     /* places of removed instances, which are given out first */
    uint32_t retired;      /* places whose generations are used up */
    uint32_t ready;        /* places, of all that are not retired, for which there is memory */
    uint32_t extents;      /* allocations that instances lie in */
    size_t bytes;          /* as slot_pool_bytes */
    size_t instance_bytes; /* of the live instances alone */
} slot_pool_statistics;

void slot_pool_describe(const slot_pool *pool, slot_pool_statistics *statistics);

#ifdef __cplusplus
}
#endif
#endif
