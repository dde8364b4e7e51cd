/* SPDX-License-Identifier: MIT */
/*
 * Pools, symbols and bitmaps under calls with any handle, id, count and bytes, beside plain models of what they hold. The
 * memory that they get is bounded, so that every call that takes some is also refused.
 */
#include "runtime.h"

#include "language.slots.h"
#include "storage.slots.h"

#include <slotgen/bitmap.h>
#include <slotgen/pool.h>
#include <slotgen/symbols.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_MEMORY = 8 << 20, MOST_LIVE = 256, MOST_CALLS = 400 };

struct purse {
    slot_allocator allocator;
    slot_storage storage;
    size_t out;
};

static void *allocate(void *context, size_t size, size_t align)
{
    struct purse *purse = context;
    DEMAND(size > 0 && align > 0 && (align & (align - 1)) == 0);
    if (size > MOST_MEMORY - purse->out) return NULL;
    void *memory = aligned_alloc(align, (size + align - 1) / align * align);
    if (memory != NULL) purse->out += size;
    return memory;
}

static void release(void *context, void *memory, size_t size, size_t align)
{
    struct purse *purse = context;
    (void)align;
    DEMAND(size <= purse->out);
    purse->out -= size;
    free(memory);
}

static void open_purse(struct purse *purse, bool huge_pages)
{
    *purse = (struct purse){.allocator = {allocate, release, purse}};
    purse->storage = (slot_storage){.allocator = &purse->allocator, .huge_pages = huge_pages};
}

/* ---- Pools ---- */

struct live {
    uint32_t handles[MOST_LIVE];
    size_t count;
    uint32_t removed[MOST_LIVE]; /* the last ones */
    size_t removed_count;
};

static size_t find_live(const struct live *live, uint32_t handle)
{
    size_t at = 0;
    while (at < live->count && live->handles[at] != handle) at++;
    return at;
}

static uint32_t next_handle(struct program *program, const struct live *live)
{
    const uint8_t byte = next_byte(program);
    if (byte < 128 && live->count > 0) return live->handles[byte % live->count];
    if (byte < 192 && live->removed_count > 0)
        return live->removed[byte % (live->removed_count < MOST_LIVE ? live->removed_count : MOST_LIVE)];
    return next_number32(program);
}

static void add(slot_pool *pool, struct live *live, bool copy)
{
    uint32_t handle = 12345;
    slot_status status;
    if (live->count == MOST_LIVE) return;
    if (copy && live->count > 0) status = slot_pool_add_copy(pool, slot_pool_at(pool, live->handles[0]), &handle);
    else status = slot_pool_add(pool, &handle);
    DEMAND(status == SLOT_OK || status == SLOT_EFULL || status == SLOT_ENOMEM);
    if (status != SLOT_OK) return;
    DEMAND(handle != 0 && find_live(live, handle) == live->count);
    live->handles[live->count++] = handle;
    DEMAND(slot_valid(pool->type, slot_pool_at(pool, handle)));
}

static void forget(struct live *live, size_t at)
{
    live->removed[live->removed_count++ % MOST_LIVE] = live->handles[at];
    live->handles[at] = live->handles[--live->count];
}

static void look(const slot_pool *pool, const struct live *live, uint32_t handle)
{
    void *instance = NULL;
    const bool lives = find_live(live, handle) < live->count;
    DEMAND(slot_pool_has(pool, handle) == lives);
    DEMAND(slot_pool_try_at(pool, handle, &instance) == (lives ? SLOT_OK : SLOT_ESTALE));
    DEMAND((instance != NULL) == lives);
    const unsigned char *at = slot_pool_at(pool, handle);
    if (lives) {
        DEMAND(at == instance);
        DEMAND(slot_pool_ref(pool, instance) == handle);
    }
    if (at != NULL) DEMAND(slot_valid(pool->type, at) || !lives);
    (void)slot_pool_next(pool, handle);
    DEMAND(slot_pool_count(pool) == live->count);
}

static void walk(const slot_pool *pool, const struct live *live, uint32_t handle)
{
    uint32_t count;
    size_t seen = 0;
    for (uint32_t at = 0; (at = slot_pool_next(pool, at)) != 0; seen++) DEMAND(find_live(live, at) < live->count);
    DEMAND(seen == live->count);
    seen = 0;
    for (uint32_t at = 0; slot_pool_next_run(pool, &at, &count) != NULL;) seen += count;
    DEMAND(seen == live->count);
    (void)slot_pool_next_run(pool, &handle, &count);
    (void)slot_pool_next_at(pool, &handle, pool->stride, pool->block_shift);
}

static void run_pool(struct program *program)
{
    static const slot_class *const classes[] = {&kept_Flag_class,   &kept_Date_class,  &kept_Trade_class,
                                                &kept_Note_class,   &kept_Wide_class,  &kept_Page_class,
                                                &kept_Ticket_class, &lang_Other_class, &lang_Employee_class};
    struct purse purse;
    struct live live = {.count = 0};
    slot_pool pool;
    slot_pool_statistics statistics;
    const slot_class *type = classes[next_byte(program) % (sizeof classes / sizeof classes[0])];
    open_purse(&purse, next_byte(program) > 250);
    slot_pool_init_with(&pool, type, &purse.storage);
    for (int calls = 0; calls < MOST_CALLS && program->at < program->end; calls++) {
        const uint8_t call = next_byte(program);
        const uint32_t handle = call % 8 < 3 ? 0 : next_handle(program, &live);
        switch (call % 8) {
        case 0:
        case 1: add(&pool, &live, false); break;
        case 2: add(&pool, &live, true); break;
        case 3:
        case 4: {
            const size_t at = find_live(&live, handle);
            DEMAND(slot_pool_remove(&pool, handle) == (at < live.count ? SLOT_OK : SLOT_ESTALE));
            if (at < live.count) forget(&live, at);
            break;
        }
        case 5: look(&pool, &live, handle); break;
        case 6:
            walk(&pool, &live, handle);
            (void)slot_pool_ref(&pool, &pool);
            slot_pool_describe(&pool, &statistics);
            DEMAND(statistics.live == live.count && slot_pool_bytes(&pool) == purse.out);
            break;
        default:
            if (handle % 16 == 0) {
                slot_pool_clear(&pool);
                while (live.count > 0) forget(&live, 0);
            } else {
                (void)slot_pool_reserve(&pool, next_number32(program));
            }
            break;
        }
    }
    walk(&pool, &live, 0);
    slot_pool_free(&pool);
    DEMAND(purse.out == 0);
}

/* ---- Symbols ---- */

static void intern(struct program *program, slot_symbols *symbols, uint32_t capacity)
{
    size_t length;
    uint32_t id = 0;
    char *text = next_bytes(program, 70000, &length);
    const uint32_t known = slot_symbols_find(symbols, text, length);
    const uint32_t count = slot_symbols_count(symbols);
    const slot_status status = slot_symbols_intern(symbols, text, length, &id);
    DEMAND(status == SLOT_OK || status == SLOT_ENOMEM || status == SLOT_EFULL);
    if (status == SLOT_OK) {
        const slot_text kept = slot_symbols_text(symbols, id);
        DEMAND(id == (known != 0 ? known : count + 1) && id <= capacity);
        DEMAND(kept.length == length && (length == 0 || memcmp(kept.data, text, length) == 0));
        DEMAND(slot_symbols_find(symbols, text, length) == id);
    } else {
        DEMAND(known == 0 && slot_symbols_count(symbols) == count);
    }
    free(text);
}

static void run_symbols(struct program *program)
{
    struct purse purse;
    slot_symbols symbols;
    const slot_symbols_type *type = next_byte(program) % 2 == 0 ? &kept_tickers_slot_symbols : &lang_few_slot_symbols;
    open_purse(&purse, next_byte(program) > 250);
    slot_symbols_init(&symbols, type, &purse.storage);
    const slot_symbols *list[] = {&symbols};
    const slot_symbols_list tables = {list, 1};
    for (int calls = 0; calls < MOST_CALLS && program->at < program->end; calls++) {
        const uint8_t call = next_byte(program);
        const uint32_t id = call % 8 < 4 ? 0 : next_number32(program);
        switch (call % 8) {
        case 4: {
            const slot_text text = slot_symbols_text(&symbols, id);
            DEMAND((text.data != NULL) == (id >= 1 && id <= slot_symbols_count(&symbols)));
            DEMAND(slot_symbols_resolve(&tables, type, id).data == text.data);
            DEMAND(slot_symbols_resolve(&tables, &lang_tickers_slot_symbols, id).data == NULL);
            break;
        }
        case 5: {
            const uint32_t next = slot_symbols_next(&symbols, id);
            DEMAND(next == (id < slot_symbols_count(&symbols) ? id + 1 : 0));
            break;
        }
        case 6: (void)slot_symbols_reserve(&symbols, id, (size_t)next_number(program)); break;
        case 7:
            if (id % 8 == 0) slot_symbols_clear(&symbols);
            DEMAND(slot_symbols_bytes(&symbols) == purse.out);
            break;
        default: intern(program, &symbols, type->capacity); break;
        }
    }
    slot_symbols_free(&symbols);
    DEMAND(purse.out == 0);
}

/* ---- Bitmaps ---- */

static void run_bitmap(struct program *program)
{
    struct purse purse;
    slot_bitmap maps[2];
    size_t rows[5];
    open_purse(&purse, false);
    slot_bitmap_init(&maps[0], &purse.storage);
    slot_bitmap_init(&maps[1], &purse.storage);
    for (int calls = 0; calls < MOST_CALLS && program->at < program->end; calls++) {
        const uint8_t call = next_byte(program);
        slot_bitmap *map = &maps[call / 128];
        slot_bitmap *other = &maps[1 - call / 128];
        size_t bit = (size_t)next_number(program);
        const bool is_there = bit < map->count;
        switch (call % 10) {
        case 0: DEMAND(slot_bitmap_set(map, bit, call % 4 < 2) == (is_there ? SLOT_OK : SLOT_EARG)); break;
        case 1: DEMAND(is_there || !slot_bitmap_get(map, bit)); break;
        case 2: {
            const size_t count = map->count;
            const slot_status status = slot_bitmap_resize(map, bit);
            DEMAND(map->count == (status == SLOT_OK ? bit : count));
            break;
        }
        case 3: slot_bitmap_fill(map, bit % 2 == 0); break;
        case 4: DEMAND((slot_bitmap_and(map, other) == SLOT_OK) == (map->count == other->count)); break;
        case 5: DEMAND((slot_bitmap_or(map, other) == SLOT_OK) == (map->count == other->count)); break;
        case 6: DEMAND((slot_bitmap_xor(map, other) == SLOT_OK) == (map->count == other->count)); break;
        case 7: DEMAND((slot_bitmap_and_not(map, other) == SLOT_OK) == (map->count == other->count)); break;
        case 8: slot_bitmap_invert(map); break;
        default: {
            const size_t next = slot_bitmap_next(map, bit);
            DEMAND(next <= map->count && (next == map->count || slot_bitmap_get(map, next)));
            const size_t found = slot_bitmap_rows(map, &bit, rows, 5);
            for (size_t i = 0; i < found; i++) DEMAND(slot_bitmap_get(map, rows[i]));
            break;
        }
        }
        DEMAND(slot_bitmap_count(map) <= map->count);
    }
    slot_bitmap_free(&maps[0]);
    slot_bitmap_free(&maps[1]);
    DEMAND(purse.out == 0);
}

void runtime_containers(struct program *program)
{
    switch (next_byte(program) % 4) {
    case 0: run_symbols(program); break;
    case 1: run_bitmap(program); break;
    default: run_pool(program); break;
    }
}
