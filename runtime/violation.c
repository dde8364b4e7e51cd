/* SPDX-License-Identifier: MIT-0 */
/* The library's own slot_violation, alone in its archive member so that a program may define another. */
#include "core_code.h"
#include "text_sink.h"

#include <stdlib.h>

enum { LONGEST_QUOTE = 80 };

/* Whether a value is a count of steps, where the slot's own values are doubles. */
static bool is_count(const slot_descriptor *slot, const slot_value *value)
{
    return slot->kind == SLOT_KIND_STEPS && (value->kind == SLOT_VALUE_INT || value->kind == SLOT_VALUE_UINT);
}

/* Whether a value is a mask for all elements of an array of bools. */
static bool is_mask(const slot_descriptor *slot, const slot_value *value)
{
    return slot->kind == SLOT_KIND_BOOL && value->kind == SLOT_VALUE_UINT;
}

/* "1..9999", "0..100000 step 0.01"; of counts "0..10000000 steps of 0.01" */
static void put_range(struct slot_sink *sink, const slot_class *type, int index, bool of_counts)
{
    const slot_descriptor *const slot = &type->descriptors[index];
    const uint64_t *const step = slot_code_fact_numbers(type, index, SLOT_FACT_STEP);
    const uint64_t ends[] = {slot_code_to_number(type, index, code_first(slot)),
                             slot_code_to_number(type, index, code_first(slot) + slot_code_span(type, slot))};
    for (int i = 0; i < 2; i++) {
        if (i > 0) slot_sink_string(sink, "..");
        if (slot->kind == SLOT_KIND_STEPS && !of_counts) {
            const uint64_t number = step[0] + ends[i] * step[1];
            slot_sink_ratio(sink, SLOT_CAST(int64_t, number), SLOT_CAST(int64_t, step[2]));
        } else if (slot->kind != SLOT_KIND_UINT) {
            slot_sink_int(sink, SLOT_CAST(int64_t, ends[i]));
        } else {
            slot_sink_uint(sink, ends[i]);
        }
    }
    if (step == NULL) return;
    slot_sink_string(sink, of_counts ? " steps of " : " step ");
    if (slot->kind == SLOT_KIND_STEPS) slot_sink_ratio(sink, SLOT_CAST(int64_t, step[1]), SLOT_CAST(int64_t, step[2]));
    else slot_sink_uint(sink, *step);
}

/* Whether a number lies between the ends of a range, and so between two of its steps. */
static bool is_between(const slot_class *type, int index, const slot_value *value)
{
    const slot_descriptor *const slot = &type->descriptors[index];
    if (slot->kind > SLOT_KIND_UINT || value->kind < SLOT_VALUE_INT || value->kind > SLOT_VALUE_UINT) return false;
    const uint64_t *const step = code_numbers(type, index, SLOT_FACT_STEP);
    const bool is_signed = value->kind == SLOT_VALUE_INT;
    const uint64_t number = is_signed ? SLOT_CAST(uint64_t, value->as.integer) : value->as.natural;
    if (step == NULL || (number >> 63 != 0 && is_signed != code_is_signed(slot))) return false;
    const uint64_t low = slot_code_to_number(type, index, code_first(slot));
    return number - low <= slot_code_span(type, slot) * *step;
}

/* Why a text or bytes do not fit. */
static void put_length(struct slot_sink *sink, const slot_descriptor *slot, slot_text text)
{
    if (slot->kind == SLOT_KIND_TEXT && text.length <= slot->bias) {
        slot_sink_string(sink, "is no UTF-8 or has a NUL");
        return;
    }
    slot_sink_string(sink, "has ");
    slot_sink_uint(sink, text.length);
    slot_sink_string(sink, slot->kind == SLOT_KIND_TEXT ? " bytes, more than " : " bytes, not ");
    slot_sink_uint(sink, slot->bias);
}

/* What the slot holds, and the value is not. */
static void put_expected(struct slot_sink *sink, const slot_class *type, int index, const slot_value *value)
{
    const slot_descriptor *const slot = &type->descriptors[index];
    switch (slot->kind) {
    case SLOT_KIND_ENUM:
        slot_sink_string(sink, "is no member of ");
        slot_sink_string(sink, type->types[slot->bias]->name);
        return;
    case SLOT_KIND_FLAGS:
        slot_sink_string(sink, "has bits that are no members of ");
        slot_sink_string(sink, type->types[slot->bias]->name);
        return;
    case SLOT_KIND_SYMBOL:
    case SLOT_KIND_REF:
        slot_sink_string(sink, slot->kind == SLOT_KIND_REF && type->classes[slot->bias]->generation_bits > 0
                                   ? "is beyond the highest handle "
                                   : "is beyond the capacity ");
        slot_sink_uint(sink, code_highest_id(type, slot));
        return;
    case SLOT_KIND_POINTER:
        slot_sink_string(sink, "is not aligned to ");
        slot_sink_uint(sink, UINT64_C(1) << slot->bias);
        return;
    case SLOT_KIND_ANY:
        slot_sink_string(sink, value->kind == SLOT_VALUE_POINTER ? "is a pointer of more than 48 bits"
                               : value->kind <= SLOT_VALUE_UINT  ? "is outside -562949953421312..562949953421311"
                                                                 : "is beyond the capacity");
        return;
    case SLOT_KIND_TEXT:
    case SLOT_KIND_BYTES: put_length(sink, slot, value->as.text); return;
    case SLOT_KIND_INT:
    case SLOT_KIND_UINT:
    case SLOT_KIND_STEPS: break;
    case SLOT_KIND_BOOL:
        if (!is_mask(slot, value)) {
            slot_sink_string(sink, "is outside 0..1");
            return;
        }
        slot_sink_string(sink, "has bits beyond the elements, ");
        slot_sink_uint(sink, slot_elements(type, index));
        return;
    default: slot_sink_string(sink, "is outside what the slot holds"); return;
    }
    slot_sink_string(sink, is_between(type, index, value) ? "is between two values of " : "is outside ");
    put_range(sink, type, index, is_count(slot, value));
}

/* " = 20000 "; an id without its table, a long text cut. */
static void put_refused(struct slot_sink *sink, const slot_class *type, int index, const slot_value *value)
{
    slot_value shown = *value;
    const slot_descriptor *const slot = &type->descriptors[index];
    slot_sink_string(sink, " = ");
    if ((value->kind == SLOT_VALUE_UINT && slot->kind == SLOT_KIND_FLAGS) || is_mask(slot, value)) {
        slot_sink_hex(sink, value->as.natural);
    } else if (value->kind == SLOT_VALUE_SYMBOL && slot->kind == SLOT_KIND_SYMBOL) {
        slot_sink_uint(sink, value->as.symbol.id);
    } else if (value->kind == SLOT_VALUE_REF && slot->kind == SLOT_KIND_REF) {
        slot_sink_uint(sink, value->as.ref.id);
    } else if (value->kind == SLOT_VALUE_TEXT || value->kind == SLOT_VALUE_BYTES) {
        const bool is_long = value->as.text.length > LONGEST_QUOTE;
        if (is_long) shown.as.text.length = LONGEST_QUOTE;
        if (shown.as.text.data == NULL) shown.as.text.length = 0;
        if (slot->kind == SLOT_KIND_BYTES) shown.kind = SLOT_VALUE_BYTES;
        slot_sink_value(sink, &shown);
        if (is_long) slot_sink_string(sink, "...");
    } else {
        slot_sink_value(sink, value);
        if (is_count(slot, value)) slot_sink_string(sink, " steps");
    }
    slot_sink_string(sink, " ");
}

/* Why a slot has no value: it is unset, or what it lies in is. */
static void put_unset(struct slot_sink *sink, const slot_class *type, int index)
{
    const uint64_t *const arm = code_numbers(type, index, SLOT_FACT_ARM);
    slot_sink_string(sink, " is unset");
    if (arm == NULL || (type->descriptors[index].flags & SLOT_OPTIONAL) != 0) return;
    const int tag = SLOT_CAST(int, arm[0]);
    slot_sink_string(sink, ": ");
    slot_sink_string(sink, slot_name(type, tag));
    slot_sink_string(sink, type->descriptors[tag].kind == SLOT_KIND_GROUP ? " is" : " has another arm");
}

/* ": there is no element 7 of 4"; of an array of more dimensions the sizes of all. */
static void put_missing(struct slot_sink *sink, const slot_class *type, int index, const slot_value *value)
{
    const uint64_t *const array = code_numbers(type, index, SLOT_FACT_ARRAY);
    slot_sink_string(sink, ": there is no element ");
    slot_sink_value(sink, value);
    for (uint64_t i = 0; array != NULL && i < code_dimensions(array); i++) {
        slot_sink_string(sink, i == 0 ? " of " : " x ");
        slot_sink_uint(sink, code_dimension_at(array, i).count);
    }
}

static const char *kind_text(slot_value_kind kind)
{
    switch (kind) {
    case SLOT_VALUE_NIL: return "nil";
    case SLOT_VALUE_BOOL: return "a bool";
    case SLOT_VALUE_INT:
    case SLOT_VALUE_UINT: return "an integer";
    case SLOT_VALUE_FLOAT: return "a float";
    case SLOT_VALUE_TEXT: return "a text";
    case SLOT_VALUE_BYTES: return "bytes";
    case SLOT_VALUE_SYMBOL: return "a symbol";
    case SLOT_VALUE_REF: return "a ref";
    case SLOT_VALUE_POINTER: return "a pointer";
    case SLOT_VALUE_INSTANCE: return "an instance";
    default: return "a value";
    }
}

/* With an `any` the value is what it holds while something else was asked for, unless no box holds such a value. */
static void put_other_kind(struct slot_sink *sink, const slot_class *type, int index, const slot_value *value)
{
    uint64_t box;
    const bool is_held = type->descriptors[index].kind == SLOT_KIND_ANY && slot_any_box(type, *value, &box) == SLOT_OK;
    slot_sink_string(sink, is_held ? " holds " : " cannot hold ");
    slot_sink_string(sink, kind_text(value->kind));
    if (value->kind == SLOT_VALUE_REF || value->kind == SLOT_VALUE_SYMBOL) {
        slot_sink_string(sink, ", ");
        slot_sink_value(sink, value);
    }
    if (is_held) slot_sink_string(sink, ", not what was asked for");
}

void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    struct slot_sink sink = {stderr, NULL, 0, 0, false, NULL};
    const bool is_known = code_has_slot(type, slot);
    slot_sink_string(&sink, type->name);
    slot_sink_string(&sink, ".");
    slot_sink_string(&sink, is_known ? slot_name(type, slot) : "?");
    if (!is_known) {
        slot_sink_string(&sink, " is no slot");
    } else if (status == SLOT_EREADONLY) {
        slot_sink_string(&sink, " cannot be written");
    } else if (status == SLOT_EUNSET || value == NULL) {
        put_unset(&sink, type, slot);
    } else if (status == SLOT_EARG) {
        put_missing(&sink, type, slot, value);
    } else if (status == SLOT_ETYPE) {
        put_other_kind(&sink, type, slot, value);
    } else {
        put_refused(&sink, type, slot, value);
        put_expected(&sink, type, slot, value);
    }
    slot_sink_string(&sink, "\n");
    fflush(stderr);
    abort();
}
