/* SPDX-License-Identifier: MIT */
/*
 * Classes for the tests of the core, written by hand, and a slow model of what their records mean: bit by bit, from the
 * places and ranges below, without a look at descriptors.
 */
#ifndef SLOTGEN_TESTS_CLASSES_H
#define SLOTGEN_TESTS_CLASSES_H

#include <check.h>
#include <slotgen/core.h>

enum { MOST_SLOTS = 8, NO_PRESENCE = -1, LARGEST_RECORD = 32 };

/* A slot as a schema would give it. The fields are those that the slot's kind has. */
struct slot_spec {
    const char *name;
    slot_kind kind;
    unsigned bit;
    unsigned width;
    uint64_t low;  /* modulo 2^64 */
    uint64_t span; /* highest - lowest */
    bool is_optional;
    int presence; /* the bit of it, or NO_PRESENCE: then code 0 is unset where the slot is optional */
    bool is_ordinal;
    bool has_sentinel;
    uint64_t sentinel;
    const slot_type *members;
};

struct class_spec {
    const char *name;
    uint32_t size;
    int count;
    struct slot_spec slots[MOST_SLOTS];
};

extern const struct class_spec class_specs[];
extern const int class_spec_count;

/* The index table of specs[i]. With `plain`, fast paths are marked, which must make no difference. */
const slot_class *class_of_spec(int i, bool plain);

/* A table of names, kept for good. */
slot_names names_of(int count, const char *const *texts);

/* A number with its sign: what a slot holds, or what somebody wants it to. */
struct number {
    uint64_t bits;
    bool is_signed; /* the bits are an int64_t */
};

uint64_t model_get_bits(const unsigned char *record, unsigned bit, unsigned width);
void model_set_bits(unsigned char *record, unsigned bit, unsigned width, uint64_t code);

/* Whether the slot has a value. */
bool model_is_set(const struct slot_spec *slot, const unsigned char *record);

/* The value of a slot that is set (floats: their bits); or its sentinel's. */
struct number model_value(const struct slot_spec *slot, const unsigned char *record);

/* Whether the slot can hold a number; its code then goes to *code. Not for floats. */
bool model_code(const struct slot_spec *slot, struct number number, uint64_t *code);

/* Whether the bytes are an instance. */
bool model_is_valid(const struct class_spec *spec, const unsigned char *record);

/* Fills a record with an instance that follows from `state`. */
void model_fill(const struct class_spec *spec, unsigned char *record, uint64_t *state);

/* The same in a block of exactly the record's size, to be freed. */
unsigned char *model_record(const struct class_spec *spec, uint64_t *state);

/* The next of a sequence of numbers that look random. */
uint64_t model_random(uint64_t *state);

/* More test cases of the core suite: test_core_edges.c. */
TCase *core_edges(void);

static inline bool is_float_kind(slot_kind kind)
{
    return kind == SLOT_KIND_FLOAT32 || kind == SLOT_KIND_FLOAT64;
}

#endif
