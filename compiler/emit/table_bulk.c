/* SPDX-License-Identifier: MIT */
/*
 * Bulk work on the columns of a table, typed: one call of <slotgen/scan.h> for each slot that is a single code. What
 * has no single code is moved by loops, table_ranges.c.
 */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/table_ranges.h"

#include <string.h>

static const char opening_template[] =
    "/*\n"
    " * Bulk work on the slots of $class$_table; <slotgen/scan.h> says more. read and write move the values of the "
    "rows\n"
    " * first .. first + count - 1: all, or none where one is not there or one of the values is refused. filter makes "
    "a\n"
    " * bitmap of the rows that compare so with a value, select gives their numbers, count says how many they are. "
    "sum,\n"
    " * min and max look at the rows whose bits are 1, and at all where `under` is NULL.\n"
    " */\n"
    "\n";

static const char read_template[] =
    "static inline slot_status $class$_table_read_$slot$(\n"
    "    const $class$_table *self, size_t first, size_t count, $type$*out$has_out$)\n"
    "{\n"
    "    return slot_table_read(&self->base, $class$_SLOT_$slot$, first, count, $array$, out, $has$);\n"
    "}\n\n";

static const char write_template[] =
    "static inline slot_status $class$_table_write_$slot$(\n"
    "    $class$_table *self, size_t first, size_t count, const $type$*in$has_in$)\n"
    "{\n"
    "    return slot_table_write(&self->base, $class$_SLOT_$slot$, first, count, $array$, in, $has$, NULL);\n"
    "}\n\n";

static const char filter_has_template[] =
    "static inline slot_status $class$_table_filter_has_$slot$(const $class$_table *self, slot_bitmap *out)\n"
    "{\n"
    "    return slot_table_filter_has(&self->base, $class$_SLOT_$slot$, out);\n"
    "}\n\n";

static const char filter_template[] =
    "static inline slot_status $class$_table_filter_$slot$(\n"
    "    const $class$_table *self, slot_relation relation, $parameter$value, slot_bitmap *out)\n"
    "{\n"
    "    return slot_table_filter(&self->base, $class$_SLOT_$slot$, relation, $from_value$, out);\n"
    "}\n\n"
    "static inline slot_status $class$_table_select_$slot$(const $class$_table *self, slot_relation relation,\n"
    "    $parameter$value, size_t *from, size_t *rows, size_t room, size_t *found)\n"
    "{\n"
    "    return slot_table_select(\n"
    "        &self->base, $class$_SLOT_$slot$, relation, $from_value$, from, rows, room, found);\n"
    "}\n\n"
    "static inline slot_status $class$_table_count_$slot$(const $class$_table *self, slot_relation relation,\n"
    "    $parameter$value, const slot_bitmap *under, size_t *count)\n"
    "{\n"
    "    return slot_table_count_where(\n"
    "        &self->base, $class$_SLOT_$slot$, relation, $from_value$, under, count);\n"
    "}\n\n";

static const char filter_between_template[] =
    "static inline slot_status $class$_table_filter_$slot$_between(\n"
    "    const $class$_table *self, $parameter$low, $parameter$high, slot_bitmap *out)\n"
    "{\n"
    "    return slot_table_filter_between(\n"
    "        &self->base, $class$_SLOT_$slot$, $from_low$, $from_high$, out);\n"
    "}\n\n";

static const char filter_flags_template[] =
    "/* The rows where all flags of `mask` are set. */\n"
    "static inline slot_status $class$_table_filter_$slot$_flags(\n"
    "    const $class$_table *self, uint64_t mask, slot_bitmap *out)\n"
    "{\n"
    "    return slot_table_filter_flags(&self->base, $class$_SLOT_$slot$, mask, out);\n"
    "}\n\n";

static const char sum_template[] =
    "static inline slot_status $class$_table_sum_$slot$$suffix$(\n"
    "    const $class$_table *self, const slot_bitmap *under, $sum_type$*sum)\n"
    "{\n"
    "    return slot_table_sum_$sum$(&self->base, $class$_SLOT_$slot$, under, sum, NULL);\n"
    "}\n\n";

static const char extreme_template[] =
    "static inline slot_status $class$_table_$extreme$_$slot$(\n"
    "    const $class$_table *self, const slot_bitmap *under, $type$*out)\n"
    "{\n"
    "    slot_value value;\n"
    "    const slot_status status = slot_table_$extreme$(&self->base, $class$_SLOT_$slot$, under, &value);\n"
    "    if (status == SLOT_OK) {\n"
    "        *out = $value_of$;\n"
    "    }\n"
    "    return status;\n"
    "}\n\n";

/* What kinds of values differ in: the type of their arrays, and what makes a slot_value of one. */
static const char *array_type(const struct model_slot *slot)
{
    const char *type = expr_value_type(slot);
    switch (slot->type.kind) {
    case TYPE_BOOL: return "SLOT_ARRAY_BOOL";
    case TYPE_ENUM: return "SLOT_ARRAY_INT32";
    case TYPE_FLAGS: {
        const struct model_enum *flags = slot->type.enumeration;
        return flags->sorted[flags->count - 1]->value >= 32 ? "SLOT_ARRAY_UINT64" : "SLOT_ARRAY_UINT32";
    }
    case TYPE_STEPS:
    case TYPE_FLOAT64: return "SLOT_ARRAY_DOUBLE";
    case TYPE_FLOAT16:
    case TYPE_FLOAT32: return "SLOT_ARRAY_FLOAT";
    case TYPE_SYMBOL:
    case TYPE_REF: return "SLOT_ARRAY_UINT32";
    default: break;
    }
    if (type[0] == 'u') return strcmp(type, "uint64_t") == 0 ? "SLOT_ARRAY_UINT64" : "SLOT_ARRAY_UINT32";
    return strcmp(type, "int64_t") == 0 ? "SLOT_ARRAY_INT64" : "SLOT_ARRAY_INT32";
}

/* "slot_from_int(low)" */
static void append_from(struct text *text, const struct model_slot *slot, const char *name)
{
    const char *make = "slot_from_int(";
    const char *end = ")";
    switch (slot->type.kind) {
    case TYPE_BOOL: make = "slot_from_bool("; break;
    case TYPE_FLAGS: make = "slot_from_uint("; break;
    case TYPE_STEPS:
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: make = "slot_from_float("; break;
    case TYPE_SYMBOL:
        make = "slot_from_symbol(NULL, ";
        end = ".id)";
        break;
    case TYPE_REF:
        make = "slot_from_ref(NULL, ";
        end = ".id)";
        break;
    case TYPE_INT:
        if (expr_parameter_type(slot)[0] == 'u') make = "slot_from_uint(";
        break;
    default: break;
    }
    text_strings(text, make, name, end, NULL);
}

/* The value that a slot_value holds. */
static void append_value_of(struct text *text, const struct model_slot *slot)
{
    const char *type = expr_value_type(slot);
    switch (slot->type.kind) {
    case TYPE_STEPS:
    case TYPE_FLOAT64: text_string(text, "value.as.real"); break;
    case TYPE_FLOAT16:
    case TYPE_FLOAT32: text_string(text, "SLOT_CAST(float, value.as.real)"); break;
    default:
        if (strcmp(type, "uint64_t") == 0) {
            text_string(text,
                        "value.kind == SLOT_VALUE_UINT ? value.as.natural : "
                        "SLOT_CAST(uint64_t, value.as.integer)");
        } else if (strcmp(type, "int64_t") == 0) {
            text_string(text, "value.as.integer");
        } else {
            text_strings(text, "SLOT_CAST(", type, ", value.as.integer)", NULL);
        }
        break;
    }
}

static bool is_number(const struct model_slot *slot)
{
    const enum model_type_kind kind = slot->type.kind;
    return kind == TYPE_INT || (kind >= TYPE_STEPS && kind <= TYPE_FLOAT64);
}

/* A slot that has a single code, and its values a C type of arrays. */
static bool is_code(const struct model_slot *slot)
{
    const enum model_type_kind kind = slot->type.kind;
    return slot->dim_count == 0 && kind != TYPE_POINTER && kind != TYPE_ANY && !model_is_blob(kind);
}

/* The types and expressions of one slot, as the holes of the templates. */
struct bulk {
    struct text *out;
    const struct model_class *class;
    const struct model_slot *slot;
    struct text type, parameter, from_value, from_low, from_high, value_of;
    const char *suffix, *sum, *sum_type, *extreme;
};

static void fill(const struct bulk *bulk, const char *template)
{
    const bool has_flags = table_tells_unset(bulk->slot);
    const struct hole holes[] = {{"class", bulk->class->c_name},
                                 {"slot", bulk->slot->c_name},
                                 {"type", text_chars(&bulk->type)},
                                 {"parameter", text_chars(&bulk->parameter)},
                                 {"array", array_type(bulk->slot)},
                                 {"has_out", has_flags ? ", bool *has" : ""},
                                 {"has_in", has_flags ? ", const bool *has" : ""},
                                 {"has", has_flags ? "has" : "NULL"},
                                 {"from_value", text_chars(&bulk->from_value)},
                                 {"from_low", text_chars(&bulk->from_low)},
                                 {"from_high", text_chars(&bulk->from_high)},
                                 {"value_of", text_chars(&bulk->value_of)},
                                 {"suffix", bulk->suffix},
                                 {"sum", bulk->sum},
                                 {"sum_type", bulk->sum_type},
                                 {"extreme", bulk->extreme},
                                 {NULL, NULL}};
    text_fill(bulk->out, template, holes);
}

static void emit_sum(struct bulk *bulk, const char *suffix, const char *sum, const char *sum_type)
{
    bulk->suffix = suffix;
    bulk->sum = sum;
    bulk->sum_type = sum_type;
    fill(bulk, sum_template);
}

static void emit_sums(struct bulk *bulk)
{
    const struct model_slot *slot = bulk->slot;
    const bool is_natural = strcmp(expr_value_type(slot), "uint64_t") == 0;
    if (slot->type.kind == TYPE_BOOL || (slot->type.kind == TYPE_INT && !is_natural)) {
        emit_sum(bulk, "", "int", "int64_t ");
    } else if (slot->type.kind == TYPE_INT) {
        emit_sum(bulk, "", "uint", "uint64_t ");
    } else if (is_number(slot)) {
        emit_sum(bulk, "", "float", "double ");
    }
    if (slot->type.kind == TYPE_STEPS) emit_sum(bulk, "_steps", "int", "int64_t ");
}

static void emit_extremes(struct bulk *bulk)
{
    static const char *const extremes[] = {"min", "max"};
    for (size_t i = 0; i < 2; i++) {
        bulk->extreme = extremes[i];
        fill(bulk, extreme_template);
    }
}

static void emit_slot(struct bulk *bulk)
{
    const struct model_slot *slot = bulk->slot;
    const bool is_ordered = is_number(slot) || slot->type.kind == TYPE_ENUM;
    if (slot->type.kind == TYPE_GROUP) {
        fill(bulk, filter_has_template);
        return;
    }
    if (!table_is_tag(slot)) {
        fill(bulk, read_template);
        if (!slot->is_read_only) fill(bulk, write_template);
        if (accessor_may_be_unset(slot)) fill(bulk, filter_has_template);
    }
    fill(bulk, filter_template);
    if (table_is_tag(slot)) return;
    if (is_ordered) fill(bulk, filter_between_template);
    if (slot->type.kind == TYPE_FLAGS) fill(bulk, filter_flags_template);
    emit_sums(bulk);
    if (is_ordered) emit_extremes(bulk);
}

static void describe(struct bulk *bulk, const struct model_slot *slot)
{
    const char *type = expr_value_type(slot);
    const char *parameter = expr_parameter_type(slot);
    struct text *const texts[] = {&bulk->type,     &bulk->parameter, &bulk->from_value,
                                  &bulk->from_low, &bulk->from_high, &bulk->value_of};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) text_clear(texts[i]);
    bulk->slot = slot;
    bulk->suffix = bulk->sum = bulk->sum_type = bulk->extreme = "";
    text_strings(&bulk->type, type, expr_blank(type), NULL);
    text_strings(&bulk->parameter, parameter, expr_blank(parameter), NULL);
    append_from(&bulk->from_value, slot, "value");
    append_from(&bulk->from_low, slot, "low");
    append_from(&bulk->from_high, slot, "high");
    append_value_of(&bulk->value_of, slot);
}

void part_table_bulk(struct text *text, const struct model_class *class, bool is_private)
{
    struct bulk bulk = {.out = text, .class = class};
    bool is_begun = is_private;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (slot->is_private != is_private || (!is_code(slot) && table_is_tag(slot))) continue;
        const struct hole holes[] = {{"class", class->c_name}, {NULL, NULL}};
        if (!is_begun) text_fill(text, opening_template, holes);
        is_begun = true;
        if (!is_code(slot)) {
            table_ranges(text, class, slot);
            continue;
        }
        describe(&bulk, slot);
        emit_slot(&bulk);
    }
    text_free(&bulk.type);
    text_free(&bulk.parameter);
    text_free(&bulk.from_value);
    text_free(&bulk.from_low);
    text_free(&bulk.from_high);
    text_free(&bulk.value_of);
}
