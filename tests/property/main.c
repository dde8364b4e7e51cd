/* SPDX-License-Identifier: MIT */
/* Checks every class of one random schema (meant.c) against its model. Usage: property [SEED] */
#include "check.h"
#include "prng.h"
#include "read.h"
#include "steps.h"
#include "whole.h"

#include <stdlib.h>

enum { STEPS = 300, ROUNDS = 40 };

int main(int argc, char **argv)
{
    struct prng prng = {argc > 1 ? strtoull(argv[1], NULL, 10) : 1};
    for (int i = 0; i < tested_class_count; i++) {
        const struct tested_class *class = tested_classes[i];
        check_place.class_name = class->meant->full_name;
        check_place.slot_name = "";
        check_place.what = "numbers";
        read_check_class(class);
        names_check(class, &prng);
        steps_check(class, &prng, STEPS);
        whole_check(class, &prng, ROUNDS);
        pool_check(class, &prng);
    }
    return check_finish();
}
