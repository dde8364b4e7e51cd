/* SPDX-License-Identifier: MIT */
/* UTF-8 read and written one character at a time; see utf8.h. */
#include "source/utf8.h"

bool utf8_is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *code_point)
{
    static const uint32_t lowest[5] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first;
    size_t size;
    uint32_t value;

    if (length == 0) return 0;
    first = (unsigned char)text[0];
    size = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 : 0;
    if (size == 0 || size > length) return 0;
    value = size == 1 ? first : first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (!utf8_is_continuation(text[i])) return 0;
        value = value << 6 | ((unsigned char)text[i] & 0x3Fu);
    }
    if (value < lowest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
    if (code_point != NULL) *code_point = value;
    return size;
}

size_t utf8_encode(uint32_t code_point, char *out)
{
    size_t size = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(unsigned char)(0x80u | (code_point & 0x3Fu));
        code_point >>= 6;
    }
    out[0] = (char)(unsigned char)(size == 1 ? code_point : (0xF00u >> size & 0xFFu) | code_point);
    return size;
}
