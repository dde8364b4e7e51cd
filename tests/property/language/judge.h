/* SPDX-License-Identifier: MIT */
/* What the program does, against what the model says of it. All print what differs and are false then. */
#ifndef LANGUAGE_JUDGE_H
#define LANGUAGE_JUDGE_H

#include "language_model.h"

/* The functions of one class that deal with whole instances. */
struct judge_functions {
    void (*init)(void *self);
    bool (*equal)(const void *a, const void *b);
    int (*compare)(const void *a, const void *b);
    uint64_t (*hash)(const void *self);
    bool (*valid)(const void *self);
    size_t (*format)(const void *self, char *buffer, size_t size);
    slot_status (*round_trip)(const void *self, void *copy); /* unpack, and pack of that */
};

/* Comparisons that were made. */
extern unsigned long judge_count;

/* A new instance. */
bool judge_init(const struct model_class *class, const void *self);
/* What was read by index: `want`, `has`. */
bool judge_get(const struct model_class *class, const void *self, unsigned slot, uint32_t element,
               const slot_value *want, bool has);
/* The bytes of an instance. */
bool judge_bytes(const struct model_class *class, const void *self);
/* What a set made of `before`, and its status; `is_switch` where it was that of a oneof by the slot. */
bool judge_put(const struct model_class *class, const void *before, const void *self, unsigned slot, uint32_t element,
               const slot_value *value, bool is_switch, slot_status status);
bool judge_clear(const struct model_class *class, const void *before, const void *self, unsigned slot,
                 uint32_t element);
/* Equality, order, hashes, text and the mirror. */
bool judge_whole(const struct model_class *class, const struct judge_functions *functions, const void *before,
                 const void *self);

#endif
