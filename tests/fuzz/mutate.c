/* SPDX-License-Identifier: MIT */
/* Deterministic mutations; see mutate.h. */
#include "mutate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LENGTH = 1 << 16, LINE_SIZE = 512 };

/* splitmix64, by Sebastiano Vigna, in the public domain. */
uint64_t mutate_random(uint64_t *random)
{
    uint64_t z = *random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static size_t below(uint64_t *random, size_t bound)
{
    return bound == 0 ? 0 : (size_t)(mutate_random(random) % bound);
}

static void make_room(struct buffer *buffer, size_t length)
{
    if (length <= buffer->room) return;
    buffer->room = length * 2;
    buffer->bytes = realloc(buffer->bytes, buffer->room);
    if (buffer->bytes == NULL) abort();
}

void buffer_set(struct buffer *buffer, const unsigned char *bytes, size_t length)
{
    make_room(buffer, length + 1);
    if (length > 0) memcpy(buffer->bytes, bytes, length);
    buffer->length = length;
}

/* Replaces `removed` bytes at a place by others, which are not the buffer's own. */
static void replace(struct buffer *buffer, size_t at, size_t removed, const unsigned char *bytes, size_t length)
{
    if (buffer->length - removed + length > MOST_LENGTH) return;
    make_room(buffer, buffer->length + length + 1);
    memmove(buffer->bytes + at + length, buffer->bytes + at + removed, buffer->length - at - removed);
    if (length > 0) memcpy(buffer->bytes + at, bytes, length);
    buffer->length += length - removed;
}

/* ---- The dictionary ---- */

static int hex_digit(char c)
{
    const char *const digits = "0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, c | 0x20) : NULL;
    return found != NULL ? (int)(found - digits) : -1;
}

/* "\x41", "\\" and "\"" in a quoted word; -1: it is not closed. */
static int read_word(const char *at, struct buffer *word)
{
    for (; *at != '"'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (*at == '\0') return -1;
        if (*at == '\\') {
            at++;
            byte = (unsigned char)*at;
            if (*at == 'x') {
                if (hex_digit(at[1]) < 0 || hex_digit(at[2]) < 0) return -1;
                byte = (unsigned char)(hex_digit(at[1]) * 16 + hex_digit(at[2]));
                at += 2;
            } else if (*at != '\\' && *at != '"') {
                return -1;
            }
        }
        replace(word, word->length, 0, &byte, 1);
    }
    return 0;
}

int dictionary_read(struct dictionary *dictionary, const char *path)
{
    char line[LINE_SIZE];
    FILE *file = fopen(path, "r");
    if (file == NULL) return 0;
    int fine = 1;
    while (fine && fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || line[0] == '\n') continue;
        const char *quote = strchr(line, '"');
        struct buffer word = {0};
        fine = quote != NULL && read_word(quote + 1, &word) == 0;
        dictionary->words = realloc(dictionary->words, (dictionary->count + 1) * sizeof *dictionary->words);
        if (dictionary->words == NULL) abort();
        dictionary->words[dictionary->count++] = word;
    }
    fclose(file);
    return fine;
}

void dictionary_free(struct dictionary *dictionary)
{
    for (size_t i = 0; i < dictionary->count; i++) free(dictionary->words[i].bytes);
    free(dictionary->words);
}

/* ---- Mutations ---- */

static void insert_word(struct buffer *buffer, const struct dictionary *dictionary, uint64_t *random)
{
    if (dictionary == NULL || dictionary->count == 0) return;
    const struct buffer *word = &dictionary->words[below(random, dictionary->count)];
    const size_t at = below(random, buffer->length + 1);
    size_t removed = 0;
    if (below(random, 2) == 0) removed = below(random, buffer->length - at + 1) % 12;
    replace(buffer, at, removed, word->bytes, word->length);
}

/* A part of an input, this one or another. */
static void insert_part(struct buffer *buffer, const struct buffer *from, uint64_t *random)
{
    const size_t begin = below(random, from->length + 1);
    size_t length = below(random, from->length - begin + 1);
    if (below(random, 4) != 0) length %= 40;
    struct buffer part = {0};
    buffer_set(&part, from->bytes + begin, length);
    replace(buffer, below(random, buffer->length + 1), 0, part.bytes, part.length);
    free(part.bytes);
}

/* The number at or behind a place gets another value. */
static void change_number(struct buffer *buffer, uint64_t *random)
{
    static const char *const numbers[] = {"0",
                                          "1",
                                          "2",
                                          "7",
                                          "8",
                                          "63",
                                          "64",
                                          "65",
                                          "255",
                                          "256",
                                          "65535",
                                          "65536",
                                          "2147483647",
                                          "2147483648",
                                          "4294967295",
                                          "4294967296",
                                          "9007199254740993",
                                          "9223372036854775807",
                                          "9223372036854775808",
                                          "18446744073709551615",
                                          "18446744073709551616",
                                          "0.1",
                                          "0.000001",
                                          "1_0"};
    size_t at = below(random, buffer->length + 1);
    while (at < buffer->length && (buffer->bytes[at] < '0' || buffer->bytes[at] > '9')) at++;
    size_t end = at;
    while (end < buffer->length && buffer->bytes[end] >= '0' && buffer->bytes[end] <= '9') end++;
    if (end == at) return;
    const char *number = numbers[below(random, sizeof numbers / sizeof numbers[0])];
    replace(buffer, at, end - at, (const unsigned char *)number, strlen(number));
}

static void change_byte(struct buffer *buffer, uint64_t *random)
{
    static const unsigned char bytes[] = " \n\t;:,.{}()[]@?=|\"'\\/*-+%<>#&_aZ09\x00\xff\xc3\x80\xe2\xef";
    if (buffer->length == 0) return;
    unsigned char *byte = &buffer->bytes[below(random, buffer->length)];
    if (below(random, 3) == 0) *byte ^= (unsigned char)(1u << below(random, 8));
    else *byte = bytes[below(random, sizeof bytes)];
}

/* Where the line at a place begins, and where the one behind it does. */
static size_t line_begin(const struct buffer *buffer, size_t at)
{
    while (at > 0 && buffer->bytes[at - 1] != '\n') at--;
    return at;
}

static size_t line_end(const struct buffer *buffer, size_t at)
{
    while (at < buffer->length && buffer->bytes[at] != '\n') at++;
    return at < buffer->length ? at + 1 : at;
}

/* A whole line of an input comes between two lines, or in the place of one: what is valid then stays so more often. */
static void insert_line(struct buffer *buffer, const struct buffer *from, uint64_t *random)
{
    struct buffer line = {0};
    const size_t source = line_begin(from, below(random, from->length + 1));
    buffer_set(&line, from->bytes + source, line_end(from, source) - source);
    const size_t at = line_begin(buffer, below(random, buffer->length + 1));
    replace(buffer, at, below(random, 3) == 0 ? line_end(buffer, at) - at : 0, line.bytes, line.length);
    free(line.bytes);
}

static int is_word(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/* The word at or behind a place: its first byte, and the one behind its last. */
static size_t find_word(const struct buffer *buffer, size_t at, size_t *end)
{
    while (at < buffer->length && !is_word(buffer->bytes[at])) at++;
    for (*end = at; *end < buffer->length && is_word(buffer->bytes[*end]);) ++*end;
    return at;
}

/* A word takes the place of another. */
static void replace_word(struct buffer *buffer, const struct buffer *from, uint64_t *random)
{
    struct buffer word = {0};
    size_t end;
    const size_t source = find_word(from, below(random, from->length + 1), &end);
    buffer_set(&word, from->bytes + source, end - source);
    const size_t at = find_word(buffer, below(random, buffer->length + 1), &end);
    if (word.length > 0) replace(buffer, at, end - at, word.bytes, word.length);
    free(word.bytes);
}

void mutate(struct buffer *buffer, const struct buffer *other, const struct dictionary *dictionary, uint64_t *random)
{
    for (size_t left = below(random, 2) == 0 ? 1 : 1 + below(random, 5); left > 0; left--) {
        const size_t at = below(random, buffer->length + 1);
        switch (below(random, 14)) {
        case 0: change_byte(buffer, random); break;
        case 1: replace(buffer, at, below(random, buffer->length - at + 1) % 40, NULL, 0); break;
        case 2: insert_part(buffer, buffer, random); break;
        case 3: insert_part(buffer, other, random); break;
        case 4: change_number(buffer, random); break;
        case 5: buffer->length = at > 0 && below(random, 8) == 0 ? at : buffer->length; break;
        case 6: insert_line(buffer, buffer, random); break;
        case 7: insert_line(buffer, other, random); break;
        case 8: replace(buffer, line_begin(buffer, at), line_end(buffer, at) - line_begin(buffer, at), NULL, 0); break;
        case 9: replace_word(buffer, buffer, random); break;
        case 10: replace_word(buffer, other, random); break;
        case 11: change_number(buffer, random); break;
        default: insert_word(buffer, dictionary, random); break;
        }
    }
}
