/* SPDX-License-Identifier: MIT-0 */
/*
 * Reading and writing slots by index. Every index and every value is allowed; what cannot be done is a status, and
 * nothing has changed then.
 */
#include "core_code.h"

/* The status of CODE_WHOLE given as an element: no array has so many. */
static slot_status refuse_element(const slot_class *type, int index)
{
    return code_has_slot(type, index) ? SLOT_EARG : SLOT_ENAME;
}

/* ---- Reading ---- */

/* Whether an array as a whole is there. */
static bool has_whole(const slot_class *type, const void *self, const struct place *place)
{
    if (!code_is_live(type, self, place)) return false;
    return !slot_code_is_optional_array(type, place) || slot_code_is_present(self, place, 0);
}

static slot_status get_value(const slot_class *type, const void *self, int index, uint32_t element, slot_value *out)
{
    struct place place;
    const slot_status status = slot_code_find(type, index, element, &place);
    if (status != SLOT_OK) return status;
    *out = slot_code_value(type, self, &place, true);
    if (place.element == CODE_WHOLE && has_whole(type, self, &place)) {
        out->kind = SLOT_VALUE_ARRAY;
        out->as.count = code_count(type, index);
    }
    return SLOT_OK;
}

slot_status slot_get(const slot_class *type, const void *self, int index, slot_value *out)
{
    return get_value(type, self, index, CODE_WHOLE, out);
}

slot_status slot_get_at(const slot_class *type, const void *self, int index, uint32_t element, slot_value *out)
{
    return element == CODE_WHOLE ? refuse_element(type, index) : get_value(type, self, index, element, out);
}

/* The value of a slot whose kinds are as a mask of 1 << SLOT_KIND_...; SLOT_ETYPE for others and for arrays. */
static APART slot_status get_kind(const slot_class *type, const void *self, int index, uint32_t kinds, slot_value *out)
{
    struct place place;
    const slot_status status = slot_code_find(type, index, CODE_WHOLE, &place);
    if (status != SLOT_OK) return status;
    if (place.element == CODE_WHOLE || (kinds >> place.slot->kind & 1) == 0) return SLOT_ETYPE;
    *out = slot_code_value(type, self, &place, true);
    return out->kind == SLOT_VALUE_UNSET ? SLOT_EUNSET : SLOT_OK;
}

#define KIND(name) (UINT32_C(1) << SLOT_KIND_##name)

static const uint32_t float_kinds =
    KIND(INT) | KIND(UINT) | KIND(BOOL) | KIND(STEPS) | KIND(FLOAT16) | KIND(FLOAT32) | KIND(FLOAT64) | KIND(ANY);

/* A value that is a number as 64 bits. */
static slot_status number_of(const slot_value *value, uint64_t *number, bool *is_signed)
{
    *is_signed = value->kind == SLOT_VALUE_INT;
    *number = value->kind == SLOT_VALUE_BOOL ? value->as.truth : value->as.natural;
    if (*is_signed) *number = SLOT_CAST(uint64_t, value->as.integer);
    return value->kind >= SLOT_VALUE_BOOL && value->kind <= SLOT_VALUE_UINT ? SLOT_OK : SLOT_ETYPE;
}

/* The same of a slot that holds a number, without a value on the way. */
static slot_status read_number(const slot_class *type, const void *self, const struct place *place, uint64_t *number)
{
    const slot_descriptor *const slot = place->slot;
    if (!code_is_live(type, self, place)) return SLOT_EUNSET;
    const uint64_t code = slot_code_read(type, self, place);
    if (slot_code_is_set(self, place, code)) *number = slot_code_to_number(type, place->index, code);
    else if ((slot->flags & SLOT_SENTINEL) != 0) *number = slot_code_sentinel(type, place->index);
    else return SLOT_EUNSET;
    return SLOT_OK;
}

/* A number that only the other signedness can say does not fit. */
static APART slot_status get_number(const slot_class *type, const void *self, int index, bool want_signed,
                                    uint64_t *out)
{
    struct place place;
    uint64_t number;
    bool is_signed;
    slot_status status = slot_code_find(type, index, CODE_WHOLE, &place);
    if (status != SLOT_OK) return status;
    if (place.element != CODE_WHOLE && code_is_number(place.slot)) {
        is_signed = code_is_signed(place.slot);
        status = read_number(type, self, &place, &number);
    } else {
        slot_value value;
        status = get_kind(type, self, index, KIND(ANY), &value);
        if (status == SLOT_OK) status = number_of(&value, &number, &is_signed);
    }
    if (status != SLOT_OK) return status;
    if (number > INT64_MAX && is_signed != want_signed) return SLOT_ERANGE;
    *out = number;
    return SLOT_OK;
}

static APART slot_status get_int(const slot_class *type, const void *self, int index, int64_t *out)
{
    uint64_t number;
    const slot_status status = get_number(type, self, index, true, &number);
    if (status == SLOT_OK) *out = SLOT_CAST(int64_t, number);
    return status;
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
    return get_number(type, self, index, false, out);
}

slot_status slot_get_float(const slot_class *type, const void *self, int index, double *out)
{
    slot_value value;
    uint64_t number;
    bool is_signed;
    slot_status status = get_kind(type, self, index, float_kinds, &value);
    if (status != SLOT_OK) return status;
    if (value.kind == SLOT_VALUE_FLOAT) {
        *out = value.as.real;
        return SLOT_OK;
    }
    status = number_of(&value, &number, &is_signed);
    return status == SLOT_OK ? slot_code_exact_float(number, is_signed, out) : status;
}

slot_status slot_get_text(const slot_class *type, const void *self, int index, slot_text *out)
{
    slot_value value;
    const slot_status status = get_kind(type, self, index, KIND(TEXT) | KIND(BYTES), &value);
    if (status == SLOT_OK) *out = value.as.text;
    return status;
}

slot_status slot_get_id(const slot_class *type, const void *self, int index, uint32_t *out)
{
    slot_value value;
    const slot_status status = get_kind(type, self, index, KIND(SYMBOL) | KIND(REF) | KIND(ANY), &value);
    if (status != SLOT_OK) return status;
    switch (value.kind) {
    case SLOT_VALUE_NIL: *out = 0; return SLOT_OK;
    case SLOT_VALUE_SYMBOL: *out = value.as.symbol.id; return SLOT_OK;
    case SLOT_VALUE_REF: *out = value.as.ref.id; return SLOT_OK;
    default: return SLOT_ETYPE;
    }
}

slot_status slot_get_steps(const slot_class *type, const void *self, int index, int64_t *out)
{
    struct place place;
    slot_value value;
    const slot_status status = get_kind(type, self, index, KIND(STEPS), &value);
    if (status != SLOT_OK) return status;
    slot_code_find(type, index, 0, &place);
    const uint64_t code = slot_code_read(type, self, &place);
    *out = SLOT_CAST(int64_t, slot_code_to_number(type, index, code));
    return SLOT_OK;
}

/* ---- Presence ---- */

static bool has_element(const slot_class *type, const void *self, const struct place *place)
{
    const slot_descriptor *const slot = place->slot;
    if (!code_is_live(type, self, place)) return false;
    const uint64_t code = code_is_bytes(slot) ? 0 : slot_code_read(type, self, place);
    return slot_code_is_set(self, place, code) && (code != 0 || !code_is_nullable(slot));
}

bool slot_has(const slot_class *type, const void *self, int index)
{
    struct place place;
    if (slot_code_find(type, index, CODE_WHOLE, &place) != SLOT_OK) return false;
    return place.element == CODE_WHOLE ? has_whole(type, self, &place) : has_element(type, self, &place);
}

bool slot_has_at(const slot_class *type, const void *self, int index, uint32_t element)
{
    struct place place;
    if (element == CODE_WHOLE || slot_code_find(type, index, element, &place) != SLOT_OK) return false;
    return has_element(type, self, &place);
}

/* ---- Writing ---- */

/* SLOT_ENAME no such slot, SLOT_EREADONLY one that is not to be written by itself. */
static slot_status find_writable(const slot_class *type, int index, uint32_t element, struct place *place)
{
    const slot_status status = slot_code_find(type, index, element, place);
    if (status == SLOT_ENAME) return status;
    if ((type->flags & SLOT_CLASS_IMMUTABLE) != 0) return SLOT_EREADONLY;
    const bool is_extended = (type->descriptors[index].flags & SLOT_EXTENDED) != 0;
    if (is_extended && slot_code_fact(type, index, SLOT_FACT_READONLY) != NULL) return SLOT_EREADONLY;
    return status;
}

/* Zeroes the elements that share the presence bit of an array, and this. */
static void clear_array(const slot_class *type, void *self, const struct place *array)
{
    struct place place;
    for (uint32_t i = 0; slot_code_find(type, array->index, i, &place) == SLOT_OK; i++)
        if (place.presence == array->presence) slot_code_put(type, self, &place, 0, false);
}

static slot_status clear(const slot_class *type, void *self, int index, uint32_t element)
{
    struct place place;
    const slot_status status = find_writable(type, index, element, &place);
    if (status != SLOT_OK) return status;
    const slot_descriptor *const slot = place.slot;
    const bool is_nothing = code_is_nullable(slot) || slot->kind == SLOT_KIND_ANY; /* where its code is 0 */
    const bool is_optional_array = slot_code_is_optional_array(type, &place);
    const uint64_t *const array = code_numbers(type, index, SLOT_FACT_ARRAY);
    if (place.element == CODE_WHOLE ? !is_optional_array
                                    : !is_nothing && ((slot->flags & SLOT_OPTIONAL) == 0 || is_optional_array))
        return SLOT_ETYPE;
    if (!code_is_live(type, self, &place)) return SLOT_OK;
    if (is_nothing && place.element != CODE_WHOLE) {
        slot_code_write(type, self, &place, 0);
    } else if (array != NULL && !code_has_optional_elements(array) && (slot->flags & SLOT_PRESENCE) != 0) {
        clear_array(type, self, &place);
    } else {
        slot_code_zero_areas(type, self, &place);
        slot_code_put(type, self, &place, 0, false);
    }
    return SLOT_OK;
}

slot_status slot_clear(const slot_class *type, void *self, int index)
{
    return clear(type, self, index, CODE_WHOLE);
}

slot_status slot_clear_at(const slot_class *type, void *self, int index, uint32_t element)
{
    return element == CODE_WHOLE ? refuse_element(type, index) : clear(type, self, index, element);
}

/* Whether a value is the number that unset reads as. */
static bool is_sentinel(const slot_class *type, const struct place *place, const slot_value *value)
{
    uint64_t number;
    bool is_signed;
    if ((place->slot->flags & SLOT_SENTINEL) == 0 || value->kind == SLOT_VALUE_BOOL) return false;
    if (number_of(value, &number, &is_signed) != SLOT_OK || number != slot_code_sentinel(type, place->index))
        return false;
    return number >> 63 == 0 || is_signed == code_is_signed(place->slot);
}

static void put_bytes(const slot_class *type, unsigned char *bytes, const slot_descriptor *slot,
                      const slot_value *value)
{
    /* NOLINTBEGIN(clang-analyzer-core.NullDereference): only counts of steps come without a value, and they are no bytes */
    if (slot->kind == SLOT_KIND_TEXT) {
        slot_store_text(bytes, code_room(slot), value->as.text.data, value->as.text.length);
    } else {
        slot_code_move(bytes, slot->kind == SLOT_KIND_CLASS ? value->as.instance.self : value->as.text.data,
                       code_byte_count(type, slot));
    }
    /* NOLINTEND(clang-analyzer-core.NullDereference) */
}

/* Writes what has been found to fit. */
static slot_status write_code(const slot_class *type, void *self, const struct place *place, uint64_t code,
                              bool present, const slot_value *value)
{
    if ((place->slot->flags & SLOT_EXTENDED) != 0) {
        slot_code_enliven(type, self, place);
        slot_code_zero_areas(type, self, place);
    }
    if (code_is_bytes(place->slot)) {
        slot_code_mark(self, place, present);
        put_bytes(type, SLOT_CAST(unsigned char *, self) + place->bit / 8, place->slot, value);
    } else {
        slot_code_put(type, self, place, code, present);
    }
    return SLOT_OK;
}

static APART slot_status set_value(const slot_class *type, void *self, int index, uint32_t element,
                                   const slot_value *value)
{
    struct place place;
    uint64_t code;
    slot_status status = find_writable(type, index, element, &place);
    if (status != SLOT_OK) return status;
    if (value->kind == SLOT_VALUE_UNSET) return clear(type, self, index, element);
    if (place.element == CODE_WHOLE) return SLOT_ETYPE;
    if (is_sentinel(type, &place, value)) return write_code(type, self, &place, 0, false, value);
    status = slot_code_of_value(type, &place, value, &code);
    return status == SLOT_OK ? write_code(type, self, &place, code, true, value) : status;
}

slot_status slot_set(const slot_class *type, void *self, int index, slot_value value)
{
    return set_value(type, self, index, CODE_WHOLE, &value);
}

slot_status slot_set_at(const slot_class *type, void *self, int index, uint32_t element, slot_value value)
{
    return element == CODE_WHOLE ? refuse_element(type, index) : set_value(type, self, index, element, &value);
}

/* Of a plain slot only the range is to be seen to. */
static slot_status set_plain(void *self, const slot_descriptor *slot, int64_t integer)
{
    const uint64_t code = SLOT_CAST(uint64_t, integer) - code_narrow_bias(slot);
    const uint64_t most = slot->kind == SLOT_KIND_BOOL ? 1 : slot->span;
    if (code > most) return SLOT_ERANGE;
    unsigned char *const at = SLOT_CAST(unsigned char *, self) + slot->window;
    slot_store64(at, (slot_load64(at) & ~(code_mask(slot->width) << slot->shift)) | code << slot->shift);
    return SLOT_OK;
}

slot_status slot_set_int(const slot_class *type, void *self, int index, int64_t integer)
{
    if (LIKELY(code_has_slot(type, index)) && (type->flags & SLOT_CLASS_IMMUTABLE) == 0) {
        const slot_descriptor *const slot = &type->descriptors[SLOT_CAST(uint32_t, index)];
        if (LIKELY((slot->flags & SLOT_PLAIN) != 0)) return set_plain(self, slot, integer);
    }
    const slot_value value = slot_from_int(integer);
    return set_value(type, self, index, CODE_WHOLE, &value);
}

slot_status slot_set_uint(const slot_class *type, void *self, int index, uint64_t natural)
{
    const slot_value value = slot_from_uint(natural);
    return set_value(type, self, index, CODE_WHOLE, &value);
}

slot_status slot_set_float(const slot_class *type, void *self, int index, double real)
{
    const slot_value value = slot_from_float(real);
    return set_value(type, self, index, CODE_WHOLE, &value);
}

slot_status slot_set_text(const slot_class *type, void *self, int index, const char *data, size_t length)
{
    slot_value value = slot_from_text(data, length);
    if (code_has_slot(type, index) && type->descriptors[index].kind == SLOT_KIND_BYTES) value.kind = SLOT_VALUE_BYTES;
    return set_value(type, self, index, CODE_WHOLE, &value);
}

slot_status slot_set_id(const slot_class *type, void *self, int index, uint32_t id)
{
    struct place place;
    const slot_status status = find_writable(type, index, CODE_WHOLE, &place);
    if (status != SLOT_OK) return status;
    if (place.element == CODE_WHOLE || !code_is_nullable(place.slot) || place.slot->kind == SLOT_KIND_POINTER)
        return SLOT_ETYPE;
    return id > code_highest_id(type, place.slot) ? SLOT_ERANGE : write_code(type, self, &place, id, true, NULL);
}

slot_status slot_set_steps(const slot_class *type, void *self, int index, int64_t count)
{
    struct place place;
    uint64_t code;
    slot_status status = find_writable(type, index, CODE_WHOLE, &place);
    if (status != SLOT_OK) return status;
    if (place.element == CODE_WHOLE || place.slot->kind != SLOT_KIND_STEPS) return SLOT_ETYPE;
    status = slot_code_of_number(type, index, SLOT_CAST(uint64_t, count), true, &code);
    return status == SLOT_OK ? write_code(type, self, &place, code, true, NULL) : status;
}
