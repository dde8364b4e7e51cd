/* SPDX-License-Identifier: MIT */
/*
 * What people call types who think in C or in another language, and what those are called here. Knows no schema.
 */
#ifndef SLOTGEN_PARSE_FOREIGN_H
#define SLOTGEN_PARSE_FOREIGN_H

#include <stdbool.h>
#include <stddef.h>

/* "int32" of "int" or "i32"; NULL for a word that is no such name. */
const char *foreign_type(const char *word, size_t length);

/* Whether a word is how other languages call texts: "string". */
bool foreign_text(const char *word, size_t length);

/* Whether a word is one of those that C joins to one type: "unsigned", "long". */
bool foreign_part(const char *word, size_t length);

/* "uint32" of "unsigned int", whose words all are such parts. */
const char *foreign_joined(const char *words, size_t length);

/* Whether a word is a built-in number or bool of the language itself: "uint8". */
bool foreign_is_own(const char *word, size_t length);

/* Whether a text is an arithmetic type of C that C++ has as well: "unsigned long", "uint8_t". */
bool foreign_is_arithmetic(const char *text);

/* Whether C or C++ has a keyword of that name. */
bool foreign_is_keyword(const char *word);

/* "uint8_t" of "uint8", "float" of "float32"; NULL where C has no such type. */
const char *foreign_of_own(const char *word, size_t length);

#endif
