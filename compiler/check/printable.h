/* SPDX-License-Identifier: MIT */
/*
 * Which texts may be shown to people and written into generated comments as they are. Knows no schema.
 */
#ifndef SLOTGEN_CHECK_PRINTABLE_H
#define SLOTGEN_CHECK_PRINTABLE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes are UTF-8 without control characters, line separators and marks that reorder text. */
bool printable_text(const char *bytes, size_t length);

#endif
