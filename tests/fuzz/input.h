/* SPDX-License-Identifier: MIT */
/*
 * A fuzz input as a run of slotgen: a command line and a few schemas that exist in memory only.
 *
 *   //@ args --prefix x_ --werror      perhaps, as the first line: options
 *   the text of in.slots
 *   //@ file other.slots               perhaps, up to INPUT_MOST_FILES times
 *   the text of other.slots
 *   //@ diff                           perhaps: what follows is the new side of a comparison
 *   the text of the new in.slots
 *   //@ file other.slots
 *
 * These lines are comments of the language, so that a plain schema is an input too. The functions of load/load.h find
 * these files and no others (input_files.c takes the place of load.c).
 */
#ifndef SLOTGEN_FUZZ_INPUT_H
#define SLOTGEN_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>

enum { INPUT_MOST_FILES = 16, INPUT_MOST_WORDS = 32 };

/* The name of a side's first file. */
#define INPUT_FIRST_NAME "in.slots"

struct input_file {
    char name[256];
    const char *bytes;
    size_t length;
};

/* The files of one side; the first is what standard input reads. */
struct input_side {
    size_t count;
    struct input_file files[INPUT_MOST_FILES];
};

struct input {
    size_t word_count;
    char *words[INPUT_MOST_WORDS]; /* of //@ args, each allocated */
    struct input_side sides[2];    /* the second is empty where there is no //@ diff */
};

/* Splits the bytes, which must outlive the input. */
void input_read(struct input *input, const uint8_t *bytes, size_t length);
void input_free(struct input *input);

/* The files that load.h finds from now on. */
void input_use(const struct input_side *side);

#endif
