/* SPDX-License-Identifier: MIT */
/*
 * A stand-in for Check's header, for machines that have no Check: as much of it as the unit tests use. Tests run one after
 * another in one process; a failed assertion leaves its test by a jump. Standard C only, so that it serves Windows too.
 * The folder of this file goes before the system's: -Itests/cross/stand_in, and check.c is linked.
 */
#ifndef SLOTGEN_TESTS_STAND_IN_CHECK_H
#define SLOTGEN_TESTS_STAND_IN_CHECK_H

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>

typedef struct Suite Suite;
typedef struct TCase TCase;
typedef struct SRunner SRunner;

typedef struct TTest {
    const char *name;
    void (*run)(int);
} TTest;

enum print_output { CK_SILENT, CK_MINIMAL, CK_NORMAL, CK_VERBOSE, CK_ENV };

#define START_TEST(test_name)                                                                                          \
    static void test_name##_run(int _i);                                                                               \
    static const TTest test_name##_test = {#test_name, test_name##_run};                                               \
    static const TTest *const test_name = &test_name##_test;                                                           \
    static void test_name##_run(int _i)                                                                                \
    {                                                                                                                  \
        (void)_i;
#define END_TEST }

Suite *suite_create(const char *name);
TCase *tcase_create(const char *name);
void suite_add_tcase(Suite *suite, TCase *cases);
/* There are no timeouts here: who runs the program gives it one. */
void tcase_set_timeout(TCase *cases, double seconds);

#define tcase_add_test(cases, test)                      check_add((cases), (test), 0, 0, 1)
#define tcase_add_test_raise_signal(cases, test, signal) check_add((cases), (test), (signal), 0, 1)
#define tcase_add_loop_test(cases, test, first, end)     check_add((cases), (test), 0, (first), (end))
/* The only signal that a test may end by is SIGABRT. */
void check_add(TCase *cases, const TTest *test, int signal_number, int first, int end);

SRunner *srunner_create(Suite *suite);
void srunner_add_suite(SRunner *runner, Suite *suite);
void srunner_run_all(SRunner *runner, enum print_output output);
int srunner_ntests_failed(SRunner *runner);
int srunner_ntests_run(SRunner *runner);
void srunner_free(SRunner *runner);

#if defined(__MINGW32__)
#define CHECK_FORMAT(at, first) __attribute__((format(gnu_printf, at, first)))
#else
#define CHECK_FORMAT(at, first) __attribute__((format(printf, at, first)))
#endif
/* Ends the test that runs. FORMAT and what follows say what was seen. */
__attribute__((noreturn)) void check_fail(const char *file, int line, const char *what, const char *format, ...)
    CHECK_FORMAT(4, 5);

#define ck_assert(condition)          ck_assert_msg(condition, "%s", "")
#define ck_assert_msg(condition, ...) ((condition) ? (void)0 : check_fail(__FILE__, __LINE__, #condition, __VA_ARGS__))
#define ck_abort_msg(...)             check_fail(__FILE__, __LINE__, "not reached", __VA_ARGS__)

#define CHECK_COMPARE(type, format, a, operator, b)                                                                    \
    do {                                                                                                               \
        const type check_a = (a);                                                                                      \
        const type check_b = (b);                                                                                      \
        if (!(check_a operator check_b)) {                                                                             \
            check_fail(__FILE__, __LINE__, #a " " #operator" " #b, "%" format " and %" format, check_a, check_b);      \
        }                                                                                                              \
    } while (0)
#define ck_assert_int_eq(a, b)        CHECK_COMPARE(intmax_t, PRIdMAX, a, ==, b)
#define ck_assert_int_ne(a, b)        CHECK_COMPARE(intmax_t, PRIdMAX, a, !=, b)
#define ck_assert_int_lt(a, b)        CHECK_COMPARE(intmax_t, PRIdMAX, a, <, b)
#define ck_assert_int_le(a, b)        CHECK_COMPARE(intmax_t, PRIdMAX, a, <=, b)
#define ck_assert_int_gt(a, b)        CHECK_COMPARE(intmax_t, PRIdMAX, a, >, b)
#define ck_assert_int_ge(a, b)        CHECK_COMPARE(intmax_t, PRIdMAX, a, >=, b)
#define ck_assert_uint_eq(a, b)       CHECK_COMPARE(uintmax_t, PRIuMAX, a, ==, b)
#define ck_assert_uint_ne(a, b)       CHECK_COMPARE(uintmax_t, PRIuMAX, a, !=, b)
#define ck_assert_uint_lt(a, b)       CHECK_COMPARE(uintmax_t, PRIuMAX, a, <, b)
#define ck_assert_uint_le(a, b)       CHECK_COMPARE(uintmax_t, PRIuMAX, a, <=, b)
#define ck_assert_uint_gt(a, b)       CHECK_COMPARE(uintmax_t, PRIuMAX, a, >, b)
#define ck_assert_uint_ge(a, b)       CHECK_COMPARE(uintmax_t, PRIuMAX, a, >=, b)
#define CHECK_DOUBLES(a, operator, b) CHECK_COMPARE(double, ".17g", a, operator, b)
#define ck_assert_double_eq(a, b)     CHECK_DOUBLES(a, ==, b)
#define ck_assert_double_ne(a, b)     CHECK_DOUBLES(a, !=, b)
#define ck_assert_double_lt(a, b)     CHECK_DOUBLES(a, <, b)
#define ck_assert_double_le(a, b)     CHECK_DOUBLES(a, <=, b)
#define ck_assert_double_gt(a, b)     CHECK_DOUBLES(a, >, b)
#define ck_assert_double_ge(a, b)     CHECK_DOUBLES(a, >=, b)
#define CHECK_POINTERS(a, operator, b)                                                                                 \
    do {                                                                                                               \
        const void *const check_a = (a);                                                                               \
        const void *const check_b = (b);                                                                               \
        if (!(check_a operator check_b)) {                                                                             \
            check_fail(__FILE__, __LINE__, #a " " #operator" " #b, "%p and %p", check_a, check_b);                     \
        }                                                                                                              \
    } while (0)
#define ck_assert_ptr_eq(a, b)   CHECK_POINTERS(a, ==, b)
#define ck_assert_ptr_ne(a, b)   CHECK_POINTERS(a, !=, b)
#define ck_assert_ptr_null(a)    CHECK_POINTERS(a, ==, NULL)
#define ck_assert_ptr_nonnull(a) CHECK_POINTERS(a, !=, NULL)

#define ck_assert_str_eq(a, b) check_strings(__FILE__, __LINE__, #a " == " #b, (a), (b), 1)
#define ck_assert_str_ne(a, b) check_strings(__FILE__, __LINE__, #a " != " #b, (a), (b), 0)
void check_strings(const char *file, int line, const char *what, const char *a, const char *b, int want_equal);

#define ck_assert_mem_eq(a, b, size) check_bytes(__FILE__, __LINE__, #a " == " #b, (a), (b), (size), 1)
#define ck_assert_mem_ne(a, b, size) check_bytes(__FILE__, __LINE__, #a " != " #b, (a), (b), (size), 0)
void check_bytes(const char *file, int line, const char *what, const void *a, const void *b, size_t size,
                 int want_equal);

#endif
