/* SPDX-License-Identifier: MIT */
/* Two declarations of one name that are no classes: enums, flags, tables of symbols, types, constants. */
#include "diff/match.h"
#include "diff/parts.h"

#include <stdlib.h>

static struct match *sort_members(const struct model_enum *enumeration)
{
    struct match *list = memory_resize(NULL, enumeration->count * sizeof *list);
    for (size_t i = 0; i < enumeration->count; i++) list[i] = (struct match){enumeration->members[i].name, i};
    match_sort(list, enumeration->count);
    return list;
}

/* A member of an enum is the subject itself; an arm is said of its tag. */
static void say_member(struct diff_sink *sink, enum diff_effect effect, const char *name, bool is_removed,
                       bool are_arms)
{
    struct diff_sink member = *sink;
    if (!are_arms) {
        member.subject = name;
        sink_add(&member, effect, is_removed ? "removed" : "added", "", "");
    } else {
        sink_add(sink, effect, is_removed ? "arm removed" : "arm added", is_removed ? name : "",
                 is_removed ? "" : name);
    }
}

static void compare_member(const struct diff_sink *sink, const struct model_enum *flags, const struct model_member *old,
                           const struct model_member *new)
{
    struct diff_sink member = *sink;
    struct text before = {0};
    struct text after = {0};
    member.subject = new->name;
    text_int(&before, old->value);
    text_int(&after, new->value);
    sink_compare(&member, DIFF_BREAK, flags->is_flags ? "bit" : "value", text_chars(&before), text_chars(&after));
    sink_compare(&member, DIFF_BREAK, "C name", old->c_name, new->c_name);
    text_free(&before);
    text_free(&after);
}

void members_compare(struct diff_sink *sink, const struct model_enum *old, const struct model_enum *new, bool are_arms)
{
    struct match *before = sort_members(old);
    struct match *after = sort_members(new);
    for (size_t i = 0; i < new->count; i++) {
        const struct match *same = match_find(before, old->count, new->members[i].name);
        if (same == NULL) say_member(sink, DIFF_NOTE, new->members[i].name, false, are_arms);
        else if (!are_arms) compare_member(sink, new, &old->members[same->index], &new->members[i]);
    }
    for (size_t i = 0; i < old->count; i++) {
        if (match_find(after, new->count, old->members[i].name) == NULL)
            say_member(sink, DIFF_BREAK, old->members[i].name, true, are_arms);
    }
    free(before);
    free(after);
}

void enums_compare(struct diff_sink *sink, const struct model_enum *old, const struct model_enum *new)
{
    sink_compare(sink, DIFF_BREAK, "C name", old->c_name, new->c_name);
    members_compare(sink, old, new, false);
    /* Masks of more than 32 flags have another C type. */
    if (old->is_flags)
        sink_compare(sink, DIFF_BREAK, "C type", old->sorted[old->count - 1]->value < 32 ? "uint32_t" : "uint64_t",
                     new->sorted[new->count - 1]->value < 32 ? "uint32_t" : "uint64_t");
}

void symbols_compare(struct diff_sink *sink, const struct model_symbols *old, const struct model_symbols *new)
{
    sink_compare(sink, DIFF_BREAK, "C name", old->c_name, new->c_name);
    sink_capacity(sink, "ids up to #", old->capacity, new->capacity);
}

void aliases_compare(struct diff_sink *sink, const struct model_alias *old, const struct model_alias *new)
{
    const struct model_slot before = {
        .type = old->type, .has_sentinel = old->has_sentinel, .sentinel = old->sentinel, .tells = NULL};
    const struct model_slot after = {
        .type = new->type, .has_sentinel = new->has_sentinel, .sentinel = new->sentinel, .tells = NULL};
    sink_compare(sink, DIFF_BREAK, "C name", old->c_name, new->c_name);
    sink_flag(sink, "typedef", !old->is_array, !new->is_array);
    source_type(sink, &before, &after);
}

void consts_compare(struct diff_sink *sink, const struct model_const *old, const struct model_const *new)
{
    char before[48];
    char after[48];
    sink_compare(sink, DIFF_BREAK, "C name", old->c_name, new->c_name);
    sink_compare(sink, DIFF_NOTE, "value", ratio_print(old->value, before), ratio_print(new->value, after));
}
