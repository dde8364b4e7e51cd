/* SPDX-License-Identifier: MIT-0 */
/* Instances and values as text. */
#include <slotgen/text.h>

#include "core_code.h"
#include "text_sink.h"

static void put_instance(struct slot_sink *sink, const slot_class *type, const void *self);

static void put_member(struct slot_sink *sink, const slot_type *type, int64_t value)
{
    size_t length = 0;
    const char *const name = slot_type_name(type, value, &length);
    if (name != NULL) slot_sink_put(sink, name, length);
    else slot_sink_int(sink, value);
}

static void put_flags(struct slot_sink *sink, const slot_type *type, uint64_t mask)
{
    if (mask == 0) slot_sink_put(sink, "0", 1);
    bool first = true;
    for (int bit = 0; bit < 64; bit++) {
        if ((mask >> bit & 1) == 0) continue;
        if (!first) slot_sink_put(sink, "|", 1);
        put_member(sink, type, bit);
        first = false;
    }
}

/* "market.Trade(7)": of an `any`, which alone does not say what it refers to. */
static void put_id(struct slot_sink *sink, const char *name, uint32_t id)
{
    slot_sink_string(sink, name);
    slot_sink_put(sink, "(", 1);
    slot_sink_uint(sink, id);
    slot_sink_put(sink, ")", 1);
}

/* The string of a symbol in quotes, where it is known. */
static bool put_known(struct slot_sink *sink, const slot_value *value)
{
    const slot_resolver *const resolver = sink->resolver;
    if (resolver == NULL) return false;
    const slot_text text = resolver->symbol(resolver->context, value->as.symbol.table, value->as.symbol.id);
    if (text.data == NULL) return false;
    slot_sink_quoted(sink, text);
    return true;
}

void slot_sink_value(struct slot_sink *sink, const slot_value *value)
{
    const char *name = NULL;
    switch (value->kind) {
    case SLOT_VALUE_UNSET: slot_sink_string(sink, "unset"); break;
    case SLOT_VALUE_NIL: slot_sink_string(sink, "null"); break;
    case SLOT_VALUE_BOOL: slot_sink_string(sink, value->as.truth ? "true" : "false"); break;
    case SLOT_VALUE_INT: slot_sink_int(sink, value->as.integer); break;
    case SLOT_VALUE_UINT: slot_sink_uint(sink, value->as.natural); break;
    case SLOT_VALUE_FLOAT: slot_sink_float(sink, value->as.real, 64); break;
    case SLOT_VALUE_TEXT: slot_sink_quoted(sink, value->as.text); break;
    case SLOT_VALUE_BYTES: slot_sink_bytes(sink, value->as.text); break;
    case SLOT_VALUE_SYMBOL:
        if (put_known(sink, value)) break;
        if (value->as.symbol.table != NULL) name = value->as.symbol.table->name;
        put_id(sink, name == NULL ? "symbol" : name, value->as.symbol.id);
        break;
    case SLOT_VALUE_REF:
        if (value->as.ref.type != NULL) name = value->as.ref.type->name;
        put_id(sink, name == NULL ? "ref" : name, value->as.ref.id);
        break;
    case SLOT_VALUE_POINTER: slot_sink_hex(sink, SLOT_POINTER_TO_WORD(value->as.pointer)); break;
    case SLOT_VALUE_INSTANCE: put_instance(sink, value->as.instance.type, value->as.instance.self); break;
    case SLOT_VALUE_ARRAY: slot_sink_string(sink, "[...]"); break;
    case SLOT_VALUE_GROUP: slot_sink_string(sink, "set"); break;
    }
}

/* The value of an `any`: nil and floats that look like integers are told from null refs and integers. */
static void put_any(struct slot_sink *sink, const slot_value *value)
{
    if (value->kind == SLOT_VALUE_NIL) {
        slot_sink_string(sink, "nil");
        return;
    }
    slot_sink_value(sink, value);
    if (value->kind != SLOT_VALUE_FLOAT) return;
    const double magnitude = value->as.real < 0 ? -value->as.real : value->as.real;
    if (magnitude < 1e17 && SLOT_CAST(double, SLOT_CAST(int64_t, magnitude)) >= magnitude) slot_sink_string(sink, ".0");
}

static void put_steps(struct slot_sink *sink, const slot_class *type, const void *self, const struct place *place)
{
    const uint64_t *const scale = code_scale(type, place->index);
    const uint64_t code = slot_code_read(type, self, place);
    const uint64_t number = scale[0] + slot_code_to_number(type, place->index, code) * scale[1];
    slot_sink_ratio(sink, SLOT_CAST(int64_t, number), SLOT_CAST(int64_t, scale[2]));
}

static void put_place(struct slot_sink *sink, const slot_class *type, const void *self, const struct place *place)
{
    const slot_descriptor *const slot = place->slot;
    const slot_value value = slot_code_value(type, self, place, false);
    if (value.kind == SLOT_VALUE_UNSET) {
        slot_sink_string(sink, "unset");
        return;
    }
    switch (slot->kind) {
    case SLOT_KIND_ENUM: put_member(sink, type->types[slot->bias], value.as.integer); break;
    case SLOT_KIND_FLAGS: put_flags(sink, type->types[slot->bias], value.as.natural); break;
    case SLOT_KIND_STEPS: put_steps(sink, type, self, place); break;
    case SLOT_KIND_FLOAT16:
    case SLOT_KIND_FLOAT32: slot_sink_float(sink, value.as.real, slot->width); break;
    case SLOT_KIND_ANY: put_any(sink, &value); break;
    case SLOT_KIND_SYMBOL:
    case SLOT_KIND_REF:
        if (value.kind == SLOT_VALUE_NIL) slot_sink_value(sink, &value);
        else if (value.kind != SLOT_VALUE_SYMBOL || !put_known(sink, &value))
            slot_sink_uint(sink, slot_code_read(type, self, place));
        break;
    default: slot_sink_value(sink, &value); break;
    }
}

/*
 * [1, 2], or [[1, 2], [3, 4]]: each dimension in brackets of its own. Elements follow from the place of the last one.
 */
static void put_array(struct slot_sink *sink, const slot_class *type, const void *self, int index)
{
    const uint64_t *const array = slot_code_fact_numbers(type, index, SLOT_FACT_ARRAY);
    const uint32_t count = slot_elements(type, index);
    struct place place;
    for (uint32_t element = 0; element < count; element++) {
        /* Where the element is the first or the last along so many of the last dimensions, brackets open or close. */
        uint64_t run = 1;
        bool is_first = true;
        for (uint64_t i = code_dimensions(array); i-- > 0;) {
            run *= code_dimension_at(array, i).count;
            if (element % run != 0) continue;
            if (is_first && element > 0) slot_sink_put(sink, ", ", 2);
            is_first = false;
            slot_sink_put(sink, "[", 1);
        }
        if (is_first) slot_sink_put(sink, ", ", 2);
        slot_code_find(type, index, element, &place);
        put_place(sink, type, self, &place);
        run = 1;
        for (uint64_t i = code_dimensions(array); i-- > 0;) {
            run *= code_dimension_at(array, i).count;
            if ((element + 1) % run == 0) slot_sink_put(sink, "]", 1);
        }
    }
}

static void put_slot(struct slot_sink *sink, const slot_class *type, const void *self, int index)
{
    struct place place;
    slot_code_find(type, index, CODE_WHOLE, &place);
    if (place.element != CODE_WHOLE) put_place(sink, type, self, &place);
    else if (slot_has(type, self, index)) put_array(sink, type, self, index);
    else slot_sink_string(sink, "unset");
}

/* Whether the slot says something: not one of another arm, nor that an inline class is there whose slots follow. */
static bool is_shown(const slot_class *type, const void *self, int index)
{
    struct place place;
    slot_code_find(type, index, CODE_WHOLE, &place);
    if (!code_is_live(type, self, &place)) return false;
    if (place.slot->kind != SLOT_KIND_GROUP || place.element == CODE_WHOLE || index + 1 == slot_count(type))
        return true;
    const uint64_t *const arm = code_numbers(type, index + 1, SLOT_FACT_ARM);
    return arm == NULL || arm[0] != SLOT_CAST(uint64_t, index) || !slot_has(type, self, index);
}

static void put_instance(struct slot_sink *sink, const slot_class *type, const void *self)
{
    const char *separator = "";
    slot_sink_string(sink, type->name);
    slot_sink_put(sink, "{", 1);
    for (int i = 0; i < slot_count(type); i++) {
        if (!is_shown(type, self, i)) continue;
        slot_sink_string(sink, separator);
        slot_sink_string(sink, slot_name(type, i));
        slot_sink_put(sink, "=", 1);
        put_slot(sink, type, self, i);
        separator = ", ";
    }
    slot_sink_put(sink, "}", 1);
}

size_t slot_format_with(const slot_class *type, const void *self, const slot_resolver *resolver, char *buffer,
                        size_t size)
{
    struct slot_sink sink = {NULL, buffer, size, 0, false, resolver};
    put_instance(&sink, type, self);
    return slot_sink_end(&sink);
}

size_t slot_format(const slot_class *type, const void *self, char *buffer, size_t size)
{
    return slot_format_with(type, self, NULL, buffer, size);
}

size_t slot_format_slot_with(const slot_class *type, const void *self, int index, const slot_resolver *resolver,
                             char *buffer, size_t size)
{
    struct slot_sink sink = {NULL, buffer, size, 0, false, resolver};
    if (code_has_slot(type, index)) put_slot(&sink, type, self, index);
    return slot_sink_end(&sink);
}

size_t slot_format_slot(const slot_class *type, const void *self, int index, char *buffer, size_t size)
{
    return slot_format_slot_with(type, self, index, NULL, buffer, size);
}

slot_status slot_print_with(const slot_class *type, const void *self, const slot_resolver *resolver, FILE *file)
{
    struct slot_sink sink = {file, NULL, 0, 0, false, resolver};
    put_instance(&sink, type, self);
    return sink.failed ? SLOT_EIO : SLOT_OK;
}

slot_status slot_print(const slot_class *type, const void *self, FILE *file)
{
    return slot_print_with(type, self, NULL, file);
}
