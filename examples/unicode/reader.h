/* SPDX-License-Identifier: MIT */
/*
 * Reads UnicodeData.txt entry by entry: a code point, or a range of them that share their properties.
 *
 * Knows the form of the file, not what its fields mean.
 */
#ifndef READER_H
#define READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
    FIELD_CODE,
    FIELD_NAME,
    FIELD_GENERAL_CATEGORY,
    FIELD_COMBINING_CLASS,
    FIELD_BIDI_CLASS,
    FIELD_DECOMPOSITION,
    FIELD_DECIMAL,
    FIELD_DIGIT,
    FIELD_NUMERIC,
    FIELD_MIRRORED,
    FIELD_OLD_NAME,
    FIELD_COMMENT,
    FIELD_UPPER,
    FIELD_LOWER,
    FIELD_TITLE,
    FIELD_COUNT
};

struct reader {
    FILE *file;
    const char *path;
    unsigned long line; /* of the last line read, from 1 */
    char *text;         /* that line, cut into its fields */
    size_t room;
    int32_t last; /* the last code point so far, -1 at first */
    bool failed;  /* something was wrong, and has been said */
};

struct entry {
    int32_t first;
    int32_t last;
    const char *fields[FIELD_COUNT]; /* valid until the next entry is read; those of the second line of a range */
};

/* Whether the file could be opened; if not, that has been said. */
bool reader_open(struct reader *reader, const char *path);

void reader_close(struct reader *reader);

/* Reads the next entry. False at the end of the file, and where reader->failed. */
bool reader_next(struct reader *reader, struct entry *entry);

/* Says what is wrong with the line that was read last, and makes the reader fail. Returns false. */
bool reader_refuse(struct reader *reader, const char *what, const char *detail);

/* A code point of 4 to 6 hexadecimal digits at *text, which moves behind it. False where there is none. */
bool reader_code(const char **text, int32_t *code);

#endif
