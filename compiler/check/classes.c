/* SPDX-License-Identifier: MIT */
/*
 * Classes and their slots.
 *
 * Ensures at most 65,535 slots of different names, each with its type, presence, default and code. What a class may
 * hold beyond slots is refused here by name.
 */
#include "check/checker.h"

static void refuse_item(struct checker *checker, const struct ast_item *item)
{
    struct span span = item->name_count != 0 ? item->names[0].span : item->span;
    switch (item->kind) {
    case ITEM_SLOTS: declare_refuse(checker, span, "a slot without a type (of type 'any') is"); break;
    case ITEM_GROUP: declare_refuse(checker, span, "a group of slots is"); break;
    case ITEM_ONEOF: declare_refuse(checker, span, "'oneof' is"); break;
    case ITEM_OVERLAY: declare_refuse(checker, span, "'overlay' is"); break;
    case ITEM_RESERVED: declare_refuse(checker, span, "'reserved' is"); break;
    }
}

/* Rule class-slots: whether the class has room for those of a declaration. */
static bool check_slot_count(struct checker *checker, const struct ast_item *item,
                             const struct model_class *class_model)
{
    size_t room = LIMIT_SLOTS - class_model->slot_count;
    if (item->name_count <= room) return true;
    diag_error(checker->diag, rule_name(RULE_CLASS_SLOTS), item->names[room].span,
               "class '%s' has more than %d slots: this is one too many", class_model->name, LIMIT_SLOTS);
    return false;
}

/* Rule slot-duplicate. */
static bool check_slot_name(struct checker *checker, const struct model_class *class_model, const struct ast_name *name,
                            struct model_slot *slot)
{
    if (!declare_name_is_fine(checker, name)) return false;
    const struct model_slot *first = scope_add(&checker->slots, name->text, slot);
    if (first == NULL) return true;
    diag_error(checker->diag, rule_name(RULE_SLOT_DUPLICATE), name->span, "slot '%s' of class '%s' is named twice",
               name->text, class_model->name);
    diag_note(checker->diag, first->span, "it is named here first");
    return false;
}

static void fill_slot(struct checker *checker, const struct content *content, const struct annotations *annotations,
                      struct model_slot *slot)
{
    slot->c_name = annotations->given[ANNOTATION_C_NAME] != NULL ? annotations->c_name : slot->name;
    slot->member = slot->c_name; /* names_check settles it */
    slot->unit = content->unit;
    slot->type = content->type;
    slot->dim_count = slot->own_dims = content->dim_count;
    slot->dims = arena_array(checker->arena, content->dim_count, sizeof *slot->dims);
    for (size_t i = 0; i < content->dim_count; i++) slot->dims[i].count = content->dims[i];
    slot->element_count = content->element_count;
    slot->optional = content->optional;
    slot->element_optional = content->element_optional;
    slot->has_sentinel = content->has_sentinel;
    slot->sentinel = content->sentinel;
    slot->is_private = content->is_private;
    slot->is_counter = content->is_counter;
    encode_slot(slot);
    default_fill(checker, content, slot);
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

/* The slots of one declaration; false when something was wrong with any. */
static bool resolve_slots(struct checker *checker, const struct ast_item *item, struct model_class *class_model)
{
    struct owner owner = {"slot", item->names[0].text};
    struct content content;
    struct annotations annotations;
    bool fine = content_resolve(checker, owner, &item->content, ON_SLOT, &annotations, &content);
    fine = check_c_name_once(checker, item, &annotations) && fine;
    for (size_t i = 0; i < item->name_count && !checker_is_full(checker); i++) {
        const struct ast_name *name = &item->names[i];
        struct model_slot *slot = &class_model->slots[class_model->slot_count++];
        slot->name = name->text;
        slot->doc = item->doc;
        slot->span = name->span;
        fine = check_slot_name(checker, class_model, name, slot) && fine;
        if (fine) fill_slot(checker, &content, &annotations, slot);
    }
    return fine;
}

static bool resolve_items(struct checker *checker, const struct ast_declaration *declaration,
                          struct model_class *class_model)
{
    bool fine = true;
    bool bare = false; /* said once in a class: a class of bare slots has many */
    for (const struct ast_item *item = declaration->items; item != NULL && !checker_is_full(checker);
         item = item->next) {
        if (item->kind == ITEM_SLOTS && item->content.type != NULL) {
            if (!check_slot_count(checker, item, class_model)) return false;
            fine = resolve_slots(checker, item, class_model) && fine;
            continue;
        }
        if (item->kind != ITEM_SLOTS || !bare) refuse_item(checker, item);
        bare = bare || item->kind == ITEM_SLOTS;
        fine = false;
    }
    return fine;
}

static size_t count_slots(const struct ast_declaration *declaration)
{
    size_t count = 0;
    for (const struct ast_item *item = declaration->items; item != NULL && count < LIMIT_SLOTS; item = item->next)
        count += item->kind == ITEM_SLOTS ? item->name_count : 0;
    return count < LIMIT_SLOTS ? count : LIMIT_SLOTS;
}

void class_resolve(struct checker *checker, struct symbol *symbol)
{
    const struct ast_declaration *declaration = symbol->declaration;
    symbol->state = SYMBOL_POISONED;
    bool fine = class_head(checker, symbol);
    struct model_class *class_model = symbol->class_model;
    if (declaration->bases != NULL) {
        declare_refuse(checker, declaration->bases->name.span, "inheritance is");
        fine = false;
    }

    size_t most = count_slots(declaration);
    class_model->slots = arena_array(checker->arena, most, sizeof *class_model->slots);
    scope_reset(&checker->slots, most);
    fine = resolve_items(checker, declaration, class_model) && fine;
    if (!fine) return;
    size_resolve(checker, symbol->annotations, class_model);
    symbol->state = SYMBOL_DONE;
}
