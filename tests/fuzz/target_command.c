/* SPDX-License-Identifier: MIT */
/*
 * The command line: the input's first file holds the words, one a line; the others are schemas and response files. Of
 * `slotgen diff` only the options are read, for what it compares is looked up on the disk.
 */
#include "fuzz.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct input input;
    struct session session;
    char *words[INPUT_MOST_WORDS];
    size_t count = 0;
    input_read(&input, bytes, length);
    input_use(&input.sides[0]);
    struct input_file *list = &input.sides[0].files[0];
    snprintf(list->name, sizeof list->name, "the words"); /* in.slots is another */
    char *text = calloc(1, list->length + 1);
    if (text == NULL) abort();
    memcpy(text, list->bytes, list->length);
    for (char *word = text; word < text + list->length && count < INPUT_MOST_WORDS;) {
        char *end = word + strcspn(word, "\n");
        const bool is_last = end >= text + list->length;
        *end = '\0';
        words[count++] = word;
        word = is_last ? text + list->length : end + 1;
    }
    messages_begin();
    session_begin(&session, NULL, words, count);
    session_check(&session);
    session_messages_end(&session);
    session_end(&session);
    free(text);
    input_free(&input);
    return 0;
}
