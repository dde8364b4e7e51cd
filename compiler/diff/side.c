/* SPDX-License-Identifier: MIT */
/* One side of a comparison; see side.h. */
#define _POSIX_C_SOURCE 200809L
#include "diff/side.h"

#include "check/check.h"
#include "load/load.h"
#include "model/places.h"
#include "names/names.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_FOLDERS = 64 }; /* within one another */

void side_init(struct side *side, struct arena *arena, const struct options *options, bool color)
{
    *side = (struct side){.arena = arena, .options = options};
    source_set_init(&side->sources, arena);
    diag_init(&side->diag, &side->sources, stderr);
    side->diag.color = color;
    schemas_init(&side->schemas, arena, &side->diag, &side->sources);
    side->schemas.folders = options->include_folders;
    side->schemas.folder_count = options->include_folder_count;
    side->schemas.check = (struct check_options){.prefix = "", .include_prefix = "", .is_imported = true};
}

void side_free(struct side *side)
{
    free(side->inputs);
    schemas_free(&side->schemas);
}

/* ---- Files ---- */

static enum exit_code usage_error(const char *text, const char *word)
{
    load_report(text, word, "see 'slotgen diff --help'");
    return EXIT_USAGE;
}

static enum exit_code add_input(struct side *side, const char *path)
{
    const char *shown = strcmp(path, "-") == 0 ? side->options->stdin_name : path;
    const char *base = schemas_base_name(side->arena, shown);
    if (base == NULL)
        return usage_error("a schema is named NAME.slots, without quotes or special characters, not", shown);
    const struct schema *other = schemas_of_name(&side->schemas, base);
    if (other != NULL) {
        load_report("two schemas have the base name", base,
                    arena_join(side->arena, "'", other->check.path, "' and '", shown, "'", NULL));
        return EXIT_USAGE;
    }
    if (side->input_count == side->input_room) {
        side->input_room = side->input_room == 0 ? 16 : side->input_room * 2;
        side->inputs = memory_resize(side->inputs, side->input_room * sizeof *side->inputs);
    }
    struct schema *schema = schemas_add_input(&side->schemas, shown, base);
    side->inputs[side->input_count++] = schema;
    return schemas_load_input(&side->schemas, schema, path) ? EXIT_FINE : EXIT_FILES;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder that are not hidden, sorted; false after a line on stderr. */
static bool list_folder(struct side *side, const char *path, const char ***names, size_t *count)
{
    DIR *folder = opendir(path);
    size_t room = 0;
    *names = NULL;
    *count = 0;
    if (folder == NULL) {
        load_report("cannot read the folder", path, strerror(errno));
        return false;
    }
    errno = 0; /* tells the end from a failure */
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL; errno = 0) {
        if (entry->d_name[0] == '.') continue;
        if (*count == room) {
            room = room == 0 ? 64 : room * 2;
            *names = memory_resize(*names, room * sizeof **names);
        }
        (*names)[(*count)++] = arena_copy(side->arena, entry->d_name, strlen(entry->d_name));
    }
    const int failure = errno;
    closedir(folder);
    if (failure != 0) {
        load_report("cannot read the folder", path, strerror(failure));
        free(*names);
        return false;
    }
    if (*count > 1) qsort(*names, *count, sizeof **names, compare_names);
    return true;
}

static bool is_schema_name(const char *name)
{
    const size_t length = strlen(name);
    return length > 6 && strcmp(name + length - 6, ".slots") == 0;
}

/* Links to folders are not followed, so that no walk goes round. */
static bool is_folder(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static enum exit_code add_folder(struct side *side, const char *path, unsigned depth)
{
    const char **names;
    size_t count;
    enum exit_code exit_code = EXIT_FINE;
    if (depth > MOST_FOLDERS) {
        load_report("cannot read the folder", path, "folders are nested too deeply");
        return EXIT_FILES;
    }
    if (!list_folder(side, path, &names, &count)) return EXIT_FILES;
    for (size_t i = 0; i < count && exit_code == EXIT_FINE; i++) {
        const char *separator = path[strlen(path) - 1] == '/' ? "" : "/";
        const char *at = arena_join(side->arena, path, separator, names[i], NULL);
        if (is_folder(at)) exit_code = add_folder(side, at, depth + 1);
        else if (is_schema_name(names[i])) exit_code = add_input(side, at);
    }
    free(names);
    return exit_code;
}

enum exit_code side_load(struct side *side, const char *path)
{
    struct stat info;
    const bool is_stdin = strcmp(path, "-") == 0;
    if (!is_stdin && stat(path, &info) != 0) {
        load_report("cannot read", path, strerror(errno));
        return EXIT_FILES;
    }
    side->is_folder = !is_stdin && S_ISDIR(info.st_mode);
    if (!side->is_folder) return add_input(side, path);
    const enum exit_code exit_code = add_folder(side, path, 1);
    if (exit_code != EXIT_FINE || side->input_count > 0) return exit_code;
    load_report("cannot compare", path, "there is no NAME.slots in this folder");
    return EXIT_FILES;
}

/* ---- Models ---- */

static bool is_input(const struct side *side, const struct schema *schema)
{
    for (size_t i = 0; i < side->input_count; i++) {
        if (side->inputs[i] == schema) return true;
    }
    return false;
}

enum exit_code side_compile(struct side *side, struct diff_side *out)
{
    struct schemas *schemas = &side->schemas;
    for (size_t i = 0; i < side->input_count; i++) schemas_read(schemas, side->inputs[i]);
    for (struct schema *schema; (schema = schemas_next(schemas)) != NULL;) {
        schema->model = check_file(side->arena, &side->diag, schema->tree, &schema->check);
        if (schema->model != NULL) places_assign(side->arena, schema->model);
    }
    if (side->diag.errors > 0) return EXIT_SCHEMA;
    out->count = schemas->count;
    out->models = arena_array(side->arena, schemas->count, sizeof *out->models);
    out->is_input = arena_array(side->arena, schemas->count, sizeof *out->is_input);
    for (size_t i = 0; i < schemas->count; i++) {
        out->models[i] = schemas->list[i]->model;
        out->is_input[i] = side->is_folder || is_input(side, schemas->list[i]);
    }
    if (schemas->count > 1) names_check_together(side->arena, &side->diag, out->models, out->count);
    return side->diag.errors > 0 ? EXIT_SCHEMA : EXIT_FINE;
}
