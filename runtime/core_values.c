/* SPDX-License-Identifier: MIT-0 */
/* Values: making them, and turning codes into values and back. */
#include "core_code.h"

#include <float.h>

slot_value slot_unset(void)
{
    slot_value value;
    value.kind = SLOT_VALUE_UNSET;
    value.as.instance.type = NULL; /* the two longest members: all bytes that any kind uses */
    value.as.instance.self = NULL;
    value.as.natural = 0;
    return value;
}

static APART slot_value of_kind(slot_value_kind kind)
{
    slot_value value = slot_unset();
    value.kind = kind;
    return value;
}

slot_value slot_nil(void)
{
    return of_kind(SLOT_VALUE_NIL);
}

APART slot_value slot_from_bool(bool truth)
{
    slot_value value = of_kind(SLOT_VALUE_BOOL);
    value.as.truth = truth;
    return value;
}

APART slot_value slot_from_int(int64_t integer)
{
    slot_value value = of_kind(SLOT_VALUE_INT);
    value.as.integer = integer;
    return value;
}

APART slot_value slot_from_uint(uint64_t natural)
{
    slot_value value = of_kind(SLOT_VALUE_UINT);
    value.as.natural = natural;
    return value;
}

APART slot_value slot_from_float(double real)
{
    slot_value value = of_kind(SLOT_VALUE_FLOAT);
    value.as.real = real;
    return value;
}

APART slot_value slot_from_text(const char *data, size_t length)
{
    slot_value value = of_kind(SLOT_VALUE_TEXT);
    value.as.text.data = data;
    value.as.text.length = length;
    return value;
}

APART slot_value slot_from_bytes(const void *data, size_t length)
{
    slot_value value = slot_from_text(SLOT_CAST(const char *, data), length);
    value.kind = SLOT_VALUE_BYTES;
    return value;
}

APART slot_value slot_from_symbol(const slot_symbols_type *table, uint32_t id)
{
    slot_value value = of_kind(id == 0 ? SLOT_VALUE_NIL : SLOT_VALUE_SYMBOL);
    if (id == 0) return value;
    value.as.symbol.table = table;
    value.as.symbol.id = id;
    return value;
}

APART slot_value slot_from_ref(const slot_class *type, uint32_t id)
{
    slot_value value = of_kind(id == 0 ? SLOT_VALUE_NIL : SLOT_VALUE_REF);
    if (id == 0) return value;
    value.as.ref.type = type;
    value.as.ref.id = id;
    return value;
}

APART slot_value slot_from_pointer(const void *pointer)
{
    slot_value value = of_kind(pointer == NULL ? SLOT_VALUE_NIL : SLOT_VALUE_POINTER);
    if (pointer != NULL) value.as.pointer = pointer;
    return value;
}

APART slot_value slot_from_instance(const slot_class *type, const void *self)
{
    slot_value value = of_kind(SLOT_VALUE_INSTANCE);
    value.as.instance.type = type;
    value.as.instance.self = self;
    return value;
}

/* ---- Floats ---- */

double slot_code_to_float(const slot_descriptor *slot, uint64_t code)
{
    if (slot->kind == SLOT_KIND_FLOAT64) return slot_double_of_bits(code);
    const uint32_t bits = SLOT_CAST(uint32_t, code);
    return SLOT_CAST(double, slot->kind == SLOT_KIND_FLOAT32 ? slot_float_of_bits(bits) : slot_float_of_half(bits));
}

/* The float on the way has more bits than are kept, and its last one says whether anything was cut off behind it. */
APART uint32_t slot_code_half_of_double(double real)
{
    const double magnitude = real < 0 ? -real : real;
    if (magnitude >= 65520.0) return real < 0 ? 0xfc00u : 0x7c00u;
    const float near = SLOT_CAST(float, real);
    const double back = SLOT_CAST(double, near);
    uint32_t bits = slot_bits_of_float(near);
    if (back < real || back > real) {
        if ((back < 0 ? -back : back) > magnitude) bits--;
        bits |= 1;
    }
    return slot_half_of_float(slot_float_of_bits(bits));
}

/*
 * A finite double beyond float's range would become infinite: the smallest such is halfway to the next power of two.
 * Bits are compared, as constants have more of them where a host computes with more.
 */
slot_status slot_code_of_float(const slot_descriptor *slot, double real, bool exact, uint64_t *code)
{
    uint64_t bits = slot_bits_of_double(real);
    if (slot->kind == SLOT_KIND_FLOAT32) {
        const uint64_t magnitude = bits << 1 >> 1;
        if (magnitude >= UINT64_C(0x47effffff0000000) && magnitude < UINT64_C(0x7ff0000000000000)) return SLOT_ERANGE;
        bits = slot_bits_of_float(SLOT_CAST(float, real));
    } else if (slot->kind == SLOT_KIND_FLOAT16) {
        bits = slot_code_half_of_double(real);
    }
    if (exact && slot_bits_of_double(slot_code_to_float(slot, bits)) != slot_bits_of_double(real)) return SLOT_ERANGE;
    *code = bits;
    return SLOT_OK;
}

/* It has at most as many bits from the first one to the last as a double has. */
RARE slot_status slot_code_exact_float(uint64_t number, bool is_signed, double *out)
{
    const bool is_large = !is_signed && number >> 63 != 0;
    const uint64_t magnitude = is_signed && number >> 63 != 0 ? 0 - number : number;
    const uint64_t lowest_one = magnitude & (0 - magnitude);
    if (magnitude >> DBL_MANT_DIG >= lowest_one && magnitude != 0) return SLOT_ERANGE;
    const double real = SLOT_CAST(double, SLOT_CAST(int64_t, is_large ? number >> 1 : number));
    *out = is_large ? real + real : real;
    return SLOT_OK;
}

/* ---- Codes as values ---- */

static double steps_value(const slot_class *type, int index, uint64_t count)
{
    const uint64_t *const scale = code_scale(type, index);
    return slot_steps_value(SLOT_CAST(int64_t, count), SLOT_CAST(int64_t, scale[0]), SLOT_CAST(int64_t, scale[1]),
                            SLOT_CAST(int64_t, scale[2]));
}

static slot_value value_of_number(const slot_descriptor *slot, uint64_t number)
{
    if (slot->kind == SLOT_KIND_BOOL) return slot_from_bool(number != 0);
    return code_is_signed(slot) ? slot_from_int(SLOT_CAST(int64_t, number)) : slot_from_uint(number);
}

static slot_value value_of_bytes(const slot_class *type, const void *self, const struct place *place)
{
    const slot_descriptor *const slot = place->slot;
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, self) + place->bit / 8;
    if (slot->kind == SLOT_KIND_CLASS) return slot_from_instance(type->classes[slot->bias], bytes);
    const void *const data = bytes;
    if (slot->kind == SLOT_KIND_BYTES) return slot_from_bytes(data, code_room(slot));
    return slot_from_text(SLOT_CAST(const char *, data), slot_text_length(bytes, code_room(slot)));
}

slot_value slot_code_value(const slot_class *type, const void *self, const struct place *place, bool sentinels)
{
    const slot_descriptor *const slot = place->slot;
    if (place->element == CODE_WHOLE || !code_is_live(type, self, place)) return slot_unset();
    const uint64_t code = code_is_bytes(slot) ? 0 : slot_code_read(type, self, place);
    if (!slot_code_is_set(self, place, code)) {
        if (!sentinels || (slot->flags & SLOT_SENTINEL) == 0) return slot_unset();
        return value_of_number(slot, slot_code_sentinel(type, place->index));
    }
    switch (slot->kind) {
    case SLOT_KIND_STEPS:
        return slot_from_float(steps_value(type, place->index, slot_code_to_number(type, place->index, code)));
    case SLOT_KIND_FLOAT16:
    case SLOT_KIND_FLOAT32:
    case SLOT_KIND_FLOAT64: return slot_from_float(slot_code_to_float(slot, code));
    case SLOT_KIND_SYMBOL: return slot_from_symbol(type->symbols[slot->bias], SLOT_CAST(uint32_t, code));
    case SLOT_KIND_REF: return slot_from_ref(type->classes[slot->bias], SLOT_CAST(uint32_t, code));
    case SLOT_KIND_POINTER: return slot_from_pointer(SLOT_WORD_TO_POINTER(const void *, code << slot->bias));
    case SLOT_KIND_ANY: return slot_any_value(type, code);
    case SLOT_KIND_GROUP: return of_kind(SLOT_VALUE_GROUP);
    case SLOT_KIND_TEXT:
    case SLOT_KIND_BYTES:
    case SLOT_KIND_CLASS: return value_of_bytes(type, self, place);
    default: return value_of_number(slot, slot_code_to_number(type, place->index, code));
    }
}

/* ---- Values as codes ---- */

/* The count of steps that is exactly a number, whose magnitude is less than 2^53 where the slot can hold it. */
static slot_status steps_of_number(const slot_class *type, int index, uint64_t number, bool is_signed, uint64_t *code)
{
    const uint64_t *const scale = code_scale(type, index);
    const int64_t offset = SLOT_CAST(int64_t, scale[0]);
    const int64_t factor = SLOT_CAST(int64_t, scale[1]);
    const int64_t divisor = SLOT_CAST(int64_t, scale[2]);
    double real;
    if (slot_code_exact_float(number, is_signed, &real) != SLOT_OK) return SLOT_ERANGE;
    const int64_t count = slot_steps_nearest(real, offset, factor, divisor);
    const slot_status status = slot_code_of_number(type, index, SLOT_CAST(uint64_t, count), true, code);
    if (status != SLOT_OK) return status;
    const int64_t parts = offset + count * factor; /* of a count in range: below 2^53 */
    return parts % divisor == 0 && SLOT_CAST(uint64_t, parts / divisor) == number ? SLOT_OK : SLOT_ERANGE;
}

static slot_status code_of_integer(const slot_class *type, const struct place *place, uint64_t number, bool is_signed,
                                   uint64_t *code)
{
    const slot_descriptor *const slot = place->slot;
    double real;
    if (code_is_number(slot)) return slot_code_of_number(type, place->index, number, is_signed, code);
    if (slot->kind == SLOT_KIND_STEPS) return steps_of_number(type, place->index, number, is_signed, code);
    if (!code_is_float(slot)) return SLOT_ETYPE;
    if (slot_code_exact_float(number, is_signed, &real) != SLOT_OK) return SLOT_ERANGE;
    return slot_code_of_float(slot, real, true, code);
}

static slot_status code_of_real(const slot_class *type, const struct place *place, double real, uint64_t *code)
{
    const slot_descriptor *const slot = place->slot;
    if (code_is_float(slot)) return slot_code_of_float(slot, real, false, code);
    if (slot->kind != SLOT_KIND_STEPS) return SLOT_ETYPE;
    const uint64_t *const scale = code_scale(type, place->index);
    const int64_t count = slot_steps_nearest(real, SLOT_CAST(int64_t, scale[0]), SLOT_CAST(int64_t, scale[1]),
                                             SLOT_CAST(int64_t, scale[2]));
    return slot_code_of_number(type, place->index, SLOT_CAST(uint64_t, count), true, code);
}

static slot_status code_of_id(const slot_class *type, const slot_descriptor *slot, uint32_t id, uint64_t *code)
{
    if (id > code_highest_id(type, slot)) return SLOT_ERANGE;
    *code = id;
    return SLOT_OK;
}

static slot_status code_of_pointer(const slot_descriptor *slot, const void *pointer, uint64_t *code)
{
    const uint64_t word = SLOT_POINTER_TO_WORD(pointer);
    if ((word & ((UINT64_C(1) << slot->bias) - 1)) != 0) return SLOT_ERANGE;
    *code = word >> slot->bias;
    return SLOT_OK;
}

slot_status slot_code_of_value(const slot_class *type, const struct place *place, const slot_value *value,
                               uint64_t *code)
{
    const slot_descriptor *const slot = place->slot;
    if (slot->kind == SLOT_KIND_ANY) return slot_any_box(type, *value, code);
    *code = 0;
    switch (value->kind) {
    case SLOT_VALUE_NIL: return code_is_nullable(slot) ? SLOT_OK : SLOT_ETYPE;
    case SLOT_VALUE_BOOL:
        if (slot->kind != SLOT_KIND_BOOL) return SLOT_ETYPE;
        return slot_code_of_number(type, place->index, value->as.truth ? 1 : 0, false, code);
    case SLOT_VALUE_INT: return code_of_integer(type, place, SLOT_CAST(uint64_t, value->as.integer), true, code);
    case SLOT_VALUE_UINT: return code_of_integer(type, place, value->as.natural, false, code);
    case SLOT_VALUE_FLOAT: return code_of_real(type, place, value->as.real, code);
    case SLOT_VALUE_TEXT:
        if (slot->kind != SLOT_KIND_TEXT) return SLOT_ETYPE;
        return slot_text_fits(value->as.text.data, value->as.text.length, code_room(slot)) ? SLOT_OK : SLOT_ERANGE;
    case SLOT_VALUE_BYTES:
        if (slot->kind != SLOT_KIND_BYTES) return SLOT_ETYPE;
        return value->as.text.length == slot->bias && value->as.text.data != NULL ? SLOT_OK : SLOT_ERANGE;
    case SLOT_VALUE_SYMBOL:
        if (slot->kind != SLOT_KIND_SYMBOL) return SLOT_ETYPE;
        if (value->as.symbol.table != NULL && value->as.symbol.table != type->symbols[slot->bias]) return SLOT_ETYPE;
        return code_of_id(type, slot, value->as.symbol.id, code);
    case SLOT_VALUE_REF:
        if (slot->kind != SLOT_KIND_REF) return SLOT_ETYPE;
        if (value->as.ref.type != NULL && value->as.ref.type != type->classes[slot->bias]) return SLOT_ETYPE;
        return code_of_id(type, slot, value->as.ref.id, code);
    case SLOT_VALUE_POINTER:
        return slot->kind == SLOT_KIND_POINTER ? code_of_pointer(slot, value->as.pointer, code) : SLOT_ETYPE;
    case SLOT_VALUE_INSTANCE:
        if (slot->kind != SLOT_KIND_CLASS || value->as.instance.type != type->classes[slot->bias]) return SLOT_ETYPE;
        return value->as.instance.self != NULL ? SLOT_OK : SLOT_EARG;
    case SLOT_VALUE_GROUP: *code = 1; return slot->kind == SLOT_KIND_GROUP ? SLOT_OK : SLOT_ETYPE;
    default: break;
    }
    return SLOT_ETYPE;
}
