/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share; see fuzz.h. */
#define _POSIX_C_SOURCE 200809L
#include "fuzz.h"

#include "outputs.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_SHOWN = 2000, MOST_OUTPUT = 256 << 20 };

unsigned long fuzz_accepted;
size_t fuzz_largest;

static FILE *real_stdout;
static FILE *real_stderr;
static char *messages;
static size_t message_length;
static char *printed;
static size_t printed_length;

_Noreturn void fuzz_fail(const char *what, const char *text, size_t length)
{
    FILE *stream = real_stderr != NULL ? real_stderr : stderr;
    const size_t shown = length < MOST_SHOWN ? length : MOST_SHOWN;
    fprintf(stream, "fuzz: %s; the end of the text:\n", what);
    if (shown > 0) fwrite(text + length - shown, 1, shown, stream);
    fputc('\n', stream);
    fflush(stream);
    abort();
}

/* glibc's stdout and stderr are variables, which is what lets a target hear what is printed. */
void messages_begin(void)
{
    real_stdout = stdout;
    real_stderr = stderr;
    stdout = open_memstream(&printed, &printed_length);
    stderr = open_memstream(&messages, &message_length);
    if (stdout == NULL || stderr == NULL) abort();
}

void messages_end(bool colors, bool expected)
{
    fclose(stdout);
    fclose(stderr);
    stdout = real_stdout;
    stderr = real_stderr;
    const char *wrong = outputs_terminal(messages, message_length, colors);
    if (wrong != NULL) fuzz_fail(wrong, messages, message_length);
    if (expected && message_length == 0) fuzz_fail("an error without a message", "", 0);
    free(messages);
    free(printed);
    messages = NULL;
    printed = NULL;
}

static void keep(void *context, const char *bytes, size_t length)
{
    struct text *text = context;
    if (length > MOST_OUTPUT - text->length) fuzz_fail("an output is too large", bytes, length);
    text_append(text, bytes, length);
}

void fuzz_output(struct text *text, fuzz_fill *fill, const void *context)
{
    struct text drained;
    text_begin_draining(&drained, keep, text);
    fill(&drained, context);
    text_flush(&drained);
    text_free(&drained);
}

void fuzz_check(fuzz_fill *fill, const void *context, const char *(*check)(const char *text, size_t length))
{
    struct text text = {0};
    fuzz_output(&text, fill, context);
    const char *wrong = check != NULL ? check(text_chars(&text), text.length) : NULL;
    if (wrong != NULL) fuzz_fail(wrong, text_chars(&text), text.length);
    if (text.length > fuzz_largest) fuzz_largest = text.length;
    text_free(&text);
}
