/* SPDX-License-Identifier: MIT */
/*
 * Every C identifier that slotgen invents, and the table in which they must not collide.
 */
#ifndef SLOTGEN_NAMES_CHECK_H
#define SLOTGEN_NAMES_CHECK_H

#include "model/model.h"
#include "source/diag.h"

/*
 * Whether `word` cannot stand as a bare identifier in generated code: a keyword of C or C++, a macro of libc or Qt, or a
 * name that the generated code uses itself where bare names stand (the parameters of make).
 */
bool names_is_unavailable(const char *word);

/* The same of the complete C name of a declaration: a type's, or a constant's, which becomes a macro. */
bool names_is_unavailable_for_declaration(const char *word, bool is_macro);

/* Whether `word` is a C identifier ([A-Za-z_][A-Za-z0-9_]*). */
bool names_is_identifier(const char *word);

/*
 * Reports declarations of the model that ask for the same C name (rule c-name-collision), and gives a trailing `_` to
 * the bare name (`member`) of every slot whose own is unavailable or begins like a declaration's C name.
 */
void names_check(struct arena *arena, struct diag *diag, struct model *model);

#endif
