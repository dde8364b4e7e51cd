/* SPDX-License-Identifier: MIT */
/* @own: a unit in host order, with its address. */
#include "check.h"

static bool is_aligned(const void *pointer, size_t size)
{
    return SLOT_POINTER_TO_WORD(pointer) % size == 0;
}

static void check_addresses(void)
{
    ops_Counter counter;
    ops_Counter_init(&counter);
    uint32_t *const hits = ops_Counter_ptr_hits(&counter);
    uint64_t *const misses = ops_Counter_ptr_misses(&counter);
    uint16_t *const maybe = ops_Counter_ptr_maybe(&counter);
    CHECK(is_aligned(hits, sizeof *hits) && is_aligned(misses, sizeof *misses) && is_aligned(maybe, sizeof *maybe));
    CHECK(*hits == 0 && *misses == 258 && *ops_Counter_ptr_level(&counter) == 105 && *maybe == 0);
    *hits += 70000;
    CHECK(ops_Counter_get_hits(&counter) == 70000);
    *misses += 1;
    CHECK(ops_Counter_get_misses(&counter) == 259);
    ops_Counter_set_level(&counter, -100);
    ops_Counter_set_maybe(&counter, 300);
    ops_Counter_set_spin(&counter, true);
    CHECK(*ops_Counter_ptr_level(&counter) == 0 && *maybe == 301 && *ops_Counter_ptr_spin(&counter) == 1);
    ops_Counter_add_misses(&counter, INT64_MAX);
    CHECK(*misses == UINT64_C(1000000000000) && ops_Counter_valid(&counter));
    *misses += 1;
    CHECK(!ops_Counter_valid(&counter));
    *misses = 513;
    int64_t integer;
    CHECK(slot_get_int(&ops_Counter_class, &counter, ops_Counter_SLOT_misses, &integer) == SLOT_OK && integer == 513);
    CHECK(slot_set_int(&ops_Counter_class, &counter, ops_Counter_SLOT_hits, 0x1020304) == SLOT_OK);
    CHECK(*hits == 0x1020304 && ops_Counter_get_level(&counter) == -100);
}

/* What is written beside it changes nothing in a unit, whatever is in there. */
static void check_neighbours(void)
{
    ops_Counter counter;
    ops_Counter_init(&counter);
    memset(ops_Counter_ptr_hits(&counter), 0xff, sizeof(uint32_t));
    memset(ops_Counter_ptr_misses(&counter), 0xff, sizeof(uint64_t));
    ops_Counter before = counter;
    for (int64_t i = 0; i <= 100; i++) {
        ops_Counter_set_kind(&counter, i);
        ops_Counter_set_state(&counter, i % 2 == 0);
        ops_Counter_set_few(&counter, SLOT_CAST(size_t, i % 3), i % 6);
        CHECK(slot_set_int(&ops_Counter_class, &counter, ops_Counter_SLOT_ready, i % 10) == SLOT_OK);
        CHECK(ops_Counter_get_kind(&counter) == i && ops_Counter_get_few(&counter, SLOT_CAST(size_t, i % 3)) == i % 6);
    }
    CHECK(same_bytes(&counter.members.hits, &before.members.hits, sizeof before.members.hits));
    CHECK(same_bytes(&counter.members.misses, &before.members.misses, sizeof before.members.misses));
}

static void check_inherited(void)
{
    ops_CounterDerived derived;
    ops_Held held;
    ops_CounterDerived_init(&derived);
    ops_Held_init(&held);
    *ops_CounterDerived_ptr_last(&derived) = 7;
    *ops_CounterDerived_ptr_hits(&derived) = 8;
    CHECK(ops_CounterDerived_get_last(&derived) == 7);
    CHECK(ops_Counter_get_hits(ops_CounterDerived_view_Counter(&derived)) == 8 && ops_CounterDerived_valid(&derived));
    CHECK(*ops_Counter_ptr_misses(ops_Held_at_counter(&held)) == 258 && ops_Held_valid(&held));
}

void check_own(void)
{
    check_addresses();
    check_neighbours();
    check_inherited();
}
