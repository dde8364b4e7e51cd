/* SPDX-License-Identifier: MIT */
/* Numbers and cells as people read them; see print.h. */
#include "report/print.h"

void print_grouped(struct text *text, uint64_t number)
{
    char digits[32];
    size_t at = sizeof digits;
    for (unsigned i = 0; number > 0 || i == 0; i++) {
        if (i > 0 && i % 3 == 0) digits[--at] = ',';
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    }
    text_append(text, digits + at, sizeof digits - at);
}

void print_decimal(struct text *text, double number, unsigned digits)
{
    uint64_t scale = 1;
    for (unsigned i = 0; i < digits; i++) scale *= 10;
    const uint64_t scaled = (uint64_t)(number * (double)scale + 0.5);
    text_uint(text, scaled / scale);
    if (digits == 0) return;
    text_string(text, ".");
    for (uint64_t place = scale / 10; place > 0; place /= 10) text_uint(text, scaled / place % 10);
}

void print_total(struct text *text, double bytes, uint64_t count)
{
    static const char *const units[] = {" kB", " MB", " GB", " TB", " PB", " EB"};
    double amount = bytes * (double)count;
    size_t unit = 0;
    if (amount < 999.5) {
        print_count(text, (uint64_t)(amount + 0.5), "byte");
        return;
    }
    amount /= 1000;
    while (amount >= 999.95 && unit + 1 < sizeof units / sizeof units[0]) {
        amount /= 1000;
        unit++;
    }
    print_decimal(text, amount, 1);
    text_string(text, units[unit]);
}

void print_count(struct text *text, uint64_t count, const char *noun)
{
    print_grouped(text, count);
    text_strings(text, " ", noun, count == 1 ? "" : "s", NULL);
}

void print_run(struct text *text, uint64_t first, uint64_t bits)
{
    const uint64_t last = first + bits - 1;
    text_uint(text, first / 8);
    text_string(text, ".");
    text_uint(text, first % 8);
    if (bits < 2) return;
    text_string(text, "..");
    text_uint(text, last / 8);
    text_string(text, ".");
    text_uint(text, last % 8);
}

void print_cell(struct text *text, const char *string, size_t width, bool right)
{
    const size_t length = strlen(string);
    if (!right) text_string(text, string);
    for (size_t i = length; i < width; i++) text_string(text, " ");
    if (right) text_string(text, string);
}
