/* SPDX-License-Identifier: MIT */
/* Records as words; see words.h. */
#include "emit/words.h"

#include "emit/expr.h"

#include <string.h>

enum { LONGEST_LINE = 80 };

uint32_t words_count(const struct model_class *class)
{
    return class->size / 8 + (class->size % 8 != 0 ? 1 : 0);
}

unsigned words_bytes(const struct model_class *class, uint32_t index)
{
    const uint32_t left = class->size - index * 8;
    return left < 8 ? left : 8;
}

static void append_address(struct text *text, uint32_t index, const char *bytes)
{
    text_string(text, bytes);
    if (index == 0) return;
    text_string(text, " + ");
    text_uint(text, (uint64_t)index * 8);
}

void words_load(struct text *text, const struct model_class *class, uint32_t index, const char *bytes)
{
    text_string(text, "slot_load");
    text_uint(text, words_bytes(class, index) * 8);
    text_string(text, "(");
    append_address(text, index, bytes);
    text_string(text, ")");
}

void words_store(struct text *text, const struct model_class *class, uint32_t index, const char *bytes,
                 const char *expression, bool is_wide)
{
    const unsigned count = words_bytes(class, index);
    const bool is_cut = is_wide && count <= 4;
    text_string(text, "    slot_store");
    text_uint(text, count * 8);
    text_string(text, "(");
    append_address(text, index, bytes);
    text_strings(text, is_cut ? ", SLOT_CAST(uint32_t, " : ", ", expression, is_cut ? "));\n" : ");\n", NULL);
}

void words_term(struct text *text, uint32_t bit, unsigned width, uint32_t index, const char *code)
{
    const uint32_t first = index * 64;
    if (width == 0 || bit + width <= first || bit >= first + 64) return;
    if (text->length > 0) {
        const char *newline = strrchr(text_chars(text), '\n');
        const size_t column = newline == NULL ? text->length + 24 : strlen(newline);
        text_string(text, column > LONGEST_LINE ? " |\n        " : " | ");
    }
    text_string(text, code);
    if (bit == first) return;
    text_string(text, bit > first ? " << " : " >> ");
    text_uint(text, bit > first ? bit - first : first - bit);
}

void words_extract(struct text *text, uint32_t bit, unsigned width)
{
    if (width == 0) {
        text_string(text, "UINT64_C(0)");
        return;
    }
    const uint32_t index = bit / 64;
    const unsigned shift = bit % 64;
    const bool straddles = shift + width > 64;
    text_string(text, straddles ? "(word" : "word");
    text_uint(text, index);
    if (shift > 0) {
        text_string(text, " >> ");
        text_uint(text, shift);
    }
    if (straddles) {
        text_string(text, " | word");
        text_uint(text, index + 1);
        text_string(text, " << ");
        text_uint(text, 64 - shift);
        text_string(text, ")");
    }
    if (width == 64 || (!straddles && shift + width == 64)) return;
    text_string(text, " & ");
    expr_mask(text, model_mask(width));
}
