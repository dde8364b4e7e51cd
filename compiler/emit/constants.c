/* SPDX-License-Identifier: MIT */
/* The constants of a slot: its range, its default, what unset reads as, how many elements it has and how many bits. */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "model/extents.h"

static void emit_constant(struct text *text, const struct model_class *class, const struct model_slot *slot,
                          const char *what, const char *value)
{
    text_strings(text, "#define ", class->c_name, "_", slot->c_name, "_", what, " ", value, "\n", NULL);
}

static void emit_dim_constants(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    struct text name = {0};
    struct text value = {0};
    text_uint(&value, slot->element_count);
    emit_constant(text, class, slot, "COUNT", text_chars(&value));
    for (size_t i = 0; i < slot->dim_count && slot->dim_count > 1; i++) {
        text_clear(&name);
        text_clear(&value);
        text_string(&name, "COUNT");
        text_uint(&name, i + 1);
        text_uint(&value, slot->dims[i].count);
        emit_constant(text, class, slot, text_chars(&name), text_chars(&value));
    }
    text_free(&name);
    text_free(&value);
}

static void emit_number_constants(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    struct text value = {0};
    if (type->kind == TYPE_STEPS) {
        const struct ratio *doubles[] = {&type->scale.low, &type->scale.high, &type->scale.step};
        static const char *const names[] = {"MIN", "MAX", "STEP"};
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            text_clear(&value);
            expr_double(&value, ratio_to_double(*doubles[i]));
            emit_constant(text, class, slot, names[i], text_chars(&value));
        }
    }
    const char *integer = type->kind == TYPE_STEPS ? "int64_t" : expr_value_type(slot);
    text_clear(&value);
    expr_constant(&value, type->low, integer);
    emit_constant(text, class, slot, type->kind == TYPE_STEPS ? "MIN_STEPS" : "MIN", text_chars(&value));
    text_clear(&value);
    expr_constant(&value, type->high, integer);
    emit_constant(text, class, slot, type->kind == TYPE_STEPS ? "MAX_STEPS" : "MAX", text_chars(&value));
    if (type->kind == TYPE_INT && type->step > 1) {
        text_clear(&value);
        expr_unsigned(&value, type->step);
        emit_constant(text, class, slot, "STEP", text_chars(&value));
    }
    text_free(&value);
}

/* Bits that the slot takes, all elements and presence bits together. */
static uint64_t bits_of(const struct model_slot *slot)
{
    uint64_t bits = extents_element(slot).bits * slot->element_count;
    if (!slot->encoding.presence_bit) return bits;
    uint64_t presence_bits = 1;
    for (size_t i = 0; i < accessor_outer_dims(slot); i++) presence_bits *= slot->dims[i].count;
    return bits + presence_bits;
}

void accessor_constants(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    struct text value = {0};
    if (slot->type.kind == TYPE_INT || slot->type.kind == TYPE_STEPS) emit_number_constants(text, class, slot);
    if (slot->has_default && slot->own_dims == 0) {
        expr_default(&value, slot);
        emit_constant(text, class, slot, "DEFAULT", text_chars(&value));
    }
    if (slot->has_sentinel) {
        text_clear(&value);
        expr_sentinel(&value, slot);
        emit_constant(text, class, slot, "UNSET", text_chars(&value));
    }
    if (slot->type.kind == TYPE_TEXT || slot->type.kind == TYPE_BYTES) {
        text_clear(&value);
        text_uint(&value, slot->type.bytes);
        emit_constant(text, class, slot, "SIZE", text_chars(&value));
    }
    if (slot->dim_count > 0) emit_dim_constants(text, class, slot);
    text_clear(&value);
    text_uint(&value, bits_of(slot));
    emit_constant(text, class, slot, "BITS", text_chars(&value));
    text_string(text, "\n");
    text_free(&value);
}
