/* SPDX-License-Identifier: MIT */
/* `slotgen diff`; see command.h. */
#include "diff/command.h"

#include "diff/diff.h"
#include "diff/side.h"
#include "load/load.h"
#include "write/write.h"

#include <string.h>

static void fill_text(struct text *text, const void *context)
{
    diff_text(text, context);
}

static void fill_json(struct text *text, const void *context)
{
    diff_json(text, context);
}

/* Both sides are compiled whatever is wrong with the other: all mistakes are said at once. */
static enum exit_code compile_sides(struct side *old, struct side *new, const struct options *options,
                                    struct diff_side *before, struct diff_side *after)
{
    enum exit_code exit_code = side_load(old, options->inputs[0]);
    if (exit_code == EXIT_FINE) exit_code = side_load(new, options->inputs[1]);
    if (exit_code != EXIT_FINE) return exit_code;
    if (old->is_folder != new->is_folder) {
        load_report("cannot compare a folder with the file", options->inputs[old->is_folder ? 1 : 0],
                    "see 'slotgen diff --help'");
        return EXIT_USAGE;
    }
    exit_code = side_compile(old, before);
    const enum exit_code second = side_compile(new, after);
    return exit_code != EXIT_FINE ? exit_code : second;
}

enum exit_code diff_run(struct arena *arena, const struct options *options, bool color)
{
    struct side old;
    struct side new;
    struct diff_side before = {0};
    struct diff_side after = {0};
    side_init(&old, arena, options, color);
    side_init(&new, arena, options, color);
    enum exit_code exit_code = compile_sides(&old, &new, options, &before, &after);
    if (exit_code == EXIT_FINE) {
        struct diff_report report;
        diff_make(arena, &before, &after, &report);
        const struct output output = {.path = write_to_stdout,
                                      .fill = strcmp(options->format, "json") == 0 ? fill_json : fill_text,
                                      .context = &report};
        if (!write_outputs(&output, 1, NULL, false)) exit_code = EXIT_FILES;
        else if (report.breaks || (options->stored && report.loses_data)) exit_code = EXIT_BREAK;
    }
    side_free(&old);
    side_free(&new);
    return exit_code;
}
