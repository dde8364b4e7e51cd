/* SPDX-License-Identifier: MIT */
/*
 * The schemas of a run and the order in which they depend on each other; see schemas.h.
 *
 * Imports are followed depth first, with a stack of our own that is as deep as a chain of imports may be.
 */
#include "schemas/schemas.h"

#include "check/printable.h"
#include "check/rules.h"
#include "load/load.h"
#include "parse/parse.h"
#include "schemas/parts.h"

#include <stdlib.h>
#include <string.h>

enum { CYCLE_SHOWN = 16 };

static const char schema_suffix[] = ".slots";

void schemas_init(struct schemas *schemas, struct arena *arena, struct diag *diag, struct source_set *sources)
{
    *schemas = (struct schemas){.arena = arena, .diag = diag, .sources = sources};
}

void schemas_free(struct schemas *schemas)
{
    free(schemas->list);
    free(schemas->by_file.entries);
    free(schemas->by_name.entries);
}

/*
 * What stands in the output (an #include, comments) and in make rules must be harmless there: quotes, backslashes,
 * control characters, comment ends, what turns text round, and what ends a rule or makes it a variable are refused.
 */
const char *schemas_base_name(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const size_t length = strlen(name);
    const size_t suffix = strlen(schema_suffix);
    if (length <= suffix || strcmp(name + length - suffix, schema_suffix) != 0) return NULL;
    if (strpbrk(name, "\"\\*?<>|:$;=") != NULL || !printable_text(name, length)) return NULL;
    return arena_copy(arena, name, length - suffix);
}

struct schema *schemas_of_name(const struct schemas *schemas, const char *base_name)
{
    return table_of_name(&schemas->by_name, base_name);
}

bool schemas_has_file(const struct schemas *schemas, uint64_t device, uint64_t inode)
{
    return table_of_file(&schemas->by_file, device, inode) != NULL;
}

struct schema *schema_new(struct schemas *schemas, const char *path, const char *base_name)
{
    struct schema *schema = arena_alloc(schemas->arena, sizeof *schema);
    const char *slash = strrchr(path, '/');
    schema->check = schemas->check;
    schema->check.path = path;
    schema->check.base_name = base_name;
    schema->folder = arena_copy(schemas->arena, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
    table_add_name(&schemas->by_name, schema);
    return schema;
}

struct schema *schemas_add_input(struct schemas *schemas, const char *path, const char *base_name)
{
    return schema_new(schemas, path, base_name);
}

/* The bytes of an input. NULL, or why it cannot be read. */
static const char *load_input(struct schemas *schemas, struct schema *schema, const char *path,
                              struct loaded_file *file)
{
    struct open_file open_file;
    bool is_absent;
    const char *reason = load_open(path, &open_file, &is_absent);
    if (reason != NULL) return reason;
    schema->device = open_file.device;
    schema->inode = open_file.inode;
    if (table_of_file(&schemas->by_file, schema->device, schema->inode) == NULL)
        table_add_file(&schemas->by_file, schema);
    return load_content(schemas->arena, &open_file, file);
}

bool schemas_load_input(struct schemas *schemas, struct schema *schema, const char *path)
{
    struct loaded_file file;
    const char *reason = NULL;
    schema->is_stdin = strcmp(path, "-") == 0;
    if (!schema->is_stdin) reason = load_input(schemas, schema, path, &file);
    else if (!load_stdin(schemas->arena, &file)) return false;
    if (reason == NULL) {
        schema->source = source_add(schemas->sources, schema->check.path, file.bytes, file.length);
        if (schema->source == NULL) reason = "the schemas of one run are larger than 2 GiB";
    }
    if (reason != NULL) load_report("cannot read", path, reason);
    return reason == NULL;
}

/* Parses a schema and lists its imports. */
static void open_schema(struct schemas *schemas, struct schema *schema)
{
    const unsigned errors = schemas->diag->errors;
    schema->state = SCHEMA_OPEN;
    schema->height = 1;
    const struct ast_file *tree = parse_source(schemas->arena, schemas->diag, schema->source);
    if (schemas->diag->errors > errors) return;
    schema->tree = tree;
    size_t count = 0;
    for (const struct ast_declaration *at = tree->declarations; at != NULL; at = at->next)
        count += at->kind == DECL_IMPORT ? 1 : 0;
    schema->declarations = arena_array(schemas->arena, count, sizeof *schema->declarations);
    schema->imports = arena_array(schemas->arena, count, sizeof *schema->imports);
    for (const struct ast_declaration *at = tree->declarations; at != NULL; at = at->next) {
        if (at->kind == DECL_IMPORT) schema->declarations[schema->import_count++] = at;
    }
}

/* Rule import-duplicate. */
static void check_duplicates(struct schemas *schemas, struct schema *schema)
{
    const unsigned walk = ++schemas->walks;
    for (size_t i = 0; i < schema->import_count; i++) {
        struct schema *imported = schema->imports[i];
        if (imported == NULL) continue;
        if (imported->walk == walk) {
            size_t first = 0;
            while (schema->imports[first] != imported) first++;
            diag_error(schemas->diag, rule_name(RULE_IMPORT_DUPLICATE), schema->declarations[i]->path.span,
                       "'%s' is imported twice", imported->check.path);
            diag_note(schemas->diag, schema->declarations[first]->path.span, "it is imported here first");
        }
        imported->walk = walk;
    }
}

static void close_schema(struct schemas *schemas, struct schema *schema)
{
    schema->state = SCHEMA_READ;
    check_duplicates(schemas, schema);
    if (schemas->count == schemas->room) {
        schemas->room = schemas->room == 0 ? 16 : schemas->room * 2;
        schemas->list = memory_resize(schemas->list, schemas->room * sizeof(struct schema *));
    }
    schemas->list[schemas->count++] = schema;
}

/* Rule import-cycle: from the place of `first` in the stack, each imports the next, and the last imports the first. */
static void report_cycle(const struct schemas *schemas, struct schema *const *stack, size_t count)
{
    const char *path = "";
    for (size_t i = 0; i < count && i < CYCLE_SHOWN; i++)
        path = arena_join(schemas->arena, path, "'", stack[i]->check.path, "' -> ", NULL);
    const struct schema *last = stack[count - 1];
    diag_error(schemas->diag, rule_name(RULE_IMPORT_CYCLE), last->declarations[last->import_next - 1]->path.span,
               "'%s' imports itself: %s%s'%s'", stack[0]->check.path, path, count > CYCLE_SHOWN ? "... -> " : "",
               stack[0]->check.path);
    for (size_t i = 0; i + 1 < count && i < CYCLE_SHOWN; i++)
        diag_note(schemas->diag, stack[i]->declarations[stack[i]->import_next - 1]->path.span, "'%s' imports '%s' here",
                  stack[i]->check.path, stack[i + 1]->check.path);
}

/* Rule import-depth: whether a chain of that many schemas is short enough. */
static bool check_depth(const struct schemas *schemas, const struct ast_declaration *declaration, size_t height)
{
    if (height <= SCHEMAS_MOST_DEPTH) return true;
    diag_error(schemas->diag, rule_name(RULE_IMPORT_DEPTH), declaration->path.span,
               "imports go more than %d schemas deep here", (int)SCHEMAS_MOST_DEPTH);
    return false;
}

/* The import that was looked at last is one of a schema that was read. */
static void keep_import(const struct schemas *schemas, struct schema *importer, struct schema *imported)
{
    const size_t index = importer->import_next - 1;
    const unsigned height = imported->height + 1;
    if (!check_depth(schemas, importer->declarations[index], height)) return;
    importer->imports[index] = imported;
    if (height > importer->height) importer->height = height;
}

/* Looks at the next import of the schema on top of the stack; a schema that has to be read first, or NULL. */
static struct schema *follow_import(struct schemas *schemas, struct schema *const *stack, size_t depth)
{
    struct schema *top = stack[depth - 1];
    const struct ast_declaration *declaration = top->declarations[top->import_next++];
    struct schema *imported = import_find(schemas, top, declaration);
    if (imported == NULL) return NULL;
    if (imported->state == SCHEMA_OPEN) {
        size_t begin = depth - 1;
        /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): what is open is on the stack */
        while (stack[begin] != imported) begin--;
        report_cycle(schemas, stack + begin, depth - begin);
        return NULL;
    }
    if (imported->state == SCHEMA_NEW && !check_depth(schemas, declaration, depth + 1)) return NULL;
    if (imported->source == NULL) return NULL; /* an input that could not be read; that was said */
    if (imported->state == SCHEMA_NEW) return imported;
    keep_import(schemas, top, imported);
    return NULL;
}

void schemas_read(struct schemas *schemas, struct schema *schema)
{
    struct schema *stack[SCHEMAS_MOST_DEPTH];
    size_t depth = 0;
    if (schema->state != SCHEMA_NEW) return;
    open_schema(schemas, schema);
    stack[depth++] = schema;
    while (depth > 0) {
        struct schema *top = stack[depth - 1];
        if (top->import_next < top->import_count && !diag_is_full(schemas->diag)) {
            struct schema *next = follow_import(schemas, stack, depth);
            if (next == NULL) continue;
            open_schema(schemas, next);
            stack[depth++] = next;
            continue;
        }
        close_schema(schemas, top);
        depth--;
        if (depth > 0) keep_import(schemas, stack[depth - 1], top);
    }
}

struct schema *schemas_next(struct schemas *schemas)
{
    while (schemas->next < schemas->count) {
        struct schema *schema = schemas->list[schemas->next++];
        if (schema->tree == NULL) continue;
        const struct model **models = arena_array(schemas->arena, schema->import_count, sizeof *models);
        for (size_t i = 0; i < schema->import_count; i++)
            models[i] = schema->imports[i] != NULL ? schema->imports[i]->model : NULL;
        schema->check.import_count = schema->import_count;
        schema->check.imports = models;
        return schema;
    }
    return NULL;
}

size_t schemas_reach(struct schemas *schemas, struct schema *const *roots, size_t root_count,
                     const struct schema ***found)
{
    const unsigned walk = ++schemas->walks;
    const struct schema **list = arena_array(schemas->arena, schemas->count + root_count, sizeof(struct schema *));
    size_t count = 0;
    for (; count < root_count; count++) {
        list[count] = roots[count];
        roots[count]->walk = walk;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < list[i]->import_count; k++) {
            struct schema *imported = list[i]->imports[k];
            if (imported == NULL || imported->walk == walk) continue;
            imported->walk = walk;
            list[count++] = imported;
        }
    }
    *found = list;
    return count;
}
