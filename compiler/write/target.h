/* SPDX-License-Identifier: MIT */
/*
 * Where an output goes: the file that its path means, the exclusive temporary beside it, and the permissions that it
 * gets. Knows nothing of contents, nor of the other outputs.
 */
#ifndef SLOTGEN_TARGET_H
#define SLOTGEN_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct target {
    size_t number;   /* that no other output of the run has, for the names beside it */
    char *path;      /* malloc'ed: with symbolic links followed */
    char *temporary; /* malloc'ed: to be renamed to `path`; NULL while there is none */
    char *backup;    /* malloc'ed: another link to what the target was; NULL where there is none */
    bool exists;
    bool is_ours; /* a link to a file of someone else's could not always be taken away again */
    mode_t mode;
    uid_t owner; /* of the file that is there */
    gid_t group;
};

/* Where the output really goes, and what its permissions will be. NULL, or why it cannot be written. */
const char *target_find(struct target *target, const char *path);

/* Creates the temporary; its descriptor, or -1 with errno set. */
int target_create(struct target *target);

/*
 * Keeps what the target is now under another name, so that it can come back. Where links cannot be made there is no
 * backup.
 */
void target_back_up(struct target *target);

/* Frees the names. */
void target_free(struct target *target);

/* open(2), again where a signal came between; closed on exec. */
int target_open(const char *path, int flags, mode_t mode);

#endif
