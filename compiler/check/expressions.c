/* SPDX-License-Identifier: MIT */
/*
 * Constant expressions to exact numbers. Knows constants by their values; what they depend on was resolved before.
 * Recursion is safe: the parser limits how deep an expression is.
 */
#include "check/checker.h"

#include <string.h>

void expression_each_name(const struct ast_expr *expr, void (*visit)(void *context, const struct ast_expr *name),
                          void *context)
{
    if (expr->kind == EXPR_NAME) visit(context, expr);
    if (expr->left != NULL) expression_each_name(expr->left, visit, context);
    if (expr->right != NULL) expression_each_name(expr->right, visit, context);
}

/* Rule const-unknown. */
static void report_unknown(struct checker *checker, const struct ast_expr *expr, const struct symbol *other)
{
    const char *rule = rule_name(RULE_CONST_UNKNOWN);
    if (strlen(expr->name) > LIMIT_NAME) {
        diag_error(checker->diag, rule_name(RULE_NAME_LENGTH), expr->span,
                   "this name has %zu characters; at most %d are allowed", strlen(expr->name), LIMIT_NAME);
        return;
    }
    if (other != NULL) {
        diag_error(checker->diag, rule, expr->span, "'%s' is %s, not a constant", expr->name, declare_kind(other));
        diag_note(checker->diag, other->declaration->name.span, "it is declared here");
        return;
    }
    if (!declare_is_news(checker, expr->name)) return;
    struct suggestion suggestion;
    char text[SUGGEST_TEXT_SIZE];
    suggest_start(&suggestion, expr->name);
    imports_offer(checker, &suggestion, SYMBOL_BIT(SYMBOL_CONST));
    diag_error(checker->diag, rule, expr->span, "unknown constant '%s'%s", expr->name, suggest_text(&suggestion, text));
    if (suggestion.best == NULL) imports_help(checker, expr->name);
}

static bool evaluate_number(struct checker *checker, const struct ast_expr *expr, struct ratio *out)
{
    *out = expr->number;
    if (expr->too_big)
        diag_error(checker->diag, rule_name(RULE_NUMBER_OVERFLOW), expr->span, "this number needs more than 64 bits");
    return !expr->too_big;
}

static bool evaluate_name(struct checker *checker, const struct ast_expr *expr, struct ratio *out)
{
    const struct symbol *symbol = declare_find(checker, expr->name);
    if (symbol == NULL || (symbol->kind != SYMBOL_CONST && symbol->kind != SYMBOL_REFUSED)) {
        report_unknown(checker, expr, symbol);
        return false;
    }
    if (symbol->state != SYMBOL_DONE) return false;
    *out = symbol->constant->value;
    return true;
}

static const char *operator_text(const struct ast_expr *expr)
{
    static const char *const texts[] = {
        [OP_ADD] = "+",       [OP_SUBTRACT] = "-",    [OP_MULTIPLY] = "*",    [OP_DIVIDE] = "/",
        [OP_REMAINDER] = "%", [OP_SHIFT_LEFT] = "<<", [OP_SHIFT_RIGHT] = ">>"};
    return texts[expr->op];
}

static enum number_status apply(enum ast_operator op, struct ratio a, struct ratio b, struct ratio *out)
{
    switch (op) {
    case OP_ADD: return ratio_add(a, b, out);
    case OP_SUBTRACT: return ratio_subtract(a, b, out);
    case OP_MULTIPLY: return ratio_multiply(a, b, out);
    case OP_DIVIDE: return ratio_divide(a, b, out);
    case OP_REMAINDER: return ratio_remainder(a, b, out);
    case OP_SHIFT_LEFT: return ratio_shift_left(a, b, out);
    case OP_SHIFT_RIGHT: return ratio_shift_right(a, b, out);
    }
    return NUMBER_OVERFLOW;
}

enum { NUMBER_TEXT_SIZE = 48 };

/* Rules number-overflow, division-by-zero, shift-range, integer-needed: at the operator, with the numbers it got. */
static void report_operator(struct checker *checker, const struct ast_expr *expr, enum number_status status,
                            struct ratio a, struct ratio b)
{
    char left[NUMBER_TEXT_SIZE];
    char right[NUMBER_TEXT_SIZE];
    const char *op = operator_text(expr);
    struct span span = expr->operator_span;
    ratio_print(a, left);
    ratio_print(b, right);
    switch (status) {
    case NUMBER_OK: break;
    case NUMBER_OVERFLOW:
        diag_error(checker->diag, rule_name(RULE_NUMBER_OVERFLOW), span, "%s %s %s needs more than 64 bits", left, op,
                   right);
        break;
    case NUMBER_DIVISION_BY_ZERO:
        diag_error(checker->diag, rule_name(RULE_DIVISION_BY_ZERO), span, "%s %s %s divides by zero", left, op, right);
        break;
    case NUMBER_FRACTION:
        diag_error(checker->diag, rule_name(RULE_INTEGER_NEEDED), span, "%s %s %s: '%s' works on integers only", left,
                   op, right, op);
        break;
    case NUMBER_SHIFT:
        diag_error(checker->diag, rule_name(RULE_SHIFT_RANGE), span, "%s %s %s: a shift goes 0 to 63 bits far", left,
                   op, right);
        break;
    }
}

static bool evaluate_binary(struct checker *checker, const struct ast_expr *expr, struct ratio *out)
{
    struct ratio left;
    struct ratio right;
    bool fine = expression_evaluate(checker, expr->left, &left);
    fine = expression_evaluate(checker, expr->right, &right) && fine;
    if (!fine) return false;
    enum number_status status = apply(expr->op, left, right, out);
    if (status != NUMBER_OK) report_operator(checker, expr, status, left, right);
    return status == NUMBER_OK;
}

bool expression_evaluate(struct checker *checker, const struct ast_expr *expr, struct ratio *out)
{
    struct ratio value;
    switch (expr->kind) {
    case EXPR_NUMBER: return evaluate_number(checker, expr, out);
    case EXPR_NAME: return evaluate_name(checker, expr, out);
    case EXPR_NEGATE: return expression_evaluate(checker, expr->left, &value) && ratio_negate(value, out) == NUMBER_OK;
    case EXPR_BINARY: return evaluate_binary(checker, expr, out);
    }
    return false;
}

bool expression_to_integer(struct checker *checker, struct span span, struct ratio value, const char *what,
                           struct integer *out)
{
    char text[NUMBER_TEXT_SIZE];
    enum number_status status = ratio_to_integer(value, out);
    if (status == NUMBER_FRACTION)
        diag_error(checker->diag, rule_name(RULE_INTEGER_NEEDED), span, "%s is %s, but an integer is needed here", what,
                   ratio_print(value, text));
    else if (status != NUMBER_OK)
        diag_error(checker->diag, rule_name(RULE_NUMBER_OVERFLOW), span,
                   "%s is %s, below -9223372036854775808, the lowest 64-bit integer", what, ratio_print(value, text));
    return status == NUMBER_OK;
}

bool expression_integer(struct checker *checker, const struct ast_expr *expr, const char *what, struct integer *out)
{
    struct ratio value;
    return expression_evaluate(checker, expr, &value) && expression_to_integer(checker, expr->span, value, what, out);
}
