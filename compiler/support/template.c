/* SPDX-License-Identifier: MIT */
/* Templates split at their holes; see template.h. A table with open addressing, at most half full. */
#include "support/template.h"

#include "support/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 64 };

static size_t find_hole(const char *const *names, const char *name, size_t length)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strncmp(names[i], name, length) == 0 && names[i][length] == '\0') return i;
    }
    fprintf(stderr, "slotgen: internal error: a template asks for the unknown hole '%.*s'\n", (int)length, name);
    abort();
}

static struct template_part *split(const char *template, const char *const *names)
{
    struct template_part *parts = NULL;
    for (size_t count = 0;; count++) {
        parts = memory_resize(parts, (count + 1) * sizeof *parts);
        const char *begin = strchr(template, '$');
        if (begin == NULL) {
            parts[count] = (struct template_part){template, strlen(template), TEMPLATE_END};
            return parts;
        }
        const char *end = strchr(begin + 1, '$');
        if (end == NULL) {
            fprintf(stderr, "slotgen: internal error: a template has an open hole: %s\n", begin);
            abort();
        }
        const size_t hole = find_hole(names, begin + 1, (size_t)(end - begin - 1));
        parts[count] = (struct template_part){template, (size_t)(begin - template), hole};
        template = end + 1;
    }
}

/* Where the template is, or would be. */
static struct template_split *find_split(const struct template_set *set, const char *template)
{
    size_t at = (size_t)((uintptr_t) template * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (set->room - 1);
    while (set->splits[at].template != NULL && set->splits[at].template != template) at = (at + 1) & (set->room - 1);
    return &set->splits[at];
}

static void grow(struct template_set *set)
{
    const struct template_set old = *set;
    set->room = old.room == 0 ? FIRST_ROOM : old.room * 2;
    set->splits = memory_resize(NULL, set->room * sizeof *set->splits);
    for (size_t i = 0; i < set->room; i++) set->splits[i] = (struct template_split){NULL, NULL};
    for (size_t i = 0; i < old.room; i++) {
        if (old.splits[i].template != NULL) *find_split(set, old.splits[i].template) = old.splits[i];
    }
    free(old.splits);
}

const struct template_part *template_parts(struct template_set *set, const char *template, const char *const *names)
{
    if (set->count * 2 >= set->room) grow(set);
    struct template_split *found = find_split(set, template);
    if (found->template == NULL) {
        *found = (struct template_split){template, split(template, names)};
        set->count++;
    }
    return found->parts;
}

void template_free(struct template_set *set)
{
    for (size_t i = 0; i < set->room; i++) free(set->splits[i].parts);
    free(set->splits);
    *set = (struct template_set){NULL, 0, 0};
}
