/* SPDX-License-Identifier: MIT */
/* The words by which elements of arrays are read. */
#ifndef SLOTGEN_WINDOWS_H
#define SLOTGEN_WINDOWS_H

#include "model/model.h"

/*
 * Fills place.window_bytes of the slots of a placed class that have dimensions: the smallest word of 1, 4 or 8 bytes
 * that holds any element from the element's first byte on and lies inside the record for all of them; 0 for none.
 */
void windows_of_elements(struct model_class *class);

#endif
