/* SPDX-License-Identifier: MIT */
/* The questions that are answered by looking at each entry: how many, how large, how old, and in how many bytes. */
#include "report.h"

#include "show.h"

#include <slotgen/bitmap.h>

#include <stdlib.h>
#include <string.h>

static const files_Entry_ref nothing = {0};

static void print_note(uint64_t count, const char *text)
{
    if (count == 0) return;
    show_count(stdout, count, 12);
    printf(" %s\n", text);
}

void report_totals(const struct store *store, const struct walk_counts *counts, double seconds)
{
    static const char *const names[] = {"files", "folders", "links", "devices", "pipes", "sockets", "others"};
    uint64_t kinds[files_Kind_COUNT] = {0};
    uint64_t again = 0;

    for (files_Entry_ref ref = files_Entry_pool_next(&store->entries, nothing); ref.id != 0;
         ref = files_Entry_pool_next(&store->entries, ref)) {
        const files_Entry *entry = store_entry(store, ref);

        kinds[files_Entry_get_kind(entry)]++;
        again += files_Entry_get_again(entry);
    }
    show_path(stdout, store, (files_Entry_ref){1}, 0);
    fputs(": ", stdout);
    show_size(stdout, (uint64_t)files_Entry_get_size(store_entry(store, (files_Entry_ref){1})), 0);
    printf(", read in %.1f s\n", seconds);
    for (size_t kind = 0; kind < files_Kind_COUNT; kind++) print_note(kinds[kind], names[kind]);
    print_note(again, "of them are other names of files that were met before");
    print_note(counts->vanished, "vanished while they were read");
    print_note(counts->unreadable, "could not be read");
    print_note(counts->elsewhere, "folders of other file systems were not entered");
    print_note(counts->met_before, "folders were met before, by another way");
}

/* The largest so far, the first one first. */
struct largest {
    size_t count, room;
    files_Entry_ref refs[MOST_TOP];
};

static int64_t size_of(const struct store *store, files_Entry_ref ref)
{
    return files_Entry_get_size(store_entry(store, ref));
}

static void offer(struct largest *largest, const struct store *store, files_Entry_ref ref)
{
    const int64_t size = size_of(store, ref);
    size_t at = largest->count;

    if (size == 0 || (at == largest->room && size <= size_of(store, largest->refs[at - 1]))) return;
    if (at == largest->room) at--;
    else largest->count++;
    for (; at > 0 && size_of(store, largest->refs[at - 1]) < size; at--) largest->refs[at] = largest->refs[at - 1];
    largest->refs[at] = ref;
}

static void print_largest(const struct largest *largest, const struct store *store, const char *title)
{
    printf("\n%s\n", title);
    for (size_t i = 0; i < largest->count; i++) {
        show_size(stdout, (uint64_t)size_of(store, largest->refs[i]), 12);
        fputs("  ", stdout);
        show_path(stdout, store, largest->refs[i], 0);
        putchar('\n');
    }
}

/* A bit for each folder that has another one in it with nine tenths of what it has itself. */
static bool find_shells(const struct store *store, slot_bitmap *shells)
{
    if (slot_bitmap_resize(shells, files_Entry_pool_count(&store->entries) + (size_t)1) != SLOT_OK) return false;
    for (files_Entry_ref ref = files_Entry_pool_next(&store->entries, nothing); ref.id != 0;
         ref = files_Entry_pool_next(&store->entries, ref)) {
        const files_Entry *entry = store_entry(store, ref);
        const files_Entry_ref around = files_Entry_get_parent(entry);

        if (files_Entry_get_kind(entry) == files_Kind_folder && around.id != 0 &&
            files_Entry_get_size(entry) / 9 >= size_of(store, around) / 10)
            slot_bitmap_set(shells, around.id, true);
    }
    return true;
}

bool report_largest(const struct store *store, size_t top)
{
    struct largest folders = {.room = top};
    struct largest files = {.room = top};
    slot_bitmap shells;
    bool fine;

    slot_bitmap_init(&shells, NULL);
    fine = find_shells(store, &shells);
    for (files_Entry_ref ref = files_Entry_pool_next(&store->entries, nothing); fine && ref.id != 0;
         ref = files_Entry_pool_next(&store->entries, ref)) {
        const files_Entry *entry = store_entry(store, ref);
        const files_Kind kind = files_Entry_get_kind(entry);

        if (kind == files_Kind_folder && !slot_bitmap_get(&shells, ref.id)) offer(&folders, store, ref);
        if (kind == files_Kind_file && !files_Entry_get_again(entry)) offer(&files, store, ref);
    }
    slot_bitmap_free(&shells);
    if (!fine) return false;
    print_largest(&folders, store, "Largest folders, with all that is in them");
    print_largest(&files, store, "Largest files");
    return true;
}

void report_ages(const struct store *store, int64_t now)
{
    static const struct {
        const char *name;
        int64_t days; /* less than that */
    } ages[] = {{"in the future", 0},          {"within a day", 1},
                {"within a week", 7},          {"within a month", 30},
                {"within a year", 365},        {"within five years", 1826},
                {"within twenty years", 7305}, {"longer ago", INT64_MAX / 86400}};
    uint64_t counts[sizeof ages / sizeof *ages] = {0};
    uint64_t bytes[sizeof ages / sizeof *ages] = {0};

    for (files_Entry_ref ref = files_Entry_pool_next(&store->entries, nothing); ref.id != 0;
         ref = files_Entry_pool_next(&store->entries, ref)) {
        const files_Entry *entry = store_entry(store, ref);
        const int64_t age = now - files_Entry_get_changed(entry);
        size_t i = 0;

        if (files_Entry_get_kind(entry) != files_Kind_file || files_Entry_get_again(entry)) continue;
        while (age >= ages[i].days * 86400) i++;
        counts[i]++;
        bytes[i] += (uint64_t)files_Entry_get_size(entry);
    }
    puts("\nFiles by when they were changed");
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
        if (counts[i] == 0) continue;
        show_size(stdout, bytes[i], 12);
        show_count(stdout, counts[i], 12);
        printf("  %s\n", ages[i].name);
    }
}

/* The same facts as a careful programmer writes them down. */
struct plain_entry {
    struct plain_entry *parent;
    const char *name;
    int64_t size;
    int64_t changed;
    uint32_t owner;
    uint32_t links;
    uint16_t mode; /* kind and permissions */
    bool again;
};

/* What most programs keep: all that the system says. */
struct kept_stat {
    struct kept_stat *parent;
    const char *name;
    struct stat facts;
};

/* What malloc of the GNU C library really takes for so many bytes, on hosts of 64 bits. */
static size_t malloc_bytes(size_t bytes)
{
    return bytes <= 24 ? 32 : (bytes + 8 + 15) / 16 * 16;
}

static void print_memory(const char *name, double records, double names)
{
    printf("%-38s %8.1f %8.1f %8.1f\n", name, records, names, records + names);
}

void report_memory(const struct store *store)
{
    const double files = files_Entry_pool_count(&store->entries);
    const double names = files_names_symbols_count(&store->names);
    const double taken = (double)files_names_symbols_bytes(&store->names);
    double each = 0; /* a name beside every file, with its NUL */
    double each_malloc = 0;
    double once = 0;

    for (files_Entry_ref ref = files_Entry_pool_next(&store->entries, nothing); ref.id != 0;
         ref = files_Entry_pool_next(&store->entries, ref)) {
        each += (double)store_name(store, ref).length + 1;
        each_malloc += (double)malloc_bytes(store_name(store, ref).length + 1);
    }
    for (files_names_id id = files_names_symbols_next(&store->names, (files_names_id){0}); id.id != 0;
         id = files_names_symbols_next(&store->names, id))
        once += (double)files_names_symbols_text(&store->names, id).length;
    puts("\nBytes a file                            records    names together");
    print_memory("slotgen, pool and symbols", (double)files_Entry_pool_bytes(&store->entries) / files, taken / files);
    print_memory("plain struct, name: arrays", sizeof(struct plain_entry), each / files);
    print_memory("plain struct, name: malloc each", (double)malloc_bytes(sizeof(struct plain_entry)),
                 each_malloc / files);
    print_memory("struct stat, name, parent: arrays", sizeof(struct kept_stat), each / files);
    print_memory("struct stat, name, parent: malloc each", (double)malloc_bytes(sizeof(struct kept_stat)),
                 each_malloc / files);
    printf("\nA record has %zu bytes. There are ", sizeof(files_Entry));
    show_count(stdout, (uint64_t)names, 0);
    printf(" names of %.1f bytes, each kept once for %.1f more.\nWhile it walked, ", once / names,
           (taken - once) / names);
    show_size(stdout, files_identities_symbols_bytes(&store->identities), 0);
    puts(" more told what must not count twice.");
}
