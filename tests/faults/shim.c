/* SPDX-License-Identifier: MIT */
/*
 * Loaded before libc (LD_PRELOAD): makes one call of a run fail, or kills the run at it. Which one, $FAULTS says:
 *
 *   trace                  nothing fails; each call's name is written, a line each
 *   file N ACTION NUMBER   the Nth call that has to do with files
 *   memory N ACTION        the Nth allocation
 *
 * ACTION: error (NUMBER is errno), errors (from then on, all calls of that name), all (from then on, every call that
 * changes files), short (half is done), full (half, and from then on no write), zero (write returns 0), signal (NUMBER,
 * ahead of the call), kill (ahead of it), killed (behind it), torn (after half of it); memory: error or errors.
 *
 * Descriptor 9 takes the trace, and an exclamation mark when the fault has come.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LOG = 9, MOST_DESCRIPTORS = 64 };

enum action { NOTHING, ERROR, ERRORS, ALL, SHORT, FULL, ZERO, SIGNAL, KILL, KILLED, TORN };

static const char *const action_names[] = {"",     "error",  "errors", "all",    "short", "full",
                                           "zero", "signal", "kill",   "killed", "torn"};

static struct {
    bool traces;
    bool of_memory;
    long wanted;
    enum action action;
    int number;
    long calls;
    char name[16]; /* of the call that failed */
    bool came;
} plan;

__attribute__((constructor)) static void begin(void)
{
    char kind[16] = "";
    char action[16] = "";
    const char *words = getenv("FAULTS");
    if (words == NULL) return;
    sscanf(words, "%15s %ld %15s %d", kind, &plan.wanted, action, &plan.number);
    plan.traces = strcmp(kind, "trace") == 0;
    plan.of_memory = strcmp(kind, "memory") == 0;
    for (size_t i = 1; i < sizeof action_names / sizeof action_names[0]; i++) {
        if (strcmp(action, action_names[i]) == 0) plan.action = (enum action)i;
    }
}

static void say(const char *text)
{
    const int reason = errno;
    syscall(SYS_write, LOG, text, strlen(text));
    errno = reason;
}

static bool changes_files(const char *name)
{
    static const char *const names[] = {"write", "rename", "link", "unlink", "mkdir", "rmdir", "fchmod", "fchown"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0) return true;
    }
    return false;
}

/* What this call of a file's function is to do. */
static enum action next_action(const char *name)
{
    if (plan.traces) {
        say(name);
        say("\n");
    }
    if (plan.of_memory || plan.action == NOTHING) return NOTHING;
    plan.calls++;
    if (plan.calls == plan.wanted) {
        plan.came = true;
        snprintf(plan.name, sizeof plan.name, "%s", name);
        say("!");
        if (plan.action == SIGNAL) kill(getpid(), plan.number);
        if (plan.action == KILL) kill(getpid(), SIGKILL);
        if (plan.action == FULL) plan.number = ENOSPC;
        return plan.action;
    }
    if (!plan.came) return NOTHING;
    if (plan.action == ERRORS && strcmp(name, plan.name) == 0) return ERROR;
    if (plan.action == FULL && strcmp(name, "write") == 0) return ERROR;
    if (plan.action == ALL && changes_files(name)) return ERROR;
    return NOTHING;
}

static bool fails(enum action action)
{
    if (action != ERROR && action != ERRORS && action != ALL) return false;
    errno = plan.number;
    return true;
}

static void strike_behind(enum action action)
{
    if (action == KILLED || action == TORN) kill(getpid(), SIGKILL);
}

/* A function of libc as it is: `type name(parameters)`, called with `arguments`; `failure` is what it returns then. */
#define PASS(type, name, parameters, arguments, failure)                                                               \
    type name parameters                                                                                               \
    {                                                                                                                  \
        static type(*real) parameters;                                                                                 \
        if (real == NULL) *(void **)&real = dlsym(RTLD_NEXT, #name);                                                   \
        const enum action action = next_action(#name);                                                                 \
        if (fails(action)) return failure;                                                                             \
        type result = real arguments;                                                                                  \
        strike_behind(action);                                                                                         \
        return result;                                                                                                 \
    }

PASS(int, rename, (const char *old, const char *new), (old, new), -1)
PASS(int, link, (const char *old, const char *new), (old, new), -1)
PASS(int, unlink, (const char *path), (path), -1)
PASS(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)
PASS(int, rmdir, (const char *path), (path), -1)
PASS(int, fchmod, (int descriptor, mode_t mode), (descriptor, mode), -1)
PASS(int, fchown, (int descriptor, uid_t owner, gid_t group), (descriptor, owner, group), -1)
PASS(int, fstat, (int descriptor, struct stat *info), (descriptor, info), -1)
PASS(int, lstat, (const char *path, struct stat *info), (path, info), -1)
PASS(int, stat, (const char *path, struct stat *info), (path, info), -1)
PASS(int, access, (const char *path, int mode), (path, mode), -1)
PASS(off_t, lseek, (int descriptor, off_t offset, int from), (descriptor, offset, from), -1)
PASS(char *, realpath, (const char *path, char *resolved), (path, resolved), NULL)
PASS(DIR *, opendir, (const char *path), (path), NULL)
PASS(struct dirent *, readdir, (DIR * folder), (folder), NULL)

/* Files that are written: their close may fail, and must be heeded. The others' is called close_read. */
static bool is_written[MOST_DESCRIPTORS];

int close(int descriptor)
{
    const bool written = descriptor >= 0 && descriptor < MOST_DESCRIPTORS && is_written[descriptor];
    const enum action action = next_action(written ? "close" : "close_read");
    if (fails(action)) return -1;
    const int result = (int)syscall(SYS_close, descriptor);
    strike_behind(action);
    return result;
}

int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
    va_end(list);
    const enum action action = next_action("open");
    if (fails(action)) return -1;
    const int result = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (result >= 0 && result < MOST_DESCRIPTORS) is_written[result] = (flags & O_ACCMODE) != O_RDONLY;
    strike_behind(action);
    return result;
}

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    const enum action action = next_action("write");
    if (fails(action)) return -1;
    if (action == ZERO) return 0;
    if ((action == SHORT || action == FULL || action == TORN) && length > 1) length /= 2;
    const ssize_t result = (ssize_t)syscall(SYS_write, descriptor, bytes, length);
    strike_behind(action);
    return result;
}

ssize_t read(int descriptor, void *bytes, size_t length)
{
    const enum action action = next_action("read");
    if (fails(action)) return -1;
    if (action == SHORT && length > 7) length = 7;
    const ssize_t result = (ssize_t)syscall(SYS_read, descriptor, bytes, length);
    strike_behind(action);
    return result;
}

/* ---- Memory ---- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool is_out_of_memory(void)
{
    if (!plan.of_memory || ++plan.calls < plan.wanted) return false;
    if (plan.calls > plan.wanted && plan.action != ERRORS) return false;
    if (plan.calls == plan.wanted) say("!");
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return is_out_of_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_out_of_memory() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return is_out_of_memory() ? NULL : __libc_realloc(old, size);
}
