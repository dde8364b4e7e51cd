/* SPDX-License-Identifier: MIT */
/* What is wrong with a file, in one line; see load.h. */
#include "load/load.h"

#include "source/diag.h"

#include <stdio.h>

void load_report(const char *what, const char *path, const char *reason)
{
    fprintf(stderr, "slotgen: error: %s '", what);
    diag_print_word(stderr, path);
    fputs("': ", stderr);
    diag_print_word(stderr, reason);
    fputc('\n', stderr);
}
