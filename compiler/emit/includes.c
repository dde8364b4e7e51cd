/* SPDX-License-Identifier: MIT */
/* The #include lines of a header: the C headers that the schema names, and the headers of what it imports. */
#include "emit/parts.h"

static const char header_template[] = "#include \"$prefix$$file$.slots.h\"\n";

void part_own_include(struct text *text, const struct model *model, const struct model *included)
{
    const struct hole holes[] = {{"prefix", model->include_prefix}, {"file", included->base_name}, {NULL, NULL}};
    text_fill(text, header_template, holes);
}

void part_includes(struct text *text, const struct model *model)
{
    for (size_t i = 0; i < model->include_count; i++) {
        const char *name = model->includes[i];
        const bool has_brackets = name[0] == '<';
        text_strings(text, "#include ", has_brackets ? "" : "\"", name, has_brackets ? "" : "\"", "\n", NULL);
    }
    for (size_t i = 0; i < model->import_count; i++) part_own_include(text, model, model->imports[i].model);
}
