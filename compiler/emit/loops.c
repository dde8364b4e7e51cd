/* SPDX-License-Identifier: MIT */
/* Loops over the elements of an array; see loops.h. */
#include "emit/loops.h"

#include "emit/expr.h"

void loops_margin(struct text *text, size_t depth)
{
    for (size_t i = 0; i < depth; i++) text_string(text, "    ");
}

void loops_open_behind(struct text *text, size_t depth, const struct model_dim *dims, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *index = expr_index(first + i);
        loops_margin(text, depth + i);
        text_strings(text, "for (size_t ", index, " = 0; ", index, " < ", NULL);
        text_uint(text, dims[i].count);
        text_strings(text, "; ", index, "++) {\n", NULL);
    }
}

void loops_open(struct text *text, size_t depth, const struct model_dim *dims, size_t count)
{
    loops_open_behind(text, depth, dims, 0, count);
}

void loops_close(struct text *text, size_t depth, size_t count)
{
    for (size_t i = count; i > 0; i--) {
        loops_margin(text, depth + i - 1);
        text_string(text, "}\n");
    }
}

void loops_number(struct text *text, const struct model_dim *dims, size_t count)
{
    for (size_t i = 2; i < count; i++) text_string(text, "(");
    text_string(text, expr_index(0));
    for (size_t i = 1; i < count; i++) {
        text_string(text, " * ");
        text_uint(text, dims[i].count);
        text_strings(text, " + ", expr_index(i), i + 1 < count ? ")" : "", NULL);
    }
}
