/* SPDX-License-Identifier: MIT */
/*
 * which_ and switch_ of a oneof. The tag, or the slot that it is told apart by, is taken for an enum of the arms here:
 * the codes of both are the same.
 */
#include "emit/accessor.h"
#include "emit/expr.h"

#include <string.h>

static const char which_template[] =
    "/* The arm that is there. */\n"
    "static inline $enum$ $class$_which_$choice$(const $class$ *self$parameters$)\n"
    "{\n"
    "$guard_get$"
    "$none$"
    "$unused$"
    "    return $value$;\n"
    "}\n\n";

static const char none_template[] =
    "    if ($is_unset$) {\n"
    "        return $none_value$;\n"
    "    }\n";

/* The bits of an arm may have been another's. */
static const char switch_template[] =
    "/* Makes an arm the one that is there, its slots unset or at their lowest values; SLOT_ERANGE for no arm. */\n"
    "static inline slot_status $class$_try_switch_$choice$($class$ *self$parameters$, $enum$ arm)\n"
    "{\n"
    "$guard_try$"
    "    const uint64_t code = $code$;\n"
    "    if ($refused$) {\n"
    "        return SLOT_ERANGE;\n"
    "    }\n"
    "$enter$"
    "$zero$"
    "    $class$_put_$tag$(self$arguments$, $narrow_code$);\n"
    "$clear_none$"
    "    return SLOT_OK;\n"
    "}\n\n"
    "static inline void $class$_switch_$choice$($class$ *self$parameters$, $enum$ arm)\n"
    "{\n"
    "$guard_set$"
    "    const slot_status status = $class$_try_switch_$choice$(self$arguments$, arm);\n"
    "    if (SLOT_CHECKED && status != SLOT_OK) {\n"
    "        slot_refuse_int(&$record$_class, arm, $record$_SLOT_$tag$);\n"
    "    }\n"
    "}\n\n";

static const char clear_none_template[] =
    "    if (arm == $none_value$) {\n"
    "    $unmark$"
    "    }\n";

/* What stands in the holes of one oneof. */
#define CHOICE_TEXTS(X)                                                                                                \
    X(parameters)                                                                                                      \
    X(arguments)                                                                                                       \
    X(guard_get)                                                                                                       \
    X(guard_set)                                                                                                       \
    X(guard_try)                                                                                                       \
    X(is_unset)                                                                                                        \
    X(none_value)                                                                                                      \
    X(none)                                                                                                            \
    X(unused)                                                                                                          \
    X(value)                                                                                                           \
    X(code)                                                                                                            \
    X(narrow_code)                                                                                                     \
    X(refused)                                                                                                         \
    X(enter)                                                                                                           \
    X(zero)                                                                                                            \
    X(unmark)                                                                                                          \
    X(clear_none)

struct choice_texts {
#define CHOICE_ROW(name) struct text name;
    CHOICE_TEXTS(CHOICE_ROW)
#undef CHOICE_ROW
};

static void fill(struct text *text, const char *template, const struct model_class *class,
                 const struct model_choice *choice, const struct choice_texts *texts)
{
    const struct hole holes[] = {{"class", class->c_name},
                                 {"record", accessor_record(class)},
                                 {"choice", choice->c_name},
                                 {"tag", class->slots[choice->tag].c_name},
                                 {"enum", choice->enumeration->c_name},
#define CHOICE_ROW(name) {#name, text_chars(&texts->name)},
                                 CHOICE_TEXTS(CHOICE_ROW)
#undef CHOICE_ROW
                                     {NULL, NULL}};
    text_fill(text, template, holes);
}

static void describe_guards(struct choice_texts *texts, const struct model_class *class,
                            const struct model_choice *choice)
{
    const struct model_slot *tag = &class->slots[choice->tag];
    const char *lowest = choice->optional ? text_chars(&texts->none_value) : choice->enumeration->sorted[0]->c_name;
    struct text leave = {0};
    text_strings(&leave, " ", lowest, NULL);
    accessor_guard_indices(&texts->guard_get, class, tag->c_name, tag->dims, tag->dim_count, text_chars(&leave));
    accessor_guard_indices(&texts->guard_set, class, tag->c_name, tag->dims, tag->dim_count, "");
    accessor_guard_status(&texts->guard_try, tag->dims, tag->dim_count);
    accessor_guard_arm(&texts->guard_get, class, tag->c_name, choice->arm, lowest);
    text_free(&leave);
}

/* `tag` is the tag with the enum of the arms for its type. */
static void describe_value(struct choice_texts *texts, const struct model_slot *tag)
{
    struct text load = {0};
    expr_load(&load, tag);
    expr_decode(&texts->value, tag, text_chars(&load), expr_is_wide(tag));
    if (tag->encoding.width == 0) text_string(&texts->unused, "    SLOT_CAST(void, self);\n");
    text_string(&texts->narrow_code, expr_is_wide(tag) ? "code" : "SLOT_CAST(uint32_t, code)");
    text_free(&load);
}

static void describe_codes(struct choice_texts *texts, const struct model_choice *choice, const struct model_slot *tag)
{
    const char *none_value = text_chars(&texts->none_value);
    struct text refused = {0};
    expr_refuse(&refused, tag, "code", "arm");
    if (choice->optional) {
        text_strings(&texts->code, "arm == ", none_value, " ? 0u : ", NULL);
        text_strings(&texts->refused, "arm != ", none_value, " && ", NULL);
        expr_operand(&texts->refused, text_chars(&refused));
    } else {
        text_string(&texts->refused, text_chars(&refused));
    }
    expr_encode(&texts->code, tag, "arm");
    text_free(&refused);
}

void accessor_choice(struct text *text, const struct model_class *class, const struct model_choice *choice,
                     bool is_fixed)
{
    struct choice_texts texts;
    memset(&texts, 0, sizeof texts);
    struct model_slot tag = class->slots[choice->tag];
    tag.type = (struct model_type){.kind = TYPE_ENUM, .enumeration = choice->enumeration};
    text_strings(&texts.none_value, choice->enumeration->c_name, "_NONE", NULL);
    expr_index_parameters(&texts.parameters, tag.dims, tag.dim_count);
    expr_index_arguments(&texts.arguments, tag.dims, tag.dim_count);
    describe_guards(&texts, class, choice);
    describe_value(&texts, &tag);
    describe_codes(&texts, choice, &tag);
    accessor_enter(&texts.enter, class, choice->arm);
    accessor_zero_arms(&texts.zero, class, choice, tag.dim_count);
    if (choice->optional) expr_is_unset(&texts.is_unset, &tag);
    /* Code 0 of a tag of its own is NONE by itself: -1. */
    if (choice->optional && choice->kind == CHOICE_BY) fill(&texts.none, none_template, class, choice, &texts);
    if (choice->optional && tag.encoding.presence_bit) {
        expr_unmark(&texts.unmark, &tag);
        fill(&texts.clear_none, clear_none_template, class, choice, &texts);
    }
    fill(text, which_template, class, choice, &texts);
    if (!is_fixed) fill(text, switch_template, class, choice, &texts);
#define CHOICE_ROW(name) text_free(&texts.name);
    CHOICE_TEXTS(CHOICE_ROW)
#undef CHOICE_ROW
}
