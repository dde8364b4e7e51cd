/* SPDX-License-Identifier: MIT */
/*
 * @own under ThreadSanitizer (run.sh): one thread counts atomically through the addresses of units while another one
 * sets, reads and clears everything beside them, by accessors and by index. A word of a neighbour that covered a byte of a
 * unit would be a race.
 */
#include "layouts.slots.h"

#include <pthread.h>
#include <stdio.h>

enum { ROUNDS = 20000 };

static ops_CounterDerived shared;
static ops_Held held;

static void *count(void *unused)
{
    (void)unused;
    for (int i = 0; i < ROUNDS; i++) {
        __atomic_fetch_add(ops_CounterDerived_ptr_hits(&shared), 1, __ATOMIC_RELAXED);
        __atomic_fetch_add(ops_CounterDerived_ptr_misses(&shared), 1, __ATOMIC_RELAXED);
        __atomic_fetch_xor(ops_CounterDerived_ptr_spin(&shared), 1, __ATOMIC_RELAXED);
        __atomic_fetch_xor(ops_CounterDerived_ptr_level(&shared), 1, __ATOMIC_RELAXED);
        __atomic_store_n(ops_CounterDerived_ptr_maybe(&shared), (uint16_t)(i % 302), __ATOMIC_RELAXED);
        __atomic_fetch_add(ops_CounterDerived_ptr_last(&shared), 3, __ATOMIC_RELAXED);
        __atomic_fetch_add(ops_Counter_ptr_hits(ops_Held_at_counter(&held)), 1, __ATOMIC_RELAXED);
    }
    return NULL;
}

/* Whether slot `index` lies alone. */
static bool is_own(int index)
{
    return index == ops_CounterDerived_SLOT_hits || index == ops_CounterDerived_SLOT_misses ||
           index == ops_CounterDerived_SLOT_level || index == ops_CounterDerived_SLOT_spin ||
           index == ops_CounterDerived_SLOT_maybe || index == ops_CounterDerived_SLOT_last;
}

static int set_beside(int i)
{
    slot_value value;
    int wrong = 0;
    ops_CounterDerived_set_kind(&shared, i % 101);
    ops_CounterDerived_set_state(&shared, i % 2 == 0);
    ops_CounterDerived_set_ready(&shared, i % 10);
    ops_CounterDerived_set_more(&shared, i % 1001);
    ops_CounterDerived_set_few(&shared, (size_t)i % 3, i % 6);
    ops_Held_set_a(&held, i % 2 == 0);
    wrong += ops_CounterDerived_get_kind(&shared) != i % 101 || ops_CounterDerived_get_more(&shared) != i % 1001;
    wrong += ops_CounterDerived_get_few(&shared, (size_t)i % 3) != i % 6;
    for (int index = 0; index < ops_CounterDerived_NSLOTS; index++) {
        const uint32_t element = index == ops_CounterDerived_SLOT_few ? (uint32_t)i % 3 : 0;
        if (is_own(index)) continue;
        wrong += slot_get_at(&ops_CounterDerived_class, &shared, index, element, &value) != SLOT_OK;
        wrong += slot_set_at(&ops_CounterDerived_class, &shared, index, element, value) != SLOT_OK;
    }
    return wrong;
}

int main(void)
{
    pthread_t thread;
    int wrong = 0;
    ops_CounterDerived_init(&shared);
    ops_Held_init(&held);
    if (pthread_create(&thread, NULL, count, NULL) != 0) return 2;
    for (int i = 0; i < ROUNDS; i++) wrong += set_beside(i);
    pthread_join(thread, NULL);
    wrong += ops_CounterDerived_get_hits(&shared) != ROUNDS || ops_CounterDerived_get_last(&shared) != 3 * ROUNDS;
    wrong += ops_CounterDerived_get_misses(&shared) != ROUNDS + 258 || !ops_CounterDerived_valid(&shared);
    printf("%d wrong\n", wrong);
    return wrong == 0 ? 0 : 1;
}
