/* SPDX-License-Identifier: MIT */
/* The expressions and lines that fill the holes of a slot's accessors; see accessor.h. */
#include "emit/accessor.h"

#include "emit/expr.h"
#include "model/extents.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static const char guard_template[] =
    "    if (SLOT_CHECKED && $index$ >= $count$) {\n"
    "        slot_refuse_index(&$record$_class, $index$, $record$_SLOT_$slot$);\n"
    "        return$leave$;\n"
    "    }\n";

static const char row_template[] =
    "    if (SLOT_CHECKED && row >= slot_table_count(&self->base)) {\n"
    "        slot_refuse_row(&$record$_class, row, $record$_SLOT_$slot$);\n"
    "        return$leave$;\n"
    "    }\n";

static const char dead_template[] =
    "    if (SLOT_CHECKED && $is_dead$) {\n"
    "        slot_refuse_unset(&$record$_class, $record$_SLOT_$slot$);\n"
    "        return $leave$;\n"
    "    }\n";

static const char unset_template[] =
    "    if (SLOT_CHECKED && !$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        slot_refuse_unset(&$record$_class, $record$_SLOT_$slot$);\n"
    "        return $lowest$;\n"
    "    }\n";

static const char enter_arm_template[] =
    "    if ($class$_which_$choice$(self$arguments$) != $arm$) {\n"
    "        $class$_switch_$choice$(self$arguments$, $arm$);\n"
    "    }\n";

static const char enter_group_template[] =
    "    if (!$class$_has_$choice$(self$arguments$)) {\n"
    "        $class$_put_$choice$(self$arguments$, 1);\n"
    "    }\n";

/* Setting the program's own number for unset clears; where a presence bit tells, that has to be said. */
static const char clear_unset_template[] =
    "    if (value == $record$_$slot$_UNSET) {\n"
    "        $class$_clear_$slot$(self$arguments$);\n"
    "    }\n";

const char *accessor_record(const struct model_class *class)
{
    return class->record != NULL ? class->record->c_name : class->c_name;
}

bool accessor_may_be_unset(const struct model_slot *slot)
{
    return slot->optional || slot->element_optional || slot->arm != NULL || slot->type.kind == TYPE_ANY;
}

bool accessor_arms_have_dims(const struct model_class *class, const struct model_arm *arm)
{
    for (; arm != NULL; arm = arm->choice->arm) {
        if (class->slots[arm->choice->tag].dim_count > 0) return true;
    }
    return false;
}

size_t accessor_outer_dims(const struct model_slot *slot)
{
    const bool by_element = slot->element_optional || (slot->type.kind == TYPE_ANY && !slot->optional);
    return by_element ? slot->dim_count : slot->dim_count - slot->own_dims;
}

void accessor_guard_indices(struct text *text, const struct model_class *class, const char *slot,
                            const struct model_dim *dims, size_t count, const char *leave)
{
    struct text number = {0};
    for (size_t i = 0; i < count; i++) {
        text_clear(&number);
        text_uint(&number, dims[i].count);
        const struct hole holes[] = {{"index", expr_dim_index(dims, i)},
                                     {"count", text_chars(&number)},
                                     {"record", accessor_record(class)},
                                     {"slot", slot},
                                     {"leave", leave},
                                     {NULL, NULL}};
        text_fill(text, dims[i].count == 0 ? row_template : guard_template, holes);
    }
    text_free(&number);
}

void accessor_guard_status(struct text *text, const struct model_dim *dims, size_t count)
{
    const size_t first = model_has_rows(dims, count) ? 1 : 0;
    if (first > 0)
        text_string(text, "    if (row >= slot_table_count(&self->base)) {\n        return SLOT_ESTALE;\n    }\n");
    if (count == first) return;
    text_string(text, "    if (");
    for (size_t i = first; i < count; i++) {
        text_strings(text, i > first ? " || " : "", expr_dim_index(dims, i), " >= ", NULL);
        text_uint(text, dims[i].count);
    }
    text_string(text, ") {\n        return SLOT_EARG;\n    }\n");
}

void accessor_enter(struct text *text, const struct model_class *class, const struct model_arm *arm)
{
    if (arm == NULL) return;
    const struct model_choice *choice = arm->choice;
    accessor_enter(text, class, choice->arm);
    struct text arguments = {0};
    expr_index_arguments(&arguments, class->slots[choice->tag].dims, class->slots[choice->tag].dim_count);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"choice", choice->c_name},
                                 {"arguments", text_chars(&arguments)},
                                 {"arm", arm->member != NULL ? arm->member->c_name : ""},
                                 {NULL, NULL}};
    text_fill(text, choice->kind == CHOICE_GROUP ? enter_group_template : enter_arm_template, holes);
    text_free(&arguments);
}

void accessor_zero(struct text *text, const struct model_class *class, uint32_t bit, uint64_t bits,
                   const struct model_dim *dims, size_t count)
{
    if (bits == 0) return;
    const bool is_word = bits <= 64 && class->alone_count == 0;
    assert(class->record == NULL);
    text_string(text,
                is_word ? "    slot_store_bits(self->bytes, sizeof self->bytes, " : "    slot_zero_bits(self->bytes, ");
    expr_place(text, bit, dims, count, false, false);
    text_string(text, ", ");
    text_uint(text, bits);
    text_string(text, is_word ? ", 0);\n" : ");\n");
}

void accessor_zero_cells(struct text *text, uint64_t prefix, uint32_t bit, uint64_t bits, const struct model_dim *dims,
                         size_t count, bool presence)
{
    const bool is_word = bits <= EXPR_WORD_BITS;
    if (bits == 0) return;
    text_string(text, is_word ? "    slot_store_element(" : "    slot_zero_bits(");
    expr_column(text, prefix);
    text_string(text, ", ");
    expr_place(text, bit, dims, count, presence, false);
    text_string(text, ", ");
    text_uint(text, bits);
    text_string(text, is_word ? ", 8, 0);\n" : ");\n");
}

static bool is_in(const struct model_arm *arm, const struct model_choice *choice)
{
    while (arm != NULL && arm->choice != choice) arm = arm->choice->arm;
    return arm != NULL;
}

/* Of a slot in an arm whose choice has `count` dimensions: the elements behind those, and their presence bits. */
static void zero_slot(struct text *text, const struct model_slot *slot, size_t count)
{
    uint64_t bits = extents_element(slot).bits;
    uint64_t presence_bits = slot->encoding.presence_bit ? 1 : 0;
    for (size_t i = count; i < slot->dim_count; i++) {
        bits *= slot->dims[i].count;
        if (slot->dims[i].presence_stride > 0) presence_bits *= slot->dims[i].count;
    }
    accessor_zero_cells(text, slot->prefix, slot->place.bit, bits, slot->dims, count, false);
    accessor_zero_cells(text, slot->presence_prefix, slot->place.presence, presence_bits, slot->dims, count, true);
}

void accessor_zero_arms(struct text *text, const struct model_class *class, const struct model_choice *choice,
                        size_t count)
{
    const struct model_slot *tag = &class->slots[choice->tag];
    if (class->record == NULL) {
        accessor_zero(text, class, choice->area, choice->area_bits, tag->dims, count);
        return;
    }
    if (choice->area_bits > 0) { /* that its arms share */
        uint64_t bits = choice->area_bits;
        for (size_t i = count; i < tag->dim_count; i++) bits *= tag->dims[i].count;
        accessor_zero_cells(text, tag->prefix, choice->area, bits, choice->area_dims, count, false);
        return;
    }
    uint32_t overlay = 0;
    for (size_t i = choice->tag; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (!is_in(slot->arm, choice)) continue;
        if (slot->overlay == 0) {
            zero_slot(text, slot, count);
        } else if (slot->overlay != overlay) {
            const struct model_overlay *whole = &class->overlays[slot->overlay - 1];
            uint64_t bits = whole->bits;
            for (size_t k = count; k < whole->dim_count; k++) bits *= whole->dims[k].count;
            accessor_zero_cells(text, slot->prefix, whole->bit, bits, whole->dims, count, false);
        }
        overlay = slot->overlay;
    }
}

void accessor_guard_arm(struct text *text, const struct model_class *class, const char *slot,
                        const struct model_arm *arm, const char *leave)
{
    if (arm == NULL) return;
    struct text is_dead = {0};
    expr_is_dead(&is_dead, class, arm);
    const struct hole holes[] = {{"is_dead", text_chars(&is_dead)},
                                 {"record", accessor_record(class)},
                                 {"slot", slot},
                                 {"leave", leave},
                                 {NULL, NULL}};
    text_fill(text, dead_template, holes);
    text_free(&is_dead);
}

void accessor_set_lowest(struct accessor *accessor, const char *lowest)
{
    const struct model_slot *slot = accessor->slot;
    struct text leave = {0};
    text_strings(&leave, " ", lowest, NULL);
    text_clear(&accessor->lowest);
    text_string(&accessor->lowest, lowest);
    text_clear(&accessor->guard_get);
    accessor_guard_indices(&accessor->guard_get, accessor->class, slot->c_name, slot->dims, slot->dim_count,
                           text_chars(&leave));
    if (accessor->is_set.length > 0) {
        accessor_guard_arm(&accessor->guard_get, accessor->class, slot->c_name, slot->arm, lowest);
    } else if (slot->arm != NULL) {
        accessor_fill_into(accessor, &accessor->guard_get, unset_template);
    }
    text_free(&leave);
}

void accessor_guard_unset(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (slot->optional || slot->element_optional) accessor_fill_into(accessor, &accessor->guard_get, unset_template);
}

static void describe_guards(struct accessor *accessor)
{
    const struct model_class *class = accessor->class;
    const struct model_slot *slot = accessor->slot;
    const size_t outer = accessor_outer_dims(slot);
    accessor_guard_indices(&accessor->guard_set, class, slot->c_name, slot->dims, slot->dim_count, "");
    accessor_guard_indices(&accessor->guard_null, class, slot->c_name, slot->dims, slot->dim_count, " NULL");
    accessor_guard_indices(&accessor->guard_has, class, slot->c_name, slot->dims, outer, " false");
    accessor_guard_indices(&accessor->guard_clear, class, slot->c_name, slot->dims, outer, "");
    accessor_guard_status(&accessor->guard_try, slot->dims, slot->dim_count);
    if (slot->arm != NULL) {
        text_strings(&accessor->guard_clear, "    if (!", class->c_name, "_has_", slot->c_name, "(self",
                     text_chars(&accessor->outer_arguments), ")) {\n        return;\n    }\n", NULL);
    }
    accessor_enter(&accessor->enter, class, slot->arm);
}

/* What clear_ zeroes besides a code: an array, bytes, the slots of an optional inline class. */
static void describe_zero(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const size_t outer = accessor_outer_dims(slot);
    if (slot->type.kind == TYPE_GROUP) {
        accessor_zero_arms(&accessor->zero, accessor->class, slot->tells, outer);
        return;
    }
    uint64_t bits = extents_element(slot).bits;
    for (size_t i = outer; i < slot->dim_count; i++) bits *= slot->dims[i].count;
    if (accessor->class->record != NULL) {
        accessor_zero_cells(&accessor->zero, slot->prefix, slot->place.bit, bits, slot->dims, outer, false);
    } else {
        accessor_zero(&accessor->zero, accessor->class, slot->place.bit, bits, slot->dims, outer);
    }
}

/* Indices that neither the store nor the mark of the presence bit needs. */
static void describe_unused(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    for (size_t i = 0; i < slot->dim_count; i++) {
        const bool is_used = (slot->encoding.width > 0 && slot->dims[i].stride > 0) ||
                             (slot->encoding.presence_bit && slot->dims[i].presence_stride > 0);
        if (!is_used)
            text_strings(&accessor->unused, "    SLOT_CAST(void, ", expr_dim_index(slot->dims, i), ");\n", NULL);
    }
}

static void describe_refusal(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const char *refuse = "slot_refuse_uint";
    const char *value = "value";
    switch (slot->type.kind) {
    case TYPE_SYMBOL:
    case TYPE_REF: value = "value.id"; break;
    case TYPE_POINTER: value = "SLOT_POINTER_TO_WORD(value)"; break;
    case TYPE_STEPS: refuse = "slot_refuse_float"; break;
    case TYPE_FLAGS: break;
    case TYPE_INT:
        if (text_chars(&accessor->parameter)[0] != 'u') refuse = "slot_refuse_int";
        break;
    default: refuse = "slot_refuse_int"; break;
    }
    text_string(&accessor->refuse, refuse);
    text_string(&accessor->refused_value, value);
}

/* Whether a slot is there: its arms, then its own presence. */
static void describe_presence(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const bool is_optional = slot->optional || slot->element_optional;
    expr_lives(&accessor->is_there, accessor->class, slot->arm);
    if (is_optional || slot->type.kind == TYPE_ANY) expr_is_set(&accessor->is_set, slot);
    if (slot->arm != NULL && accessor->is_set.length > 0) text_string(&accessor->is_there, " && ");
    text_string(&accessor->is_there, text_chars(&accessor->is_set));
    if (!slot->encoding.presence_bit) return;
    expr_mark(&accessor->mark, slot);
    expr_unmark(&accessor->unmark, slot);
}

static void describe_code(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const bool wide = expr_is_wide(slot);
    expr_load(&accessor->load, slot);
    const char *load = text_chars(&accessor->load);
    if (slot->type.kind == TYPE_BOOL) expr_test(&accessor->value_of_load, slot);
    else expr_decode(&accessor->value_of_load, slot, load, wide);
    expr_decode(&accessor->value_of_code, slot, "code", wide);
    expr_store(&accessor->store, slot);
    expr_encode(&accessor->code, slot, "value");
    expr_refuse(&accessor->refused, slot, "code", "value");
    expr_operand(&accessor->refused_operand, text_chars(&accessor->refused));
    text_string(&accessor->narrow_code, wide ? "code" : "SLOT_CAST(uint32_t, code)");
}

static void describe_bytes(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    expr_bytes(&accessor->bytes, "self->bytes", slot);
    text_string(&accessor->home, accessor->class->record != NULL ? "table" : "instance");
    text_uint(&accessor->size, extents_element(slot).bits / 8);
}

void accessor_describe(struct accessor *accessor, const struct model_class *class, const struct model_slot *slot)
{
    accessor->class = class;
    accessor->slot = slot;
    text_clear(&accessor->class_name);
    text_clear(&accessor->slot_name);
    text_clear(&accessor->word);
    text_clear(&accessor->record);
    text_string(&accessor->class_name, class->c_name);
    text_string(&accessor->record, accessor_record(class));
    text_string(&accessor->slot_name, slot->c_name);
    text_string(&accessor->word, expr_is_wide(slot) ? "uint64_t" : "uint32_t");
#define ACCESSOR_ROW(name) text_clear(&accessor->name);
    ACCESSOR_TEXTS(ACCESSOR_ROW)
#undef ACCESSOR_ROW
    const size_t outer = accessor_outer_dims(slot);
    const char *type = expr_value_type(slot);
    const char *parameter = expr_parameter_type(slot);
    struct text lowest = {0};
    expr_index_parameters(&accessor->parameters, slot->dims, slot->dim_count);
    expr_index_arguments(&accessor->arguments, slot->dims, slot->dim_count);
    expr_index_parameters(&accessor->outer, slot->dims, outer);
    expr_index_arguments(&accessor->outer_arguments, slot->dims, outer);
    text_strings(&accessor->type, type, expr_blank(type), NULL);
    text_strings(&accessor->parameter, parameter, expr_blank(parameter), NULL);
    if (slot->type.kind == TYPE_INT || slot->type.kind == TYPE_STEPS) {
        text_strings(&lowest, accessor_record(class), "_", slot->c_name, "_MIN", NULL);
    } else if (slot->type.kind == TYPE_CLASS) {
        text_string(&lowest, "value");
    } else {
        expr_lowest(&lowest, slot);
    }
    if (model_is_blob(slot->type.kind)) describe_bytes(accessor);
    else describe_code(accessor);
    describe_presence(accessor);
    describe_guards(accessor);
    describe_zero(accessor);
    describe_unused(accessor);
    describe_refusal(accessor);
    accessor_set_lowest(accessor, text_chars(&lowest));
    text_free(&lowest);
    const bool may_be_unset = accessor_may_be_unset(slot);
    text_strings(&accessor->flags, class->c_name, "_get_", slot->c_name, may_be_unset ? "_or(self" : "(self",
                 text_chars(&accessor->arguments), may_be_unset ? ", 0)" : ")", NULL);
    if (slot->has_sentinel && slot->encoding.presence_bit)
        accessor_fill_into(accessor, &accessor->clear_unset, clear_unset_template);
}

/* The names of the holes, and where in an accessor their texts are. */
static const char *const hole_names[] = {"class", "slot", "word", "record",
#define ACCESSOR_ROW(name) #name,
                                         ACCESSOR_TEXTS(ACCESSOR_ROW)
#undef ACCESSOR_ROW
                                             NULL};

static const size_t hole_offsets[] = {offsetof(struct accessor, class_name), offsetof(struct accessor, slot_name),
                                      offsetof(struct accessor, word), offsetof(struct accessor, record),
#define ACCESSOR_ROW(name) offsetof(struct accessor, name),
                                      ACCESSOR_TEXTS(ACCESSOR_ROW)
#undef ACCESSOR_ROW
};

void accessor_fill_into(struct accessor *accessor, struct text *text, const char *template)
{
    const struct template_part *part = template_parts(&accessor->templates, template, hole_names);
    for (;; part++) {
        text_append(text, part->literal, part->length);
        if (part->hole == TEMPLATE_END) return;
        const struct text *value =
            (const struct text *)(const void *)((const char *)accessor + hole_offsets[part->hole]);
        text_append(text, value->bytes, value->length);
    }
}

void accessor_fill(struct accessor *accessor, const char *template)
{
    accessor_fill_into(accessor, accessor->out, template);
}

void accessor_free(struct accessor *accessor)
{
    template_free(&accessor->templates);
    text_free(&accessor->class_name);
    text_free(&accessor->slot_name);
    text_free(&accessor->word);
    text_free(&accessor->record);
#define ACCESSOR_ROW(name) text_free(&accessor->name);
    ACCESSOR_TEXTS(ACCESSOR_ROW)
#undef ACCESSOR_ROW
}
