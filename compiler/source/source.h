/* SPDX-License-Identifier: MIT */
/*
 * Schema files in memory, and what an offset into them means.
 *
 * All sources of a run share one space of offsets, so that a span of two numbers says which file it lies in. Spans
 * travel through every pass and become file, line and column only when a diagnostic is printed.
 */
#ifndef SLOTGEN_SOURCE_H
#define SLOTGEN_SOURCE_H

#include "support/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes begin..end-1 of the run's sources. The first source begins at 1, so that {0, 0} is no place. */
struct span {
    uint32_t begin;
    uint32_t end;
};

struct source {
    const char *path; /* as it is shown in diagnostics */
    const char *text; /* `length` bytes, then two NULs (flex wants them) */
    uint32_t length;
    uint32_t base; /* the offset of its first byte */
    uint32_t line_count;
    const uint32_t *lines; /* the byte at which each line begins; a byte order mark is before the first line */
    struct source *next;
};

struct source_set {
    struct arena *arena;
    struct source *first;
    struct source *last;
};

struct source_place {
    const struct source *source;
    uint32_t line;         /* from 1 */
    uint32_t column;       /* from 1, in characters (UTF-8 code points) */
    const char *line_text; /* the line, without its end */
    uint32_t line_length;  /* bytes */
    uint32_t line_offset;  /* byte of the place within the line */
};

void source_set_init(struct source_set *set, struct arena *arena);

/*
 * Adds a text that is already in memory (copied). NULL when the sources of this run would exceed 2 GiB - 1 in all.
 */
struct source *source_add(struct source_set *set, const char *path, const char *text, size_t length);

/*
 * Where an offset lies. An offset at the end of a file is the place behind its last byte; `source` is NULL where the
 * offset is no place.
 */
struct source_place source_locate(const struct source_set *set, uint32_t offset);

#endif
