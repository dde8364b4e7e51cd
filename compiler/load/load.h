/* SPDX-License-Identifier: MIT */
/*
 * Pass 1, load: files to memory.
 *
 * Requires a path. Ensures the file's bytes followed by NULs, or false with one line on stderr. Folders and devices are
 * refused; a file may have up to LOAD_MOST_BYTES bytes.
 */
#ifndef SLOTGEN_LOAD_H
#define SLOTGEN_LOAD_H

#include "support/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { LOAD_MOST_BYTES = 1 << 30 };

struct loaded_file {
    const char *bytes; /* `length` of them, then two NULs; in the arena */
    size_t length;
};

bool load_file(struct arena *arena, const char *path, struct loaded_file *file);

/* Standard input to its end. */
bool load_stdin(struct arena *arena, struct loaded_file *file);

/* One line on stderr: "slotgen: error: cannot read 'path': reason". */
void load_report(const char *what, const char *path, const char *reason);

#endif
