/* SPDX-License-Identifier: MIT */
/* Checks of whole instances, of the names of a class, and of its pool. */
#ifndef WHOLE_H
#define WHOLE_H

#include "meant.h"
#include "prng.h"

void whole_check(const struct tested_class *class, struct prng *prng, int count);
void names_check(const struct tested_class *class, struct prng *prng);
void pool_check(const struct tested_class *class, struct prng *prng);

#endif
