/* SPDX-License-Identifier: MIT */
/*
 * A class with slots of every kind, arrays, arms and arms in arms, placed one after the other from any bit on, and a
 * slow model of its instances: what each slot holds, kept apart from all others, and how that is written bit by bit.
 */
#ifndef SLOTGEN_TESTS_KINDS_H
#define SLOTGEN_TESTS_KINDS_H

#include <check.h>
#include <slotgen/core.h>

enum { KIND_SLOTS = 64, KIND_ELEMENTS = 6, KIND_BYTES = 8, KIND_RECORD = 320, KIND_DIMS = 2 };

/* A slot as a schema would give it. The fields are those that the slot's kind has. */
struct kind_slot {
    const char *name;
    slot_kind kind;
    unsigned width;
    uint64_t low;  /* of the values; of the counts of STEPS; modulo 2^64 */
    uint64_t span; /* highest - lowest, in steps */
    uint64_t step; /* INT: 0 for none */
    int64_t offset, factor, divisor;
    const slot_type *members;
    const slot_class *class;
    const slot_symbols_type *symbols;
    unsigned shift; /* POINTER */
    uint32_t bytes; /* TEXT, BYTES, CLASS */
    uint32_t counts[KIND_DIMS];
    int dims;
    bool optional;         /* of an array: as a whole */
    bool element_optional; /* of an array */
    bool niche;            /* code 0 is unset; else optional slots and elements have presence bits */
    bool ordinal;
    bool has_sentinel;
    int64_t sentinel;
    int tag;       /* 1 + index of the tag of its arm; 0: it always lives */
    uint64_t code; /* of the tag while it lives */
    bool is_tag, read_only;
    /* Where it lies: */
    uint32_t bit, stride[KIND_DIMS], presence, presence_stride[KIND_DIMS], area, area_bits;
};

struct kind_class {
    slot_class class;
    struct kind_slot slots[KIND_SLOTS];
    int count;
    slot_descriptor descriptors[KIND_SLOTS];
    uint64_t numbers[KIND_SLOTS * 24];
    slot_fact facts[KIND_SLOTS * 6];
    const slot_type *types[KIND_SLOTS];
    const slot_class *classes[KIND_SLOTS];
    const slot_symbols_type *symbols[KIND_SLOTS];
};

/* The class with its first slot at bit `start`; built once and kept. `start` is below KIND_STARTS. */
enum { KIND_STARTS = 8 };
struct kind_class *kinds_from(unsigned start);

/* A class of 7 bytes that has a oneof and an array, with bits at every place. */
struct kind_class *kinds_small(void);

/* The index of a slot that must be there. */
int kinds_find(const struct kind_class *kinds, const char *name);

/* An instance as the model has it. What is dead or unset has code 0 and no bytes. */
struct kind_state {
    bool set[KIND_SLOTS][KIND_ELEMENTS]; /* of optional slots and elements */
    uint64_t code[KIND_SLOTS][KIND_ELEMENTS];
    unsigned char bytes[KIND_SLOTS][KIND_ELEMENTS][KIND_BYTES];
};

uint32_t state_elements(const struct kind_slot *slot);
bool state_is_live(const struct kind_class *kinds, const struct kind_state *state, int slot, uint32_t element);
bool state_has(const struct kind_class *kinds, const struct kind_state *state, int slot, uint32_t element);
slot_value state_value(const struct kind_class *kinds, const struct kind_state *state, int slot, uint32_t element);

/* What setting an element to a code, or to bytes, does to an instance, and unsetting it. */
void state_set(const struct kind_class *kinds, struct kind_state *state, int slot, uint32_t element, uint64_t code,
               const unsigned char *bytes);
void state_clear(const struct kind_class *kinds, struct kind_state *state, int slot, uint32_t element);

/* Writes the record. */
void state_write(const struct kind_class *kinds, const struct kind_state *state, unsigned char *record);

/* -1, 0, 1: by value, slot by slot. */
int state_compare(const struct kind_class *kinds, const struct kind_state *a, const struct kind_state *b);

/* A code and bytes that the slot may have; of an `any` that of some box. */
void random_content(const struct kind_slot *slot, uint64_t *state, uint64_t *code, unsigned char *bytes);

/* More test cases of the suite kinds_edges: test_kinds_others.c. */
TCase *kinds_others(void);

#endif
