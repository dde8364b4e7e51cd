/* SPDX-License-Identifier: MIT */
/* Changes as they are found; see parts.h. */
#include "diff/parts.h"

#include <string.h>

static struct diff_change *add(struct diff_sink *sink, enum diff_effect effect, const char *what, const char *before,
                               const char *after)
{
    struct diff_entry *entry = sink->entry;
    struct diff_change *change = arena_alloc(sink->arena, sizeof *change);
    change->effect = effect;
    change->subject = sink->subject;
    change->what = what;
    change->before = arena_copy(sink->arena, before, strlen(before));
    change->after = arena_copy(sink->arena, after, strlen(after));
    *entry->end = change;
    entry->end = &change->next;
    entry->change_count++;
    if (effect == DIFF_BREAK) entry->breaks = true;
    return change;
}

void sink_add(struct diff_sink *sink, enum diff_effect effect, const char *what, const char *before, const char *after)
{
    add(sink, effect, what, before, after);
}

void sink_removed(struct diff_sink *sink, const char *before, const char *renamed)
{
    add(sink, DIFF_BREAK, "removed", before, "")->renamed = renamed;
}

void sink_compare(struct diff_sink *sink, enum diff_effect effect, const char *what, const char *before,
                  const char *after)
{
    if (strcmp(before, after) != 0) sink_add(sink, effect, what, before, after);
}

/* The label with the number in the place of its #; what is counted behind that stands in the plural. */
static void append_number(struct text *text, const char *label, uint64_t number)
{
    const size_t before = strcspn(label, "#");
    const char *noun = label + before + 1;
    text_append(text, label, before);
    text_uint(text, number);
    text_append(text, noun, strlen(noun) - (number == 1 && noun[0] != '\0' ? 1 : 0));
}

void sink_numbers(struct diff_sink *sink, enum diff_effect effect, const char *what, const char *label, uint64_t before,
                  uint64_t after)
{
    if (before == after) return;
    struct text old = {0};
    struct text new = {0};
    append_number(&old, label, before);
    append_number(&new, label, after);
    sink_add(sink, effect, what, text_chars(&old), text_chars(&new));
    text_free(&old);
    text_free(&new);
}

void sink_capacity(struct diff_sink *sink, const char *label, uint64_t before, uint64_t after)
{
    const bool is_more = after > before;
    sink_numbers(sink, is_more ? DIFF_NOTE : DIFF_BREAK, is_more ? "widened" : "narrowed", label, before, after);
}

void sink_flag(struct diff_sink *sink, const char *what, bool before, bool after)
{
    if (before == after) return;
    sink_add(sink, before ? DIFF_BREAK : DIFF_NOTE, what, before ? "yes" : "no", after ? "yes" : "no");
}
