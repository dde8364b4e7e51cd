/* SPDX-License-Identifier: MIT-0 */
/*
 * Instances as text, for people: formatting, printing, suggestions, status texts. Needs stdio.
 *
 * The output does not depend on the locale.
 */
#ifndef SLOTGEN_TEXT_H
#define SLOTGEN_TEXT_H

#include <slotgen/core.h>

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* As slot_format (core.h), for the value of slot `index`; an index that names no slot gives the empty text. */
size_t slot_format_slot(const slot_class *type, const void *self, int index, char *buffer, size_t size);

/* Prints an instance to a file: SLOT_OK or SLOT_EIO. */
slot_status slot_print(const slot_class *type, const void *self, FILE *file);

/* Where names of ids come from, which instances have as numbers alone. */
typedef struct slot_resolver {
    /* The string of an id of a table, or {NULL, 0} where it is not known: then the id is written. */
    slot_text (*symbol)(const void *context, const slot_symbols_type *type, uint32_t id);
    const void *context;
} slot_resolver;

/* slot_symbols_resolve (symbols.h) is one for tables that the program has. The same with symbols in quotes: */
size_t slot_format_with(const slot_class *type, const void *self, const slot_resolver *resolver, char *buffer,
                        size_t size);
size_t slot_format_slot_with(const slot_class *type, const void *self, int index, const slot_resolver *resolver,
                             char *buffer, size_t size);
slot_status slot_print_with(const slot_class *type, const void *self, const slot_resolver *resolver, FILE *file);

/*
 * The name of the slot that was probably meant by one that slot_find does not know, or NULL: the nearest by insertions,
 * deletions, replacements and swaps of neighbours, the first of several. At most one edit for every three letters, the
 * last three begun included; a letter in the other case is half an edit. Names of more than 64 bytes are never
 * suggested.
 */
const char *slot_suggest(const slot_class *type, const char *name, size_t length);

/* What a status means, in English, never NULL. */
const char *slot_strerror(slot_status status);

#ifdef __cplusplus
}
#endif
#endif
