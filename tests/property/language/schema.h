/* SPDX-License-Identifier: MIT */
/*
 * A random schema of the whole language as a tree, and what its parts make of it: integers.c and contents.c invent what
 * one slot holds, endings.c what stands behind that, items.c groups of slots, classes.c classes, random_language.c the
 * files; naming.c names all of it, and writer.c keeps what is declared until it is written. measure.c says how many bits
 * they need at least and at most; flatten.c lists the slots as the index table has them; write_typed.c writes C that
 * asks all typed accessors of them, and write_model.c what the slots mean. Shares no code with the compiler.
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
    MOST_FILES = 3,
    MOST_FLATS = 600,
    MOST_GIVEN = 6, /* defaults of an array */
    MOST_ITEMS = 16,
    MOST_MEMBERS = 70,
    MOST_NAME = 48,
    MOST_PATH = 300,
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
    char name[MOST_NAME];
    char members[MOST_MEMBERS][MOST_NAME];
    int values[MOST_MEMBERS];
    unsigned count;
    unsigned file;
    bool is_flags;
};

/* A default: the value, of steps how many from the lowest, of floats the bits; of text and bytes those. */
struct given {
    uint64_t number;
    char text[24];
    unsigned length;
};

/* What a slot holds. `low` and `high` are two's complement; of text and bytes `high` is the size, of handles the
 * capacity, of pointers the alignment. */
struct content {
    enum style style;
    char text[1600];     /* as the schema has it, behind the colon */
    char type_name[100]; /* in C */
    uint64_t low, high, step;
    uint64_t divisor; /* STEPS: of low, high and step, which are whole numbers of its parts */
    uint64_t unset;
    const struct enumeration *enumeration;
    const struct class *target; /* CLASS, INLINE */
    unsigned dims[3], dim_count;
    unsigned bits; /* of one element, without "unset" */
    bool has_free_code;
    bool has_sentinel;
    bool is_element_optional, is_optional; /* without dimensions: is_optional */
    bool has_default;
    struct given given[MOST_GIVEN]; /* the defaults of its elements; one stands for all of them */
    unsigned given_count;
    bool is_private, is_counter, is_own, has_unit;
    enum layout layout;
};

enum item_kind { ITEM_SLOT, ITEM_ONEOF, ITEM_OVERLAY, ITEM_RESERVED };

struct arm {
    char name[MOST_NAME];
    bool is_group;
    struct item *items;
    unsigned count;
};

struct item {
    enum item_kind kind;
    char name[MOST_NAME];
    char c_name[MOST_NAME]; /* the same, but for @c_name */
    bool is_joined;         /* SLOT: stands in the declaration of the one before it */
    bool is_private;        /* ONEOF, OVERLAY */
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
    char name[MOST_NAME];
    char annotations[300];
    const struct class *base;
    char bases[300];
    unsigned file;
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

/* A declaration as it is written, and the one before it in its file. */
struct declaration {
    struct declaration *older;
    char *text;
};

/* A constant, or a table of symbols with its capacity. */
struct constant {
    char name[MOST_NAME];
    uint64_t number;
    unsigned file;
};

struct schema {
    struct prng prng;
    struct block *blocks;
    FILE *out;     /* the declaration that is being written, */
    unsigned file; /* and the file that it is for */
    unsigned file_count;
    char file_names[MOST_FILES][MOST_NAME]; /* without .slots */
    char spaces[MOST_FILES][MOST_NAME];     /* namespaces, or "" */
    char suffix[MOST_NAME];                 /* behind declared names: so they differ from those of other schemas */
    struct declaration *declarations[MOST_FILES];
    bool is_wild;     /* for compilers alone: what the programs of typed.c do not know */
    bool has_headers; /* its files include C headers */
    struct enumeration enums[MOST_ENUMS], flags[MOST_ENUMS];
    unsigned enum_count; /* of each */
    struct constant constants[16], tables[3];
    unsigned constant_count;
    struct class classes[MOST_CLASSES];
    unsigned class_count;
    char mixins[2][MOST_NAME]; /* classes without slots, the second one derived from the first */
    unsigned names;            /* given so far */
    bool taken[300];           /* of the words of words.h */
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
    char path[MOST_PATH];  /* in C */
    char label[MOST_PATH]; /* in the schema */
    const struct content *content;
    const struct item *oneof; /* TAG */
    enum style style;
    int gate;                  /* the number of the slot that says whether it is there, or -1, */
    int arm;                   /* and what it says then: the arm's number, or with `by` its member's */
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

/* A name that nothing else in the schema has: a number, or for name_word a word that C may take amiss. */
void name_next(struct schema *schema, char *name, const char *prefix);
void name_word(struct schema *schema, char *name, const char *prefix);
/* The same for what is declared, where words need a namespace before them, and for a oneof, which has a type in C. */
void name_declared(struct schema *schema, char *name, const char *prefix);
void name_oneof(struct schema *schema, char *name);
/* A name of a declaration of some file, as the file that is being written must say it. */
void name_refer(struct schema *schema, unsigned file, const char *name, char *text, size_t size);
/* A number as an expression. */
void number_write(struct schema *schema, char *text, size_t size, uint64_t number, bool is_unsigned);
/* A string in quotes that comments and literals of C may take amiss. */
void string_write(struct schema *schema, char *text, size_t size);
/* Begins and ends a declaration of the file `schema->file`: `out` is its text. One may begin within another. */
FILE *declaration_begin(struct schema *schema);
void declaration_end(struct schema *schema, FILE *outer);
void files_write(struct schema *schema, const char *folder);
void integer_invent(struct schema *schema, struct content *content);
void integer_choose_type(struct content *content);
/* ` unset V` behind the `?` of an integer, at times. */
void integer_invent_sentinel(struct schema *schema, struct content *content);
void steps_invent(struct schema *schema, struct content *content);
/* What stands behind the type of an element: `?`, dimensions, a default, annotations; or a named type for some of it. */
void content_end(struct schema *schema, const struct place *place, struct content *content);
void content_end_by(struct schema *schema, const struct place *place, struct content *content);
void enumeration_invent(struct schema *schema, struct enumeration *list, bool is_flags);
void class_invent(struct schema *schema, unsigned index);
void content_invent(struct schema *schema, const struct place *place, struct content *content);
void content_invent_bool(const struct place *place, struct content *content);
void content_invent_by(struct schema *schema, const struct place *place, struct content *content);
void items_invent(struct schema *schema, const struct place *place, struct item *items, unsigned *count,
                  unsigned wanted);
void items_write(struct schema *schema, FILE *out, const struct item *items, unsigned count, unsigned margin);
bool items_have_default(const struct item *items, unsigned count);
bool items_have_units(const struct item *items, unsigned count);
unsigned bits_for(uint64_t most);
/* Bits that stand before what lies on a boundary: presence bits, a tag. */
unsigned measure_before(const struct item *item);
struct measure measure_item(const struct item *item);
struct measure measure_items(const struct item *items, unsigned count);
void measure_class(struct class *class);
/* What a slot says while an arm of the oneof by it is there: the number of its member. */
int arm_number_by(const struct content *content, const char *name);
void flatten_class(const struct class *class, struct flat_list *list);
/* The functions and the table for typed.c; the list for operations.c. */
void typed_write(FILE *out, const struct schema *schema);
/* A function that asks the members of the unpacked mirror. */
void mirror_write(FILE *out, const struct class *class);
void model_write(FILE *out, const struct schema *schema);
void classes_write(FILE *out, const struct schema *schema);

#endif
