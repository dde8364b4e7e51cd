/* SPDX-License-Identifier: MIT */
/* A schema text through parser and checker; see checked.h. */
#include "checked.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run run;

struct model *check_with(const char *text, const char *prefix)
{
    static const char path[] = "test.slots";
    const struct check_options options = {.path = path, .base_name = "test", .prefix = prefix};
    arena_init(&run.arena);
    source_set_init(&run.sources, &run.arena);
    FILE *stream = tmpfile();
    ck_assert_ptr_nonnull(stream);
    diag_init(&run.diag, &run.sources, stream);
    const struct source *source = source_add(&run.sources, path, text, strlen(text));
    const struct ast_file *file = parse_source(&run.arena, &run.diag, source);
    ck_assert_uint_eq(run.diag.errors, 0);
    run.model = check_file(&run.arena, &run.diag, file, &options);
    rewind(stream);
    const size_t length = fread(run.messages, 1, MESSAGES_SIZE - 1, stream);
    run.messages[length] = '\0';
    fclose(stream);
    ck_assert_int_eq(run.model == NULL, run.diag.errors != 0);
    return run.model;
}

struct model *check_text(const char *text)
{
    return check_with(text, "");
}

void end_run(void)
{
    arena_free(&run.arena);
}

void assert_one_message(const char *text, const char *rule)
{
    char mark[64];
    ck_assert_ptr_null(check_text(text));
    ck_assert_msg(run.diag.errors == 1, "%s: %s", text, run.messages);
    snprintf(mark, sizeof mark, "[%s]", rule);
    ck_assert_msg(strstr(run.messages, mark) != NULL, "%s: %s", text, run.messages);
    end_run();
}

void append(struct schema *schema, const char *format, ...)
{
    if (schema->room - schema->length < 256) {
        schema->room = schema->room * 2 + 4096;
        schema->text = realloc(schema->text, schema->room);
        ck_assert_ptr_nonnull(schema->text);
    }
    va_list arguments;
    va_start(arguments, format);
    const int size = vsnprintf(schema->text + schema->length, 256, format, arguments);
    va_end(arguments);
    ck_assert_int_lt(size, 256);
    schema->length += (size_t)size;
}

const struct model *check_schema(struct schema *schema)
{
    const struct model *model = check_text(schema->text);
    free(schema->text);
    memset(schema, 0, sizeof *schema);
    return model;
}

const struct model_slot *find_slot(const struct model *model, const char *name)
{
    ck_assert_msg(model != NULL, "%s", run.messages);
    for (size_t i = 0; i < model->class_count; i++) {
        for (size_t k = 0; k < model->classes[i]->slot_count; k++) {
            if (strcmp(model->classes[i]->slots[k].name, name) == 0) return &model->classes[i]->slots[k];
        }
    }
    ck_abort_msg("no slot %s", name);
    return NULL;
}

void assert_integer(struct integer value, const char *expected)
{
    char text[24];
    ck_assert_str_eq(integer_print(value, text), expected);
}
