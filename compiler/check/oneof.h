/* SPDX-License-Identifier: MIT */
/* What oneofs.c and oneof_by.c share: a oneof while it is resolved. */
#ifndef SLOTGEN_CHECK_ONEOF_H
#define SLOTGEN_CHECK_ONEOF_H

#include "check/building.h"

struct oneof {
    struct building *building;
    const struct surroundings *around;
    const struct ast_item *item;
    struct model_node *node;
    struct model_choice *choice;
    struct scope members; /* name -> struct found_arm */
    bool is_private;
};

/* A member, and where it was written as an arm. */
struct found_arm {
    size_t index;
    struct span span; /* {0, 0}: not yet */
};

/* "origin" */
static inline const char *oneof_name(const struct oneof *oneof)
{
    return oneof->item->names[0].text;
}

/* An enum of `count` members, still without names, and an arm for each. */
struct model_enum *oneof_add_enumeration(struct oneof *oneof, size_t count);
/* The member of that index, or rule oneof-arm-duplicate where another one has the name. */
bool oneof_add_member(struct oneof *oneof, size_t index, const struct ast_name *name, const char *doc, int32_t value,
                      bool is_written);

/* oneof_by.c: choice, enum and arms of a oneof that another slot tells apart; false when an error was reported. */
bool oneof_resolve_by(struct oneof *oneof);

#endif
