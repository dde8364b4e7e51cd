/* SPDX-License-Identifier: MIT */
/* Text to tokens, and tokens to a verdict; see words.h. */
#include "words.h"

#include "source/utf8.h"

#include <stdlib.h>
#include <string.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
static const char tail[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Behind blanks and comments, or NULL in a comment that has no end. */
static const char *skip(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n\v\f");
        if (at[0] == '/' && at[1] == '/') {
            at += strcspn(at, "\n");
        } else if (at[0] == '/' && at[1] == '*') {
            at = strstr(at + 2, "*/");
            if (at == NULL) return NULL;
            at += 2;
        } else {
            return at;
        }
    }
}

/* Behind the closing quote, or NULL where the line has none. */
static const char *skip_quoted(const char *at)
{
    const char quote = *at++;

    while (*at != quote) {
        if (*at == '\\' && at[1] != '\n' && at[1] != '\0') at++;
        if (*at == '\n' || *at == '\0') return NULL;
        at++;
    }
    return at + 1;
}

/* A number with everything that clings to it: whether it is well formed is the grammar's affair. */
static const char *skip_number(const char *at)
{
    if (*at == '\'') return skip_quoted(at);
    at += strspn(at, tail);
    if (at[0] == '.' && is_digit(at[1])) at += 1 + strspn(at + 1, tail);
    return at;
}

/* The token at `at`: its kind, and behind it; NULL for none. */
static const char *skip_token(const char *at, enum word_kind *kind)
{
    *kind = WORD_SIGN;
    if (strchr(letters, *at) != NULL) {
        *kind = WORD_NAME;
        return at + strspn(at, tail);
    }
    if (is_digit(*at) || *at == '\'' || (at[0] == '.' && is_digit(at[1]))) {
        *kind = WORD_NUMBER;
        return skip_number(at);
    }
    if (*at == '"') {
        *kind = WORD_STRING;
        return skip_quoted(at);
    }
    if (strncmp(at, "...", 3) == 0) return NULL;
    if (strncmp(at, "..", 2) == 0 || strncmp(at, "<<", 2) == 0 || strncmp(at, ">>", 2) == 0) return at + 2;
    return strchr("-+*/%()[]{}@:;,.?=|", *at) != NULL ? at + 1 : NULL;
}

bool words_read(struct words *words, const char *text)
{
    words->count = 0;
    for (const char *at = skip(text); at == NULL || *at != '\0'; at = skip(at)) {
        struct word word = {WORD_SIGN, at, 0};

        if (at == NULL) return false;
        at = skip_token(at, &word.kind);
        if (at == NULL) return false;
        word.length = (size_t)(at - word.text);
        if (words->count == words->room) {
            words->room = words->room > 0 ? 2 * words->room : 256;
            words->list = memory_resize(words->list, words->room * sizeof *words->list);
        }
        words->list[words->count++] = word;
    }
    return true;
}

void words_free(struct words *words)
{
    free(words->list);
}

struct judge judge_new(struct arena *arena, const struct ebnf *grammar)
{
    struct judge judge = {grammar,
                          earley_new(arena, grammar, false),
                          earley_new(arena, grammar, true),
                          ebnf_find(grammar, "word"),
                          ebnf_find(grammar, "number"),
                          ebnf_find(grammar, "string"),
                          {NULL, 0, 0}};

    return judge;
}

void judge_free(struct judge *judge)
{
    earley_free(judge->tokens);
    earley_free(judge->characters);
    words_free(&judge->words);
}

/* Input: code points. */
static bool match_character(const void *input, size_t position, const struct ebnf_node *node, size_t character)
{
    uint32_t point = ((const uint32_t *)input)[position];

    if (node->kind == EBNF_LITERAL) return point == (unsigned char)node->text[character];
    if (node->kind == EBNF_SPAN) return point >= (unsigned char)node->low && point <= (unsigned char)node->high;
    return ebnf_is_shown(point);
}

/* Whether a token is spelled as its rule of characters has it. */
static bool is_spelled(struct judge *judge, const struct word *word)
{
    size_t rule = word->kind == WORD_NAME ? judge->name : word->kind == WORD_NUMBER ? judge->number : judge->string;
    uint32_t *points = memory_resize(NULL, (word->length + 1) * sizeof *points);
    size_t count = 0;
    size_t size = 0;
    bool spelled;

    for (size_t i = 0; i < word->length; i += size) {
        size = utf8_decode(word->text + i, word->length - i, &points[count++]);
        if (size == 0) break;
    }
    spelled =
        (word->length == 0 || size > 0) && earley_accepts(judge->characters, rule, points, count, match_character);
    free(points);
    return spelled;
}

/* Input: the judge, with the tokens. */
static bool match_token(const void *input, size_t position, const struct ebnf_node *node, size_t character)
{
    const struct judge *judge = input;
    const struct word *word = &judge->words.list[position];

    (void)character;
    if (node->kind == EBNF_LITERAL)
        return strlen(node->text) == word->length && memcmp(node->text, word->text, word->length) == 0;
    return (word->kind == WORD_NAME && node->rule == judge->name) ||
           (word->kind == WORD_NUMBER && node->rule == judge->number) ||
           (word->kind == WORD_STRING && node->rule == judge->string);
}

bool judge_accepts(struct judge *judge, const char *text)
{
    if (!words_read(&judge->words, text)) return false;
    for (size_t i = 0; i < judge->words.count; i++) {
        const struct word *word = &judge->words.list[i];

        if (word->kind != WORD_SIGN && !is_spelled(judge, word)) return false;
    }
    return earley_accepts(judge->tokens, 0, judge, judge->words.count, match_token);
}
