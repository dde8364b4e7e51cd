/* SPDX-License-Identifier: MIT */
/* The header from top to bottom: the frame, constants, named types, and class by class the parts; see emit.h. */
#include "emit/expr.h"
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
    "$includes$"
    "\n"
    "#if SLOT_ABI != 1\n"
    "#error \"this header needs the slotgen runtime of ABI 1\"\n"
    "#endif\n"
    "\n"
    "#ifdef __cplusplus\n"
    "extern \"C\" {\n"
    "#endif\n"
    "\n"
    "/*\n"
    " * Of every slot: get reads; set writes a value that the slot holds, and calls slot_violation for another; "
    "try_set returns\n"
    " * SLOT_ERANGE for it and changes nothing. put stores a code without a check, and is what both come down to. Of "
    "an optional\n"
    " * slot: has, clear, try_get, get_or; get calls slot_violation where it is unset.\n"
    " */\n"
    "\n";

static const char closing_template[] =
    "#ifdef __cplusplus\n"
    "}\n"
    "#endif\n"
    "\n"
    "#endif\n";

static const char alias_template[] = "typedef $type$ $name$;\n";
static const char alias_limits_template[] =
    "#define $name$_MIN $low$\n"
    "#define $name$_MAX $high$\n";

static const char enum_opening_template[] = "typedef enum $name$ SLOT_ENUM_BASE {\n";

static const char enum_closing_template[] =
    "} $name$;\n"
    "\n"
    "#define $name$_COUNT $count$\n"
    "SLOT_STATIC_ASSERT(sizeof($name$) == sizeof(int), \"enums need int's size: no -fshort-enums\");\n"
    "\n"
    "extern const slot_type $name$_slot_type;\n"
    "$by_ordinal$"
    "\n"
    "/* The member's name, or NULL where no member has that value. */\n"
    "static inline const char *$name$_to_name($name$ value)\n"
    "{\n"
    "    return slot_type_name(&$name$_slot_type, value, NULL);\n"
    "}\n"
    "\n"
    "/* The member of that name: SLOT_OK, or SLOT_ENAME and *out as it was. */\n"
    "static inline slot_status $name$_from_name(const char *text, size_t length, $name$ *out)\n"
    "{\n"
    "    int value;\n"
    "    const slot_status status = slot_type_find(&$name$_slot_type, text, length, &value);\n"
    "    if (status == SLOT_OK) {\n"
    "        *out = SLOT_CAST($name$, value);\n"
    "    }\n"
    "    return status;\n"
    "}\n"
    "\n";

static const char flags_opening_template[] = "typedef $word$ $name$;\n\n";

static const char flags_closing_template[] =
    "#define $name$_ALL $all$\n"
    "\n"
    "extern const slot_type $name$_slot_type;\n"
    "\n"
    "/* Flags as they are stored, a bit each without gaps, and back. */\n"
    "static inline uint64_t $name$_to_code(uint64_t mask)\n"
    "{\n"
    "    return $to_code$;\n"
    "}\n"
    "\n"
    "static inline $name$ $name$_of_code(uint64_t code)\n"
    "{\n"
    "    return SLOT_CAST($name$, $of_code$);\n"
    "}\n"
    "\n";

/* Bidirectional controls could make a comment look like code; they are shown by number. */
static bool is_bidi_control(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (b[0] == 0xe2 && b[1] == 0x80) return b[2] == 0x8e || b[2] == 0x8f || (b[2] >= 0xaa && b[2] <= 0xae);
    if (b[0] == 0xe2 && b[1] == 0x81) return b[2] >= 0xa6 && b[2] <= 0xa9;
    return b[0] == 0xd8 && b[1] == 0x9c;
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
    if (is_bidi_control(at)) {
        text_string(text, "<?>");
        return at + ((unsigned char)at[0] == 0xd8 ? 2 : 3);
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

void part_consts(struct text *text, const struct model *model)
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

static void emit_alias(struct text *text, const struct model_alias *alias)
{
    struct model_slot slot = {.type = alias->type, .has_sentinel = alias->has_sentinel, .sentinel = alias->sentinel};
    const char *type = expr_value_type(&slot);
    struct text low = {0};
    struct text high = {0};
    if (alias->type.kind == TYPE_INT) {
        expr_constant(&low, alias->type.low, type);
        expr_constant(&high, alias->type.high, type);
    }
    const struct hole holes[] = {
        {"name", alias->c_name}, {"type", type}, {"low", text_chars(&low)}, {"high", text_chars(&high)}, {NULL, NULL}};
    part_doc_comment(text, alias->doc);
    text_fill(text, alias_template, holes);
    if (alias->type.kind == TYPE_INT) text_fill(text, alias_limits_template, holes);
    text_string(text, "\n");
    text_free(&low);
    text_free(&high);
}

void part_aliases(struct text *text, const struct model *model)
{
    for (size_t i = 0; i < model->alias_count; i++) emit_alias(text, model->aliases[i]);
}

/* "  name = value, " with the member's documentation behind it. */
static void emit_enum_member(struct text *text, const struct model_member *member, bool is_last)
{
    if (member->doc[0] != '\0') {
        text_string(text, "    /*\n");
        part_doc_lines(text, member->doc, "     *");
        text_string(text, "     */\n");
    }
    text_strings(text, "    ", member->c_name, " = ", NULL);
    if (member->value == INT32_MIN) text_string(text, "INT32_MIN");
    else text_int(text, member->value);
    text_string(text, is_last ? "\n" : ",\n");
}

static void emit_enum(struct text *text, const struct model_enum *enumeration)
{
    struct text count = {0};
    struct text by_ordinal = {0};
    text_uint(&count, enumeration->count);
    text_strings(&by_ordinal, "extern const int32_t ", enumeration->c_name,
                 "_by_ordinal[]; /* the values, ascending; padded to a power of two */\n", NULL);
    const struct hole holes[] = {{"name", enumeration->c_name},
                                 {"count", text_chars(&count)},
                                 {"by_ordinal", text_chars(&by_ordinal)},
                                 {NULL, NULL}};
    part_doc_comment(text, enumeration->doc);
    text_fill(text, enum_opening_template, holes);
    for (size_t i = 0; i < enumeration->count; i++) {
        emit_enum_member(text, &enumeration->members[i], i + 1 == enumeration->count);
    }
    text_fill(text, enum_closing_template, holes);
    text_free(&count);
    text_free(&by_ordinal);
}

/* The flags' runs of neighbouring bits, moved together or apart: "(mask & 0x3u) | (mask >> 3 & 0x4u)". */
static void append_runs(struct text *text, const struct model_enum *flags, bool to_code)
{
    bool is_first = true;
    for (size_t begin = 0; begin < flags->count;) {
        const unsigned bit = (unsigned)flags->sorted[begin]->value;
        size_t end = begin + 1;
        while (end < flags->count && (unsigned)flags->sorted[end]->value == bit + (end - begin)) end++;
        const uint64_t mask = UINT64_MAX >> (64 - (end - begin));
        if (!is_first) text_string(text, " | ");
        text_string(text, to_code ? "(mask" : "(code");
        if (bit != begin) {
            text_string(text, to_code ? " >> " : " << ");
            text_uint(text, bit - begin);
        }
        text_string(text, " & ");
        expr_mask(text, to_code ? mask << begin : mask << bit);
        text_string(text, ")");
        begin = end;
        is_first = false;
    }
}

static void emit_flags(struct text *text, const struct model_enum *flags)
{
    const bool is_64 = flags->sorted[flags->count - 1]->value >= 32;
    struct text all = {0};
    struct text to_code = {0};
    struct text of_code = {0};
    uint64_t mask = 0;
    for (size_t i = 0; i < flags->count; i++) mask |= UINT64_C(1) << flags->members[i].value;
    text_string(&all, is_64 ? "UINT64_C(" : "UINT32_C(");
    text_hex(&all, mask);
    text_string(&all, ")");
    append_runs(&to_code, flags, true);
    append_runs(&of_code, flags, false);
    const struct hole holes[] = {{"name", flags->c_name},           {"word", is_64 ? "uint64_t" : "uint32_t"},
                                 {"all", text_chars(&all)},         {"to_code", text_chars(&to_code)},
                                 {"of_code", text_chars(&of_code)}, {NULL, NULL}};
    part_doc_comment(text, flags->doc);
    text_fill(text, flags_opening_template, holes);
    for (size_t i = 0; i < flags->count; i++) {
        const struct model_member *member = &flags->members[i];
        part_doc_comment(text, member->doc);
        text_strings(text, "#define ", member->c_name, is_64 ? " (UINT64_C(1) << " : " (UINT32_C(1) << ", NULL);
        text_int(text, member->value);
        text_string(text, ")\n");
    }
    text_fill(text, flags_closing_template, holes);
    text_free(&all);
    text_free(&to_code);
    text_free(&of_code);
}

void part_enums(struct text *text, const struct model *model)
{
    for (size_t i = 0; i < model->enum_count; i++) {
        if (model->enums[i]->is_flags) emit_flags(text, model->enums[i]);
        else emit_enum(text, model->enums[i]);
    }
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

static void emit_class(struct text *text, const struct model_class *class)
{
    part_struct(text, class);
    part_accessors(text, class);
    part_init(text, class);
    part_values(text, class);
    part_whole(text, class);
    if (class->has_pool) part_pool(text, class);
}

void emit_header(struct text *text, const struct model *model)
{
    bool has_pool = false;
    for (size_t i = 0; i < model->class_count; i++) has_pool = has_pool || model->classes[i]->has_pool;
    struct text guard = {0};
    struct text doc = {0};
    struct text includes = {0};
    part_guard(&guard, model, "_SLOTS_H_");
    part_includes(&includes, model);
    part_doc_comment(&doc, model->doc);
    const struct hole holes[] = {{"file", model->base_name},
                                 {"doc", text_chars(&doc)},
                                 {"guard", text_chars(&guard)},
                                 {"pool_include", has_pool ? "#include <slotgen/pool.h>\n" : ""},
                                 {"includes", text_chars(&includes)},
                                 {NULL, NULL}};
    text_fill(text, opening_template, holes);
    part_consts(text, model);
    part_enums(text, model);
    part_aliases(text, model);
    for (size_t i = 0; i < model->class_count; i++) emit_class(text, model->classes[i]);
    text_fill(text, closing_template, holes);
    text_free(&guard);
    text_free(&doc);
    text_free(&includes);
}
