/* SPDX-License-Identifier: MIT */
/* Constructors of expressions, defaults and annotations; see build.h. Looks nothing up, computes nothing. */
#include "parse/build.h"
#include "parse/parser.h"

#include <string.h>

static struct ast_expr *new_expr(struct parser *parser, enum ast_expr_kind kind, struct span span, unsigned depth)
{
    struct ast_expr *expr = arena_alloc(parser->arena, sizeof *expr);

    expr->kind = kind;
    expr->span = span;
    expr->depth = depth;
    if (depth > PARSE_MOST_DEPTH)
        parser_give_up(parser, span, "this expression is more than 1000 levels deep; give parts of it a name");
    return expr;
}

struct ast_expr *build_number(struct parser *parser, struct span span)
{
    struct ast_expr *expr = new_expr(parser, EXPR_NUMBER, span, 1);

    expr->number = literal_number(parser, span, &expr->too_big);
    expr->has_point =
        parser_text(parser, span)[0] != '\'' && memchr(parser_text(parser, span), '.', span.end - span.begin) != NULL;
    return expr;
}

struct ast_expr *build_reference(struct parser *parser, struct ast_name name)
{
    struct ast_expr *expr = new_expr(parser, EXPR_NAME, name.span, 1);

    expr->name = name.text;
    return expr;
}

struct ast_expr *build_parentheses(struct span span, struct ast_expr *expr)
{
    expr->parenthesised = true;
    expr->span = span;
    return expr;
}

struct ast_expr *build_negation(struct parser *parser, struct span span, struct span sign, struct ast_expr *operand)
{
    struct ast_expr *expr = new_expr(parser, EXPR_NEGATE, span, operand->depth + 1);

    expr->operator_span = sign;
    expr->left = operand;
    return expr;
}

struct ast_expr *build_binary(struct parser *parser, enum ast_operator op, struct span span, struct ast_expr *left,
                              struct ast_expr *right)
{
    struct span whole = {left->span.begin, right->span.end};
    unsigned depth = left->depth > right->depth ? left->depth : right->depth;
    struct ast_expr *expr = new_expr(parser, EXPR_BINARY, whole, depth + 1);

    expr->op = op;
    expr->operator_span = span;
    expr->left = left;
    expr->right = right;
    return expr;
}

static struct ast_value *new_value(struct parser *parser, enum ast_value_kind kind, struct span span)
{
    struct ast_value *value = arena_alloc(parser->arena, sizeof *value);

    value->kind = kind;
    value->span = span;
    return value;
}

struct ast_value *build_expr_value(struct parser *parser, struct ast_expr *expr)
{
    struct ast_value *value = new_value(parser, VALUE_EXPR, expr->span);

    value->expr = expr;
    return value;
}

struct ast_value *build_string_value(struct parser *parser, struct span span)
{
    struct ast_value *value = new_value(parser, VALUE_STRING, span);

    value->string = literal_string(parser, span);
    return value;
}

struct ast_value *build_list(struct parser *parser, enum ast_value_kind kind, struct span span, struct values items)
{
    struct ast_value *value = new_value(parser, kind, span);

    value->items = items.first;
    return value;
}

struct values build_values(struct values values, struct ast_value *value)
{
    BUILD_APPEND(values, value);
    return values;
}

struct values build_alternatives(struct parser *parser, struct ast_expr *first, struct ast_expr *second)
{
    struct values values = build_values((struct values){0}, build_expr_value(parser, first));

    return build_values(values, build_expr_value(parser, second));
}

struct ast_argument *build_argument(struct parser *parser, const struct ast_name *label, struct ast_value *value)
{
    struct ast_argument *argument = arena_alloc(parser->arena, sizeof *argument);

    if (label != NULL) argument->label = *label;
    argument->value = value;
    return argument;
}

struct arguments build_arguments(struct arguments arguments, struct ast_argument *argument)
{
    BUILD_APPEND(arguments, argument);
    return arguments;
}

struct ast_annotation *build_annotation(struct parser *parser, struct span span, struct ast_name name,
                                        const struct arguments *arguments)
{
    struct ast_annotation *annotation = arena_alloc(parser->arena, sizeof *annotation);

    annotation->name = name;
    annotation->span = span;
    annotation->has_parentheses = arguments != NULL;
    annotation->arguments = arguments != NULL ? arguments->first : NULL;
    return annotation;
}

struct annotations build_annotations(struct annotations annotations, struct ast_annotation *annotation)
{
    BUILD_APPEND(annotations, annotation);
    return annotations;
}
