/* SPDX-License-Identifier: MIT */
/* The default of one value, for defaults.c, which knows arrays. Private to compiler/check. */
#ifndef SLOTGEN_CHECK_DEFAULT_VALUES_H
#define SLOTGEN_CHECK_DEFAULT_VALUES_H

#include "check/checker.h"

struct checked_default {
    struct checker *checker;
    struct owner owner;
    const struct ast_value *value;
    const struct content *content;
    struct default_value *out;
};

/* Whether values of a kind have no defaults: they are null or unset, or begin as their class says. */
bool default_value_is_none(enum model_type_kind kind);
/* Rule default-type: reports that. Always false. */
bool default_value_report_none(const struct checked_default *given);

/* Fills `out`; false when an error was reported. */
bool default_value_resolve(const struct checked_default *given);

#endif
