/* SPDX-License-Identifier: MIT */
/*
 * What may be unset: the `?` of a slot, of an element and of an array, and the value that the unset state may have.
 */
#include "check/checker.h"

#include <string.h>

void presence_note_alias(struct checker *checker, const struct content *content)
{
    char text[TYPE_TEXT_SIZE];
    if (content->alias == NULL) return;
    const struct ast_declaration *declaration = content->alias->declaration;
    if (content->alias->content.dim_count != 0)
        diag_note(checker->diag, declaration->name.span, "type '%s' is declared here", declaration->name.text);
    else
        diag_note(checker->diag, declaration->name.span, "type '%s' is %s here", declaration->name.text,
                  type_text(&content->type, text));
}

/* Rule optional-twice. */
static bool check_once(struct checker *checker, struct span span, const struct content *content)
{
    const char *rule = rule_name(RULE_OPTIONAL_TWICE);
    if (!content->optional && !content->element_optional) return true;
    if (content->element_optional) {
        diag_error(checker->diag, rule, span, "the elements of this array are optional already");
        diag_help(checker->diag, "an array is optional in its elements, (T ?)[4], or as a whole, T[4] ?, not in both");
    } else if (content->alias != NULL) {
        diag_error(checker->diag, rule, span, "type '%s' is optional already", content->alias->declaration->name.text);
    } else {
        diag_error(checker->diag, rule, span, "this type is optional already");
    }
    if (content->alias != NULL) diag_note(checker->diag, content->alias->declaration->name.span, "it is declared here");
    return false;
}

/* Rule optional-null. */
static bool check_not_null(struct checker *checker, struct span span, const struct content *content)
{
    const char *reason;
    if (content->dim_count != 0) return true;
    switch (content->type.kind) {
    case TYPE_SYMBOL: reason = "a symbol is null until it is set"; break;
    case TYPE_REF: reason = "a ref is null until it is set"; break;
    case TYPE_POINTER: reason = "a pointer is NULL until it is set"; break;
    case TYPE_ANY: reason = "'any' is unset until it is set"; break;
    default: return true;
    }
    diag_error(checker->diag, rule_name(RULE_OPTIONAL_NULL), span, "%s: leave the '?' out", reason);
    presence_note_alias(checker, content);
    return false;
}

static bool make_optional(struct checker *checker, struct span span, struct content *content)
{
    content->optional = check_once(checker, span, content) && check_not_null(checker, span, content);
    return content->optional;
}

bool optional_resolve(struct checker *checker, const struct ast_type *type, struct content *out)
{
    return type_resolve(checker, type->element, out) && make_optional(checker, type->span, out);
}

/* Rule unset-type. */
static bool check_sentinel_type(struct checker *checker, struct owner owner, const struct ast_expr *expr,
                                const struct content *content)
{
    char text[TYPE_TEXT_SIZE];
    if (content->dim_count != 0) {
        diag_error(checker->diag, rule_name(RULE_UNSET_TYPE), expr->span,
                   "%s '%s' is an array, but 'unset' with a value is for single integers only", owner.what, owner.name);
        diag_help(checker->diag,
                  "for elements give the type a name, as in type T = 0 .. 39 ? unset 40, and write T[4]");
        return false;
    }
    if (content->type.kind == TYPE_INT) return true;
    diag_error(checker->diag, rule_name(RULE_UNSET_TYPE), expr->span,
               "%s '%s' is of type %s, but 'unset' with a value is for integers only", owner.what, owner.name,
               type_text(&content->type, text));
    diag_help(checker->diag, "write '?' alone");
    return false;
}

/* Rules unset-range, unset-bounds. */
static bool resolve_sentinel(struct checker *checker, struct owner owner, const struct ast_expr *expr,
                             struct content *content)
{
    char value[24];
    char range[TYPE_TEXT_SIZE];
    const struct model_type *type = &content->type;
    if (!check_sentinel_type(checker, owner, expr, content)) return false;
    if (!expression_integer(checker, expr, "the unset value", &content->sentinel)) return false;
    integer_print(content->sentinel, value);
    type_text(type, range);
    if (integer_compare(content->sentinel, type->low) >= 0 && integer_compare(content->sentinel, type->high) <= 0) {
        diag_error(checker->diag, rule_name(RULE_UNSET_RANGE), expr->span,
                   "the unset value %s of %s '%s' lies in its range %s", value, owner.what, owner.name, range);
        presence_note_alias(checker, content);
        return false;
    }
    struct integer most = integer_from_int(INT64_MAX);
    bool negative = type->low.negative || content->sentinel.negative;
    if (negative && (integer_compare(type->high, most) > 0 || integer_compare(content->sentinel, most) > 0)) {
        diag_error(checker->diag, rule_name(RULE_UNSET_BOUNDS), expr->span,
                   "no 64-bit integer holds both the unset value %s and the range %s of %s '%s'", value, range,
                   owner.what, owner.name);
        presence_note_alias(checker, content);
        return false;
    }
    content->has_sentinel = true;
    return true;
}

bool presence_resolve(struct checker *checker, struct owner owner, const struct ast_content *ast,
                      struct content *content)
{
    if (!ast->optional) return true;
    if (!make_optional(checker, ast->optional_span, content)) return false;
    return ast->unset == NULL || resolve_sentinel(checker, owner, ast->unset, content);
}
