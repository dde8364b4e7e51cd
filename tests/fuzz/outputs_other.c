/* SPDX-License-Identifier: MIT */
/* JSON, XML and what a terminal shows; see outputs.h. */
#include "outputs.h"

#include "source/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { MOST_NESTING = 200, NAME_SIZE = 32 };

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

const char *outputs_terminal(const char *text, size_t length, int colors)
{
    for (size_t i = 0; i < length;) {
        uint32_t c;
        const size_t size = utf8_decode(text + i, length - i, &c);
        if (size == 0) return "not UTF-8";
        if (c < 0x20 && c != '\n' && c != '\t' && !(c == 0x1b && colors)) return "a control character";
        if (c >= 0x7f && c < 0xa0) return "a control character";
        if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) return "a bidirectional character";
        i += size;
    }
    return NULL;
}

/* ---- JSON ---- */

struct reader {
    const char *at;
    const char *end;
};

static char peek(const struct reader *reader)
{
    return reader->at < reader->end ? *reader->at : '\0';
}

static void skip_space(struct reader *reader)
{
    while (is_space(peek(reader))) reader->at++;
}

static bool take_string(struct reader *reader)
{
    if (peek(reader) != '"') return false;
    for (reader->at++; peek(reader) != '"';) {
        const char c = peek(reader);
        if (reader->at == reader->end || (unsigned char)c < 0x20) return false;
        if (c != '\\') {
            reader->at++;
            continue;
        }
        if (reader->end - reader->at < 2) return false;
        const char escape = reader->at[1];
        if (escape == '\0' || strchr("\"\\/bfnrtu", escape) == NULL) return false;
        if (escape == 'u' && reader->end - reader->at < 6) return false;
        for (int i = 2; escape == 'u' && i < 6; i++) {
            const char digit = reader->at[i];
            if (digit == '\0' || strchr("0123456789abcdefABCDEF", digit) == NULL) return false;
        }
        reader->at += escape == 'u' ? 6 : 2;
    }
    reader->at++;
    return true;
}

static bool take_digits(struct reader *reader)
{
    if (!is_digit(peek(reader))) return false;
    while (is_digit(peek(reader))) reader->at++;
    return true;
}

static bool take_number(struct reader *reader)
{
    if (peek(reader) == '-') reader->at++;
    const bool is_zero = peek(reader) == '0';
    const char *begin = reader->at;
    if (!take_digits(reader) || (is_zero && reader->at - begin > 1)) return false;
    if (peek(reader) == '.') {
        reader->at++;
        if (!take_digits(reader)) return false;
    }
    if (peek(reader) == 'e' || peek(reader) == 'E') {
        reader->at++;
        if (peek(reader) == '-' || peek(reader) == '+') reader->at++;
        if (!take_digits(reader)) return false;
    }
    return true;
}

static bool take_word(struct reader *reader, const char *word)
{
    const size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0) return false;
    reader->at += length;
    return true;
}

static bool take_value(struct reader *reader, int depth);

/* What stands in [] or {}. */
static bool take_items(struct reader *reader, char close, int depth)
{
    reader->at++;
    skip_space(reader);
    if (peek(reader) == close) {
        reader->at++;
        return true;
    }
    for (;;) {
        skip_space(reader);
        if (close == '}') {
            if (!take_string(reader)) return false;
            skip_space(reader);
            if (!take_word(reader, ":")) return false;
        }
        if (!take_value(reader, depth + 1)) return false;
        skip_space(reader);
        if (take_word(reader, ",")) continue;
        return peek(reader) == close && reader->at++ != NULL;
    }
}

static bool take_value(struct reader *reader, int depth)
{
    if (depth > MOST_NESTING) return false;
    skip_space(reader);
    switch (peek(reader)) {
    case '"': return take_string(reader);
    case '{': return take_items(reader, '}', depth);
    case '[': return take_items(reader, ']', depth);
    case 't': return take_word(reader, "true");
    case 'f': return take_word(reader, "false");
    case 'n': return take_word(reader, "null");
    default: return take_number(reader);
    }
}

const char *outputs_json(const char *text, size_t length)
{
    struct reader reader = {text, text + length};
    const char *wrong = outputs_terminal(text, length, 0);
    if (wrong != NULL && strcmp(wrong, "a bidirectional character") != 0) return wrong;
    if (!take_value(&reader, 0)) return "no JSON value";
    skip_space(&reader);
    return reader.at == reader.end ? NULL : "something behind the JSON value";
}

/* ---- XML ---- */

/* Behind the & of a reference. */
static bool take_reference(struct reader *reader)
{
    const char *begin = ++reader->at;
    while (is_letter(peek(reader)) || is_digit(peek(reader)) || peek(reader) == '#') reader->at++;
    return peek(reader) == ';' && reader->at > begin && reader->at++ != NULL;
}

static bool take_name(struct reader *reader, char name[NAME_SIZE])
{
    size_t length = 0;
    if (!is_letter(peek(reader))) return false;
    while (is_letter(peek(reader)) || is_digit(peek(reader)) || strchr("-_:", peek(reader)) != NULL) {
        if (reader->at == reader->end || length + 1 == NAME_SIZE) return false;
        name[length++] = *reader->at++;
    }
    name[length] = '\0';
    return true;
}

/* The attributes of a tag and its end; `empty`: it ends with "/>". */
static bool take_attributes(struct reader *reader, bool *empty)
{
    for (;;) {
        char name[NAME_SIZE];
        const char *before = reader->at;
        skip_space(reader);
        *empty = take_word(reader, "/");
        if (take_word(reader, ">")) return true;
        if (*empty || reader->at == before || !take_name(reader, name) || !take_word(reader, "=\"")) return false;
        while (peek(reader) != '"') {
            if (reader->at == reader->end || peek(reader) == '<') return false;
            if (peek(reader) != '&') reader->at++;
            else if (!take_reference(reader)) return false;
        }
        reader->at++;
    }
}

const char *outputs_markup(const char *text, size_t length)
{
    static char names[MOST_NESTING][NAME_SIZE];
    struct reader reader = {text, text + length};
    int depth = 0;
    const char *wrong = outputs_terminal(text, length, 0);
    if (wrong != NULL && strcmp(wrong, "a bidirectional character") != 0) return wrong;
    take_word(&reader, "<!DOCTYPE html>");
    while (reader.at < reader.end) {
        char name[NAME_SIZE];
        bool empty;
        if (*reader.at == '&') {
            if (!take_reference(&reader)) return "an & that is no reference";
        } else if (*reader.at != '<') {
            if (depth == 0 && !is_space(*reader.at)) return "text outside of elements";
            reader.at++;
        } else if (take_word(&reader, "</")) {
            if (!take_name(&reader, name) || !take_word(&reader, ">")) return "no end tag";
            if (depth == 0 || strcmp(names[--depth], name) != 0) return "another element is open";
        } else {
            reader.at++;
            if (!take_name(&reader, name) || !take_attributes(&reader, &empty)) return "no tag";
            if (!empty && depth == MOST_NESTING) return "elements are nested too deeply";
            if (!empty) memcpy(names[depth++], name, sizeof name);
        }
    }
    return depth > 0 ? "an element is not closed" : NULL;
}
