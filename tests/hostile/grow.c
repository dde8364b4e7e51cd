/* SPDX-License-Identifier: MIT */
/*
 * Prints a schema of shapes.txt at a size: grow SHAPES NAME COUNT [FIRST]. Usage and the form of shapes stand at the
 * head of that file.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct shape {
    unsigned long count, first;
    bool is_on, is_known;
};

/* A text with its holes filled: # the index, ~ the next one, $ the count, %n a line end, %r a carriage return. */
static void put(const char *text, size_t length, const struct shape *shape, unsigned long index)
{
    for (size_t i = 0; i < length; i++) {
        switch (text[i]) {
        case '#': printf("%lu", index); break;
        case '~': printf("%lu", index + 1); break;
        case '$': printf("%lu", shape->first + shape->count); break;
        case '%':
            i++;
            putchar(text[i] == 'n' ? '\n' : text[i] == 'r' ? '\r' : text[i]);
            break;
        default: putchar(text[i]); break;
        }
    }
}

/* "== NAME EXPECTED [MOST] [short]" */
static void begin(struct shape *shape, const char *line, const char *name)
{
    char found[64];
    char expected[64];
    unsigned long most;
    const int fields = sscanf(line, "== %63s %63s %lu", found, expected, &most);

    shape->is_on = fields >= 2 && strcmp(found, name) == 0;
    shape->is_known = shape->is_known || shape->is_on;
    if (shape->is_on && fields == 3 && shape->count > most) shape->count = most;
}

static void grow(const struct shape *shape, const char *line, size_t length)
{
    const bool is_line = line[0] == '+' && (line[1] == ' ' || length == 1);
    const bool is_part = line[0] == '&' && line[1] == ' ';

    if (!is_line && !is_part) {
        put(line, length, shape, 0);
        if (length > 0 && strchr(";{}(\\", line[length - 1]) != NULL) putchar('\n');
        return;
    }
    const size_t skipped = length == 1 ? 1 : 2;
    for (unsigned long i = 0; i < shape->count; i++) {
        put(line + skipped, length - skipped, shape, shape->first + i);
        if (is_line) putchar('\n');
    }
}

int main(int argc, char **argv)
{
    char line[1000];
    FILE *file = argc < 4 ? NULL : fopen(argv[1], "r");
    struct shape shape = {0};

    if (file == NULL) {
        fprintf(stderr, "usage: grow SHAPES NAME COUNT [FIRST]\n");
        return 2;
    }
    shape.count = strtoul(argv[3], NULL, 10);
    shape.first = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
    while (fgets(line, sizeof line, file) != NULL) {
        const size_t length = strcspn(line, "\n");

        line[length] = '\0';
        if (strncmp(line, "== ", 3) == 0) begin(&shape, line, argv[2]);
        else if (shape.is_on) grow(&shape, line, length);
    }
    fclose(file);
    return shape.is_known && fflush(stdout) == 0 ? 0 : 1;
}
