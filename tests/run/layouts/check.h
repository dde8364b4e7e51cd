/* SPDX-License-Identifier: MIT */
/* What the files of this test share: checks that count. Plain C11 that is also C++11. */
#ifndef LAYOUTS_CHECK_H
#define LAYOUTS_CHECK_H

#include "layouts.slots.h"

#include <stdio.h>
#include <string.h>

extern int passed;
extern int failed;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (condition) passed++;                                                                                       \
        else failed++, fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                 \
    } while (0)

static inline bool same_bytes(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size) == 0;
}

/* By a function of its own for each layout. */
void check_natural(void);
void check_own(void);
void check_declared(void);
void check_dense(void);

#endif
