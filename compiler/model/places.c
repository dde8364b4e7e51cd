/* SPDX-License-Identifier: MIT */
/*
 * Places for the parts of a class; see places.h.
 *
 * The nodes that lie beside one another are placed together, and those of an arm within the area of its oneof: from bit
 * 0 on, then moved to where the area came to lie. A class that is used inline is placed twice: as a record, behind its
 * base, and as an image, perhaps with what it inherits among the rest.
 */
#include "model/places.h"

#include "layout/layout.h"
#include "layout/window.h"
#include "model/extents.h"
#include "model/images.h"
#include "model/layout_id.h"
#include "model/tables.h"
#include "model/units.h"
#include "model/windows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Where the places of one class go, and how far it is. */
struct placing {
    struct model_class *class;
    struct place *places;
    uint32_t *areas;
    uint32_t *overlays;
    bool is_record;       /* else an image: what the nodes say is the record's */
    size_t next_choice;   /* of class->choices */
    size_t next_overlay;  /* of class->overlays */
    unsigned in_overlays; /* how many are open: only the outermost is listed */
};

struct places_measure places_measure(struct model_class *class)
{
    const struct extent image =
        extents_scope(&(struct extents_scope){class, class->layout, class->nodes, class->node_count});
    class->image.bits = image.bits > UINT32_MAX ? UINT32_MAX : (uint32_t)image.bits;
    class->image.align = image.align;
    const uint64_t begin = class->base == NULL ? 0 : (uint64_t) class->base->size * 8;
    uint64_t end = image.bits;
    if (class->base != NULL) {
        const struct extents_scope own = {class, class->layout, class->nodes + class->inherited_nodes,
                                          class->node_count - class->inherited_nodes};
        end = extents_end(&own, begin);
    }
    return (struct places_measure){end, layout_size(end, class->align)};
}

/* ---- Strides ---- */

/* The own dimensions of a slot: packed. */
static void stride_own(struct model_slot *slot)
{
    const struct extent element = extents_element(slot);
    uint64_t stride = element.bits;
    uint64_t presence_stride = slot->element_optional ? 1 : 0;
    for (size_t i = slot->dim_count; i > slot->dim_count - slot->own_dims; i--) {
        struct model_dim *dim = &slot->dims[i - 1];
        dim->stride = (uint32_t)stride;
        dim->presence_stride = (uint32_t)presence_stride;
        stride *= dim->count;
        presence_stride *= dim->count;
    }
}

/* Those of an inline array, which its presence bits follow as well. */
static void stride_inline(const struct model_class *class, struct model_node *node)
{
    const struct extent element = extents_inline(class, node);
    uint64_t stride = (element.bits + element.align - 1) / element.align * element.align;
    for (size_t i = node->dim_count; i > 0; i--) {
        struct model_dim *dim = &node->dims[i - 1];
        dim->stride = dim->presence_stride = (uint32_t)stride;
        stride *= dim->count;
    }
}

/* Those of something in an inline array: the array's, then its own within the inline class. */
static void stride_inner(struct model_dim *dims, const struct model_node *node, const struct model_dim *inner,
                         size_t inner_count)
{
    for (size_t i = 0; i < node->dim_count; i++) {
        dims[i].stride = node->dims[i].stride;
        dims[i].presence_stride = node->dims[i].presence_stride;
    }
    for (size_t i = 0; i < inner_count; i++) {
        dims[node->dim_count + i].stride = inner[i].stride;
        dims[node->dim_count + i].presence_stride = inner[i].presence_stride;
    }
}

/* ---- Nodes ---- */

static void place_scope(struct placing *placing, enum model_layout layout, struct model_node *nodes, size_t count,
                        const struct layout_room *room);

static void place_slot(struct placing *placing, size_t index, const struct layout_item *item)
{
    placing->places[index] = (struct place){.bit = item->bit,
                                            .presence = item->presence,
                                            .group_bits = item->group_bits,
                                            .weight = item->weight,
                                            .group_codes = item->group_codes};
    if (placing->is_record) stride_own(&placing->class->slots[index]);
}

static struct place moved(struct place place, uint32_t bits)
{
    place.bit += bits;
    place.presence += bits;
    return place;
}

/* The slots, choices and overlays of an inline class whose image (the first one of an array) begins at `bit`. */
static void place_image(struct placing *placing, const struct model_node *node, uint32_t bit)
{
    struct model_class *class = placing->class;
    const struct model_class *inner = node->class;
    const struct model_image *image = &inner->image;
    const size_t first = node->first + (node->choice != NULL ? 1 : 0);
    for (size_t i = 0; i < inner->slot_count; i++) {
        struct model_slot *slot = &class->slots[first + i];
        const struct model_slot *from = &inner->slots[i];
        placing->places[first + i] = moved(image->places[i], bit);
        assert(slot->dim_count == node->dim_count + from->dim_count);
        if (placing->is_record) stride_inner(slot->dims, node, from->dims, from->dim_count);
    }
    for (size_t i = 0; i < inner->choice_count; i++) {
        class->choices[placing->next_choice]->area_bits = inner->choices[i]->area_bits;
        placing->areas[placing->next_choice++] = bit + image->areas[i];
    }
    for (size_t i = 0; placing->in_overlays == 0 && i < inner->overlay_count; i++) {
        struct model_overlay *overlay = &class->overlays[placing->next_overlay];
        const struct model_overlay *from = &inner->overlays[i];
        overlay->bits = from->bits;
        if (placing->is_record) stride_inner(overlay->dims, node, from->dims, from->dim_count);
        placing->overlays[placing->next_overlay++] = bit + image->overlays[i];
    }
}

/* Returns how many of the items were the node's. */
static size_t place_inline(struct placing *placing, struct model_node *node, const struct layout_item *items)
{
    struct model_class *class = placing->class;
    size_t used = 0;
    if (placing->is_record) stride_inline(class, node);
    if (extents_has_element_tags(class, node)) {
        struct model_slot *tag = &class->slots[node->first];
        placing->places[node->first] = (struct place){.bit = items[0].bit + node->class->image.bits};
        if (placing->is_record) stride_inner(tag->dims, node, NULL, 0);
    } else if (node->choice != NULL) {
        place_slot(placing, node->first, &items[used++]);
    }
    const struct layout_item *image = &items[used++];
    if (node->choice != NULL) {
        assert(class->choices[placing->next_choice] == node->choice);
        node->choice->area_bits =
            extents_has_element_tags(class, node) ? node->class->image.bits : (uint32_t)image->bits;
        placing->areas[placing->next_choice++] = image->bit;
    }
    place_image(placing, node, image->bit);
    if (placing->is_record) {
        node->bit = image->bit;
        node->bits = node->class->image.bits;
    }
    return used;
}

/* Moves what nodes in an area say of their own places. */
static void move_nodes(struct model_node *nodes, size_t count, uint32_t bits)
{
    for (size_t i = 0; i < count; i++) {
        nodes[i].bit += bits;
        move_nodes(nodes[i].nodes, nodes[i].node_count, bits);
    }
}

/* The arms of an area within it, and then the area to its place. */
static void place_arms(struct placing *placing, struct model_node *node, size_t first, const struct layout_item *area)
{
    const struct layout_room room = {0, area->bits, (area->bits + 7) / 8 + 8, false, 0};
    const size_t first_choice = placing->next_choice;
    const size_t first_overlay = placing->next_overlay;
    for (size_t i = 0; i < node->node_count; i++)
        place_scope(placing, node->layout, node->nodes[i].nodes, node->nodes[i].node_count, &room);
    for (size_t i = first; i < node->first + node->count; i++)
        placing->places[i] = moved(placing->places[i], area->bit);
    for (size_t i = first_choice; i < placing->next_choice; i++) placing->areas[i] += area->bit;
    for (size_t i = first_overlay; i < placing->next_overlay; i++) placing->overlays[i] += area->bit;
    if (!placing->is_record) return;
    for (size_t i = 0; i < node->node_count; i++)
        move_nodes(node->nodes[i].nodes, node->nodes[i].node_count, area->bit);
    node->bit = area->bit;
    node->bits = (uint32_t)area->bits;
}

static size_t place_oneof(struct placing *placing, struct model_node *node, const struct layout_item *items)
{
    const size_t used = node->choice->kind == CHOICE_ONEOF ? 1 : 0;
    if (used > 0) place_slot(placing, node->first, &items[0]);
    assert(placing->class->choices[placing->next_choice] == node->choice);
    node->choice->area_bits = (uint32_t)items[used].bits;
    placing->areas[placing->next_choice++] = items[used].bit;
    place_arms(placing, node, node->first + used, &items[used]);
    return used + 1;
}

static void place_overlay(struct placing *placing, struct model_node *node, const struct layout_item *area)
{
    if (placing->in_overlays == 0) {
        placing->class->overlays[placing->next_overlay].bits = (uint32_t)area->bits;
        placing->overlays[placing->next_overlay++] = area->bit;
    }
    placing->in_overlays++;
    place_arms(placing, node, node->first, area);
    placing->in_overlays--;
}

static void place_scope(struct placing *placing, enum model_layout layout, struct model_node *nodes, size_t count,
                        const struct layout_room *room)
{
    if (count == 0) return;
    struct layout_item *items = memory_resize(NULL, 2 * count * sizeof *items);
    const size_t item_count = extents_items(&(struct extents_scope){placing->class, layout, nodes, count}, items);
    if (!layout_place(extents_mode(layout), items, item_count, room)) memory_exhausted();
    size_t next = 0;
    for (size_t i = 0; i < count; i++) {
        struct model_node *node = &nodes[i];
        switch (node->kind) {
        case NODE_SLOT: place_slot(placing, node->first, &items[next++]); break;
        case NODE_INLINE: next += place_inline(placing, node, &items[next]); break;
        case NODE_ONEOF: next += place_oneof(placing, node, &items[next]); break;
        case NODE_OVERLAY: place_overlay(placing, node, &items[next++]); break;
        case NODE_RESERVED:
            if (placing->is_record) node->bit = items[next].bit;
            next++;
            break;
        case NODE_ARM: break;
        }
    }
    assert(next == item_count);
    free(items);
}

/* ---- Classes ---- */

/* What the codes of an image cost where it begins on a byte. */
static uint64_t image_cost(const struct model_class *class, uint64_t size)
{
    const struct reach reach = {0, size, false};
    uint64_t cost = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (slot->dim_count > 0 || slot->encoding.width == 0) continue;
        const struct place *place = &class->image.places[i];
        cost += window_cost(place->bit, model_bits(slot, place), &reach);
    }
    return cost;
}

/* Places a class as an image: like its record, or where that takes more bits or makes access dearer, by itself. */
static void place_as_image(struct arena *arena, struct model_class *class)
{
    struct model_image *image = &class->image;
    image->places = arena_array(arena, class->slot_count, sizeof *image->places);
    image->areas = arena_array(arena, class->choice_count, sizeof *image->areas);
    image->overlays = arena_array(arena, class->overlay_count, sizeof *image->overlays);
    const struct layout_room room = {0, image->bits, ((uint64_t)image->bits + 7) / 8 + 8, false, 0};
    struct placing placing = {
        .class = class, .places = image->places, .areas = image->areas, .overlays = image->overlays};
    struct placing again = placing;
    place_scope(&placing, class->layout, class->nodes, class->node_count, &room);
    /* Copies in fewer runs outweigh loads that are not aligned, but no shift or mask more. */
    const uint64_t most = image_cost(class, room.size) + COST_UNALIGNED * class->slot_count;
    if (!images_follow_record(class) || image_cost(class, room.size) <= most) return;
    place_scope(&again, class->layout, class->nodes, class->node_count, &room);
}

static void copy_dims(struct model_dim *dims, const struct model_dim *base, size_t count)
{
    if (dims != base && count > 0) memcpy(dims, base, count * sizeof *dims);
}

/* What nodes of a base say, in a class that derives from it. */
static void copy_nodes(struct model_node *nodes, const struct model_node *base, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        nodes[i].bit = base[i].bit;
        nodes[i].bits = base[i].bits;
        copy_dims(nodes[i].dims, base[i].dims, base[i].dim_count);
        if (nodes[i].nodes != base[i].nodes) copy_nodes(nodes[i].nodes, base[i].nodes, base[i].node_count);
    }
}

/* Everything of the base where it is there. */
static void place_inherited(struct placing *placing)
{
    struct model_class *class = placing->class;
    const struct model_class *base = class->base;
    for (size_t i = 0; i < base->slot_count; i++) {
        placing->places[i] = base->slots[i].place;
        copy_dims(class->slots[i].dims, base->slots[i].dims, base->slots[i].dim_count);
    }
    for (size_t i = 0; i < base->choice_count; i++) {
        class->choices[i]->area_bits = base->choices[i]->area_bits;
        placing->areas[i] = base->choices[i]->area;
    }
    for (size_t i = 0; i < base->overlay_count; i++) {
        class->overlays[i].bits = base->overlays[i].bits;
        copy_dims(class->overlays[i].dims, base->overlays[i].dims, base->overlays[i].dim_count);
        placing->overlays[i] = base->overlays[i].bit;
    }
    copy_nodes(class->nodes, base->nodes, base->node_count);
    placing->next_choice = base->choice_count;
    placing->next_overlay = base->overlay_count;
}

static void place_as_record(struct arena *arena, struct model_class *class)
{
    struct placing placing = {.class = class, .is_record = true};
    placing.places = memory_resize(NULL, (class->slot_count + 1) * sizeof *placing.places);
    placing.areas = memory_resize(NULL, (class->choice_count + class->overlay_count + 1) * sizeof *placing.areas);
    placing.overlays = placing.areas + class->choice_count;
    const struct extents_scope own = {class, class->layout, class->nodes + class->inherited_nodes,
                                      class->node_count - class->inherited_nodes};
    const uint64_t begin = class->base == NULL ? 0 : (uint64_t) class->base->size * 8;
    struct layout_room room = layout_record(begin, extents_end(&own, begin), class->align);
    assert(room.size <= class->size);
    if (!room.whole) room.size = class->size; /* loads may reach into the bytes that @size adds */
    if (class->base != NULL && class->base->alone_count > 0)
        room.words = class->base->alone[class->base->alone_count - 1].end;

    if (class->base != NULL) place_inherited(&placing);
    place_scope(&placing, class->layout, class->nodes + class->inherited_nodes, own.count, &room);
    for (size_t i = 0; i < class->slot_count; i++) class->slots[i].place = placing.places[i];
    for (size_t i = 0; i < class->choice_count; i++) class->choices[i]->area = placing.areas[i];
    for (size_t i = 0; i < class->overlay_count; i++) class->overlays[i].bit = placing.overlays[i];
    windows_find_alone(arena, class);
    windows_choose(class, room.size, room.whole);
    units_list_words(arena, class);
    free(placing.areas);
    free(placing.places);
}

/* An imported class may be used inline by its importers only. */
static void place_imported_images(struct arena *arena, const struct model *model)
{
    for (size_t i = 0; i < model->import_count; i++) {
        const struct model *imported = model->imports[i].model;
        for (size_t k = 0; k < imported->class_count; k++) {
            struct model_class *class = imported->classes[k];
            if (class->is_inlined && class->image.places == NULL) place_as_image(arena, class);
        }
    }
}

void places_assign(struct arena *arena, struct model *model)
{
    place_imported_images(arena, model);
    for (size_t i = 0; i < model->class_count; i++) {
        struct model_class *class = model->classes[i];
        place_as_record(arena, class);
        if (class->is_inlined) place_as_image(arena, class);
    }
    layout_ids_assign(model);
    tables_assign(arena, model);
}
