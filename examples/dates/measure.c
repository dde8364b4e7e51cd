/* SPDX-License-Identifier: MIT */
/*
 * A process of its own for every measurement: nobody gets pages that another one has touched before, and the growth of
 * the resident memory is the variant's alone.
 */
#define _POSIX_C_SOURCE 200809L /* fork, clock_gettime */

#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* Bytes of this process in memory, or 0 where that cannot be seen. */
static double resident_bytes(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL) return 0;
    /* NOLINTNEXTLINE(cert-err34-c): a count of pages by the kernel */
    if (fscanf(file, "%*u %lu", &pages) != 1) pages = 0;
    fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

/* In the child. */
static bool run(const struct variant *variant, uint32_t count, struct measurement *measurement)
{
    const double resident_before = resident_bytes();
    const double begin = now_ns();
    void *store = variant->create(count);
    const double created = now_ns();
    if (store == NULL) {
        fprintf(stderr, "%s: no memory for %lu dates\n", variant->name, (unsigned long)count);
        return false;
    }
    const double resident_after = resident_bytes();
    const double before_sum = now_ns();
    measurement->sum = variant->sum(store, count);
    const double summed = now_ns();
    measurement->sum_random = variant->sum_random(store, count);
    const double summed_random = now_ns();
    const bool correct = variant->check(store, count);
    if (!correct) fprintf(stderr, "%s: a date is not what it was made from\n", variant->name);

    measurement->bytes = (double)variant->bytes(store, count) / count;
    measurement->resident = (resident_after - resident_before) / count;
    measurement->create_ns = (created - begin) / count;
    measurement->sum_ns = (summed - before_sum) / count;
    measurement->sum_random_ns = (summed_random - summed) / count;
    variant->destroy(store, count);
    return correct;
}

bool measure_variant(const struct variant *variant, uint32_t count, struct measurement *measurement)
{
    int ends[2];
    int status = 0;
    fflush(NULL);
    if (pipe(ends) != 0) {
        perror("pipe");
        return false;
    }
    const pid_t child = fork();
    if (child == 0) {
        struct measurement mine = {0};
        const bool fine = run(variant, count, &mine) && write(ends[1], &mine, sizeof mine) == (ssize_t)sizeof mine;
        _exit(fine ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    close(ends[1]);
    bool fine = child > 0;
    if (!fine) perror("fork");
    fine = fine && read(ends[0], measurement, sizeof *measurement) == (ssize_t)sizeof *measurement;
    close(ends[0]);
    if (child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status)) {
        fprintf(stderr, "%s: ended by signal %d\n", variant->name, WTERMSIG(status));
    }
    return fine && status == 0;
}

void measure_expected(uint32_t count, struct measurement *expected)
{
    uint64_t state = 0;
    *expected = (struct measurement){0};
    for (uint32_t i = 0; i < count; i++) {
        expected->sum += sum_of(date_number(i));
        expected->sum_random += sum_of(date_number(random_place(&state, count)));
    }
}
