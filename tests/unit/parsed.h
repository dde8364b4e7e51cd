/* SPDX-License-Identifier: MIT */
/* A schema text through the parser alone, for its tests. */
#ifndef SLOTGEN_TESTS_PARSED_H
#define SLOTGEN_TESTS_PARSED_H

#include "parse/parse.h"
#include "support/text.h"

#include <check.h>

struct parsed {
    struct arena arena;
    struct source_set sources;
    struct diag diag;
    struct ast_file *file;
    struct text tree;     /* as ast_text prints it */
    char messages[65536]; /* what was printed */
};

/* Parses a text called t. To be given to parsed_free. */
void parsed_from(struct parsed *parsed, const char *schema, size_t length);
void parsed_free(struct parsed *parsed);

/* The first line of each message, without the file's name: "1:5: error: text [rule]\n". Changes `messages`. */
const char *parsed_summary(struct parsed *parsed);

/* The tests of mistakes, in test_parse_errors.c. */
TCase *parse_errors_tests(void);

#endif
