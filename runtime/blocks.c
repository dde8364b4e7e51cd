/* SPDX-License-Identifier: MIT-0 */
/*
 * Blocks of one size at addresses that stay, in extents that grow with the whole: by 1/160 at a time, so that what is
 * taken and not used yet stays below 1 %.
 */
#include <slotgen/blocks.h>

#include <string.h>

/* One allocation: the blocks first, first + 1, ... */
struct slot_extent {
    unsigned char *memory;
    size_t first;
    size_t count;
};

enum {
    GROWTH = 160,
    EXTENT_BYTES = 112 << 10, /* below what allocators round up to pages, */
    HUGE_PAGE = 2 << 20       /* or so much that rounding does not matter */
};

void slot_blocks_init(slot_blocks *blocks, const slot_storage *storage, size_t block_bytes, size_t align)
{
    memset(blocks, 0, sizeof *blocks);
    if (storage != NULL) blocks->storage = *storage;
    blocks->block_bytes = block_bytes;
    blocks->align = align;
    blocks->slack = SLOT_BLOCKS_SLACK;
}

SLOT_COLD void slot_blocks_free(slot_blocks *blocks)
{
    const slot_storage storage = blocks->storage;
    const size_t slack = blocks->slack;
    for (size_t i = 0; i < blocks->extent_count; i++) {
        const struct slot_extent *const extent = &blocks->extents[i];
        slot_memory_give(&storage, extent->memory, extent->count * blocks->block_bytes + slack, blocks->align);
    }
    slot_memory_give(&storage, blocks->blocks, blocks->room * sizeof *blocks->blocks, SLOT_ALIGNOF(struct slot_extent));
    slot_memory_give(&storage, blocks->extents, blocks->extent_room * sizeof *blocks->extents,
                     SLOT_ALIGNOF(struct slot_extent));
    slot_blocks_init(blocks, &storage, blocks->block_bytes, blocks->align);
    blocks->slack = slack;
}

/* ---- Growth ---- */

/*
 * A copy of a directory with room for `needed` entries and half as many more (what is given back leaves holes), or the
 * old one where it has that room; NULL: no memory.
 */
static void *grown_directory(const slot_blocks *blocks, void *old, size_t used, size_t *room, size_t needed,
                             size_t entry_bytes)
{
    if (needed <= *room) return old;
    if (needed > SIZE_MAX / 2 / entry_bytes) return NULL;
    const size_t wanted = needed + needed / 2 + 4;
    void *const directory = slot_memory_take(&blocks->storage, wanted * entry_bytes, SLOT_ALIGNOF(struct slot_extent));
    if (directory == NULL) return NULL;
    if (used > 0) memcpy(directory, old, used * entry_bytes);
    *room = wanted;
    return directory;
}

/* Puts an extent among the others, ascending by address. */
static void insert_extent(slot_blocks *blocks, struct slot_extent extent)
{
    size_t place = blocks->extent_count++;
    for (; place > 0 && SLOT_CAST(uintptr_t, blocks->extents[place - 1].memory) > SLOT_CAST(uintptr_t, extent.memory);
         place--) {
        blocks->extents[place] = blocks->extents[place - 1];
    }
    blocks->extents[place] = extent;
}

/* Memory for `more` blocks in one piece. Where there is none nothing changes. */
SLOT_COLD static bool extend(slot_blocks *blocks, size_t more)
{
    const slot_storage *const storage = &blocks->storage;
    if (more > (SIZE_MAX / 2 - blocks->slack) / blocks->block_bytes) return false;
    const size_t size = more * blocks->block_bytes + blocks->slack;
    unsigned char *const memory = SLOT_CAST(unsigned char *, slot_memory_take(storage, size, blocks->align));
    size_t room = blocks->room;
    size_t extent_room = blocks->extent_room;
    void *const directory = memory == NULL ? NULL
                                           : grown_directory(blocks, blocks->blocks, blocks->ready, &room,
                                                             blocks->ready + more, sizeof *blocks->blocks);
    void *const extents = directory == NULL
                              ? NULL
                              : grown_directory(blocks, blocks->extents, blocks->extent_count, &extent_room,
                                                blocks->extent_count + 1, sizeof *blocks->extents);
    if (extents == NULL) {
        if (directory != NULL && directory != blocks->blocks) {
            slot_memory_give(storage, directory, room * sizeof *blocks->blocks, SLOT_ALIGNOF(struct slot_extent));
        }
        slot_memory_give(storage, memory, size, blocks->align);
        return false;
    }
    if (directory != blocks->blocks) {
        slot_memory_give(storage, blocks->blocks, blocks->room * sizeof *blocks->blocks,
                         SLOT_ALIGNOF(struct slot_extent));
        blocks->bytes += (room - blocks->room) * sizeof *blocks->blocks;
        blocks->blocks = SLOT_CAST(unsigned char **, directory);
        blocks->room = room;
    }
    if (extents != blocks->extents) {
        slot_memory_give(storage, blocks->extents, blocks->extent_room * sizeof *blocks->extents,
                         SLOT_ALIGNOF(struct slot_extent));
        blocks->bytes += (extent_room - blocks->extent_room) * sizeof *blocks->extents;
        blocks->extents = SLOT_CAST(struct slot_extent *, extents);
        blocks->extent_room = extent_room;
    }
    const struct slot_extent extent = {memory, blocks->ready, more};
    insert_extent(blocks, extent);
    for (size_t i = 0; i < more; i++) blocks->blocks[blocks->ready + i] = memory + i * blocks->block_bytes;
    blocks->ready += more;
    blocks->bytes += size;
    return true;
}

/* How many blocks the next extent has. */
static size_t next_extent(const slot_blocks *blocks)
{
    size_t bytes = blocks->ready * blocks->block_bytes / GROWTH;
    if (bytes < HUGE_PAGE) {
        bytes = bytes < EXTENT_BYTES ? bytes : SLOT_CAST(size_t, EXTENT_BYTES);
    } else if (blocks->storage.huge_pages) {
        bytes = bytes / HUGE_PAGE * HUGE_PAGE + blocks->block_bytes - 1; /* whole ones, and what a block juts out */
    }
    return bytes < blocks->block_bytes ? 1 : bytes / blocks->block_bytes;
}

slot_status slot_blocks_add(slot_blocks *blocks)
{
    if (blocks->count == blocks->ready) {
        const size_t more = next_extent(blocks);
        if (!extend(blocks, more) && (more == 1 || !extend(blocks, 1))) return SLOT_ENOMEM;
    }
    blocks->count++;
    return SLOT_OK;
}

slot_status slot_blocks_reserve(slot_blocks *blocks, size_t count)
{
    return count <= blocks->ready || extend(blocks, count - blocks->ready) ? SLOT_OK : SLOT_ENOMEM;
}

void slot_blocks_shrink(slot_blocks *blocks, size_t count)
{
    if (count < blocks->count) blocks->count = count;
}

/* ---- Addresses ---- */

bool slot_blocks_find(const slot_blocks *blocks, const void *address, size_t *block, size_t *byte)
{
    const uintptr_t wanted = SLOT_CAST(uintptr_t, address);
    size_t low = 0; /* the extents below `low` begin at the address or before it, those from `high` on behind it */
    size_t high = blocks->extent_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (SLOT_CAST(uintptr_t, blocks->extents[middle].memory) <= wanted) low = middle + 1;
        else high = middle;
    }
    if (low == 0) return false;
    const struct slot_extent *const extent = &blocks->extents[low - 1];
    const size_t distance = wanted - SLOT_CAST(uintptr_t, extent->memory);
    const size_t within = distance / blocks->block_bytes;
    if (within >= extent->count || extent->first + within >= blocks->count) return false;
    *block = extent->first + within;
    *byte = distance % blocks->block_bytes;
    return true;
}
