/* SPDX-License-Identifier: MIT */
/*
 * What main.c measures: stores of many records that all hold the same values, each with the same questions. Whoever
 * cannot do something leaves it NULL.
 */
#ifndef BENCH_CONTENDER_H
#define BENCH_CONTENDER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct contender {
    const char *name;
    void *(*open)(size_t count); /* an empty store for so many records; not timed */
    void (*create)(void *store, size_t count);
    void (*create_at_once)(void *store, size_t count);
    void (*create_bulk)(void *store, size_t count);
    uint64_t (*scan)(const void *store, size_t count);
    uint64_t (*filter)(const void *store, size_t count);
    uint64_t (*pick)(const void *store, const uint32_t *order, size_t count);
    uint64_t (*pick_one)(const void *store, const uint32_t *order, size_t count);
    void (*write)(void *store, const uint32_t *order, size_t count);
    void (*churn)(void *store, const uint32_t *order, size_t count);
    size_t (*bytes)(const void *store); /* that it holds; NULL: what malloc has given */
    int is_apart;                       /* its answers are its own */
};

/* Lists that end with NULL. */
struct contenders {
    const struct contender *const *dates;
    const struct contender *const *trades;
};

/* The columns that bulk creation reads, over and over: as many values as caches hold. */
enum { SOURCE_ROWS = 4096 };
struct source {
    int32_t year[SOURCE_ROWS], month[SOURCE_ROWS], day[SOURCE_ROWS];
    int32_t symbol[SOURCE_ROWS], side[SOURCE_ROWS], price[SOURCE_ROWS], quantity[SOURCE_ROWS], venue[SOURCE_ROWS],
        parent[SOURCE_ROWS];
    uint32_t flags[SOURCE_ROWS];
    int64_t time[SOURCE_ROWS];
};
extern struct source source;

/* Says what is wrong and ends the process. */
void contender_fail(const char *what) __attribute__((noreturn));

/* Memory of a store, as malloc gives it, with some bytes that wide loads may touch behind it. */
void *contender_memory(size_t bytes);

#ifdef __cplusplus
}
#endif
#endif
