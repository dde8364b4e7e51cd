/* SPDX-License-Identifier: MIT */
/*
 * The index table of a class: its descriptors, what they refer to, and the bytes of a new instance. See slotgen/core.h
 * for what the numbers mean.
 */
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/tables.h"
#include "emit/words.h"

#include <stdlib.h>
#include <string.h>

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
    "    $classes$,\n"
    "    $symbols$,\n"
    "    $base$,\n"
    "    $initial$,\n"
    "    \"$full_name$\",\n"
    "    &slot_abi_1,\n"
    "    UINT64_C($layout_id$),\n"
    "    $fact_count$, /* facts */\n"
    "    sizeof($class$),\n"
    "    SLOT_ALIGNOF($class$),\n"
    "    $capacity$, /* capacity of its pool */\n"
    "    $generation_bits$, /* bits of generation in its handles */\n"
    "    $class_count$,\n"
    "    $symbols_count$,\n"
    "    $flags$\n"
    "};\n"
    "\n";

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

/* A bias and a span that the runtime adds and compares: in the descriptor where they fit, else among the numbers. */
static void find_bounds(struct tables *tables, const struct model_slot *slot, struct meaning *meaning)
{
    const uint64_t first = slot->encoding.niche ? 1 : 0;
    const uint64_t bias = slot->type.low.bits - first;
    const uint64_t span = slot->encoding.codes - first;
    const uint64_t all = model_mask(slot->encoding.width);
    const bool fits = (int64_t)bias >= INT32_MIN && (int64_t)bias <= INT32_MAX;
    meaning->wide = !fits || (slot->encoding.presence_bit ? span != all : span > UINT32_MAX);
    meaning->bias = (uint32_t)(bias & UINT32_MAX);
    meaning->span = (uint32_t)(span & UINT32_MAX);
    if (!meaning->wide) return;
    meaning->bias = tables_number(tables, bias);
    tables_number(tables, span);
    meaning->span = 0;
}

static struct meaning find_meaning(struct tables *tables, const struct model_class *class,
                                   const struct model_slot *slot)
{
    struct meaning meaning = {0};
    const struct model_type *type = &slot->type;
    switch (type->kind) {
    case TYPE_INT:
    case TYPE_STEPS: find_bounds(tables, slot, &meaning); break;
    case TYPE_BOOL: meaning.bias = slot->encoding.niche ? UINT32_MAX : 0; break;
    case TYPE_ENUM:
    case TYPE_FLAGS: meaning.bias = (uint32_t)add_type(tables, type->enumeration); break;
    case TYPE_SYMBOL:
        meaning.bias = lists_symbols(tables->lists, class, type->symbols);
        meaning.span = type->symbols->capacity;
        break;
    case TYPE_REF:
        meaning.bias = lists_class(tables->lists, class, type->class);
        meaning.span = model_highest_ref(type->class);
        break;
    case TYPE_POINTER: meaning.bias = type->pointer_shift; break;
    case TYPE_TEXT:
    case TYPE_BYTES: meaning.bias = type->bytes; break;
    case TYPE_CLASS: meaning.bias = lists_class(tables->lists, class, type->class); break;
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64:
    case TYPE_ANY:
    case TYPE_GROUP: break;
    }
    if (slot->encoding.presence_bit) meaning.span = slot->place.presence;
    return meaning;
}

/* Whether a fact says more about how the slot is read and written than its descriptor does. */
static bool is_extended(const struct model_class *class, const struct model_slot *slot)
{
    return tables_is_read_only(class, slot) || slot->dim_count > 0 || slot->arm != NULL || slot->tells != NULL ||
           slot->type.kind == TYPE_STEPS || (slot->type.kind == TYPE_INT && slot->type.step > 1) ||
           slot->place.group_bits > 0;
}

static void append_flags(struct text *text, const struct model_class *class, const struct model_slot *slot,
                         const struct meaning *meaning)
{
    const struct {
        bool is_set;
        const char *name;
    } flags[] = {{slot->optional || slot->element_optional, "SLOT_OPTIONAL"},
                 {slot->encoding.presence_bit, "SLOT_PRESENCE"},
                 {meaning->wide, "SLOT_WIDE"},
                 {slot->encoding.ordinal, "SLOT_ORDINAL"},
                 {slot->has_sentinel, "SLOT_SENTINEL"},
                 {slot->has_default, "SLOT_DEFAULT"},
                 {is_extended(class, slot), "SLOT_EXTENDED"},
                 {meaning->plain, model_unit(slot) > 8 ? "SLOT_HOST_PLAIN" : "SLOT_PLAIN"}};
    bool is_first = true;
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (!flags[i].is_set) continue;
        text_strings(text, is_first ? "" : " | ", flags[i].name, NULL);
        is_first = false;
    }
    if (is_first) text_string(text, "0");
}

/* Whether the runtime may take its fast path: see SLOT_PLAIN. `end` is where the code ends in its word. */
static bool is_plain(const struct model_class *class, const struct model_slot *slot, const struct meaning *meaning,
                     unsigned end)
{
    const bool is_number = slot->type.kind == TYPE_BOOL || strcmp(runtime_kind(slot), "SLOT_KIND_INT") == 0;
    return is_number && !slot->optional && !slot->element_optional && !meaning->wide && !is_extended(class, slot) &&
           slot->encoding.width > 0 && class->size >= 8 && class->alone_count == 0 && end <= 64;
}

/* The eight-byte word that the runtime reads a code from: inside the instance where that has eight bytes. */
static void append_descriptor(struct tables *tables, const struct model_class *class, const struct model_slot *slot)
{
    struct meaning meaning = find_meaning(tables, class, slot);
    struct text *text = &tables->initializers;
    const bool is_blob = model_is_blob(slot->type.kind);
    const uint32_t bit = slot->encoding.width > 0 || is_blob ? slot->place.bit : 0;
    const uint32_t last = class->size >= 8 ? class->size - 8 : 0;
    const uint32_t window = bit / 8 < last || is_blob ? bit / 8 : last;
    const unsigned shift = bit - window * 8;
    const bool in_host_order = model_unit(slot) > 8;
    text_string(text, "        {");
    text_uint(text, window);
    text_string(text, in_host_order ? ", SLOT_HOST_SHIFT(" : ", ");
    text_uint(text, shift);
    text_string(text, in_host_order ? "), " : ", ");
    text_uint(text, model_bits(slot, &slot->place));
    text_strings(text, ", ", runtime_kind(slot), ", ", NULL);
    meaning.plain = is_plain(class, slot, &meaning, shift + slot->encoding.width);
    append_flags(text, class, slot, &meaning);
    text_string(text, ", ");
    text_uint(text, meaning.bias);
    text_string(text, "u, ");
    text_uint(text, meaning.span);
    text_strings(text, "u}, /* ", slot->name, " */\n", NULL);
}

/* ---- What the slots refer to ---- */

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

static void add_links(struct tables *tables, const struct model_class *class)
{
    if (class->class_link_count > 0) {
        tables_member(tables, "const slot_class *", "classes", class->class_link_count);
        text_string(&tables->initializers, "    {");
        for (size_t i = 0; i < class->class_link_count; i++) {
            text_strings(&tables->initializers, i > 0 ? ", &" : "&", class->class_links[i]->c_name, "_class", NULL);
        }
        text_string(&tables->initializers, "}");
    }
    if (class->symbols_link_count == 0) return;
    tables_member(tables, "const slot_symbols_type *", "symbols", class->symbols_link_count);
    text_string(&tables->initializers, "    {");
    for (size_t i = 0; i < class->symbols_link_count; i++) {
        text_strings(&tables->initializers, i > 0 ? ", &" : "&", class->symbols_links[i]->c_name, "_slot_symbols",
                     NULL);
    }
    text_string(&tables->initializers, "}");
}

/* The instance that init makes, where it is not all zero. Whether it is there. */
static bool add_initial(struct tables *tables, const struct model_class *class)
{
    if (!class->has_defaults) return false;
    unsigned char *units;
    unsigned char *bytes = words_initial(class, &units);
    bool is_zero = true;
    for (uint32_t i = 0; i < class->size; i++) is_zero = is_zero && bytes[i] == 0;
    if (!is_zero) {
        tables_member(tables, "unsigned char", "initial", class->size);
        text_string(&tables->initializers, "    {");
        words_append_initial(&tables->initializers, bytes, units, class->size);
        text_string(&tables->initializers, "}");
    }
    free(bytes);
    free(units);
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

static bool has_digits(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        if (class->slots[i].place.group_bits > 0) return true;
    }
    return false;
}

/* "SLOT_CLASS_FLOATS | SLOT_CLASS_IMMUTABLE" */
static void append_class_flags(struct text *text, const struct model_class *class)
{
    if (class->has_many_codes) text_string(text, "SLOT_CLASS_FLOATS");
    if (class->is_immutable) text_strings(text, text->length > 0 ? " | " : "", "SLOT_CLASS_IMMUTABLE", NULL);
    if (class->overlay_count > 0) text_strings(text, text->length > 0 ? " | " : "", "SLOT_CLASS_OVERLAYS", NULL);
    if (class->alone_count > 0) text_strings(text, text->length > 0 ? " | " : "", "SLOT_CLASS_EXACT", NULL);
    if (class->has_units) text_strings(text, text->length > 0 ? " | " : "", "SLOT_CLASS_HOST_ORDER", NULL);
    if (has_digits(class)) text_strings(text, text->length > 0 ? " | " : "", "SLOT_CLASS_DIGITS", NULL);
    if (text->length == 0) text_string(text, "0");
}

static const char *pointer_to(struct tables *tables, const struct model_class *class, bool is_there, const char *member)
{
    return is_there ? arena_join(tables->arena, class->c_name, "_slot_data.", member, NULL) : "NULL";
}

void part_class_table(struct text *text, const struct model_class *class, bool with_docs, struct lists *lists)
{
    struct arena *arena = lists->arena;
    struct tables tables = {.arena = arena, .lists = lists};
    struct text names_initializer = {0};
    struct text flags = {0};
    struct text numbers[6] = {{0}, {0}, {0}, {0}, {0}, {0}};
    const char **names = arena_array(arena, class->slot_count, sizeof *names);
    for (size_t i = 0; i < class->slot_count; i++) names[i] = class->slots[i].name;

    tables_member(&tables, "slot_descriptor", "descriptors", class->slot_count > 0 ? class->slot_count : 1);
    text_string(&tables.initializers, "    {\n");
    for (size_t i = 0; i < class->slot_count; i++) append_descriptor(&tables, class, &class->slots[i]);
    text_string(&tables.initializers, class->slot_count > 0 ? "    }" : "        {0, 0, 0, 0, 0, 0, 0}\n    }");
    tables_names(&tables, names, class->slot_count, class->c_name, &names_initializer);
    tables_facts(&tables, class, with_docs);
    add_types(&tables);
    const struct model_class *owner = lists_owner(lists, class);
    if (owner == class) add_links(&tables, class);
    const bool has_initial = add_initial(&tables, class);
    add_rest(&tables);

    text_hex(&numbers[0], class->layout_id);
    text_uint(&numbers[1], tables.fact_count);
    text_uint(&numbers[2], class->has_pool ? class->pool_capacity : 0);
    text_uint(&numbers[3], class->class_link_count);
    text_uint(&numbers[4], class->symbols_link_count);
    text_uint(&numbers[5], class->generation_bits);
    append_class_flags(&flags, class);
    const char *base = class->base != NULL ? arena_join(arena, "&", class->base->c_name, "_class", NULL) : "NULL";
    const struct hole holes[] = {{"class", class->c_name},
                                 {"full_name", class->full_name},
                                 {"members", text_chars(&tables.members)},
                                 {"initializers", text_chars(&tables.initializers)},
                                 {"names", text_chars(&names_initializer)},
                                 {"numbers", pointer_to(&tables, class, tables.number_count > 0, "numbers")},
                                 {"types", pointer_to(&tables, class, tables.type_count > 0, "types")},
                                 {"facts", pointer_to(&tables, class, tables.fact_count > 0, "facts")},
                                 {"texts", pointer_to(&tables, class, tables.texts.length > 0, "texts")},
                                 {"classes", pointer_to(&tables, owner, class->class_link_count > 0, "classes")},
                                 {"symbols", pointer_to(&tables, owner, class->symbols_link_count > 0, "symbols")},
                                 {"base", base},
                                 {"initial", pointer_to(&tables, class, has_initial, "initial")},
                                 {"layout_id", text_chars(&numbers[0])},
                                 {"fact_count", text_chars(&numbers[1])},
                                 {"capacity", text_chars(&numbers[2])},
                                 {"generation_bits", text_chars(&numbers[5])},
                                 {"class_count", text_chars(&numbers[3])},
                                 {"symbols_count", text_chars(&numbers[4])},
                                 {"flags", text_chars(&flags)},
                                 {NULL, NULL}};
    text_fill(text, class_template, holes);
    for (size_t i = 0; i < 6; i++) text_free(&numbers[i]);
    text_free(&flags);
    text_free(&names_initializer);
    tables_end(&tables);
}
