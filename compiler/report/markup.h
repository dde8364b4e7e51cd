/* SPDX-License-Identifier: MIT */
/* The words of XML and HTML that the pictures are written in. Knows nothing of layouts. Internal to report/. */
#ifndef SLOTGEN_MARKUP_H
#define SLOTGEN_MARKUP_H

#include "support/text.h"

#include <stdbool.h>

/*
 * A string as the content of an element or of an attribute in double quotes: what XML would read as markup is escaped,
 * and what it forbids, even escaped, becomes U+FFFD.
 */
void markup_text(struct text *text, const char *string);

/* Tenths as a decimal: " x=\"12.5\"". */
void markup_tenths(struct text *text, const char *name, int64_t tenths);

/* A rectangle of a class, in tenths; left open for a <title> where `is_open`. */
void markup_rectangle(struct text *text, const char *class, int64_t x, int64_t y, int64_t width, int64_t height,
                      bool is_open);

/* How a text stands to the x it is given. */
enum markup_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* One line of text of a class, in tenths. */
void markup_label(struct text *text, const char *class, enum markup_anchor anchor, int64_t x, int64_t y,
                  const char *string);

/* The same, read from below to above, with its end at y. */
void markup_upright(struct text *text, const char *class, int64_t x, int64_t y, const char *string);

/* The first `most` characters of a string, an ellipsis for the rest; an ASCII string. */
void markup_shortened(struct text *text, const char *string, size_t most);

/* The same with its last characters. */
void markup_tail(struct text *text, const char *string, size_t most);

/* Characters of UTF-8. */
int64_t markup_characters(const struct text *text);

#endif
