/* SPDX-License-Identifier: MIT */
/* Names of slots, enums and flags: every one is found, and nothing that only resembles one. Pools. */
#include "read.h"
#include "whole.h"

#include <stdlib.h>
#include <string.h>

/* Looks a name up in memory that ends where the name does. */
static int find(const slot_class *type, const char *name, size_t length)
{
    char *copy = malloc(length > 0 ? length : 1);
    if (copy == NULL) abort();
    memcpy(copy, name, length);
    const int index = slot_find(type, copy, length);
    free(copy);
    return index;
}

static int expected_index(const struct meant_class *meant, const char *name, size_t length)
{
    for (int i = 0; i < meant->slot_count; i++) {
        if (strlen(meant->slots[i].name) == length && memcmp(meant->slots[i].name, name, length) == 0) return i;
    }
    return -1;
}

static void check_lookup(const struct tested_class *class, const char *name, size_t length)
{
    const int expected = expected_index(class->meant, name, length);
    const int index = find(class->type, name, length);
    CHECK(index == expected, "'%.*s': %d, not %d", (int)length, name, index, expected);
}

static void check_near_misses(const struct tested_class *class, struct prng *prng, const char *name)
{
    char text[512];
    const size_t length = strlen(name);
    memcpy(text, name, length + 1);
    for (size_t cut = 0; cut <= length; cut++) check_lookup(class, text, cut);
    check_lookup(class, text, length + 1); /* with its NUL */
    check_lookup(class, text + 1, length - 1);
    for (size_t at = 0; at < length; at++) {
        text[at] = (char)(text[at] ^ (1 << prng_below(prng, 8)));
        check_lookup(class, text, length);
        text[at] = name[at];
    }
    memset(text + length, 'x', 300);
    check_lookup(class, text, length + 300);
    check_lookup(class, text, length + 1);
}

static void check_type(const slot_type *type, const struct meant_type *meant)
{
    CHECK(strcmp(type->name, meant->full_name) == 0, "%s, not %s", type->name, meant->full_name);
    CHECK(type->names.count == meant->count, "%u", type->names.count);
    for (unsigned i = 0; i < meant->count; i++) {
        size_t length = 0;
        int value = -77;
        const char *name = slot_type_name(type, meant->values[i], &length);
        CHECK(name != NULL && strcmp(name, meant->names[i]) == 0 && length == strlen(name), "%s", meant->names[i]);
        CHECK(slot_type_find(type, meant->names[i], strlen(meant->names[i]), &value) == SLOT_OK &&
                  value == meant->values[i],
              "%s: %d", meant->names[i], value);
        if (!type->is_flags) CHECK(slot_type_ordinal(type, meant->values[i]) == (int)i, "%d", meant->values[i]);
        const int64_t near[] = {(int64_t)meant->values[i] - 1, (int64_t)meant->values[i] + 1,
                                (int64_t)meant->values[i] + (INT64_C(1) << 32),
                                (int64_t)meant->values[i] - (INT64_C(1) << 32)};
        for (unsigned k = 0; k < 4; k++) {
            bool is_member = false;
            for (unsigned j = 0; j < meant->count; j++) is_member = is_member || meant->values[j] == near[k];
            CHECK((slot_type_name(type, near[k], NULL) != NULL) == is_member, "%lld", (long long)near[k]);
            if (!type->is_flags)
                CHECK((slot_type_ordinal(type, near[k]) >= 0) == is_member, "%lld", (long long)near[k]);
        }
        value = -77;
        CHECK(slot_type_find(type, "no such member", 14, &value) == SLOT_ENAME && value == -77, "%d", value);
    }
}

void names_check(const struct tested_class *class, struct prng *prng)
{
    check_place.what = "names";
    check_lookup(class, "", 0);
    check_lookup(class, "never declared", 14);
    for (int i = 0; i < class->meant->slot_count; i++) {
        const struct meant_slot *slot = &class->meant->slots[i];
        check_place.slot_name = slot->name;
        CHECK(slot_find(class->type, slot->name, strlen(slot->name)) == i, "%d", i);
        CHECK(slot_name(class->type, i) != NULL && strcmp(slot_name(class->type, i), slot->name) == 0, "%d", i);
        check_near_misses(class, prng, slot->name);
        if (slot->type != NULL) check_type(class->type->types[class->type->descriptors[i].bias], slot->type);
    }
}

/* ---- Pools: adds and removes at random, against a list of what lives ---- */

enum { POOL_MOST = 3000, POOL_STEPS = 4000 };

struct living {
    uint32_t handle;
    void *address;
};

static void check_living(slot_pool *pool, const struct living *living, unsigned count)
{
    unsigned seen = 0;
    for (uint32_t handle = slot_pool_next(pool, 0); handle != 0; handle = slot_pool_next(pool, handle)) {
        CHECK(slot_pool_has(pool, handle), "%u", handle);
        seen++;
    }
    CHECK(seen == count && slot_pool_count(pool) == count, "%u of %u", seen, count);
    for (unsigned i = 0; i < count; i++) {
        CHECK(slot_pool_at(pool, living[i].handle) == living[i].address, "%u moved", living[i].handle);
    }
}

void pool_check(const struct tested_class *class, struct prng *prng)
{
    const uint32_t capacity = class->meant->pool_capacity;
    if (capacity == 0) return;
    struct living *living = calloc(POOL_MOST, sizeof *living);
    void *fresh = read_new(class);
    unsigned count = 0;
    slot_pool pool;
    if (living == NULL) abort();
    check_place.what = "pool";
    slot_pool_init(&pool, class->type);
    for (int step = 0; step < POOL_STEPS; step++) {
        const bool grow = prng_below(prng, 8) < (step < POOL_STEPS * 2 / 3 ? 6u : 2u);
        uint32_t handle = 77;
        if (grow && count < POOL_MOST) {
            const slot_status status = slot_pool_add(&pool, &handle);
            CHECK(status == (count == capacity ? SLOT_EFULL : SLOT_OK), "%d at %u", (int)status, count);
            if (status != SLOT_OK) continue;
            void *address = slot_pool_at(&pool, handle);
            CHECK(handle >= 1 && handle <= capacity && address != NULL, "%u", handle);
            CHECK((uintptr_t)address % class->align == 0, "%p", address);
            CHECK(memcmp(address, fresh, class->size) == 0, "%u", handle);
            for (unsigned i = 0; i < count; i++) {
                if (living[i].handle == handle || living[i].address == address)
                    CHECK(false, "%u is given out twice", handle);
            }
            memset(address, 0xff, class->size);
            living[count++] = (struct living){handle, address};
        } else if (count > 0) {
            const unsigned i = prng_below(prng, count);
            CHECK(slot_pool_remove(&pool, living[i].handle) == SLOT_OK, "%u", living[i].handle);
            CHECK(slot_pool_remove(&pool, living[i].handle) == SLOT_ESTALE && !slot_pool_has(&pool, living[i].handle),
                  "%u", living[i].handle);
            living[i] = living[--count];
        }
        if (step % 500 == 0) check_living(&pool, living, count);
    }
    check_living(&pool, living, count);
    CHECK(slot_pool_at(&pool, 0) == NULL && !slot_pool_has(&pool, 0) && !slot_pool_has(&pool, UINT32_MAX - 1), "null");
    slot_pool_free(&pool);
    CHECK(slot_pool_count(&pool) == 0 && slot_pool_next(&pool, 0) == 0 && slot_pool_bytes(&pool) == 0, "free");
    free(living);
    read_delete(class, fresh);
}
