/* SPDX-License-Identifier: MIT */
/*
 * Layout ids: a hash of everything that decides which value which bits of a record mean. Equal ids mean that equal
 * bytes are equal instances. Private to compiler/model.
 *
 * Requires places and link lists, and the ids of imported classes.
 */
#ifndef SLOTGEN_LAYOUT_ID_H
#define SLOTGEN_LAYOUT_ID_H

#include "model/model.h"

void layout_ids_assign(struct model *model);

#endif
