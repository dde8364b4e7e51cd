/* SPDX-License-Identifier: MIT */
/* Random integers and steps: see schema.h. */
#include "schema.h"

#include <inttypes.h>
#include <string.h>

/* A fraction, at times as a constant. */
static void write_step(struct schema *schema, char *text, size_t size, const struct content *content)
{
    snprintf(text, size, "%u/%u", (unsigned)content->step, (unsigned)content->divisor);
    if (!prng_once_in(&schema->prng, 6)) return;
    char name[MOST_NAME];
    name_declared(schema, name, "tick");
    FILE *outer = declaration_begin(schema);
    fprintf(schema->out, "const %s = %s;\n", name, text);
    declaration_end(schema, outer);
    name_refer(schema, schema->file, name, text, size);
}

/* The C type of integers from low to high with `unset`. */
void integer_choose_type(struct content *content)
{
    const bool is_signed = content->style == STYLE_INT;
    const int64_t unset = (int64_t)(content->has_sentinel ? content->unset : content->low);
    const int64_t low = (int64_t)content->low < unset ? (int64_t)content->low : unset;
    const int64_t high = (int64_t)content->high > unset ? (int64_t)content->high : unset;
    const char *name = "uint64_t";
    if (is_signed && low >= INT32_MIN && high <= INT32_MAX) name = "int32_t";
    else if (is_signed && low >= 0 && high <= UINT32_MAX) name = "uint32_t";
    else if (is_signed) name = "int64_t";
    snprintf(content->type_name, sizeof content->type_name, "%s", name);
}

/* intN and uintN. */
static void invent_sized(struct content *content, unsigned bits, bool is_unsigned)
{
    content->bits = bits < 1 ? 1 : bits;
    if (is_unsigned) {
        content->high = content->bits == 64 ? UINT64_MAX : (UINT64_C(1) << content->bits) - 1;
        if (content->bits == 64) content->style = STYLE_UINT;
    } else {
        content->high = (UINT64_C(1) << (content->bits - 1)) - 1;
        content->low = ~content->high;
    }
    snprintf(content->text, sizeof content->text, "%sint%u", is_unsigned ? "u" : "", content->bits);
}

void integer_invent(struct schema *schema, struct content *content)
{
    struct prng *prng = &schema->prng;
    const unsigned form = prng_below(prng, 8);
    const unsigned bits = prng_once_in(prng, 3) ? prng_below(prng, 65) : prng_below(prng, 14);
    content->style = STYLE_INT;
    content->step = 1;
    if (form < 2) {
        invent_sized(content, bits, form == 0);
        return;
    }
    const uint64_t span = prng_bits(prng, bits);
    if (form == 2) content->step = 2 + prng_below(prng, 40);
    if (form == 3 && span < (UINT64_C(1) << 60)) {
        content->style = STYLE_UINT;
        content->low = UINT64_MAX - span - prng_below(prng, 5);
    } else if (span > INT64_MAX) {
        content->low = (uint64_t)INT64_MIN;
    } else if (prng_once_in(prng, 4)) {
        content->low = prng_bits(prng, 1 + prng_below(prng, 61));
        if (content->low > (uint64_t)INT64_MAX - span) content->low = 0;
    } else {
        content->low = (uint64_t) - (int64_t)prng_below(prng, 100);
        if ((int64_t)content->low > 0 || span > (uint64_t)INT64_MAX) content->low = 0;
    }
    content->high = content->low + span / content->step * content->step;
    content->bits = bits_for((content->high - content->low) / content->step);
    char low[200], high[200];
    number_write(schema, low, sizeof low, content->low, content->style == STYLE_UINT);
    number_write(schema, high, sizeof high, content->high, content->style == STYLE_UINT);
    if (content->style == STYLE_UINT && content->high <= INT64_MAX) content->style = STYLE_INT;
    snprintf(content->text, sizeof content->text, "%s .. %s", low, high);
    if (content->step > 1) {
        number_write(schema, low, sizeof low, content->step, true);
        strcat(content->text, " step ");
        strcat(content->text, low);
    }
}

static void write_cents(char *text, size_t size, int64_t cents)
{
    const int64_t magnitude = cents < 0 ? -cents : cents;
    snprintf(text, size, "%s%" PRId64 ".%02" PRId64, cents < 0 ? "-" : "", magnitude / 100, magnitude % 100);
}

void steps_invent(struct schema *schema, struct content *content)
{
    struct prng *prng = &schema->prng;
    const unsigned steps = 1 + prng_below(prng, prng_once_in(prng, 2) ? 7 : 5000);
    const bool is_cents = prng_once_in(prng, 2);
    content->style = STYLE_STEPS;
    content->bits = bits_for(steps);
    content->divisor = is_cents ? 100 : 3 + prng_below(prng, 130);
    content->step = prng_once_in(prng, 2) ? 1 : 1 + prng_below(prng, 60);
    /* With an integer step between integers it would be an integer. */
    if (content->step % content->divisor == 0) content->step = 1;
    content->low = (uint64_t)((int64_t)prng_below(prng, 41) - 20);
    content->high = content->low + steps * content->step;
    char low[32], high[32], step[2 * MOST_NAME];
    if (is_cents) {
        write_cents(low, sizeof low, (int64_t)content->low);
        write_cents(high, sizeof high, (int64_t)content->high);
        write_cents(step, sizeof step, (int64_t)content->step);
        snprintf(content->text, sizeof content->text, "%s .. %s step %s", low, high, step);
    } else {
        const unsigned divisor = (unsigned)content->divisor;
        write_step(schema, step, sizeof step, content);
        snprintf(content->text, sizeof content->text, "%d/%u .. %d / %u step %s", (int)content->low, divisor,
                 (int)content->high, divisor, step);
    }
    strcpy(content->type_name, "double");
}

void integer_invent_sentinel(struct schema *schema, struct content *content)
{
    struct prng *prng = &schema->prng;
    if ((content->style != STYLE_INT && content->style != STYLE_UINT) || !prng_once_in(prng, 3)) return;
    const bool is_signed = content->style == STYLE_INT;
    if (prng_once_in(prng, 2) && (is_signed ? (int64_t)content->high < INT64_MAX : content->high < UINT64_MAX)) {
        content->unset = content->high + 1;
    } else if (is_signed ? (int64_t)content->low > INT64_MIN : content->low > 0) {
        content->unset = content->low - 1;
    } else {
        return;
    }
    content->has_sentinel = true;
    char number[200];
    number_write(schema, number, sizeof number, content->unset, !is_signed);
    strcat(content->text, " unset ");
    strcat(content->text, number);
}
