/* SPDX-License-Identifier: MIT */
/*
 * Pass 3, check: a tree to a model.
 *
 * Requires a tree without syntax errors. Ensures a model that keeps every rule of docs/language.md, with the slots'
 * codes computed and all C names free of collisions; or NULL with the errors reported. After this pass nothing can
 * fail for a reason that the schema's author caused.
 */
#ifndef SLOTGEN_CHECK_H
#define SLOTGEN_CHECK_H

#include "model/model.h"
#include "parse/ast.h"
#include "source/diag.h"

struct check_options {
    const char *path;      /* the schema as the user named it */
    const char *base_name; /* its file name without ".slots" */
    const char *prefix;    /* --prefix, or "" */
};

/* The model (in `arena`, places not yet computed but `size` and `used_bits` are), or NULL when there were errors. */
struct model *check_file(struct arena *arena, struct diag *diag, const struct ast_file *file,
                         const struct check_options *options);

#endif
