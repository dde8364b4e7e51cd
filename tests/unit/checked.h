/* SPDX-License-Identifier: MIT */
/* A schema text through parser and checker, for the tests of the checker. */
#ifndef SLOTGEN_TESTS_CHECKED_H
#define SLOTGEN_TESTS_CHECKED_H

#include "check/check.h"
#include "parse/parse.h"

#include <check.h>

enum { MESSAGES_SIZE = 8192 };

/* One run over a schema; what was said lies in `messages`. */
struct run {
    struct arena arena;
    struct source_set sources;
    struct diag diag;
    struct model *model;
    char messages[MESSAGES_SIZE];
};

extern struct run run;

/* The model of a text, or NULL where there were errors; `prefix` as by --prefix. To be ended by end_run. */
struct model *check_with(const char *text, const char *prefix);
struct model *check_text(const char *text);
void end_run(void);

/* That the text has one mistake, which gives one message, of that rule. */
void assert_one_message(const char *text, const char *rule);

/* A text that grows. */
struct schema {
    char *text;
    size_t length;
    size_t room;
};

void append(struct schema *schema, const char *format, ...) DIAG_PRINTF(2, 3);

/* Checks a schema that was appended to, and gives it back. */
const struct model *check_schema(struct schema *schema);

/* The slot of a name, in whatever class. */
const struct model_slot *find_slot(const struct model *model, const char *name);

void assert_integer(struct integer value, const char *expected);

/* The tests of test_check_types.c and test_check_annotations.c. */
TCase *check_types_tests(void);

/* The tests of test_check_classes.c. */
TCase *check_classes_tests(void);
TCase *check_annotations_tests(void);

#endif
