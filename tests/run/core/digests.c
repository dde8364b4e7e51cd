/* SPDX-License-Identifier: MIT */
/*
 * Random work on instances by the index table alone, and a digest of all that was answered: statuses, values, hashes,
 * order. The program is compiled twice, once with reversed.h, so that units lie in the other byte order: both print the
 * same.
 */
#include "core.slots.h"
#include "layouts.slots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 1500, LARGEST = 8192 };

static uint64_t state = 1;

static uint64_t next(void)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return state ^ state >> 29;
}

static unsigned below(unsigned bound)
{
    return (unsigned)(next() >> 33) % bound;
}

static uint64_t digest;

static void add(uint64_t number)
{
    digest = slot_hash_step(digest, number);
}

static void add_text(slot_text text)
{
    add(slot_hash_bytes(text.data, text.length));
}

static void add_value(const slot_value *value)
{
    add(value->kind);
    switch (value->kind) {
    case SLOT_VALUE_BOOL: add(value->as.truth); break;
    case SLOT_VALUE_INT: add((uint64_t)value->as.integer); break;
    case SLOT_VALUE_UINT: add(value->as.natural); break;
    case SLOT_VALUE_FLOAT: add(slot_bits_of_double(value->as.real)); break;
    case SLOT_VALUE_TEXT:
    case SLOT_VALUE_BYTES: add_text(value->as.text); break;
    case SLOT_VALUE_SYMBOL: add(value->as.symbol.id); break;
    case SLOT_VALUE_REF: add(value->as.ref.id); break;
    case SLOT_VALUE_POINTER: add(SLOT_POINTER_TO_WORD(value->as.pointer)); break;
    case SLOT_VALUE_INSTANCE: add(slot_hash(value->as.instance.type, value->as.instance.self)); break;
    case SLOT_VALUE_ARRAY: add(value->as.count); break;
    default: break;
    }
}

/* What the bytes of an overlay's word are differs between hosts, and so what its other arms hold then. */
static bool is_word_of_overlay(const slot_class *type, int index)
{
    return strcmp(slot_name(type, index), "raw.word") == 0;
}

static void add_instance(const slot_class *type, const void *self)
{
    for (int i = 0; i < slot_count(type); i++) {
        const uint32_t elements = slot_elements(type, i);
        slot_value value;
        if (is_word_of_overlay(type, i)) continue;
        add(slot_get(type, self, i, &value));
        add_value(&value);
        for (uint32_t element = 0; element < elements; element++) {
            add(slot_get_at(type, self, i, element, &value));
            add_value(&value);
        }
        add(slot_has(type, self, i));
    }
    add(slot_hash(type, self));
    add(slot_valid(type, self));
}

/* A number of any width, of either sign, and often just one more or less than a power of two. */
static uint64_t any_number(void)
{
    const uint64_t number = next() >> below(64);
    const uint64_t edge = (UINT64_C(1) << below(64)) + below(3) - 1;
    const uint64_t one = below(3) == 0 ? edge : number;
    return below(4) == 0 ? 0 - one : one;
}

static void change(const slot_class *type, void *self, int depth);

/* A value that suits the slot, or nearly. */
static slot_value any_value(const slot_class *type, int index, unsigned char *bytes, int depth)
{
    const slot_class *const held = slot_class_of(type, index);
    const slot_symbols_type *const table = slot_symbols_of(type, index);
    switch (below(8)) {
    case 0: return slot_from_bool(below(2) == 1);
    case 1: return slot_from_float((double)(int64_t)any_number() / 16.0);
    case 2: return slot_from_text("abcd", below(5));
    case 3: return slot_from_bytes("abcd", 3);
    case 4: return slot_from_uint(any_number());
    case 5:
        if (table != NULL) return slot_from_symbol(table, below(110));
        if (held == NULL) return slot_from_pointer(SLOT_WORD_TO_POINTER(const void *, (uint64_t)below(1000) * 8));
        if (held->pool_capacity > 0) return slot_from_ref(held, below(held->pool_capacity + 2));
        if (held->size > LARGEST / 2 || depth > 3) return slot_unset();
        slot_init(held, bytes);
        for (int i = 0; i < 8; i++) change(held, bytes, depth + 1);
        return slot_from_instance(held, bytes);
    case 6: return slot_unset();
    default: return slot_from_int((int64_t)any_number());
    }
}

/* Anything that may be asked of one slot. */
static void change(const slot_class *type, void *self, int depth)
{
    unsigned char *const bytes = malloc(LARGEST);
    const int index = (int)below((unsigned)slot_count(type));
    const uint32_t elements = slot_elements(type, index);
    const uint32_t element = below(elements + 2);
    int64_t integer = 0;
    uint64_t natural = 0;
    if (bytes == NULL) abort();
    memset(bytes, 0, LARGEST);
    const slot_value value = any_value(type, index, bytes, depth);
    const unsigned way = below(7);
    if (!is_word_of_overlay(type, index)) {
        switch (way) {
        case 0: add(slot_set_int(type, self, index, (int64_t)any_number())); break;
        case 1: add(slot_set_steps(type, self, index, (int64_t)(any_number() >> below(64)))); break;
        case 2: add(below(4) == 0 ? slot_clear(type, self, index) : slot_clear_at(type, self, index, element)); break;
        case 3: add(slot_set(type, self, index, value)); break;
        case 4:
            add(slot_get_int(type, self, index, &integer));
            add((uint64_t)integer);
            break;
        case 5:
            add(slot_get_uint(type, self, index, &natural));
            add(natural);
            break;
        default: add(slot_set_at(type, self, index, element, value)); break;
        }
    }
    free(bytes);
}

static void work(const slot_class *type)
{
    unsigned char *const self = malloc(type->size);
    unsigned char *const before = malloc(type->size);
    if (self == NULL || before == NULL || type->size > LARGEST) abort();
    digest = 0;
    slot_init(type, self);
    add_instance(type, self);
    for (int round = 0; round < ROUNDS; round++) {
        memcpy(before, self, type->size);
        change(type, self, 0);
        if (round % 8 == 0) add_instance(type, self);
        add(slot_hash(type, self));
        add((uint64_t)(int64_t)slot_compare(type, before, self));
        add(slot_equal(type, before, self));
    }
    printf("%s %016llx\n", type->name, (unsigned long long)digest);
    free(self);
    free(before);
}

int main(void)
{
    const slot_class *const classes[] = {
        &ops_NaturalDate_class,    &ops_NaturalNumbers_class, &ops_NaturalKinds_class,   &ops_NaturalArrays_class,
        &ops_NaturalArms_class,    &ops_NaturalOverlay_class, &ops_NaturalDerived_class, &ops_CompactAgain_class,
        &ops_Wide_class,           &ops_Fixed_class,          &ops_Holder_class,         &ops_Counter_class,
        &ops_CounterDerived_class, &ops_Held_class,           &ops_DenseNumbers_class,   &ops_DenseHolder_class,
        &ops_FatTime_class,        &ops_FatDate_class,        &ops_FatEntry_class,       &ops_GivenHolder_class,
        &ops_LoneHolder_class,     &edges_Units_class};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) work(classes[i]);
    return 0;
}
