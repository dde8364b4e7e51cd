/* SPDX-License-Identifier: MIT */
/* The header from top to bottom: the frame, constants, named types, and class by class the parts; see emit.h. */
#include "emit/expr.h"
#include "emit/accessor.h"
#include "emit/parts.h"

#include <string.h>

static const char opening_template[] =
    "/* $file$.slots.h: written by slotgen from $file$.slots; change that, not this. */\n"
    "$doc$"
    "#ifndef $guard$\n"
    "#define $guard$\n"
    "\n"
    "#include <slotgen/core.h>\n"
    "$pool_include$"
    "$table_include$"
    "$symbols_include$"
    "$includes$"
    "\n"
    "#if SLOT_ABI != 1\n"
    "#error \"this header needs the slotgen runtime of ABI 1\"\n"
    "#endif\n"
    "$doubles$"
    "\n"
    "$unused$"
    "$tags$"
    "#ifdef __cplusplus\n"
    "extern \"C\" {\n"
    "#endif\n"
    "\n"
    "/*\n"
    " * Of every slot: get reads it and set writes it. A value that the slot does not hold makes set call\n"
    " * slot_violation, and try_set return SLOT_ERANGE and change nothing. put stores a code without a check: both\n"
    " * come down to it.\n"
    " *\n"
    " * Of an optional slot: has, clear, try_get and get_or besides; get calls slot_violation where it is unset.\n"
    "$arrays$"
    "$arms$"
    " */\n"
    "\n";

/* clang warns of unused inline functions where they stand in no header. */
static const char unused_note[] =
    "#if defined(__clang__)\n"
    "#pragma clang diagnostic ignored \"-Wunused-function\"\n"
    "#endif\n"
    "\n";

/* Where a double is a float, values would be rounded silently. */
static const char doubles_assert[] =
    "SLOT_STATIC_ASSERT(sizeof(double) == 8, \"float64 and steps that are no integers need a double of 64 bits\");\n";

static const char arrays_note[] =
    " *\n"
    " * Of an array: all take the index behind self; a bad one is a violation, or SLOT_EARG from try_ functions. read\n"
    " * and write move all elements.\n";

static const char arms_note[] =
    " *\n"
    " * Of a oneof: which tells the arm, switch makes another one. Setting a slot of an arm switches to it; getting\n"
    " * one of an arm that is not there calls slot_violation, and has tells.\n";

static const char closing_template[] =
    "#ifdef __cplusplus\n"
    "}\n"
    "#endif\n"
    "\n"
    "#endif\n";

/*
 * Bidirectional controls could make a comment look like code, and C1 controls are commands to some terminals; the bytes
 * that are one, or 0.
 */
static size_t control_length(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (b[0] == 0xc2 && b[1] >= 0x80 && b[1] < 0xa0) return 2;
    if (b[0] == 0xe2 && b[1] == 0x80) return b[2] == 0x8e || b[2] == 0x8f || (b[2] >= 0xaa && b[2] <= 0xae) ? 3 : 0;
    if (b[0] == 0xe2 && b[1] == 0x81) return b[2] >= 0xa6 && b[2] <= 0xa9 ? 3 : 0;
    return b[0] == 0xd8 && b[1] == 0x9c ? 2 : 0;
}

static const char *append_safe_byte(struct text *text, const char *at)
{
    if (at[0] == '*' && at[1] == '/') {
        text_string(text, "* "); /* the slash may begin another comment */
        return at + 1;
    }
    if (at[0] == '/' && at[1] == '*') {
        text_string(text, "/ ");
        return at + 1;
    }
    if (at[0] == '?' && at[1] == '?') { /* no trigraphs */
        text_string(text, "? ");
        return at + 1;
    }
    const size_t control = control_length(at);
    if (control > 0) {
        text_string(text, "<?>");
        return at + control;
    }
    const unsigned char byte = (unsigned char)at[0];
    if ((byte < 0x20 && byte != '\t') || byte == 0x7f) text_string(text, " ");
    else text_append(text, at, 1);
    return at + 1;
}

void part_doc_lines(struct text *text, const char *doc, const char *margin)
{
    while (*doc != '\0') {
        text_string(text, margin);
        if (*doc != '\n') text_string(text, " ");
        while (*doc != '\0' && *doc != '\n') doc = append_safe_byte(text, doc);
        text_string(text, "\n");
        if (*doc == '\n') doc++;
    }
}

void part_doc_comment(struct text *text, const char *doc)
{
    if (doc[0] == '\0') return;
    text_string(text, "/*\n");
    part_doc_lines(text, doc, " *");
    text_string(text, " */\n");
}

static void emit_consts(struct text *text, const struct model *model)
{
    for (size_t i = 0; i < model->const_count; i++) {
        const struct model_const *constant = model->consts[i];
        struct integer value;
        part_doc_comment(text, constant->doc);
        text_strings(text, "#define ", constant->c_name, " ", NULL);
        if (ratio_to_integer(constant->value, &value) == NUMBER_OK) {
            const struct model_type type = {.kind = TYPE_INT, .low = value, .high = value};
            expr_constant(text, value, expr_integer_type(&type, NULL));
        } else if (constant->value.negative) {
            text_string(text, "(");
            text_double(text, ratio_to_double(constant->value));
            text_string(text, ")");
        } else {
            text_double(text, ratio_to_double(constant->value));
        }
        text_string(text, "\n");
    }
    if (model->const_count > 0) text_string(text, "\n");
}

/* An include guard: readable, and with a hash of the exact name, as letters alone cannot tell `Date` from `date`. */
void part_guard(struct text *text, const struct model *model, const char *end)
{
    uint32_t hash = UINT32_C(0x811c9dc5);
    const char *parts[] = {"SLOTGEN_", model->c_prefix, model->base_name, end};
    char last = '_';
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        for (const char *c = parts[i]; *c != '\0'; c++) {
            const char upper = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
            const bool is_word = (upper >= 'A' && upper <= 'Z') || (upper >= '0' && upper <= '9');
            if (i > 0 && i < 3) hash = (hash ^ (unsigned char)*c) * UINT32_C(0x01000193);
            if (is_word || last != '_') text_append(text, is_word ? &upper : "_", 1);
            last = is_word ? upper : '_';
        }
    }
    for (int shift = 28; shift >= 0; shift -= 4) text_append(text, &"0123456789ABCDEF"[hash >> shift & 15], 1);
}

static void emit_class(struct text *text, const struct model_class *class, struct accessor *accessor)
{
    part_struct(text, class);
    part_accessors(accessor, class);
    part_init(text, class);
    part_values(text, class);
    part_whole(text, class);
    if (class->has_pool) part_pool(text, class);
    if (class->has_table) part_table(accessor, class);
}

static bool has_arrays(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        if (class->slots[i].dim_count > 0) return true;
    }
    return false;
}

static bool has_oneofs(const struct model_class *class)
{
    for (size_t i = 0; i < class->choice_count; i++) {
        if (class->choices[i]->kind != CHOICE_GROUP) return true;
    }
    return false;
}

static bool has_doubles(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const enum model_type_kind kind = class->slots[i].type.kind;
        if (kind == TYPE_FLOAT64 || kind == TYPE_STEPS) return true;
    }
    return false;
}

static bool any_class(const struct model *model, bool (*question)(const struct model_class *class))
{
    for (size_t i = 0; i < model->class_count; i++) {
        if (question(model->classes[i])) return true;
    }
    return false;
}

void emit_header(struct text *text, const struct model *model, const struct emit_options *options)
{
    bool has_pool = false;
    bool has_table = false;
    for (size_t i = 0; i < model->class_count; i++) {
        has_pool = has_pool || model->classes[i]->has_pool;
        has_table = has_table || model->classes[i]->has_table;
    }
    struct text guard = {0};
    struct text doc = {0};
    struct text includes = {0};
    struct text tags = {0};
    part_guard(&guard, model, "_SLOTS_H_");
    part_includes(&includes, model);
    part_tags(&tags, model);
    part_doc_comment(&doc, model->doc);
    const struct hole holes[] = {{"file", model->base_name},
                                 {"doc", text_chars(&doc)},
                                 {"guard", text_chars(&guard)},
                                 {"pool_include", has_pool ? "#include <slotgen/pool.h>\n" : ""},
                                 {"table_include", has_table ? "#include <slotgen/scan.h>\n" : ""},
                                 {"symbols_include", model->symbols_count > 0 ? "#include <slotgen/symbols.h>\n" : ""},
                                 {"includes", text_chars(&includes)},
                                 {"tags", text_chars(&tags)},
                                 {"doubles", any_class(model, has_doubles) ? doubles_assert : ""},
                                 {"unused", options->standalone ? unused_note : ""},
                                 {"arrays", any_class(model, has_arrays) ? arrays_note : ""},
                                 {"arms", any_class(model, has_oneofs) ? arms_note : ""},
                                 {NULL, NULL}};
    text_fill(text, opening_template, holes);
    emit_consts(text, model);
    part_enums(text, model);
    part_handles(text, model);
    part_aliases(text, model);
    struct accessor accessor = {.out = text};
    for (size_t i = 0; i < model->class_count; i++) emit_class(text, model->classes[i], &accessor);
    accessor_free(&accessor);
    text_fill(text, closing_template, holes);
    text_free(&guard);
    text_free(&doc);
    text_free(&includes);
    text_free(&tags);
}
