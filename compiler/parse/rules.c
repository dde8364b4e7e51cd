/* SPDX-License-Identifier: MIT */
/* Names and descriptions of the parser's rules, from the table in rules.h. Decides nothing. */
#include "parse/rules.h"

static const char *const names[] = {
#define PARSE_ROW(rule, name, text) [rule] = name,
    PARSE_RULES(PARSE_ROW)
#undef PARSE_ROW
};

static const char *const texts[] = {
#define PARSE_ROW(rule, name, text) [rule] = text,
    PARSE_RULES(PARSE_ROW)
#undef PARSE_ROW
};

const char *parse_rule_name(enum parse_rule rule)
{
    return names[rule];
}

const char *parse_rule_text(enum parse_rule rule)
{
    return texts[rule];
}
