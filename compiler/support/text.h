/* SPDX-License-Identifier: MIT */
/*
 * Growable text, and the filler of templates. Locale-free.
 *
 * A template is generated code as it will look, with holes: "$type$ $class$_get_$slot$(const $class$ *self)".
 */
#ifndef SLOTGEN_TEXT_BUFFER_H
#define SLOTGEN_TEXT_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Where a draining text sends its bytes. */
typedef void text_drain(void *context, const char *bytes, size_t length);

/* Always NUL-terminated once something was appended; an all-zero one is empty. */
struct text {
    char *bytes;
    size_t length;
    size_t room;
    text_drain *drain; /* NULL: the text grows */
    void *context;
};

/*
 * An empty text that does not grow but sends what it holds to `drain` whenever it is full, and the rest at text_flush:
 * for outputs of any size in memory that stays in the processor's cache.
 */
void text_begin_draining(struct text *text, text_drain *drain, void *context);
void text_flush(struct text *text);

void text_free(struct text *text);

/* Empties the text and keeps its memory. */
void text_clear(struct text *text);

/* The text as a string, "" when empty; valid until the next change. */
const char *text_chars(const struct text *text);

/* Makes room for `length` bytes and a NUL. */
void text_make_room(struct text *text, size_t length);

static inline void text_append(struct text *text, const char *bytes, size_t length)
{
    if (length >= text->room - text->length) text_make_room(text, length);
    char *const end = text->bytes + text->length;
    if (length > 0) memcpy(end, bytes, length);
    end[length] = '\0';
    text->length += length;
}

static inline void text_string(struct text *text, const char *string)
{
    text_append(text, string, strlen(string));
}

void text_uint(struct text *text, uint64_t value);
void text_int(struct text *text, int64_t value);
/* "0x3fff" */
void text_hex(struct text *text, uint64_t value);

/* A double's shortest decimal that reads back exactly, always with a point or an exponent: "0.5", "1e+30". */
void text_double(struct text *text, double value);

/* Strings in sequence, NULL at the end. */
void text_strings(struct text *text, const char *first, ...);

/* What fills the holes of one name. */
struct hole {
    const char *name;
    const char *value;
};

/* Appends the template with its holes filled; `holes` ends with a NULL name. An unknown hole aborts: a slotgen bug. */
void text_fill(struct text *text, const char *template, const struct hole *holes);

#endif
