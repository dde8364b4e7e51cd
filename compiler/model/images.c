/* SPDX-License-Identifier: MIT */
/* Images in the order of the record; see images.h. */
#include "model/images.h"

#include "model/extents.h"
#include "support/arena.h"

#include <stdlib.h>

/* Bits of the record that stay together. */
struct run {
    uint32_t bit;
    uint32_t bits;
    uint32_t align;
    uint32_t moved; /* where they are in the image */
};

static size_t add_run(struct run *runs, size_t count, uint32_t bit, uint64_t bits, uint32_t align)
{
    if (bits == 0) return count;
    runs[count] = (struct run){.bit = bit, .bits = (uint32_t)bits, .align = align};
    return count + 1;
}

/*
 * The runs of all nodes, at most three of each: a code or bytes, presence bits, an image or area; numbers once. Returns
 * how many.
 */
static size_t cut_runs(const struct model_class *class, struct run *runs)
{
    struct layout_item *items = memory_resize(NULL, (2 * class->node_count + 1) * sizeof *items);
    extents_items(&(struct extents_scope){class, class->layout, class->nodes, class->node_count}, items);
    const struct layout_item *item = items;
    size_t count = 0;
    for (size_t i = 0; i < class->node_count; i++) {
        const struct model_node *node = &class->nodes[i];
        const bool has_tag = node->kind == NODE_ONEOF ? node->choice->kind == CHOICE_ONEOF
                                                      : node->kind == NODE_INLINE && node->choice != NULL &&
                                                            !extents_has_element_tags(class, node);
        if (has_tag || node->kind == NODE_SLOT) {
            const struct place *place = &class->slots[node->first].place;
            const uint64_t bits = place->group_bits == 0 ? item->bits : place->weight == 1 ? place->group_bits : 0;
            count = add_run(runs, count, place->bit, bits, item->align);
            count = add_run(runs, count, place->presence, item->presence_bits, 1);
            item++;
        }
        if (node->kind == NODE_SLOT) continue;
        count = add_run(runs, count, node->bit, item->bits, item->align);
        item++;
    }
    free(items);
    return count;
}

static int compare_runs(const void *left, const void *right)
{
    const struct run *a = left;
    const struct run *b = right;
    return a->bit < b->bit ? -1 : a->bit > b->bit;
}

/* Where a bit of the record is in the image; 0 for one of nothing. */
static uint32_t move_bit(const struct run *runs, size_t count, uint32_t bit)
{
    size_t low = 0;
    size_t high = count;
    while (low + 1 < high) {
        const size_t middle = low + (high - low) / 2;
        if (runs[middle].bit <= bit) low = middle;
        else high = middle;
    }
    if (count == 0 || bit < runs[low].bit || bit - runs[low].bit >= runs[low].bits) return 0;
    return runs[low].moved + (bit - runs[low].bit);
}

static void fill_image(struct model_class *class, const struct run *runs, size_t count)
{
    struct model_image *image = &class->image;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        image->places[i] = (struct place){
            .group_bits = slot->place.group_bits, .weight = slot->place.weight, .group_codes = slot->place.group_codes};
        if (extents_element(slot).bits > 0) image->places[i].bit = move_bit(runs, count, slot->place.bit);
        if (slot->encoding.presence_bit) image->places[i].presence = move_bit(runs, count, slot->place.presence);
    }
    for (size_t i = 0; i < class->choice_count; i++) {
        const struct model_choice *choice = class->choices[i];
        image->areas[i] = choice->area_bits > 0 ? move_bit(runs, count, choice->area) : 0;
    }
    for (size_t i = 0; i < class->overlay_count; i++)
        image->overlays[i] = class->overlays[i].bits > 0 ? move_bit(runs, count, class->overlays[i].bit) : 0;
}

bool images_follow_record(struct model_class *class)
{
    struct run *runs = memory_resize(NULL, (3 * class->node_count + 1) * sizeof *runs);
    const size_t count = cut_runs(class, runs);
    qsort(runs, count, sizeof *runs, compare_runs);
    uint64_t end = 0;
    for (size_t i = 0; i < count; i++) {
        end = (end + runs[i].align - 1) / runs[i].align * runs[i].align;
        runs[i].moved = (uint32_t)end;
        end += runs[i].bits;
    }
    const bool fits = end <= class->image.bits;
    if (fits) fill_image(class, runs, count);
    free(runs);
    return fits;
}
