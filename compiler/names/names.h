/* SPDX-License-Identifier: MIT */
/*
 * Every C identifier that slotgen invents, and the table in which they must not collide.
 */
#ifndef SLOTGEN_NAMES_CHECK_H
#define SLOTGEN_NAMES_CHECK_H

#include "model/model.h"
#include "source/diag.h"

/*
 * Whether `word` cannot stand as a bare identifier in generated code: a keyword of C or C++, a macro of libc or Qt, or
 * a name that the generated code uses itself where bare names stand (the parameters of make).
 */
bool names_is_unavailable(const char *word);

/* The same for the words themselves, without the runtime's and the implementation's prefixes. */
bool names_is_taken_word(const char *word);

/* Whether the headers of C or POSIX declare a function, a type or a macro with parameters of that name. */
bool names_is_library_word(const char *word);

/* Whether some taken word or library word begins so: only then need names that are made of it be looked at. */
bool names_may_derive_taken_word(const char *beginning);

/*
 * The same as names_is_unavailable of the complete C name of a declaration: a type's, or a constant's, which becomes a
 * macro.
 */
bool names_is_unavailable_for_declaration(const char *word, bool is_macro);

/* Whether `word` is a C identifier ([A-Za-z_][A-Za-z0-9_]*). */
bool names_is_identifier(const char *word);

/*
 * Reports declarations of the model that ask for the same C name (rule c-name-collision), and gives a trailing `_` to
 * the bare name (`member`) of every slot whose own is unavailable or begins like a declaration's C name.
 */
void names_check(struct arena *arena, struct diag *diag, struct model *model);

/* The same between the models of one run: every C name that is asked for by two of them. */
void names_check_together(struct arena *arena, struct diag *diag, const struct model *const *models, size_t count);

/* Whether the enum of the arms of a class's choice is that class's to define: not its base's, not an inline class's. */
bool names_owns_arms(const struct model_class *class, size_t choice);

/*
 * What the members of the mirror are called: whether a slot has a member has_x beside it (a number of the program's own
 * says unset by itself), whether an arm is a struct in its union rather than the union's member itself, and what stands
 * behind `has_` and `which_`: the last part of the C name, also where the member has a `_` behind it.
 */
bool names_has_flag(const struct model_slot *slot);
bool names_arm_is_struct(const struct model_class *class, const struct model_node *arm);
const char *names_part(const char *c_name, const char *member, size_t *length);

#endif
