/* SPDX-License-Identifier: MIT */
/* What a slot holds, as a schema would say it: for headings and maps. */
#include "emit/parts.h"
#include "model/extents.h"

#include <string.h>

static void append_range(struct text *text, const struct model_type *type)
{
    char buffer[24];
    text_string(text, integer_print(type->low, buffer));
    text_string(text, "..");
    text_string(text, integer_print(type->high, buffer));
    if (type->step > 1) text_strings(text, " step ", integer_print(integer_from_uint(type->step), buffer), NULL);
}

static void append_steps(struct text *text, const struct model_type *type)
{
    char buffer[64];
    text_string(text, ratio_print(type->scale.low, buffer));
    text_string(text, "..");
    text_string(text, ratio_print(type->scale.high, buffer));
    text_strings(text, " step ", ratio_print(type->scale.step, buffer), NULL);
}

static void append_sized(struct text *text, const char *name, uint32_t bytes)
{
    text_strings(text, name, "(", NULL);
    text_uint(text, bytes);
    text_string(text, ")");
}

static void append_pointer(struct text *text, const struct model_type *type)
{
    text_strings(text, "pointer(\"", type->pointer_type, NULL);
    while (text->bytes[text->length - 1] == '*' || text->bytes[text->length - 1] == ' ') text->length--;
    text->bytes[text->length] = '\0';
    text_string(text, "\"");
    if (type->pointer_shift > 0) {
        text_string(text, ", align: ");
        text_uint(text, UINT64_C(1) << type->pointer_shift);
    }
    text_string(text, ")");
}

static void append_type(struct text *text, const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    switch (type->kind) {
    case TYPE_INT: append_range(text, type); break;
    case TYPE_BOOL: text_string(text, "bool"); break;
    case TYPE_ENUM:
        if (slot->tells != NULL && slot->tells->kind == CHOICE_ONEOF) text_string(text, "oneof");
        else text_string(text, type->enumeration->full_name);
        break;
    case TYPE_FLAGS: text_string(text, type->enumeration->full_name); break;
    case TYPE_STEPS: append_steps(text, type); break;
    case TYPE_FLOAT16: text_string(text, "float16"); break;
    case TYPE_FLOAT32: text_string(text, "float32"); break;
    case TYPE_FLOAT64: text_string(text, "float64"); break;
    case TYPE_SYMBOL: text_strings(text, "symbol(", type->symbols->full_name, ")", NULL); break;
    case TYPE_REF: text_strings(text, "ref ", type->class->full_name, NULL); break;
    case TYPE_POINTER: append_pointer(text, type); break;
    case TYPE_ANY: text_string(text, "any"); break;
    case TYPE_GROUP: text_strings(text, "inline ", type->class->full_name, NULL); break;
    case TYPE_TEXT: append_sized(text, "text", type->bytes); break;
    case TYPE_BYTES: append_sized(text, "bytes", type->bytes); break;
    case TYPE_CLASS: text_string(text, type->class->full_name); break;
    }
}

static void append_presence(struct text *text, const struct model_slot *slot)
{
    char buffer[24];
    text_string(text, " ?");
    if (slot->has_sentinel) text_strings(text, " unset ", integer_print(slot->sentinel, buffer), NULL);
}

void part_dims(struct text *text, const struct model_dim *dims, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_string(text, "[");
        text_uint(text, dims[i].count);
        text_string(text, "]");
    }
}

void part_type(struct text *text, const struct model_slot *slot)
{
    const bool is_range = slot->type.kind == TYPE_INT || slot->type.kind == TYPE_STEPS;
    const bool has_parentheses = slot->own_dims > 0 && (is_range || slot->element_optional);
    text_string(text, has_parentheses ? "(" : "");
    append_type(text, slot);
    if (slot->element_optional) append_presence(text, slot);
    text_string(text, has_parentheses ? ")" : "");
    part_dims(text, extents_own_dims(slot->dims, slot->dim_count, slot->own_dims), slot->own_dims);
    if (slot->optional) append_presence(text, slot);
    if (slot->unit == NULL) return;
    text_string(text, ", in ");
    struct text unit = {0};
    part_doc_lines(&unit, slot->unit, "");
    const char *line = text_chars(&unit);
    while (*line == ' ') line++;
    text_append(text, line, strcspn(line, "\n"));
    text_free(&unit);
}
