/* SPDX-License-Identifier: MIT */
/*
 * `slotgen diff`: two schemas, each with what it imports, compared in both formats and both ways; and each with itself,
 * of which nothing may be said.
 */
#include "diff/diff.h"
#include "diff/side.h"
#include "fuzz.h"
#include "input.h"
#include "outputs.h"

#include <string.h>

static void fill_text(struct text *text, const void *context)
{
    diff_text(text, context);
}

static void fill_json(struct text *text, const void *context)
{
    diff_json(text, context);
}

static void compare(struct arena *arena, const struct diff_side *old, const struct diff_side *new, bool is_same)
{
    struct diff_report report;
    diff_make(arena, old, new, &report);
    fuzz_check(fill_text, &report, NULL);
    fuzz_check(fill_json, &report, outputs_json);
    const size_t changed = report.compatible + report.incompatible + report.added + report.others;
    if (is_same && (report.breaks || report.loses_data || changed > 0))
        fuzz_fail("a schema differs from itself", "", 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena arena;
    struct input input;
    struct side sides[3];
    struct diff_side compiled[3] = {{0}};
    bool fine = true;
    input_read(&input, bytes, length);
    if (input.sides[1].count == 0) input.sides[1] = input.sides[0];
    const struct options options = {.command = COMMAND_DIFF, .format = "text", .stdin_name = INPUT_FIRST_NAME};
    arena_init(&arena);
    messages_begin();
    for (int i = 0; i < 3; i++) {
        input_use(&input.sides[i % 2]);
        side_init(&sides[i], &arena, &options, false);
        if (side_load(&sides[i], "-") != EXIT_FINE) fuzz_fail("a side cannot be loaded", "", 0);
        if (side_compile(&sides[i], &compiled[i]) != EXIT_FINE) fine = false;
        if (sides[i].diag.errors == 0) fuzz_accepted += i < 2;
    }
    if (fine) {
        compare(&arena, &compiled[0], &compiled[1], false);
        compare(&arena, &compiled[1], &compiled[0], false);
        compare(&arena, &compiled[0], &compiled[2], true);
    }
    messages_end(false, !fine);
    for (int i = 0; i < 3; i++) side_free(&sides[i]);
    arena_free(&arena);
    input_free(&input);
    return 0;
}
