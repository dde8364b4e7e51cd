/* SPDX-License-Identifier: MIT */
/*
 * Pass 6, write: texts to files.
 *
 * Requires that every schema of the run was compiled; filling an output cannot fail. Ensures that every output is there
 * whole or that none was touched, as far as a file system can promise it: each text goes to an exclusive temporary
 * beside its target, and the temporaries are renamed when all of them are written and closed. A target that is not a
 * regular file is refused; a symbolic link is followed to its target. A signal that ends the process, and memory that
 * runs out, undo everything first. docs/promises.md says what is left where a process is killed outright.
 */
#ifndef SLOTGEN_WRITE_H
#define SLOTGEN_WRITE_H

#include "support/text.h"

#include <stdbool.h>

/* Appends the content of an output to a text. */
typedef void output_fill(struct text *text, const void *context);

struct output {
    const char *path; /* or write_to_stdout */
    output_fill *fill;
    const void *context;
};

/* The path of an output that goes to standard output: written before any file, and not taken back. */
extern const char write_to_stdout[];

/*
 * False after one line on stderr. `if_changed`: an output whose content would stay the same is left untouched.
 * `folder`: NULL, or one that some of the paths lie in and that is made where it is missing; it goes away again when
 * the run fails.
 */
bool write_outputs(const struct output *outputs, size_t count, const char *folder, bool if_changed);

#endif
