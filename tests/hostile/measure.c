/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and prints what it came to: measure COMMAND... gives "STATUS KILOBYTES BYTES", its exit status (128 and
 * more for a signal), the most memory that it had, and how much it wrote to stdout, which is thrown away. POSIX.
 */
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    static char buffer[1 << 16];
    int ends[2];
    unsigned long long written = 0;
    int status;
    struct rusage usage;
    ssize_t count;

    if (argc < 2 || pipe(ends) != 0) return 2;
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    close(ends[1]);
    while (child > 0 && (count = read(ends[0], buffer, sizeof buffer)) > 0) written += (unsigned long long)count;
    if (child < 0 || waitpid(child, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &usage) != 0) return 2;
    printf("%d %ld %llu\n", WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status), usage.ru_maxrss,
           written);
    return 0;
}
