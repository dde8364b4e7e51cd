/* SPDX-License-Identifier: MIT */
/*
 * The layouts that a class may ask for, against the bytes that they promise; run on hosts of both byte orders. What all
 * classes have in common is tested by operations.c on the same schema.
 */
#include "check.h"

#include <stdlib.h>

int passed;
int failed;

int main(void)
{
    check_natural();
    check_own();
    check_declared();
    check_dense();
    printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
