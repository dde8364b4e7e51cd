/* SPDX-License-Identifier: MIT-0 */
/*
 * Pools: blocks of instances that never move, each with the bits of its dead ones behind it.
 *
 * Every operation takes constant time but for the growth of directories: blocks with dead instances form a list, and in
 * each a word tells which words of its bits have a dead one. Nothing is ever written into a dead instance: it stays a
 * valid one, whatever a stale handle reads. Links inside of the dead instead cost more; the benchmarks say how much.
 */
#include <slotgen/pool.h>

#include <string.h>

enum {
    WORD_BITS = 64,
    BLOCK_SHIFT_MAX = 12,       /* 64 words of bits: one word summarises them */
    BLOCK_BYTES_MAX = 80 << 10, /* below what allocators round up to pages; small enough to waste little at the end */
    BLOCK_COST = 64             /* about what a block takes beside instances and bits: links, directories, headers */
};

/* Behind a block's instances: bit i % 64 of dead[i / 64] is instance i's, 0 where it lives or was not given out yet. */
struct slot_dead {
    uint64_t reusable_words; /* bit i: some place of word i may be given out again */
    uint32_t next;           /* where reusable_words is not 0: the next block of the list, as slot_pool.reusable */
    uint32_t unused;
    uint64_t dead[];
};

static unsigned lowest_bit(uint64_t word)
{
#if defined(__GNUC__)
    return SLOT_CAST(unsigned, __builtin_ctzll(word));
#else
    unsigned bit = 0;
    for (; (word & 0xff) == 0; word >>= 8) bit += 8;
    for (; (word & 1) == 0; word >>= 1) bit++;
    return bit;
#endif
}

/* ---- Blocks ---- */

static uint32_t within_block(const slot_pool *pool, uint32_t place)
{
    return place & ((UINT32_C(1) << pool->block_shift) - 1);
}

static struct slot_dead *dead_of(const slot_pool *pool, uint32_t block)
{
    void *const behind = pool->store.blocks[block] + pool->dead_offset - sizeof(struct slot_dead);
    return SLOT_CAST(struct slot_dead *, behind);
}

/* Those of places that may be given out again. They are the dead ones unless there are generations. */
static uint64_t *reusable_of(const slot_pool *pool, uint32_t block)
{
    void *const behind = pool->store.blocks[block] + pool->reusable_offset;
    return SLOT_CAST(uint64_t *, behind);
}

static bool is_dead(const slot_pool *pool, uint32_t place)
{
    const uint32_t within = within_block(pool, place);
    return (dead_of(pool, place >> pool->block_shift)->dead[within / WORD_BITS] >> within % WORD_BITS & 1) != 0;
}

static uint32_t generation_bytes(const slot_pool *pool)
{
    return pool->last_generation == 0           ? 0
           : pool->last_generation > UINT16_MAX ? 4
           : pool->last_generation > UINT8_MAX  ? 2
                                                : 1;
}

static uint32_t generation_of(const slot_pool *pool, uint32_t place)
{
    const uint32_t bytes = generation_bytes(pool);
    const unsigned char *const at = pool->store.blocks[place >> pool->block_shift] + pool->generation_offset +
                                    SLOT_CAST(size_t, within_block(pool, place)) * bytes;
    if (bytes == 4) {
        uint32_t wide;
        memcpy(&wide, at, sizeof wide);
        return wide;
    }
    uint16_t generation = 0;
    if (bytes == 2) memcpy(&generation, at, sizeof generation);
    return bytes == 1 ? *at : generation;
}

/* The generation of a place goes up by one. */
static void age(slot_pool *pool, uint32_t place)
{
    const uint32_t bytes = generation_bytes(pool);
    const uint32_t wide = generation_of(pool, place) + 1;
    const uint16_t half = SLOT_CAST(uint16_t, wide & UINT16_MAX);
    unsigned char *const at = pool->store.blocks[place >> pool->block_shift] + pool->generation_offset +
                              SLOT_CAST(size_t, within_block(pool, place)) * bytes;
    if (bytes == 4) memcpy(at, &wide, sizeof wide);
    else if (bytes == 2) memcpy(at, &half, sizeof half);
    else *at = SLOT_CAST(unsigned char, wide &UINT8_MAX);
}

/* The handle of a place as its tenant has it. */
static uint32_t handle_of(const slot_pool *pool, uint32_t place)
{
    if (pool->last_generation == 0) return place + 1;
    return generation_of(pool, place) << pool->place_bits | (place + 1);
}

/* The instances of a block: as many as cost the least memory for all that the capacity allows. */
static uint32_t best_block_shift(uint32_t stride, uint32_t capacity)
{
    uint32_t best = 0;
    uint64_t least = UINT64_MAX;
    for (uint32_t shift = 0; shift <= BLOCK_SHIFT_MAX; shift++) {
        const uint64_t places = UINT64_C(1) << shift;
        if (shift > 0 && (places * stride > BLOCK_BYTES_MAX || places / 2 >= capacity)) break;
        const uint64_t blocks = (capacity + places - 1) / places;
        const uint64_t cost = blocks * BLOCK_COST + (places < capacity ? blocks * places : capacity) * stride;
        if (cost > least) continue;
        least = cost;
        best = shift;
    }
    return best;
}

void slot_pool_init_with(slot_pool *pool, const slot_class *type, const slot_storage *storage)
{
    const uint32_t align = type->align > sizeof(uint64_t) ? type->align : SLOT_CAST(uint32_t, sizeof(uint64_t));
    memset(pool, 0, sizeof *pool);
    pool->type = type;
    pool->stride = type->size;
    pool->capacity = type->pool_capacity;
    pool->block_shift = best_block_shift(pool->stride, pool->capacity);
    const uint32_t full = UINT32_C(1) << pool->block_shift;
    pool->block_places = pool->capacity < full ? pool->capacity : full;
    pool->place_bits = 32;
    pool->place_mask = UINT32_MAX;
    if (type->generation_bits != 0) {
        pool->last_generation = UINT32_MAX >> (32 - type->generation_bits);
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
    const uint32_t end = pool->generation_offset + pool->block_places * generation_bytes(pool);
    slot_blocks_init(&pool->store, storage, (SLOT_CAST(size_t, end) + align - 1) & ~SLOT_CAST(size_t, align - 1),
                     align);
    pool->store.slack = 0; /* behind the last instance of a block come its bits */
}

void slot_pool_free(slot_pool *pool)
{
    const slot_storage storage = pool->store.storage;
    slot_blocks_free(&pool->store);
    slot_pool_init_with(pool, pool->type, &storage);
}

slot_status slot_pool_reserve(slot_pool *pool, uint32_t count)
{
    if (count > slot_pool_capacity(pool)) return SLOT_EFULL;
    const size_t last = SLOT_CAST(size_t, count + pool->retired) - 1;
    return count == 0 ? SLOT_OK : slot_blocks_reserve(&pool->store, (last >> pool->block_shift) + 1);
}

/* ---- Adding ---- */

static void *address_of(const slot_pool *pool, uint32_t place)
{
    return pool->store.blocks[place >> pool->block_shift] + SLOT_CAST(size_t, within_block(pool, place)) * pool->stride;
}

/* A place of the first block that has any to be given out again. It is as good as live. */
static uint32_t revive(slot_pool *pool)
{
    const uint32_t block = pool->reusable - 1;
    struct slot_dead *const dead = dead_of(pool, block);
    uint64_t *const reusable = reusable_of(pool, block);
    const unsigned word = lowest_bit(dead->reusable_words);
    const uint64_t bit = reusable[word] & (0 - reusable[word]);
    const uint64_t rest = reusable[word] - bit;
    dead->dead[word] &= ~bit;
    reusable[word] = rest;
    if (rest == 0) dead->reusable_words &= dead->reusable_words - 1;
    if (dead->reusable_words == 0) pool->reusable = dead->next;
    return (block << pool->block_shift) + word * WORD_BITS + lowest_bit(bit);
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
        struct slot_dead *const dead = dead_of(pool, place >> pool->block_shift);
        memset(dead, 0, pool->store.block_bytes - (pool->dead_offset - sizeof *dead));
        pool->used = place + 1;
        set_plain_end(pool);
    }
    pool->count++;
    *handle = handle_of(pool, place);
    *instance = address_of(pool, place);
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
    const slot_status status = slot_pool_take(pool, pool->stride, handle, &instance);
    if (status == SLOT_OK)
        make(SLOT_CAST(unsigned char *, instance), SLOT_CAST(const unsigned char *, from), pool->stride);
    return status;
}

slot_status slot_pool_add(slot_pool *pool, uint32_t *handle)
{
    return slot_pool_add_copy(pool, pool->type->initial, handle);
}

/* ---- Removing ---- */

static void let_die(slot_pool *pool, uint32_t place)
{
    const uint32_t within = within_block(pool, place);
    const uint32_t block = place >> pool->block_shift;
    struct slot_dead *const dead = dead_of(pool, block);
    dead->dead[within / WORD_BITS] |= UINT64_C(1) << within % WORD_BITS;
    pool->count--;
    if (pool->last_generation != 0) {
        if (generation_of(pool, place) == pool->last_generation) {
            pool->retired++;
            return;
        }
        age(pool, place);
        reusable_of(pool, block)[within / WORD_BITS] |= UINT64_C(1) << within % WORD_BITS;
    }
    if (dead->reusable_words == 0) {
        dead->next = pool->reusable;
        pool->reusable = block + 1;
        pool->plain_end = 0;
    }
    dead->reusable_words |= UINT64_C(1) << within / WORD_BITS;
}

slot_status slot_pool_remove(slot_pool *pool, uint32_t handle)
{
    if (!slot_pool_has(pool, handle)) return SLOT_ESTALE;
    let_die(pool, (handle & pool->place_mask) - 1);
    return SLOT_OK;
}

void slot_pool_clear(slot_pool *pool)
{
    if (pool->last_generation == 0) {
        slot_blocks_shrink(&pool->store, 0);
        pool->used = pool->count = pool->reusable = pool->plain_end = 0;
        return;
    }
    /* What was given out must stay known: its generations go up. From the end on, so that the first are reused first. */
    for (uint32_t place = pool->used; place-- > 0;) {
        if (!is_dead(pool, place)) let_die(pool, place);
    }
}

/* ---- Questions ---- */

bool slot_pool_has(const slot_pool *pool, uint32_t handle)
{
    const uint32_t place = (handle & pool->place_mask) - 1;
    return place < pool->used && handle_of(pool, place) == handle && !is_dead(pool, place);
}

void *slot_pool_at(const slot_pool *pool, uint32_t handle)
{
    const uint32_t place = (handle & pool->place_mask) - 1;
    if (place >= pool->used || (pool->last_generation != 0 && !slot_pool_has(pool, handle))) return NULL;
    return address_of(pool, place);
}

slot_status slot_pool_try_at(const slot_pool *pool, uint32_t handle, void **instance)
{
    *instance = slot_pool_has(pool, handle) ? address_of(pool, (handle & pool->place_mask) - 1) : NULL;
    return *instance == NULL ? SLOT_ESTALE : SLOT_OK;
}

uint32_t slot_pool_ref(const slot_pool *pool, const void *instance)
{
    size_t block;
    size_t byte;
    if (!slot_blocks_find(&pool->store, instance, &block, &byte)) return 0;
    const size_t within = byte / pool->stride;
    if (byte % pool->stride != 0 || within >= pool->block_places) return 0;
    const uint32_t place = SLOT_CAST(uint32_t, (block << pool->block_shift) + within);
    return place < pool->used && !is_dead(pool, place) ? handle_of(pool, place) : 0;
}

uint32_t slot_pool_next_live(const slot_pool *pool, uint32_t after)
{
    uint64_t place =
        after & pool->place_mask; /* that of the next handle; 64 bits: a step beyond the last does not wrap */
    while (place < pool->used) {
        const uint32_t within = within_block(pool, SLOT_CAST(uint32_t, place));
        const uint32_t block = SLOT_CAST(uint32_t, place) >> pool->block_shift;
        const uint64_t live = ~dead_of(pool, block)->dead[within / WORD_BITS] >> within % WORD_BITS;
        if (live != 0) {
            /* Bits behind the last place of a block, or behind `used`, are 0 as well: they lead beyond them. */
            const uint32_t skipped = lowest_bit(live);
            if (within + skipped < UINT32_C(1) << pool->block_shift) {
                place += skipped;
                return place < pool->used ? handle_of(pool, SLOT_CAST(uint32_t, place)) : 0;
            }
        }
        const uint32_t rest_of_word = WORD_BITS - within % WORD_BITS;
        const uint32_t rest_of_block = (UINT32_C(1) << pool->block_shift) - within;
        place += rest_of_word < rest_of_block ? rest_of_word : rest_of_block;
    }
    return 0;
}

void slot_pool_describe(const slot_pool *pool, slot_pool_statistics *statistics)
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
