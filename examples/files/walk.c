/* SPDX-License-Identifier: MIT */
/*
 * The walk: a folder is read at once, so that its entries stand side by side, and then its folders are entered one by
 * one. A folder is opened from the one around it and only if it is no link, so a tree that changes meanwhile leads
 * nowhere else. Names are never joined to paths, and there is no recursion: folders may lie as deep as they like.
 */
#include "walk.h"

#include "show.h"

#include <slotgen/text.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

#ifndef AT_NO_AUTOMOUNT
#define AT_NO_AUTOMOUNT 0
#endif

enum {
    MOST_OPEN = 64,      /* folders that are kept open above the one that is read */
    LONGEST_NAME = 4096, /* far more than any file system allows */
    MOST_ERRORS = 10,    /* that are said; the rest is counted */
    PROGRESS_EVERY = 64
};

/* A folder between the start and the one that is read. */
struct level {
    files_Entry_ref folder;
    uint32_t next, last; /* handles of its entries that were not looked at yet */
    dev_t device;
    int file; /* or -1: closed to spare descriptors */
};

struct walker {
    struct store *store;
    const struct walk_options *options;
    struct walk_counts *counts;
    struct level *levels;
    size_t depth, room;
    struct timespec shown;
    slot_status status; /* SLOT_OK until there is no room */
};

/* File systems that show the kernel's state, no one's files. */
static bool is_pseudo(int file)
{
#ifdef __linux__
    static const unsigned long kinds[] = {
        0x9FA0,     0x62656572, 0x27E0EB,
        0x63677270, 0x64626720, 0x74726163, /* proc sysfs cgroup cgroup2 debug trace */
        0x73636673, 0xCAFE4A11, 0x6165676C,
        0xDE5E81E4, 0x62656570, 0x1CD1, /* security bpf pstore efi config pts */
        0x19800202, 0x42494E4D, 0x65735543,
        0xF97CFF8C, 0x67596969, 0x6E736673 /* mqueue binfmt fusectl selinux rpc ns */
    };
    struct statfs facts;

    if (fstatfs(file, &facts) != 0) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if ((unsigned long)facts.f_type == kinds[i]) return true;
    }
#else
    (void)file;
#endif
    return false;
}

static void show_progress(struct walker *walker, files_Entry_ref folder)
{
    struct timespec now;

    if (!walker->options->progress) return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if ((now.tv_sec - walker->shown.tv_sec) * 1000 + (now.tv_nsec - walker->shown.tv_nsec) / 1000000 < 100) return;
    walker->shown = now;
    fputs("\r\033[K", stderr);
    show_count(stderr, files_Entry_pool_count(&walker->store->entries), 0);
    fputs(" files: ", stderr);
    show_path(stderr, walker->store, folder, 56);
    fflush(stderr);
}

/* A file that cannot be looked at: gone in the meantime, which is nobody's fault, or refused. */
static void refuse(struct walker *walker, files_Entry_ref folder, const char *name, int error)
{
    if (error == ENOENT || error == ENOTDIR || error == ELOOP) { /* gone, or something else is there now */
        walker->counts->vanished++;
        return;
    }
    if (walker->counts->unreadable++ >= MOST_ERRORS) return;
    if (walker->options->progress) fputs("\r\033[K", stderr);
    fputs("files: ", stderr);
    show_path(stderr, walker->store, folder, 0);
    if (name != NULL) {
        fputc('/', stderr);
        show_text(stderr, (slot_text){name, strlen(name)});
    }
    fprintf(stderr, ": %s\n", strerror(error));
}

/* Opens the folder of an entry; -1 where it is gone or refused. */
static int open_folder(const struct walker *walker, int around, files_Entry_ref ref)
{
    const slot_text text = store_name(walker->store, ref);
    char name[LONGEST_NAME];

    if (text.length >= sizeof name) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, text.data, text.length);
    name[text.length] = '\0';
    return openat(around, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* The file of a level, opened again where it was closed: from the nearest one above that is open. */
static int file_of(struct walker *walker, size_t depth)
{
    size_t open = depth;

    while (walker->levels[open].file < 0) open--; /* the start is never closed */
    for (; open < depth; open++) {
        struct level *level = &walker->levels[open + 1];

        level->file = open_folder(walker, walker->levels[open].file, level->folder);
        if (level->file < 0) return -1;
        if (open > MOST_OPEN) {
            close(walker->levels[open - MOST_OPEN].file);
            walker->levels[open - MOST_OPEN].file = -1;
        }
    }
    return walker->levels[depth].file;
}

/* Adds all entries of the innermost folder. */
static void read_folder(struct walker *walker)
{
    struct level *level = &walker->levels[walker->depth - 1];
    const int file = dup(level->file); /* closedir closes it */
    DIR *folder = file >= 0 ? fdopendir(file) : NULL;
    struct dirent *found = NULL;

    if (folder == NULL) {
        refuse(walker, level->folder, NULL, errno);
        if (file >= 0) close(file);
        return;
    }
    for (errno = 0; walker->status == SLOT_OK && (found = readdir(folder)) != NULL; errno = 0) {
        const slot_text name = {found->d_name, strlen(found->d_name)};
        files_Entry_ref ref;
        struct stat facts;

        if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0) continue;
        if (fstatat(level->file, found->d_name, &facts, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT) != 0) {
            refuse(walker, level->folder, found->d_name, errno);
            continue;
        }
        walker->status = store_add(walker->store, level->folder, name, &facts, &ref);
        if (files_Entry_pool_count(&walker->store->entries) % PROGRESS_EVERY == 0) show_progress(walker, level->folder);
    }
    if (walker->status == SLOT_OK && errno != 0) refuse(walker, level->folder, NULL, errno);
    closedir(folder);
}

/* Whether a folder that is open is to be read: not one of another file system, not one that was met before. */
static bool is_wanted(struct walker *walker, int file, dev_t around, struct stat *facts)
{
    bool first;

    if (fstat(file, facts) != 0) return false;
    if (facts->st_dev != around &&
        (walker->options->one_file_system || (!walker->options->pseudo && is_pseudo(file)))) {
        walker->counts->elsewhere++;
        return false;
    }
    walker->status = store_meet(walker->store, facts, &first);
    if (!first) walker->counts->met_before++;
    return walker->status == SLOT_OK && first;
}

/* Goes into a folder, whose file it takes over, and reads it. */
static void enter(struct walker *walker, files_Entry_ref folder, int file, dev_t device)
{
    const uint32_t before = files_Entry_pool_count(&walker->store->entries);

    if (walker->depth == walker->room) {
        const size_t room = walker->room * 2 + 64;
        struct level *levels = realloc(walker->levels, room * sizeof *levels);

        if (levels == NULL) {
            walker->status = SLOT_ENOMEM;
            close(file);
            return;
        }
        walker->levels = levels;
        walker->room = room;
    }
    walker->levels[walker->depth++] = (struct level){folder, before + 1, 0, device, file};
    if (walker->depth > MOST_OPEN + 1 && walker->levels[walker->depth - 1 - MOST_OPEN].file >= 0) {
        close(walker->levels[walker->depth - 1 - MOST_OPEN].file);
        walker->levels[walker->depth - 1 - MOST_OPEN].file = -1;
    }
    read_folder(walker);
    walker->levels[walker->depth - 1].last = files_Entry_pool_count(&walker->store->entries);
}

static void leave(struct walker *walker)
{
    const int file = walker->levels[--walker->depth].file;

    if (file >= 0) close(file);
}

/* Goes into the next folder of the innermost one, or out of it where there is none. */
static void step(struct walker *walker)
{
    struct level *level = &walker->levels[walker->depth - 1];
    struct stat facts;

    while (level->next <= level->last) {
        const files_Entry_ref ref = {level->next++};
        const dev_t device = level->device;
        int around;
        int file;

        if (files_Entry_get_kind(store_entry(walker->store, ref)) != files_Kind_folder) continue;
        around = file_of(walker, walker->depth - 1);
        file = around >= 0 ? open_folder(walker, around, ref) : -1;
        if (file < 0) refuse(walker, ref, NULL, errno);
        else if (is_wanted(walker, file, device, &facts)) enter(walker, ref, file, facts.st_dev);
        else close(file);
        return;
    }
    leave(walker);
}

bool walk(struct store *store, const struct walk_options *options, struct walk_counts *counts)
{
    slot_text name = {options->start, strlen(options->start)};
    struct walker walker = {.store = store, .options = options, .counts = counts, .status = SLOT_OK};
    const int file = open(options->start, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    files_Entry_ref ref;
    struct stat facts;
    bool first;

    *counts = (struct walk_counts){0};
    while (name.length > 1 && name.data[name.length - 1] == '/') name.length--;
    if (file < 0 || fstat(file, &facts) != 0) {
        fprintf(stderr, "files: %s: %s\n", options->start, strerror(errno));
        if (file >= 0) close(file);
        return false;
    }
    walker.status = store_add(store, (files_Entry_ref){0}, name, &facts, &ref);
    if (walker.status == SLOT_OK) walker.status = store_meet(store, &facts, &first);
    if (walker.status == SLOT_OK) enter(&walker, ref, file, facts.st_dev);
    else close(file);
    while (walker.status == SLOT_OK && walker.depth > 0) step(&walker);
    while (walker.depth > 0) leave(&walker);
    free(walker.levels);
    if (options->progress) fputs("\r\033[K", stderr);
    if (walker.status != SLOT_OK)
        fprintf(stderr, "files: only the first %lu files were kept: %s\n",
                (unsigned long)files_Entry_pool_count(&store->entries), slot_strerror(walker.status));
    return walker.status == SLOT_OK;
}
