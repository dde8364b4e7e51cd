/* SPDX-License-Identifier: MIT */
/*
 * The few characters that are not shown as themselves.
 */
#include "check/printable.h"

#include "source/utf8.h"

static bool is_shown(uint32_t character)
{
    bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
    bool separator = character == 0x2028 || character == 0x2029;
    bool reordering = (character >= 0x200e && character <= 0x200f) || (character >= 0x202a && character <= 0x202e) ||
                      (character >= 0x2066 && character <= 0x2069);
    return !control && !separator && !reordering && character != 0xfeff;
}

bool printable_text(const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t character;
        size_t size = utf8_decode(bytes + at, length - at, &character);
        if (size == 0 || !is_shown(character)) return false;
        at += size;
    }
    return true;
}
