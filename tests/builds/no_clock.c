/* SPDX-License-Identifier: MIT */
/* Loaded before the C library (LD_PRELOAD): a program that asks for the date, the time, or random numbers ends at once. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void refuse(const char *function)
{
    fprintf(stderr, "%s was called\n", function);
    _Exit(99);
}

time_t time(time_t *out)
{
    (void)out;
    refuse("time");
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    (void)now;
    (void)zone;
    refuse("gettimeofday");
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    (void)clock;
    (void)now;
    refuse("clock_gettime");
}

clock_t clock(void)
{
    refuse("clock");
}

int rand(void)
{
    refuse("rand");
}

long random(void)
{
    refuse("random");
}

ssize_t getrandom(void *buffer, size_t size, unsigned flags)
{
    (void)buffer;
    (void)size;
    (void)flags;
    refuse("getrandom");
}
