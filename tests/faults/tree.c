/* SPDX-License-Identifier: MIT */
/* A folder in memory; see tree.h. Gives up with exit status 2 where the disk does not do what it should. */
#define _XOPEN_SOURCE 700
#include "tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_PATH = 4096 };

static void give_up(const char *what, const char *path)
{
    fprintf(stderr, "faults: cannot %s %s: %s\n", what, path, strerror(errno));
    exit(2);
}

static char *copy_text(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    if (copy == NULL) give_up("copy", text);
    return strcpy(copy, text);
}

static void read_file(struct entry *entry, const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    entry->bytes = malloc(size + 1);
    entry->length = size;
    if (file == NULL || entry->bytes == NULL || fread(entry->bytes, 1, size, file) != size) give_up("read", path);
    fclose(file);
}

static void read_link(struct entry *entry, const char *path)
{
    entry->bytes = malloc(MOST_PATH);
    const ssize_t length = entry->bytes == NULL ? -1 : readlink(path, entry->bytes, MOST_PATH - 1);
    if (length < 0) give_up("read", path);
    entry->bytes[length] = '\0';
    entry->length = (size_t)length;
}

static void add_folder(struct tree *tree, const char *folder, const char *inside)
{
    char path[MOST_PATH];
    snprintf(path, sizeof path, "%s/%s", folder, inside);
    DIR *names = opendir(path);
    if (names == NULL) give_up("read", path);
    for (const struct dirent *name; (name = readdir(names)) != NULL;) {
        struct stat info;
        char within[MOST_PATH / 2];
        if (strcmp(name->d_name, ".") == 0 || strcmp(name->d_name, "..") == 0) continue;
        snprintf(within, sizeof within, "%s%s%s", inside, inside[0] == '\0' ? "" : "/", name->d_name);
        snprintf(path, sizeof path, "%s/%s", folder, within);
        if (lstat(path, &info) != 0) give_up("see", path);
        tree->entries = realloc(tree->entries, (tree->count + 1) * sizeof *tree->entries);
        if (tree->entries == NULL) give_up("keep", path);
        struct entry *entry = &tree->entries[tree->count++];
        *entry = (struct entry){.path = copy_text(within), .mode = info.st_mode, .inode = info.st_ino};
        if (S_ISREG(info.st_mode)) read_file(entry, path, (size_t)info.st_size);
        if (S_ISLNK(info.st_mode)) read_link(entry, path);
        if (S_ISDIR(info.st_mode)) add_folder(tree, folder, within);
    }
    closedir(names);
}

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->path, ((const struct entry *)b)->path);
}

void tree_read(struct tree *tree, const char *folder)
{
    *tree = (struct tree){0};
    add_folder(tree, folder, "");
    if (tree->count > 1) qsort(tree->entries, tree->count, sizeof *tree->entries, compare_entries);
}

void tree_free(struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        free(tree->entries[i].path);
        free(tree->entries[i].bytes);
    }
    free(tree->entries);
    *tree = (struct tree){0};
}

const struct entry *tree_find(const struct tree *tree, const char *path)
{
    const struct entry wanted = {.path = copy_text(path)};
    const struct entry *found =
        tree->count == 0 ? NULL : bsearch(&wanted, tree->entries, tree->count, sizeof *tree->entries, compare_entries);
    free(wanted.path);
    return found;
}

bool entry_same(const struct entry *a, const struct entry *b)
{
    if (a == NULL || b == NULL) return a == b;
    return a->mode == b->mode && a->length == b->length &&
           (a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

bool entry_is_left_over(const struct entry *entry)
{
    const char *slash = strrchr(entry->path, '/');
    const char *name = slash == NULL ? entry->path : slash + 1;
    const size_t length = strlen(name);
    return strncmp(name, ".slotgen-", 9) == 0 && length > 13 &&
           (strcmp(name + length - 4, ".tmp") == 0 || strcmp(name + length - 4, ".old") == 0);
}

static void write_entry(const struct entry *entry, const char *path)
{
    if (S_ISDIR(entry->mode)) {
        if (mkdir(path, 0777) != 0) give_up("make", path);
    } else if (S_ISLNK(entry->mode)) {
        if (symlink(entry->bytes, path) != 0) give_up("make", path);
        return;
    } else {
        FILE *file = fopen(path, "wb");
        if (file == NULL || fwrite(entry->bytes, 1, entry->length, file) != entry->length || fclose(file) != 0)
            give_up("write", path);
    }
    if (chmod(path, entry->mode & 07777) != 0) give_up("set the mode of", path);
}

void tree_write(const struct tree *tree, const char *folder)
{
    char path[MOST_PATH];
    struct tree there;
    tree_read(&there, folder);
    for (size_t i = there.count; i-- > 0;) {
        if (entry_same(&there.entries[i], tree_find(tree, there.entries[i].path))) continue;
        snprintf(path, sizeof path, "%s/%s", folder, there.entries[i].path);
        if (remove(path) != 0 && !S_ISDIR(there.entries[i].mode)) give_up("remove", path);
    }
    for (size_t i = 0; i < tree->count; i++) {
        if (entry_same(tree_find(&there, tree->entries[i].path), &tree->entries[i])) continue;
        snprintf(path, sizeof path, "%s/%s", folder, tree->entries[i].path);
        write_entry(&tree->entries[i], path);
    }
    tree_free(&there);
}
