/* SPDX-License-Identifier: MIT */
/*
 * Slots of one class among those of another: inherited ones, and those of an inline class.
 *
 * Choices are copied with them, so that every class has its own; their enums stay those of the class that declares
 * them.
 */
#include "check/building.h"

#include <inttypes.h>
#include <string.h>

/* Where in the class at hand the copies begin. */
struct origin {
    const struct splice *splice;
    size_t slot;
    size_t choice;
    size_t overlay;
};

/* What an arm of `from` is here. */
static const struct model_arm *map_arm(const struct building *building, const struct origin *origin,
                                       const struct model_arm *old)
{
    if (old == NULL) return origin->splice->arm;
    const struct model_choice *choice = building->choices[origin->choice + old->choice->index];
    return &choice->arms[old - old->choice->arms];
}

static void splice_choices(struct building *building, const struct origin *origin)
{
    const struct splice *splice = origin->splice;
    const struct model_class *from = splice->from;
    struct arena *arena = building->checker->arena;
    for (size_t i = 0; i < from->choice_count; i++) {
        const struct model_choice *old = from->choices[i];
        struct model_choice *choice = arena_alloc(arena, sizeof *choice);
        *choice = *old;
        choice->name = building_join(building, splice->path, old->name);
        choice->c_name = building_join(building, splice->c_path, old->c_name);
        if (splice->span.begin != 0) choice->span = splice->span;
        choice->index = origin->choice + i;
        choice->tag = origin->slot + old->tag;
        choice->owns_enumeration = false;
        choice->arms = arena_array(arena, old->arm_count, sizeof *choice->arms);
        memcpy(choice->arms, old->arms, old->arm_count * sizeof *choice->arms);
        for (size_t k = 0; k < old->arm_count; k++) choice->arms[k].choice = choice;
        choice->area = choice->area_bits = 0;
        building_add_choice(building, choice);
    }
    for (size_t i = 0; i < from->choice_count; i++)
        building->choices[origin->choice + i]->arm = map_arm(building, origin, from->choices[i]->arm);
}

/* The dimensions of the splice and then the slot's own. */
static struct model_dim *join_dims(struct building *building, const struct splice *splice, size_t count,
                                   const struct model_dim *dims)
{
    const size_t outer = splice->dim_count;
    if (outer + count == 0) return NULL;
    struct model_dim *joined = arena_array(building->checker->arena, outer + count, sizeof *joined);
    for (size_t i = 0; i < outer; i++) joined[i].count = splice->dims[i].count;
    for (size_t i = 0; i < count; i++) joined[outer + i].count = dims[i].count;
    return joined;
}

/* Those that do not lie in another overlay here. */
static void splice_overlays(struct building *building, const struct splice *splice)
{
    if (splice->overlay != 0) return;
    for (size_t i = 0; i < splice->from->overlay_count; i++) {
        const struct model_overlay *old = &splice->from->overlays[i];
        struct model_overlay overlay = {.dim_count = splice->dim_count + old->dim_count};
        overlay.dims = join_dims(building, splice, old->dim_count, old->dims);
        building_add_overlay(building, overlay);
    }
}

static void splice_slot(struct building *building, const struct origin *origin, const struct model_slot *old)
{
    const struct splice *splice = origin->splice;
    struct model_slot *slot = building_add_slot(building);
    *slot = *old;
    slot->name = building_join(building, splice->path, old->name);
    slot->c_name = building_join(building, splice->c_path, old->c_name);
    if (splice->span.begin != 0) slot->span = splice->span;
    slot->dims = join_dims(building, splice, old->dim_count, old->dims);
    slot->dim_count = splice->dim_count + old->dim_count;
    slot->element_count = splice->element_count * old->element_count;
    if (old->tells != NULL) slot->tells = building->choices[origin->choice + old->tells->index];
    slot->arm = map_arm(building, origin, old->arm);
    if (splice->overlay != 0) slot->overlay = splice->overlay;
    else if (old->overlay != 0) slot->overlay = (uint32_t)origin->overlay + old->overlay;
    slot->is_inherited = splice->is_inherited;
    slot->is_private = old->is_private || splice->is_private;
    slot->is_read_only = old->is_read_only || splice->is_read_only;
    slot->place = (struct place){0};
}

void splice_slots(struct building *building, const struct splice *splice)
{
    const struct model_class *from = splice->from;
    const struct model_class *class_model = building->class_model;
    const struct origin origin = {splice, class_model->slot_count, class_model->choice_count,
                                  class_model->overlay_count};
    splice_choices(building, &origin);
    splice_overlays(building, splice);
    for (size_t i = 0; i < from->slot_count; i++) splice_slot(building, &origin, &from->slots[i]);
}

void splice_nodes(struct building *building, const struct model_node *from, size_t count, struct model_node *to)
{
    struct arena *arena = building->checker->arena;
    for (size_t i = 0; i < count; i++) {
        to[i] = from[i];
        to[i].is_inherited = true;
        to[i].is_read_only = to[i].is_read_only || building->class_model->is_immutable;
        to[i].bit = 0;
        if (to[i].kind != NODE_RESERVED) to[i].bits = 0;
        /* A base comes first: its choices have the same indices here. */
        if (from[i].choice != NULL) to[i].choice = building->choices[from[i].choice->index];
        to[i].dims = join_dims(building, &(struct splice){0}, from[i].dim_count, from[i].dims);
        to[i].nodes = arena_array(arena, from[i].node_count, sizeof *to[i].nodes);
        splice_nodes(building, from[i].nodes, from[i].node_count, to[i].nodes);
    }
}

/* Rule array-count, with the arrays in the class. */
static bool check_dims(struct building *building, const struct content *content, const struct model_node *node)
{
    const struct model_class *from = content->type.class;
    for (size_t i = 0; i < from->slot_count; i++) {
        const struct model_slot *slot = &from->slots[i];
        const size_t dims = content->dim_count + slot->dim_count;
        if (dims <= MODEL_MOST_DIMS) continue;
        diag_error(building->checker->diag, rule_name(RULE_ARRAY_COUNT), node->span,
                   "'%s' and '%s' in it have %zu dimensions; at most %d are allowed", node->name, slot->name, dims,
                   MODEL_MOST_DIMS);
        diag_note(building->checker->diag, slot->span, "'%s' is declared here", slot->name);
        return false;
    }
    return true;
}

/* The same: none has more than 2^31 elements. */
static bool check_elements(struct building *building, const struct content *content, const struct model_node *node)
{
    const struct model_class *from = content->type.class;
    for (size_t i = 0; i < from->slot_count; i++) {
        const struct model_slot *slot = &from->slots[i];
        if ((uint64_t)slot->element_count * content->element_count <= limit_elements) continue;
        diag_error(building->checker->diag, rule_name(RULE_ARRAY_COUNT), node->span,
                   "'%s' has %" PRIu32 " elements with %" PRIu32 " elements of '%s' in each: an array has at most 2^31",
                   node->name, content->element_count, slot->element_count, slot->name);
        diag_note(building->checker->diag, slot->span, "'%s' is declared here", slot->name);
        return false;
    }
    return true;
}

/* Rule inline-units: an image is bits in one order on every host. */
static bool check_units(struct building *building, const struct model_node *node, const struct model_class *from)
{
    struct diag *diag = building->checker->diag;
    if (!from->has_units) return true;
    const struct model_slot *slot = from->slots;
    while (model_unit(slot) == 0 && (slot->type.kind != TYPE_CLASS || !slot->type.class->has_units)) slot++;
    diag_error(diag, rule_name(RULE_INLINE_UNITS), node->span,
               "class '%s' cannot be inline, as it has units in the byte order of the host", from->name);
    diag_note(diag, slot->span, slot->type.kind == TYPE_CLASS ? "'%s' holds some" : "'%s' is one of them", slot->name);
    diag_help(diag, "hold it by value, without 'inline'");
    return false;
}

/* Rule name-length, of the paths that come about. */
static bool check_paths(struct building *building, const struct model_node *node, const struct model_class *from)
{
    const size_t room = LIMIT_NAME - strlen(node->name);
    const char *longest = "";
    for (size_t i = 0; i < from->slot_count; i++) {
        if (strlen(from->slots[i].name) > strlen(longest)) longest = from->slots[i].name;
    }
    for (size_t i = 0; i < from->choice_count; i++) {
        if (strlen(from->choices[i]->name) > strlen(longest)) longest = from->choices[i]->name;
    }
    if (strlen(longest) < room || longest[0] == '\0') return true;
    diag_error(building->checker->diag, rule_name(RULE_NAME_LENGTH), node->span,
               "the paths of what is inline here have up to %zu characters; at most %d are allowed",
               strlen(node->name) + 1 + strlen(longest), LIMIT_NAME);
    return false;
}

size_t splice_count(const struct model_class *from)
{
    size_t count = from->slot_count;
    for (size_t i = 0; i < from->choice_count; i++) count += from->choices[i]->arm_count;
    return count;
}

/* Tag and choice of an optional inline class; the tag is the next slot. */
static struct model_choice *add_tag(struct building *building, const struct surroundings *around,
                                    const struct content *content, const struct model_node *node)
{
    struct arena *arena = building->checker->arena;
    struct model_choice *choice = arena_alloc(arena, sizeof *choice);
    *choice = (struct model_choice){.kind = CHOICE_GROUP,
                                    .name = node->name,
                                    .c_name = node->c_name,
                                    .doc = node->doc,
                                    .span = node->span,
                                    .index = building->class_model->choice_count,
                                    .tag = building->class_model->slot_count,
                                    .optional = true,
                                    .none_value = -1,
                                    .arm_count = 1,
                                    .arm = around->arm};
    choice->arms = arena_alloc(arena, sizeof *choice->arms);
    *choice->arms = (struct model_arm){.choice = choice, .code = 1, .is_group = true};
    building_add_choice(building, choice);

    struct model_slot *tag = item_add_slot(building, around, node);
    tag->type = (struct model_type){.kind = TYPE_GROUP, .class = content->type.class};
    /* An array that is optional as a whole has one tag, else each element has its own. */
    if (content->element_optional) {
        tag->dim_count = tag->own_dims = node->dim_count;
        tag->dims = join_dims(building, &(struct splice){0}, node->dim_count, node->dims);
        tag->element_count = content->element_count;
        tag->element_optional = true;
    } else {
        tag->optional = true;
    }
    tag->tells = choice;
    encode_slot(tag);
    return choice;
}

bool splice_inline(struct building *building, const struct surroundings *around, const struct content *content,
                   struct model_node *node)
{
    const struct model_class *from = content->type.class;
    const bool optional = content->optional || content->element_optional;
    const char *what = arena_join(building->checker->arena, "inline '", from->name, "'", NULL);
    if (!check_units(building, node, from)) return false;
    if (!building_has_room(building, from->slot_count + optional, node->span, what)) return false;
    if (!building_may_copy(building, splice_count(from), node->span)) return false;
    if (!check_dims(building, content, node) || !check_elements(building, content, node)) return false;
    if (!check_paths(building, node, from)) return false;

    node->kind = NODE_INLINE;
    node->class = from;
    node->dim_count = node->own_dims = content->dim_count;
    node->dims = arena_array(building->checker->arena, content->dim_count, sizeof *node->dims);
    for (size_t i = 0; i < content->dim_count; i++) node->dims[i].count = content->dims[i];
    if (optional) node->choice = add_tag(building, around, content, node);
    const struct splice splice = {.from = from,
                                  .path = arena_join(building->checker->arena, node->name, ".", NULL),
                                  .c_path = arena_join(building->checker->arena, node->c_name, "_", NULL),
                                  .span = node->span,
                                  .dim_count = node->dim_count,
                                  .dims = node->dims,
                                  .element_count = content->element_count,
                                  .arm = optional ? &node->choice->arms[0] : around->arm,
                                  .overlay = around->overlay,
                                  .is_private = node->is_private,
                                  .is_read_only = node->is_read_only};
    splice_slots(building, &splice);
    node->count = building->class_model->slot_count - node->first;
    content->class_symbol->class_model->is_inlined = true;
    return true;
}
