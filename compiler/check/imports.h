/* SPDX-License-Identifier: MIT */
/* The names of a schema as another one sees them, and looking them up. Private to compiler/check. */
#ifndef SLOTGEN_CHECK_IMPORTS_H
#define SLOTGEN_CHECK_IMPORTS_H

#include "check/scope.h"
#include "support/suggest.h"

struct checker;
struct model;
struct symbol;

/* Of a schema without errors: all its symbols are done. */
struct check_names {
    const struct model *model;
    struct scope globals;   /* also has names of what it imports itself */
    struct symbol *symbols; /* what it declares, in the order of the file */
    size_t symbol_count;
};

/* Fills the model's imports, and makes room among the file's names for theirs and `own_count` own ones. */
void imports_declare(struct checker *checker, size_t own_count);

/* The names of this schema, for those that will import it. */
const struct check_names *imports_keep(struct checker *checker);

/* The symbol of a qualified name, or NULL. */
struct symbol *imports_find(struct checker *checker, const char *name);

/* For a name that is not found: offers all visible names of these kinds (SYMBOL_BIT) to the suggestion for it. */
void imports_offer(struct checker *checker, struct suggestion *suggestion, unsigned kinds);

/* Behind the error about it: what is not imported. */
void imports_help(struct checker *checker, const char *name);

#endif
