/* SPDX-License-Identifier: MIT */
/* How much room the parts of a class take; see extents.h. */
#include "model/extents.h"

#include "support/arena.h"

#include <assert.h>
#include <stdlib.h>

enum { GAIN_WHOLE = 24, GAIN_PARTS = 4, GAIN_MOST = 1 << 16 };

#define EXTENTS_MOST (UINT64_C(1) << 62)

static uint64_t add(uint64_t a, uint64_t b)
{
    return b > EXTENTS_MOST || a > EXTENTS_MOST - b ? EXTENTS_MOST : a + b;
}

static uint64_t multiply(uint64_t a, uint64_t b)
{
    return a != 0 && b > EXTENTS_MOST / a ? EXTENTS_MOST : a * b;
}

static uint64_t round_up(uint64_t bits, uint32_t align)
{
    return (bits + align - 1) / align * align;
}

enum layout_mode extents_mode(enum model_layout layout)
{
    return layout == MODEL_DECLARED ? LAYOUT_DECLARED : LAYOUT_COMPACT;
}

struct extent extents_element(const struct model_slot *slot)
{
    const unsigned unit = model_unit(slot);
    if (unit > 0) return (struct extent){unit, unit};
    switch (slot->type.kind) {
    case TYPE_TEXT:
    case TYPE_BYTES: return (struct extent){(uint64_t)slot->type.bytes * 8, 8};
    case TYPE_CLASS: return (struct extent){(uint64_t)slot->type.class->size * 8, slot->type.class->align * 8};
    default: return (struct extent){slot->encoding.width, 1};
    }
}

/* `count` elements, each at a multiple of the alignment from the first. */
static uint64_t repeat(struct extent element, uint64_t count)
{
    if (count == 0 || element.bits == 0) return 0;
    return add(multiply(round_up(element.bits, element.align), count - 1), element.bits);
}

const struct model_dim *extents_own_dims(const struct model_dim *dims, size_t count, size_t own)
{
    return own == 0 ? NULL : dims + (count - own);
}

/* The elements of so many dimensions. */
static uint64_t count_elements(const struct model_dim *dims, size_t count)
{
    uint64_t elements = 1;
    for (size_t i = 0; i < count; i++) elements = multiply(elements, dims[i].count);
    return elements;
}

uint64_t extents_own_elements(const struct model_slot *slot)
{
    return count_elements(extents_own_dims(slot->dims, slot->dim_count, slot->own_dims), slot->own_dims);
}

bool extents_is_alone(const struct model_slot *slot)
{
    return slot->is_own || (slot->type.kind == TYPE_CLASS && slot->type.class->alone_count > 0);
}

bool extents_has_element_tags(const struct model_class *class, const struct model_node *node)
{
    return node->choice != NULL && node->dim_count > 0 && class->slots[node->first].dim_count == node->dim_count;
}

struct extent extents_inline(const struct model_class *class, const struct model_node *node)
{
    struct extent element = {node->class->image.bits, node->class->image.align};
    if (extents_has_element_tags(class, node)) element.bits = add(element.bits, 1);
    return element;
}

/* The area of a ONEOF or OVERLAY: its widest arm, bound to what one of them is bound to. */
static struct extent measure_area(const struct model_class *class, const struct model_node *node)
{
    struct extent area = {0, 1};
    for (size_t i = 0; i < node->node_count; i++) {
        const struct model_node *arm = &node->nodes[i];
        const struct extent extent =
            extents_scope(&(struct extents_scope){class, node->layout, arm->nodes, arm->node_count});
        if (extent.bits > area.bits) area.bits = extent.bits;
        if (extent.align > area.align) area.align = extent.align;
    }
    return area;
}

/* What a byte boundary saves the slots first..first+count-1, roughly, where they lie in it as a whole. */
static unsigned gain_of(const struct model_slot *slots, size_t first, size_t count)
{
    unsigned gain = 0;
    for (size_t i = first; i < first + count && gain < GAIN_MOST; i++) {
        const unsigned width = slots[i].encoding.width;
        if (width > 0) gain += width % 8 == 0 ? GAIN_WHOLE : GAIN_PARTS;
    }
    return gain;
}

/* How many of the bases of the class declare slots behind this one: the slots of each base keep to themselves. */
static uint32_t family_of(const struct model_class *class, size_t index)
{
    uint32_t family = 0;
    for (; class->base != NULL && index < class->base->slot_count; class = class->base) family++;
    return family;
}

/* The number of codes of a slot that may be a digit; 0 where bits of its own are as good, or needed. */
static uint64_t radix_of(const struct model_slot *slot)
{
    const struct encoding *encoding = &slot->encoding;
    const bool is_scalar = slot->own_dims == 0 && !model_is_blob(slot->type.kind) && model_unit(slot) == 0;
    if (slot->layout != MODEL_DENSE || !is_scalar || encoding->presence_bit) return 0;
    return encoding->codes == model_mask(encoding->width) ? 0 : encoding->codes + 1;
}

static struct layout_item slot_item(const struct model_class *class, size_t index)
{
    const struct model_slot *slot = &class->slots[index];
    const struct extent element = extents_element(slot);
    const uint64_t count = extents_own_elements(slot);
    struct layout_item item = {.bits = repeat(element, count), .align = element.align};
    if (slot->own_dims == 0 && element.align == 1) item.width = slot->encoding.width;
    else if (element.bits % 8 == 0) item.gain = GAIN_WHOLE;
    item.alone = extents_is_alone(slot);
    item.radix = radix_of(slot);
    if (item.radix > 0) item.family = family_of(class, index);
    if (slot->encoding.presence_bit)
        item.presence_bits = slot->element_optional && count < UINT32_MAX ? (uint32_t)count : 1;
    return item;
}

static struct layout_item image_item(const struct model_class *class, const struct model_node *node)
{
    const struct extent element = extents_inline(class, node);
    return (struct layout_item){.bits = repeat(element, count_elements(node->dims, node->dim_count)),
                                .align = element.align,
                                .gain = gain_of(class->slots, node->first, node->count)};
}

static struct layout_item area_item(const struct model_class *class, const struct model_node *node)
{
    const struct extent area = measure_area(class, node);
    return (struct layout_item){
        .bits = area.bits, .align = area.align, .gain = gain_of(class->slots, node->first, node->count)};
}

size_t extents_items(const struct extents_scope *scope, struct layout_item *items)
{
    const struct model_class *class = scope->class;
    size_t made = 0;
    for (size_t i = 0; i < scope->count; i++) {
        const struct model_node *node = &scope->nodes[i];
        switch (node->kind) {
        case NODE_SLOT: items[made++] = slot_item(class, node->first); break;
        case NODE_INLINE:
            if (node->choice != NULL && !extents_has_element_tags(class, node))
                items[made++] = slot_item(class, node->first);
            items[made++] = image_item(class, node);
            break;
        case NODE_ONEOF:
            if (node->choice->kind == CHOICE_ONEOF) items[made++] = slot_item(class, node->first);
            items[made++] = area_item(class, node);
            break;
        case NODE_OVERLAY: items[made++] = area_item(class, node); break;
        case NODE_RESERVED: items[made++] = (struct layout_item){.bits = node->bits, .align = 1}; break;
        case NODE_ARM: assert(false); break;
        }
    }
    return made;
}

/* Where the nodes end, and what the most demanding of them is bound to. */
static struct extent measure(const struct extents_scope *scope, uint64_t begin)
{
    struct extent extent = {begin, 1};
    if (scope->count == 0) return extent;
    struct layout_item *items = memory_resize(NULL, 2 * scope->count * sizeof *items);
    const size_t count = extents_items(scope, items);
    for (size_t i = 0; i < count; i++) {
        if (items[i].bits > 0 && items[i].align > extent.align) extent.align = items[i].align;
    }
    if (!layout_end(extents_mode(scope->layout), items, count, begin, &extent.bits)) memory_exhausted();
    free(items);
    return extent;
}

struct extent extents_scope(const struct extents_scope *scope)
{
    return measure(scope, 0);
}

uint64_t extents_used(const struct extents_scope *scope)
{
    uint64_t used = 0;
    if (scope->count == 0) return 0;
    struct layout_item *items = memory_resize(NULL, 2 * scope->count * sizeof *items);
    const size_t count = extents_items(scope, items);
    for (size_t i = 0; i < count; i++) items[i].align = 1;
    if (!layout_end(extents_mode(scope->layout), items, count, 0, &used)) memory_exhausted();
    free(items);
    return used;
}

uint64_t extents_end(const struct extents_scope *scope, uint64_t begin)
{
    return measure(scope, begin).bits;
}
