/* SPDX-License-Identifier: MIT */
/*
 * What the messages of syntax errors (unexpected.c) and the remedies beside them (remedies.c) share. Private to
 * compiler/parse.
 */
#ifndef SLOTGEN_PARSE_UNEXPECTED_H
#define SLOTGEN_PARSE_UNEXPECTED_H

#include "parse/parser.h"

struct expectation {
    const char *const *tokens; /* names of the tokens that could stand there */
    size_t count;
    const char *what;   /* the same in words */
    const char *behind; /* behind what; NULL for the token before it; "" to leave that out */
    bool begins;        /* it would begin a declaration, so nothing is missing before it */
};

bool unexpected_may_be(const struct expectation *expectation, const char *token);

/* The innermost block in braces around the current token, or NULL. */
const struct bracket *unexpected_block(const struct parser *parser);

/* Whether that block is of an enum or flags. */
bool unexpected_in_enum(const struct parser *parser);

/* Says what is meant, where the error looks like a form of another language. The token is on the line of the last. */
void remedy_offer(const struct parser *parser, const struct expectation *expectation);

#endif
