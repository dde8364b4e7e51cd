/* SPDX-License-Identifier: MIT */
/* Blocks: their addresses stay and are found again, little is taken beside them, and no failure changes anything. */
#include "scarce.h"
#include "unit.h"

#include <slotgen/blocks.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 3000 };

static const struct {
    size_t bytes;
    size_t align;
} shapes[] = {{1, 1}, {24, 8}, {200, 8}, {12808, 8}, {12809, 1}, {8192, 4096}, {73 << 10, 64}, {300000, 16}};

enum { SHAPES = sizeof shapes / sizeof shapes[0] };

/* Both ends of a block are written, so that blocks which overlap are noticed. */
static void stamp(unsigned char *block, size_t bytes, size_t number)
{
    block[0] = (unsigned char)number;
    block[bytes - 1] = (unsigned char)(number * 7);
    if (bytes == 1) block[0] = (unsigned char)(number * 7);
}

static void check_blocks(const slot_blocks *blocks, unsigned char *const *known, size_t count)
{
    const size_t bytes = blocks->block_bytes;
    ck_assert_uint_eq(blocks->count, count);
    ck_assert_uint_ge(blocks->ready, count);
    for (size_t i = 0; i < count; i++) {
        unsigned char *const at = blocks->blocks[i];
        if (at != known[i] || at[bytes - 1] != (unsigned char)(i * 7) || (bytes > 1 && at[0] != (unsigned char)i)) {
            ck_abort_msg("block %zu is not what it was", i);
        }
        size_t block = SIZE_MAX;
        size_t byte = SIZE_MAX;
        ck_assert(slot_blocks_find(blocks, at, &block, &byte) && block == i && byte == 0);
        ck_assert(slot_blocks_find(blocks, at + bytes - 1, &block, &byte) && block == i && byte == bytes - 1);
    }
}

START_TEST(blocks_stay_and_are_found)
{
    struct scarce scarce;
    scarce_begin(&scarce, -1);
    const size_t count = shapes[_i].bytes > 100000 ? 300 : MANY;
    static unsigned char *known[MANY];
    slot_blocks blocks;
    slot_blocks_init(&blocks, &scarce.storage, shapes[_i].bytes, shapes[_i].align);
    ck_assert_uint_eq(blocks.bytes + scarce.bytes + blocks.count, 0);
    size_t block, byte;
    ck_assert(!slot_blocks_find(&blocks, &blocks, &block, &byte));
    for (size_t i = 0; i < count; i++) {
        if (i == count / 3) {
            ck_assert_int_eq(slot_blocks_reserve(&blocks, count / 2), SLOT_OK);
            ck_assert_uint_ge(blocks.ready, count / 2);
            ck_assert_uint_eq(blocks.count, i);
        }
        ck_assert_int_eq(slot_blocks_add(&blocks), SLOT_OK);
        known[i] = blocks.blocks[i];
        if (i == 0 || known[i] != known[i - 1] + blocks.block_bytes) {
            ck_assert_uint_eq((uintptr_t)known[i] % shapes[_i].align, 0);
        }
        stamp(known[i], blocks.block_bytes, i);
        ck_assert_uint_eq(blocks.bytes, scarce.bytes);
    }
    check_blocks(&blocks, known, count);
    /* Behind the last of an extent there is slack. */
    for (size_t i = 0; i < SLOT_BLOCKS_SLACK; i++) known[count - 1][blocks.block_bytes + i] = 1;
    check_blocks(&blocks, known, count);
    ck_assert(!slot_blocks_find(&blocks, NULL, &block, &byte));
    ck_assert(!slot_blocks_find(&blocks, &blocks, &block, &byte));

    const size_t bytes = blocks.bytes;
    slot_blocks_shrink(&blocks, count + 1);
    slot_blocks_shrink(&blocks, count / 4);
    check_blocks(&blocks, known, count / 4);
    ck_assert(!slot_blocks_find(&blocks, known[count / 4], &block, &byte));
    for (size_t i = count / 4; i < count; i++) ck_assert_int_eq(slot_blocks_add(&blocks), SLOT_OK);
    check_blocks(&blocks, known, count);
    ck_assert_uint_eq(blocks.bytes, bytes);
    slot_blocks_free(&blocks);
    ck_assert_uint_eq(scarce.bytes + blocks.bytes + blocks.count + blocks.ready, 0);
    ck_assert_int_eq(slot_blocks_add(&blocks), SLOT_OK); /* as good as new */
    slot_blocks_free(&blocks);
    ck_assert_uint_eq(scarce.bytes, 0);
}
END_TEST

/* At every number of blocks from a few megabytes on. */
START_TEST(little_is_taken_beside_the_blocks)
{
    static const size_t sizes[] = {4096 * 3 + 536, 4096 * 18 + 536, 1 << 20};
    struct scarce scarce;
    scarce_begin(&scarce, -1);
    slot_blocks blocks;
    slot_blocks_init(&blocks, &scarce.storage, sizes[_i], 8);
    blocks.slack = 0;
    for (size_t count = 1; count * sizes[_i] < 450 << 20; count++) {
        /* No memory is touched, so that this needs none. */
        if (count > blocks.ready) ck_assert_int_eq(slot_blocks_add(&blocks), SLOT_OK);
        else blocks.count++;
        const double ratio = (double)blocks.bytes / (double)(count * sizes[_i]);
        if (count * sizes[_i] >= 3 << 20 && ratio > 1.0085) ck_abort_msg("%zu blocks: %f", count, ratio);
    }
    slot_blocks_free(&blocks);
}
END_TEST

START_TEST(failures_change_nothing)
{
    struct scarce scarce;
    scarce_begin(&scarce, -1);
    slot_blocks blocks;
    slot_blocks_init(&blocks, &scarce.storage, 100, 4);
    int failures = 0;
    for (size_t i = 0; i < 2000; i++) {
        for (int allowed = 0;; allowed++) {
            const slot_blocks before = blocks;
            const size_t bytes = scarce.bytes;
            scarce.left = allowed;
            const slot_status status =
                i % 50 == 49 && allowed < 3 ? slot_blocks_reserve(&blocks, blocks.ready + 7) : slot_blocks_add(&blocks);
            if (status == SLOT_OK && blocks.count > before.count) break;
            if (status == SLOT_OK) continue;
            ck_assert_int_eq(status, SLOT_ENOMEM);
            ck_assert_int_eq(memcmp(&blocks, &before, sizeof blocks), 0);
            ck_assert_uint_eq(scarce.bytes, bytes);
            failures++;
        }
        ck_assert_uint_eq(blocks.bytes, scarce.bytes);
        ck_assert_uint_eq(blocks.count, i + 1);
        memset(blocks.blocks[i], 1, 100);
    }
    ck_assert_int_gt(failures, 100);
    scarce.left = -1;
    const slot_blocks before = blocks;
    static const size_t absurd[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2, SIZE_MAX / 100, SIZE_MAX / 100 + 2};
    for (size_t i = 0; i < sizeof absurd / sizeof absurd[0]; i++) {
        ck_assert_int_eq(slot_blocks_reserve(&blocks, absurd[i]), SLOT_ENOMEM);
        ck_assert_int_eq(memcmp(&blocks, &before, sizeof blocks), 0);
    }
    slot_blocks_free(&blocks);
    ck_assert_uint_eq(scarce.bytes, 0);
}
END_TEST

/* With huge pages extents begin with one and are taken in whole ones, and no more is taken than without. */
START_TEST(huge_pages_are_whole)
{
    enum { HUGE_PAGE = 2 << 20, BLOCK = 12808 };
    struct scarce scarce;
    scarce_begin(&scarce, -1);
    scarce.storage.huge_pages = true;
    slot_blocks blocks;
    slot_blocks_init(&blocks, &scarce.storage, BLOCK, 8);
    ck_assert_int_eq(slot_blocks_add(&blocks), SLOT_OK);
    ck_assert_uint_eq(scarce.largest, 8);
    ck_assert_int_eq(slot_blocks_reserve(&blocks, 30000), SLOT_OK);
    ck_assert_uint_eq(scarce.largest, HUGE_PAGE);
    ck_assert_uint_eq((uintptr_t)blocks.blocks[1] % HUGE_PAGE, 0);
    ck_assert_uint_lt(blocks.bytes, (size_t)30000 * BLOCK + 30000 * 12 + 4 * BLOCK);
    for (size_t i = 1; i < 30001; i++) ck_assert_int_eq(slot_blocks_add(&blocks), SLOT_OK);
    const size_t extent = (blocks.ready - 30000) * BLOCK;
    ck_assert_uint_eq((uintptr_t)blocks.blocks[30000] % HUGE_PAGE, 0);
    ck_assert_uint_ge(extent, HUGE_PAGE);
    ck_assert_uint_lt(extent % HUGE_PAGE, BLOCK);
    slot_blocks_free(&blocks);
    ck_assert_uint_eq(scarce.bytes, 0);
}
END_TEST

START_TEST(malloc_serves_where_there_is_no_allocator)
{
    static const slot_storage ways[] = {{NULL, false}, {NULL, true}};
    for (size_t i = 0; i < 2; i++) {
        for (size_t align = 1; align <= 8192; align *= 2) {
            unsigned char *const memory = slot_memory_take(&ways[i], (5 << 20) + 3, align);
            ck_assert_ptr_nonnull(memory);
            ck_assert_uint_eq((uintptr_t)memory % (i == 1 ? 2 << 20 : align), 0);
            memory[0] = memory[(5 << 20) + 2] = 1;
            slot_memory_give(&ways[i], memory, (5 << 20) + 3, align);
        }
        slot_memory_give(&ways[i], NULL, 10, 1);
        slot_blocks blocks;
        slot_blocks_init(&blocks, i == 0 ? NULL : &ways[i], 64, 64);
        for (int n = 0; n < 1000; n++) ck_assert_int_eq(slot_blocks_add(&blocks), SLOT_OK);
        slot_blocks_free(&blocks);
    }
}
END_TEST

Suite *blocks_suite(void)
{
    Suite *suite = suite_create("blocks");
    TCase *cases = tcase_create("blocks");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, blocks_stay_and_are_found, 0, SHAPES);
    tcase_add_loop_test(cases, little_is_taken_beside_the_blocks, 0, 3);
    tcase_add_test(cases, failures_change_nothing);
    tcase_add_test(cases, huge_pages_are_whole);
    tcase_add_test(cases, malloc_serves_where_there_is_no_allocator);
    suite_add_tcase(suite, cases);
    return suite;
}
