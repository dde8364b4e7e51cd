/* SPDX-License-Identifier: MIT */
/*
 * What the tests of containers share: checks that count, random numbers, and an allocator that counts what is out and
 * fails when it is told to. Each test is a plain C11 program, so that it also runs on other hosts.
 */
#ifndef STORAGE_H
#define STORAGE_H

#include <slotgen/memory.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if defined(_WIN32)
#include <malloc.h>
#endif

/* ---- Checks ---- */

static unsigned long passed;
static unsigned long failed;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (condition) passed++;                                                                                       \
        else if (failed++ < 20) fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
    } while (0)

/* The exit status of the program. */
static inline int check_end(void)
{
    printf("%lu checks, %lu failed\n", passed, failed);
    return failed == 0 && passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* What is included once for each class joins its name to those of functions: JOIN(kept_Day, init) is kept_Day_init. */
#define JOIN_NAMES(a, b) a##_##b
#define JOIN(a, b)       JOIN_NAMES(a, b)

/* ---- Random numbers, the same everywhere ---- */

static uint64_t random_state = 1;

static inline uint64_t random_bits(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static inline uint32_t random_below(uint32_t limit)
{
    return (uint32_t)((random_bits() >> 32) * limit >> 32);
}

/* A value of some kind, which a slot may or may not hold. */
static inline slot_value random_value(void)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    switch (random_below(12)) {
    case 0: return slot_from_bool(random_below(2) == 1);
    case 1: return slot_from_uint(random_bits());
    case 2: return slot_from_float((double)random_below(100) / 4);
    case 3: return slot_from_text(letters + random_below(13), random_below(10));
    case 4: return slot_from_bytes(letters + random_below(20), 3);
    case 5: return slot_from_symbol(NULL, random_below(101));
    case 6: return slot_from_ref(NULL, random_below(10000000));
    case 7: return slot_unset();
    case 8: return slot_from_uint(random_below(64));
    case 9: return slot_from_int(random_below(2) == 0 ? (int64_t)random_bits() : -10 * (int64_t)random_below(5));
    default: return slot_from_int((int64_t)random_below(random_below(2) == 0 ? 100 : 1000000));
    }
}

/* ---- Memory ---- */

struct purse {
    size_t bytes;     /* that are out */
    long allocations; /* so far */
    long failing;     /* the number of the allocation that fails, from 1 on; 0: none */
    long left;        /* allocations that succeed from here on; negative: all */
};

/* Memory of an alignment; on Windows it is given back by a function of its own. */
static inline void *purse_aligned(size_t align, size_t size)
{
#if defined(_WIN32)
    return _aligned_malloc(size, align);
#else
    return aligned_alloc(align, size);
#endif
}

static inline void purse_free(void *memory)
{
#if defined(_WIN32)
    _aligned_free(memory);
#else
    free(memory);
#endif
}

static inline void *purse_take(void *context, size_t size, size_t align)
{
    struct purse *const purse = (struct purse *)context;
    CHECK(size > 0 && align > 0 && (align & (align - 1)) == 0);
    if (++purse->allocations == purse->failing || purse->left == 0) return NULL;
    if (purse->left > 0) purse->left--;
    /* In front of it, its size; as far in front as the alignment asks for. */
    const size_t front = align < 2 * sizeof(size_t) ? 2 * sizeof(size_t) : align;
    unsigned char *const memory = (unsigned char *)purse_aligned(front, (front + size + front - 1) / front * front);
    if (memory == NULL) return NULL;
    memcpy(memory + front - sizeof size, &size, sizeof size);
    memset(memory + front, 0xa5, size < 1000000 ? size : 1000000);
    purse->bytes += size;
    return memory + front;
}

static inline void purse_give(void *context, void *memory, size_t size, size_t align)
{
    struct purse *const purse = (struct purse *)context;
    const size_t front = align < 2 * sizeof(size_t) ? 2 * sizeof(size_t) : align;
    size_t taken = 0;
    CHECK(memory != NULL);
    if (memory == NULL) return;
    memcpy(&taken, (unsigned char *)memory - sizeof taken, sizeof taken);
    CHECK(taken == size);
    purse->bytes -= size;
    memset(memory, 0x5a, size < 1000000 ? size : 1000000);
    purse_free((unsigned char *)memory - front);
}

static inline slot_allocator purse_allocator(struct purse *purse)
{
    const slot_allocator allocator = {purse_take, purse_give, purse};
    return allocator;
}

static inline struct purse purse_full(void)
{
    const struct purse purse = {0, 0, 0, -1};
    return purse;
}

#endif
