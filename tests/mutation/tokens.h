/* SPDX-License-Identifier: MIT */
/* C source as tokens: enough of C to find what may be changed, without types and without the preprocessor's lines. */
#ifndef SLOTGEN_TESTS_MUTATION_TOKENS_H
#define SLOTGEN_TESTS_MUTATION_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_PUNCTUATION };

struct token {
    enum token_kind kind;
    size_t begin, end; /* offsets into the file */
};

struct file {
    char *text; /* ends in NUL */
    size_t length;
    struct token *tokens;
    size_t count;
};

/* Reads a file and cuts it into tokens; says why and exits where it cannot. Comments and # lines are no tokens. */
struct file file_read(const char *path);

/* Whether token i exists and is spelled like that. */
bool token_is(const struct file *file, size_t i, const char *spelling);

/* Whether token i is one of the words of a list that ends in NULL. */
bool token_is_one_of(const struct file *file, size_t i, const char *const *list);

/* The index of the bracket that closes the one at i, or the count of tokens. */
size_t token_closing(const struct file *file, size_t i);

#endif
