/* SPDX-License-Identifier: MIT */
/* See read.h. */
#include "read.h"

#include "descriptor.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1024 };

/* Which bits of the class in hand some slot takes, a byte each. */
static unsigned char used_bits[MOST_BYTES * 8];

void *read_new(const struct tested_class *class)
{
    unsigned char *bytes = class->align == 1 ? malloc(class->size + 1) : aligned_alloc(class->align, class->size);
    if (bytes == NULL) abort();
    if (class->align == 1) bytes++;
    class->init(bytes);
    return bytes;
}

void read_delete(const struct tested_class *class, void *self)
{
    free(class->align == 1 ? (unsigned char *)self - 1 : self);
}

static void check_numbers(const struct tested_class *class)
{
    const struct meant_class *meant = class->meant;
    const slot_class *type = class->type;
    unsigned bits = 0;
    for (int i = 0; i < meant->slot_count; i++) bits += meant->slots[i].bits;
    size_t bytes = bits == 0 ? 1 : (bits + 7) / 8;
    bytes = (bytes + class->align - 1) / class->align * class->align;
    size_t rival = class->rival_size == 0 ? 1 : class->rival_size;
    rival = (rival + class->align - 1) / class->align * class->align;
    CHECK(class->size == meant->size && class->align == meant->align, "%zu, align %zu, not %u, align %u", class->size,
          class->align, meant->size, meant->align);
    CHECK(bytes <= class->size && bytes <= rival, "%u bits are %zu bytes, sizeof is %zu, bit-fields take %zu", bits,
          bytes, class->size, rival);
    CHECK(type->size == class->size && type->align == class->align, "%u %u", type->size, type->align);
    CHECK(type->pool_capacity == meant->pool_capacity, "%u", type->pool_capacity);
    CHECK(strcmp(type->name, meant->full_name) == 0, "%s, not %s", type->name, meant->full_name);
    CHECK(slot_count(type) == meant->slot_count && class->slot_count == meant->slot_count, "%d", slot_count(type));
}

static void check_facts(const struct tested_class *class, int i)
{
    const struct meant_slot *meant = &class->meant->slots[i];
    const slot_descriptor *slot = &class->type->descriptors[i];
    uint64_t number = 0;
    const char *unit = slot_unit(class->type, i);
    const bool has = descriptor_sentinel(class->type, i, &number);
    CHECK(has == meant->has_sentinel && (!has || number == meant->sentinel), "%" PRIx64, number);
    CHECK((unit == NULL) == (meant->unit == NULL), "%s", meant->name);
    if (unit != NULL && meant->unit != NULL) CHECK(strcmp(unit, meant->unit) == 0, "%s", unit);
    CHECK(((slot->flags & SLOT_OPTIONAL) != 0) == meant->optional, "flags %u", slot->flags);
    CHECK(((slot->flags & SLOT_DEFAULT) != 0) == meant->has_default, "flags %u", slot->flags);
    CHECK(slot->width + ((slot->flags & SLOT_PRESENCE) != 0 ? 1u : 0u) == meant->bits, "%u bits, not %u", slot->width,
          meant->bits);
    CHECK((int)slot->kind == (int)meant->kind, "%d", slot->kind);
    const struct mirror_member *mirror = &class->mirror[i];
    CHECK(mirror->name != NULL && strcmp(mirror->name, meant->name) == 0 && mirror->size != 0, "%s", meant->name);
}

void read_check_class(const struct tested_class *class)
{
    check_numbers(class);
    memset(used_bits, 0, sizeof used_bits);
    for (int i = 0; i < class->meant->slot_count; i++) {
        check_place.slot_name = class->meant->slots[i].name;
        check_facts(class, i);
        const int twice = descriptor_mark_bits(class->type, i, used_bits);
        CHECK(twice == 0, "%d bits are another slot's", twice);
    }
    for (size_t i = class->size * 8; i < sizeof used_bits; i++) {
        if (used_bits[i] != 0) CHECK(false, "bit %zu lies behind the instance", i);
    }
}

static void check_typed(const struct tested_class *class, void *self, const struct model *model, int i)
{
    const struct meant_slot *meant = &class->meant->slots[i];
    const uint64_t expected = model_read(model, class->meant, i);
    const bool readable = model->set[i] || meant->has_sentinel;
    uint64_t got = ~expected;
    violation.count = 0;
    class->access[i](GET, self, &got);
    CHECK(model_same(meant, got, expected), "%" PRIx64 ", not %" PRIx64, got, expected);
    CHECK(violation.count == (readable ? 0 : 1), "%d violations", violation.count);
    if (!readable) {
        CHECK(violation.type == class->type && violation.slot == i && violation.status == SLOT_EUNSET &&
                  !violation.has_value,
              "slot %d, status %d", violation.slot, (int)violation.status);
    }
    if (!meant->optional) return;
    class->access[i](HAS, self, &got);
    CHECK((got != 0) == model->set[i], "%" PRIu64, got);
    const uint64_t fallback = meant->kind == MEANT_BOOL ? 1 : meant->high;
    got = fallback;
    const slot_status status = class->access[i](TRY_GET, self, &got);
    CHECK(status == (model->set[i] ? SLOT_OK : SLOT_EUNSET), "%d", (int)status);
    CHECK(model_same(meant, got, model->set[i] ? expected : fallback), "%" PRIx64, got);
    got = fallback;
    class->access[i](GET_OR, self, &got);
    CHECK(model_same(meant, got, model->set[i] ? expected : fallback), "%" PRIx64, got);
    CHECK(violation.count == (readable ? 0 : 1), "%d violations", violation.count);
}

static void check_flags(const struct tested_class *class, void *self, const struct model *model, int i)
{
    const uint64_t flags = model->set[i] ? model->values[i] : 0;
    for (unsigned bit = 0; bit < (class->meant->slots[i].wide_flags ? 64 : 32); bit++) {
        uint64_t mask = UINT64_C(1) << bit | (flags & 0xff);
        const bool expected = (flags >> bit & 1) != 0;
        class->access[i](TEST, self, &mask);
        CHECK((mask != 0) == expected, "bit %u of %" PRIx64, bit, flags);
    }
}

/* slot_get, as a value that says its kind. */
static void check_value(const struct tested_class *class, const void *self, const struct model *model, int i)
{
    const struct meant_slot *meant = &class->meant->slots[i];
    const uint64_t expected = model_read(model, class->meant, i);
    slot_value value = slot_from_text("untouched", 9);
    const slot_status status = slot_get(class->type, self, i, &value);
    CHECK(status == SLOT_OK, "%d", (int)status);
    if (!model->set[i] && !meant->has_sentinel) {
        CHECK(value.kind == SLOT_VALUE_UNSET, "kind %d", (int)value.kind);
        return;
    }
    switch (meant->kind) {
    case MEANT_INT:
    case MEANT_ENUM:
        CHECK(value.kind == SLOT_VALUE_INT && value.as.integer == (int64_t)expected, "%" PRId64, value.as.integer);
        break;
    case MEANT_UINT:
    case MEANT_FLAGS:
        CHECK(value.kind == SLOT_VALUE_UINT && value.as.natural == expected, "%" PRIu64, value.as.natural);
        break;
    case MEANT_BOOL:
        CHECK(value.kind == SLOT_VALUE_BOOL && value.as.truth == (expected != 0), "%d", value.as.truth);
        break;
    case MEANT_FLOAT32:
    case MEANT_FLOAT64: {
        const double real = model_real(meant, expected);
        const bool same = slot_bits_of_double(real) == slot_bits_of_double(value.as.real) ||
                          (real != real && value.as.real != value.as.real);
        CHECK(value.kind == SLOT_VALUE_FLOAT && same, "%g, not %g", value.as.real, real);
        break;
    }
    }
}

/* The double that is exactly the number, if there is one. */
static bool is_exact(const struct meant_slot *meant, uint64_t number)
{
    const double real = model_real(meant, number);
    if (meant->kind == MEANT_INT) return real < 9223372036854775808.0 && (int64_t)real == (int64_t)number;
    return real < 18446744073709551616.0 && (uint64_t)real == number;
}

static void check_numbers_out(const struct tested_class *class, const void *self, const struct model *model, int i)
{
    const struct meant_slot *meant = &class->meant->slots[i];
    const uint64_t expected = model_read(model, class->meant, i);
    const bool is_float = meant->kind == MEANT_FLOAT32 || meant->kind == MEANT_FLOAT64;
    const bool is_signed = meant->kind == MEANT_INT || meant->kind == MEANT_ENUM;
    const bool readable = model->set[i] || meant->has_sentinel;
    const slot_status base = is_float ? SLOT_ETYPE : readable ? SLOT_OK : SLOT_EUNSET;
    const slot_status high = base == SLOT_OK && expected > INT64_MAX ? SLOT_ERANGE : base;
    int64_t integer = 123456789;
    uint64_t natural = 123456789;
    double real = 0.25;
    const slot_status got_int = slot_get_int(class->type, self, i, &integer);
    const slot_status got_uint = slot_get_uint(class->type, self, i, &natural);
    CHECK(got_int == (is_signed ? base : high), "%d", (int)got_int);
    CHECK(got_uint == (is_signed ? high : base), "%d", (int)got_uint);
    CHECK(integer == (got_int == SLOT_OK ? (int64_t)expected : 123456789), "%" PRId64, integer);
    CHECK(natural == (got_uint == SLOT_OK ? expected : 123456789), "%" PRIu64, natural);

    slot_status wanted = is_float && readable ? SLOT_OK : is_float ? SLOT_EUNSET : base;
    if (meant->kind == MEANT_ENUM || meant->kind == MEANT_FLAGS) wanted = SLOT_ETYPE;
    else if (wanted == SLOT_OK && !is_float && !is_exact(meant, expected)) wanted = SLOT_ERANGE;
    const slot_status got_float = slot_get_float(class->type, self, i, &real);
    const double meant_real = wanted == SLOT_OK ? model_real(meant, expected) : 0.25;
    CHECK(got_float == wanted, "%d, not %d", (int)got_float, (int)wanted);
    CHECK(real == meant_real || (real != real && meant_real != meant_real), "%g", real);
}

static void check_bits(const struct tested_class *class, const void *self, const struct model *model, int i)
{
    uint64_t value = 0;
    const bool set = descriptor_read(class->type, self, i, &value);
    CHECK(set == model->set[i], "%d", set);
    if (set) CHECK(model_same(&class->meant->slots[i], value, model->values[i]), "%" PRIx64, value);
    CHECK(slot_has(class->type, self, i) == model->set[i], "%d", set);
}

static bool spare_bits_are_zero(const struct tested_class *class, const void *self)
{
    for (size_t i = 0; i < class->size * 8; i++) {
        if (used_bits[i] == 0 && (((const unsigned char *)self)[i / 8] >> i % 8 & 1) != 0) return false;
    }
    return true;
}

bool read_is_valid(const struct tested_class *class, const void *self)
{
    for (int i = 0; i < class->meant->slot_count; i++) {
        uint64_t value;
        if (!descriptor_is_clean(class->type, self, i)) return false;
        if (descriptor_read(class->type, self, i, &value) && !model_accepts(&class->meant->slots[i], value))
            return false;
    }
    return spare_bits_are_zero(class, self);
}

void read_check(const struct tested_class *class, void *self, const struct model *model)
{
    for (int i = 0; i < class->meant->slot_count; i++) {
        check_place.slot_name = class->meant->slots[i].name;
        check_typed(class, self, model, i);
        if (class->meant->slots[i].kind == MEANT_FLAGS) check_flags(class, self, model, i);
        check_value(class, self, model, i);
        check_numbers_out(class, self, model, i);
        check_bits(class, self, model, i);
    }
    CHECK(spare_bits_are_zero(class, self), "size %zu", class->size);
    CHECK(class->valid(self) && slot_valid(class->type, self), "size %zu", class->size);
}
