/* SPDX-License-Identifier: MIT */
/*
 * Templates that are filled very often: each is split at its holes once, and its holes are then known by number.
 *
 * For what is emitted for every slot; text_fill serves everything else.
 */
#ifndef SLOTGEN_TEMPLATE_H
#define SLOTGEN_TEMPLATE_H

#include <stddef.h>

/* Text as it stands in a template, and the number of the hole behind it. */
struct template_part {
    const char *literal;
    size_t length;
    size_t hole; /* TEMPLATE_END: the template ends here */
};

#define TEMPLATE_END ((size_t)-1)

struct template_split {
    const char *template;
    struct template_part *parts;
};

/* The templates that were split so far, by their addresses: string literals, for as long as the set lives. */
struct template_set {
    struct template_split *splits;
    size_t count, room; /* room: a power of two, or 0 */
};

/* The parts of a template; `names` are those of the holes, NULL behind the last. An unknown hole aborts. */
const struct template_part *template_parts(struct template_set *set, const char *template, const char *const *names);
void template_free(struct template_set *set);

#endif
