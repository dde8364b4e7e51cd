/* SPDX-License-Identifier: MIT */
/*
 * Linked into `files` for its test: fstatat as on a system where other programs are at work. A file of the name
 * "vanishes" is gone when it is looked at, a folder "leaves" is gone when it is to be entered, and one "turns" has
 * become a link by then.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* NOLINTBEGIN(bugprone-reserved-identifier): the names that the linker's --wrap wants */
int __real_fstatat(int folder, const char *name, struct stat *facts, int flags);
int __wrap_fstatat(int folder, const char *name, struct stat *facts, int flags);
/* NOLINTEND(bugprone-reserved-identifier) */

int __wrap_fstatat(int folder, const char *name, struct stat *facts, int flags)
{
    int result;

    if (strcmp(name, "vanishes") == 0) unlinkat(folder, name, 0);
    result = __real_fstatat(folder, name, facts, flags);
    if (strcmp(name, "leaves") == 0 || strcmp(name, "turns") == 0) unlinkat(folder, name, AT_REMOVEDIR);
    if (strcmp(name, "turns") == 0 && symlinkat(".", folder, name) != 0) return -1;
    return result;
}
