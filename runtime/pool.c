/* SPDX-License-Identifier: MIT-0 */
/*
 * Pools: blocks of instances that never move, each with the bits of its dead ones behind it.
 *
 * Every operation takes constant time but for the growth of directories: blocks with dead instances form a list, and in
 * each a word tells which words of its bits have a dead one. Nothing is ever written into a dead instance: it stays a
 * valid one, whatever a stale handle reads. Links inside of the dead instead cost more; the benchmarks say how much.
 */
#include <slotgen/pool.h>

#include "core_code.h"
#include "pool_blocks.h"

#include <string.h>

/* A block has at most as many words of bits, so that one word summarises them. */
enum { WORD_BITS = 64 };

/* Behind a block's instances: bit i % 64 of dead[i / 64] is instance i's, 0 where it lives or was not given out yet. */
struct slot_dead {
    uint64_t reusable_words; /* bit i: some place of word i may be given out again. First: slot_pool_take_word */
    uint32_t next;           /* where reusable_words is not 0: the next block of the list, as slot_pool.reusable */
    uint32_t dead_count;     /* of the places: a block of dead ones alone is passed over in one step */
    uint64_t dead[];
};

/* ---- Places ---- */

/* Where a place is that was given out: its block, and its bit there. */
struct spot {
    unsigned char *block;
    uint64_t *dead; /* the word that holds its bit */
    uint64_t bit;
    uint32_t within;
};

static inline struct spot spot_of(const slot_pool *pool, uint32_t place)
{
    struct spot spot;
    spot.block = pool->store.blocks[place >> pool->block_shift];
    spot.within = place & ((UINT32_C(1) << pool->block_shift) - 1);
    void *const words = spot.block + pool->dead_offset;
    spot.dead = SLOT_CAST(uint64_t *, words) + spot.within / WORD_BITS;
    spot.bit = UINT64_C(1) << spot.within % WORD_BITS;
    return spot;
}

static inline void *instance_of(const slot_pool *pool, struct spot spot)
{
    return spot.block + SLOT_CAST(size_t, spot.within) * pool->stride;
}

/* What stands in front of a block's words. */
static inline struct slot_dead *links_of(const slot_pool *pool, unsigned char *block)
{
    void *const links = block + pool->dead_offset - sizeof(struct slot_dead);
    return SLOT_CAST(struct slot_dead *, links);
}

/* The word of the places that may be given out again. It is that of the dead unless there are generations. */
static inline uint64_t *reusable_of(const slot_pool *pool, struct spot spot)
{
    void *const words =
        SLOT_CAST(unsigned char *, SLOT_CAST(void *, spot.dead)) - pool->dead_offset + pool->reusable_offset;
    return SLOT_CAST(uint64_t *, words);
}

/* Generations are little-endian. Out of the way of pools that have none. */
static uint32_t generation_of(const slot_pool *pool, struct spot spot)
{
    const uint32_t bytes = pool->generation_bytes;
    const unsigned char *const at = spot.block + pool->generation_offset + SLOT_CAST(size_t, spot.within) * bytes;
    uint32_t generation = 0;
    for (uint32_t i = bytes; i-- > 0;) generation = generation << 8 | at[i];
    return generation;
}

static void age(const slot_pool *pool, struct spot spot)
{
    unsigned char *at = spot.block + pool->generation_offset + SLOT_CAST(size_t, spot.within) * pool->generation_bytes;
    while (++*at == 0) at++; /* the carry; the last generation never goes up */
}

/* The handle of a place as its tenant has it. */
static uint32_t handle_of(const slot_pool *pool, uint32_t place)
{
    if (pool->last_generation == 0) return place + 1;
    return generation_of(pool, spot_of(pool, place)) << pool->place_bits | (place + 1);
}

/* Whether an instance of that handle lives, and where. */
static inline bool find(const slot_pool *pool, uint32_t handle, struct spot *spot)
{
    const uint32_t place = (handle & pool->place_mask) - 1;
    if (place >= pool->used) return false;
    *spot = spot_of(pool, place);
    if ((*spot->dead & spot->bit) != 0) return false;
    return pool->last_generation == 0 || generation_of(pool, *spot) == handle >> pool->place_bits;
}

/* ---- Blocks ---- */

SLOT_COLD void slot_pool_init_with(slot_pool *pool, const slot_class *type, const slot_storage *storage)
{
    const uint32_t align = type->align > sizeof(uint64_t) ? type->align : SLOT_CAST(uint32_t, sizeof(uint64_t));
    memset(pool, 0, sizeof *pool);
    pool->type = type;
    pool->stride = type->size;
    pool->capacity = type->pool_capacity;
    pool->block_shift = slot_pool_block_shift(pool->stride, pool->capacity, type->align);
    const uint32_t full = UINT32_C(1) << pool->block_shift;
    pool->block_places = pool->capacity < full ? pool->capacity : full;
    pool->place_bits = 32;
    pool->place_mask = UINT32_MAX;
    if (type->generation_bits != 0) {
        pool->last_generation = UINT32_MAX >> (32 - type->generation_bits);
        pool->generation_bytes = pool->last_generation > UINT16_MAX ? 4 : pool->last_generation > UINT8_MAX ? 2 : 1;
        pool->place_bits = 0;
        while (pool->capacity >> pool->place_bits != 0) pool->place_bits++;
        pool->place_mask = (UINT32_C(1) << pool->place_bits) - 1;
    }
    const uint32_t words = (pool->block_places + WORD_BITS - 1) / WORD_BITS;
    const uint32_t instances = (pool->block_places * pool->stride + 7) & ~UINT32_C(7);
    const uint32_t word_bytes = words * SLOT_CAST(uint32_t, sizeof(uint64_t));
    pool->dead_offset = instances + SLOT_CAST(uint32_t, sizeof(struct slot_dead));
    pool->reusable_offset = pool->dead_offset + (pool->last_generation != 0 ? word_bytes : 0);
    pool->generation_offset = pool->reusable_offset + word_bytes;
    const uint32_t end = pool->generation_offset + pool->block_places * pool->generation_bytes;
    slot_blocks_init(&pool->store, storage, (SLOT_CAST(size_t, end) + align - 1) & ~SLOT_CAST(size_t, align - 1),
                     align);
    pool->store.slack = 0; /* behind the last instance of a block come its bits */
}

SLOT_COLD void slot_pool_free(slot_pool *pool)
{
    const slot_storage storage = pool->store.storage;
    slot_blocks_free(&pool->store);
    slot_pool_init_with(pool, pool->type, &storage);
}

SLOT_COLD slot_status slot_pool_reserve(slot_pool *pool, uint32_t count)
{
    if (count > slot_pool_capacity(pool)) return SLOT_EFULL;
    const size_t last = SLOT_CAST(size_t, count + pool->retired) - 1;
    return count == 0 ? SLOT_OK : slot_blocks_reserve(&pool->store, (last >> pool->block_shift) + 1);
}

/* ---- Adding ---- */

/* A place of the first block that has any to be given out again. It is as good as live. */
static uint32_t revive(slot_pool *pool)
{
    const uint32_t first = (pool->reusable - 1) << pool->block_shift;
    struct slot_dead *const links = links_of(pool, pool->store.blocks[pool->reusable - 1]);
    const uint32_t word = code_lowest_bit(links->reusable_words) * WORD_BITS;
    const struct spot spot = spot_of(pool, first + word);
    uint64_t *const reusable = reusable_of(pool, spot);
    const uint64_t rest = *reusable & (*reusable - 1);
    const uint64_t bit = *reusable - rest;
    *reusable = rest;
    *spot.dead &= ~bit;
    links->dead_count--;
    if (rest == 0) {
        links->reusable_words &= links->reusable_words - 1;
        if (links->reusable_words == 0) pool->reusable = links->next;
    }
    return first + word + code_lowest_bit(bit);
}

/* The places of the blocks in use follow `used` as long as none is to be given out again. */
static void set_plain_end(slot_pool *pool)
{
    const uint64_t end = SLOT_CAST(uint64_t, pool->store.count) << pool->block_shift;
    pool->plain_end = pool->reusable != 0 ? 0 : end < pool->capacity ? SLOT_CAST(uint32_t, end) : pool->capacity;
}

slot_status slot_pool_take_other(slot_pool *pool, uint32_t *handle, void **instance)
{
    uint32_t place = pool->used;
    if (pool->reusable != 0) {
        place = revive(pool);
        if (pool->reusable == 0) set_plain_end(pool);
    } else {
        if (place == pool->capacity) return SLOT_EFULL;
        if (slot_blocks_add(&pool->store) != SLOT_OK) return SLOT_ENOMEM;
        struct slot_dead *const links = links_of(pool, pool->store.blocks[pool->store.count - 1]);
        memset(links, 0, pool->store.block_bytes - (pool->dead_offset - sizeof *links));
        pool->used = place + 1;
        set_plain_end(pool);
    }
    pool->count++;
    *handle = handle_of(pool, place);
    *instance = instance_of(pool, spot_of(pool, place));
    return SLOT_OK;
}

/*
 * Copies an instance, or zeros. Small sizes are two copies of a constant size that may overlap: a call of memcpy would
 * cost more than they do.
 */
static void make(unsigned char *to, const unsigned char *from, size_t size)
{
    static const unsigned char zeros[32];
    if (size > sizeof zeros) {
        if (from == NULL) memset(to, 0, size);
        else memcpy(to, from, size);
        return;
    }
    if (from == NULL) from = zeros;
    if (size >= 16) {
        SLOT_COPY(to, from, 16);
        SLOT_COPY(to + size - 16, from + size - 16, 16);
    } else if (size >= 8) {
        SLOT_COPY(to, from, 8);
        SLOT_COPY(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
        SLOT_COPY(to, from, 4);
        SLOT_COPY(to + size - 4, from + size - 4, 4);
    } else if (size >= 2) {
        SLOT_COPY(to, from, 2);
        to[size - 1] = from[size - 1];
    } else if (size == 1) {
        to[0] = from[0];
    }
}

slot_status slot_pool_add_copy(slot_pool *pool, const void *from, uint32_t *handle)
{
    void *instance;
    const slot_status status = slot_pool_take(pool, pool->stride, pool->block_shift, handle, &instance);
    if (status == SLOT_OK)
        make(SLOT_CAST(unsigned char *, instance), SLOT_CAST(const unsigned char *, from), pool->stride);
    return status;
}

slot_status slot_pool_add(slot_pool *pool, uint32_t *handle)
{
    return slot_pool_add_copy(pool, pool->type->initial, handle);
}

/* ---- Removing ---- */

static void let_die(slot_pool *pool, uint32_t place, struct spot spot)
{
    struct slot_dead *const links = links_of(pool, spot.block);
    *spot.dead |= spot.bit;
    links->dead_count++;
    pool->count--;
    if (pool->last_generation != 0) {
        if (generation_of(pool, spot) == pool->last_generation) {
            pool->retired++;
            return;
        }
        age(pool, spot);
        *reusable_of(pool, spot) |= spot.bit;
    }
    if (links->reusable_words == 0) {
        links->next = pool->reusable;
        pool->reusable = (place >> pool->block_shift) + 1;
        pool->plain_end = 0;
    }
    links->reusable_words |= UINT64_C(1) << spot.within / WORD_BITS;
}

slot_status slot_pool_remove(slot_pool *pool, uint32_t handle)
{
    struct spot spot;
    if (!find(pool, handle, &spot)) return SLOT_ESTALE;
    let_die(pool, (handle & pool->place_mask) - 1, spot);
    return SLOT_OK;
}

SLOT_COLD void slot_pool_clear(slot_pool *pool)
{
    if (pool->last_generation == 0) {
        slot_blocks_shrink(&pool->store, 0);
        pool->used = pool->count = pool->reusable = pool->plain_end = 0;
        return;
    }
    /*
     * What was given out must stay known: its generations go up. From the end on, so that the first are reused first.
     */
    for (uint32_t place = pool->used; place-- > 0;) {
        const struct spot spot = spot_of(pool, place);
        if ((*spot.dead & spot.bit) == 0) let_die(pool, place, spot);
    }
}

/* ---- Questions ---- */

bool slot_pool_has(const slot_pool *pool, uint32_t handle)
{
    struct spot spot;
    return find(pool, handle, &spot);
}

slot_status slot_pool_try_at(const slot_pool *pool, uint32_t handle, void **instance)
{
    struct spot spot;
    const bool lives = find(pool, handle, &spot);
    *instance = lives ? instance_of(pool, spot) : NULL;
    return lives ? SLOT_OK : SLOT_ESTALE;
}

void *slot_pool_at(const slot_pool *pool, uint32_t handle)
{
    void *instance;
    if (pool->last_generation == 0) return slot_pool_place(pool, handle, pool->stride, pool->block_shift);
    slot_pool_try_at(pool, handle, &instance);
    return instance;
}

uint32_t slot_pool_ref(const slot_pool *pool, const void *instance)
{
    size_t block;
    size_t byte;
    if (!slot_blocks_find(&pool->store, instance, &block, &byte)) return 0;
    const size_t within = byte / pool->stride;
    if (byte % pool->stride != 0 || within >= pool->block_places) return 0;
    const uint32_t handle = handle_of(pool, SLOT_CAST(uint32_t, (block << pool->block_shift) + within));
    return slot_pool_has(pool, handle) ? handle : 0;
}

/*
 * The lowest live place from that one on; `used` or more: there is none. 64 bits: a step beyond the last does not wrap.
 */
static uint64_t live_from(const slot_pool *pool, uint64_t place)
{
    const uint32_t block_places = UINT32_C(1) << pool->block_shift;
    while (place < pool->used) {
        const struct spot spot = spot_of(pool, SLOT_CAST(uint32_t, place));
        if (links_of(pool, spot.block)->dead_count == block_places) {
            place += block_places - spot.within;
            continue;
        }
        /* The bits behind the last place of a block are 0 as well: they lead to the next block. */
        const uint64_t live = ~*spot.dead & (0 - spot.bit);
        const uint32_t first = spot.within & ~SLOT_CAST(uint32_t, WORD_BITS - 1);
        const uint32_t found = first + (live == 0 ? SLOT_CAST(uint32_t, WORD_BITS) : code_lowest_bit(live));
        place += found - spot.within;
        if (live != 0 && found < block_places) break;
    }
    return place;
}

uint32_t slot_pool_next_live(const slot_pool *pool, uint32_t after)
{
    const uint64_t place = live_from(pool, after & pool->place_mask);
    return place < pool->used ? handle_of(pool, SLOT_CAST(uint32_t, place)) : 0;
}

void *slot_pool_next_at_live(const slot_pool *pool, uint32_t *handle)
{
    const uint64_t place = live_from(pool, *handle & pool->place_mask);
    const bool lives = place < pool->used;
    *handle = lives ? handle_of(pool, SLOT_CAST(uint32_t, place)) : 0;
    return lives ? slot_pool_spot(pool, SLOT_CAST(uint32_t, place), pool->stride, pool->block_shift) : NULL;
}

void *slot_pool_next_run(const slot_pool *pool, uint32_t *handle, uint32_t *count)
{
    const uint32_t last = *handle & pool->place_mask; /* behind the first place of the last run */
    const uint64_t begin = live_from(pool, last != 0 && *count > 0 ? SLOT_CAST(uint64_t, last) + *count - 1 : last);
    *count = 0;
    *handle = 0;
    if (begin >= pool->used) return NULL;
    const uint32_t first = SLOT_CAST(uint32_t, begin);
    const uint32_t within = first & ((UINT32_C(1) << pool->block_shift) - 1);
    const uint32_t left = pool->used - first;
    const uint32_t most =
        (UINT32_C(1) << pool->block_shift) - within < left ? (UINT32_C(1) << pool->block_shift) - within : left;
    uint32_t length = most;
    if (pool->count != pool->used) {
        for (length = 0; length < most;) {
            const struct spot spot = spot_of(pool, first + length);
            const uint64_t dead = *spot.dead & (0 - spot.bit);
            length += (dead == 0 ? SLOT_CAST(uint32_t, WORD_BITS) : code_lowest_bit(dead)) - spot.within % WORD_BITS;
            if (dead != 0) break;
        }
        if (length > most) length = most;
    }
    *count = length;
    *handle = handle_of(pool, first);
    return slot_pool_spot(pool, first, pool->stride, pool->block_shift);
}

SLOT_COLD void slot_pool_describe(const slot_pool *pool, slot_pool_statistics *statistics)
{
    const uint64_t places = SLOT_CAST(uint64_t, pool->store.ready) << pool->block_shift;
    const uint32_t ready = places < pool->capacity ? SLOT_CAST(uint32_t, places) : pool->capacity;
    statistics->capacity = pool->capacity;
    statistics->live = pool->count;
    statistics->reusable = pool->used - pool->count - pool->retired;
    statistics->retired = pool->retired;
    statistics->ready = ready - pool->retired;
    statistics->extents = SLOT_CAST(uint32_t, pool->store.extent_count);
    statistics->bytes = pool->store.bytes;
    statistics->instance_bytes = SLOT_CAST(size_t, pool->count) * pool->stride;
}
