/* SPDX-License-Identifier: MIT */
/* Reads instances bit by bit as slotgen/core.h documents descriptors: slow, and with no code of the runtime's. */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

#include "meant.h"

/* The value of a slot that is set, as 64 bits (see meant.h); false where it is unset. */
bool descriptor_read(const slot_class *type, const void *self, int slot, uint64_t *value);

/* Whether the code behind an unset slot is 0, and an ordinal names a member. */
bool descriptor_is_clean(const slot_class *type, const void *self, int slot);

/* Marks the bits that a slot takes, one byte a bit; the number of bits that were marked already. */
int descriptor_mark_bits(const slot_class *type, int slot, unsigned char *bits);

/* The number for unset that the facts give, if any. */
bool descriptor_sentinel(const slot_class *type, int slot, uint64_t *value);

#endif
