/* SPDX-License-Identifier: MIT */
/*
 * Whether a report's places are true, asked from outside: an instance that is all zeros, but for the bits that the report
 * says are a slot's highest code (most often all ones), and for what says that there is a value, is one whose slot has a
 * value; and setting that value in another makes it the same instance, byte for byte.
 *
 * probes.inc is made of the report by probes.py.
 */
#include <slotgen/core.h>
#include <slotgen/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bits of one code, presence bit or tag. `unit`: in the host's byte order. */
struct poke {
    uint64_t bit;
    unsigned width, unit;
    uint64_t value; /* is added: the digits of a number add up */
    bool is_box;    /* `any`: the box of -1 is */
};

struct probe {
    int index;
    int64_t element;     /* -1: no array */
    size_t byte, length; /* of what is bytes; else length is 0 */
    size_t first, count; /* of the pokes */
    const char *name;
};

struct record {
    const slot_class *type;
    size_t size, true_size, align, true_align;
    size_t first, count; /* of the probes */
};

#include "probes.inc"

static int failures = 0;

static void fail(const char *name, int64_t element, const char *text)
{
    if (failures++ < 20) printf("%s[%lld]: %s\n", name, (long long)element, text);
}

static bool is_big(void)
{
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static unsigned char *byte_of(unsigned char *bytes, const struct poke *poke, uint64_t i)
{
    const uint64_t unit_bytes = poke->unit / 8;
    if (unit_bytes < 2 || !is_big()) return bytes + (poke->bit + i) / 8;
    return bytes + poke->bit / 8 + (unit_bytes - 1 - i / 8);
}

static void add(const slot_class *type, unsigned char *bytes, const struct poke *poke)
{
    uint64_t value = poke->value;
    unsigned carry = 0;
    if (poke->is_box && slot_any_box(type, slot_from_int(-1), &value) != SLOT_OK) failures++;
    for (uint64_t i = 0; i < poke->width; i++) {
        unsigned char *byte = byte_of(bytes, poke, i);
        const unsigned shift = (unsigned)((poke->bit + i) % 8);
        const unsigned sum = (*byte >> shift & 1u) + (unsigned)(value >> i & 1u) + carry;
        *byte = (unsigned char)((*byte & ~(1u << shift)) | (sum & 1u) << shift);
        carry = sum >> 1;
    }
}

static slot_status get(const slot_class *type, const void *self, const struct probe *probe, slot_value *out)
{
    if (probe->element < 0) return slot_get(type, self, probe->index, out);
    return slot_get_at(type, self, probe->index, (uint32_t)probe->element, out);
}

static slot_status set(const slot_class *type, void *self, const struct probe *probe, slot_value value)
{
    if (probe->element < 0) return slot_set(type, self, probe->index, value);
    return slot_set_at(type, self, probe->index, (uint32_t)probe->element, value);
}

static void check(const struct record *record, const struct probe *probe, unsigned char *self, unsigned char *other)
{
    slot_value value = slot_unset();
    memset(self, 0, record->size);
    memset(other, 0, record->size);
    memset(self + probe->byte, 'A', probe->length);
    for (size_t i = 0; i < probe->count; i++) add(record->type, self, &pokes[probe->first + i]);
    const slot_status got = get(record->type, self, probe, &value);
    if (got != SLOT_OK) {
        fail(probe->name, probe->element, slot_strerror(got));
        return;
    }
    if (value.kind == SLOT_VALUE_GROUP || value.kind == SLOT_VALUE_NIL) return;
    if (value.kind == SLOT_VALUE_INSTANCE) {
        if (value.as.instance.self != self + probe->byte)
            fail(probe->name, probe->element, "is not where it should be");
        return;
    }
    if (!slot_valid(record->type, self)) fail(probe->name, probe->element, "the bits are no instance");
    const slot_status done = set(record->type, other, probe, value);
    if (done == SLOT_EREADONLY) return;
    if (done != SLOT_OK) fail(probe->name, probe->element, slot_strerror(done));
    else if (memcmp(self, other, record->size) != 0) fail(probe->name, probe->element, "other bits are set");
}

int main(void)
{
    size_t made = 0;
    for (const struct record *record = records; record->type != NULL; record++) {
        const size_t room = (record->size + 4095) / 4096 * 4096;
        unsigned char *self = aligned_alloc(4096, room);
        unsigned char *other = aligned_alloc(4096, room);
        if (self == NULL || other == NULL) return EXIT_FAILURE;
        if (record->size != record->true_size) fail(record->type->name, record->true_size, "is sizeof");
        if (record->align != record->true_align) fail(record->type->name, record->true_align, "is the alignment");
        for (size_t i = 0; i < record->count; i++) check(record, &probes[record->first + i], self, other);
        made += record->count;
        free(self);
        free(other);
    }
    printf("%zu places, %d wrong\n", made, failures);
    return failures == 0 && made > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
