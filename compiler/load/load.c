/* SPDX-License-Identifier: MIT */
/* Files to memory; see load.h. */
#define _POSIX_C_SOURCE 200809L
#include "load/load.h"

#include "support/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void load_report(const char *what, const char *path, const char *reason)
{
    fprintf(stderr, "slotgen: error: %s '", what);
    for (; *path != '\0'; path++) fputc((unsigned char)*path < 0x20 || *path == 0x7f ? '?' : *path, stderr);
    fprintf(stderr, "': %s\n", reason);
}

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

static bool finish(struct arena *arena, const char *path, const char *reason, struct text *content,
                   struct loaded_file *file)
{
    if (reason != NULL) load_report("cannot read", path, reason);
    else {
        text_append(content, "", 1); /* with the text's own NUL: two */
        file->length = content->length - 1;
        file->bytes = arena_copy(arena, content->bytes, content->length);
    }
    text_free(content);
    return reason == NULL;
}

bool load_file(struct arena *arena, const char *path, struct loaded_file *file)
{
    struct text content = {0};
    struct stat info;
    const char *reason = NULL;
    /* Not blocking, so that a pipe without a writer or a terminal cannot hang the open. */
    const int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return finish(arena, path, strerror(errno), &content, file);
    if (fstat(descriptor, &info) != 0) reason = strerror(errno);
    else if (S_ISDIR(info.st_mode)) reason = "it is a folder";
    else if (!S_ISREG(info.st_mode)) reason = "it is not a regular file";
    else reason = read_all(descriptor, &content);
    close(descriptor);
    return finish(arena, path, reason, &content, file);
}

bool load_stdin(struct arena *arena, struct loaded_file *file)
{
    struct text content = {0};
    const char *reason = read_all(STDIN_FILENO, &content);
    return finish(arena, "standard input", reason, &content, file);
}
