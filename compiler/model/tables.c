/* SPDX-License-Identifier: MIT */
/* Where slots lie in tables; see tables.h. */
#include "model/tables.h"

#include "model/extents.h"
#include "model/table_copy.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- Fields ---- */

enum field_kind { FIELD_CODE, FIELD_PRESENCE, FIELD_OVERLAY, FIELD_ARMS };

/* Bits that lie together, of each element: of a slot, of an overlay, or of the arms of a oneof that share them. */
struct field {
    enum field_kind kind;
    size_t index;  /* of the slot, the overlay or the choice */
    uint64_t bits; /* of one element; ARMS: filled when their scope is measured */
    bool on_byte;
    size_t next; /* of the same scope: 1 + its index, or 0 */
};

/*
 * Fields that lie behind one another: those of the whole row, or of an arm. Of an arm in an inline array each element
 * has its own; `outer` dimensions tell which.
 */
struct scope {
    size_t first, last; /* 1 + the index of a field, or 0 */
    size_t outer;
    uint64_t bits;
    bool on_byte;
};

struct placing {
    const struct model_class *class;
    struct model_class *table;
    struct field *fields;
    size_t field_count;
    struct scope *scopes; /* of the whole row, then of the arms of each choice, from first_arm[choice] on */
    size_t *first_arm;
    struct arena *arena;
};

static void add_field(struct placing *placing, size_t scope, struct field field)
{
    struct scope *in = &placing->scopes[scope];
    placing->fields[placing->field_count++] = field;
    if (in->first == 0) in->first = placing->field_count;
    else placing->fields[in->last - 1].next = placing->field_count;
    in->last = placing->field_count;
}

/* Whether the arms of a choice are placed here so that they share bits: not in columns, nor in an overlay. */
static bool shares_bits(const struct placing *placing, const struct model_choice *choice)
{
    return placing->class->table_rows && choice->kind != CHOICE_GROUP &&
           placing->class->slots[choice->tag].overlay == 0;
}

/* The scope of the innermost arm that shares its bits with others, or 0, the whole row. */
static size_t scope_of(const struct placing *placing, const struct model_arm *arm)
{
    while (arm != NULL && !shares_bits(placing, arm->choice)) arm = arm->choice->arm;
    if (arm == NULL) return 0;
    return placing->first_arm[arm->choice->index] + (size_t)(arm - arm->choice->arms);
}

/* The fields of a slot, or of the overlay that it is the first of. */
static void add_slot(struct placing *placing, size_t index, uint32_t *overlay)
{
    const struct model_slot *slot = &placing->table->slots[index];
    const size_t scope = scope_of(placing, slot->arm);
    if (slot->overlay > 0) {
        if (slot->overlay != *overlay) {
            const struct field field = {.kind = FIELD_OVERLAY,
                                        .index = slot->overlay - 1,
                                        .bits = placing->class->overlays[slot->overlay - 1].bits};
            add_field(placing, scope, field);
        }
        *overlay = slot->overlay;
        const bool on_byte = model_is_blob(slot->type.kind) || model_unit(&placing->class->slots[index]) > 0;
        if (on_byte) placing->fields[placing->field_count - 1].on_byte = true;
        return;
    }
    *overlay = 0;
    const bool is_blob = model_is_blob(slot->type.kind);
    const uint64_t bits = extents_element(slot).bits;
    if (bits > 0) add_field(placing, scope, (struct field){FIELD_CODE, index, bits, is_blob, 0});
    if (slot->encoding.presence_bit) add_field(placing, scope, (struct field){FIELD_PRESENCE, index, 1, false, 0});
}

static uint64_t round_up(uint64_t bits)
{
    return (bits + 7) / 8 * 8;
}

/* The dimensions along which a field has elements, with those of the rows. */
static struct model_dim *dims_of(const struct placing *placing, const struct field *field, size_t *count)
{
    const struct model_class *table = placing->table;
    if (field->kind == FIELD_OVERLAY) {
        *count = table->overlays[field->index].dim_count;
        return table->overlays[field->index].dims;
    }
    const struct model_slot *slot =
        &table->slots[field->kind == FIELD_ARMS ? table->choices[field->index]->tag : field->index];
    const bool is_whole = field->kind == FIELD_PRESENCE && !slot->element_optional;
    *count = is_whole ? slot->dim_count - slot->own_dims : slot->dim_count;
    return slot->dims;
}

/* How many elements of a field one element of its scope has. */
static uint64_t count_in(const struct placing *placing, const struct field *field, size_t outer)
{
    size_t count;
    uint64_t elements = 1;
    const struct model_dim *dims = dims_of(placing, field, &count);
    for (size_t i = outer; i < count; i++) elements *= dims[i].count;
    return elements;
}

/* The bits of a scope; those of the arms in it first. */
static void measure(struct placing *placing, struct scope *scope, size_t outer)
{
    scope->outer = outer;
    scope->bits = 0;
    for (size_t i = scope->first; i != 0; i = placing->fields[i - 1].next) {
        struct field *field = &placing->fields[i - 1];
        if (field->kind == FIELD_ARMS) {
            const struct model_choice *choice = placing->table->choices[field->index];
            struct scope *arms = &placing->scopes[placing->first_arm[field->index]];
            for (size_t k = 0; k < choice->arm_count; k++) {
                measure(placing, &arms[k], placing->table->slots[choice->tag].dim_count);
                if (arms[k].bits > field->bits) field->bits = arms[k].bits;
                field->on_byte = field->on_byte || arms[k].on_byte;
            }
        }
        if (field->on_byte) field->bits = round_up(field->bits);
        scope->on_byte = scope->on_byte || field->on_byte;
        scope->bits += field->bits * count_in(placing, field, outer);
    }
    if (scope->on_byte && outer == 1) scope->bits = round_up(scope->bits);
}

/* ---- Places ---- */

/*
 * Fills in how far a field's elements are from each other: along the `outer` dimensions
 * as the scope's are, along its own side by side, the last one fastest.
 */
static void fill_strides(const struct placing *placing, const struct field *field, size_t outer,
                         const uint64_t *strides, uint64_t *all)
{
    size_t count;
    const struct model_dim *dims = dims_of(placing, field, &count);
    uint64_t next = field->bits;
    for (size_t i = count; i > outer; i--) {
        all[i - 1] = next;
        next *= dims[i - 1].count;
    }
    for (size_t i = 0; i < outer; i++) all[i] = strides[i];
}

static void place_slot(struct placing *placing, const struct field *field, uint64_t prefix, uint64_t bit,
                       const uint64_t *strides)
{
    struct model_slot *slot = &placing->table->slots[field->index];
    size_t count;
    dims_of(placing, field, &count);
    const bool is_presence = field->kind == FIELD_PRESENCE;
    *(is_presence ? &slot->presence_prefix : &slot->prefix) = prefix;
    *(is_presence ? &slot->place.presence : &slot->place.bit) = (uint32_t)bit;
    for (size_t i = 0; i < slot->dim_count; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): a stride for each of the count */
        const uint32_t bits = i < count ? (uint32_t)strides[i] : 0;
        *(is_presence ? &slot->dims[i].presence_stride : &slot->dims[i].stride) = bits;
    }
}

/* An overlay keeps what is in it as it lies in a record. */
static void place_overlay(struct placing *placing, const struct field *field, uint64_t prefix, uint64_t bit,
                          const uint64_t *strides)
{
    struct model_overlay *overlay = &placing->table->overlays[field->index];
    const uint32_t first = placing->class->overlays[field->index].bit;
    overlay->bit = (uint32_t)bit;
    overlay->bits = (uint32_t)field->bits;
    /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): it has the dims of its field */
    for (size_t i = 0; i < overlay->dim_count; i++) overlay->dims[i].stride = (uint32_t)strides[i];
    for (size_t i = 0; i < placing->class->slot_count; i++) {
        const struct model_slot *own = &placing->class->slots[i];
        struct model_slot *slot = &placing->table->slots[i];
        if (own->overlay != field->index + 1) continue;
        slot->prefix = slot->presence_prefix = prefix;
        slot->place.bit = (uint32_t)bit + (own->place.bit - first);
        slot->place.presence = (uint32_t)bit + (own->place.presence - first);
        slot->place.group_bits = own->place.group_bits;
        slot->place.weight = own->place.weight;
        slot->place.group_codes = own->place.group_codes;
        for (size_t k = 0; k < overlay->dim_count; k++) {
            slot->dims[k].stride = (uint32_t)strides[k];
            slot->dims[k].presence_stride = (uint32_t)strides[k];
        }
        if (slot->tells != NULL) {
            struct model_choice *choice = placing->table->choices[slot->tells->index];
            choice->area = (uint32_t)bit + (placing->class->choices[choice->index]->area - first);
            choice->area_dims = slot->dims;
        }
    }
}

/* The dimensions of a choice's tag with the strides of the bits that its arms share. */
static struct model_dim *area_dims(const struct placing *placing, const struct field *field, const uint64_t *strides)
{
    size_t count;
    const struct model_dim *dims = dims_of(placing, field, &count);
    struct model_dim *own = arena_array(placing->arena, count, sizeof *own);
    for (size_t i = 0; i < count; i++) own[i] = (struct model_dim){dims[i].count, (uint32_t)strides[i], 0};
    return own;
}

/* Rows: one behind another from `bit` on, what lies on a byte first. */
static void place_scope(struct placing *placing, const struct scope *scope, uint64_t bit, const uint64_t *strides)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = scope->first; i != 0; i = placing->fields[i - 1].next) {
            const struct field *field = &placing->fields[i - 1];
            if (field->on_byte != (pass == 0)) continue;
            uint64_t all[1 + MODEL_MOST_DIMS];
            fill_strides(placing, field, scope->outer, strides, all);
            if (field->kind == FIELD_OVERLAY) {
                place_overlay(placing, field, 0, bit, all);
            } else if (field->kind == FIELD_ARMS) {
                struct model_choice *choice = placing->table->choices[field->index];
                choice->area = (uint32_t)bit;
                choice->area_bits = (uint32_t)field->bits;
                choice->area_dims = area_dims(placing, field, all);
                for (size_t k = 0; k < choice->arm_count; k++)
                    place_scope(placing, &placing->scopes[placing->first_arm[field->index] + k], bit, all);
            } else {
                place_slot(placing, field, 0, bit, all);
            }
            bit += field->bits * count_in(placing, field, scope->outer);
        }
    }
}

static void place_rows(struct placing *placing)
{
    struct scope *whole = &placing->scopes[0];
    measure(placing, whole, 1);
    placing->table->row_bits = whole->bits;
    const uint64_t strides[] = {whole->bits};
    place_scope(placing, whole, 0, strides);
}

static void place_columns(struct placing *placing)
{
    struct model_class *table = placing->table;
    table->columns = arena_array(placing->arena, placing->field_count, sizeof *table->columns);
    uint64_t prefix = 0;
    for (size_t i = 0; i < 2 * placing->field_count; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.DivideZero): no turn without a field */
        struct field *field = &placing->fields[i % placing->field_count];
        uint64_t all[1 + MODEL_MOST_DIMS];
        if (field->on_byte != (i < placing->field_count)) continue;
        if (field->on_byte) field->bits = round_up(field->bits);
        fill_strides(placing, field, 0, NULL, all);
        all[0] = field->bits * count_in(placing, field, 1);
        if (field->kind == FIELD_OVERLAY) place_overlay(placing, field, prefix, 0, all);
        else place_slot(placing, field, prefix, 0, all);
        table->columns[table->column_count++] = (uint32_t)all[0];
        prefix += all[0];
    }
    table->row_bits = prefix;
}

/* ---- The table ---- */

/* The word that holds a code wherever its element begins: 1, 2, 4 or 8 bytes, or 0 where that takes nine. */
static unsigned choose_word(const struct model_slot *slot)
{
    uint32_t together = 8; /* all elements begin at a multiple of so many bits from the first */
    for (size_t i = 0; i < slot->dim_count; i++) {
        while (slot->dims[i].stride % together != 0) together /= 2;
    }
    const unsigned last = slot->place.bit % together + (8 - together); /* bit of a byte that one may begin at */
    for (unsigned bytes = 1; bytes <= 8; bytes *= 2) {
        if (last + model_bits(slot, &slot->place) <= bytes * 8) return bytes;
    }
    return 0;
}

static struct model_class *make_table(struct arena *arena, const struct model_class *class)
{
    struct placing placing = {.class = class, .table = table_copy(arena, class), .arena = arena};
    size_t arms = 0;
    placing.first_arm = memory_resize(NULL, (class->choice_count + 1) * sizeof *placing.first_arm);
    for (size_t i = 0; i < class->choice_count; i++) {
        placing.first_arm[i] = 1 + arms;
        arms += class->choices[i]->arm_count;
    }
    placing.scopes = memory_resize(NULL, (arms + 1) * sizeof *placing.scopes);
    memset(placing.scopes, 0, (arms + 1) * sizeof *placing.scopes);
    placing.fields = memory_resize(NULL, (2 * class->slot_count + class->choice_count + 1) * sizeof *placing.fields);
    uint32_t overlay = 0;
    for (size_t i = 0; i < class->slot_count; i++) add_slot(&placing, i, &overlay);
    for (size_t i = 0; i < class->choice_count; i++) {
        struct model_choice *choice = placing.table->choices[i];
        if (class->slots[choice->tag].overlay == 0) choice->area_bits = 0; /* but in rows */
        if (!shares_bits(&placing, choice)) continue;
        add_field(&placing, scope_of(&placing, choice->arm), (struct field){FIELD_ARMS, i, 0, false, 0});
    }
    if (class->table_rows) place_rows(&placing);
    else place_columns(&placing);
    for (size_t i = 0; i < class->slot_count; i++) {
        struct model_slot *slot = &placing.table->slots[i];
        if (!model_is_blob(slot->type.kind)) slot->place.window_bytes = choose_word(slot);
    }
    free(placing.fields);
    free(placing.scopes);
    free(placing.first_arm);
    return placing.table;
}

void tables_assign(struct arena *arena, struct model *model)
{
    for (size_t i = 0; i < model->class_count; i++) {
        struct model_class *class = model->classes[i];
        if (!class->has_table) continue;
        class->table = make_table(arena, class);
        class->row_bits = class->table->row_bits;
    }
}
