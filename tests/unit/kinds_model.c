/* SPDX-License-Identifier: MIT */
/* The model of instances of every kind; see kinds.h. Knows nothing of descriptors and facts. */
#include "kinds.h"

#include "classes.h"

#include <math.h>
#include <string.h>

static bool is_real(const struct kind_slot *slot)
{
    return slot->kind >= SLOT_KIND_FLOAT16 && slot->kind <= SLOT_KIND_FLOAT64;
}

uint32_t state_elements(const struct kind_slot *slot)
{
    uint32_t count = 1;
    for (int i = 0; i < slot->dims; i++) count *= slot->counts[i];
    return count;
}

static uint32_t element_of_tag(const struct kind_class *kinds, const struct kind_slot *slot, uint32_t element)
{
    return element / (state_elements(slot) / state_elements(&kinds->slots[slot->tag - 1]));
}

bool state_is_live(const struct kind_class *kinds, const struct kind_state *state, int index, uint32_t element)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    if (slot->tag == 0) return true;
    const uint32_t at = element_of_tag(kinds, slot, element);
    return state_has(kinds, state, slot->tag - 1, at) && state->code[slot->tag - 1][at] == slot->code;
}

/* Whether it is there: an `any` may still be unset. */
static bool is_present(const struct kind_class *kinds, const struct kind_state *state, int index, uint32_t element)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    if (!state_is_live(kinds, state, index, element)) return false;
    return !(slot->optional || slot->element_optional) || state->set[index][element];
}

bool state_has(const struct kind_class *kinds, const struct kind_state *state, int index, uint32_t element)
{
    const bool is_any = kinds->slots[index].kind == SLOT_KIND_ANY;
    return is_present(kinds, state, index, element) && !(is_any && state->code[index][element] == 0);
}

/* ---- Values ---- */

static double float_of(const struct kind_slot *slot, uint64_t code)
{
    if (slot->width == 64) return slot_double_of_bits(code);
    if (slot->width == 32) return (double)slot_float_of_bits((uint32_t)code);
    const double sign = (code & 0x8000) != 0 ? -1 : 1;
    const int exponent = (int)(code >> 10 & 31);
    const double fraction = (double)(code & 1023);
    if (exponent == 31) return fraction > 0 ? (double)NAN : sign * (double)INFINITY;
    return sign * (exponent == 0 ? ldexp(fraction, -24) : ldexp(1024 + fraction, exponent - 25));
}

/* Boxes of every kind, the ends of their ranges among them. */
static const uint64_t boxes[] = {
    0,
    1,
    2,
    3,
    UINT64_C(0x0002000000001388),
    UINT64_C(0x0002000100000007),
    UINT64_C(0x00030001000003e8),
    UINT64_C(0x0001000012345678),
    UINT64_C(0x0004000000000000),
    UINT64_C(0x0004000000000001),
    UINT64_C(0x0007ffffffffffff),
    UINT64_C(0x0005ffffffffffff),
    UINT64_C(0x0006000000000000),
    UINT64_C(0x0008000000000000),
    UINT64_C(0x8008000000000000),
    UINT64_C(0x3ff8000000000000),
    UINT64_C(0x7ff8000000000000),
    UINT64_C(0xfff8000000000000),
    UINT64_C(0x8000000000000000),
};
enum { BOXES = (int)(sizeof boxes / sizeof boxes[0]) };

static slot_value value_of_box(const struct kind_class *kinds, uint64_t box)
{
    static const int64_t integers[] = {0, 1, -1, (INT64_C(1) << 49) - 1, -(INT64_C(1) << 49)};
    static const uint64_t floats[] = {0,
                                      UINT64_C(0x8000000000000000),
                                      UINT64_C(0x3ff0000000000000),
                                      UINT64_C(0x7ff0000000000000),
                                      UINT64_C(0xfff0000000000000),
                                      UINT64_C(0x7ff8000000000000)};
    int i = 0;
    while (i < BOXES && boxes[i] != box) i++;
    ck_assert_int_lt(i, BOXES);
    switch (i) {
    case 0: return slot_unset();
    case 1: return slot_nil();
    case 2:
    case 3: return slot_from_bool(i == 3);
    case 4: return slot_from_symbol(kinds->class.symbols[0], 5000);
    case 5: return slot_from_symbol(kinds->class.symbols[1], 7);
    case 6: return slot_from_ref(kinds->class.classes[1], 1000);
    case 7: return slot_from_pointer(SLOT_WORD_TO_POINTER(const void *, UINT32_C(0x12345678)));
    default: break;
    }
    return i < 13 ? slot_from_int(integers[i - 8]) : slot_from_float(slot_double_of_bits(floats[i - 13]));
}

static slot_value value_of_code(const struct kind_class *kinds, const struct kind_slot *slot, uint64_t code)
{
    const uint64_t steps = code - (slot->niche ? 1 : 0);
    const uint64_t integer = slot->low + steps * (slot->step == 0 ? 1 : slot->step);
    const int64_t count = (int64_t)(slot->low + steps);
    switch (slot->kind) {
    case SLOT_KIND_UINT: return slot_from_uint(integer);
    case SLOT_KIND_INT: return slot_from_int((int64_t)integer);
    case SLOT_KIND_BOOL: return slot_from_bool(steps != 0);
    case SLOT_KIND_ENUM:
        return slot_from_int(slot->ordinal ? slot->members->values[steps] : slot->members->values[0] + (int64_t)steps);
    case SLOT_KIND_STEPS: return slot_from_float((double)(slot->offset + count * slot->factor) / (double)slot->divisor);
    case SLOT_KIND_SYMBOL: return slot_from_symbol(slot->symbols, (uint32_t)code);
    case SLOT_KIND_REF: return slot_from_ref(slot->class, (uint32_t)code);
    case SLOT_KIND_POINTER: return slot_from_pointer(SLOT_WORD_TO_POINTER(const void *, code << slot->shift));
    case SLOT_KIND_ANY: return value_of_box(kinds, code);
    default: return slot_from_float(float_of(slot, code));
    }
}

slot_value state_value(const struct kind_class *kinds, const struct kind_state *state, int index, uint32_t element)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    const unsigned char *const bytes = state->bytes[index][element];
    slot_value value = slot_unset();
    if (!state_has(kinds, state, index, element)) return value;
    if (slot->kind == SLOT_KIND_BYTES) return slot_from_bytes(bytes, slot->bytes);
    if (slot->kind == SLOT_KIND_CLASS) return slot_from_instance(slot->class, bytes);
    if (slot->kind == SLOT_KIND_TEXT) {
        size_t length = 0;
        while (length < slot->bytes && bytes[length] != 0) length++;
        return slot_from_text((const char *)bytes, length);
    }
    value.kind = SLOT_VALUE_GROUP;
    return slot->kind == SLOT_KIND_GROUP ? value : value_of_code(kinds, slot, state->code[index][element]);
}

/* ---- Changes ---- */

static void forget(struct kind_state *state, int index, uint32_t element)
{
    state->set[index][element] = false;
    state->code[index][element] = 0;
    memset(state->bytes[index][element], 0, KIND_BYTES);
}

/* All that an element of a tag tells apart. */
static void kill(const struct kind_class *kinds, struct kind_state *state, int tag, uint32_t element)
{
    for (int i = 0; i < kinds->count; i++) {
        const struct kind_slot *const slot = &kinds->slots[i];
        if (slot->tag != tag + 1) continue;
        for (uint32_t k = 0; k < state_elements(slot); k++) {
            if (element_of_tag(kinds, slot, k) != element) continue;
            forget(state, i, k);
            if (slot->is_tag) kill(kinds, state, i, k);
        }
    }
}

static void enliven(const struct kind_class *kinds, struct kind_state *state, int index, uint32_t element)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    if (slot->tag == 0 || state_is_live(kinds, state, index, element)) return;
    const uint32_t at = element_of_tag(kinds, slot, element);
    enliven(kinds, state, slot->tag - 1, at);
    kill(kinds, state, slot->tag - 1, at);
    state->set[slot->tag - 1][at] = true;
    state->code[slot->tag - 1][at] = slot->code;
}

void state_set(const struct kind_class *kinds, struct kind_state *state, int index, uint32_t element, uint64_t code,
               const unsigned char *bytes)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    enliven(kinds, state, index, element);
    if (slot->is_tag) kill(kinds, state, index, element);
    for (uint32_t i = 0; slot->optional && i < state_elements(slot); i++) state->set[index][i] = true;
    state->set[index][element] = true;
    state->code[index][element] = code;
    if (bytes != NULL) memcpy(state->bytes[index][element], bytes, KIND_BYTES);
}

void state_clear(const struct kind_class *kinds, struct kind_state *state, int index, uint32_t element)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    const bool is_nothing = slot->kind >= SLOT_KIND_SYMBOL && slot->kind <= SLOT_KIND_ANY;
    if (!state_is_live(kinds, state, index, element)) return;
    if (is_nothing) {
        state->code[index][element] = 0;
        return;
    }
    if (slot->is_tag) kill(kinds, state, index, element);
    forget(state, index, element);
}

/* ---- Records ---- */

static uint32_t offset_of(const struct kind_slot *slot, uint32_t element, const uint32_t *strides)
{
    uint32_t offset = 0;
    for (int i = slot->dims; i-- > 0; element /= slot->counts[i]) offset += element % slot->counts[i] * strides[i];
    return offset;
}

void state_write(const struct kind_class *kinds, const struct kind_state *state, unsigned char *record)
{
    memset(record, 0, kinds->class.size);
    for (int i = 0; i < kinds->count; i++) {
        const struct kind_slot *const slot = &kinds->slots[i];
        for (uint32_t k = 0; k < state_elements(slot); k++) {
            if (!is_present(kinds, state, i, k)) continue;
            const uint32_t bit = slot->bit + offset_of(slot, k, slot->stride);
            if ((slot->optional || slot->element_optional) && !slot->niche)
                model_set_bits(record, slot->presence + offset_of(slot, k, slot->presence_stride), 1, 1);
            if (slot->width > 0) model_set_bits(record, bit, slot->width, state->code[i][k]);
            else memcpy(record + bit / 8, state->bytes[i][k], slot->bytes);
        }
    }
}

/* ---- Order ---- */

static int order_of_numbers(double a, double b)
{
    if (isnan(a) || isnan(b)) return (isnan(a) ? 1 : 0) - (isnan(b) ? 1 : 0);
    return a < b ? -1 : a > b ? 1 : 0;
}

static int order_of_values(const slot_value *a, const slot_value *b)
{
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    switch (a->kind) {
    case SLOT_VALUE_BOOL: return (int)a->as.truth - (int)b->as.truth;
    case SLOT_VALUE_INT: return a->as.integer < b->as.integer ? -1 : a->as.integer > b->as.integer ? 1 : 0;
    case SLOT_VALUE_FLOAT: return order_of_numbers(a->as.real, b->as.real);
    default: return 0;
    }
}

static int order_of(const struct kind_class *kinds, const struct kind_state *a, const struct kind_state *b, int index,
                    uint32_t element)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    const bool has[] = {is_present(kinds, a, index, element), is_present(kinds, b, index, element)};
    if (!has[0] || !has[1]) return (int)has[0] - (int)has[1];
    const uint64_t codes[] = {a->code[index][element], b->code[index][element]};
    const slot_value left = state_value(kinds, a, index, element);
    const slot_value right = state_value(kinds, b, index, element);
    if (slot->kind == SLOT_KIND_CLASS)
        return slot_compare(slot->class, a->bytes[index][element], b->bytes[index][element]);
    if (slot->width == 0) {
        const int order = memcmp(a->bytes[index][element], b->bytes[index][element], slot->bytes);
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    if (slot->kind == SLOT_KIND_ANY || is_real(slot)) {
        const int order = order_of_values(&left, &right);
        if (order != 0 || left.kind <= SLOT_VALUE_FLOAT) return order;
    }
    return codes[0] < codes[1] ? -1 : codes[0] > codes[1] ? 1 : 0;
}

int state_compare(const struct kind_class *kinds, const struct kind_state *a, const struct kind_state *b)
{
    for (int i = 0; i < kinds->count; i++) {
        for (uint32_t k = 0; k < state_elements(&kinds->slots[i]); k++) {
            const int order = order_of(kinds, a, b, i, k);
            if (order != 0) return order;
        }
    }
    return 0;
}

/* ---- Contents ---- */

static void random_bytes(const struct kind_slot *slot, uint64_t *state, unsigned char *bytes)
{
    static const char *const texts[] = {"", "a", "\303\274", "\342\202\254", "bc", "z\303\237"};
    memset(bytes, 0, KIND_BYTES);
    if (slot->kind == SLOT_KIND_BYTES) {
        for (uint32_t i = 0; i < slot->bytes; i++) bytes[i] = (unsigned char)(model_random(state) & 0xff);
    } else if (slot->kind == SLOT_KIND_CLASS) {
        model_fill(&class_specs[3], bytes, state);
    } else {
        const char *const text = texts[model_random(state) % 6];
        if (strlen(text) <= slot->bytes) memcpy(bytes, text, strlen(text));
    }
}

static uint64_t random_code(const struct kind_slot *slot, uint64_t random)
{
    const uint64_t niche = slot->niche ? 1 : 0;
    const uint64_t all = UINT64_MAX >> (64 - slot->width);
    switch (slot->kind) {
    case SLOT_KIND_ENUM: return random % (all + 1 - niche < 3 ? all + 1 - niche : 3) + niche;
    case SLOT_KIND_SYMBOL: return random % ((uint64_t)slot->symbols->capacity + 1);
    case SLOT_KIND_REF:
        if (slot->class->generation_bits != 0) return random & all;
        return random % ((uint64_t)slot->class->pool_capacity + 1);
    case SLOT_KIND_POINTER: return random % 3 == 0 ? 0 : (random & UINT32_MAX) >> slot->shift;
    case SLOT_KIND_GROUP: return 1;
    case SLOT_KIND_ANY: return boxes[random % BOXES];
    case SLOT_KIND_FLOAT16:
    case SLOT_KIND_FLOAT32:
    case SLOT_KIND_FLOAT64: break;
    default: return random % (slot->span + 1) + niche;
    }
    /* Zeros of both signs now and then. Of NaN only the quiet one, as setting may make any NaN that. */
    const uint64_t code = random % 5 == 0 ? random / 5 % 2 << (slot->width - 1) : random & all;
    if (!isnan(float_of(slot, code))) return code;
    return slot->width == 16 ? 0x7e00 : slot->width == 32 ? 0x7fc00000u : UINT64_C(0x7ff8000000000000);
}

void random_content(const struct kind_slot *slot, uint64_t *state, uint64_t *code, unsigned char *bytes)
{
    *code = 0;
    if (slot->width == 0) random_bytes(slot, state, bytes);
    else *code = random_code(slot, model_random(state));
}
