/* SPDX-License-Identifier: MIT */
/* Arrays and strings in an arena; see arena.h. Knows nothing of its blocks. */
#include "support/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) memory_exhausted();
    return arena_alloc(arena, count * size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    if (length == SIZE_MAX) memory_exhausted();
    char *copy = arena_alloc(arena, length + 1);
    if (length > 0) memcpy(copy, bytes, length);
    return copy;
}

char *arena_join(struct arena *arena, const char *first, ...)
{
    size_t length = 0;
    va_list list;
    va_start(list, first);
    for (const char *part = first; part != NULL; part = va_arg(list, const char *)) length += strlen(part);
    va_end(list);

    char *joined = arena_alloc(arena, length + 1);
    char *end = joined;
    va_start(list, first);
    for (const char *part = first; part != NULL; part = va_arg(list, const char *)) {
        const size_t part_length = strlen(part);
        /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): the NUL comes behind the last part */
        memcpy(end, part, part_length);
        end += part_length;
    }
    va_end(list);
    return joined;
}
