/* SPDX-License-Identifier: MIT */
/*
 * The stand-in for Check: lists of tests, and the loop that runs them. A test that fails is left by longjmp; one that
 * crashes ends the program. CK_VERBOSITY=verbose, as with Check, names each test before it runs.
 */
#include "check.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct one {
    const TTest *test;
    int signal_number;
    int first, end;
    struct one *next;
};

struct TCase {
    const char *name;
    struct one *tests, **last;
    TCase *next;
};

struct Suite {
    const char *name;
    TCase *cases, **last;
    Suite *next;
};

struct SRunner {
    Suite *suites, **last;
    int run, failed;
};

enum outcome { PASSED, FAILED, ABORTED };

static struct {
    const char *suite, *test;
    int round;
    int is_told; /* each test is named before it runs */
    jmp_buf leave;
} running;

static void *allocate(size_t size)
{
    void *memory = calloc(1, size);
    if (memory == NULL) {
        fputs("check: out of memory\n", stderr);
        exit(3);
    }
    return memory;
}

Suite *suite_create(const char *name)
{
    Suite *suite = allocate(sizeof *suite);
    suite->name = name;
    suite->last = &suite->cases;
    return suite;
}

TCase *tcase_create(const char *name)
{
    TCase *cases = allocate(sizeof *cases);
    cases->name = name;
    cases->last = &cases->tests;
    return cases;
}

void suite_add_tcase(Suite *suite, TCase *cases)
{
    *suite->last = cases;
    suite->last = &cases->next;
}

void tcase_set_timeout(TCase *cases, double seconds)
{
    (void)cases;
    (void)seconds;
}

void check_add(TCase *cases, const TTest *test, int signal_number, int first, int end)
{
    struct one *one = allocate(sizeof *one);
    *one = (struct one){test, signal_number, first, end, NULL};
    *cases->last = one;
    cases->last = &one->next;
}

SRunner *srunner_create(Suite *suite)
{
    SRunner *runner = allocate(sizeof *runner);
    runner->last = &runner->suites;
    srunner_add_suite(runner, suite);
    return runner;
}

void srunner_add_suite(SRunner *runner, Suite *suite)
{
    *runner->last = suite;
    runner->last = &suite->next;
}

static void say_where(void)
{
    fprintf(stderr, "FAIL %s: %s, round %d: ", running.suite, running.test, running.round);
}

void check_fail(const char *file, int line, const char *what, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_where();
    fprintf(stderr, "%s:%d: %s: ", file, line, what);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    longjmp(running.leave, FAILED);
}

void check_strings(const char *file, int line, const char *what, const char *a, const char *b, int want_equal)
{
    if (a != NULL && b != NULL && (strcmp(a, b) == 0) == (want_equal != 0)) return;
    check_fail(file, line, what, "\"%s\" and \"%s\"", a == NULL ? "(NULL)" : a, b == NULL ? "(NULL)" : b);
}

void check_bytes(const char *file, int line, const char *what, const void *a, const void *b, size_t size,
                 int want_equal)
{
    const unsigned char *left = a, *right = b;
    size_t i = 0;
    while (i < size && left[i] == right[i]) i++;
    if ((i == size) == (want_equal != 0)) return;
    if (i == size) check_fail(file, line, what, "%ju bytes are the same", (uintmax_t)size);
    check_fail(file, line, what, "byte %ju of %ju is %02x and %02x", (uintmax_t)i, (uintmax_t)size, left[i], right[i]);
}

static void leave_by_abort(int signal_number)
{
    (void)signal_number;
    longjmp(running.leave, ABORTED);
}

/* What survives the jump lives in the caller or in RUNNING. */
static int run_round(const struct one *one, int round)
{
    running.test = one->test->name;
    running.round = round;
    if (running.is_told) {
        printf("%s: %s, round %d\n", running.suite, running.test, round);
        fflush(stdout);
    }
    /* Elsewhere abort() ends the program, as in the children that some tests make. */
    signal(SIGABRT, one->signal_number == SIGABRT ? leave_by_abort : SIG_DFL);
    const int left_by = setjmp(running.leave);
    if (left_by == ABORTED) return 1;
    if (left_by == FAILED) return 0;
    one->test->run(round);
    if (one->signal_number == 0) return 1;
    say_where();
    fprintf(stderr, "did not end by signal %d\n", one->signal_number);
    return 0;
}

void srunner_run_all(SRunner *runner, enum print_output output)
{
    const char *const verbosity = output == CK_ENV ? getenv("CK_VERBOSITY") : NULL;
    running.is_told = output == CK_VERBOSE || (verbosity != NULL && strcmp(verbosity, "verbose") == 0);
    for (const Suite *suite = runner->suites; suite != NULL; suite = suite->next) {
        running.suite = suite->name;
        for (const TCase *cases = suite->cases; cases != NULL; cases = cases->next) {
            for (const struct one *one = cases->tests; one != NULL; one = one->next) {
                for (int round = one->first; round < one->end; round++) {
                    runner->run++;
                    if (!run_round(one, round)) runner->failed++;
                }
            }
        }
    }
    printf("%d tests, %d failed\n", runner->run, runner->failed);
}

int srunner_ntests_failed(SRunner *runner)
{
    return runner->failed;
}

int srunner_ntests_run(SRunner *runner)
{
    return runner->run;
}

/* The suites are the program's until its end. */
void srunner_free(SRunner *runner)
{
    free(runner);
}
