/* SPDX-License-Identifier: MIT */
/* Enums, flags, and the enums of the arms of oneofs, as C types with their functions. */
#include "emit/expr.h"
#include "emit/parts.h"

static const char enum_opening_template[] = "typedef enum $name$ SLOT_ENUM_BASE {\n";

static const char enum_closing_template[] =
    "} $name$;\n"
    "\n"
    "#define $name$_COUNT $count$\n"
    "SLOT_STATIC_ASSERT(sizeof($name$) == sizeof(int), \"$name$ has the size of an int: no -fshort-enums\");\n"
    "$wide_assert$"
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

static void append_value(struct text *text, int32_t value)
{
    if (value == INT32_MIN) text_string(text, "INT32_MIN");
    else text_int(text, value);
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
    append_value(text, member->value);
    text_string(text, is_last ? "\n" : ",\n");
}

/* Members that an int of 16 bits does not hold: an enum may hold them there, as unsigned, and C does not allow it. */
static bool is_wide(const struct model_enum *enumeration, const int32_t *none_value)
{
    bool wide = none_value != NULL && (*none_value < INT16_MIN || *none_value > INT16_MAX);
    for (size_t i = 0; i < enumeration->count; i++) {
        const int32_t value = enumeration->members[i].value;
        wide = wide || value < INT16_MIN || value > INT16_MAX;
    }
    return wide;
}

/* `none_value`: of a oneof that may have no arm, else NULL. */
static void emit_enum(struct text *text, const struct model_enum *enumeration, const int32_t *none_value)
{
    struct text count = {0};
    struct text by_ordinal = {0};
    struct text wide = {0};
    if (is_wide(enumeration, none_value)) {
        text_strings(&wide, "SLOT_STATIC_ASSERT(sizeof(int) >= 4, \"", enumeration->c_name,
                     " has members that need an int of 32 bits\");\n", NULL);
    }
    text_uint(&count, enumeration->count);
    text_strings(&by_ordinal, "extern const int32_t ", enumeration->c_name,
                 "_by_ordinal[]; /* the values, ascending; padded to a power of two */\n", NULL);
    const struct hole holes[] = {{"name", enumeration->c_name},
                                 {"count", text_chars(&count)},
                                 {"by_ordinal", text_chars(&by_ordinal)},
                                 {"wide_assert", text_chars(&wide)},
                                 {NULL, NULL}};
    part_doc_comment(text, enumeration->doc);
    text_fill(text, enum_opening_template, holes);
    if (none_value != NULL) {
        text_strings(text, "    ", enumeration->c_name, "_NONE = ", NULL);
        append_value(text, *none_value);
        text_string(text, ", /* no arm */\n");
    }
    for (size_t i = 0; i < enumeration->count; i++) {
        emit_enum_member(text, &enumeration->members[i], i + 1 == enumeration->count);
    }
    text_fill(text, enum_closing_template, holes);
    text_free(&count);
    text_free(&by_ordinal);
    text_free(&wide);
}

/* The flags' runs of neighbouring bits, moved together or apart: "(mask & 0x3u) | (mask >> 3 & 0x4u)". */
static void append_runs(struct text *text, const struct model_enum *flags, bool to_code)
{
    bool is_first = true;
    for (size_t begin = 0; begin < flags->count;) {
        const unsigned bit = (unsigned)flags->sorted[begin]->value;
        size_t end = begin + 1;
        while (end < flags->count && (unsigned)flags->sorted[end]->value == bit + (end - begin)) end++;
        const uint64_t mask = model_mask((unsigned)(end - begin));
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

/* The enums of the arms of a class's oneofs. */
static void emit_arms(struct text *text, const struct model_class *class)
{
    for (size_t i = 0; i < class->choice_count; i++) {
        const struct model_choice *choice = class->choices[i];
        if (!choice->owns_enumeration || choice->enumeration == NULL) continue;
        emit_enum(text, choice->enumeration, choice->optional ? &choice->none_value : NULL);
    }
}

void part_enums(struct text *text, const struct model *model)
{
    for (size_t i = 0; i < model->enum_count; i++) {
        if (model->enums[i]->is_flags) emit_flags(text, model->enums[i]);
        else emit_enum(text, model->enums[i], NULL);
    }
    for (size_t i = 0; i < model->class_count; i++) emit_arms(text, model->classes[i]);
}
