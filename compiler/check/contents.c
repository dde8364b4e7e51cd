/* SPDX-License-Identifier: MIT */
/*
 * What stands behind the colon of a slot or the = of a `type`: type, presence, default and annotations, checked
 * against each other. What comes from a declared type is there first; the slot adds to it.
 */
#include "check/checker.h"

#include <string.h>

/* Points at the range of a declared type, where the slot itself does not show it. */
static void note_alias(struct checker *checker, const struct content *content)
{
    char text[TYPE_TEXT_SIZE];
    if (content->alias == NULL) return;
    const struct ast_declaration *declaration = content->alias->declaration;
    diag_note(checker->diag, declaration->name.span, "type '%s' is %s here", declaration->name.text,
              type_text(&content->type, text));
}

/* Rule optional-twice. */
static bool check_optional_once(struct checker *checker, const struct ast_content *ast, const struct content *content)
{
    if (!content->optional) return true;
    diag_error(checker->diag, rule_name(RULE_OPTIONAL_TWICE), ast->optional_span, "type '%s' is optional already",
               content->alias->declaration->name.text);
    diag_note(checker->diag, content->alias->declaration->name.span, "it is declared here");
    return false;
}

/* Rules unset-type, unset-range, unset-bounds. */
static bool resolve_sentinel(struct checker *checker, struct owner owner, const struct ast_expr *expr,
                             struct content *content)
{
    char value[24];
    char range[TYPE_TEXT_SIZE];
    const struct model_type *type = &content->type;
    if (type->kind != TYPE_INT) {
        diag_error(checker->diag, rule_name(RULE_UNSET_TYPE), expr->span,
                   "%s '%s' is of type %s, but 'unset' with a value is for integers only", owner.what, owner.name,
                   type_text(type, range));
        diag_help(checker->diag, "write '?' alone");
        return false;
    }
    if (!expression_integer(checker, expr, "the unset value", &content->sentinel)) return false;
    integer_print(content->sentinel, value);
    type_text(type, range);
    if (integer_compare(content->sentinel, type->low) >= 0 && integer_compare(content->sentinel, type->high) <= 0) {
        diag_error(checker->diag, rule_name(RULE_UNSET_RANGE), expr->span,
                   "the unset value %s of %s '%s' lies in its range %s", value, owner.what, owner.name, range);
        note_alias(checker, content);
        return false;
    }
    struct integer most = integer_from_int(INT64_MAX);
    bool negative = type->low.negative || content->sentinel.negative;
    if (negative && (integer_compare(type->high, most) > 0 || integer_compare(content->sentinel, most) > 0)) {
        diag_error(checker->diag, rule_name(RULE_UNSET_BOUNDS), expr->span,
                   "no 64-bit integer holds both the unset value %s and the range %s of %s '%s'", value, range,
                   owner.what, owner.name);
        note_alias(checker, content);
        return false;
    }
    content->has_sentinel = true;
    return true;
}

static bool resolve_presence(struct checker *checker, struct owner owner, const struct ast_content *ast,
                             struct content *content)
{
    if (!ast->optional) return true;
    if (!check_optional_once(checker, ast, content)) return false;
    content->optional = true;
    return ast->unset == NULL || resolve_sentinel(checker, owner, ast->unset, content);
}

bool content_resolve(struct checker *checker, struct owner owner, const struct ast_content *ast,
                     enum annotation_place place, struct annotations *annotations, struct content *out)
{
    bool fine = annotations_read(checker, ast->annotations, place, annotations);
    if (!type_resolve(checker, ast->type, out) || !resolve_presence(checker, owner, ast, out)) return false;
    if (ast->default_value != NULL) fine = default_resolve(checker, owner, ast->default_value, out) && fine;
    if (annotations->given[ANNOTATION_UNIT] != NULL) out->unit = annotations->unit;
    return fine;
}
