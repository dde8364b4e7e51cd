/* SPDX-License-Identifier: MIT */
/*
 * The accessors of one slot: the functions that users call, as they read them in the header.
 *
 * Templates first; below them the expressions that fill their holes. Which templates a slot gets depends on whether it
 * is optional and how it says "unset" (a code of its own, a presence bit, a number of the program's own).
 */
#include "emit/expr.h"
#include "emit/parts.h"

static const char constant_template[] = "#define $class$_$slot$_$what$ $value$\n";

static const char has_template[] =
    "static inline bool $class$_has_$slot$(const $class$ *self)\n"
    "{\n"
    "    return $is_set$;\n"
    "}\n\n";

static const char get_template[] =
    "static inline $type$ $class$_get_$slot$(const $class$ *self)\n"
    "{\n"
    "    return $value_of_load$;\n"
    "}\n\n";

/* A slot of one value has no bits to read. */
static const char get_nothing_template[] =
    "static inline $type$ $class$_get_$slot$(const $class$ *self)\n"
    "{\n"
    "    SLOT_CAST(void, self);\n"
    "    return $value_of_load$;\n"
    "}\n\n";

/* An optional slot whose code 0 is unset. */
static const char get_niche_template[] =
    "static inline $type$ $class$_get_$slot$(const $class$ *self)\n"
    "{\n"
    "    const $word$ code = $load$;\n"
    "    if (SLOT_CHECKED && code == 0) {\n"
    "        slot_refuse_unset(&$class$_class, $class$_SLOT_$slot$);\n"
    "        return $lowest$;\n"
    "    }\n"
    "    return $value_of_code$;\n"
    "}\n\n";

/* An optional slot with a presence bit. */
static const char get_presence_template[] =
    "static inline $type$ $class$_get_$slot$(const $class$ *self)\n"
    "{\n"
    "    if (SLOT_CHECKED && !$class$_has_$slot$(self)) {\n"
    "        slot_refuse_unset(&$class$_class, $class$_SLOT_$slot$);\n"
    "        return $lowest$;\n"
    "    }\n"
    "    return $value_of_load$;\n"
    "}\n\n";

/* Unset reads as the program's own number. */
static const char get_sentinel_niche_template[] =
    "static inline $type$ $class$_get_$slot$(const $class$ *self)\n"
    "{\n"
    "    const $word$ code = $load$;\n"
    "    return code == 0 ? $class$_$slot$_UNSET : $value_of_code$;\n"
    "}\n\n";

static const char get_sentinel_presence_template[] =
    "static inline $type$ $class$_get_$slot$(const $class$ *self)\n"
    "{\n"
    "    return $class$_has_$slot$(self) ? $value_of_load$ : $class$_$slot$_UNSET;\n"
    "}\n\n";

static const char optional_get_template[] =
    "static inline slot_status $class$_try_get_$slot$(const $class$ *self, $type$ *out)\n"
    "{\n"
    "    if (!$class$_has_$slot$(self)) {\n"
    "        return SLOT_EUNSET;\n"
    "    }\n"
    "    *out = $class$_get_$slot$(self);\n"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline $type$ $class$_get_$slot$_or(const $class$ *self, $type$ fallback)\n"
    "{\n"
    "    return $class$_has_$slot$(self) ? $class$_get_$slot$(self) : fallback;\n"
    "}\n\n";

/* Stores a code: what the setters below come down to. */
static const char put_template[] =
    "static inline void $class$_put_$slot$($class$ *self, $word$ code)\n"
    "{\n"
    "    $store$;\n"
    "$mark$"
    "}\n\n";

/* A slot of one value has no bits to store. */
static const char put_nothing_template[] =
    "static inline void $class$_put_$slot$($class$ *self, $word$ code)\n"
    "{\n"
    "    SLOT_CAST(void, self);\n"
    "    SLOT_CAST(void, code);\n"
    "$mark$"
    "}\n\n";

static const char clear_niche_template[] =
    "static inline void $class$_clear_$slot$($class$ *self)\n"
    "{\n"
    "    $class$_put_$slot$(self, 0);\n"
    "}\n\n";

static const char clear_presence_template[] =
    "static inline void $class$_clear_$slot$($class$ *self)\n"
    "{\n"
    "    $class$_put_$slot$(self, 0);\n"
    "    slot_store8($presence_byte$, slot_load8($presence_byte$) & $presence_kept$);\n"
    "}\n\n";

static const char set_template[] =
    "static inline slot_status $class$_try_set_$slot$($class$ *self, $parameter$ value)\n"
    "{\n"
    "    const uint64_t code = $code$;\n"
    "    if ($refused$) {\n"
    "        return SLOT_ERANGE;\n"
    "    }\n"
    "    $class$_put_$slot$(self, $narrow_code$);\n"
    "$clear_unset$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$($class$ *self, $parameter$ value)\n"
    "{\n"
    "    const uint64_t code = $code$;\n"
    "    if (SLOT_CHECKED && $refused_operand$) {\n"
    "        $refuse$(&$class$_class, value, $class$_SLOT_$slot$);\n"
    "        return;\n"
    "    }\n"
    "    $class$_put_$slot$(self, $narrow_code$);\n"
    "$clear_unset$"
    "}\n\n";

/* Setting the program's own number for unset clears; where a presence bit tells, that has to be said. */
static const char clear_unset_template[] =
    "    if (value == $class$_$slot$_UNSET) {\n"
    "        $class$_clear_$slot$(self);\n"
    "    }\n";

/* The slot holds every value of its type. */
static const char set_any_template[] =
    "static inline void $class$_set_$slot$($class$ *self, $parameter$ value)\n"
    "{\n"
    "    const uint64_t code = $code$;\n"
    "    $class$_put_$slot$(self, $narrow_code$);\n"
    "}\n\n"
    "static inline slot_status $class$_try_set_$slot$($class$ *self, $parameter$ value)\n"
    "{\n"
    "    $class$_set_$slot$(self, value);\n"
    "    return SLOT_OK;\n"
    "}\n\n";

static const char flags_template[] =
    "/* Whether all flags of `mask` are set. */\n"
    "static inline bool $class$_test_$slot$(const $class$ *self, $type$ mask)\n"
    "{\n"
    "    return ($flags$ & mask) == mask;\n"
    "}\n\n"
    "static inline void $class$_add_$slot$($class$ *self, $type$ mask)\n"
    "{\n"
    "    $class$_set_$slot$(self, $flags$ | mask);\n"
    "}\n\n";

static const char remove_template[] =
    "static inline void $class$_remove_$slot$($class$ *self, $type$ mask)\n"
    "{\n"
    "    $class$_set_$slot$(self, $flags$ & ~mask);\n"
    "}\n\n";

/* Of an unset slot nothing can be removed. */
static const char remove_optional_template[] =
    "static inline void $class$_remove_$slot$($class$ *self, $type$ mask)\n"
    "{\n"
    "    if ($class$_has_$slot$(self)) {\n"
    "        $class$_set_$slot$(self, $flags$ & ~mask);\n"
    "    }\n"
    "}\n\n";

/* The texts of a slot's holes; kept between slots so that their memory is. */
struct slot_texts {
    struct text is_set, load, value_of_load, value_of_code, lowest, store, mark, presence_byte, presence_kept, code,
        refused, refused_operand, narrow_code, flags, clear_unset;
};

static void each_text(struct slot_texts *texts, void (*apply)(struct text *))
{
    struct text *all[] = {&texts->is_set,        &texts->load,
                          &texts->value_of_load, &texts->value_of_code,
                          &texts->lowest,        &texts->store,
                          &texts->mark,          &texts->presence_byte,
                          &texts->code,          &texts->presence_kept,
                          &texts->refused,       &texts->narrow_code,
                          &texts->flags,         &texts->refused_operand,
                          &texts->clear_unset};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) apply(all[i]);
}

/* The byte of the presence bit, as an address, and the test and the mark of the bit. */
static void describe_presence(struct slot_texts *texts, const struct model_slot *slot)
{
    const uint32_t byte = slot->place.presence / 8;
    const unsigned mask = 1u << slot->place.presence % 8;
    text_string(&texts->presence_byte, "self->bytes");
    if (byte > 0) {
        text_string(&texts->presence_byte, " + ");
        text_uint(&texts->presence_byte, byte);
    }
    const char *address = text_chars(&texts->presence_byte);
    expr_mask(&texts->presence_kept, 0xffu & ~mask);
    text_strings(&texts->is_set, "(slot_load8(", address, ") & ", NULL);
    expr_mask(&texts->is_set, mask);
    text_string(&texts->is_set, ") != 0");
    text_strings(&texts->mark, "    slot_store8(", address, ", slot_load8(", address, ") | ", NULL);
    expr_mask(&texts->mark, mask);
    text_string(&texts->mark, ");\n");
}

static void describe_slot(struct slot_texts *texts, const struct model_class *class, const struct model_slot *slot)
{
    each_text(texts, text_clear);
    const bool wide = expr_is_wide(slot);
    expr_load(&texts->load, slot);
    const char *load = text_chars(&texts->load);
    if (slot->type.kind == TYPE_BOOL) expr_test(&texts->value_of_load, slot);
    else expr_decode(&texts->value_of_load, slot, load, wide);
    expr_decode(&texts->value_of_code, slot, "code", wide);
    if (slot->type.kind == TYPE_INT) text_strings(&texts->lowest, class->c_name, "_", slot->c_name, "_MIN", NULL);
    else expr_lowest(&texts->lowest, slot);
    expr_store(&texts->store, slot);
    expr_encode(&texts->code, slot, "value");
    expr_refuse(&texts->refused, slot, "code", "value");
    if (slot->has_sentinel && slot->encoding.presence_bit) {
        const struct hole holes[] = {{"class", class->c_name}, {"slot", slot->c_name}, {NULL, NULL}};
        text_fill(&texts->clear_unset, clear_unset_template, holes);
    }
    expr_operand(&texts->refused_operand, text_chars(&texts->refused));
    text_string(&texts->narrow_code, wide ? "code" : "SLOT_CAST(uint32_t, code)");
    if (slot->encoding.presence_bit) describe_presence(texts, slot);
    else text_strings(&texts->is_set, "(", load, ") != 0", NULL);
    text_strings(&texts->flags, class->c_name, "_get_", slot->c_name, slot->optional ? "_or(self, 0)" : "(self)", NULL);
}

static const char *choose_get(const struct model_slot *slot)
{
    if (!slot->optional) return slot->encoding.width == 0 ? get_nothing_template : get_template;
    if (slot->encoding.presence_bit) {
        return slot->has_sentinel ? get_sentinel_presence_template : get_presence_template;
    }
    return slot->has_sentinel ? get_sentinel_niche_template : get_niche_template;
}

static void emit_constant(struct text *text, const struct model_class *class, const struct model_slot *slot,
                          const char *what, const char *value)
{
    const struct hole holes[] = {
        {"class", class->c_name}, {"slot", slot->c_name}, {"what", what}, {"value", value}, {NULL, NULL}};
    text_fill(text, constant_template, holes);
}

static void emit_constants(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    struct text value = {0};
    if (slot->type.kind == TYPE_INT) {
        const char *type = expr_value_type(slot);
        expr_constant(&value, slot->type.low, type);
        emit_constant(text, class, slot, "MIN", text_chars(&value));
        text_clear(&value);
        expr_constant(&value, slot->type.high, type);
        emit_constant(text, class, slot, "MAX", text_chars(&value));
    }
    if (slot->has_default) {
        text_clear(&value);
        expr_default(&value, slot);
        emit_constant(text, class, slot, "DEFAULT", text_chars(&value));
    }
    if (slot->has_sentinel) {
        text_clear(&value);
        expr_sentinel(&value, slot);
        emit_constant(text, class, slot, "UNSET", text_chars(&value));
    }
    text_clear(&value);
    text_uint(&value, slot->encoding.width + (slot->encoding.presence_bit ? 1u : 0u));
    emit_constant(text, class, slot, "BITS", text_chars(&value));
    text_string(text, "\n");
    text_free(&value);
}

static const char *refuse_function(const struct model_slot *slot)
{
    const char *parameter = expr_parameter_type(slot);
    const bool is_unsigned = slot->type.kind == TYPE_FLAGS || (slot->type.kind == TYPE_INT && parameter[0] == 'u');
    return is_unsigned ? "slot_refuse_uint" : "slot_refuse_int";
}

static void emit_accessors(struct text *text, const struct model_class *class, const struct model_slot *slot,
                           struct slot_texts *texts)
{
    describe_slot(texts, class, slot);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"slot", slot->c_name},
                                 {"type", expr_value_type(slot)},
                                 {"parameter", expr_parameter_type(slot)},
                                 {"word", expr_is_wide(slot) ? "uint64_t" : "uint32_t"},
                                 {"code", text_chars(&texts->code)},
                                 {"narrow_code", text_chars(&texts->narrow_code)},
                                 {"refused", text_chars(&texts->refused)},
                                 {"refused_operand", text_chars(&texts->refused_operand)},
                                 {"refuse", refuse_function(slot)},
                                 {"store", text_chars(&texts->store)},
                                 {"mark", text_chars(&texts->mark)},
                                 {"load", text_chars(&texts->load)},
                                 {"value_of_load", text_chars(&texts->value_of_load)},
                                 {"value_of_code", text_chars(&texts->value_of_code)},
                                 {"is_set", text_chars(&texts->is_set)},
                                 {"lowest", text_chars(&texts->lowest)},
                                 {"presence_byte", text_chars(&texts->presence_byte)},
                                 {"presence_kept", text_chars(&texts->presence_kept)},
                                 {"flags", text_chars(&texts->flags)},
                                 {"clear_unset", text_chars(&texts->clear_unset)},
                                 {NULL, NULL}};
    if (slot->optional) text_fill(text, has_template, holes);
    text_fill(text, choose_get(slot), holes);
    if (slot->optional) text_fill(text, optional_get_template, holes);
    text_fill(text, slot->encoding.width == 0 ? put_nothing_template : put_template, holes);
    if (slot->optional) {
        text_fill(text, slot->encoding.presence_bit ? clear_presence_template : clear_niche_template, holes);
    }
    text_fill(text, texts->refused.length > 0 ? set_template : set_any_template, holes);
    if (slot->type.kind != TYPE_FLAGS) return;
    text_fill(text, flags_template, holes);
    text_fill(text, slot->optional ? remove_optional_template : remove_template, holes);
}

static void emit_heading(struct text *text, const struct model_slot *slot)
{
    text_strings(text, "/* ---- ", slot->name, ": ", NULL);
    part_type(text, slot);
    if (slot->doc[0] == '\0') {
        text_string(text, " ---- */\n\n");
        return;
    }
    text_string(text, " ----\n *\n");
    part_doc_lines(text, slot->doc, " *");
    text_string(text, " */\n\n");
}

void part_accessors(struct text *text, const struct model_class *class)
{
    struct slot_texts texts = {0};
    for (size_t i = 0; i < class->slot_count; i++) {
        emit_heading(text, &class->slots[i]);
        emit_constants(text, class, &class->slots[i]);
        emit_accessors(text, class, &class->slots[i], &texts);
    }
    each_text(&texts, text_free);
}
