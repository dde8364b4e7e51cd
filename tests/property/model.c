/* SPDX-License-Identifier: MIT */
/* See model.h. */
#include "model.h"

#include <float.h>
#include <math.h>
#include <string.h>

static bool is_member(const struct meant_type *type, int64_t value)
{
    for (unsigned i = 0; i < type->count; i++) {
        if (type->values[i] == value) return true;
    }
    return false;
}

bool model_accepts(const struct meant_slot *slot, uint64_t value)
{
    switch (slot->kind) {
    case MEANT_INT: return (int64_t)value >= (int64_t)slot->low && (int64_t)value <= (int64_t)slot->high;
    case MEANT_UINT: return value >= slot->low && value <= slot->high;
    case MEANT_BOOL: return value <= 1;
    case MEANT_ENUM: return is_member(slot->type, (int64_t)value);
    case MEANT_FLAGS: return (value & ~slot->high) == 0;
    case MEANT_FLOAT32: return value <= UINT32_MAX;
    case MEANT_FLOAT64: return true;
    }
    return false;
}

static uint64_t draw_double(struct prng *prng)
{
    static const double values[] = {0.0,       -0.0,    1.0,     -1.0,         NAN, INFINITY,
                                    -INFINITY, DBL_MAX, DBL_MIN, DBL_TRUE_MIN, 0.1};
    if (prng_once_in(prng, 3)) return prng_next(prng);
    return slot_bits_of_double(values[prng_below(prng, sizeof values / sizeof values[0])]);
}

static uint64_t draw_float(struct prng *prng)
{
    static const float values[] = {0.0f, -0.0f, 1.0f, NAN, INFINITY, -INFINITY, FLT_MAX, -FLT_MAX, FLT_TRUE_MIN, 0.1f};
    if (prng_once_in(prng, 3)) return prng_bits(prng, 32);
    return slot_bits_of_float(values[prng_below(prng, sizeof values / sizeof values[0])]);
}

uint64_t model_draw(struct prng *prng, const struct meant_slot *slot)
{
    switch (slot->kind) {
    case MEANT_INT:
    case MEANT_UINT: return slot->low + prng_upto(prng, slot->high - slot->low);
    case MEANT_BOOL: return prng_below(prng, 2);
    case MEANT_ENUM: return (uint64_t)(int64_t)slot->type->values[prng_upto(prng, slot->type->count - 1)];
    case MEANT_FLAGS: return slot->high & prng_upto(prng, UINT64_MAX);
    case MEANT_FLOAT32: return draw_float(prng);
    case MEANT_FLOAT64: return draw_double(prng);
    }
    return 0;
}

bool model_draw_refused(struct prng *prng, const struct meant_slot *slot, uint64_t *value)
{
    if (slot->kind == MEANT_BOOL || slot->kind == MEANT_FLOAT32 || slot->kind == MEANT_FLOAT64) return false;
    for (unsigned tries = 0; tries < 50; tries++) {
        switch (prng_below(prng, 8)) {
        case 0: *value = slot->low - 1; break;
        case 1: *value = slot->high + 1; break;
        case 2: *value = UINT64_MAX; break;
        case 3: *value = 0; break;
        case 4: *value = UINT64_C(1) << prng_below(prng, 64); break;
        case 5: *value = slot->low - 1 - prng_bits(prng, prng_below(prng, 64)); break;
        case 6: *value = slot->high + 1 + prng_bits(prng, prng_below(prng, 64)); break;
        default: *value = prng_next(prng); break;
        }
        if (slot->kind == MEANT_ENUM) *value = (uint64_t)(int64_t)(int32_t)(uint32_t)*value;
        if (slot->kind == MEANT_FLAGS && !slot->wide_flags) *value = (uint32_t)*value;
        if (slot->has_sentinel && *value == slot->sentinel) continue;
        if (!model_accepts(slot, *value)) return true;
    }
    return false;
}

void model_set(struct model *model, const struct meant_class *class, int slot, uint64_t value)
{
    const struct meant_slot *meant = &class->slots[slot];
    model->set[slot] = !(meant->has_sentinel && value == meant->sentinel);
    model->values[slot] = model->set[slot] ? value : 0;
}

void model_clear(struct model *model, int slot)
{
    model->set[slot] = false;
    model->values[slot] = 0;
}

uint64_t model_lowest(const struct meant_slot *slot)
{
    const bool is_number = slot->kind == MEANT_INT || slot->kind == MEANT_UINT || slot->kind == MEANT_ENUM;
    return is_number ? slot->low : 0;
}

void model_init(struct model *model, const struct meant_class *class)
{
    memset(model, 0, sizeof *model);
    for (int i = 0; i < class->slot_count; i++) {
        const struct meant_slot *slot = &class->slots[i];
        model->set[i] = slot->has_default || !slot->optional;
        if (model->set[i]) model->values[i] = slot->has_default ? slot->initial : model_lowest(slot);
    }
}

void model_randomize(struct model *model, const struct meant_class *class, struct prng *prng)
{
    memset(model, 0, sizeof *model);
    for (int i = 0; i < class->slot_count; i++) {
        model->set[i] = !class->slots[i].optional || !prng_once_in(prng, 3);
        if (model->set[i]) model->values[i] = model_draw(prng, &class->slots[i]);
    }
}

uint64_t model_read(const struct model *model, const struct meant_class *class, int slot)
{
    const struct meant_slot *meant = &class->slots[slot];
    if (model->set[slot]) return model->values[slot];
    return meant->has_sentinel ? meant->sentinel : model_lowest(meant);
}

double model_real(const struct meant_slot *slot, uint64_t value)
{
    switch (slot->kind) {
    case MEANT_FLOAT32: return (double)slot_float_of_bits((uint32_t)value);
    case MEANT_FLOAT64: return slot_double_of_bits(value);
    case MEANT_INT:
    case MEANT_ENUM: return (double)(int64_t)value;
    default: return (double)value;
    }
}

int model_compare_values(const struct meant_slot *slot, uint64_t a, uint64_t b)
{
    if (slot->kind == MEANT_FLOAT32 || slot->kind == MEANT_FLOAT64) {
        const double left = model_real(slot, a);
        const double right = model_real(slot, b);
        if (isnan(left) || isnan(right)) return (isnan(left) ? 1 : 0) - (isnan(right) ? 1 : 0);
        return (left > right) - (left < right);
    }
    if (slot->kind == MEANT_INT || slot->kind == MEANT_ENUM)
        return ((int64_t)a > (int64_t)b) - ((int64_t)a < (int64_t)b);
    return (a > b) - (a < b);
}

int model_compare(const struct model *a, const struct model *b, const struct meant_class *class)
{
    for (int i = 0; i < class->slot_count; i++) {
        if (a->set[i] != b->set[i]) return a->set[i] ? 1 : -1;
        const int order = a->set[i] ? model_compare_values(&class->slots[i], a->values[i], b->values[i]) : 0;
        if (order != 0) return order;
    }
    return 0;
}

bool model_same(const struct meant_slot *slot, uint64_t a, uint64_t b)
{
    if (a == b) return true;
    const bool is_float = slot->kind == MEANT_FLOAT32 || slot->kind == MEANT_FLOAT64;
    return is_float && isnan(model_real(slot, a)) && isnan(model_real(slot, b));
}
