/* SPDX-License-Identifier: MIT */
/*
 * What stands behind the colon of a slot or the = of a `type`: type, presence, default and annotations, checked
 * against each other. What comes from a declared type is there first; the slot adds to it.
 */
#include "check/checker.h"

/* Rule counter-type. */
static bool check_counter(struct checker *checker, struct owner owner, const struct ast_annotation *annotation,
                          const struct content *content)
{
    char text[TYPE_TEXT_SIZE];
    if (annotation == NULL || content->type.kind == TYPE_INT) return true;
    diag_error(checker->diag, rule_name(RULE_COUNTER_TYPE), annotation->span,
               "%s '%s' is of type %s, but '@counter' is for integers only", owner.what, owner.name,
               type_text(&content->type, text));
    presence_note_alias(checker, content);
    return false;
}

/* Rule own-type. What a code without bits is only the slot knows. */
static bool check_own(struct checker *checker, struct owner owner, const struct ast_content *ast,
                      const struct ast_annotation *annotation, const struct content *content)
{
    char text[TYPE_TEXT_SIZE];
    const struct model_type *type = &content->type;
    const bool is_array = content->dim_count > 0;
    if (!content->is_own || (!is_array && !model_is_blob(type->kind) && type->kind != TYPE_ANY)) return true;
    diag_error(checker->diag, rule_name(RULE_OWN_TYPE), annotation != NULL ? annotation->span : ast->type->span,
               "%s '%s' is %s%s, but '@own' is for single codes: integers, bools, enums, floats and the like",
               owner.what, owner.name, is_array ? "an array of " : "of type ", type_text(type, text));
    if (annotation == NULL && content->alias != NULL)
        diag_note(checker->diag, content->alias->declaration->name.span, "type '%s' brings '@own'",
                  content->alias->declaration->name.text);
    return false;
}

bool content_resolve(struct checker *checker, struct owner owner, const struct ast_content *ast,
                     enum annotation_place place, struct annotations *annotations, struct content *out)
{
    bool fine = annotations_read(checker, ast->annotations, place, annotations);
    if (!type_resolve(checker, ast->type, out) || !presence_resolve(checker, owner, ast, out) ||
        !array_check_bits(checker, ast->type, out))
        return false;
    if (ast->default_value != NULL) fine = default_resolve(checker, owner, ast->default_value, out) && fine;
    else fine = default_check_repeated(checker, ast->type, out) && fine;
    if (annotations->given[ANNOTATION_UNIT] != NULL) out->unit = annotations->unit;
    fine = check_counter(checker, owner, annotations->given[ANNOTATION_COUNTER], out) && fine;
    out->is_private = out->is_private || annotations->given[ANNOTATION_PRIVATE] != NULL;
    out->is_counter = out->is_counter || annotations->given[ANNOTATION_COUNTER] != NULL;
    out->is_own = out->is_own || annotations->given[ANNOTATION_OWN] != NULL;
    return check_own(checker, owner, ast, annotations->given[ANNOTATION_OWN], out) && fine;
}
