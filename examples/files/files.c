/* SPDX-License-Identifier: MIT */
/* The command line of `files`: walks a folder tree and answers what a person asks of it. */
#include "report.h"
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char help[] =
    "usage: files [options] [DIR]\n"
    "Keeps a record of every file below DIR (default: /, everything), and says which folders, files and types\n"
    "are largest, how old files are, whose they are, and how much memory the records take.\n"
    "\n"
    "  --top N            lines of each answer, 1 to 1000 (default: 10)\n"
    "  --one-file-system  do not enter folders where another file system is mounted\n"
    "  --pseudo           enter proc, sysfs and other file systems that hold no files, too\n"
    "  --help             this text\n"
    "\n"
    "Links are listed, not followed. Sizes are lengths as `ls -l` shows them; a file with several names counts\n"
    "once. What cannot be read is counted and left out.\n"
    "Exit status: 0 fine, 1 DIR cannot be read or memory ends, 2 wrong usage.\n";

static int usage(void)
{
    fputs("usage: files [--top N] [--one-file-system] [--pseudo] [DIR]; files --help says more\n", stderr);
    return 2;
}

/* 1..MOST_TOP, or 0 where the text is no such number. */
static size_t read_top(const char *text)
{
    char *end = NULL;
    const unsigned long number = text != NULL && *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : 0;

    return end != NULL && *end == '\0' && number <= MOST_TOP ? number : 0;
}

static double seconds_since(const struct timespec *begin)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begin->tv_sec) + (double)(now.tv_nsec - begin->tv_nsec) / 1e9;
}

/* False where a part was left out: the walk has said why. */
static bool run(const struct walk_options *options, size_t top)
{
    struct walk_counts counts;
    struct timespec begin;
    struct store store;
    bool complete;
    bool fine = true;

    clock_gettime(CLOCK_MONOTONIC, &begin);
    store_init(&store);
    complete = walk(&store, options, &counts);
    if (files_Entry_pool_count(&store.entries) > 0) {
        store_sum_up(&store);
        report_totals(&store, &counts, seconds_since(&begin));
        fine = report_largest(&store, top) && report_types(&store, top) && report_owners(&store, top) &&
               report_names(&store, top);
        report_ages(&store, (int64_t)time(NULL));
        report_memory(&store);
    }
    store_free(&store);
    if (!fine) fputs("files: no memory\n", stderr);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("files: the output");
        fine = false;
    }
    return complete && fine;
}

int main(int count, char **arguments)
{
    struct walk_options options = {.progress = isatty(STDERR_FILENO) == 1};
    size_t top = 10;
    bool only_folder = false;

    for (int i = 1; i < count; i++) {
        const char *argument = arguments[i];

        if (only_folder || *argument != '-' || strcmp(argument, "-") == 0) {
            if (options.start != NULL || *argument == '\0') return usage();
            options.start = argument;
        } else if (strcmp(argument, "--") == 0) only_folder = true;
        else if (strcmp(argument, "--one-file-system") == 0) options.one_file_system = true;
        else if (strcmp(argument, "--pseudo") == 0) options.pseudo = true;
        else if (strcmp(argument, "--help") == 0) return fputs(help, stdout) < 0;
        else if (strcmp(argument, "--top") != 0 || i + 1 == count || (top = read_top(arguments[++i])) == 0)
            return usage();
    }
    if (options.start == NULL) options.start = "/";
    return !run(&options, top);
}
