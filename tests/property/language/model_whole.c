/* SPDX-License-Identifier: MIT */
/* Two instances side by side: equality and order. See language_model.h. */
#include "language_model.h"

#include <math.h>

/* Whether the slot's overlay is there: what lies in it is compared by its bits, whatever they mean. */
static bool is_overlay_live(const struct model_class *class, const void *self, unsigned slot, uint32_t element)
{
    int gate = class->slots[slot].gate;
    int64_t arm = class->slots[slot].arm;
    while (gate >= 0 && class->slots[gate].is_overlaid) {
        arm = class->slots[gate].arm;
        gate = class->slots[gate].gate;
    }
    if (gate < 0) return true;
    const unsigned at = (unsigned)gate;
    const struct model_value value = model_get(class, self, at, model_outer(class, slot, element, at));
    return value.is_set && (class->slots[at].kind == TYPED_GROUP || (int64_t)value.number == arm);
}

static bool same_bits(const struct model_class *class, const void *a, const void *b, unsigned slot, uint32_t element)
{
    const struct model_place *place = &class->places[slot];
    if (place->has_presence && model_presence(class, a, slot, element) != model_presence(class, b, slot, element))
        return false;
    if (place->width > 0 || place->bits == 0)
        return model_code(class, a, slot, element) == model_code(class, b, slot, element);
    const uint64_t at = model_byte(class, slot, element);
    return memcmp((const char *)a + at, (const char *)b + at, place->bits / 8) == 0;
}

static int order_of_reals(double a, double b)
{
    if (isnan(a) || isnan(b)) return (isnan(a) ? 1 : 0) - (isnan(b) ? 1 : 0);
    return (a > b) - (a < b);
}

static double real_of(const struct model_slot *row, uint64_t bits)
{
    const uint32_t half = (uint32_t)bits;
    float single = 0;
    double real = 0;
    memcpy(&single, &half, 4);
    memcpy(&real, &bits, 8);
    return row->kind == TYPED_HALF ? model_half(bits) : row->kind == TYPED_FLOAT ? (double)single : real;
}

/* The kinds of `any` in their order: unset, nil, bool, integer, float, symbol, ref, pointer. */
static int kind_of_box(uint64_t box)
{
    const uint64_t top = box >> 48;
    if (top >= 8) return SLOT_VALUE_FLOAT;
    if (top >= 4) return SLOT_VALUE_INT;
    if (top == 3) return SLOT_VALUE_REF;
    if (top == 2) return SLOT_VALUE_SYMBOL;
    if (top == 1) return SLOT_VALUE_POINTER;
    return box >= 2 ? SLOT_VALUE_BOOL : box == 1 ? SLOT_VALUE_NIL : SLOT_VALUE_UNSET;
}

static int order_of_boxes(uint64_t a, uint64_t b)
{
    const int kind = kind_of_box(a);
    if (kind != kind_of_box(b)) return kind < kind_of_box(b) ? -1 : 1;
    if (kind == SLOT_VALUE_FLOAT) {
        const struct model_slot row = {.kind = TYPED_DOUBLE};
        return order_of_reals(real_of(&row, a - (UINT64_C(1) << 51)), real_of(&row, b - (UINT64_C(1) << 51)));
    }
    const uint64_t sign = kind == SLOT_VALUE_INT ? UINT64_C(1) << 49 : 0; /* negative ones first */
    return ((a ^ sign) > (b ^ sign)) - ((a ^ sign) < (b ^ sign));
}

static int order_of_values(const struct model_slot *row, const struct model_value *a, const struct model_value *b)
{
    switch (row->kind) {
    case TYPED_INT:
    case TYPED_ENUM: return ((int64_t)a->number > (int64_t)b->number) - ((int64_t)a->number < (int64_t)b->number);
    case TYPED_HALF:
    case TYPED_FLOAT:
    case TYPED_DOUBLE: return order_of_reals(real_of(row, a->number), real_of(row, b->number));
    case TYPED_ANY: return order_of_boxes(a->number, b->number);
    case TYPED_CLASS: return model_compare(model_of(row->target), a->bytes, b->bytes);
    case TYPED_TEXT:
    case TYPED_BYTES: {
        const int order = memcmp(a->bytes, b->bytes, (size_t)row->high);
        return (order > 0) - (order < 0);
    }
    default: return (a->number > b->number) - (a->number < b->number);
    }
}

int model_compare(const struct model_class *class, const void *a, const void *b)
{
    for (unsigned i = 0; i < class->slot_count; i++) {
        const struct model_slot *row = &class->slots[i];
        for (uint32_t e = 0; e < row->elements; e++) {
            if (row->is_overlaid) {
                const bool is_live = is_overlay_live(class, a, i, e);
                if (is_live != is_overlay_live(class, b, i, e)) return is_live ? 1 : -1;
                if (is_live && !same_bits(class, a, b, i, e)) return 2;
                continue;
            }
            const struct model_value left = model_get(class, a, i, e), right = model_get(class, b, i, e);
            if (left.is_set != right.is_set) return left.is_set ? 1 : -1;
            const int order = left.is_set ? order_of_values(row, &left, &right) : 0;
            if (order != 0) return order;
        }
    }
    return 0;
}

bool model_equal(const struct model_class *class, const void *a, const void *b)
{
    return model_compare(class, a, b) == 0;
}
