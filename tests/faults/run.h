/* SPDX-License-Identifier: MIT */
/* One run of slotgen with a fault, and what came of it. */
#ifndef SLOTGEN_TESTS_FAULTS_RUN_H
#define SLOTGEN_TESTS_FAULTS_RUN_H

#include <stdbool.h>
#include <stddef.h>

struct faults {
    const char *slotgen; /* the command */
    const char *shim;    /* shim.c as a library */
    const char *folder;  /* where it runs */
    int out, err, log;   /* files that take standard output, standard error and what the shim says */
};

struct outcome {
    int status; /* of exit(3), or -1 */
    int signal; /* that ended it, or 0 */
    bool came;  /* the fault did */
    char *out;  /* malloc'ed, with a NUL behind */
    char *err;
    char *log;
    size_t out_length;
};

void faults_begin(struct faults *faults, const char *slotgen, const char *shim, const char *folder);

/* `words` ends with NULL; `plan` as in shim.c, or NULL. A run that takes a minute counts as killed by SIGALRM. */
void faults_run(const struct faults *faults, const char *const *words, const char *plan, struct outcome *outcome);
void outcome_free(struct outcome *outcome);

/* Whether stderr holds one line, which says what slotgen could not do. */
bool outcome_says_one_line(const struct outcome *outcome);

#endif
