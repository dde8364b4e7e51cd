/* SPDX-License-Identifier: MIT */
/* Finished texts to files; see write.h. */
#define _XOPEN_SOURCE 700
#include "write/write.h"

#include "load/load.h"
#include "support/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TRIES = 1000 };

/* An output on its way. */
struct pending {
    const struct output *output;
    char *target;    /* malloc'ed: the path with symbolic links followed */
    char *temporary; /* malloc'ed: written and to be renamed; NULL when there is nothing to do */
    mode_t mode;
};

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t count = write(descriptor, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

/* Where the bytes of a text go: a file, and beside it the file that they may be the same as. */
struct stream {
    int descriptor;
    FILE *old;   /* what the target holds so far, or NULL once they differ */
    int failure; /* errno of the first write that failed */
};

static bool has_next(FILE *file, const char *bytes, size_t length)
{
    char buffer[16 * 1024];
    while (length > 0) {
        const size_t wanted = length < sizeof buffer ? length : sizeof buffer;
        if (fread(buffer, 1, wanted, file) != wanted || memcmp(buffer, bytes, wanted) != 0) return false;
        bytes += wanted;
        length -= wanted;
    }
    return true;
}

static void drain(void *context, const char *bytes, size_t length)
{
    struct stream *stream = context;
    if (stream->old != NULL && !has_next(stream->old, bytes, length)) {
        fclose(stream->old);
        stream->old = NULL;
    }
    if (stream->failure == 0 && !write_all(stream->descriptor, bytes, length)) stream->failure = errno;
}

static void fill_stream(struct stream *stream, const struct output *output)
{
    struct text text;
    text_begin_draining(&text, drain, stream);
    output->fill(&text, output->context);
    text_flush(&text);
    text_free(&text);
}

static char *duplicate(const char *string)
{
    const size_t size = strlen(string) + 1;
    return memcpy(memory_resize(NULL, size), string, size);
}

/* Where the output really goes, and what its permissions will be. NULL, or why it cannot be written. */
static const char *find_target(struct pending *pending)
{
    struct stat info;
    const mode_t mask = umask(0);
    umask(mask);
    pending->mode = 0666 & ~mask;
    if (lstat(pending->output->path, &info) != 0) {
        if (errno != ENOENT) return strerror(errno);
        pending->target = duplicate(pending->output->path);
        return NULL;
    }
    pending->target = realpath(pending->output->path, NULL);
    if (pending->target == NULL) return strerror(errno);
    if (stat(pending->target, &info) != 0) return strerror(errno);
    if (!S_ISREG(info.st_mode)) return "it is there and is not a regular file";
    if (access(pending->target, W_OK) != 0) return strerror(errno);
    pending->mode = info.st_mode & 0777;
    return NULL;
}

/* Creates an exclusive temporary beside the target; its descriptor, or -1 with errno set. */
static int create_temporary(struct pending *pending)
{
    struct text name = {0};
    int descriptor = -1;
    for (unsigned attempt = 0; attempt < MOST_TRIES && descriptor < 0; attempt++) {
        text_clear(&name);
        text_strings(&name, pending->target, ".", NULL);
        text_uint(&name, (uint64_t)getpid());
        text_string(&name, ".");
        text_uint(&name, attempt);
        text_string(&name, ".tmp");
        descriptor = open(text_chars(&name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, pending->mode);
        if (descriptor < 0 && errno != EEXIST) break;
    }
    const int reason = errno;
    if (descriptor >= 0) pending->temporary = duplicate(text_chars(&name));
    text_free(&name);
    errno = reason;
    return descriptor;
}

/* Writes the output to its temporary. NULL, or why that failed; no temporary is left where the target has the content. */
static const char *prepare(struct pending *pending, bool if_changed)
{
    const char *reason = find_target(pending);
    if (reason != NULL) return reason;
    struct stream stream = {.descriptor = create_temporary(pending)};
    if (stream.descriptor < 0) return strerror(errno);
    if (if_changed) stream.old = fopen(pending->target, "rb");
    fill_stream(&stream, pending->output);
    if (close(stream.descriptor) != 0 && stream.failure == 0 && errno != EINTR) stream.failure = errno;
    if (stream.old != NULL) {
        if (stream.failure == 0 && fgetc(stream.old) == EOF && !ferror(stream.old)) {
            unlink(pending->temporary);
            free(pending->temporary);
            pending->temporary = NULL;
        }
        fclose(stream.old);
    }
    return stream.failure == 0 ? NULL : strerror(stream.failure);
}

bool write_outputs(const struct output *outputs, size_t count, bool if_changed)
{
    struct pending *pending = memory_resize(NULL, count * sizeof *pending);
    memset(pending, 0, count * sizeof *pending);
    const char *reason = NULL;
    for (size_t i = 0; reason == NULL && i < count; i++) {
        pending[i].output = &outputs[i];
        reason = prepare(&pending[i], if_changed);
        if (reason != NULL) load_report("cannot write", outputs[i].path, reason);
    }
    for (size_t i = 0; reason == NULL && i < count; i++) {
        if (pending[i].temporary == NULL) continue;
        if (rename(pending[i].temporary, pending[i].target) != 0) {
            reason = strerror(errno);
            load_report("cannot write", outputs[i].path, reason);
            break;
        }
        free(pending[i].temporary);
        pending[i].temporary = NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (pending[i].temporary != NULL) unlink(pending[i].temporary);
        free(pending[i].temporary);
        free(pending[i].target);
    }
    free(pending);
    return reason == NULL;
}

bool write_stdout(const struct output *outputs, size_t count)
{
    struct stream stream = {.descriptor = STDOUT_FILENO};
    for (size_t i = 0; i < count; i++) fill_stream(&stream, &outputs[i]);
    if (stream.failure == 0) return true;
    load_report("cannot write", "standard output", strerror(stream.failure));
    return false;
}
