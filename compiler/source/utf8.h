/* SPDX-License-Identifier: MIT */
/*
 * UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
 *
 * Knows bytes and code points, nothing of sources or diagnostics.
 */
#ifndef SLOTGEN_UTF8_H
#define SLOTGEN_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of the first character of `text` (1..4) and, unless NULL, its code point; 0 where it is not UTF-8 or empty. */
size_t utf8_decode(const char *text, size_t length, uint32_t *code_point);

/* Writes a code point (not a surrogate, at most U+10FFFF) into at least 4 bytes; returns how many it took. */
size_t utf8_encode(uint32_t code_point, char *out);

/* Whether the byte continues a character. */
bool utf8_is_continuation(char byte);

#endif
