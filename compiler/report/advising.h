/* SPDX-License-Identifier: MIT */
/* The making of advice: what the pieces of it have in common. Internal to report/. */
#ifndef SLOTGEN_REPORT_ADVISING_H
#define SLOTGEN_REPORT_ADVISING_H

#include "report/report.h"
#include "report/trial.h"

struct advising {
    struct arena *arena;
    struct trial trial;
    struct text list; /* an array of struct report_advice, as bytes */
    struct text text; /* of the piece that is being written */
};

/* Adds a piece of advice, whose text stands in advising->text. */
void advise(struct advising *advising, const char *kind, const struct model_slot *slot, struct saving saving);

void say(struct advising *advising, const char *text);

/* ---- advice_slots.c: of one slot ---- */

/*
 * Ranges, enums and capacities a few values beyond a power of two, and optional ones that fill theirs. Whether there
 * was something to say.
 */
bool advise_bounds(struct advising *advising, size_t index);

/* An optional slot that pays for it. */
void advise_optional(struct advising *advising, size_t index);

/* A class by value that would take fewer bits inline. */
void advise_inline(struct advising *advising, size_t index);

/* ---- advice_free.c: of all slots, what costs nothing ---- */

/* The optional ones, those that might be, and ranges that might be wider. */
void advise_free_unset(struct advising *advising);
void advise_free_optional(struct advising *advising);
void advise_headroom(struct advising *advising);

/* ---- advice_class.c: of the class as a whole ---- */

/* One bit more; a few bits less; what @max_size or @size leave. */
void advise_next_bit(struct advising *advising);
void advise_last_byte(struct advising *advising);
void advise_limit(struct advising *advising);

/* @align: records as words, or within cache lines. */
void advise_align(struct advising *advising);
void advise_line(struct advising *advising);

/* Another @layout, by its name. */
void advise_layout(struct advising *advising, enum model_layout layout, const char *kind);

/* The widest arms of oneofs and overlays, where they are wider than the others by a byte or more. */
void advise_arms(struct advising *advising);

#endif
