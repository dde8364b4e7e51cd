/* SPDX-License-Identifier: MIT */
/* Memory that grows, and what happens where there is none; see arena.h. */
#include "support/arena.h"

#include <stdio.h>
#include <stdlib.h>

/* Global, for it is about the end of the process. */
static const struct memory_guard *current_guard;

void memory_set_guard(const struct memory_guard *guard)
{
    current_guard = guard;
}

_Noreturn void memory_exhausted(void)
{
    const struct memory_guard *const guard = current_guard;
    current_guard = NULL;
    if (guard != NULL) guard->undo(guard->context);
    fputs("slotgen: error: out of memory\n", stderr);
    exit(3);
}

void *memory_resize(void *old, size_t size)
{
    void *fresh = realloc(old, size > 0 ? size : 1);
    if (fresh == NULL) memory_exhausted();
    return fresh;
}
