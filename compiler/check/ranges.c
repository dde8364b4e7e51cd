/* SPDX-License-Identifier: MIT */
/*
 * Ranges, with and without a step. Everything is exact: a step that does not divide the range by a billionth is one.
 *
 * Integers throughout give an INT. Anything else gives STEPS, whose values are counts: of the step where the range
 * begins at a multiple of it, else of steps from its beginning.
 */
#include "check/checker.h"

enum { NUMBER_TEXT_SIZE = 48 };

/* Numerators that a double holds, so that value and count are computed from exact numbers. */
static const uint64_t limit_numerator = (UINT64_C(1) << 53) - 1;

/* A range as it is written. */
struct bounds {
    struct ratio low, high, step;
};

static bool is_integer(struct ratio value)
{
    return value.denominator == 1;
}

/* Rule range-empty. */
static bool check_not_empty(struct checker *checker, const struct ast_type *type, const struct bounds *bounds)
{
    char low[NUMBER_TEXT_SIZE];
    char high[NUMBER_TEXT_SIZE];
    if (ratio_compare(bounds->low, bounds->high) <= 0) return true;
    diag_error(checker->diag, rule_name(RULE_RANGE_EMPTY), type->span,
               "the range %s..%s is empty: it ends below its beginning", ratio_print(bounds->low, low),
               ratio_print(bounds->high, high));
    return false;
}

/* Rule range-bounds. */
static bool check_bounds(struct checker *checker, const struct ast_type *type, const struct model_type *out)
{
    char low[24];
    char high[24];
    if (!out->low.negative || integer_compare(out->high, integer_from_int(INT64_MAX)) <= 0) return true;
    diag_error(checker->diag, rule_name(RULE_RANGE_BOUNDS), type->span,
               "the range %s..%s fits neither a signed nor an unsigned 64-bit integer", integer_print(out->low, low),
               integer_print(out->high, high));
    return false;
}

static bool is_decimal(const struct ast_expr *expr)
{
    return expr->kind == EXPR_NEGATE ? is_decimal(expr->left) : expr->kind == EXPR_NUMBER && expr->has_point;
}

/* Rule range-step: 0.0 .. 1.0 is more likely to mean fractions than the integers 0 and 1. */
static bool check_decimals(struct checker *checker, const struct ast_type *type)
{
    if (type->step != NULL || (!is_decimal(type->low) && !is_decimal(type->high))) return true;
    diag_error(checker->diag, rule_name(RULE_RANGE_STEP), type->span,
               "a range between decimals has a step: without one it holds integers only");
    diag_help(checker->diag,
              "write 0.0 .. 1.0 step 0.01 for hundredths, float32 for any fraction, 0 .. 1 for integers");
    return false;
}

static bool resolve_bounds(struct checker *checker, const struct ast_type *type, const struct bounds *bounds,
                           struct model_type *out)
{
    bool fine = expression_to_integer(checker, type->low->span, bounds->low, "the lower bound of the range", &out->low);
    fine = expression_to_integer(checker, type->high->span, bounds->high, "the upper bound of the range", &out->high) &&
           fine;
    if (!fine && type->step == NULL && (!is_integer(bounds->low) || !is_integer(bounds->high)))
        diag_help(checker->diag, "a range of fractions says how far they lie apart, as in 0.0 .. 1.5 step 0.1");
    return fine && check_not_empty(checker, type, bounds) && check_bounds(checker, type, out) &&
           check_decimals(checker, type);
}

/* Rule step-divides: `steps` is the number of steps between the bounds, which is no integer. */
static bool report_uneven(struct checker *checker, const struct ast_type *type, const struct bounds *bounds,
                          struct ratio steps)
{
    char texts[3][NUMBER_TEXT_SIZE];
    struct ratio whole = ratio_from_uint(steps.numerator / steps.denominator);
    struct ratio below;
    struct ratio above;
    const char *first = ratio_print(bounds->low, texts[0]);
    diag_error(checker->diag, rule_name(RULE_STEP_DIVIDES), type->span,
               "the range does not end on a step: from %s on, steps of %s miss %s", first,
               ratio_print(bounds->step, texts[1]), ratio_print(bounds->high, texts[2]));
    if (ratio_multiply(whole, bounds->step, &below) != NUMBER_OK || ratio_add(bounds->low, below, &below) != NUMBER_OK)
        return false;
    /* Below zero, the integers end at the highest int64. */
    bool has_above = ratio_add(below, bounds->step, &above) == NUMBER_OK &&
                     (!bounds->low.negative || ratio_compare(above, ratio_from_uint(INT64_MAX)) <= 0);
    if (whole.numerator == 0 && has_above) {
        diag_help(checker->diag, "the nearest upper bound that a step meets is %s", ratio_print(above, texts[1]));
        return false;
    }
    ratio_print(below, texts[1]);
    if (has_above)
        diag_help(checker->diag, "the nearest upper bounds that a step meets are %s and %s", texts[1],
                  ratio_print(above, texts[2]));
    else diag_help(checker->diag, "the nearest upper bound that a step meets is %s", texts[1]);
    return false;
}

/* Rule step-limit. */
static bool report_fine(struct checker *checker, const struct ast_type *type)
{
    diag_error(checker->diag, rule_name(RULE_STEP_LIMIT), type->span,
               "the steps of this range are too fine for its numbers: a double cannot tell them apart");
    diag_help(checker->diag,
              "a range of integers that counts the steps is exact up to 64 bits, and @unit says what one is");
    return false;
}

static bool resolve_integer_step(struct checker *checker, const struct ast_type *type, const struct bounds *bounds,
                                 struct model_type *out)
{
    uint64_t distance;
    struct ratio steps;
    out->kind = TYPE_INT;
    out->step = bounds->step.numerator;
    if (!resolve_bounds(checker, type, bounds, out)) return false;
    integer_distance(out->low, out->high, &distance); /* one 64-bit type holds both */
    if (distance % out->step == 0) return true;
    ratio_divide(ratio_from_uint(distance), bounds->step, &steps);
    return report_uneven(checker, type, bounds, steps);
}

/* numerator = value * divisor, which is an integer; false beyond what a double holds. */
static bool scale_number(struct ratio value, uint64_t divisor, int64_t *out)
{
    uint64_t numerator;
    if (__builtin_mul_overflow(value.numerator, divisor / value.denominator, &numerator)) return false;
    if (numerator > limit_numerator) return false;
    *out = value.negative ? -(int64_t)numerator : (int64_t)numerator;
    return true;
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Whether every value is offset + count * factor over divisor in numbers that a double holds, and tells apart. */
static bool scale_range(const struct bounds *bounds, bool from_low, struct model_type *out)
{
    uint64_t divisor = bounds->step.denominator;
    int64_t low;
    int64_t high;
    if (from_low) {
        uint64_t shared = common_divisor(bounds->low.denominator, divisor);
        if (__builtin_mul_overflow(bounds->low.denominator / shared, divisor, &divisor)) return false;
    }
    if (divisor > limit_numerator || !scale_number(bounds->step, divisor, &out->scale.factor) ||
        !scale_number(bounds->low, divisor, &low) || !scale_number(bounds->high, divisor, &high))
        return false;
    out->scale.divisor = (int64_t)divisor;
    out->scale.offset = from_low ? low : 0;
    /* A double has 53 bits: next to the largest numbers, neighbours that differ by 1 may round to the same one. */
    int64_t largest = -low > high ? -low : high;
    return out->scale.factor > 1 || largest <= INT64_C(1) << 52;
}

static bool resolve_steps(struct checker *checker, const struct ast_type *type, const struct bounds *bounds,
                          struct model_type *out)
{
    struct ratio distance;
    struct ratio steps;
    struct ratio first;
    if (!check_not_empty(checker, type, bounds)) return false;
    if (ratio_subtract(bounds->high, bounds->low, &distance) != NUMBER_OK ||
        ratio_divide(distance, bounds->step, &steps) != NUMBER_OK)
        return report_fine(checker, type);
    if (!is_integer(steps)) return report_uneven(checker, type, bounds, steps);
    bool from_low = ratio_divide(bounds->low, bounds->step, &first) != NUMBER_OK || !is_integer(first);
    if (from_low) first = ratio_from_uint(0);
    if (!scale_range(bounds, from_low, out)) return report_fine(checker, type);
    out->kind = TYPE_STEPS;
    out->scale.low = bounds->low;
    out->scale.high = bounds->high;
    out->scale.step = bounds->step;
    ratio_to_integer(first, &out->low);
    out->high = integer_from_int((int64_t)(out->low.bits + steps.numerator));
    return true;
}

/* Rule step-positive. */
static bool check_step(struct checker *checker, const struct ast_type *type, struct ratio step)
{
    char text[NUMBER_TEXT_SIZE];
    if (!step.negative && step.numerator != 0) return true;
    diag_error(checker->diag, rule_name(RULE_STEP_POSITIVE), type->step->span, "the step is %s, but must be above 0",
               ratio_print(step, text));
    return false;
}

bool range_resolve(struct checker *checker, const struct ast_type *type, struct model_type *out)
{
    struct bounds bounds = {.step = ratio_from_uint(1)};
    bool fine = expression_evaluate(checker, type->low, &bounds.low);
    fine = expression_evaluate(checker, type->high, &bounds.high) && fine;
    if (type->step != NULL)
        fine = expression_evaluate(checker, type->step, &bounds.step) && check_step(checker, type, bounds.step) && fine;
    if (!fine) return false;
    bool integers = is_integer(bounds.low) && is_integer(bounds.high) && is_integer(bounds.step);
    if (type->step == NULL || integers) return resolve_integer_step(checker, type, &bounds, out);
    return resolve_steps(checker, type, &bounds, out);
}

enum number_status range_count(const struct model_type *type, struct ratio value, struct integer *out)
{
    struct ratio counts = value;
    enum number_status status = NUMBER_OK;
    if (type->scale.offset != 0) status = ratio_subtract(value, type->scale.low, &counts);
    if (status == NUMBER_OK) status = ratio_divide(counts, type->scale.step, &counts);
    return status == NUMBER_OK ? ratio_to_integer(counts, out) : status;
}

struct ratio range_step_below(const struct model_type *type, struct ratio value)
{
    struct ratio distance;
    struct ratio below = type->scale.low;
    if (ratio_subtract(value, type->scale.low, &distance) != NUMBER_OK ||
        ratio_divide(distance, type->scale.step, &distance) != NUMBER_OK)
        return below;
    struct ratio whole = ratio_from_uint(distance.numerator / distance.denominator);
    if (ratio_multiply(whole, type->scale.step, &distance) != NUMBER_OK ||
        ratio_add(type->scale.low, distance, &below) != NUMBER_OK)
        return type->scale.low;
    return below;
}
