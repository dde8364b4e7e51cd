/* SPDX-License-Identifier: MIT */
/*
 * Two hash tables of schemas that grow as they are filled: by file, and by base name. Linear probing, half full at
 * most.
 */
#include "schemas/parts.h"

#include <stdlib.h>
#include <string.h>

enum { TABLE_SMALLEST = 16 };

static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static uint64_t hash_file(uint64_t device, uint64_t inode)
{
    return mix(mix(1, device), inode);
}

static uint64_t hash_name(const char *name)
{
    uint64_t hash = 2;
    for (; *name != '\0'; name++) hash = mix(hash, lower(*name));
    return hash;
}

static bool same_name(const char *a, const char *b)
{
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return lower(*a) == lower(*b);
}

struct schema *table_of_file(const struct schema_table *table, uint64_t device, uint64_t inode)
{
    if (table->size == 0) return NULL;
    for (size_t at = (size_t)hash_file(device, inode);; at++) {
        struct schema *schema = table->entries[at & (table->size - 1)];
        if (schema == NULL || (schema->device == device && schema->inode == inode)) return schema;
    }
}

struct schema *table_of_name(const struct schema_table *table, const char *base_name)
{
    if (table->size == 0) return NULL;
    for (size_t at = (size_t)hash_name(base_name);; at++) {
        struct schema *schema = table->entries[at & (table->size - 1)];
        if (schema == NULL || same_name(schema->check.base_name, base_name)) return schema;
    }
}

static void put(struct schema_table *table, struct schema *schema, bool is_by_file)
{
    const uint64_t hash = is_by_file ? hash_file(schema->device, schema->inode) : hash_name(schema->check.base_name);
    size_t at = (size_t)hash & (table->size - 1);
    while (table->entries[at] != NULL) at = (at + 1) & (table->size - 1);
    table->entries[at] = schema;
}

static void add(struct schema_table *table, struct schema *schema, bool is_by_file)
{
    if (table->count + 1 > table->size / 2) {
        struct schema_table larger = {.size = table->size == 0 ? TABLE_SMALLEST : table->size * 2};
        larger.entries = memory_resize(NULL, larger.size * sizeof(struct schema *));
        for (size_t i = 0; i < larger.size; i++) larger.entries[i] = NULL;
        for (size_t i = 0; i < table->size; i++) {
            if (table->entries[i] != NULL) put(&larger, table->entries[i], is_by_file);
        }
        larger.count = table->count;
        free(table->entries);
        *table = larger;
    }
    put(table, schema, is_by_file);
    table->count++;
}

void table_add_file(struct schema_table *table, struct schema *schema)
{
    add(table, schema, true);
}

void table_add_name(struct schema_table *table, struct schema *schema)
{
    add(table, schema, false);
}
