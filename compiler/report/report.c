/* SPDX-License-Identifier: MIT */
/* The facts of a report, gathered; see report.h. */
#include "report/report.h"

#include "report/facts.h"

#include <stdlib.h>
#include <string.h>

unsigned facts_crossing(uint64_t bytes)
{
    unsigned count = 0;
    for (uint64_t i = 0; i < FACTS_LINE; i++) {
        const uint64_t at = i * (bytes % FACTS_LINE) % FACTS_LINE;
        if (at + bytes > FACTS_LINE) count++;
    }
    return (count * 100 + FACTS_LINE / 2) / FACTS_LINE;
}

struct facts_known *facts_known(struct facts_memo *memo, const struct model_class *class)
{
    struct facts_known *known = pointers_find(&memo->known, class);
    if (known != NULL) return known;
    known = arena_alloc(memo->arena, sizeof *known);
    pointers_add(&memo->known, class, known);
    return known;
}

static void make_class(struct facts_memo *memo, const struct model_class *class, struct report_class *out)
{
    struct arena *arena = memo->arena;
    out->class = class;
    out->rivals = facts_rivals(memo, class);
    out->information = facts_information(memo, class);
    facts_parts(arena, out);
    facts_rows(arena, out);
    facts_advice(arena, out);
}

static bool is_wanted(const struct model_class *class, const char *name)
{
    return name == NULL || strcmp(class->name, name) == 0 || strcmp(class->full_name, name) == 0;
}

/* The model has its classes in the order that C needs; people look for them where they were written. */
static int compare_classes(const void *first, const void *second)
{
    const struct report_class *a = first;
    const struct report_class *b = second;
    return a->class->span.begin < b->class->span.begin ? -1 : 1;
}

void report_make(struct arena *arena, const struct model *const *models, size_t model_count, const char *class_name,
                 uint64_t count, struct report *report)
{
    struct facts_memo memo = {.arena = arena};
    size_t class_count = 0;
    for (size_t i = 0; i < model_count; i++) class_count += models[i]->class_count;
    *report = (struct report){.models = models, .count = count, .cache_line = FACTS_LINE};
    report->classes = arena_array(arena, class_count, sizeof *report->classes);
    for (size_t i = 0; i < model_count; i++) {
        const size_t first = report->class_count;
        for (size_t k = 0; k < models[i]->class_count; k++) {
            if (!is_wanted(models[i]->classes[k], class_name)) continue;
            make_class(&memo, models[i]->classes[k], &report->classes[report->class_count++]);
        }
        qsort(report->classes + first, report->class_count - first, sizeof *report->classes, compare_classes);
    }
    pointers_free(&memo.known);
}
