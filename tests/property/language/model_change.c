/* SPDX-License-Identifier: MIT */
/* What init, set, switch and clear make of the bits: see language_model.h. */
#include "language_model.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* ---- Values as they are kept ---- */

static bool is_inside(const struct model_slot *row, uint64_t number)
{
    const bool is_between = row->kind == TYPED_UINT
                                ? number >= row->low && number <= row->high
                                : (int64_t)number >= (int64_t)row->low && (int64_t)number <= (int64_t)row->high;
    return is_between && (number - row->low) % row->step == 0;
}

static bool has_member(const struct model_slot *row, int64_t value)
{
    for (unsigned i = 0; i < row->member_count; i++) {
        if (row->members[i] == value) return true;
    }
    return false;
}

static uint64_t mask_of(const struct model_slot *row)
{
    uint64_t mask = 0;
    for (unsigned i = 0; i < row->member_count; i++) mask |= UINT64_C(1) << row->members[i];
    return mask;
}

/* The number of steps that is nearest, of two the even one; they are counted from 0 where the lowest is a multiple. */
static bool nearest_steps(const struct model_slot *row, double real, uint64_t *number)
{
    const int64_t low = (int64_t)row->low, step = (int64_t)row->step;
    const int64_t most = ((int64_t)row->high - low) / step;
    const int64_t first = low % step == 0 ? low / step : 0;
    if (isnan(real) || fabs(real) > 1e9) return false;
    const long double parts = (long double)real * (long double)row->divisor; /* exact: 53 bits and 8 */
    int64_t best = (int64_t)floorl((parts - (long double)low) / (long double)step) - 2;
    for (int64_t count = best + 1; count < best + 5; count++) {
        const long double far = fabsl(parts - (long double)(low + count * step));
        const long double nearest = fabsl(parts - (long double)(low + best * step));
        if (far < nearest || (far <= nearest && (first + count) % 2 == 0)) {
            best = count;
            count = best;
        }
    }
    *number = (uint64_t)best;
    return best >= 0 && best <= most;
}

double model_half(uint64_t code)
{
    const int exponent = (int)(code >> 10 & 31);
    const double fraction = (double)(code & 1023);
    const double sign = (code & 0x8000) != 0 ? -1 : 1;
    if (exponent == 31) return code % 1024 != 0 ? NAN : sign * INFINITY;
    return sign * (exponent == 0 ? ldexp(fraction, -24) : ldexp(1024 + fraction, exponent - 25));
}

/* The nearest of all there are, of two the even one; infinity from 65520 on. */
static uint64_t nearest_half(double real)
{
    const double magnitude = fabs(real);
    uint64_t best = 0;
    for (uint64_t code = 1; code < 0x7c00; code++) {
        const double far = fabs(model_half(code) - magnitude), nearest = fabs(model_half(best) - magnitude);
        if (far < nearest || (far <= nearest && code % 2 == 0)) best = code;
    }
    if (magnitude >= 65520) best = 0x7c00;
    return best | (signbit(real) ? 0x8000 : 0);
}

/* core.h has the boxes of `any`. */
static bool box(const struct model_class *class, const slot_value *value, uint64_t *number)
{
    const slot_class *type = class->type;
    const int64_t integer = value->as.integer;
    const uint64_t word = (uint64_t)(uintptr_t)value->as.pointer;
    uint64_t i = 0;
    switch (value->kind) {
    case SLOT_VALUE_UNSET: *number = 0; return true;
    case SLOT_VALUE_NIL: *number = 1; return true;
    case SLOT_VALUE_BOOL: *number = value->as.truth ? 3 : 2; return true;
    case SLOT_VALUE_INT:
        *number = UINT64_C(4) << 48 | ((uint64_t)integer & ((UINT64_C(1) << 50) - 1));
        return integer >= -(INT64_C(1) << 49) && integer < INT64_C(1) << 49;
    case SLOT_VALUE_FLOAT:
        memcpy(number, &value->as.real, 8);
        *number += UINT64_C(1) << 51;
        return true;
    case SLOT_VALUE_SYMBOL:
        while (i < type->symbols_count && type->symbols[i] != value->as.symbol.table) i++;
        *number = UINT64_C(2) << 48 | i << 32 | value->as.symbol.id;
        return i < type->symbols_count && value->as.symbol.id <= type->symbols[i]->capacity;
    case SLOT_VALUE_REF:
        while (i < type->class_count && type->classes[i] != value->as.ref.type) i++;
        *number = UINT64_C(3) << 48 | i << 32 | value->as.ref.id;
        return i < type->class_count && value->as.ref.id <= model_of(type->classes[i])->highest_ref;
    case SLOT_VALUE_POINTER:
        *number = UINT64_C(1) << 48 | (word & ((UINT64_C(1) << 48) - 1));
        return (word >> 47 == 0 || word >> 47 == (UINT64_C(1) << 17) - 1);
    default: return false;
    }
}

static bool is_utf8(const unsigned char *at, size_t length)
{
    for (size_t i = 0; i < length;) {
        const unsigned char byte = at[i];
        const size_t size = byte == 0 ? 0 : byte < 0x80 ? 1 : byte == 0xc3 ? 2 : 0; /* what is drawn */
        if (size == 0 || i + size > length || (size == 2 && (at[i + 1] & 0xc0) != 0x80)) return false;
        i += size;
    }
    return true;
}

bool model_accepts(const struct model_class *class, unsigned slot, const slot_value *value, uint64_t *number)
{
    const struct model_slot *row = &class->slots[slot];
    float single = 0;
    uint32_t bits = 0;
    *number = value->as.natural;
    switch (row->kind) {
    case TYPED_INT:
    case TYPED_UINT: return (row->has_unset && *number == row->unset) || is_inside(row, *number);
    case TYPED_BOOL: *number = value->as.truth; return true;
    case TYPED_ENUM: return has_member(row, value->as.integer);
    case TYPED_FLAGS: return (*number & ~mask_of(row)) == 0;
    case TYPED_STEPS: return nearest_steps(row, value->as.real, number);
    case TYPED_HALF: *number = nearest_half(value->as.real); return true;
    case TYPED_FLOAT:
        single = (float)value->as.real;
        memcpy(&bits, &single, 4);
        *number = bits;
        return true;
    case TYPED_DOUBLE: memcpy(number, &value->as.real, 8); return true;
    case TYPED_TEXT:
        return value->as.text.length <= row->high &&
               is_utf8((const unsigned char *)value->as.text.data, value->as.text.length);
    case TYPED_BYTES: return value->as.text.length == row->high;
    case TYPED_SYMBOL:
    case TYPED_REF: *number = typed_id(value); return *number <= row->high;
    case TYPED_POINTER: *number = (uint64_t)(uintptr_t)typed_address(value); return *number % row->high == 0;
    case TYPED_ANY: return box(class, value, number);
    case TYPED_CLASS: return true;
    case TYPED_TAG:
    case TYPED_GROUP: break;
    }
    if (row->kind == TYPED_TAG && value->as.integer == -1) return row->is_tag_optional; /* _NONE */
    return row->kind == TYPED_TAG && value->as.integer >= 0 && value->as.integer < row->member_count;
}

/* ---- Changes ---- */

static void zero_slot(const struct model_class *class, void *self, unsigned slot, uint32_t element)
{
    const struct model_slot *row = &class->slots[slot];
    model_set_presence(class, self, slot, element, false);
    if (row->kind == TYPED_TEXT || row->kind == TYPED_BYTES || row->kind == TYPED_CLASS)
        memset((unsigned char *)self + model_byte(class, slot, element), 0, class->places[slot].bits / 8);
    else model_set_code(class, self, slot, element, 0);
}

/* All that lives while element `element` of `gate` says so. */
static void zero_governed(const struct model_class *class, void *self, unsigned gate, uint32_t element)
{
    for (unsigned i = 0; i < class->slot_count; i++) {
        int at = class->slots[i].gate;
        while (at >= 0 && (unsigned)at != gate) at = class->slots[at].gate;
        if (at < 0) continue;
        for (uint32_t e = 0; e < class->slots[i].elements; e++) {
            if (model_outer(class, i, e, gate) == element) zero_slot(class, self, i, e);
        }
    }
}

/* Makes the arm that a slot lives in the one that is there. */
static void enter(const struct model_class *class, void *self, unsigned slot, uint32_t element)
{
    const struct model_slot *row = &class->slots[slot];
    if (row->gate < 0) return;
    const unsigned gate = (unsigned)row->gate;
    const uint32_t outer = model_outer(class, slot, element, gate);
    const struct model_value now = model_get(class, self, gate, outer);
    const bool is_group = class->slots[gate].kind == TYPED_GROUP;
    if (!now.is_set || (!is_group && (int64_t)now.number != row->arm)) model_switch(class, self, gate, outer, row->arm);
}

void model_switch(const struct model_class *class, void *self, unsigned slot, uint32_t element, int64_t arm)
{
    enter(class, self, slot, element);
    zero_governed(class, self, slot, element);
    const bool is_group = class->slots[slot].kind == TYPED_GROUP;
    if (class->slots[slot].kind == TYPED_TAG && arm == -1) { /* none */
        model_set_code(class, self, slot, element, 0);
        return;
    }
    model_set_code(class, self, slot, element, is_group ? 1 : model_code_of(class, slot, (uint64_t)arm));
    model_set_presence(class, self, slot, element, true);
}

void model_put(const struct model_class *class, void *self, unsigned slot, uint32_t element, const slot_value *value,
               uint64_t number)
{
    const struct model_slot *row = &class->slots[slot];
    if (row->kind == TYPED_TAG) {
        model_switch(class, self, slot, element, (int64_t)number);
        return;
    }
    enter(class, self, slot, element);
    if (row->has_unset && number == row->unset) {
        zero_slot(class, self, slot, element);
        return;
    }
    unsigned char *at = (unsigned char *)self + model_byte(class, slot, element);
    if (row->kind == TYPED_TEXT || row->kind == TYPED_BYTES) {
        memset(at, 0, class->places[slot].bits / 8);
        memcpy(at, value->as.text.data, value->as.text.length);
    } else if (row->kind == TYPED_CLASS) {
        memcpy(at, value->as.instance.self, model_of(row->target)->size);
    } else {
        model_set_code(class, self, slot, element, model_code_of(class, slot, number));
    }
    model_set_presence(class, self, slot, element, true);
}

void model_clear(const struct model_class *class, void *self, unsigned slot, uint32_t element)
{
    const struct model_slot *row = &class->slots[slot];
    if (!model_get(class, self, slot, element).is_live) return;
    if (row->kind == TYPED_GROUP) zero_governed(class, self, slot, element);
    const unsigned own = row->optional == MODEL_OPTIONAL_ARRAY ? row->own_elements : 1;
    for (unsigned i = 0; i < own; i++) zero_slot(class, self, slot, element / own * own + i);
}

static void init_slot(const struct model_class *class, void *self, unsigned slot, uint32_t element)
{
    const struct model_slot *row = &class->slots[slot];
    const struct model_given *given = row->given_count == 1 ? row->given : &row->given[element % row->own_elements];
    unsigned char *at = (unsigned char *)self + model_byte(class, slot, element);
    if (!model_get(class, self, slot, element).is_live) return;
    if (row->kind == TYPED_CLASS && row->optional == MODEL_ALWAYS && !row->is_overlaid)
        model_init(model_of(row->target), at);
    if (row->given_count == 0) return;
    if (row->kind == TYPED_TEXT || row->kind == TYPED_BYTES) memcpy(at, given->text, given->length);
    else model_set_code(class, self, slot, element, model_code_of(class, slot, given->number));
    model_set_presence(class, self, slot, element, true);
}

void model_init(const struct model_class *class, void *self)
{
    memset(self, 0, class->size);
    for (unsigned i = 0; i < class->slot_count; i++) {
        for (uint32_t e = 0; e < class->slots[i].elements; e++) init_slot(class, self, i, e);
    }
}
