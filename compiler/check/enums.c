/* SPDX-License-Identifier: MIT */
/*
 * Enums and flags: members, their values or bits, and their order by value.
 *
 * Ensures 1 to 65,535 members (flags: 64) of different names and values. After a member whose value is in error, those
 * that count on from it are not looked at.
 */
#include "check/checker.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Counts on from member to member. */
struct counter {
    int64_t next;
    bool known; /* false behind a member in error, until a value is given */
    bool failed;
    bool masks; /* that a bit was given as a mask was said */
};

/* Whether 1 << index was given for a bit, beyond all bits. */
static bool looks_like_mask(const struct ast_member *member, struct integer value, unsigned *index)
{
    if (member->value == NULL || value.negative || value.bits < 64) return false;
    if ((value.bits & (value.bits - 1)) != 0) return false;
    for (*index = 0; value.bits >> *index != 1; ++*index) continue;
    return true;
}

/* Rules enum-value, flag-bit. Masks in place of bits are one mistake, however many there are. */
static bool check_value(struct checker *checker, const struct model_enum *enumeration, const struct ast_member *member,
                        struct counter *counter, struct integer value)
{
    unsigned index = 0;
    bool is_mask = enumeration->is_flags && looks_like_mask(member, value, &index);
    char text[24];
    struct integer low = integer_from_int(enumeration->is_flags ? 0 : INT32_MIN);
    struct integer high = integer_from_int(enumeration->is_flags ? 63 : INT32_MAX);
    if (integer_compare(value, low) >= 0 && integer_compare(value, high) <= 0) return true;
    if (is_mask && counter->masks) return false;
    integer_print(value, text);
    const char *name = member->name.text;
    struct span span = member->value != NULL ? member->value->span : member->name.span;
    const char *counted = member->value != NULL ? "" : " (one more than the member before it)";
    if (enumeration->is_flags)
        diag_error(checker->diag, rule_name(RULE_FLAG_BIT), span, "bit %s of flag '%s'%s is outside 0..63", text, name,
                   counted);
    else
        diag_error(checker->diag, rule_name(RULE_ENUM_VALUE), span,
                   "value %s of member '%s'%s does not fit an int (-2147483648..2147483647)", text, name, counted);
    if (is_mask)
        diag_help(checker->diag, "a number behind a flag is a bit index, not a mask: write '%s = %u'", name, index);
    counter->masks = counter->masks || is_mask;
    return false;
}

/* The value of a member, given or counted; false where it is not known. */
static bool member_value(struct checker *checker, const struct model_enum *enumeration, const struct ast_member *member,
                         struct counter *counter, int32_t *out)
{
    struct integer value = integer_from_int(counter->next);
    if (member->value != NULL) {
        const char *what = enumeration->is_flags ? "the bit of a flag" : "the value of a member";
        counter->known = expression_integer(checker, member->value, what, &value);
        counter->failed = counter->failed || !counter->known;
    }
    if (!counter->known) return false;
    if (!check_value(checker, enumeration, member, counter, value)) {
        counter->known = false;
        counter->failed = true;
        return false;
    }
    /* The value fits an int, and so is what its bits say as an int64_t. */
    *out = (int32_t)(int64_t)value.bits;
    counter->next = (int64_t)*out + 1;
    return true;
}

/* Rule member-duplicate. */
static bool check_member_name(struct checker *checker, struct symbol *symbol, struct model_member *member)
{
    const struct model_member *first = scope_add(&symbol->members, member->name, member);
    if (first == NULL) return true;
    diag_error(checker->diag, rule_name(RULE_MEMBER_DUPLICATE), member->span, "member '%s' of '%s' is named twice",
               member->name, symbol->declaration->name.text);
    diag_note(checker->diag, first->span, "it is named here first");
    return false;
}

static int compare_members(const void *a, const void *b)
{
    const struct model_member *left = *(const struct model_member *const *)a;
    const struct model_member *right = *(const struct model_member *const *)b;
    if (left->value != right->value) return left->value < right->value ? -1 : 1;
    return left < right ? -1 : left > right;
}

void enum_sort(struct model_enum *enumeration)
{
    qsort(enumeration->sorted, enumeration->count, sizeof(struct model_member *), compare_members);
}

/* Rule value-duplicate: neighbours in the order of values. */
static bool check_values(struct checker *checker, const struct model_enum *enumeration)
{
    bool fine = true;
    for (size_t i = 1; i < enumeration->count && !checker_is_full(checker); i++) {
        const struct model_member *first = enumeration->sorted[i - 1];
        const struct model_member *second = enumeration->sorted[i];
        if (first->value != second->value) continue;
        fine = false;
        diag_error(checker->diag, rule_name(RULE_VALUE_DUPLICATE), second->span,
                   "'%s' has the %s %" PRId32 ", which '%s' has already", second->name,
                   enumeration->is_flags ? "bit" : "value", second->value, first->name);
        diag_note(checker->diag, first->span, "'%s' is here", first->name);
    }
    return fine;
}

/* Fills members and, where their values are known, sorted; `most` members have room. */
static bool resolve_members(struct checker *checker, struct symbol *symbol, struct model_enum *enumeration, size_t most)
{
    struct counter counter = {0, true, false, false};
    struct model_member *member = enumeration->members;
    for (const struct ast_member *at = symbol->declaration->members; at != NULL; at = at->next, member++) {
        if (checker_is_full(checker)) return false;
        if (member == enumeration->members + most) {
            diag_error(checker->diag, rule_name(RULE_ENUM_MEMBERS), at->name.span,
                       "'%s' has more than %d members: this is one too many", enumeration->name, LIMIT_MEMBERS);
            return false;
        }
        member->name = at->name.text;
        member->doc = at->doc;
        member->span = at->name.span;
        bool named = declare_name_is_fine(checker, &at->name) && check_member_name(checker, symbol, member);
        bool valued = member_value(checker, enumeration, at, &counter, &member->value);
        member->c_name = arena_join(checker->arena, enumeration->c_name, "_", member->name, NULL);
        counter.failed = counter.failed || !named;
        if (named && valued) enumeration->sorted[enumeration->count++] = member;
    }
    return !counter.failed;
}

void enum_resolve(struct checker *checker, struct symbol *symbol)
{
    const struct ast_declaration *declaration = symbol->declaration;
    struct model_enum *enumeration = arena_alloc(checker->arena, sizeof *enumeration);
    struct annotations annotations;
    enumeration->is_flags = declaration->kind == DECL_FLAGS;
    symbol->state = SYMBOL_POISONED;
    symbol->enumeration = enumeration;
    bool fine =
        annotations_read(checker, declaration->annotations, enumeration->is_flags ? ON_FLAGS : ON_ENUM, &annotations);
    enumeration->name = declaration->name.text;
    enumeration->full_name = declare_full_name(checker, enumeration->name);
    enumeration->c_name = declare_c_name(checker, symbol, &annotations);
    enumeration->doc = declaration->doc;
    enumeration->span = declaration->name.span;

    size_t count = 0;
    for (const struct ast_member *at = declaration->members; at != NULL && count < LIMIT_MEMBERS; at = at->next)
        count++;
    if (count == 0) {
        diag_error(checker->diag, rule_name(RULE_ENUM_EMPTY), declaration->name.span, "%s '%s' has no members",
                   enumeration->is_flags ? "flags" : "enum", enumeration->name);
        return;
    }
    scope_init(&symbol->members, checker->arena);
    scope_reset(&symbol->members, count);
    enumeration->members = arena_array(checker->arena, count, sizeof *enumeration->members);
    enumeration->sorted = arena_array(checker->arena, count, sizeof(struct model_member *));
    fine = resolve_members(checker, symbol, enumeration, count) && fine;
    enum_sort(enumeration);
    if (check_values(checker, enumeration) && fine) symbol->state = SYMBOL_DONE;
}
