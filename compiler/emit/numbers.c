/* SPDX-License-Identifier: MIT */
/* What numbers have besides get and set: counts of steps, and the saturating arithmetic of counters. */
#include "emit/accessor.h"
#include "emit/expr.h"

#include <string.h>

/* Setting the nearest value of the range. */
static const char clamp_template[] =
    "/* Sets the value of the range that is nearest. */\n"
    "static inline void $class$_clamp_$slot$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "    if (value <= $record$_$slot$_MIN) {\n"
    "        $class$_set_$slot$(self$arguments$, $record$_$slot$_MIN);\n"
    "    } else if (value >= $record$_$slot$_MAX) {\n"
    "        $class$_set_$slot$(self$arguments$, $record$_$slot$_MAX);\n"
    "    } else {\n"
    "        $class$_set_$slot$(self$arguments$, $between$);\n"
    "    }\n"
    "}\n\n";

/* A range that begins at 0 and takes unsigned numbers: nothing lies below it. */
static const char clamp_natural_template[] =
    "/* Sets the value of the range that is nearest. */\n"
    "static inline void $class$_clamp_$slot$($class$ *self$parameters$, $parameter$value)\n"
    "{\n"
    "    if (value >= $record$_$slot$_MAX) {\n"
    "        $class$_set_$slot$(self$arguments$, $record$_$slot$_MAX);\n"
    "    } else {\n"
    "        $class$_set_$slot$(self$arguments$, $between$);\n"
    "    }\n"
    "}\n\n";

static const char add_template[] =
    "/* Adds, or stops at the end of the range. */\n"
    "static inline void $class$_add_$slot$($class$ *self$parameters$, int64_t amount)\n"
    "{\n"
    "    const int64_t value = $class$_get_$slot$(self$arguments$);\n"
    "    const uint64_t above = SLOT_CAST(uint64_t, INT64_MAX) - SLOT_CAST(uint64_t, value);\n"
    "    const uint64_t below = SLOT_CAST(uint64_t, value) - SLOT_CAST(uint64_t, INT64_MIN);\n"
    "    if (amount >= 0) {\n"
    "        $class$_clamp_$slot$(self$arguments$,\n"
    "            SLOT_CAST(uint64_t, amount) > above ? INT64_MAX : value + amount);\n"
    "    } else {\n"
    "        $class$_clamp_$slot$(self$arguments$,\n"
    "            0 - SLOT_CAST(uint64_t, amount) > below ? INT64_MIN : value + amount);\n"
    "    }\n"
    "}\n\n";

static const char add_natural_template[] =
    "/* Adds, or stops at the end of the range. */\n"
    "static inline void $class$_add_$slot$($class$ *self$parameters$, uint64_t amount)\n"
    "{\n"
    "    const uint64_t value = $class$_get_$slot$(self$arguments$);\n"
    "    $class$_clamp_$slot$(self$arguments$, amount > UINT64_MAX - value ? UINT64_MAX : value + amount);\n"
    "}\n\n";

/* "value", or with steps the nearest of them, as a number of 64 bits that the range has room around. */
static void describe_between(struct text *text, const struct accessor *accessor)
{
    const struct model_type *type = &accessor->slot->type;
    const char *parameter = expr_parameter_type(accessor->slot);
    if (type->step <= 1) {
        text_string(text, "value");
        return;
    }
    const uint64_t low = type->low.bits;
    const bool is_negative = (int64_t)low < 0;
    const uint64_t distance = is_negative ? 0 - low : low;
    /* The last step ends at MAX, so that what is rounded up stays within. */
    text_strings(text, "SLOT_CAST(", parameter, ", (SLOT_CAST(uint64_t, value)", is_negative ? " + " : " - ", NULL);
    expr_unsigned(text, distance);
    text_string(text, " + ");
    expr_unsigned(text, type->step / 2);
    text_string(text, ") / ");
    expr_unsigned(text, type->step);
    text_string(text, " * ");
    expr_unsigned(text, type->step);
    text_string(text, is_negative ? " - " : " + ");
    expr_unsigned(text, distance);
    text_string(text, ")");
}

void accessor_counter(struct accessor *accessor)
{
    const bool is_natural = strcmp(expr_parameter_type(accessor->slot), "uint64_t") == 0;
    const bool has_below = !is_natural || accessor->slot->type.low.bits != 0;
    text_clear(&accessor->between);
    describe_between(&accessor->between, accessor);
    accessor_fill(accessor, has_below ? clamp_template : clamp_natural_template);
    accessor_fill(accessor, is_natural ? add_natural_template : add_template);
}

static void replace(struct text *text, const char *string)
{
    text_clear(text);
    text_string(text, string);
}

/* The same getter and setters once more, with counts of steps for values. */
void accessor_steps(struct accessor *accessor)
{
    const struct model_slot *slot = accessor->slot;
    struct text lowest = {0};
    text_strings(&lowest, accessor_record(accessor->class), "_", slot->c_name, "_MIN_STEPS", NULL);
    accessor_set_lowest(accessor, text_chars(&lowest));
    replace(&accessor->suffix, "_steps");
    replace(&accessor->type, "int64_t ");
    replace(&accessor->parameter, "int64_t ");
    replace(&accessor->refuse, "slot_refuse_int");
    text_clear(&accessor->value_of_load);
    text_clear(&accessor->value_of_code);
    text_clear(&accessor->code);
    expr_decode_count(&accessor->value_of_load, slot, text_chars(&accessor->load));
    expr_decode_count(&accessor->value_of_code, slot, "code");
    expr_encode_count(&accessor->code, slot, "value");
    accessor_getter(accessor);
    if (!slot->is_read_only) accessor_setters(accessor);
    text_free(&lowest);
}
