/* SPDX-License-Identifier: MIT */
/* The table of C names; see table.h. */
#include "names/table.h"

#include "names/names.h"

#include <string.h>

static uint64_t hash_more(uint64_t hash, const char *string)
{
    for (; *string != '\0'; string++) hash = (hash ^ (unsigned char)*string) * UINT64_C(0x100000001b3);
    return hash;
}

static const uint64_t hash_begin = UINT64_C(0xcbf29ce484222325);

static char *join_pieces(struct arena *arena, const struct entry *entry)
{
    return arena_join(arena, entry->pieces[0], entry->pieces[1], entry->pieces[2], entry->pieces[3], NULL);
}

bool table_was_reported(const struct names_run *run, struct span span)
{
    for (size_t i = 0; i < run->reported_count; i++) {
        if (run->reported[i].begin == span.begin && run->reported[i].end == span.end) return true;
    }
    return false;
}

/* The same, and from now on it was. */
static bool was_reported(struct names_run *run, struct span span)
{
    if (table_was_reported(run, span)) return true;
    if (run->reported_count < NAMES_REPORTED_MOST) run->reported[run->reported_count++] = span;
    return false;
}

static void report(struct names_run *run, const struct entry *first, const struct entry *second)
{
    if (was_reported(run, second->span)) return;
    diag_error(run->diag, "c-name-collision", second->span, "%s '%s' needs the C name '%s', which %s '%s' has",
               second->owner_kind, second->owner, join_pieces(run->arena, second), first->owner_kind, first->owner);
    diag_note(run->diag, first->span, "%s '%s' is declared here", first->owner_kind, first->owner);
    const bool is_member = strcmp(first->owner_kind, "member") == 0 && strcmp(second->owner_kind, "member") == 0;
    diag_help(run->diag,
              is_member ? "rename one of them" : "rename one of them, or give it another C name with @c_name(\"...\")");
}

/* A name that is made of several pieces must not be a macro of a header: "SEEK" + "_" + "SET". */
static void check_derived(struct names_run *run, const struct entry *entry)
{
    const char *name = join_pieces(run->arena, entry);
    if (strcmp(name, entry->pieces[0]) == 0 && entry->pieces[1][0] == '\0' && strcmp(entry->owner_kind, "member") != 0)
        return;
    if ((!names_is_taken_word(name) && !names_is_library_word(name)) || was_reported(run, entry->span)) return;
    diag_error(run->diag, "c-name-collision", entry->span,
               "%s '%s' needs the C name '%s', which a header of C or POSIX has", entry->owner_kind, entry->owner,
               name);
    diag_help(run->diag, "put the schema into a namespace, or rename it");
}

static void add_entry(struct names_run *run, uint64_t hash, const struct entry *entry)
{
    if (run->may_derive) check_derived(run, entry);
    const size_t mask = run->table.mask;
    for (size_t i = (size_t)(hash ^ hash >> 32) & mask;; i = (i + 1) & mask) {
        struct entry *at = &run->table.entries[i];
        if (at->group != run->table.group) {
            *at = *entry;
            at->hash = hash;
            at->group = run->table.group;
            return;
        }
        if (at->hash != hash || strcmp(join_pieces(run->arena, at), join_pieces(run->arena, entry)) != 0) continue;
        report(run, at, entry);
        return;
    }
}

void table_begin_group(struct table *table, size_t names)
{
    size_t room = 64;
    while (room < names * 2) room *= 2;
    if (room > table->room) {
        table->entries = memory_resize(table->entries, room * sizeof *table->entries);
        memset(table->entries, 0, room * sizeof *table->entries);
        table->room = room;
        table->group = 0;
    }
    table->mask = room - 1;
    table->group++;
}

void table_add(struct names_run *run, const char *kind, const char *owner, struct span span, const char *first,
               const char *second, const char *third, const char *fourth)
{
    if (run->prefix != first) {
        run->prefix = first;
        run->prefix_hash = hash_more(hash_begin, first);
    }
    const struct entry entry = {0, 0, {first, second, third, fourth}, kind, owner, span};
    add_entry(run, hash_more(hash_more(hash_more(run->prefix_hash, second), third), fourth), &entry);
}
