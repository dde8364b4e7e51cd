/* SPDX-License-Identifier: MIT */
/* Values side by side, for the functions that write_typed.c writes: see typed.h. */
#include "typed.h"

#include <math.h>

bool typed_is_copy;

int64_t typed_number(const slot_value *value)
{
    if (value->kind == SLOT_VALUE_BOOL) return value->as.truth;
    return value->kind == SLOT_VALUE_INT ? value->as.integer : INT64_MIN;
}

uint32_t typed_id(const slot_value *value)
{
    if (value->kind == SLOT_VALUE_SYMBOL) return value->as.symbol.id;
    return value->kind == SLOT_VALUE_REF ? value->as.ref.id : 0;
}

void *typed_address(const slot_value *value)
{
    return value->kind == SLOT_VALUE_POINTER ? (void *)(uintptr_t)value->as.pointer : NULL;
}

bool typed_same_number(const slot_value *want, uint64_t value, bool is_unsigned)
{
    if (want->kind == SLOT_VALUE_INT) {
        return (uint64_t)want->as.integer == value && (!is_unsigned || want->as.integer >= 0);
    }
    return want->kind == SLOT_VALUE_UINT && want->as.natural == value;
}

bool typed_same_real(const slot_value *want, double value)
{
    if (want->kind != SLOT_VALUE_FLOAT) return false;
    return slot_bits_of_double(want->as.real) == slot_bits_of_double(value) || (isnan(want->as.real) && isnan(value));
}

bool typed_same_text(const slot_value *want, slot_text value)
{
    const slot_text text = want->as.text;
    if (want->kind != SLOT_VALUE_TEXT && want->kind != SLOT_VALUE_BYTES) return false;
    if (typed_is_copy) return text.length == value.length && memcmp(text.data, value.data, text.length) == 0;
    return text.length == value.length && text.data == value.data;
}

bool typed_same_copy(const slot_value *want, size_t length)
{
    return want->as.text.length == length && memcmp(typed_buffer, want->as.text.data, length) == 0 &&
           (want->kind == SLOT_VALUE_BYTES || typed_buffer[length] == '\0');
}

bool typed_same_value(const slot_value *want, const slot_value *value)
{
    if (want->kind != value->kind) return false;
    switch (want->kind) {
    case SLOT_VALUE_UNSET:
    case SLOT_VALUE_NIL:
    case SLOT_VALUE_GROUP: return true;
    case SLOT_VALUE_BOOL: return want->as.truth == value->as.truth;
    case SLOT_VALUE_INT:
    case SLOT_VALUE_UINT: return want->as.natural == value->as.natural;
    case SLOT_VALUE_FLOAT: return typed_same_real(want, value->as.real);
    case SLOT_VALUE_TEXT:
    case SLOT_VALUE_BYTES:
        return want->as.text.length == value->as.text.length &&
               memcmp(want->as.text.data, value->as.text.data, want->as.text.length) == 0;
    case SLOT_VALUE_SYMBOL: return want->as.symbol.table == value->as.symbol.table && typed_id(want) == typed_id(value);
    case SLOT_VALUE_REF: return want->as.ref.type == value->as.ref.type && typed_id(want) == typed_id(value);
    case SLOT_VALUE_POINTER: return want->as.pointer == value->as.pointer;
    case SLOT_VALUE_INSTANCE:
        return memcmp(want->as.instance.self, value->as.instance.self, want->as.instance.type->size) == 0;
    case SLOT_VALUE_ARRAY: return want->as.count == value->as.count;
    }
    return false;
}

bool typed_says(const slot_class *type, const void *self, int index, int64_t number)
{
    slot_value value;
    return slot_get(type, self, index, &value) == SLOT_OK && value.kind != SLOT_VALUE_UNSET &&
           typed_number(&value) == number;
}

bool typed_has_flag(const slot_class *type, const void *self, int index, uint32_t element, bool flag)
{
    return flag == slot_has_at(type, self, index, element);
}
