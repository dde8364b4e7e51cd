/* SPDX-License-Identifier: MIT-0 */
/*
 * Memory by a container's storage: the program's allocator or malloc, and huge pages where they were asked for.
 */
#if defined(__linux__) && !defined(_DEFAULT_SOURCE)
#define _DEFAULT_SOURCE /* madvise, posix_memalign */
#endif
#include <slotgen/memory.h>

#include <stdlib.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

enum { HUGE_PAGE = 2 << 20 };

/* What lies in huge pages begins with one. */
static size_t real_alignment(const slot_storage *storage, size_t size, size_t align)
{
    return storage->huge_pages && size >= HUGE_PAGE && align < HUGE_PAGE ? SLOT_CAST(size_t, HUGE_PAGE) : align;
}

static void *take_aligned(size_t size, size_t align)
{
    if (align <= SLOT_ALIGNOF(max_align_t)) return malloc(size);
#if defined(__linux__)
    void *memory;
    return posix_memalign(&memory, align, size) == 0 ? memory : NULL;
#else
    /* C11's function wants a size that is a multiple. */
    if (size > SIZE_MAX - (align - 1)) return NULL;
    return aligned_alloc(align, (size + align - 1) & ~(align - 1));
#endif
}

/* Only whole ones: a huge page that is filled to a part would take all of its memory. */
static void ask_for_huge_pages(void *memory, size_t size)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    madvise(memory, size / HUGE_PAGE * HUGE_PAGE, MADV_HUGEPAGE);
#else
    SLOT_CAST(void, memory);
    SLOT_CAST(void, size);
#endif
}

void *slot_memory_take(const slot_storage *storage, size_t size, size_t align)
{
    const slot_allocator *const allocator = storage->allocator;
    const size_t real = real_alignment(storage, size, align);
    void *const memory =
        allocator != NULL ? allocator->allocate(allocator->context, size, real) : take_aligned(size, real);
    if (memory != NULL && storage->huge_pages && size >= HUGE_PAGE) ask_for_huge_pages(memory, size);
    return memory;
}

void slot_memory_give(const slot_storage *storage, void *memory, size_t size, size_t align)
{
    const slot_allocator *const allocator = storage->allocator;
    if (memory == NULL) return;
    if (allocator != NULL) allocator->release(allocator->context, memory, size, real_alignment(storage, size, align));
    else free(memory);
}
