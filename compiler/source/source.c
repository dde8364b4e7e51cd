/* SPDX-License-Identifier: MIT */
/*
 * Sources in memory: one list, one space of offsets, and for each source a table of where its lines begin.
 *
 * A byte order mark stays in the text but belongs to no line. Knows nothing of the language or of diagnostics.
 */
#include "source/source.h"

#include "source/utf8.h"

#include <string.h>

static const uint32_t most_bytes = 0x7FFFFFFF; /* of all sources of a run */

void source_set_init(struct source_set *set, struct arena *arena)
{
    set->arena = arena;
    set->first = NULL;
    set->last = NULL;
}

/* Fills the table of line starts. */
static void index_lines(struct arena *arena, struct source *source)
{
    static const char mark[3] = {'\xEF', '\xBB', '\xBF'};
    const char *end = source->text + source->length;
    const char *at;
    uint32_t count = 1;
    uint32_t *lines;

    for (at = source->text; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) count++;
    lines = arena_array(arena, count, sizeof *lines);
    if (source->length >= sizeof mark && memcmp(source->text, mark, sizeof mark) == 0) lines[0] = sizeof mark;
    count = 1;
    for (at = source->text; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines[count++] = (uint32_t)(at - source->text) + 1;
    source->lines = lines;
    source->line_count = count;
}

struct source *source_add(struct source_set *set, const char *path, const char *text, size_t length)
{
    uint32_t base = set->last != NULL ? set->last->base + set->last->length + 1 : 1;
    struct source *source;
    char *copy;

    if (base >= most_bytes || length >= most_bytes - base) return NULL;
    source = arena_alloc(set->arena, sizeof *source);
    copy = arena_alloc(set->arena, length + 2); /* zeroed: ends with the two NULs */
    if (length > 0) memcpy(copy, text, length);
    source->path = arena_copy(set->arena, path, strlen(path));
    source->text = copy;
    source->length = (uint32_t)length;
    source->base = base;
    index_lines(set->arena, source);
    if (set->last == NULL) set->first = source;
    else set->last->next = source;
    set->last = source;
    return source;
}

/* The index of the line that holds byte `offset` of the source. */
static uint32_t find_line(const struct source *source, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = source->line_count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (source->lines[middle] <= offset) low = middle;
        else high = middle;
    }
    return low;
}

struct source_place source_locate(const struct source_set *set, uint32_t offset)
{
    struct source_place place = {0};
    const struct source *source = set->first;
    uint32_t line;
    uint32_t begin;
    uint32_t end;

    if (source == NULL || offset < source->base) return place;
    while (source->next != NULL && offset >= source->next->base) source = source->next;
    offset -= source->base;
    if (offset > source->length) offset = source->length;
    line = find_line(source, offset);
    begin = source->lines[line];
    end = line + 1 < source->line_count ? source->lines[line + 1] - 1 : source->length;
    if (end > begin && source->text[end - 1] == '\r') end--;
    if (offset < begin) /* in the byte order mark */
        offset = begin;
    place.source = source;
    place.line = line + 1;
    place.line_text = source->text + begin;
    place.line_length = end - begin;
    place.line_offset = offset - begin;
    place.column = 1;
    for (uint32_t i = begin; i < offset; i++) place.column += !utf8_is_continuation(source->text[i]);
    return place;
}
