/* SPDX-License-Identifier: MIT */
/*
 * oneof by: the slot that tells the arms apart, and the arms as the members of its enum.
 */
#include "check/oneof.h"

#include <stdlib.h>
#include <string.h>

/* Whether some item that stands behind the oneof declares the name. */
static bool stands_behind(const struct ast_item *item, const char *name)
{
    for (item = item->next; item != NULL; item = item->next) {
        for (size_t i = 0; i < item->name_count; i++) {
            if (strcmp(item->names[i].text, name) == 0) return true;
        }
    }
    return false;
}

/* Rule oneof-by-unknown. */
static void report_unknown_by(const struct oneof *oneof, const struct named *named)
{
    struct diag *diag = oneof->building->checker->diag;
    const struct ast_name *by = &oneof->item->by;
    const char *rule = rule_name(RULE_ONEOF_BY_UNKNOWN);
    const char *where = oneof->around->path[0] == '\0' ? "class" : "group";
    if (named != NULL && named->base != NULL) {
        diag_error(diag, rule, by->span, "slot '%s' is inherited from '%s', which sets it without regard to arms",
                   by->text, named->base->name);
        diag_note(diag, named->span, "it is declared here");
    } else if (stands_behind(oneof->item, by->text)) {
        diag_error(diag, rule, by->span, "slot '%s' stands behind the oneof that it tells apart: declare it before",
                   by->text);
    } else {
        struct suggestion suggestion;
        char text[SUGGEST_TEXT_SIZE];
        suggest_start(&suggestion, by->text);
        for (const struct ast_item *item = oneof->around->items; item != oneof->item; item = item->next) {
            for (size_t i = 0; i < item->name_count && item->kind == ITEM_SLOTS; i++)
                suggest_offer(&suggestion, item->names[i].text);
        }
        diag_error(diag, rule, by->span, "there is no slot '%s' in the same %s%s", by->text, where,
                   suggest_text(&suggestion, text));
        const struct named *outside = scope_find(&oneof->building->names, by->text);
        if (outside != NULL) diag_note(diag, outside->span, "this '%s' stands outside the group", by->text);
    }
}

/* Rules oneof-by-type, oneof-by-twice, own-place. */
static bool check_by(const struct oneof *oneof, const struct model_slot *slot, const struct named *named)
{
    struct diag *diag = oneof->building->checker->diag;
    const struct ast_name *by = &oneof->item->by;
    if (slot == NULL || slot->dim_count != 0 || (slot->type.kind != TYPE_ENUM && slot->type.kind != TYPE_BOOL)) {
        diag_error(diag, rule_name(RULE_ONEOF_BY_TYPE), by->span,
                   "'%s' cannot tell arms apart: that takes a single enum or bool", by->text);
        diag_note(diag, named->span, "it is declared here");
        return false;
    }
    if (slot->tells != NULL) {
        diag_error(diag, rule_name(RULE_ONEOF_BY_TWICE), by->span,
                   "slot '%s' tells the arms of oneof '%s' apart already", by->text, slot->tells->name);
        diag_note(diag, slot->tells->span, "oneof '%s' is declared here", slot->tells->name);
        return false;
    }
    if (slot->is_own) {
        diag_error(diag, rule_name(RULE_OWN_PLACE), named->span,
                   "slot '%s' cannot have a unit of its own, as it is set with the arms of oneof '%s' only", slot->name,
                   oneof_name(oneof));
        diag_note(diag, by->span, "it tells them apart");
        return false;
    }
    if (oneof->item->content.optional) {
        diag_error(diag, rule_name(RULE_ONEOF_BY_OPTIONAL), oneof->item->content.optional_span,
                   "whether oneof '%s' has an arm is told by slot '%s': make that one optional", oneof_name(oneof),
                   by->text);
        diag_note(diag, named->span, "slot '%s' is declared here", by->text);
        return false;
    }
    return true;
}

/* The slot that `by` names, after all rules; NULL else. */
static struct model_slot *find_by(struct oneof *oneof)
{
    struct building *building = oneof->building;
    const char *path = building_join(building, oneof->around->path, oneof->item->by.text);
    const struct named *named = scope_find(&building->names, path);
    if (named != NULL && named->base != NULL && named->is_poisoned) return NULL;
    if (named == NULL || named->base != NULL || named->items != oneof->around->items) {
        report_unknown_by(oneof, named);
        return NULL;
    }
    if (named->is_poisoned) return NULL;
    struct model_slot *slot = named->is_slot ? &building->slots[named->slot] : NULL;
    return check_by(oneof, slot, named) ? slot : NULL;
}

/* Arms as the members of the slot's enum, or false and true. */
static void take_members(struct oneof *oneof, const struct model_slot *by, size_t count)
{
    static const struct ast_name truths[] = {{"false", {0, 0}}, {"true", {0, 0}}};
    const struct model_enum *type = by->type.enumeration;
    struct model_enum *enumeration = oneof_add_enumeration(oneof, count);
    for (size_t i = 0; i < count; i++) {
        struct ast_name name = {type == NULL ? truths[i].text : type->members[i].name, oneof->choice->span};
        oneof_add_member(oneof, i, &name, type == NULL ? "" : type->members[i].doc,
                         type == NULL ? (int32_t)i : type->members[i].value, false);
    }
    enum_sort(enumeration);
}

static int32_t value_below(const struct model_enum *enumeration)
{
    const int32_t lowest = enumeration->sorted[0]->value;
    if (lowest > INT32_MIN) return lowest > -1 ? -1 : lowest - 1;
    int32_t value = INT32_MIN;
    for (size_t i = 0; i < enumeration->count && enumeration->sorted[i]->value == value; i++) value++;
    return value;
}

/* Rules oneof-by-arm, oneof-arm-duplicate: the arms that are written are members, each once. */
static bool check_arm(struct oneof *oneof, const struct ast_item *item, const struct ast_name *name)
{
    struct checker *checker = oneof->building->checker;
    struct found_arm *found = scope_find(&oneof->members, name->text);
    if (found == NULL && !declare_name_is_fine(checker, name)) return false;
    if (found == NULL) {
        struct suggestion suggestion;
        char text[SUGGEST_TEXT_SIZE];
        suggest_start(&suggestion, name->text);
        for (size_t i = 0; i < oneof->choice->arm_count; i++)
            suggest_offer(&suggestion, oneof->choice->enumeration->members[i].name);
        const struct model_enum *type = oneof->building->slots[oneof->choice->tag].type.enumeration;
        diag_error(checker->diag, rule_name(RULE_ONEOF_BY_ARM), name->span, "arm '%s' is no member of %s%s%s%s",
                   name->text, type == NULL ? "bool" : "'", type == NULL ? "" : type->name, type == NULL ? "" : "'",
                   suggest_text(&suggestion, text));
        if (type != NULL) diag_note(checker->diag, type->span, "'%s' is declared here", type->name);
        return false;
    }
    if (found->span.begin != 0) {
        diag_error(checker->diag, rule_name(RULE_ONEOF_ARM_DUPLICATE), name->span,
                   "arm '%s' of oneof '%s' is named twice", name->text, oneof_name(oneof));
        diag_note(checker->diag, found->span, "it is named here first");
        return false;
    }
    struct model_member *member = &oneof->choice->enumeration->members[found->index];
    found->span = member->span = name->span;
    if (item->doc[0] != '\0') member->doc = item->doc;
    return true;
}

bool oneof_resolve_by(struct oneof *oneof)
{
    struct building *building = oneof->building;
    struct model_slot *by = find_by(oneof);
    struct model_choice *choice = oneof->choice;
    if (by == NULL) return false;
    const size_t members = by->type.enumeration == NULL ? 2 : by->type.enumeration->count;
    if (!building_may_copy(building, members, oneof->item->by.span)) return false;
    choice->kind = CHOICE_BY;
    choice->optional = by->optional;
    choice->tag = (size_t)(by - building->slots);
    take_members(oneof, by, members);
    choice->none_value = value_below(choice->enumeration);
    by->tells = choice;
    by->is_read_only = true;
    bool fine = true;
    for (const struct ast_item *arm = oneof->item->items; arm != NULL; arm = arm->next) {
        for (size_t i = 0; i < arm->name_count && !checker_is_full(building->checker); i++)
            fine = check_arm(oneof, arm, &arm->names[i]) && fine;
    }
    return fine;
}
