/* SPDX-License-Identifier: MIT */
/*
 * overlay: bits with several readings, which the program tells apart. Nothing of it has a default, since init could
 * follow only one of them.
 */
#include "check/building.h"

/* Rule overlay-default. */
bool overlay_check_default(struct building *building, const struct ast_item *item, const struct ast_name *name,
                           const struct content *content)
{
    struct diag *diag = building->checker->diag;
    const char *rule = rule_name(RULE_OVERLAY_DEFAULT);
    const struct ast_value *own = item->content.default_value;
    if (own != NULL) {
        diag_error(diag, rule, own->span, "slot '%s' lies in an overlay, whose bits begin as zeros: it has no default",
                   name->text);
        return false;
    }
    if (content->has_default) {
        diag_error(diag, rule, name->span, "slot '%s' lies in an overlay, whose bits begin as zeros: it has no default",
                   name->text);
        if (content->alias != NULL)
            diag_note(diag, content->alias->declaration->name.span, "type '%s' brings one",
                      content->alias->declaration->name.text);
        return false;
    }
    if (content->type.kind == TYPE_CLASS && content->type.class->has_defaults) {
        diag_error(diag, rule, name->span,
                   "slot '%s' lies in an overlay, whose bits begin as zeros, but class '%s' has defaults", name->text,
                   content->type.class->name);
        diag_note(diag, content->type.class->span, "it is declared here");
        return false;
    }
    return true;
}

/* One arm: a group, or the slots of one declaration. */
static bool resolve_arm(struct building *building, const struct surroundings *inside, const struct ast_item *item,
                        struct model_node *nodes)
{
    struct content content;
    struct annotations annotations;
    bool all_fine = true;
    bool fine = item->kind == ITEM_GROUP || item_content(building, item, &annotations, &content);
    for (size_t i = 0; i < item->name_count; i++) {
        struct model_node *node = &nodes[i];
        if (building->is_full || checker_is_full(building->checker)) return false;
        node->kind = NODE_ARM;
        node->name = node->c_name = node->member = item->names[i].text;
        node->doc = item->doc;
        node->span = item->names[i].span;
        node->first = building->class_model->slot_count;
        node->is_group = item->kind == ITEM_GROUP;
        node->is_private = inside->is_private;
        node->node_count = node->is_group ? items_count_nodes(item->items) : 1;
        node->nodes = arena_array(building->checker->arena, node->node_count, sizeof *node->nodes);
        if (node->is_group) all_fine = items_resolve(building, inside, item->items, node->nodes) && all_fine;
        else
            all_fine =
                item_declare(building, inside, item, &item->names[i], &annotations, &content, fine, node->nodes) &&
                all_fine;
        node->count = building->class_model->slot_count - node->first;
    }
    return all_fine;
}

/* Rule oneof-arm-duplicate. */
static bool check_arm_names(struct building *building, const struct ast_item *item)
{
    struct checker *checker = building->checker;
    struct scope names;
    bool fine = true;
    scope_init(&names, checker->arena);
    scope_reset(&names, items_count_nodes(item->items));
    for (const struct ast_item *arm = item->items; arm != NULL; arm = arm->next) {
        for (size_t i = 0; i < arm->name_count && !checker_is_full(checker); i++) {
            struct ast_name *name = &arm->names[i];
            if (arm->kind == ITEM_GROUP) fine = declare_name_is_fine(checker, name) && fine;
            const struct ast_name *first = scope_add(&names, name->text, name);
            if (first == NULL) continue;
            diag_error(checker->diag, rule_name(RULE_ONEOF_ARM_DUPLICATE), name->span,
                       "arm '%s' of overlay '%s' is named twice", name->text, item->names[0].text);
            diag_note(checker->diag, first->span, "it is named here first");
            fine = false;
        }
    }
    return fine;
}

bool overlay_resolve(struct building *building, const struct surroundings *around, const struct ast_item *item,
                     struct model_node *node)
{
    struct checker *checker = building->checker;
    struct annotations annotations;
    struct named *named = item_name(building, around, &item->names[0]);
    bool fine = annotations_read(checker, item->content.annotations, ON_OVERLAY, &annotations) && named != NULL;
    if (named != NULL) named->is_poisoned = false;
    item_fill_node(building, around, item, &item->names[0], NODE_OVERLAY, node);
    item_rename(building, around, &annotations, node);
    node->is_private = around->is_private || annotations.given[ANNOTATION_PRIVATE] != NULL;
    if (item->items == NULL) {
        diag_error(checker->diag, rule_name(RULE_OVERLAY_EMPTY), node->span, "overlay '%s' has no arms",
                   item->names[0].text);
        return false;
    }
    fine = check_arm_names(building, item) && fine;
    node->node_count = items_count_nodes(item->items);
    node->nodes = arena_array(checker->arena, node->node_count, sizeof *node->nodes);
    struct surroundings inside = {.path = arena_join(checker->arena, node->name, ".", NULL),
                                  .c_path = arena_join(checker->arena, node->c_name, "_", NULL),
                                  .arm = around->arm,
                                  .overlay = around->overlay,
                                  .is_private = node->is_private};
    if (inside.overlay == 0) inside.overlay = building_add_overlay(building, (struct model_overlay){0});
    struct model_node *arm = node->nodes;
    for (const struct ast_item *at = item->items; at != NULL; at = at->next) {
        inside.items = at->kind == ITEM_GROUP ? at->items : NULL;
        fine = resolve_arm(building, &inside, at, arm) && fine;
        arm += at->name_count;
    }
    node->count = building->class_model->slot_count - node->first;
    return fine;
}
