/* SPDX-License-Identifier: MIT */
/* Units in the host's byte order: the members of the struct that they are, and the address of one that is @own. */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/parts.h"

#include <stdint.h>
#include <string.h>

static const char offset_template[] =
    "SLOT_STATIC_ASSERT(offsetof(struct $class$_members, $member$) == $byte$, \"$member$ is at byte $byte$\");\n";

static const char pointer_template[] =
    "/*\n"
    " * The unit of the code$meaning$.\n"
    " * No accessor of another slot touches its bytes: it may be used atomically beside them.\n"
    " */\n"
    "static inline $type$ *$class$_ptr_$slot$($class$ *self)\n"
    "{\n"
    "    return &self->members.$member$;\n"
    "}\n\n";

/* "    unsigned char slot_rest_10[2];\n": a name that no schema can give. */
static void append_rest(struct text *text, uint32_t begin, uint32_t end)
{
    if (begin == end) return;
    text_string(text, "    unsigned char slot_rest_");
    text_uint(text, begin);
    text_string(text, "[");
    text_uint(text, end - begin);
    text_string(text, "];\n");
}

void part_members(struct text *members, struct text *asserts, const struct model_class *class)
{
    struct text byte = {0};
    uint32_t end = 0; /* of the members so far */
    for (size_t i = 0; i < class->word_count; i++) {
        const struct model_word *word = &class->words[i];
        if (word->unit == NULL) continue;
        append_rest(members, end, word->byte);
        end = word->byte + word->bytes;
        text_strings(members, "    ", expr_unit_type(word->unit), " ", word->unit->member, ";\n", NULL);
        text_clear(&byte);
        text_uint(&byte, word->byte);
        const struct hole holes[] = {
            {"class", class->c_name}, {"member", word->unit->member}, {"byte", text_chars(&byte)}, {NULL, NULL}};
        text_fill(asserts, offset_template, holes);
    }
    append_rest(members, end, class->size);
    text_free(&byte);
}

/* What the code of a number is where it is not the value: ", 0 where unset, else value - Trade_x_MIN + 1". */
static void append_meaning(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    const bool is_niche = slot->encoding.niche;
    if (is_niche) text_string(text, ", 0 where unset, else ");
    if (type->kind == TYPE_INT && type->step <= 1) {
        if (type->low.bits == 0 && !is_niche) return;
        text_strings(text, is_niche ? "" : ", ", "value", NULL);
        if (type->low.bits != 0) text_strings(text, " - ", class->c_name, "_", slot->c_name, "_MIN", NULL);
        text_string(text, is_niche ? " + 1" : "");
    } else if (is_niche) {
        text_string(text, "one more");
    }
}

void accessor_pointer(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    struct text meaning = {0};
    append_meaning(&meaning, accessor->class, slot);
    const struct hole holes[] = {{"class", accessor->class->c_name}, {"slot", slot->c_name},
                                 {"type", expr_unit_type(slot)},     {"member", slot->member},
                                 {"meaning", text_chars(&meaning)},  {NULL, NULL}};
    text_fill(accessor->out, pointer_template, holes);
    text_free(&meaning);
}
