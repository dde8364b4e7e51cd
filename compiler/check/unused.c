/* SPDX-License-Identifier: MIT */
/*
 * Defaults that nothing applies: those of slots in arms that no new instance has. They are found while the arms are
 * made, and said when the schema has no errors.
 */
#include "check/building.h"

/* A default in an arm that no new instance has. */
struct unused_default {
    struct span span;
    const char *slot;
    const struct model_arm *arm; /* the outermost that is not there at first */
    struct unused_default *next;
};

/* Whether a new instance is in that arm, if it is in the arm around its oneof. */
static bool begins_in(const struct building *building, const struct model_arm *arm)
{
    const struct model_choice *choice = arm->choice;
    const struct model_slot *tag = &building->slots[choice->tag];
    if (tag->has_default) return arm->code == encode_default(tag);
    return !choice->optional && arm->code == (choice->kind == CHOICE_BY ? 0 : choice->arms[0].code);
}

void unused_note(struct building *building, const struct model_arm *arm, const struct ast_name *name,
                 const struct ast_value *default_value)
{
    const struct model_arm *missed = NULL;
    for (; arm != NULL; arm = arm->choice->arm) {
        if (!begins_in(building, arm)) missed = arm;
    }
    if (default_value == NULL || missed == NULL) return;
    struct unused_default *unused = arena_alloc(building->checker->arena, sizeof *unused);
    *unused = (struct unused_default){default_value->span, name->text, missed, NULL};
    if (building->unused_end == NULL) building->unused_end = &building->unused;
    *building->unused_end = unused;
    building->unused_end = &unused->next;
}

void unused_warn(const struct checker *checker)
{
    if (checker->building == NULL) return;
    for (const struct unused_default *at = checker->building->unused; at != NULL; at = at->next) {
        diag_warning(checker->diag, rule_name(RULE_UNUSED_DEFAULT), at->span,
                     "nothing applies the default of '%s': a new instance is not in arm '%s', and switching to an arm "
                     "makes it zeros",
                     at->slot, at->arm->member->name);
    }
}
