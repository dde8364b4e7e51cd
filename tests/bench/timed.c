/* SPDX-License-Identifier: MIT */
/*
 * Times commands against one another: timed ROUNDS COMMAND... -- COMMAND... -- ... runs them in turn, round after
 * round, and prints for each the median of its user and system time in seconds, and its peak memory in KiB. Their
 * standard output is dropped. The first round warms the caches and does not count.
 */
#define _DEFAULT_SOURCE
#include "clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_COMMANDS = 16, MOST_ROUNDS = 101 };

static double times[MOST_COMMANDS][MOST_ROUNDS];
static long memory[MOST_COMMANDS];

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static double run(char **command, long *peak)
{
    int status;
    struct rusage usage;
    const pid_t pid = fork();
    if (pid == 0) {
        const int null = open("/dev/null", O_WRONLY);
        if (null >= 0) dup2(null, STDOUT_FILENO);
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "timed: %s failed\n", command[0]);
        exit(1);
    }
    if (usage.ru_maxrss > *peak) *peak = usage.ru_maxrss;
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int main(int argc, char **argv)
{
    char **commands[MOST_COMMANDS];
    int count = 0;
    const int asked = argc > 2 ? atoi(argv[1]) : 0;
    const int rounds = asked > MOST_ROUNDS ? MOST_ROUNDS : asked;
    if (rounds < 1) {
        fprintf(stderr, "usage: timed ROUNDS COMMAND... [-- COMMAND...]...\n");
        return 2;
    }
    for (int i = 2; i < argc && count < MOST_COMMANDS; i++) {
        commands[count++] = &argv[i];
        while (i < argc && strcmp(argv[i], "--") != 0) i++;
        argv[i] = NULL;
    }
    for (int round = -1; round < rounds; round++) {
        for (int i = 0; i < count; i++) {
            const double time = run(commands[i], &memory[i]);
            if (round >= 0) times[i][round] = time;
        }
    }
    for (int i = 0; i < count; i++) printf("%.4f %ld\n", clock_median(times[i], rounds), memory[i]);
    return 0;
}
