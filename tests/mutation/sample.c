/* SPDX-License-Identifier: MIT */
/* What mutate.c is tried on: it must find sample.expected, and nothing in comments (a < b), texts or # lines. */
#include "sample.h"
/* clang-format off */
#define TWICE(x) ((x) + (x))
#define LONG_ONE(x) \
    ((x) + 1)
/* clang-format on */

enum { MOST = 0x10u };
static const char *const text = "a + b; /* 1 */ \" 2";

int first(const int *list, int count, double share)
{
    assert(count > 0 && list != NULL);
    int sum = -1; // 3 + 4
    for (int i = 0; i < count; i++) {
        if (list[i] == '1' || !list[i]) continue;
        sum += second(sum * 2, list[i]) << 3;
    }
    while (sum >= MOST && share > 0.5) {
        swap(&sum, &count);
        break;
    }
    if (sum == 0) return;
    *list = true;
    return sum - count;
}
