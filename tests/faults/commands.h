/* SPDX-License-Identifier: MIT */
/* The commands whose calls fail in turn, and the folders that they run in. */
#ifndef SLOTGEN_TESTS_FAULTS_COMMANDS_H
#define SLOTGEN_TESTS_FAULTS_COMMANDS_H

#include "run.h"
#include "tree.h"

/* What lies where outputs go. */
enum before {
    BEFORE_NOTHING,
    BEFORE_OLD,   /* outputs of an older schema */
    BEFORE_PART,  /* of them the headers only */
    BEFORE_SAME,  /* outputs as they will be */
    BEFORE_MIXED, /* the headers as they will be, the others not */
    BEFORE_LINKS  /* old ones; headers are symbolic links to files of mode 600 */
};

struct command {
    const char *name;
    enum before before;
    bool is_long;          /* many files: not every fault in short runs */
    const char *words[12]; /* ends with NULL */
};

extern const struct command commands[];
extern const size_t command_count;

/* How a command changes a folder. */
struct change {
    struct tree before;
    struct tree after;
    struct outcome clean; /* of a run without a fault */
};

/* Sets the folder up, runs the command once, and leaves the folder as it was before. */
void change_begin(struct change *change, const struct faults *faults, const struct command *command);
void change_end(struct change *change);

#endif
