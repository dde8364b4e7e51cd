/* SPDX-License-Identifier: MIT */
/* What is declared, until its files are written: in any order, for no declaration needs to stand before its use. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "schema.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

/* The text of the declaration that was begun last; those around it have theirs on the stack of open_memstream. */
struct open {
    struct open *outer;
    char *text;
    size_t size;
};

static struct open *innermost;

FILE *declaration_begin(struct schema *schema)
{
    FILE *outer = schema->out;
    struct open *open = calloc(1, sizeof *open);
    if (open == NULL) abort();
    open->outer = innermost;
    innermost = open;
    schema->out = open_memstream(&open->text, &open->size);
    if (schema->out == NULL) abort();
    words_doc(schema->out, &schema->prng, "");
    return outer;
}

void declaration_end(struct schema *schema, FILE *outer)
{
    struct open *open = innermost;
    struct declaration *declaration = calloc(1, sizeof *declaration);
    if (declaration == NULL || fclose(schema->out) != 0) abort();
    declaration->text = open->text;
    declaration->older = schema->declarations[schema->file];
    schema->declarations[schema->file] = declaration;
    schema->out = outer;
    innermost = open->outer;
    free(open);
}

/* Takes one of a list out of it, the one behind so many others. */
static struct declaration *take(struct declaration **list, unsigned behind)
{
    for (; behind > 0; behind--) list = &(*list)->older;
    struct declaration *declaration = *list;
    *list = declaration->older;
    return declaration;
}

static void write_declarations(struct schema *schema, FILE *out, unsigned file)
{
    struct declaration **list = &schema->declarations[file];
    const bool is_mixed = prng_once_in(&schema->prng, 2);
    unsigned count = 0;
    for (const struct declaration *at = *list; at != NULL; at = at->older) count++;
    for (; count > 0; count--) {
        struct declaration *declaration = take(list, is_mixed ? prng_below(&schema->prng, count) : count - 1);
        fputs(declaration->text, out);
        free(declaration->text);
        free(declaration);
    }
}

static FILE *open_file(const char *folder, const char *name)
{
    char path[1000];
    snprintf(path, sizeof path, "%s/%s.slots", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        perror(path);
        exit(3);
    }
    return file;
}

void files_write(struct schema *schema, const char *folder)
{
    for (unsigned i = 0; i < schema->file_count; i++) {
        FILE *out = open_file(folder, schema->file_names[i]);
        if (schema->spaces[i][0] != '\0') fprintf(out, "namespace %s;\n", schema->spaces[i]);
        for (unsigned k = 0; k < i; k++) fprintf(out, "import \"%s.slots\";\n", schema->file_names[k]);
        if (schema->has_headers) fprintf(out, "include \"<stdio.h>\";\n");
        if (schema->has_headers && schema->is_wild) fprintf(out, "include \"foreign.h\";\n");
        write_declarations(schema, out, i);
        if (ferror(out) || fclose(out) != 0) {
            perror("random_language");
            exit(3);
        }
    }
}
