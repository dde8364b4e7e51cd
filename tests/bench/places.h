/* SPDX-License-Identifier: MIT */
/* How a slot lies in its record: what decides the instructions that an access needs at least. Used by places.c. */
#ifndef BENCH_PLACES_H
#define BENCH_PLACES_H

#include <slotgen/core.h>

/* The slots of one class, with their names in order. */
struct bench_class {
    const char *c_name;
    const slot_class *type;
    const char *const *slot_names;
    int count;
};

extern const struct bench_class bench_classes[];
extern const int bench_class_count;

#endif
