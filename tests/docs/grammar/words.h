/* SPDX-License-Identifier: MIT */
/*
 * A text as tokens, without the compiler's scanner, and the whole question: is this text a schema, by the grammar of
 * the document alone?
 */
#ifndef SLOTGEN_TESTS_WORDS_H
#define SLOTGEN_TESTS_WORDS_H

#include "earley.h"

enum word_kind { WORD_NAME, WORD_NUMBER, WORD_STRING, WORD_SIGN };

struct word {
    enum word_kind kind;
    const char *text; /* where it stands in the text that was read */
    size_t length;
};

struct words {
    struct word *list;
    size_t count, room;
};

/* Splits a text. False where something is no token, whatever the grammar says. `words` is reused. */
bool words_read(struct words *words, const char *text);
void words_free(struct words *words);

struct judge {
    const struct ebnf *grammar;
    struct earley *tokens;
    struct earley *characters;
    size_t name, number, string; /* the rules of characters */
    struct words words;
};

struct judge judge_new(struct arena *arena, const struct ebnf *grammar);
void judge_free(struct judge *judge);

/* Whether the grammar derives the text. */
bool judge_accepts(struct judge *judge, const char *text);

#endif
