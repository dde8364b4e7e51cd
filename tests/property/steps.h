/* SPDX-License-Identifier: MIT */
/* Random operations against the model; see steps.c. */
#ifndef STEPS_H
#define STEPS_H

#include "meant.h"
#include "prng.h"

void steps_check(const struct tested_class *class, struct prng *prng, int count);

#endif
