/* SPDX-License-Identifier: MIT */
/*
 * The form of UnicodeData.txt: 15 fields with semicolons between them, code points ascending, and ranges as two lines
 * whose names are "<X, First>" and "<X, Last>".
 */
#define _POSIX_C_SOURCE 200809L /* getline */

#include "reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { RANGE_ROOM = 256 };

bool reader_open(struct reader *reader, const char *path)
{
    *reader = (struct reader){.path = path, .last = -1, .file = fopen(path, "r")};
    if (reader->file != NULL) return true;
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    if (errno == ENOENT) fprintf(stderr, "Debian has it in the package unicode-data\n");
    return false;
}

void reader_close(struct reader *reader)
{
    if (reader->file != NULL) fclose(reader->file);
    free(reader->text);
    *reader = (struct reader){0};
}

bool reader_refuse(struct reader *reader, const char *what, const char *detail)
{
    fprintf(stderr, "%s:%lu: %s%s%s\n", reader->path, reader->line, what, detail[0] != '\0' ? ": " : "", detail);
    reader->failed = true;
    return false;
}

bool reader_code(const char **text, int32_t *code)
{
    const size_t length = strspn(*text, "0123456789ABCDEF");
    if (length < 4 || length > 6) return false;
    const unsigned long number = strtoul(*text, NULL, 16);
    if (number > 0x10FFFF) return false;
    *text += length;
    *code = (int32_t)number;
    return true;
}

/* Reads a line and cuts it into fields. False at the end of the file, and where the line is wrong. */
static bool read_line(struct reader *reader, struct entry *entry, int32_t *code)
{
    errno = 0;
    const ssize_t length = getline(&reader->text, &reader->room, reader->file);
    if (length < 0) {
        if (feof(reader->file) && !ferror(reader->file)) return false;
        fprintf(stderr, "%s: %s\n", reader->path, strerror(errno));
        reader->failed = true;
        return false;
    }
    reader->line++;
    if (strlen(reader->text) != (size_t)length) return reader_refuse(reader, "a NUL byte in the line", "");
    reader->text[strcspn(reader->text, "\r\n")] = '\0';

    size_t count = 0;
    for (char *at = reader->text; at != NULL && count < FIELD_COUNT; count++) {
        entry->fields[count] = at;
        at = strchr(at, ';');
        if (at != NULL) *at++ = '\0';
        else if (count + 1 < FIELD_COUNT) return reader_refuse(reader, "fewer than 15 fields", "");
        if (at != NULL && count + 1 == FIELD_COUNT) return reader_refuse(reader, "more than 15 fields", "");
    }
    const char *digits = entry->fields[FIELD_CODE];
    if (!reader_code(&digits, code) || *digits != '\0') {
        return reader_refuse(reader, "not a code point", entry->fields[FIELD_CODE]);
    }
    if (*code <= reader->last) return reader_refuse(reader, "code points must ascend", entry->fields[FIELD_CODE]);
    reader->last = *code;
    return true;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/* All fields behind the name, as one text; cut short where they are longer than those of any range. */
static void join_properties(const struct entry *entry, char text[RANGE_ROOM])
{
    size_t length = 0;
    text[0] = '\0';
    for (int field = FIELD_NAME + 1; field < FIELD_COUNT && length < RANGE_ROOM; field++) {
        length += (size_t)snprintf(text + length, RANGE_ROOM - length, "%s;", entry->fields[field]);
    }
}

bool reader_next(struct reader *reader, struct entry *entry)
{
    char properties[2][RANGE_ROOM];
    if (reader->failed || !read_line(reader, entry, &entry->first)) return false;
    entry->last = entry->first;
    if (ends_with(entry->fields[FIELD_NAME], ", Last>")) {
        return reader_refuse(reader, "a range ends that did not begin", entry->fields[FIELD_NAME]);
    }
    if (!ends_with(entry->fields[FIELD_NAME], ", First>")) return true;
    join_properties(entry, properties[0]);
    if (!read_line(reader, entry, &entry->last) || !ends_with(entry->fields[FIELD_NAME], ", Last>")) {
        if (!reader->failed) reader_refuse(reader, "a range begins whose end is not on the next line", "");
        return false;
    }
    join_properties(entry, properties[1]);
    if (strcmp(properties[0], properties[1]) == 0) return true;
    return reader_refuse(reader, "the two ends of a range differ", properties[1]);
}
