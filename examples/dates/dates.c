/* SPDX-License-Identifier: MIT */
/*
 * Ten million dates: what they cost in memory and in time as a slotgen class, in a pool and in an array, and in the
 * ways that a C programmer would choose without it. Everything is measured in one run, in rounds that take turns.
 */
#define _POSIX_C_SOURCE 200809L /* isatty */

#include "dates.slots.h"
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    EXIT_USAGE = 2,
    MOST_ROUNDS = 99,
    MOST_VARIANTS = 16,
    PYTHON_MOST = 1000000,   /* dates; ten million would take 1.1 GB and half a minute */
    RESIDENT_LEAST = 1000000 /* dates */
};

static const char usage[] =
    "usage: dates [COUNT] [--rounds N] [--no-python]\n"
    "COUNT is 10000000 where it is not given, at most 16777215; N is 5, at most 99.\n"
    "Exit status: 0 fine, 1 a variant failed or read other dates than the rest, 2 wrong usage.\n";

struct options {
    uint32_t count;
    uint32_t rounds;
    bool python;
};

static bool read_number(const char *text, uint32_t most, uint32_t *number)
{
    char *end;
    const unsigned long long value = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || value == 0 || value > most) return false;
    *number = (uint32_t)value;
    return true;
}

static bool read_options(struct options *options, int count, char **arguments)
{
    bool has_count = false;
    for (int i = 1; i < count; i++) {
        if (strcmp(arguments[i], "--no-python") == 0) {
            options->python = false;
        } else if (strcmp(arguments[i], "--rounds") == 0) {
            if (++i == count || !read_number(arguments[i], MOST_ROUNDS, &options->rounds)) return false;
        } else if (has_count || !read_number(arguments[i], Date_POOL_CAPACITY, &options->count)) {
            return false;
        } else {
            has_count = true;
        }
    }
    return true;
}

/* Says on a terminal what is being measured; says nothing where nobody watches. NULL wipes it away. */
static void show_progress(uint32_t round, uint32_t rounds, const char *name)
{
    if (!isatty(STDERR_FILENO)) return;
    if (name == NULL) fprintf(stderr, "\r%-72s\r", "");
    else fprintf(stderr, "\rround %u of %u: %-56s", (unsigned)round, (unsigned)rounds, name);
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *numbers, uint32_t count)
{
    qsort(numbers, count, sizeof *numbers, compare_doubles);
    return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
}

/* A variant's measurements become one: the median of each figure. */
static struct measurement summarise(const struct measurement *rounds, uint32_t count)
{
    double bytes[MOST_ROUNDS], resident[MOST_ROUNDS], create[MOST_ROUNDS], sum[MOST_ROUNDS], random[MOST_ROUNDS];
    for (uint32_t i = 0; i < count; i++) {
        bytes[i] = rounds[i].bytes;
        resident[i] = rounds[i].resident;
        create[i] = rounds[i].create_ns;
        sum[i] = rounds[i].sum_ns;
        random[i] = rounds[i].sum_random_ns;
    }
    struct measurement result = rounds[0];
    result.bytes = median(bytes, count);
    result.resident = median(resident, count);
    result.create_ns = median(create, count);
    result.sum_ns = median(sum, count);
    result.sum_random_ns = median(random, count);
    return result;
}

static bool same_sums(const char *name, const struct measurement *measured, const struct measurement *expected)
{
    if (measured->sum == expected->sum && measured->sum_random == expected->sum_random) return true;
    fprintf(stderr, "%s: the sums differ from those of the dates that were stored\n", name);
    return false;
}

/* All variants in turn, round after round; each round begins with another one. */
static bool measure_all(const struct variant *const *variants, size_t variant_count, const struct options *options,
                        struct measurement *results)
{
    static struct measurement rounds[MOST_VARIANTS][MOST_ROUNDS];
    struct measurement expected;
    measure_expected(options->count, &expected);
    for (uint32_t round = 0; round < options->rounds; round++) {
        for (size_t turn = 0; turn < variant_count; turn++) {
            const size_t i = (turn + round) % variant_count;
            struct measurement *measured = &rounds[i][round];
            show_progress(round + 1, options->rounds, variants[i]->name);
            const bool fine = measure_variant(variants[i], options->count, measured);
            show_progress(0, 0, NULL);
            if (!fine || !same_sums(variants[i]->name, measured, &expected)) return false;
        }
    }
    for (size_t i = 0; i < variant_count; i++) results[i] = summarise(rounds[i], options->rounds);
    return true;
}

/* 10000000 as "10,000,000" */
static const char *with_commas(uint32_t number, char text[16])
{
    if (number < 1000) snprintf(text, 16, "%u", (unsigned)number);
    else if (number < 1000000) snprintf(text, 16, "%u,%03u", (unsigned)number / 1000, (unsigned)number % 1000);
    else
        snprintf(text, 16, "%u,%03u,%03u", (unsigned)number / 1000000, (unsigned)number / 1000 % 1000,
                 (unsigned)number % 1000);
    return text;
}

/* Resident memory grows by whole pages: too coarse to tell for a few dates. */
static void print_row(const char *name, uint32_t count, const struct measurement *row, const struct measurement *hand)
{
    printf("%-38s", name);
    if (row->bytes > 0) printf(" %6.2f", row->bytes);
    else printf(" %6s", "-");
    if (row->resident > 0 && count >= RESIDENT_LEAST) printf(" %8.2f", row->resident);
    else printf(" %8s", "-");
    printf(" %8.2f %6.2fx %8.2f %6.2fx %8.2f %6.2fx\n", row->create_ns, row->create_ns / hand->create_ns, row->sum_ns,
           row->sum_ns / hand->sum_ns, row->sum_random_ns, row->sum_random_ns / hand->sum_random_ns);
}

static bool print_python(const struct options *options, const struct measurement *hand)
{
    const uint32_t count = options->count < PYTHON_MOST ? options->count : PYTHON_MOST;
    struct measurement expected;
    struct measurement measured;
    char name[64];
    char number[16];
    show_progress(1, 1, "CPython");
    const bool found = measure_python(count, &measured);
    show_progress(0, 0, NULL);
    if (!found) {
        printf("CPython __slots__: skipped, python3 is not here or did not run the script\n");
        return true;
    }
    measure_expected(count, &expected);
    snprintf(name, sizeof name, "CPython __slots__, list of %s", with_commas(count, number));
    print_row(name, count, &measured, hand);
    return same_sums(name, &measured, &expected);
}

static bool report(const struct options *options)
{
    const struct variant *variants[MOST_VARIANTS] = {&hand_variant, &pool_variant, &table_variant};
    struct measurement results[MOST_VARIANTS];
    size_t variant_count = 3;
    char number[16];
    for (size_t i = 0; i < array_variant_count; i++) variants[variant_count++] = &array_variants[i];
    variants[variant_count++] = &malloc_variant;
    if (!measure_all(variants, variant_count, options, results)) return false;

    printf("%s dates of year, month and day; medians of %u rounds; x: the time beside that of the first row\n\n",
           with_commas(options->count, number), (unsigned)options->rounds);
    printf("%-38s %15s %16s %16s %16s\n", "", "bytes a date", "create", "sum in order", "sum at random");
    printf("%-38s %6s %8s %8s %7s %8s %7s %8s %7s\n", "", "asked", "resident", "ns", "x", "ns", "x", "ns", "x");
    for (size_t i = 0; i < variant_count; i++) print_row(variants[i]->name, options->count, &results[i], &results[0]);
    return !options->python || print_python(options, &results[0]);
}

int main(int count, char **arguments)
{
    struct options options = {.count = 10000000, .rounds = 5, .python = true};
    if (count == 2 && strcmp(arguments[1], "--help") == 0) {
        fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    if (!read_options(&options, count, arguments)) {
        fputs(usage, stderr);
        return EXIT_USAGE;
    }
    const bool fine = report(&options);
    if (fflush(stdout) == 0 && !ferror(stdout)) return fine ? EXIT_SUCCESS : EXIT_FAILURE;
    perror("standard output");
    return EXIT_FAILURE;
}
