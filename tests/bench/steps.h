/* SPDX-License-Identifier: MIT */
/*
 * Counts the instructions that a call executes, exactly, by single-stepping a child process. Linux on x86-64.
 *
 * The child calls steps_begin and steps_end around what it measures; the parent, in steps_count, runs the child and
 * gives each pair's count to a function. libc functions count; system calls count as one instruction.
 */
#ifndef BENCH_STEPS_H
#define BENCH_STEPS_H

#include <stdbool.h>

static inline void steps_begin(void)
{
    __asm__ volatile("int3" ::: "memory");
}

static inline void steps_end(void)
{
    __asm__ volatile("int3" ::: "memory");
}

/* Runs `child` in a child process; `take` gets the instructions between each pair of marks. False: no tracing here. */
bool steps_count(void (*child)(void), void (*take)(unsigned long count));

#endif
