/* SPDX-License-Identifier: MIT */
/* The suites of the unit tests; main.c runs them. */
#ifndef SLOTGEN_TESTS_UNIT_H
#define SLOTGEN_TESTS_UNIT_H

#include <check.h>

#define UNIT_SUITES(X)                                                                                                 \
    X(number)                                                                                                          \
    X(source)                                                                                                          \
    X(diag)                                                                                                            \
    X(parse)                                                                                                           \
    X(check)                                                                                                           \
    X(check_edges)                                                                                                     \
    X(text)                                                                                                            \
    X(repeated)                                                                                                        \
    X(layout)                                                                                                          \
    X(dense)                                                                                                           \
    X(layouts)                                                                                                         \
    X(places)                                                                                                          \
    X(packer)                                                                                                          \
    X(windows)                                                                                                         \
    X(stable)                                                                                                          \
    X(model)                                                                                                           \
    X(c_names)                                                                                                         \
    X(emit)                                                                                                            \
    X(bits)                                                                                                            \
    X(names)                                                                                                           \
    X(core)                                                                                                            \
    X(kinds)                                                                                                           \
    X(kinds_edges)                                                                                                     \
    X(kinds_text)                                                                                                      \
    X(whole)                                                                                                           \
    X(report)                                                                                                          \
    X(diff)                                                                                                            \
    X(picture)                                                                                                         \
    X(bitmap)                                                                                                          \
    X(symbols)                                                                                                         \
    X(table)                                                                                                           \
    X(format)                                                                                                          \
    X(scan)                                                                                                            \
    X(pool)                                                                                                            \
    X(blocks)                                                                                                          \
    X(bits_edges)                                                                                                      \
    X(refusals)

#define UNIT_DECLARE(name) Suite *name##_suite(void);
UNIT_SUITES(UNIT_DECLARE)
#undef UNIT_DECLARE

#endif
