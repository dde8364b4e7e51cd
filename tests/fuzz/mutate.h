/* SPDX-License-Identifier: MIT */
/* Deterministic mutations of an input: the same seed gives the same bytes on every host. */
#ifndef SLOTGEN_FUZZ_MUTATE_H
#define SLOTGEN_FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

struct buffer {
    unsigned char *bytes;
    size_t length;
    size_t room;
};

/* What is inserted whole: the words of a dictionary in libFuzzer's format. */
struct dictionary {
    struct buffer *words;
    size_t count;
};

/* False where the file cannot be read or has a line that is no word. */
int dictionary_read(struct dictionary *dictionary, const char *path);
void dictionary_free(struct dictionary *dictionary);

void buffer_set(struct buffer *buffer, const unsigned char *bytes, size_t length);

/* Changes the buffer one to five times; `other` is an input to take parts of; no dictionary: NULL. */
void mutate(struct buffer *buffer, const struct buffer *other, const struct dictionary *dictionary, uint64_t *random);

uint64_t mutate_random(uint64_t *random);

#endif
