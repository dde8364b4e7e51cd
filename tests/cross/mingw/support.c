/* SPDX-License-Identifier: MIT */
/*
 * What unit tests need and Windows does not have: refusals are caught in this process, as there is no fork; the tests of
 * the compiler's passes, which print into memory, are not run there.
 */
#include "refusals.h"

#include <check.h>
#include <io.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static jmp_buf aborted;

static void leave(int signal_number)
{
    (void)signal_number;
    longjmp(aborted, 1);
}

void catch_refusal(void (*refuse)(void), char *text, size_t size)
{
    FILE *const told = tmpfile();
    ck_assert_ptr_nonnull(told);
    fflush(NULL);
    const int before = _dup(2);
    ck_assert_int_eq(_dup2(_fileno(told), 2), 0);
    signal(SIGABRT, leave);
    const int is_aborted = setjmp(aborted);
    if (is_aborted == 0) refuse();
    fflush(stderr);
    _dup2(before, 2);
    _close(before);
    rewind(told);
    text[fread(text, 1, size - 1, told)] = '\0';
    fclose(told);
    ck_assert_int_eq(is_aborted, 1);
}

FILE *fmemopen(void *buffer, size_t size, const char *mode);

FILE *fmemopen(void *buffer, size_t size, const char *mode)
{
    (void)buffer;
    (void)size;
    (void)mode;
    return NULL;
}
