/* SPDX-License-Identifier: MIT */
/*
 * How fast this machine reads memory in this run: as many bytes as the rows of 3 x u64 take, and as few as the columns
 * that are asked. "In order" is one stream, "filter" four at once. Built for this machine.
 */
#define _DEFAULT_SOURCE
#include "contender.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef uint64_t wide __attribute__((vector_size(64)));
enum { STREAMS = 4 };

struct buffer {
    wide *words;
    size_t count;
    size_t bits; /* a record */
};

static struct buffer *buffer_open(size_t count, size_t bits, int is_huge)
{
    struct buffer *const buffer = contender_memory(sizeof *buffer);
    const size_t huge = (size_t)2 << 20;
    buffer->bits = bits;
    buffer->count = count * bits / 8 / sizeof(wide) / (STREAMS * 2) * (STREAMS * 2);
    const size_t bytes = (buffer->count * sizeof(wide) + huge - 1) / huge * huge;
    buffer->words = aligned_alloc(huge, bytes);
    if (buffer->words == NULL) contender_fail("out of memory");
    if (is_huge) madvise(buffer->words, bytes, MADV_HUGEPAGE);
    return buffer;
}

static void buffer_fill(void *memory, size_t count)
{
    const struct buffer *const buffer = memory;
    (void)count;
    memset(buffer->words, 1, buffer->count * sizeof(wide));
}

static uint64_t fold(const wide *sum)
{
    uint64_t all = 0;
    for (int i = 0; i < 8; i++) all += (*sum)[i];
    return all;
}

static uint64_t one_stream(const void *memory, size_t count)
{
    const struct buffer *const buffer = memory;
    (void)count;
    wide a = {0}, b = {0};
    for (size_t i = 0; i < buffer->count; i += 2) {
        a += buffer->words[i];
        b += buffer->words[i + 1];
    }
    a += b;
    return fold(&a);
}

static uint64_t four_streams(const void *memory, size_t count)
{
    const struct buffer *const buffer = memory;
    (void)count;
    const size_t part = buffer->count / STREAMS;
    const wide *const words = buffer->words;
    wide a = {0}, b = {0}, c = {0}, d = {0};
    for (size_t i = 0; i < part; i += 2) {
        a += words[i] + words[i + 1];
        b += words[i + part] + words[i + 1 + part];
        c += words[i + part * 2] + words[i + 1 + part * 2];
        d += words[i + part * 3] + words[i + 1 + part * 3];
    }
    a += b + c + d;
    return fold(&a);
}

#define BUFFER(which, title, bits, is_huge)                                                                            \
    static void *open_##which(size_t count)                                                                            \
    {                                                                                                                  \
        return buffer_open(count, bits, is_huge);                                                                      \
    }                                                                                                                  \
    static const struct contender which = {.name = title,                                                              \
                                           .open = open_##which,                                                       \
                                           .create_bulk = buffer_fill,                                                 \
                                           .create = buffer_fill,                                                      \
                                           .scan = one_stream,                                                         \
                                           .filter = four_streams,                                                     \
                                           .is_apart = 1};
BUFFER(words, "memory, 4 bytes", 32, 0)
BUFFER(date_columns, "memory, 23 bits", 23, 0)
BUFFER(date_columns_huge, "memory, 23 bits, huge pages", 23, 1)
BUFFER(rows, "memory, 24 bytes", 192, 0)
BUFFER(trade_columns, "memory, 44 bits", 44, 0)
BUFFER(trade_columns_huge, "memory, 44 bits, huge pages", 44, 1)

static const struct contender *const dates[] = {&words, &date_columns, &date_columns_huge, NULL};
static const struct contender *const trades[] = {&rows, &trade_columns, &trade_columns_huge, NULL};
const struct contenders bandwidth_contenders = {dates, trades};
