/* SPDX-License-Identifier: MIT */
/* Growable text and templates; see text.h. */
#include "support/text.h"

#include "support/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 256, DRAINED_ROOM = 256 * 1024, MOST_DIGITS = 20 };

void text_free(struct text *text)
{
    free(text->bytes);
    *text = (struct text){0};
}

void text_clear(struct text *text)
{
    text->length = 0;
    if (text->bytes != NULL) text->bytes[0] = '\0';
}

const char *text_chars(const struct text *text)
{
    return text->bytes == NULL ? "" : text->bytes;
}

void text_flush(struct text *text)
{
    if (text->length > 0) text->drain(text->context, text->bytes, text->length);
    text_clear(text);
}

void text_make_room(struct text *text, size_t length)
{
    if (text->drain != NULL) {
        text_flush(text);
        if (length < text->room) return;
    }
    if (length >= SIZE_MAX / 2 - text->length) memory_exhausted();
    size_t room = text->room == 0 ? FIRST_ROOM : text->room;
    while (room <= text->length + length) room *= 2;
    text->bytes = memory_resize(text->bytes, room);
    text->room = room;
}

void text_begin_draining(struct text *text, text_drain *drain, void *context)
{
    *text = (struct text){0};
    text_make_room(text, DRAINED_ROOM - 1);
    text->drain = drain;
    text->context = context;
}

void text_strings(struct text *text, const char *first, ...)
{
    va_list list;
    va_start(list, first);
    for (const char *part = first; part != NULL; part = va_arg(list, const char *)) text_string(text, part);
    va_end(list);
}

void text_uint(struct text *text, uint64_t value)
{
    char digits[MOST_DIGITS];
    size_t begin = sizeof digits;
    if (value < 10) { /* most numbers in generated code */
        if (text->room - text->length <= 1) text_make_room(text, 1);
        text->bytes[text->length++] = (char)('0' + value);
        text->bytes[text->length] = '\0';
        return;
    }
    do {
        digits[--begin] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    text_append(text, digits + begin, sizeof digits - begin);
}

void text_int(struct text *text, int64_t value)
{
    if (value < 0) text_append(text, "-", 1);
    text_uint(text, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void text_hex(struct text *text, uint64_t value)
{
    char digits[16];
    size_t begin = sizeof digits;
    do {
        digits[--begin] = "0123456789abcdef"[value % 16];
        value /= 16;
    } while (value > 0);
    text_append(text, "0x", 2);
    text_append(text, digits + begin, sizeof digits - begin);
}

void text_double(struct text *text, double value)
{
    /* The compiler never leaves the C locale, so the point is a point. */
    char buffer[40];
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(buffer, sizeof buffer, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value) break;
    }
    text_string(text, buffer);
    if (strpbrk(buffer, ".en") == NULL) text_string(text, ".0");
}

static const char *find_hole(const struct hole *holes, const char *name, size_t length)
{
    for (; holes->name != NULL; holes++) {
        if (holes->name[0] == name[0] && strncmp(holes->name, name, length) == 0 && holes->name[length] == '\0') {
            return holes->value;
        }
    }
    fprintf(stderr, "slotgen: internal error: a template asks for the unknown hole '%.*s'\n", (int)length, name);
    abort();
}

void text_fill(struct text *text, const char *template, const struct hole *holes)
{
    for (;;) {
        const char *begin = strchr(template, '$');
        if (begin == NULL) break;
        const char *end = strchr(begin + 1, '$');
        if (end == NULL) {
            fprintf(stderr, "slotgen: internal error: a template has an open hole: %s\n", begin);
            abort();
        }
        text_append(text, template, (size_t)(begin - template));
        text_string(text, find_hole(holes, begin + 1, (size_t)(end - begin - 1)));
        template = end + 1;
    }
    text_string(text, template);
}
