/* SPDX-License-Identifier: MIT */
/*
 * The comparison for people: a line for each class, below it a line for each change, and a summary.
 *
 *    class market.Trade: source compatible, 7 -> 8 bytes, old bytes say something else
 *        note   price  widened  0..100 -> 0..1000
 *        data   price  moved    bits 0..6 -> bits 0..9
 */
#include "diff/diff.h"

#include <string.h>

enum { WIDEST_COLUMN = 32 };

static const char *const effects[] = {"note ", "data ", "break"};

static void append_padded(struct text *text, const char *string, size_t width)
{
    text_string(text, string);
    for (size_t length = strlen(string); length < width; length++) text_string(text, " ");
}

static size_t widest(size_t width, const char *string)
{
    const size_t length = strlen(string);
    return length > width && length <= WIDEST_COLUMN ? length : width;
}

static void append_changes(struct text *text, const struct diff_entry *entry)
{
    size_t subject = 0;
    size_t what = 0;
    for (const struct diff_change *change = entry->changes; change != NULL; change = change->next) {
        subject = widest(subject, change->subject);
        what = widest(what, change->what);
    }
    for (const struct diff_change *change = entry->changes; change != NULL; change = change->next) {
        const bool has_values = change->before[0] != '\0' || change->after[0] != '\0' || change->renamed != NULL;
        text_strings(text, "    ", effects[change->effect], "  ", NULL);
        append_padded(text, change->subject, subject);
        text_string(text, subject > 0 ? "  " : "");
        append_padded(text, change->what, has_values ? what : 0);
        if (has_values) text_string(text, "  ");
        text_string(text, change->before);
        if (change->before[0] != '\0' && change->after[0] != '\0') text_string(text, " -> ");
        text_string(text, change->after);
        if (change->renamed != NULL)
            text_strings(text, change->before[0] != '\0' ? ", " : "", "perhaps renamed to ", change->renamed, NULL);
        text_string(text, "\n");
    }
}

static void append_bytes(struct text *text, uint64_t bytes)
{
    text_uint(text, bytes);
    text_string(text, bytes == 1 ? " byte" : " bytes");
}

/* ", 7 -> 8 bytes, old bytes say something else" */
static void append_class(struct text *text, const struct diff_entry *entry)
{
    static const char *const data[] = {"", ", old bytes say the same", ", old bytes say something else"};
    text_string(text, ", ");
    if (entry->old_class != NULL && entry->new_class != NULL && entry->old_class->size != entry->new_class->size) {
        text_uint(text, entry->old_class->size);
        text_string(text, " -> ");
    }
    append_bytes(text, (entry->new_class != NULL ? entry->new_class : entry->old_class)->size);
    if (entry->old_class != NULL && entry->new_class != NULL) text_string(text, data[entry->data]);
}

static void append_count(struct text *text, size_t count, const char *what, const char **separator)
{
    if (count == 0) return;
    text_string(text, *separator);
    text_uint(text, count);
    text_strings(text, " ", what, NULL);
    *separator = ", ";
}

static void append_summary(struct text *text, const struct diff_report *report)
{
    const char *separator = ": ";
    const size_t count = report->same + report->compatible + report->incompatible + report->added;
    text_uint(text, count);
    text_string(text, count == 1 ? " class" : " classes");
    append_count(text, report->same, "same layout", &separator);
    append_count(text, report->compatible, "source compatible", &separator);
    append_count(text, report->incompatible, "incompatible", &separator);
    append_count(text, report->added, "added", &separator);
    separator = "; ";
    append_count(text, report->others, report->others == 1 ? "other declaration is" : "other declarations are",
                 &separator);
    if (report->others > 0) text_string(text, " incompatible");
    text_string(text, "\n");
}

void diff_text(struct text *text, const struct diff_report *report)
{
    for (const struct diff_entry *entry = report->entries; entry != NULL; entry = entry->next) {
        text_strings(text, entry->kind, " ", entry->name, ": ", diff_verdict(entry), NULL);
        if (entry->old_class != NULL || entry->new_class != NULL) append_class(text, entry);
        text_string(text, "\n");
        append_changes(text, entry);
    }
    if (report->entries != NULL) text_string(text, "\n");
    append_summary(text, report);
}
