/* SPDX-License-Identifier: MIT */
/*
 * Random operations through the typed accessors of all classes of a random schema, and the same by index on a copy: the
 * two agree on what is refused and on the bytes. After each, all getters say what the index table says, no slot but the
 * one that was meant has changed, and the bytes are an instance. Sizes are those that the generator works out.
 * The model of language_model.h agrees with all of it: what is read, what is refused, the bytes that init, set, switch and clear
 * make, equality, order, hashes, texts, and with the values of the unpacked mirror.
 *
 * typed [SEED [COUNT [LAYOUT]]]: COUNT operations a class, 1,000 where it is not given; LAYOUT is a file with what
 * `slotgen layout --format=json` says of the schema, layout.json where it is not given.
 */
#include "typed_rows.h"

#include "judge.h"
#include "prng.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_SIZE = 1024 };

struct subject {
    const char *name;
    const slot_class *type;
    size_t size, least_size, most_size;
    const struct typed_slot *slots;
    size_t slot_count;
    const struct typed_node *nodes;
    struct judge_functions functions;
    bool (*mirror)(const void *self); /* members of the unpacked mirror say what the index table says */
    bool is_table;                    /* a row of it is asked: what lies there has another address */
};

#define FUNCTIONS(class, least, most)                                                                                  \
    static void init_##class(void *self)                                                                               \
    {                                                                                                                  \
        ops_##class##_init(self);                                                                                      \
    }                                                                                                                  \
    static bool equal_##class(const void *a, const void *b)                                                            \
    {                                                                                                                  \
        return ops_##class##_equal(a, b);                                                                              \
    }                                                                                                                  \
    static int compare_##class(const void *a, const void *b)                                                           \
    {                                                                                                                  \
        return ops_##class##_compare(a, b);                                                                            \
    }                                                                                                                  \
    static uint64_t hash_##class(const void *self)                                                                     \
    {                                                                                                                  \
        return ops_##class##_hash(self);                                                                               \
    }                                                                                                                  \
    static bool valid_##class(const void *self)                                                                        \
    {                                                                                                                  \
        return ops_##class##_valid(self);                                                                              \
    }                                                                                                                  \
    static size_t format_##class(const void *self, char *buffer, size_t size)                                          \
    {                                                                                                                  \
        return ops_##class##_format(self, buffer, size);                                                               \
    }                                                                                                                  \
    static slot_status round_trip_##class(const void *self, void *copy)                                                \
    {                                                                                                                  \
        ops_##class##_values values;                                                                                   \
        memset(&values, 0x5a, sizeof values);                                                                          \
        ops_##class##_unpack(self, &values);                                                                           \
        return ops_##class##_pack(copy, &values, NULL);                                                                \
    }
CLASS_SIZES(FUNCTIONS)

#define ROW(class, least, most)                                                                                        \
    {#class,                                                                                                           \
     &ops_##class##_class,                                                                                             \
     sizeof(ops_##class),                                                                                              \
     least,                                                                                                            \
     most,                                                                                                             \
     slots_##class,                                                                                                    \
     sizeof slots_##class / sizeof slots_##class[0],                                                                   \
     nodes_##class,                                                                                                    \
     {init_##class, equal_##class, compare_##class, hash_##class, valid_##class, format_##class, round_trip_##class},  \
     mirror_##class,                                                                                                   \
     false},
#define TABLE_ROW(class, least, most)                                                                                  \
    {#class "'s table",                                                                                                \
     &ops_##class##_class,                                                                                             \
     sizeof(ops_##class),                                                                                              \
     least,                                                                                                            \
     most,                                                                                                             \
     slots_##class##_table,                                                                                            \
     sizeof slots_##class##_table / sizeof slots_##class##_table[0],                                                   \
     nodes_##class##_table,                                                                                            \
     {init_##class, equal_##class, compare_##class, hash_##class, valid_##class, format_##class, round_trip_##class},  \
     mirror_##class,                                                                                                   \
     true},
static const struct subject subjects[] = {CLASS_SIZES(ROW) TABLE_SIZES(TABLE_ROW)};

enum { SUBJECT_COUNT = sizeof subjects / sizeof subjects[0] };

static struct prng prng;
static int violations;
static const struct subject *current;
static const struct model_class *model; /* of the current one */
static unsigned long done;

char typed_buffer[64];
size_t typed_row;

/* ---- What the written functions call ---- */

void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    (void)type, (void)slot, (void)status, (void)value;
    violations++;
}

void typed_fail_row(const char *name, const char *what)
{
    fprintf(stderr, "table of %s, row %zu: %s\n", name, typed_row, what);
    exit(1);
}

int violations_take(void)
{
    const int count = violations;
    violations = 0;
    return count;
}

slot_status typed_agreed(slot_status status)
{
    return violations_take() == (status == SLOT_OK ? 0 : 1) ? status : SLOT_EIO;
}

bool typed_is_unset(const slot_class *type, const void *self, int index)
{
    return !slot_has(type, self, index);
}

/* ---- Checks ---- */

static int fail(const void *self, const struct typed_slot *slot, uint32_t element, const char *what)
{
    static char text[20000];
    fprintf(stderr, "%s, slot '%s'[%u]: %s\n", current->name, slot == NULL ? "" : slot->name, element, what);
    slot_format(current->type, self, text, sizeof text);
    fprintf(stderr, "%s\n", text);
    for (size_t i = 0; i < current->size; i++) fprintf(stderr, "%02x", ((const unsigned char *)self)[i]);
    fprintf(stderr, "\n");
    return 1;
}

static uint32_t elements_of(const struct typed_slot *slot)
{
    return slot->elements == 0 ? 1 : slot->elements;
}

/* All typed getters against the index table. */
static int check_getters(void *self)
{
    for (size_t i = 0; i < current->slot_count; i++) {
        const struct typed_slot *slot = &current->slots[i];
        for (uint32_t e = 0; e < elements_of(slot); e++) {
            slot_value want;
            const slot_status status = slot_get_at(current->type, self, slot->index, e, &want);
            if (status != SLOT_OK) return fail(self, slot, e, slot_strerror(status));
            bool has = slot_has_at(current->type, self, slot->index, e);
            if (!judge_get(model, self, (unsigned)slot->index, e, &want, has))
                return fail(self, slot, e, "the model reads another value");
            if (slot->is_handle) has = want.kind != SLOT_VALUE_UNSET;
            if (!slot->same(self, e, &want, has)) return fail(self, slot, e, "typed getters say another value");
            if (violations_take() != 0) return fail(self, slot, e, "a getter refused a value that is there");
        }
        if (slot->bulk != NULL && !slot->bulk(self)) return fail(self, slot, 0, "read or write of the array");
    }
    if (!judge_bytes(model, self)) return fail(self, NULL, 0, "the model has other bytes");
    if (!current->mirror(self)) return fail(self, NULL, 0, "the unpacked mirror says another value");
    return slot_valid(current->type, self) ? 0 : fail(self, NULL, 0, "the bytes are no instance");
}

/* That nothing but element `element` of `meant` and what shares its zone has changed. */
static int check_others(const void *before, const void *self, const struct typed_slot *meant, uint32_t element)
{
    for (size_t i = 0; i < current->slot_count; i++) {
        const struct typed_slot *slot = &current->slots[i];
        if (slot->zone != 0 && slot->zone == meant->zone) continue;
        if (slot->index == meant->index && meant->is_spread) continue;
        for (uint32_t e = 0; e < elements_of(slot); e++) {
            if (slot->index == meant->index && e == element) continue;
            slot_value then, now;
            if (slot_get_at(current->type, before, slot->index, e, &then) != SLOT_OK ||
                slot_get_at(current->type, self, slot->index, e, &now) != SLOT_OK) {
                return fail(self, slot, e, "cannot be read");
            }
            if (typed_same_value(&then, &now)) continue;
            fprintf(stderr, "what was done to '%s'[%u] changed another slot\n", meant->name, element);
            return fail(self, slot, e, "has changed");
        }
    }
    return 0;
}

/* ---- Values ---- */

static slot_value draw(const struct typed_values *values, void *buffer);

static uint64_t draw_number(const struct typed_values *values)
{
    const uint64_t steps = (values->high - values->low) / values->step;
    switch (prng_below(&prng, 10)) {
    case 0: return values->low;
    case 1: return values->high;
    case 2: return values->low - 1;
    case 3: return values->high + 1;
    case 4: return values->unset;
    case 5: return prng_next(&prng);
    case 6: return values->low + prng_upto(&prng, steps) * values->step + 1;
    default: return values->low + prng_upto(&prng, steps) * values->step;
    }
}

/* Whether a slot holds the number, as the schema says. */
static bool is_inside(const struct typed_values *values, uint64_t number)
{
    if (values->has_unset && number == values->unset) return true;
    const bool is_between = values->kind == TYPED_UINT
                                ? number >= values->low && number <= values->high
                                : (int64_t)number >= (int64_t)values->low && (int64_t)number <= (int64_t)values->high;
    return is_between && (number - values->low) % values->step == 0;
}

static slot_value draw_real(const struct typed_values *values)
{
    static const double special[] = {0.0, -0.0, INFINITY, -INFINITY, NAN, 65504.0, 65536.0, 1e-7, 3e38, -1e-45};
    if (values->kind == TYPED_STEPS && !prng_once_in(&prng, 3))
        return slot_from_float((double)prng_below(&prng, 5000) / 100 - 1);
    double value = special[prng_below(&prng, 10)];
    if (prng_once_in(&prng, 2)) value = ((double)prng_below(&prng, 100000) - 50000) / 64;
    if (values->kind != TYPED_DOUBLE && values->kind != TYPED_STEPS) value = (double)(float)value;
    return slot_from_float(value);
}

static slot_value draw_text(const struct typed_values *values, char *buffer)
{
    const bool is_text = values->kind == TYPED_TEXT;
    size_t length = prng_below(&prng, (unsigned)values->high + 2);
    if (!is_text && !prng_once_in(&prng, 4)) length = (size_t)values->high;
    for (size_t i = 0; i < length; i++)
        buffer[i] = (char)(is_text ? 'a' + (int)prng_below(&prng, 26) : (int)prng_below(&prng, 128));
    if (is_text && length > 1 && prng_once_in(&prng, 4)) memcpy(buffer, "\xc3\xa9", 2);
    if (is_text && length > 0 && prng_once_in(&prng, 8)) buffer[length - 1] = prng_once_in(&prng, 2) ? '\0' : '\xc3';
    return is_text ? slot_from_text(buffer, length) : slot_from_bytes(buffer, length);
}

static slot_value draw_any(void)
{
    const slot_class *type = current->type;
    switch (prng_below(&prng, 8)) {
    case 0: return slot_nil();
    case 1: return slot_from_bool(prng_once_in(&prng, 2));
    case 2: return slot_from_int((int64_t)prng_bits(&prng, prng_below(&prng, 52)) - 5);
    case 3: return slot_from_float((double)prng_below(&prng, 100) / 3);
    case 4:
        if (type->symbols_count == 0) return slot_nil();
        return slot_from_symbol(type->symbols[prng_below(&prng, type->symbols_count)], prng_below(&prng, 120));
    case 5:
        if (type->class_count == 0) return slot_nil();
        return slot_from_ref(type->classes[prng_below(&prng, type->class_count)], prng_below(&prng, 1100));
    case 6: return slot_from_pointer((const void *)(uintptr_t)prng_bits(&prng, prng_below(&prng, 50)));
    default: return slot_from_text("no box", 6);
    }
}

static const struct subject *subject_of(const slot_class *type)
{
    for (size_t i = 0; i < SUBJECT_COUNT; i++) {
        if (subjects[i].type == type) return &subjects[i];
    }
    abort();
}

/* An instance of another class with a few values that differ from those of a new one. */
static void draw_instance(const slot_class *type, void *instance)
{
    const struct subject *subject = subject_of(type);
    const struct subject *outer = current;
    current = subject;
    subject->functions.init(instance);
    for (int i = 0; i < 6; i++) {
        const struct typed_slot *slot = &subject->slots[prng_below(&prng, (unsigned)subject->slot_count)];
        char buffer[64];
        if (slot->values.kind == TYPED_CLASS) continue;
        const slot_value value = draw(&slot->values, buffer);
        slot_set_at(type, instance, slot->index, prng_below(&prng, elements_of(slot)), value);
    }
    current = outer;
}

/* The value may lie in `buffer`, which is aligned to 16. */
static slot_value draw(const struct typed_values *values, void *buffer)
{
    switch (values->kind) {
    case TYPED_INT: return slot_from_int((int64_t)draw_number(values));
    case TYPED_UINT: return slot_from_uint(draw_number(values));
    case TYPED_BOOL: return slot_from_bool(prng_once_in(&prng, 2));
    case TYPED_TAG:
        if (values->members == NULL) return slot_from_int((int64_t)prng_below(&prng, (unsigned)values->high + 3) - 1);
        return slot_from_int(values->members[prng_below(&prng, values->member_count)]);
    case TYPED_ENUM:
        if (prng_once_in(&prng, 6)) return slot_from_int((int64_t)prng_below(&prng, 400) - 20);
        return slot_from_int(values->members[prng_below(&prng, values->member_count)]);
    case TYPED_FLAGS: {
        uint64_t mask = 0;
        for (unsigned i = 0; i < values->member_count; i++) {
            if (prng_once_in(&prng, 2)) mask |= UINT64_C(1) << values->members[i];
        }
        if (prng_once_in(&prng, 6)) mask = prng_next(&prng);
        return slot_from_uint(mask);
    }
    case TYPED_STEPS:
    case TYPED_HALF:
    case TYPED_FLOAT:
    case TYPED_DOUBLE: return draw_real(values);
    case TYPED_TEXT:
    case TYPED_BYTES: return draw_text(values, buffer);
    case TYPED_SYMBOL:
    case TYPED_REF: {
        const uint64_t id = prng_once_in(&prng, 5) ? values->high + 1 : prng_upto(&prng, values->high);
        const uint32_t number = id > UINT32_MAX ? 7 : (uint32_t)id;
        return values->kind == TYPED_REF ? slot_from_ref(NULL, number) : slot_from_symbol(NULL, number);
    }
    case TYPED_POINTER: {
        uint64_t address = prng_bits(&prng, prng_below(&prng, 65));
        if (!prng_once_in(&prng, 4)) address &= ~(values->high - 1);
        return slot_from_pointer((const void *)(uintptr_t)address);
    }
    case TYPED_ANY: return draw_any();
    case TYPED_CLASS: draw_instance(values->target, buffer); return slot_from_instance(values->target, buffer);
    case TYPED_GROUP: break;
    }
    return slot_unset();
}

/* ---- Operations ---- */

static bool is_number(const struct typed_values *values)
{
    return values->kind == TYPED_INT || values->kind == TYPED_UINT;
}

/* The value that was set is the one that is there. */
static bool is_read_back(const struct typed_slot *slot, const slot_value *value, const slot_value *got)
{
    switch (slot->values.kind) {
    case TYPED_INT:
    case TYPED_UINT: return typed_same_number(got, value->as.natural, slot->values.kind == TYPED_UINT);
    case TYPED_FLAGS: return typed_same_number(got, value->as.natural, true);
    case TYPED_HALF:
    case TYPED_FLOAT:
    case TYPED_STEPS: return got->kind == SLOT_VALUE_FLOAT;
    case TYPED_SYMBOL:
    case TYPED_REF: return typed_id(got) == typed_id(value);
    case TYPED_TAG: return typed_number(value) < 0 || typed_number(got) == typed_number(value);
    default: return typed_same_value(value, got);
    }
}

static int put(const struct typed_slot *slot, void *self, uint32_t element, const slot_value *value)
{
    _Alignas(16) unsigned char copy[MOST_SIZE], before[MOST_SIZE];
    memcpy(before, self, current->size);
    memcpy(copy, self, current->size);
    const slot_status status = slot->put(self, element, value);
    if (status == SLOT_EIO) return fail(self, slot, element, "set and try_set disagree");
    if (status != SLOT_OK && memcmp(before, self, current->size) != 0) {
        return fail(self, slot, element, "a refused set changed it");
    }
    if (is_number(&slot->values) && (status == SLOT_OK) != is_inside(&slot->values, value->as.natural)) {
        return fail(self, slot, element, "the range is another one than the schema's");
    }
    if (status == SLOT_OK) done++;
    if (!judge_put(model, before, self, (unsigned)slot->index, element, value, slot->is_arms, status))
        return fail(before, slot, element, "was this before it was set");
    if (check_others(before, self, slot, element) != 0) return 1;
    if (slot->is_arms) return 0;
    const bool is_no_arm = slot->values.kind == TYPED_TAG && typed_number(value) < 0;
    const slot_status other = slot_set_at(current->type, copy, slot->index, element, is_no_arm ? slot_unset() : *value);
    if (is_no_arm ? (other == SLOT_OK) != (status == SLOT_OK) : other != status) {
        fprintf(stderr, "typed: %s; by index: %s\n", slot_strerror(status), slot_strerror(other));
        return fail(self, slot, element, "set has another status by index");
    }
    /* No arm of a oneof that is in no arm that is there: typed, that one is switched to; by index nothing is done. */
    if (!is_no_arm && !slot->is_overlaid && memcmp(copy, self, current->size) != 0)
        return fail(self, slot, element, "set makes other bytes by index");
    slot_value got;
    if (status == SLOT_OK &&
        (slot_get_at(current->type, self, slot->index, element, &got) != SLOT_OK || !is_read_back(slot, value, &got))) {
        return fail(self, slot, element, "reads as another value than was set");
    }
    return 0;
}

static int clear(const struct typed_slot *slot, void *self, uint32_t element)
{
    _Alignas(16) unsigned char copy[MOST_SIZE], before[MOST_SIZE];
    memcpy(before, self, current->size);
    memcpy(copy, self, current->size);
    slot->clear(self, element);
    const int refused = violations_take();
    if (!judge_clear(model, before, self, (unsigned)slot->index, element))
        return fail(before, slot, element, "was this before it was cleared");
    if (slot->is_many || slot->is_overlaid) return refused != 0 ? fail(self, slot, element, "clear was refused") : 0;
    const slot_status status = slot->is_spread ? slot_clear(current->type, copy, slot->index)
                                               : slot_clear_at(current->type, copy, slot->index, element);
    if (refused != 0 || status != SLOT_OK) return fail(self, slot, element, "clear was refused");
    if (memcmp(copy, self, current->size) != 0) return fail(self, slot, element, "clear makes other bytes by index");
    return check_others(before, self, slot, element);
}

static int operate(void *self)
{
    _Alignas(16) unsigned char buffer[MOST_SIZE];
    const struct typed_slot *slot = &current->slots[prng_below(&prng, (unsigned)current->slot_count)];
    const uint32_t element = prng_below(&prng, elements_of(slot));
    size_t nodes = 0;
    while (current->nodes[nodes].name != NULL) nodes++;
    if (nodes > 0 && prng_once_in(&prng, 8)) {
        const struct typed_node *node = &current->nodes[prng_below(&prng, (unsigned)nodes)];
        draw_instance(node->type, buffer);
        if (node->set(self, prng_below(&prng, node->elements), buffer)) return 0;
        fprintf(stderr, "inline class '%s':\n", node->name);
        return fail(self, NULL, 0, "reads as another value than was set");
    }
    if (slot->clear != NULL && prng_once_in(&prng, 4)) return clear(slot, self, element);
    if (slot->put == NULL) return 0;
    const slot_value value = draw(&slot->values, buffer);
    return put(slot, self, element, &value);
}

/* What lies in a given order is where that puts it. */
static int check_places(void *self)
{
    for (size_t i = 0; i < current->slot_count; i++) {
        const struct typed_slot *slot = &current->slots[i];
        const slot_descriptor *descriptor = &current->type->descriptors[slot->index];
        const bool has_bits = descriptor->width > 0 || descriptor->kind >= SLOT_KIND_TEXT;
        if (slot->bit < 0 || !has_bits || descriptor->window * 8 + descriptor->shift == (uint32_t)slot->bit) continue;
        return fail(self, slot, 0, "lies elsewhere than in order");
    }
    return 0;
}

static int run(unsigned long count)
{
    _Alignas(16) unsigned char self[MOST_SIZE], before[MOST_SIZE];
    memset(self, 0, sizeof self);
    if (current->size > sizeof self) return fail(self, NULL, 0, "larger than this test thinks");
    current->functions.init(self);
    if (!judge_init(model, self)) return fail(self, NULL, 0, "init");
    if (current->size < current->least_size || current->size > current->most_size) {
        fprintf(stderr, "%s has %zu bytes, expected %zu..%zu\n", current->name, current->size, current->least_size,
                current->most_size);
        return 1;
    }
    if (check_places(self) != 0) return 1;
    for (unsigned long i = 0; i < count; i++) {
        if (check_getters(self) != 0) return 1;
        memcpy(before, self, current->size);
        if (operate(self) != 0) return 1;
        if (!judge_whole(model, &current->functions, before, self)) return fail(self, NULL, 0, "as a whole");
    }
    return check_getters(self);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 16, length = 0;
    char *text = malloc(room);
    if (file == NULL || text == NULL) {
        perror(path);
        exit(3);
    }
    for (size_t count; (count = fread(text + length, 1, room - length - 1, file)) > 0;) {
        length += count;
        if (length + 1 == room && (text = realloc(text, room *= 2)) == NULL) exit(3);
    }
    text[length] = '\0';
    fclose(file);
    return text;
}

int main(int argc, char **argv)
{
    char *layout = read_file(argc > 3 ? argv[3] : "layout.json");
    model_classes = models;
    model_class_count = sizeof models / sizeof models[0];
    if (!model_read_places(models, model_class_count, layout)) return 1;
    free(layout);
    prng.state = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const unsigned long count = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000;
    int failed = 0;
    for (size_t i = 0; i < SUBJECT_COUNT; i++) {
        current = &subjects[i];
        model = model_of(current->type);
        typed_is_copy = current->is_table;
        failed += run(count);
    }
    printf("%zu classes, %lu values set, %lu judged\n", (size_t)SUBJECT_COUNT, done, judge_count);
    return failed == 0 && done > 0 ? 0 : 1;
}
