/* SPDX-License-Identifier: MIT */
/* See check.h. */
#include "check.h"

#include <stdarg.h>
#include <stdio.h>

enum { MOST_SHOWN = 20 };

struct check_place check_place = {"", "", ""};
struct violation violation;
static unsigned long passed, failed;

void check_report(bool fine, const char *condition, const char *file, int line, const char *format, ...)
{
    if (fine) {
        passed++;
        return;
    }
    if (failed++ >= MOST_SHOWN) return;
    printf("%s:%d: %s.%s, %s: not so: %s; ", file, line, check_place.class_name, check_place.slot_name,
           check_place.what, condition);
    va_list values;
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
}

int check_finish(void)
{
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}

/* Takes the place of the runtime's, which aborts. */
void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    const int count = violation.count + 1;
    violation = (struct violation){count, type, slot, status, value != NULL, value != NULL ? *value : slot_unset()};
}
