/* SPDX-License-Identifier: MIT */
/*
 * FNV-1a of texts that come again and again, such as the members of an enum that many slots have: each is written once,
 * and a hash goes past it in one step.
 *
 * Private to compiler/model.
 */
#ifndef SLOTGEN_REPEATED_H
#define SLOTGEN_REPEATED_H

#include "support/pointers.h"
#include "support/text.h"

#include <stddef.h>
#include <stdint.h>

#define REPEATED_FIRST_HASH UINT64_C(0xcbf29ce484222325)

/* Empty when zeroed. */
struct repeated_texts {
    struct pointers of_key; /* struct repeated_text */
};

/* The hash of what was hashed and these bytes behind it. */
uint64_t repeated_hash_bytes(uint64_t hash, const char *bytes, size_t length);

/*
 * The same for the text that `fill` writes of `key`, always the same one. Linear in the text 256 times at most, however
 * often it is asked for.
 */
uint64_t repeated_hash(struct repeated_texts *texts, uint64_t hash, void (*fill)(struct text *, const void *),
                       const void *key);

void repeated_free(struct repeated_texts *texts);

#endif
