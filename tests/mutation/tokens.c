/* SPDX-License-Identifier: MIT */
/* The scanner of mutate.c: comments and preprocessor lines are skipped, all else becomes tokens. See tokens.h. */
#include "tokens.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const punctuation[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
                                          "&&",  "||",  "*=",  "/=", "%=", "+=", "-=", "&=", "^=", "|=", NULL};

static void fail(const char *path, const char *why)
{
    fprintf(stderr, "mutate: %s: %s\n", path, why);
    exit(EXIT_FAILURE);
}

static char *read_all(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) fail(path, "cannot open it");
    size_t capacity = 1 << 16;
    char *text = malloc(capacity + 1);
    *length = 0;
    while (text != NULL) {
        *length += fread(text + *length, 1, capacity - *length, file);
        if (*length < capacity) break;
        capacity *= 2;
        char *more = realloc(text, capacity + 1);
        if (more == NULL) free(text);
        text = more;
    }
    if (text == NULL) fail(path, "out of memory");
    if (ferror(file)) fail(path, "cannot read it");
    fclose(file);
    text[*length] = '\0';
    return text;
}

/* Behind a blank, a comment or a # line with all that it continues on, else `at`. */
static size_t behind_what_says_nothing(const char *text, size_t at, bool *starts_line)
{
    if (text[at] == '\n') *starts_line = true;
    if (isspace((unsigned char)text[at])) return at + 1;
    if (text[at] == '/' && text[at + 1] == '*') {
        const char *end = strstr(text + at + 2, "*/");
        return end == NULL ? at + strlen(text + at) : (size_t)(end - text) + 2;
    }
    if (text[at] == '/' && text[at + 1] == '/') return at + strcspn(text + at, "\n");
    if (text[at] == '#' && *starts_line) {
        do {
            at += strcspn(text + at, "\n");
            if (text[at] == '\n') at++;
        } while (at >= 2 && text[at - 2] == '\\' && text[at] != '\0');
        return at;
    }
    return at;
}

static size_t end_of_literal(const char *text, size_t at)
{
    const char quote = text[at++];
    while (text[at] != '\0' && text[at] != quote) {
        at += text[at] == '\\' && text[at + 1] != '\0' ? 2 : 1;
    }
    return text[at] == '\0' ? at : at + 1;
}

static struct token scan(const char *text, size_t at)
{
    struct token token = {TOKEN_PUNCTUATION, at, at + 1};
    const unsigned char first = (unsigned char)text[at];
    if (first == '"' || first == '\'') {
        token.kind = TOKEN_TEXT;
        token.end = end_of_literal(text, at);
    } else if (isdigit(first) || (first == '.' && isdigit((unsigned char)text[at + 1]))) {
        token.kind = TOKEN_NUMBER;
        while (isalnum((unsigned char)text[token.end]) || text[token.end] == '.') {
            token.end++;
        }
    } else if (isalpha(first) || first == '_') {
        token.kind = TOKEN_WORD;
        while (isalnum((unsigned char)text[token.end]) || text[token.end] == '_') {
            token.end++;
        }
    } else {
        for (size_t i = 0; punctuation[i] != NULL; i++) {
            const size_t length = strlen(punctuation[i]);
            if (strncmp(text + at, punctuation[i], length) != 0) continue;
            token.end = at + length;
            break;
        }
    }
    return token;
}

struct file file_read(const char *path)
{
    struct file file = {0};
    file.text = read_all(path, &file.length);
    file.tokens = calloc(file.length + 1, sizeof *file.tokens);
    if (file.tokens == NULL) fail(path, "out of memory");
    bool starts_line = true;
    for (size_t at = 0; file.text[at] != '\0';) {
        const size_t behind = behind_what_says_nothing(file.text, at, &starts_line);
        if (behind > at) {
            at = behind;
            continue;
        }
        starts_line = false;
        file.tokens[file.count] = scan(file.text, at);
        at = file.tokens[file.count++].end;
    }
    return file;
}

bool token_is(const struct file *file, size_t i, const char *spelling)
{
    if (i >= file->count) return false;
    const size_t length = file->tokens[i].end - file->tokens[i].begin;
    return strlen(spelling) == length && memcmp(file->text + file->tokens[i].begin, spelling, length) == 0;
}

bool token_is_one_of(const struct file *file, size_t i, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (token_is(file, i, *list)) return true;
    }
    return false;
}

size_t token_closing(const struct file *file, size_t i)
{
    static const char *const opening[] = {"(", "[", "{", NULL};
    static const char *const closing[] = {")", "]", "}", NULL};
    size_t depth = 0;
    for (; i < file->count; i++) {
        if (token_is_one_of(file, i, opening)) depth++;
        else if (token_is_one_of(file, i, closing) && --depth == 0) return i;
    }
    return file->count;
}
