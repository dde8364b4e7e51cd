/* SPDX-License-Identifier: MIT */
/* Finished texts to files; see write.h. */
#define _XOPEN_SOURCE 700
#include "write/write.h"

#include "load/load.h"
#include "support/arena.h"
#include "write/signals.h"
#include "write/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char write_to_stdout[] = "standard output";

/* An output on its way. */
struct pending {
    const struct output *output;
    struct target target;
    bool renamed;
};

/* All outputs of a run, and what has to be undone where it fails. */
struct writing {
    struct pending *pending;
    size_t count;
    const char *folder; /* that was made for them, or NULL */
    struct held_signals signals;
};

/* ---- Contents ---- */

/* Where the bytes of a text go: a file, and beside it the file that they may be the same as. */
struct stream {
    int descriptor;
    int old;     /* what the target holds so far, or -1 once they differ */
    int failure; /* errno of the first write that failed */
    const struct held_signals *signals;
};

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t count = write(descriptor, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count == 0) errno = ENOSPC; /* never seen; going on for ever would be worse */
        if (count <= 0) return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

/* Fewer bytes than wanted where the file ends or cannot be read. */
static size_t read_some(int descriptor, char *buffer, size_t wanted)
{
    size_t length = 0;
    while (length < wanted) {
        const ssize_t count = read(descriptor, buffer + length, wanted - length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        length += (size_t)count;
    }
    return length;
}

static bool has_next(int descriptor, const char *bytes, size_t length)
{
    char buffer[16 * 1024];
    while (length > 0) {
        const size_t wanted = length < sizeof buffer ? length : sizeof buffer;
        if (read_some(descriptor, buffer, wanted) != wanted || memcmp(buffer, bytes, wanted) != 0) return false;
        bytes += wanted;
        length -= wanted;
    }
    return true;
}

/* Whether the file ends here; where that cannot be told it does not. */
static bool has_end(int descriptor)
{
    struct stat info;
    const off_t at = lseek(descriptor, 0, SEEK_CUR);
    return fstat(descriptor, &info) == 0 && at == info.st_size;
}

static void forget_old(struct stream *stream)
{
    if (stream->old >= 0) close(stream->old);
    stream->old = -1;
}

static void drain(void *context, const char *bytes, size_t length)
{
    struct stream *stream = context;
    if (stream->old >= 0 && !has_next(stream->old, bytes, length)) forget_old(stream);
    if (stream->failure == 0 && stream->signals != NULL && signals_came(stream->signals)) stream->failure = EINTR;
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

/* ---- Files ---- */

static int compare_paths(const void *left, const void *right)
{
    const struct target *a = *(const struct target *const *)left;
    const struct target *b = *(const struct target *const *)right;
    const int order = strcmp(a->path, b->path);
    if (order != 0) return order;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* The first output that goes where one before it goes, or `count`. */
static size_t find_repeated(const struct writing *writing)
{
    const struct target **sorted = memory_resize(NULL, writing->count * sizeof *sorted);
    size_t count = 0;
    size_t first = writing->count;
    for (size_t i = 0; i < writing->count; i++) {
        if (writing->pending[i].target.path != NULL) sorted[count++] = &writing->pending[i].target;
    }
    if (count > 1) qsort(sorted, count, sizeof *sorted, compare_paths);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1]->path, sorted[i]->path) == 0 && sorted[i]->number < first) first = sorted[i]->number;
    }
    free(sorted);
    return first;
}

static const char *find_targets(struct writing *writing, const struct output *outputs, size_t *failed)
{
    for (size_t i = 0; i < writing->count; i++) {
        struct pending *pending = &writing->pending[i];
        *failed = i;
        pending->output = &outputs[i];
        pending->target.number = i;
        if (outputs[i].path == write_to_stdout) continue;
        const char *reason = target_find(&pending->target, outputs[i].path);
        if (reason != NULL) return reason;
    }
    const size_t repeated = find_repeated(writing);
    if (repeated < writing->count) *failed = repeated;
    return repeated < writing->count ? "another output goes there too" : NULL;
}

/*
 * Writes the output to its temporary. NULL, or why that failed; no temporary is left where the target has the content.
 */
static const char *prepare(struct pending *pending, const struct held_signals *signals, bool if_changed)
{
    struct target *target = &pending->target;
    struct stream stream = {.descriptor = target_create(target), .old = -1, .signals = signals};
    if (stream.descriptor < 0) return strerror(errno);
    if (if_changed && target->exists) stream.old = target_open(target->path, O_RDONLY, 0);
    fill_stream(&stream, pending->output);
    if (close(stream.descriptor) != 0 && stream.failure == 0 && errno != EINTR) stream.failure = errno;
    if (stream.failure == 0 && stream.old >= 0 && has_end(stream.old)) {
        unlink(target->temporary);
        free(target->temporary);
        target->temporary = NULL;
    }
    forget_old(&stream);
    return stream.failure == 0 ? NULL : strerror(stream.failure);
}

static const char *prepare_all(struct writing *writing, bool if_changed, size_t *failed)
{
    for (size_t i = 0; i < writing->count; i++) {
        *failed = i;
        if (writing->pending[i].target.path == NULL) continue;
        const char *reason = prepare(&writing->pending[i], &writing->signals, if_changed);
        if (reason != NULL) return reason;
    }
    return NULL;
}

/*
 * Renames all temporaries, the last one first: make rules, then sources, then headers. Where a run is killed between
 * two of them, a header that is new stands beside a source and a rule that are new too. NULL, or why one could not be
 * renamed, and which.
 */
static const char *rename_all(struct writing *writing, size_t *failed)
{
    for (size_t i = writing->count; i-- > 0;) {
        struct target *target = &writing->pending[i].target;
        if (target->temporary == NULL) continue;
        if (i > 0) target_back_up(target); /* behind the first one nothing can fail any more */
        if (rename(target->temporary, target->path) != 0) {
            *failed = i;
            return strerror(errno);
        }
        writing->pending[i].renamed = true;
    }
    return NULL;
}

/* The folder is made where it is missing. False with errno set. */
static bool make_folder(struct writing *writing, const char *folder)
{
    if (folder == NULL) return true;
    if (mkdir(folder, 0777) == 0) writing->folder = folder;
    return writing->folder != NULL || errno == EEXIST;
}

static void drop_backups(const struct writing *writing)
{
    for (size_t i = 0; i < writing->count; i++) {
        if (writing->pending[i].target.backup != NULL) unlink(writing->pending[i].target.backup);
    }
}

/* Takes back what was renamed, and takes away what was not. Asks for no memory: there may be none. */
static void undo(void *context)
{
    const struct writing *writing = context;
    for (size_t i = 0; i < writing->count; i++) {
        const struct pending *pending = &writing->pending[i];
        const struct target *target = &pending->target;
        if (pending->renamed && target->backup != NULL) (void)rename(target->backup, target->path);
        else if (pending->renamed && !target->exists) unlink(target->path);
        if (target->temporary != NULL && !pending->renamed) unlink(target->temporary);
    }
    drop_backups(writing);
    if (writing->folder != NULL) rmdir(writing->folder);
}

/*
 * Standard output cannot be taken back, and who reads it may let us wait: it is written before the first temporary, and
 * signals do not wait meanwhile.
 */
static const char *write_stdout(struct writing *writing, const struct output *outputs, size_t *failed)
{
    struct stream stream = {.descriptor = STDOUT_FILENO, .old = -1};
    for (size_t i = 0; i < writing->count && stream.failure == 0; i++) {
        if (outputs[i].path != write_to_stdout) continue;
        *failed = i;
        signals_release(&writing->signals);
        fill_stream(&stream, &outputs[i]);
        signals_hold(&writing->signals);
    }
    return stream.failure == 0 ? NULL : strerror(stream.failure);
}

static const char *replace_all(struct writing *writing, const struct output *outputs, bool if_changed, size_t *failed)
{
    const char *reason = find_targets(writing, outputs, failed);
    if (reason == NULL) reason = write_stdout(writing, outputs, failed);
    if (reason == NULL) reason = prepare_all(writing, if_changed, failed);
    if (reason == NULL) reason = rename_all(writing, failed);
    return reason;
}

bool write_outputs(const struct output *outputs, size_t count, const char *folder, bool if_changed)
{
    struct writing writing = {.pending = memory_resize(NULL, count * sizeof *writing.pending), .count = count};
    const struct memory_guard guard = {undo, &writing};
    memset(writing.pending, 0, count * sizeof *writing.pending);
    signals_hold(&writing.signals);
    memory_set_guard(&guard);
    size_t failed = 0;
    const bool has_folder = make_folder(&writing, folder);
    const char *reason = has_folder ? replace_all(&writing, outputs, if_changed, &failed) : strerror(errno);
    if (reason != NULL) undo(&writing);
    else drop_backups(&writing);
    memory_set_guard(NULL);
    signals_release(&writing.signals);
    if (!has_folder) load_report("cannot create the folder", folder, reason);
    else if (reason != NULL) load_report("cannot write", outputs[failed].path, reason);
    for (size_t i = 0; i < count; i++) target_free(&writing.pending[i].target);
    free(writing.pending);
    return reason == NULL;
}
