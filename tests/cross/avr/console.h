/* SPDX-License-Identifier: MIT */
/* The console of small.c on an AVR: the first serial line, and sleep without interrupts, which ends a simulation. */
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>

static void console_begin(void)
{
    UCSR0B = 1 << TXEN0;
}

static void console_put(char character)
{
    while ((UCSR0A & 1 << UDRE0) == 0) {
    }
    UDR0 = (uint8_t)character;
}

static void console_end(int status)
{
    (void)status;
    cli();
    sleep_mode();
}
