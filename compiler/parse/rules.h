/* SPDX-License-Identifier: MIT */
/*
 * The one table of what the parser complains about: the name that stands in brackets behind the message, and what it
 * means in a line. docs/language.md has a section of each name. Knows neither tokens nor trees.
 */
#ifndef SLOTGEN_PARSE_RULES_H
#define SLOTGEN_PARSE_RULES_H

#include <stddef.h>

#define PARSE_RULES(X)                                                                                                 \
    X(PARSE_SYNTAX, "syntax", "every declaration has the form that the grammar gives it")                              \
    X(PARSE_NESTING, "nesting", "brackets nest 64 levels deep, and an expression has 1000 levels at most")             \
    X(PARSE_NUMBER, "number", "a number is written as the language writes numbers")                                    \
    X(PARSE_STRING, "string", "strings and characters end on their line and hold valid escapes")                       \
    X(PARSE_COMMENT, "comment", "a comment that begins with /* has an end")                                            \
    X(PARSE_CHARACTER, "character", "outside strings and comments only the characters of the language stand")          \
    X(PARSE_UTF8, "utf8", "a schema is UTF-8")                                                                         \
    X(PARSE_NUL_BYTE, "nul-byte", "a schema holds no NUL byte")                                                        \
    X(PARSE_LINE_END, "line-end", "lines end with LF or CRLF")                                                         \
    X(PARSE_STRAY_DOC, "stray-doc", "warning: a comment that begins with /// documents something")

enum parse_rule {
#define PARSE_ROW(rule, name, text) rule,
    PARSE_RULES(PARSE_ROW)
#undef PARSE_ROW
        PARSE_RULE_COUNT
};

/* "nul-byte" */
const char *parse_rule_name(enum parse_rule rule);

/* What the rule asks for, in a line. */
const char *parse_rule_text(enum parse_rule rule);

#endif
