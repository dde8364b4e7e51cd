/* SPDX-License-Identifier: MIT */
/* A schema text through the passes, for the tests of the later ones. */
#ifndef SLOTGEN_TESTS_COMPILED_H
#define SLOTGEN_TESTS_COMPILED_H

#include "model/model.h"
#include "source/diag.h"

struct compiled {
    struct arena arena;
    struct source_set sources;
    struct diag diag;
    struct model *model;  /* NULL where the schema has errors */
    char messages[16384]; /* what was printed */
};

/* Parses, checks and places a schema called test.slots. To be given to compiled_free. */
void compiled_from(struct compiled *compiled, const char *schema);
void compiled_free(struct compiled *compiled);

#endif
