/* SPDX-License-Identifier: MIT */
/*
 * The source: index tables as constant data, one object for a class's arrays so that it needs one name and few
 * relocations. See slotgen/core.h for what the numbers mean.
 */
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/tables.h"
#include "emit/words.h"

#include <stdlib.h>
#include <string.h>

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

/* ---- Classes ---- */

static const char class_template[] =
    "static const struct {\n"
    "$members$"
    "} $class$_slot_data = {\n"
    "$initializers$\n"
    "};\n"
    "\n"
    "const slot_class $class$_class = {\n"
    "    $names$,\n"
    "    $class$_slot_data.descriptors,\n"
    "    $numbers$,\n"
    "    $types$,\n"
    "    $facts$,\n"
    "    $texts$,\n"
    "    NULL,\n"
    "    NULL,\n"
    "    NULL,\n"
    "    $initial$,\n"
    "    \"$full_name$\",\n"
    "    &slot_abi_1,\n"
    "    UINT64_C($layout_id$),\n"
    "    $fact_count$, /* facts */\n"
    "    sizeof($class$),\n"
    "    SLOT_ALIGNOF($class$),\n"
    "    $capacity$, /* capacity of its pool */\n"
    "    0,\n"
    "    0,\n"
    "    $flags$\n"
    "};\n"
    "\n";

static uint32_t add_number(struct tables *tables, uint64_t number)
{
    if (tables->number_count > 0) text_string(&tables->numbers, ",\n");
    text_string(&tables->numbers, "        UINT64_C(");
    text_uint(&tables->numbers, number);
    text_string(&tables->numbers, ")");
    return (uint32_t)tables->number_count++;
}

static void add_fact(struct tables *tables, size_t slot, const char *kind, size_t index)
{
    if (tables->fact_count++ > 0) text_string(&tables->facts, ",\n");
    text_string(&tables->facts, "        {");
    text_uint(&tables->facts, slot);
    text_strings(&tables->facts, ", ", kind, ", ", NULL);
    text_uint(&tables->facts, index);
    text_string(&tables->facts, "}");
}

static void add_text_fact(struct tables *tables, size_t slot, const char *kind, const char *value)
{
    add_fact(tables, slot, kind, tables->texts.length);
    text_append(&tables->texts, value, strlen(value) + 1);
}

static size_t add_type(struct tables *tables, const struct model_enum *type)
{
    for (size_t i = 0; i < tables->type_count; i++) {
        if (tables->types[i] == type) return i;
    }
    tables->types = memory_resize(tables->types, (tables->type_count + 1) * sizeof *tables->types);
    tables->types[tables->type_count] = type;
    return tables->type_count++;
}

static const char *runtime_kind(const struct model_slot *slot)
{
    static const char *const kinds[] = {
#define MODEL_ROW(kind, runtime) runtime,
        MODEL_TYPE_KINDS(MODEL_ROW)
#undef MODEL_ROW
    };
    const bool is_natural = slot->type.kind == TYPE_INT && strcmp(expr_parameter_type(slot), "uint64_t") == 0;
    return is_natural ? "SLOT_KIND_UINT" : kinds[slot->type.kind];
}

/* What a descriptor's `bias` and `span` are, and whether they are wide. */
struct meaning {
    uint32_t bias;
    uint32_t span;
    bool wide;
    bool plain; /* for the runtime's fast path */
};

static struct meaning find_meaning(struct tables *tables, const struct model_slot *slot)
{
    struct meaning meaning = {0};
    const uint64_t first = slot->encoding.niche ? 1 : 0;
    const uint64_t bias = slot->type.low.bits - first;
    const uint64_t span = slot->encoding.codes - first;
    if (slot->type.enumeration != NULL) {
        meaning.bias = (uint32_t)add_type(tables, slot->type.enumeration);
    } else if (slot->type.kind == TYPE_INT) {
        const bool fits = (int64_t)bias >= INT32_MIN && (int64_t)bias <= INT32_MAX;
        meaning.wide = !fits || (span > UINT32_MAX && !slot->encoding.presence_bit);
        meaning.bias = (uint32_t)(bias & UINT32_MAX);
        meaning.span = (uint32_t)(span & UINT32_MAX);
        if (meaning.wide) {
            meaning.bias = add_number(tables, bias);
            add_number(tables, span);
            meaning.span = 0;
        }
    }
    if (slot->encoding.presence_bit) meaning.span = slot->place.presence;
    return meaning;
}

static void append_flags(struct text *text, const struct model_slot *slot, const struct meaning *meaning)
{
    const struct {
        bool is_set;
        const char *name;
    } flags[] = {{slot->optional, "SLOT_OPTIONAL"},     {slot->encoding.presence_bit, "SLOT_PRESENCE"},
                 {meaning->wide, "SLOT_WIDE"},          {slot->encoding.ordinal, "SLOT_ORDINAL"},
                 {slot->has_sentinel, "SLOT_SENTINEL"}, {slot->has_default, "SLOT_DEFAULT"},
                 {meaning->plain, "SLOT_PLAIN"}};
    bool is_first = true;
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (!flags[i].is_set) continue;
        text_strings(text, is_first ? "" : " | ", flags[i].name, NULL);
        is_first = false;
    }
    if (is_first) text_string(text, "0");
}

/* The eight-byte word that the runtime reads a code from: inside the instance where that has eight bytes. */
static void append_descriptor(struct tables *tables, const struct model_class *class, const struct model_slot *slot)
{
    struct meaning meaning = find_meaning(tables, slot);
    struct text *text = &tables->initializers;
    const uint32_t byte = slot->encoding.width > 0 ? slot->place.bit / 8 : 0;
    const uint32_t last = class->size >= 8 ? class->size - 8 : 0;
    const uint32_t window = byte < last ? byte : last;
    const uint32_t bit = slot->encoding.width > 0 ? slot->place.bit : 0;
    text_string(text, "        {");
    text_uint(text, window);
    text_string(text, ", ");
    text_uint(text, slot->encoding.width > 0 ? bit - window * 8 : 0);
    text_string(text, ", ");
    text_uint(text, slot->encoding.width);
    text_strings(text, ", ", runtime_kind(slot), ", ", NULL);
    meaning.plain = (slot->type.kind == TYPE_INT || slot->type.kind == TYPE_BOOL) && !slot->optional && !meaning.wide &&
                    strcmp(runtime_kind(slot), "SLOT_KIND_UINT") != 0 && slot->encoding.width > 0 && class->size >= 8 &&
                    bit - window * 8 + slot->encoding.width <= 64;
    append_flags(text, slot, &meaning);
    text_string(text, ", ");
    text_uint(text, meaning.bias);
    text_string(text, "u, ");
    text_uint(text, meaning.span);
    text_strings(text, "u}, /* ", slot->name, " */\n", NULL);
}

static void add_facts(struct tables *tables, const struct model_class *class, bool with_docs)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (slot->has_sentinel) add_fact(tables, i, "SLOT_FACT_UNSET", add_number(tables, slot->sentinel.bits));
        if (slot->unit != NULL) add_text_fact(tables, i, "SLOT_FACT_UNIT", slot->unit);
        if (with_docs && slot->doc[0] != '\0') add_text_fact(tables, i, "SLOT_FACT_DOC", slot->doc);
    }
}

static void add_types(struct tables *tables)
{
    if (tables->type_count == 0) return;
    tables_member(tables, "const slot_type *", "types", tables->type_count);
    text_string(&tables->initializers, "    {");
    for (size_t i = 0; i < tables->type_count; i++) {
        text_strings(&tables->initializers, i > 0 ? ", &" : "&", tables->types[i]->c_name, "_slot_type", NULL);
    }
    text_string(&tables->initializers, "}");
}

/* The instance that init makes, where it is not all zero. Whether it is there. */
static bool add_initial(struct tables *tables, const struct model_class *class)
{
    unsigned char *bytes = words_initial(class);
    bool is_zero = true;
    for (uint32_t i = 0; i < class->size; i++) is_zero = is_zero && bytes[i] == 0;
    if (!is_zero) {
        tables_member(tables, "unsigned char", "initial", class->size);
        text_string(&tables->initializers, "    {");
        uint32_t end = class->size;
        while (bytes[end - 1] == 0) end--;
        for (uint32_t i = 0; i < end; i++) {
            if (i > 0) text_string(&tables->initializers, i % 16 == 0 ? ",\n     " : ", ");
            text_hex(&tables->initializers, bytes[i]);
        }
        text_string(&tables->initializers, "}");
    }
    free(bytes);
    return !is_zero;
}

static void add_rest(struct tables *tables)
{
    if (tables->number_count > 0) {
        tables_member(tables, "uint64_t", "numbers", tables->number_count);
        text_strings(&tables->initializers, "    {\n", text_chars(&tables->numbers), "\n    }", NULL);
    }
    if (tables->fact_count > 0) {
        tables_member(tables, "slot_fact", "facts", tables->fact_count);
        text_strings(&tables->initializers, "    {\n", text_chars(&tables->facts), "\n    }", NULL);
    }
    if (tables->texts.length > 0) tables_texts(tables);
}

static bool has_floats(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        if (class->slots[i].type.kind == TYPE_FLOAT32 || class->slots[i].type.kind == TYPE_FLOAT64) return true;
    }
    return false;
}

static const char *pointer_to(struct tables *tables, const struct model_class *class, bool is_there, const char *member)
{
    return is_there ? arena_join(tables->arena, class->c_name, "_slot_data.", member, NULL) : "NULL";
}

static void emit_class(struct text *text, const struct model_class *class, bool with_docs, struct arena *arena)
{
    struct tables tables = {.arena = arena};
    struct text names_initializer = {0};
    struct text numbers[3] = {{0}, {0}, {0}};
    const char **names = arena_array(arena, class->slot_count, sizeof *names);
    for (size_t i = 0; i < class->slot_count; i++) names[i] = class->slots[i].name;

    tables_member(&tables, "slot_descriptor", "descriptors", class->slot_count > 0 ? class->slot_count : 1);
    text_string(&tables.initializers, "    {\n");
    for (size_t i = 0; i < class->slot_count; i++) append_descriptor(&tables, class, &class->slots[i]);
    text_string(&tables.initializers, class->slot_count > 0 ? "    }" : "        {0, 0, 0, 0, 0, 0, 0}\n    }");
    tables_names(&tables, names, class->slot_count, class->c_name, &names_initializer);
    add_facts(&tables, class, with_docs);
    add_types(&tables);
    const bool has_initial = add_initial(&tables, class);
    add_rest(&tables);

    text_hex(&numbers[0], class->layout_id);
    text_uint(&numbers[1], tables.fact_count);
    text_uint(&numbers[2], class->has_pool ? class->pool_capacity : 0);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"full_name", class->full_name},
                                 {"members", text_chars(&tables.members)},
                                 {"initializers", text_chars(&tables.initializers)},
                                 {"names", text_chars(&names_initializer)},
                                 {"numbers", pointer_to(&tables, class, tables.number_count > 0, "numbers")},
                                 {"types", pointer_to(&tables, class, tables.type_count > 0, "types")},
                                 {"facts", pointer_to(&tables, class, tables.fact_count > 0, "facts")},
                                 {"texts", pointer_to(&tables, class, tables.texts.length > 0, "texts")},
                                 {"initial", pointer_to(&tables, class, has_initial, "initial")},
                                 {"layout_id", text_chars(&numbers[0])},
                                 {"fact_count", text_chars(&numbers[1])},
                                 {"capacity", text_chars(&numbers[2])},
                                 {"flags", has_floats(class) ? "SLOT_CLASS_FLOATS" : "0"},
                                 {NULL, NULL}};
    text_fill(text, class_template, holes);
    for (size_t i = 0; i < 3; i++) text_free(&numbers[i]);
    text_free(&names_initializer);
    tables_end(&tables);
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
    for (size_t i = 0; i < model->class_count; i++) emit_class(text, model->classes[i], options->with_docs, &arena);
    arena_free(&arena);
}
