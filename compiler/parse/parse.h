/* SPDX-License-Identifier: MIT */
/*
 * Pass 2, parse: the text of one source to a tree.
 *
 * Requires a source that is registered with the diagnostics' source set. Ensures a tree of everything that could be
 * read; syntax errors are reported (and counted in `diag`) and the parser goes on behind the next `;` or `}`. Looks
 * nothing up. Brackets nest PARSE_MOST_NESTING levels deep, an expression's tree has PARSE_MOST_DEPTH levels at most
 * (a sum of as many terms), so that what follows may recurse.
 */
#ifndef SLOTGEN_PARSE_H
#define SLOTGEN_PARSE_H

#include "parse/ast.h"
#include "source/diag.h"

enum { PARSE_MOST_NESTING = 64, PARSE_MOST_DEPTH = 1000 };

/* Never NULL. The tree lives in `arena`. */
struct ast_file *parse_source(struct arena *arena, struct diag *diag, const struct source *source);

/* Warns of what is no error in the text, for the checker, so that warnings that are errors do not hide each other. */
void parse_warn(struct diag *diag, const struct ast_file *file);

#endif
