/* SPDX-License-Identifier: MIT */
/* The records of the files that were read: their text, their tokens, their words, and the tree of their brackets. */
#ifndef STORE_H
#define STORE_H

#include "source.slots.h"

#include <stdbool.h>
#include <stddef.h>

enum { MOST_FILES = 1024 };

struct store {
    char *text; /* of all files, one behind the other */
    size_t text_length;
    source_File files[MOST_FILES];
    size_t file_count;
    source_Token *tokens;
    size_t token_count, token_room;
    source_words_symbols words;
    source_Node_pool nodes;
    source_Node_ref root; /* of the first file; `next` leads to the others */
};

void store_init(struct store *store);
void store_free(struct store *store);

/* Reads a file behind the others and makes its tokens (lexer.c). False after saying what is wrong. */
bool store_read(struct store *store, const char *path);

/* Makes the tree of brackets of a file's tokens, first .. last - 1 (tree.c). False where there is no memory. */
bool store_grow_tree(struct store *store, size_t file, size_t first, size_t last);

/* The bytes that a token has in the text, from its record alone. */
slot_text store_token_text(const struct store *store, const source_Token *token);

#endif
