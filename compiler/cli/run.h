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
#include "schemas/schemas.h"
#include "write/write.h"

struct run_input {
    const char *path; /* as it was given; "-" for standard input */
    struct schema *schema;
    struct emit_options emit;
    const char *header_path; /* what make calls them, also where they go to standard output */
    const char *private_path;
    const char *source_path;
};

struct run {
    struct arena *arena;
    struct options options;
    struct source_set sources;
    struct diag diag;
    struct schemas schemas;
    struct run_input *inputs;
    size_t input_count; /* 0 where there is nothing to compile */
    struct output *outputs;
    size_t output_count;
};

/* Parses the command line and plans the outputs. Not EXIT_FINE when there was an error, which was printed. */
enum exit_code run_begin(struct run *run, struct arena *arena, int argc, char **argv);

/* Loads the inputs. EXIT_FILES when some cannot be read, which was printed: they have no source. */
enum exit_code run_load(struct run *run);

/*
 * After all inputs are compiled: EXIT_SCHEMA when there were errors, or when two schemas of the run ask for one C name;
 * EXIT_USAGE when two would have one header, or when --class names no class. All are printed.
 */
enum exit_code run_check(struct run *run);

/* What fills the outputs: those of the run_input that is their context; the report of the run. */
struct run_fills {
    output_fill *header;
    output_fill *private_header;
    output_fill *source;
    output_fill *report;
};

/* The models of the inputs, in order; for reports. */
const struct model **run_models(const struct run *run);

/* Writes everything, after all inputs are compiled; or only says what it would write. */
enum exit_code run_finish(struct run *run, const struct run_fills *fills);

void run_end(struct run *run);

#endif
