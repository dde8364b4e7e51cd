/* SPDX-License-Identifier: MIT */
/* How names, paths, numbers and sizes are printed. */
#ifndef SHOW_H
#define SHOW_H

#include "store.h"

#include <stdio.h>

/*
 * Text as a terminal can take it: what is no UTF-8, control characters and backslashes are escaped, "\xFF", so that
 * every name can be told from every other.
 */
void show_text(FILE *out, slot_text text);

/* Where an entry lies; of more than `most` bytes (0: any number) only the end, behind "...". */
void show_path(FILE *out, const struct store *store, files_Entry_ref ref, size_t most);

/* 1,234,567 in at least `width` columns. */
void show_count(FILE *out, uint64_t count, int width);

/* "12.3 MiB" in at least `width` columns. */
void show_size(FILE *out, uint64_t bytes, int width);

#endif
