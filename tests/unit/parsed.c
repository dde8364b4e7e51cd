/* SPDX-License-Identifier: MIT */
/* A schema text through the parser alone; see parsed.h. */
#include "parsed.h"

#include "ast_text.h"

#include <string.h>

void parsed_from(struct parsed *parsed, const char *schema, size_t length)
{
    memset(parsed, 0, sizeof *parsed);
    arena_init(&parsed->arena);
    source_set_init(&parsed->sources, &parsed->arena);
    FILE *stream = tmpfile();
    ck_assert_ptr_nonnull(stream);
    diag_init(&parsed->diag, &parsed->sources, stream);
    const struct source *source = source_add(&parsed->sources, "t", schema, length);
    parsed->file = parse_source(&parsed->arena, &parsed->diag, source);
    ast_text(&parsed->tree, parsed->file);
    rewind(stream);
    parsed->messages[fread(parsed->messages, 1, sizeof parsed->messages - 1, stream)] = '\0';
    fclose(stream);
}

void parsed_free(struct parsed *parsed)
{
    arena_free(&parsed->arena);
    text_free(&parsed->tree);
}

const char *parsed_summary(struct parsed *parsed)
{
    char *out = parsed->messages;
    const char *line = parsed->messages;
    while (*line != '\0') {
        const char *end = strchr(line, '\n') + 1;
        const size_t skipped = strncmp(line, "t:", 2) == 0         ? 2
                               : strncmp(line, "slotgen:", 8) == 0 ? 0
                                                                   : (size_t)(end - line);
        const size_t length = (size_t)(end - line) - skipped;
        memmove(out, line + skipped, length);
        out += length;
        line = end;
    }
    *out = '\0';
    return parsed->messages;
}
