/* SPDX-License-Identifier: MIT */
/* Signals that wait; see signals.h. No handler runs, so there is nothing that one might interrupt. */
#define _XOPEN_SOURCE 700
#include "write/signals.h"

#include <stddef.h>

static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ};

enum { ENDING_COUNT = sizeof ending / sizeof ending[0] };

void signals_hold(struct held_signals *signals)
{
    sigemptyset(&signals->held);
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        struct sigaction action;
        /* One that is ignored would wait nevertheless and be taken for one that ends the process. */
        if (sigaction(ending[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL)
            sigaddset(&signals->held, ending[i]);
    }
    sigprocmask(SIG_BLOCK, &signals->held, &signals->before);
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        if (sigismember(&signals->before, ending[i]) == 1) sigdelset(&signals->held, ending[i]);
    }
}

bool signals_came(const struct held_signals *signals)
{
    sigset_t pending;
    if (sigpending(&pending) != 0) return false;
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        if (sigismember(&signals->held, ending[i]) == 1 && sigismember(&pending, ending[i]) == 1) return true;
    }
    return false;
}

void signals_release(const struct held_signals *signals)
{
    sigprocmask(SIG_SETMASK, &signals->before, NULL);
}
