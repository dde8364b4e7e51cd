/* SPDX-License-Identifier: MIT */
/* Words of the headers of C and POSIX; see library_words.c. */
#ifndef SLOTGEN_LIBRARY_WORDS_H
#define SLOTGEN_LIBRARY_WORDS_H

#include <stddef.h>

extern const char *const library_macros[];
extern const size_t library_macro_count;
extern const char *const library_names[];
extern const size_t library_name_count;

#endif
