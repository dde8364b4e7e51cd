/* SPDX-License-Identifier: MIT-0 */
/*
 * Codes in records: how the core reads and writes the bits that a descriptor names; and words that all of the runtime
 * has for compilers. Internal to the runtime.
 *
 * Never touches a byte outside the instance, whose size is the class's.
 */
#ifndef SLOTGEN_CORE_CODE_H
#define SLOTGEN_CORE_CODE_H

#include <slotgen/core.h>

#if defined(__GNUC__)
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define APART             __attribute__((noinline))
#define RARE              __attribute__((cold, noinline))
#else
#define LIKELY(condition) (condition)
#define APART
#define RARE
#endif

static inline uint64_t code_mask(unsigned width)
{
    return width == 0 ? 0 : UINT64_MAX >> (64 - width);
}

/* The number of the lowest bit that is 1; there is one. */
static inline unsigned code_lowest_bit(uint64_t word)
{
#if defined(__GNUC__)
    return SLOT_CAST(unsigned, __builtin_ctzll(word));
#else
    unsigned bit = 0;
    for (; (word & 0xff) == 0; word >>= 8) bit += 8;
    for (; (word & 1) == 0; word >>= 1) bit++;
    return bit;
#endif
}

/* The code of a slot with SLOT_PLAIN. */
static inline uint64_t code_load_plain(const void *self, const slot_descriptor *slot)
{
    const uint64_t word = slot_load64(SLOT_CAST(const unsigned char *, self) + slot->window) >> slot->shift;
    const unsigned above = (64u - slot->width) % 64;
    return word << above >> above;
}

/* The bias of a slot without SLOT_WIDE, modulo 2^64. */
static inline uint64_t code_narrow_bias(const slot_descriptor *slot)
{
    return SLOT_CAST(uint64_t, SLOT_CAST(int64_t, SLOT_CAST(int32_t, slot->bias)));
}

/* Up to seven bytes as a word. */
uint64_t slot_code_load_small(const unsigned char *bytes, size_t size);

/* The `width` bits at bit `bit`, and writing them; other bits stay, and bits of `code` above the width are ignored. */
uint64_t slot_code_load(const slot_class *type, const void *self, uint32_t bit, unsigned width);
void slot_code_store(const slot_class *type, void *self, uint32_t bit, unsigned width, uint64_t code);

/* The same of a code in a unit in the host's byte order, which begins at `at`: 16, 32 or 64 bits, by the width. */
uint64_t slot_code_load_unit(const unsigned char *at, unsigned width);
void slot_code_store_unit(unsigned char *at, unsigned width, uint64_t code);

/* Whether a code lies in such a unit, on a host where that makes a difference. */
static inline bool code_is_unit(const slot_descriptor *slot)
{
    return SLOT_BIG_ENDIAN && (slot->shift & SLOT_HOST_UNIT) != 0;
}

/* The first bit of a slot: of its code, its unit or its bytes; of an array, of the first element's. */
static inline uint32_t code_bit(const slot_descriptor *slot)
{
    return slot->window * 8 + (SLOT_BIG_ENDIAN ? slot->shift & (SLOT_HOST_UNIT - 1u) : slot->shift);
}

/* memmove; `from` may be NULL where there is nothing to move. */
void slot_code_move(unsigned char *to, const void *from, size_t size);

/*
 * The bytes of the UTF-8 character at `at`, of which there are `length`, at least 1; 0 where there is none, or a NUL.
 */
size_t slot_code_character(const unsigned char *at, size_t length);

/* A double as binary16, rounded once. */
uint32_t slot_code_half_of_double(double real);

/* ---- Facts (core.c) ---- */

/* The fact of that kind, or NULL. */
const slot_fact *slot_code_fact(const slot_class *type, int index, slot_fact_kind kind);

/* The numbers of a fact, or NULL. */
const uint64_t *slot_code_fact_numbers(const slot_class *type, int index, slot_fact_kind kind);

/* The numbers of a fact that SLOT_EXTENDED announces, or NULL: most slots have none, which costs no call. */
static inline const uint64_t *code_numbers(const slot_class *type, int index, slot_fact_kind kind)
{
    const bool is_extended = (type->descriptors[index].flags & SLOT_EXTENDED) != 0;
    return is_extended ? slot_code_fact_numbers(type, index, kind) : NULL;
}

/* Those of a slot of kind SLOT_KIND_STEPS, which always has them. */
static inline const uint64_t *code_scale(const slot_class *type, int index)
{
    return slot_code_fact_numbers(type, index, SLOT_FACT_STEP);
}

/* ---- Arrays: what the numbers of a fact SLOT_FACT_ARRAY are ---- */

struct code_dimension {
    uint64_t count;
    uint64_t stride;          /* bits */
    uint64_t presence_stride; /* bits; 0 where all share one presence bit */
};

static inline uint64_t code_dimensions(const uint64_t *array)
{
    return array[0];
}

/* Whether each element is optional, rather than the array as a whole or nothing. */
static inline bool code_has_optional_elements(const uint64_t *array)
{
    return array[1] != 0;
}

/* The i-th of them, outermost first. */
static inline struct code_dimension code_dimension_at(const uint64_t *array, uint64_t i)
{
    const uint64_t *const at = array + 2 + 3 * i;
    const struct code_dimension dimension = {at[0], at[1], at[2]};
    return dimension;
}

/* ---- Places: where a slot, or an element of an array, lies (core_places.c) ---- */

/* Stands for an array as a whole where an element is asked for: no array has so many. */
#define CODE_WHOLE UINT32_MAX

struct place {
    const slot_descriptor *slot;
    int index;
    uint32_t element;  /* 0 of a slot that is no array; CODE_WHOLE of a whole array, whose first element is meant */
    uint32_t bit;      /* the first of the code or of the bytes */
    uint32_t presence; /* the presence bit of a slot that has one */
    bool leads;        /* the first of the elements that share a presence bit */
};

/* The place of an element: SLOT_ENAME no such slot, SLOT_EARG no such element. CODE_WHOLE does for any slot. */
slot_status slot_code_find(const slot_class *type, int index, uint32_t element, struct place *place);

/* The elements of a slot, of which there is one where it is no array. */
static inline uint32_t code_count(const slot_class *type, int index)
{
    const uint32_t elements = (type->descriptors[index].flags & SLOT_EXTENDED) != 0 ? slot_elements(type, index) : 0;
    return elements == 0 ? 1 : elements;
}

/* The place of an element that is there, of a slot that is. */
static inline struct place code_place(const slot_class *type, int index, uint32_t element)
{
    const slot_descriptor *const slot = &type->descriptors[index];
    struct place place = {slot, index, 0, code_bit(slot), slot->span, true};
    if ((slot->flags & SLOT_EXTENDED) != 0) slot_code_find(type, index, element, &place);
    return place;
}

/* The numbers of a slot that is a digit, or NULL. */
static inline const uint64_t *code_digit(const slot_class *type, int index)
{
    return (type->flags & SLOT_CLASS_DIGITS) != 0 ? code_numbers(type, index, SLOT_FACT_DIGIT) : NULL;
}

/* The bits at a place, and writing them: a code, or the number that it is a digit of. */
static inline uint64_t code_read_bits(const slot_class *type, const void *self, const struct place *place)
{
    if (code_is_unit(place->slot))
        return slot_code_load_unit(SLOT_CAST(const unsigned char *, self) + place->bit / 8, place->slot->width);
    return slot_code_load(type, self, place->bit, place->slot->width);
}

static inline void code_write_bits(const slot_class *type, void *self, const struct place *place, uint64_t bits)
{
    if (code_is_unit(place->slot))
        slot_code_store_unit(SLOT_CAST(unsigned char *, self) + place->bit / 8, place->slot->width, bits);
    else slot_code_store(type, self, place->bit, place->slot->width, bits);
}

/* The code at a place, and writing it; of a slot that has one. Bits above the width are ignored (core_places.c). */
uint64_t slot_code_read(const slot_class *type, const void *self, const struct place *place);
void slot_code_write(const slot_class *type, void *self, const struct place *place, uint64_t code);

/* Whether an array has one presence bit for all its elements. */
bool slot_code_is_optional_array(const slot_class *type, const struct place *place);

/* Whether the slot is in an arm that is there; of an array as a whole, as far as its elements share the arm. */
bool slot_code_lives(const slot_class *type, const void *self, const struct place *place);

static inline bool code_is_live(const slot_class *type, const void *self, const struct place *place)
{
    return (place->slot->flags & SLOT_EXTENDED) == 0 || slot_code_lives(type, self, place);
}

/* Whether a live slot is there, given its code (0 for bytes): not unset, nor in an array that is. */
bool slot_code_is_present(const void *self, const struct place *place, uint64_t code);

/* Whether it has a value: it is there, and no `any` that is unset. A null ref has one. */
bool slot_code_is_set(const void *self, const struct place *place, uint64_t code);

/*
 * Makes the arm that the slot lies in the one that is there, from the outside in: what it was told from becomes zero.
 */
void slot_code_enliven(const slot_class *type, void *self, const struct place *place);

/* Zeroes what a tag tells apart. */
void slot_code_zero_areas(const slot_class *type, void *self, const struct place *tag);

/* Writes the presence bit of a slot that has one. */
void slot_code_mark(void *self, const struct place *place, bool present);

/* Writes a code, or zeroes the bytes of a slot that has none, and says whether it is set where a bit does. */
void slot_code_put(const slot_class *type, void *self, const struct place *place, uint64_t code, bool present);

struct code_bits {
    uint32_t bit;
    uint32_t count;
};

/*
 * Whether the slot lies in an overlay, whose bits count as they are: all of them with the first element of its first
 * slot (in each instance of an inline array that it lies in), none with the others.
 */
bool slot_code_overlay(const slot_class *type, const struct place *place, struct code_bits *bits);

static inline bool code_overlay(const slot_class *type, const struct place *place, struct code_bits *bits)
{
    return (type->flags & SLOT_CLASS_OVERLAYS) != 0 && slot_code_overlay(type, place, bits);
}

/* The next up to 64 of such bits from the `at`-th on, of which there is one at least. */
static inline uint64_t code_next_bits(const slot_class *type, const void *self, const struct code_bits *bits,
                                      uint32_t at)
{
    const uint32_t rest = bits->count - at;
    return slot_code_load(type, self, bits->bit + at, rest < 64 ? SLOT_CAST(unsigned, rest) : 64);
}

/* ---- Codes and values ---- */

/* The value of code 0, modulo 2^64 (integers, bools and counts of steps). */
uint64_t slot_code_bias(const slot_class *type, const slot_descriptor *slot);

/* Code of the lowest value: 1 where code 0 is unset. */
static inline uint64_t code_first(const slot_descriptor *slot)
{
    return (slot->flags & (SLOT_OPTIONAL | SLOT_PRESENCE)) == SLOT_OPTIONAL ? 1 : 0;
}

/* Highest code - code of the lowest value of an integer, bool or count of steps. */
uint64_t slot_code_span(const slot_class *type, const slot_descriptor *slot);

/* An integer's, bool's, enum's or flags' value, or the count of steps, as 64 bits, given the code of a set slot. */
uint64_t slot_code_to_number(const slot_class *type, int index, uint64_t code);

/* The code of a number, whose top bit means a sign where `negative`. SLOT_ERANGE where the slot does not hold it. */
slot_status slot_code_of_number(const slot_class *type, int index, uint64_t number, bool negative, uint64_t *code);

/* The number that unset reads as, of a slot with SLOT_SENTINEL. */
uint64_t slot_code_sentinel(const slot_class *type, int index);

/* Whether the numbers of a slot are signed (an int64_t) rather than a uint64_t. */
static inline bool code_is_signed(const slot_descriptor *slot)
{
    return slot->kind == SLOT_KIND_INT || slot->kind == SLOT_KIND_ENUM || slot->kind == SLOT_KIND_STEPS;
}

/* Whether the slot holds a number as slot_get_int and slot_get_uint give it: INT, UINT, BOOL, ENUM and FLAGS. */
static inline bool code_is_number(const slot_descriptor *slot)
{
    return slot->kind <= SLOT_KIND_FLAGS;
}

static inline bool code_is_float(const slot_descriptor *slot)
{
    return slot->kind >= SLOT_KIND_FLOAT16 && slot->kind <= SLOT_KIND_FLOAT64;
}

/* Whether 0 is a value of its own, nothing: refs, symbols, pointers. */
static inline bool code_is_nullable(const slot_descriptor *slot)
{
    return slot->kind >= SLOT_KIND_SYMBOL && slot->kind <= SLOT_KIND_POINTER;
}

/* Whether the slot holds bytes instead of a code. */
static inline bool code_is_bytes(const slot_descriptor *slot)
{
    return slot->kind >= SLOT_KIND_TEXT;
}

/* The bytes of an instance, and those of a text or of bytes: of an object that is there, so that a size_t holds them. */
static inline size_t code_size(const slot_class *type)
{
    return SLOT_CAST(size_t, type->size);
}

static inline size_t code_room(const slot_descriptor *slot)
{
    return SLOT_CAST(size_t, slot->bias);
}

/* How many bytes a slot has that holds bytes. */
static inline size_t code_byte_count(const slot_class *type, const slot_descriptor *slot)
{
    return slot->kind == SLOT_KIND_CLASS ? code_size(type->classes[slot->bias]) : code_room(slot);
}

/* The highest handle of a class's pool: in a checked one any generation may stand above any place. */
static inline uint32_t code_highest_ref(const slot_class *type)
{
    uint64_t handle = type->pool_capacity;
    if (type->generation_bits == 0) return type->pool_capacity;
    for (unsigned shift = 1; shift < 32; shift *= 2) handle |= handle >> shift;
    return SLOT_CAST(uint32_t, ((handle + 1) << type->generation_bits) - 1);
}

/* The highest id of a symbol or handle of a ref. */
static inline uint32_t code_highest_id(const slot_class *type, const slot_descriptor *slot)
{
    return slot->kind == SLOT_KIND_SYMBOL ? type->symbols[slot->bias]->capacity
                                          : code_highest_ref(type->classes[slot->bias]);
}

/* Floats (core_values.c): the value of a code; and back, where that is rounded to nearest. */
double slot_code_to_float(const slot_descriptor *slot, uint64_t code);

/*
 * SLOT_ERANGE a finite value beyond a float32's range, and with `exact` a value that the slot does not hold as it is.
 */
slot_status slot_code_of_float(const slot_descriptor *slot, double real, bool exact, uint64_t *code);

/* The double that is exactly this number; SLOT_ERANGE where there is none. */
slot_status slot_code_exact_float(uint64_t number, bool is_signed, double *out);

/*
 * What the slot holds; unset where it is unset, dead, or an array as a whole. `sentinels`: or its own number for unset.
 */
slot_value slot_code_value(const slot_class *type, const void *self, const struct place *place, bool sentinels);

/* The code of a value other than SLOT_VALUE_UNSET; for bytes only whether it fits, and code 0. Statuses of slot_set. */
slot_status slot_code_of_value(const slot_class *type, const struct place *place, const slot_value *value,
                               uint64_t *code);

/* Whether there is such a slot: a class has less than 2^31. */
static inline bool code_has_slot(const slot_class *type, int index)
{
    return SLOT_CAST(uint32_t, index) < type->names.count;
}

#endif
