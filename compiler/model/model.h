/* SPDX-License-Identifier: MIT */
/*
 * What a schema means: names resolved to pointers, expressions to numbers, all rules kept. Made by the checker, const
 * for the emitters.
 *
 * Every string is NUL-terminated and lives in the run's arena. `doc` is "" where there is none. Orders are those of
 * declaration unless said otherwise.
 */
#ifndef SLOTGEN_MODEL_H
#define SLOTGEN_MODEL_H

#include "source/source.h"
#include "support/number.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The kinds of type, one row each: name, the runtime's kind. What else differs by kind is in encode.c (codes) and
 * emit/ (expressions and templates).
 */
#define MODEL_TYPE_KINDS(X)                                                                                            \
    X(TYPE_INT, "SLOT_KIND_INT")                                                                                       \
    X(TYPE_BOOL, "SLOT_KIND_BOOL")                                                                                     \
    X(TYPE_ENUM, "SLOT_KIND_ENUM")                                                                                     \
    X(TYPE_FLAGS, "SLOT_KIND_FLAGS")                                                                                   \
    X(TYPE_STEPS, "SLOT_KIND_STEPS")                                                                                   \
    X(TYPE_FLOAT16, "SLOT_KIND_FLOAT16")                                                                               \
    X(TYPE_FLOAT32, "SLOT_KIND_FLOAT32")                                                                               \
    X(TYPE_FLOAT64, "SLOT_KIND_FLOAT64")                                                                               \
    X(TYPE_SYMBOL, "SLOT_KIND_SYMBOL")                                                                                 \
    X(TYPE_REF, "SLOT_KIND_REF")                                                                                       \
    X(TYPE_POINTER, "SLOT_KIND_POINTER")                                                                               \
    X(TYPE_ANY, "SLOT_KIND_ANY")                                                                                       \
    X(TYPE_GROUP, "SLOT_KIND_GROUP")                                                                                   \
    X(TYPE_TEXT, "SLOT_KIND_TEXT")                                                                                     \
    X(TYPE_BYTES, "SLOT_KIND_BYTES")                                                                                   \
    X(TYPE_CLASS, "SLOT_KIND_CLASS")

enum model_type_kind {
#define MODEL_ROW(kind, runtime) kind,
    MODEL_TYPE_KINDS(MODEL_ROW)
#undef MODEL_ROW
};

/* Whether values of that kind are strings of bytes on a byte, not codes of at most 64 bits. */
static inline bool model_is_blob(enum model_type_kind kind)
{
    return kind >= TYPE_TEXT;
}

/* Whether values of that kind may be equal though their bits differ. */
static inline bool model_has_many_codes(enum model_type_kind kind)
{
    return kind == TYPE_FLOAT16 || kind == TYPE_FLOAT32 || kind == TYPE_FLOAT64 || kind == TYPE_ANY;
}

/* A member of an enum or flags, or an arm of a oneof as a member of the enum of its arms. */
struct model_member {
    const char *name;
    const char *c_name; /* market_Side_buy */
    const char *doc;
    struct span span; /* of the name */
    int32_t value;    /* enum: the value; flags: the bit index, 0..63 */
};

/* An enum or flags type, or the enum of the arms of a oneof. */
struct model_enum {
    const char *name;      /* Side */
    const char *full_name; /* market.Side */
    const char *c_name;    /* market_Side */
    const char *doc;
    struct span span; /* of the name */
    bool is_flags;
    size_t count; /* 1..65535; flags: 1..64 */
    struct model_member *members;
    const struct model_member **sorted; /* ascending by value or bit index */
};

/* A table of interned strings: `symbols tickers(5_000);` */
struct model_symbols {
    const char *name;      /* tickers */
    const char *full_name; /* market.tickers */
    const char *c_name;    /* market_tickers */
    const char *id_c_name; /* market_tickers_id: the C type of its ids; filled by names_check */
    const char *doc;
    struct span span;
    uint32_t capacity; /* 1..2^32-1: the highest id */
};

struct model_class;

/* A type without its presence and its dimensions. */
struct model_type {
    enum model_type_kind kind;
    /* INT: the values, both fit an int64_t, or both a uint64_t; STEPS: the counts of steps, int64_t. */
    struct integer low, high;
    uint64_t step;      /* INT: values are low, low + step, ... high; 1 for plain ranges */
    struct {            /* STEPS: value = (offset + count * factor) / divisor, all below 2^53 */
        int64_t offset; /* 0 where counts are value / step */
        int64_t factor;
        int64_t divisor;
        struct ratio low, high, step; /* as written */
    } scale;
    const struct model_enum *enumeration; /* ENUM, FLAGS */
    const struct model_symbols *symbols;  /* SYMBOL */
    const struct model_class *class;      /* REF: what it refers to; CLASS: what lies here; GROUP: the inline class */
    const char *pointer_type;             /* POINTER: the whole C type, "const struct foo *" */
    unsigned pointer_shift;               /* POINTER: low bits that are always 0 and not stored, 0..12 */
    uint32_t bytes;                       /* TEXT, BYTES: 1..2^28 */
};

/* How values become codes; computed by encode_slot. A code is an unsigned number of `width` bits. */
struct encoding {
    unsigned width;    /* 0..64; 0 for TEXT, BYTES, CLASS */
    bool niche;        /* code 0 is unset; the codes of values begin at 1 */
    bool presence_bit; /* a bit of its own tells whether the slot (or each element, or the whole array) is set */
    bool ordinal;      /* ENUM: ordinal among the sorted members instead of value - lowest */
    uint64_t codes;    /* the highest code that a value has */
};

/* The highest code of that width: a mask of its bits. */
static inline uint64_t model_mask(unsigned width)
{
    return width == 0 ? 0 : UINT64_MAX >> (64 - width);
}

/* How a class asks for its own slots to be laid out: @layout. */
enum model_layout {
    MODEL_COMPACT,  /* the fewest bytes, then the cheapest access */
    MODEL_NATURAL,  /* each code in a unit of its own of 8, 16, 32 or 64 bits, in host order */
    MODEL_DECLARED, /* in order, without gaps; codes are always value - lowest value, never niches or ordinals */
    MODEL_DENSE     /* codes as digits of mixed-radix numbers where that saves bits */
};

enum { MODEL_LAYOUT_COUNT = MODEL_DENSE + 1 };

/* As @layout names it. */
static inline const char *model_layout_name(enum model_layout layout)
{
    static const char *const names[MODEL_LAYOUT_COUNT] = {"compact", "natural", "declared", "dense"};
    return names[layout];
}

/* Bytes of a record: from `begin` up to `end`. */
struct model_bytes {
    uint32_t begin, end;
};

/* A place in a record; computed by the layout. Bit i is bit i % 8 of byte i / 8. */
struct place {
    uint32_t bit;      /* first bit of the code, of the bytes, or of the first element */
    uint32_t presence; /* bit of the presence bit, where there is one, or of the first element's */
    uint32_t window;   /* first byte of the load that reads the code (slots without dimensions) */
    /*
     * 1..8; 9 for a code that spans nine bytes; 0 where the code has no bits. With dimensions: 1, 2, 4 or 8, the word
     * from each element's first byte on, or up to its last, that has all of it; 0 for no such word.
     */
    unsigned window_bytes;
    bool window_ends; /* with dimensions: the word ends with each element's last byte instead */
    /* The bytes of the record that accesses to a slot with dimensions may cover; 0, 0 where these are all. */
    struct model_bytes reach;
    /*
     * DENSE, where several codes are one number: its bits, 2..64; `bit` and the window are the number's. The code is
     * number / weight % (encoding.codes + 1). 0 where the code has bits of its own. The digits of a number are slots of
     * one class and one arm; the first of them has the weight 1. The numbers of valid records are below group_codes.
     */
    unsigned group_bits;
    uint64_t weight;
    uint64_t group_codes;
};

enum { MODEL_MOST_DIMS = 63 }; /* of a slot; in a table one more */

/*
 * A dimension of a slot. Outermost first: those of the inline arrays that the slot lies in, then its own. Element
 * (i, j) has its code at bit place.bit + i * stride[0] + j * stride[1], its presence bit likewise.
 */
struct model_dim {
    uint32_t count;           /* 1..2^31; 0: the rows of a table, as many as it has; see tables.h */
    uint32_t stride;          /* bits */
    uint32_t presence_stride; /* bits; 0 along the own dimensions of an array that is optional as a whole */
};

/* What tells a choice from another: a tag of its own, another slot, or a bit that says whether there is one at all. */
enum model_choice_kind {
    CHOICE_ONEOF, /* a tag of its own */
    CHOICE_BY,    /* an enum or bool slot of the same class or group, which is set through the arms only */
    CHOICE_GROUP  /* an optional inline class: one arm, and its tag is a slot of kind GROUP */
};

/* An arm of a oneof, or the slots of an optional inline class. They live while the tag has the arm's code. */
struct model_arm {
    struct model_choice *choice;
    const struct model_member *member; /* of choice->enumeration; NULL for a GROUP */
    uint64_t code;                     /* of the tag */
    bool is_group;                     /* written in braces: a struct in the mirror, however few slots it has */
};

/* Slots of which only some live at a time: a oneof, or an optional inline class. */
struct model_choice {
    enum model_choice_kind kind;
    const char *name;   /* "origin", "outer.inner": its path in the class */
    const char *c_name; /* "origin", "outer_inner" */
    const char *doc;
    struct span span;
    size_t index;       /* its own in the class's choices */
    size_t tag;         /* index of the tag or `by` slot in the class */
    bool optional;      /* may have no arm: code 0 of the tag (or its presence bit, of a `by` slot that has one) */
    int32_t none_value; /* of the constant _NONE: no member of the enum has it */
    /*
     * Of the arms: members' values are the ordinals of the arms, or with BY the values of the enum (bool: 0 and 1),
     * each of which is an arm. NULL for a GROUP.
     */
    struct model_enum *enumeration;
    bool owns_enumeration; /* false in a class that has the choice from an inline class: the enum is that class's */
    size_t arm_count;
    struct model_arm *arms;      /* in the order of enumeration->members */
    const struct model_arm *arm; /* the arm that the choice itself lies in, or NULL */
    uint32_t area;               /* first bit of what a switch zeroes; strides are those of the tag's dimensions */
    uint32_t area_bits;
    struct model_dim *area_dims; /* of a table: as the tag's, with the strides of the area */
};

/*
 * A slot of the index table. A class has them in order of declaration, its base's first. Slots in a oneof, an overlay
 * or an inline class are flattened: their names are paths ("origin.buyer"), and a tag is a slot of its own before its
 * arms.
 */
struct model_slot {
    const char *name;   /* as in the index table: "origin.buyer" */
    const char *c_name; /* what stands behind the verbs: Date_get_<c_name>, "origin_buyer"; or @c_name's */
    const char *member; /* last part of c_name, with `_` behind it where a bare name is unavailable in C or C++ */
    const char *doc;
    const char *unit; /* or NULL */
    struct span span; /* of the name */
    struct model_type type;
    size_t dim_count; /* 0 for a single value */
    size_t own_dims;  /* the last so many are the slot's own, those before them of inline arrays around it */
    struct model_dim *dims;
    uint32_t element_count; /* product of the counts; 1 without dimensions */
    bool optional;          /* the slot, an array as a whole */
    bool element_optional;  /* each element of an array; never together with `optional` */
    bool has_sentinel;      /* `? unset V`: of the slot or of each element */
    struct integer sentinel;
    bool has_default;
    /* INT: the value; BOOL: 0 or 1; ENUM: the value; FLAGS: the mask; STEPS: the count. */
    struct integer default_integer;
    double default_real;              /* FLOAT16, FLOAT32, FLOAT64 */
    const char *default_bytes;        /* TEXT, BYTES: bytes of them, zero-padded */
    uint64_t *default_codes;          /* arrays of other kinds: the code of each element, in order; presence is set */
    size_t default_length;            /* TEXT: without the padding */
    const struct model_choice *tells; /* the choice whose tag this is, or NULL */
    const struct model_arm *arm;      /* the innermost arm it lives in, or NULL where it always lives */
    uint32_t overlay;                 /* 1 + index of the outermost overlay it lies in (class->overlays), or 0 */
    enum model_layout layout;         /* of the class that declares it */
    bool is_own;                      /* @own: alone in a unit, in host order */
    bool is_inherited;
    bool is_private;
    bool is_counter;
    bool is_read_only; /* a `by` slot, or any slot of an immutable class */
    struct encoding encoding;
    struct place place;
    uint64_t prefix, presence_prefix; /* in a table: of the columns that have the codes and the presence bits */
};

/* Whether the outermost of some dimensions is a table's rows. */
static inline bool model_has_rows(const struct model_dim *dims, size_t count)
{
    return count > 0 && dims[0].count == 0;
}

/* The structure of a class, which the mirror and the layout follow: what was declared, in order. */
enum model_node_kind {
    NODE_SLOT,    /* slots[first] */
    NODE_INLINE,  /* an inline class: slots[first ...]: its tag where it is optional, then those of `class` in order */
    NODE_ONEOF,   /* nodes: one NODE_ARM for each arm of `choice`, in order */
    NODE_OVERLAY, /* nodes: NODE_ARMs */
    NODE_ARM,     /* nodes: what the arm holds */
    NODE_RESERVED /* `reserved N;`: `bits` bits that are always zero; no name, no slots */
};

struct model_node {
    enum model_node_kind kind;
    const char *name;   /* INLINE, ONEOF, OVERLAY: the path; ARM: the arm */
    const char *c_name; /* INLINE, ONEOF, OVERLAY: "outer_inner" */
    const char *member; /* of the mirror, as model_slot's */
    const char *doc;
    struct span span;
    size_t first, count;             /* all slots below, tags included (a `by` slot is not) */
    const struct model_class *class; /* INLINE */
    struct model_choice *choice;     /* ONEOF; INLINE where it is optional, else NULL */
    size_t dim_count;                /* INLINE arrays: all dimensions, outermost first, as the slots' */
    size_t own_dims;
    struct model_dim *dims;
    bool is_group;                               /* ARM: in braces */
    bool is_inherited, is_private, is_read_only; /* INLINE, ONEOF, OVERLAY */
    enum model_layout layout;                    /* ONEOF, OVERLAY: of the class that declares it */
    size_t node_count;
    struct model_node *nodes;
    uint32_t bit;  /* INLINE, ONEOF, OVERLAY, RESERVED: first bit of its image (of the first element) or area */
    uint32_t bits; /* of one element; of RESERVED known before the layout */
};

/*
 * How a class lies inside another one bit by bit: as the layout places its slots in `bits` bits, which may be fewer
 * than its bytes have. Computed for every class that is used inline.
 */
struct model_image {
    uint32_t bits;
    uint32_t align;       /* bits: 1, or 8 and more where it holds something that lies on a byte */
    struct place *places; /* of the slots, as if the image began at bit 0; windows are not filled */
    uint32_t *areas;      /* of the choices */
    uint32_t *overlays;   /* of the overlays */
};

/* Bits that arms share without anything that tells them apart. */
struct model_overlay {
    uint32_t bit, bits;
    size_t dim_count; /* of the inline arrays around it */
    struct model_dim *dims;
};

/* Bytes of a record: 1..8. */
struct model_word {
    uint32_t byte;
    unsigned bytes;
    const struct model_slot *unit; /* the slot whose unit it is, or NULL */
};

struct model_class {
    const char *name;       /* Trade */
    const char *full_name;  /* market.Trade */
    const char *c_name;     /* market_Trade */
    const char *ref_c_name; /* market_Trade_ref: the C type of handles of its pool; filled by names_check */
    const char *doc;
    struct span span;               /* of the name */
    const struct model *home;       /* the schema that declares it */
    const struct model_class *base; /* the nearest base with slots, or NULL; its bytes are the first of this class's */
    size_t base_count;              /* all bases, as written */
    const struct model_class **bases;
    size_t slot_count; /* 0..65535; inherited ones first */
    struct model_slot *slots;
    size_t inherited_count; /* slots of the base */
    size_t node_count;      /* the base's first */
    struct model_node *nodes;
    size_t inherited_nodes;
    /*
     * All choices of all depths, the base's first, then in the order of the nodes: a oneof before those in its arms,
     * the choice of an optional inline class before its class's own, in that class's order.
     */
    size_t choice_count;
    struct model_choice **choices;
    size_t overlay_count; /* outermost ones, in the same order; those in an inline class are among them */
    struct model_overlay *overlays;
    /*
     * The classes and tables that descriptors and values of `any` name by their index. Filled by links_assign; classes
     * with `any` share lists: equal pointers are equal lists.
     */
    size_t class_link_count;
    const struct model_class **class_links;
    size_t symbols_link_count;
    const struct model_symbols **symbols_links;
    unsigned nesting;    /* levels of classes from here down that it embeds, inlines or derives from, 1..64 */
    bool has_defaults;   /* some slot of it, or of a class by value in it, has a default: init is more than zeros */
    bool has_many_codes; /* likewise, is a float or `any`: equal values may have different bits */
    enum model_layout layout; /* of its own slots; the base's are as they are */
    bool has_units;           /* some slot has a unit, inherited ones and those of classes by value in it too */
    bool is_immutable;
    bool has_table;    /* @table */
    bool table_rows;   /* @table(rows) */
    uint64_t row_bits; /* @table: the bits of a row; filled with `table` */
    /*
     * @table: its slots as they lie in a table, under the C name of that ("market_Trade_table"): each has one dimension
     * more, the row, outermost; see tables.h. Otherwise NULL.
     */
    struct model_class *table;
    const struct model_class *record; /* of `table` of a class: that class; else NULL */
    size_t column_count;              /* of `table`: its columns, and how wide they are in bits */
    uint32_t *columns;
    bool is_inlined; /* some class uses it inline: it needs an image */
    bool has_pool;
    uint32_t pool_capacity; /* 1..2^32-1 */
    /*
     * `checked`: bits of generation above the place in a handle, of 1..32 less those of the place; 0 where handles are
     * plain numbers 1..capacity.
     */
    unsigned generation_bits;
    uint32_t align;      /* bytes: the largest of 1, @align and that of what it embeds or derives from */
    uint32_t own_align;  /* @align alone; 1 where it is not given */
    uint32_t max_size;   /* @max_size; 0 where it is not given */
    uint32_t exact_size; /* @size; 0 where it is not given */
    uint32_t size;       /* bytes, at least 1; a class without slots takes none as a base */
    uint32_t used_bits;  /* bits that codes, presence bits, blobs and areas take, its base's bytes included */
    /*
     * What lies alone, ascending: @own units, the base's too, and classes by value that have some. No access to another
     * slot covers any of these bytes (windows.c).
     */
    size_t alone_count;
    struct model_bytes *alone;
    struct model_image image;
    /*
     * The words that the record is read and written by as a whole, in order, each member that is a unit a word of its
     * own; NULL where there are none: then all have eight bytes but the last. Filled by the layout.
     */
    size_t word_count;
    struct model_word *words;
    uint64_t layout_id;
};

struct model_const {
    const char *c_name; /* market_busiest */
    const char *name;
    const char *doc;
    struct span span;
    struct ratio value;
};

/* A `type` declaration: a C typedef and, for integers, constants. */
struct model_alias {
    const char *c_name;
    const char *name;
    const char *doc;
    struct span span;
    struct model_type type;
    bool is_array;     /* no C type stands for it: constants only */
    bool has_sentinel; /* the C type holds it too */
    struct integer sentinel;
};

/* What the values of `any` in the classes of a schema may name, in the order of their indices. */
struct model_links {
    size_t class_count, symbols_count;
    const struct model_class **classes;
    const struct model_symbols **symbols;
};

/* An imported schema. */
struct model_import {
    const struct model *model;
    const char *path; /* as written; the #include has the model's base_name */
};

struct check_names; /* what the names of a schema mean, for the schemas that import it; of check/ alone */

struct model {
    const char *path;           /* of the schema, as given; for messages only, never in the output */
    const char *base_name;      /* "market" of market.slots */
    const char *namespace_name; /* "market", or "" */
    const char *c_prefix;       /* --prefix and the namespace: "my_market_" */
    const char *include_prefix; /* --include-prefix: before the names of generated headers in #include lines, or "" */
    const char *doc;            /* of the namespace declaration */
    const struct check_names *names;
    size_t import_count, include_count;
    struct model_import *imports; /* in order */
    const char **includes;        /* C headers, as written: "desk.h" or "<sys/types.h>" with its brackets */
    bool has_private;             /* some slot is @private: there is a second header */
    struct model_links any_links; /* what its imports' have, its own pooled classes and tables, what more is needed */
    size_t const_count, alias_count, enum_count, symbols_count, class_count;
    struct model_const **consts;
    struct model_alias **aliases;
    struct model_enum **enums; /* enums and flags */
    struct model_symbols **symbols;
    struct model_class **classes; /* in the order that C needs: what one embeds or derives from stands before it */
};

/*
 * The bits of the unit, in the host's byte order and at a multiple of its size, that a code (of each element) has to
 * itself: 8, 16, 32 or 64; 0 where the code lies among others, and for what has no code.
 */
unsigned model_unit(const struct model_slot *slot);

/* Whether the code has a unit that is a member of the struct: outside of arrays, arms and overlays. */
bool model_is_member(const struct model_slot *slot);

/* The bits at place->bit that hold the code: the number's that it is a digit of, or its own. */
static inline unsigned model_bits(const struct model_slot *slot, const struct place *place)
{
    return place->group_bits > 0 ? place->group_bits : slot->encoding.width;
}

/* Of a digit: whether it is the last of its number, which the remainder of a division leaves as it is. */
static inline bool model_is_last_digit(const struct model_slot *slot)
{
    return slot->place.weight * (slot->encoding.codes + 1) == slot->place.group_codes;
}

/* Fills slot->encoding from its type, presence, dimensions and `tells`. */
void encode_slot(struct model_slot *slot);

/* The code of a value that the slot holds (for floats the bits of the double are given in `value`). */
uint64_t encode_value(const struct model_slot *slot, struct integer value);

/* The highest handle of a class's pool, which is the highest code of a ref to it. */
uint32_t model_highest_ref(const struct model_class *class);

/* Whether handles of the one pool, as far as they are some of the other, mean the same place and generation there. */
bool model_keeps_handles(const struct model_class *old, const struct model_class *new);

/* The code of the slot's default; of no array, and of nothing that lies on a byte. */
uint64_t encode_default(const struct model_slot *slot);

#endif
