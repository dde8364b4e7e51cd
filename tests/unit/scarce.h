/* SPDX-License-Identifier: MIT */
/*
 * An allocator for tests of containers: fails once its allocations are used up, checks what is given back, and fills
 * what it gives with garbage. At the end nothing may be out.
 */
#ifndef SLOTGEN_TESTS_UNIT_SCARCE_H
#define SLOTGEN_TESTS_UNIT_SCARCE_H

#include <slotgen/memory.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct scarce {
    slot_allocator allocator;
    slot_storage storage; /* what containers are made with */
    int left;             /* allocations before one fails; negative: none does */
    size_t bytes;         /* given out */
};

/* Ahead of what is given lies its size. */
enum { SCARCE_HEAD = 64 };

static inline void *scarce_allocate(void *context, size_t size, size_t align)
{
    struct scarce *const scarce = context;
    ck_assert_uint_gt(size, 0);
    ck_assert_uint_le(align, SCARCE_HEAD);
    if (scarce->left == 0 || size > (size_t)1 << 40) return NULL;
    if (scarce->left > 0) scarce->left--;
    unsigned char *const memory = aligned_alloc(SCARCE_HEAD, (SCARCE_HEAD + size + SCARCE_HEAD - 1) / 64 * 64);
    if (memory == NULL) return NULL;
    memcpy(memory, &size, sizeof size);
    memset(memory + SCARCE_HEAD, 0xa5, size);
    scarce->bytes += size;
    return memory + SCARCE_HEAD;
}

static inline void scarce_release(void *context, void *memory, size_t size, size_t align)
{
    struct scarce *const scarce = context;
    unsigned char *const head = (unsigned char *)memory - SCARCE_HEAD;
    size_t given;
    memcpy(&given, head, sizeof given);
    ck_assert_uint_eq(given, size);
    ck_assert_uint_le(align, SCARCE_HEAD);
    scarce->bytes -= size;
    free(head);
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
