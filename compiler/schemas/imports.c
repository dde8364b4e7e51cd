/* SPDX-License-Identifier: MIT */
/*
 * From the text of an import to a schema: which texts may be paths, where they are looked for, and whether the file is
 * one that the run has already.
 *
 * Schema text is not trusted: it may name any regular file that the user can read, and nothing is ever written to a
 * path that it gives.
 */
#include "check/printable.h"
#include "check/rules.h"
#include "load/load.h"
#include "schemas/parts.h"

#include <string.h>

enum { PLACES_SHOWN = 8 };

/* What is meant by the path of an import that is none, if that can be told. */
static void help_path(struct schemas *schemas, const struct ast_string *path)
{
    const char *named = arena_join(schemas->arena, path->bytes, ".slots", NULL);
    if (path->length > 2 && strcmp(path->bytes + path->length - 2, ".h") == 0)
        diag_help(schemas->diag, "a header of C is named by include \"%s\";", path->bytes);
    else if (strstr(path->bytes, ".slots") == NULL && schemas_base_name(schemas->arena, named) != NULL)
        diag_help(schemas->diag, "write import \"%s\";", named);
}

/* Rule import-path. The base name, or NULL after the error. */
static const char *check_path(struct schemas *schemas, const struct ast_string *path)
{
    const char *rule = rule_name(RULE_IMPORT_PATH);
    if (path->length > SCHEMAS_MOST_PATH) {
        diag_error(schemas->diag, rule, path->span, "this path has %zu bytes; at most %d are allowed", path->length,
                   (int)SCHEMAS_MOST_PATH);
        return NULL;
    }
    if (memchr(path->bytes, '\0', path->length) != NULL || !printable_text(path->bytes, path->length)) {
        diag_error(schemas->diag, rule, path->span, "the path of an import has no control characters");
        return NULL;
    }
    if (strpbrk(path->bytes, ";=") != NULL) {
        diag_error(schemas->diag, rule, path->span,
                   "the path of an import has no ';' and no '=', which mean something "
                   "else in make rules");
        return NULL;
    }
    const char *base_name = schemas_base_name(schemas->arena, path->bytes);
    if (base_name == NULL) {
        diag_error(schemas->diag, rule, path->span,
                   "an import names a file NAME.slots, without quotes or special characters in NAME");
        help_path(schemas, path);
    }
    return base_name;
}

/* Rule import-missing: with the places where it was looked for. */
static void report_missing(struct schemas *schemas, const struct schema *importer, const struct ast_string *path)
{
    diag_error(schemas->diag, rule_name(RULE_IMPORT_MISSING), path->span, "there is no '%s'", path->bytes);
    if (path->bytes[0] == '/') return;
    const bool is_here = importer->folder[0] == '\0';
    const char *places =
        arena_join(schemas->arena, is_here ? "the current folder" : "'", importer->folder, is_here ? "" : "'", NULL);
    for (size_t i = 0; i < schemas->folder_count && i < PLACES_SHOWN; i++)
        places = arena_join(schemas->arena, places, ", '", schemas->folders[i], "'", NULL);
    if (schemas->folder_count > PLACES_SHOWN) places = arena_join(schemas->arena, places, ", ...", NULL);
    diag_help(schemas->diag, "it was looked for in %s%s", places,
              schemas->folder_count == 0 ? "; -I adds a folder" : "");
}

static const char *join_path(struct arena *arena, const char *folder, const char *path)
{
    const size_t length = strlen(folder);
    return arena_join(arena, folder, length == 0 || folder[length - 1] == '/' ? "" : "/", path, NULL);
}

/* Opens the first of the places where there is something of that name; its path, or NULL after an error. */
static const char *open_first(struct schemas *schemas, const struct schema *importer, const struct ast_string *path,
                              struct open_file *file)
{
    const bool is_absolute = path->bytes[0] == '/';
    for (size_t i = 0; i <= (is_absolute ? 0 : schemas->folder_count); i++) {
        const char *folder = is_absolute ? "" : i == 0 ? importer->folder : schemas->folders[i - 1];
        const char *at = join_path(schemas->arena, folder, path->bytes);
        bool is_absent;
        const char *reason = load_open(at, file, &is_absent);
        if (reason == NULL) return at;
        if (is_absent) continue;
        diag_error(schemas->diag, rule_name(RULE_IMPORT_MISSING), path->span, "cannot read '%s': %s", at, reason);
        return NULL;
    }
    report_missing(schemas, importer, path);
    return NULL;
}

/* Rule import-name: two headers of one name could not stand in one folder. */
static bool check_name(struct schemas *schemas, const struct ast_string *path, const char *at, const char *base_name)
{
    const struct schema *other = schemas_of_name(schemas, base_name);
    if (other == NULL) return true;
    diag_error(schemas->diag, rule_name(RULE_IMPORT_NAME), path->span,
               "'%s' and '%s' would both have the header '%s.slots.h'", other->check.path, at, base_name);
    diag_help(schemas->diag, "rename one of them");
    return false;
}

struct schema *import_find(struct schemas *schemas, const struct schema *importer,
                           const struct ast_declaration *declaration)
{
    const struct ast_string *path = &declaration->path;
    const char *base_name = check_path(schemas, path);
    struct open_file open_file;
    struct loaded_file file;
    if (base_name == NULL) return NULL;
    const char *at = open_first(schemas, importer, path, &open_file);
    if (at == NULL) return NULL;
    struct schema *schema = table_of_file(&schemas->by_file, open_file.device, open_file.inode);
    if (schema != NULL || !check_name(schemas, path, at, base_name)) {
        load_close(&open_file);
        return schema;
    }
    const char *reason = load_content(schemas->arena, &open_file, &file);
    const struct source *source = NULL;
    if (reason == NULL) {
        source = source_add(schemas->sources, at, file.bytes, file.length);
        if (source == NULL) reason = "the schemas of one run are larger than 2 GiB";
    }
    if (reason != NULL) {
        diag_error(schemas->diag, rule_name(RULE_IMPORT_MISSING), path->span, "cannot read '%s': %s", at, reason);
        return NULL;
    }
    schema = schema_new(schemas, at, base_name);
    schema->check.is_imported = true;
    schema->source = source;
    schema->device = open_file.device;
    schema->inode = open_file.inode;
    table_add_file(&schemas->by_file, schema);
    return schema;
}
