/* SPDX-License-Identifier: MIT */
/*
 * oneof: which arms there are, what tells them apart, and the slots that each has.
 *
 * A oneof has an enum of its arms. With a tag of its own that is the tag's type, and the members count from 0; `by`
 * another slot the members and values are that slot's, and whatever is no arm there is an arm without slots.
 */
#include "check/building.h"

#include <stdlib.h>
#include <string.h>

/* A oneof while it is resolved. */
struct oneof {
    struct building *building;
    const struct surroundings *around;
    const struct ast_item *item;
    struct model_node *node;
    struct model_choice *choice;
    struct scope members; /* name -> struct found_arm */
    bool is_private;
};

/* A member, and where it was written as an arm. */
struct found_arm {
    size_t index;
    struct span span; /* {0, 0}: not yet */
};

static const char *name_of(const struct oneof *oneof)
{
    return oneof->item->names[0].text;
}

static int compare_members(const void *a, const void *b)
{
    const struct model_member *const *left = a;
    const struct model_member *const *right = b;
    return ((*left)->value > (*right)->value) - ((*left)->value < (*right)->value);
}

/* An enum of `count` members, still without names, and an arm for each. */
static struct model_enum *add_enumeration(struct oneof *oneof, size_t count)
{
    struct arena *arena = oneof->building->checker->arena;
    const struct model_class *class_model = oneof->building->class_model;
    struct model_choice *choice = oneof->choice;
    struct model_enum *enumeration = arena_alloc(arena, sizeof *enumeration);
    enumeration->name = choice->name;
    enumeration->full_name = arena_join(arena, class_model->full_name, ".", choice->name, NULL);
    enumeration->c_name = arena_join(arena, class_model->c_name, "_", choice->c_name, NULL);
    enumeration->doc = choice->doc;
    enumeration->span = choice->span;
    enumeration->count = count;
    enumeration->members = arena_array(arena, count, sizeof *enumeration->members);
    enumeration->sorted = arena_array(arena, count, sizeof(struct model_member *));
    choice->enumeration = enumeration;
    choice->owns_enumeration = true;
    choice->arm_count = count;
    choice->arms = arena_array(arena, count, sizeof *choice->arms);
    oneof->node->node_count = count;
    oneof->node->nodes = arena_array(arena, count, sizeof *oneof->node->nodes);
    scope_reset(&oneof->members, count);
    return enumeration;
}

/* The member of that index, which has a name no other one has, or rule oneof-arm-duplicate. */
static bool add_member(struct oneof *oneof, size_t index, const struct ast_name *name, const char *doc, int32_t value,
                       bool is_written)
{
    struct checker *checker = oneof->building->checker;
    struct model_enum *enumeration = oneof->choice->enumeration;
    struct model_member *member = &enumeration->members[index];
    struct found_arm *found = arena_alloc(checker->arena, sizeof *found);
    *member = (struct model_member){.name = name->text, .doc = doc, .span = name->span, .value = value};
    member->c_name = arena_join(checker->arena, enumeration->c_name, "_", name->text, NULL);
    enumeration->sorted[index] = member;
    oneof->choice->arms[index] = (struct model_arm){.choice = oneof->choice, .member = member};
    *found = (struct found_arm){index, is_written ? name->span : (struct span){0, 0}};
    const struct found_arm *first = scope_add(&oneof->members, name->text, found);
    if (first == NULL) return true;
    diag_error(checker->diag, rule_name(RULE_ONEOF_ARM_DUPLICATE), name->span, "arm '%s' of oneof '%s' is named twice",
               name->text, name_of(oneof));
    diag_note(checker->diag, first->span, "it is named here first");
    return false;
}

/* Arms as they are written, which count from 0. */
static bool number_arms(struct oneof *oneof)
{
    struct checker *checker = oneof->building->checker;
    const size_t count = items_count_nodes(oneof->item->items);
    if (count > LIMIT_MEMBERS) {
        diag_error(checker->diag, rule_name(RULE_ENUM_MEMBERS), oneof->item->names[0].span,
                   "oneof '%s' has %zu arms; at most %d are allowed", name_of(oneof), count, LIMIT_MEMBERS);
        return false;
    }
    add_enumeration(oneof, count);
    bool fine = true;
    size_t index = 0;
    for (const struct ast_item *arm = oneof->item->items; arm != NULL && !checker_is_full(checker); arm = arm->next) {
        for (size_t i = 0; i < arm->name_count; i++, index++) {
            fine = declare_name_is_fine(checker, &arm->names[i]) &&
                   add_member(oneof, index, &arm->names[i], arm->doc, (int32_t)index, true) && fine;
        }
    }
    return fine;
}

/* A slot of its own that says which arm there is. */
static bool add_tag(struct oneof *oneof)
{
    struct building *building = oneof->building;
    struct model_choice *choice = oneof->choice;
    if (!building_has_room(building, 1, choice->span, "")) return false;
    choice->tag = building->class_model->slot_count;
    struct model_slot *tag = building_add_slot(building);
    tag->name = choice->name;
    tag->c_name = choice->c_name;
    tag->member = name_of(oneof);
    tag->doc = choice->doc;
    tag->span = choice->span;
    tag->type = (struct model_type){.kind = TYPE_ENUM, .enumeration = choice->enumeration};
    tag->optional = choice->optional;
    tag->tells = choice;
    tag->arm = oneof->around->arm;
    tag->overlay = oneof->around->overlay;
    tag->is_private = oneof->is_private;
    tag->is_read_only = building->class_model->is_immutable;
    encode_slot(tag);
    return true;
}

static bool resolve_own_tag(struct oneof *oneof)
{
    oneof->choice->kind = CHOICE_ONEOF;
    oneof->choice->optional = oneof->item->content.optional;
    oneof->choice->none_value = -1;
    return number_arms(oneof) && add_tag(oneof);
}

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

/* Rules oneof-by-type, oneof-by-twice. */
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
    if (oneof->item->content.optional) {
        diag_error(diag, rule_name(RULE_ONEOF_BY_OPTIONAL), oneof->item->content.optional_span,
                   "whether oneof '%s' has an arm is told by slot '%s': make that one optional", name_of(oneof),
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
    struct model_enum *enumeration = add_enumeration(oneof, count);
    for (size_t i = 0; i < count; i++) {
        struct ast_name name = {type == NULL ? truths[i].text : type->members[i].name, oneof->choice->span};
        add_member(oneof, i, &name, type == NULL ? "" : type->members[i].doc,
                   type == NULL ? (int32_t)i : type->members[i].value, false);
    }
    qsort(enumeration->sorted, count, sizeof(struct model_member *), compare_members);
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
                   "arm '%s' of oneof '%s' is named twice", name->text, name_of(oneof));
        diag_note(checker->diag, found->span, "it is named here first");
        return false;
    }
    struct model_member *member = &oneof->choice->enumeration->members[found->index];
    found->span = member->span = name->span;
    if (item->doc[0] != '\0') member->doc = item->doc;
    return true;
}

static bool resolve_by(struct oneof *oneof)
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

/* The codes of the tag that the arms have, and nodes for all. */
static void fill_arms(struct oneof *oneof)
{
    const struct model_slot *tag = &oneof->building->slots[oneof->choice->tag];
    for (size_t i = 0; i < oneof->choice->arm_count; i++) {
        struct model_arm *arm = &oneof->choice->arms[i];
        struct model_node *node = &oneof->node->nodes[i];
        arm->code = encode_value(tag, integer_from_int(arm->member->value));
        node->kind = NODE_ARM;
        node->name = node->c_name = node->member = arm->member->name;
        node->doc = arm->member->doc;
        node->span = arm->member->span;
        node->first = oneof->building->class_model->slot_count;
        node->is_private = oneof->is_private;
    }
}

/* Begins an arm that is written, or finds the mistakes in one of which nothing is known. */
static struct surroundings enter_arm(struct oneof *oneof, const struct ast_item *item, const struct ast_name *name,
                                     bool fine, struct model_node **node)
{
    struct building *building = oneof->building;
    struct arena *arena = building->checker->arena;
    struct surroundings inside = {.path = arena_join(arena, oneof->node->name, ".", NULL),
                                  .c_path = arena_join(arena, oneof->node->c_name, "_", NULL),
                                  .overlay = oneof->around->overlay,
                                  .is_private = oneof->is_private};
    const bool is_group = item->kind == ITEM_GROUP;
    if (is_group) inside.items = item->items;
    if (fine) {
        const struct found_arm *found = scope_find(&oneof->members, name->text);
        *node = &oneof->node->nodes[found->index];
        oneof->choice->arms[found->index].is_group = (*node)->is_group = is_group;
        inside.arm = &oneof->choice->arms[found->index];
    } else {
        *node = arena_alloc(arena, sizeof **node);
    }
    (*node)->first = building->class_model->slot_count;
    (*node)->node_count = is_group ? items_count_nodes(item->items) : 1;
    (*node)->nodes = arena_array(arena, (*node)->node_count, sizeof *(*node)->nodes);
    return inside;
}

static bool resolve_arms(struct oneof *oneof, bool fine)
{
    struct building *building = oneof->building;
    bool all_fine = true;
    for (const struct ast_item *item = oneof->item->items; item != NULL; item = item->next) {
        struct content content;
        struct annotations annotations;
        bool content_fine = item->kind == ITEM_GROUP || item_content(building, item, &annotations, &content);
        for (size_t i = 0; i < item->name_count; i++) {
            struct model_node *node;
            if (building->is_full || checker_is_full(building->checker)) return false;
            const struct surroundings inside = enter_arm(oneof, item, &item->names[i], fine, &node);
            if (item->kind == ITEM_GROUP)
                all_fine = items_resolve(building, &inside, item->items, node->nodes) && all_fine;
            else
                all_fine = item_declare(building, &inside, item, &item->names[i], &annotations, &content, content_fine,
                                        node->nodes) &&
                           all_fine;
            node->count = building->class_model->slot_count - node->first;
        }
    }
    return all_fine;
}

/* What stands behind the name: annotations, `?`. Rules oneof-empty, unset-type. */
static bool resolve_head(struct oneof *oneof)
{
    struct checker *checker = oneof->building->checker;
    const struct ast_item *item = oneof->item;
    struct annotations annotations;
    bool fine = annotations_read(checker, item->content.annotations, ON_ONEOF, &annotations);
    oneof->is_private = oneof->around->is_private || annotations.given[ANNOTATION_PRIVATE] != NULL;
    if (item->content.unset != NULL) {
        diag_error(checker->diag, rule_name(RULE_UNSET_TYPE), item->content.unset->span,
                   "'unset' with a value is for integers only, and '%s' is a oneof", name_of(oneof));
        diag_help(checker->diag, "write '?' alone");
        fine = false;
    }
    if (item->items == NULL) {
        diag_error(checker->diag, rule_name(RULE_ONEOF_EMPTY), item->names[0].span, "oneof '%s' has no arms",
                   name_of(oneof));
        fine = false;
    }
    return fine;
}

bool oneof_resolve(struct building *building, const struct surroundings *around, const struct ast_item *item,
                   struct model_node *node)
{
    struct oneof oneof = {.building = building, .around = around, .item = item, .node = node};
    struct named *named = item_name(building, around, &item->names[0]);
    bool fine = resolve_head(&oneof) && named != NULL;
    if (named != NULL) named->is_poisoned = false;
    item_fill_node(building, around, item, &item->names[0], NODE_ONEOF, node);
    node->is_private = oneof.is_private;
    oneof.choice = node->choice = arena_alloc(building->checker->arena, sizeof *node->choice);
    *oneof.choice = (struct model_choice){.name = node->name,
                                          .c_name = node->c_name,
                                          .doc = node->doc,
                                          .span = node->span,
                                          .index = building->class_model->choice_count,
                                          .arm = around->arm};
    building_add_choice(building, oneof.choice);
    scope_init(&oneof.members, building->checker->arena);
    if (fine) fine = item->by.text != NULL ? resolve_by(&oneof) : resolve_own_tag(&oneof);
    if (fine) fill_arms(&oneof);
    fine = resolve_arms(&oneof, fine) && fine;
    node->count = building->class_model->slot_count - node->first;
    return fine;
}
