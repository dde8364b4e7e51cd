/* SPDX-License-Identifier: MIT */
/* Numbers of instances as people write them; see options.h. Integers only: the same on every host. */
#include "cli/options.h"

static const uint64_t most = UINT64_C(1000000000000000);

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The factor of the letter at the end, or 0. */
static uint64_t factor_of(const char *end)
{
    if (end[0] == '\0') return 1;
    if (end[1] != '\0') return 0;
    switch (end[0]) {
    case 'k':
    case 'K': return 1000;
    case 'M': return 1000000;
    case 'G': return 1000000000;
    default: return 0;
    }
}

bool options_read_count(const char *word, uint64_t *count)
{
    uint64_t number = 0;
    uint64_t divisor = 1; /* of the digits behind a point */
    bool has_point = false;
    const char *at = word;
    if (!is_digit(*at)) return false;
    for (; is_digit(*at) || *at == '_' || *at == '.'; at++) {
        if (*at != '_' && *at != '.') {
            number = number * 10 + (uint64_t)(*at - '0');
            if (has_point) divisor *= 10;
            if (number >= most || divisor >= most) return false;
            continue;
        }
        if (!is_digit(at[-1]) || !is_digit(at[1]) || (*at == '.' && has_point)) return false;
        has_point = has_point || *at == '.';
    }
    uint64_t factor = factor_of(at);
    if (factor == 0 || number == 0) return false;
    for (; factor % 10 == 0 && divisor % 10 == 0; factor /= 10) divisor /= 10;
    if (number >= (most + factor - 1) / factor || number * factor % divisor != 0) return false;
    *count = number * factor / divisor;
    return true;
}
