/* SPDX-License-Identifier: MIT */
/* From struct stat to 22 bytes: names and owners become symbols, a pointer to the folder becomes a handle. */
#include "store.h"

#include <stdio.h>
#include <string.h>

void store_init(struct store *store)
{
    memset(store, 0, sizeof *store);
    files_Entry_pool_init(&store->entries);
    files_names_symbols_init(&store->names);
    files_owners_symbols_init(&store->owners);
    files_identities_symbols_init(&store->identities);
}

void store_free(struct store *store)
{
    files_Entry_pool_free(&store->entries);
    files_names_symbols_free(&store->names);
    files_owners_symbols_free(&store->owners);
    files_identities_symbols_free(&store->identities);
}

const files_Entry *store_entry(const struct store *store, files_Entry_ref ref)
{
    return files_Entry_pool_at(&store->entries, ref);
}

slot_text store_name(const struct store *store, files_Entry_ref ref)
{
    return files_names_symbols_text(&store->names, files_Entry_get_name(store_entry(store, ref)));
}

static files_Kind kind_of(mode_t mode)
{
    if (S_ISREG(mode)) return files_Kind_file;
    if (S_ISDIR(mode)) return files_Kind_folder;
    if (S_ISLNK(mode)) return files_Kind_link;
    if (S_ISCHR(mode) || S_ISBLK(mode)) return files_Kind_device;
    if (S_ISFIFO(mode)) return files_Kind_pipe;
    return S_ISSOCK(mode) ? files_Kind_socket : files_Kind_other;
}

static int64_t between(int64_t low, int64_t value, int64_t high)
{
    if (value < low) return low;
    return value > high ? high : value;
}

/* Null where the system has more users than the schema: they are then told together. */
static files_owners_id owner_of(struct store *store, uid_t user)
{
    char text[24];
    const int length = snprintf(text, sizeof text, "%lu", (unsigned long)user);

    if (store->last_owner.id != 0 && store->last_user == user) return store->last_owner;
    store->last_user = user;
    store->last_owner = (files_owners_id){0};
    files_owners_symbols_intern(&store->owners, text, (size_t)length, &store->last_owner);
    return store->last_owner;
}

slot_status store_meet(struct store *store, const struct stat *facts, bool *first)
{
    const uint64_t identity[2] = {(uint64_t)facts->st_dev, (uint64_t)facts->st_ino};
    const uint32_t known = files_identities_symbols_count(&store->identities);
    files_identities_id id;
    const slot_status status =
        files_identities_symbols_intern(&store->identities, (const char *)identity, sizeof identity, &id);

    *first = files_identities_symbols_count(&store->identities) > known;
    return status;
}

slot_status store_add(struct store *store, files_Entry_ref parent, slot_text name, const struct stat *facts,
                      files_Entry_ref *out)
{
    const files_Kind kind = kind_of(facts->st_mode);
    files_Entry *entry;
    files_names_id id;
    bool first = true;
    slot_status status = files_names_symbols_intern(&store->names, name.data, name.length, &id);

    /* Only what has several names can be met twice; folders are looked at when they are entered. */
    if (status == SLOT_OK && facts->st_nlink > 1 && kind != files_Kind_folder)
        status = store_meet(store, facts, &first);
    if (status == SLOT_OK) status = files_Entry_pool_add(&store->entries, out);
    if (status != SLOT_OK) return status;
    entry = files_Entry_pool_at(&store->entries, *out);
    files_Entry_set_name(entry, id);
    files_Entry_set_parent(entry, parent);
    files_Entry_set_kind(entry, kind);
    files_Entry_set_permissions(entry, facts->st_mode & files_Entry_permissions_MAX);
    files_Entry_set_owner(entry, owner_of(store, facts->st_uid));
    files_Entry_clamp_links(entry, (int64_t)facts->st_nlink);
    files_Entry_set_changed(entry, between(files_Entry_changed_MIN, (int64_t)facts->st_mtime, files_Entry_changed_MAX));
    files_Entry_clamp_size(entry, kind == files_Kind_folder ? 0 : (int64_t)facts->st_size);
    files_Entry_set_again(entry, !first);
    return SLOT_OK;
}

/*
 * Entries come behind the folder that they lie in: from the last to the first, each is complete when it is added to its
 * folder. Handles of a pool from which nothing was removed are 1, 2, 3 and so on.
 */
void store_sum_up(struct store *store)
{
    for (uint32_t id = files_Entry_pool_count(&store->entries); id > 0; id--) {
        const files_Entry *entry = store_entry(store, (files_Entry_ref){id});
        files_Entry *folder = files_Entry_pool_at(&store->entries, files_Entry_get_parent(entry));

        if (folder != NULL && !files_Entry_get_again(entry))
            files_Entry_add_size(folder, (int64_t)files_Entry_get_size(entry)); /* a counter: it stops at its most */
    }
}
