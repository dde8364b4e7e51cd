/* SPDX-License-Identifier: MIT */
/*
 * random_schema SEED CLASSES FOLDER: invents a valid schema from the seed alone and writes into the folder
 *   random.slots   the schema,
 *   options        further options for slotgen,
 *   meant.c        what the schema means, as tables for the checks (see meant.h), and the classes' accessors.
 */
#include "schema.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

static void append(char *text, const char *more)
{
    const size_t length = strlen(text);
    const size_t room = MOST_NAME - 1 - length;
    const size_t count = strlen(more) < room ? strlen(more) : room;
    memcpy(text + length, more, count);
    text[length + count] = '\0';
}

/* The C name of a declaration, and its full name. Sometimes it says its own with @c_name. */
static void name_declaration(struct schema *schema, const char *name, const char *other, bool has_c_name, char *c_name,
                             char *full_name)
{
    const char *space = schema->space;
    append(c_name, schema->prefix);
    if (space[0] != '\0' && !has_c_name) {
        append(c_name, space);
        append(c_name, "_");
    }
    append(c_name, has_c_name ? other : name);
    append(full_name, space);
    if (space[0] != '\0') append(full_name, ".");
    append(full_name, name);
}

/* Kind of letter and number, or a nasty word where a namespace stands before it. `next` counts nasty words. */
static void choose_type_name(struct schema *schema, char letter, int number, size_t *next, char *name)
{
    const bool nasty = schema->space[0] != '\0' && *next < nasty_type_count && prng_once_in(&schema->prng, 3);
    if (nasty) snprintf(name, MOST_NAME, "%s", nasty_types[(*next)++]);
    else snprintf(name, MOST_NAME, "%c%d", letter, number);
}

static bool has_slot(const struct schema_class *class, const char *name)
{
    for (int i = 0; i < class->slot_count; i++) {
        if (strcmp(class->slots[i].name, name) == 0 || strcmp(class->slots[i].c_name, name) == 0) return true;
    }
    return false;
}

static void name_slot(struct schema *schema, const struct schema_class *class, struct schema_slot *slot)
{
    struct prng *prng = &schema->prng;
    snprintf(slot->name, MOST_NAME, "s%d", class->slot_count);
    if (!prng_once_in(prng, 3)) {
        const char *nasty = nasty_names[prng_below(prng, (unsigned)nasty_name_count)];
        if (!has_slot(class, nasty)) snprintf(slot->name, MOST_NAME, "%s", nasty);
    }
    memcpy(slot->c_name, slot->name, MOST_NAME);
}

static void invent_slot(struct schema *schema, struct schema_class *class)
{
    struct prng *prng = &schema->prng;
    struct schema_slot *slot = &class->slots[class->slot_count];
    const struct schema_slot *before = class->slot_count > 0 ? slot - 1 : NULL;
    if (before != NULL && strcmp(before->name, before->c_name) == 0 && prng_once_in(prng, 8)) {
        *slot = *before;
        slot->joined = true;
        name_slot(schema, class, slot);
    } else {
        name_slot(schema, class, slot);
        invent_content(schema, slot);
        if (prng_once_in(prng, 20)) snprintf(slot->c_name, MOST_NAME, "other_%d", class->slot_count);
    }
    class->slot_count++;
}

static void invent_class(struct schema *schema, struct schema_class *class)
{
    struct prng *prng = &schema->prng;
    const int wanted = (int)(prng_once_in(prng, 6) ? prng_below(prng, MOST_SLOTS + 1) : prng_below(prng, 14));
    while (class->slot_count < wanted) invent_slot(schema, class);
    unsigned bits = 0;
    for (int i = 0; i < class->slot_count; i++) bits += class->slots[i].content.meant.bits;
    class->align = prng_once_in(prng, 3) ? 1u << prng_below(prng, 7) : 1;
    class->size = (bits + 7) / 8;
    if (class->size == 0) class->size = 1;
    class->size = (class->size + class->align - 1) / class->align * class->align;
    if (prng_once_in(prng, 6)) {
        class->has_size = true;
        class->size += class->align * prng_below(prng, 3);
    } else {
        class->has_max_size = prng_once_in(prng, 6);
    }
    if (prng_once_in(prng, 3)) {
        static const unsigned capacities[] = {1, 2, 3, 100, 1000, 65536, 16777215, UINT32_MAX};
        class->pool_capacity = capacities[prng_below(prng, sizeof capacities / sizeof capacities[0])];
    }
}

static void invent_schema(struct schema *schema, int class_count)
{
    static const char *const spaces[] = {"", "r", "my_space", "unset", "errno"};
    static const char *const prefixes[] = {"", "", "", "p_", "X"};
    struct prng *prng = &schema->prng;
    char other[MOST_NAME];
    size_t nasty = 0;
    schema->space = spaces[prng_below(prng, sizeof spaces / sizeof spaces[0])];
    schema->prefix = prefixes[prng_below(prng, sizeof prefixes / sizeof prefixes[0])];
    schema->with_docs = prng_once_in(prng, 2);
    schema->constant = (int64_t)prng_bits(prng, 40) - (INT64_C(1) << 39);
    for (int i = (int)prng_below(prng, 7); i > 0; i--) {
        struct schema_type *type = &schema->types[schema->type_count];
        invent_type(schema, type);
        choose_type_name(schema, 'E', schema->type_count, &nasty, type->name);
        type->has_c_name = prng_once_in(prng, 8);
        snprintf(other, sizeof other, "other_type_%d", schema->type_count);
        name_declaration(schema, type->name, other, type->has_c_name, type->c_name, type->full_name);
        schema->type_count++;
    }
    for (int i = (int)prng_below(prng, 5); i > 0; i--) {
        struct schema_alias *alias = &schema->aliases[schema->alias_count];
        invent_alias(schema, alias);
        choose_type_name(schema, 'T', schema->alias_count++, &nasty, alias->name);
    }
    for (int i = 0; i < class_count && i < MOST_CLASSES; i++) {
        struct schema_class *class = &schema->classes[schema->class_count];
        invent_class(schema, class);
        choose_type_name(schema, 'C', schema->class_count, &nasty, class->name);
        class->has_c_name = prng_once_in(prng, 8);
        snprintf(other, sizeof other, "other_class_%d", schema->class_count);
        name_declaration(schema, class->name, other, class->has_c_name, class->c_name, class->full_name);
        schema->class_count++;
    }
}

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        perror(path);
        exit(3);
    }
    return file;
}

static void finish(FILE *file)
{
    if (ferror(file) || fclose(file) != 0) {
        perror("random_schema");
        exit(3);
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: random_schema SEED CLASSES FOLDER\n");
        return 2;
    }
    struct schema *schema = calloc(1, sizeof *schema);
    if (schema == NULL) return 3;
    schema->prng.state = strtoull(argv[1], NULL, 10) * UINT64_C(0x5851f42d4c957f2d);
    invent_schema(schema, atoi(argv[2]));

    FILE *file = create(argv[3], "random.slots");
    write_slots(file, schema);
    finish(file);
    file = create(argv[3], "options");
    if (schema->prefix[0] != '\0') fprintf(file, "--prefix %s\n", schema->prefix);
    if (schema->with_docs) fputs("--with-docs\n", file);
    finish(file);
    file = create(argv[3], "meant.c");
    write_meant(file, schema);
    finish(file);
    free(schema);
    return 0;
}
