/* SPDX-License-Identifier: MIT-0 */
/*
 * Blocks of one size at addresses that stay: what pools and tables are made of. Blocks come out of extents, larger
 * allocations that grow with the whole, so that neither an allocator's headers nor the rounding to pages adds up.
 *
 * For containers; programs use those.
 */
#ifndef SLOTGEN_BLOCKS_H
#define SLOTGEN_BLOCKS_H

#include <slotgen/memory.h>

#ifdef __cplusplus
extern "C" {
#endif

struct slot_extent;

typedef struct slot_blocks {
    unsigned char **blocks; /* `count` of them, those behind each other in an extent side by side in memory */
    slot_storage storage;
    size_t block_bytes;
    size_t slack;                /* bytes behind the last block of an extent that may be read and written too */
    size_t align;                /* of the first block of an extent; block_bytes is a multiple of it */
    size_t count;                /* blocks in use */
    size_t ready;                /* blocks for which there is memory: at least count */
    size_t room;                 /* pointers that fit in `blocks` */
    struct slot_extent *extents; /* ascending by address */
    size_t extent_count, extent_room;
    size_t bytes; /* taken from the allocator: extents and directories */
} slot_blocks;

/*
 * No blocks yet; takes no memory. `storage` may be NULL. The slack is SLOT_BLOCKS_SLACK; a container whose blocks end
 * in spare bytes of their own may set another one before it adds the first. Extents take whole huge pages, where the
 * storage asks for them, as soon as those are less than 1 % of the whole, and what is reserved in one piece does at
 * once.
 */
enum { SLOT_BLOCKS_SLACK = 64 };
void slot_blocks_init(slot_blocks *blocks, const slot_storage *storage, size_t block_bytes, size_t align);

/* Gives all memory back and leaves no blocks. */
void slot_blocks_free(slot_blocks *blocks);

/* One block more in use, of any content: blocks->blocks[count - 1]. SLOT_ENOMEM: nothing has changed. */
slot_status slot_blocks_add(slot_blocks *blocks);

/* Memory for `count` blocks in all, in one piece as far as it is missing: adding up to there cannot fail. */
slot_status slot_blocks_reserve(slot_blocks *blocks, size_t count);

/* Takes the last blocks out of use until `count` are left; their memory stays ready. */
void slot_blocks_shrink(slot_blocks *blocks, size_t count);

/* The block in use that the address lies in, and the byte in it; false where there is none. Logarithmic. */
bool slot_blocks_find(const slot_blocks *blocks, const void *address, size_t *block, size_t *byte);

#ifdef __cplusplus
}
#endif
#endif
