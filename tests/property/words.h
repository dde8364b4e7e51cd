/* SPDX-License-Identifier: MIT */
/* Names and comments that generated C must bear: keywords, macros, our own parameters, and text that ends comments. */
#ifndef WORDS_H
#define WORDS_H

#include "prng.h"

#include <stddef.h>
#include <stdio.h>

/* Names that a slot or a member of an enum may have in every file. */
extern const char *const nasty_names[];
extern const size_t nasty_name_count;

/* Names for classes, enums and flags behind a namespace. None is another one's beginning. */
extern const char *const nasty_types[];
extern const size_t nasty_type_count;

/* Writes a documentation comment of one line, which begins with `margin`, or none. */
void words_doc(FILE *file, struct prng *prng, const char *margin);

/* Writes what may stand between two tokens. */
void words_gap(FILE *file, struct prng *prng);

#endif
