/* SPDX-License-Identifier: MIT */
/*
 * Sets of 3, 10, 50 and 200 names for goal N1: name_sets FOLDER writes names.slots (classes N3, N10, ...), the inputs
 * of gperf (N3.gperf, ...), and name_sets.h: the names that are looked up, those in the class and those that are not,
 * and for each class a bit-field struct with a getter by index.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NAMES = 200, NAME_BYTES = 64, MISSES_EACH = 4 };

static const char *const words[] = {
    "id",    "name",   "size",     "price",   "count",  "time",     "owner", "parent",   "symbol", "year",
    "month", "day",    "quantity", "venue",   "flags",  "side",     "x",     "y",        "level",  "offset",
    "first", "last",   "length",   "created", "access", "modified", "total", "discount", "region", "balance",
    "state", "status", "kind",     "version", "depth",  "priority", "left",  "right",    "height", "reference",
};

enum { WORDS = sizeof words / sizeof words[0] };

static char names[MOST_NAMES][NAME_BYTES];

static FILE *open_in(const char *folder, const char *name)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) exit(2);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    return file;
}

static bool is_name(const char *text, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], text) == 0) return true;
    return false;
}

/* One word for the first 40, then two, then three; no rhyme between neighbours. */
static void make_names(void)
{
    for (int i = 0; i < MOST_NAMES; i++) {
        if (i < WORDS) strcpy(names[i], words[(i * 7 + 9) % WORDS]);
        else if (i < 170)
            snprintf(names[i], NAME_BYTES, "%s_%s", words[i * 11 % WORDS], words[(i * 17 + i / WORDS) % WORDS]);
        else
            snprintf(names[i], NAME_BYTES, "%s_%s_%s", words[i * 3 % WORDS], words[i * 7 % WORDS],
                     words[i * 13 % WORDS]);
    }
    for (int i = 1; i < MOST_NAMES; i++) {
        if (!is_name(names[i], i)) continue;
        fprintf(stderr, "name_sets: %s stands twice\n", names[i]);
        exit(1);
    }
}

static int bits_of(int i)
{
    return 3 + i * 7 % 29;
}

static void print_class(FILE *schema, int count)
{
    fprintf(schema, "class N%d {\n", count);
    for (int i = 0; i < count; i++) {
        const long long low = i % 2;
        fprintf(schema, "    %s: %lld .. %lld;\n", names[i], low, (1LL << bits_of(i)) - 1);
    }
    fprintf(schema, "    pad: uint32;\n}\n\n");
}

static void print_gperf(const char *folder, int count)
{
    char name[NAME_BYTES];
    snprintf(name, sizeof name, "N%d.gperf", count);
    FILE *file = open_in(folder, name);
    fprintf(file, "struct entry { const char *name; int index; };\n%%%%\n");
    for (int i = 0; i < count; i++) fprintf(file, "%s, %d\n", names[i], i);
    if (fclose(file) != 0) exit(1);
}

static void print_rival(FILE *header, int count)
{
    fprintf(header, "typedef struct {\n");
    for (int i = 0; i < count; i++) fprintf(header, "    uint32_t %s : %d;\n", names[i], bits_of(i));
    fprintf(header, "} G%d;\n\nstatic inline bool G%d_get(const G%d *self, int index, int64_t *out)\n{\n", count, count,
            count);
    fprintf(header, "    switch (index) {\n");
    for (int i = 0; i < count; i++) fprintf(header, "    case %d: *out = self->%s; return true;\n", i, names[i]);
    fprintf(header, "    default: return false;\n    }\n}\n\n");
}

/* Names that nearly are: another last byte, another first byte, one byte less, and a word of another kind. */
static void print_misses(FILE *header, int count)
{
    for (int i = 0; i < count; i++) {
        const int length = (int)strlen(names[i]);
        char miss[MISSES_EACH][NAME_BYTES + 8];
        snprintf(miss[0], sizeof miss[0], "%.*sq", length - 1, names[i]);
        snprintf(miss[1], sizeof miss[1], "Z%s", names[i] + 1);
        snprintf(miss[2], sizeof miss[2], "%.*s", length - 1, names[i]);
        snprintf(miss[3], sizeof miss[3], "%s_of_%s", words[i * 19 % WORDS], words[i % WORDS]);
        for (int k = 0; k < MISSES_EACH; k++)
            if (miss[k][0] != '\0' && !is_name(miss[k], count)) fprintf(header, "    \"%s\",\n", miss[k]);
    }
}

int main(int argc, char **argv)
{
    static const int counts[] = {3, 10, 50, 200};
    if (argc != 2) {
        fprintf(stderr, "usage: name_sets FOLDER\n");
        return 2;
    }
    make_names();
    FILE *schema = open_in(argv[1], "names.slots");
    FILE *header = open_in(argv[1], "name_sets.h");
    fprintf(header, "#include <stdbool.h>\n#include <stdint.h>\n\n#define NAME_SETS(X) X(3) X(10) X(50) X(200)\n\n");
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        print_class(schema, counts[i]);
        print_gperf(argv[1], counts[i]);
        print_rival(header, counts[i]);
        fprintf(header, "static const char *const hits_%d[] = {\n", counts[i]);
        for (int k = 0; k < counts[i]; k++) fprintf(header, "    \"%s\",\n", names[k]);
        fprintf(header, "};\n\nstatic const char *const misses_%d[] = {\n", counts[i]);
        print_misses(header, counts[i]);
        fprintf(header, "};\n\n");
    }
    return fclose(schema) != 0 || fclose(header) != 0 ? 1 : 0;
}
