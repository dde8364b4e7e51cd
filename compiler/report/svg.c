/* SPDX-License-Identifier: MIT */
/* The report as svg; to be written. */
#include "report/report.h"

void report_svg(struct text *text, const struct report *report)
{
    for (size_t i = 0; i < report->class_count; i++)
        text_strings(text, report->classes[i].class->full_name, "\n", NULL);
}
