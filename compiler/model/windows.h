/* SPDX-License-Identifier: MIT */
/* Which words may read a slot: what they must stay off, and the words by which elements of arrays are read. */
#ifndef SLOTGEN_WINDOWS_H
#define SLOTGEN_WINDOWS_H

#include "model/model.h"
#include "support/arena.h"

/* Fills class->alone of a class whose slots are placed. */
void windows_find_alone(struct arena *arena, struct model_class *class);

/*
 * Fills place.window and place.window_bytes of the slots of a placed class, and place.reach of those with dimensions:
 * for these a word of 1, 2, 4 or 8 bytes that holds any element from the element's first byte on, or up to its last
 * (place.window_ends), and lies within reach for all of them; 0 for none. Words lie in the first `size` bytes; `whole`:
 * one word serves the record.
 */
void windows_choose(struct model_class *class, uint64_t size, bool whole);

#endif
