/* SPDX-License-Identifier: MIT */
/* The console of small.c on ARM's bare metal, without a C library: see start.c. What compilers call is here as well. */
#include <stddef.h>

void board_put(char character);
void board_end(int status);

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    return memmove(to, from, size);
}

void *memmove(void *to, const void *from, size_t size)
{
    volatile unsigned char *const target = to;
    const unsigned char *const source = from;
    for (size_t i = 0; i < size && target <= source; i++) target[i] = source[i];
    for (size_t i = size; i > 0 && target > source; i--) target[i - 1] = source[i - 1];
    return to;
}

void *memset(void *to, int byte, size_t size)
{
    volatile unsigned char *const target = to;
    for (size_t i = 0; i < size; i++) target[i] = (unsigned char)byte;
    return to;
}

int memcmp(const void *a, const void *b, size_t size)
{
    const volatile unsigned char *const left = a;
    const unsigned char *const right = b;
    for (size_t i = 0; i < size; i++) {
        if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
    }
    return 0;
}

static void console_begin(void)
{
}

static void console_put(char character)
{
    board_put(character);
}

static void console_end(int status)
{
    board_end(status);
}
