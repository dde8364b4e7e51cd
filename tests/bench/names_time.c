/* SPDX-License-Identifier: MIT */
/*
 * Time of lookups by name in a random order, slot_find against gperf's function, interleaved: names_time ROUNDS writes
 * `SET WHAT slotgen gperf gperf-l` lines, nanoseconds a lookup, medians of the rounds.
 */
#define _POSIX_C_SOURCE 200809L
#include "name_sets.h"
#include "names.slots.h"

#include "clock.h"

#include <stdio.h>
#include <string.h>

struct entry {
    const char *name;
    int index;
};

enum { ORDER = 1 << 16, REPEAT = 8, MOST_ROUNDS = 101 };

struct query {
    const char *name;
    size_t length;
};

static struct query order[ORDER];

static void shuffle(const char *const *names, size_t count)
{
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < ORDER; i++) {
        order[i].name = names[clock_random(&state) % count];
        order[i].length = strlen(order[i].name);
    }
}

#define LOOP(function, expression)                                                                                     \
    static double function(void)                                                                                       \
    {                                                                                                                  \
        const double begin = clock_seconds();                                                                          \
        for (int k = 0; k < REPEAT; k++) {                                                                             \
            for (int i = 0; i < ORDER; i++) {                                                                          \
                const struct query query = order[i];                                                                   \
                clock_keep((uint64_t)(uintptr_t)(expression));                                                         \
            }                                                                                                          \
        }                                                                                                              \
        return (clock_seconds() - begin) * 1e9 / ORDER / REPEAT;                                                       \
    }

#define SET(n)                                                                                                         \
    const struct entry *gperf_##n(const char *name, size_t length);                                                    \
    const struct entry *gperf_l_##n(const char *name, size_t length);                                                  \
    LOOP(time_slotgen_##n, (intptr_t)slot_find(&N##n##_class, query.name, query.length))                               \
    LOOP(time_gperf_##n, gperf_##n(query.name, query.length))                                                          \
    LOOP(time_gperf_l_##n, gperf_l_##n(query.name, query.length))

NAME_SETS(SET)

static void report(int set, const char *what, int rounds, double (*const loops[3])(void))
{
    double times[3][MOST_ROUNDS];
    for (int round = 0; round < rounds; round++)
        for (int i = round; i < round + 3; i++) times[i % 3][round] = loops[i % 3]();
    printf("%d %s %.3f %.3f %.3f\n", set, what, clock_median(times[0], rounds), clock_median(times[1], rounds),
           clock_median(times[2], rounds));
}

#define REPORT(n)                                                                                                      \
    {                                                                                                                  \
        double (*const loops[3])(void) = {time_slotgen_##n, time_gperf_##n, time_gperf_l_##n};                         \
        shuffle(hits_##n, sizeof hits_##n / sizeof hits_##n[0]);                                                       \
        report(n, "hit", rounds, loops);                                                                               \
        shuffle(misses_##n, sizeof misses_##n / sizeof misses_##n[0]);                                                 \
        report(n, "miss", rounds, loops);                                                                              \
    }

int main(int argc, char **argv)
{
    const int asked = argc == 2 ? atoi(argv[1]) : 7;
    const int rounds = asked < 1 ? 1 : asked > MOST_ROUNDS ? MOST_ROUNDS : asked;
    NAME_SETS(REPORT)
    return 0;
}
