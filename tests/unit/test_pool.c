/* SPDX-License-Identifier: MIT */
/*
 * Pools against a model: a list of handles that live, their addresses and what was written there.
 *
 * Classes have no slots here, only a size. tests/run/storage does the same with generated pools.
 */
#include "scarce.h"
#include "unit.h"

#include <slotgen/pool.h>

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Classes and random numbers ---- */

enum { LARGEST = 70000 };

static unsigned char pattern[LARGEST];

static slot_class class_of(uint32_t size, uint32_t align, uint32_t capacity, bool has_initial)
{
    for (size_t i = 0; i < sizeof pattern; i++) pattern[i] = (unsigned char)(i * 7 + 1);
    slot_class type;
    memset(&type, 0, sizeof type);
    type.name = "Any";
    type.abi = &slot_abi_1;
    type.size = size;
    type.align = align;
    type.pool_capacity = capacity;
    type.initial = has_initial ? pattern : NULL;
    return type;
}

static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % limit);
}

static const struct {
    uint32_t size;
    uint32_t align;
    uint32_t capacity;
    int steps;
} kinds[] = {
    {1, 1, 20000, 120000},   {2, 1, 9000, 60000},    {3, 1, 20000, 200000}, {4, 1, 20000, 200000},
    {5, 1, 300, 20000},      {7, 1, 65, 9000},       {8, 8, 5000, 40000},   {9, 1, 4097, 40000},
    {12, 4, 4096, 40000},    {15, 1, 4095, 40000},   {16, 16, 64, 9000},    {17, 1, 63, 9000},
    {18, 2, 10000, 100000},  {31, 1, 5000, 40000},   {32, 8, 5000, 40000},  {33, 1, 5000, 40000},
    {200, 8, 2000, 20000},   {3, 1, 1, 200},         {18, 1, 2, 400},       {40000, 1, 9, 900},
    {20000, 4, 30, 3000},    {LARGEST, 1, 20, 2000}, {64, 64, 3000, 20000}, {192, 32, 700, 9000},
    {4096, 4096, 100, 3000}, {8192, 4096, 40, 2000},
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static slot_class class_of_kind(int kind)
{
    return class_of(kinds[kind].size, kinds[kind].align, kinds[kind].capacity, kind % 2 == 0);
}

/* ---- The model ---- */

struct model {
    const slot_class *type;
    slot_pool pool;
    uint32_t highest; /* handle given out so far */
    uint32_t count;
    unsigned char **addresses; /* by handle; NULL where dead */
    unsigned char **known;     /* the address that the handle had whenever it lived */
};

static void model_begin(struct model *model, const slot_class *type)
{
    memset(model, 0, sizeof *model);
    model->type = type;
    slot_pool_init(&model->pool, type);
    model->addresses = calloc(type->pool_capacity + 1, sizeof *model->addresses);
    model->known = calloc(type->pool_capacity + 1, sizeof *model->known);
    ck_assert(model->addresses != NULL && model->known != NULL);
}

static void model_end(struct model *model)
{
    slot_pool_free(&model->pool);
    ck_assert_uint_eq(slot_pool_bytes(&model->pool), 0);
    ck_assert_uint_eq(slot_pool_count(&model->pool), 0);
    ck_assert_uint_eq(slot_pool_next(&model->pool, 0), 0);
    free(model->addresses);
    free(model->known);
}

static unsigned char stamp(uint32_t handle, uint32_t byte)
{
    return (unsigned char)(handle * 31u + (handle >> 8) + byte);
}

/* Looks at both ends and some bytes between. */
static void check_stamp(const struct model *model, uint32_t handle)
{
    const uint32_t size = model->type->size;
    for (uint32_t i = 0; i < size; i += i < 32 ? 1 : 997) {
        if (model->addresses[handle][i] != stamp(handle, i)) ck_abort_msg("handle %u of %u bytes lost", handle, size);
    }
    ck_assert_uint_eq(model->addresses[handle][size - 1], stamp(handle, size - 1));
}

static void model_add(struct model *model)
{
    const uint32_t capacity = model->type->pool_capacity;
    const uint32_t size = model->type->size;
    uint32_t handle = 12345678;
    const slot_status status = slot_pool_add(&model->pool, &handle);
    if (model->count == capacity) {
        ck_assert_int_eq(status, SLOT_EFULL);
        ck_assert_uint_eq(handle, 12345678);
        return;
    }
    ck_assert_int_eq(status, SLOT_OK);
    ck_assert(handle >= 1 && handle <= capacity);
    ck_assert_ptr_null(model->addresses[handle]);
    if (model->count == model->highest) ck_assert_uint_eq(handle, ++model->highest);
    else ck_assert_uint_le(handle, model->highest); /* the dead come first */
    unsigned char *const at = slot_pool_at(&model->pool, handle);
    ck_assert_ptr_nonnull(at);
    ck_assert_uint_eq((uintptr_t)at % model->type->align, 0);
    if (model->known[handle] != NULL) ck_assert_ptr_eq(at, model->known[handle]);
    for (uint32_t i = 0; i < size; i++) {
        const unsigned char expected = model->type->initial == NULL ? 0 : pattern[i];
        if (at[i] != expected) ck_abort_msg("byte %u of %u is not initial", i, size);
        at[i] = stamp(handle, i);
    }
    model->addresses[handle] = at;
    model->known[handle] = at;
    model->count++;
}

static void model_remove(struct model *model, uint32_t handle)
{
    const bool lives = handle >= 1 && handle <= model->highest && model->addresses[handle] != NULL;
    ck_assert_int_eq(slot_pool_has(&model->pool, handle), lives);
    ck_assert_int_eq(slot_pool_remove(&model->pool, handle), lives ? SLOT_OK : SLOT_ESTALE);
    if (!lives) return;
    check_stamp(model, handle);
    model->addresses[handle] = NULL;
    model->count--;
    ck_assert(!slot_pool_has(&model->pool, handle));
    ck_assert_int_eq(slot_pool_remove(&model->pool, handle), SLOT_ESTALE);
}

static void check_model(const struct model *model)
{
    uint32_t expected = 1;
    uint32_t seen = 0;
    for (uint32_t handle = slot_pool_next(&model->pool, 0); handle != 0;
         handle = slot_pool_next(&model->pool, handle)) {
        while (expected <= model->highest && model->addresses[expected] == NULL) expected++;
        ck_assert_uint_eq(handle, expected);
        ck_assert_ptr_eq(slot_pool_at(&model->pool, handle), model->addresses[handle]);
        check_stamp(model, handle);
        expected++;
        seen++;
    }
    ck_assert_uint_eq(seen, model->count);
    ck_assert_uint_eq(slot_pool_count(&model->pool), model->count);
    ck_assert_ptr_null(slot_pool_at(&model->pool, 0));
    ck_assert_ptr_null(slot_pool_at(&model->pool, model->highest + 1));
    ck_assert_uint_eq(slot_pool_next(&model->pool, UINT32_MAX), 0);
}

START_TEST(random_steps_follow_the_model)
{
    const slot_class type = class_of_kind(_i);
    const uint32_t capacity = type.pool_capacity;
    struct model model;
    model_begin(&model, &type);
    random_state = (uint64_t)_i + 1;
    uint32_t adds_in_ten = 9; /* drifts: mostly adding, mostly removing */
    const int check_each = kinds[_i].steps / 20;
    for (int step = 0; step < kinds[_i].steps; step++) {
        if (step % (check_each * 2) == 0) adds_in_ten = step == 0 ? 9 : 2 + random_below(8);
        if (random_below(10) < adds_in_ten) model_add(&model);
        else model_remove(&model, random_below(capacity + 2));
        if (step % check_each == 0) check_model(&model);
    }
    while (model.count < capacity) model_add(&model);
    model_add(&model); /* one too many */
    check_model(&model);
    for (uint32_t handle = capacity + 1; handle-- > 0;) model_remove(&model, handle);
    check_model(&model);
    model_end(&model);
}
END_TEST

START_TEST(a_wide_load_may_overrun_any_instance)
{
    const slot_class type = class_of_kind(_i);
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
    const slot_class type = class_of(3, 1, UINT32_MAX, true);
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
    const slot_class type = class_of(3, 1, UINT32_MAX, false);
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
    const slot_class type = class_of(3, 1, 0, false);
    slot_pool pool;
    uint32_t handle;
    slot_pool_init(&pool, &type);
    ck_assert_int_eq(slot_pool_add(&pool, &handle), SLOT_EFULL);
    slot_pool_free(&pool);
    slot_pool_free(&pool);
    ck_assert_uint_eq(slot_pool_bytes(&pool), 0);
}
END_TEST

START_TEST(a_freed_pool_may_be_filled_again)
{
    const slot_class type = class_of(3, 1, 5000, true);
    struct model model;
    model_begin(&model, &type);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 5000; i++) model_add(&model);
        for (uint32_t i = 1; i < 5000; i += 3) model_remove(&model, i);
        check_model(&model);
        slot_pool_free(&model.pool);
        memset(model.addresses, 0, 5001 * sizeof *model.addresses);
        memset(model.known, 0, 5001 * sizeof *model.known);
        model.count = model.highest = 0;
        check_model(&model);
    }
    model_end(&model);
}
END_TEST

/* ---- No memory ---- */

START_TEST(without_memory_nothing_changes)
{
    const slot_class type = class_of_kind(_i);
    struct scarce scarce;
    scarce_begin(&scarce, -1);
    slot_pool pool;
    slot_pool_init_with(&pool, &type, &scarce.storage);
    uint32_t added = 0;
    uint32_t failures = 0;
    while (added < type.pool_capacity) {
        /* Let no allocation succeed, then one, then two, ... until the add does. */
        for (int allowed = 0;; allowed++) {
            const slot_pool before = pool;
            const size_t bytes = scarce.bytes;
            uint32_t handle = 99999;
            scarce.left = allowed;
            const slot_status status = slot_pool_add(&pool, &handle);
            if (status == SLOT_OK) {
                ck_assert_uint_eq(handle, added + 1);
                break;
            }
            ck_assert_int_eq(status, SLOT_ENOMEM);
            ck_assert_uint_eq(handle, 99999);
            ck_assert_int_eq(memcmp(&pool, &before, sizeof pool), 0);
            ck_assert_uint_eq(scarce.bytes, bytes);
            failures++;
        }
        ck_assert_uint_eq(slot_pool_bytes(&pool), scarce.bytes);
        added++;
    }
    ck_assert_uint_gt(failures, 2); /* the block and the directories, each at least once */
    for (uint32_t handle = slot_pool_next(&pool, 0); handle != 0; handle = slot_pool_next(&pool, handle)) {
        ck_assert(slot_pool_has(&pool, handle));
        ck_assert_int_eq(slot_pool_remove(&pool, handle), SLOT_OK);
        added--;
    }
    ck_assert_uint_eq(added, 0);
    slot_pool_free(&pool);
    ck_assert_uint_eq(scarce.bytes, 0);
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
        const slot_class type = class_of(sizes[i][0], sizes[i][1], UINT32_MAX, false);
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

START_TEST(a_small_pool_takes_no_more_than_its_capacity)
{
    for (uint32_t capacity = 1; capacity < 100000; capacity += 1 + capacity / 7) {
        const slot_class type = class_of(18, 2, capacity, false);
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
    const slot_class type = class_of(sizes[_i], 1, UINT32_MAX, true);
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

Suite *pool_suite(void)
{
    Suite *suite = suite_create("pool");
    TCase *cases = tcase_create("pool");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, random_steps_follow_the_model, 0, KINDS);
    tcase_add_loop_test(cases, a_wide_load_may_overrun_any_instance, 0, KINDS);
    tcase_add_test(cases, foreign_handles_are_stale);
    tcase_add_test(cases, the_highest_handle_is_the_last);
    tcase_add_test(cases, a_class_without_capacity_holds_nothing);
    tcase_add_test(cases, a_freed_pool_may_be_filled_again);
    tcase_add_loop_test(cases, without_memory_nothing_changes, 0, KINDS);
    tcase_add_test(cases, little_is_taken_beside_the_instances);
    tcase_add_test(cases, a_small_pool_takes_no_more_than_its_capacity);
    tcase_add_loop_test(cases, reuse_takes_constant_time, 0, 3);
    suite_add_tcase(suite, cases);
    return suite;
}
