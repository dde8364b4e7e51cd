/* SPDX-License-Identifier: MIT */
/*
 * slotgen: schemas to C. The passes in their order:
 *
 *   load     files to memory                           load/
 *   parse    their texts to trees, and so what they
 *            import, depth first                       schemas/, parse/
 *   check    a tree to a model; last user's errors     check/
 *   place    the model's slots to bits                 model/places.h, layout/
 *   emit     the model to text                         emit/
 *   report   or to a report, for `slotgen layout`      report/
 *   write    all texts to files, or none               write/
 *
 * `slotgen diff` goes through the first four twice, once a side, then compares the models (diff/).
 *
 * All schemas of a run are compiled before the first byte is written, each one after all that it imports. Only the
 * inputs are emitted.
 */
#include "check/check.h"
#include "cli/options.h"
#include "cli/run.h"
#include "diff/command.h"
#include "emit/emit.h"
#include "model/places.h"
#include "report/report.h"
#include "schemas/schemas.h"
#include "write/write.h"

static void fill_header(struct text *text, const void *context)
{
    const struct run_input *input = context;
    emit_header(text, input->schema->model, &input->emit);
}

static void fill_private(struct text *text, const void *context)
{
    const struct run_input *input = context;
    emit_private(text, input->schema->model, &input->emit);
}

static void fill_source(struct text *text, const void *context)
{
    const struct run_input *input = context;
    emit_source(text, input->schema->model, &input->emit);
}

static void fill_report(struct text *text, const void *context)
{
    static void (*const fill[])(struct text *, const struct report *) = {[REPORT_TEXT] = report_text,
                                                                         [REPORT_JSON] = report_json,
                                                                         [REPORT_SVG] = report_svg,
                                                                         [REPORT_HTML] = report_html};
    const struct run *run = context;
    struct report report;
    report_make(run->arena, run_models(run), run->input_count, run->options.class_name, run->options.instance_count,
                &report);
    fill[run->options.report_format](text, &report);
}

/* Everything that may fail for a reason in an input or in what it imports. */
static void compile(struct run *run, const struct run_input *input)
{
    struct schema *schema;
    if (input->schema->source == NULL) return;
    schemas_read(&run->schemas, input->schema);
    while ((schema = schemas_next(&run->schemas)) != NULL) {
        schema->model = check_file(run->arena, &run->diag, schema->tree, &schema->check);
        if (schema->model != NULL) places_assign(run->arena, schema->model);
    }
}

int main(int argc, char **argv)
{
    static const struct run_fills fills = {fill_header, fill_private, fill_source, fill_report};
    struct arena arena;
    arena_init(&arena);
    struct run run;
    enum exit_code exit_code = run_begin(&run, &arena, argc, argv);
    if (exit_code == EXIT_FINE) exit_code = run_load(&run);
    for (size_t i = 0; i < run.input_count; i++) compile(&run, &run.inputs[i]);
    if (exit_code == EXIT_FINE) exit_code = run_check(&run);
    const bool is_diff = run.options.command == COMMAND_DIFF && !run.options.help && !run.options.version;
    if (exit_code == EXIT_FINE && is_diff) exit_code = diff_run(&arena, &run.options, run.diag.color);
    else if (exit_code == EXIT_FINE) exit_code = run_finish(&run, &fills);
    run_end(&run);
    arena_free(&arena);
    return (int)exit_code;
}
