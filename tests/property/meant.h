/* SPDX-License-Identifier: MIT */
/*
 * What a random schema means, as random_schema says it and the checks read it, and the door to one generated class.
 *
 * A value is 64 bits whatever its kind: integers and enums in two's complement, flags as their mask, bools 0 or 1,
 * floats as the IEEE 754 bits of their own width.
 */
#ifndef MEANT_H
#define MEANT_H

#include <slotgen/core.h>
#include <slotgen/pool.h>

enum meant_kind {
    MEANT_INT = SLOT_KIND_INT,
    MEANT_UINT = SLOT_KIND_UINT,
    MEANT_BOOL = SLOT_KIND_BOOL,
    MEANT_ENUM = SLOT_KIND_ENUM,
    MEANT_FLAGS = SLOT_KIND_FLAGS,
    MEANT_FLOAT32 = SLOT_KIND_FLOAT32,
    MEANT_FLOAT64 = SLOT_KIND_FLOAT64
};

/* An enum or flags: members in ascending order of value or bit. */
struct meant_type {
    const char *full_name;
    unsigned count;
    const char *const *names;
    const int *values;
};

struct meant_slot {
    const char *name;
    const char *unit; /* or NULL */
    enum meant_kind kind;
    unsigned bits; /* that its states need: values, and unset */
    uint64_t low;  /* integers: bounds; enums: extremes; flags: 0 and all flags */
    uint64_t high;
    uint64_t sentinel;
    uint64_t initial; /* the default */
    const struct meant_type *type;
    bool optional, has_sentinel, has_default;
    bool wide_flags; /* the C type of a flags is uint64_t */
};

struct meant_class {
    const char *full_name;
    const struct meant_slot *slots;
    int slot_count;
    unsigned align;
    unsigned size;
    unsigned pool_capacity;
};

/* What can be asked of typed accessors: HAS, CLEAR, TRY_GET and GET_OR of optional slots, the last three of flags. */
enum accessor { GET, SET, TRY_SET, HAS, CLEAR, TRY_GET, GET_OR, TEST, ADD, REMOVE };

/* Calls one of them: *value goes in or comes out; the status of those that have one, else SLOT_OK. */
typedef slot_status slot_access(enum accessor accessor, void *self, uint64_t *value);

/* Where the unpacked mirror has a slot. */
struct mirror_member {
    size_t offset;
    size_t size;
    const char *name;
};

/* A generated class as a table. */
struct tested_class {
    const struct meant_class *meant;
    const slot_class *type;
    slot_access *const *access;
    const struct mirror_member *mirror;
    const int *has_offsets;                      /* of has_x in the mirror, or -1 */
    size_t size, align, rival_size, values_size; /* rival: the same slots as packed bit-fields */
    int slot_count;
    void (*init)(void *self);
    slot_status (*make)(void *self, const uint64_t *values); /* or NULL; one value a slot, required ones are used */
    void (*unpack)(const void *self, void *values);
    void (*values_init)(void *values);
    slot_status (*pack)(void *self, const void *values, int *bad_slot);
    bool (*equal)(const void *a, const void *b);
    int (*compare)(const void *a, const void *b);
    uint64_t (*hash)(const void *self);
    bool (*valid)(const void *self);
    uint64_t (*to_u64)(const void *self); /* or NULL */
    slot_status (*from_u64)(void *self, uint64_t number);
};

extern const struct tested_class *const tested_classes[];
extern const int tested_class_count;

#endif
