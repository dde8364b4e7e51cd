/* SPDX-License-Identifier: MIT */
/* Names are any bytes but '/' and NUL: what a terminal would take for a command is escaped. */
#include "show.h"

#include <stdlib.h>
#include <string.h>

/* The bytes of the printable UTF-8 character that the text begins with, or 0 where it is none. */
static size_t character_length(const unsigned char *text, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char first = *text;
    const size_t size = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
    uint32_t code;

    if (size == 1) return first >= ' ' && first != 0x7F && first != '\\';
    if (size == 0 || size > length || first > 0xF4) return 0;
    code = first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((text[i] & 0xC0) != 0x80) return 0;
        code = code << 6 | (text[i] & 0x3F);
    }
    if (code < least[size] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return 0;
    return code < 0xA0 ? 0 : size; /* below are control characters too */
}

void show_text(FILE *out, slot_text text)
{
    const unsigned char *at = (const unsigned char *)text.data;
    const unsigned char *end = at + text.length;

    while (at < end) {
        const size_t size = character_length(at, (size_t)(end - at));

        if (size > 0) fwrite(at, 1, size, out);
        else fprintf(out, "\\x%02X", *at);
        at += size > 0 ? size : 1;
    }
}

/* The path's bytes, which the caller frees; NULL where there is no memory. */
static char *path_of(const struct store *store, files_Entry_ref ref, size_t *out_length)
{
    size_t length = 0;
    size_t at;
    char *path;

    for (files_Entry_ref r = ref; r.id != 0; r = files_Entry_get_parent(store_entry(store, r)))
        length += store_name(store, r).length + 1;
    path = malloc(length + 1);
    if (path == NULL) return NULL;
    at = length;
    for (files_Entry_ref r = ref; r.id != 0; r = files_Entry_get_parent(store_entry(store, r))) {
        const slot_text name = store_name(store, r);

        path[--at] = '/';
        at -= name.length;
        memcpy(path + at, name.data, name.length);
    }
    length--; /* the last '/' */
    if (length > 1 && path[0] == '/' && path[1] == '/')
        memmove(path, path + 1, --length); /* the root is a '/' itself */
    *out_length = length;
    return path;
}

void show_path(FILE *out, const struct store *store, files_Entry_ref ref, size_t most)
{
    size_t length = 0;
    char *path = path_of(store, ref, &length);
    size_t skipped = most > 0 && length > most ? length - most : 0;

    while (skipped > 0 && skipped < length && ((unsigned char)path[skipped] & 0xC0) == 0x80)
        skipped++; /* a whole character */
    if (skipped > 0) fputs("...", out);
    if (path != NULL) show_text(out, (slot_text){path + skipped, length - skipped});
    free(path);
}

void show_count(FILE *out, uint64_t count, int width)
{
    char text[32];
    size_t at = sizeof text;

    text[--at] = '\0';
    for (int digits = 0; count > 0 || digits == 0; digits++) {
        if (digits > 0 && digits % 3 == 0) text[--at] = ',';
        text[--at] = (char)('0' + count % 10);
        count /= 10;
    }
    fprintf(out, "%*s", width, text + at);
}

void show_size(FILE *out, uint64_t bytes, int width)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double size = (double)bytes;
    size_t unit = 0;
    char text[32];

    for (; size >= 1023.95 && unit + 1 < sizeof units / sizeof *units; unit++) size /= 1024;
    snprintf(text, sizeof text, "%.*f %s", unit > 0, size, units[unit]);
    fprintf(out, "%*s", width, text);
}
