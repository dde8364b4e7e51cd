/* SPDX-License-Identifier: MIT */
/*
 * The accessors of slots with a code, and what other kinds have in common with them. Templates first, then which of
 * them a slot gets: that depends on whether it is optional and how it says "unset" (a code of its own, a presence bit,
 * a number of the program's own).
 */
#include "emit/accessor.h"

static const char has_template[] =
    "static inline bool $class$_has_$slot$(const $class$ *self$outer$)\n"
    "{\n"
    "$guard_has$"
    "    return $is_there$;\n"
    "}\n\n";

static const char get_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    return $value_of_load$;\n"
    "}\n\n";

/* A slot of one value has no bits to read. */
static const char get_nothing_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    SLOT_CAST(void, self);\n"
    "    return $value_of_load$;\n"
    "}\n\n";

/* An optional slot whose code 0 is unset. */
static const char get_niche_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    const $word$ code = $load$;\n"
    "    if (SLOT_CHECKED && code == 0) {\n"
    "        slot_refuse_unset(&$record$_class, $record$_SLOT_$slot$);\n"
    "        return $lowest$;\n"
    "    }\n"
    "    return $value_of_code$;\n"
    "}\n\n";

/* An optional slot with a presence bit. */
static const char get_presence_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    if (SLOT_CHECKED && !$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        slot_refuse_unset(&$record$_class, $record$_SLOT_$slot$);\n"
    "        return $lowest$;\n"
    "    }\n"
    "    return $value_of_load$;\n"
    "}\n\n";

/* Unset reads as the program's own number. */
static const char get_sentinel_niche_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    const $word$ code = $load$;\n"
    "    return code == 0 ? $record$_$slot$_UNSET : $value_of_code$;\n"
    "}\n\n";

static const char get_sentinel_presence_template[] =
    "static inline $type$$class$_get_$slot$$suffix$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "    return $class$_has_$slot$(self$outer_arguments$) ? $value_of_load$ : $record$_$slot$_UNSET;\n"
    "}\n\n";

static const char optional_get_template[] =
    "static inline slot_status $class$_try_get_$slot$(const $class$ *self$parameters$, $type$*out)\n"
    "{\n"
    "$guard_try$"
    "    if (!$class$_has_$slot$(self$outer_arguments$)) {\n"
    "        return SLOT_EUNSET;\n"
    "    }\n"
    "    *out = $class$_get_$slot$(self$arguments$);\n"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline $type$$class$_get_$slot$_or(const $class$ *self$parameters$, $type$fallback)\n"
    "{\n"
    "    return $class$_has_$slot$(self$outer_arguments$) ? $class$_get_$slot$(self$arguments$) : fallback;\n"
    "}\n\n";

/* Stores a code: what the setters below come down to. */
static const char put_template[] =
    "static inline void $class$_put_$slot$($class$ *self$parameters$, $word$ code)\n"
    "{\n"
    "$unused$"
    "    $store$;\n"
    "$mark$"
    "}\n\n";

/* A slot of one value has no bits to store. */
static const char put_nothing_template[] =
    "static inline void $class$_put_$slot$($class$ *self$parameters$, $word$ code)\n"
    "{\n"
    "    SLOT_CAST(void, self);\n"
    "    SLOT_CAST(void, code);\n"
    "$unused$"
    "$mark$"
    "}\n\n";

static const char clear_niche_template[] =
    "static inline void $class$_clear_$slot$($class$ *self$outer$)\n"
    "{\n"
    "$guard_clear$"
    "    $class$_put_$slot$(self$arguments$, 0);\n"
    "}\n\n";

static const char clear_presence_template[] =
    "static inline void $class$_clear_$slot$($class$ *self$outer$)\n"
    "{\n"
    "$guard_clear$"
    "    $class$_put_$slot$(self$arguments$, 0);\n"
    "$unmark$"
    "}\n\n";

/* An array that is optional as a whole. */
static const char clear_array_template[] =
    "static inline void $class$_clear_$slot$($class$ *self$outer$)\n"
    "{\n"
    "$guard_clear$"
    "$zero$"
    "$unmark$"
    "}\n\n";

/* An optional inline class: with its slots. */
static const char clear_group_template[] =
    "static inline void $class$_clear_$slot$($class$ *self$outer$)\n"
    "{\n"
    "$guard_clear$"
    "$zero$"
    "    $class$_put_$slot$(self$outer_arguments$, 0);\n"
    "}\n\n";

static const char set_template[] =
    "static inline slot_status $class$_try_set_$slot$$suffix$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "$guard_try$"
    "    const uint64_t code = $code$;\n"
    "    if ($refused$) {\n"
    "        return SLOT_ERANGE;\n"
    "    }\n"
    "$enter$"
    "    $class$_put_$slot$(self$arguments$, $narrow_code$);\n"
    "$clear_unset$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_set_$slot$$suffix$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "$guard_set$"
    "    const uint64_t code = $code$;\n"
    "    if (SLOT_CHECKED && $refused_operand$) {\n"
    "        $refuse$(&$record$_class, $refused_value$, $record$_SLOT_$slot$);\n"
    "        return;\n"
    "    }\n"
    "$enter$"
    "    $class$_put_$slot$(self$arguments$, $narrow_code$);\n"
    "$clear_unset$"
    "}\n\n";

/* The slot holds every value of its type. */
static const char set_any_template[] =
    "static inline void $class$_set_$slot$$suffix$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "$guard_set$"
    "    const uint64_t code = $code$;\n"
    "$enter$"
    "    $class$_put_$slot$(self$arguments$, $narrow_code$);\n"
    "}\n\n"
    "static inline slot_status $class$_try_set_$slot$$suffix$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "$guard_try$"
    "    $class$_set_$slot$(self$arguments$, value);\n"
    "    return SLOT_OK;\n"
    "}\n\n";

static const char test_template[] =
    "/* Whether all flags of `mask` are set. */\n"
    "static inline bool $class$_test_$slot$(const $class$ *self$parameters$, $type$mask)\n"
    "{\n"
    "    return ($flags$ & mask) == mask;\n"
    "}\n\n";

static const char add_template[] =
    "static inline void $class$_add_$slot$($class$ *self$parameters$, $type$mask)\n"
    "{\n"
    "    $class$_set_$slot$(self$arguments$, $flags$ | mask);\n"
    "}\n\n";

static const char remove_template[] =
    "static inline void $class$_remove_$slot$($class$ *self$parameters$, $type$mask)\n"
    "{\n"
    "    $class$_set_$slot$(self$arguments$, $flags$ & ~mask);\n"
    "}\n\n";

/* Of an unset slot nothing can be removed. */
static const char remove_optional_template[] =
    "static inline void $class$_remove_$slot$($class$ *self$parameters$, $type$mask)\n"
    "{\n"
    "    if ($class$_has_$slot$(self$outer_arguments$)) {\n"
    "        $class$_set_$slot$(self$arguments$, $flags$ & ~mask);\n"
    "    }\n"
    "}\n\n";

static const char *choose_get(const struct model_slot *slot)
{
    const bool is_optional = slot->optional || slot->element_optional;
    if (!is_optional) return slot->encoding.width == 0 ? get_nothing_template : get_template;
    if (slot->encoding.presence_bit) {
        return slot->has_sentinel ? get_sentinel_presence_template : get_presence_template;
    }
    return slot->has_sentinel ? get_sentinel_niche_template : get_niche_template;
}

void accessor_getter(struct accessor *accessor)
{
    accessor_fill(accessor, choose_get(accessor->slot));
}

void accessor_optional_getters(struct accessor *accessor)
{
    accessor_fill(accessor, optional_get_template);
}

void accessor_has(struct accessor *accessor)
{
    accessor_fill(accessor, has_template);
}

void accessor_put(struct accessor *accessor)
{
    accessor_fill(accessor, accessor->slot->encoding.width == 0 ? put_nothing_template : put_template);
}

void accessor_setters(struct accessor *accessor)
{
    accessor_fill(accessor, accessor->refused.length > 0 ? set_template : set_any_template);
}

void accessor_clear(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    if (slot->type.kind == TYPE_GROUP) accessor_fill(accessor, clear_group_template);
    else if (model_is_blob(slot->type.kind) || (slot->optional && slot->own_dims > 0)) {
        accessor_fill(accessor, clear_array_template);
    } else accessor_fill(accessor, slot->encoding.presence_bit ? clear_presence_template : clear_niche_template);
}

void accessor_coded(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    const bool may_be_unset = accessor_may_be_unset(slot);
    const bool is_set_by_arms = slot->tells != NULL && slot->tells->kind == CHOICE_BY;
    if (may_be_unset) accessor_has(accessor);
    accessor_getter(accessor);
    if (may_be_unset) accessor_optional_getters(accessor);
    if (!slot->is_read_only || (is_set_by_arms && !accessor->is_fixed)) {
        accessor_put(accessor);
    }
    if (!slot->is_read_only) {
        if (slot->optional || slot->element_optional) accessor_clear(accessor);
        accessor_setters(accessor);
    }
    if (slot->is_own && !slot->is_read_only && accessor->class->record == NULL) accessor_pointer(accessor);
    if (slot->is_counter && !slot->is_read_only) accessor_counter(accessor);
    if (slot->type.kind != TYPE_FLAGS) return;
    accessor_fill(accessor, test_template);
    if (slot->is_read_only) return;
    accessor_fill(accessor, add_template);
    accessor_fill(accessor, may_be_unset ? remove_optional_template : remove_template);
}
