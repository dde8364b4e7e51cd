/* SPDX-License-Identifier: MIT */
/*
 * Signals that end a process (an interrupt, a hang-up, a limit) wait while files are in the making, so that whoever is
 * at work can clear away before they strike. Those that the caller of the command ignores stay ignored.
 */
#ifndef SLOTGEN_SIGNALS_H
#define SLOTGEN_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

struct held_signals {
    sigset_t before; /* what was blocked already */
    sigset_t held;   /* what would end the process and is blocked on top of that */
};

void signals_hold(struct held_signals *signals);

/* Whether one of them has come: time to clear away. */
bool signals_came(const struct held_signals *signals);

/* Lets them strike: does not return where one has come. */
void signals_release(const struct held_signals *signals);

#endif
