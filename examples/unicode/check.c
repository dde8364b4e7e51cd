/* SPDX-License-Identifier: MIT */
/* Every record is written out as the file would have it and compared with the file's own text, byte for byte. */
#include "check.h"

#include <string.h>

static const struct {
    int field;
    const char *name;
} checked[] = {{FIELD_GENERAL_CATEGORY, "general category"},
               {FIELD_COMBINING_CLASS, "combining class"},
               {FIELD_BIDI_CLASS, "bidi class"},
               {FIELD_DECOMPOSITION, "decomposition"},
               {FIELD_DECIMAL, "decimal digit value"},
               {FIELD_DIGIT, "digit value"},
               {FIELD_NUMERIC, "numeric value"},
               {FIELD_MIRRORED, "mirrored"},
               {FIELD_UPPER, "upper case"},
               {FIELD_LOWER, "lower case"},
               {FIELD_TITLE, "title case"}};

static bool check_code(const struct store *store, struct reader *reader, const struct entry *entry, int32_t code,
                       size_t *values)
{
    const ucd_CodePoint *record = store_find(store, code);
    if (record == NULL) return reader_refuse(reader, "this code point has no record", entry->fields[FIELD_CODE]);
    if (!ucd_CodePoint_valid(record)) return reader_refuse(reader, "the record is not valid", "");
    for (size_t i = 0; i < sizeof checked / sizeof checked[0]; i++) {
        char text[STORE_FIELD_ROOM];
        store_field(store, record, code, checked[i].field, text);
        if (strcmp(text, entry->fields[checked[i].field]) != 0) {
            fprintf(stderr, "U+%04X: the record says '%s', the file says '%s'\n", (unsigned)code, text,
                    entry->fields[checked[i].field]);
            return reader_refuse(reader, "a record differs from the file", checked[i].name);
        }
        ++*values;
    }
    return true;
}

bool check_records(const struct store *store, const char *path, size_t *values)
{
    struct reader reader;
    struct entry entry;
    size_t codes = 0;
    *values = 0;
    if (!reader_open(&reader, path)) return false;
    while (reader_next(&reader, &entry)) {
        for (int32_t code = entry.first; code <= entry.last; code++, codes++) {
            if (!check_code(store, &reader, &entry, code, values)) break;
        }
    }
    if (!reader.failed && codes != store->record_count) {
        reader_refuse(&reader, "the file ends, and there are more records than code points", "");
    }
    const bool equal = !reader.failed;
    reader_close(&reader);
    return equal;
}
