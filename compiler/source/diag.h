/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: the only code that prints to stderr while a schema is compiled.
 *
 *   market.slots:3:9: error: slot 'price' is named twice [slot-duplicate]
 *       3 |     price: uint8;
 *         |     ^~~~~
 *   market.slots:2:5: note: it is named here first
 *
 * Errors are counted; after DIAG_MOST_ERRORS of them the rest is dropped and one last line says so. A note belongs to
 * the error or warning before it and is dropped with it.
 */
#ifndef SLOTGEN_DIAG_H
#define SLOTGEN_DIAG_H

#include "source/source.h"

#include <stdbool.h>
#include <stdio.h>

enum { DIAG_MOST_ERRORS = 20 };

struct diag {
    const struct source_set *sources;
    FILE *stream; /* stderr, or a test's own */
    bool color;
    bool warnings_are_errors;
    unsigned errors; /* printed or dropped */
    unsigned warnings;
    bool dropping; /* notes of a dropped error are dropped too */
};

#if defined(__GNUC__)
#define DIAG_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define DIAG_PRINTF(text, first)
#endif

void diag_init(struct diag *diag, const struct source_set *sources, FILE *stream);

/* `rule` is the rule's name ("slot-duplicate"), printed in brackets; NULL for none. */
void diag_error(struct diag *diag, const char *rule, struct span span, const char *format, ...) DIAG_PRINTF(4, 5);
void diag_warning(struct diag *diag, const char *rule, struct span span, const char *format, ...) DIAG_PRINTF(4, 5);
void diag_note(struct diag *diag, struct span span, const char *format, ...) DIAG_PRINTF(3, 4);

/* A note without a place: a remedy. */
void diag_help(struct diag *diag, const char *format, ...) DIAG_PRINTF(2, 3);

/* Prints a file's name or another word of the command line, which may hold anything, as harmlessly as a message. */
void diag_print_word(FILE *stream, const char *word);

/* Whether enough was said: passes stop early then. */
bool diag_is_full(const struct diag *diag);

#endif
