/* SPDX-License-Identifier: MIT */
/* The console of small.c where there is an operating system. */
#include <stdio.h>

static void console_begin(void)
{
}

static void console_put(char character)
{
    putchar(character);
}

static void console_end(int status)
{
    (void)status;
}
