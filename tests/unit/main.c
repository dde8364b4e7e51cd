/* SPDX-License-Identifier: MIT */
/* Runs all unit suites, or those whose names are given. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    Suite *(*make)(void);
} suites[] = {
#define UNIT_ROW(name) {#name, name##_suite},
    UNIT_SUITES(UNIT_ROW)
#undef UNIT_ROW
};

static int is_wanted(const char *name, int count, char **wanted)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(wanted[i], name) == 0) return 1;
    }
    return count == 0;
}

int main(int argc, char **argv)
{
    SRunner *runner = NULL;
    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++) {
        if (!is_wanted(suites[i].name, argc - 1, argv + 1)) continue;
        if (runner == NULL) runner = srunner_create(suites[i].make());
        else srunner_add_suite(runner, suites[i].make());
    }
    if (runner == NULL) return EXIT_FAILURE;
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    const int run = srunner_ntests_run(runner);
    srunner_free(runner);
    return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
