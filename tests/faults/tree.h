/* SPDX-License-Identifier: MIT */
/* A folder as it is on disk, in memory: to be compared with what it was, and to be put back. */
#ifndef SLOTGEN_TESTS_FAULTS_TREE_H
#define SLOTGEN_TESTS_FAULTS_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct entry {
    char *path; /* from the folder on */
    mode_t mode;
    ino_t inode;
    char *bytes; /* of a file; of a symbolic link where it leads to */
    size_t length;
};

/* Ascending by path, folders before what is in them. */
struct tree {
    struct entry *entries;
    size_t count;
};

void tree_read(struct tree *tree, const char *folder);
void tree_free(struct tree *tree);

/* Makes the folder what the tree says: whatever else is in it goes away. */
void tree_write(const struct tree *tree, const char *folder);

const struct entry *tree_find(const struct tree *tree, const char *path);

/* Whether two entries are the same file, link or folder with the same content and mode; either may be NULL. */
bool entry_same(const struct entry *a, const struct entry *b);

/* What is left where a run could not clear away: .slotgen-NUMBER-NUMBER.tmp or .old, in any folder. */
bool entry_is_left_over(const struct entry *entry);

#endif
