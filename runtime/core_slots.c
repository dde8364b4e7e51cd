/* SPDX-License-Identifier: MIT-0 */
/*
 * Reading and writing slots by index. Every index and every value is allowed; what cannot be done is a status, and
 * nothing has changed then.
 */
#include "core_code.h"

slot_value slot_unset(void)
{
    slot_value value;
    value.kind = SLOT_VALUE_UNSET;
    value.as.natural = 0;
    return value;
}

slot_value slot_from_bool(bool truth)
{
    slot_value value = slot_unset();
    value.kind = SLOT_VALUE_BOOL;
    value.as.truth = truth;
    return value;
}

slot_value slot_from_int(int64_t integer)
{
    slot_value value = slot_unset();
    value.kind = SLOT_VALUE_INT;
    value.as.integer = integer;
    return value;
}

slot_value slot_from_uint(uint64_t natural)
{
    slot_value value = slot_unset();
    value.kind = SLOT_VALUE_UINT;
    value.as.natural = natural;
    return value;
}

slot_value slot_from_float(double real)
{
    slot_value value = slot_unset();
    value.kind = SLOT_VALUE_FLOAT;
    value.as.real = real;
    return value;
}

slot_value slot_from_text(const char *data, size_t length)
{
    slot_value value = slot_unset();
    value.kind = SLOT_VALUE_TEXT;
    value.as.text.data = data;
    value.as.text.length = length;
    return value;
}

static bool is_float(const slot_descriptor *slot)
{
    return slot->kind == SLOT_KIND_FLOAT32 || slot->kind == SLOT_KIND_FLOAT64;
}

static double float_of_code(const slot_descriptor *slot, uint64_t code)
{
    if (slot->kind == SLOT_KIND_FLOAT64) return slot_double_of_bits(code);
    return SLOT_CAST(double, slot_float_of_bits(SLOT_CAST(uint32_t, code)));
}

/* ---- Reading ---- */

/* The number of a slot that holds one; *unset tells that it has none (and no sentinel that stands for it). */
static uint64_t read_number(const slot_class *type, const void *self, int index, bool *unset)
{
    const slot_descriptor *const slot = &type->slots[index];
    const uint64_t code = code_load(type, self, slot);
    *unset = false;
    if (slot->kind <= SLOT_KIND_BOOL && slot->flags == 0) return code + code_bias(type, slot);
    if (code_is_set(self, slot, code)) return code_to_number(type, slot, code);
    *unset = (slot->flags & SLOT_SENTINEL) == 0;
    return *unset ? 0 : code_sentinel(type, index);
}

slot_status slot_get(const slot_class *type, const void *self, int index, slot_value *out)
{
    const slot_descriptor *const slot = code_slot(type, index);
    if (slot == NULL) return SLOT_ENAME;
    if (is_float(slot)) {
        const uint64_t code = code_load(type, self, slot);
        *out = code_is_set(self, slot, code) ? slot_from_float(float_of_code(slot, code)) : slot_unset();
        return SLOT_OK;
    }
    bool unset;
    const uint64_t number = read_number(type, self, index, &unset);
    if (unset) *out = slot_unset();
    else if (slot->kind == SLOT_KIND_BOOL) *out = slot_from_bool(number != 0);
    else if (code_is_signed(slot)) *out = slot_from_int(SLOT_CAST(int64_t, number));
    else *out = slot_from_uint(number);
    return SLOT_OK;
}

slot_status slot_get_int(const slot_class *type, const void *self, int index, int64_t *out)
{
    const slot_descriptor *const slot = code_slot(type, index);
    if (slot == NULL) return SLOT_ENAME;
    if (is_float(slot)) return SLOT_ETYPE;
    bool unset;
    const uint64_t number = read_number(type, self, index, &unset);
    if (unset) return SLOT_EUNSET;
    if (number > INT64_MAX && !code_is_signed(slot)) return SLOT_ERANGE;
    *out = SLOT_CAST(int64_t, number);
    return SLOT_OK;
}

slot_status slot_get_uint(const slot_class *type, const void *self, int index, uint64_t *out)
{
    const slot_descriptor *const slot = code_slot(type, index);
    if (slot == NULL) return SLOT_ENAME;
    if (is_float(slot)) return SLOT_ETYPE;
    bool unset;
    const uint64_t number = read_number(type, self, index, &unset);
    if (unset) return SLOT_EUNSET;
    if (number > INT64_MAX && code_is_signed(slot)) return SLOT_ERANGE;
    *out = number;
    return SLOT_OK;
}

/* The double that is exactly this number, where there is one. */
static slot_status exact_float(uint64_t number, bool is_signed, double *out)
{
    const bool negative = is_signed && number >> 63 != 0;
    uint64_t magnitude = negative ? 0 - number : number;
    const double real = SLOT_CAST(double, magnitude);
    uint64_t low_zeros = 0;
    while (magnitude != 0 && (magnitude & 1) == 0 && low_zeros < 64) {
        magnitude >>= 1;
        low_zeros++;
    }
    if (magnitude >> 53 != 0) return SLOT_ERANGE;
    *out = negative ? -real : real;
    return SLOT_OK;
}

slot_status slot_get_float(const slot_class *type, const void *self, int index, double *out)
{
    const slot_descriptor *const slot = code_slot(type, index);
    if (slot == NULL) return SLOT_ENAME;
    if (is_float(slot)) {
        const uint64_t code = code_load(type, self, slot);
        if (!code_is_set(self, slot, code)) return SLOT_EUNSET;
        *out = float_of_code(slot, code);
        return SLOT_OK;
    }
    if (slot->kind == SLOT_KIND_ENUM || slot->kind == SLOT_KIND_FLAGS) return SLOT_ETYPE;
    bool unset;
    const uint64_t number = read_number(type, self, index, &unset);
    if (unset) return SLOT_EUNSET;
    return exact_float(number, code_is_signed(slot), out);
}

bool slot_has(const slot_class *type, const void *self, int index)
{
    const slot_descriptor *const slot = code_slot(type, index);
    return slot != NULL && code_is_set(self, slot, code_load(type, self, slot));
}

/* ---- Writing ---- */

static void write_code(const slot_class *type, void *self, const slot_descriptor *slot, uint64_t code)
{
    code_store(type, self, slot, code);
    if ((slot->flags & SLOT_PRESENCE) != 0) code_mark(self, slot, true);
}

slot_status slot_clear(const slot_class *type, void *self, int index)
{
    const slot_descriptor *const slot = code_slot(type, index);
    if (slot == NULL) return SLOT_ENAME;
    if ((slot->flags & SLOT_OPTIONAL) == 0) return SLOT_ETYPE;
    code_store(type, self, slot, 0);
    if ((slot->flags & SLOT_PRESENCE) != 0) code_mark(self, slot, false);
    return SLOT_OK;
}

/* A finite double beyond float's range would become infinite: the smallest such is halfway to the next power of two. */
static slot_status write_float(const slot_class *type, void *self, const slot_descriptor *slot, double real)
{
    uint64_t code = slot_bits_of_double(real);
    if (slot->kind == SLOT_KIND_FLOAT32) {
        const double magnitude = real < 0 ? -real : real;
        const bool is_finite = magnitude <= 1.7976931348623157e308;
        if (is_finite && magnitude >= 3.4028235677973366e38) return SLOT_ERANGE;
        code = slot_bits_of_float(SLOT_CAST(float, real));
    }
    write_code(type, self, slot, code);
    return SLOT_OK;
}

/* A number into any slot; its top bit is a sign where `is_signed`. */
static slot_status write_number(const slot_class *type, void *self, int index, uint64_t number, bool is_signed)
{
    const slot_descriptor *const slot = code_slot(type, index);
    if (slot == NULL) return SLOT_ENAME;
    if (is_float(slot)) {
        double real;
        if (exact_float(number, is_signed, &real) != SLOT_OK) return SLOT_ERANGE;
        if (slot->kind == SLOT_KIND_FLOAT32 && SLOT_CAST(double, SLOT_CAST(float, real)) < real) return SLOT_ERANGE;
        if (slot->kind == SLOT_KIND_FLOAT32 && SLOT_CAST(double, SLOT_CAST(float, real)) > real) return SLOT_ERANGE;
        return write_float(type, self, slot, real);
    }
    if ((slot->flags & SLOT_SENTINEL) != 0 && code_sentinel(type, index) == number &&
        (number >> 63 == 0 || is_signed == code_is_signed(slot))) {
        return slot_clear(type, self, index);
    }
    uint64_t code;
    const slot_status status = code_of_number(type, slot, number, is_signed, &code);
    if (status == SLOT_OK) write_code(type, self, slot, code);
    return status;
}

slot_status slot_set_int(const slot_class *type, void *self, int index, int64_t value)
{
    return write_number(type, self, index, SLOT_CAST(uint64_t, value), true);
}

slot_status slot_set_uint(const slot_class *type, void *self, int index, uint64_t value)
{
    return write_number(type, self, index, value, false);
}

slot_status slot_set_float(const slot_class *type, void *self, int index, double value)
{
    const slot_descriptor *const slot = code_slot(type, index);
    if (slot == NULL) return SLOT_ENAME;
    if (!is_float(slot)) return SLOT_ETYPE;
    return write_float(type, self, slot, value);
}

slot_status slot_set(const slot_class *type, void *self, int index, slot_value value)
{
    const slot_descriptor *const slot = code_slot(type, index);
    if (slot == NULL) return SLOT_ENAME;
    switch (value.kind) {
    case SLOT_VALUE_UNSET: return slot_clear(type, self, index);
    case SLOT_VALUE_BOOL:
        if (slot->kind != SLOT_KIND_BOOL) return SLOT_ETYPE;
        return write_number(type, self, index, value.as.truth ? 1 : 0, false);
    case SLOT_VALUE_INT: return slot_set_int(type, self, index, value.as.integer);
    case SLOT_VALUE_UINT: return slot_set_uint(type, self, index, value.as.natural);
    case SLOT_VALUE_FLOAT: return slot_set_float(type, self, index, value.as.real);
    case SLOT_VALUE_TEXT: return SLOT_ETYPE;
    }
    return SLOT_ETYPE;
}
