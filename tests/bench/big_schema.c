/* SPDX-License-Identifier: MIT */
/*
 * A large schema in two languages: big_schema FOLDER CLASSES writes CLASSES classes of ten slots as big.slots, and as
 * big.fbs the same fields as tables of the types that flatbuffers has for them.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { SLOTS = 10, WORDS = 16 };

static const char *const words[WORDS] = {"price",  "quantity", "venue",  "time",    "symbol",  "owner",
                                         "parent", "state",    "region", "balance", "created", "level",
                                         "offset", "count",    "flags",  "height"};

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

/* Slot `i` of class `class`: bools, enums, and ranges of 3 to 40 bits. */
static void print_slot(FILE *slots, FILE *fbs, int class, int i)
{
    static const char *const types[] = {"ubyte", "ushort", "uint", "ulong"};
    const char *name = words[(class * 7 + i) % WORDS];
    const int dice = (class * 31 + i * 17) % 20;
    if (dice < 6) {
        fprintf(slots, "    %s: bool;\n", name);
        fprintf(fbs, "  %s: bool;\n", name);
    } else if (dice < 9) {
        fprintf(slots, "    %s: Side;\n", name);
        fprintf(fbs, "  %s: Side;\n", name);
    } else {
        const int bits = 3 + (class * 13 + i * 29) % 38;
        const int64_t high = (INT64_C(1) << bits) - 1 - class % 3;
        fprintf(slots, "    %s: %d .. %" PRId64 "%s;\n", name, class % 2, high, dice == 19 ? " ?" : "");
        fprintf(fbs, "  %s: %s%s;\n", name,
                types[bits <= 8    ? 0
                      : bits <= 16 ? 1
                      : bits <= 32 ? 2
                                   : 3],
                dice == 19 ? " = null" : "");
    }
}

int main(int argc, char **argv)
{
    const int classes = argc == 3 ? atoi(argv[2]) : 0;
    if (classes <= 0) {
        fprintf(stderr, "usage: big_schema FOLDER CLASSES\n");
        return 2;
    }
    FILE *slots = open_in(argv[1], "big.slots");
    FILE *fbs = open_in(argv[1], "big.fbs");
    fprintf(slots, "namespace big;\n\nenum Side { buy, sell, cross }\n\n");
    fprintf(fbs, "namespace big;\n\nenum Side : byte { buy, sell, cross }\n\n");
    for (int class = 0; class < classes; class ++) {
        fprintf(slots, "class Record%d {\n", class);
        fprintf(fbs, "table Record%d {\n", class);
        for (int i = 0; i < SLOTS; i++) print_slot(slots, fbs, class, i);
        fprintf(slots, "}\n\n");
        fprintf(fbs, "}\n\n");
    }
    return fclose(slots) != 0 || fclose(fbs) != 0 ? 1 : 0;
}
