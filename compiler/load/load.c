/* SPDX-License-Identifier: MIT */
/* Files to memory; see load.h. */
#define _POSIX_C_SOURCE 200809L
#include "load/load.h"

#include "support/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads to the end of the file; NULL, or why that failed. */
static const char *read_all(int descriptor, struct text *content)
{
    char buffer[64 * 1024];
    for (;;) {
        const ssize_t count = read(descriptor, buffer, sizeof buffer);
        if (count == 0) return NULL;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return strerror(errno);
        if ((size_t)count > LOAD_MOST_BYTES - content->length) return "the file is larger than 1 GiB";
        text_append(content, buffer, (size_t)count);
    }
}

/* Moves what was read into the arena, unless reading failed; `reason`, which is NULL then. */
static const char *keep(struct arena *arena, const char *reason, struct text *content, struct loaded_file *file)
{
    if (reason == NULL) {
        text_append(content, "", 1); /* with the text's own NUL: two */
        file->length = content->length - 1;
        file->bytes = arena_copy(arena, content->bytes, content->length);
    }
    text_free(content);
    return reason;
}

const char *load_open(const char *path, struct open_file *open_file, bool *is_absent)
{
    struct stat info;
    const char *reason = NULL;
    /* Not blocking, so that a pipe without a writer or a terminal cannot hang the open. */
    do open_file->descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    while (open_file->descriptor < 0 && errno == EINTR);
    *is_absent = open_file->descriptor < 0 && (errno == ENOENT || errno == ENOTDIR);
    if (open_file->descriptor < 0) return strerror(errno);
    if (fstat(open_file->descriptor, &info) != 0) reason = strerror(errno);
    else if (S_ISDIR(info.st_mode)) reason = "it is a folder";
    else if (!S_ISREG(info.st_mode)) reason = "it is not a regular file";
    else if ((uint64_t)info.st_size > LOAD_MOST_BYTES) reason = "the file is larger than 1 GiB";
    if (reason != NULL) {
        close(open_file->descriptor);
        return reason;
    }
    open_file->device = (uint64_t)info.st_dev;
    open_file->inode = (uint64_t)info.st_ino;
    return NULL;
}

void load_close(struct open_file *open_file)
{
    close(open_file->descriptor);
}

const char *load_content(struct arena *arena, struct open_file *open_file, struct loaded_file *file)
{
    struct text content = {0};
    const char *reason = read_all(open_file->descriptor, &content);
    close(open_file->descriptor);
    return keep(arena, reason, &content, file);
}

bool load_file(struct arena *arena, const char *path, struct loaded_file *file)
{
    struct open_file open_file;
    bool is_absent;
    const char *reason = load_open(path, &open_file, &is_absent);
    if (reason == NULL) reason = load_content(arena, &open_file, file);
    if (reason != NULL) load_report("cannot read", path, reason);
    return reason == NULL;
}

bool load_stdin(struct arena *arena, struct loaded_file *file)
{
    struct text content = {0};
    const char *reason = keep(arena, read_all(STDIN_FILENO, &content), &content, file);
    if (reason != NULL) load_report("cannot read", "standard input", reason);
    return reason == NULL;
}
