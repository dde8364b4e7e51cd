/* SPDX-License-Identifier: MIT */
/* Numbers and cells as people read them. Internal to report/. */
#ifndef SLOTGEN_REPORT_PRINT_H
#define SLOTGEN_REPORT_PRINT_H

#include "support/text.h"

#include <stdbool.h>
#include <stdint.h>

/* "1,234,567" */
void print_grouped(struct text *text, uint64_t number);

/* A number that is not negative, rounded to so many digits behind the point: "21.83". */
void print_decimal(struct text *text, double number, unsigned digits);

/* What `count` instances of so many bytes (perhaps a fraction) take: "180.0 MB", "512 bytes"; units of thousands. */
void print_total(struct text *text, double bytes, uint64_t count);

/* "1 bit", "3 bytes": a number and its noun. */
void print_count(struct text *text, uint64_t count, const char *noun);

/* Bits first..first+bits-1 as byte.bit: "0.4", "2.3..2.7". */
void print_run(struct text *text, uint64_t first, uint64_t bits);

/* The string in a column of that width (in characters; all of ours are bytes), at its right end or its left. */
void print_cell(struct text *text, const char *string, size_t width, bool right);

#endif
