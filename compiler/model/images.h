/* SPDX-License-Identifier: MIT */
/*
 * Images in the order of the record: what an inline class is copied to and from then moves in few runs of bits.
 *
 * Private to compiler/model.
 */
#ifndef SLOTGEN_IMAGES_H
#define SLOTGEN_IMAGES_H

#include "model/model.h"

/*
 * Fills the places, areas and overlays of class->image (allocated) with those of the record, closed up where that has
 * bits to spare. False, and nothing filled, where that takes more bits than class->image.bits. Requires the record's.
 */
bool images_follow_record(struct model_class *class);

#endif
