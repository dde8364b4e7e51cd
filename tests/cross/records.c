/* SPDX-License-Identifier: MIT */
/*
 * Random values by index into instances of all classes of a random schema; one line a class with digests of the bytes on the
 * way, of their hashes, and of the texts that format gives. The lines are the same on every machine.
 *
 * records [SEED [COUNT]]: COUNT values a class, 2,000 where it is not given. The classes are those that RECORDS_HEADER lists as
 * CLASSES (tests/property/language), else the `tested_classes` of tests/property.
 */
#ifdef RECORDS_HEADER
#include RECORDS_HEADER
#else
#include "meant.h"
#endif
#include "prng.h"

#include <slotgen/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 4096, MOST_TEXT = 16384 };

static struct prng prng;

static slot_value random_value(const slot_class *type, int index, char *buffer)
{
    const uint64_t number = prng_bits(&prng, prng_below(&prng, 65));
    switch (prng_below(&prng, 10)) {
    case 0: return slot_unset();
    case 1: return slot_from_bool(number % 2 != 0);
    case 2:
    case 3: return slot_from_int((int64_t)prng_below(&prng, 300) - 100);
    case 4: return slot_from_int((int64_t)(0 - number));
    case 5: return slot_from_uint(number);
    case 6: return slot_from_float(((double)prng_below(&prng, 2000) - 1000) / (1 + prng_below(&prng, 7)));
    case 7: return slot_from_symbol(slot_symbols_of(type, index), prng_below(&prng, 100));
    case 8: return slot_from_ref(slot_class_of(type, index), prng_below(&prng, 1000));
    default: {
        const size_t length = prng_below(&prng, 24);
        for (size_t i = 0; i < length; i++) buffer[i] = (char)('a' + (int)prng_below(&prng, 26));
        return prng_once_in(&prng, 2) ? slot_from_text(buffer, length) : slot_from_bytes(buffer, length);
    }
    }
}

static slot_status store(const slot_class *type, void *self, int index)
{
    char buffer[24];
    const uint32_t elements = slot_elements(type, index);
    const uint32_t element = prng_below(&prng, elements + 1);
    if (prng_once_in(&prng, 20)) return slot_clear(type, self, index);
    const slot_value value = random_value(type, index, buffer);
    return elements > 0 ? slot_set_at(type, self, index, element, value) : slot_set(type, self, index, value);
}

/* As in tests/run/operations.c: bytes, hash and text may be this host's own. */
static bool may_overlay_units(const slot_class *type)
{
    if ((type->flags & SLOT_CLASS_HOST_ORDER) == 0) return false;
    if ((type->flags & SLOT_CLASS_OVERLAYS) != 0) return true;
    for (int i = 0; i < slot_count(type); i++) {
        if (type->descriptors[i].kind == SLOT_KIND_CLASS && may_overlay_units(slot_class_of(type, i))) return true;
    }
    return false;
}

static int run(const char *name, const slot_class *type, size_t size, unsigned long count)
{
    static _Alignas(64) unsigned char self[MOST_BYTES];
    static char text[MOST_TEXT];
    uint64_t bytes = 0, hashes = 0, texts = 0;
    unsigned long done = 0;
    const bool in_host_order = (type->flags & SLOT_CLASS_HOST_ORDER) != 0;
    if (size > sizeof self) {
        fprintf(stderr, "%s is larger than this test thinks\n", name);
        return 1;
    }
    memset(self, 0, sizeof self);
    slot_init(type, self);
    for (unsigned long i = 0; i < count; i++) {
        if (slot_count(type) > 0)
            done += store(type, self, (int)prng_below(&prng, (unsigned)slot_count(type))) == SLOT_OK;
        if (!slot_valid(type, self)) {
            fprintf(stderr, "%s: the bytes are no instance\n", name);
            return 1;
        }
        if (!in_host_order) bytes = bytes * 31 + slot_hash_bytes(self, size);
        hashes = hashes * 31 + slot_hash(type, self);
        const size_t length = slot_format(type, self, text, sizeof text);
        texts = texts * 31 + slot_hash_bytes(text, length < sizeof text ? length : sizeof text - 1);
    }
    printf("%s %zu bytes, %lu of %lu stored, bytes %016" PRIx64 ", hashes %016" PRIx64 ", texts %016" PRIx64 "%s\n",
           name, size, done, count, bytes, hashes, texts, may_overlay_units(type) ? ", perhaps of this host" : "");
    return 0;
}

int main(int argc, char **argv)
{
    int failed = 0;
    prng.state = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const unsigned long count = argc > 2 ? strtoul(argv[2], NULL, 10) : 2000;
#ifdef RECORDS_HEADER
#define RUN(class) failed += run(#class, &ops_##class##_class, sizeof(ops_##class), count);
    CLASSES(RUN)
#else
    for (int i = 0; i < tested_class_count; i++) {
        const struct tested_class *const class = tested_classes[i];
        failed += run(class->meant->full_name, class->type, class->size, count);
    }
#endif
    return failed == 0 ? 0 : 1;
}
