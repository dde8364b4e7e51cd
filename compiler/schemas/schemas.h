/* SPDX-License-Identifier: MIT */
/*
 * The schemas of a run: its inputs and all that they import, each file once, in the order in which they depend on each
 * other. Loads and parses them; knows nothing of what they mean.
 *
 * An import is looked for in the folder of the file that has it, then in the folders of -I in their order. Mistakes are
 * reported at the import, under the rules import-... of check/rules.h.
 */
#ifndef SLOTGEN_SCHEMAS_H
#define SLOTGEN_SCHEMAS_H

#include "check/check.h"
#include "parse/ast.h"
#include "source/diag.h"

enum {
    SCHEMAS_MOST_DEPTH = 64, /* schemas of a chain in which each imports the next */
    SCHEMAS_MOST_PATH = 1000 /* bytes of an import's path */
};

enum schema_state {
    SCHEMA_NEW,
    SCHEMA_OPEN, /* its imports are being read: whoever imports it has closed a cycle */
    SCHEMA_READ
};

struct schema {
    enum schema_state state;
    struct check_options check; /* `imports` are filled by schemas_next */
    const char *folder;         /* "in/" or "": its imports are relative to that */
    uint64_t device, inode;     /* of its file; 0 and 0 for standard input */
    bool is_stdin;
    const struct source *source; /* NULL: it is not loaded, or cannot be read */
    const struct ast_file *tree; /* NULL unless it was read and has no syntax errors */
    size_t import_count;
    const struct ast_declaration **declarations; /* of the imports */
    struct schema **imports;                     /* NULL where that was an error */
    size_t import_next;                          /* while open: the first that was not looked at */
    unsigned height;                             /* of the chain of imports below it, itself included */
    unsigned walk;                               /* the newest walk over imports that met it */
    struct model *model;                         /* once it is compiled; NULL where it has errors */
};

struct schema_table {
    struct schema **entries;
    size_t size; /* 0 or a power of two */
    size_t count;
};

struct schemas {
    struct arena *arena;
    struct diag *diag;
    struct source_set *sources;
    const char *const *folders; /* -I */
    size_t folder_count;
    struct check_options check;  /* what all have in common */
    struct schema **list;        /* those that were read, what is imported before what imports it */
    size_t count, room;          /* of the list */
    unsigned walks;              /* how many walks over imports there were */
    size_t next;                 /* the first of the list that schemas_next did not give */
    struct schema_table by_file; /* device and inode */
    struct schema_table by_name; /* base name, regardless of case */
};

void schemas_init(struct schemas *schemas, struct arena *arena, struct diag *diag, struct source_set *sources);
void schemas_free(struct schemas *schemas);

/* "market" of "data/market.slots"; NULL where the name has no such form, or characters that no output may have. */
const char *schemas_base_name(struct arena *arena, const char *path);

/* The schema that a base name is taken by, regardless of case, or NULL. */
struct schema *schemas_of_name(const struct schemas *schemas, const char *base_name);

/* Whether a schema was read from that file. */
bool schemas_has_file(const struct schemas *schemas, uint64_t device, uint64_t inode);

/* An input of the run, not loaded yet; no other has its base name. */
struct schema *schemas_add_input(struct schemas *schemas, const char *path, const char *base_name);

/* Loads an input; `path` is "-" for standard input. False after one line on stderr. */
bool schemas_load_input(struct schemas *schemas, struct schema *schema, const char *path);

/* Parses a schema that is loaded, and loads and parses all that it imports. Errors are reported. */
void schemas_read(struct schemas *schemas, struct schema *schema);

/* The next schema that was read and has no syntax errors, or NULL. All that it imports came before. */
struct schema *schemas_next(struct schemas *schemas);

/* These schemas and all that they import, directly or not, each once; how many. */
size_t schemas_reach(struct schemas *schemas, struct schema *const *roots, size_t root_count,
                     const struct schema ***found);

#endif
