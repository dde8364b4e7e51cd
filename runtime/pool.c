/* SPDX-License-Identifier: MIT-0 */
/*
 * Pools: chunks of instances that never move, and live bits in blocks of their own.
 *
 * Every operation but the growth of the directory takes constant time: chunks with dead instances form a list, and in
 * each a word tells which words of its live bits have a dead one. Nothing is ever written into a dead instance.
 */
#include <slotgen/pool.h>

#include <stdlib.h>
#include <string.h>

enum {
    WORD_BITS = 64,
    CHUNK_SHIFT_MAX = 12,       /* 64 words of live bits: one word summarises them */
    CHUNK_BYTES_MAX = 80 << 10, /* below what allocators round up to pages; small enough to waste little at the end */
    SLACK = 8                   /* bytes behind a chunk's last instance that a wide load may read */
};

/* A chunk's live bits: bit i % 64 of word i / 64 is instance i's. Bits of instances not given out yet are 0. */
struct slot_live {
    uint64_t dead_words; /* bit i: some instance of word i is dead */
    uint32_t next;       /* where dead_words is not 0: the next chunk with dead instances, as slot_pool.reusable */
    uint64_t words[];
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

static uint32_t within_chunk(const slot_pool *pool, uint32_t place)
{
    return place & ((UINT32_C(1) << pool->chunk_shift) - 1);
}

void slot_pool_init(slot_pool *pool, const slot_class *type)
{
    memset(pool, 0, sizeof *pool);
    pool->type = type;
    pool->stride = type->size;
    pool->capacity = type->pool_capacity;
    while (pool->chunk_shift < CHUNK_SHIFT_MAX && UINT32_C(1) << pool->chunk_shift < pool->capacity &&
           SLOT_CAST(uint64_t, pool->stride) << (pool->chunk_shift + 1) <= CHUNK_BYTES_MAX) {
        pool->chunk_shift++;
    }
}

void slot_pool_free(slot_pool *pool)
{
    for (uint32_t i = 0; i < pool->chunk_count; i++) {
        free(pool->chunks[i]);
        free(pool->live[i]);
    }
    free(pool->chunks);
    pool->chunks = NULL;
    pool->live = NULL;
    pool->chunk_count = 0;
    pool->chunk_room = 0;
    pool->used = 0;
    pool->count = 0;
    pool->reusable = 0;
    pool->bytes = 0;
}

/* ---- Growth ---- */

/* Bytes of a directory with room for so many chunks. */
static size_t directory_bytes(uint32_t room)
{
    return room * (sizeof(unsigned char *) + sizeof(struct slot_live *));
}

/* Makes room for another chunk in the directory, by a quarter at a time. */
static bool grow_directory(slot_pool *pool)
{
    const uint32_t most = ((pool->capacity - 1) >> pool->chunk_shift) + 1;
    const uint32_t count = pool->chunk_count;
    const uint32_t more = count / 4 + 4;
    const uint32_t room = more < most - count ? count + more : most;
    unsigned char **const chunks = malloc(directory_bytes(room));
    if (chunks == NULL) return false;
    struct slot_live **const live = SLOT_CAST(struct slot_live **, SLOT_CAST(void *, chunks + room));
    if (count > 0) {
        memcpy(chunks, pool->chunks, count * sizeof *chunks);
        memcpy(live, pool->live, count * sizeof *live);
    }
    free(pool->chunks);
    pool->bytes += directory_bytes(room) - directory_bytes(pool->chunk_room);
    pool->chunks = chunks;
    pool->live = live;
    pool->chunk_room = room;
    return true;
}

/* Instances aligned beyond what malloc gives are multiples of that in size, so no load of a word overruns them. */
static unsigned char *allocate_instances(const slot_class *type, size_t size, size_t *taken)
{
    const bool over_aligned = type->align > SLOT_ALIGNOF(max_align_t);
    *taken = over_aligned ? size : size + SLACK;
    return SLOT_CAST(unsigned char *, over_aligned ? aligned_alloc(type->align, *taken) : malloc(*taken));
}

/* Adds a chunk for the handles from used + 1 on. Where there is no memory nothing changes. */
static bool grow(slot_pool *pool)
{
    const uint32_t full = UINT32_C(1) << pool->chunk_shift;
    const uint32_t left = pool->capacity - pool->used;
    const uint32_t places = left < full ? left : full;
    const size_t live_bytes = sizeof(struct slot_live) + (places + WORD_BITS - 1) / WORD_BITS * sizeof(uint64_t);
    size_t chunk_bytes;
    unsigned char *const chunk = allocate_instances(pool->type, SLOT_CAST(size_t, places) * pool->stride, &chunk_bytes);
    struct slot_live *const live = chunk == NULL ? NULL : malloc(live_bytes);
    if (live == NULL || (pool->chunk_count == pool->chunk_room && !grow_directory(pool))) {
        free(live);
        free(chunk);
        return false;
    }
    memset(live, 0, live_bytes);
    pool->chunks[pool->chunk_count] = chunk;
    pool->live[pool->chunk_count] = live;
    pool->chunk_count++;
    pool->bytes += chunk_bytes + live_bytes;
    return true;
}

/* ---- Adding and removing ---- */

/*
 * Makes the instance at `place` a copy of the class's initial one. Small sizes are two copies of a constant size that
 * may overlap: a call of memcpy would cost more than they do.
 */
static void make_initial(const slot_pool *pool, uint32_t place)
{
    static const unsigned char zeros[32];
    const size_t size = pool->stride;
    unsigned char *const to = pool->chunks[place >> pool->chunk_shift] + size * within_chunk(pool, place);
    const unsigned char *const from = pool->type->initial != NULL ? pool->type->initial : zeros;
    if (size > sizeof zeros) {
        if (from == zeros) memset(to, 0, size);
        else memcpy(to, from, size);
    } else if (size >= 16) {
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

/* The place of a dead instance of the first chunk that has any. It is as good as live: its live bit is set. */
static uint32_t revive(slot_pool *pool)
{
    const uint32_t chunk = pool->reusable - 1;
    struct slot_live *const live = pool->live[chunk];
    const uint32_t word = lowest_bit(live->dead_words);
    const uint32_t first = (chunk << pool->chunk_shift) + word * WORD_BITS;
    /* Behind `used` and behind the end of a chunk bits are 0 too, but not dead; they lie above all that are. */
    const uint32_t chunk_places = UINT32_C(1) << pool->chunk_shift;
    const uint32_t places = pool->used - first < chunk_places ? pool->used - first : chunk_places;
    const uint64_t given = places < WORD_BITS ? (UINT64_C(1) << places) - 1 : UINT64_MAX;
    const unsigned bit = lowest_bit(~live->words[word]);
    live->words[word] |= UINT64_C(1) << bit;
    if ((~live->words[word] & given) == 0) live->dead_words &= ~(UINT64_C(1) << word);
    if (live->dead_words == 0) pool->reusable = live->next;
    return first + bit;
}

slot_status slot_pool_add(slot_pool *pool, uint32_t *handle)
{
    uint32_t place = pool->used;
    if (pool->reusable != 0) {
        place = revive(pool);
    } else {
        if (place == pool->capacity) return SLOT_EFULL;
        if (place >> pool->chunk_shift == pool->chunk_count && !grow(pool)) return SLOT_ENOMEM;
        const uint32_t within = within_chunk(pool, place);
        pool->live[place >> pool->chunk_shift]->words[within / WORD_BITS] |= UINT64_C(1) << within % WORD_BITS;
        pool->used = place + 1;
    }
    make_initial(pool, place);
    pool->count++;
    *handle = place + 1;
    return SLOT_OK;
}

slot_status slot_pool_remove(slot_pool *pool, uint32_t handle)
{
    if (!slot_pool_has(pool, handle)) return SLOT_ESTALE;
    const uint32_t place = handle - 1;
    const uint32_t chunk = place >> pool->chunk_shift;
    const uint32_t within = within_chunk(pool, place);
    struct slot_live *const live = pool->live[chunk];
    if (live->dead_words == 0) {
        live->next = pool->reusable;
        pool->reusable = chunk + 1;
    }
    live->dead_words |= UINT64_C(1) << within / WORD_BITS;
    live->words[within / WORD_BITS] &= ~(UINT64_C(1) << within % WORD_BITS);
    pool->count--;
    return SLOT_OK;
}

/* ---- Questions ---- */

bool slot_pool_has(const slot_pool *pool, uint32_t handle)
{
    const uint32_t place = handle - 1;
    if (place >= pool->used) return false;
    const uint32_t within = within_chunk(pool, place);
    return (pool->live[place >> pool->chunk_shift]->words[within / WORD_BITS] >> within % WORD_BITS & 1) != 0;
}

uint32_t slot_pool_next_live(const slot_pool *pool, uint32_t after)
{
    const uint32_t chunk_places = UINT32_C(1) << pool->chunk_shift;
    uint64_t place = after; /* that of the handle behind; 64 bits, so that a step beyond the last does not wrap */
    while (place < pool->used) {
        const uint32_t within = within_chunk(pool, SLOT_CAST(uint32_t, place));
        const uint64_t word = pool->live[place >> pool->chunk_shift]->words[within / WORD_BITS] >> within % WORD_BITS;
        if (word != 0) return SLOT_CAST(uint32_t, place) + lowest_bit(word) + 1;
        const uint32_t rest_of_word = WORD_BITS - within % WORD_BITS;
        const uint32_t rest_of_chunk = chunk_places - within;
        place += rest_of_word < rest_of_chunk ? rest_of_word : rest_of_chunk;
    }
    return 0;
}

uint32_t slot_pool_count(const slot_pool *pool)
{
    return pool->count;
}

size_t slot_pool_bytes(const slot_pool *pool)
{
    return pool->bytes;
}
