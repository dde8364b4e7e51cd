/* SPDX-License-Identifier: MIT */
/*
 * Random operations on one instance, each of which is done to the model too; after each all slots are read. What is
 * refused must change nothing.
 */
#include "steps.h"

#include "read.h"

#include <inttypes.h>
#include <math.h>

struct steps {
    const struct tested_class *class;
    struct prng *prng;
    void *self;
    struct model model;
};

static const struct meant_slot *meant_of(const struct steps *steps, int i)
{
    return &steps->class->meant->slots[i];
}

static bool is_float(const struct meant_slot *meant)
{
    return meant->kind == MEANT_FLOAT32 || meant->kind == MEANT_FLOAT64;
}

static void set_typed(struct steps *steps, int i)
{
    const struct meant_slot *meant = meant_of(steps, i);
    uint64_t value = model_draw(steps->prng, meant);
    if (meant->has_sentinel && prng_once_in(steps->prng, 4)) value = meant->sentinel;
    const bool try = prng_once_in(steps->prng, 2);
    check_place.what = try ? "try_set" : "set";
    violation.count = 0;
    const slot_status status = steps->class->access[i](try ? TRY_SET : SET, steps->self, &value);
    CHECK(status == SLOT_OK && violation.count == 0, "%" PRIx64 ": status %d", value, (int)status);
    model_set(&steps->model, steps->class->meant, i, value);
}

static void set_typed_refused(struct steps *steps, int i)
{
    const struct meant_slot *meant = meant_of(steps, i);
    uint64_t value;
    if (!model_draw_refused(steps->prng, meant, &value)) return;
    const bool try = prng_once_in(steps->prng, 2);
    check_place.what = try ? "try_set refused" : "set refused";
    violation.count = 0;
    const slot_status status = steps->class->access[i](try ? TRY_SET : SET, steps->self, &value);
    CHECK(status == (try ? SLOT_ERANGE : SLOT_OK), "%" PRIx64 ": status %d", value, (int)status);
    CHECK(violation.count == (try ? 0 : 1), "%" PRIx64 ": %d violations", value, violation.count);
    if (try) return;
    CHECK(violation.type == steps->class->type && violation.slot == i && violation.status == SLOT_ERANGE &&
              violation.has_value,
          "slot %d, status %d", violation.slot, (int)violation.status);
    const bool natural = meant->kind == MEANT_UINT || meant->kind == MEANT_FLAGS;
    CHECK(violation.value.kind == (natural ? SLOT_VALUE_UINT : SLOT_VALUE_INT), "kind %d", (int)violation.value.kind);
    /* An enum of C11 may be unsigned: its lower 32 bits count. */
    const uint64_t mask = meant->kind == MEANT_ENUM ? UINT32_MAX : UINT64_MAX;
    CHECK((violation.value.as.natural & mask) == (value & mask), "%" PRIx64, violation.value.as.natural);
}

static void clear(struct steps *steps, int i)
{
    const bool typed = meant_of(steps, i)->optional && prng_once_in(steps->prng, 2);
    check_place.what = typed ? "clear" : "slot_clear";
    if (typed) {
        uint64_t nothing = 0;
        steps->class->access[i](CLEAR, steps->self, &nothing);
    } else {
        const slot_status status = prng_once_in(steps->prng, 2)
                                       ? slot_clear(steps->class->type, steps->self, i)
                                       : slot_set(steps->class->type, steps->self, i, slot_unset());
        CHECK(status == (meant_of(steps, i)->optional ? SLOT_OK : SLOT_ETYPE), "%d", (int)status);
    }
    if (meant_of(steps, i)->optional) model_clear(&steps->model, i);
}

static void change_flags(struct steps *steps, int i)
{
    const struct meant_slot *meant = meant_of(steps, i);
    if (meant->kind != MEANT_FLAGS) return;
    uint64_t mask = model_draw(steps->prng, meant);
    const bool add = prng_once_in(steps->prng, 2);
    check_place.what = add ? "add" : "remove";
    violation.count = 0;
    steps->class->access[i](add ? ADD : REMOVE, steps->self, &mask);
    CHECK(violation.count == 0, "%" PRIx64, mask);
    const uint64_t before = steps->model.set[i] ? steps->model.values[i] : 0;
    if (!add && !steps->model.set[i]) return; /* what is unset has nothing to remove */
    model_set(&steps->model, steps->class->meant, i, add ? before | mask : before & ~mask);
}

/* Whether an integer is exactly a float of the slot's kind, and that one's bits. */
static bool float_of_number(const struct meant_slot *meant, uint64_t number, bool is_signed, uint64_t *bits)
{
    const bool negative = is_signed && (int64_t)number < 0;
    const uint64_t magnitude = negative ? 0 - number : number;
    const double real = (double)magnitude;
    const float single = (float)magnitude;
    const double nearest = meant->kind == MEANT_FLOAT32 ? (double)single : real;
    if (nearest >= 18446744073709551616.0 || (uint64_t)nearest != magnitude) return false;
    *bits = meant->kind == MEANT_FLOAT32 ? slot_bits_of_float(negative ? -single : single)
                                         : slot_bits_of_double(negative ? -real : real);
    return true;
}

/* What setting a slot to an integer must do: the status, and with SLOT_OK the model's new value. */
static slot_status expect_number(struct steps *steps, int i, uint64_t number, bool is_signed, uint64_t *value)
{
    const struct meant_slot *meant = meant_of(steps, i);
    const bool slot_is_signed = meant->kind == MEANT_INT || meant->kind == MEANT_ENUM;
    *value = number;
    if (is_float(meant)) return float_of_number(meant, number, is_signed, value) ? SLOT_OK : SLOT_ERANGE;
    if (number > INT64_MAX && is_signed != slot_is_signed) return SLOT_ERANGE;
    const bool is_sentinel = meant->has_sentinel && number == meant->sentinel;
    return is_sentinel || model_accepts(meant, number) ? SLOT_OK : SLOT_ERANGE;
}

static void set_number(struct steps *steps, int i)
{
    const struct meant_slot *meant = meant_of(steps, i);
    uint64_t number =
        is_float(meant) ? prng_bits(steps->prng, prng_below(steps->prng, 65)) : model_draw(steps->prng, meant);
    const unsigned kind = prng_below(steps->prng, 8);
    if (kind == 0) number = prng_bits(steps->prng, prng_below(steps->prng, 65));
    if (kind == 1) number = 0 - prng_bits(steps->prng, prng_below(steps->prng, 65));
    if (kind == 2 && meant->has_sentinel) number = meant->sentinel;
    if (kind == 3) model_draw_refused(steps->prng, meant, &number);
    const bool is_signed = prng_once_in(steps->prng, 2);
    const bool by_value = prng_once_in(steps->prng, 2);
    const slot_class *type = steps->class->type;
    uint64_t value;
    const slot_status expected = expect_number(steps, i, number, is_signed, &value);
    slot_status status;
    check_place.what = is_signed ? "slot_set of an int" : "slot_set of a uint";
    if (by_value && is_signed) status = slot_set(type, steps->self, i, slot_from_int((int64_t)number));
    else if (by_value) status = slot_set(type, steps->self, i, slot_from_uint(number));
    else if (is_signed) status = slot_set_int(type, steps->self, i, (int64_t)number);
    else status = slot_set_uint(type, steps->self, i, number);
    CHECK(status == expected, "%" PRIx64 ": %d, not %d", number, (int)status, (int)expected);
    if (expected == SLOT_OK) model_set(&steps->model, steps->class->meant, i, value);
}

static void set_real(struct steps *steps, int i)
{
    /* The highest float, the last double that rounds to it, the first that rounds to infinity, and one beyond. */
    static const double ends_of_float[] = {3.4028234663852886e38, 3.4028235677973362e38, 3.4028235677973366e38,
                                           -3.5e38};
    const struct meant_slot *meant = meant_of(steps, i);
    const struct meant_slot twice = {.kind = MEANT_FLOAT64};
    double real = slot_double_of_bits(model_draw(steps->prng, &twice));
    if (prng_once_in(steps->prng, 2)) real = (double)(int64_t)prng_next(steps->prng) / 1e9;
    if (prng_once_in(steps->prng, 4)) real = ends_of_float[prng_below(steps->prng, 4)];
    const bool overflows = meant->kind == MEANT_FLOAT32 && isfinite(real) && isinf((float)real);
    const slot_status expected = !is_float(meant) ? SLOT_ETYPE : overflows ? SLOT_ERANGE : SLOT_OK;
    check_place.what = "slot_set of a float";
    const slot_status status = prng_once_in(steps->prng, 2)
                                   ? slot_set_float(steps->class->type, steps->self, i, real)
                                   : slot_set(steps->class->type, steps->self, i, slot_from_float(real));
    CHECK(status == expected, "%g: %d, not %d", real, (int)status, (int)expected);
    if (expected != SLOT_OK) return;
    const uint64_t bits = meant->kind == MEANT_FLOAT32 ? slot_bits_of_float((float)real) : slot_bits_of_double(real);
    model_set(&steps->model, steps->class->meant, i, bits);
}

static void set_wrongly(struct steps *steps, int i)
{
    static const int outside[] = {-1, INT32_MIN, INT32_MAX, 40, 65535};
    const slot_class *type = steps->class->type;
    const bool is_bool = meant_of(steps, i)->kind == MEANT_BOOL;
    check_place.what = "slot_set of another kind";
    CHECK(slot_set(type, steps->self, i, slot_from_text("1", 1)) == SLOT_ETYPE, "text");
    const bool truth = prng_once_in(steps->prng, 2);
    const slot_status status = slot_set(type, steps->self, i, slot_from_bool(truth));
    CHECK(status == (is_bool ? SLOT_OK : SLOT_ETYPE), "bool: %d", (int)status);
    if (is_bool) model_set(&steps->model, steps->class->meant, i, truth);
    const int index = prng_once_in(steps->prng, 2) ? steps->class->slot_count : outside[prng_below(steps->prng, 5)];
    int64_t integer;
    slot_value value;
    CHECK(slot_set_int(type, steps->self, index, 1) == SLOT_ENAME &&
              slot_set_uint(type, steps->self, index, 1) == SLOT_ENAME &&
              slot_set_float(type, steps->self, index, 1) == SLOT_ENAME &&
              slot_clear(type, steps->self, index) == SLOT_ENAME &&
              slot_get_int(type, steps->self, index, &integer) == SLOT_ENAME && !slot_has(type, steps->self, index) &&
              slot_get(type, steps->self, index, &value) == SLOT_ENAME && slot_name(type, index) == NULL &&
              slot_unit(type, index) == NULL && slot_doc(type, index) == NULL,
          "index %d", index);
}

static void initialize(struct steps *steps)
{
    check_place.what = "init";
    if (prng_once_in(steps->prng, 2)) steps->class->init(steps->self);
    else slot_init(steps->class->type, steps->self);
    model_init(&steps->model, steps->class->meant);
}

void steps_check(const struct tested_class *class, struct prng *prng, int count)
{
    struct steps steps = {.class = class, .prng = prng, .self = read_new(class)};
    model_init(&steps.model, class->meant);
    check_place.what = "init";
    read_check(class, steps.self, &steps.model);
    for (int step = 0; step<count &&class->slot_count> 0; step++) {
        const int i = (int)prng_below(prng, (unsigned)class->slot_count);
        check_place.slot_name = class->meant->slots[i].name;
        switch (prng_below(prng, 16)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4: set_typed(&steps, i); break;
        case 5:
        case 6: set_typed_refused(&steps, i); break;
        case 7:
        case 8: clear(&steps, i); break;
        case 9: change_flags(&steps, i); break;
        case 10:
        case 11:
        case 12: set_number(&steps, i); break;
        case 13: set_real(&steps, i); break;
        case 14: set_wrongly(&steps, i); break;
        default:
            if (prng_once_in(prng, 6)) initialize(&steps);
            break;
        }
        read_check(class, steps.self, &steps.model);
    }
    read_delete(class, steps.self);
}
