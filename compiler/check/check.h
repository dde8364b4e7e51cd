/* SPDX-License-Identifier: MIT */
/*
 * Pass 3, check: a tree to a model.
 *
 * Requires a tree without syntax errors. Ensures a model that keeps every rule of docs/language.md, with the slots'
 * codes computed and all C names free of collisions; or NULL with the errors reported. After this pass nothing can
 * fail for a reason that the schema's author caused. A schema whose imports are not all there is checked as far as that
 * goes, but has no model.
 */
#ifndef SLOTGEN_CHECK_H
#define SLOTGEN_CHECK_H

#include "model/model.h"
#include "parse/ast.h"
#include "source/diag.h"

struct check_options {
    const char *path;                   /* the schema as the user named it */
    const char *base_name;              /* its file name without ".slots" */
    const char *prefix;                 /* --prefix, or "" */
    const char *include_prefix;         /* --include-prefix, or NULL */
    size_t import_count;                /* how many of the file's imports are given; nothing is said of others */
    const struct model *const *imports; /* in the order of the file; NULL where that was reported already */
    bool is_imported;                   /* no input of the run, only imported by one: no warnings */
};

/* The model (in `arena`, places not yet computed but `size` and `used_bits` are), or NULL when there were errors. */
struct model *check_file(struct arena *arena, struct diag *diag, const struct ast_file *file,
                         const struct check_options *options);

#endif
