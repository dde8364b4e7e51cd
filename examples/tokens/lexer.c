/* SPDX-License-Identifier: MIT */
/* C source to tokens: names, numbers, signs, texts and lines for the preprocessor; comments and blanks are skipped. */
#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char name_letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
enum { DIGITS = 10 }; /* how many of them are no first letter of a name */

struct lexer {
    struct store *store;
    source_File *file;
    size_t at;
    bool first; /* of its line */
};

void store_init(struct store *store)
{
    memset(store, 0, sizeof *store);
    source_words_symbols_init(&store->words);
    source_Node_pool_init(&store->nodes);
}

void store_free(struct store *store)
{
    source_words_symbols_free(&store->words);
    source_Node_pool_free(&store->nodes);
    free(store->tokens);
    free(store->text);
}

/* Reads the whole file behind the text that is there. */
static bool load(struct store *store, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t room = store->text_length;
    size_t read = 1;

    while (file != NULL && read > 0) {
        if (room < store->text_length + 4096) {
            room = store->text_length + store->text_length / 2 + 65536;
            text = realloc(store->text, room);
            if (text == NULL) break;
            store->text = text;
        }
        read = fread(store->text + store->text_length, 1, 4095, file);
        store->text_length += read;
    }
    if (file == NULL || ferror(file) || text == NULL) {
        perror(path);
        if (file != NULL) fclose(file);
        return false;
    }
    fclose(file);
    store->text[store->text_length] = '\0';
    return true;
}

/* Behind blanks, line ends and comments; counts lines. */
static void skip(struct lexer *lexer)
{
    const char *text = lexer->store->text;

    for (;;) {
        const char *at = text + lexer->at;

        if (*at == '\n') {
            source_File_add_lines(lexer->file, 1);
            lexer->first = true;
            lexer->at++;
        } else if (*at != '\0' && strchr(" \t\r\f\v", *at) != NULL) {
            lexer->at++;
        } else if (at[0] == '/' && at[1] == '/') {
            lexer->at += strcspn(at, "\n");
        } else if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");

            for (; *at != '\0' && at != end; at++) {
                if (*at == '\n') source_File_add_lines(lexer->file, 1);
            }
            lexer->at = (size_t)(at - text) + (end != NULL ? 2 : 0);
        } else {
            return;
        }
    }
}

/* The length of a line that goes on behind each backslash at its end. */
static size_t directive_length(const char *at)
{
    size_t length = 0;

    while (at[length] != '\0' && at[length] != '\n') length += at[length] == '\\' && at[length + 1] == '\n' ? 2 : 1;
    return length;
}

static size_t quoted_length(const char *at)
{
    size_t length = 1;

    while (at[length] != '\0' && at[length] != '\n' && at[length] != *at) length += at[length] == '\\' ? 2 : 1;
    return length + (at[length] == *at);
}

static size_t number_length(const char *at)
{
    size_t length = 1;

    while (at[length] != '\0' && (strchr(name_letters, at[length]) != NULL || at[length] == '.' ||
                                  (strchr("+-", at[length]) != NULL && strchr("eEpP", at[length - 1]) != NULL)))
        length++;
    return length;
}

/* Signs of three and two characters stand before those of one. */
static size_t sign_length(const char *at)
{
    static const char *const signs[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
                                        "&&",  "||",  "+=",  "-=", "*=", "/=", "%=", "&=", "^=", "|=", "##"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(at, signs[i], strlen(signs[i])) == 0) return strlen(signs[i]);
    }
    return 1;
}

/* Sets a slot of one of the arms, which also says which arm it is. */
static slot_status fill(struct lexer *lexer, source_Token *token, const char *at, source_Kind *kind, size_t *length)
{
    source_words_id word;
    slot_status status;
    char *end;

    if (*at == '#' && lexer->first) {
        *length = directive_length(at);
        *kind = source_Kind_directive;
        return source_Token_try_set_what_directive(token, (int64_t)*length);
    }
    if (*at == '"' || *at == '\'') {
        *length = quoted_length(at);
        *kind = source_Kind_text;
        return source_Token_try_set_what_text(token, (int64_t)*length);
    }
    if (strchr(name_letters + sizeof name_letters - 1 - DIGITS, *at) != NULL) {
        *length = number_length(at);
        *kind = source_Kind_number;
        status = source_Token_try_set_what_digits(token, (int64_t)*length);
        if (status == SLOT_OK && strtoul(at, &end, 10) <= (unsigned long)source_Token_what_value_MAX &&
            end == at + *length)
            source_Token_set_what_value(token, (int64_t)strtoul(at, NULL, 10));
        return status;
    }
    *length = strspn(at, name_letters);
    if (*length > 0) {
        *kind = source_Kind_name;
        status = source_words_symbols_intern(&lexer->store->words, at, *length, &word);
        return status == SLOT_OK ? source_Token_try_set_what_name(token, word) : status;
    }
    *length = sign_length(at);
    *kind = source_Kind_sign;
    return source_Token_try_set_what_sign(token, at, *length);
}

static bool add_token(struct lexer *lexer)
{
    struct store *store = lexer->store;
    source_Token *token;
    source_Kind kind;
    size_t length;

    if (store->token_count == store->token_room) {
        const size_t room = store->token_room + store->token_room / 2 + 4096;
        source_Token *tokens = realloc(store->tokens, room * sizeof *tokens);

        if (tokens == NULL) return false;
        store->tokens = tokens;
        store->token_room = room;
    }
    token = &store->tokens[store->token_count];
    source_Token_init(token);
    source_Token_set_first(token, lexer->first);
    if (source_Token_try_set_at(token, (int64_t)lexer->at) != SLOT_OK ||
        fill(lexer, token, store->text + lexer->at, &kind, &length) != SLOT_OK)
        return false;
    source_File_add_kinds(lexer->file, (size_t)kind, 1);
    lexer->at += length;
    lexer->first = false;
    store->token_count++;
    return true;
}

bool store_read(struct store *store, const char *path)
{
    struct lexer lexer = {store, &store->files[store->file_count], store->text_length, true};
    const size_t first = store->token_count;
    const size_t length = strlen(path);
    const char *shown = length > source_File_name_SIZE ? path + length - source_File_name_SIZE : path;

    if (store->file_count == MOST_FILES || !load(store, path)) return false;
    source_File_init(lexer.file);
    source_File_try_set_name(lexer.file, shown, strlen(shown)); /* a path that is no UTF-8 stays empty */
    source_File_set_begins(lexer.file, (int64_t)lexer.at);
    source_File_set_size(lexer.file, (int64_t)(store->text_length - lexer.at));
    for (skip(&lexer); store->text[lexer.at] != '\0'; skip(&lexer)) {
        if (add_token(&lexer)) continue;
        fprintf(stderr, "%s: what stands at byte %zu fits no token\n", path, lexer.at);
        return false;
    }
    return store_grow_tree(store, store->file_count++, first, store->token_count);
}

slot_text store_token_text(const struct store *store, const source_Token *token)
{
    slot_text text = {store->text + source_Token_get_at(token), 0};

    switch (source_Token_which_what(token)) {
    case source_Token_what_name: return source_words_symbols_text(&store->words, source_Token_get_what_name(token));
    case source_Token_what_sign: return source_Token_get_what_sign(token);
    case source_Token_what_number: text.length = (size_t)source_Token_get_what_digits(token); break;
    case source_Token_what_text: text.length = (size_t)source_Token_get_what_text(token); break;
    case source_Token_what_directive: text.length = (size_t)source_Token_get_what_directive(token); break;
    }
    return text;
}
