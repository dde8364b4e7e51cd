/* SPDX-License-Identifier: MIT */
/* A syntax tree as one line of text, for the tests of the parser. */
#ifndef SLOTGEN_TESTS_AST_TEXT_H
#define SLOTGEN_TESTS_AST_TEXT_H

#include "parse/ast.h"
#include "support/text.h"

/*
 * Appends the declarations, each with a space behind it: (class A (slots x uint8)). What is optional appears where it
 * is there; expressions in parentheses of the schema's own are marked with P, types with parentheses too.
 */
void ast_text(struct text *text, const struct ast_file *file);

#endif
