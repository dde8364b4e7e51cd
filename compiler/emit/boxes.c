/* SPDX-License-Identifier: MIT */
/* The accessors of slots of type `any`: a value that says what it is, and those that say what it must be. */
#include "emit/accessor.h"

static const char get_template[] =
    "static inline slot_value $class$_get_$slot$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    const uint64_t code = $load$;\n"
    "    if (SLOT_CHECKED && code == 0) {\n"
    "        slot_refuse_unset(&$record$_class, $record$_SLOT_$slot$);\n"
    "    }\n"
    "    return slot_any_value(&$record$_class, code);\n"
    "}\n\n";

/* A bad index is said with the index, before the value is looked at. */
static const char try_get_template[] =
    "static inline slot_status $class$_try_get_$slot$(const $class$ *self$parameters$, slot_value *out)\n"
    "{\n"
    "$guard_try$"
    "    if (!$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        return SLOT_EUNSET;\n"
    "    }\n"
    "    const slot_value value = slot_any_value(&$record$_class, $load$);\n"
    "    if (value.kind == SLOT_VALUE_UNSET) {\n"
    "        return SLOT_EUNSET;\n"
    "    }\n"
    "    *out = value;\n"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline slot_value $class$_get_$slot$_or(const $class$ *self$parameters$, slot_value fallback)\n"
    "{\n"
    "    slot_value value = fallback;\n"
    "    SLOT_CAST(void, $class$_try_get_$slot$(self$arguments$, &value));\n"
    "    return value;\n"
    "}\n\n";

static const char set_template[] =
    "static inline slot_status $class$_try_set_$slot$($class$ *self$parameters$, slot_value value)\n"
    "{\n"
    "$guard_try$"
    "    uint64_t code = 0;\n"
    "    const slot_status status = slot_any_box(&$record$_class, value, &code);\n"
    "    if (status != SLOT_OK) {\n"
    "        return status;\n"
    "    }\n"
    "$enter$"
    "    $class$_put_$slot$(self$arguments$, code);\n"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$($class$ *self$parameters$, slot_value value)\n"
    "{\n"
    "$guard_set$"
    "    const slot_status status = $class$_try_set_$slot$(self$arguments$, value);\n"
    "    if (SLOT_CHECKED && status != SLOT_OK) {\n"
    "        slot_refuse_value(&$record$_class, &value, status, $record$_SLOT_$slot$);\n"
    "    }\n"
    "}\n\n";

static const char typed_get_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "    const slot_value value = $class$_get_$slot$(self$arguments$);\n"
    "    if (SLOT_CHECKED && value.kind != $kind$ && value.kind != SLOT_VALUE_UNSET) {\n"
    "        slot_refuse_value(&$record$_class, &value, SLOT_ETYPE, $record$_SLOT_$slot$);\n"
    "    }\n"
    "    return value.kind == $kind$ ? value.as.$member$ : $lowest$;\n"
    "}\n\n";

static const char typed_set_template[] =
    "static inline void $class$_set_$slot$$suffix$($class$ *self$parameters$, $type$value)\n"
    "{\n"
    "    $class$_set_$slot$(self$arguments$, $make$(value));\n"
    "}\n\n";

static const struct typed {
    const char *suffix;
    const char *type;
    const char *kind;
    const char *member;
    const char *lowest;
    const char *make;
} typed[] = {
    {"_int", "int64_t ", "SLOT_VALUE_INT", "integer", "0", "slot_from_int"},
    {"_float", "double ", "SLOT_VALUE_FLOAT", "real", "0.0", "slot_from_float"},
    {"_bool", "bool ", "SLOT_VALUE_BOOL", "truth", "false", "slot_from_bool"},
};

static void emit_typed(struct accessor *accessor, const struct typed *row)
{
    const struct hole holes[] = {{"class", accessor->class->c_name},
                                 {"record", accessor_record(accessor->class)},
                                 {"slot", accessor->slot->c_name},
                                 {"parameters", text_chars(&accessor->parameters)},
                                 {"arguments", text_chars(&accessor->arguments)},
                                 {"suffix", row->suffix},
                                 {"type", row->type},
                                 {"kind", row->kind},
                                 {"member", row->member},
                                 {"lowest", row->lowest},
                                 {"make", row->make},
                                 {NULL, NULL}};
    text_fill(accessor->out, typed_get_template, holes);
    if (!accessor->slot->is_read_only) text_fill(accessor->out, typed_set_template, holes);
}

void accessor_box(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    accessor_guard_unset(accessor);
    accessor_has(accessor);
    accessor_fill(accessor, get_template);
    if (slot->optional) accessor_fill(accessor, try_get_template); /* a whole array: its elements may be unset too */
    else accessor_optional_getters(accessor);
    if (!slot->is_read_only) {
        accessor_put(accessor);
        accessor_clear(accessor);
        accessor_fill(accessor, set_template);
    }
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) emit_typed(accessor, &typed[i]);
}
