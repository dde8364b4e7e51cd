/* SPDX-License-Identifier: MIT */
/* Paths to files; see target.h. */
#define _XOPEN_SOURCE 700
#include "write/target.h"

#include "support/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TRIES = 1000 };

/* The folder of a path that is not there yet, with links followed, and its last part; NULL with errno set. */
static char *resolve_new(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    struct text folder = {0};
    text_append(&folder, slash != NULL ? path : ".", slash != NULL ? (size_t)(slash - path) + 1 : 1);
    char *resolved = realpath(text_chars(&folder), NULL);
    const int reason = errno;
    text_free(&folder);
    errno = reason;
    if (resolved == NULL) return NULL;
    struct text target = {0};
    text_strings(&target, resolved, strcmp(resolved, "/") == 0 ? "" : "/", name, NULL);
    free(resolved);
    return target.bytes;
}

const char *target_find(struct target *target, const char *path)
{
    struct stat info;
    const mode_t mask = umask(0);
    umask(mask);
    target->mode = 0666 & ~mask;
    if (lstat(path, &info) != 0) {
        if (errno != ENOENT) return strerror(errno);
        target->path = resolve_new(path);
        return target->path == NULL ? strerror(errno) : NULL;
    }
    target->path = realpath(path, NULL);
    if (target->path == NULL) return strerror(errno);
    if (stat(target->path, &info) != 0) return strerror(errno);
    if (!S_ISREG(info.st_mode)) return "it is there and is not a regular file";
    if (access(target->path, W_OK) != 0) return strerror(errno);
    target->mode = info.st_mode & 0777;
    target->owner = info.st_uid;
    target->group = info.st_gid;
    target->exists = true;
    target->is_ours = info.st_uid == geteuid();
    return NULL;
}

/* A name beside the target that no schema has: ".slotgen-123-7.tmp" of output 7, then ".slotgen-123-7-1.tmp". */
static char *name_beside(const struct target *target, unsigned attempt, const char *suffix)
{
    const char *slash = strrchr(target->path, '/');
    struct text name = {0};
    text_append(&name, target->path, slash != NULL ? (size_t)(slash - target->path) + 1 : 0);
    text_string(&name, ".slotgen-");
    text_uint(&name, (uint64_t)getpid());
    text_string(&name, "-");
    text_uint(&name, target->number);
    if (attempt > 0) {
        text_string(&name, "-");
        text_uint(&name, attempt);
    }
    text_string(&name, suffix);
    return name.bytes;
}

int target_open(const char *path, int flags, mode_t mode)
{
    int descriptor;
    do descriptor = open(path, flags | O_CLOEXEC, mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

/*
 * The temporary takes after the file that it replaces: its mode, and its owner and group as far as this user may give
 * files away. The umask is for new files.
 */
static bool keep_permissions(int descriptor, const struct target *target)
{
    struct stat info;
    if (fstat(descriptor, &info) != 0) return false;
    if ((info.st_uid != target->owner || info.st_gid != target->group) &&
        fchown(descriptor, target->owner, target->group) != 0)
        (void)!fchown(descriptor, (uid_t)-1, target->group);
    return (info.st_mode & 07777) == target->mode || fchmod(descriptor, target->mode) == 0;
}

int target_create(struct target *target)
{
    for (unsigned attempt = 0; attempt < MOST_TRIES; attempt++) {
        char *name = name_beside(target, attempt, ".tmp");
        const int descriptor = target_open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, target->mode);
        int reason = errno;
        if (descriptor >= 0) {
            target->temporary = name;
            if (!target->exists || keep_permissions(descriptor, target)) return descriptor;
            reason = errno;
            close(descriptor);
            errno = reason;
            return -1;
        }
        free(name);
        errno = reason;
        if (reason != EEXIST) break;
    }
    return -1;
}

void target_back_up(struct target *target)
{
    for (unsigned attempt = 0; target->exists && target->is_ours && attempt < MOST_TRIES; attempt++) {
        char *name = name_beside(target, attempt, ".old");
        if (link(target->path, name) == 0) {
            target->backup = name;
            return;
        }
        const int reason = errno;
        free(name);
        if (reason != EEXIST) return;
    }
}

void target_free(struct target *target)
{
    free(target->path);
    free(target->temporary);
    free(target->backup);
}
