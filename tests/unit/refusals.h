/* SPDX-License-Identifier: MIT */
/* What checked accessors come to when they refuse: the library's slot_violation writes a line and aborts. */
#ifndef SLOTGEN_TESTS_REFUSALS_H
#define SLOTGEN_TESTS_REFUSALS_H

#include <stddef.h>

/* Runs `refuse` in a process of its own, checks that it aborts, and gives what it wrote to stderr. */
void catch_refusal(void (*refuse)(void), char *text, size_t size);

#endif
