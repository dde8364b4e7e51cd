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
#elif defined(_WIN32) || defined(_NEWLIB_VERSION)
#include <malloc.h>
#endif

/* Containers count bytes in size_t, and say how many rows and handles they hold in uint32_t. */
SLOT_STATIC_ASSERT(SIZE_MAX >= UINT32_MAX, "pools, tables and tables of symbols need a size_t of 32 bits");

/* What malloc itself aligns to: on Windows less than the widest type asks for. */
#if defined(_WIN32)
#define MALLOC_ALIGN (2 * sizeof(void *))
#else
#define MALLOC_ALIGN SLOT_ALIGNOF(max_align_t)
#endif

enum { HUGE_PAGE = 2 << 20 };

/* What lies in huge pages begins with one. */
static size_t real_alignment(const slot_storage *storage, size_t size, size_t align)
{
    return storage->huge_pages && size >= HUGE_PAGE && align < HUGE_PAGE ? SLOT_CAST(size_t, HUGE_PAGE) : align;
}

static void *take_aligned(size_t size, size_t align)
{
    if (align <= MALLOC_ALIGN) return malloc(size);
#if defined(__linux__)
    void *memory;
    return posix_memalign(&memory, align, size) == 0 ? memory : NULL;
#elif defined(_WIN32)
    return _aligned_malloc(size, align);
#elif defined(_NEWLIB_VERSION)
    return memalign(align, size); /* its aligned_alloc needs a posix_memalign, which it lacks on bare metal */
#else
    /* C11's function wants a size that is a multiple. */
    if (size > SIZE_MAX - (align - 1)) return NULL;
    return aligned_alloc(align, (size + align - 1) & ~(align - 1));
#endif
}

static void give_aligned(void *memory, size_t align)
{
#if defined(_WIN32)
    if (align > MALLOC_ALIGN) {
        _aligned_free(memory);
        return;
    }
#else
    SLOT_CAST(void, align);
#endif
    free(memory);
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
    const size_t real = real_alignment(storage, size, align);
    if (allocator != NULL) allocator->release(allocator->context, memory, size, real);
    else give_aligned(memory, real);
}
