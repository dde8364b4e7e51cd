/* SPDX-License-Identifier: MIT */
/*
 * One run of the command: which outputs its inputs have, what stands on stderr and stdout, and the exit code. Knows the
 * options and the files' names; knows nothing of what is in them.
 */
#ifndef SLOTGEN_RUN_H
#define SLOTGEN_RUN_H

#include "check/check.h"
#include "cli/options.h"
#include "emit/emit.h"
#include "write/write.h"

struct run_input {
    const char *path; /* as it was given; "-" for standard input */
    struct check_options check;
    struct emit_options emit;
    struct output *header; /* among the run's outputs */
    struct output *source;
    const char *header_path; /* what make calls them, also where they go to standard output */
    const char *source_path;
    const struct model *model; /* once it is compiled */
};

struct run {
    struct arena *arena;
    struct options options;
    struct source_set sources;
    struct diag diag;
    struct run_input *inputs;
    size_t input_count; /* 0 where there is nothing to compile */
    struct output *outputs;
    size_t output_count;
    bool cannot_read;
};

/* Parses the command line and plans the outputs. Not EXIT_FINE when there was an error, which was printed. */
enum exit_code run_begin(struct run *run, struct arena *arena, int argc, char **argv);

/* The text of an input, or NULL after a message. */
const struct source *run_load(struct run *run, const struct run_input *input);

/* The exit code of a run in which an input failed. */
enum exit_code run_failure(const struct run *run);

/* Whether the compiled schemas ask for no C name twice between them; false after the messages. */
bool run_check_names(struct run *run);

/*
 * Writes everything, after all inputs are compiled; or only says what it would write. `header` and `source` emit the
 * outputs of the run_input that is their context.
 */
enum exit_code run_finish(struct run *run, output_fill *header, output_fill *source);

#endif
