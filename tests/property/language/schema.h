/* SPDX-License-Identifier: MIT */
/*
 * A random schema of the whole language as a tree, and what its parts make of it: contents.c invents what one slot
 * holds, items.c groups of slots, random_language.c classes and the file; measure.c says how many bits they need at
 * least and at most; flatten.c lists the slots as the index table has them; write_typed.c writes C that asks all typed
 * accessors of them. Shares no code with the compiler.
 */
#ifndef LANGUAGE_SCHEMA_H
#define LANGUAGE_SCHEMA_H

#include "prng.h"

#include <stddef.h>
#include <stdio.h>

enum {
    MOST_ARMS = 5,
    MOST_CLASSES = 10,
    MOST_DIMS = 24,
    MOST_ENUMS = 4,
    MOST_FLATS = 600,
    MOST_ITEMS = 16,
    MOST_MEMBERS = 9,
    MOST_PATH = 200,
    MOST_BITS = 300 * 8 /* of a class */
};

enum style {
    STYLE_INT,
    STYLE_UINT, /* an integer whose accessors take uint64_t */
    STYLE_BOOL,
    STYLE_ENUM,
    STYLE_FLAGS,
    STYLE_STEPS,
    STYLE_HALF,
    STYLE_FLOAT,
    STYLE_DOUBLE,
    STYLE_TEXT,
    STYLE_BYTES,
    STYLE_SYMBOL,
    STYLE_REF,
    STYLE_POINTER,
    STYLE_ANY,
    STYLE_CLASS,
    STYLE_INLINE,
    STYLE_TAG,  /* of a oneof; flat slots only, as the next */
    STYLE_GROUP /* of an optional inline class */
};

/* @layout of the class that declares a slot. */
enum layout { LAYOUT_COMPACT, LAYOUT_NATURAL, LAYOUT_DECLARED, LAYOUT_DENSE };

/* An enum or a flags. */
struct enumeration {
    char name[16];
    char members[MOST_MEMBERS][16];
    int values[MOST_MEMBERS];
    unsigned count;
    bool is_flags;
};

/* What a slot holds. `low` and `high` are two's complement; of text and bytes `high` is the size, of handles the
 * capacity, of pointers the alignment. */
struct content {
    enum style style;
    char text[400];      /* as the schema has it, behind the colon */
    char type_name[100]; /* in C */
    uint64_t low, high, step;
    uint64_t unset;
    const struct enumeration *enumeration;
    const struct class *target; /* CLASS, INLINE */
    unsigned dims[2], dim_count;
    unsigned bits; /* of one element, without "unset" */
    bool has_free_code;
    bool has_sentinel;
    bool is_element_optional, is_optional; /* without dimensions: is_optional */
    bool has_default;
    bool is_private, is_counter, is_own;
    enum layout layout;
};

enum item_kind { ITEM_SLOT, ITEM_ONEOF, ITEM_OVERLAY, ITEM_RESERVED };

struct arm {
    char name[16];
    bool is_group;
    struct item *items;
    unsigned count;
};

struct item {
    enum item_kind kind;
    char name[16];
    struct content content; /* SLOT */
    struct item *by;        /* ONEOF: the slot before it in the same group that tells, or NULL */
    bool is_by;             /* SLOT: some oneof's `by` */
    bool is_optional;       /* ONEOF */
    enum layout layout;     /* ONEOF, OVERLAY */
    unsigned reserved;      /* RESERVED: bits */
    struct arm arms[MOST_ARMS];
    unsigned arm_count;
};

/* Bits at least and at most, and what they ask of their place. */
struct measure {
    unsigned least, most;
    unsigned align; /* bytes; 0: bits alone */
};

struct class
{
    char name[16];
    char annotations[100];
    const struct class *base;
    char bases[80];
    struct item items[MOST_ITEMS + 2];
    unsigned count;
    unsigned capacity;        /* of its pool, or 0 */
    unsigned generation_bits; /* of its handles, or 0 */
    unsigned given_align;     /* of @align, or 0 */
    unsigned align;
    unsigned fixed_size; /* of @size, or 0 */
    enum layout layout;
    bool has_units; /* it or what lies in it */
    bool is_immutable, is_bare;
    bool has_table;
    bool has_default; /* it or what lies in it */
    struct measure image;
    unsigned least_size, most_size;
};

/* Items of arms, which nothing frees before the end. */
struct block {
    struct block *older;
    struct item items[];
};

struct schema {
    struct prng prng;
    struct block *blocks;
    FILE *out;
    struct enumeration enums[MOST_ENUMS], flags[MOST_ENUMS];
    struct class classes[MOST_CLASSES];
    unsigned class_count;
    unsigned names; /* given so far */
};

/* Where something is invented. */
struct place {
    const struct class *class;
    unsigned class_index;
    unsigned depth;
    bool may_default;
    bool is_group;  /* more than one slot may stand here */
    unsigned begin; /* bits before it, in a declared class; where they are not known, a multiple of 8 */
    bool is_begin_known;
};

/* A slot of the index table. */
struct flat {
    char path[MOST_PATH]; /* in C */
    const struct content *content;
    enum style style;
    char arms_type[MOST_PATH]; /* TAG and `by`: the C enum of the arms; `which_` is asked with arms_path */
    char arms_path[MOST_PATH];
    unsigned arm_count; /* TAG */
    unsigned dims[MOST_DIMS], dim_count, own_dims;
    unsigned zone; /* slots of one zone may change each other; 0: of none */
    bool may_be_dead, has_no_bulk, is_tag_optional, is_by;
    bool is_fixed;    /* of an immutable class */
    bool is_overlaid; /* its bits may be anything */
    bool is_node;     /* an inline class as a whole */
    bool is_placed;   /* in a given order: its code, or its bytes, begin at `bit` */
    unsigned bit;
};

struct flat_list {
    struct flat flats[MOST_FLATS];
    unsigned count;
    unsigned zones;
};

void name_next(struct schema *schema, char *name, size_t size, const char *prefix);
void content_invent(struct schema *schema, const struct place *place, struct content *content);
void content_invent_bool(const struct place *place, struct content *content);
void content_invent_by(struct schema *schema, const struct place *place, struct content *content);
void items_invent(struct schema *schema, const struct place *place, struct item *items, unsigned *count,
                  unsigned wanted);
void items_write(FILE *out, const struct item *items, unsigned count, unsigned margin);
bool items_have_default(const struct item *items, unsigned count);
bool items_have_units(const struct item *items, unsigned count);
unsigned bits_for(uint64_t most);
/* Bits that stand before what lies on a boundary: presence bits, a tag. */
unsigned measure_before(const struct item *item);
struct measure measure_item(const struct item *item);
struct measure measure_items(const struct item *items, unsigned count);
void measure_class(struct class *class);
void flatten_class(const struct class *class, struct flat_list *list);
/* The functions and the table for typed.c; the list for operations.c. */
void typed_write(FILE *out, const struct schema *schema);
void classes_write(FILE *out, const struct schema *schema);

#endif
