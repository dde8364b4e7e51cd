/* SPDX-License-Identifier: MIT */
/*
 * oneof: which arms there are, what tells them apart, and the slots that each has.
 *
 * A oneof has an enum of its arms. With a tag of its own that is the tag's type, and the members count from 0; `by`
 * another slot the members and values are that slot's, and whatever is no arm there is an arm without slots.
 */
#include "check/oneof.h"

/* An enum of `count` members, still without names, and an arm for each. */
struct model_enum *oneof_add_enumeration(struct oneof *oneof, size_t count)
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
bool oneof_add_member(struct oneof *oneof, size_t index, const struct ast_name *name, const char *doc, int32_t value,
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
               name->text, oneof_name(oneof));
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
                   "oneof '%s' has %zu arms; at most %d are allowed", oneof_name(oneof), count, LIMIT_MEMBERS);
        return false;
    }
    oneof_add_enumeration(oneof, count);
    bool fine = true;
    size_t index = 0;
    for (const struct ast_item *arm = oneof->item->items; arm != NULL && !checker_is_full(checker); arm = arm->next) {
        for (size_t i = 0; i < arm->name_count; i++, index++) {
            fine = declare_name_is_fine(checker, &arm->names[i]) &&
                   oneof_add_member(oneof, index, &arm->names[i], arm->doc, (int32_t)index, true) && fine;
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
    struct model_slot *tag = item_add_slot(building, oneof->around, oneof->node);
    tag->type = (struct model_type){.kind = TYPE_ENUM, .enumeration = choice->enumeration};
    tag->optional = choice->optional;
    tag->tells = choice;
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
static bool resolve_head(struct oneof *oneof, struct annotations *annotations)
{
    struct checker *checker = oneof->building->checker;
    const struct ast_item *item = oneof->item;
    bool fine = annotations_read(checker, item->content.annotations, ON_ONEOF, annotations);
    oneof->is_private = oneof->around->is_private || annotations->given[ANNOTATION_PRIVATE] != NULL;
    if (item->content.unset != NULL) {
        diag_error(checker->diag, rule_name(RULE_UNSET_TYPE), item->content.unset->span,
                   "'unset' with a value is for integers only, and '%s' is a oneof", oneof_name(oneof));
        diag_help(checker->diag, "write '?' alone");
        fine = false;
    }
    if (item->items == NULL) {
        diag_error(checker->diag, rule_name(RULE_ONEOF_EMPTY), item->names[0].span, "oneof '%s' has no arms",
                   oneof_name(oneof));
        fine = false;
    }
    return fine;
}

bool oneof_resolve(struct building *building, const struct surroundings *around, const struct ast_item *item,
                   struct model_node *node)
{
    struct oneof oneof = {.building = building, .around = around, .item = item, .node = node};
    struct named *named = item_name(building, around, &item->names[0]);
    struct annotations annotations;
    bool fine = resolve_head(&oneof, &annotations) && named != NULL;
    if (named != NULL) named->is_poisoned = false;
    item_fill_node(building, around, item, &item->names[0], NODE_ONEOF, node);
    item_rename(building, around, &annotations, node);
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
    if (fine) fine = item->by.text != NULL ? oneof_resolve_by(&oneof) : resolve_own_tag(&oneof);
    if (fine) fill_arms(&oneof);
    fine = resolve_arms(&oneof, fine) && fine;
    node->count = building->class_model->slot_count - node->first;
    return fine;
}
