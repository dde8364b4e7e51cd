/* SPDX-License-Identifier: MIT */
/*
 * Which rows of a record are drawn. Where several rows in sequence look alike, since no part begins or ends in them,
 * the first and the last of them stand for all.
 */
#include "report/picture.h"
#include "support/arena.h"

#include <stdlib.h>

enum { LEAST_ALIKE = 5, MOST_ROWS = 1024 };

static int compare_bits(const void *a, const void *b)
{
    const uint64_t first = *(const uint64_t *)a;
    const uint64_t second = *(const uint64_t *)b;
    return (first > second) - (first < second);
}

/* The bits at which some part begins or ends, ascending, the record's own first and last too. */
static uint64_t *find_edges(const struct report_class *facts, size_t *count)
{
    uint64_t *edges = memory_resize(NULL, (2 * facts->part_count + 2) * sizeof *edges);
    *count = 0;
    edges[(*count)++] = 0;
    edges[(*count)++] = (uint64_t)facts->class->size * 8;
    for (size_t i = 0; i < facts->part_count; i++) {
        edges[(*count)++] = facts->parts[i].bit;
        edges[(*count)++] = (uint64_t)facts->parts[i].bit + facts->parts[i].bits;
    }
    qsort(edges, *count, sizeof *edges, compare_bits);
    return edges;
}

struct row *rows_choose(const struct report_class *facts, unsigned row_bits, size_t *count, uint64_t *rest)
{
    const uint64_t bits = (uint64_t)facts->class->size * 8;
    const uint64_t total = (bits + row_bits - 1) / row_bits;
    size_t edge_count;
    uint64_t *edges = find_edges(facts, &edge_count);
    struct row *rows = memory_resize(NULL, MOST_ROWS * sizeof *rows);
    size_t edge = 0;
    uint64_t skipped = 0;
    uint64_t at = 0;
    *count = 0;
    while (at < total && *count < MOST_ROWS) {
        const uint64_t end = (at + 1) * row_bits < bits ? (at + 1) * row_bits : bits;
        rows[(*count)++] = (struct row){.first = at * row_bits, .end = end, .skipped = skipped};
        skipped = 0;
        /* The next bit behind the row's first one where something changes. */
        while (edge < edge_count && edges[edge] <= at * row_bits) edge++;
        const uint64_t change = edge < edge_count ? edges[edge] / row_bits : total;
        if (change >= at + LEAST_ALIKE) {
            skipped = change - at - 2;
            at = change - 1;
        } else at++;
    }
    *rest = total - at;
    free(edges);
    return rows;
}
