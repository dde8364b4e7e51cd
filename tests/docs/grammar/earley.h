/* SPDX-License-Identifier: MIT */
/*
 * Recognises sentences of any context-free grammar, by Earley's algorithm: J. Earley, "An Efficient Context-Free Parsing
 * Algorithm", Communications of the ACM 13 (1970), with the empty rules advanced at prediction (Aycock and Horspool, 2002).
 * It shares nothing with the parser that it is compared with.
 */
#ifndef SLOTGEN_TESTS_EARLEY_H
#define SLOTGEN_TESTS_EARLEY_H

#include "ebnf.h"

struct earley;

/* The rules of tokens, in which rules of characters are terminals, or those of characters. */
struct earley *earley_new(struct arena *arena, const struct ebnf *grammar, bool of_characters);

/* Whether the terminal `node` (LITERAL, SPAN, PROSE, or RULE: a rule of characters) is input `position`. */
typedef bool earley_match(const void *input, size_t position, const struct ebnf_node *node, size_t character);

/*
 * Whether an input of `length` terminals is a sentence of rule `start`. `character` tells which one of a LITERAL's
 * characters is asked for, among rules of characters.
 */
bool earley_accepts(struct earley *earley, size_t start, const void *input, size_t length, earley_match *match);

/* The memory of its runs; the rest is the arena's. */
void earley_free(struct earley *earley);

#endif
