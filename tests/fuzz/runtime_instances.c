/* SPDX-License-Identifier: MIT */
/*
 * Calls by index and name over an instance: of a valid one, every call must keep it valid and leave it alone where it
 * refuses; of bytes that are none, whatever reads must stay inside.
 */
#include "runtime.h"

#include "language.slots.h"
#include "layouts.slots.h"
#include "storage.slots.h"
#include "tables.slots.h"

#include <slotgen/text.h>

#include <stdlib.h>
#include <string.h>

#define CLASSES(X)                                                                                                     \
    X(lang_Date)                                                                                                       \
    X(lang_Words)                                                                                                      \
    X(lang_Numbers)                                                                                                    \
    X(lang_Other)                                                                                                      \
    X(lang_Arrays)                                                                                                     \
    X(lang_Stamp)                                                                                                      \
    X(lang_Blobs)                                                                                                      \
    X(lang_Loose)                                                                                                      \
    X(lang_Boxes)                                                                                                      \
    X(lang_Choices)                                                                                                    \
    X(lang_Inner)                                                                                                      \
    X(lang_Alone)                                                                                                      \
    X(lang_Marks)                                                                                                      \
    X(lang_Marked)                                                                                                     \
    X(lang_Inlines)                                                                                                    \
    X(lang_Nothing)                                                                                                    \
    X(lang_Person)                                                                                                     \
    X(lang_Employee)                                                                                                   \
    X(lang_Fixed)                                                                                                      \
    X(lang_Loosened)                                                                                                   \
    X(lang_Around)                                                                                                     \
    X(lang_Secret)                                                                                                     \
    X(lang_Const)                                                                                                      \
    X(lang_Edges)                                                                                                      \
    X(ops_Date)                                                                                                        \
    X(ops_NaturalDate)                                                                                                 \
    X(ops_NaturalNumbers)                                                                                              \
    X(ops_NaturalKinds)                                                                                                \
    X(ops_NaturalArrays)                                                                                               \
    X(ops_NaturalArms)                                                                                                 \
    X(ops_NaturalOverlay)                                                                                              \
    X(ops_CompactBase)                                                                                                 \
    X(ops_NaturalDerived)                                                                                              \
    X(ops_CompactAgain)                                                                                                \
    X(ops_Fixed)                                                                                                       \
    X(ops_Wide)                                                                                                        \
    X(ops_Holder)                                                                                                      \
    X(ops_Counter)                                                                                                     \
    X(ops_CounterDerived)                                                                                              \
    X(ops_Held)                                                                                                        \
    X(ops_DenseDate)                                                                                                   \
    X(ops_DenseTrade)                                                                                                  \
    X(ops_DenseNumbers)                                                                                                \
    X(ops_DenseArms)                                                                                                   \
    X(ops_DenseBase)                                                                                                   \
    X(ops_DenseDerived)                                                                                                \
    X(ops_CompactDerived)                                                                                              \
    X(ops_DeclaredDerived)                                                                                             \
    X(ops_DenseTriple)                                                                                                 \
    X(ops_DenseHolder)                                                                                                 \
    X(ops_FatTime)                                                                                                     \
    X(ops_FatDate)                                                                                                     \
    X(ops_FatEntry)                                                                                                    \
    X(ops_GivenPart)                                                                                                   \
    X(ops_Given)                                                                                                       \
    X(ops_GivenDerived)                                                                                                \
    X(ops_GivenHolder)                                                                                                 \
    X(ops_LoneBase)                                                                                                    \
    X(ops_LoneDerived)                                                                                                 \
    X(ops_LoneHolder)                                                                                                  \
    X(kept_Flag)                                                                                                       \
    X(kept_Trade)                                                                                                      \
    X(kept_Note)                                                                                                       \
    X(kept_Wide)                                                                                                       \
    X(kept_Thing)

#define X(name) &name##_class,
const slot_class *const runtime_classes[] = {CLASSES(X)};
#undef X
const size_t runtime_class_count = sizeof runtime_classes / sizeof runtime_classes[0];

/* An instance at a block of exactly its size. */
struct subject {
    const slot_class *type;
    unsigned char *self;
    unsigned char *before; /* a copy, of before the call */
    bool is_valid;
};

static unsigned char *take_instance(const slot_class *type)
{
    const size_t align = type->align > sizeof(void *) ? type->align : sizeof(void *);
    const size_t size = type->size > 0 ? type->size : 1;
    /* aligned_alloc wants a multiple of the alignment, which would hide what lies behind: so only where one is needed. */
    unsigned char *self = type->align <= 16 ? malloc(size) : aligned_alloc(align, (size + align - 1) / align * align);
    if (self == NULL) abort();
    return self;
}

static void fill(struct program *program, const slot_class *type, unsigned char *self)
{
    slot_init(type, self);
    DEMAND(slot_valid(type, self));
    const uint8_t form = next_byte(program);
    if (form < 128) return;
    if (form < 192) memset(self, 0, type->size);
    for (size_t i = 0; form >= 192 && i < type->size; i++) self[i] = next_byte(program);
}

static const slot_class *choose_class(struct program *program)
{
    return runtime_classes[next_byte(program) % runtime_class_count];
}

/* An index that names a slot more often than not. */
static int next_index(struct program *program, const slot_class *type)
{
    const uint8_t byte = next_byte(program);
    if (byte < 250 && slot_count(type) > 0) return byte % slot_count(type);
    return (int)next_number32(program);
}

/* ---- Values ---- */

/* A number beside an end of what the slot holds, or any. */
static uint64_t next_near(struct program *program, const slot_class *type, int index)
{
    const uint8_t form = next_byte(program);
    if (form < 96 || index < 0 || index >= slot_count(type)) return next_number(program);
    const slot_descriptor *slot = &type->descriptors[index];
    uint64_t low = (uint64_t)(int64_t)(int32_t)slot->bias;
    uint64_t span = slot->span;
    if ((slot->flags & SLOT_WIDE) != 0) {
        low = type->numbers[slot->bias];
        span = type->numbers[slot->bias + 1];
    }
    if (slot->kind == SLOT_KIND_SYMBOL || slot->kind == SLOT_KIND_REF) low = 0;
    return low + (form % 2 == 0 ? span : 0) + form / 2 % 4 - 1;
}

struct value {
    slot_value value;
    char *bytes;             /* what a text is, or NULL */
    unsigned char *instance; /* or an instance */
};

static void next_symbol(struct program *program, const slot_class *type, int index, slot_value *value)
{
    const uint8_t which = next_byte(program);
    const slot_symbols_type *table =
        which < 100 || type->symbols_count == 0 ? NULL : type->symbols[which % type->symbols_count];
    if (which >= 240) table = &kept_words_slot_symbols;
    *value = slot_from_symbol(table, (uint32_t)next_near(program, type, index));
}

static void next_ref(struct program *program, const slot_class *type, int index, slot_value *value)
{
    const uint8_t which = next_byte(program);
    const slot_class *target = which < 100 || type->class_count == 0 ? NULL : type->classes[which % type->class_count];
    if (which >= 240) target = choose_class(program);
    *value = slot_from_ref(target, (uint32_t)next_near(program, type, index));
}

static struct value next_value(struct program *program, const slot_class *type, int index)
{
    struct value made = {.value = slot_unset()};
    size_t length;
    const slot_class *held = slot_class_of(type, index);
    switch (next_byte(program) % 16) {
    case 0: made.value = slot_unset(); break;
    case 1: made.value = slot_nil(); break;
    case 2: made.value = slot_from_bool(next_byte(program) % 2 == 1); break;
    case 3:
    case 4: made.value = slot_from_int((int64_t)next_near(program, type, index)); break;
    case 5:
    case 6: made.value = slot_from_uint(next_near(program, type, index)); break;
    case 7: made.value = slot_from_float(next_float(program)); break;
    case 8:
        made.bytes = next_bytes(program, 6000, &length);
        made.value = slot_from_text(made.bytes, length);
        break;
    case 9:
        made.bytes = next_bytes(program, 6000, &length);
        made.value = slot_from_bytes(made.bytes, length);
        break;
    case 10: next_symbol(program, type, index, &made.value); break;
    case 11: next_ref(program, type, index, &made.value); break;
    case 12: made.value = slot_from_pointer((const void *)(uintptr_t)next_number(program)); break;
    case 13:
        if (held == NULL || next_byte(program) < 32) held = choose_class(program);
        made.instance = take_instance(held);
        slot_init(held, made.instance);
        made.value = slot_from_instance(held, made.instance);
        break;
    case 14:
        made.value.kind = SLOT_VALUE_ARRAY;
        made.value.as.count = next_number32(program);
        break;
    default:
        made.value.kind = (slot_value_kind)(next_byte(program) % 20);
        made.value.as.natural = 0;
        break;
    }
    /* Kinds that point somewhere do not come without a place to point to. */
    if (made.value.kind == SLOT_VALUE_INSTANCE && made.instance == NULL) made.value = slot_unset();
    return made;
}

static void free_value(struct value *value)
{
    free(value->bytes);
    free(value->instance);
}

/* ---- Calls that write ---- */

static slot_status set_somehow(struct program *program, struct subject *subject, int index, struct value *made)
{
    const slot_class *type = subject->type;
    void *self = subject->self;
    size_t length;
    slot_status status;
    switch (next_byte(program) % 10) {
    case 0: return slot_set_int(type, self, index, (int64_t)next_near(program, type, index));
    case 1: return slot_set_uint(type, self, index, next_near(program, type, index));
    case 2: return slot_set_float(type, self, index, next_float(program));
    case 3: {
        char *bytes = next_bytes(program, 6000, &length);
        status = slot_set_text(type, self, index, bytes, length);
        free(bytes);
        return status;
    }
    case 4: return slot_set_id(type, self, index, (uint32_t)next_near(program, type, index));
    case 5: return slot_set_steps(type, self, index, (int64_t)next_near(program, type, index));
    case 6: return slot_clear(type, self, index);
    case 7: return slot_clear_at(type, self, index, next_number32(program));
    case 8:
        *made = next_value(program, type, index);
        return slot_set_at(type, self, index, next_number32(program), made->value);
    default: *made = next_value(program, type, index); return slot_set(type, self, index, made->value);
    }
}

static void write_once(struct program *program, struct subject *subject, int index)
{
    struct value made = {.value = slot_unset()};
    memcpy(subject->before, subject->self, subject->type->size);
    const slot_status status = set_somehow(program, subject, index, &made);
    DEMAND((int)status >= SLOT_OK && status <= SLOT_ELAYOUT);
    DEMAND(status == SLOT_OK || memcmp(subject->before, subject->self, subject->type->size) == 0);
    DEMAND(slot_valid(subject->type, subject->self));
    DEMAND(index >= 0 && index < slot_count(subject->type) ? status != SLOT_ENAME : status == SLOT_ENAME);
    free_value(&made);
}

/* What is read can be written again, and changes nothing: but for what a switch of arms would zero. */
static void write_what_was_read(struct subject *subject, int index)
{
    slot_value value;
    char *copy = NULL;
    if (slot_get(subject->type, subject->self, index, &value) != SLOT_OK) return;
    if (value.kind == SLOT_VALUE_ARRAY || value.kind == SLOT_VALUE_INSTANCE || value.kind == SLOT_VALUE_GROUP ||
        value.kind == SLOT_VALUE_UNSET)
        return;
    if (slot_type_of(subject->type, index) != NULL) return; /* perhaps a tag: its arms would be zeroed */
    if ((subject->type->flags & SLOT_CLASS_OVERLAYS) != 0) return;
    if (value.kind == SLOT_VALUE_TEXT || value.kind == SLOT_VALUE_BYTES) {
        copy = malloc(value.as.text.length + 1);
        if (copy == NULL) abort();
        if (value.as.text.length > 0) memcpy(copy, value.as.text.data, value.as.text.length);
        value.as.text.data = copy;
    }
    memcpy(subject->before, subject->self, subject->type->size);
    const slot_status status = slot_set(subject->type, subject->self, index, value);
    DEMAND(status == SLOT_OK || status == SLOT_EREADONLY || status == SLOT_ETYPE);
    DEMAND(memcmp(subject->before, subject->self, subject->type->size) == 0);
    free(copy);
}

/* ---- Calls that read ---- */

static void format(struct program *program, const struct subject *subject, int index)
{
    const size_t whole = slot_format(subject->type, subject->self, NULL, 0);
    const size_t part = slot_format_slot(subject->type, subject->self, index, NULL, 0);
    const size_t room = (size_t)(next_number(program) % (whole + 20));
    char *buffer = malloc(room > 0 ? room : 1);
    if (buffer == NULL) abort();
    DEMAND(slot_format(subject->type, subject->self, buffer, room) == whole);
    DEMAND(room == 0 || strlen(buffer) == (whole < room ? whole : room - 1));
    DEMAND(slot_format_slot(subject->type, subject->self, index, buffer, room) == part);
    DEMAND(room == 0 || strlen(buffer) == (part < room ? part : room - 1));
    free(buffer);
}

static int visit(void *context, const slot_class *type, int index, const slot_value *value)
{
    int *next = context;
    DEMAND(index == (*next)++);
    DEMAND(index < slot_count(type));
    DEMAND((int)value->kind <= SLOT_VALUE_GROUP);
    return 0;
}

static void read_slot(struct program *program, const struct subject *subject, int index)
{
    slot_value value;
    int64_t integer;
    uint64_t natural;
    double real;
    slot_text text;
    uint32_t id;
    const bool is_slot = index >= 0 && index < slot_count(subject->type);
    const slot_class *type = subject->type;
    const void *self = subject->self;
    DEMAND(slot_get(type, self, index, &value) == (is_slot ? SLOT_OK : SLOT_ENAME));
    const slot_status status = slot_get_int(type, self, index, &integer);
    if (status == SLOT_OK && value.kind == SLOT_VALUE_INT) DEMAND(value.as.integer == integer);
    (void)slot_get_uint(type, self, index, &natural);
    (void)slot_get_float(type, self, index, &real);
    if (slot_get_text(type, self, index, &text) == SLOT_OK) DEMAND(text.length <= subject->type->size);
    (void)slot_get_id(type, self, index, &id);
    (void)slot_get_steps(type, self, index, &integer);
    const uint32_t element = next_number32(program);
    const slot_status at = slot_get_at(type, self, index, element, &value);
    const uint32_t elements = slot_elements(type, index);
    if (is_slot) DEMAND((at == SLOT_EARG) == (element >= (elements > 0 ? elements : 1)));
    else DEMAND(at == SLOT_ENAME && !slot_has(type, self, index));
    (void)slot_has_at(type, self, index, element);
}

static void read_facts(struct program *program, const slot_class *type, int index)
{
    size_t length;
    size_t member_length = 0;
    int member;
    char *name = next_bytes(program, 300, &length);
    const int found = slot_find(type, name, length);
    DEMAND(found >= -1 && found < slot_count(type));
    if (found >= 0)
        DEMAND(strlen(slot_name(type, found)) == length && memcmp(slot_name(type, found), name, length) == 0);
    const char *own = slot_name(type, index);
    if (own != NULL) DEMAND(slot_find(type, own, strlen(own)) == index);
    const slot_type *members = slot_type_of(type, index);
    if (members != NULL) {
        const char *of_value = slot_type_name(members, (int64_t)next_number(program), &member_length);
        DEMAND(of_value == NULL || slot_type_find(members, of_value, member_length, &member) == SLOT_OK);
        (void)slot_type_ordinal(members, (int64_t)next_number(program));
        (void)slot_type_find(members, name, length, &member);
    }
    (void)slot_suggest(type, name, length);
    (void)slot_unit(type, index);
    (void)slot_doc(type, index);
    (void)slot_symbols_of(type, index);
    (void)slot_strerror((slot_status)(next_byte(program)));
    free(name);
}

static void compare(struct program *program, const struct subject *subject)
{
    const slot_class *type = subject->type;
    unsigned char *other = take_instance(type);
    fill(program, type, other);
    const bool is_equal = slot_equal(type, subject->self, other);
    const int order = slot_compare(type, subject->self, other);
    const int reverse = slot_compare(type, other, subject->self);
    if (subject->is_valid && slot_valid(type, other)) {
        DEMAND(is_equal == (order == 0));
        DEMAND(order == -reverse);
        DEMAND(!is_equal || slot_hash(type, subject->self) == slot_hash(type, other));
        DEMAND(slot_equal(type, subject->self, subject->self));
    }
    (void)slot_hash(type, subject->self);
    free(other);
}

static void box(struct program *program, const slot_class *type)
{
    uint64_t bits = next_number(program);
    const slot_value value = slot_any_value(type, bits);
    if (slot_any_box(type, value, &bits) == SLOT_OK) {
        uint64_t again;
        DEMAND(slot_any_box(type, slot_any_value(type, bits), &again) == SLOT_OK && again == bits);
    }
}

void runtime_instances(struct program *program)
{
    struct subject subject = {.type = choose_class(program)};
    subject.self = take_instance(subject.type);
    subject.before = take_instance(subject.type);
    fill(program, subject.type, subject.self);
    subject.is_valid = slot_valid(subject.type, subject.self);
    for (int calls = 0; calls < 200 && program->at < program->end; calls++) {
        const uint8_t call = next_byte(program);
        const int index = next_index(program, subject.type);
        switch (call % 10) {
        case 0: format(program, &subject, index); break;
        case 1: read_slot(program, &subject, index); break;
        case 2: read_facts(program, subject.type, index); break;
        case 3: compare(program, &subject); break;
        case 4: {
            int next = 0;
            (void)slot_visit(subject.type, subject.self, visit, &next);
            DEMAND(next == slot_count(subject.type));
            box(program, subject.type);
            break;
        }
        case 5:
            if (subject.is_valid) write_what_was_read(&subject, index);
            break;
        default:
            if (subject.is_valid) write_once(program, &subject, index);
            break;
        }
    }
    free(subject.self);
    free(subject.before);
}
