/* SPDX-License-Identifier: MIT */
/* Single-stepping a child: see steps.h. */
#define _GNU_SOURCE
#include "steps.h"

#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_mark(pid_t child)
{
    siginfo_t info;
    return ptrace(PTRACE_GETSIGINFO, child, NULL, &info) == 0 && info.si_code == SI_KERNEL;
}

bool steps_count(void (*child)(void), void (*take)(unsigned long count))
{
    int status;
    const pid_t pid = fork();
    if (pid < 0) return false;
    if (pid == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) _exit(1);
        raise(SIGSTOP);
        child();
        _exit(0);
    }
    if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) return false;
    bool inside = false;
    unsigned long count = 0;
    for (;;) {
        if (ptrace(inside ? PTRACE_SINGLESTEP : PTRACE_CONT, pid, NULL, NULL) != 0) return false;
        if (waitpid(pid, &status, 0) != pid) return false;
        if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 && !inside;
        if (!WIFSTOPPED(status) || WSTOPSIG(status) != SIGTRAP) return false;
        if (is_mark(pid)) {
            if (inside) take(count);
            inside = !inside;
            count = 0;
        } else {
            count++;
        }
    }
}
