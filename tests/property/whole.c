/* SPDX-License-Identifier: MIT */
/* Whole instances: pack and unpack, make, comparison and hashes, numbers, validity of any bytes. */
#include "whole.h"

#include "read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Writes a model into an instance, whatever that held, by typed setters. */
static void write_model(const struct tested_class *class, void *self, const struct model *model)
{
    for (int i = 0; i < class->slot_count; i++) {
        uint64_t value = model->values[i];
        class->access[i](model->set[i] ? SET : CLEAR, self, &value);
    }
}

/* ---- The unpacked mirror ---- */

static uint64_t read_member(const struct tested_class *class, const unsigned char *values, int i)
{
    const struct mirror_member *mirror = &class->mirror[i];
    const struct meant_slot *meant = &class->meant->slots[i];
    const unsigned char *at = values + mirror->offset;
    uint64_t number = 0;
    uint32_t half = 0;
    if (mirror->size == 1) return *at;
    if (mirror->size == 8) {
        memcpy(&number, at, 8);
        return number;
    }
    memcpy(&half, at, 4);
    if (meant->kind != MEANT_INT && meant->kind != MEANT_ENUM) return half;
    /* More than INT32_MAX is a negative number unless the member is a uint32_t, which holds all that the slot does. */
    const bool is_natural = model_accepts(meant, half) || (meant->has_sentinel && half == meant->sentinel);
    return is_natural ? half : (uint64_t)(int64_t)(int32_t)half;
}

static void write_member(const struct tested_class *class, unsigned char *values, int i, bool set, uint64_t number)
{
    unsigned char *at = values + class->mirror[i].offset;
    const uint32_t half = (uint32_t)number;
    if (class->mirror[i].size == 1) *at = number != 0;
    else if (class->mirror[i].size == 4) memcpy(at, &half, 4);
    else memcpy(at, &number, 8);
    if (class->has_offsets[i] >= 0) values[class->has_offsets[i]] = set;
}

static void check_unpacked(const struct tested_class *class, const unsigned char *values, const struct model *model)
{
    for (int i = 0; i < class->slot_count; i++) {
        const struct meant_slot *meant = &class->meant->slots[i];
        const uint64_t expected = model_read(model, class->meant, i);
        const uint64_t got = read_member(class, values, i);
        check_place.slot_name = meant->name;
        CHECK(model_same(meant, got, expected), "%" PRIx64 ", not %" PRIx64, got, expected);
        if (class->has_offsets[i] >= 0) CHECK(values[class->has_offsets[i]] == model->set[i], "%d", model->set[i]);
    }
}

/* Writes a value that the slot refuses; not one that would be another in its member's type. */
static bool spoil_member(const struct tested_class *class, struct prng *prng, unsigned char *values, int i, bool set)
{
    uint64_t refused;
    if (!model_draw_refused(prng, &class->meant->slots[i], &refused)) return false;
    const uint64_t before = read_member(class, values, i);
    const bool was_set = class->has_offsets[i] >= 0 && values[class->has_offsets[i]] != 0;
    write_member(class, values, i, set, refused);
    if (read_member(class, values, i) == refused) return true;
    write_member(class, values, i, was_set, before);
    return false;
}

static void check_pack(const struct tested_class *class, struct prng *prng, void *self, const struct model *model)
{
    unsigned char *values = malloc(class->values_size);
    unsigned char *other = read_new(class);
    int bad_slot = -1;
    int first = -1;
    if (values == NULL) abort();
    memset(values, 0xa5, class->values_size);
    check_place.what = "unpack";
    class->unpack(self, values);
    check_unpacked(class, values, model);

    check_place.what = "pack"; /* what stands behind an unset slot does not matter */
    for (int i = 0; i < class->slot_count; i++) {
        if (!model->set[i] && class->has_offsets[i] >= 0) spoil_member(class, prng, values, i, false);
    }
    memset(other, 0xff, class->size);
    const slot_status packed = class->pack(other, values, &bad_slot);
    CHECK(packed == SLOT_OK && bad_slot == -1, "status %d, bad slot %d", (int)packed, bad_slot);
    CHECK(memcmp(other, self, class->size) == 0, "size %zu", class->size);

    check_place.what = "pack refused"; /* the first slot that refuses is told, and nothing changes */
    for (int i = class->slot_count - 1; i >= 0; i--) {
        if (prng_once_in(prng, 4) && spoil_member(class, prng, values, i, true)) first = i;
    }
    memset(other, 0x5a, class->size);
    if (first >= 0) {
        CHECK(class->pack(other, values, NULL) == SLOT_ERANGE, "slot %d", first);
        const slot_status status = class->pack(other, values, &bad_slot);
        CHECK(status == SLOT_ERANGE && bad_slot == first, "status %d, slot %d, not %d", (int)status, bad_slot, first);
        for (size_t i = 0; i < class->size; i++) CHECK(other[i] == 0x5a, "byte %zu", i);
    }
    read_delete(class, other);
    free(values);
}

/* ---- make ---- */

static void check_make(const struct tested_class *class, struct prng *prng)
{
    if (class->make == NULL) return;
    uint64_t values[MODEL_MOST_SLOTS] = {0};
    struct model model;
    bool fine = true;
    model_init(&model, class->meant);
    for (int i = 0; i < class->slot_count; i++) {
        const struct meant_slot *meant = &class->meant->slots[i];
        values[i] = model_draw(prng, meant);
        if (meant->optional || meant->has_default) continue;
        uint64_t refused;
        if (prng_once_in(prng, 12) && model_draw_refused(prng, meant, &refused)) {
            values[i] = refused;
            fine = false;
        }
        if (fine) model_set(&model, class->meant, i, values[i]);
    }
    unsigned char *self = read_new(class);
    memset(self, 0x5a, class->size);
    check_place.what = "make";
    const slot_status status = class->make(self, values);
    CHECK(status == (fine ? SLOT_OK : SLOT_ERANGE), "%d", (int)status);
    if (fine) read_check(class, self, &model);
    for (size_t i = 0; !fine && i < class->size; i++) CHECK(self[i] == 0x5a, "byte %zu", i);
    read_delete(class, self);
}

/* ---- Comparison, hashes ---- */

static void check_pair(const struct tested_class *class, const void *a, const void *b, const struct model *model_a,
                       const struct model *model_b)
{
    const int order = model_compare(model_a, model_b, class->meant);
    check_place.what = "compare";
    CHECK(class->compare(a, b) == order && slot_compare(class->type, a, b) == order, "%d, not %d", class->compare(a, b),
          order);
    CHECK(class->compare(b, a) == -order, "%d", order);
    CHECK(class->equal(a, b) == (order == 0) && slot_equal(class->type, b, a) == (order == 0), "%d", order);
    CHECK(class->hash(a) == slot_hash(class->type, a), "%" PRIx64, class->hash(a));
    if (order == 0) CHECK(class->hash(a) == class->hash(b), "%" PRIx64, class->hash(a));
    if (order != 0)
        CHECK(class->hash(a) != class->hash(b), "two hashes are the same by chance or mistake: %" PRIx64,
              class->hash(a));
}

/* ---- Numbers, and bytes from elsewhere ---- */

static void check_bytes(const struct tested_class *class, struct prng *prng, const void *self)
{
    unsigned char *other = read_new(class);
    check_place.what = "valid";
    memcpy(other, self, class->size);
    if (prng_once_in(prng, 2)) {
        for (size_t i = 0; i < class->size; i++) other[i] = (unsigned char)prng_next(prng);
    } else {
        other[prng_below(prng, (unsigned)class->size)] ^= (unsigned char)(1u << prng_below(prng, 8));
    }
    const bool valid = read_is_valid(class, other);
    CHECK(class->valid(other) == valid, "%d", valid);
    if (class->to_u64 != NULL) {
        uint64_t number = 0;
        check_place.what = "to_u64, from_u64";
        for (size_t i = 0; i < class->size; i++) number |= (uint64_t)other[i] << i * 8;
        CHECK(class->to_u64(other) == number, "%" PRIx64, class->to_u64(other));
        unsigned char *third = read_new(class);
        memcpy(third, self, class->size);
        const slot_status status = class->from_u64(third, number);
        CHECK(status == (valid ? SLOT_OK : SLOT_EFORMAT), "%" PRIx64 ": %d", number, (int)status);
        CHECK(memcmp(third, valid ? other : self, class->size) == 0, "%" PRIx64, number);
        if (class->size < 8) {
            const uint64_t high = UINT64_C(1) << (class->size * 8 + prng_below(prng, 64 - (unsigned)class->size * 8));
            CHECK(class->from_u64(third, class->to_u64(self) | high) == SLOT_EFORMAT, "%" PRIx64, high);
        }
        read_delete(class, third);
    }
    read_delete(class, other);
}

static int count_slots(void *context, const slot_class *type, int index, const slot_value *value)
{
    int *visited = context;
    CHECK(index == *visited && value != NULL && index < slot_count(type), "%d", index);
    (*visited)++;
    return index == 12 ? 7 : 0;
}

static void check_text(const struct tested_class *class, const void *self)
{
    char buffer[64 * 1024];
    check_place.what = "visit";
    int visited = 0;
    const int stopped = slot_visit(class->type, self, count_slots, &visited);
    CHECK(stopped == (class->slot_count > 12 ? 7 : 0), "%d", stopped);
    CHECK(visited == (class->slot_count > 12 ? 13 : class->slot_count), "%d", visited);
    check_place.what = "format";
    const size_t length = slot_format(class->type, self, buffer, sizeof buffer);
    CHECK(length < sizeof buffer && strlen(buffer) == length && length >= 2 && buffer[length - 1] == '}', "%zu",
          length);
    char *exact = malloc(length / 2 + 1);
    if (exact == NULL) abort();
    CHECK(slot_format(class->type, self, exact, length / 2 + 1) == length, "%zu", length);
    CHECK(memcmp(exact, buffer, length / 2) == 0 && exact[length / 2] == '\0', "%zu", length);
    CHECK(slot_format(class->type, self, NULL, 0) == length, "%zu", length);
    free(exact);
}

void whole_check(const struct tested_class *class, struct prng *prng, int count)
{
    void *a = read_new(class);
    void *b = read_new(class);
    struct model model_a;
    struct model model_b;
    unsigned char *values = malloc(class->values_size);
    if (values == NULL) abort();
    check_place.what = "values_init";
    class->values_init(values);
    model_init(&model_a, class->meant);
    check_unpacked(class, values, &model_a);
    free(values);
    for (int round = 0; round < count; round++) {
        model_randomize(&model_a, class->meant, prng);
        check_place.what = "set all";
        write_model(class, a, &model_a);
        read_check(class, a, &model_a);
        model_b = model_a;
        if (class->slot_count > 0 && !prng_once_in(prng, 3)) {
            struct model third;
            const int i = (int)prng_below(prng, (unsigned)class->slot_count);
            model_randomize(&third, class->meant, prng);
            model_b.set[i] = third.set[i];
            model_b.values[i] = third.values[i];
        }
        if (prng_once_in(prng, 4)) model_randomize(&model_b, class->meant, prng);
        write_model(class, b, &model_b);
        check_pair(class, a, b, &model_a, &model_b);
        check_pack(class, prng, a, &model_a);
        check_make(class, prng);
        check_bytes(class, prng, a);
        check_text(class, a);
    }
    read_delete(class, a);
    read_delete(class, b);
}
