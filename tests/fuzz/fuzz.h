/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets share: each is a file target_NAME.c with LLVMFuzzerTestOneInput, for libFuzzer, for AFL++, and
 * for replay.c, which needs neither.
 *
 * A target finds crashes and undefined behaviour by the sanitizers that it is built with, and everything else by
 * fuzz_fail: outputs that cannot be what they should be, messages that a terminal would obey, results that contradict
 * each other.
 */
#ifndef SLOTGEN_FUZZ_H
#define SLOTGEN_FUZZ_H

#include "support/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* For replay.c's summary: how many inputs were accepted, and the bytes of the largest output. */
extern unsigned long fuzz_accepted;
extern size_t fuzz_largest;

/* Says what is wrong on the real stderr, with the text's end, and aborts. */
_Noreturn void fuzz_fail(const char *what, const char *text, size_t length);

/* From here to messages_end stdout and stderr go to memory. */
void messages_begin(void);

/*
 * Ends that. Fails where a terminal would obey what was printed. `expected`: whether something must have been printed on
 * stderr.
 */
void messages_end(bool colors, bool expected);

/* A text that is filled as an output is: through a drain. Freed by text_free. */
typedef void fuzz_fill(struct text *text, const void *context);
void fuzz_output(struct text *text, fuzz_fill *fill, const void *context);

/* Fills an output and checks it with one of outputs.h; NULL: with none. */
void fuzz_check(fuzz_fill *fill, const void *context, const char *(*check)(const char *text, size_t length));

#endif
