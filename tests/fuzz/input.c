/* SPDX-License-Identifier: MIT */
/* Bytes to a command line and files; see input.h. */
#include "input.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct line {
    const char *begin;
    size_t length; /* without its end */
};

/* The line at the place, which moves behind it; false at the end. */
static bool next_line(const char **at, const char *end, struct line *line)
{
    if (*at == end) return false;
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    *line = (struct line){*at, (size_t)((stop != NULL ? stop : end) - *at)};
    *at = stop != NULL ? stop + 1 : end;
    return true;
}

/* What stands behind "//@ word" in the line, or NULL. */
static const char *behind(const struct line *line, const char *word)
{
    const size_t length = strlen(word);
    if (line->length < 4 + length || memcmp(line->begin, "//@ ", 4) != 0) return NULL;
    return memcmp(line->begin + 4, word, length) == 0 ? line->begin + 4 + length : NULL;
}

static void add_words(struct input *input, const char *at, const char *end)
{
    while (at < end && input->word_count < INPUT_MOST_WORDS) {
        const char *stop = at;
        while (stop < end && *stop != ' ' && *stop != '\0') stop++;
        if (stop > at) {
            char *word = calloc(1, (size_t)(stop - at) + 1);
            if (word == NULL) abort();
            memcpy(word, at, (size_t)(stop - at));
            input->words[input->word_count++] = word;
        }
        at = stop < end ? stop + 1 : end;
    }
}

static struct input_file *add_file(struct input_side *side, const char *name, size_t length, const char *bytes)
{
    if (side->count == INPUT_MOST_FILES) return NULL;
    struct input_file *file = &side->files[side->count++];
    if (length >= sizeof file->name) length = sizeof file->name - 1;
    memcpy(file->name, name, length);
    file->name[length] = '\0';
    file->bytes = bytes;
    return file;
}

void input_read(struct input *input, const uint8_t *bytes, size_t length)
{
    memset(input, 0, sizeof *input);
    const char *at = (const char *)bytes;
    const char *const end = at + length;
    struct line line;
    struct input_side *side = &input->sides[0];
    const char *after = at;
    if (next_line(&after, end, &line) && behind(&line, "args ") != NULL) {
        add_words(input, behind(&line, "args "), line.begin + line.length);
        at = after;
    }
    struct input_file *file = add_file(side, INPUT_FIRST_NAME, strlen(INPUT_FIRST_NAME), at);
    while (next_line(&at, end, &line)) {
        const char *name = behind(&line, "file ");
        const bool is_diff = side == &input->sides[0] && behind(&line, "diff") != NULL;
        struct input_file *next = NULL;
        if (is_diff) {
            side = &input->sides[1];
            next = add_file(side, INPUT_FIRST_NAME, strlen(INPUT_FIRST_NAME), at);
        } else if (name != NULL) {
            next = add_file(side, name, (size_t)(line.begin + line.length - name), at);
        }
        if (next != NULL) {
            file->length = (size_t)(line.begin - file->bytes);
            file = next;
        }
    }
    file->length = (size_t)(end - file->bytes);
}

void input_free(struct input *input)
{
    for (size_t i = 0; i < input->word_count; i++) free(input->words[i]);
}
