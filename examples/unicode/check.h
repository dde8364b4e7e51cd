/* SPDX-License-Identifier: MIT */
/* Checks the records against the file they came from. */
#ifndef CHECK_H
#define CHECK_H

#include "store.h"

/*
 * Reads the file again and compares every property of every code point with what the records say. How many values
 * were compared goes to *values. False where one differs or the file cannot be read, which has been said.
 */
bool check_records(const struct store *store, const char *path, size_t *values);

#endif
