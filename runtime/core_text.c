/* SPDX-License-Identifier: MIT-0 */
/* Text in records: bytes of UTF-8 without NUL, padded with zeros. */
#include "core_code.h"

APART size_t slot_code_character(const unsigned char *at, size_t length)
{
    const unsigned first = at[0];
    if (first < 0x80) return first == 0 ? 0 : 1;
    const size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first < 0xc2 || first > 0xf4 || length < size) return 0;
    /* What the second byte may be keeps out overlong forms, surrogates and what is beyond U+10FFFF. */
    const unsigned low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (at[1] < low || at[1] > high) return 0;
    for (size_t i = 2; i < size; i++)
        if ((at[i] & 0xc0) != 0x80) return 0;
    return size;
}

bool slot_text_fits(const char *data, size_t length, size_t size)
{
    if (length > size || (data == NULL && length > 0)) return false;
    const unsigned char *const bytes = (const unsigned char *)data;
    for (size_t i = 0; i < length;) {
        const size_t taken = slot_code_character(bytes + i, length - i);
        if (taken == 0) return false;
        i += taken;
    }
    return true;
}

size_t slot_text_length(const unsigned char *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] == 0) size--;
    return size;
}

void slot_code_move(unsigned char *to, const void *from, size_t size)
{
    if (to == from) return;
#if defined(__GNUC__)
    if (size > 0) __builtin_memmove(to, from, size);
#else
    if (size > 0) memmove(to, from, size);
#endif
}

void slot_store_text(unsigned char *bytes, size_t size, const char *data, size_t length)
{
    if (length > size) length = size;
    slot_code_move(bytes, data, length);
    slot_zero(bytes + length, size - length);
}

size_t slot_copy_text(const unsigned char *bytes, size_t size, char *buffer, size_t room)
{
    const size_t length = slot_text_length(bytes, size);
    if (room == 0) return length;
    const size_t copied = length < room ? length : room - 1;
    slot_code_move((unsigned char *)buffer, bytes, copied);
    buffer[copied] = '\0';
    return length;
}

size_t slot_copy_bytes(const unsigned char *bytes, size_t size, void *buffer, size_t room)
{
    slot_code_move((unsigned char *)buffer, bytes, size < room ? size : room);
    return size;
}
