/* SPDX-License-Identifier: MIT */
/*
 * Bytes of pools: pool_bench INSTANCES writes `CLASS what bytes` lines: `instances` (their own bytes), `live` (a bit
 * each), `pool` (what the pool took from the allocator), `resident` (how much the process grew), `empty` (a pool as
 * init leaves it) and `first` (a pool of one instance).
 */
#define _DEFAULT_SOURCE
#include "pool.slots.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t resident_bytes(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL) return 0;
    if (fscanf(file, "%*u %lu", &pages) != 1) pages = 0;
    fclose(file);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void fill(const slot_class *type, uint32_t count)
{
    slot_pool pool;
    slot_pool_init(&pool, type);
    const char *name = type->name;
    printf("%s empty %zu\n", name, slot_pool_bytes(&pool));
    uint32_t handle;
    const size_t before = resident_bytes();
    for (uint32_t i = 0; i < count; i++) {
        if (slot_pool_add(&pool, &handle) != SLOT_OK) exit(1);
        if (i == 0) printf("%s first %zu\n", name, slot_pool_bytes(&pool));
        *(volatile unsigned char *)slot_pool_at(&pool, handle) = 0; /* the page is there */
    }
    printf("%s instances %zu\n", name, (size_t)count * type->size);
    printf("%s live %zu\n", name, (size_t)count / 8);
    printf("%s pool %zu\n", name, slot_pool_bytes(&pool));
    printf("%s resident %zu\n", name, resident_bytes() - before);
    slot_pool_free(&pool);
}

/* Each in a process of its own, so that neither uses what the other gave back. */
static bool fill_apart(const slot_class *type, uint32_t count)
{
    int status;
    fflush(stdout);
    const pid_t pid = fork();
    if (pid == 0) {
        fill(type, count);
        exit(fflush(stdout) == 0 ? 0 : 1);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(int argc, char **argv)
{
    const uint32_t count = argc == 2 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
    if (count == 0) {
        fprintf(stderr, "usage: pool_bench INSTANCES\n");
        return 2;
    }
    return fill_apart(&PoolDate_class, count) && fill_apart(&PoolTrade_class, count) ? 0 : 1;
}
