/* SPDX-License-Identifier: MIT */
/* Random classes, enums and flags: see schema.h. */
#include "schema.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

static bool has_value(const struct enumeration *list, int value)
{
    for (unsigned i = 0; i < list->count; i++) {
        if (list->values[i] == value) return true;
    }
    return false;
}

/* The number behind a member's `=`, in one of several styles; the one before it has `before`. */
static int draw_member(struct prng *prng, bool is_flags, unsigned style, int before)
{
    if (is_flags) return style == 0 ? before + 1 : (int)prng_below(prng, style == 1 ? 32 : 64);
    switch (style) {
    case 0: return before + 1;
    case 1: return before + 1 + (int)prng_below(prng, 100);
    case 2: return 20 - (int)prng_below(prng, 100);
    case 3: return (int)(int32_t)(uint32_t)prng_bits(prng, 32);
    default: return prng_once_in(prng, 2) ? INT32_MIN + (int)prng_below(prng, 3) : INT32_MAX - (int)prng_below(prng, 3);
    }
}

static void write_c_name(struct schema *schema, FILE *out)
{
    char name[MOST_NAME];
    if (!schema->is_wild || !prng_once_in(&schema->prng, 10)) return;
    name_next(schema, name, "other");
    fprintf(out, " @c_name(\"%s_c%s\")", name, schema->suffix[0] == '\0' ? schema->spaces[0] : schema->suffix);
}

void enumeration_invent(struct schema *schema, struct enumeration *list, bool is_flags)
{
    struct prng *prng = &schema->prng;
    const unsigned style = prng_below(prng, is_flags ? 3 : 5);
    const unsigned wanted = 1 + prng_below(prng, prng_once_in(prng, 8) ? MOST_MEMBERS : 9);
    int before = -1;
    list->is_flags = is_flags;
    list->file = schema->file;
    name_declared(schema, list->name, is_flags ? "Flags" : "Enum");
    FILE *outer = declaration_begin(schema);
    fprintf(schema->out, "%s %s", is_flags ? "flags" : "enum", list->name);
    write_c_name(schema, schema->out);
    fprintf(schema->out, " {\n");
    for (unsigned tries = 0; list->count < wanted && tries < 400; tries++) {
        const int value = draw_member(prng, is_flags, style, before);
        if (has_value(list, value) || (is_flags && value > 63)) continue;
        char *name = list->members[list->count];
        char number[200];
        if (prng_once_in(prng, 10)) words_doc(schema->out, prng, "    ");
        name_word(schema, name, "m");
        number_write(schema, number, sizeof number, (uint64_t)(int64_t)value, false);
        if (value == before + 1 && prng_once_in(prng, 2)) fprintf(schema->out, "    %s", name);
        else fprintf(schema->out, "    %s = %s", name, number);
        list->values[list->count++] = before = value;
        fprintf(schema->out, list->count < wanted || prng_once_in(prng, 2) ? ",\n" : "\n");
        if (before == INT32_MAX) before = INT32_MAX - 1; /* nothing is one more */
    }
    fprintf(schema->out, "}\n");
    declaration_end(schema, outer);
}

/* Items until the class is as wide as it may be. */
static void invent_items(struct schema *schema, struct class *class, const struct place *place)
{
    const unsigned wanted = 2 + prng_below(&schema->prng, place->class_index < 2 || schema->is_wild ? 3 : 9);
    const unsigned most = place->class_index < 3 ? MOST_BITS / 8 : MOST_BITS;
    if (schema->is_wild && prng_once_in(&schema->prng, 16)) return; /* a class without slots */
    for (unsigned tries = 0; tries < 2 * wanted && class->count < wanted; tries++) {
        const unsigned before = class->count;
        items_invent(schema, place, class->items, &class->count, 2);
        measure_class(class);
        if (8 * class->most_size > most) class->count = before;
    }
    /* A slot behind all others that anything may be written to. */
    struct item *last = &class->items[class->count++];
    memset(last, 0, sizeof *last);
    name_next(schema, last->name, "last");
    strcpy(last->c_name, last->name);
    content_invent_bool(place, &last->content);
}

static void append(char *text, size_t size, const char *before, const char *more)
{
    const size_t length = strlen(text);
    if (snprintf(text + length, size - length, "%s%s", before, more) >= (int)(size - length)) abort();
}

static void choose_bases(struct schema *schema, struct class *class, unsigned index)
{
    struct prng *prng = &schema->prng;
    const size_t size = sizeof class->bases;
    char name[2 * MOST_NAME];
    unsigned count = 0;
    if (index > 0 && prng_once_in(prng, 3)) {
        const struct class *base = &schema->classes[prng_below(prng, index)];
        if (!base->is_bare) class->base = base;
    }
    if (class->base != NULL && prng_once_in(prng, 3)) { /* a diamond */
        char side[MOST_NAME];
        name_refer(schema, class->base->file, class->base->name, name, sizeof name);
        name_declared(schema, side, "Side");
        FILE *outer = declaration_begin(schema);
        fprintf(schema->out, "class %s(%s) { }\n", side, name);
        declaration_end(schema, outer);
        append(class->bases, size, count++ == 0 ? "(" : ", ", side);
    }
    for (unsigned i = 0; i < 2; i++) {
        if (!prng_once_in(prng, 4)) continue;
        name_refer(schema, 0, schema->mixins[i], name, sizeof name);
        append(class->bases, size, count++ == 0 ? "(" : ", ", name);
    }
    if (class->base != NULL) {
        name_refer(schema, class->base->file, class->base->name, name, sizeof name);
        append(class->bases, size, count++ == 0 ? "(" : ", ", name);
    }
    if (count > 0) append(class->bases, size, ")", "");
    else if (prng_once_in(prng, 8)) append(class->bases, size, "()", "");
}

/* Adds `@word(number)`, before or behind those that there are. */
static void note(struct schema *schema, struct class *class, const char *word, const char *number, const char *behind)
{
    char before[sizeof class->annotations] = "";
    if (prng_once_in(&schema->prng, 2)) {
        strcpy(before, class->annotations);
        class->annotations[0] = '\0';
    }
    append(class->annotations, sizeof class->annotations, " @", word);
    append(class->annotations, sizeof class->annotations, number, behind);
    append(class->annotations, sizeof class->annotations, before, "");
}

static void note_pool(struct schema *schema, struct class *class)
{
    char capacity[200], text[300];
    if (class->capacity == 0) return;
    number_write(schema, capacity, sizeof capacity, class->capacity, true);
    snprintf(text, sizeof text, "pool(capacity: %s", capacity);
    if (class->generation_bits > 0 && class->generation_bits == 32 - bits_for(class->capacity))
        strcat(text, ", checked");
    else if (class->generation_bits > 0) {
        number_write(schema, capacity, sizeof capacity, class->generation_bits, true);
        append(text, sizeof text, ", checked: ", capacity);
    }
    note(schema, class, text, ")", "");
}

static void annotate(struct schema *schema, struct class *class)
{
    struct prng *prng = &schema->prng;
    static const char *const layouts[] = {"compact", "natural", "declared", "dense"};
    char number[200];
    note_pool(schema, class);
    if (prng_once_in(prng, 6)) {
        class->given_align = 1u << prng_below(prng, schema->is_wild && prng_once_in(prng, 4) ? 13 : 4);
        number_write(schema, number, sizeof number, class->given_align, false);
        note(schema, class, "align(", number, ")");
    }
    if (class->layout != LAYOUT_COMPACT || prng_once_in(prng, 12))
        note(schema, class, "layout(", layouts[class->layout], ")");
    if (class->is_immutable) note(schema, class, "immutable", "", "");
    class->has_table = prng_once_in(prng, 2);
    if (class->has_table) note(schema, class, "table", prng_once_in(prng, 2) ? "" : "(rows)", "");
}

static void fix_size(struct schema *schema, struct class *class)
{
    char number[200];
    if (!prng_once_in(&schema->prng, 6)) return;
    const bool is_fixed = prng_once_in(&schema->prng, 2);
    const unsigned most = class->most_size + class->align * prng_below(&schema->prng, 3);
    number_write(schema, number, sizeof number, most, false);
    note(schema, class, is_fixed ? "size(" : "max_size(", number, ")");
    if (is_fixed) class->fixed_size = class->least_size = class->most_size = most;
}

static void invent_bare(struct schema *schema, struct class *class)
{
    class->count = 1 + prng_below(&schema->prng, 4);
    for (unsigned i = 0; i < class->count; i++) {
        struct item *item = &class->items[i];
        name_word(schema, item->name, "any");
        strcpy(item->c_name, item->name);
        item->content.style = STYLE_ANY;
        item->content.layout = class->layout;
        item->content.bits = 64;
        strcpy(item->content.type_name, "slot_value");
    }
}

static void write_class(struct schema *schema, const struct class *class)
{
    FILE *outer = declaration_begin(schema);
    fprintf(schema->out, "class %s%s%s", class->name, class->bases, class->annotations);
    write_c_name(schema, schema->out);
    fprintf(schema->out, " {");
    if (class->is_bare) {
        for (unsigned i = 0; i < class->count; i++)
            fprintf(schema->out, "%s %s", i == 0 ? "" : ",", class->items[i].name);
        fprintf(schema->out, "; }\n");
    } else {
        fprintf(schema->out, "\n");
        items_write(schema, schema->out, class->items, class->count, 4);
        fprintf(schema->out, "}\n");
    }
    declaration_end(schema, outer);
}

void class_invent(struct schema *schema, unsigned index)
{
    struct class *class = &schema->classes[index];
    struct place place = {.class = class, .class_index = index, .may_default = true, .is_group = true};
    schema->file = class->file;
    class->layout = prng_once_in(&schema->prng, 2) ? LAYOUT_COMPACT : (enum layout)prng_below(&schema->prng, 4);
    class->is_bare = (index > 0 || schema->is_wild) && prng_once_in(&schema->prng, 10);
    class->is_immutable = !class->is_bare && prng_once_in(&schema->prng, 6);
    if (!class->is_bare) choose_bases(schema, class, index);
    place.is_begin_known = class->base == NULL || class->base->least_size == class->base->most_size;
    place.begin = class->base == NULL || !place.is_begin_known ? 0 : 8 * class->base->least_size;
    annotate(schema, class);
    if (class->is_bare) invent_bare(schema, class);
    else invent_items(schema, class, &place);
    measure_class(class);
    fix_size(schema, class);
    class->has_units = items_have_units(class->items, class->count) || class->layout == LAYOUT_NATURAL ||
                       (class->base != NULL && class->base->has_units);
    class->has_default =
        items_have_default(class->items, class->count) || (class->base != NULL && class->base->has_default);
    write_class(schema, class);
}
