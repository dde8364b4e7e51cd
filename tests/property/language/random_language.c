/* SPDX-License-Identifier: MIT */
/*
 * Writes a random schema of the whole language and the checks of its typed accessors.
 * Usage: random_language SEED FOLDER: FOLDER/random.slots, a valid schema, FOLDER/typed_rows.h for typed.c, and
 * FOLDER/classes.h for tests/run/operations.c.
 */
#include "schema.h"

#include <stdlib.h>
#include <string.h>

static void invent_enumeration(struct schema *schema, struct enumeration *list, bool is_flags)
{
    struct prng *prng = &schema->prng;
    list->is_flags = is_flags;
    list->count = 1 + prng_below(prng, MOST_MEMBERS);
    name_next(schema, list->name, sizeof list->name, is_flags ? "Flags" : "Enum");
    const bool is_sparse = prng_once_in(prng, 2);
    int value = is_flags || !is_sparse ? 0 : (int)prng_below(prng, 20) - 10;
    fprintf(schema->out, "%s %s {", is_flags ? "flags" : "enum", list->name);
    for (unsigned i = 0; i < list->count; i++) {
        name_next(schema, list->members[i], sizeof list->members[i], "m");
        list->values[i] = value;
        fprintf(schema->out, " %s = %d,", list->members[i], value);
        value += is_sparse ? 1 + (int)prng_below(prng, is_flags ? 6 : 100) : 1;
    }
    fprintf(schema->out, " }\n");
}

/* Items until the class is as wide as it may be. */
static void invent_items(struct schema *schema, struct class *class, const struct place *place)
{
    const unsigned wanted = 2 + prng_below(&schema->prng, place->class_index < 2 ? 3 : 9);
    const unsigned most = place->class_index < 3 ? MOST_BITS / 8 : MOST_BITS;
    for (unsigned tries = 0; tries < 2 * wanted && class->count < wanted; tries++) {
        const unsigned before = class->count;
        items_invent(schema, place, class->items, &class->count, 2);
        measure_class(class);
        if (8 * class->most_size > most) class->count = before;
    }
    /* A slot behind all others that anything may be written to. */
    struct item *last = &class->items[class->count++];
    memset(last, 0, sizeof *last);
    name_next(schema, last->name, sizeof last->name, "last");
    content_invent_bool(place, &last->content);
}

static void choose_bases(struct schema *schema, struct class *class, unsigned index)
{
    struct prng *prng = &schema->prng;
    if (index > 0 && prng_once_in(prng, 3)) {
        const struct class *base = &schema->classes[prng_below(prng, index)];
        if (!base->is_bare) class->base = base;
    }
    const char *const mixins = prng_once_in(prng, 4) ? "Mixin" : prng_once_in(prng, 4) ? "Tagged, Mixin" : "";
    if (class->base == NULL && mixins[0] == '\0') return;
    char side[32] = "";
    if (class->base != NULL && prng_once_in(prng, 3)) { /* a diamond */
        fprintf(schema->out, "class Side%u(%s) { }\n", index, class->base->name);
        snprintf(side, sizeof side, "Side%u, ", index);
    }
    snprintf(class->bases, sizeof class->bases, "(%s%s%s%s)", side, mixins,
             class->base != NULL && mixins[0] != '\0' ? ", " : "", class->base == NULL ? "" : class->base->name);
}

static void annotate(struct schema *schema, struct class *class)
{
    struct prng *prng = &schema->prng;
    char *notes = class->annotations;
    const size_t size = sizeof class->annotations;
    if (class->generation_bits > 0)
        snprintf(notes, size, " @pool(capacity: %u, checked: %u)", class->capacity, class->generation_bits);
    else if (class->capacity > 0) snprintf(notes, size, " @pool(capacity: %u)", class->capacity);
    if (prng_once_in(prng, 6)) {
        class->given_align = 1u << prng_below(prng, 4);
        snprintf(notes + strlen(notes), size - strlen(notes), " @align(%u)", class->given_align);
    }
    static const char *const layouts[] = {"compact", "natural", "declared", "dense"};
    if (class->layout != LAYOUT_COMPACT || prng_once_in(prng, 12))
        snprintf(notes + strlen(notes), size - strlen(notes), " @layout(%s)", layouts[class->layout]);
    if (class->is_immutable) snprintf(notes + strlen(notes), size - strlen(notes), " @immutable");
    class->has_table = prng_once_in(prng, 2);
    if (!class->has_table) return;
    snprintf(notes + strlen(notes), size - strlen(notes), prng_once_in(prng, 2) ? " @table" : " @table(rows)");
}

static void fix_size(struct schema *schema, struct class *class)
{
    if (!prng_once_in(&schema->prng, 6)) return;
    class->fixed_size = class->most_size + class->align * prng_below(&schema->prng, 3);
    class->least_size = class->most_size = class->fixed_size;
    snprintf(class->annotations + strlen(class->annotations), sizeof class->annotations - strlen(class->annotations),
             " @size(%u)", class->fixed_size);
}

static void invent_class(struct schema *schema, unsigned index)
{
    struct class *class = &schema->classes[index];
    struct place place = {.class = class, .class_index = index, .may_default = true, .is_group = true};
    class->layout = prng_once_in(&schema->prng, 2) ? LAYOUT_COMPACT : (enum layout)prng_below(&schema->prng, 4);
    class->is_bare = index > 0 && prng_once_in(&schema->prng, 10);
    class->is_immutable = !class->is_bare && prng_once_in(&schema->prng, 6);
    if (!class->is_bare) choose_bases(schema, class, index);
    place.is_begin_known = class->base == NULL || class->base->least_size == class->base->most_size;
    place.begin = class->base == NULL || !place.is_begin_known ? 0 : 8 * class->base->least_size;
    annotate(schema, class);
    if (class->is_bare) {
        class->count = 1 + prng_below(&schema->prng, 4);
        for (unsigned i = 0; i < class->count; i++) {
            struct item *item = &class->items[i];
            name_next(schema, item->name, sizeof item->name, "any");
            item->content.style = STYLE_ANY;
            item->content.layout = class->layout;
            item->content.bits = 64;
            strcpy(item->content.type_name, "slot_value");
        }
    } else {
        invent_items(schema, class, &place);
    }
    measure_class(class);
    fix_size(schema, class);
    class->has_units = items_have_units(class->items, class->count) || class->layout == LAYOUT_NATURAL ||
                       (class->base != NULL && class->base->has_units);
    class->has_default =
        items_have_default(class->items, class->count) || (class->base != NULL && class->base->has_default);
    fprintf(schema->out, "\nclass %s%s%s {", class->name, class->bases, class->annotations);
    if (class->is_bare) {
        for (unsigned i = 0; i < class->count; i++)
            fprintf(schema->out, "%s %s", i == 0 ? "" : ",", class->items[i].name);
        fprintf(schema->out, "; }\n");
        return;
    }
    fprintf(schema->out, "\n");
    items_write(schema->out, class->items, class->count, 4);
    fprintf(schema->out, "}\n");
}

static void invent_schema(struct schema *schema)
{
    static const unsigned capacities[] = {1, 3, 1000, 1023, 70000, 4294967295u};
    fprintf(schema->out, "namespace ops;\nsymbols names(100);\nsymbols few(3);\nsymbols many(70000);\n");
    fprintf(schema->out, "class Mixin { }\nclass Tagged(Mixin) { }\n");
    for (unsigned i = 0; i < MOST_ENUMS; i++) {
        invent_enumeration(schema, &schema->enums[i], false);
        invent_enumeration(schema, &schema->flags[i], true);
    }
    schema->class_count = 3 + prng_below(&schema->prng, MOST_CLASSES - 3);
    for (unsigned i = 0; i < schema->class_count; i++) {
        struct class *class = &schema->classes[i];
        name_next(schema, class->name, sizeof class->name, "Class");
        if (prng_once_in(&schema->prng, 2)) class->capacity = capacities[prng_below(&schema->prng, 6)];
        if (class->capacity > 0 && class->capacity < 1u << 20 && prng_once_in(&schema->prng, 3))
            class->generation_bits = 1 + prng_below(&schema->prng, 11);
    }
    for (unsigned i = 0; i < schema->class_count; i++) invent_class(schema, i);
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

int main(int argc, char **argv)
{
    static struct schema schema;
    if (argc != 3) {
        fprintf(stderr, "usage: random_language SEED FOLDER\n");
        return 2;
    }
    schema.prng.state = strtoull(argv[1], NULL, 10);
    schema.out = open_file(argv[2], "random.slots");
    invent_schema(&schema);
    if (fclose(schema.out) != 0) return 3;
    FILE *rows = open_file(argv[2], "typed_rows.h");
    typed_write(rows, &schema);
    if (fclose(rows) != 0) return 3;
    FILE *classes = open_file(argv[2], "classes.h");
    classes_write(classes, &schema);
    return fclose(classes) == 0 ? 0 : 3;
}
