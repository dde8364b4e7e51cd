/* SPDX-License-Identifier: MIT */
/*
 * Reading and writing ranges of rows of slots that are no single code, by loops over the accessors of the rows.
 *
 * The loops are one of the rows, `at`, and one for each dimension. Whether a value is set is told for each element that
 * has_ takes the indices of: `outer` dimensions.
 */
#include "emit/table_ranges.h"

#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/loops.h"

#include <string.h>

static const char read_template[] =
    "/* $comment$ */\n"
    "static inline slot_status $class$_table_read_$slot$(\n"
    "    const $class$_table *self, size_t first, size_t count, $type$*out$has_out$)\n"
    "{\n"
    "    if (first > slot_table_count(&self->base) || count > slot_table_count(&self->base) - first) {\n"
    "        return SLOT_ESTALE;\n"
    "    }\n"
    "$fallback$"
    "    for (size_t at = 0; at < count; at++) {\n"
    "        const size_t row = first + at;\n"
    "$body$"
    "    }\n"
    "    return SLOT_OK;\n"
    "}\n\n";

static const char write_template[] =
    "/* $comment$ */\n"
    "static inline slot_status $class$_table_write_$slot$(\n"
    "    $class$_table *self, size_t first, size_t count, $constant_type$*in$has_in$)\n"
    "{\n"
    "    if (first > slot_table_count(&self->base) || count > slot_table_count(&self->base) - first) {\n"
    "        return SLOT_ESTALE;\n"
    "    }\n"
    "$check$"
    "    for (size_t at = 0; at < count; at++) {\n"
    "        const size_t row = first + at;\n"
    "$body$"
    "    }\n"
    "    return SLOT_OK;\n"
    "}\n\n";

bool table_is_tag(const struct model_slot *slot)
{
    return slot->tells != NULL && slot->tells->kind != CHOICE_BY;
}

bool table_tells_unset(const struct model_slot *slot)
{
    return accessor_may_be_unset(slot) && !slot->has_sentinel && slot->type.kind != TYPE_ANY;
}

struct range {
    const struct model_class *class;
    const struct model_slot *slot;
    size_t outer;                   /* dimensions that has_ takes */
    struct text number, has_number; /* "at * 12 + i * 4 + j": of the value, and of whether it is set */
    struct text arguments, has_arguments;
};

/* "at * 12 + i * 4 + j" of the first `count` dimensions. */
static void append_number(struct text *text, const struct model_slot *slot, size_t count)
{
    uint64_t below = 1;
    for (size_t i = 0; i < count; i++) below *= slot->dims[i].count;
    text_string(text, "at");
    for (size_t i = 0;; i++) {
        if (below > 1) {
            text_string(text, " * ");
            text_uint(text, below);
        }
        if (i == count) return;
        below /= slot->dims[i].count;
        text_strings(text, " + ", expr_index(i), NULL);
    }
}

/* "self, row, i, j" */
static void append_arguments(struct text *text, size_t count)
{
    text_string(text, "self, row");
    for (size_t i = 0; i < count; i++) text_strings(text, ", ", expr_index(i), NULL);
}

static void append_line(struct text *text, size_t depth, const char *first, const char *second, const char *third,
                        const char *fourth)
{
    loops_margin(text, depth);
    text_strings(text, first, second, third, fourth, "\n", NULL);
}

/* The loops of some of the dimensions; what stands inside is deeper by as many. */
static void open_loops(struct text *text, const struct model_slot *slot, size_t from, size_t to)
{
    if (to > from) loops_open_behind(text, 2 + from, slot->dims + from, from, to - from);
}

static void append_read(struct text *text, const struct range *range)
{
    const struct model_slot *slot = range->slot;
    const bool may_be_unset = accessor_may_be_unset(slot);
    struct text call = {0};
    struct text lowest = {0};
    if (slot->type.kind == TYPE_CLASS) text_string(&lowest, "fallback");
    else if (slot->has_sentinel) expr_sentinel(&lowest, slot);
    else expr_lowest(&lowest, slot);
    text_strings(&call, range->class->c_name, "_table_get_", slot->c_name, may_be_unset ? "_or(" : "(",
                 text_chars(&range->arguments), may_be_unset ? ", " : "", may_be_unset ? text_chars(&lowest) : "", ");",
                 NULL);
    open_loops(text, slot, 0, range->outer);
    if (table_tells_unset(slot)) {
        const size_t depth = 2 + range->outer;
        struct text question = {0};
        text_strings(&question, range->class->c_name, "_table_has_", slot->c_name, "(",
                     text_chars(&range->has_arguments), ");", NULL);
        append_line(text, depth, "if (has != NULL) {", "", "", "");
        append_line(text, depth + 1, "has[", text_chars(&range->has_number), "] = ", text_chars(&question));
        append_line(text, depth, "}", "", "", "");
        text_free(&question);
    }
    open_loops(text, slot, range->outer, slot->dim_count);
    append_line(text, 2 + slot->dim_count, "out[", text_chars(&range->number), "] = ", text_chars(&call));
    loops_close(text, 2, slot->dim_count);
    text_free(&call);
    text_free(&lowest);
}

/* The condition on which a value of `in` is refused, and the line that makes what it needs. */
static void append_refused(struct text *refused, struct text *needed, const struct range *range)
{
    const struct model_slot *slot = range->slot;
    struct text value = {0};
    struct text size = {0};
    struct text renamed = {0};
    text_strings(&value, "in[", text_chars(&range->number), "]", NULL);
    text_strings(&size, range->class->c_name, "_", slot->c_name, "_SIZE", NULL);
    switch (slot->type.kind) {
    case TYPE_CLASS: break;
    case TYPE_TEXT:
        text_strings(refused, "!slot_text_fits(", text_chars(&value), ".data, ", text_chars(&value), ".length, ",
                     text_chars(&size), ")", NULL);
        break;
    case TYPE_BYTES: text_strings(refused, text_chars(&value), ".length != ", text_chars(&size), NULL); break;
    case TYPE_ANY:
        text_string(refused, "status != SLOT_OK");
        text_strings(needed, "const slot_status status = slot_any_box(&", range->class->c_name, "_class, ",
                     text_chars(&value), ", &code);", NULL);
        break;
    default:
        expr_refuse(refused, slot, "code", text_chars(&value));
        expr_refuse(&renamed, slot, "another", text_chars(&value));
        if (strcmp(text_chars(refused), text_chars(&renamed)) == 0) break;
        text_string(needed, "const uint64_t code = ");
        expr_encode(needed, slot, text_chars(&value));
        text_string(needed, ";");
    }
    text_free(&value);
    text_free(&size);
    text_free(&renamed);
}

/* Looks at all values before one is stored. */
static void append_check(struct text *text, const struct range *range)
{
    const struct model_slot *slot = range->slot;
    const size_t depth = 2 + slot->dim_count;
    struct text refused = {0};
    struct text needed = {0};
    struct text is_dead = {0};
    append_refused(&refused, &needed, range);
    const size_t inner = refused.length > 0 ? slot->dim_count : range->outer;
    if (slot->arm != NULL) {
        const struct model_class *table = range->class->table;
        expr_is_dead(&is_dead, table, table->slots[slot - range->class->slots].arm);
    }
    if (refused.length > 0 || is_dead.length > 0) {
        append_line(text, 1, "for (size_t at = 0; at < count; at++) {", "", "", "");
        if (is_dead.length > 0) append_line(text, 2, "const size_t row = first + at;", "", "", "");
        open_loops(text, slot, 0, range->outer);
        if (table_tells_unset(slot)) {
            append_line(text, 2 + range->outer, "if (has != NULL && !has[", text_chars(&range->has_number), "]) {", "");
            append_line(text, 3 + range->outer, "continue;", "", "", "");
            append_line(text, 2 + range->outer, "}", "", "", "");
        }
        if (is_dead.length > 0) {
            append_line(text, 2 + range->outer, "if (", text_chars(&is_dead), ") {", "");
            append_line(text, 3 + range->outer, "return SLOT_EUNSET;", "", "", "");
            append_line(text, 2 + range->outer, "}", "", "", "");
        }
        open_loops(text, slot, range->outer, inner);
        if (slot->type.kind == TYPE_ANY) append_line(text, depth, "uint64_t code = 0;", "", "", "");
        if (needed.length > 0) append_line(text, depth, text_chars(&needed), "", "", "");
        if (refused.length > 0) {
            append_line(text, depth, "if (", text_chars(&refused), ") {", "");
            append_line(text, depth + 1, "return ", slot->type.kind == TYPE_ANY ? "status" : "SLOT_ERANGE", ";", "");
            append_line(text, depth, "}", "", "", "");
        }
        loops_close(text, 2, inner);
        append_line(text, 1, "}", "", "", "");
    }
    text_free(&refused);
    text_free(&needed);
    text_free(&is_dead);
}

static void append_write(struct text *text, const struct range *range)
{
    const struct model_slot *slot = range->slot;
    const bool is_bytes = slot->type.kind == TYPE_TEXT || slot->type.kind == TYPE_BYTES;
    const bool may_be_cleared = slot->optional || slot->element_optional;
    struct text call = {0};
    struct text value = {0};
    text_strings(&call, range->class->c_name, "_table_set_", slot->c_name, "(", text_chars(&range->arguments), NULL);
    text_strings(&value, "in[", text_chars(&range->number), "]", NULL);
    open_loops(text, slot, 0, range->outer);
    if (table_tells_unset(slot)) {
        const size_t depth = 2 + range->outer;
        append_line(text, depth, "if (has != NULL && !has[", text_chars(&range->has_number), "]) {", "");
        if (may_be_cleared) {
            loops_margin(text, depth + 1);
            text_strings(text, range->class->c_name, "_table_clear_", slot->c_name, "(",
                         text_chars(&range->has_arguments), ");\n", NULL);
        }
        append_line(text, depth + 1, "continue;", "", "", "");
        append_line(text, depth, "}", "", "", "");
    }
    open_loops(text, slot, range->outer, slot->dim_count);
    loops_margin(text, 2 + slot->dim_count);
    text_strings(text, text_chars(&call), ", ", text_chars(&value), NULL);
    if (is_bytes) text_strings(text, ".data, ", text_chars(&value), ".length", NULL);
    text_string(text, ");\n");
    loops_close(text, 2, slot->dim_count);
    text_free(&call);
    text_free(&value);
}

static void emit_read(struct text *text, const struct range *range, const char *type)
{
    const struct model_slot *slot = range->slot;
    const bool needs_fallback = slot->type.kind == TYPE_CLASS && accessor_may_be_unset(slot);
    struct text body = {0};
    struct text fallback = {0};
    append_read(&body, range);
    if (needs_fallback) {
        text_strings(&fallback, "    ", type, "fallback;\n    ", slot->type.class->c_name, "_init(&fallback);\n", NULL);
    }
    const struct hole holes[] = {{"class", range->class->c_name},
                                 {"slot", slot->c_name},
                                 {"type", type},
                                 {"comment", slot->dim_count > 0 ? "All elements of each row, the last index fastest."
                                             : slot->type.kind == TYPE_TEXT || slot->type.kind == TYPE_BYTES
                                                 ? "They point into the table."
                                                 : "Of the rows first .. first + count - 1."},
                                 {"has_out", table_tells_unset(slot) ? ", bool *has" : ""},
                                 {"fallback", text_chars(&fallback)},
                                 {"body", text_chars(&body)},
                                 {NULL, NULL}};
    text_fill(text, read_template, holes);
    text_free(&body);
    text_free(&fallback);
}

static void emit_write(struct text *text, const struct range *range, const char *type)
{
    const struct model_slot *slot = range->slot;
    struct text body = {0};
    struct text check = {0};
    struct text constant = {0};
    append_check(&check, range);
    append_write(&body, range);
    if (slot->type.kind == TYPE_POINTER) text_strings(&constant, type, "const ", NULL);
    else text_strings(&constant, "const ", type, NULL);
    const struct hole holes[] = {
        {"class", range->class->c_name},
        {"slot", slot->c_name},
        {"constant_type", text_chars(&constant)},
        {"comment", slot->arm != NULL ? "Writes all of them, or nothing: SLOT_EUNSET where a row has another arm."
                                      : "Writes all of them, or nothing where a value is refused."},
        {"has_in", table_tells_unset(slot) ? ", const bool *has" : ""},
        {"check", text_chars(&check)},
        {"body", text_chars(&body)},
        {NULL, NULL}};
    text_fill(text, write_template, holes);
    text_free(&body);
    text_free(&check);
    text_free(&constant);
}

void table_ranges(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    struct range range = {.class = class, .slot = slot, .outer = accessor_outer_dims(slot)};
    struct text type = {0};
    text_strings(&type, expr_value_type(slot), expr_blank(expr_value_type(slot)), NULL);
    append_number(&range.number, slot, slot->dim_count);
    append_number(&range.has_number, slot, range.outer);
    append_arguments(&range.arguments, slot->dim_count);
    append_arguments(&range.has_arguments, range.outer);
    emit_read(text, &range, text_chars(&type));
    if (!slot->is_read_only) emit_write(text, &range, text_chars(&type));
    text_free(&type);
    text_free(&range.number);
    text_free(&range.has_number);
    text_free(&range.arguments);
    text_free(&range.has_arguments);
}
