/* SPDX-License-Identifier: MIT */
/* The runtime's own sources, for --emit-runtime. The build writes runtime_files.c from runtime/. */
#ifndef SLOTGEN_RUNTIME_FILES_H
#define SLOTGEN_RUNTIME_FILES_H

#include <stddef.h>

struct runtime_file {
    const char *name; /* "core.h" */
    const unsigned char *bytes;
    size_t length;
};

extern const struct runtime_file runtime_files[];
extern const size_t runtime_file_count;

#endif
