/* SPDX-License-Identifier: MIT */
/* One run of the command; see run.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/run.h"

#include "cli/version.h"
#include "layout/layout.h"
#include "load/load.h"
#include "names/names.h"
#include "support/suggest.h"
#include "write/depfile.h"
#include "write/runtime_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OUTPUTS_OF_INPUT = 3 }; /* header, private header, source */

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

static enum exit_code plan_input(struct run *run, struct run_input *input, const char *path)
{
    const struct options *options = &run->options;
    const bool is_stdin = strcmp(path, "-") == 0;
    input->path = is_stdin ? options->stdin_name : path;
    const char *base = schemas_base_name(run->arena, input->path);
    if (!has_suffix(input->path)) {
        return usage_error("a schema's name ends in .slots, not", input->path);
    }
    if (base == NULL) {
        return usage_error("a schema is named NAME.slots, without quotes or special characters, not", input->path);
    }
    const struct schema *other = schemas_of_name(&run->schemas, base);
    if (other != NULL) {
        const char *paths = arena_join(run->arena, "'", other->check.path, "' and '", input->path, "'", NULL);
        load_report("two schemas have the base name", base, paths);
        return EXIT_USAGE;
    }
    input->schema = schemas_add_input(&run->schemas, input->path, base);
    if (is_stdin) input->path = "-";
    input->emit = (struct emit_options){.with_docs = options->with_docs, .standalone = options->to_stdout};
    const char *folder = options->to_stdout || strcmp(options->folder, ".") == 0 ? "" : options->folder;
    const char *separator = folder[0] == '\0' || folder[strlen(folder) - 1] == '/' ? "" : "/";
    input->header_path = arena_join(run->arena, folder, separator, base, ".slots.h", NULL);
    input->private_path = arena_join(run->arena, folder, separator, base, ".private.slots.h", NULL);
    input->source_path = arena_join(run->arena, folder, separator, base, ".slots.c", NULL);
    return EXIT_FINE;
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
    schemas_init(&run->schemas, arena, &run->diag, &run->sources);
    if (!options_parse(arena, argc, argv, &run->options, &exit_code)) return exit_code;
    if (run->options.help || run->options.version) return EXIT_FINE;
    choose_color(run);
    if (run->options.command == COMMAND_DIFF) return EXIT_FINE;
    run->diag.warnings_are_errors = run->options.warnings_are_errors;

    run->schemas.folders = run->options.include_folders;
    run->schemas.folder_count = run->options.include_folder_count;
    run->schemas.check =
        (struct check_options){.prefix = run->options.prefix, .include_prefix = run->options.include_prefix};
    const size_t count = run->options.input_count;
    run->inputs = arena_array(arena, count, sizeof *run->inputs);
    for (size_t i = 0; i < count; i++) {
        exit_code = plan_input(run, &run->inputs[i], run->options.inputs[i]);
        if (exit_code != EXIT_FINE) return exit_code;
    }
    run->input_count = count;
    return EXIT_FINE;
}

enum exit_code run_load(struct run *run)
{
    enum exit_code exit_code = EXIT_FINE;
    for (size_t i = 0; i < run->input_count; i++) {
        if (!schemas_load_input(&run->schemas, run->inputs[i].schema, run->inputs[i].path)) exit_code = EXIT_FILES;
    }
    return exit_code;
}

static void plan_output(struct run *run, const char *path, output_fill *fill, const void *context)
{
    run->outputs[run->output_count++] = (struct output){.path = path, .fill = fill, .context = context};
}

static bool has_private_header(const struct run *run, const struct run_input *input)
{
    return input->schema->model->has_private || (run->options.private_header && !run->options.to_stdout);
}

static void plan_input_outputs(struct run *run, const struct run_input *input, const struct run_fills *fills)
{
    const bool to_stdout = run->options.to_stdout;
    plan_output(run, to_stdout ? write_to_stdout : input->header_path, fills->header, input);
    if (has_private_header(run, input))
        plan_output(run, to_stdout ? write_to_stdout : input->private_path, fills->private_header, input);
    plan_output(run, to_stdout ? write_to_stdout : input->source_path, fills->source, input);
}

static void fill_runtime_file(struct text *text, const void *context)
{
    const struct runtime_file *file = context;
    text_append(text, (const char *)file->bytes, file->length);
}

static void plan_runtime(struct run *run)
{
    for (size_t i = 0; i < runtime_file_count; i++) {
        const char *path = arena_join(run->arena, run->options.folder, "/slotgen/", runtime_files[i].name, NULL);
        plan_output(run, path, fill_runtime_file, &runtime_files[i]);
    }
}

static void fill_depfile(struct text *text, const void *context)
{
    depfile_append(text, context);
}

/* Standard input is a prerequisite where it is said to be a file that is there. */
static bool is_prerequisite(const struct schema *schema)
{
    struct stat info;
    return !schema->is_stdin || stat(schema->check.path, &info) == 0;
}

/* The rule of so many inputs. */
static struct depfile *make_depfile(struct run *run, const struct run_input *inputs, size_t count)
{
    struct depfile *depfile = arena_alloc(run->arena, sizeof *depfile);
    const char **targets = arena_array(run->arena, count * OUTPUTS_OF_INPUT, sizeof *targets);
    struct schema **roots = arena_array(run->arena, count, sizeof *roots);
    const struct schema **found;
    for (size_t i = 0; i < count; i++) {
        roots[i] = inputs[i].schema;
        targets[depfile->target_count++] = inputs[i].header_path;
        if (has_private_header(run, &inputs[i])) targets[depfile->target_count++] = inputs[i].private_path;
        targets[depfile->target_count++] = inputs[i].source_path;
    }
    const size_t found_count = schemas_reach(&run->schemas, roots, count, &found);
    const char **prerequisites = arena_array(run->arena, found_count, sizeof *prerequisites);
    for (size_t i = 0; i < found_count; i++) {
        if (is_prerequisite(found[i])) prerequisites[depfile->prerequisite_count++] = found[i]->check.path;
    }
    depfile->target = run->options.dep_target;
    depfile->targets = targets;
    depfile->prerequisites = prerequisites;
    depfile->phony = run->options.phony_deps;
    return depfile;
}

/* One rule for all inputs with -MF, else one beside the outputs of each. */
static void plan_depfiles(struct run *run)
{
    const char *path = run->options.depfile;
    if (path != NULL) {
        plan_output(run, path, fill_depfile, make_depfile(run, run->inputs, run->input_count));
        return;
    }
    for (size_t i = 0; i < run->input_count; i++) {
        const char *header = run->inputs[i].header_path;
        path = arena_join(run->arena, arena_copy(run->arena, header, strlen(header) - 1), "d", NULL);
        plan_output(run, path, fill_depfile, make_depfile(run, &run->inputs[i], 1));
    }
}

static void plan_outputs(struct run *run, const struct run_fills *fills)
{
    const size_t most = run->input_count * (OUTPUTS_OF_INPUT + 1) + runtime_file_count + 1;
    run->outputs = arena_array(run->arena, most, sizeof *run->outputs);
    if (run->options.command == COMMAND_LAYOUT) {
        plan_output(run, run->options.report_path == NULL ? write_to_stdout : run->options.report_path, fills->report,
                    run);
        return;
    }
    for (size_t i = 0; i < run->input_count; i++) plan_input_outputs(run, &run->inputs[i], fills);
    if (run->options.emit_runtime) plan_runtime(run);
    if (run->options.write_deps) plan_depfiles(run);
}

/*
 * Whether a schema's private header would have the name of another schema's header: NAME.private.slots is a schema's
 * name too.
 */
static bool private_headers_clash(const struct run *run)
{
    for (size_t i = 0; i < run->schemas.count; i++) {
        const struct model *model = run->schemas.list[i]->model;
        if (!model->has_private && !run->options.private_header) continue;
        const char *name = arena_join(run->arena, model->base_name, ".private", NULL);
        if (schemas_of_name(&run->schemas, name) == NULL) continue;
        load_report("two schemas would have the header", arena_join(run->arena, name, ".slots.h", NULL),
                    "it is the private header of one; rename the other");
        return true;
    }
    return false;
}

/* Whether the class that --class names is one of the inputs'. */
static bool check_class_name(const struct run *run)
{
    const char *name = run->options.class_name;
    struct suggestion suggestion;
    char buffer[SUGGEST_TEXT_SIZE];
    if (name == NULL) return true;
    suggest_start(&suggestion, name);
    for (size_t i = 0; i < run->input_count; i++) {
        const struct model *model = run->inputs[i].schema->model;
        for (size_t k = 0; k < model->class_count; k++) {
            const struct model_class *class = model->classes[k];
            if (strcmp(class->name, name) == 0 || strcmp(class->full_name, name) == 0) return true;
            suggest_offer(&suggestion, class->name);
            suggest_offer(&suggestion, class->full_name);
        }
    }
    const char *reason = suggest_text(&suggestion, buffer);
    load_report("there is no class", name,
                reason[0] == '\0' ? "--class names one of the schema" : reason + strlen("; "));
    return false;
}

enum exit_code run_check(struct run *run)
{
    const struct schemas *schemas = &run->schemas;
    if (run->diag.errors == 0 && schemas->count > 1) {
        const struct model **models = arena_array(run->arena, schemas->count, sizeof *models);
        for (size_t i = 0; i < schemas->count; i++) models[i] = schemas->list[i]->model;
        names_check_together(run->arena, &run->diag, models, schemas->count);
    }
    if (run->diag.errors > 0) return EXIT_SCHEMA;
    if (run->options.command == COMMAND_LAYOUT) return check_class_name(run) ? EXIT_FINE : EXIT_USAGE;
    return private_headers_clash(run) ? EXIT_USAGE : EXIT_FINE;
}

const struct model **run_models(const struct run *run)
{
    const struct model **models = arena_array(run->arena, run->input_count, sizeof *models);
    for (size_t i = 0; i < run->input_count; i++) models[i] = run->inputs[i].schema->model;
    return models;
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
    if (run->options.help) options_print_help(run->options.command);
    if (run->options.version) printf("slotgen %s, layout %d\n", SLOTGEN_VERSION, LAYOUT_NUMBER);
    return finish_printing();
}

/* NULL, or why an output must not be written: it would replace a schema of this run, or nobody can tell. */
static const char *find_obstacle(const struct run *run, const struct output *output)
{
    struct stat target;
    if (output->path == write_to_stdout) return NULL;
    if (stat(output->path, &target) != 0) return errno == ENOENT ? NULL : strerror(errno);
    const bool is_schema = schemas_has_file(&run->schemas, (uint64_t)target.st_dev, (uint64_t)target.st_ino);
    return is_schema ? "it is a schema of this run" : NULL;
}

enum exit_code run_finish(struct run *run, const struct run_fills *fills)
{
    if (run->options.help || run->options.version) return print_about(run);
    plan_outputs(run, fills);
    if (run->options.list_outputs) return print_outputs(run);
    for (size_t i = 0; i < run->output_count; i++) {
        const char *obstacle = find_obstacle(run, &run->outputs[i]);
        if (obstacle == NULL) continue;
        load_report("cannot write", run->outputs[i].path, obstacle);
        return EXIT_FILES;
    }
    const char *folder =
        run->options.emit_runtime ? arena_join(run->arena, run->options.folder, "/slotgen", NULL) : NULL;
    const bool written = write_outputs(run->outputs, run->output_count, folder, run->options.if_changed);
    return written ? EXIT_FINE : EXIT_FILES;
}

void run_end(struct run *run)
{
    schemas_free(&run->schemas);
}
