/* SPDX-License-Identifier: MIT */
/*
 * One side of a comparison: a schema, or all schemas of a folder, with sources, diagnostics and imports of its own, so
 * that both sides may have files of the same names.
 */
#ifndef SLOTGEN_DIFF_FILES_H
#define SLOTGEN_DIFF_FILES_H

#include "cli/options.h"
#include "diff/diff.h"
#include "schemas/schemas.h"

struct side {
    struct arena *arena;
    const struct options *options;
    struct source_set sources;
    struct diag diag;
    struct schemas schemas;
    struct schema **inputs;
    size_t input_count, input_room;
    bool is_folder;
};

void side_init(struct side *side, struct arena *arena, const struct options *options, bool color);
void side_free(struct side *side);

/*
 * Finds and reads the inputs: of a folder all NAME.slots in it and in its folders, hidden ones left out, in the order of
 * their names. EXIT_USAGE or EXIT_FILES after a line on stderr.
 */
enum exit_code side_load(struct side *side, const char *path);

/* Compiles what was read. EXIT_SCHEMA when there were errors, which were reported. */
enum exit_code side_compile(struct side *side, struct diff_side *out);

#endif
