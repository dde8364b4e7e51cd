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
 * emit/accessors.c (templates).
 */
#define MODEL_TYPE_KINDS(X)                                                                                            \
    X(TYPE_INT, "SLOT_KIND_INT")                                                                                       \
    X(TYPE_BOOL, "SLOT_KIND_BOOL")                                                                                     \
    X(TYPE_ENUM, "SLOT_KIND_ENUM")                                                                                     \
    X(TYPE_FLAGS, "SLOT_KIND_FLAGS")                                                                                   \
    X(TYPE_FLOAT32, "SLOT_KIND_FLOAT32")                                                                               \
    X(TYPE_FLOAT64, "SLOT_KIND_FLOAT64")

enum model_type_kind {
#define MODEL_ROW(kind, runtime) kind,
    MODEL_TYPE_KINDS(MODEL_ROW)
#undef MODEL_ROW
};

/* A member of an enum or flags. */
struct model_member {
    const char *name;
    const char *c_name; /* market_Side_buy */
    const char *doc;
    struct span span; /* of the name */
    int32_t value;    /* enum: the value; flags: the bit index, 0..63 */
};

/* An enum or flags type. */
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

/* A type without its presence. */
struct model_type {
    enum model_type_kind kind;
    struct integer low; /* INT: both fit an int64_t, or both a uint64_t */
    struct integer high;
    const struct model_enum *enumeration; /* ENUM, FLAGS */
};

/* How values become codes; computed by encode_slot. A code is an unsigned number of `width` bits. */
struct encoding {
    unsigned width;    /* 0..64 */
    bool niche;        /* code 0 is unset; the codes of values begin at 1 */
    bool presence_bit; /* a bit of its own tells whether the slot is set */
    bool ordinal;      /* ENUM: ordinal among the sorted members instead of value - lowest */
    uint64_t codes;    /* the highest code that a value has */
};

/* A place in a record; computed by the layout. Bit i is bit i % 8 of byte i / 8. */
struct place {
    uint32_t bit;          /* first bit of the code */
    uint32_t presence;     /* bit of the presence bit, where there is one */
    uint32_t window;       /* first byte of the load that reads the code */
    unsigned window_bytes; /* 1..8; 9 for a code that spans nine bytes; 0 where the code has no bits */
};

struct model_slot {
    const char *name;   /* as in the index table */
    const char *c_name; /* what stands behind the verbs: Date_get_<c_name>; the name unless @c_name */
    const char *member; /* c_name, with `_` behind it where a bare name is unavailable in C or C++ */
    const char *doc;
    const char *unit; /* or NULL */
    struct span span; /* of the name */
    struct model_type type;
    bool optional;
    bool has_sentinel; /* `? unset V` */
    struct integer sentinel;
    bool has_default;
    struct integer default_integer; /* INT: the value; BOOL: 0 or 1; ENUM: the value; FLAGS: the mask */
    double default_real;            /* FLOAT32, FLOAT64 */
    struct encoding encoding;
    struct place place;
};

struct model_class {
    const char *name;      /* Trade */
    const char *full_name; /* market.Trade */
    const char *c_name;    /* market_Trade */
    const char *doc;
    struct span span;  /* of the name */
    size_t slot_count; /* 0..65535 */
    struct model_slot *slots;
    bool has_pool;
    uint32_t pool_capacity; /* 1..2^32-1 */
    uint32_t align;         /* 1, or @align */
    uint32_t size;          /* bytes, at least 1 */
    uint32_t used_bits;     /* bits that codes and presence bits take */
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
    bool has_sentinel; /* the C type holds it too */
    struct integer sentinel;
};

struct model {
    const char *path;           /* of the schema, as given; for messages only, never in the output */
    const char *base_name;      /* "market" of market.slots */
    const char *namespace_name; /* "market", or "" */
    const char *c_prefix;       /* --prefix and the namespace: "my_market_" */
    const char *doc;            /* of the namespace declaration */
    size_t const_count, alias_count, enum_count, class_count;
    struct model_const **consts;
    struct model_alias **aliases;
    struct model_enum **enums; /* enums and flags */
    struct model_class **classes;
};

/* Fills slot->encoding from its type and presence. */
void encode_slot(struct model_slot *slot);

/* The code of a value that the slot holds (for floats the bits of the double are given in `value`). */
uint64_t encode_value(const struct model_slot *slot, struct integer value);

/* The code of the slot's default. */
uint64_t encode_default(const struct model_slot *slot);

#endif
