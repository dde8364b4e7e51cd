/* SPDX-License-Identifier: MIT */
/* Constructors of types; see build.h. Looks nothing up. */
#include "parse/build.h"
#include "parse/parser.h"

#include <string.h>

static struct ast_type *new_type(struct parser *parser, enum ast_type_kind kind, struct span span)
{
    struct ast_type *type = arena_alloc(parser->arena, sizeof *type);

    type->kind = kind;
    type->span = span;
    type->depth = 1;
    return type;
}

/* A type around another one. */
static struct ast_type *wrap(struct parser *parser, enum ast_type_kind kind, struct span span, struct ast_type *element)
{
    struct ast_type *type = new_type(parser, kind, span);

    type->element = element;
    type->depth = element->depth + 1;
    if (type->depth > PARSE_MOST_NESTING) parser_give_up(parser, span, "an array has at most 63 dimensions");
    return type;
}

struct ast_type *build_range(struct parser *parser, struct span span, struct ast_expr *low, struct ast_expr *high,
                             struct ast_expr *step)
{
    struct ast_type *type = new_type(parser, AST_TYPE_RANGE, span);

    type->low = low;
    type->high = high;
    type->step = step;
    return type;
}

struct ast_type *build_array(struct parser *parser, struct span span, struct ast_type *element, struct ast_expr *count)
{
    struct ast_type *type = wrap(parser, AST_TYPE_ARRAY, span, element);

    type->count = count;
    return type;
}

struct ast_type *build_refuse_bare(struct parser *parser, struct ast_type *array)
{
    enum { MOST_QUOTED = 80 };
    const struct ast_type *range = array;
    struct span span = array->span;
    struct span brackets;

    while (range->kind == AST_TYPE_ARRAY) range = range->element;
    brackets = (struct span){range->span.end, span.end};
    if (span.end - span.begin > MOST_QUOTED || parser_on_later_line(parser, span.begin, span.end))
        diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), span,
                   "a range that is an array's element stands in parentheses, as in (0 .. 39)[4]");
    else
        diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), span, "write (%.*s)%.*s",
                   (int)(range->span.end - range->span.begin), parser_text(parser, range->span),
                   (int)(brackets.end - brackets.begin), parser_text(parser, brackets));
    return array;
}

struct ast_type *build_named(struct parser *parser, enum ast_type_kind kind, struct span span, struct ast_name name)
{
    struct ast_type *type = new_type(parser, kind, span);

    type->name = name;
    return type;
}

struct ast_type *build_sized(struct parser *parser, enum ast_type_kind kind, struct span span, struct ast_expr *count)
{
    struct ast_type *type = new_type(parser, kind, span);

    type->count = count;
    return type;
}

struct ast_type *build_pointer(struct parser *parser, struct span span, struct span text, const struct ast_name *label,
                               struct ast_expr *align)
{
    struct ast_type *type = new_type(parser, AST_TYPE_POINTER, span);

    if (label != NULL && strcmp(label->text, "align") != 0)
        diag_error(parser->diag, parse_rule_name(PARSE_SYNTAX), label->span, "expected 'align', found '%s'",
                   label->text);
    type->string = literal_string(parser, text);
    type->count = align;
    return type;
}

struct ast_type *build_parenthesised(struct span span, struct ast_type *type)
{
    type->parenthesised = true;
    type->span = span;
    return type;
}

struct ast_type *build_optional(struct parser *parser, struct span span, struct ast_type *element)
{
    return build_parenthesised(span, wrap(parser, AST_TYPE_OPTIONAL, span, element));
}
