/* SPDX-License-Identifier: MIT */
/* The facts of a report, each in a file of its own. Internal to report/. */
#ifndef SLOTGEN_REPORT_FACTS_H
#define SLOTGEN_REPORT_FACTS_H

#include "report/report.h"

/* Which bits are what: fills parts, part_count, lane_count and spare_bits. */
void facts_parts(struct arena *arena, struct report_class *out);

/* What tables say of the slots: fills rows. Requires the parts. */
void facts_rows(struct arena *arena, struct report_class *out);

/* The bits that no encoding of every instance as a number of its own could go below. */
double facts_information(const struct model_class *class);

/* The class as other C would have it. */
struct report_rivals facts_rivals(const struct model_class *class);

/* Bits that its pool keeps beside each instance; 0 where it has no pool. */
unsigned facts_beside_bits(const struct model_class *class);

enum { FACTS_LINE = 64 }; /* bytes of a cache line */

/* Of 100 records of that size behind one another from the beginning of a cache line on: how many lie across two. */
unsigned facts_crossing(uint64_t bytes);

/* What would make the class smaller, and what would cost nothing: fills advice and advice_count. */
void facts_advice(struct arena *arena, struct report_class *out);

#endif
