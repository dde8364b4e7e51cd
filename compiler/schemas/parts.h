/* SPDX-License-Identifier: MIT */
/* What the files of schemas/ share. Private to them. */
#ifndef SLOTGEN_SCHEMAS_PARTS_H
#define SLOTGEN_SCHEMAS_PARTS_H

#include "schemas/schemas.h"

/* table.c: the schema of a file, or of a base name regardless of case; or NULL. */
struct schema *table_of_file(const struct schema_table *table, uint64_t device, uint64_t inode);
struct schema *table_of_name(const struct schema_table *table, const char *base_name);
/* Adds a schema under its file or its base name. */
void table_add_file(struct schema_table *table, struct schema *schema);
void table_add_name(struct schema_table *table, struct schema *schema);

/*
 * imports.c: the schema that an import means, loaded if it is met for the first time; NULL after an error at the
 * import.
 */
struct schema *import_find(struct schemas *schemas, const struct schema *importer,
                           const struct ast_declaration *declaration);

/* schemas.c: a schema that is not loaded yet. */
struct schema *schema_new(struct schemas *schemas, const char *path, const char *base_name);

#endif
