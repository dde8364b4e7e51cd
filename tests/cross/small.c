/* SPDX-License-Identifier: MIT */
/*
 * Checks of the core and of generated code for machines without an operating system, which print the same on each:
 * random operations by index on classes of every construct, as tests/run/operations.c does, and typed accessors of
 * codes of all widths against those by index. A digest of all bytes on the way tells what a record's bytes are.
 *
 * Freestanding: console.h has how a character is written and how the program ends. OPERATIONS: how many a class.
 */
#include "small.slots.h"

#include "console.h"

#ifndef OPERATIONS
#define OPERATIONS 400
#endif

#define WIDTHS(X) X(Compact) X(Natural) X(Declared) X(Dense)
#define CLASSES(X)                                                                                                     \
    WIDTHS(X) X(Own) X(Node) X(Leaf) X(Five) X(Seven) X(Point) X(Line) X(Variant) X(Chosen) X(Derived) X(Digits)

static void print(const char *text)
{
    for (; *text != '\0'; text++) console_put(*text);
}

static void print_hex(uint64_t number)
{
    for (int shift = 60; shift >= 0; shift -= 4) console_put("0123456789abcdef"[number >> shift & 15]);
}

static uint64_t state = 1;

/* xorshift64 of Marsaglia, "Xorshift RNGs", 2003. */
static uint64_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static uint32_t random_below(uint32_t count)
{
    return (uint32_t)((next_random() >> 32) * count >> 32);
}

/* A slot_violation of the program's own: checked accessors are called with good values alone. */
SLOT_COLD void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    (void)status;
    (void)value;
    print("FAIL: a violation of ");
    print(slot_name(type, slot));
    print("\n");
    console_end(1);
}

static slot_value random_value(const slot_class *type, char *buffer)
{
    const uint64_t number = next_random();
    const size_t length = (size_t)random_below(7);
    switch (random_below(14)) {
    case 0: return slot_unset();
    case 1: return slot_nil();
    case 2: return slot_from_bool(random_below(2) != 0);
    case 3:
    case 4: return slot_from_int((int64_t)random_below(40) - 10);
    case 5: return slot_from_int((int64_t)next_random());
    case 6:
    case 7: return slot_from_uint(number >> random_below(64));
    case 8: return slot_from_float(((double)random_below(200) - 100) / 8);
    case 9:
        for (size_t i = 0; i < length; i++) buffer[i] = (char)('a' + (char)random_below(26));
        return slot_from_text(buffer, length);
    case 10:
        for (size_t i = 0; i < 16; i++) buffer[i] = (char)random_below(128);
        return slot_from_bytes(buffer, random_below(2) == 0 ? 16 : length);
    case 11: return slot_from_symbol((number & 1) == 0 ? NULL : &small_words_slot_symbols, random_below(120));
    case 12: {
        const slot_class *target = type->class_count == 0 ? NULL : type->classes[random_below(type->class_count)];
        return slot_from_ref(target, random_below(80000));
    }
    default: return slot_from_pointer((const void *)(uintptr_t)(random_below(1000) * 8));
    }
}

/* A class, and what only its own functions can do. */
struct subject {
    const char *name;
    const slot_class *type;
    size_t size;
    void (*init)(void *self);
    slot_status (*round_trip)(const void *self, void *copy, int *bad_slot);
    uint64_t (*hash)(const void *self);
    bool (*equal)(const void *self, const void *other);
};

#define FUNCTIONS(class)                                                                                               \
    static void init_##class(void *self)                                                                               \
    {                                                                                                                  \
        small_##class##_init((small_##class *)self);                                                                   \
    }                                                                                                                  \
    static slot_status round_trip_##class(const void *self, void *copy, int *bad_slot)                                 \
    {                                                                                                                  \
        small_##class##_values values;                                                                                 \
        small_##class##_unpack((const small_##class *)self, &values);                                                  \
        return small_##class##_pack((small_##class *)copy, &values, bad_slot);                                         \
    }                                                                                                                  \
    static uint64_t hash_##class(const void *self)                                                                     \
    {                                                                                                                  \
        return small_##class##_hash((const small_##class *)self);                                                      \
    }                                                                                                                  \
    static bool equal_##class(const void *self, const void *other)                                                     \
    {                                                                                                                  \
        return small_##class##_equal((const small_##class *)self, (const small_##class *)other);                       \
    }
CLASSES(FUNCTIONS)

enum { MOST_BYTES = 192 };

static bool fail(const struct subject *subject, int slot, const char *what)
{
    print("FAIL ");
    print(subject->name);
    print(".");
    if (slot_name(subject->type, slot) != NULL) print(slot_name(subject->type, slot));
    print(": ");
    print(what);
    print("\n");
    return false;
}

static bool is_same(const unsigned char *a, const unsigned char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

static slot_status operate(const slot_class *type, void *self, int index)
{
    char buffer[24];
    const uint32_t elements = slot_elements(type, index);
    const uint32_t element = random_below(elements + 1);
    if (random_below(8) == 0) {
        if (elements > 0 && random_below(2) == 0) return slot_clear_at(type, self, index, element);
        return slot_clear(type, self, index);
    }
    const slot_value value = random_value(type, buffer);
    return elements > 0 ? slot_set_at(type, self, index, element, value) : slot_set(type, self, index, value);
}

static bool check(const struct subject *subject, const unsigned char *self, int index)
{
    SLOT_ALIGNAS(16) unsigned char copy[MOST_BYTES];
    int bad_slot = -1;
    const slot_class *type = subject->type;
    for (size_t i = 0; i < MOST_BYTES; i++) copy[i] = 0xaa;
    if (!slot_valid(type, self)) return fail(subject, index, "the bytes are no instance");
    if (subject->round_trip(self, copy, &bad_slot) != SLOT_OK) return fail(subject, bad_slot, "does not pack");
    if (!is_same(copy, self, subject->size)) return fail(subject, index, "the mirror packs to other bytes");
    if (!slot_equal(type, self, copy) || slot_compare(type, self, copy) != 0)
        return fail(subject, index, "equal bytes are not equal");
    if (slot_hash(type, self) != slot_hash(type, copy)) return fail(subject, index, "equal instances hash apart");
    if (subject->hash(self) != slot_hash(type, self)) return fail(subject, index, "its own hash is another");
    if (!subject->equal(self, copy)) return fail(subject, index, "its own equality is another");
    return true;
}

static bool run(const struct subject *subject)
{
    SLOT_ALIGNAS(16) unsigned char self[MOST_BYTES];
    SLOT_ALIGNAS(16) unsigned char before[MOST_BYTES];
    const slot_class *type = subject->type;
    unsigned done = 0;
    uint64_t digest = 0;
    for (size_t i = 0; i < MOST_BYTES; i++) self[i] = 0;
    if (subject->size > MOST_BYTES) return fail(subject, -1, "is larger than this test thinks");
    subject->init(self);
    if (!check(subject, self, -1)) return false;
    for (unsigned i = 0; i < OPERATIONS; i++) {
        const int index = (int)random_below((uint32_t)slot_count(type) + 1);
        for (size_t k = 0; k < subject->size; k++) before[k] = self[k];
        const slot_status status = operate(type, self, index);
        if (status == SLOT_OK) done++;
        digest = digest * 31 + slot_hash(type, self); /* of every host, also where units are in its own order */
        if (status != SLOT_OK && !is_same(before, self, subject->size))
            return fail(subject, index, "a refused operation changed it");
        const int order = slot_compare(type, before, self);
        if (slot_compare(type, self, before) != -order || slot_equal(type, before, self) != (order == 0))
            return fail(subject, index, "order and equality disagree");
        if (subject->equal(before, self) != (order == 0)) return fail(subject, index, "its own equality is another");
        if (status == SLOT_OK && !check(subject, self, index)) return false;
    }
    for (int i = 0; i < slot_count(type); i++) {
        size_t length;
        const char *const name = slot_names_at(&type->names, i, &length);
        if (slot_find(type, name, length) != i) return fail(subject, i, "is not found by its name");
    }
    print(subject->name);
    print(" ");
    print_hex(subject->size);
    print(" ");
    print_hex(done);
    print(" ");
    print_hex(digest);
    print("\n");
    return done > 0 || fail(subject, -1, "nothing could be done");
}

/* ---- Typed accessors against those by index ---- */

/* A value that the slot may hold or not; of a bool or an enum one that its type has. */
static int64_t random_number(const slot_class *type, int slot)
{
    const slot_type *const members = slot_type_of(type, slot);
    if (members != NULL) return members->values[random_below(members->names.count)];
    if (type->descriptors[slot].kind == SLOT_KIND_BOOL) return (int64_t)random_below(2);
    switch (random_below(4)) {
    case 0: return (int64_t)random_below(10001) - 60;
    case 1: return (int64_t)random_below(13) * 10 - 50;
    case 2: return (int64_t)(next_random() >> random_below(64));
    default: return (int64_t)next_random();
    }
}

static slot_status set_by_index(const slot_class *type, void *self, int slot, int64_t number)
{
    if (type->descriptors[slot].kind == SLOT_KIND_UINT) return slot_set_uint(type, self, slot, (uint64_t)number);
    return slot_set_int(type, self, slot, number);
}

static int64_t get_by_index(const slot_class *type, const void *self, int slot)
{
    int64_t number = 0;
    uint64_t natural = 0;
    if (slot_get_int(type, self, slot, &number) == SLOT_OK) return number;
    slot_get_uint(type, self, slot, &natural);
    return (int64_t)natural;
}

#define JOIN_NAMES(a, b, c)  a##_##b##_##c
#define JOIN(a, b, c)        JOIN_NAMES(a, b, c)
#define JOIN_TWO_NAMES(a, b) a##_##b
#define JOIN_TWO(a, b)       JOIN_TWO_NAMES(a, b)

#define CLASS Compact
#include "small_of.inc"
#undef CLASS
#define CLASS Natural
#include "small_of.inc"
#undef CLASS
#define CLASS Declared
#include "small_of.inc"
#undef CLASS
#define CLASS Dense
#include "small_of.inc"
#undef CLASS

#define RUN(class)                                                                                                     \
    {                                                                                                                  \
        const struct subject subject = {#class,       &small_##class##_class, sizeof(small_##class),                   \
                                        init_##class, round_trip_##class,     hash_##class,                            \
                                        equal_##class};                                                                \
        is_good = run(&subject) && is_good;                                                                            \
    }
#define RUN_TYPED(class) is_good = small_##class##_typed() && is_good;

int main(void)
{
    bool is_good = true;
    console_begin();
    CLASSES(RUN)
    WIDTHS(RUN_TYPED)
    print(is_good ? "passed\n" : "failed\n");
    console_end(is_good ? 0 : 1);
    return is_good ? 0 : 1;
}
