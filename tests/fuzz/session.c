/* SPDX-License-Identifier: MIT */
/*
 * A run of the command; see session.h. What main.c does between its passes is main.c's own text, so that the two cannot
 * come apart.
 */
int slotgen_main(int argc, char **argv);
#define main slotgen_main
#include "main.c"
#undef main

#include "fuzz.h"
#include "outputs.h"
#include "session.h"

void session_begin(struct session *session, const char *first, char *const *words, size_t word_count)
{
    static const struct run_fills fills = {fill_header, fill_private, fill_source, fill_report};
    static char command_name[] = "slotgen";
    *session = (struct session){0};
    arena_init(&session->arena);
    char *all[INPUT_MOST_WORDS + 4] = {command_name};
    char *const command = first != NULL ? arena_join(&session->arena, first, NULL) : NULL;
    int count = 1;
    if (command != NULL) all[count++] = command;
    for (size_t i = 0; i < word_count; i++) all[count++] = words[i];
    struct run *run = &session->run;
    session->exit_code = run_begin(run, &session->arena, count, all);
    if (session->exit_code == EXIT_FINE) session->exit_code = run_load(run);
    for (size_t i = 0; i < run->input_count; i++) compile(run, &run->inputs[i]);
    if (session->exit_code == EXIT_FINE) session->exit_code = run_check(run);
    if (session->exit_code == EXIT_SCHEMA && run->diag.errors == 0) fuzz_fail("exit status 1 without an error", "", 0);
    if (session->exit_code == EXIT_FINE && run->diag.errors > 0) fuzz_fail("exit status 0 with errors", "", 0);
    if (session->exit_code != EXIT_FINE || run->options.command == COMMAND_DIFF) return;
    run->options.list_outputs = true; /* plans, prints and writes nothing */
    if (run_finish(run, &fills) != EXIT_FINE) fuzz_fail("outputs cannot be listed", "", 0);
}

/* Whether a path is one that the command line asks for: schema text has no say in it. */
static bool is_asked_for(const struct run *run, const char *path)
{
    const struct options *options = &run->options;
    if (path == write_to_stdout) return true;
    if (options->depfile != NULL && strcmp(path, options->depfile) == 0) return true;
    if (options->report_path != NULL && strcmp(path, options->report_path) == 0) return true;
    for (size_t i = 0; i < options->input_count; i++) {
        const char *input = strcmp(options->inputs[i], "-") == 0 ? options->stdin_name : options->inputs[i];
        const char *slash = strrchr(input, '/');
        const char *name = slash != NULL ? slash + 1 : input;
        const size_t length = strlen(name) - strlen(".slots");
        const char *base = strrchr(path, '/');
        base = base != NULL ? base + 1 : path;
        if (strncmp(base, name, length) != 0) continue;
        const char *tail = base + length;
        if (strcmp(tail, ".slots.h") == 0 || strcmp(tail, ".slots.c") == 0 || strcmp(tail, ".slots.d") == 0 ||
            strcmp(tail, ".private.slots.h") == 0)
            return true;
    }
    return false;
}

static void check_report(struct run *run)
{
    static const char *(*const checks[])(const char *, size_t) = {[REPORT_TEXT] = NULL,
                                                                  [REPORT_JSON] = outputs_json,
                                                                  [REPORT_SVG] = outputs_markup,
                                                                  [REPORT_HTML] = outputs_markup};
    for (int format = REPORT_TEXT; format <= REPORT_HTML; format++) {
        run->options.report_format = (enum report_format)format;
        fuzz_check(fill_report, run, checks[format]);
    }
}

void session_check(const struct session *session)
{
    const struct run *run = &session->run;
    if (session->exit_code != EXIT_FINE || run->options.command == COMMAND_DIFF) return;
    if (!run->options.help && !run->options.version) fuzz_accepted++;
    for (size_t i = 0; i < run->output_count; i++) {
        const struct output *output = &run->outputs[i];
        if (strstr(output->path, "/slotgen/") != NULL) continue; /* the runtime: always the same */
        if (!is_asked_for(run, output->path))
            fuzz_fail("nobody asked for this output", output->path, strlen(output->path));
        if (output->fill == fill_report) {
            struct run copy = *run;
            check_report(&copy);
            continue;
        }
        const bool is_rule = output->fill != fill_header && output->fill != fill_private && output->fill != fill_source;
        fuzz_check(output->fill, output->context, is_rule ? NULL : outputs_c);
    }
}

void session_end(struct session *session)
{
    run_end(&session->run);
    arena_free(&session->arena);
}

void session_messages_end(const struct session *session)
{
    messages_end(session->run.options.color == COLOR_ALWAYS, session->exit_code != EXIT_FINE);
}

void session_fuzz(const uint8_t *bytes, size_t length, const char *first)
{
    static char name[] = INPUT_FIRST_NAME;
    struct input input;
    struct session session;
    char *words[INPUT_MOST_WORDS + 1];
    input_read(&input, bytes, length);
    input_use(&input.sides[0]);
    for (size_t i = 0; i < input.word_count; i++) words[i] = input.words[i];
    words[input.word_count] = name;
    messages_begin();
    session_begin(&session, first, words, input.word_count + 1);
    session_check(&session);
    session_messages_end(&session);
    session_end(&session);
    input_free(&input);
}
