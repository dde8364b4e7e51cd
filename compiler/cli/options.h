/* SPDX-License-Identifier: MIT */
/* The command line: words to options. Prints usage errors and the help; reads response files; touches nothing else. */
#ifndef SLOTGEN_OPTIONS_H
#define SLOTGEN_OPTIONS_H

#include "support/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum exit_code { EXIT_FINE = 0, EXIT_SCHEMA = 1, EXIT_USAGE = 2, EXIT_FILES = 3, EXIT_BREAK = 4 };

/* The first word of the command line says it; generate where it is none of the others. */
enum command { COMMAND_GENERATE, COMMAND_LAYOUT, COMMAND_DIFF };

/* What `slotgen layout` writes, in the order of the words that --format takes. */
enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_SVG, REPORT_HTML };

enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
    enum command command;
    const char **inputs; /* "-" is stdin */
    size_t input_count;
    const char **include_folders; /* -I */
    size_t include_folder_count;
    const char *folder;         /* -o; "." unless given */
    bool to_stdout;             /* -o - */
    const char *prefix;         /* --prefix, or "" */
    const char *include_prefix; /* --include-prefix, ending in a slash; or "" */
    const char *stdin_name;     /* --stdin-name */
    const char *depfile;        /* -MF, or NULL */
    const char *dep_target;     /* -MT, or NULL */
    const char *format;         /* --format of layout and diff; diff: "text" unless given */
    bool stored;                /* --stored of diff: what stored bytes mean must stay */
    bool write_deps;            /* -MD */
    bool phony_deps;            /* -MP */
    bool if_changed;
    bool list_outputs;
    bool emit_runtime;
    bool private_header;
    bool with_docs;
    bool warnings_are_errors;
    bool help;
    bool version;
    enum color_mode color;
    /* Of `slotgen layout`. */
    enum report_format report_format;
    const char *count;       /* --count as it was written, or NULL */
    uint64_t instance_count; /* --count; 0 where it is not given */
    const char *class_name;  /* --class, or NULL */
    const char *report_path; /* -o, or NULL for standard output */
};

/*
 * False when the words make no sense: the error was printed, the exit code is EXIT_USAGE (or EXIT_FILES) in *exit_code.
 */
bool options_parse(struct arena *arena, int count, char **words, struct options *options, enum exit_code *exit_code);

/* The help of the command, or of all of them; help.c. */
void options_print_help(enum command command);

/*
 * A number of instances: "10_000_000", "10M", "1.5G"; k, M and G are thousands, millions and milliards. False for
 * anything else, for fractions of an instance, for 0 and from 10^15 on. count.c.
 */
bool options_read_count(const char *word, uint64_t *count);

#endif
