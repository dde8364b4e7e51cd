/* SPDX-License-Identifier: MIT */
/* The make rule of -MD: what the outputs depend on. */
#ifndef SLOTGEN_DEPFILE_H
#define SLOTGEN_DEPFILE_H

#include "support/text.h"

#include <stdbool.h>
#include <stddef.h>

struct depfile {
    const char *const *targets; /* escaped as make wants it, unless `target` is given */
    size_t target_count;
    const char *target; /* -MT: as it is, or NULL */
    const char *const *prerequisites;
    size_t prerequisite_count;
    bool phony; /* -MP: a rule without prerequisites for each prerequisite */
};

void depfile_append(struct text *text, const struct depfile *depfile);

#endif
