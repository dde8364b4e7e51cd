/* SPDX-License-Identifier: MIT */
/*
 * Names and descriptions of the rules, from the table in rules.h. Decides nothing.
 */
#include "check/rules.h"

static const char *const names[] = {
#define RULE_ROW(rule, name, text) [rule] = name,
    CHECK_RULES(RULE_ROW)
#undef RULE_ROW
};

static const char *const texts[] = {
#define RULE_ROW(rule, name, text) [rule] = text,
    CHECK_RULES(RULE_ROW)
#undef RULE_ROW
};

const char *rule_name(enum check_rule rule)
{
    return names[rule];
}

const char *rule_text(enum check_rule rule)
{
    return texts[rule];
}
