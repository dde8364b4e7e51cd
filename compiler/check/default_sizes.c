/* SPDX-License-Identifier: MIT */
/*
 * Rule default-size: a few lines must not grow to a program of gigabytes. What a new instance begins with is written
 * out in the source, so that large defaults are counted over the whole file, in elements before they are filled in and
 * in bytes of instances.
 *
 * Small ones are not: what they come to is in proportion to the text of the schema.
 */
#include "check/building.h"

#include <inttypes.h>

enum {
    SMALL_ARRAY = 64,        /* elements, or bytes of texts */
    SMALL_INSTANCE = 4096,   /* bytes */
    MOST_DEFAULTS = 1 << 22, /* elements and bytes of larger ones, and bytes of larger instances */
};

/* Adds to a sum. Whether it is within the limit; beyond it, `is_first` says whether it was before. */
static bool may_add(uint64_t *sum, uint64_t more, bool *is_first)
{
    *is_first = *sum <= MOST_DEFAULTS;
    if (*is_first) *sum += more;
    return *sum <= MOST_DEFAULTS;
}

bool default_may_fill(struct checker *checker, const struct content *content, struct span span)
{
    const bool is_blob = model_is_blob(content->type.kind);
    const uint64_t count = (uint64_t)content->element_count * (is_blob ? content->type.bytes : 1);
    bool is_first;
    if (!content->has_default || count <= SMALL_ARRAY || may_add(&checker->default_sum, count, &is_first)) return true;
    if (!is_first) return false;
    diag_error(checker->diag, rule_name(RULE_DEFAULT_SIZE), span,
               "the defaults of arrays and texts in this file have more than %d elements and bytes: %" PRIu64
               " more here",
               MOST_DEFAULTS, count);
    diag_help(checker->diag, "a program that sets them once to something else needs no default");
    return false;
}

bool default_check_instance(struct checker *checker, const struct model_class *class_model)
{
    bool is_first;
    if (!class_model->has_defaults || class_model->size <= SMALL_INSTANCE ||
        may_add(&checker->instance_sum, class_model->size, &is_first))
        return true;
    if (!is_first) return false;
    diag_error(checker->diag, rule_name(RULE_DEFAULT_SIZE), class_model->span,
               "the classes of this file whose instances begin with defaults take more than %d bytes: %" PRIu32
               " more here",
               MOST_DEFAULTS, class_model->size);
    diag_help(checker->diag,
              "such an instance is written into the program as a whole: leave out the defaults of large "
              "classes, or make what has defaults and what is large two classes");
    return false;
}
