/* SPDX-License-Identifier: MIT-0 */
/*
 * The core of the slotgen runtime: the index table of a class and everything that is driven by it.
 *
 * Freestanding: no allocation, no I/O, no locale, no errno, no mutable global. Every function may be called with any
 * index, name, value or handle: what cannot be done is a status, never undefined behaviour. `self` must point to an
 * instance of the class given (or of a class that derives from it).
 *
 * One writer an instance at a time: neighbouring slots share words. Readers beside readers are fine.
 */
#ifndef SLOTGEN_CORE_H
#define SLOTGEN_CORE_H

#include <slotgen/bits.h>
#include <slotgen/names.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The number of this interface. Generated code refuses to compile or to link with another one. */
#define SLOT_ABI 1

/* Generated setters and getters check what they are given unless SLOT_UNCHECKED is defined. */
#ifdef SLOT_UNCHECKED
#define SLOT_CHECKED 0
#else
#define SLOT_CHECKED 1
#endif

#ifdef __cplusplus
#define SLOT_ALIGNAS(bytes)                 alignas(bytes)
#define SLOT_STATIC_ASSERT(condition, text) static_assert(condition, text)
#define SLOT_ALIGNOF(type)                  alignof(type)
#else
#define SLOT_ALIGNAS(bytes)                 _Alignas(bytes)
#define SLOT_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#define SLOT_ALIGNOF(type)                  _Alignof(type)
#endif

/* `enum Side SLOT_ENUM_BASE { ... }`: an enum of int's size, said so where the language has a way to. */
#if defined(__cplusplus) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
#define SLOT_ENUM_BASE : int
#else
#define SLOT_ENUM_BASE
#endif

#if defined(__GNUC__)
#define SLOT_COLD __attribute__((cold, noinline))
#else
#define SLOT_COLD
#endif

typedef enum slot_status {
    SLOT_OK = 0,
    SLOT_ERANGE,    /* the value is outside what the slot holds */
    SLOT_EUNSET,    /* the slot is unset */
    SLOT_ENAME,     /* no slot or member of that name or index */
    SLOT_ETYPE,     /* the slot holds another kind of value */
    SLOT_EREADONLY, /* the class or slot cannot be written */
    SLOT_ENOMEM,    /* no memory */
    SLOT_EFULL,     /* the declared capacity is reached */
    SLOT_ESTALE,    /* the handle names nothing that lives */
    SLOT_EARG,      /* an argument makes no sense */
    SLOT_EIO,       /* reading or writing failed */
    SLOT_EFORMAT,   /* the bytes are not what they should be */
    SLOT_ELAYOUT    /* the data has another layout */
} slot_status;

/* Bytes with a length; not NUL-terminated. Whoever hands it out says how long the bytes live. */
typedef struct slot_text {
    const char *data;
    size_t length;
} slot_text;

typedef enum slot_value_kind {
    SLOT_VALUE_UNSET = 0,
    SLOT_VALUE_NIL, /* a value: a null ref, symbol or pointer, and the nil of `any` */
    SLOT_VALUE_BOOL,
    SLOT_VALUE_INT,      /* ranges and intN, enums by their value, the arm of a oneof by its value */
    SLOT_VALUE_UINT,     /* ranges that reach beyond int64_t, and flags by their mask */
    SLOT_VALUE_FLOAT,    /* floats, and the values of ranges with a step that is no integer */
    SLOT_VALUE_TEXT,     /* text(N): inside the instance, without its padding */
    SLOT_VALUE_BYTES,    /* bytes(N): inside the instance */
    SLOT_VALUE_SYMBOL,   /* an id and its table */
    SLOT_VALUE_REF,      /* a handle and the class that it refers to */
    SLOT_VALUE_POINTER,  /* not NULL */
    SLOT_VALUE_INSTANCE, /* a class by value: where it lies */
    SLOT_VALUE_ARRAY,    /* an array that is set; its elements are read by slot_get_at */
    SLOT_VALUE_GROUP     /* an optional inline class that is set; its slots have names of their own */
} slot_value_kind;

struct slot_class;

/* A table of interned strings, as a schema declares it. */
typedef struct slot_symbols_type {
    const char *name;  /* as declared, with its namespace: "market.tickers" */
    uint32_t capacity; /* the highest id */
} slot_symbols_type;

/* A value that says what it is: what goes in and comes out by index and by name. */
typedef struct slot_value {
    slot_value_kind kind;
    union {
        bool truth;
        int64_t integer;
        uint64_t natural;
        double real;
        slot_text text; /* TEXT, BYTES */
        struct {
            const slot_symbols_type *table; /* NULL: of whatever table the slot has; not for `any` */
            uint32_t id;                    /* 1..capacity */
        } symbol;
        struct {
            const struct slot_class *type; /* NULL: of whatever class the slot has; not for `any` */
            uint32_t id;                   /* a handle of its pool */
        } ref;
        const void *pointer;
        struct {
            const struct slot_class *type;
            const void *self;
        } instance;
        uint32_t count; /* ARRAY: elements */
    } as;
} slot_value;

slot_value slot_unset(void);
slot_value slot_from_bool(bool value);
slot_value slot_from_int(int64_t value);
slot_value slot_from_uint(uint64_t value);
slot_value slot_from_float(double value);
slot_value slot_from_text(const char *data, size_t length);
slot_value slot_from_bytes(const void *data, size_t length);
slot_value slot_nil(void);
/* Id or handle 0, and NULL, give nil. */
slot_value slot_from_symbol(const slot_symbols_type *table, uint32_t id);
slot_value slot_from_ref(const struct slot_class *type, uint32_t id);
slot_value slot_from_pointer(const void *pointer);
slot_value slot_from_instance(const struct slot_class *type, const void *self);

/* What a slot holds. */
typedef enum slot_kind {
    SLOT_KIND_INT = 0, /* the first three read as a number of code + bias */
    SLOT_KIND_UINT,    /* an integer whose highest value is beyond int64_t */
    SLOT_KIND_BOOL,
    SLOT_KIND_ENUM,
    SLOT_KIND_FLAGS,
    SLOT_KIND_STEPS, /* a range with a step that is no integer */
    SLOT_KIND_FLOAT16,
    SLOT_KIND_FLOAT32,
    SLOT_KIND_FLOAT64,
    SLOT_KIND_SYMBOL,
    SLOT_KIND_REF,
    SLOT_KIND_POINTER,
    SLOT_KIND_ANY,
    SLOT_KIND_GROUP, /* whether an optional inline class is set; its slots follow */
    SLOT_KIND_TEXT,  /* from here on bytes, on a byte, without a code */
    SLOT_KIND_BYTES,
    SLOT_KIND_CLASS
} slot_kind;

/* The flags of a descriptor. */
enum {
    SLOT_OPTIONAL = 1,   /* may be unset; without SLOT_PRESENCE code 0 is unset */
    SLOT_PRESENCE = 2,   /* a presence bit of its own, at bit `span` of the record, tells whether it is set */
    SLOT_WIDE = 4,       /* `bias` is an index into the class's numbers: the bias there, the span behind it */
    SLOT_ORDINAL = 8,    /* an enum whose code is the ordinal of the member in ascending order of values */
    SLOT_SENTINEL = 16,  /* unset reads as a number of the program's own: a fact SLOT_FACT_UNSET */
    SLOT_DEFAULT = 32,   /* has a default: its value is that of the slot in the class's initial instance */
    SLOT_EXTENDED = 128, /* has a fact that says more about access: STEP, ARRAY, ARM, AREA, READONLY or DIGIT */
    SLOT_PLAIN =
        64 /* an INT or BOOL with none of the others but a default, of 1 to 64 bits that all lie in the word, */
           /* in a class of 8 bytes and more without SLOT_CLASS_EXACT: says what the rest says, and marks a fast path */
};

/*
 * Where a slot is and what its code means. A code is an unsigned number of `width` bits. It lies at bit `shift` of the
 * little-endian eight-byte word at byte `window`, which lies inside the instance where that has eight bytes (the code
 * may then end in the byte behind the word); in smaller instances `window` is 0 and the word is the whole instance.
 *
 *   INT, UINT   value = bias + code (modulo 2^64); the values are those from bias, or bias + 1 where code 0 is unset,
 *               up to that plus the span. Without SLOT_WIDE the bias is an int32_t, sign-extended, and the span is
 *               `span`; with SLOT_PRESENCE the span is 2^width - 1.
 *   BOOL        value = code - 1 where code 0 is unset, else the code; `bias` is 0 or -1.
 *   ENUM        type `bias` of the class's types. The code, less 1 where code 0 is unset, is the ordinal with
 *               SLOT_ORDINAL, else value - lowest value.
 *   FLAGS       type `bias`; bit k of the code is the k-th member in ascending order of bit index; always with a
 *               presence bit where optional.
 *   STEPS       a count of steps: an INT in what was said; what it counts is a fact SLOT_FACT_STEP.
 *   FLOAT       the IEEE 754 bits.
 *   SYMBOL      the id, 0 is null; table `bias` of the class's symbols; the highest id is `span`.
 *   REF         the handle, 0 is null; class `bias` of the class's classes; the highest handle is `span`.
 *   POINTER     the address >> `bias`.
 *   ANY         a box: see slot_any_box.
 *   GROUP       0 unset, 1 set; SLOT_OPTIONAL.
 *   TEXT, BYTES `bias` bytes from bit `shift` of byte `window` on, where shift is 0; width 0. Always with a presence
 *               bit where optional. Text is padded with zeros.
 *   CLASS       class `bias` of the class's classes, its bytes from byte `window` on, likewise.
 *
 * A code that has a unit to itself (@layout(natural), @own) lies in it in the host's byte order, with SLOT_HOST_UNIT in
 * the shift: the unit begins at the bit that the rest says and has the 8, 16, 32 or 64 bits that hold the width. Hosts
 * whose byte order is that of the bits need not know: see SLOT_HOST_SHIFT.
 *
 * In instances of less than 8 bytes the place of bytes is still byte `window`. Of an array the descriptor describes the
 * first element, and a fact SLOT_FACT_ARRAY says where the others are; a code of another element may lie anywhere in
 * the instance, at the bit 8 * window + shift plus its strides.
 */
typedef struct slot_descriptor {
    uint32_t window;
    uint8_t shift;
    uint8_t width;
    uint8_t kind;
    uint8_t flags;
    uint32_t bias;
    uint32_t span;
} slot_descriptor;

/* The shift of a code in a unit in host order, and SLOT_PLAIN of such a slot: what this host needs to be told. */
enum { SLOT_HOST_UNIT = 128 };
#if SLOT_BIG_ENDIAN
#define SLOT_HOST_SHIFT(shift) ((shift) | SLOT_HOST_UNIT)
#define SLOT_HOST_PLAIN        0
#else
#define SLOT_HOST_SHIFT(shift) (shift)
#define SLOT_HOST_PLAIN        SLOT_PLAIN
#endif

/* The bytes of a unit in host order, for tables of bytes. */
#define SLOT_BYTE_OF(word, byte) ((word) >> (byte)*8 & 0xffu)
#if SLOT_BIG_ENDIAN
#define SLOT_HOST_BYTES16(word) SLOT_BYTE_OF(word, 1), SLOT_BYTE_OF(word, 0)
#define SLOT_HOST_BYTES32(word) SLOT_HOST_BYTES16(SLOT_CAST(uint32_t, word) >> 16), SLOT_HOST_BYTES16(word)
#define SLOT_HOST_BYTES64(word) SLOT_HOST_BYTES32(SLOT_CAST(uint64_t, word) >> 32), SLOT_HOST_BYTES32(word)
#else
#define SLOT_HOST_BYTES16(word) SLOT_BYTE_OF(word, 0), SLOT_BYTE_OF(word, 1)
#define SLOT_HOST_BYTES32(word) SLOT_HOST_BYTES16(word), SLOT_HOST_BYTES16(SLOT_CAST(uint32_t, word) >> 16)
#define SLOT_HOST_BYTES64(word) SLOT_HOST_BYTES32(word), SLOT_HOST_BYTES32(SLOT_CAST(uint64_t, word) >> 32)
#endif

/* An enum or a flags type. */
typedef struct slot_type {
    const char *name;      /* as declared, with its namespace: "market.Side" */
    const int32_t *values; /* enum: the values, ascending; flags: the bit indices, ascending */
    slot_names names;      /* the members' names, in that order */
    bool is_flags;
} slot_type;

/* A fact that few slots have. A class's facts are sorted by slot, then by kind. */
typedef enum slot_fact_kind {
    SLOT_FACT_UNSET = 1, /* number: the value (two's complement) that unset reads as */
    SLOT_FACT_UNIT,      /* text: the unit of measure */
    SLOT_FACT_DOC,       /* text: the documentation; with --with-docs only */
    SLOT_FACT_STEP,  /* numbers. INT, UINT: the step: the span counts steps, and value = first value + steps * step. */
                     /* STEPS: offset, factor, divisor, all int64_t: value = (offset + count * factor) / divisor */
    SLOT_FACT_ARRAY, /* numbers: dimensions n; elements that are optional: 1, the array as a whole or nothing: 0; */
                     /* then for each dimension, outermost first, count, stride in bits, stride of presence bits */
    SLOT_FACT_ARM,   /* numbers: the index of the tag (or `by`) slot, its code while this slot lives */
    SLOT_FACT_AREA,  /* of a tag or `by` slot; numbers: first bit and bits of the area that a switch zeroes; the */
                     /* strides of the tag's dimensions are the area's as well */
    SLOT_FACT_READONLY, /* number unused: set through the arms of its oneof only, or of an immutable class that this one */
                        /* derives from or holds inline */
    SLOT_FACT_DIGIT,  /* numbers: weight, codes, bound: the bits that the descriptor describes are a number below the */
                      /* bound, and the code is number / weight % codes; the number's first digit has the weight 1 */
    SLOT_FACT_OVERLAY /* in an overlay; numbers: first bit and bits of the overlay with its first slot, else 0 and 0 */
} slot_fact_kind;

/* The flags of a class. */
enum {
    SLOT_CLASS_FLOATS = 1,     /* equal values may differ in bytes: it has floats or `any`, or embeds what has */
    SLOT_CLASS_IMMUTABLE = 2,  /* its slots cannot be set one by one */
    SLOT_CLASS_OVERLAYS = 4,   /* bits may belong to several slots at once */
    SLOT_CLASS_HOST_ORDER = 8, /* it has units in the host's byte order, or embeds what has */
    SLOT_CLASS_EXACT = 16,     /* other threads may access bytes beside a slot: no word may reach beyond its own */
    SLOT_CLASS_DIGITS = 32     /* some slots are digits of numbers: they have a fact SLOT_FACT_DIGIT */
};

typedef struct slot_fact {
    uint16_t slot;
    uint16_t kind;
    uint32_t index; /* of a number in the class's numbers, or of the first byte of a NUL-terminated text in its texts */
} slot_fact;

/* The index table of a class: constant data that the compiler writes. */
typedef struct slot_class {
    slot_names names;                   /* slot name -> index; first, so that a lookup needs no further pointer */
    const slot_descriptor *descriptors; /* names.count of them, in order of declaration, a base's first */
    const uint64_t *numbers;            /* numbers that need more than a descriptor's 32 bits */
    const slot_type *const *types;      /* the enums and flags that the slots use */
    const slot_fact *facts;
    const char *texts;
    const struct slot_class *const *classes; /* what its refs refer to, what it embeds, what its `any` may refer to */
    const slot_symbols_type *const *symbols; /* the tables of its symbols, and of those that its `any` may hold */
    const struct slot_class *base;           /* whose slots and bytes are the first of this class's, or NULL */
    const unsigned char *initial;            /* an instance as init makes it, or NULL where that is all zero */
    const char *name;                        /* as declared, with its namespace: "market.Trade" */
    const int *abi;                          /* &slot_abi_1: a runtime of another number does not link */
    uint64_t layout_id;                      /* hash of the layout: equal ids mean equal bytes */
    uint32_t fact_count;
    uint32_t size;          /* bytes of an instance, its sizeof */
    uint32_t align;         /* its alignof */
    uint32_t pool_capacity; /* of @pool, or 0 */
    /*
     * Of a checked pool: the bits of its handles that lie above those of the place, which has as many as the capacity;
     * 0 where handles are plain numbers 1..capacity.
     */
    uint32_t generation_bits;
    uint16_t class_count; /* entries of `classes` and `symbols` */
    uint16_t symbols_count;
    uint32_t flags; /* SLOT_CLASS_... */
} slot_class;

extern const int slot_abi_1;

/* ---- Names ---- */

/* The index of the slot of that name, or -1. */
static inline int slot_find(const slot_class *type, const char *name, size_t length)
{
    return slot_names_find(&type->names, name, length);
}

/* The name of slot `index`, or NULL when there is no such slot. */
const char *slot_name(const slot_class *type, int index);

/* The number of slots. */
int slot_count(const slot_class *type);

/* The unit or the documentation of a slot, or NULL where it has none or there is no such slot. */
const char *slot_unit(const slot_class *type, int index);
const char *slot_doc(const slot_class *type, int index);

/*
 * An enum's member of value `value`, or a flags type's member of that bit index: its name, or NULL where there is none.
 * The name's length goes to *length unless that is NULL.
 */
const char *slot_type_name(const slot_type *type, int64_t value, size_t *length);

/* The value (enum) or bit index (flags) of the member of that name: SLOT_OK, or SLOT_ENAME and *out as it was. */
slot_status slot_type_find(const slot_type *type, const char *name, size_t length, int *out);

/* The ordinal of an enum's member among the values in ascending order, or -1 where no member has that value. */
int slot_type_ordinal(const slot_type *type, int64_t value);

/* The elements of an array slot: of all its dimensions together; 0 for a slot that is no array or an index of none. */
uint32_t slot_elements(const slot_class *type, int index);

/* The class that a ref refers to or that lies in a slot by value, or NULL; the table of a symbol, or NULL. */
const slot_class *slot_class_of(const slot_class *type, int index);
const slot_symbols_type *slot_symbols_of(const slot_class *type, int index);

/* The type of an enum or flags slot, or of a oneof's tag (its arms), or NULL. */
const slot_type *slot_type_of(const slot_class *type, int index);

/* Whether `type` is `base` or derives from it: then whatever serves a `base` serves it. */
bool slot_class_is(const slot_class *type, const slot_class *base);

/* ---- Reading and writing by index ---- */

/*
 * Reads slot `index` of `self` as a value that says its kind. SLOT_ENAME when there is no such slot, else SLOT_OK;
 * an unset slot, and one of another arm than the one that is there, gives SLOT_VALUE_UNSET, or the program's own number
 * for it where it has one. A null ref, symbol or pointer gives nil. An array gives SLOT_VALUE_ARRAY. The tag of a oneof
 * reads as the arm's number (SLOT_VALUE_INT). Text and bytes point into the instance.
 */
slot_status slot_get(const slot_class *type, const void *self, int index, slot_value *out);

/*
 * The same with the value as it is: `_int` and `_uint` serve ranges, bools, enums and tags (their value) and flags
 * (their mask), `_float` floats (float16 and float32 exactly), ranges with steps and, where the double holds them
 * exactly, integers and bools; `_text` text and bytes; `_id` symbols and refs (null is 0); `_steps` the count of a
 * range with a step that is no integer. `any` is read as what it holds. SLOT_ENAME no such slot, SLOT_ETYPE another
 * kind (an array too), SLOT_EUNSET unset or of another arm, SLOT_ERANGE the value does not fit `out`'s type. *out
 * changes with SLOT_OK only.
 */
slot_status slot_get_int(const slot_class *type, const void *self, int index, int64_t *out);
slot_status slot_get_uint(const slot_class *type, const void *self, int index, uint64_t *out);
slot_status slot_get_float(const slot_class *type, const void *self, int index, double *out);
slot_status slot_get_text(const slot_class *type, const void *self, int index, slot_text *out);
slot_status slot_get_id(const slot_class *type, const void *self, int index, uint32_t *out);
slot_status slot_get_steps(const slot_class *type, const void *self, int index, int64_t *out);

/*
 * Sets slot `index` to a value. SLOT_ENAME no such slot, SLOT_ETYPE a value of another kind (a ref to another class, a
 * float given to an integer slot, anything for an array as a whole), SLOT_ERANGE a value that the slot does not hold
 * (an enum: no member's; a float32: a finite value beyond its range; a number between two steps of an integer step; a
 * text that is too long, no UTF-8 or has a NUL; bytes of another length; an id above the capacity; a pointer that is
 * not aligned; what no box holds), SLOT_EREADONLY a slot that is set through the arms of its oneof, or any slot of an
 * immutable class, be it inherited or inline. The instance changes with SLOT_OK only. A float16, a float32 and a range
 * with a step that is no integer round to nearest. SLOT_VALUE_UNSET clears what slot_clear clears and is SLOT_ETYPE for
 * others; nil makes a ref, symbol or pointer null. Integers serve float slots and ranges with steps where the
 * conversion is exact (else SLOT_ERANGE). Setting a slot of an arm switches to the arm; setting a tag switches too,
 * which zeroes all its arms. Text, bytes and instances to be set must not lie in `self`, where a switch could zero
 * them.
 */
slot_status slot_set(const slot_class *type, void *self, int index, slot_value value);
slot_status slot_set_int(const slot_class *type, void *self, int index, int64_t value);
slot_status slot_set_uint(const slot_class *type, void *self, int index, uint64_t value);
slot_status slot_set_float(const slot_class *type, void *self, int index, double value);
slot_status slot_set_text(const slot_class *type, void *self, int index, const char *data, size_t length);
slot_status slot_set_id(const slot_class *type, void *self, int index, uint32_t id);
slot_status slot_set_steps(const slot_class *type, void *self, int index, int64_t count);

/*
 * The same of element `element` of an array slot, counted over all its dimensions, the last one fastest; of a slot that
 * is no array element 0. SLOT_EARG when there is no such element.
 */
slot_status slot_get_at(const slot_class *type, const void *self, int index, uint32_t element, slot_value *out);
slot_status slot_set_at(const slot_class *type, void *self, int index, uint32_t element, slot_value value);

/*
 * Whether the slot has a value: false for an unset slot, for one of another arm, for a null ref, symbol or pointer, and
 * for an index that names none. `_at` likewise of an element; of an array whose elements are optional slot_has is true.
 */
bool slot_has(const slot_class *type, const void *self, int index);
bool slot_has_at(const slot_class *type, const void *self, int index, uint32_t element);

/*
 * Makes an optional slot unset, a ref, symbol or pointer null, a oneof without an arm where it may have none.
 * SLOT_ENAME no such slot, SLOT_ETYPE a slot that is never unset, SLOT_EARG no such element; SLOT_EREADONLY as above.
 */
slot_status slot_clear(const slot_class *type, void *self, int index);
slot_status slot_clear_at(const slot_class *type, void *self, int index, uint32_t element);

/* ---- Boxes: what a slot of type `any` holds ---- */

/*
 * Eight bytes that say what they are; all zero is unset. The top 16 bits t of the word:
 *
 *   0         0 unset, 1 nil, 2 false, 3 true
 *   1         a pointer: the lower 48 bits, which are sign-extended
 *   2, 3      a symbol, a ref: its table's or class's index in the class's list in bits 32..47, the id below
 *   4..7      an integer of 50 bits, two's complement
 *   8..65528  a double: its bits plus 2^51; NaN is always 0x7ff8000000000000
 *
 * slot_any_box gives the box of a value: SLOT_ERANGE an integer beyond -2^49..2^49-1 or a pointer of more bits,
 * SLOT_ETYPE a kind that no box holds or a class or table that is not in the list of `type`. slot_any_value gives the
 * value of a box (SLOT_VALUE_UNSET for bits that are no box).
 */
slot_status slot_any_box(const slot_class *type, slot_value value, uint64_t *box);
slot_value slot_any_value(const slot_class *type, uint64_t box);

/* ---- Whole instances ---- */

/* Defaults, else unset, else the lowest value. */
void slot_init(const slot_class *type, void *self);

/* Called for each slot in order; a return other than 0 stops the visit and is what slot_visit returns. */
typedef int slot_visitor(void *context, const slot_class *type, int index, const slot_value *value);
int slot_visit(const slot_class *type, const void *self, slot_visitor *visitor, void *context);

/* Equality of values: unset equals unset, -0.0 equals 0.0, NaN equals NaN. */
bool slot_equal(const slot_class *type, const void *self, const void *other);

/*
 * -1, 0 or 1: slot by slot in order, unset before any value, enums by value, flags by mask, floats ascending with NaN
 * behind all others. 0 exactly where slot_equal is true.
 */
int slot_compare(const slot_class *type, const void *self, const void *other);

/* A hash that follows equality: the same on every host. */
uint64_t slot_hash(const slot_class *type, const void *self);

/* Whether the bytes are an instance: every code in its range, every unused bit zero, no value behind an unset slot. */
bool slot_valid(const slot_class *type, const void *self);

/* The same two over bytes, for classes in which equal values have equal bytes. */
uint64_t slot_hash_bytes(const void *bytes, size_t size);
bool slot_equal_bytes(const void *self, const void *other, size_t size);

/*
 * What slot_hash_bytes does with the size, each word of eight bytes and what is left of them: a multiply-and-fold hash;
 * the constants are odd numbers with about as many ones as zeros.
 */
static inline uint64_t slot_hash_step(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static inline uint64_t slot_hash_end(uint64_t hash)
{
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

/* ---- Text in records: what accessors of text(N) and bytes(N) call ---- */

static inline slot_text slot_text_of(const void *data, size_t length)
{
    const slot_text text = {SLOT_CAST(const char *, data), length};
    return text;
}

/*
 * Whether a slot text(N) holds these bytes: no more than `size`, UTF-8 as Unicode defines it (no overlong form, no
 * surrogate, nothing beyond U+10FFFF), without NUL. `data` may be NULL where `length` is 0.
 */
bool slot_text_fits(const char *data, size_t length, size_t size);

/* The length of a NUL-terminated text in an array of `room` bytes; `room` where no NUL is there. */
static inline size_t slot_string_length(const char *text, size_t room)
{
    size_t length = 0;
    while (length < room && text[length] != '\0') length++;
    return length;
}

/* The length of the text in `size` bytes that are padded with zeros: what stands before the padding. */
size_t slot_text_length(const unsigned char *bytes, size_t size);

/* Writes a text that fits to its `size` bytes and pads them with zeros. The two may overlap. */
void slot_store_text(unsigned char *bytes, size_t size, const char *data, size_t length);

/*
 * Copies the text in `size` bytes as snprintf would: at most `room` bytes with the NUL, and returns the length that the
 * whole text has. `buffer` may be NULL where `room` is 0. A text that does not fit is cut anywhere.
 */
size_t slot_copy_text(const unsigned char *bytes, size_t size, char *buffer, size_t room);

/* Copies the first `room` of `size` bytes, or all where there is room for them; returns `size`. */
size_t slot_copy_bytes(const unsigned char *bytes, size_t size, void *buffer, size_t room);

/* ---- Violations ---- */

/*
 * Called when a checked accessor is given a value that its slot does not hold, or reads a slot that is unset: `value`
 * is what was refused, or NULL where a read was; with SLOT_EARG it is the index of an element. The library's own says
 * what happened on stderr and aborts. It is alone in its archive member: a program may define its own. Where that
 * returns, the setter writes nothing and the getter gives the lowest value. `slot` is an index of `type`.
 */
void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value);

/*
 * What generated accessors call, so that no slot_value is built in a hot function. The value stands where the accessor
 * has it, second, so that nothing is moved on the path that is not refused.
 */
SLOT_COLD void slot_refuse_int(const slot_class *type, int64_t value, int slot);
SLOT_COLD void slot_refuse_uint(const slot_class *type, uint64_t value, int slot);
SLOT_COLD void slot_refuse_unset(const slot_class *type, int slot);
SLOT_COLD void slot_refuse_float(const slot_class *type, double value, int slot);
SLOT_COLD void slot_refuse_text(const slot_class *type, const char *data, size_t length, int slot);
/* With a status of its own: SLOT_ETYPE for an `any` of another kind, SLOT_EARG for an index beyond an array, ... */
SLOT_COLD void slot_refuse_value(const slot_class *type, const slot_value *value, slot_status status, int slot);
SLOT_COLD void slot_refuse_index(const slot_class *type, size_t element, int slot);

/* What a generated pack returns: SLOT_ERANGE, with the slot that refused in *bad_slot unless that is NULL. */
static inline slot_status slot_refused(int *bad_slot, int slot)
{
    if (bad_slot != NULL) *bad_slot = slot;
    return SLOT_ERANGE;
}

/* ---- Text (the unit <slotgen/text.h>; declared here for generated code, which does without stdio) ---- */

/*
 * Writes `Date{year=2024, month=2, day=29}` as snprintf would: at most `size` bytes with the NUL, and returns the
 * length that the whole text has. `buffer` may be NULL when `size` is 0.
 *
 * Members of enums and arms of oneofs stand by name, flags as `late|cross` (`0` when empty), unset slots as `unset`,
 * null refs, symbols and pointers as `null`, floats with the fewest digits that read back exactly at their width, steps
 * as exact decimals where they are finite ones, texts in quotes, bytes as `0x00ff`, refs and symbols as their number,
 * arrays as `[1, 2]`, classes by value like the whole. An `any` says more: `nil`, `2.0`, `market.Trade(7)`. Slots of
 * arms that are not there are left out, and so is that an inline class is set, as its slots follow.
 */
size_t slot_format(const slot_class *type, const void *self, char *buffer, size_t size);

#ifdef __cplusplus
}
#endif
#endif
