/* SPDX-License-Identifier: MIT */
/* Whether a text could be C at all; see outputs.h. */
#include "outputs.h"

#include "source/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { MOST_BRACKETS = 256, MOST_CONDITIONS = 64, DIRECTIVE_SIZE = 8 };

enum state { IN_CODE, IN_LINE_COMMENT, IN_COMMENT, IN_STRING, IN_CHARACTER };

struct reader {
    enum state state;
    char last;     /* the character before, in the same state; or 0 */
    bool is_fresh; /* nothing but blanks stands before on this line */
    bool in_directive;
    char directive[DIRECTIVE_SIZE]; /* the first letters of its name */
    size_t directive_length;        /* SIZE_MAX: the name is over */
    char brackets[MOST_BRACKETS];
    size_t depth;
    size_t conditions[MOST_CONDITIONS]; /* the depth at each #if that is open */
    size_t condition_count;
    const char *wrong;
};

static bool fail(struct reader *reader, const char *wrong)
{
    if (reader->wrong == NULL) reader->wrong = wrong;
    return false;
}

/* The branches of a condition each begin at the depth at which it began. */
static void end_directive(struct reader *reader)
{
    const char *name = reader->directive;
    reader->in_directive = false;
    if (strncmp(name, "if", 2) == 0) {
        if (reader->condition_count == MOST_CONDITIONS) fail(reader, "too many #if");
        else reader->conditions[reader->condition_count++] = reader->depth;
    } else if (strncmp(name, "el", 2) == 0 || strcmp(name, "endif") == 0) {
        if (reader->condition_count == 0) {
            fail(reader, "no #if before #else or #endif");
            return;
        }
        if (name[1] == 'l') reader->depth = reader->conditions[reader->condition_count - 1];
        else reader->condition_count--;
    }
}

static void take_directive(struct reader *reader, char c)
{
    const bool is_letter = c >= 'a' && c <= 'z';
    if (reader->directive_length == SIZE_MAX || (reader->directive_length == 0 && c == ' ')) return;
    if (is_letter && reader->directive_length < DIRECTIVE_SIZE - 1) reader->directive[reader->directive_length++] = c;
    else reader->directive_length = SIZE_MAX;
}

static void take_bracket(struct reader *reader, char c)
{
    static const char open[] = "([{";
    static const char close[] = ")]}";
    if (strchr(open, c) != NULL) {
        if (reader->depth == MOST_BRACKETS) fail(reader, "brackets are nested too deeply");
        else reader->brackets[reader->depth++] = close[strchr(open, c) - open];
    } else if (reader->depth == 0 || reader->brackets[--reader->depth] != c) {
        fail(reader, "a bracket closes that was not opened");
    }
}

static void take_code(struct reader *reader, char c)
{
    const unsigned char byte = (unsigned char)c;
    if (byte >= 0x80) fail(reader, "no ASCII in code");
    if (c == '\\' || c == '`' || c == '$' || c == '@') fail(reader, "a stray character in code");
    if (reader->last == '*' && c == '/') fail(reader, "a comment closes that was not opened");
    if (reader->last == '/' && (c == '/' || c == '*')) {
        reader->state = c == '/' ? IN_LINE_COMMENT : IN_COMMENT;
        reader->last = '\0';
        return;
    }
    if (c == '"' || c == '\'') {
        reader->state = c == '"' ? IN_STRING : IN_CHARACTER;
        reader->last = '\0';
        return;
    }
    if (c == '#' && reader->is_fresh) {
        reader->in_directive = true;
        reader->directive_length = 0;
        memset(reader->directive, 0, sizeof reader->directive);
    } else if (reader->in_directive && c != '\n') {
        take_directive(reader, c);
    }
    if (c != '\0' && strchr("()[]{}", c) != NULL) take_bracket(reader, c);
    if (c != ' ') reader->is_fresh = false;
    reader->last = c;
}

static void take_quoted(struct reader *reader, char c)
{
    if (reader->last == '\\') {
        if (strchr("\\\"'?abfnrtvx01234567", c) == NULL) fail(reader, "no escape of C");
        reader->last = '\0';
        return;
    }
    if (c == (reader->state == IN_STRING ? '"' : '\'')) {
        reader->state = IN_CODE;
        reader->last = '\0';
        return;
    }
    reader->last = c;
}

static void take_comment(struct reader *reader, char c)
{
    if (reader->last == '/' && c == '*') fail(reader, "a comment opens in a comment");
    if (reader->last == '*' && c == '/') {
        reader->state = IN_CODE;
        reader->last = ' ';
        return;
    }
    reader->last = c;
}

static void take_line_end(struct reader *reader)
{
    if (reader->state == IN_STRING || reader->state == IN_CHARACTER) fail(reader, "a string goes on behind its line");
    if (reader->state == IN_LINE_COMMENT) reader->state = IN_CODE;
    if (reader->state == IN_CODE) {
        if (reader->in_directive) end_directive(reader);
        reader->is_fresh = true;
    }
    reader->last = '\0';
}

static void take(struct reader *reader, char c)
{
    if (c == '\n') {
        take_line_end(reader);
        return;
    }
    switch (reader->state) {
    case IN_CODE: take_code(reader, c); break;
    case IN_COMMENT: take_comment(reader, c); break;
    case IN_LINE_COMMENT: break;
    case IN_STRING:
    case IN_CHARACTER: take_quoted(reader, c); break;
    }
}

/* The bytes of a character that no output may have, or 0. */
static bool is_treacherous(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool is_trigraph(const char *text, size_t left)
{
    return left >= 3 && text[0] == '?' && text[1] == '?' && memchr("=/'()!<>-", text[2], 9) != NULL;
}

const char *outputs_c(const char *text, size_t length)
{
    struct reader reader = {.is_fresh = true};
    for (size_t i = 0; i < length && reader.wrong == NULL;) {
        uint32_t code_point;
        const size_t size = utf8_decode(text + i, length - i, &code_point);
        if (size == 0) return "not UTF-8";
        if (is_treacherous(code_point)) return "a control or bidirectional character";
        if (is_trigraph(text + i, length - i) && (reader.state != IN_COMMENT || text[i + 2] == '/'))
            return "a trigraph";
        if (text[i] == '\\' && i + 1 < length && text[i + 1] == '\n') {
            /* A splice: only macros have them, and comments of several lines, where they change nothing. */
            if (reader.state != IN_COMMENT && (reader.state != IN_CODE || !reader.in_directive))
                return "a line is spliced outside of a macro";
            i += 2;
            continue;
        }
        for (size_t k = 0; k < size; k++) take(&reader, text[i + k]);
        i += size;
    }
    if (reader.wrong != NULL) return reader.wrong;
    if (reader.state != IN_CODE) return "a comment or a string is not closed";
    if (length > 0 && text[length - 1] != '\n') return "no line end at the end";
    return reader.depth > 0 || reader.condition_count > 0 ? "a bracket or an #if is not closed" : NULL;
}
