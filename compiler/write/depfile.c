/* SPDX-License-Identifier: MIT */
/* The make rule of -MD; see depfile.h. */
#include "write/depfile.h"

/* Spaces and '#' take a backslash, '$' another '$'; backslashes before a space or '#' are doubled (as gcc does). */
static void append_path(struct text *text, const char *path)
{
    size_t backslashes = 0;
    for (; *path != '\0'; path++) {
        if (*path == ' ' || *path == '\t' || *path == '#') {
            for (; backslashes > 0; backslashes--) text_string(text, "\\");
            text_string(text, "\\");
        }
        if (*path == '$') text_string(text, "$");
        backslashes = *path == '\\' ? backslashes + 1 : 0;
        text_append(text, path, 1);
    }
}

void depfile_append(struct text *text, const struct depfile *depfile)
{
    if (depfile->target != NULL) text_string(text, depfile->target);
    for (size_t i = 0; depfile->target == NULL && i < depfile->target_count; i++) {
        if (i > 0) text_string(text, " ");
        append_path(text, depfile->targets[i]);
    }
    text_string(text, ":");
    for (size_t i = 0; i < depfile->prerequisite_count; i++) {
        text_string(text, " \\\n  ");
        append_path(text, depfile->prerequisites[i]);
    }
    text_string(text, "\n");
    for (size_t i = 0; depfile->phony && i < depfile->prerequisite_count; i++) {
        text_string(text, "\n");
        append_path(text, depfile->prerequisites[i]);
        text_string(text, ":\n");
    }
}
