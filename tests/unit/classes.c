/* SPDX-License-Identifier: MIT */
/* Classes written by hand, and the model of their records; see classes.h. */
#include "classes.h"

#include "names/perfect.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

/* ---- The specs ---- */

#define LOW(value) (uint64_t)(int64_t)(value)
#define INT(name, bit, width, low, span)                                                                               \
    {                                                                                                                  \
        name, SLOT_KIND_INT, bit, width, LOW(low), span, false, NO_PRESENCE, false, false, 0, NULL                     \
    }
#define UINT(name, bit, width, low, span)                                                                              \
    {                                                                                                                  \
        name, SLOT_KIND_UINT, bit, width, low, span, false, NO_PRESENCE, false, false, 0, NULL                         \
    }
#define OPTIONAL(name, bit, width, low, span, presence)                                                                \
    {                                                                                                                  \
        name, SLOT_KIND_INT, bit, width, LOW(low), span, true, presence, false, false, 0, NULL                         \
    }
#define SENTINEL(name, kind, bit, width, low, span, presence, sentinel)                                                \
    {                                                                                                                  \
        name, kind, bit, width, LOW(low), span, true, presence, false, true, LOW(sentinel), NULL                       \
    }
#define BOOL(name, bit)                                                                                                \
    {                                                                                                                  \
        name, SLOT_KIND_BOOL, bit, 1, 0, 1, false, NO_PRESENCE, false, false, 0, NULL                                  \
    }
#define BOOL_OR_NONE(name, bit, width, presence)                                                                       \
    {                                                                                                                  \
        name, SLOT_KIND_BOOL, bit, width, 0, 1, true, presence, false, false, 0, NULL                                  \
    }
#define ENUM(name, bit, width, optional, presence, ordinal, members)                                                   \
    {                                                                                                                  \
        name, SLOT_KIND_ENUM, bit, width, 0, 0, optional, presence, ordinal, false, 0, members                         \
    }
#define FLAGS(name, bit, width, optional, presence, members)                                                           \
    {                                                                                                                  \
        name, SLOT_KIND_FLAGS, bit, width, 0, 0, optional, presence, false, false, 0, members                          \
    }
#define FLOAT(name, kind, bit, optional, presence)                                                                     \
    {                                                                                                                  \
        name, kind, bit, kind == SLOT_KIND_FLOAT32 ? 32 : 64, 0, 0, optional, presence, false, false, 0, NULL          \
    }

static slot_type side;   /* sell = -1, none = 0, buy = 1 */
static slot_type colour; /* red = -2000000000, green = 5, blue = 2147483647 */
static slot_type late;   /* bits 0, 5, 31, 63 */
static slot_type dense;  /* bits 0, 1, 2 */

const struct class_spec class_specs[] = {
    {"Nothing", 1, 0, {BOOL("", 0)}},
    {"Bit",
     1,
     4,
     {BOOL("on", 0), INT("x", 1, 3, -4, 7), OPTIONAL("id", 4, 2, 5, 2, NO_PRESENCE),
      ENUM("side", 6, 2, true, NO_PRESENCE, false, &side)}},
    {"Pair", 2, 3, {INT("year", 0, 14, 1, 9998), BOOL_OR_NONE("leap", 14, 1, 15), INT("one", 15, 0, 7, 0)}},
    {"Date", 3, 3, {INT("year", 0, 14, 1, 9998), INT("month", 14, 4, 1, 11), INT("day", 18, 5, 1, 30)}},
    {"Four",
     4,
     5,
     {SENTINEL("desk", SLOT_KIND_INT, 3, 8, 0, 254, NO_PRESENCE, 255), OPTIONAL("venue", 11, 6, 0, 39, NO_PRESENCE),
      FLAGS("flags", 17, 4, true, 22, &late), FLAGS("more", 24, 3, false, NO_PRESENCE, &dense),
      BOOL_OR_NONE("maybe", 28, 2, NO_PRESENCE)}},
    {"Seven",
     7,
     4,
     {FLOAT("price", SLOT_KIND_FLOAT32, 3, true, 1), ENUM("colour", 36, 2, true, NO_PRESENCE, true, &colour),
      ENUM("shade", 40, 2, false, NO_PRESENCE, true, &colour), INT("small", 43, 13, -4096, 8191)}},
    {"Eight", 8, 1, {UINT("all", 0, 64, 0, UINT64_MAX)}},
    {"Octet",
     8,
     6,
     {INT("a", 0, 20, -100, 1000000), SENTINEL("b", SLOT_KIND_INT, 20, 7, 0, 100, NO_PRESENCE, -1), BOOL("c", 27),
      INT("d", 28, 32, INT32_MIN, UINT32_MAX), ENUM("e", 60, 2, false, NO_PRESENCE, false, &side), BOOL("f", 63)}},
    {"Nine", 9, 3, {INT("lead", 0, 3, 0, 7), INT("huge", 3, 64, INT64_MIN, UINT64_MAX), INT("tail", 67, 5, -16, 31)}},
    {"Floats",
     13,
     3,
     {FLOAT("x", SLOT_KIND_FLOAT64, 5, false, NO_PRESENCE), FLOAT("y", SLOT_KIND_FLOAT32, 72, true, 0), BOOL("z", 71)}},
    {"Large",
     17,
     8,
     {INT("wide", 5, 60, -500000000000, UINT64_C(1000000000000000000)),
      UINT("top", 65, 10, UINT64_C(18446744073709550000), 1000), OPTIONAL("full", 75, 5, -7, 31, 127),
      OPTIONAL("far", 80, 34, -9000000000, UINT64_C(17179869183), 126),
      SENTINEL("gone", SLOT_KIND_UINT, 114, 8, 0, 200, NO_PRESENCE, -1), BOOL("on", 122),
      INT("big", 123, 2, 4000000000, 3), INT("seven", 128, 0, 7, 0)}},
};
const int class_spec_count = (int)(sizeof class_specs / sizeof class_specs[0]);

/* ---- Index tables, built once and kept ---- */

slot_names names_of(int count, const char *const *texts)
{
    static struct arena arena;
    size_t *const lengths = arena_array(&arena, (size_t)count + 1, sizeof *lengths);
    struct perfect_table table;
    for (int i = 0; i < count; i++) lengths[i] = strlen(texts[i]);
    if (!perfect_build(&arena, (size_t)count, texts, lengths, &table)) abort();
    const slot_names names = {table.table,       (const char *)table.text, table.seed,  table.mix,  (uint32_t)count,
                              table.bucket_mask, table.row_mask,           table.marks, table.twins};
    return names;
}

static void build_type(slot_type *type, const char *name, bool is_flags, int count, const int32_t *values,
                       const char *const *texts)
{
    type->name = name;
    type->values = values;
    type->names = names_of(count, texts);
    type->is_flags = is_flags;
}

static void build_types(void)
{
    static const int32_t side_values[] = {-1, 0, 1};
    static const int32_t colour_values[] = {-2000000000, 5, 2147483647};
    static const int32_t late_bits[] = {0, 5, 31, 63};
    static const int32_t dense_bits[] = {0, 1, 2};
    static const char *const side_names[] = {"sell", "none", "buy"};
    static const char *const colour_names[] = {"red", "green", "blue"};
    static const char *const late_names[] = {"late", "cross", "odd_lot", "top"};
    static const char *const dense_names[] = {"i", "ii", "iii"};
    if (side.name != NULL) return;
    build_type(&side, "market.Side", false, 3, side_values, side_names);
    build_type(&colour, "Colour", false, 3, colour_values, colour_names);
    build_type(&late, "Late", true, 4, late_bits, late_names);
    build_type(&dense, "Dense", true, 3, dense_bits, dense_names);
}

struct table {
    slot_class class;
    slot_descriptor descriptors[MOST_SLOTS];
    uint64_t numbers[4 * MOST_SLOTS];
    const slot_type *types[MOST_SLOTS];
    slot_fact facts[2 * MOST_SLOTS];
    unsigned char initial[LARGEST_RECORD];
};

static uint64_t mask_of(unsigned width)
{
    return width == 0 ? 0 : UINT64_MAX >> (64 - width);
}

static bool has_niche(const struct slot_spec *spec)
{
    return spec->is_optional && spec->presence == NO_PRESENCE;
}

static void describe(struct table *table, int index, const struct slot_spec *spec, uint32_t *number_count, bool plain)
{
    slot_descriptor *const slot = &table->descriptors[index];
    const uint32_t size = table->class.size;
    const uint32_t last = size >= 8 ? size - 8 : 0;
    const uint64_t bias = spec->low - (has_niche(spec) ? 1 : 0);
    const bool is_number = spec->kind <= SLOT_KIND_BOOL;
    slot->window = spec->width == 0 ? 0 : spec->bit / 8 < last ? spec->bit / 8 : last;
    slot->shift = (uint8_t)(spec->width == 0 ? 0 : spec->bit - slot->window * 8);
    slot->width = (uint8_t)spec->width;
    slot->kind = (uint8_t)spec->kind;
    slot->flags = (uint8_t)((spec->is_optional ? SLOT_OPTIONAL : 0) | (spec->is_ordinal ? SLOT_ORDINAL : 0) |
                            (spec->has_sentinel ? SLOT_SENTINEL : 0));
    slot->bias = is_number ? (uint32_t)(bias & UINT32_MAX) : (uint32_t)index;
    slot->span = (uint32_t)(spec->kind <= SLOT_KIND_UINT ? spec->span & UINT32_MAX : 0);
    if (spec->presence != NO_PRESENCE) {
        slot->flags |= SLOT_PRESENCE;
        slot->span = (uint32_t)spec->presence;
    }
    const bool span_fits =
        spec->presence == NO_PRESENCE ? spec->span <= UINT32_MAX : spec->span == mask_of(spec->width);
    if (is_number && (!span_fits || (int64_t)bias > INT32_MAX || (int64_t)bias < INT32_MIN)) {
        slot->flags |= SLOT_WIDE;
        slot->bias = *number_count;
        table->numbers[(*number_count)++] = bias;
        table->numbers[(*number_count)++] = spec->span;
    }
    if (plain && (spec->kind == SLOT_KIND_INT || spec->kind == SLOT_KIND_BOOL) && slot->flags == 0 && size >= 8 &&
        spec->width > 0 && slot->shift + slot->width <= 64)
        slot->flags |= SLOT_PLAIN;
    table->types[index] = spec->members;
}

static void add_fact(struct table *table, int slot, slot_fact_kind kind, uint32_t index)
{
    table->facts[table->class.fact_count++] = (slot_fact){(uint16_t)slot, (uint16_t)kind, index};
}

static void build_table(struct table *table, const struct class_spec *spec, bool plain)
{
    static const int abi = SLOT_ABI;
    const char *texts[MOST_SLOTS];
    uint32_t number_count = 0;
    slot_class *const class = &table->class;
    for (int i = 0; i < spec->count; i++) texts[i] = spec->slots[i].name;
    class->names = names_of(spec->count, texts);
    class->descriptors = table->descriptors;
    class->numbers = table->numbers;
    class->types = table->types;
    class->facts = table->facts;
    class->texts = "ns\0The last slot.";
    class->name = spec->name;
    class->abi = &abi;
    class->size = spec->size;
    class->align = 1;
    for (int i = 0; i < spec->count; i++) {
        describe(table, i, &spec->slots[i], &number_count, plain);
        if (spec->slots[i].has_sentinel) {
            add_fact(table, i, SLOT_FACT_UNSET, number_count);
            table->numbers[number_count++] = spec->slots[i].sentinel;
        }
        if (i % 2 == 1) add_fact(table, i, SLOT_FACT_UNIT, 0);
        if (i == spec->count - 1) add_fact(table, i, SLOT_FACT_DOC, 3);
        if (is_float_kind(spec->slots[i].kind)) class->flags |= SLOT_CLASS_FLOATS;
    }
    uint64_t state = 7;
    model_fill(spec, table->initial, &state);
    class->initial = spec->size % 2 == 1 ? table->initial : NULL;
}

const slot_class *class_of_spec(int i, bool plain)
{
    static struct table tables[2][sizeof class_specs / sizeof class_specs[0]];
    struct table *const table = &tables[plain][i];
    build_types();
    if (table->class.name == NULL) build_table(table, &class_specs[i], plain);
    return &table->class;
}

/* ---- The model ---- */

uint64_t model_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 32 | *state << 32;
}

uint64_t model_get_bits(const unsigned char *record, unsigned bit, unsigned width)
{
    uint64_t code = 0;
    for (unsigned i = 0; i < width; i++)
        if ((record[(bit + i) / 8] >> (bit + i) % 8 & 1) != 0) code |= UINT64_C(1) << i;
    return code;
}

void model_set_bits(unsigned char *record, unsigned bit, unsigned width, uint64_t code)
{
    for (unsigned i = 0; i < width; i++) {
        const unsigned mask = 1u << (bit + i) % 8;
        unsigned char *const at = &record[(bit + i) / 8];
        *at = (unsigned char)((code >> i & 1) != 0 ? *at | mask : *at & ~mask);
    }
}

bool model_is_set(const struct slot_spec *slot, const unsigned char *record)
{
    if (!slot->is_optional) return true;
    if (slot->presence != NO_PRESENCE) return model_get_bits(record, (unsigned)slot->presence, 1) != 0;
    return model_get_bits(record, slot->bit, slot->width) != 0;
}

struct number model_value(const struct slot_spec *slot, const unsigned char *record)
{
    struct number number = {0, slot->kind == SLOT_KIND_INT || slot->kind == SLOT_KIND_ENUM};
    uint64_t code = model_get_bits(record, slot->bit, slot->width);
    if (!model_is_set(slot, record)) {
        number.bits = slot->sentinel;
        return number;
    }
    if (has_niche(slot)) code--;
    if (slot->kind == SLOT_KIND_ENUM) {
        number.bits = slot->is_ordinal ? LOW(slot->members->values[code]) : LOW(slot->members->values[0]) + code;
    } else if (slot->kind == SLOT_KIND_FLAGS) {
        for (uint32_t i = 0; i < slot->members->names.count; i++)
            if ((code >> i & 1) != 0) number.bits |= UINT64_C(1) << slot->members->values[i];
    } else {
        number.bits = slot->low + code;
    }
    return number;
}

static bool is_negative(struct number number)
{
    return number.is_signed && number.bits >> 63 != 0;
}

/* By going through what there is: slow, and nothing like what is tested. */
bool model_code(const struct slot_spec *slot, struct number number, uint64_t *code)
{
    const uint64_t first = has_niche(slot) ? 1 : 0;
    const bool is_signed = slot->kind == SLOT_KIND_INT || slot->kind == SLOT_KIND_ENUM;
    if (is_negative(number) && !is_signed) return false;
    if (number.bits >> 63 != 0 && !number.is_signed && is_signed) return false;
    if (slot->kind == SLOT_KIND_ENUM) {
        for (uint32_t i = 0; i < slot->members->names.count; i++) {
            if (LOW(slot->members->values[i]) != number.bits) continue;
            *code = (slot->is_ordinal ? i : number.bits - LOW(slot->members->values[0])) + first;
            return true;
        }
        return false;
    }
    if (slot->kind == SLOT_KIND_FLAGS) {
        uint64_t left = number.bits;
        *code = 0;
        for (uint32_t i = 0; i < slot->members->names.count; i++) {
            const uint64_t bit = UINT64_C(1) << slot->members->values[i];
            if ((left & bit) != 0) *code |= UINT64_C(1) << i;
            left &= ~bit;
        }
        return left == 0;
    }
    const uint64_t high = slot->low + slot->span;
    const bool is_inside = is_signed
                               ? (int64_t)number.bits >= (int64_t)slot->low && (int64_t)number.bits <= (int64_t)high
                               : number.bits >= slot->low && number.bits <= high;
    *code = number.bits - slot->low + first;
    return is_inside;
}

bool model_is_valid(const struct class_spec *spec, const unsigned char *record)
{
    unsigned char left[LARGEST_RECORD];
    memcpy(left, record, spec->size);
    for (int i = 0; i < spec->count; i++) {
        const struct slot_spec *const slot = &spec->slots[i];
        const uint64_t code = model_get_bits(record, slot->bit, slot->width);
        model_set_bits(left, slot->bit, slot->width, 0);
        if (slot->presence != NO_PRESENCE) model_set_bits(left, (unsigned)slot->presence, 1, 0);
        if (!model_is_set(slot, record)) {
            if (code != 0) return false;
            continue;
        }
        if (is_float_kind(slot->kind)) continue;
        if (slot->is_ordinal && code - (has_niche(slot) ? 1 : 0) >= slot->members->names.count) return false;
        uint64_t back;
        if (!model_code(slot, model_value(slot, record), &back) || back != code) return false;
    }
    for (uint32_t i = 0; i < spec->size; i++)
        if (left[i] != 0) return false;
    return true;
}

void model_fill(const struct class_spec *spec, unsigned char *record, uint64_t *state)
{
    build_types();
    memset(record, 0, spec->size);
    for (int i = 0; i < spec->count; i++) {
        const struct slot_spec *const slot = &spec->slots[i];
        const uint64_t chance = model_random(state);
        if (slot->is_optional && chance % 4 == 0) continue;
        uint64_t code = model_random(state) & mask_of(slot->width);
        if (slot->kind <= SLOT_KIND_BOOL && slot->span != UINT64_MAX)
            code = model_random(state) % (slot->span + 1) + (has_niche(slot) ? 1 : 0);
        if (slot->kind == SLOT_KIND_ENUM) {
            const uint64_t member = chance / 4 % slot->members->names.count;
            (void)model_code(slot, (struct number){LOW(slot->members->values[member]), true}, &code);
        }
        model_set_bits(record, slot->bit, slot->width, code);
        if (slot->presence != NO_PRESENCE) model_set_bits(record, (unsigned)slot->presence, 1, 1);
    }
}

unsigned char *model_record(const struct class_spec *spec, uint64_t *state)
{
    unsigned char *const record = malloc(spec->size);
    if (record == NULL) abort();
    model_fill(spec, record, state);
    return record;
}
