/* SPDX-License-Identifier: MIT */
/* Defaults of single values: the type decides what one means. One function per kind of type. */
#include "check/default_values.h"

#include "source/utf8.h"

#include <inttypes.h>
#include <string.h>

enum { NUMBER_TEXT_SIZE = 48 };

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
    case TYPE_STEPS:
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: return "a number";
    case TYPE_TEXT:
    case TYPE_BYTES: return "a text in quotes";
    default: break;
    }
    return "left out";
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
    if (given->content->dim_count != 0)
        diag_help(given->checker->diag, "the elements of a default are all set; without a default none is");
    else if (given->content->optional)
        diag_help(given->checker->diag, "an optional slot is unset until it is set: leave the default out");
    else diag_help(given->checker->diag, "only what has a '?' behind its type can be unset, and it begins so");
}

/* Whether a value cannot be a number: a text, a list, or a word that only a bool takes. */
static bool is_no_number(const struct checked_default *given)
{
    const char *name = bare_name(given->value);
    return given->value->kind != VALUE_EXPR || (is_truth(name) && declare_find(given->checker, name) == NULL);
}

static struct ratio ratio_of(struct integer value)
{
    return (struct ratio){value.negative ? 0 - value.bits : value.bits, 1, value.negative};
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
    presence_note_alias(given->checker, content);
    if (content->has_sentinel && integer_compare(value, content->sentinel) == 0)
        diag_help(diag, "%s is what unset reads as, and what is optional begins unset: leave the default out", number);
    return false;
}

/* Rule default-step: `below` is the step before a value that lies between two. */
static bool report_between(const struct checked_default *given, struct ratio value, struct ratio below,
                           struct ratio step)
{
    char texts[3][NUMBER_TEXT_SIZE];
    char range[TYPE_TEXT_SIZE];
    struct ratio above;
    if (ratio_add(below, step, &above) != NUMBER_OK) above = below;
    diag_error(given->checker->diag, rule_name(RULE_DEFAULT_STEP), given->value->span,
               "default %s of %s '%s' is no step of %s; the nearest are %s and %s", ratio_print(value, texts[0]),
               given->owner.what, given->owner.name, type_text(&given->content->type, range),
               ratio_print(below, texts[1]), ratio_print(above, texts[2]));
    presence_note_alias(given->checker, given->content);
    return false;
}

/* Of a range of integers with a step. */
static bool check_step(const struct checked_default *given, struct integer value)
{
    const struct model_type *type = &given->content->type;
    uint64_t distance = value.bits - type->low.bits; /* one 64-bit type holds both */
    uint64_t rest = distance % type->step;
    struct integer below = {value.bits - rest, false};
    if (rest == 0) return true;
    below.negative = value.negative || (type->low.negative && (int64_t)below.bits < 0);
    return report_between(given, ratio_of(value), ratio_of(below), ratio_from_uint(type->step));
}

static bool resolve_int(const struct checked_default *given)
{
    struct integer value;
    if (is_no_number(given)) return report_type(given, given->value);
    if (!expression_integer(given->checker, given->value->expr, "the default", &value) || !check_range(given, value) ||
        !check_step(given, value))
        return false;
    given->out->integer = value;
    return true;
}

static bool resolve_bool(const struct checked_default *given)
{
    const char *name = bare_name(given->value);
    if (!is_truth(name)) return report_type(given, given->value);
    given->out->integer = integer_from_uint(name[0] == 't');
    return true;
}

/* Rule default-range: what would round to infinity; the highest float16 is 65504, and 65520 lies half a unit above. */
static bool check_half(const struct checked_default *given, struct ratio value)
{
    char number[NUMBER_TEXT_SIZE];
    struct ratio magnitude = {value.numerator, value.denominator, false};
    if (given->content->type.kind != TYPE_FLOAT16 || ratio_compare(magnitude, ratio_from_uint(65520)) < 0) return true;
    diag_error(given->checker->diag, rule_name(RULE_DEFAULT_RANGE), given->value->span,
               "default %s of %s '%s' does not fit float16, whose largest number is 65504", ratio_print(value, number),
               given->owner.what, given->owner.name);
    return false;
}

static bool resolve_float(const struct checked_default *given)
{
    struct ratio value;
    if (is_no_number(given)) return report_type(given, given->value);
    if (!expression_evaluate(given->checker, given->value->expr, &value)) return false;
    given->out->real = ratio_to_double(value);
    return check_half(given, value);
}

/* Of a range whose step is no integer: the count of the step that it is. */
static bool resolve_steps(const struct checked_default *given)
{
    char number[NUMBER_TEXT_SIZE];
    char range[TYPE_TEXT_SIZE];
    struct ratio value;
    const struct model_type *type = &given->content->type;
    if (is_no_number(given)) return report_type(given, given->value);
    if (!expression_evaluate(given->checker, given->value->expr, &value)) return false;
    if (ratio_compare(value, type->scale.low) < 0 || ratio_compare(value, type->scale.high) > 0) {
        diag_error(given->checker->diag, rule_name(RULE_DEFAULT_RANGE), given->value->span,
                   "default %s of %s '%s' does not fit %s", ratio_print(value, number), given->owner.what,
                   given->owner.name, type_text(type, range));
        presence_note_alias(given->checker, given->content);
        return false;
    }
    if (range_count(type, value, &given->out->integer) == NUMBER_OK) return true;
    return report_between(given, value, range_step_below(type, value), type->scale.step);
}

/* Rule default-range: text(N) holds at most N bytes, bytes(N) exactly N. */
static bool check_length(const struct checked_default *given)
{
    char text[TYPE_TEXT_SIZE];
    const struct model_type *type = &given->content->type;
    const struct ast_string *string = &given->value->string;
    bool is_text = type->kind == TYPE_TEXT;
    if (is_text ? string->length <= type->bytes : string->length == type->bytes) return true;
    diag_error(given->checker->diag, rule_name(RULE_DEFAULT_RANGE), given->value->span,
               "the default of %s '%s' has %zu byte%s, but %s holds %s %" PRIu32, given->owner.what, given->owner.name,
               string->length, string->length == 1 ? "" : "s", type_text(type, text), is_text ? "at most" : "exactly",
               type->bytes);
    presence_note_alias(given->checker, given->content);
    return false;
}

/* Rule default-text. */
static bool check_text(const struct checked_default *given)
{
    const struct ast_string *string = &given->value->string;
    const char *wrong =
        memchr(string->bytes, '\0', string->length) != NULL ? "a NUL byte, which text cannot hold" : NULL;
    for (size_t at = 0, size; wrong == NULL && at < string->length; at += size) {
        size = utf8_decode(string->bytes + at, string->length - at, NULL);
        if (size == 0) wrong = "bytes that are no UTF-8";
    }
    if (wrong == NULL) return true;
    diag_error(given->checker->diag, rule_name(RULE_DEFAULT_TEXT), given->value->span,
               "the default of %s '%s' contains %s", given->owner.what, given->owner.name, wrong);
    diag_help(given->checker->diag, "bytes(N) holds any bytes");
    return false;
}

static bool resolve_blob(const struct checked_default *given)
{
    if (given->value->kind != VALUE_STRING) return report_type(given, given->value);
    given->out->bytes = given->value->string.bytes;
    given->out->length = given->value->string.length;
    return check_length(given) && (given->content->type.kind != TYPE_TEXT || check_text(given));
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
    if (member != NULL) given->out->integer = integer_from_int(member->value);
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
    given->out->integer = integer_from_uint(0);
    if (is_zero(given->value)) return true;
    const struct ast_value *end = joined ? NULL : given->value->next; /* a list goes on behind one of its values */
    for (const struct ast_value *at = joined ? given->value->items : given->value; at != end; at = at->next) {
        const struct model_member *member = find_member(given, at);
        uint64_t bit = member == NULL ? 0 : UINT64_C(1) << member->value;
        if ((mask & bit) != 0)
            diag_error(given->checker->diag, rule_name(RULE_DEFAULT_REPEATED), at->span, "'%s' is named twice here",
                       member->name);
        fine = fine && member != NULL && (mask & bit) == 0;
        mask |= bit;
    }
    given->out->integer = integer_from_uint(mask);
    return fine;
}

bool default_value_report_none(const struct checked_default *given)
{
    char text[TYPE_TEXT_SIZE];
    const char *state;
    switch (given->content->type.kind) {
    case TYPE_ANY: state = "it is unset until it is set"; break;
    case TYPE_CLASS: state = "it begins with the defaults of its class"; break;
    default: state = "it is null until it is set"; break;
    }
    diag_error(given->checker->diag, rule_name(RULE_DEFAULT_TYPE), given->value->span,
               "%s '%s' is of type %s, which has no default", given->owner.what, given->owner.name,
               type_text(&given->content->type, text));
    diag_help(given->checker->diag, "%s: leave the default out", state);
    return false;
}

bool default_value_is_none(enum model_type_kind kind)
{
    return kind == TYPE_SYMBOL || kind == TYPE_REF || kind == TYPE_POINTER || kind == TYPE_ANY || kind == TYPE_CLASS;
}

bool default_value_resolve(const struct checked_default *given)
{
    if (is_nothing(given, bare_name(given->value))) {
        report_type(given, given->value);
        help_nothing(given);
        return false;
    }
    switch (given->content->type.kind) {
    case TYPE_INT: return resolve_int(given);
    case TYPE_STEPS: return resolve_steps(given);
    case TYPE_BOOL: return resolve_bool(given);
    case TYPE_ENUM: return resolve_enum(given);
    case TYPE_FLAGS: return resolve_flags(given);
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: return resolve_float(given);
    case TYPE_TEXT:
    case TYPE_BYTES: return resolve_blob(given);
    default: return default_value_report_none(given);
    }
}
