/* SPDX-License-Identifier: MIT */
/*
 * Pools: handles that name nothing, the highest one, what a pool costs beside its instances, and how long it takes.
 *
 * Classes have no slots here, only a size. tests/run/storage has random steps against a model and the failures of the
 * allocator, on other hosts too.
 */
#include "unit.h"

#include <slotgen/pool.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static slot_class class_of(uint32_t size, uint32_t align, uint32_t capacity)
{
    slot_class type;
    memset(&type, 0, sizeof type);
    type.name = "Any";
    type.abi = &slot_abi_1;
    type.size = size;
    type.align = align;
    type.pool_capacity = capacity;
    return type;
}

/* For sanitizers: behind the last instance of a block its bits lie. */
START_TEST(a_wide_load_may_overrun_any_instance)
{
    static const uint32_t shapes[][3] = {{1, 1, 20000}, {3, 1, 1},     {3, 1, 20000},  {7, 1, 65},    {16, 16, 64},
                                         {18, 2, 2},    {33, 1, 5000}, {64, 64, 3000}, {70000, 1, 20}};
    const slot_class type = class_of(shapes[_i][0], shapes[_i][1], shapes[_i][2]);
    slot_pool pool;
    slot_pool_init(&pool, &type);
    uint32_t handle;
    while (slot_pool_add(&pool, &handle) == SLOT_OK) {
        const unsigned char *const at = slot_pool_at(&pool, handle);
        volatile unsigned char sum = 0;
        for (uint32_t i = type.size - 1; i < type.size + 7; i++) sum = (unsigned char)(sum + at[i]);
    }
    slot_pool_free(&pool);
}
END_TEST

/* ---- Handles that name nothing ---- */

START_TEST(foreign_handles_are_stale)
{
    static const uint32_t handles[] = {
        0, 3, 4, 64, 65, 4096, 4097, INT32_MAX, UINT32_C(1) << 31, UINT32_MAX - 1, UINT32_MAX};
    const slot_class type = class_of(3, 1, UINT32_MAX);
    slot_pool pool;
    slot_pool_init(&pool, &type);
    for (uint32_t live = 0; live <= 2; live++) {
        for (size_t i = 0; i < sizeof handles / sizeof handles[0]; i++) {
            ck_assert(!slot_pool_has(&pool, handles[i]));
            ck_assert_int_eq(slot_pool_remove(&pool, handles[i]), SLOT_ESTALE);
            ck_assert_ptr_null(slot_pool_at(&pool, handles[i]));
            ck_assert_uint_eq(slot_pool_next(&pool, handles[i]), handles[i] == 0 && live > 0 ? 1 : 0);
        }
        ck_assert_uint_eq(slot_pool_count(&pool), live);
        uint32_t handle;
        ck_assert_int_eq(slot_pool_add(&pool, &handle), SLOT_OK);
        ck_assert_uint_eq(handle, live + 1);
    }
    slot_pool_free(&pool);
}
END_TEST

START_TEST(the_highest_handle_is_the_last)
{
    const slot_class type = class_of(3, 1, UINT32_MAX);
    slot_pool pool;
    slot_pool_init(&pool, &type);
    const uint32_t shift = pool.block_shift;
    pool.used = UINT32_MAX; /* as if all had been given out */
    uint32_t handle = 7;
    ck_assert_int_eq(slot_pool_add(&pool, &handle), SLOT_EFULL);
    ck_assert_uint_eq(handle, 7);
    ck_assert(!slot_pool_has(&pool, 0));
    ck_assert_ptr_null(slot_pool_at(&pool, 0));
    /* The last block alone: the first handle of it, and the highest. */
    pool.used = pool.count = UINT32_MAX >> shift << shift;
    ck_assert_uint_eq(slot_pool_next(&pool, UINT32_MAX), 0);
    unsigned char *const block = malloc(pool.store.block_bytes);
    unsigned char **const blocks = calloc((size_t)1 << (32 - shift), sizeof *blocks);
    ck_assert(block != NULL && blocks != NULL);
    pool.store.blocks = blocks;
    pool.store.count = UINT32_MAX >> shift;
    pool.store.ready = pool.store.count + 1;
    blocks[pool.store.count] = block;
    uint32_t expected = pool.used + 1;
    for (; slot_pool_add(&pool, &handle) == SLOT_OK; expected++) ck_assert_uint_eq(handle, expected);
    ck_assert_uint_eq(handle, UINT32_MAX);
    ck_assert(slot_pool_has(&pool, UINT32_MAX));
    ck_assert_uint_eq(slot_pool_next(&pool, UINT32_MAX - 1), UINT32_MAX);
    ck_assert_uint_eq(slot_pool_next(&pool, UINT32_MAX), 0);
    ck_assert_int_eq(slot_pool_remove(&pool, UINT32_MAX), SLOT_OK);
    ck_assert_uint_eq(slot_pool_next(&pool, UINT32_MAX - 1), 0);
    ck_assert_int_eq(slot_pool_add(&pool, &handle), SLOT_OK);
    ck_assert_uint_eq(handle, UINT32_MAX);
    pool.count = 7; /* as if there were dead ones */
    ck_assert_uint_eq(slot_pool_next(&pool, UINT32_MAX - 1), UINT32_MAX);
    ck_assert_uint_eq(slot_pool_next(&pool, UINT32_MAX), 0);
    free(block);
    free(blocks);
}
END_TEST

START_TEST(a_class_without_capacity_holds_nothing)
{
    const slot_class type = class_of(3, 1, 0);
    slot_pool pool;
    uint32_t handle;
    slot_pool_init(&pool, &type);
    ck_assert_int_eq(slot_pool_add(&pool, &handle), SLOT_EFULL);
    slot_pool_free(&pool);
    slot_pool_free(&pool);
    ck_assert_uint_eq(slot_pool_bytes(&pool), 0);
}
END_TEST

/* ---- Memory and time ---- */

static void fill(slot_pool *pool, uint32_t count)
{
    uint32_t handle = 0;
    for (uint32_t i = 0; i < count; i++) {
        const slot_status status = slot_pool_add(pool, &handle);
        if (status != SLOT_OK || handle == 0) ck_abort_msg("add %u gives %d", i, status);
    }
}

START_TEST(little_is_taken_beside_the_instances)
{
    static const uint32_t sizes[][2] = {{2, 1}, {3, 1}, {4, 4}, {5, 1}, {18, 2}, {64, 64}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const slot_class type = class_of(sizes[i][0], sizes[i][1], UINT32_MAX);
        slot_pool pool;
        slot_pool_init(&pool, &type);
        ck_assert_uint_eq(slot_pool_bytes(&pool), 0);
        fill(&pool, 1000000);
        const double beside = (double)(slot_pool_bytes(&pool) - 1000000 / 8);
        const double instances = 1e6 * type.size;
        if (beside > 1.01 * instances) ck_abort_msg("%u bytes: %f", type.size, beside / instances);
        ck_assert(beside >= instances);
        slot_pool_free(&pool);
    }
}
END_TEST

/* The bits behind the instances of a block take a multiple of the alignment. */
START_TEST(alignment_costs_less_than_a_hundredth)
{
    for (uint32_t align = 1; align <= 4096; align *= 2) {
        for (uint32_t times = 1; times <= 5; times++) {
            const slot_class type = class_of(align * times, align, UINT32_MAX);
            slot_pool pool;
            slot_pool_init(&pool, &type);
            const size_t instances = (size_t)pool.block_places * type.size;
            const size_t bits = pool.block_places / 8;
            ck_assert_uint_le(pool.store.block_bytes - bits, instances + instances / 100);
        }
    }
}
END_TEST

START_TEST(a_small_pool_takes_no_more_than_its_capacity)
{
    for (uint32_t capacity = 1; capacity < 100000; capacity += 1 + capacity / 7) {
        const slot_class type = class_of(18, 2, capacity);
        slot_pool pool;
        slot_pool_init(&pool, &type);
        fill(&pool, capacity);
        const size_t instances = (size_t)capacity * 18;
        const size_t live_bits = (capacity + 63) / 64 * sizeof(uint64_t);
        /* A directory and its spare room, the links of a block. */
        ck_assert_uint_le(slot_pool_bytes(&pool) - live_bits, instances + instances / 32 + 256);
        slot_pool_free(&pool);
    }
}
END_TEST

/* These take minutes where an add or a remove searches, and a blink where it does not. */
START_TEST(reuse_takes_constant_time)
{
    enum { COUNT = 1000000 };
    static const uint32_t sizes[] = {3, 4, 18};
    const slot_class type = class_of(sizes[_i], 1, UINT32_MAX);
    slot_pool pool;
    slot_pool_init(&pool, &type);
    fill(&pool, COUNT);
    for (int i = 0; i < COUNT / 4; i++) { /* a dead one at each end, in turn */
        uint32_t handle;
        const uint32_t low = 1 + (uint32_t)i % 1000;
        ck_assert_int_eq(slot_pool_remove(&pool, low), SLOT_OK);
        ck_assert_int_eq(slot_pool_remove(&pool, COUNT - low), SLOT_OK);
        slot_pool_add(&pool, &handle);
        slot_pool_add(&pool, &handle);
    }
    for (uint32_t stride = 2; stride <= 4097; stride = stride * 8 + 3) {
        for (uint32_t handle = stride; handle <= COUNT; handle += stride) slot_pool_remove(&pool, handle);
        fill(&pool, COUNT - slot_pool_count(&pool));
        ck_assert_uint_eq(pool.used, COUNT);
    }
    for (uint32_t handle = 1; handle < COUNT; handle++) slot_pool_remove(&pool, handle);
    for (int i = 0; i < 300; i++) ck_assert_uint_eq(slot_pool_next(&pool, 0), COUNT); /* by words */
    slot_pool_free(&pool);
}
END_TEST

/* A pool as a queue that is emptied from its begin: blocks of dead ones are not looked at again word by word. */
START_TEST(taking_the_first_until_none_is_left_is_fast)
{
    slot_class type = class_of(3, 1, _i == 0 ? UINT32_MAX : 1000000);
    type.generation_bits = _i == 0 ? 0 : 1;
    slot_pool pool;
    slot_pool_init(&pool, &type);
    for (int round = 0; round < 3; round++) { /* with generations the last round finds every place retired */
        const uint32_t count = _i == 1 && round == 2 ? 0 : 1000000;
        uint32_t expected = 0;
        fill(&pool, count);
        for (uint32_t handle; (handle = slot_pool_next(&pool, 0)) != 0;) {
            if ((handle & pool.place_mask) != ++expected) ck_abort_msg("%u comes behind %u", handle, expected - 1);
            slot_pool_remove(&pool, handle);
        }
        ck_assert_uint_eq(expected, count);
    }
    slot_pool_free(&pool);
}
END_TEST

Suite *pool_suite(void)
{
    Suite *suite = suite_create("pool");
    TCase *cases = tcase_create("pool");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, a_wide_load_may_overrun_any_instance, 0, 9);
    tcase_add_test(cases, foreign_handles_are_stale);
    tcase_add_test(cases, the_highest_handle_is_the_last);
    tcase_add_test(cases, a_class_without_capacity_holds_nothing);
    tcase_add_test(cases, little_is_taken_beside_the_instances);
    tcase_add_test(cases, alignment_costs_less_than_a_hundredth);
    tcase_add_test(cases, a_small_pool_takes_no_more_than_its_capacity);
    tcase_add_loop_test(cases, reuse_takes_constant_time, 0, 3);
    tcase_add_loop_test(cases, taking_the_first_until_none_is_left_is_fast, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
