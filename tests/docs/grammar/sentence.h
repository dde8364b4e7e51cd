/* SPDX-License-Identifier: MIT */
/* Random sentences of the document's grammar, and random mistakes in them. */
#ifndef SLOTGEN_TESTS_SENTENCE_H
#define SLOTGEN_TESTS_SENTENCE_H

#include "ebnf.h"
#include "support/text.h"

struct random {
    uint64_t state;
};

/* 0..below-1 */
unsigned random_below(struct random *random, unsigned below);

/* A sentence of the first rule; ways that were taken less often are taken more often. */
void sentence_write(const struct ebnf *grammar, struct random *random, struct text *out);

/* A token alone, of a rule of characters. */
void sentence_token(const struct ebnf *grammar, size_t rule, struct random *random, struct text *out);

/* A text with a mistake: tokens doubled, left out, moved, exchanged or put in, or a character of one changed. */
void sentence_spoil(const struct ebnf *grammar, struct random *random, const char *text, struct text *out);

/* A token with a character changed, left out or put in. */
void sentence_spoil_token(struct random *random, const char *token, struct text *out);

/* How many ways of the grammar no sentence has taken; says which. */
unsigned sentence_untaken(const struct ebnf *grammar);

#endif
