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

/*
 * The number of a slot that holds one: SLOT_EUNSET where it has none and no sentinel stands for it, SLOT_ETYPE for
 * floats, SLOT_ENAME where there is no such slot.
 */
static APART slot_status read_number(const slot_class *type, const void *self, int index, uint64_t *number)
{
    if (!code_has_slot(type, index)) return SLOT_ENAME;
    const slot_descriptor *const slot = &type->descriptors[index];
    if (is_float(slot)) return SLOT_ETYPE;
    const uint64_t code = code_load(type, self, slot);
    if (code_is_set(self, slot, code)) *number = code_to_number(type, slot, code);
    else if ((slot->flags & SLOT_SENTINEL) != 0) *number = code_sentinel(type, index);
    else return SLOT_EUNSET;
    return SLOT_OK;
}

static APART slot_status read_float(const slot_class *type, const void *self, const slot_descriptor *slot, double *out)
{
    const uint64_t code = code_load(type, self, slot);
    if (!code_is_set(self, slot, code)) return SLOT_EUNSET;
    *out = float_of_code(slot, code);
    return SLOT_OK;
}

slot_status slot_get(const slot_class *type, const void *self, int index, slot_value *out)
{
    uint64_t number;
    double real;
    slot_status status = read_number(type, self, index, &number);
    if (status == SLOT_ENAME) return SLOT_ENAME;
    const slot_descriptor *const slot = &type->descriptors[index];
    if (status == SLOT_ETYPE) {
        status = read_float(type, self, slot, &real);
        *out = status == SLOT_OK ? slot_from_float(real) : slot_unset();
    } else if (status == SLOT_EUNSET) {
        *out = slot_unset();
    } else if (slot->kind == SLOT_KIND_BOOL) {
        *out = slot_from_bool(number != 0);
    } else {
        *out = slot_from_uint(number);
        if (code_is_signed(slot)) *out = slot_from_int(SLOT_CAST(int64_t, number));
    }
    return SLOT_OK;
}

static APART slot_status get_int(const slot_class *type, const void *self, int index, int64_t *out)
{
    uint64_t number;
    const slot_status status = read_number(type, self, index, &number);
    if (status != SLOT_OK) return status;
    if (number > INT64_MAX && !code_is_signed(&type->descriptors[index])) return SLOT_ERANGE;
    *out = SLOT_CAST(int64_t, number);
    return SLOT_OK;
}

slot_status slot_get_int(const slot_class *type, const void *self, int index, int64_t *out)
{
    if (LIKELY(code_has_slot(type, index))) {
        const slot_descriptor *const slot = &type->descriptors[SLOT_CAST(uint32_t, index)];
        if (LIKELY((slot->flags & SLOT_PLAIN) != 0)) {
            *out = SLOT_CAST(int64_t, code_load_plain(self, slot) + code_narrow_bias(slot));
            return SLOT_OK;
        }
    }
    return get_int(type, self, index, out);
}

slot_status slot_get_uint(const slot_class *type, const void *self, int index, uint64_t *out)
{
    uint64_t number;
    const slot_status status = read_number(type, self, index, &number);
    if (status != SLOT_OK) return status;
    if (number > INT64_MAX && code_is_signed(&type->descriptors[index])) return SLOT_ERANGE;
    *out = number;
    return SLOT_OK;
}

/* The double that is exactly this number, where there is one: it has at most 53 bits from the first one to the last. */
static RARE slot_status exact_float(uint64_t number, bool is_signed, double *out)
{
    const bool is_large = !is_signed && number >> 63 != 0;
    const uint64_t magnitude = is_signed && number >> 63 != 0 ? 0 - number : number;
    const uint64_t lowest_one = magnitude & (0 - magnitude);
    if (magnitude >> 53 >= lowest_one && magnitude != 0) return SLOT_ERANGE;
    const double real = SLOT_CAST(double, SLOT_CAST(int64_t, is_large ? number >> 1 : number));
    *out = is_large ? real + real : real;
    return SLOT_OK;
}

slot_status slot_get_float(const slot_class *type, const void *self, int index, double *out)
{
    uint64_t number;
    const slot_status status = read_number(type, self, index, &number);
    if (status == SLOT_ENAME) return SLOT_ENAME;
    const slot_descriptor *const slot = &type->descriptors[index];
    if (status == SLOT_ETYPE) return read_float(type, self, slot, out);
    if (slot->kind == SLOT_KIND_ENUM || slot->kind == SLOT_KIND_FLAGS) return SLOT_ETYPE;
    return status == SLOT_OK ? exact_float(number, code_is_signed(slot), out) : status;
}

bool slot_has(const slot_class *type, const void *self, int index)
{
    if (!code_has_slot(type, index)) return false;
    const slot_descriptor *const slot = &type->descriptors[index];
    return code_is_set(self, slot, code_load(type, self, slot));
}

/* ---- Writing ---- */

static slot_status write_code(const slot_class *type, void *self, const slot_descriptor *slot, uint64_t code)
{
    code_store(type, self, slot, code);
    if ((slot->flags & SLOT_PRESENCE) != 0) code_mark(self, slot, true);
    return SLOT_OK;
}

slot_status slot_clear(const slot_class *type, void *self, int index)
{
    if (!code_has_slot(type, index)) return SLOT_ENAME;
    const slot_descriptor *const slot = &type->descriptors[index];
    if ((slot->flags & SLOT_OPTIONAL) == 0) return SLOT_ETYPE;
    code_store(type, self, slot, 0);
    if ((slot->flags & SLOT_PRESENCE) != 0) code_mark(self, slot, false);
    return SLOT_OK;
}

/* A finite double beyond float's range would become infinite: the smallest such is halfway to the next power of two. */
static APART slot_status write_float(const slot_class *type, void *self, const slot_descriptor *slot, double real,
                                     bool is_exact)
{
    uint64_t code = slot_bits_of_double(real);
    if (slot->kind == SLOT_KIND_FLOAT32) {
        const double magnitude = real < 0 ? -real : real;
        if (magnitude <= 1.7976931348623157e308 && magnitude >= 3.4028235677973366e38) return SLOT_ERANGE;
        const float narrow = SLOT_CAST(float, real);
        if (is_exact && slot_bits_of_double(SLOT_CAST(double, narrow)) != code) return SLOT_ERANGE;
        code = slot_bits_of_float(narrow);
    }
    return write_code(type, self, slot, code);
}

/* A number into any slot; its top bit is a sign where `is_signed`. */
static APART slot_status write_number(const slot_class *type, void *self, int index, uint64_t number, bool is_signed)
{
    if (!code_has_slot(type, index)) return SLOT_ENAME;
    const slot_descriptor *const slot = &type->descriptors[index];
    if (is_float(slot)) {
        double real;
        if (exact_float(number, is_signed, &real) != SLOT_OK) return SLOT_ERANGE;
        return write_float(type, self, slot, real, true);
    }
    if ((slot->flags & SLOT_SENTINEL) != 0 && code_sentinel(type, index) == number &&
        (number >> 63 == 0 || is_signed == code_is_signed(slot)))
        return slot_clear(type, self, index);
    uint64_t code;
    const slot_status status = code_of_number(type, slot, number, is_signed, &code);
    return status == SLOT_OK ? write_code(type, self, slot, code) : status;
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
    if (!code_has_slot(type, index)) return SLOT_ENAME;
    const slot_descriptor *const slot = &type->descriptors[index];
    return is_float(slot) ? write_float(type, self, slot, value, false) : SLOT_ETYPE;
}

slot_status slot_set(const slot_class *type, void *self, int index, slot_value value)
{
    if (!code_has_slot(type, index)) return SLOT_ENAME;
    switch (value.kind) {
    case SLOT_VALUE_UNSET: return slot_clear(type, self, index);
    case SLOT_VALUE_BOOL:
        if (type->descriptors[index].kind != SLOT_KIND_BOOL) return SLOT_ETYPE;
        return write_number(type, self, index, value.as.truth ? 1 : 0, false);
    case SLOT_VALUE_INT: return write_number(type, self, index, SLOT_CAST(uint64_t, value.as.integer), true);
    case SLOT_VALUE_UINT: return write_number(type, self, index, value.as.natural, false);
    case SLOT_VALUE_FLOAT: return slot_set_float(type, self, index, value.as.real);
    default: break;
    }
    return SLOT_ETYPE;
}
