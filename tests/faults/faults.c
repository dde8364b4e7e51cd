/* SPDX-License-Identifier: MIT */
/*
 * Makes calls of slotgen fail, one after another, and looks at what is left: everything new, or everything as it was.
 *
 * Usage: faults SLOTGEN SHIM FOLDER files|memory [STRIDE]
 *
 * files: each call that has to do with files fails in each way it can, is interrupted by signals, and is the last one
 * of a killed run. memory: each allocation fails, alone or with all that follow. STRIDE n: only every nth fault of
 * commands that have thousands. Prints each fault whose outcome breaks a promise, then the totals.
 */
#include "judge.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SHOWN = 30, MOST_PLAN = 64 };

static struct totals {
    unsigned long runs, succeeded, refused, ended, again, wrong;
} totals;

/* What a run after the fault must be like. */
enum expected { MAY_SUCCEED, MUST_SUCCEED, MUST_FAIL, MUST_END };

struct fault {
    const char *plan;
    const char *call;
    enum promise promise;
    enum expected expected;
};

static void complain(const struct command *command, const struct fault *fault, const char *wrong,
                     const struct outcome *outcome)
{
    if (totals.wrong++ >= MOST_SHOWN) return;
    printf("FAIL %s: '%s' at %s: %s (exit status %d, signal %d) %.200s\n", command->name, fault->plan, fault->call,
           wrong, outcome->status, outcome->signal, outcome->err);
}

static const char *judge_end(const struct change *change, const struct fault *fault, const struct outcome *outcome)
{
    const bool is_done = outcome->status == change->clean.status;
    if (outcome->signal != 0 && fault->expected != MUST_END) return "it was ended by a signal";
    switch (fault->expected) {
    case MUST_SUCCEED:
        if (!is_done) return "it gave up";
        break;
    case MUST_FAIL:
        if (is_done) return "it did not notice";
        break;
    case MUST_END: return outcome->signal == 0 ? "the signal did not end it" : NULL;
    case MAY_SUCCEED: break;
    }
    return judge_words(change, outcome);
}

/* A run without a fault after one that was killed: what that left must not matter. */
static void run_again(const struct faults *faults, const struct command *command, const struct fault *fault,
                      const struct change *change)
{
    struct outcome outcome;
    struct tree now;
    faults_run(faults, command->words, NULL, &outcome);
    tree_read(&now, faults->folder);
    totals.again++;
    const char *wrong = outcome.status != change->clean.status ? "it failed" : judge_words(change, &outcome);
    if (wrong == NULL) wrong = judge_folder(change, &now, PROMISE_CONTENTS, true);
    if (wrong != NULL) {
        printf("the next run: ");
        complain(command, fault, wrong, &outcome);
    }
    tree_free(&now);
    outcome_free(&outcome);
}

/* False where the run ended before its fault came. */
static bool try_fault(const struct faults *faults, const struct command *command, struct change *change,
                      const struct fault *fault)
{
    struct outcome outcome;
    struct tree now;
    tree_write(&change->before, faults->folder);
    tree_free(&change->before);
    tree_read(&change->before, faults->folder); /* the inodes are others */
    faults_run(faults, command->words, fault->plan, &outcome);
    tree_read(&now, faults->folder);
    const bool came = outcome.came;
    if (came) {
        const bool is_done = outcome.signal == 0 && outcome.status == change->clean.status;
        totals.runs++;
        if (outcome.signal != 0) totals.ended++;
        else if (is_done) totals.succeeded++;
        else totals.refused++;
        const char *wrong = judge_end(change, fault, &outcome);
        if (wrong == NULL) wrong = judge_folder(change, &now, fault->promise, is_done);
        /* A signal that waited strikes when everything is new. */
        if (wrong != NULL && outcome.signal != 0 && judge_folder(change, &now, fault->promise, true) == NULL)
            wrong = NULL;
        if (wrong != NULL) complain(command, fault, wrong, &outcome);
        if (outcome.signal == SIGKILL) run_again(faults, command, fault, change);
    }
    tree_free(&now);
    outcome_free(&outcome);
    return came;
}

/* ---- Files ---- */

/* The ways in which calls fail. Those that may be tried again must be. */
static const struct way {
    const char *call; /* "": each */
    const char *action;
    int number;
    enum promise promise;
    enum expected expected;
} ways[] = {
    {"", "kill", 0, PROMISE_ORDER, MUST_END},
    {"", "killed", 0, PROMISE_ORDER, MUST_END},
    {"", "signal", SIGTERM, PROMISE_ALL, MUST_END},
    {"", "signal", SIGINT, PROMISE_ALL, MUST_END},
    {"", "signal", SIGHUP, PROMISE_ALL, MUST_END},
    {"", "signal", SIGXFSZ, PROMISE_ALL, MUST_END},
    {"open", "error", EACCES, PROMISE_ALL, MAY_SUCCEED},
    {"open", "error", EIO, PROMISE_ALL, MAY_SUCCEED},
    {"open", "error", ENOSPC, PROMISE_ALL, MAY_SUCCEED},
    {"open", "error", EDQUOT, PROMISE_ALL, MAY_SUCCEED},
    {"open", "error", EMFILE, PROMISE_ALL, MAY_SUCCEED},
    {"open", "error", EEXIST, PROMISE_ALL, MAY_SUCCEED},
    {"open", "errors", EEXIST, PROMISE_ALL, MAY_SUCCEED},
    {"open", "error", EINTR, PROMISE_ALL, MUST_SUCCEED},
    {"write", "error", ENOSPC, PROMISE_ALL, MUST_FAIL},
    {"write", "error", EIO, PROMISE_ALL, MUST_FAIL},
    {"write", "error", EDQUOT, PROMISE_ALL, MUST_FAIL},
    {"write", "error", EFBIG, PROMISE_ALL, MUST_FAIL},
    {"write", "errors", ENOSPC, PROMISE_ALL, MUST_FAIL},
    {"write", "full", 0, PROMISE_ALL, MUST_FAIL},
    {"write", "all", EIO, PROMISE_WHOLE, MUST_FAIL},
    {"write", "zero", 0, PROMISE_ALL, MUST_FAIL},
    {"write", "short", 0, PROMISE_ALL, MUST_SUCCEED},
    {"write", "error", EINTR, PROMISE_ALL, MUST_SUCCEED},
    {"write", "torn", 0, PROMISE_ORDER, MUST_END},
    {"read", "error", EIO, PROMISE_ALL, MAY_SUCCEED},
    {"read", "errors", EIO, PROMISE_ALL, MAY_SUCCEED},
    {"read", "short", 0, PROMISE_ALL, MUST_SUCCEED},
    {"read", "error", EINTR, PROMISE_ALL, MUST_SUCCEED},
    {"close", "error", EIO, PROMISE_ALL, MUST_FAIL},
    {"close", "error", ENOSPC, PROMISE_ALL, MUST_FAIL},
    {"close", "error", EDQUOT, PROMISE_ALL, MUST_FAIL},
    {"close", "error", EINTR, PROMISE_ALL, MUST_SUCCEED},
    {"close_read", "error", EIO, PROMISE_ALL, MUST_SUCCEED},
    {"close_read", "error", EINTR, PROMISE_ALL, MUST_SUCCEED},
    {"rename", "error", EIO, PROMISE_ALL, MUST_FAIL},
    {"rename", "error", ENOSPC, PROMISE_ALL, MUST_FAIL},
    {"rename", "error", EACCES, PROMISE_ALL, MUST_FAIL},
    {"rename", "error", EXDEV, PROMISE_ALL, MUST_FAIL},
    {"rename", "error", EDQUOT, PROMISE_ALL, MUST_FAIL},
    {"rename", "error", EROFS, PROMISE_ALL, MUST_FAIL},
    {"rename", "error", EINTR, PROMISE_ALL, MAY_SUCCEED},
    {"rename", "errors", EIO, PROMISE_ORDER, MUST_FAIL},
    {"rename", "all", EROFS, PROMISE_ORDER, MUST_FAIL},
    {"link", "error", EPERM, PROMISE_ALL, MUST_SUCCEED},
    {"link", "error", EMLINK, PROMISE_ALL, MUST_SUCCEED},
    {"link", "error", EEXIST, PROMISE_ALL, MUST_SUCCEED},
    {"link", "errors", ENOSPC, PROMISE_ALL, MUST_SUCCEED},
    {"link", "errors", EOPNOTSUPP, PROMISE_ALL, MUST_SUCCEED},
    {"link", "all", EIO, PROMISE_ORDER, MUST_FAIL},
    {"unlink", "error", EIO, PROMISE_CONTENTS, MUST_SUCCEED},
    {"unlink", "errors", EACCES, PROMISE_CONTENTS, MUST_SUCCEED},
    {"mkdir", "error", EACCES, PROMISE_ALL, MUST_FAIL},
    {"mkdir", "error", ENOSPC, PROMISE_ALL, MUST_FAIL},
    {"fchmod", "error", EPERM, PROMISE_ALL, MUST_FAIL},
    {"fchown", "error", EPERM, PROMISE_ALL, MUST_SUCCEED},
    {"fstat", "error", EIO, PROMISE_ALL, MAY_SUCCEED},
    {"lstat", "error", EIO, PROMISE_ALL, MAY_SUCCEED},
    {"lstat", "error", EACCES, PROMISE_ALL, MAY_SUCCEED},
    {"stat", "error", EIO, PROMISE_ALL, MAY_SUCCEED},
    {"stat", "error", EACCES, PROMISE_ALL, MAY_SUCCEED},
    {"access", "error", EROFS, PROMISE_ALL, MUST_FAIL},
    {"access", "error", EACCES, PROMISE_ALL, MUST_FAIL},
    {"lseek", "error", EIO, PROMISE_ALL, MUST_SUCCEED},
    {"realpath", "error", EACCES, PROMISE_ALL, MUST_FAIL},
    {"realpath", "error", ENOMEM, PROMISE_ALL, MUST_FAIL},
    {"opendir", "error", EACCES, PROMISE_ALL, MUST_FAIL},
    {"opendir", "error", EMFILE, PROMISE_ALL, MUST_FAIL},
    {"readdir", "error", EIO, PROMISE_ALL, MUST_FAIL},
};

static void try_files(const struct faults *faults, const struct command *command, unsigned long stride)
{
    struct change change;
    struct outcome traced;
    char plan[MOST_PLAN];
    unsigned long number = 0;
    unsigned long turn = 0;
    change_begin(&change, faults, command);
    faults_run(faults, command->words, "trace", &traced);
    for (char *call = strtok(traced.log, "\n"); call != NULL; call = strtok(NULL, "\n")) {
        number++;
        for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
            const struct way *way = &ways[i];
            if (way->call[0] != '\0' && strcmp(way->call, call) != 0) continue;
            if (command->is_long && turn++ % stride != 0) continue;
            snprintf(plan, sizeof plan, "file %lu %s %d", number, way->action, way->number);
            const struct fault fault = {plan, call, way->promise, way->expected};
            if (!try_fault(faults, command, &change, &fault)) {
                static char nothing[1];
                const struct outcome never = {.err = nothing};
                complain(command, &fault, "the fault never came", &never);
            }
        }
    }
    if (number == 0) totals.wrong++;
    printf("%s: %lu calls\n", command->name, number);
    outcome_free(&traced);
    change_end(&change);
}

/* ---- Memory ---- */

static void try_memory(const struct faults *faults, const struct command *command, unsigned long stride)
{
    struct change change;
    char plan[MOST_PLAN];
    bool came = true;
    unsigned long number = 0;
    change_begin(&change, faults, command);
    while (came) {
        number += command->is_long || number > 200 ? stride : 1;
        snprintf(plan, sizeof plan, "memory %lu error", number);
        const struct fault once = {plan, "an allocation", PROMISE_ALL, MAY_SUCCEED};
        came = try_fault(faults, command, &change, &once);
        snprintf(plan, sizeof plan, "memory %lu errors", number);
        const struct fault always = {plan, "an allocation and all after it", PROMISE_ALL, MAY_SUCCEED};
        if (came) try_fault(faults, command, &change, &always);
    }
    printf("%s: %lu allocations\n", command->name, number - 1);
    change_end(&change);
}

int main(int argc, char **argv)
{
    struct faults faults;
    if (argc < 5 || argc > 6) {
        fputs("usage: faults SLOTGEN SHIM FOLDER files|memory [STRIDE]\n", stderr);
        return 2;
    }
    const bool memory = strcmp(argv[4], "memory") == 0;
    const unsigned long stride = argc == 6 ? strtoul(argv[5], NULL, 10) : 1;
    faults_begin(&faults, argv[1], argv[2], argv[3]);
    for (size_t i = 0; i < command_count; i++) {
        if (memory) try_memory(&faults, &commands[i], stride == 0 ? 1 : stride);
        else try_files(&faults, &commands[i], stride == 0 ? 1 : stride);
        fflush(stdout);
    }
    printf(
        "%lu faults: %lu runs succeeded all the same, %lu gave up, %lu were ended; %lu runs after a kill; "
        "%lu broke a promise\n",
        totals.runs, totals.succeeded, totals.refused, totals.ended, totals.again, totals.wrong);
    return totals.wrong == 0 && totals.runs > 0 ? 0 : 1;
}
