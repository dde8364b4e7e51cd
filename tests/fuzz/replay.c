/* SPDX-License-Identifier: MIT */
/*
 * A fuzz target as a plain program: gives it every file of some folders, and then mutations of them that are the same
 * on every host and in every build.
 *
 * Usage: fuzz_NAME [--mutations N] [--seed S] [--dictionary FILE] FILE_OR_FOLDER...
 *
 * Prints how many inputs there were and how many of them were accepted. An input that crashes, or takes longer than 20
 * seconds, is left behind as crash-NAME in the current folder; run the program with that file to see it again.
 */
#define _XOPEN_SOURCE 700
#include "fuzz.h"
#include "mutate.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_SECONDS = 20, PATH_SIZE = 4096 };

struct corpus {
    struct buffer *inputs;
    size_t count;
};

static const unsigned char *current;
static size_t current_length;
static char crash_path[PATH_SIZE];

/* Only what a signal handler may call. */
static void keep_current(int signal_number)
{
    const int file = open(crash_path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file >= 0) {
        (void)!write(file, current, current_length);
        close(file);
    }
    (void)!write(STDERR_FILENO, "the input was left as ", 22);
    (void)!write(STDERR_FILENO, crash_path, strlen(crash_path));
    (void)!write(STDERR_FILENO, signal_number == SIGALRM ? ": it takes too long\n" : "\n",
                 signal_number == SIGALRM ? 20 : 1);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void run(const unsigned char *bytes, size_t length)
{
    /* A block of exactly this size, so that a sanitizer sees what lies behind it. */
    unsigned char *copy = malloc(length > 0 ? length : 1);
    if (copy == NULL) abort();
    if (length > 0) memcpy(copy, bytes, length);
    current = copy;
    current_length = length;
    alarm(MOST_SECONDS);
    LLVMFuzzerTestOneInput(copy, length);
    alarm(0);
    free(copy);
}

static void add_file(struct corpus *corpus, const char *path)
{
    struct buffer input = {0};
    struct stat info;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &info) != 0) {
        perror(path);
        exit(2);
    }
    unsigned char *bytes = calloc(1, (size_t)info.st_size + 1);
    if (bytes == NULL) abort();
    buffer_set(&input, bytes, fread(bytes, 1, (size_t)info.st_size, file));
    fclose(file);
    free(bytes);
    corpus->inputs = realloc(corpus->inputs, (corpus->count + 1) * sizeof *corpus->inputs);
    if (corpus->inputs == NULL) abort();
    corpus->inputs[corpus->count++] = input;
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void add(struct corpus *corpus, const char *path)
{
    struct stat info;
    struct dirent **names;
    char name[PATH_SIZE];
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
        add_file(corpus, path);
        return;
    }
    const int count = scandir(path, &names, NULL, compare_names);
    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof name, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.') add(corpus, name);
        free(names[i]);
    }
    if (count >= 0) free(names);
}

static void run_mutations(const struct corpus *corpus, const struct dictionary *dictionary, unsigned long mutations,
                          uint64_t random)
{
    struct buffer buffer = {0};
    for (unsigned long i = 0; i < mutations && corpus->count > 0; i++) {
        const struct buffer *input = &corpus->inputs[mutate_random(&random) % corpus->count];
        const struct buffer *other = &corpus->inputs[mutate_random(&random) % corpus->count];
        if (input->length > 16384) continue;
        buffer_set(&buffer, input->bytes, input->length);
        mutate(&buffer, other, dictionary, &random);
        run(buffer.bytes, buffer.length);
    }
    free(buffer.bytes);
}

int main(int argc, char **argv)
{
    static const int signals[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM};
    struct corpus corpus = {0};
    struct dictionary dictionary = {0};
    unsigned long mutations = 0;
    uint64_t seed = 1;
    const char *slash = strrchr(argv[0], '/');
    snprintf(crash_path, sizeof crash_path, "crash-%s", slash != NULL ? slash + 1 : argv[0]);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--mutations") == 0 && i + 1 < argc) mutations = strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc) seed = strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--dictionary") == 0 && i + 1 < argc) {
            if (!dictionary_read(&dictionary, argv[++i])) {
                fprintf(stderr, "%s: a line is no word, or there is no such file\n", argv[i]);
                return 2;
            }
        } else {
            add(&corpus, argv[i]);
        }
    }
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) signal(signals[i], keep_current);
    for (size_t i = 0; i < corpus.count; i++) run(corpus.inputs[i].bytes, corpus.inputs[i].length);
    run_mutations(&corpus, &dictionary, mutations, seed);
    printf("%s: %zu inputs and %lu mutations of them, %lu accepted; the largest output has %zu bytes\n",
           slash != NULL ? slash + 1 : argv[0], corpus.count, mutations, fuzz_accepted, fuzz_largest);
    for (size_t i = 0; i < corpus.count; i++) free(corpus.inputs[i].bytes);
    free(corpus.inputs);
    dictionary_free(&dictionary);
    return corpus.count == 0 ? 2 : 0;
}
