/* SPDX-License-Identifier: MIT */
/*
 * An allocator for tests of containers: fails once its allocations are used up, checks what is given back, and fills
 * what it gives with garbage. At the end nothing may be out.
 */
#ifndef SLOTGEN_TESTS_UNIT_SCARCE_H
#define SLOTGEN_TESTS_UNIT_SCARCE_H

#include <slotgen/memory.h>

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined(_WIN32)
#include <malloc.h>
#endif

struct scarce {
    slot_allocator allocator;
    slot_storage storage; /* what containers are made with */
    int left;             /* allocations before one fails; negative: none does */
    size_t bytes;         /* given out */
    size_t largest;       /* alignment that was asked for */
};

/* Memory of an alignment; on Windows it is given back by a function of its own. */
static inline void *scarce_aligned(size_t align, size_t size)
{
#if defined(_WIN32)
    return _aligned_malloc(size, align);
#else
    return aligned_alloc(align, size);
#endif
}

static inline void scarce_free(void *memory)
{
#if defined(_WIN32)
    _aligned_free(memory);
#else
    free(memory);
#endif
}

/* Ahead of what is given lies its size: so many bytes ahead that the alignment stays. */
static inline size_t scarce_head(size_t align)
{
    return align > 64 ? align : 64;
}

/* Only the begin of much memory is filled: tests of growth take hundreds of megabytes and touch none. */
static inline void *scarce_allocate(void *context, size_t size, size_t align)
{
    enum { FILLED = 1 << 20 };
    struct scarce *const scarce = context;
    const size_t head = scarce_head(align);
    ck_assert_uint_gt(size, 0);
    ck_assert(align != 0 && (align & (align - 1)) == 0);
    if (scarce->left == 0 || size > SIZE_MAX / 4) return NULL;
    if (scarce->left > 0) scarce->left--;
    unsigned char *const memory = scarce_aligned(head, (head + size + head - 1) / head * head);
    if (memory == NULL) return NULL;
    memcpy(memory, &size, sizeof size);
    memset(memory + head, 0xa5, size < FILLED ? size : FILLED);
    scarce->bytes += size;
    if (align > scarce->largest) scarce->largest = align;
    return memory + head;
}

static inline void scarce_release(void *context, void *memory, size_t size, size_t align)
{
    struct scarce *const scarce = context;
    ck_assert_ptr_nonnull(memory);
    unsigned char *const head = (unsigned char *)memory - scarce_head(align);
    size_t given;
    memcpy(&given, head, sizeof given);
    ck_assert_uint_eq(given, size);
    scarce->bytes -= size;
    scarce_free(head);
}

static inline void scarce_begin(struct scarce *scarce, int left)
{
    memset(scarce, 0, sizeof *scarce);
    scarce->allocator.allocate = scarce_allocate;
    scarce->allocator.release = scarce_release;
    scarce->allocator.context = scarce;
    scarce->storage.allocator = &scarce->allocator;
    scarce->left = left;
}

#endif
