/* SPDX-License-Identifier: MIT */
/*
 * Instructions of a lookup by name, and of a lookup and a read: slot_find and slot_get_int against gperf's function
 * and a switch over getters of bit-fields. Writes `SET WHAT WHO MEAN MOST MOST_LONG` lines: the mean, and the most for
 * names of up to 16 bytes and of more; ret not counted. WHAT is hit, miss (both of the lookup alone), get (of
 * slot_get_int alone) or both (of a function that does both).
 */
#include "name_sets.h"
#include "names.slots.h"
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *name;
    int index;
};

typedef int slot_finder(const slot_class *type, const char *name, size_t length);
typedef const struct entry *gperf_finder(const char *name, size_t length);
typedef slot_status slot_getter(const slot_class *type, const void *self, int index, int64_t *out);
typedef int reader(const char *name, size_t length);

/* Functions of nothing but ret: what a call costs by itself. */
slot_finder nothing_slot;
gperf_finder nothing_gperf;
slot_getter nothing_get;
reader nothing_read;
__asm__(
    ".text\n.globl nothing_slot, nothing_gperf, nothing_get, nothing_read\n"
    "nothing_slot: nothing_gperf: nothing_get: nothing_read: ret\n");

/* Lookup and read in a function, by both. */
#define SET(n)                                                                                                         \
    gperf_finder gperf_##n, gperf_l_##n;                                                                               \
    static N##n ours_##n;                                                                                              \
    static G##n theirs_##n;                                                                                            \
    static int get_##n(const char *name, size_t length)                                                                \
    {                                                                                                                  \
        int64_t value = 0;                                                                                             \
        const int index = slot_find(&N##n##_class, name, length);                                                      \
        return slot_get_int(&N##n##_class, &ours_##n, index, &value) == SLOT_OK ? (int)value : -1;                     \
    }                                                                                                                  \
    static int rival_get_##n(const char *name, size_t length)                                                          \
    {                                                                                                                  \
        int64_t value = 0;                                                                                             \
        const struct entry *entry = gperf_l_##n(name, length);                                                         \
        return entry != NULL && G##n##_get(&theirs_##n, entry->index, &value) ? (int)value : -1;                       \
    }

NAME_SETS(SET)

/* What is measured: one of them is not NULL. */
struct candidate {
    slot_finder *find;
    gperf_finder *rival;
    slot_getter *get;
    reader *read;
};

static const struct candidate nothing = {nothing_slot, nothing_gperf, nothing_get, nothing_read};
static struct candidate candidate;
static const slot_class *class;
static const void *instance;
static const char *const *queries;
static size_t query_count;
static bool hits, checked;
static unsigned long sum, most, most_long, calls;

static int ask(const char *name, int index)
{
    static int64_t value;
    const struct candidate call = candidate;
    const slot_class *const type = class;
    const size_t length = strlen(name);
    int answer = -1;
    if (call.find != NULL) {
        steps_begin();
        answer = call.find(type, name, length);
        steps_end();
    } else if (call.rival != NULL) {
        steps_begin();
        const struct entry *entry = call.rival(name, length);
        steps_end();
        answer = checked && entry != NULL ? entry->index : -1;
    } else if (call.get != NULL) {
        const void *const self = instance;
        steps_begin();
        const slot_status status = call.get(type, self, index, &value);
        steps_end();
        answer = status == SLOT_OK ? index : -1;
    } else {
        steps_begin();
        (void)call.read(name, length);
        steps_end();
        answer = hits ? index : -1;
    }
    return answer;
}

static void child(void)
{
    for (size_t i = 0; i < query_count; i++) {
        const int answer = ask(queries[i], (int)i);
        if (checked && answer != (hits ? (int)i : -1)) exit(1);
    }
}

static void take(unsigned long count)
{
    unsigned long *const highest = strlen(queries[calls]) > 16 ? &most_long : &most;
    calls++;
    sum += count;
    if (count > *highest) *highest = count;
}

static bool measure(struct candidate measured)
{
    candidate = measured;
    sum = most = most_long = calls = 0;
    return steps_count(child, take) && calls == query_count;
}

/* A call that does nothing, then the call: the difference is the function's own. */
static void report(int set, const char *what, const char *who, struct candidate measured)
{
    const struct candidate empty = {
        measured.find == NULL ? NULL : nothing.find, measured.rival == NULL ? NULL : nothing.rival,
        measured.get == NULL ? NULL : nothing.get, measured.read == NULL ? NULL : nothing.read};
    checked = false;
    if (!measure(empty)) {
        printf("untraced %d %s %s\n", set, what, who);
        return;
    }
    const unsigned long overhead = most > most_long ? most : most_long;
    checked = true;
    if (!measure(measured)) {
        printf("wrong %d %s %s\n", set, what, who);
        return;
    }
    printf("%d %s %s %.2f %lu %lu\n", set, what, who, (double)sum / (double)calls - (double)overhead, most - overhead,
           most_long > overhead ? most_long - overhead : 0);
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define MEASURE(n)                                                                                                     \
    slot_init(&N##n##_class, &ours_##n);                                                                               \
    memset(&theirs_##n, 0x5a, sizeof theirs_##n);                                                                      \
    class = &N##n##_class;                                                                                             \
    instance = &ours_##n;                                                                                              \
    for (int miss = 0; miss < 2; miss++) {                                                                             \
        hits = miss == 0;                                                                                              \
        queries = hits ? hits_##n : misses_##n;                                                                        \
        query_count = hits ? COUNT(hits_##n) : COUNT(misses_##n);                                                      \
        report(n, hits ? "hit" : "miss", "slotgen", (struct candidate){.find = slot_find});                            \
        report(n, hits ? "hit" : "miss", "gperf", (struct candidate){.rival = gperf_##n});                             \
        report(n, hits ? "hit" : "miss", "gperf-l", (struct candidate){.rival = gperf_l_##n});                         \
    }                                                                                                                  \
    hits = true;                                                                                                       \
    queries = hits_##n;                                                                                                \
    query_count = COUNT(hits_##n);                                                                                     \
    report(n, "get", "slotgen", (struct candidate){.get = slot_get_int});                                              \
    report(n, "both", "slotgen", (struct candidate){.read = get_##n});                                                 \
    report(n, "both", "gperf-l", (struct candidate){.read = rival_get_##n});

int main(void)
{
    setvbuf(stdout, NULL, _IONBF, 0); /* children inherit nothing that waits */
    NAME_SETS(MEASURE)
    return 0;
}
