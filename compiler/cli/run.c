/* SPDX-License-Identifier: MIT */
/* One run of the command; see run.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/run.h"

#include "cli/version.h"
#include "layout/layout.h"
#include "load/load.h"
#include "names/names.h"
#include "write/depfile.h"
#include "write/runtime_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum exit_code usage_error(const char *text, const char *word)
{
    load_report(text, word, "see 'slotgen --help'");
    return EXIT_USAGE;
}

static const char schema_suffix[] = ".slots";

static bool has_suffix(const char *path)
{
    const size_t length = strlen(path);
    const size_t suffix = strlen(schema_suffix);
    return length >= suffix && strcmp(path + length - suffix, schema_suffix) == 0;
}

/* A text without control characters. */
static const char *printable(struct arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text, strlen(text));
    for (char *c = copy; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f) *c = '?';
    }
    return copy;
}

/*
 * "market" of "data/market.slots"; NULL where the name has no such form. What stands in the output (an #include, comments)
 * must be harmless there: quotes, backslashes, control characters and comment ends are refused.
 */
static const char *base_name(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const size_t length = strlen(name);
    const size_t suffix = strlen(schema_suffix);
    if (length <= suffix || !has_suffix(name)) return NULL;
    for (const char *c = name; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f || strchr("\"\\*?<>|:$", *c) != NULL) return NULL;
    }
    return arena_copy(arena, name, length - suffix);
}

static enum exit_code plan_input(struct run *run, struct run_input *input, const char *path)
{
    const struct options *options = &run->options;
    const bool is_stdin = strcmp(path, "-") == 0;
    input->path = is_stdin ? options->stdin_name : path;
    const char *base = base_name(run->arena, input->path);
    if (!has_suffix(input->path)) {
        return usage_error("a schema's name ends in .slots, not", input->path);
    }
    if (base == NULL) {
        return usage_error("a schema is named NAME.slots, without quotes or special characters, not", input->path);
    }
    for (struct run_input *other = run->inputs; other < input; other++) {
        if (strcmp(other->check.base_name, base) != 0) continue;
        const char *paths = arena_join(run->arena, "'", other->check.path, "' and '", input->path, "'", NULL);
        load_report("two schemas have the base name", base, printable(run->arena, paths));
        return EXIT_USAGE;
    }
    if (is_stdin) input->path = "-";
    input->check = (struct check_options){
        .path = is_stdin ? options->stdin_name : path, .base_name = base, .prefix = options->prefix};
    input->emit = (struct emit_options){.with_docs = options->with_docs, .standalone = options->to_stdout};
    const char *folder = options->to_stdout || strcmp(options->folder, ".") == 0 ? "" : options->folder;
    const char *separator = folder[0] == '\0' || folder[strlen(folder) - 1] == '/' ? "" : "/";
    input->header_path = arena_join(run->arena, folder, separator, base, ".slots.h", NULL);
    input->source_path = arena_join(run->arena, folder, separator, base, ".slots.c", NULL);
    input->header = &run->outputs[run->output_count++];
    input->header->path = options->to_stdout ? write_to_stdout : input->header_path;
    input->source = &run->outputs[run->output_count++];
    input->source->path = options->to_stdout ? write_to_stdout : input->source_path;
    return EXIT_FINE;
}

static void fill_runtime_file(struct text *text, const void *context)
{
    const struct runtime_file *file = context;
    text_append(text, (const char *)file->bytes, file->length);
}

static void plan_runtime(struct run *run)
{
    for (size_t i = 0; i < runtime_file_count; i++) {
        struct output *output = &run->outputs[run->output_count++];
        output->path = arena_join(run->arena, run->options.folder, "/slotgen/", runtime_files[i].name, NULL);
        output->fill = fill_runtime_file;
        output->context = &runtime_files[i];
    }
}

static void choose_color(struct run *run)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    const bool is_wanted = (no_color == NULL || no_color[0] == '\0') && (term == NULL || strcmp(term, "dumb") != 0);
    run->diag.color = run->options.color == COLOR_ALWAYS ||
                      (run->options.color == COLOR_AUTO && is_wanted && isatty(STDERR_FILENO) == 1);
}

enum exit_code run_begin(struct run *run, struct arena *arena, int argc, char **argv)
{
    enum exit_code exit_code;
    *run = (struct run){.arena = arena};
    source_set_init(&run->sources, arena);
    diag_init(&run->diag, &run->sources, stderr);
    if (!options_parse(arena, argc, argv, &run->options, &exit_code)) return exit_code;
    if (run->options.help || run->options.version) return EXIT_FINE;
    choose_color(run);
    run->diag.warnings_are_errors = run->options.warnings_are_errors;

    const size_t count = run->options.input_count;
    run->inputs = arena_array(arena, count, sizeof *run->inputs);
    run->outputs = arena_array(arena, count * 3 + runtime_file_count + 1, sizeof *run->outputs);
    for (size_t i = 0; i < count; i++) {
        exit_code = plan_input(run, &run->inputs[i], run->options.inputs[i]);
        if (exit_code != EXIT_FINE) return exit_code;
    }
    if (run->options.emit_runtime) plan_runtime(run);
    run->input_count = count;
    return EXIT_FINE;
}

const struct source *run_load(struct run *run, const struct run_input *input)
{
    struct loaded_file file;
    const bool is_stdin = strcmp(input->path, "-") == 0;
    const bool loaded = is_stdin ? load_stdin(run->arena, &file) : load_file(run->arena, input->path, &file);
    const struct source *source = NULL;
    if (loaded) {
        source = source_add(&run->sources, input->check.path, file.bytes, file.length);
        if (source == NULL) load_report("cannot read", input->path, "the schemas of one run are larger than 2 GiB");
    }
    if (source == NULL) run->cannot_read = true;
    return source;
}

enum exit_code run_failure(const struct run *run)
{
    return run->cannot_read ? EXIT_FILES : EXIT_SCHEMA;
}

static void fill_depfile(struct text *text, const void *context)
{
    depfile_append(text, context);
}

/* Standard input is a prerequisite where it is said to be a file that is there. */
static const char *prerequisite_of(const struct run_input *input)
{
    struct stat info;
    if (strcmp(input->path, "-") != 0) return input->path;
    return stat(input->check.path, &info) == 0 ? input->check.path : NULL;
}

/* One rule for all inputs with -MF, else one beside each pair of outputs. */
static void plan_depfiles(struct run *run)
{
    const struct options *options = &run->options;
    const char **prerequisites = arena_array(run->arena, run->input_count, sizeof *prerequisites);
    const char **targets = arena_array(run->arena, run->input_count * 2, sizeof *targets);
    size_t count = 0; /* of prerequisites with -MF */
    for (size_t i = 0; i < run->input_count; i++) {
        const char *path = prerequisite_of(&run->inputs[i]);
        prerequisites[options->depfile != NULL ? count : i] = path;
        count += path != NULL ? 1 : 0;
        targets[i * 2] = run->inputs[i].header_path;
        targets[i * 2 + 1] = run->inputs[i].source_path;
    }
    const size_t rules = options->depfile != NULL ? 1 : run->input_count;
    for (size_t i = 0; i < rules; i++) {
        struct depfile *depfile = arena_alloc(run->arena, sizeof *depfile);
        depfile->target = options->dep_target;
        depfile->phony = options->phony_deps;
        depfile->targets = &targets[i * 2];
        depfile->target_count = options->depfile != NULL ? run->input_count * 2 : 2;
        depfile->prerequisites = &prerequisites[i];
        depfile->prerequisite_count = options->depfile != NULL ? count : prerequisites[i] != NULL;
        struct output *output = &run->outputs[run->output_count++];
        output->path = options->depfile;
        if (output->path == NULL) {
            const char *header = run->inputs[i].header_path;
            output->path = arena_join(run->arena, arena_copy(run->arena, header, strlen(header) - 1), "d", NULL);
        }
        output->fill = fill_depfile;
        output->context = depfile;
    }
}

/* The folder of the runtime's files; taken away again when the run fails and it was not there. */
static bool make_runtime_folder(struct run *run, const char **made)
{
    const char *path = arena_join(run->arena, run->options.folder, "/slotgen", NULL);
    if (mkdir(path, 0777) == 0) *made = path;
    else if (errno != EEXIST) {
        load_report("cannot create the folder", path, strerror(errno));
        return false;
    }
    return true;
}

bool run_check_names(struct run *run)
{
    if (run->input_count < 2 || run->options.list_outputs) return true;
    const struct model **models = arena_array(run->arena, run->input_count, sizeof *models);
    for (size_t i = 0; i < run->input_count; i++) models[i] = run->inputs[i].model;
    const unsigned errors = run->diag.errors;
    names_check_together(run->arena, &run->diag, models, run->input_count);
    return run->diag.errors == errors;
}

static enum exit_code finish_printing(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return EXIT_FINE;
    load_report("cannot write", "standard output", strerror(errno));
    return EXIT_FILES;
}

static enum exit_code print_outputs(const struct run *run)
{
    for (size_t i = 0; i < run->output_count; i++) {
        if (run->outputs[i].path != write_to_stdout) printf("%s\n", run->outputs[i].path);
    }
    return finish_printing();
}

static enum exit_code print_about(const struct run *run)
{
    if (run->options.help) options_print_help();
    if (run->options.version) printf("slotgen %s, layout %d\n", SLOTGEN_VERSION, LAYOUT_NUMBER);
    return finish_printing();
}

/* Whether an output would replace a schema of this run. */
static bool replaces_input(const struct run *run, const struct output *output)
{
    struct stat target;
    struct stat input;
    if (output->path == write_to_stdout || stat(output->path, &target) != 0) return false;
    for (size_t i = 0; i < run->input_count; i++) {
        if (strcmp(run->inputs[i].path, "-") == 0 || stat(run->inputs[i].path, &input) != 0) continue;
        if (input.st_dev == target.st_dev && input.st_ino == target.st_ino) return true;
    }
    return false;
}

enum exit_code run_finish(struct run *run, output_fill *header, output_fill *source)
{
    const char *made = NULL;
    if (run->options.help || run->options.version) return print_about(run);
    for (size_t i = 0; i < run->input_count; i++) {
        *run->inputs[i].header = (struct output){run->inputs[i].header->path, header, &run->inputs[i]};
        *run->inputs[i].source = (struct output){run->inputs[i].source->path, source, &run->inputs[i]};
    }
    if (run->options.write_deps) plan_depfiles(run);
    if (run->options.list_outputs) return print_outputs(run);
    for (size_t i = 0; i < run->output_count; i++) {
        if (!replaces_input(run, &run->outputs[i])) continue;
        load_report("cannot write", run->outputs[i].path, "it is a schema of this run");
        return EXIT_FILES;
    }
    if (run->options.emit_runtime && !make_runtime_folder(run, &made)) return EXIT_FILES;
    if (write_outputs(run->outputs, run->output_count, run->options.if_changed)) return EXIT_FINE;
    if (made != NULL) rmdir(made);
    return EXIT_FILES;
}
