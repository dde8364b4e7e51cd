/* SPDX-License-Identifier: MIT */
/*
 * The source: index tables as constant data, one object for a class's arrays so that it needs one name and few
 * relocations. See slotgen/core.h for what the numbers mean; those of classes are in descriptors.c.
 */
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/tables.h"
#include "names/names.h"

enum { NUMBERS_PER_LINE = 8 };

/* ---- Enums and flags ---- */

static const char type_template[] =
    "static const struct {\n"
    "$members$"
    "} $name$_slot_data = {\n"
    "$initializers$\n"
    "};\n"
    "\n"
    "const slot_type $name$_slot_type = {\n"
    "    \"$full_name$\",\n"
    "    $values$,\n"
    "    $names$,\n"
    "    $is_flags$\n"
    "};\n"
    "\n";

/* The values by ordinal, padded to a power of two, so that any masked code may index them. */
static void emit_by_ordinal(struct text *text, const struct model_enum *enumeration)
{
    size_t room = 2;
    while (room < enumeration->count) room *= 2;
    text_strings(text, "const int32_t ", enumeration->c_name, "_by_ordinal[", NULL);
    text_uint(text, room);
    text_string(text, "] = {\n");
    for (size_t i = 0; i < room; i++) {
        const int32_t value = enumeration->sorted[i < enumeration->count ? i : enumeration->count - 1]->value;
        text_string(text, i % NUMBERS_PER_LINE == 0 ? "    " : " ");
        if (value == INT32_MIN) text_string(text, "INT32_MIN");
        else text_int(text, value);
        text_string(text, i % NUMBERS_PER_LINE == NUMBERS_PER_LINE - 1 || i + 1 == room ? ",\n" : ",");
    }
    text_string(text, "};\n\n");
}

static void emit_type(struct text *text, const struct model_enum *enumeration, struct arena *arena)
{
    struct tables tables = {.arena = arena};
    struct text names_initializer = {0};
    const char **names = arena_array(arena, enumeration->count, sizeof *names);
    for (size_t i = 0; i < enumeration->count; i++) names[i] = enumeration->sorted[i]->name;
    if (enumeration->is_flags) {
        tables_member(&tables, "int32_t", "bits", enumeration->count);
        text_string(&tables.initializers, "    {");
        for (size_t i = 0; i < enumeration->count; i++) {
            if (i > 0) text_string(&tables.initializers, ", ");
            text_int(&tables.initializers, enumeration->sorted[i]->value);
        }
        text_string(&tables.initializers, "}");
    } else {
        emit_by_ordinal(text, enumeration);
    }
    tables_names(&tables, names, enumeration->count, enumeration->c_name, &names_initializer);
    const char *values =
        arena_join(arena, enumeration->c_name, enumeration->is_flags ? "_slot_data.bits" : "_by_ordinal", NULL);
    const struct hole holes[] = {{"name", enumeration->c_name},
                                 {"full_name", enumeration->full_name},
                                 {"values", values},
                                 {"members", text_chars(&tables.members)},
                                 {"initializers", text_chars(&tables.initializers)},
                                 {"names", text_chars(&names_initializer)},
                                 {"is_flags", enumeration->is_flags ? "true" : "false"},
                                 {NULL, NULL}};
    text_fill(text, type_template, holes);
    text_free(&names_initializer);
    tables_end(&tables);
}

/* ---- Symbols ---- */

static const char symbols_template[] =
    "const slot_symbols_type $name$_slot_symbols = {\"$full_name$\", $capacity$u};\n"
    "\n";

static void emit_symbols(struct text *text, const struct model_symbols *symbols)
{
    struct text capacity = {0};
    text_uint(&capacity, symbols->capacity);
    const struct hole holes[] = {{"name", symbols->c_name},
                                 {"full_name", symbols->full_name},
                                 {"capacity", text_chars(&capacity)},
                                 {NULL, NULL}};
    text_fill(text, symbols_template, holes);
    text_free(&capacity);
}

/* ---- The whole ---- */

/* The enums of the arms of a class's own oneofs. */
static void emit_arms(struct text *text, const struct model_class *class, struct arena *arena)
{
    for (size_t i = 0; i < class->choice_count; i++) {
        if (names_owns_arms(class, i)) emit_type(text, class->choices[i]->enumeration, arena);
    }
}

void emit_source(struct text *text, const struct model *model, const struct emit_options *options)
{
    if (options->standalone) {
        text_string(text, "\n/* ---- the source: in one translation unit only ---- */\n\n");
    } else {
        text_strings(text, "/* ", model->base_name, ".slots.c: written by slotgen from ", model->base_name,
                     ".slots; change that, not this. */\n", NULL);
        part_own_include(text, model, model);
        text_string(text, "\n");
    }
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < model->enum_count; i++) emit_type(text, model->enums[i], &arena);
    for (size_t i = 0; i < model->symbols_count; i++) emit_symbols(text, model->symbols[i]);
    for (size_t i = 0; i < model->class_count; i++) emit_arms(text, model->classes[i], &arena);
    struct lists lists = {.model = model, .arena = &arena};
    for (size_t i = 0; i < model->class_count; i++) {
        part_class_table(text, model->classes[i], options->with_docs, &lists);
        if (model->classes[i]->has_table) part_table_type(text, model->classes[i]);
    }
    arena_free(&arena);
}
