/* SPDX-License-Identifier: MIT */
/* The comparison as JSON, for scripts; docs/diff.md describes it. */
#include "diff/diff.h"

#include <inttypes.h>
#include <stdio.h>

static void append_string(struct text *text, const char *string)
{
    text_string(text, "\"");
    for (; *string != '\0'; string++) {
        const unsigned char byte = (unsigned char)*string;
        char escape[8];
        if (byte == '"' || byte == '\\') text_string(text, "\\");
        snprintf(escape, sizeof escape, "\\u%04x", byte);
        if (byte < 0x20 || byte == 0x7f) text_string(text, escape);
        else text_append(text, string, 1);
    }
    text_string(text, "\"");
}

static void append_field(struct text *text, const char *name, const char *value)
{
    text_strings(text, "\"", name, "\": ", NULL);
    append_string(text, value);
}

static void append_changes(struct text *text, const struct diff_entry *entry)
{
    static const char *const effects[] = {"note", "data", "break"};
    text_string(text, "\"changes\": [");
    for (const struct diff_change *change = entry->changes; change != NULL; change = change->next) {
        text_string(text, change == entry->changes ? "\n        {" : ",\n        {");
        append_field(text, "effect", effects[change->effect]);
        text_string(text, ", ");
        append_field(text, "subject", change->subject);
        text_string(text, ", ");
        append_field(text, "what", change->what);
        text_string(text, ", ");
        append_field(text, "before", change->before);
        text_string(text, ", ");
        append_field(text, "after", change->after);
        if (change->renamed != NULL) {
            text_string(text, ", ");
            append_field(text, "perhaps_renamed_to", change->renamed);
        }
        text_string(text, "}");
    }
    text_string(text, entry->changes == NULL ? "]" : "\n      ]");
}

static void append_class(struct text *text, const char *side, const struct model_class *class)
{
    char id[24];
    text_strings(text, "      \"", side, "\": ", NULL);
    if (class == NULL) {
        text_string(text, "null,\n");
        return;
    }
    snprintf(id, sizeof id, "%016" PRIx64, class->layout_id);
    text_string(text, "{\"bytes\": ");
    text_uint(text, class->size);
    text_string(text, ", ");
    append_field(text, "layout_id", id);
    text_string(text, "},\n");
}

static void append_entry(struct text *text, const struct diff_entry *entry)
{
    static const char *const data[] = {"same", "readable", "changed"};
    text_string(text, "\n    {\n      ");
    append_field(text, "kind", entry->kind);
    text_string(text, ",\n      ");
    append_field(text, "name", entry->name);
    text_string(text, ",\n      ");
    append_field(text, "verdict", diff_verdict(entry));
    text_string(text, ",\n");
    if (entry->old_class != NULL && entry->new_class != NULL)
        text_strings(text, "      \"data\": \"", data[entry->data], "\",\n", NULL);
    if (entry->old_class != NULL || entry->new_class != NULL) {
        append_class(text, "old", entry->old_class);
        append_class(text, "new", entry->new_class);
    }
    text_string(text, "      ");
    append_changes(text, entry);
    text_string(text, "\n    }");
}

static void append_count(struct text *text, const char *name, size_t count, const char *end)
{
    text_strings(text, "\"", name, "\": ", NULL);
    text_uint(text, count);
    text_string(text, end);
}

void diff_json(struct text *text, const struct diff_report *report)
{
    text_string(text, "{\n  \"declarations\": [");
    for (const struct diff_entry *entry = report->entries; entry != NULL; entry = entry->next) {
        append_entry(text, entry);
        text_string(text, entry->next != NULL ? "," : "\n  ");
    }
    text_string(text, "],\n  \"classes\": {");
    append_count(text, "same_layout", report->same, ", ");
    append_count(text, "source_compatible", report->compatible, ", ");
    append_count(text, "incompatible", report->incompatible, ", ");
    append_count(text, "added", report->added, "},\n  \"breaks\": ");
    text_strings(text, report->breaks ? "true" : "false",
                 ",\n  \"loses_data\": ", report->loses_data ? "true" : "false", "\n}\n", NULL);
}
