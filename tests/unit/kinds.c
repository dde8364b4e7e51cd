/* SPDX-License-Identifier: MIT */
/* The class of every kind and its index table; see kinds.h. The model is in kinds_model.c. */
#include "kinds.h"

#include "classes.h"

#include <stdlib.h>
#include <string.h>

/* ---- What the slots refer to ---- */

static const slot_symbols_type tickers = {"market.tickers", 5000};
static const slot_symbols_type venues = {"market.venues", UINT32_MAX};

static const slot_class *date(void)
{
    return class_of_spec(3, false);
}

/* A class with a pool, of which nothing else is read. */
static const slot_class desk = {.name = "market.Desk", .pool_capacity = 1000, .size = 1};

/* Of checked pools: a handle has 7 bits of place and 6 of generation; 10 and 22. */
static const slot_class seat = {.name = "market.Seat", .pool_capacity = 100, .generation_bits = 6, .size = 1};
static const slot_class gate = {.name = "market.Gate", .pool_capacity = 1000, .generation_bits = 22, .size = 1};

static slot_type side;   /* sell = -1, none = 0, buy = 1 */
static slot_type arms;   /* a = 0, b = 1, c = 2 */
static slot_type colour; /* an ordinal one */

static void build_type(slot_type *type, const char *name, int count, const int32_t *values, const char *const *names)
{
    type->name = name;
    type->values = values;
    type->names = names_of(count, names);
}

static void build_types(void)
{
    static const int32_t side_values[] = {-1, 0, 1};
    static const int32_t arm_values[] = {0, 1, 2};
    static const int32_t colour_values[] = {-2000000000, 5, 2147483647};
    static const char *const side_names[] = {"sell", "none", "buy"};
    static const char *const arm_names[] = {"a", "b", "c"};
    static const char *const colour_names[] = {"red", "green", "blue"};
    if (side.name != NULL) return;
    build_type(&side, "market.Side", 3, side_values, side_names);
    build_type(&arms, "market.Everything.origin", 3, arm_values, arm_names);
    build_type(&colour, "Colour", 3, colour_values, colour_names);
}

/* ---- Placing ---- */

static bool has_bytes(const struct kind_slot *slot)
{
    return slot->kind >= SLOT_KIND_TEXT;
}

/* One behind the other, bytes on the next byte; the presence bits first, the last dimension side by side. */
static void place(struct kind_slot *slot, uint32_t *end)
{
    const bool has_presence = (slot->optional || slot->element_optional) && !slot->niche;
    uint32_t elements = 1;
    for (int i = 0; i < slot->dims; i++) elements *= slot->counts[i];
    uint32_t run = 1;
    if (has_presence) {
        slot->presence = *end;
        for (int i = slot->dims; slot->element_optional && i-- > 0; run *= slot->counts[i])
            slot->presence_stride[i] = run;
        *end += slot->element_optional ? elements : 1;
    }
    if (has_bytes(slot)) *end = (*end + 7) / 8 * 8;
    const uint32_t width = has_bytes(slot) ? slot->bytes * 8 : slot->width;
    slot->bit = *end;
    run = width;
    for (int i = slot->dims; i-- > 0; run *= slot->counts[i]) slot->stride[i] = run;
    *end += width * elements;
}

static int add(struct kind_class *kinds, uint32_t *end, struct kind_slot slot)
{
    place(&slot, end);
    kinds->slots[kinds->count] = slot;
    return kinds->count++;
}

/* A slot of an arm; its end counts towards the area. */
static int add_to_arm(struct kind_class *kinds, int tag, uint64_t code, uint32_t *at, struct kind_slot slot)
{
    struct kind_slot *const teller = &kinds->slots[tag];
    slot.tag = tag + 1;
    slot.code = code;
    const int index = add(kinds, at, slot);
    if (*at - teller->area > teller->area_bits) teller->area_bits = *at - teller->area;
    return index;
}

/* A tag and where its arms begin. */
static int add_tag(struct kind_class *kinds, uint32_t *end, struct kind_slot slot)
{
    slot.is_tag = true;
    const int index = add(kinds, end, slot);
    kinds->slots[index].area = *end;
    return index;
}

/* ---- The index table ---- */

static uint32_t add_number(struct kind_class *kinds, uint32_t *count, uint64_t number)
{
    kinds->numbers[*count] = number;
    return (*count)++;
}

static void add_fact(struct kind_class *kinds, int slot, slot_fact_kind kind, uint32_t number)
{
    kinds->facts[kinds->class.fact_count++] = (slot_fact){(uint16_t)slot, (uint16_t)kind, number};
}

/* In ascending order of kinds. */
static void add_facts(struct kind_class *kinds, int index, uint32_t *count)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    if (slot->has_sentinel) add_fact(kinds, index, SLOT_FACT_UNSET, add_number(kinds, count, (uint64_t)slot->sentinel));
    if (slot->kind == SLOT_KIND_STEPS) {
        add_fact(kinds, index, SLOT_FACT_STEP, add_number(kinds, count, (uint64_t)slot->offset));
        add_number(kinds, count, (uint64_t)slot->factor);
        add_number(kinds, count, (uint64_t)slot->divisor);
    } else if (slot->step != 0) {
        add_fact(kinds, index, SLOT_FACT_STEP, add_number(kinds, count, slot->step));
    }
    if (slot->dims > 0) {
        add_fact(kinds, index, SLOT_FACT_ARRAY, add_number(kinds, count, (uint64_t)slot->dims));
        add_number(kinds, count, slot->element_optional ? 1 : 0);
        for (int i = 0; i < slot->dims; i++) {
            add_number(kinds, count, slot->counts[i]);
            add_number(kinds, count, slot->stride[i]);
            add_number(kinds, count, slot->presence_stride[i]);
        }
    }
    if (slot->tag > 0) {
        add_fact(kinds, index, SLOT_FACT_ARM, add_number(kinds, count, (uint64_t)slot->tag - 1));
        add_number(kinds, count, slot->code);
    }
    if (slot->is_tag) {
        add_fact(kinds, index, SLOT_FACT_AREA, add_number(kinds, count, slot->area));
        add_number(kinds, count, slot->area_bits);
    }
    if (slot->read_only) add_fact(kinds, index, SLOT_FACT_READONLY, 0);
}

static uint32_t bias_of(struct kind_class *kinds, int index, uint32_t *count)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    const uint64_t bias = slot->low - (slot->niche ? 1 : 0);
    switch (slot->kind) {
    case SLOT_KIND_INT:
    case SLOT_KIND_UINT:
    case SLOT_KIND_STEPS: add_number(kinds, count, bias); return add_number(kinds, count, slot->span) - 1;
    case SLOT_KIND_BOOL: return slot->niche ? UINT32_MAX : 0;
    case SLOT_KIND_SYMBOL: return slot->symbols == &venues ? 1 : 0;
    case SLOT_KIND_REF: return slot->class == &desk ? 1 : slot->class == &seat ? 2 : 3;
    case SLOT_KIND_POINTER: return slot->shift;
    case SLOT_KIND_TEXT:
    case SLOT_KIND_BYTES: return slot->bytes;
    case SLOT_KIND_CLASS: return 0;
    case SLOT_KIND_ENUM:
    case SLOT_KIND_FLAGS: kinds->types[index] = slot->members; return (uint32_t)index;
    default: return 0;
    }
}

static void describe(struct kind_class *kinds, int index, uint32_t *count)
{
    const struct kind_slot *const slot = &kinds->slots[index];
    slot_descriptor *const out = &kinds->descriptors[index];
    const uint32_t last = kinds->class.size >= 8 ? kinds->class.size - 8 : 0;
    const bool is_optional = slot->optional || slot->element_optional;
    const bool is_extended = slot->dims > 0 || slot->tag > 0 || slot->is_tag || slot->read_only || slot->step != 0 ||
                             slot->kind == SLOT_KIND_STEPS;
    const bool is_wide = slot->kind == SLOT_KIND_INT || slot->kind == SLOT_KIND_UINT || slot->kind == SLOT_KIND_STEPS;
    out->window = has_bytes(slot) || slot->bit / 8 < last ? slot->bit / 8 : last;
    out->shift = (uint8_t)(slot->bit - out->window * 8);
    out->width = (uint8_t)slot->width;
    out->kind = (uint8_t)slot->kind;
    out->flags = (uint8_t)((is_optional ? SLOT_OPTIONAL : 0) | (is_optional && !slot->niche ? SLOT_PRESENCE : 0) |
                           (is_wide ? SLOT_WIDE : 0) | (slot->ordinal ? SLOT_ORDINAL : 0) |
                           (slot->has_sentinel ? SLOT_SENTINEL : 0) | (is_extended ? SLOT_EXTENDED : 0));
    out->bias = bias_of(kinds, index, count);
    out->span = is_optional && !slot->niche ? slot->presence : 0;
    add_facts(kinds, index, count);
}

static void finish(struct kind_class *kinds, const char *name, uint32_t end)
{
    static const int abi = SLOT_ABI;
    const char *names[KIND_SLOTS];
    uint32_t number_count = 0;
    slot_class *const class = &kinds->class;
    for (int i = 0; i < kinds->count; i++) names[i] = kinds->slots[i].name;
    class->names = names_of(kinds->count, names);
    class->name = name;
    class->descriptors = kinds->descriptors;
    class->numbers = kinds->numbers;
    class->types = kinds->types;
    class->facts = kinds->facts;
    class->classes = kinds->classes;
    class->symbols = kinds->symbols;
    class->texts = "";
    class->abi = &abi;
    class->size = (end + 7) / 8;
    class->align = 1;
    class->flags = SLOT_CLASS_FLOATS;
    class->class_count = 4;
    class->symbols_count = 2;
    kinds->classes[0] = date();
    kinds->classes[1] = &desk;
    kinds->classes[2] = &seat;
    kinds->classes[3] = &gate;
    kinds->symbols[0] = &tickers;
    kinds->symbols[1] = &venues;
    ck_assert_uint_le(class->size, KIND_RECORD);
    for (int i = 0; i < kinds->count; i++) describe(kinds, i, &number_count);
}

/* ---- The classes ---- */

#define SLOT(...)       ((struct kind_slot){__VA_ARGS__})
#define ADD(...)        add(kinds, end, SLOT(__VA_ARGS__))
#define ARM(at, c, ...) add_to_arm(kinds, tag, c, at, SLOT(__VA_ARGS__))
#define LOW(value)      (uint64_t)(int64_t)(value)

static void add_single(struct kind_class *kinds, uint32_t *end)
{
    ADD("day", SLOT_KIND_INT, 6, LOW(-10), 60, .step = 5);
    ADD("hour", SLOT_KIND_UINT, 4, UINT64_C(18446744073709551000), 12, .step = 50, .optional = true, .niche = true);
    ADD("week", SLOT_KIND_INT, 5, LOW(0), 30, .step = 7, .optional = true);
    ADD("stop", SLOT_KIND_INT, 8, LOW(-100), 254, .optional = true, .niche = true, .has_sentinel = true,
        .sentinel = -101);
    ADD("lot", SLOT_KIND_INT, 13, LOW(1), 8000);
    ADD("gap", SLOT_KIND_INT, 26, LOW(-3000), 60000000, .optional = true);
    ADD("balance", SLOT_KIND_INT, 40, LOW(-1000), UINT64_C(1000000000000));
    ADD("total", SLOT_KIND_UINT, 64, 0, UINT64_MAX - 1);
    ADD("price", SLOT_KIND_STEPS, 24, 0, 10000000, .factor = 1, .divisor = 100);
    ADD("gain", SLOT_KIND_STEPS, 7, 0, 63, .offset = -127, .factor = 4, .divisor = 127, .optional = true,
        .niche = true);
    ADD("tilt", SLOT_KIND_STEPS, 9, LOW(-100), 300, .factor = 1, .divisor = 4, .optional = true);
    ADD("jump", SLOT_KIND_STEPS, 6, 0, 40, .factor = 5, .divisor = 2);
    ADD("half", SLOT_KIND_FLOAT16, 16);
    ADD("single", SLOT_KIND_FLOAT32, 32, .optional = true);
    ADD("real", SLOT_KIND_FLOAT64, 64);
    ADD("symbol", SLOT_KIND_SYMBOL, 13, .symbols = &tickers);
    ADD("venue", SLOT_KIND_SYMBOL, 32, .symbols = &venues);
    ADD("desk", SLOT_KIND_REF, 10, .class = &desk);
    ADD("seat", SLOT_KIND_REF, 13, .class = &seat);
    ADD("gate", SLOT_KIND_REF, 32, .class = &gate);
    ADD("where", SLOT_KIND_POINTER, 61, .shift = 3);
    ADD("note", SLOT_KIND_TEXT, .bytes = 5, .optional = true);
    ADD("key", SLOT_KIND_BYTES, .bytes = 4);
    ADD("settled", SLOT_KIND_CLASS, .class = date(), .bytes = 3, .optional = true);
    ADD("loose", SLOT_KIND_ANY, 64);
}

static void add_arrays(struct kind_class *kinds, uint32_t *end)
{
    ADD("levels", SLOT_KIND_INT, 7, LOW(0), 100, .dims = 2, .counts = {2, 3}, .element_optional = true, .niche = true);
    ADD("halves", SLOT_KIND_FLOAT16, 16, .dims = 1, .counts = {3}, .element_optional = true);
    ADD("mask", SLOT_KIND_BOOL, 1, .span = 1, .dims = 1, .counts = {5}, .optional = true);
    ADD("names", SLOT_KIND_TEXT, .bytes = 3, .dims = 2, .counts = {2, 2}, .element_optional = true);
    ADD("dates", SLOT_KIND_CLASS, .class = date(), .bytes = 3, .dims = 1, .counts = {2}, .optional = true);
    ADD("boxes", SLOT_KIND_ANY, 64, .dims = 1, .counts = {2});
    ADD("things", SLOT_KIND_ANY, 64, .dims = 1, .counts = {2}, .optional = true);
    ADD("desks", SLOT_KIND_REF, 10, .class = &desk, .dims = 1, .counts = {4}, .optional = true);
    ADD("sides", SLOT_KIND_ENUM, 2, .members = &side, .dims = 1, .counts = {5}, .element_optional = true,
        .niche = true);
    ADD("stops", SLOT_KIND_INT, 8, LOW(0), 254, .dims = 1, .counts = {3}, .element_optional = true, .niche = true,
        .has_sentinel = true, .sentinel = -1);
}

/* A oneof that may have no arm, in its second arm another one. */
static void add_oneof(struct kind_class *kinds, uint32_t *end)
{
    int tag = add_tag(kinds, end, SLOT("origin", SLOT_KIND_ENUM, 2, .members = &arms, .optional = true, .niche = true));
    const int outer = tag;
    uint32_t at = *end;
    ARM(&at, 1, "origin.count", SLOT_KIND_INT, 16, LOW(-5), 50000);
    ARM(&at, 1, "origin.name", SLOT_KIND_TEXT, .bytes = 2, .optional = true);
    at = *end;
    ARM(&at, 2, "origin.rate", SLOT_KIND_FLOAT64, 64);
    struct kind_slot inner = SLOT("origin.deep", SLOT_KIND_ENUM, 1, .members = &arms, .is_tag = true);
    inner.tag = outer + 1;
    inner.code = 2;
    tag = add_tag(kinds, &at, inner);
    const uint32_t start = at;
    ARM(&at, 0, "origin.deep.x", SLOT_KIND_INT, 9, LOW(1), 500);
    at = start;
    ARM(&at, 1, "origin.deep.y", SLOT_KIND_ANY, 64);
    ARM(&at, 1, "origin.deep.z", SLOT_KIND_BOOL, 1, .span = 1, .dims = 1, .counts = {3}, .optional = true);
    struct kind_slot *const teller = &kinds->slots[outer];
    teller->area_bits = kinds->slots[tag].area + kinds->slots[tag].area_bits - teller->area;
    *end += teller->area_bits;
}

/* Told apart by an enum slot; and an optional inline class. */
static void add_others(struct kind_class *kinds, uint32_t *end)
{
    int tag =
        add_tag(kinds, end, SLOT("colour", SLOT_KIND_ENUM, 2, .members = &colour, .ordinal = true, .read_only = true));
    uint32_t at = *end;
    ARM(&at, 0, "paint.red", SLOT_KIND_INT, 3, LOW(0), 7);
    at = *end;
    ARM(&at, 2, "paint.blue", SLOT_KIND_CLASS, .class = date(), .bytes = 3);
    *end += kinds->slots[tag].area_bits;

    tag = add_tag(kinds, end, SLOT("spot", SLOT_KIND_GROUP, 1, .optional = true, .niche = true));
    at = *end;
    ARM(&at, 1, "spot.x", SLOT_KIND_INT, 11, LOW(-1000), 2000);
    ARM(&at, 1, "spot.y", SLOT_KIND_INT, 11, LOW(-1000), 2000, .optional = true);
    *end += kinds->slots[tag].area_bits;
}

/* An array of an inline class that has a oneof, of which an arm has an array. */
static void add_inline_array(struct kind_class *kinds, uint32_t *end)
{
    enum { COUNT = 3, STRIDE = 23 };
    int tag = add_tag(kinds, end, SLOT("p.kind", SLOT_KIND_ENUM, 2, .members = &arms));
    uint32_t at = *end;
    const int first = tag;
    ARM(&at, 0, "p.value", SLOT_KIND_INT, 20, LOW(0), 1000000);
    at = *end;
    const int last = ARM(&at, 1, "p.pair", SLOT_KIND_INT, 10, LOW(-512), 1023, .dims = 1, .counts = {2});
    for (int i = first; i <= last; i++) {
        struct kind_slot *const slot = &kinds->slots[i];
        for (int k = slot->dims++; k > 0; k--) {
            slot->counts[k] = slot->counts[k - 1];
            slot->stride[k] = slot->stride[k - 1];
        }
        slot->counts[0] = COUNT;
        slot->stride[0] = STRIDE;
    }
    *end = kinds->slots[first].bit + COUNT * STRIDE;
}

struct kind_class *kinds_from(unsigned start)
{
    static struct kind_class classes[KIND_STARTS];
    struct kind_class *const kinds = &classes[start];
    uint32_t end = start;
    if (kinds->count > 0) return kinds;
    build_types();
    add_single(kinds, &end);
    add_arrays(kinds, &end);
    add_oneof(kinds, &end);
    add_others(kinds, &end);
    add_inline_array(kinds, &end);
    finish(kinds, "market.Everything", end);
    return kinds;
}

struct kind_class *kinds_small(void)
{
    static struct kind_class class;
    struct kind_class *const kinds = &class;
    uint32_t end_bit = 1;
    uint32_t *const end = &end_bit;
    if (kinds->count > 0) return kinds;
    build_types();
    const int tag = add_tag(kinds, end, SLOT("x", SLOT_KIND_ENUM, 2, .members = &arms));
    uint32_t at = *end;
    ARM(&at, 0, "x.half", SLOT_KIND_FLOAT16, 16);
    at = *end;
    ARM(&at, 1, "x.bits", SLOT_KIND_BOOL, 2, .span = 1, .dims = 1, .counts = {6}, .element_optional = true,
        .niche = true);
    ARM(&at, 1, "x.name", SLOT_KIND_TEXT, .bytes = 1);
    *end += kinds->slots[tag].area_bits;
    ADD("desk", SLOT_KIND_REF, 10, .class = &desk);
    ADD("note", SLOT_KIND_TEXT, .bytes = 1);
    finish(kinds, "Small", 56);
    return kinds;
}

int kinds_find(const struct kind_class *kinds, const char *name)
{
    const int index = slot_find(&kinds->class, name, strlen(name));
    ck_assert_msg(index >= 0, "no slot %s", name);
    return index;
}
