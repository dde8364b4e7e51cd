/* SPDX-License-Identifier: MIT */
/* The unpacked mirror of a class: a plain struct, and the functions that pack and unpack it. */
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/words.h"
#include "support/arena.h"

#include <stdlib.h>

/* So many words of padding are stored as words; more as bytes. */
enum { MOST_ZERO_WORDS = 4 };

static const char values_opening_template[] =
    "/* The unpacked mirror: plain members, for whole instances at once. */\n"
    "typedef struct $class$_values {\n";

static const char values_closing_template[] =
    "} $class$_values;\n"
    "\n";

static const char unpack_opening_template[] =
    "static inline void $class$_unpack(const $class$ *self, $class$_values *values)\n"
    "{\n";

static const char init_template[] =
    "/* The values of a new instance. */\n"
    "static inline void $class$_values_init($class$_values *values)\n"
    "{\n"
    "    $class$ fresh;\n"
    "    $class$_init(&fresh);\n"
    "    $class$_unpack(&fresh, values);\n"
    "}\n"
    "\n";

static const char pack_opening_template[] =
    "/*\n"
    " * Packs all values at once. SLOT_ERANGE, *self as it was, and the index of the first slot that refused in "
    "*bad_slot\n"
    " * (unless that is NULL).\n"
    " */\n"
    "static inline slot_status $class$_pack($class$ *self, const $class$_values *values, int *bad_slot)\n"
    "{\n";

/* Whether the mirror has a member has_x for the slot: a number of the program's own says unset by itself. */
static bool has_flag(const struct model_slot *slot)
{
    return slot->optional && !slot->has_sentinel;
}

static void emit_struct(struct text *text, const struct model_class *class, const struct hole *holes)
{
    text_fill(text, values_opening_template, holes);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (has_flag(slot)) text_strings(text, "    bool has_", slot->c_name, ";\n", NULL);
        text_strings(text, "    ", expr_value_type(slot), " ", slot->member, ";\n", NULL);
    }
    if (class->slot_count == 0) text_string(text, "    char unused;\n");
    text_fill(text, values_closing_template, holes);
}

/* "values->x = decoded;", with the lowest value or the sentinel where the slot is unset. */
static void emit_unpack_slot(struct text *text, const struct model_slot *slot)
{
    struct text code = {0};
    words_extract(&code, slot->place.bit, slot->encoding.width);
    if (!slot->optional) {
        text_strings(text, "    values->", slot->member, " = ", NULL);
        expr_decode(text, slot, text_chars(&code), true);
        text_string(text, ";\n");
        text_free(&code);
        return;
    }
    struct text is_set = {0};
    text_strings(&is_set, "code_", slot->c_name, " != 0", NULL);
    if (slot->encoding.presence_bit) {
        text_clear(&is_set);
        text_string(&is_set, "(");
        words_extract(&is_set, slot->place.presence, 1);
        text_string(&is_set, ") != 0");
    }
    text_strings(text, "    const uint64_t code_", slot->c_name, " = ", text_chars(&code), ";\n", NULL);
    if (has_flag(slot)) text_strings(text, "    values->has_", slot->c_name, " = ", text_chars(&is_set), ";\n", NULL);
    text_strings(text, "    values->", slot->member, " = ", text_chars(&is_set), " ? ", NULL);
    text_clear(&code);
    text_strings(&code, "code_", slot->c_name, NULL);
    expr_decode(text, slot, text_chars(&code), true);
    text_string(text, " : ");
    if (slot->has_sentinel) expr_sentinel(text, slot);
    else expr_lowest(text, slot);
    text_string(text, ";\n");
    text_free(&code);
    text_free(&is_set);
}

static void emit_unpack(struct text *text, const struct model_class *class, const struct hole *holes)
{
    text_fill(text, unpack_opening_template, holes);
    if (class->used_bits == 0) text_string(text, "    SLOT_CAST(void, self);\n");
    for (uint32_t i = 0; i < words_count(class) && i * 64 < class->used_bits; i++) {
        text_string(text, "    const uint64_t word");
        text_uint(text, i);
        text_string(text, " = ");
        words_load(text, class, i, "self->bytes");
        text_string(text, ";\n");
    }
    for (size_t i = 0; i < class->slot_count; i++) emit_unpack_slot(text, &class->slots[i]);
    if (class->slot_count == 0) text_string(text, "    values->unused = 0;\n");
    text_string(text, "}\n\n");
}

/* The code of a member, 0 where it is unset, and the return where its value is refused. Whether any is. */
static bool emit_pack_slot(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    struct text value = {0};
    struct text code = {0};
    struct text refused = {0};
    text_strings(&value, "values->", slot->member, NULL);
    text_strings(&code, "code_", slot->c_name, NULL);
    expr_refuse(&refused, slot, text_chars(&code), text_chars(&value));
    text_strings(text, "    const uint64_t ", text_chars(&code), " = ", NULL);
    if (has_flag(slot)) text_strings(text, "values->has_", slot->c_name, " ? ", NULL);
    expr_encode(text, slot, text_chars(&value));
    text_string(text, has_flag(slot) ? " : 0u;\n" : ";\n");
    if (refused.length > 0) {
        text_string(text, "    if (");
        if (has_flag(slot)) {
            text_strings(text, "values->has_", slot->c_name, " && ", NULL);
            expr_operand(text, text_chars(&refused));
        } else {
            text_string(text, text_chars(&refused));
        }
        text_strings(text, ") {\n        return slot_refused(bad_slot, ", class->c_name, "_SLOT_", slot->c_name,
                     ");\n    }\n", NULL);
    }
    const bool may_refuse = refused.length > 0;
    text_free(&value);
    text_free(&code);
    text_free(&refused);
    return may_refuse;
}

/* Bits of the record that a slot fills: its code or its presence bit. */
struct piece {
    uint32_t bit;
    unsigned width;
    const struct model_slot *slot;
    bool is_presence;
};

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *left = a;
    const struct piece *right = b;
    return left->bit < right->bit ? -1 : left->bit > right->bit;
}

/* All pieces in the order of their bits; to be freed. */
static struct piece *list_pieces(const struct model_class *class, size_t *count)
{
    struct piece *pieces = memory_resize(NULL, class->slot_count * 2 * sizeof *pieces);
    *count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        const unsigned width = slot->encoding.width;
        if (width > 0) pieces[(*count)++] = (struct piece){slot->place.bit, width, slot, false};
        if (slot->encoding.presence_bit) pieces[(*count)++] = (struct piece){slot->place.presence, 1, slot, true};
    }
    qsort(pieces, *count, sizeof *pieces, compare_pieces);
    return pieces;
}

static void append_term(struct text *word, const struct piece *piece, uint32_t index, struct text *scratch)
{
    const struct model_slot *slot = piece->slot;
    text_clear(scratch);
    if (!piece->is_presence) {
        text_strings(scratch, "code_", slot->c_name, NULL);
    } else if (slot->has_sentinel) {
        text_strings(scratch, "SLOT_CAST(uint64_t, values->", slot->member, " != ", NULL);
        expr_sentinel(scratch, slot);
        text_string(scratch, ")");
    } else {
        text_strings(scratch, "SLOT_CAST(uint64_t, values->has_", slot->c_name, ")", NULL);
    }
    words_term(word, piece->bit, piece->width, index, text_chars(scratch));
}

/* A store for every word, each of the pieces that touch it. */
static void emit_pack_words(struct text *text, const struct model_class *class)
{
    struct text word = {0};
    struct text scratch = {0};
    size_t count;
    struct piece *pieces = list_pieces(class, &count);
    size_t first = 0;
    const uint32_t used_words = (uint32_t)(((uint64_t) class->used_bits + 63) / 64);
    const uint32_t words = class->size > used_words * 8 + MOST_ZERO_WORDS * 8 ? used_words : words_count(class);
    for (uint32_t w = 0; w < words; w++) {
        const uint64_t begin = (uint64_t)w * 64;
        while (first < count && pieces[first].bit + pieces[first].width <= begin) first++;
        text_clear(&word);
        for (size_t i = first; i < count && pieces[i].bit < begin + 64; i++)
            append_term(&word, &pieces[i], w, &scratch);
        words_store(text, class, w, "self->bytes", word.length > 0 ? text_chars(&word) : "0", word.length > 0);
    }
    if (words < words_count(class)) {
        text_string(text, "    slot_zero(self->bytes + ");
        text_uint(text, (uint64_t)words * 8);
        text_string(text, ", ");
        text_uint(text, class->size - (uint64_t)words * 8);
        text_string(text, ");\n");
    }
    free(pieces);
    text_free(&scratch);
    text_free(&word);
}

static void emit_pack(struct text *text, const struct model_class *class, const struct hole *holes)
{
    text_fill(text, pack_opening_template, holes);
    bool may_refuse = false;
    for (size_t i = 0; i < class->slot_count; i++) {
        if (emit_pack_slot(text, class, &class->slots[i])) may_refuse = true;
    }
    if (!may_refuse) text_string(text, "    SLOT_CAST(void, bad_slot);\n");
    if (class->slot_count == 0) text_string(text, "    SLOT_CAST(void, values);\n");
    emit_pack_words(text, class);
    text_string(text, "    return SLOT_OK;\n}\n\n");
}

void part_values(struct text *text, const struct model_class *class)
{
    const struct hole holes[] = {{"class", class->c_name}, {NULL, NULL}};
    emit_struct(text, class, holes);
    emit_unpack(text, class, holes);
    text_fill(text, init_template, holes);
    emit_pack(text, class, holes);
}
