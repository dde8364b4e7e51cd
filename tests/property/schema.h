/* SPDX-License-Identifier: MIT */
/*
 * A random schema in memory: invented by types.c and random_schema.c, written as a schema by write_slots.c and as C
 * that says what it means by write_meant.c. Values are 64 bits as in meant.h.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "meant.h"
#include "prng.h"

#include <stdio.h>

enum { MOST_TYPES = 16, MOST_ALIASES = 12, MOST_CLASSES = 64, MOST_SLOTS = 40, MOST_MEMBERS = 300, MOST_NAME = 96 };

struct schema_type {
    char name[MOST_NAME], c_name[MOST_NAME], full_name[MOST_NAME];
    bool is_flags, has_c_name;
    unsigned count;
    char names[MOST_MEMBERS][MOST_NAME];
    int values[MOST_MEMBERS]; /* in order of declaration */
};

/* What stands behind a colon. */
struct schema_content {
    struct meant_slot meant; /* without its name and its type */
    int type;                /* index of an enum or flags, or -1 */
    int alias;               /* index of the alias that it is written as, or -1 */
    int sized;               /* N of intN and uintN, else 0: a range, or no integer */
};

struct schema_alias {
    char name[MOST_NAME];
    struct schema_content content;
};

struct schema_slot {
    char name[MOST_NAME], c_name[MOST_NAME];
    struct schema_content content;
    bool joined;                              /* stands in the declaration of the slot before it: "a, b: T;" */
    bool own_optional, own_default, own_unit; /* said by the slot, not by its alias */
};

struct schema_class {
    char name[MOST_NAME], c_name[MOST_NAME], full_name[MOST_NAME];
    bool has_c_name, has_size, has_max_size;
    unsigned align, size, pool_capacity;
    int slot_count;
    struct schema_slot slots[MOST_SLOTS];
};

struct schema {
    struct prng prng;
    const char *space;  /* the namespace, or "" */
    const char *prefix; /* of --prefix, or "" */
    bool with_docs;
    int64_t constant; /* const k = ...; */
    int type_count, alias_count, class_count;
    struct schema_type types[MOST_TYPES];
    struct schema_alias aliases[MOST_ALIASES];
    struct schema_class classes[MOST_CLASSES];
};

/* Draws a content: a type, perhaps optional, perhaps with a default. Aliases may be used. */
void invent_content(struct schema *schema, struct schema_slot *slot);
void invent_type(struct schema *schema, struct schema_type *type);
void invent_alias(struct schema *schema, struct schema_alias *alias);

/* The C type that a content's getter returns, as the contract fixes it. */
const char *content_c_type(const struct schema *schema, const struct schema_content *content);

/* Indices of a type's members in ascending order of value. */
void type_sort(const struct schema_type *type, unsigned *order);

void write_slots(FILE *file, struct schema *schema);
void write_meant(FILE *file, const struct schema *schema);

#endif
