/* SPDX-License-Identifier: MIT */
/*
 * Defaults: the type decides what one means. One function per kind of type.
 *
 * A default that is declared with a type was checked there; a slot's own takes its place.
 */
#include "check/checker.h"

#include <string.h>

struct checked_default {
    struct checker *checker;
    struct owner owner;
    const struct ast_value *value;
    struct content *content;
};

/* The name that a value consists of, or NULL. */
static const char *bare_name(const struct ast_value *value)
{
    bool is_name = value->kind == VALUE_EXPR && value->expr->kind == EXPR_NAME && !value->expr->parenthesised;
    return is_name ? value->expr->name : NULL;
}

static bool is_truth(const char *name)
{
    return name != NULL && (strcmp(name, "true") == 0 || strcmp(name, "false") == 0);
}

/* What the default of a type must be, in words. */
static const char *wanted_default(const struct model_type *type)
{
    switch (type->kind) {
    case TYPE_INT: return "an integer";
    case TYPE_BOOL: return "true or false";
    case TYPE_ENUM: return "the name of a member";
    case TYPE_FLAGS: return "members joined by '|', or 0";
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: break;
    default: break;
    }
    return "a number";
}

/* Rule default-type. */
static bool report_type(const struct checked_default *given, const struct ast_value *value)
{
    char text[TYPE_TEXT_SIZE];
    diag_error(given->checker->diag, rule_name(RULE_DEFAULT_TYPE), value->span,
               "%s '%s' is of type %s: its default must be %s", given->owner.what, given->owner.name,
               type_text(&given->content->type, text), wanted_default(&given->content->type));
    return false;
}

/* What other languages call a value that is not there. */
static bool is_nothing(const struct checked_default *given, const char *name)
{
    static const char *const words[] = {"null", "none", "unset", "nil", "NULL", "None", "nullptr", "undefined"};
    if (name == NULL || declare_find(given->checker, name) != NULL) return false;
    if (given->content->members != NULL && scope_find(given->content->members, name) != NULL) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], name) == 0) return true;
    }
    return false;
}

static void help_nothing(const struct checked_default *given)
{
    if (given->content->optional)
        diag_help(given->checker->diag, "an optional slot is unset until it is set: leave the default out");
    else diag_help(given->checker->diag, "only what has a '?' behind its type can be unset, and it begins so");
}

/* Rule default-range. */
static bool check_range(const struct checked_default *given, struct integer value)
{
    char number[24];
    char range[TYPE_TEXT_SIZE];
    struct diag *diag = given->checker->diag;
    const struct content *content = given->content;
    if (integer_compare(value, content->type.low) >= 0 && integer_compare(value, content->type.high) <= 0) return true;
    integer_print(value, number);
    diag_error(diag, rule_name(RULE_DEFAULT_RANGE), given->value->span, "default %s of %s '%s' does not fit %s", number,
               given->owner.what, given->owner.name, type_text(&content->type, range));
    if (content->alias != NULL)
        diag_note(diag, content->alias->declaration->name.span, "type '%s' is %s here",
                  content->alias->declaration->name.text, range);
    if (content->has_sentinel && integer_compare(value, content->sentinel) == 0)
        diag_help(diag, "%s is what unset reads as, and what is optional begins unset: leave the default out", number);
    return false;
}

static bool resolve_int(const struct checked_default *given)
{
    struct integer value;
    const char *name = bare_name(given->value);
    if (given->value->kind != VALUE_EXPR || (is_truth(name) && declare_find(given->checker, name) == NULL))
        return report_type(given, given->value);
    if (!expression_integer(given->checker, given->value->expr, "the default", &value) || !check_range(given, value))
        return false;
    given->content->default_integer = value;
    return true;
}

static bool resolve_bool(const struct checked_default *given)
{
    const char *name = bare_name(given->value);
    if (!is_truth(name)) return report_type(given, given->value);
    given->content->default_integer = integer_from_uint(name[0] == 't');
    return true;
}

static bool resolve_float(const struct checked_default *given)
{
    struct ratio value;
    const char *name = bare_name(given->value);
    if (given->value->kind != VALUE_EXPR || (is_truth(name) && declare_find(given->checker, name) == NULL))
        return report_type(given, given->value);
    if (!expression_evaluate(given->checker, given->value->expr, &value)) return false;
    given->content->default_real = ratio_to_double(value);
    return true;
}

/* The member a of an enum E that was written as E.a or E_a, or NULL. */
static const struct model_member *find_qualified(const struct checked_default *given, const char *name)
{
    const struct model_enum *enumeration = given->content->type.enumeration;
    const char *const prefixes[] = {enumeration->name, enumeration->full_name, enumeration->c_name};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], length) != 0 || (name[length] != '.' && name[length] != '_')) continue;
        const struct model_member *member = scope_find(given->content->members, name + length + 1);
        if (member != NULL) return member;
    }
    return NULL;
}

/* Rule default-member: the member that a value names, or NULL after a message. */
static const struct model_member *find_member(const struct checked_default *given, const struct ast_value *value)
{
    const struct model_enum *enumeration = given->content->type.enumeration;
    const char *name = bare_name(value);
    if (name == NULL) {
        report_type(given, value);
        return NULL;
    }
    const struct model_member *member = scope_find(given->content->members, name);
    if (member != NULL) return member;
    if (strlen(name) > LIMIT_NAME) {
        declare_name_is_fine(given->checker, &(struct ast_name){name, value->span});
        return NULL;
    }
    struct suggestion suggestion;
    char text[SUGGEST_TEXT_SIZE];
    suggest_start(&suggestion, name);
    const struct model_member *meant = find_qualified(given, name);
    for (size_t i = 0; meant == NULL && i < enumeration->count; i++)
        suggest_offer(&suggestion, enumeration->members[i].name);
    diag_error(given->checker->diag, rule_name(RULE_DEFAULT_MEMBER), value->span, "'%s' is no member of '%s'%s", name,
               enumeration->name, suggest_text(&suggestion, text));
    diag_note(given->checker->diag, enumeration->span, "'%s' is declared here", enumeration->name);
    if (meant != NULL) diag_help(given->checker->diag, "write '%s'", meant->name);
    return NULL;
}

static bool resolve_enum(const struct checked_default *given)
{
    const struct model_member *member = find_member(given, given->value);
    if (member != NULL) given->content->default_integer = integer_from_int(member->value);
    return member != NULL;
}

static bool is_zero(const struct ast_value *value)
{
    return value->kind == VALUE_EXPR && value->expr->kind == EXPR_NUMBER && value->expr->number.numerator == 0 &&
           !value->expr->too_big;
}

/* Rule default-repeated. */
static bool resolve_flags(const struct checked_default *given)
{
    uint64_t mask = 0;
    bool fine = true;
    bool joined = given->value->kind == VALUE_UNION;
    given->content->default_integer = integer_from_uint(0);
    if (is_zero(given->value)) return true;
    for (const struct ast_value *at = joined ? given->value->items : given->value; at != NULL; at = at->next) {
        const struct model_member *member = find_member(given, at);
        uint64_t bit = member == NULL ? 0 : UINT64_C(1) << member->value;
        if ((mask & bit) != 0)
            diag_error(given->checker->diag, rule_name(RULE_DEFAULT_REPEATED), at->span, "'%s' is named twice here",
                       member->name);
        fine = fine && member != NULL && (mask & bit) == 0;
        mask |= bit;
    }
    given->content->default_integer = integer_from_uint(mask);
    return fine;
}

bool default_resolve(struct checker *checker, struct owner owner, const struct ast_value *value,
                     struct content *content)
{
    struct checked_default given = {checker, owner, value, content};
    content->has_default = true;
    if (is_nothing(&given, bare_name(value))) {
        report_type(&given, value);
        help_nothing(&given);
        return false;
    }
    switch (content->type.kind) {
    case TYPE_INT: return resolve_int(&given);
    case TYPE_BOOL: return resolve_bool(&given);
    case TYPE_ENUM: return resolve_enum(&given);
    case TYPE_FLAGS: return resolve_flags(&given);
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: return resolve_float(&given);
    default: break;
    }
    return false;
}
