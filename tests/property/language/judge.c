/* SPDX-License-Identifier: MIT */
/* See judge.h. */
#include "judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_SIZE = 2048, MOST_TEXT = 40000 };

unsigned long judge_count;

static bool differ(const struct model_class *class, unsigned slot, uint32_t element, const char *what)
{
    const char *path = slot < class->slot_count ? class->slots[slot].path : "";
    fprintf(stderr, "%s, slot '%s'[%u]: %s\n", class->name, path, (unsigned)element, what);
    return false;
}

static void print_bytes(const char *name, const void *bytes, size_t size)
{
    fprintf(stderr, "%-8s ", name);
    for (size_t i = 0; i < size; i++) fprintf(stderr, "%02x", ((const unsigned char *)bytes)[i]);
    fprintf(stderr, "\n");
}

static bool same_bytes(const struct model_class *class, const void *made, const void *expected, unsigned slot,
                       uint32_t element, const char *what)
{
    judge_count++;
    if (memcmp(made, expected, class->size) == 0) return true;
    print_bytes("made", made, class->size);
    print_bytes("expected", expected, class->size);
    return differ(class, slot, element, what);
}

bool judge_init(const struct model_class *class, const void *self)
{
    unsigned char expected[MOST_SIZE];
    if (class->size != class->type->size) return differ(class, UINT32_MAX, 0, "another size");
    model_init(class, expected);
    return same_bytes(class, self, expected, UINT32_MAX, 0, "init makes other bytes");
}

/* ---- Reading ---- */

static double real_of(const struct model_slot *row, uint64_t number)
{
    const uint32_t half = (uint32_t)number;
    float single = 0;
    double real = 0;
    memcpy(&single, &half, 4);
    memcpy(&real, &number, 8);
    if (row->kind == TYPED_STEPS)
        return (double)((int64_t)row->low + (int64_t)number * (int64_t)row->step) / (double)row->divisor;
    return row->kind == TYPED_HALF ? model_half(number) : row->kind == TYPED_FLOAT ? (double)single : real;
}

static bool is_value(const struct model_class *class, unsigned slot, const struct model_value *value,
                     const slot_value *want)
{
    const struct model_slot *row = &class->slots[slot];
    uint64_t box = 0;
    switch (row->kind) {
    case TYPED_INT:
    case TYPED_ENUM: return typed_same_number(want, value->number, false);
    case TYPED_TAG: return typed_number(want) == (int64_t)value->number;
    case TYPED_UINT:
    case TYPED_FLAGS: return typed_same_number(want, value->number, true);
    case TYPED_BOOL: return want->kind == SLOT_VALUE_BOOL && want->as.truth == (value->number != 0);
    case TYPED_STEPS:
    case TYPED_HALF:
    case TYPED_FLOAT:
    case TYPED_DOUBLE: return typed_same_real(want, real_of(row, value->number));
    case TYPED_TEXT:
    case TYPED_BYTES:
        return want->kind == (row->kind == TYPED_TEXT ? SLOT_VALUE_TEXT : SLOT_VALUE_BYTES) &&
               (const unsigned char *)want->as.text.data == value->bytes && want->as.text.length == value->length;
    case TYPED_SYMBOL:
    case TYPED_REF:
        return value->number == 0 ? want->kind == SLOT_VALUE_NIL : typed_id(want) == (uint32_t)value->number;
    case TYPED_POINTER:
        return value->number == 0 ? want->kind == SLOT_VALUE_NIL
                                  : (uint64_t)(uintptr_t)typed_address(want) == (uint64_t)(uintptr_t)value->number;
    case TYPED_ANY: return model_accepts(class, slot, want, &box) && box == value->number;
    case TYPED_CLASS: return want->kind == SLOT_VALUE_INSTANCE && want->as.instance.self == value->bytes;
    case TYPED_GROUP: return want->kind == SLOT_VALUE_GROUP;
    }
    return false;
}

bool judge_get(const struct model_class *class, const void *self, unsigned slot, uint32_t element,
               const slot_value *want, bool has)
{
    const struct model_slot *row = &class->slots[slot];
    const struct model_value value = model_get(class, self, slot, element);
    const bool is_handle = row->kind == TYPED_SYMBOL || row->kind == TYPED_REF || row->kind == TYPED_POINTER;
    judge_count++;
    if (!model_is_known(class, self, slot, element)) return true;
    if (!is_handle && has != (value.is_live && value.is_set)) return differ(class, slot, element, "has is wrong");
    if (value.is_live && !value.is_set && row->has_unset)
        return typed_same_number(want, row->unset, row->kind == TYPED_UINT) ||
               differ(class, slot, element, "unset is another number");
    if (!value.is_live || !value.is_set)
        return want->kind == SLOT_VALUE_UNSET || differ(class, slot, element, "reads as a value where there is none");
    return is_value(class, slot, &value, want) ||
           differ(class, slot, element, "reads as another value than its bits say");
}

bool judge_bytes(const struct model_class *class, const void *self)
{
    judge_count++;
    return model_is_whole(class, self) || differ(class, UINT32_MAX, 0, "bits are set that mean nothing");
}

/* ---- Changes ---- */

static bool is_nan(const struct model_slot *row, const slot_value *value)
{
    const bool is_float = row->kind == TYPED_HALF || row->kind == TYPED_FLOAT || row->kind == TYPED_DOUBLE;
    return (is_float || row->kind == TYPED_ANY) && value->kind == SLOT_VALUE_FLOAT && isnan(value->as.real);
}

bool judge_put(const struct model_class *class, const void *before, const void *self, unsigned slot, uint32_t element,
               const slot_value *value, bool is_switch, slot_status status)
{
    const struct model_slot *row = &class->slots[slot];
    unsigned char expected[MOST_SIZE];
    uint64_t number = 0;
    if (is_nan(row, value)) return true; /* its bits are the host's */
    const bool accepts = is_switch && row->kind == TYPED_BOOL ? true : model_accepts(class, slot, value, &number);
    judge_count++;
    if (accepts != (status == SLOT_OK)) return differ(class, slot, element, accepts ? "refused" : "not refused");
    memcpy(expected, before, class->size);
    if (accepts && is_switch) model_switch(class, expected, slot, element, typed_number(value));
    else if (accepts) model_put(class, expected, slot, element, value, number);
    return same_bytes(class, self, expected, slot, element, "set makes other bytes");
}

bool judge_clear(const struct model_class *class, const void *before, const void *self, unsigned slot, uint32_t element)
{
    unsigned char expected[MOST_SIZE];
    if (class->slots[slot].is_overlaid) return true; /* what lies behind "unset" may stay */
    memcpy(expected, before, class->size);
    model_clear(class, expected, slot, element);
    return same_bytes(class, self, expected, slot, element, "clear makes other bytes");
}

/* ---- Whole instances ---- */

static bool judge_pair(const struct model_class *class, const struct judge_functions *functions, const void *a,
                       const void *b)
{
    const int order = model_compare(class, a, b);
    const int made = functions->compare(a, b);
    judge_count++;
    if (made != -functions->compare(b, a) || made != slot_compare(class->type, a, b) ||
        (order != 2 ? made != order : made == 0))
        return differ(class, UINT32_MAX, 0, "compare has another order");
    if (functions->equal(a, b) != (order == 0) || slot_equal(class->type, a, b) != (order == 0))
        return differ(class, UINT32_MAX, 0, order == 0 ? "equal says no" : "equal says yes");
    if ((functions->hash(a) == functions->hash(b)) != (order == 0))
        return differ(class, UINT32_MAX, 0, order == 0 ? "equal instances hash apart" : "two hashes are the same");
    if (functions->hash(a) != slot_hash(class->type, a)) return differ(class, UINT32_MAX, 0, "two hash functions");
    return true;
}

static bool is_known(const struct model_class *class, const void *self)
{
    for (unsigned i = 0; i < class->slot_count; i++) {
        const struct model_slot *row = &class->slots[i];
        for (uint32_t e = 0; e < row->elements; e++) {
            if (!model_is_known(class, self, i, e)) return false;
            const struct model_value value = model_get(class, self, i, e);
            if (row->kind == TYPED_CLASS && value.is_set && !is_known(model_of(row->target), value.bytes)) return false;
        }
    }
    return true;
}

static bool judge_text(const struct model_class *class, const struct judge_functions *functions, const void *self)
{
    static char made[MOST_TEXT], expected[MOST_TEXT];
    if (!is_known(class, self)) return true;
    const size_t length = model_format(class, self, expected, sizeof expected);
    judge_count++;
    if (functions->format(self, made, sizeof made) != length || strcmp(made, expected) != 0) {
        fprintf(stderr, "made     %s\nexpected %s\n", made, expected);
        return differ(class, UINT32_MAX, 0, "format writes another text");
    }
    const size_t room = length / 2 + 1;
    if (functions->format(self, made, room) != length || strlen(made) != room - 1 ||
        memcmp(made, expected, room - 1) != 0)
        return differ(class, UINT32_MAX, 0, "format with less room");
    return true;
}

bool judge_whole(const struct model_class *class, const struct judge_functions *functions, const void *before,
                 const void *self)
{
    _Alignas(4096) static unsigned char copy[MOST_SIZE];
    memset(copy, 0xa5, sizeof copy);
    if (!functions->valid(self)) return differ(class, UINT32_MAX, 0, "valid says no");
    if (functions->round_trip(self, copy) != SLOT_OK) return differ(class, UINT32_MAX, 0, "the mirror does not pack");
    if (!same_bytes(class, copy, self, UINT32_MAX, 0, "the mirror packs to other bytes")) return false;
    return judge_pair(class, functions, before, self) && judge_pair(class, functions, self, copy) &&
           judge_text(class, functions, self);
}
