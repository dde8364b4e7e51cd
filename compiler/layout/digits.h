/* SPDX-License-Identifier: MIT */
/* Items with their digits gathered into numbers, which are placed in their stead. Internal to compiler/layout. */
#ifndef SLOTGEN_LAYOUT_DIGITS_H
#define SLOTGEN_LAYOUT_DIGITS_H

#include "layout/layout.h"

struct digits {
    struct layout_item *items; /* numbers, each where its first digit stood, and what is no digit */
    size_t count;
    size_t *item_of;   /* of each item given, which of them it is part of */
    uint32_t *groups;  /* of each item given: 0 for bits of its own, else the number that it is a digit of */
    uint64_t *weights; /* of each item given */
};

/* Whether any two items may be digits. */
bool digits_are_there(const struct layout_item *items, size_t count);

/* Groups the items; false only when out of memory. To be freed in either case. */
bool digits_gather(const struct layout_item *items, size_t count, struct digits *digits);

/* Gives the items given their places, once those of `digits` have theirs. */
void digits_spread(const struct digits *digits, struct layout_item *items, size_t count);

void digits_free(struct digits *digits);

#endif
