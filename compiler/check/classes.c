/* SPDX-License-Identifier: MIT */
/*
 * What a class is made of: its items, one after the other, to slots and nodes.
 *
 * Requires every class that it embeds, inlines or derives from to be done. Ensures at most 65,535 slots of different
 * names, each with its type, presence, default and code.
 */
#include "check/building.h"

#include <assert.h>
#include <string.h>

/* Rules slot-duplicate, slot-inherited. */
struct named *item_name(struct building *building, const struct surroundings *around, const struct ast_name *name)
{
    struct diag *diag = building->checker->diag;
    if (!declare_name_is_fine(building->checker, name)) return NULL;
    struct named *named = arena_alloc(building->checker->arena, sizeof *named);
    *named = (struct named){.span = name->span, .items = around->items, .is_poisoned = true};
    const char *path = building_join(building, around->path, name->text);
    if (strlen(path) > LIMIT_NAME) {
        diag_error(diag, rule_name(RULE_NAME_LENGTH), name->span,
                   "this name has %zu characters with the path before it; at most %d are allowed", strlen(path),
                   LIMIT_NAME);
        return NULL;
    }
    struct named *first = scope_add(&building->names, path, named);
    if (first == NULL) return named;
    /* Two arms of one slot each: rule oneof-arm-duplicate has it. */
    if (first->items == NULL && around->items == NULL && first->base == NULL) return NULL;
    if (first->base != NULL) {
        first->is_poisoned = true;
        diag_error(diag, rule_name(RULE_SLOT_INHERITED), name->span, "class '%s' has '%s' already, from its base '%s'",
                   building->class_model->name, path, first->base->name);
        diag_note(diag, first->span, "it is declared here");
        return NULL;
    }
    diag_error(diag, rule_name(RULE_SLOT_DUPLICATE), name->span, "slot '%s' of class '%s' is named twice", path,
               building->class_model->name);
    diag_note(diag, first->span, "it is named here first");
    if (around->path[0] != '\0') diag_help(diag, "the names of slots are unique over all arms");
    return NULL;
}

void item_fill_node(struct building *building, const struct surroundings *around, const struct ast_item *item,
                    const struct ast_name *name, enum model_node_kind kind, struct model_node *node)
{
    node->kind = kind;
    node->name = building_join(building, around->path, name->text);
    node->c_name = building_join(building, around->c_path, name->text);
    node->member = name->text; /* names_check settles it */
    node->doc = item->doc;
    node->span = name->span;
    node->first = building->class_model->slot_count;
    node->bit = (uint32_t)building->class_model->choice_count; /* for lists_keep, until there are places */
    node->bits = (uint32_t)building->class_model->overlay_count;
    node->is_private = around->is_private;
    node->is_read_only = building->class_model->is_immutable;
    node->layout = building->class_model->layout;
}

void item_rename(struct building *building, const struct surroundings *around, const struct annotations *annotations,
                 struct model_node *node)
{
    if (annotations->c_name == NULL) return;
    node->c_name = building_join(building, around->c_path, annotations->c_name);
    node->member = annotations->c_name;
}

/* A C name for one slot cannot be that of several. */
static bool check_c_name_once(struct checker *checker, const struct ast_item *item,
                              const struct annotations *annotations)
{
    const struct ast_annotation *c_name = annotations->given[ANNOTATION_C_NAME];
    if (c_name == NULL || item->name_count == 1) return true;
    diag_error(checker->diag, rule_name(RULE_ANNOTATION_PLACE), c_name->span,
               "'@c_name' names one slot, but this declaration has %zu", item->name_count);
    return false;
}

/* Rule annotation-conflict: nothing counts in what cannot be changed. */
static bool check_counter(struct building *building, const struct ast_item *item, const struct annotations *annotations,
                          const struct content *content)
{
    const struct ast_annotation *counter = annotations->given[ANNOTATION_COUNTER];
    const struct ast_annotation *immutable = building->symbol->annotations->given[ANNOTATION_IMMUTABLE];
    if (!content->is_counter || immutable == NULL) return true;
    diag_error(building->checker->diag, rule_name(RULE_ANNOTATION_CONFLICT),
               counter != NULL ? counter->span : item->names[0].span,
               "slot '%s' cannot count: class '%s' is @immutable, so nothing sets its slots", item->names[0].text,
               building->class_model->name);
    diag_note(building->checker->diag, immutable->span, "'@immutable' is given here");
    return false;
}

bool item_content(struct building *building, const struct ast_item *item, struct annotations *annotations,
                  struct content *content)
{
    struct checker *checker = building->checker;
    struct owner owner = {"slot", item->names[0].text};
    struct ast_type any = {.kind = AST_TYPE_NAME, .span = item->span, .name = {"any", item->names[0].span}};
    struct ast_content given = item->content;
    if (given.type == NULL) given.type = &any;
    bool fine = content_resolve(checker, owner, &given, ON_SLOT, annotations, content);
    fine = check_c_name_once(checker, item, annotations) && fine;
    if (fine && content->type.kind == TYPE_REF) content->class_symbol->is_referred = true;
    if (!fine || !check_counter(building, item, annotations, content)) return false;
    return content->type.kind != TYPE_CLASS || content->class_symbol->state == SYMBOL_DONE;
}

static void fill_dims(struct building *building, const struct content *content, struct model_slot *slot)
{
    slot->dim_count = slot->own_dims = content->dim_count;
    slot->element_count = content->element_count;
    if (content->dim_count == 0) return;
    slot->dims = arena_array(building->checker->arena, content->dim_count, sizeof *slot->dims);
    for (size_t i = 0; i < content->dim_count; i++) slot->dims[i].count = content->dims[i];
}

struct model_slot *item_add_slot(struct building *building, const struct surroundings *around,
                                 const struct model_node *node)
{
    struct model_slot *slot = building_add_slot(building);
    slot->name = node->name;
    slot->c_name = node->c_name;
    slot->member = node->member;
    slot->doc = node->doc;
    slot->span = node->span;
    slot->arm = around->arm;
    slot->overlay = around->overlay;
    slot->is_private = node->is_private;
    slot->is_read_only = node->is_read_only;
    slot->layout = building->class_model->layout;
    return slot;
}

/* Rule own-place: an address that lasts is of bits that nothing else ever is. */
static bool check_own_place(struct building *building, const struct surroundings *around, const struct content *content,
                            const struct model_node *node)
{
    if (!content->is_own || (around->arm == NULL && around->overlay == 0)) return true;
    diag_error(building->checker->diag, rule_name(RULE_OWN_PLACE), node->span,
               "slot '%s' cannot have a unit of its own, as other arms use its bits too", node->name);
    diag_help(building->checker->diag, "'@own' is for slots that stand directly in a class");
    return false;
}

/* Rule own-type: where there is but one value. */
static bool check_own_width(struct building *building, const struct model_slot *slot)
{
    if (!slot->is_own || slot->encoding.width > 0) return true;
    diag_error(building->checker->diag, rule_name(RULE_OWN_TYPE), slot->span,
               "slot '%s' has but one value, which takes no bits: there is nothing to give a unit to", slot->name);
    return false;
}

static bool add_slot(struct building *building, const struct surroundings *around, const struct content *content,
                     const struct model_node *node)
{
    struct model_slot *slot = item_add_slot(building, around, node);
    slot->unit = content->unit;
    slot->type = content->type;
    fill_dims(building, content, slot);
    slot->optional = content->optional;
    slot->element_optional = content->element_optional;
    slot->has_sentinel = content->has_sentinel;
    slot->sentinel = content->sentinel;
    slot->is_counter = content->is_counter;
    slot->is_own = content->is_own;
    encode_slot(slot);
    if (!default_may_fill(building->checker, content, node->span)) return false;
    default_fill(building->checker, content, slot);
    return check_own_width(building, slot);
}

bool item_declare(struct building *building, const struct surroundings *around, const struct ast_item *item,
                  const struct ast_name *name, const struct annotations *annotations, const struct content *content,
                  bool fine, struct model_node *node)
{
    struct named *named = item_name(building, around, name);
    if (!fine || named == NULL) return false;
    item_fill_node(building, around, item, name, NODE_SLOT, node);
    node->is_private = around->is_private || content->is_private;
    item_rename(building, around, annotations, node);
    if (around->overlay != 0 && !overlay_check_default(building, item, name, content)) return false;
    if (!check_own_place(building, around, content, node)) return false;
    if (content->is_inline) {
        named->is_poisoned = false;
        return splice_inline(building, around, content, node);
    }
    if (!building_has_room(building, 1, name->span, "")) return false;
    *named = (struct named){name->span, around->items, NULL, true, node->first, false};
    node->count = 1;
    const bool is_added = add_slot(building, around, content, node);
    unused_note(building, around->arm, name, item->content.default_value);
    return is_added;
}

static bool resolve_slots(struct building *building, const struct surroundings *around, const struct ast_item *item,
                          struct model_node *nodes)
{
    struct content content;
    struct annotations annotations;
    bool all_fine = true;
    bool fine = item_content(building, item, &annotations, &content);
    for (size_t i = 0; i < item->name_count && !building->is_full && !checker_is_full(building->checker); i++) {
        all_fine =
            item_declare(building, around, item, &item->names[i], &annotations, &content, fine, &nodes[i]) && all_fine;
    }
    return all_fine;
}

/* The nodes of one item: one a name, and one for reserved bits, which have none. */
static size_t count_nodes(const struct ast_item *item)
{
    return item->kind == ITEM_RESERVED ? 1 : item->name_count;
}

bool items_resolve(struct building *building, const struct surroundings *around, const struct ast_item *items,
                   struct model_node *nodes)
{
    bool fine = true;
    for (const struct ast_item *item = items; item != NULL; item = item->next) {
        if (building->is_full || checker_is_full(building->checker)) return false;
        switch (item->kind) {
        case ITEM_SLOTS: fine = resolve_slots(building, around, item, nodes) && fine; break;
        case ITEM_ONEOF: fine = oneof_resolve(building, around, item, nodes) && fine; break;
        case ITEM_OVERLAY: fine = overlay_resolve(building, around, item, nodes) && fine; break;
        case ITEM_GROUP: assert(false && "the parser lets groups be arms only"); break;
        case ITEM_RESERVED: fine = reserved_resolve(building, around, item, nodes) && fine; break;
        }
        nodes += count_nodes(item);
    }
    return fine;
}

size_t items_count_nodes(const struct ast_item *items)
{
    size_t count = 0;
    for (const struct ast_item *item = items; item != NULL; item = item->next) count += count_nodes(item);
    return count;
}

/* Names of slots, oneofs and overlays, arms included: no more than there are. As deep as brackets nest. */
static size_t count_names(const struct ast_item *items)
{
    size_t count = 0;
    for (const struct ast_item *item = items; item != NULL; item = item->next)
        count += item->name_count + (item->kind == ITEM_SLOTS ? 0 : count_names(item->items));
    return count;
}

/* The first slot that is listed by its name alone, or that is not. */
static const struct ast_item *find_slots(const struct ast_item *items, bool bare)
{
    for (const struct ast_item *item = items; item != NULL; item = item->next) {
        const struct ast_item *found = NULL;
        if (item->kind == ITEM_SLOTS) found = (item->content.type == NULL) == bare ? item : NULL;
        else found = find_slots(item->items, bare);
        if (found != NULL) return found;
    }
    return NULL;
}

/* Rule slot-bare: a class lists all of its slots by their names alone, or none. */
static bool check_bare(struct building *building, const struct ast_declaration *declaration)
{
    const struct ast_item *bare = find_slots(declaration->items, true);
    const struct ast_item *typed = bare == NULL ? NULL : find_slots(declaration->items, false);
    if (typed == NULL) return true;
    diag_error(building->checker->diag, rule_name(RULE_SLOT_BARE), bare->names[0].span,
               "slot '%s' has no type, but others of class '%s' have one", bare->names[0].text, declaration->name.text);
    diag_note(building->checker->diag, typed->names[0].span, "slot '%s' has a type", typed->names[0].text);
    diag_help(building->checker->diag, "write '%s: any;' for a slot that holds anything", bare->names[0].text);
    return false;
}

/* What the slots say of the class as a whole. */
static void sum_up(struct building *building)
{
    struct model_class *class_model = building->class_model;
    for (size_t i = 0; i < class_model->slot_count; i++) {
        const struct model_slot *slot = &class_model->slots[i];
        const bool by_value = slot->type.kind == TYPE_CLASS;
        if (slot->is_private) building->checker->model->has_private = true;
        if (slot->has_default || (by_value && slot->type.class->has_defaults)) class_model->has_defaults = true;
        if (model_has_many_codes(slot->type.kind) || (by_value && slot->type.class->has_many_codes))
            class_model->has_many_codes = true;
        if (by_value && slot->type.class->align > class_model->align) class_model->align = slot->type.class->align;
        if (model_unit(slot) > 0 || (by_value && slot->type.class->has_units)) class_model->has_units = true;
        if (model_unit(slot) / 8 > class_model->align) class_model->align = model_unit(slot) / 8;
    }
    for (size_t i = 0; i < class_model->base_count; i++) {
        if (class_model->bases[i]->align > class_model->align) class_model->align = class_model->bases[i]->align;
    }
}

void class_build(struct checker *checker, struct symbol *symbol)
{
    const struct ast_declaration *declaration = symbol->declaration;
    struct building *building = building_start(checker, symbol);
    struct model_class *class_model = building->class_model;
    bool fine = symbol->head_is_fine && symbol->state == SYMBOL_OPEN;
    symbol->state = SYMBOL_POISONED;
    fine = bases_resolve(building) && fine;
    const size_t inherited = class_model->base == NULL ? 0 : class_model->base->node_count;
    scope_reset(&building->names, count_names(declaration->items) + inherited);
    class_model->node_count = inherited + items_count_nodes(declaration->items);
    class_model->nodes = arena_array(checker->arena, class_model->node_count, sizeof *class_model->nodes);
    fine = bases_inherit(building) && fine;
    fine = check_bare(building, declaration) && fine;
    const struct surroundings around = {"", "", declaration->items, NULL, 0, false};
    fine = items_resolve(building, &around, declaration->items, class_model->nodes + inherited) && fine;
    if (!fine) return;
    lists_keep(building);
    sum_up(building);
    if (!size_resolve(checker, symbol->annotations, class_model)) return;
    if (!default_check_instance(checker, class_model)) return;
    symbol->state = SYMBOL_DONE;
    *checker->done_end = symbol;
    checker->done_end = &symbol->next_done;
}
