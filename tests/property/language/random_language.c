/* SPDX-License-Identifier: MIT */
/*
 * Writes random schemas of the whole language, which import one another.
 *   random_language SEED FOLDER: FOLDER/random.slots and what it imports, valid schemas; FOLDER/typed_rows.h for typed.c,
 *     and FOLDER/classes.h for tests/run/operations.c.
 *   random_language --wild FIRST COUNT FOLDER: COUNT small schemas FOLDER/wSEED.slots with what they import, for
 *     compile.sh. None has a C name of another one.
 */
#include "schema.h"

#include <stdlib.h>
#include <string.h>

static void invent_symbols(struct schema *schema)
{
    static const char *const names[] = {"names", "few", "many"};
    static const unsigned capacities[] = {100, 3, 70000};
    for (unsigned i = 0; i < 3; i++) {
        struct constant *table = &schema->tables[i];
        char capacity[200], c_name[MOST_NAME] = "";
        table->number = schema->is_wild ? 1 + prng_bits(&schema->prng, prng_below(&schema->prng, 32)) : capacities[i];
        if (schema->is_wild) name_declared(schema, table->name, "table");
        else strcpy(table->name, names[i]);
        number_write(schema, capacity, sizeof capacity, table->number, false);
        if (schema->is_wild && prng_once_in(&schema->prng, 8)) name_next(schema, c_name, "strings");
        FILE *outer = declaration_begin(schema);
        fprintf(schema->out, "symbols %s(%s)", table->name, capacity);
        if (c_name[0] != '\0')
            fprintf(schema->out, " @c_name(\"%s_c%s\")", c_name,
                    schema->suffix[0] == '\0' ? schema->spaces[0] : schema->suffix);
        fprintf(schema->out, ";\n");
        declaration_end(schema, outer);
    }
}

static void invent_mixins(struct schema *schema)
{
    for (unsigned i = 0; i < 2; i++) {
        name_declared(schema, schema->mixins[i], "Mixin");
        FILE *outer = declaration_begin(schema);
        if (i == 0) fprintf(schema->out, "class %s { }\n", schema->mixins[i]);
        else fprintf(schema->out, "class %s(%s) { }\n", schema->mixins[i], schema->mixins[0]);
        declaration_end(schema, outer);
    }
}

static void invent_schema(struct schema *schema)
{
    static const unsigned capacities[] = {1, 3, 1000, 1023, 70000, 4294967295u};
    struct prng *prng = &schema->prng;
    schema->has_headers = prng_once_in(prng, 3);
    invent_symbols(schema);
    invent_mixins(schema);
    schema->enum_count = schema->is_wild ? 1 + prng_below(prng, 2) : MOST_ENUMS;
    for (unsigned i = 0; i < schema->enum_count; i++) {
        schema->file = i == 0 ? 0 : prng_below(prng, schema->file_count);
        enumeration_invent(schema, &schema->enums[i], false);
        enumeration_invent(schema, &schema->flags[i], true);
    }
    schema->class_count = schema->is_wild ? 1 + prng_below(prng, 4) : 3 + prng_below(prng, MOST_CLASSES - 3);
    for (unsigned i = 0; i < schema->class_count; i++) {
        struct class *class = &schema->classes[i];
        class->file = schema->file =
            schema->file_count - 1 - (schema->class_count - 1 - i) * schema->file_count / schema->class_count;
        name_declared(schema, class->name, "Class");
        if (prng_once_in(prng, 2)) class->capacity = capacities[prng_below(prng, 6)];
        if (class->capacity == 0 || class->capacity >= 1u << 31 || !prng_once_in(prng, 3)) continue;
        const unsigned most = 32 - bits_for(class->capacity);
        class->generation_bits = prng_once_in(prng, 4) ? most : 1 + prng_below(prng, most);
    }
    for (unsigned i = 0; i < schema->class_count; i++) class_invent(schema, i);
}

static FILE *open_file(const char *folder, const char *name)
{
    char path[1000];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(3);
    }
    return file;
}

static void finish(FILE *file)
{
    if (!ferror(file) && fclose(file) == 0) return;
    perror("random_language");
    exit(3);
}

/* What `include "foreign.h";` brings. */
static void write_foreign(const char *folder)
{
    FILE *file = open_file(folder, "foreign.h");
    fprintf(file, "#ifndef FOREIGN_H\n#define FOREIGN_H\n\ntypedef struct foreign_thing foreign_thing;\n\n#endif\n");
    finish(file);
}

static void write_typed(struct schema *schema, const char *folder)
{
    schema->file_count = 1 + prng_below(&schema->prng, MOST_FILES);
    for (unsigned i = 0; i < schema->file_count; i++) {
        strcpy(schema->spaces[i], "ops");
        if (i + 1 == schema->file_count) strcpy(schema->file_names[i], "random");
        else snprintf(schema->file_names[i], MOST_NAME, "part%u", i);
    }
    invent_schema(schema);
    files_write(schema, folder);
    FILE *rows = open_file(folder, "typed_rows.h");
    typed_write(rows, schema);
    model_write(rows, schema);
    finish(rows);
    FILE *classes = open_file(folder, "classes.h");
    classes_write(classes, schema);
    finish(classes);
}

/* A namespace for all files, one for each, none, or one for some. */
static void write_wild(struct schema *schema, unsigned long seed, const char *folder)
{
    static const char *const words[] = {"n", "class", "unset", "errno", "market"};
    const char *word = words[prng_below(&schema->prng, 5)];
    const unsigned form = prng_below(&schema->prng, 5);
    schema->is_wild = true;
    schema->file_count = prng_once_in(&schema->prng, 3) ? 1 + prng_below(&schema->prng, MOST_FILES) : 1;
    for (unsigned i = 0; i < schema->file_count; i++) {
        if (form == 0 || (form == 1 && prng_once_in(&schema->prng, 2))) schema->spaces[i][0] = '\0';
        else if (form == 2) snprintf(schema->spaces[i], MOST_NAME, "%s_%lu_%u", word, seed, i);
        else snprintf(schema->spaces[i], MOST_NAME, "%s_%lu", word, seed);
        if (i + 1 == schema->file_count) snprintf(schema->file_names[i], MOST_NAME, "w%lu", seed);
        else snprintf(schema->file_names[i], MOST_NAME, "w%lu_%u", seed, i);
    }
    if (form < 2) snprintf(schema->suffix, MOST_NAME, "_s%lu", seed);
    invent_schema(schema);
    files_write(schema, folder);
}

static void forget(struct schema *schema)
{
    while (schema->blocks != NULL) {
        struct block *block = schema->blocks;
        schema->blocks = block->older;
        free(block);
    }
    memset(schema, 0, sizeof *schema);
}

int main(int argc, char **argv)
{
    static struct schema schema;
    if (argc == 5 && strcmp(argv[1], "--wild") == 0) {
        const unsigned long first = strtoul(argv[2], NULL, 10);
        const unsigned long count = strtoul(argv[3], NULL, 10);
        write_foreign(argv[4]);
        for (unsigned long seed = first; seed < first + count; seed++) {
            forget(&schema);
            schema.prng.state = seed * UINT64_C(0x5851f42d4c957f2d);
            write_wild(&schema, seed, argv[4]);
        }
        return 0;
    }
    if (argc != 3) {
        fprintf(stderr, "usage: random_language SEED FOLDER | --wild FIRST COUNT FOLDER\n");
        return 2;
    }
    schema.prng.state = strtoull(argv[1], NULL, 10);
    write_typed(&schema, argv[2]);
    return 0;
}
