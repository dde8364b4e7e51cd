/* SPDX-License-Identifier: MIT */
/* What the records cost, beside what the same data costs in structs written by hand. */
#ifndef SIZES_H
#define SIZES_H

#include "store.h"

void sizes_print(const struct store *store);

/* A number with commas between its thousands. */
enum { SIZES_NUMBER_ROOM = 32 };
const char *sizes_number(size_t number, char text[SIZES_NUMBER_ROOM]);

#endif
