/* SPDX-License-Identifier: MIT */
/*
 * What must hold of every text that slotgen writes, whatever the schema: each function says what is wrong, or returns
 * NULL. The checks are coarser than a compiler or a browser, and fast enough to be made of each output.
 */
#ifndef SLOTGEN_FUZZ_OUTPUTS_H
#define SLOTGEN_FUZZ_OUTPUTS_H

#include <stddef.h>

/*
 * C: comments, strings and brackets are closed, no trigraph, no comment within a comment, no line splice where one
 * could hide something, no control and no bidirectional character, no letters but ASCII outside of comments and
 * strings.
 */
const char *outputs_c(const char *text, size_t length);

/* One JSON value. */
const char *outputs_json(const char *text, size_t length);

/* XML: elements nest, attributes are quoted, text is escaped. */
const char *outputs_markup(const char *text, size_t length);

/* What a terminal shows: UTF-8 without control characters but line ends and tabs (and colours where they are asked for). */
const char *outputs_terminal(const char *text, size_t length, int colors);

#endif
