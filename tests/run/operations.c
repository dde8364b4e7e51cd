/* SPDX-License-Identifier: MIT */
/*
 * Random sets and clears by index on instances of every construct. After each: a refused one has changed nothing, the
 * bytes are an instance, the mirror packs back to the same bytes, and equality, order and hash agree with that. The
 * digest of all bytes on the way is the same on every host: operations.expected has those of seed 1.
 *
 * operations [SEED [COUNT]]: COUNT operations a class, 20,000 where it is not given. With OPERATIONS_HEADER the classes
 * are those of another schema of namespace `ops`, which CLASSES lists in that header: see tests/property/language.
 */
#ifdef OPERATIONS_HEADER
#include OPERATIONS_HEADER
#else
#include "operations.slots.h"

#define CLASSES(X) X(Node) X(Leaf) X(Point) X(Line) X(Variant) X(Chosen) X(Derived) X(Fixed) X(Held) X(Empty)
#endif

#include <slotgen/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

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
    return (uint32_t)(next_random() % count);
}

/* The length of the text or bytes in `buffer`, which has 24. */
static size_t random_bytes(char *buffer, bool is_text)
{
    const size_t length = is_text ? random_below(7) : random_below(2) == 0 ? 16 : random_below(24);
    for (size_t i = 0; i < length; i++)
        buffer[i] = (char)(is_text ? 'a' + (char)random_below(26) : (int)random_below(128));
    return length;
}

/* One random number an expression: the order in which arguments are computed is the compiler's. */
static slot_value random_value(const slot_class *type, char *buffer)
{
    const uint64_t number = next_random();
    switch (random_below(13)) {
    case 0: return slot_unset();
    case 1: return slot_nil();
    case 2: return slot_from_bool(random_below(2) != 0);
    case 3:
    case 4: return slot_from_int((int64_t)random_below(40) - 10);
    case 5: return slot_from_int((int64_t)next_random());
    case 6: return slot_from_uint(number >> random_below(64));
    case 7: return slot_from_float(((double)random_below(200) - 100) / 8);
    case 8: return slot_from_text(buffer, random_bytes(buffer, true));
    case 9: return slot_from_bytes(buffer, random_bytes(buffer, false));
    case 10: return slot_from_symbol((number & 1) == 0 ? NULL : &ops_names_slot_symbols, random_below(120));
    case 11: {
        const slot_class *target = type->class_count == 0 ? NULL : type->classes[random_below(type->class_count)];
        return slot_from_ref(target, random_below(1100));
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
};

#define FUNCTIONS(class)                                                                                               \
    static void init_##class(void *self)                                                                               \
    {                                                                                                                  \
        ops_##class##_init(self);                                                                                      \
    }                                                                                                                  \
    static slot_status round_trip_##class(const void *self, void *copy, int *bad_slot)                                 \
    {                                                                                                                  \
        ops_##class##_values values;                                                                                   \
        ops_##class##_unpack(self, &values);                                                                           \
        return ops_##class##_pack(copy, &values, bad_slot);                                                            \
    }
CLASSES(FUNCTIONS)

#define ROW(class) {#class, &ops_##class##_class, sizeof(ops_##class), init_##class, round_trip_##class},
static const struct subject subjects[] = {CLASSES(ROW)};

enum { MOST_BYTES = 512 };

static int fail(const struct subject *subject, const void *self, int index, const char *what)
{
    char text[4096];
    const char *slot = slot_name(subject->type, index);
    slot_format(subject->type, self, text, sizeof text);
    fprintf(stderr, "%s, after an operation on '%s': %s\n%s\n", subject->name, slot == NULL ? "" : slot, what, text);
    return 1;
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

static int check(const struct subject *subject, void *self, int index)
{
    _Alignas(16) unsigned char copy[MOST_BYTES];
    int bad_slot = -1;
    const slot_class *type = subject->type;
    memset(copy, 0xaa, sizeof copy);
    if (!slot_valid(type, self)) return fail(subject, self, index, "the bytes are no instance");
    if (subject->round_trip(self, copy, &bad_slot) != SLOT_OK)
        return fail(subject, self, bad_slot, "the mirror does not pack");
    if (memcmp(copy, self, subject->size) != 0) return fail(subject, copy, index, "the mirror packs to other bytes");
    if (!slot_equal(type, self, copy) || slot_compare(type, self, copy) != 0)
        return fail(subject, self, index, "equal bytes are not equal");
    if (slot_hash(type, self) != slot_hash(type, copy)) return fail(subject, self, index, "equal instances hash apart");
    return 0;
}

/*
 * Whether units may share an overlay: what its bytes say as another arm, and their hash, are the host's own affair, as
 * docs/api.md has it.
 */
static bool may_overlay_units(const slot_class *type)
{
    if ((type->flags & SLOT_CLASS_HOST_ORDER) == 0) return false;
    if ((type->flags & SLOT_CLASS_OVERLAYS) != 0) return true;
    for (int i = 0; i < slot_count(type); i++) {
        if (type->descriptors[i].kind == SLOT_KIND_CLASS && may_overlay_units(slot_class_of(type, i))) return true;
    }
    return false;
}

static int run(const struct subject *subject, unsigned long count)
{
    _Alignas(16) unsigned char self[MOST_BYTES];
    _Alignas(16) unsigned char before[MOST_BYTES];
    unsigned long done = 0;
    uint64_t digest = 0;
    memset(self, 0, sizeof self);
    if (subject->size > sizeof self) return fail(subject, self, -1, "it is larger than this test thinks");
    subject->init(self);
    if (check(subject, self, -1) != 0) return 1;
    for (unsigned long i = 0; i < count; i++) {
        const int index = (int)random_below((uint32_t)slot_count(subject->type) + 1);
        memcpy(before, self, subject->size);
        const slot_status status = operate(subject->type, self, index);
        if (status == SLOT_OK) done++;
        const bool in_host_order = (subject->type->flags & SLOT_CLASS_HOST_ORDER) != 0; /* its hash is of every host */
        digest = digest * 31 + (in_host_order ? slot_hash(subject->type, self) : slot_hash_bytes(self, subject->size));
        const bool is_changed = memcmp(before, self, subject->size) != 0;
        if (status != SLOT_OK && is_changed) return fail(subject, self, index, "a refused operation changed it");
        const int order = slot_compare(subject->type, before, self);
        if (slot_compare(subject->type, self, before) != -order ||
            slot_equal(subject->type, before, self) != (order == 0))
            return fail(subject, self, index, "order and equality disagree");
        if (status == SLOT_OK && check(subject, self, index) != 0) return 1;
    }
    printf("%-8s %3zu bytes, %lu of %lu operations done, digest %016" PRIx64 "%s\n", subject->name, subject->size, done,
           count, digest, may_overlay_units(subject->type) ? ", perhaps of this host" : "");
    const bool is_open = (subject->type->flags & SLOT_CLASS_IMMUTABLE) == 0 && slot_count(subject->type) > 0;
    return is_open == (done == 0) ? fail(subject, self, -1, "nothing, or too much, could be done") : 0;
}

int main(int argc, char **argv)
{
    int failed = 0;
    state = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const unsigned long count = argc > 2 ? strtoul(argv[2], NULL, 10) : 20000;
    if (state == 0) state = 1;
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) failed += run(&subjects[i], count);
    return failed == 0 ? 0 : 1;
}
