/* SPDX-License-Identifier: MIT */
/* The class at hand: its lists while they grow, and how far they may; see building.h. */
#include "check/building.h"

#include <string.h>

struct building *building_start(struct checker *checker, struct symbol *symbol)
{
    struct building *building = checker->building;
    if (building == NULL) {
        building = checker->building = arena_alloc(checker->arena, sizeof *building);
        building->checker = checker;
        scope_init(&building->names, checker->arena);
    }
    building->symbol = symbol;
    building->class_model = symbol->class_model;
    building->is_full = building->copies > LIMIT_COPIES;
    return building;
}

const char *building_join(struct building *building, const char *prefix, const char *name)
{
    return prefix[0] == '\0' ? name : arena_join(building->checker->arena, prefix, name, NULL);
}

/* A bigger copy of a list that is full; what was it is left to the arena. */
static void *grow(struct building *building, void *list, size_t count, size_t *allocated, size_t size)
{
    if (count < *allocated) return list;
    *allocated = count < 16 ? 32 : count * 2;
    void *bigger = arena_array(building->checker->arena, *allocated, size);
    if (count != 0) memcpy(bigger, list, count * size);
    return bigger;
}

struct model_slot *building_add_slot(struct building *building)
{
    size_t *count = &building->class_model->slot_count;
    building->slots = grow(building, building->slots, *count, &building->slots_allocated, sizeof *building->slots);
    struct model_slot *slot = &building->slots[(*count)++];
    memset(slot, 0, sizeof *slot);
    slot->element_count = 1;
    return slot;
}

void building_add_choice(struct building *building, struct model_choice *choice)
{
    size_t *count = &building->class_model->choice_count;
    building->choices =
        grow(building, building->choices, *count, &building->choices_allocated, sizeof(struct model_choice *));
    building->choices[(*count)++] = choice;
}

uint32_t building_add_overlay(struct building *building, struct model_overlay overlay)
{
    size_t *count = &building->class_model->overlay_count;
    building->overlays =
        grow(building, building->overlays, *count, &building->overlays_allocated, sizeof *building->overlays);
    building->overlays[(*count)++] = overlay;
    return (uint32_t)*count;
}

/* Rule class-slots. */
bool building_has_room(struct building *building, size_t count, struct span span, const char *what)
{
    size_t room = LIMIT_SLOTS - building->class_model->slot_count;
    if (count <= room) return true;
    if (count == 1)
        diag_error(building->checker->diag, rule_name(RULE_CLASS_SLOTS), span,
                   "class '%s' has more than %d slots: this is one too many", building->class_model->name, LIMIT_SLOTS);
    else
        diag_error(building->checker->diag, rule_name(RULE_CLASS_SLOTS), span,
                   "class '%s' has more than %d slots: %s brings %zu, and there is room for %zu",
                   building->class_model->name, LIMIT_SLOTS, what, count, room);
    building->is_full = true;
    return false;
}

/* A few lines must not grow to more than memory holds. */
bool building_may_copy(struct building *building, size_t count, struct span span)
{
    if (building->copies + count <= LIMIT_COPIES) {
        building->copies += count;
        return true;
    }
    if (building->copies <= LIMIT_COPIES)
        diag_error(building->checker->diag, rule_name(RULE_SCHEMA_SLOTS), span,
                   "the classes of this file copy more than %d slots and arms from bases, inline classes and enums: "
                   "%zu more here",
                   LIMIT_COPIES, count);
    building->copies = LIMIT_COPIES + 1; /* said once */
    building->is_full = true;
    return false;
}
