/* SPDX-License-Identifier: MIT */
/* Runs of slotgen; see run.h. */
#define _XOPEN_SOURCE 700
#include "run.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOG = 9, MOST_SECONDS = 60 };

static int nameless_file(void)
{
    FILE *file = tmpfile();
    const int descriptor = file == NULL ? -1 : fcntl(fileno(file), F_DUPFD_CLOEXEC, 20);
    if (descriptor < 0) {
        perror("faults");
        exit(2);
    }
    fclose(file);
    return descriptor;
}

void faults_begin(struct faults *faults, const char *slotgen, const char *shim, const char *folder)
{
    *faults = (struct faults){slotgen, shim, folder, nameless_file(), nameless_file(), nameless_file()};
}

static char *take(int descriptor, size_t *length)
{
    const off_t size = lseek(descriptor, 0, SEEK_END);
    char *bytes = malloc((size_t)size + 1);
    if (bytes == NULL || pread(descriptor, bytes, (size_t)size, 0) != size) {
        perror("faults");
        exit(2);
    }
    bytes[size] = '\0';
    if (length != NULL) *length = (size_t)size;
    return bytes;
}

static void empty(int descriptor)
{
    if (ftruncate(descriptor, 0) != 0 || lseek(descriptor, 0, SEEK_SET) != 0) exit(2);
}

/* As in a fresh shell: under nohup(1), say, SIGHUP would be ignored, and so never end a run. */
static void reset_signals(void)
{
    static const int ending[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGXFSZ, SIGALRM};
    sigset_t none;
    sigemptyset(&none);
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) signal(ending[i], SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

_Noreturn static void become(const struct faults *faults, const char *const *words, const char *plan)
{
    char *arguments[20] = {(char *)(size_t)faults->slotgen};
    for (size_t i = 0; i < 18 && words[i] != NULL; i++) arguments[i + 1] = (char *)(size_t)words[i];
    if (chdir(faults->folder) != 0 || dup2(faults->out, 1) < 0 || dup2(faults->err, 2) < 0 ||
        dup2(faults->log, LOG) < 0)
        _exit(126);
    reset_signals();
    if (plan != NULL && (setenv("FAULTS", plan, 1) != 0 || setenv("LD_PRELOAD", faults->shim, 1) != 0)) _exit(126);
    alarm(MOST_SECONDS);
    execv(faults->slotgen, arguments);
    _exit(127);
}

void faults_run(const struct faults *faults, const char *const *words, const char *plan, struct outcome *outcome)
{
    int status = 0;
    empty(faults->out);
    empty(faults->err);
    empty(faults->log);
    const pid_t child = fork();
    if (child == 0) become(faults, words, plan);
    if (child < 0 || waitpid(child, &status, 0) != child) {
        perror("faults");
        exit(2);
    }
    *outcome = (struct outcome){.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                                .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0};
    outcome->out = take(faults->out, &outcome->out_length);
    outcome->err = take(faults->err, NULL);
    outcome->log = take(faults->log, NULL);
    outcome->came = strchr(outcome->log, '!') != NULL;
}

void outcome_free(struct outcome *outcome)
{
    free(outcome->out);
    free(outcome->err);
    free(outcome->log);
}

bool outcome_says_one_line(const struct outcome *outcome)
{
    static const char begin[] = "slotgen: error: ";
    const char *end = strchr(outcome->err, '\n');
    return strncmp(outcome->err, begin, sizeof begin - 1) == 0 && end != NULL && end[1] == '\0';
}
