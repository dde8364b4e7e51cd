/* SPDX-License-Identifier: MIT */
/* Named types as C typedefs with their constants. Of arrays there are the constants only: C has no values of them. */
#include "emit/expr.h"
#include "emit/parts.h"

static const char alias_template[] = "typedef $tag$$type$$blank$$name$;\n";
static const char alias_limits_template[] =
    "#define $name$_MIN $low$\n"
    "#define $name$_MAX $high$\n";
static const char alias_step_template[] = "#define $name$_STEP $step$\n";

static void emit_alias(struct text *text, const struct model_alias *alias)
{
    struct model_slot slot = {.type = alias->type, .has_sentinel = alias->has_sentinel, .sentinel = alias->sentinel};
    const char *type = expr_value_type(&slot);
    struct text low = {0};
    struct text high = {0};
    struct text step = {0};
    if (alias->type.kind == TYPE_INT) {
        expr_constant(&low, alias->type.low, type);
        expr_constant(&high, alias->type.high, type);
        expr_unsigned(&step, alias->type.step);
    } else if (alias->type.kind == TYPE_STEPS) {
        expr_double(&low, ratio_to_double(alias->type.scale.low));
        expr_double(&high, ratio_to_double(alias->type.scale.high));
        expr_double(&step, ratio_to_double(alias->type.scale.step));
    }
    const bool has_step = alias->type.kind == TYPE_STEPS || (alias->type.kind == TYPE_INT && alias->type.step > 1);
    const struct hole holes[] = {{"name", alias->c_name},
                                 {"tag", alias->type.kind == TYPE_CLASS ? "struct " : ""},
                                 {"type", type},
                                 {"blank", expr_blank(type)},
                                 {"step", text_chars(&step)},
                                 {"low", text_chars(&low)},
                                 {"high", text_chars(&high)},
                                 {NULL, NULL}};
    part_doc_comment(text, alias->doc);
    if (!alias->is_array) text_fill(text, alias_template, holes);
    if (low.length > 0) text_fill(text, alias_limits_template, holes);
    if (has_step) text_fill(text, alias_step_template, holes);
    text_string(text, "\n");
    text_free(&low);
    text_free(&high);
    text_free(&step);
}

void part_aliases(struct text *text, const struct model *model)
{
    for (size_t i = 0; i < model->alias_count; i++) emit_alias(text, model->aliases[i]);
}
