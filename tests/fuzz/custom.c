/* SPDX-License-Identifier: MIT */
/*
 * Gives libFuzzer the mutations of mutate.c beside its own: whole lines, words and numbers change places, so that more
 * inputs get past the parser.
 */
#include "mutate.h"

#include <stdlib.h>
#include <string.h>

/* Of libFuzzer. */
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t length, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t room, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_length, const uint8_t *second, size_t second_length,
                                 uint8_t *out, size_t room, unsigned seed);

static size_t change(const struct buffer *from, const struct buffer *other, uint8_t *out, size_t room, unsigned seed)
{
    uint64_t random = seed;
    struct buffer buffer = {0};
    buffer_set(&buffer, from->bytes, from->length);
    mutate(&buffer, other, NULL, &random);
    const size_t length = buffer.length < room ? buffer.length : room;
    if (length > 0) memcpy(out, buffer.bytes, length);
    free(buffer.bytes);
    return length;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t room, unsigned seed)
{
    struct buffer input = {0};
    if (seed % 2 == 0) return LLVMFuzzerMutate(bytes, length, room);
    buffer_set(&input, bytes, length);
    const size_t changed = change(&input, &input, bytes, room, seed);
    free(input.bytes);
    return changed;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_length, const uint8_t *second, size_t second_length,
                                 uint8_t *out, size_t room, unsigned seed)
{
    struct buffer a = {0};
    struct buffer b = {0};
    buffer_set(&a, first, first_length);
    buffer_set(&b, second, second_length);
    const size_t length = change(&a, &b, out, room, seed);
    free(a.bytes);
    free(b.bytes);
    return length;
}
