/* SPDX-License-Identifier: MIT */
/* Units in the host's byte order: the members of the struct, and the address of a unit that is @own. */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/parts.h"
#include "model/extents.h"
#include "support/arena.h"

#include <stdint.h>
#include <stdlib.h>
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

/* A unit, an array of them, or text or bytes of the class itself. */
struct member {
    const struct model_slot *slot;
    uint32_t byte, bytes;
};

static int compare_members(const void *left, const void *right)
{
    const struct member *a = left;
    const struct member *b = right;
    return a->byte < b->byte ? -1 : a->byte > b->byte;
}

/* Whether a slot lies in the record as C would have it: not in an arm, an overlay or an inline class. */
static bool is_member(const struct model_slot *slot)
{
    const bool is_bytes = slot->type.kind == TYPE_TEXT || slot->type.kind == TYPE_BYTES;
    return (model_unit(slot) > 0 || is_bytes) && slot->arm == NULL && slot->overlay == 0 &&
           slot->dim_count == slot->own_dims && strchr(slot->name, '.') == NULL;
}

/* All members in the order of their bytes; to be freed. */
static struct member *list_members(const struct model_class *class, size_t *count)
{
    struct member *members = memory_resize(NULL, (class->slot_count + 1) * sizeof *members);
    *count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (!is_member(slot)) continue;
        const uint64_t bits = extents_element(slot).bits * slot->element_count;
        members[(*count)++] = (struct member){slot, slot->place.bit / 8, (uint32_t)(bits / 8)};
    }
    qsort(members, *count, sizeof *members, compare_members);
    return members;
}

/* "    uint16_t levels[2][4];\n" */
static void append_member(struct text *text, const struct model_slot *slot)
{
    const bool is_bytes = model_unit(slot) == 0;
    text_strings(text, "    ", is_bytes ? "unsigned char" : expr_unit_type(slot), " ", slot->member, NULL);
    for (size_t i = 0; i < slot->dim_count; i++) {
        text_string(text, "[");
        text_uint(text, slot->dims[i].count);
        text_string(text, "]");
    }
    if (is_bytes) {
        text_string(text, "[");
        text_uint(text, slot->type.bytes);
        text_string(text, "]");
    }
    text_string(text, ";\n");
}

void part_members(struct text *members, struct text *asserts, const struct model_class *class)
{
    struct text byte = {0};
    size_t count;
    struct member *list = list_members(class, &count);
    uint32_t end = 0; /* of the members so far */
    for (size_t i = 0; i < count; i++) {
        append_rest(members, end, list[i].byte);
        end = list[i].byte + list[i].bytes;
        append_member(members, list[i].slot);
        text_clear(&byte);
        text_uint(&byte, list[i].byte);
        const struct hole holes[] = {
            {"class", class->c_name}, {"member", list[i].slot->member}, {"byte", text_chars(&byte)}, {NULL, NULL}};
        text_fill(asserts, offset_template, holes);
    }
    append_rest(members, end, class->size);
    free(list);
    text_free(&byte);
}

/* "value - Trade_x_MIN": what the code is, but for a niche; nothing where it is the value. */
static void append_code(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    const bool is_stepped = type->kind == TYPE_INT && type->step > 1;
    if (type->kind == TYPE_FLAGS) text_string(text, "a bit for each flag, without gaps");
    if (type->kind == TYPE_ENUM && slot->encoding.ordinal) {
        text_string(text, "the ordinal of the member by value");
    } else if (type->kind == TYPE_ENUM && type->enumeration->sorted[0]->value != 0) {
        text_strings(text, "value - ", type->enumeration->sorted[0]->c_name, NULL);
    } else if (type->kind == TYPE_STEPS) {
        text_string(text, "steps");
        if (type->low.bits != 0) text_strings(text, " - ", class->c_name, "_", slot->c_name, "_MIN_STEPS", NULL);
    } else if (type->kind == TYPE_INT && (type->low.bits != 0 || is_stepped)) {
        text_string(text, is_stepped && type->low.bits != 0 ? "(value" : "value");
        if (type->low.bits != 0) text_strings(text, " - ", class->c_name, "_", slot->c_name, "_MIN", NULL);
        text_string(text, is_stepped && type->low.bits != 0 ? ")" : "");
        if (is_stepped) text_strings(text, " / ", class->c_name, "_", slot->c_name, "_STEP", NULL);
    }
}

/* ", 0 where unset, else value - Trade_x_MIN + 1": what the code is where it is not the value. */
static void append_meaning(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    struct text code = {0};
    append_code(&code, class, slot);
    if (slot->encoding.niche) {
        text_strings(text, ", 0 where unset, else ", code.length > 0 ? text_chars(&code) : "value", " + 1", NULL);
    } else if (code.length > 0) {
        text_strings(text, ", ", text_chars(&code), NULL);
    }
    if (slot->encoding.presence_bit) text_string(text, "; a bit elsewhere says whether it is set");
    text_free(&code);
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
