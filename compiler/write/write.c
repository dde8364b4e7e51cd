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

const char write_to_stdout[] = "standard output";

/* An output on its way. */
struct pending {
    const struct output *output;
    char *target;    /* malloc'ed: the path with symbolic links followed */
    char *temporary; /* malloc'ed: written and to be renamed; NULL when there is nothing to do */
    char *backup;    /* malloc'ed: another link to what the target was; NULL where it was not there */
    bool renamed;
    bool exists;
    bool is_ours; /* a link to a file of someone else's could not always be taken away again */
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

/* The folder of a path that is not there yet, with links followed, and its last part; NULL with errno set. */
static char *resolve_new(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    struct text folder = {0};
    text_append(&folder, slash != NULL ? path : ".", slash != NULL ? (size_t)(slash - path) + 1 : 1);
    char *resolved = realpath(text_chars(&folder), NULL);
    text_free(&folder);
    if (resolved == NULL) return NULL;
    struct text target = {0};
    text_strings(&target, resolved, strcmp(resolved, "/") == 0 ? "" : "/", name, NULL);
    free(resolved);
    return target.bytes;
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
        pending->target = resolve_new(pending->output->path);
        return pending->target == NULL ? strerror(errno) : NULL;
    }
    pending->target = realpath(pending->output->path, NULL);
    if (pending->target == NULL) return strerror(errno);
    if (stat(pending->target, &info) != 0) return strerror(errno);
    if (!S_ISREG(info.st_mode)) return "it is there and is not a regular file";
    if (access(pending->target, W_OK) != 0) return strerror(errno);
    pending->mode = info.st_mode & 0777;
    pending->exists = true;
    pending->is_ours = info.st_uid == geteuid();
    return NULL;
}

/* A name beside the target that no schema has: ".slotgen-123-0.tmp". */
static char *name_beside(const struct pending *pending, unsigned attempt, const char *suffix)
{
    const char *slash = strrchr(pending->target, '/');
    struct text name = {0};
    text_append(&name, pending->target, slash != NULL ? (size_t)(slash - pending->target) + 1 : 0);
    text_string(&name, ".slotgen-");
    text_uint(&name, (uint64_t)getpid());
    text_string(&name, "-");
    text_uint(&name, attempt);
    text_string(&name, suffix);
    return name.bytes;
}

/* Creates an exclusive temporary beside the target; its descriptor, or -1 with errno set. */
static int create_temporary(struct pending *pending)
{
    for (unsigned attempt = 0; attempt < MOST_TRIES; attempt++) {
        char *name = name_beside(pending, attempt, ".tmp");
        const int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, pending->mode);
        const int reason = errno;
        if (descriptor >= 0) {
            pending->temporary = name;
            if (pending->exists) (void)!fchmod(descriptor, pending->mode); /* the umask is for new files */
            return descriptor;
        }
        free(name);
        errno = reason;
        if (reason != EEXIST) break;
    }
    return -1;
}

/*
 * Writes the output to its temporary. NULL, or why that failed; no temporary is left where the target has the content.
 */
static const char *prepare(struct pending *pending, bool if_changed)
{
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

/*
 * Keeps what the target is now under another name, so that it can come back. Where links cannot be made there is none.
 */
static void back_up(struct pending *pending)
{
    for (unsigned attempt = 0; pending->is_ours && attempt < MOST_TRIES; attempt++) {
        char *name = name_beside(pending, attempt, ".old");
        if (link(pending->target, name) == 0) {
            pending->backup = name;
            return;
        }
        free(name);
        if (errno != EEXIST) return;
    }
}

/* Renames all temporaries. NULL, or why one could not be, and which; those before it are taken back then. */
static const char *rename_all(struct pending *pending, size_t count, size_t *failed)
{
    for (size_t i = 0; i < count; i++) {
        if (pending[i].temporary == NULL) continue;
        if (count > 1) back_up(&pending[i]);
        if (rename(pending[i].temporary, pending[i].target) == 0) {
            pending[i].renamed = true;
            continue;
        }
        const char *reason = strerror(errno);
        *failed = i;
        for (size_t k = 0; k < i; k++) {
            if (pending[k].renamed && pending[k].backup != NULL) rename(pending[k].backup, pending[k].target);
            else if (pending[k].renamed && !pending[k].exists) unlink(pending[k].target);
        }
        return reason;
    }
    return NULL;
}

static const char *prepare_all(struct pending *pending, const struct output *outputs, size_t count, bool if_changed,
                               size_t *failed)
{
    for (size_t i = 0; i < count; i++) {
        *failed = i;
        pending[i].output = &outputs[i];
        if (outputs[i].path == write_to_stdout) continue;
        const char *reason = find_target(&pending[i]);
        for (size_t k = 0; reason == NULL && k < i; k++) {
            if (pending[k].target != NULL && strcmp(pending[i].target, pending[k].target) == 0)
                reason = "another output goes there too";
        }
        if (reason == NULL) reason = prepare(&pending[i], if_changed);
        if (reason != NULL) return reason;
    }
    return NULL;
}

static const char *write_stdout(const struct output *outputs, size_t count, size_t *failed)
{
    struct stream stream = {.descriptor = STDOUT_FILENO};
    for (size_t i = 0; i < count && stream.failure == 0; i++) {
        if (outputs[i].path != write_to_stdout) continue;
        *failed = i;
        fill_stream(&stream, &outputs[i]);
    }
    return stream.failure == 0 ? NULL : strerror(stream.failure);
}

bool write_outputs(const struct output *outputs, size_t count, bool if_changed)
{
    struct pending *pending = memory_resize(NULL, count * sizeof *pending);
    memset(pending, 0, count * sizeof *pending);
    size_t failed = 0;
    const char *reason = prepare_all(pending, outputs, count, if_changed, &failed);
    if (reason == NULL) reason = write_stdout(outputs, count, &failed);
    if (reason == NULL) reason = rename_all(pending, count, &failed);
    if (reason != NULL) load_report("cannot write", outputs[failed].path, reason);
    for (size_t i = 0; i < count; i++) {
        if (pending[i].temporary != NULL && !pending[i].renamed) unlink(pending[i].temporary);
        if (pending[i].backup != NULL) unlink(pending[i].backup);
        free(pending[i].temporary);
        free(pending[i].backup);
        free(pending[i].target);
    }
    free(pending);
    return reason == NULL;
}
