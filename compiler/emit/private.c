/* SPDX-License-Identifier: MIT */
/* The private header from top to bottom: the accessors of @private slots, behind the public header; see emit.h. */
#include "emit/accessor.h"
#include "emit/parts.h"

static const char opening_template[] =
    "/* $file$.private.slots.h: written by slotgen from $file$.slots; change that, not this. */\n"
    "#ifndef $guard$\n"
    "#define $guard$\n"
    "\n";

static const char begin_template[] =
    "\n"
    "#ifdef __cplusplus\n"
    "extern \"C\" {\n"
    "#endif\n"
    "\n";

static const char closing_template[] =
    "#ifdef __cplusplus\n"
    "}\n"
    "#endif\n"
    "\n"
    "#endif\n";

void emit_private(struct text *text, const struct model *model, const struct emit_options *options)
{
    struct text guard = {0};
    part_guard(&guard, model, "_PRIVATE_SLOTS_H_");
    const struct hole holes[] = {{"file", model->base_name}, {"guard", text_chars(&guard)}, {NULL, NULL}};
    text_fill(text, opening_template, holes);
    if (!options->standalone) part_own_include(text, model, model);
    text_fill(text, begin_template, holes);
    struct accessor accessor = {.out = text};
    for (size_t i = 0; i < model->class_count; i++) {
        part_private(&accessor, model->classes[i]);
        if (!model->classes[i]->has_table) continue;
        part_private(&accessor, model->classes[i]->table);
        part_table_bulk(text, model->classes[i], true);
    }
    accessor_free(&accessor);
    text_fill(text, closing_template, holes);
    text_free(&guard);
}
