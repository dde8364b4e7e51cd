/* SPDX-License-Identifier: MIT */
/* The entries of a folder tree, their names, and questions about one entry. */
#ifndef STORE_H
#define STORE_H

#include "files.slots.h"

#include <sys/stat.h>

struct store {
    files_Entry_pool entries;
    files_names_symbols names;
    files_owners_symbols owners;
    files_identities_symbols identities;
    files_owners_id last_owner; /* the entry before had it, and so will most others */
    uid_t last_user;
};

void store_init(struct store *store);
void store_free(struct store *store);

/*
 * Adds what is known of a file. SLOT_EFULL or SLOT_ENOMEM: it was not added. What does not fit a slot counts as the
 * nearest value that does.
 */
slot_status store_add(struct store *store, files_Entry_ref parent, slot_text name, const struct stat *facts,
                      files_Entry_ref *out);

/* Whether this file was met for the first time; then *first. */
slot_status store_meet(struct store *store, const struct stat *facts, bool *first);

/* Adds the size of every entry to the folders that it lies in. */
void store_sum_up(struct store *store);

const files_Entry *store_entry(const struct store *store, files_Entry_ref ref);
slot_text store_name(const struct store *store, files_Entry_ref ref);

#endif
