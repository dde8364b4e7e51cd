/* SPDX-License-Identifier: MIT */
/*
 * Arrays as a whole: read_ and write_ of all elements, and the mask of an array of bools.
 *
 * An array has them where one question tells whether it is there: not where each element of an inline array around it
 * may be unset or of another arm.
 */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/loops.h"

#include <string.h>

static const char read_opening_template[] =
    "/* All elements at once, the last index fastest. */\n"
    "static inline slot_status $class$_read_$slot$(const $class$ *self, $type$*out$has_parameter$)\n"
    "{\n"
    "$guard_read$";

static const char guard_read_template[] =
    "    if ($is_not_there$) {\n"
    "        return SLOT_EUNSET;\n"
    "    }\n";

static const char write_opening_template[] =
    "/* All elements at once; SLOT_ERANGE, and nothing has changed, where one is refused. */\n"
    "static inline slot_status $class$_write_$slot$($class$ *self, $constant_type$*in$has_constant$)\n"
    "{\n";

static const char closing_template[] =
    "    return SLOT_OK;\n"
    "}\n\n";

static const char get_mask_template[] =
    "/* All elements as bits, the first one lowest. */\n"
    "static inline uint64_t $class$_get_$slot$_mask(const $class$ *self$outer$)\n"
    "{\n"
    "$guard_get$"
    "$guard_mask$"
    "$load$"
    "}\n\n";

static const char guard_mask_template[] =
    "    if (SLOT_CHECKED && !$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        slot_refuse_unset(&$record$_class, $record$_SLOT_$slot$);\n"
    "        return 0;\n"
    "    }\n";

static const char set_mask_template[] =
    "static inline slot_status $class$_try_set_$slot$_mask($class$ *self$outer$, uint64_t mask)\n"
    "{\n"
    "$guard_try$"
    "    if ($refused$) {\n"
    "        return SLOT_ERANGE;\n"
    "    }\n"
    "$enter$"
    "$store$"
    "$mark$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$_mask($class$ *self$outer$, uint64_t mask)\n"
    "{\n"
    "$guard_set$"
    "    if (SLOT_CHECKED && $refused$) {\n"
    "        slot_refuse_uint(&$record$_class, mask, $record$_SLOT_$slot$);\n"
    "        return;\n"
    "    }\n"
    "$enter$"
    "$store$"
    "$mark$"
    "}\n\n";

/* 64 elements hold every mask. */
static const char set_whole_mask_template[] =
    "static inline void $class$_set_$slot$_mask($class$ *self$outer$, uint64_t mask)\n"
    "{\n"
    "$guard_set$"
    "$enter$"
    "$store$"
    "$mark$"
    "}\n\n"
    "static inline slot_status $class$_try_set_$slot$_mask($class$ *self$outer$, uint64_t mask)\n"
    "{\n"
    "$guard_try$"
    "    $class$_set_$slot$_mask(self$outer_arguments$, mask);\n"
    "    return SLOT_OK;\n"
    "}\n\n";

static const char load_mask_template[] = "    return slot_load_bits($bytes$, $bit$, $count$);\n";
static const char store_mask_template[] = "    slot_store_bits($bytes$, $bit$, $count$, mask);\n";

/* The same where each element has a byte of its own, from $byte$ on. */
static const char load_mask_units_template[] =
    "    uint64_t mask = 0;\n"
    "    for (size_t i = 0; i < $count$; i++) {\n"
    "        mask |= SLOT_CAST(uint64_t, slot_load8($address$ + i) & 0x1u) << i;\n"
    "    }\n"
    "    return mask;\n";

static const char store_mask_units_template[] =
    "    for (size_t i = 0; i < $count$; i++) {\n"
    "        slot_store8($address$ + i, $others$SLOT_CAST(uint32_t, mask >> i & 0x1u));\n"
    "    }\n";

/* What other arms of an overlay have there. */
static const char others_template[] = "(slot_load8($address$ + i) & 0xfeu) | ";

static bool has_bulk(const struct model_class *class, const struct model_slot *slot)
{
    if (slot->dim_count == 0 || (slot->tells != NULL && slot->tells->kind != CHOICE_BY)) return false;
    if (slot->type.kind == TYPE_TEXT || slot->type.kind == TYPE_BYTES) return false;
    if (slot->dim_count > slot->own_dims && slot->optional) return false;
    return !accessor_arms_have_dims(class, slot->arm);
}

static bool has_mask(const struct model_slot *slot)
{
    const size_t rows = model_has_rows(slot->dims, slot->dim_count) ? 1 : 0;
    return slot->type.kind == TYPE_BOOL && slot->own_dims == 1 && slot->dim_count == 1 + rows &&
           slot->element_count <= 64 && !slot->element_optional;
}

static bool has_flags(const struct model_slot *slot)
{
    return slot->element_optional && !slot->has_sentinel;
}

/* The margin of a line inside the loops. */
static void begin_line(struct accessor *accessor)
{
    loops_margin(accessor->out, 1 + accessor->slot->dim_count);
}

static void emit_read_element(struct accessor *accessor, const char *number)
{
    const struct model_slot *slot = accessor->slot;
    struct text *text = accessor->out;
    if (has_flags(slot)) {
        begin_line(accessor);
        text_strings(text, "has[", number, "] = ", text_chars(&accessor->is_set), ";\n", NULL);
    }
    begin_line(accessor);
    if (slot->type.kind == TYPE_CLASS) {
        text_strings(text, "SLOT_COPY(&out[", number, "], ", text_chars(&accessor->bytes), ", sizeof out[0]);\n", NULL);
        return;
    }
    text_strings(text, "out[", number, "] = ", NULL);
    if (slot->type.kind == TYPE_ANY) {
        text_strings(text, "slot_any_value(&", accessor_record(accessor->class), "_class, ",
                     text_chars(&accessor->load), ")", NULL);
    } else if (slot->element_optional && slot->has_sentinel) {
        text_strings(text, accessor->class->c_name, "_get_", slot->c_name, "(self", text_chars(&accessor->arguments),
                     ")", NULL);
    } else if (has_flags(slot)) {
        text_strings(text, "has[", number, "] ? ", text_chars(&accessor->value_of_load), " : ",
                     text_chars(&accessor->lowest), NULL);
    } else {
        text_string(text, text_chars(&accessor->value_of_load));
    }
    text_string(text, ";\n");
}

static void emit_read(struct accessor *accessor, const char *number)
{
    const struct model_slot *slot = accessor->slot;
    struct text is_not_there = {0};
    struct text guard = {0};
    if (slot->optional) {
        text_strings(&is_not_there, "!", accessor->class->c_name, "_has_", slot->c_name, "(self)", NULL);
    } else if (slot->arm != NULL) {
        expr_is_dead(&is_not_there, accessor->class, slot->arm);
    }
    const struct hole guard_holes[] = {{"is_not_there", text_chars(&is_not_there)}, {NULL, NULL}};
    if (is_not_there.length > 0) text_fill(&guard, guard_read_template, guard_holes);
    const struct hole holes[] = {{"class", accessor->class->c_name},
                                 {"record", accessor_record(accessor->class)},
                                 {"slot", slot->c_name},
                                 {"type", text_chars(&accessor->type)},
                                 {"has_parameter", has_flags(slot) ? ", bool *has" : ""},
                                 {"guard_read", text_chars(&guard)},
                                 {NULL, NULL}};
    text_fill(accessor->out, read_opening_template, holes);
    if (slot->encoding.width == 0 && !model_is_blob(slot->type.kind)) {
        text_string(accessor->out, "    SLOT_CAST(void, self);\n");
    }
    loops_open(accessor->out, 1, slot->dims, slot->dim_count);
    emit_read_element(accessor, number);
    loops_close(accessor->out, 1, slot->dim_count);
    text_fill(accessor->out, closing_template, holes);
    text_free(&is_not_there);
    text_free(&guard);
}

/* The first of two loops: looks at all values before one is stored. */
static void emit_check(struct accessor *accessor, const char *number)
{
    const struct model_slot *slot = accessor->slot;
    struct text *text = accessor->out;
    struct text value = {0};
    struct text refused = {0};
    struct text renamed = {0};
    text_strings(&value, "in[", number, "]", NULL);
    if (slot->type.kind == TYPE_ANY) text_string(&refused, "status != SLOT_OK");
    else expr_refuse(&refused, slot, "code", text_chars(&value));
    expr_refuse(&renamed, slot, "another", text_chars(&value));
    const bool needs_code = strcmp(text_chars(&refused), text_chars(&renamed)) != 0;
    if (refused.length > 0) {
        loops_open(text, 1, slot->dims, slot->dim_count);
        begin_line(accessor);
        if (slot->type.kind == TYPE_ANY) {
            text_string(text, "uint64_t code = 0;\n");
            begin_line(accessor);
            text_strings(text, "const slot_status status = slot_any_box(&", accessor_record(accessor->class),
                         "_class, ", text_chars(&value), ", &code);\n", NULL);
            begin_line(accessor);
        } else if (needs_code) {
            text_string(text, "const uint64_t code = ");
            expr_encode(text, slot, text_chars(&value));
            text_string(text, ";\n");
            begin_line(accessor);
        }
        text_string(text, "if (");
        if (has_flags(slot)) {
            text_strings(text, "has[", number, "] && ", NULL);
            expr_operand(text, text_chars(&refused));
        } else {
            text_string(text, text_chars(&refused));
        }
        text_string(text, ") {\n");
        begin_line(accessor);
        text_strings(text, "    return ", slot->type.kind == TYPE_ANY ? "status" : "SLOT_ERANGE", ";\n", NULL);
        begin_line(accessor);
        text_string(text, "}\n");
        loops_close(text, 1, slot->dim_count);
    }
    text_free(&value);
    text_free(&refused);
    text_free(&renamed);
}

/* A call of the accessor `verb` with the element's value. */
static void emit_store(struct accessor *accessor, const char *number)
{
    const struct model_slot *slot = accessor->slot;
    struct text *text = accessor->out;
    const bool is_plain = slot->type.kind == TYPE_CLASS || slot->type.kind == TYPE_ANY || slot->has_sentinel;
    text_strings(text, accessor->class->c_name, is_plain ? "_set_" : "_put_", slot->c_name, "(self",
                 text_chars(&accessor->arguments), ", ", NULL);
    struct text value = {0};
    text_strings(&value, "in[", number, "]", NULL);
    if (is_plain) {
        text_string(text, text_chars(&value));
    } else {
        const bool wide = expr_is_wide(slot);
        text_string(text, wide ? "" : "SLOT_CAST(uint32_t, ");
        expr_encode(text, slot, text_chars(&value));
        text_string(text, wide ? "" : ")");
    }
    text_string(text, ");\n");
    text_free(&value);
}

static void emit_write(struct accessor *accessor, const char *number)
{
    const struct model_slot *slot = accessor->slot;
    struct text *text = accessor->out;
    struct text type = {0};
    if (slot->type.kind == TYPE_POINTER) text_strings(&type, text_chars(&accessor->type), "const ", NULL);
    else text_strings(&type, "const ", text_chars(&accessor->type), NULL);
    const struct hole holes[] = {{"class", accessor->class->c_name},
                                 {"record", accessor_record(accessor->class)},
                                 {"slot", slot->c_name},
                                 {"constant_type", text_chars(&type)},
                                 {"has_constant", has_flags(slot) ? ", const bool *has" : ""},
                                 {NULL, NULL}};
    text_fill(text, write_opening_template, holes);
    emit_check(accessor, number);
    text_string(text, text_chars(&accessor->enter));
    loops_open(text, 1, slot->dims, slot->dim_count);
    begin_line(accessor);
    if (has_flags(slot)) {
        text_strings(text, "if (has[", number, "]) {\n    ", NULL);
        begin_line(accessor);
    }
    emit_store(accessor, number);
    if (has_flags(slot)) {
        begin_line(accessor);
        text_string(text, "} else {\n    ");
        begin_line(accessor);
        text_strings(text, accessor->class->c_name, "_clear_", slot->c_name, "(self", text_chars(&accessor->arguments),
                     ");\n", NULL);
        begin_line(accessor);
        text_string(text, "}\n");
    }
    loops_close(text, 1, slot->dim_count);
    text_fill(text, closing_template, holes);
    text_free(&type);
}

static void fill_mask(struct text *load, struct text *store, const struct model_slot *slot, const char *count)
{
    struct text bytes = {0};
    struct text bit = {0};
    struct text address = {0};
    struct text others = {0};
    const bool has_units = model_unit(slot) > 0;
    if (model_has_rows(slot->dims, slot->dim_count)) {
        struct model_slot first = *slot;
        first.dim_count = 1;
        expr_bytes(&address, "self->bytes", &first);
        expr_base(&bytes, slot, false);
        text_string(&bytes, ", SIZE_MAX");
        expr_place(&bit, slot->place.bit, slot->dims, 1, false, false);
    } else {
        text_string(&address, "self->bytes + ");
        text_uint(&address, slot->place.bit / 8);
        text_uint(&bit, slot->place.bit - expr_reach(&bytes, slot->place.reach));
    }
    const struct hole place[] = {{"address", text_chars(&address)}, {NULL, NULL}};
    if (slot->overlay > 0) text_fill(&others, others_template, place);
    const struct hole holes[] = {
        {"bytes", text_chars(&bytes)},   {"bit", text_chars(&bit)}, {"address", text_chars(&address)},
        {"others", text_chars(&others)}, {"count", count},          {NULL, NULL}};
    text_fill(load, has_units ? load_mask_units_template : load_mask_template, holes);
    text_fill(store, has_units ? store_mask_units_template : store_mask_template, holes);
    text_free(&bytes);
    text_free(&bit);
    text_free(&address);
    text_free(&others);
}

#define MASK_TEXTS(X)                                                                                                  \
    X(load)                                                                                                            \
    X(store)                                                                                                           \
    X(count)                                                                                                           \
    X(refused)                                                                                                         \
    X(guard_mask)                                                                                                      \
    X(guard_get)                                                                                                       \
    X(guard_set)                                                                                                       \
    X(guard_try)

struct mask_texts {
#define MASK_ROW(name) struct text name;
    MASK_TEXTS(MASK_ROW)
#undef MASK_ROW
};

static void describe_mask(struct mask_texts *texts, struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const size_t rows = slot->dim_count - 1; /* in a table */
    text_uint(&texts->count, slot->element_count);
    fill_mask(&texts->load, &texts->store, slot, text_chars(&texts->count));
    text_strings(&texts->refused, "mask >> ", text_chars(&texts->count), " != 0", NULL);
    if (accessor_may_be_unset(slot)) accessor_fill_into(accessor, &texts->guard_mask, guard_mask_template);
    accessor_guard_indices(&texts->guard_get, accessor->class, slot->c_name, slot->dims, rows, " 0");
    accessor_guard_indices(&texts->guard_set, accessor->class, slot->c_name, slot->dims, rows, "");
    accessor_guard_status(&texts->guard_try, slot->dims, rows);
}

static void emit_mask(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    struct mask_texts texts;
    memset(&texts, 0, sizeof texts);
    describe_mask(&texts, accessor);
    const struct hole holes[] = {{"class", accessor->class->c_name},
                                 {"record", accessor_record(accessor->class)},
                                 {"slot", slot->c_name},
                                 {"outer", text_chars(&accessor->outer)},
                                 {"outer_arguments", text_chars(&accessor->outer_arguments)},
                                 {"enter", text_chars(&accessor->enter)},
                                 {"mark", text_chars(&accessor->mark)},
#define MASK_ROW(name) {#name, text_chars(&texts.name)},
                                 MASK_TEXTS(MASK_ROW)
#undef MASK_ROW
                                     {NULL, NULL}};
    text_fill(accessor->out, get_mask_template, holes);
    if (!slot->is_read_only) {
        text_fill(accessor->out, slot->element_count < 64 ? set_mask_template : set_whole_mask_template, holes);
    }
#define MASK_ROW(name) text_free(&texts.name);
    MASK_TEXTS(MASK_ROW)
#undef MASK_ROW
}

void accessor_bulk(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (has_bulk(accessor->class, slot) && accessor->class->record == NULL) {
        struct text number = {0};
        loops_number(&number, slot->dims, slot->dim_count);
        emit_read(accessor, text_chars(&number));
        if (!slot->is_read_only) emit_write(accessor, text_chars(&number));
        text_free(&number);
    }
    if (has_mask(slot)) emit_mask(accessor);
}
