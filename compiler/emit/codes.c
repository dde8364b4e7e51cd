/* SPDX-License-Identifier: MIT */
/* C expressions that turn codes into values and back, and that refuse values; see expr.h. */
#include "emit/expr.h"

#include <string.h>

/* The value of code 0, modulo 2^64; of STEPS the count. */
static uint64_t base_of(const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    const bool is_number = type->kind == TYPE_INT || type->kind == TYPE_STEPS;
    const uint64_t low = is_number ? type->low.bits : (uint64_t)(int64_t)type->enumeration->sorted[0]->value;
    const uint64_t step = type->kind == TYPE_INT && type->step > 1 ? type->step : 1;
    return low - (slot->encoding.niche ? step : 0);
}

/*
 * The bits of what is read as the code: a unit's are not masked, and the last digit of a number that no record has may
 * be larger.
 */
static unsigned read_width(const struct model_slot *slot)
{
    const unsigned unit = model_unit(slot);
    const bool is_last = slot->place.group_bits > 0 && model_is_last_digit(slot);
    return unit > 0 ? unit : slot->encoding.width + (is_last ? 1 : 0);
}

static bool has_step(const struct model_slot *slot)
{
    return slot->type.kind == TYPE_INT && slot->type.step > 1;
}

/* code + base in the signed C type of `bits` bits; on codes that no value has it wraps rather than overflows. */
static void append_signed_sum(struct text *text, const char *code, bool wide, uint64_t base, unsigned width,
                              unsigned bits)
{
    const int64_t offset = (int64_t)base;
    const int64_t most = bits == 32 ? INT32_MAX : INT64_MAX;
    const bool is_plain = model_mask(width) <= (uint64_t)most && offset >= -most &&
                          (offset <= 0 || (uint64_t)offset <= (uint64_t)most - model_mask(width));
    const char *type = bits == 32 ? "int32_t" : "int64_t";
    if (is_plain) {
        text_strings(text, "SLOT_CAST(", type, ", ", code, ")", NULL);
        if (offset == 0) return;
        text_string(text, offset > 0 ? " + " : " - ");
        if (bits == 64) text_string(text, "INT64_C(");
        text_uint(text, offset > 0 ? base : 0 - base);
        if (bits == 64) text_string(text, ")");
        return;
    }
    text_strings(text, "SLOT_CAST(", type, ", ", NULL);
    if (wide == (bits == 64)) expr_primary(text, code);
    else text_strings(text, "SLOT_CAST(", bits == 32 ? "uint32_t, " : "uint64_t, ", code, ")", NULL);
    if (base != 0) {
        text_string(text, " + ");
        expr_mask(text, bits == 32 ? base & UINT32_MAX : base);
    }
    text_string(text, ")");
}

static void append_unsigned_sum(struct text *text, const char *code, bool wide, uint64_t base, unsigned bits)
{
    const bool negative = (int64_t)base < 0 && (int64_t)base >= -1;
    if (wide == (bits == 64) && base == 0) text_string(text, code);
    else if (wide == (bits == 64)) expr_primary(text, code);
    else text_strings(text, "SLOT_CAST(", bits == 32 ? "uint32_t, " : "uint64_t, ", code, ")", NULL);
    if (base == 0) return;
    text_string(text, negative ? " - " : " + ");
    expr_unsigned(text, negative ? 0 - base : bits == 32 ? base & UINT32_MAX : base);
}

/* base + code * step, modulo 2^64 and then as its type. */
static void decode_stepped(struct text *text, const struct model_slot *slot, const char *code)
{
    text_strings(text, "SLOT_CAST(", expr_value_type(slot), ", SLOT_CAST(uint64_t, ", code, ") * ", NULL);
    expr_unsigned(text, slot->type.step);
    const uint64_t base = base_of(slot);
    if (base != 0) {
        text_string(text, (int64_t)base < 0 ? " - " : " + ");
        expr_unsigned(text, (int64_t)base < 0 ? 0 - base : base);
    }
    text_string(text, ")");
}

static void decode_integer(struct text *text, const struct model_slot *slot, const char *code, bool wide)
{
    if (has_step(slot)) {
        decode_stepped(text, slot, code);
        return;
    }
    const char *type = expr_value_type(slot);
    const unsigned bits = strstr(type, "64") != NULL ? 64 : 32;
    if (type[0] == 'i') append_signed_sum(text, code, wide, base_of(slot), read_width(slot), bits);
    else append_unsigned_sum(text, code, wide, base_of(slot), bits);
}

/* The last index of the table of an enum's values by ordinal, which has a power of two of them: any masked code may index it. */
static uint64_t ordinal_mask(const struct model_enum *enumeration)
{
    uint64_t mask = 1;
    while (mask + 1 < enumeration->count) mask = mask * 2 + 1;
    return mask;
}

static void decode_enum(struct text *text, const struct model_slot *slot, const char *code, bool wide)
{
    const struct model_enum *enumeration = slot->type.enumeration;
    text_strings(text, "SLOT_CAST(", enumeration->c_name, ", ", NULL);
    if (slot->encoding.ordinal) {
        /* The table has a value for every code that fits in the slot; one below code 0 is there where that is unset. */
        const uint64_t mask = ordinal_mask(enumeration);
        const bool needs_mask = slot->encoding.niche || model_mask(read_width(slot)) > mask;
        text_strings(text, enumeration->c_name, "_by_ordinal[", needs_mask ? "(" : "", NULL);
        if (slot->encoding.niche) {
            expr_primary(text, code);
            text_string(text, " - 1u");
        } else {
            text_string(text, code);
        }
        if (needs_mask) {
            text_string(text, ") & ");
            expr_mask(text, mask);
        }
        text_string(text, "]");
    } else {
        append_signed_sum(text, code, wide, base_of(slot), read_width(slot), 32);
    }
    text_string(text, ")");
}

/* ", offset, factor, divisor)": what tells values from counts. */
static void append_scale(struct text *text, const struct model_type *type)
{
    const int64_t numbers[] = {type->scale.offset, type->scale.factor, type->scale.divisor};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        text_string(text, ", ");
        expr_constant(text, integer_from_int(numbers[i]), "int64_t");
    }
    text_string(text, ")");
}

void expr_decode_count(struct text *text, const struct model_slot *slot, const char *code)
{
    append_signed_sum(text, code, true, base_of(slot), read_width(slot), 64);
}

static void decode_pointer(struct text *text, const struct model_slot *slot, const char *code)
{
    text_strings(text, "SLOT_WORD_TO_POINTER(", slot->type.pointer_type, ", ", NULL);
    if (slot->type.pointer_shift == 0) {
        text_strings(text, code, ")", NULL);
        return;
    }
    expr_primary(text, code);
    text_string(text, " << ");
    text_uint(text, slot->type.pointer_shift);
    text_string(text, ")");
}

void expr_decode(struct text *text, const struct model_slot *slot, const char *code, bool wide)
{
    const char *narrow_begin = wide ? "SLOT_CAST(uint32_t, " : "";
    const char *narrow_end = wide ? ")" : "";
    switch (slot->type.kind) {
    case TYPE_INT: decode_integer(text, slot, code, wide); break;
    case TYPE_BOOL:
        expr_primary(text, code);
        text_string(text, slot->encoding.niche ? " > 1" : " != 0");
        break;
    case TYPE_GROUP:
        expr_primary(text, code);
        text_string(text, " != 0");
        break;
    case TYPE_ENUM: decode_enum(text, slot, code, wide); break;
    case TYPE_FLAGS: text_strings(text, slot->type.enumeration->c_name, "_of_code(", code, ")", NULL); break;
    case TYPE_STEPS:
        text_string(text, "slot_steps_value(");
        expr_decode_count(text, slot, code);
        append_scale(text, &slot->type);
        break;
    case TYPE_FLOAT16: text_strings(text, "slot_float_of_half(", narrow_begin, code, narrow_end, ")", NULL); break;
    case TYPE_FLOAT32: text_strings(text, "slot_float_of_bits(", narrow_begin, code, narrow_end, ")", NULL); break;
    case TYPE_FLOAT64: text_strings(text, "slot_double_of_bits(", code, ")", NULL); break;
    case TYPE_SYMBOL:
    case TYPE_REF: text_strings(text, expr_value_type(slot), "_of(", narrow_begin, code, narrow_end, ")", NULL); break;
    case TYPE_POINTER: decode_pointer(text, slot, code); break;
    case TYPE_ANY:
    case TYPE_TEXT:
    case TYPE_BYTES:
    case TYPE_CLASS: break;
    }
}

/* value - base as uint64_t */
static void append_difference(struct text *text, const char *value, uint64_t base)
{
    text_strings(text, "SLOT_CAST(uint64_t, ", value, ")", NULL);
    if (base == 0) return;
    const bool negative = (int64_t)base < 0;
    text_string(text, negative ? " + " : " - ");
    expr_unsigned(text, negative ? 0 - base : base);
}

static void encode_enum(struct text *text, const struct model_slot *slot, const char *value)
{
    const char *c_name = slot->type.enumeration->c_name;
    if (slot->encoding.ordinal) {
        text_strings(text, "SLOT_CAST(uint64_t, slot_type_ordinal(&", c_name, "_slot_type, ", value, "))", NULL);
        if (slot->encoding.niche) text_string(text, " + 1u");
        return;
    }
    text_strings(text, "SLOT_CAST(uint64_t, SLOT_CAST(int64_t, ", value, "))", NULL);
    const uint64_t base = base_of(slot);
    if (base == 0) return;
    const bool negative = (int64_t)base < 0;
    text_string(text, negative ? " + " : " - ");
    expr_unsigned(text, negative ? 0 - base : base);
}

/* (value - low) / step, and one more where code 0 is unset */
static void encode_stepped(struct text *text, const struct model_slot *slot, const char *value)
{
    text_string(text, "(");
    append_difference(text, value, slot->type.low.bits);
    text_string(text, ") / ");
    expr_unsigned(text, slot->type.step);
    if (slot->encoding.niche) text_string(text, " + 1u");
}

void expr_encode_count(struct text *text, const struct model_slot *slot, const char *count)
{
    append_difference(text, count, base_of(slot));
}

static void encode_steps(struct text *text, const struct model_slot *slot, const char *value)
{
    struct text count = {0};
    text_strings(&count, "slot_steps_count(", value, NULL);
    append_scale(&count, &slot->type);
    append_difference(text, text_chars(&count), base_of(slot));
    text_free(&count);
}

static void encode_pointer(struct text *text, const struct model_slot *slot, const char *value)
{
    text_strings(text, "SLOT_POINTER_TO_WORD(", value, ")", NULL);
    if (slot->type.pointer_shift == 0) return;
    text_string(text, " >> ");
    text_uint(text, slot->type.pointer_shift);
}

void expr_encode(struct text *text, const struct model_slot *slot, const char *value)
{
    switch (slot->type.kind) {
    case TYPE_INT:
        if (slot->has_sentinel) {
            text_strings(text, value, " == ", NULL);
            expr_sentinel(text, slot);
            text_string(text, " ? 0u : ");
        }
        if (has_step(slot)) encode_stepped(text, slot, value);
        else append_difference(text, value, base_of(slot));
        break;
    case TYPE_BOOL:
    case TYPE_GROUP:
        text_strings(text, "SLOT_CAST(uint64_t, ", value, ")", NULL);
        if (slot->type.kind == TYPE_BOOL && slot->encoding.niche) text_string(text, " + 1u");
        break;
    case TYPE_ENUM: encode_enum(text, slot, value); break;
    case TYPE_FLAGS: text_strings(text, slot->type.enumeration->c_name, "_to_code(", value, ")", NULL); break;
    case TYPE_STEPS: encode_steps(text, slot, value); break;
    case TYPE_FLOAT16: text_strings(text, "slot_half_of_float(", value, ")", NULL); break;
    case TYPE_FLOAT32: text_strings(text, "slot_bits_of_float(", value, ")", NULL); break;
    case TYPE_FLOAT64: text_strings(text, "slot_bits_of_double(", value, ")", NULL); break;
    case TYPE_SYMBOL:
    case TYPE_REF: text_strings(text, value, ".id", NULL); break;
    case TYPE_POINTER: encode_pointer(text, slot, value); break;
    case TYPE_ANY:
    case TYPE_TEXT:
    case TYPE_BYTES:
    case TYPE_CLASS: break;
    }
}

static void refuse_enum(struct text *text, const struct model_slot *slot, const char *code, const char *value)
{
    const struct model_enum *enumeration = slot->type.enumeration;
    const uint64_t first = slot->encoding.niche ? 1 : 0;
    const uint64_t span = slot->encoding.codes - first;
    const bool has_holes = !slot->encoding.ordinal && span + 1 != enumeration->count;
    if (has_holes && span >= 64) {
        text_strings(text, "slot_type_ordinal(&", enumeration->c_name, "_slot_type, ", value, ") < 0", NULL);
        return;
    }
    text_strings(text, code, first > 0 ? " - 1u > " : " > ", NULL);
    expr_unsigned(text, span);
    if (!has_holes) return;
    uint64_t members = 0;
    for (size_t i = 0; i < enumeration->count; i++) {
        members |= UINT64_C(1) << (enumeration->sorted[i]->value - enumeration->sorted[0]->value);
    }
    text_string(text, " || (");
    expr_mask(text, members);
    text_strings(text, first > 0 ? " >> (" : " >> ", code, first > 0 ? " - 1u)" : "", " & 1u) == 0", NULL);
}

/* "code > 254u", or nothing where every number is a code of the slot. */
static void refuse_code(struct text *text, const struct model_slot *slot, const char *code, uint64_t most)
{
    if (slot->encoding.niche) {
        text_strings(text, code, " - 1u > ", NULL);
        expr_unsigned(text, slot->encoding.codes - 1);
    } else if (slot->encoding.codes < most) {
        text_strings(text, code, " > ", NULL);
        expr_unsigned(text, slot->encoding.codes);
    }
}

static void refuse_integer(struct text *text, const struct model_slot *slot, const char *code, const char *value)
{
    if (slot->has_sentinel) {
        text_strings(text, value, " != ", NULL);
        expr_sentinel(text, slot);
        text_strings(text, " && ", has_step(slot) ? "(" : "", NULL);
    }
    refuse_code(text, slot, code, UINT64_MAX);
    if (!has_step(slot)) return;
    text_string(text, " || (");
    append_difference(text, value, slot->type.low.bits);
    text_string(text, ") % ");
    expr_unsigned(text, slot->type.step);
    text_strings(text, " != 0", slot->has_sentinel ? ")" : "", NULL);
}

static void refuse_flags(struct text *text, const struct model_slot *slot, const char *value)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < slot->type.enumeration->count; i++) {
        mask |= UINT64_C(1) << slot->type.enumeration->members[i].value;
    }
    if (mask == UINT64_MAX) return;
    text_strings(text, "(SLOT_CAST(uint64_t, ", value, ") & ", NULL);
    expr_mask(text, ~mask);
    text_string(text, ") != 0");
}

static void refuse_pointer(struct text *text, const struct model_slot *slot, const char *value)
{
    if (slot->type.pointer_shift == 0) return;
    text_strings(text, "(SLOT_POINTER_TO_WORD(", value, ") & ", NULL);
    expr_unsigned(text, (UINT64_C(1) << slot->type.pointer_shift) - 1);
    text_string(text, ") != 0");
}

void expr_refuse(struct text *text, const struct model_slot *slot, const char *code, const char *value)
{
    switch (slot->type.kind) {
    case TYPE_INT: refuse_integer(text, slot, code, value); break;
    case TYPE_STEPS: refuse_code(text, slot, code, UINT64_MAX); break;
    case TYPE_ENUM: refuse_enum(text, slot, code, value); break;
    case TYPE_FLAGS: refuse_flags(text, slot, value); break;
    case TYPE_SYMBOL:
    case TYPE_REF: refuse_code(text, slot, code, UINT32_MAX); break;
    case TYPE_POINTER: refuse_pointer(text, slot, value); break;
    case TYPE_BOOL:
    case TYPE_GROUP:
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64:
    case TYPE_ANY:
    case TYPE_TEXT:
    case TYPE_BYTES:
    case TYPE_CLASS: break;
    }
}

void expr_primary(struct text *text, const char *expression)
{
    size_t depth = 0;
    bool is_primary = true;
    for (const char *at = expression; *at != '\0'; at++) {
        if (*at == '(') depth++;
        if (*at == ')') depth--;
        is_primary = is_primary && (depth > 0 || *at != ' ');
    }
    text_strings(text, is_primary ? "" : "(", expression, is_primary ? "" : ")", NULL);
}

void expr_operand(struct text *text, const char *condition)
{
    const bool is_compound = strstr(condition, "||") != NULL || strstr(condition, "&&") != NULL;
    text_strings(text, is_compound ? "(" : "", condition, is_compound ? ")" : "", NULL);
}
