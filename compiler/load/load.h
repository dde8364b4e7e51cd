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
#include <stdint.h>

enum { LOAD_MOST_BYTES = 1 << 30 };

struct loaded_file {
    const char *bytes; /* `length` of them, then two NULs; in the arena */
    size_t length;
};

/* A regular file that is open. Device and inode say which file it is, whatever its path. */
struct open_file {
    int descriptor;
    uint64_t device;
    uint64_t inode;
};

/* NULL, or why it cannot be opened; `is_absent`: because there is no such file. Prints nothing. */
const char *load_open(const char *path, struct open_file *open_file, bool *is_absent);
void load_close(struct open_file *open_file);

/* Reads and closes it. NULL, or why it cannot be read. Prints nothing. */
const char *load_content(struct arena *arena, struct open_file *open_file, struct loaded_file *file);

bool load_file(struct arena *arena, const char *path, struct loaded_file *file);

/* Standard input to its end. */
bool load_stdin(struct arena *arena, struct loaded_file *file);

/* One line on stderr: "slotgen: error: cannot read 'path': reason". Both may hold anything. report.c. */
void load_report(const char *what, const char *path, const char *reason);

#endif
