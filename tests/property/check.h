/* SPDX-License-Identifier: MIT */
/* Counting checks, and the record of what slot_violation was told. */
#ifndef CHECK_H
#define CHECK_H

#include "meant.h"

/* Where the checks are: stands in every failure. */
struct check_place {
    const char *class_name;
    const char *slot_name;
    const char *what;
};
extern struct check_place check_place;

void check_report(bool fine, const char *condition, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Counts; prints the first failures with the values that are given as for printf. */
#define CHECK(condition, ...) check_report(condition, #condition, __FILE__, __LINE__, __VA_ARGS__)

/* Prints "N passed, N failed"; the exit status. */
int check_finish(void);

/* What the replaced slot_violation was told. */
struct violation {
    int count;
    const slot_class *type;
    int slot;
    slot_status status;
    bool has_value;
    slot_value value;
};
extern struct violation violation;

#endif
