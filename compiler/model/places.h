/* SPDX-License-Identifier: MIT */
/*
 * Pass 4, place: runs the layout over every class of a checked model.
 *
 * Requires encodings. Ensures a place for every slot, and the layout id of every class: equal ids mean that equal bytes
 * are equal instances. Fails only for want of memory.
 */
#ifndef SLOTGEN_PLACES_H
#define SLOTGEN_PLACES_H

#include "model/model.h"

void places_assign(struct model *model);

#endif
