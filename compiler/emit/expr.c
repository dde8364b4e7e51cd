/* SPDX-License-Identifier: MIT */
/*
 * C expressions for types and constants; see expr.h. Loads and stores are access.c's, questions about bits
 * conditions.c's, what codes mean is codes.c's.
 */
#include "emit/expr.h"

#include <assert.h>
#include <string.h>

static bool fits(struct integer low, struct integer high, struct integer least, struct integer most)
{
    return integer_compare(low, least) >= 0 && integer_compare(high, most) <= 0;
}

const char *expr_integer_type(const struct model_type *type, const struct integer *sentinel)
{
    struct integer low = type->low;
    struct integer high = type->high;
    if (sentinel != NULL && integer_compare(*sentinel, low) < 0) low = *sentinel;
    if (sentinel != NULL && integer_compare(*sentinel, high) > 0) high = *sentinel;
    if (fits(low, high, integer_from_int(INT32_MIN), integer_from_int(INT32_MAX))) return "int32_t";
    if (fits(low, high, integer_from_uint(0), integer_from_uint(UINT32_MAX))) return "uint32_t";
    if (fits(low, high, integer_from_int(INT64_MIN), integer_from_int(INT64_MAX))) return "int64_t";
    return "uint64_t";
}

const char *expr_value_type(const struct model_slot *slot)
{
    switch (slot->type.kind) {
    case TYPE_INT: return expr_integer_type(&slot->type, slot->has_sentinel ? &slot->sentinel : NULL);
    case TYPE_BOOL:
    case TYPE_GROUP: return "bool";
    case TYPE_ENUM:
    case TYPE_FLAGS: return slot->type.enumeration->c_name;
    case TYPE_FLOAT16:
    case TYPE_FLOAT32: return "float";
    case TYPE_STEPS:
    case TYPE_FLOAT64: return "double";
    case TYPE_SYMBOL: return slot->type.symbols->id_c_name;
    case TYPE_REF: return slot->type.class->ref_c_name;
    case TYPE_POINTER: return slot->type.pointer_type;
    case TYPE_ANY: return "slot_value";
    case TYPE_TEXT:
    case TYPE_BYTES: return "slot_text";
    case TYPE_CLASS: return slot->type.class->c_name;
    }
    return "";
}

const char *expr_parameter_type(const struct model_slot *slot)
{
    const char *type = expr_value_type(slot);
    if (slot->type.kind == TYPE_FLAGS) return "uint64_t";
    if (slot->type.kind != TYPE_INT) return type;
    return strcmp(type, "uint64_t") == 0 ? type : "int64_t";
}

const char *expr_make_type(const struct model_node *node, const struct model_slot *slot, bool *is_array)
{
    *is_array = (slot == NULL ? node->dim_count : slot->dim_count) > 0;
    if (slot == NULL) return node->class->c_name;
    return *is_array ? expr_value_type(slot) : expr_parameter_type(slot);
}

const char *expr_blank(const char *type)
{
    const size_t length = strlen(type);
    return length > 0 && type[length - 1] == '*' ? "" : " ";
}

void expr_constant(struct text *text, struct integer value, const char *type)
{
    const bool is_signed = type[0] == 'i';
    const bool is_64 = strstr(type, "64") != NULL;
    const char *macro = is_signed ? (is_64 ? "INT64_C(" : "INT32_C(") : is_64 ? "UINT64_C(" : "UINT32_C(";
    const int64_t least = is_64 ? INT64_MIN : INT32_MIN;
    if (value.negative && (int64_t)value.bits == least) {
        text_string(text, is_64 ? "INT64_MIN" : "INT32_MIN");
    } else if (value.negative) {
        text_strings(text, "(-", macro, NULL);
        text_uint(text, 0 - value.bits);
        text_string(text, "))");
    } else {
        text_string(text, macro);
        text_uint(text, value.bits);
        text_string(text, ")");
    }
}

void expr_unsigned(struct text *text, uint64_t value)
{
    if (value > UINT32_MAX) text_string(text, "UINT64_C(");
    text_uint(text, value);
    text_string(text, value > UINT32_MAX ? ")" : "u");
}

void expr_mask(struct text *text, uint64_t mask)
{
    if (mask > UINT32_MAX) text_string(text, "UINT64_C(");
    text_hex(text, mask);
    text_string(text, mask > UINT32_MAX ? ")" : "u");
}

void expr_double(struct text *text, double value)
{
    text_string(text, value < 0 ? "(" : "");
    text_double(text, value);
    text_string(text, value < 0 ? ")" : "");
}

/* "\"abc\"": bytes as a string literal. */
static void append_literal(struct text *text, const char *bytes, size_t length)
{
    text_string(text, "\"");
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)bytes[i];
        const char octal[] = {'\\', (char)('0' + (byte >> 6)), (char)('0' + (byte >> 3 & 7)), (char)('0' + (byte & 7))};
        const bool is_plain = byte >= ' ' && byte < 0x7f && strchr("\"\\?", byte) == NULL;
        text_append(text, is_plain ? &bytes[i] : octal, is_plain ? 1 : sizeof octal);
    }
    text_string(text, "\"");
}

void expr_lowest(struct text *text, const struct model_slot *slot)
{
    switch (slot->type.kind) {
    case TYPE_INT: expr_constant(text, slot->type.low, expr_value_type(slot)); break;
    case TYPE_BOOL:
    case TYPE_GROUP: text_string(text, "false"); break;
    case TYPE_ENUM: text_string(text, slot->type.enumeration->sorted[0]->c_name); break;
    case TYPE_FLAGS: text_string(text, "0"); break;
    case TYPE_STEPS: expr_double(text, ratio_to_double(slot->type.scale.low)); break;
    case TYPE_FLOAT16:
    case TYPE_FLOAT32: text_string(text, "0.0f"); break;
    case TYPE_FLOAT64: text_string(text, "0.0"); break;
    case TYPE_SYMBOL:
    case TYPE_REF: text_strings(text, expr_value_type(slot), "_of(0)", NULL); break;
    case TYPE_POINTER: text_string(text, "NULL"); break;
    case TYPE_ANY: text_string(text, "slot_unset()"); break;
    case TYPE_TEXT:
    case TYPE_BYTES: text_string(text, "slot_text_of(NULL, 0)"); break;
    case TYPE_CLASS: break;
    }
}

static const char *member_name(const struct model_enum *enumeration, int64_t value)
{
    size_t i = 0;
    while (i + 1 < enumeration->count && enumeration->members[i].value != value) i++;
    assert(enumeration->members[i].value == value);
    return enumeration->members[i].c_name;
}

/* The nearest double to the value of a count of steps. */
static double value_of_count(const struct model_type *type, struct integer count)
{
    return (double)(type->scale.offset + (int64_t)count.bits * type->scale.factor) / (double)type->scale.divisor;
}

void expr_default(struct text *text, const struct model_slot *slot)
{
    switch (slot->type.kind) {
    case TYPE_INT: expr_constant(text, slot->default_integer, expr_value_type(slot)); break;
    case TYPE_BOOL: text_string(text, slot->default_integer.bits != 0 ? "true" : "false"); break;
    case TYPE_ENUM: text_string(text, member_name(slot->type.enumeration, (int64_t)slot->default_integer.bits)); break;
    case TYPE_FLAGS: expr_mask(text, slot->default_integer.bits); break;
    case TYPE_STEPS: expr_double(text, value_of_count(&slot->type, slot->default_integer)); break;
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
        text_double(text, (double)(float)slot->default_real);
        text_string(text, "f");
        break;
    case TYPE_FLOAT64: text_double(text, slot->default_real); break;
    case TYPE_TEXT: append_literal(text, slot->default_bytes, slot->default_length); break;
    case TYPE_BYTES: append_literal(text, slot->default_bytes, slot->type.bytes); break;
    case TYPE_SYMBOL:
    case TYPE_REF:
    case TYPE_POINTER:
    case TYPE_ANY:
    case TYPE_GROUP:
    case TYPE_CLASS: break;
    }
}

void expr_sentinel(struct text *text, const struct model_slot *slot)
{
    expr_constant(text, slot->sentinel, expr_value_type(slot));
}

const char *expr_unit_type(const struct model_slot *slot)
{
    switch (model_unit(slot)) {
    case 8: return "uint8_t";
    case 16: return "uint16_t";
    case 32: return "uint32_t";
    default: return "uint64_t";
    }
}
