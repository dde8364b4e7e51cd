/* SPDX-License-Identifier: MIT */
/*
 * The Unicode character database in 12 bytes a code point: loads UnicodeData.txt into the class of ucd.slots, checks
 * every property of every code point back against the file, and shows what that costs beside structs by hand.
 */
#include "check.h"
#include "query.h"
#include "sizes.h"

#include <stdlib.h>
#include <string.h>

static const char default_path[] = "/usr/share/unicode/UnicodeData.txt";

static const char usage[] =
    "usage: unicode [FILE]                                   check every record and show the sizes\n"
    "       unicode [FILE] U+XXXX ...                        show code points\n"
    "       unicode [FILE] --where SLOT=VALUE ... [--count]  list or count the code points that meet all conditions\n"
    "FILE is /usr/share/unicode/UnicodeData.txt where none is given.\n"
    "Exit status: 0 fine, 1 the file cannot be read or says what it should not, 2 wrong usage.\n";

enum { EXIT_USAGE = 2 };

struct options {
    const char *path;
    struct query query;
    bool only_count;
    int code_count; /* code points that are arguments; they are read again when they are shown */
};

static bool is_code(const char *argument, int32_t *code)
{
    if (strncmp(argument, "U+", 2) != 0) return false;
    argument += 2;
    return reader_code(&argument, code) && *argument == '\0';
}

static bool wrong_usage(void)
{
    fputs(usage, stderr);
    return false;
}

static bool read_options(struct options *options, int count, char **arguments)
{
    int32_t code;
    for (int i = 1; i < count; i++) {
        const char *argument = arguments[i];
        if (strcmp(argument, "--count") == 0) {
            options->only_count = true;
        } else if (strcmp(argument, "--where") == 0) {
            if (i + 1 == count) return wrong_usage();
            if (!query_add(&options->query, arguments[++i])) return false;
        } else if (strncmp(argument, "U+", 2) == 0) {
            if (!is_code(argument, &code)) {
                fprintf(stderr, "'%s' is not a code point\n", argument);
                return false;
            }
            options->code_count++;
        } else if (argument[0] == '-' || options->path != NULL) {
            return wrong_usage();
        } else {
            options->path = argument;
        }
    }
    if (options->path == NULL) options->path = default_path;
    if (options->only_count && options->query.count == 0) return wrong_usage();
    if (options->query.count > 0 && options->code_count > 0) return wrong_usage();
    return true;
}

static bool report(const struct store *store, const char *path)
{
    char numbers[3][SIZES_NUMBER_ROOM];
    size_t values;
    if (!check_records(store, path, &values)) return false;
    printf("%s code points in %s runs, %s of them with a decomposition\n",
           sizes_number(store->record_count, numbers[0]), sizes_number(store->run_count, numbers[1]),
           sizes_number(store->decomposition_count, numbers[2]));
    printf("all %s properties read back from the records are what the file says\n\n", sizes_number(values, numbers[0]));
    sizes_print(store);
    return true;
}

static bool answer(const struct options *options, const struct store *store, int count, char **arguments)
{
    bool fine = true;
    if (options->only_count) {
        printf("%zu\n", query_count(&options->query, store));
    } else if (options->query.count > 0) {
        fine = query_list(&options->query, store, options->path);
    } else if (options->code_count > 0) {
        for (int i = 1; i < count; i++) {
            int32_t code;
            if (is_code(arguments[i], &code)) fine = query_show(store, options->path, code) && fine;
        }
    } else {
        fine = report(store, options->path);
    }
    return fine;
}

int main(int count, char **arguments)
{
    struct options options = {0};
    struct store store;
    if (count == 2 && strcmp(arguments[1], "--help") == 0) {
        fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    if (!read_options(&options, count, arguments)) return EXIT_USAGE;
    bool fine = store_load(&store, options.path) && answer(&options, &store, count, arguments);
    store_free(&store);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("standard output");
        fine = false;
    }
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
