/* SPDX-License-Identifier: MIT */
/* The facts of a report, each in a file of its own. Internal to report/. */
#ifndef SLOTGEN_REPORT_FACTS_H
#define SLOTGEN_REPORT_FACTS_H

#include "report/report.h"
#include "support/pointers.h"

/* What was found out of a class, so that one which many others hold is looked at once. */
struct facts_known {
    uint64_t struct_bytes[2]; /* plain, reordered */
    uint32_t struct_align[2]; /* 0: not known yet */
    bool has_packed_bytes;
    uint64_t packed_bytes;
    bool has_information;
    double information;
};

struct facts_memo {
    struct arena *arena;
    struct pointers known; /* struct facts_known */
};

struct facts_known *facts_known(struct facts_memo *memo, const struct model_class *class);

/* Which bits are what: fills parts, part_count, lane_count and spare_bits. */
void facts_parts(struct arena *arena, struct report_class *out);

/* What tables say of the slots: fills rows. Requires the parts. */
void facts_rows(struct arena *arena, struct report_class *out);

/* The bits that no encoding of every instance as a number of its own could go below. */
double facts_information(struct facts_memo *memo, const struct model_class *class);

/* The class as other C would have it. */
struct report_rivals facts_rivals(struct facts_memo *memo, const struct model_class *class);

/* Bits that its pool keeps beside each instance; 0 where it has no pool. */
unsigned facts_beside_bits(const struct model_class *class);

enum { FACTS_LINE = 64 }; /* bytes of a cache line */

/* Of 100 records of that size behind one another from the beginning of a cache line on: how many lie across two. */
unsigned facts_crossing(uint64_t bytes);

/* What would make the class smaller, and what would cost nothing: fills advice and advice_count. */
void facts_advice(struct arena *arena, struct report_class *out);

#endif
