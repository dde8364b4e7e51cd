/* SPDX-License-Identifier: MIT */
/* A class as a whole: its struct, equality, order, hash and the rest. */
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/words.h"
#include "names/names.h"

#include <string.h>

static const char struct_template[] =
    "typedef struct $class$ {\n"
    "    $alignas$unsigned char bytes[$size$];\n"
    "} $class$;\n"
    "\n"
    "SLOT_STATIC_ASSERT(sizeof($class$) == $size$, \"sizeof $class$ is $size$\");\n"
    "$asserts$"
    "\n"
    "/* The index table: slot names, indices, and what each slot holds. */\n"
    "extern const slot_class $class$_class;\n"
    "\n";

/* A class with units: true members for them, so that a program may take their address. */
static const char members_template[] =
    "/* The bytes by place: units, texts and bytes by name; all else is in slot_rest_N, N its first byte. */\n"
    "struct $class$_members {\n"
    "$members$"
    "};\n"
    "\n"
    "typedef struct $class$ {\n"
    "    union {\n"
    "        SLOT_ALIGNAS($align$) unsigned char bytes[$size$];\n"
    "        struct $class$_members members;\n"
    "    };\n"
    "} $class$;\n"
    "\n"
    "SLOT_STATIC_ASSERT(sizeof($class$) == $size$, \"sizeof $class$ is $size$\");\n"
    "SLOT_STATIC_ASSERT(sizeof(struct $class$_members) == $size$, \"members of $class$ lie where they should\");\n"
    "$asserts$"
    "\n"
    "/* The index table: slot names, indices, and what each slot holds. */\n"
    "extern const slot_class $class$_class;\n"
    "\n";

static const char whole_template[] =
    "static inline bool $class$_equal(const $class$ *self, const $class$ *other)\n"
    "{\n"
    "    return $equal$;\n"
    "}\n"
    "\n"
    "/* -1, 0 or 1: slot by slot in order, unset first. */\n"
    "static inline int $class$_compare(const $class$ *self, const $class$ *other)\n"
    "{\n"
    "    return slot_compare(&$class$_class, self, other);\n"
    "}\n"
    "\n"
    "/* Equal instances have equal hashes, on every host. */\n"
    "static inline uint64_t $class$_hash(const $class$ *self)\n"
    "{\n"
    "    return $hash$;\n"
    "}\n"
    "\n"
    "/* Whether the bytes are an instance: for data from elsewhere. */\n"
    "static inline bool $class$_valid(const $class$ *self)\n"
    "{\n"
    "    return slot_valid(&$class$_class, self);\n"
    "}\n"
    "\n"
    "/*\n"
    " * Text for people, as snprintf would: returns the length of the whole. Needs the runtime's unit that\n"
    " * <slotgen/text.h> declares.\n"
    " */\n"
    "static inline size_t $class$_format(const $class$ *self, char *buffer, size_t size)\n"
    "{\n"
    "    return slot_format(&$class$_class, self, buffer, size);\n"
    "}\n"
    "\n"
    "/* Calls `visitor` for each slot in order until it returns something other than 0, and returns that. */\n"
    "static inline int $class$_visit(const $class$ *self, slot_visitor *visitor, void *context)\n"
    "{\n"
    "    return slot_visit(&$class$_class, self, visitor, context);\n"
    "}\n"
    "\n";

static const char to_u64_template[] =
    "/* The instance as a number, and back: SLOT_EFORMAT, and *self as it was, where the number is no instance. */\n"
    "static inline uint64_t $class$_to_u64(const $class$ *self)\n"
    "{\n"
    "    return slot_load$bits$(self->bytes);\n"
    "}\n"
    "\n"
    "static inline slot_status $class$_from_u64($class$ *self, uint64_t number)\n"
    "{\n"
    "    $class$ candidate;\n"
    "$refuse_high$"
    "    slot_store$bits$(candidate.bytes, $number$);\n"
    "    if (!$class$_valid(&candidate)) {\n"
    "        return SLOT_EFORMAT;\n"
    "    }\n"
    "    *self = candidate;\n"
    "    return SLOT_OK;\n"
    "}\n"
    "\n";

static const char upcast_template[] =
    "/* A $class$ begins with a $base$: what serves one serves the other. */\n"
    "static inline $base$ *$class$_as_$name$($class$ *self)\n"
    "{\n"
    "    return SLOT_CAST($base$ *, SLOT_CAST(void *, self));\n"
    "}\n"
    "\n";

static const char view_template[] =
    "static inline const $base$ *$class$_view_$name$(const $class$ *self)\n"
    "{\n"
    "    return SLOT_CAST(const $base$ *, SLOT_CAST(const void *, self));\n"
    "}\n"
    "\n";

/* To the base with slots, to that one's, and so on; what cannot be set here cannot be set through a base either. */
static void emit_upcasts(struct text *text, const struct model_class *class)
{
    for (const struct model_class *base = class->base; base != NULL; base = base->base) {
        const struct hole holes[] = {
            {"class", class->c_name}, {"base", base->c_name}, {"name", base->name}, {NULL, NULL}};
        if (!class->is_immutable) text_fill(text, upcast_template, holes);
        text_fill(text, view_template, holes);
    }
}

/* An identifier for the slot alone: as its member in the mirror, or its whole path where it lies deeper. */
static void append_identifier(struct text *text, const struct model_slot *slot)
{
    const bool is_outermost = strncmp(slot->member, slot->c_name, strlen(slot->c_name)) == 0;
    text_string(text, is_outermost ? slot->member : slot->c_name);
    if (!is_outermost && names_is_unavailable(slot->c_name)) text_string(text, "_");
}

/* The indices of the slots, and the list for the user's own macros. */
static void emit_slot_list(struct text *text, const struct model_class *class)
{
    text_string(text, "enum {\n");
    for (size_t i = 0; i < class->slot_count; i++) {
        text_strings(text, "    ", class->c_name, "_SLOT_", class->slots[i].c_name, " = ", NULL);
        text_uint(text, i);
        text_string(text, ",\n");
    }
    text_strings(text, "    ", class->c_name, "_NSLOTS = ", NULL);
    text_uint(text, class->slot_count);
    text_strings(text, "\n};\n\n/* X(identifier, \"name\", C type) for each slot. */\n#define ", class->c_name,
                 "_SLOTS(X)", NULL);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        text_string(text, " \\\n    X(");
        append_identifier(text, slot);
        text_strings(text, ", \"", slot->name, "\", ", expr_value_type(slot), ")", NULL);
    }
    text_string(text, "\n\n");
}

/* Of elements and rows the places are counted in bits, which a size_t of 16 bits does only so far. */
static void append_bits_assert(struct text *text, const struct model_class *class, const char *size)
{
    if (class->size <= UINT16_MAX / 8) return;
    text_strings(text, "SLOT_STATIC_ASSERT(SIZE_MAX / 8 >= ", size, ", \"", class->c_name,
                 " needs a larger size_t: its bits are counted\");\n", NULL);
}

void part_struct(struct text *text, const struct model_class *class)
{
    struct text size = {0};
    struct text align = {0};
    struct text alignas = {0};
    struct text members = {0};
    struct text asserts = {0};
    text_uint(&size, class->size);
    text_uint(&align, class->align);
    if (class->align > 1) {
        text_strings(&alignas, "SLOT_ALIGNAS(", text_chars(&align), ") ", NULL);
    }
    append_bits_assert(&asserts, class, text_chars(&size));
    if (class->words != NULL) part_members(&members, &asserts, class);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"size", text_chars(&size)},
                                 {"align", text_chars(&align)},
                                 {"alignas", text_chars(&alignas)},
                                 {"members", text_chars(&members)},
                                 {"asserts", text_chars(&asserts)},
                                 {NULL, NULL}};
    part_map(text, class);
    text_fill(text, class->words != NULL ? members_template : struct_template, holes);
    emit_slot_list(text, class);
    emit_upcasts(text, class);
    text_free(&members);
    text_free(&asserts);
    text_free(&align);
    text_free(&size);
    text_free(&alignas);
}

/* So many words of two records are compared by one question: a branch for each would be longer. */
enum { EQUAL_AT_ONCE = 4 };

/* Hashed in line up to here: by at most two words. */
enum { HASH_INLINE_BYTES = 16 };

/* "((a ^ b) | (c ^ d)) == 0", of one load "a == b"; by the loads that the stores of pack and make are. */
static void append_equal(struct text *text, const struct model_class *class, uint32_t first)
{
    const uint32_t count = words_count(class);
    const uint32_t end = count - first > EQUAL_AT_ONCE ? first + EQUAL_AT_ONCE : count;
    const bool is_one = end - first == 1 && words_parts(class, first) == 1;
    for (uint32_t i = first; i < end; i++) {
        for (unsigned part = 0; part < words_parts(class, i); part++) {
            text_string(text, is_one ? "" : i == first && part == 0 ? "((" : " |\n            (");
            words_load_part(text, class, i, part, "self->bytes");
            text_string(text, is_one ? " == " : " ^ ");
            words_load_part(text, class, i, part, "other->bytes");
            text_string(text, is_one ? "" : ")");
        }
    }
    if (!is_one) text_string(text, ") == 0");
}

static void describe_equal(struct text *text, const struct model_class *class)
{
    if (class->has_many_codes) {
        text_strings(text, "slot_equal(&", class->c_name, "_class, self, other)", NULL);
        return;
    }
    if (class->size > INLINE_MOST_BYTES) {
        text_string(text, "slot_equal_bytes(self->bytes, other->bytes, sizeof self->bytes)");
        return;
    }
    struct model_class bytes = *class; /* units are as equal as their bytes, and larger words are fewer */
    bytes.words = NULL;
    for (uint32_t i = 0; i < words_count(&bytes); i += EQUAL_AT_ONCE) {
        if (i > 0) text_string(text, " &&\n           ");
        append_equal(text, &bytes, i);
    }
}

/* In line where there are at most two words. */
static void describe_hash(struct text *text, const struct model_class *class)
{
    if (class->has_many_codes || class->has_units) {
        text_strings(text, "slot_hash(&", class->c_name, "_class, self)", NULL);
        return;
    }
    if (class->size > HASH_INLINE_BYTES) {
        text_string(text, "slot_hash_bytes(self->bytes, sizeof self->bytes)");
        return;
    }
    text_string(text,
                class->size > 8 ? "slot_hash_end(slot_hash_step(slot_hash_step(" : "slot_hash_end(slot_hash_step(");
    text_uint(text, class->size);
    for (uint32_t i = 0; i < words_count(class); i++) {
        text_string(text, ", ");
        words_load_stored(text, class, i, "self->bytes");
        text_string(text, ")");
    }
    text_string(text, ")");
}

static void emit_to_u64(struct text *text, const struct model_class *class)
{
    struct text bits = {0};
    struct text refuse = {0};
    text_uint(&bits, (uint64_t) class->size * 8);
    if (class->size < 8)
        text_strings(&refuse, "    if (number >> ", text_chars(&bits),
                     " != 0) {\n        return SLOT_EFORMAT;\n    }\n", NULL);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"bits", text_chars(&bits)},
                                 {"refuse_high", text_chars(&refuse)},
                                 {"number", class->size > 4 ? "number" : "SLOT_CAST(uint32_t, number)"},
                                 {NULL, NULL}};
    text_fill(text, to_u64_template, holes);
    text_free(&bits);
    text_free(&refuse);
}

void part_whole(struct text *text, const struct model_class *class)
{
    struct text equal = {0};
    struct text hash = {0};
    describe_equal(&equal, class);
    describe_hash(&hash, class);
    const struct hole holes[] = {
        {"class", class->c_name}, {"equal", text_chars(&equal)}, {"hash", text_chars(&hash)}, {NULL, NULL}};
    text_fill(text, whole_template, holes);
    if (class->size <= 8) emit_to_u64(text, class);
    text_free(&equal);
    text_free(&hash);
}
