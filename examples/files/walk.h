/* SPDX-License-Identifier: MIT */
/* The walk over a folder tree. */
#ifndef WALK_H
#define WALK_H

#include "store.h"

struct walk_options {
    const char *start;
    bool one_file_system;
    bool pseudo; /* enter proc, sysfs and the like too */
    bool progress;
};

struct walk_counts {
    size_t vanished;   /* between being listed and being looked at */
    size_t unreadable; /* files and folders that could not be looked at, said on stderr */
    size_t elsewhere;  /* folders of other file systems that were not entered */
    size_t met_before; /* folders that were met under another name: loops, or mounted twice */
};

/*
 * Adds everything below options->start to the store; links are kept, not followed. What cannot be read is counted and
 * left out. False, after saying why, where there is no such folder or no room for the entries.
 */
bool walk(struct store *store, const struct walk_options *options, struct walk_counts *counts);

#endif
