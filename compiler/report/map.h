/* SPDX-License-Identifier: MIT */
/* The bits of a record as letters. Internal to report/. */
#ifndef SLOTGEN_REPORT_MAP_H
#define SLOTGEN_REPORT_MAP_H

#include "report/report.h"

/* Rows of eight bytes from the highest bit down, arms below what they share bits of; then what the signs mean. */
void report_map(struct text *text, const struct report_class *class);

#endif
