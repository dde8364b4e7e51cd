/* SPDX-License-Identifier: MIT */
/*
 * What the files of this test share: checks that count, and the violations that were caught. Plain C11 that is also
 * C++11. With SLOT_UNCHECKED nothing is refused; what the checks say about refusals is then left out.
 */
#ifndef LANGUAGE_CHECK_H
#define LANGUAGE_CHECK_H

#include "language.private.slots.h"

#include <stdio.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

extern int passed;
extern int failed;

/* Of the last violation; `violations` is how many there were since violations_take. */
extern int violations;
extern slot_status last_status;
extern int last_slot;
extern slot_value last_value;

/* How many violations there were, and forgets them. */
int violations_take(void);

void check_numbers(void);
void check_arrays(void);
void check_blobs(void);
void check_boxes(void);
void check_choices(void);
void check_inlines(void);
void check_classes(void);
void check_mirrors(void);

#ifdef __cplusplus
}
#endif

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (condition) passed++;                                                                                       \
        else failed++, fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                 \
    } while (0)

/* That the statement was refused once, with that status. */
#if SLOT_CHECKED
#define REFUSED(statement, status, slot)                                                                               \
    do {                                                                                                               \
        statement;                                                                                                     \
        CHECK(violations_take() == 1 && last_status == (status) && last_slot == (slot));                               \
    } while (0)
#else
#define REFUSED(statement, status, slot)                                                                               \
    do {                                                                                                               \
    } while (0)
#endif

static inline bool same_bytes(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size) == 0;
}

static inline bool same_text(slot_text text, const char *expected)
{
    return text.length == strlen(expected) && memcmp(text.data, expected, text.length) == 0;
}

/* Doubles that must be equal to the bit: some hosts compare in a wider type. */
static inline bool same_double(double a, double b)
{
    return slot_bits_of_double(a) == slot_bits_of_double(b);
}

#endif
