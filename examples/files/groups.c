/* SPDX-License-Identifier: MIT */
/* The questions that group files: ids of symbols are dense from 1, so an array of totals needs no other key. */
#include "report.h"

#include "show.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>

/* The files of one type, owner or name. */
struct group {
    uint32_t id; /* of the symbol; 0: none of them */
    uint64_t count, bytes;
};

/* One for each id, and one for null. NULL where there is no memory. */
static struct group *make_groups(uint32_t count)
{
    struct group *groups = calloc(count + (size_t)1, sizeof *groups);

    for (uint32_t id = 0; groups != NULL && id <= count; id++) groups[id].id = id;
    return groups;
}

static void add_to_group(struct group *group, const files_Entry *entry)
{
    group->count++;
    if (!files_Entry_get_again(entry)) group->bytes += (uint64_t)files_Entry_get_size(entry);
}

/* Descending; what is equal, in the order of coming. */
static int by_count(const void *a, const void *b)
{
    const struct group *left = a;
    const struct group *right = b;

    if (left->count != right->count) return left->count > right->count ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

static int by_bytes(const void *a, const void *b)
{
    const struct group *left = a;
    const struct group *right = b;

    if (left->bytes != right->bytes) return left->bytes > right->bytes ? -1 : 1;
    return by_count(a, b);
}

static void print_group(const struct group *group)
{
    show_size(stdout, group->bytes, 12);
    show_count(stdout, group->count, 12);
    fputs("  ", stdout);
}

/*
 * What stands behind the last dot, with it; nothing of "README" and ".profile", and where it is too long to be a type.
 */
static slot_text end_of(slot_text name)
{
    enum { LONGEST_TYPE = 12 };
    size_t at = name.length;

    while (at > 0 && name.data[at - 1] != '.') at--;
    if (at <= 1 || at == name.length || name.length - at > LONGEST_TYPE) return (slot_text){NULL, 0};
    return (slot_text){name.data + at - 1, name.length - at + 1};
}

static bool is_number(const char *text, size_t length)
{
    size_t digits = 0;

    while (digits < length && text[digits] >= '0' && text[digits] <= '9') digits++;
    return digits == length;
}

/* ".gz" of "a.tar.gz", and ".so" of "libm.so.6.1": numbers that follow a type are versions. */
static slot_text type_of(slot_text name)
{
    const slot_text last = end_of(name);
    slot_text type = last;

    while (type.length > 1 && is_number(type.data + 1, type.length - 1)) {
        name.length -= type.length;
        type = end_of(name);
    }
    return type.length > 0 ? type : last;
}

/* The type of every name: a name is looked at once, however many files have it. */
static bool intern_types(const struct store *store, files_types_symbols *types, files_types_id *type_of_name)
{
    for (files_names_id id = files_names_symbols_next(&store->names, (files_names_id){0}); id.id != 0;
         id = files_names_symbols_next(&store->names, id)) {
        const slot_text type = type_of(files_names_symbols_text(&store->names, id));
        slot_status status = SLOT_OK;

        type_of_name[id.id] = (files_types_id){0};
        if (type.length > 0) status = files_types_symbols_intern(types, type.data, type.length, &type_of_name[id.id]);
        if (status != SLOT_OK && status != SLOT_EFULL) return false; /* more types than anybody reads: no type */
    }
    return true;
}

static void print_types(const struct group *groups, size_t count, const files_types_symbols *types)
{
    puts("\nFiles by type");
    for (size_t i = 0; i < count && groups[i].count > 0; i++) {
        print_group(&groups[i]);
        if (groups[i].id == 0) fputs("(none)", stdout);
        else show_text(stdout, files_types_symbols_text(types, (files_types_id){groups[i].id}));
        putchar('\n');
    }
}

bool report_types(const struct store *store, size_t top)
{
    files_types_id *type_of_name = calloc(files_names_symbols_count(&store->names) + (size_t)1, sizeof *type_of_name);
    struct group *groups = NULL;
    files_types_symbols types;
    uint32_t count;

    files_types_symbols_init(&types);
    if (type_of_name != NULL && intern_types(store, &types, type_of_name))
        groups = make_groups(files_types_symbols_count(&types));
    count = files_types_symbols_count(&types) + 1;
    for (files_Entry_ref ref = files_Entry_pool_next(&store->entries, (files_Entry_ref){0});
         groups != NULL && ref.id != 0; ref = files_Entry_pool_next(&store->entries, ref)) {
        const files_Entry *entry = store_entry(store, ref);

        if (files_Entry_get_kind(entry) == files_Kind_file)
            add_to_group(&groups[type_of_name[files_Entry_get_name(entry).id].id], entry);
    }
    if (groups != NULL) {
        qsort(groups, count, sizeof *groups, by_bytes);
        print_types(groups, count < top ? count : top, &types);
    }
    files_types_symbols_free(&types);
    free(type_of_name);
    free(groups);
    return groups != NULL;
}

static void print_owner(const struct store *store, uint32_t id)
{
    const slot_text number = files_owners_symbols_text(&store->owners, (files_owners_id){id});
    char text[24] = "";
    const struct passwd *user;

    if (number.length > 0 && number.length < sizeof text) memcpy(text, number.data, number.length);
    user = id != 0 ? getpwuid((uid_t)strtoul(text, NULL, 10)) : NULL;
    if (user != NULL) show_text(stdout, (slot_text){user->pw_name, strlen(user->pw_name)});
    else fputs(id != 0 ? text : "others", stdout);
}

bool report_owners(const struct store *store, size_t top)
{
    const uint32_t count = files_owners_symbols_count(&store->owners) + 1;
    struct group *groups = make_groups(count - 1);

    if (groups == NULL) return false;
    for (files_Entry_ref ref = files_Entry_pool_next(&store->entries, (files_Entry_ref){0}); ref.id != 0;
         ref = files_Entry_pool_next(&store->entries, ref)) {
        const files_Entry *entry = store_entry(store, ref);

        if (files_Entry_get_kind(entry) != files_Kind_folder) /* the size of a folder is that of others */
            add_to_group(&groups[files_Entry_get_owner(entry).id], entry);
    }
    qsort(groups, count, sizeof *groups, by_bytes);
    puts("\nFiles, links and the like by owner");
    for (size_t i = 0; i < count && i < top && groups[i].count > 0; i++) {
        print_group(&groups[i]);
        print_owner(store, groups[i].id);
        putchar('\n');
    }
    free(groups);
    return true;
}

bool report_names(const struct store *store, size_t top)
{
    const uint32_t count = files_names_symbols_count(&store->names) + 1;
    struct group *groups = make_groups(count - 1);

    if (groups == NULL) return false;
    for (files_Entry_ref ref = files_Entry_pool_next(&store->entries, (files_Entry_ref){0}); ref.id != 0;
         ref = files_Entry_pool_next(&store->entries, ref)) {
        const files_Entry *entry = store_entry(store, ref);

        add_to_group(&groups[files_Entry_get_name(entry).id], entry);
    }
    qsort(groups, count, sizeof *groups, by_count);
    if (groups[0].count > 1) puts("\nNames that most have");
    for (size_t i = 0; i < count && i < top && groups[i].count > 1; i++) {
        show_count(stdout, groups[i].count, 12);
        fputs("  ", stdout);
        show_text(stdout, files_names_symbols_text(&store->names, (files_names_id){groups[i].id}));
        putchar('\n');
    }
    free(groups);
    return true;
}
