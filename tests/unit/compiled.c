/* SPDX-License-Identifier: MIT */
/* A schema text through the passes; see compiled.h. */
#define _POSIX_C_SOURCE 200809L
#include "compiled.h"

#include "check/check.h"
#include "model/places.h"
#include "parse/parse.h"

#include <string.h>

void compiled_from(struct compiled *compiled, const char *schema)
{
    memset(compiled, 0, sizeof *compiled);
    arena_init(&compiled->arena);
    source_set_init(&compiled->sources, &compiled->arena);
    FILE *stream = fmemopen(compiled->messages, sizeof compiled->messages - 1, "w");
    diag_init(&compiled->diag, &compiled->sources, stream);
    const struct source *source = source_add(&compiled->sources, "test.slots", schema, strlen(schema));
    const struct ast_file *tree = parse_source(&compiled->arena, &compiled->diag, source);
    const struct check_options options = {.path = "test.slots", .base_name = "test", .prefix = ""};
    if (compiled->diag.errors == 0) compiled->model = check_file(&compiled->arena, &compiled->diag, tree, &options);
    if (compiled->diag.errors > 0) compiled->model = NULL;
    if (compiled->model != NULL) places_assign(&compiled->arena, compiled->model);
    fclose(stream);
}

void compiled_free(struct compiled *compiled)
{
    arena_free(&compiled->arena);
}
