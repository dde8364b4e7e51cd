/* SPDX-License-Identifier: MIT */
/*
 * A slow model of all that a schema can hold: what an instance's bits mean and what each operation makes of them, bit by
 * bit. What slots hold is what the generator meant (the rows that write_model.c writes); where they lie is what
 * `slotgen layout --format=json` says. It shares no code with the compiler and the runtime, whose functions it judges.
 */
#ifndef LANGUAGE_MODEL_H
#define LANGUAGE_MODEL_H

#include "typed.h"

/* A default: the value, of steps how many from the lowest, of floats the bits; of text and bytes those. */
struct model_given {
    uint64_t number;
    unsigned length;
    const char *text;
};

enum model_optional {
    MODEL_ALWAYS,
    MODEL_OPTIONAL,      /* it, or each element */
    MODEL_OPTIONAL_ARRAY /* all elements of one array together */
};

/* What a slot of the index table means. */
struct model_slot {
    const char *path; /* in the schema */
    enum typed_kind kind;
    uint64_t low, high, step, divisor, unset;
    bool has_unset;
    const int32_t *members; /* values of an enum, bits of a flags; NULL for arms */
    const char *const *names;
    unsigned member_count;
    bool is_tag_optional;
    enum model_optional optional;
    unsigned elements, own_elements; /* 1 where it is no array */
    int gate;                        /* the slot that says whether it is there, or -1, */
    int64_t arm;                     /* and what that says then */
    bool is_by, is_overlaid;
    const struct model_given *given;
    unsigned given_count;
    const slot_class *target;
};

/* Where it lies. */
struct model_place {
    uint64_t bit, bits, width, host_unit;
    uint64_t dims[32], strides[32], presence_strides[32];
    unsigned dim_count;
    bool is_niche, has_presence;
    uint64_t presence_bit;
    bool is_digit;
    uint64_t number_bits, weight, base;
    uint64_t highest;
};

struct model_class {
    const char *name;   /* "ops.Trade" */
    const char *c_name; /* "ops_Trade" */
    const slot_class *type;
    const struct model_slot *slots;
    unsigned slot_count;
    struct model_place *places; /* of model_read_places */
    uint64_t size;
    uint64_t highest_ref; /* the handle with the highest number, of a class with a pool */
};

/* A slot of an instance. */
struct model_value {
    bool is_live; /* its arm is there */
    bool is_set;
    uint64_t number; /* the value; of steps how many from the lowest, of floats the bits, of arms their number */
    const unsigned char *bytes; /* of text, bytes and instances */
    size_t length;
};

/* model_places.c: fills the places from that JSON text; false with a message where something is missing. */
bool model_read_places(struct model_class *classes, size_t count, const char *json);

/* model.c */
extern struct model_class *model_classes;
extern size_t model_class_count;
const struct model_class *model_of(const slot_class *type);
struct model_value model_get(const struct model_class *class, const void *self, unsigned slot, uint32_t element);
/* The code of a slot, and whether its presence bit is set, wherever it lives. */
uint64_t model_code(const struct model_class *class, const void *self, unsigned slot, uint32_t element);
bool model_presence(const struct model_class *class, const void *self, unsigned slot, uint32_t element);
void model_set_code(const struct model_class *class, void *self, unsigned slot, uint32_t element, uint64_t code);
void model_set_presence(const struct model_class *class, void *self, unsigned slot, uint32_t element, bool is_set);
uint64_t model_code_of(const struct model_class *class, unsigned slot, uint64_t number);
/* The first byte of what lies on one. */
uint64_t model_byte(const struct model_class *class, unsigned slot, uint32_t element);
/* The element of the slot's gate, or of another one around it, that an element of the slot is in. */
uint32_t model_outer(const struct model_class *class, unsigned slot, uint32_t element, unsigned outer);
/* Whether a slot in an overlay has a value: the bits of other arms may be none. */
bool model_is_known(const struct model_class *class, const void *self, unsigned slot, uint32_t element);
/* Whether the bytes are those that the values need, and none else: codes, and zeros behind them. */
bool model_is_whole(const struct model_class *class, const void *self);

double model_half(uint64_t code);

/* model_change.c: what is made of an instance by init, by a set that is accepted, and by a clear. */
void model_init(const struct model_class *class, void *self);
/* The value as the slot keeps it; false where it refuses that. Texts and instances are in the value itself. */
bool model_accepts(const struct model_class *class, unsigned slot, const slot_value *value, uint64_t *number);
void model_put(const struct model_class *class, void *self, unsigned slot, uint32_t element, const slot_value *value,
               uint64_t number);
void model_switch(const struct model_class *class, void *self, unsigned slot, uint32_t element, int64_t arm);
void model_clear(const struct model_class *class, void *self, unsigned slot, uint32_t element);

/* model_whole.c: equality, order (2: an overlay decides, whose order is another matter) and text. */
bool model_equal(const struct model_class *class, const void *a, const void *b);
int model_compare(const struct model_class *class, const void *a, const void *b);
size_t model_format(const struct model_class *class, const void *self, char *text, size_t size);

#endif
