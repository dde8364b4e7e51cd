/* SPDX-License-Identifier: MIT */
/* The records of the files that were read: their text, their tokens, their words, and the tree of their brackets. */
#ifndef STORE_H
#define STORE_H

#include "source.slots.h"

#include <stdbool.h>
#include <stddef.h>

enum { WORD_BUCKETS = 1 << 13, MOST_FILES = 1024 };

struct store {
    char *text; /* of all files, one behind the other */
    size_t text_length;
    source_File files[MOST_FILES];
    size_t file_count;
    source_Token *tokens;
    size_t token_count, token_room;
    source_Word_pool words;
    source_Word_ref buckets[WORD_BUCKETS];
    source_Node_pool nodes;
    source_Node_ref root; /* of the first file; `next` leads to the others */
};

void store_init(struct store *store);
void store_free(struct store *store);

/* Reads a file behind the others and makes its tokens (lexer.c). False after saying what is wrong. */
bool store_read(struct store *store, const char *path);

/* Makes the tree of brackets of a file's tokens, first .. last - 1 (tree.c). False where there is no memory. */
bool store_grow_tree(struct store *store, size_t file, size_t first, size_t last);

/* The word of that spelling, made where it is new (words.c); null where there is no room. Counts the use. */
source_Word_ref store_word(struct store *store, const char *text, size_t length);

/* How a word is spelled. */
slot_text store_spelling(const struct store *store, source_Word_ref word);

/* The bytes that a token has in the text, from its record alone. */
slot_text store_token_text(const struct store *store, const source_Token *token);

#endif
