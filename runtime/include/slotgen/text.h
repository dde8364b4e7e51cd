/* SPDX-License-Identifier: MIT-0 */
/*
 * Instances as text, for people: formatting, printing, status texts. Needs stdio.
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

/* What a status means, in English, never NULL. */
const char *slot_strerror(slot_status status);

#ifdef __cplusplus
}
#endif
#endif
