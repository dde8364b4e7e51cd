/* SPDX-License-Identifier: MIT */
/*
 * slotgen: schemas to C. The passes in their order:
 *
 *   load     a file to memory                          load/
 *   parse    its text to a tree                        parse/
 *   check    the tree to a model; last user's errors   check/
 *   place    the model's slots to bits                 model/places.h, layout/
 *   emit     the model to text                         emit/
 *   write    all texts to files, or none               write/
 *
 * All schemas of a run are compiled before the first byte is written.
 */
#include "check/check.h"
#include "cli/options.h"
#include "cli/run.h"
#include "emit/emit.h"
#include "load/load.h"
#include "model/places.h"
#include "parse/parse.h"
#include "write/write.h"

static void fill_header(struct text *text, const void *context)
{
    const struct run_input *input = context;
    emit_header(text, input->model);
}

static void fill_source(struct text *text, const void *context)
{
    const struct run_input *input = context;
    emit_source(text, input->model, &input->emit);
}

/* Everything that may fail for a reason in the schema. */
static bool compile(struct run *run, struct run_input *input)
{
    const struct source *source = run_load(run, input);
    if (source == NULL) return false;
    const unsigned errors = run->diag.errors;
    const struct ast_file *tree = parse_source(run->arena, &run->diag, source);
    if (run->diag.errors > errors) return false;
    struct model *model = check_file(run->arena, &run->diag, tree, &input->check);
    if (model == NULL || run->diag.errors > errors) return false;
    places_assign(run->arena, model);
    input->model = model;
    return true;
}

int main(int argc, char **argv)
{
    struct arena arena;
    arena_init(&arena);
    struct run run;
    enum exit_code exit_code = run_begin(&run, &arena, argc, argv);
    for (size_t i = 0; i < run.input_count && !run.options.list_outputs; i++) {
        if (!compile(&run, &run.inputs[i])) exit_code = run_failure(&run);
    }
    if (exit_code == EXIT_FINE && !run_check_names(&run)) exit_code = EXIT_SCHEMA;
    if (exit_code == EXIT_FINE) exit_code = run_finish(&run, fill_header, fill_source);
    arena_free(&arena);
    return (int)exit_code;
}
